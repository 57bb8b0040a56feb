//! Turns the events of the Markdown parser into blocks.
//!
//! The walker keeps the open container blocks (quotations, lists, items), and the leaf block that is being written.
//! Styles and links are applied when they end.

mod block;
mod containers;
mod inline;

use super::super::RawContent;
use super::super::html::ScriptPosition;
use super::footnotes::{Footnote, Footnotes, OffsetEvent};
use crate::document::{BlockKind, Builder, InlineStyle};
use containers::Containers;
use inline::OpenInline;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

/// The block that is being written.
#[derive(Debug, Default, PartialEq, Eq)]
enum LeafBlock {
    #[default]
    Prose,
    Heading(u8),
    Row {
        columns: u16,
        heading: bool,
        cells: usize,
    },
    Code(String),
    Html(String),
}

/// Writes Markdown events into blocks.
#[derive(Debug)]
pub(super) struct MarkdownWalker<'b, 'a> {
    builder: &'b mut Builder,
    /// The content of which this is the text: its links are relative to its address or its file.
    raw: &'b RawContent,
    /// Where the Markdown begins in the source, in bytes.
    body_offset: usize,
    containers: Containers,
    leaf: LeafBlock,
    /// The range of the source that the current block covers so far.
    source_range: Option<Range<usize>>,
    /// The open styles and links.
    open_inlines: Vec<OpenInline>,
    images: Images,
    breaks: LineBreaks,
    /// Whether the next text is superscript (`true`) or subscript (`false`).
    script: Option<ScriptPosition>,
    /// Whether any block has been written.
    has_blocks: bool,
    footnotes: Footnotes<'a>,
}

/// The images in the current block.
#[derive(Debug, Default)]
struct Images {
    /// How many are open: inside one, only the alternative text is collected.
    depth: usize,
    /// The alternative text of the open one.
    alt_text: String,
    captions: Vec<Caption>,
}

/// A caption that follows the current block.
#[derive(Debug)]
struct Caption {
    /// Empty if the image has none.
    text: String,
    /// The address of the picture, if it can be shown.
    picture: Option<String>,
    source_range: Range<usize>,
}

/// The line breaks in the current block.
#[derive(Debug, Default)]
struct LineBreaks {
    hard: usize,
    soft: usize,
    /// Whether a soft one comes before the next text.
    pending: bool,
}

impl<'b, 'a> MarkdownWalker<'b, 'a> {
    pub(super) fn new(builder: &'b mut Builder, raw: &'b RawContent, body_offset: usize) -> Self {
        Self {
            builder,
            raw,
            body_offset,
            containers: Containers::default(),
            leaf: LeafBlock::default(),
            source_range: None,
            open_inlines: Vec::new(),
            images: Images::default(),
            breaks: LineBreaks::default(),
            script: None,
            has_blocks: false,
            footnotes: Footnotes::default(),
        }
    }

