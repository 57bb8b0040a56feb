//! Writes the text of a block with its inline elements: links, mentions and styles.
//!
//! Ranges may overlap, so elements are closed and reopened where needed to nest properly. A link never contains a link: inside
//! one, a mention becomes a `<mark>`, and the link to the next mention follows after the outer link. Each mention has its id
//! exactly once. The work is proportional to the number of ranges.

use super::escape::{linkable, write_line, write_text};
use crate::document::{Block, Document, InlineStyle};
use crate::entities::{Entities, EntityKind, Mention, MentionType};
use std::io::{self, Write};
use std::ops::Range;

/// The styles, in the order in which they are opened if they begin at the same place.
const STYLES: [(InlineStyle, &str); 4] = [
    (InlineStyle::Strong, "strong"),
    (InlineStyle::Emphasis, "em"),
    (InlineStyle::Struck, "s"),
    (InlineStyle::Code, "code"),
];

/// What a line feed in the text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineBreak {
    /// A `<br>`.
    Break,
    /// The boundary between two table cells, which are elements with this name.
    Cell(&'static str),
    /// A line feed.
    Newline,
}

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InlineElement {
    /// A link, by its index.
    Link(usize),
    /// A mention, by its index, and whether it is inside a link.
    Mention(usize, bool),
    Style(InlineStyle),
}

/// What a mention links to.
#[derive(Debug, Clone, Copy, Default)]
struct NextMention {
    /// The index of the entity's next mention; `None` for the last.
    next: Option<usize>,
    /// The number of the mention among those of its entity, counted from 1.
    nth: usize,
}

/// Writes the text of blocks with the inline elements in it.
pub(super) struct InlineWriter<'a> {
    pub document: &'a Document,
    pub entities: &'a Entities,
    next_mentions: Vec<NextMention>,
}

