//! From tags and text to the blocks of a document.
//!
//! Owns what each element becomes. Promises the same blocks whoever calls it, a tree's walk or a parser without a tree;
//! that nothing enters the document but through the gate; and that elements may begin and end in any order and to any
//! depth. Does not choose what is worth reading: what should not be read is not given to it.

mod credit;
mod image;
mod line;
mod list;
mod prose;
mod script;
mod table;

use super::{about::key, address::Base, tag::Tag};
use crate::document::{BlockKind, Builder, Document, Style};
use line::{Line, Mark, Text};
use list::List;
use table::Table;

/// Writes blocks.
#[derive(Debug)]
pub(super) struct Writer {
    builder: Builder,
    base: Base,
    line: Line,
    /// What to do at the end of each element that has begun.
    frames: Vec<Frame>,
    /// What a paragraph is here, innermost last.
    flows: Vec<Flow>,
    lists: Vec<List>,
    quotes: u8,
    /// How many quotation marks are open.
    marks: usize,
    table: Option<Table>,
    /// Images' texts that wait for the end of the block they stand in.
    images: Vec<String>,
    /// How many figures this stands in.
    figures: usize,
    /// What the last caption says, as letters.
    captioned: String,
    /// What need not be said again at the beginning.
    known: prose::Known,
    /// How many blocks with text there are.
    written: usize,
}

/// What ends with an element.
#[derive(Debug)]
enum Frame {
    /// Nothing.
    Inline,
    /// The style or link that was begun last.
    Mark,
    /// A line.
    Block,
    /// A line, and what a paragraph is.
    Flow,
    /// A quotation of its own.
    Quote,
    List,
    Figure,
    Table,
    Row,
    Cell,
    /// Words in quotation marks.
    Quoted,
    /// The reading of a character.
    Reading,
    /// Superscript or subscript, from this byte of the line.
    Script(script::Place, usize),
}

/// What a paragraph becomes.
#[derive(Debug, Clone)]
pub(super) enum Flow {
    Body,
    Heading(u8),
    /// In an item of a list.
    Item {
        marker: String,
        /// Whether the marker has not been written yet.
        fresh: bool,
        depth: u8,
    },
    Caption,
    /// The thing that a list of definitions explains.
    Term,
    Code,
}

impl Writer {
    /// For an article from `source`, with links relative to `base`.
    pub(super) fn new(source: &str, base: Base) -> Self {
        Self {
            builder: Builder::new(source),
            base,
            line: Line::default(),
            frames: Vec::new(),
            flows: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            marks: 0,
            table: None,
            images: Vec::new(),
            figures: 0,
            captioned: String::new(),
            known: prose::Known::default(),
            written: 0,
        }
    }

    /// The document's facts.
    pub(super) fn meta_mut(&mut self) -> &mut crate::document::Meta {
        self.builder.meta_mut()
    }

    /// Write the headline, and forget it where the article begins with it again.
    pub(super) fn title(&mut self, title: &str) {
        self.known.title(title);
        self.builder.push(title);
        self.builder.end(BlockKind::Title);
    }

    /// What follows is an article: neither its author nor its day need be named again in a line above it.
    pub(super) fn begin_article(&mut self, byline: Option<&str>) {
        self.known.author(byline);
    }

    /// How many bytes of text there are.
    pub(super) fn len(&self) -> usize {
        self.builder.len() + self.line.len()
    }

    /// How many blocks have been written, the headline not counted.
    pub(super) fn written(&self) -> usize {
        self.written
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        while !self.frames.is_empty() {
            self.close();
        }
        self.flush();
        self.builder.finish()
    }

    /// Text between tags.
    pub(super) fn text(&mut self, text: &str) {
        match (&self.table, self.flow()) {
            (Some(table), _) if !table.in_cell() => {}
            (None, Flow::Code) => self.line.push_verbatim(text),
            _ => self.line.push(text),
        }
    }

