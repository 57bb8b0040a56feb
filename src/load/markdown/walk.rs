//! The pieces of a Markdown text to blocks.
//!
//! Owns what each piece becomes. Keeps the containers that are open (quotations, lists, items, notes) and the line that is
//! being written; styles and links are set when they end.

mod block;
mod text;

use super::super::{clean, markup};
use super::notes::{Notes, Placed};
use crate::document::{BlockKind, Builder, Style};
use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::ops::Range;

/// What blocks stand in.
#[derive(Debug)]
enum Container {
    Quote,
    /// A list, and the number of its next item if it has numbers.
    List(Option<u64>),
    /// An item, and what stands before its next block.
    Item(String),
}

/// What is being written, beside prose.
#[derive(Debug, Default, PartialEq, Eq)]
enum Leaf {
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

#[derive(Debug)]
pub(super) struct Walker<'b, 'a> {
    builder: &'b mut Builder,
    /// Where the Markdown begins in the source, bytes.
    from: usize,
    containers: Vec<Container>,
    /// How many of them are quotations, and how many are lists.
    quotes: usize,
    lists: usize,
    leaf: Leaf,
    /// Where in the source the block stands so far.
    place: Option<Range<usize>>,
    /// Styles and links that are open: where they begin.
    inlines: Vec<usize>,
    /// Addresses of the links that are open.
    targets: Vec<String>,
    /// Images that are open: no more than their text is wanted.
    images: usize,
    alt: String,
    captions: Vec<(String, Range<usize>)>,
    /// Line breaks in the block that are meant, and those that are not.
    hard: usize,
    soft: usize,
    /// A break that is not meant stands before what comes.
    seam: bool,
    /// Whether what comes is raised or lowered.
    script: Option<bool>,
    /// Whether any block has been written.
    begun: bool,
    notes: Notes<'a>,
}

impl<'b, 'a> Walker<'b, 'a> {
    pub(super) fn new(builder: &'b mut Builder, from: usize) -> Self {
        Self {
            builder,
            from,
            containers: Vec::new(),
            quotes: 0,
            lists: 0,
            leaf: Leaf::default(),
            place: None,
            inlines: Vec::new(),
            targets: Vec::new(),
            images: 0,
            alt: String::new(),
            captions: Vec::new(),
            hard: 0,
            soft: 0,
            seam: false,
            script: None,
            begun: false,
            notes: Notes::default(),
        }
    }

    /// Read `events`, and after them the footnotes.
    pub(super) fn walk(mut self, mut events: impl Iterator<Item = Placed<'a>>) {
        let head = self.headline(&mut events);
        let mut events = head.into_iter().chain(events);
        while let Some((event, place)) = events.next() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &event {
                let end = Event::End(TagEnd::FootnoteDefinition);
                let body = events
                    .by_ref()
                    .take_while(|(event, _)| *event != end)
                    .collect();
                self.notes.keep(label, body);
            } else {
                self.event(event, place);
            }
        }
        while let Some((number, body)) = self.notes.next() {
            self.containers.push(Container::Item(format!("[{number}]")));
            for (event, place) in body {
                self.event(event, place);
            }
            self.flush();
            self.containers.clear();
            (self.quotes, self.lists) = (0, 0);
        }
    }

