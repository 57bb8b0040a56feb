//! Writes the text of a block with its inline elements: links, mentions and styles.
//!
//! Ranges may overlap, so elements are closed and reopened where needed to nest properly. A link never contains a link: inside
//! one, a mention becomes a `<mark>`, and the link to the next mention follows after the outer link. Each mention has its id
//! exactly once. The work is proportional to the number of ranges.

use super::super::annotated::AnnotatedDocument;
use super::Anchor;
use super::escape::{linkable, write_line, write_text};
use crate::document::{Block, InlineStyle, Link};
use crate::entities::{EntityKind, MentionId, MentionType};
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
enum InlineElement<'a> {
    Link(&'a Link),
    Mention {
        id: MentionId,
        /// Whether it is inside a link.
        in_link: bool,
    },
    Style(InlineStyle),
}

/// A place in the text where a style begins or ends.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct StyleChange {
    at: usize,
    style: InlineStyle,
    begins: bool,
}

/// Writes the text of `block` with its inline elements.
pub(super) fn write_inline(
    article: AnnotatedDocument<'_>,
    block: &Block,
    line_break: LineBreak,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut elements = OpenElements {
        article,
        line_break,
        open: Vec::new(),
        last_id: None,
        pending_next_links: Vec::new(),
    };
    let style_changes = style_changes(article, &block.range);
    let cuts = cuts(article, &block.range, &style_changes);
    let mut style_changes = style_changes.into_iter().peekable();
    let mut counts = [0_usize; STYLES.len()];
    for pair in cuts.windows(2) {
        let &[from, to] = pair else { continue };
        while let Some(change) = style_changes.next_if(|change| change.at <= from) {
            for ((style, _), count) in STYLES.iter().zip(&mut counts) {
                if *style == change.style {
                    *count = if change.begins {
                        *count + 1
                    } else {
                        count.saturating_sub(1)
                    };
                }
            }
        }
        let styles = STYLES.iter().zip(&counts).filter(|(_, count)| **count > 0);
        let mut wanted = elements_at(article, from);
        wanted.extend(styles.map(|((style, _), _)| InlineElement::Style(*style)));
        elements.switch_to(&wanted, out)?;
        elements.write_text(article.document.slice(from..to), out)?;
    }
    elements.switch_to(&[], out)
}

/// Where styles begin and end in the block with this `range`, in ascending order.
fn style_changes(article: AnnotatedDocument<'_>, range: &Range<usize>) -> Vec<StyleChange> {
    let inlines = article.document.inlines();
    let first = inlines.partition_point(|inline| inline.range.start < range.start);
    let inlines = inlines.iter().skip(first);
    let mut changes: Vec<StyleChange> = inlines
        .take_while(|inline| inline.range.start < range.end)
        .flat_map(|inline| {
            let (style, Range { start, end }) = (inline.style, inline.range.clone());
            [(start, true), (end, false)].map(|(at, begins)| StyleChange { at, style, begins })
        })
        .collect();
    changes.sort_unstable();
    changes
}