    /// A paragraph that no tags are in; without text, the end of the last one.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.text(text);
        self.flush();
    }

    /// An element begins.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let frame = match tag.name {
            "br" => self.line_break(),
            "img" => self.image(tag),
            "wbr" => Frame::Inline,
            "input" => self.checkbox(tag),
            "a" => self.link(tag),
            "em" | "i" | "cite" | "dfn" | "var" => self.mark(Style::Emphasis),
            "b" | "strong" => self.mark(Style::Strong),
            "code" | "kbd" | "samp" | "tt" => self.mark(Style::Code),
            "del" | "s" | "strike" => self.mark(Style::Struck),
            "q" => self.quote_mark(),
            "rt" => {
                self.line.push("(");
                Frame::Reading
            }
            "sup" => Frame::Script(script::Place::Above, self.line.len()),
            "sub" => Frame::Script(script::Place::Below, self.line.len()),
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption"
                if self.table.is_some() =>
            {
                self.in_table(tag)
            }
            _ if tag.is_block() => self.block(tag),
            _ => Frame::Inline,
        };
        self.frames.push(frame);
    }

    /// The element that began last ends.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame {
            Frame::Inline => {}
            Frame::Mark => self.line.close(),
            Frame::Block => self.flush(),
            Frame::Flow => {
                self.flush();
                self.flows.pop();
            }
            Frame::Quote => {
                self.flush();
                self.flows.pop();
                self.quotes = self.quotes.saturating_sub(1);
                self.builder.quote_depth(self.quotes);
            }
            Frame::List => {
                self.flush();
                self.lists.pop();
            }
            Frame::Figure => {
                self.figures = self.figures.saturating_sub(1);
                self.flush();
            }
            Frame::Table => self.end_table(),
            Frame::Row | Frame::Cell => self.end_in_table(&frame),
            Frame::Quoted => {
                self.marks = self.marks.saturating_sub(1);
                self.line.push(if self.marks.is_multiple_of(2) {
                    "”"
                } else {
                    "’"
                });
            }
            Frame::Reading => self.line.push(")"),
            Frame::Script(place, start) => script::set(&mut self.line, place, start),
        }
    }

    /// An element that stands on lines of its own.
    fn block(&mut self, tag: &Tag<'_>) -> Frame {
        self.flush();
        let flow = match tag.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.name.as_bytes().last().map_or(1, |digit| digit - b'0');
                Flow::Heading(level)
            }
            "blockquote" => {
                self.quotes = self.quotes.saturating_add(1);
                self.builder.quote_depth(self.quotes);
                self.flows.push(Flow::Body);
                return Frame::Quote;
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.push(List::new(tag));
                return Frame::List;
            }
            "figure" => {
                self.figures += 1;
                return Frame::Figure;
            }
            "li" => self.item(tag),
            "dt" | "summary" => Flow::Term,
            "dd" => Flow::Item {
                marker: "–".to_owned(),
                fresh: true,
                depth: self.depth(),
            },
            "figcaption" | "caption" => Flow::Caption,
            "p" | "div" if is_caption(tag) => Flow::Caption,
            "pre" | "listing" | "xmp" | "plaintext" => Flow::Code,
            "table" if self.table.is_none() => {
                self.table = Some(Table::default());
                return Frame::Table;
            }
            "hr" => {
                self.rule();
                return Frame::Block;
            }
            _ => return Frame::Block,
        };
        self.flows.push(flow);
        Frame::Flow
    }

    fn mark(&mut self, style: Style) -> Frame {
        // Program text is nothing else already.
        let plain = style == Style::Code && matches!(self.flow(), Flow::Code);
        if !plain && self.line.open(Mark::Style(style)) {
            Frame::Mark
        } else {
            Frame::Inline
        }
    }

    fn link(&mut self, tag: &Tag<'_>) -> Frame {
        let target = tag.get("href").and_then(|link| self.base.resolve(link));
        if target.is_some_and(|target| self.line.open(Mark::Link(target.into()))) {
            Frame::Mark
        } else {
            Frame::Inline
        }
    }

    fn quote_mark(&mut self) -> Frame {
        self.line.push(if self.marks.is_multiple_of(2) {
            "“"
        } else {
            "‘"
        });
        self.marks += 1;
        Frame::Quoted
    }

    fn line_break(&mut self) -> Frame {
        if self.is_cell() {
            self.line.blank();
        } else if matches!(self.flow(), Flow::Code) {
            self.line.push_verbatim("\n");
        } else if self.line.newline() {
            // Two breaks make a paragraph.
            self.flush();
        }
        Frame::Inline
    }

    /// What a paragraph is here.
    fn flow(&self) -> &Flow {
        self.flows.last().unwrap_or(&Flow::Body)
    }

    /// Whether everything is text in a cell of a table.
    fn is_cell(&self) -> bool {
        self.table.is_some()
    }

    /// End the block, if there is anything in it.
    fn flush(&mut self) {
        if self.is_cell() {
            self.line.blank();
            return;
        }
        let text = self.line.take();
        if !text.text.is_empty() {
            self.write(text);
        }
        // In a figure the caption comes first: it may say what the image's text says.
        if self.figures == 0 {
            for image in std::mem::take(&mut self.images) {
                self.image_text(&image);
            }
        }
    }

    /// Write `text` as what it is here.
    fn write(&mut self, text: Text) {
        let (text, kind) = match self.flow() {
            Flow::Body => prose::kind(text),
            Flow::Heading(level) => {
                let kind = BlockKind::Heading(*level);
                (self.numbered(text.one_line()), kind)
            }
            Flow::Item { .. } => {
                let kind = self.item_kind();
                (text, kind)
            }
            Flow::Caption => {
                self.captioned = key(&text.text);
                (text, BlockKind::Caption)
            }
            Flow::Term => (text.strong(), BlockKind::Paragraph),
            Flow::Code => {
                let text = text.without_blank_lines();
                self.end(text, BlockKind::Code);
                return;
            }
        };
        if self.written < prose::BEGINNING && self.known.says(&text.text, &kind) {
            return;
        }
        self.end(text, kind);
    }

    fn end(&mut self, text: Text, kind: BlockKind) {
        text.write(&mut self.builder);
        self.builder.end(kind);
        self.written += 1;
    }

    fn rule(&mut self) {
        if !self.is_cell() && self.written > 0 {
            self.builder.end(BlockKind::Rule);
        }
    }
}

/// Whether a block is a caption though no `figcaption`.
fn is_caption(tag: &Tag<'_>) -> bool {
    tag.classes().any(|class| {
        let class = class.to_ascii_lowercase();
        class.ends_with("caption") && class != "wp-caption" || class.ends_with("caption-text")
    })
}
