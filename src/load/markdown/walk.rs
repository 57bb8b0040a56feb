//! Turns the events of the Markdown parser into blocks.
//!
//! The walker keeps the open container blocks (quotations, lists, items), and the leaf block that is being written.
//! Styles and links are applied when they end.

mod block;
mod inline;

use super::super::{clean, markup};
use super::footnotes::{Footnotes, OffsetEvent};
use crate::document::{BlockKind, Builder, InlineStyle};
use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A block that contains other blocks.
#[derive(Debug)]
enum ContainerBlock {
    Quote,
    /// A list, with the number of its next item if it is numbered.
    List(Option<u64>),
    /// A list item, with the marker of its next block.
    Item(String),
}

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
    /// Where the Markdown begins in the source, in bytes.
    body_offset: usize,
    containers: Vec<ContainerBlock>,
    /// How many of the containers are quotations, and how many are lists.
    open_quotes: usize,
    open_lists: usize,
    leaf: LeafBlock,
    /// The range of the source that the current block covers so far.
    source_range: Option<Range<usize>>,
    /// Where the open styles and links begin, in bytes.
    inline_starts: Vec<usize>,
    /// The URLs of the open links; empty if a link cannot be followed.
    link_targets: Vec<String>,
    /// How many images are open: inside one, only the alternative text is collected.
    image_depth: usize,
    /// The alternative text of the open image.
    alt_text: String,
    /// Captions of images in the current block, with their source ranges.
    captions: Vec<(String, Range<usize>)>,
    /// Hard and soft line breaks in the current block.
    hard_breaks: usize,
    soft_breaks: usize,
    /// Whether a soft line break comes before the next text.
    pending_join: bool,
    /// Whether the next text is superscript (`true`) or subscript (`false`).
    script_raised: Option<bool>,
    /// Whether any block has been written.
    has_blocks: bool,
    footnotes: Footnotes<'a>,
}

impl<'b, 'a> MarkdownWalker<'b, 'a> {
    pub(super) fn new(builder: &'b mut Builder, body_offset: usize) -> Self {
        Self {
            builder,
            body_offset,
            containers: Vec::new(),
            open_quotes: 0,
            open_lists: 0,
            leaf: LeafBlock::default(),
            source_range: None,
            inline_starts: Vec::new(),
            link_targets: Vec::new(),
            image_depth: 0,
            alt_text: String::new(),
            captions: Vec::new(),
            hard_breaks: 0,
            soft_breaks: 0,
            pending_join: false,
            script_raised: None,
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
        while let Some((number, body)) = self.footnotes.next_footnote() {
            self.containers
                .push(ContainerBlock::Item(format!("[{number}]")));
            for (event, range) in body {
                self.handle_event(event, range);
            }
            self.flush();
            self.containers.clear();
            (self.open_quotes, self.open_lists) = (0, 0);
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
        if !is_boundary && self.image_depth == 0 {
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
                self.push_text(&format!("[{number}]"));
            }
            Event::SoftBreak => {
                self.soft_breaks += 1;
                self.pending_join = true;
            }
            Event::HardBreak => self.break_line(),
            Event::Rule => {
                self.flush();
                self.set_source(range);
                self.builder.end(BlockKind::Rule);
                self.has_blocks = true;
            }
            Event::TaskListMarker(done) => {
                if let Some(ContainerBlock::Item(marker)) = self.containers.last_mut() {
                    *marker = String::from(if done { "[x]" } else { "[ ]" });
                }
            }
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
                self.containers.push(ContainerBlock::Quote);
                self.open_quotes += 1;
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
                self.containers.push(ContainerBlock::List(first));
                self.open_lists += 1;
            }
            Tag::Item => self.start_item(),
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

    fn start_inline(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if let Tag::Image { title, .. } = &tag {
            self.image_depth += 1;
            if self.image_depth == 1 {
                self.alt_text.clear();
                self.captions.push((clean::line(title).into_owned(), range));
            }
            return;
        }
        let start = self.begin_inline();
        self.inline_starts.push(start);
        if let Tag::Link {
            link_type,
            dest_url,
            ..
        } = tag
        {
            self.link_targets.push(link_target(link_type, &dest_url));
        }
    }

    fn end_tag(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                match self.containers.pop() {
                    Some(ContainerBlock::Quote) => self.open_quotes -= 1,
                    Some(ContainerBlock::List(_)) => self.open_lists -= 1,
                    Some(ContainerBlock::Item(_)) | None => {}
                }
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(range),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.leaf = LeafBlock::Prose,
            TagEnd::Emphasis => self.end_style(InlineStyle::Emphasis),
            TagEnd::Strong => self.end_style(InlineStyle::Strong),
            TagEnd::Strikethrough => self.end_style(InlineStyle::Struck),
            TagEnd::Link => {
                let (start, target) = (
                    self.inline_starts.pop(),
                    self.link_targets.pop().unwrap_or_default(),
                );
                if let Some(start) = start.filter(|_| !target.is_empty()) {
                    self.builder.add_link(start, target);
                }
            }
            TagEnd::Image => {
                self.image_depth = self.image_depth.saturating_sub(1);
                let alt = std::mem::take(&mut self.alt_text);
                if let Some((caption, _)) =
                    self.captions.last_mut().filter(|_| self.image_depth == 0)
                    && markup::is_descriptive(&alt)
                {
                    *caption = alt.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
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

    fn write_callout(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        let name = match kind {
            None => return,
            Some(BlockQuoteKind::Note) => "Note",
            Some(BlockQuoteKind::Tip) => "Tip",
            Some(BlockQuoteKind::Important) => "Important",
            Some(BlockQuoteKind::Warning) => "Warning",
            Some(BlockQuoteKind::Caution) => "Caution",
        };
        let start = self.builder.begin();
        self.builder.push(name);
        self.builder.add_style(start, InlineStyle::Strong);
        self.source_range = Some(range);
        self.flush();
    }

    fn start_item(&mut self) {
        self.flush();
        let marker = match self.containers.last_mut() {
            Some(ContainerBlock::List(Some(next))) => {
                let number = *next;
                *next = next.saturating_add(1);
                format!("{number}.")
            }
            _ => "•".to_owned(),
        };
        self.containers.push(ContainerBlock::Item(marker));
    }
}

/// The URL of a link; empty if it cannot be followed.
fn link_target(kind: LinkType, url: &CowStr<'_>) -> String {
    let url = clean::line(url.trim());
    match kind {
        LinkType::Email if !url.starts_with("mailto:") => format!("mailto:{url}"),
        _ if markup::is_followable(&url) => url.into_owned(),
        _ => String::new(),
    }
}