/// Every offset in `range`, its ends included, at which a link, mention or style begins or ends.
fn cuts(
    article: AnnotatedDocument<'_>,
    range: &Range<usize>,
    style_changes: &[StyleChange],
) -> Vec<usize> {
    let mut cuts = vec![range.start, range.end];
    cuts.extend(style_changes.iter().map(|change| change.at));
    let links = article.document.links();
    let first = links.partition_point(|link| link.range.end <= range.start);
    let links = links.iter().skip(first);
    let links = links.take_while(|link| link.range.start < range.end);
    cuts.extend(links.flat_map(|link| [link.range.start, link.range.end]));
    let mentions = article.mentions_in(range.clone());
    cuts.extend(mentions.flat_map(|m| [m.range.start, m.range.end]));
    cuts.retain(|cut| range.contains(cut) || *cut == range.end);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// The link and the mention at byte `at`.
fn elements_at(article: AnnotatedDocument<'_>, at: usize) -> Vec<InlineElement<'_>> {
    let links = article.document.links();
    let link = links.get(links.partition_point(|link| link.range.end <= at));
    let link = link.filter(|found| found.range.start <= at && linkable(&found.target).is_some());
    let mention = article.entities.mention_at(at);
    let in_link = link.is_some();
    let mention = mention.map(|id| InlineElement::Mention { id, in_link });
    link.map(InlineElement::Link)
        .into_iter()
        .chain(mention)
        .collect()
}

/// Writes the start tag of a mention: `<mark …>` if it is inside a link, else `<a …>`; with its id if `has_id`.
fn write_mention(
    article: AnnotatedDocument<'_>,
    id: MentionId,
    in_link: bool,
    has_id: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(if in_link { b"<mark" } else { b"<a" })?;
    if has_id {
        write!(out, " id=\"{}\"", Anchor::Mention(id))?;
    }
    let entity = article.entities.mention(id).entity;
    let kind = kind_class(article.entities.entity(entity).kind);
    write!(out, " class=\"{kind} {}\"", Anchor::Entity(entity))?;
    if !in_link {
        write!(out, " href=\"#{}\"", target(article, id))?;
    }
    out.write_all(b" title=\"")?;
    write_title(article, id, out)?;
    out.write_all(b"\">")
}

/// What a mention links to: the next mention of its entity, or the entry in the list for the last mention.
fn target(article: AnnotatedDocument<'_>, id: MentionId) -> Anchor {
    let entity = article.entities.mention(id).entity;
    let mentions = &article.entities.entity(entity).mentions;
    let next = mentions.get(mentions.partition_point(|&mention| mention <= id));
    next.map_or(Anchor::Entity(entity), |&next| Anchor::Mention(next))
}

/// Writes the title of a mention, such as "Norway, its capital city, 2 of 5".
fn write_title(
    article: AnnotatedDocument<'_>,
    id: MentionId,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mention = article.entities.mention(id);
    let entity = article.entities.entity(mention.entity);
    write_line(&entity.name, out)?;
    let mention_type = mention.mention_type;
    if let Some(kind) = mention_type.filter(|kind| *kind != MentionType::Name) {
        write!(out, ", {}", kind.description())?;
    }
    let mentions = &entity.mentions;
    let nth = mentions.partition_point(|&mention| mention <= id);
    write!(out, ", {nth} of {}", mentions.len())
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
    article: AnnotatedDocument<'a>,
    line_break: LineBreak,
    open: Vec<InlineElement<'a>>,
    /// The last mention whose id has been written.
    last_id: Option<MentionId>,
    /// The mentions in the open link, whose links to the next mention follow after it.
    pending_next_links: Vec<MentionId>,
}

impl<'a> OpenElements<'a> {
    /// Closes the elements that are not `wanted` and opens those that are.
    fn switch_to(&mut self, wanted: &[InlineElement<'a>], out: &mut dyn Write) -> io::Result<()> {
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
    fn open_element(&mut self, open: InlineElement<'_>, out: &mut dyn Write) -> io::Result<()> {
        match open {
            InlineElement::Link(link) => {
                out.write_all(b"<a class=\"out\" rel=\"noopener\" href=\"")?;
                write_text(&link.target, out)?;
                out.write_all(b"\">")
            }
            InlineElement::Mention { id, in_link } => {
                let needs_id = self.last_id.is_none_or(|last| last < id);
                if needs_id {
                    self.last_id = Some(id);
                }
                if in_link && self.pending_next_links.last() != Some(&id) {
                    self.pending_next_links.push(id);
                }
                write_mention(self.article, id, in_link, needs_id, out)
            }
            InlineElement::Style(style) => write!(out, "<{}>", element(style)),
        }
    }

    /// Writes the links to the next mention for the mentions in a link that has been closed.
    fn write_next_links(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for id in std::mem::take(&mut self.pending_next_links) {
            let target = target(self.article, id);
            write!(
                out,
                "<a class=\"on\" href=\"#{target}\" aria-label=\"next mention after "
            )?;
            write_title(self.article, id, out)?;
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
fn closing(open: InlineElement<'_>) -> String {
    match open {
        InlineElement::Link(_) | InlineElement::Mention { in_link: false, .. } => "</a>".to_owned(),
        InlineElement::Mention { in_link: true, .. } => "</mark>".to_owned(),
        InlineElement::Style(style) => format!("</{}>", element(style)),
    }
}

/// The name of the element for a style.
fn element(style: InlineStyle) -> &'static str {
    let found = STYLES.iter().find(|(known, _)| *known == style);
    found.map_or("span", |(_, element)| element)
}