impl<'a> InlineWriter<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a Entities) -> Self {
        let mut next_mentions = vec![NextMention::default(); entities.mentions().len()];
        for entity in entities.entities() {
            let following = entity.mentions.iter().skip(1).copied().map(Some);
            let following = following.chain(std::iter::once(None));
            for ((&index, next), nth) in entity.mentions.iter().zip(following).zip(1..) {
                if let Some(slot) = next_mentions.get_mut(index) {
                    *slot = NextMention { next, nth };
                }
            }
        }
        Self {
            document,
            entities,
            next_mentions,
        }
    }

    /// Writes the text of `block`.
    pub(super) fn write(
        &self,
        block: &Block,
        line_break: LineBreak,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut elements = OpenElements {
            writer: self,
            line_break,
            open: Vec::new(),
            last_id: None,
            pending_next_links: Vec::new(),
        };
        let (cuts, style_changes) = self.cuts(&block.range);
        let mut style_changes = style_changes.into_iter().peekable();
        let mut counts = [0_usize; STYLES.len()];
        for pair in cuts.windows(2) {
            let &[from, to] = pair else { continue };
            while let Some((_, style, begins)) = style_changes.next_if(|(at, ..)| *at <= from) {
                let index = STYLES.iter().position(|(known, _)| *known == style);
                if let Some(count) = index.and_then(|index| counts.get_mut(index)) {
                    *count = if begins {
                        *count + 1
                    } else {
                        count.saturating_sub(1)
                    };
                }
            }
            let styles = STYLES.iter().zip(&counts).filter(|(_, count)| **count > 0);
            let mut wanted = self.elements_at(from);
            wanted.extend(styles.map(|((style, _), _)| InlineElement::Style(*style)));
            elements.switch_to(&wanted, out)?;
            elements.write_text(self.document.slice(from..to), out)?;
        }
        elements.switch_to(&[], out)
    }

    /// Every offset in `range` at which a link, mention or style begins or ends; and the offsets at which styles begin (true)
    /// or end (false).
    fn cuts(&self, range: &Range<usize>) -> (Vec<usize>, Vec<(usize, InlineStyle, bool)>) {
        let inlines = self.document.inlines();
        let first = inlines.partition_point(|inline| inline.range.start < range.start);
        let inlines = inlines.iter().skip(first);
        let mut style_changes: Vec<(usize, InlineStyle, bool)> = inlines
            .take_while(|inline| inline.range.start < range.end)
            .flat_map(|inline| {
                let (start, end) = (inline.range.start, inline.range.end);
                [(start, inline.style, true), (end, inline.style, false)]
            })
            .collect();
        style_changes.sort_unstable();
        let mut cuts = vec![range.start, range.end];
        cuts.extend(style_changes.iter().map(|change| change.0));
        let links = self.document.links();
        let first = links.partition_point(|link| link.range.end <= range.start);
        let links = links.iter().skip(first);
        let links = links.take_while(|link| link.range.start < range.end);
        cuts.extend(links.flat_map(|link| [link.range.start, link.range.end]));
        let within = self.entities.mentions_in(range.clone());
        let mentions = self.entities.mentions().get(within).unwrap_or_default();
        cuts.extend(mentions.iter().flat_map(|m| [m.range.start, m.range.end]));
        cuts.retain(|cut| range.contains(cut) || *cut == range.end);
        cuts.sort_unstable();
        cuts.dedup();
        (cuts, style_changes)
    }

    /// The link and the mention at byte `at`.
    fn elements_at(&self, at: usize) -> Vec<InlineElement> {
        let links = self.document.links();
        let link = links.partition_point(|link| link.range.end <= at);
        let link = links
            .get(link)
            .filter(|found| found.range.start <= at && linkable(&found.target).is_some())
            .map(|_| link);
        let mention = self.entities.mention_at(at);
        let mention = mention.map(|mention| InlineElement::Mention(mention, link.is_some()));
        link.map(InlineElement::Link)
            .into_iter()
            .chain(mention)
            .collect()
    }

    /// Writes the start tag of a mention: `<mark …>` if it is inside a link, else `<a …>`; with its id if `has_id`.
    fn write_mention(
        &self,
        index: usize,
        (in_link, has_id): (bool, bool),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(mention) = self.entities.mentions().get(index) else {
            return out.write_all(if in_link { b"<mark>" } else { b"<a>" });
        };
        out.write_all(if in_link { b"<mark" } else { b"<a" })?;
        if has_id {
            write!(out, " id=\"m{}\"", index + 1)?;
        }
        let entity = self.entities.entities().get(mention.entity);
        let kind = entity.map_or("p", |entity| kind_class(entity.kind));
        write!(out, " class=\"{kind} e{}\"", mention.entity + 1)?;
        if !in_link {
            write!(out, " href=\"#{}\"", self.target(index, mention))?;
        }
        out.write_all(b" title=\"")?;
        self.write_title(index, mention, out)?;
        out.write_all(b"\">")
    }

    /// The id that a mention links to: the next mention of its entity, or the entry in the list for the last mention.
    fn target(&self, index: usize, mention: &Mention) -> String {
        match self.next_mentions.get(index).and_then(|next| next.next) {
            Some(next) => format!("m{}", next + 1),
            None => format!("e{}", mention.entity + 1),
        }
    }

    /// Writes the title of a mention, such as "Norway, demonym, 2 of 5".
    fn write_title(&self, index: usize, mention: &Mention, out: &mut dyn Write) -> io::Result<()> {
        let Some(entity) = self.entities.entities().get(mention.entity) else {
            return Ok(());
        };
        write_line(&entity.name, out)?;
        let mention_type = mention.mention_type;
        if let Some(kind) = mention_type.filter(|kind| *kind != MentionType::Name) {
            write!(out, ", {}", kind.as_str())?;
        }
        let nth = self.next_mentions.get(index).map_or(1, |next| next.nth);
        write!(out, ", {nth} of {}", entity.mentions.len())
    }
}