    /// Write the title that the front matter names, unless the text begins with it; returns what was taken off `events`.
    fn headline(&mut self, events: &mut impl Iterator<Item = Placed<'a>>) -> Vec<Placed<'a>> {
        let Some(title) = self.builder.meta_mut().title.clone() else {
            return Vec::new();
        };
        let mut head: Vec<Placed<'a>> = events.next().into_iter().collect();
        let mut text = String::new();
        if let Some((Event::Start(Tag::Heading { .. }), _)) = head.first() {
            for (event, place) in events.by_ref() {
                let done = matches!(event, Event::End(TagEnd::Heading(_)));
                if let Event::Text(piece) | Event::Code(piece) = &event {
                    text.push_str(piece);
                }
                head.push((event, place));
                if done {
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
            self.begun = true;
        }
        head
    }

    fn event(&mut self, event: Event<'a>, place: Range<usize>) {
        let starts = matches!(event, Event::Start(_) | Event::End(_));
        if !starts && self.images == 0 {
            self.widen(place.clone());
        }
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag, place),
            // Formulas are not in the dialect.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Code(text) => {
                let start = self.here();
                self.text(&text);
                self.builder.style(start, Style::Code);
            }
            Event::Html(html) => match &mut self.leaf {
                Leaf::Html(block) => block.push_str(&html),
                Leaf::Prose | Leaf::Heading(_) | Leaf::Row { .. } | Leaf::Code(_) => {
                    self.inline_html(&html);
                }
            },
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::FootnoteReference(label) => {
                let number = self.notes.number(&label);
                self.text(&format!("[{number}]"));
            }
            Event::SoftBreak => {
                self.soft += 1;
                self.seam = true;
            }
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.flush();
                self.settle(place);
                self.builder.end(BlockKind::Rule);
                self.begun = true;
            }
            Event::TaskListMarker(done) => {
                if let Some(Container::Item(marker)) = self.containers.last_mut() {
                    *marker = String::from(if done { "[x]" } else { "[ ]" });
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, place: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.flush();
                self.place = Some(place);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.place = Some(place);
                self.leaf = Leaf::Heading(self.level(level));
            }
            Tag::BlockQuote(kind) => {
                self.flush();
                self.containers.push(Container::Quote);
                self.quotes += 1;
                self.callout(kind, place);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.place = Some(place);
                self.leaf = Leaf::Code(String::new());
            }
            Tag::HtmlBlock => {
                self.flush();
                self.place = Some(place);
                self.leaf = Leaf::Html(String::new());
            }
            Tag::List(first) => {
                self.flush();
                self.containers.push(Container::List(first));
                self.lists += 1;
            }
            Tag::Item => self.item(),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.start_table(&tag, place);
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. } => self.start_inline(tag, place),
            // Notes are taken out before; the others are not in the dialect.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_)
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn start_table(&mut self, tag: &Tag<'a>, place: Range<usize>) {
        if let Tag::Table(columns) = tag {
            self.flush();
            let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
            let (heading, cells) = (false, 0);
            self.leaf = Leaf::Row {
                columns,
                heading,
                cells,
            };
            return;
        }
        let Leaf::Row { heading, cells, .. } = &mut self.leaf else {
            return;
        };
        if matches!(tag, Tag::TableCell) {
            *cells += 1;
            if *cells > 1 {
                self.builder.push("\n");
            }
        } else {
            (*heading, *cells) = (matches!(tag, Tag::TableHead), 0);
            self.place = Some(place);
        }
    }

    fn start_inline(&mut self, tag: Tag<'a>, place: Range<usize>) {
        if let Tag::Image { title, .. } = &tag {
            self.images += 1;
            if self.images == 1 {
                self.alt.clear();
                self.captions.push((clean::line(title).into_owned(), place));
            }
            return;
        }
        let start = self.here();
        self.inlines.push(start);
        if let Tag::Link {
            link_type,
            dest_url,
            ..
        } = tag
        {
            self.targets.push(target(link_type, &dest_url));
        }
    }

    fn end(&mut self, tag: TagEnd, place: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                match self.containers.pop() {
                    Some(Container::Quote) => self.quotes -= 1,
                    Some(Container::List(_)) => self.lists -= 1,
                    Some(Container::Item(_)) | None => {}
                }
            }
            TagEnd::CodeBlock => self.program(),
            TagEnd::HtmlBlock => self.html(place),
            TagEnd::TableHead | TagEnd::TableRow => self.row(),
            TagEnd::Table => self.leaf = Leaf::Prose,
            TagEnd::Emphasis => self.close(Style::Emphasis),
            TagEnd::Strong => self.close(Style::Strong),
            TagEnd::Strikethrough => self.close(Style::Struck),
            TagEnd::Link => {
                let (start, target) = (self.inlines.pop(), self.targets.pop().unwrap_or_default());
                if let Some(start) = start.filter(|_| !target.is_empty()) {
                    self.builder.link(start, target);
                }
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                let alt = std::mem::take(&mut self.alt);
                if let Some((caption, _)) = self.captions.last_mut().filter(|_| self.images == 0)
                    && markup::is_telling(&alt)
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

    /// The first heading of the largest kind is the title, if nothing stands before it.
    fn level(&self, level: HeadingLevel) -> u8 {
        let first = !self.begun && level == HeadingLevel::H1 && self.containers.is_empty();
        if first { 0 } else { level as u8 }
    }

    fn callout(&mut self, kind: Option<BlockQuoteKind>, place: Range<usize>) {
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
        self.builder.style(start, Style::Strong);
        self.place = Some(place);
        self.flush();
    }

    fn item(&mut self) {
        self.flush();
        let marker = match self.containers.last_mut() {
            Some(Container::List(Some(next))) => {
                let number = *next;
                *next = next.saturating_add(1);
                format!("{number}.")
            }
            _ => "•".to_owned(),
        };
        self.containers.push(Container::Item(marker));
    }
}

/// Where a link leads, if it leads anywhere from here; else nothing.
fn target(kind: LinkType, address: &CowStr<'_>) -> String {
    let address = clean::line(address.trim());
    match kind {
        LinkType::Email if !address.starts_with("mailto:") => format!("mailto:{address}"),
        _ if markup::is_followed(&address) => address.into_owned(),
        _ => String::new(),
    }
}