    /// Writes `events`, and the footnotes after them.
    pub(super) fn walk(mut self, mut events: impl Iterator<Item = OffsetEvent<'a>>) {
        let read_ahead = self.write_front_title(&mut events);
        let mut events = read_ahead.into_iter().chain(events);
        while let Some((event, range)) = events.next() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &event {
                let end = Event::End(TagEnd::FootnoteDefinition);
                let body = events
                    .by_ref()
                    .take_while(|(event, _)| *event != end)
                    .collect();
                self.footnotes.define(label, body);
            } else {
                self.handle_event(event, range);
            }
        }
        while let Some(Footnote { number, body }) = self.footnotes.next_footnote() {
            self.containers.open_marked_item(format!("[{number}]"));
            self.builder.add_place(&format!("footnote-{number}"));
            for (event, range) in body {
                self.handle_event(event, range);
            }
            self.flush();
            self.containers = Containers::default();
        }
    }

    /// Writes the title in the front matter, unless the text begins with it. Returns the events that were read ahead.
    fn write_front_title(
        &mut self,
        events: &mut impl Iterator<Item = OffsetEvent<'a>>,
    ) -> Vec<OffsetEvent<'a>> {
        let Some(title) = self.builder.meta_mut().title.clone() else {
            return Vec::new();
        };
        let mut read_ahead: Vec<OffsetEvent<'a>> = events.next().into_iter().collect();
        let mut text = String::new();
        if let Some((Event::Start(Tag::Heading { .. }), _)) = read_ahead.first() {
            for (event, range) in events.by_ref() {
                let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
                if let Event::Text(piece) | Event::Code(piece) = &event {
                    text.push_str(piece);
                }
                read_ahead.push((event, range));
                if is_end {
                    break;
                }
            }
        }
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        if letters(&text) != letters(&title) {
            self.builder.push(&title);
            self.builder.end(BlockKind::Title);
            self.has_blocks = true;
        }
        read_ahead
    }

    fn handle_event(&mut self, event: Event<'a>, range: Range<usize>) {
        let is_boundary = matches!(event, Event::Start(_) | Event::End(_));
        if !is_boundary && self.images.depth == 0 {
            self.extend_source_range(range.clone());
        }
        match event {
            Event::Start(tag) => self.start_tag(tag, range),
            Event::End(tag) => self.end_tag(tag, range),
            // Formulas are not part of the dialect.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push_text(&text);
            }
            Event::Code(text) => {
                let start = self.begin_inline();
                self.push_text(&text);
                self.builder.add_style(start, InlineStyle::Code);
            }
            Event::Html(html) => match &mut self.leaf {
                LeafBlock::Html(block) => block.push_str(&html),
                LeafBlock::Prose
                | LeafBlock::Heading(_)
                | LeafBlock::Row { .. }
                | LeafBlock::Code(_) => {
                    self.push_html(&html);
                }
            },
            Event::InlineHtml(html) => self.push_html(&html),
            Event::FootnoteReference(label) => {
                let number = self.footnotes.number_of(&label);
                let start = self.begin_inline();
                self.push_text(&format!("[{number}]"));
                if self.images.depth == 0 {
                    self.builder.add_link(start, format!("#footnote-{number}"));
                }
            }
            Event::SoftBreak => {
                self.breaks.soft += 1;
                self.breaks.pending = true;
            }
            Event::HardBreak => self.break_line(),
            Event::Rule => {
                self.flush();
                self.set_source(range);
                self.builder.end(BlockKind::Rule);
                self.has_blocks = true;
            }
            Event::TaskListMarker(done) => self.containers.mark_task(done),
        }
    }

    fn start_tag(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.flush();
                self.source_range = Some(range);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.source_range = Some(range);
                self.leaf = LeafBlock::Heading(self.heading_level(level));
            }
            Tag::BlockQuote(kind) => {
                self.flush();
                self.containers.open_quote();
                self.write_callout(kind, range);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.source_range = Some(range);
                self.leaf = LeafBlock::Code(String::new());
            }
            Tag::HtmlBlock => {
                self.flush();
                self.source_range = Some(range);
                self.leaf = LeafBlock::Html(String::new());
            }
            Tag::List(first) => {
                self.flush();
                self.containers.open_list(first);
            }
            Tag::Item => {
                self.flush();
                self.containers.open_item();
            }
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.start_table(&tag, range);
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. } => self.start_inline(tag, range),
            // Footnotes have been taken out before; the others are not part of the dialect.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_)
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn start_table(&mut self, tag: &Tag<'a>, range: Range<usize>) {
        if let Tag::Table(columns) = tag {
            self.flush();
            let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
            let (heading, cells) = (false, 0);
            self.leaf = LeafBlock::Row {
                columns,
                heading,
                cells,
            };
            return;
        }
        let LeafBlock::Row { heading, cells, .. } = &mut self.leaf else {
            return;
        };
        if matches!(tag, Tag::TableCell) {
            *cells += 1;
            if *cells > 1 {
                self.builder.push("\n");
            }
        } else {
            (*heading, *cells) = (matches!(tag, Tag::TableHead), 0);
            self.source_range = Some(range);
        }
    }

    fn end_tag(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                self.containers.close();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(range),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.leaf = LeafBlock::Prose,
            TagEnd::Emphasis => self.end_style(InlineStyle::Emphasis),
            TagEnd::Strong => self.end_style(InlineStyle::Strong),
            TagEnd::Strikethrough => self.end_style(InlineStyle::Struck),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.images.end_image(),
            TagEnd::TableCell
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_)
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    /// The level of a heading; 0, for the title, if it is of the first level and nothing comes before it.
    fn heading_level(&self, level: HeadingLevel) -> u8 {
        let is_title = !self.has_blocks && level == HeadingLevel::H1 && self.containers.is_empty();
        if is_title { 0 } else { level as u8 }
    }
}