/// The CSS class of a kind of entity.
pub(super) fn kind_class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "p",
        EntityKind::Country => "c",
    }
}

/// The elements that are open while a block is written.
struct OpenElements<'a> {
    writer: &'a InlineWriter<'a>,
    line_break: LineBreak,
    open: Vec<InlineElement>,
    /// The last mention whose id has been written.
    last_id: Option<usize>,
    /// The mentions in the open link, whose links to the next mention follow after it.
    pending_next_links: Vec<usize>,
}

impl OpenElements<'_> {
    /// Closes the elements that are not `wanted` and opens those that are.
    fn switch_to(&mut self, wanted: &[InlineElement], out: &mut dyn Write) -> io::Result<()> {
        let stays = self.open.iter().take_while(|open| wanted.contains(open));
        let stays = stays.count();
        while self.open.len() > stays {
            let Some(open) = self.open.pop() else { break };
            out.write_all(closing(open).as_bytes())?;
            if matches!(open, InlineElement::Link(_)) && !wanted.contains(&open) {
                self.write_next_links(out)?;
            }
        }
        for &open in wanted {
            if !self.open.contains(&open) {
                self.open_element(open, out)?;
                self.open.push(open);
            }
        }
        Ok(())
    }

    /// Writes the start tag of an element.
    fn open_element(&mut self, open: InlineElement, out: &mut dyn Write) -> io::Result<()> {
        match open {
            InlineElement::Link(index) => {
                let link = self.writer.document.links().get(index);
                out.write_all(b"<a class=\"out\" rel=\"noopener\" href=\"")?;
                let target = link.and_then(|link| linkable(&link.target));
                write_text(target.unwrap_or_default(), out)?;
                out.write_all(b"\">")
            }
            InlineElement::Mention(index, in_link) => {
                let needs_id = self.last_id.is_none_or(|last| last < index);
                if needs_id {
                    self.last_id = Some(index);
                }
                if in_link && self.pending_next_links.last() != Some(&index) {
                    self.pending_next_links.push(index);
                }
                self.writer.write_mention(index, (in_link, needs_id), out)
            }
            InlineElement::Style(style) => write!(out, "<{}>", element(style)),
        }
    }

    /// Writes the links to the next mention for the mentions in a link that has been closed.
    fn write_next_links(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for index in std::mem::take(&mut self.pending_next_links) {
            let Some(mention) = self.writer.entities.mentions().get(index) else {
                continue;
            };
            let target = self.writer.target(index, mention);
            write!(
                out,
                "<a class=\"on\" href=\"#{target}\" aria-label=\"next mention after "
            )?;
            self.writer.write_title(index, mention, out)?;
            out.write_all(b"\"></a>")?;
        }
        Ok(())
    }

    /// Writes text without elements, and its line breaks.
    fn write_text(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.line_break == LineBreak::Newline {
            return write_text(text, out);
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.write_line_break(out)?;
            }
            write_text(line, out)?;
        }
        Ok(())
    }

    fn write_line_break(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.line_break {
            LineBreak::Break => out.write_all(b"<br>"),
            LineBreak::Cell(cell) => {
                let open = self.open.clone();
                self.switch_to(&[], out)?;
                write!(out, "</{cell}><{cell}>")?;
                self.switch_to(&open, out)
            }
            LineBreak::Newline => out.write_all(b"\n"),
        }
    }
}

/// The end tag of an element.
fn closing(open: InlineElement) -> String {
    match open {
        InlineElement::Link(_) | InlineElement::Mention(_, false) => "</a>".to_owned(),
        InlineElement::Mention(_, true) => "</mark>".to_owned(),
        InlineElement::Style(style) => format!("</{}>", element(style)),
    }
}

/// The name of the element for a style.
fn element(style: InlineStyle) -> &'static str {
    let found = STYLES.iter().find(|(known, _)| *known == style);
    found.map_or("span", |(_, element)| element)
}
