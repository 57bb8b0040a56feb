//! Gives each element its role, and each block its kind from the elements that are open around it.

use super::table;
use super::tokenizer::{MarkupTag, MarkupTokenizer};
use super::{clean, is_followable};
use crate::document::{BlockKind, InlineStyle};
use std::borrow::Cow;

/// An open element.
#[derive(Debug)]
pub(super) struct MarkupElement<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// What it means.
    pub role: ElementRole,
    /// Where the text of an inline element begins, in bytes; `None` until it has any.
    pub start: Option<usize>,
}

/// What an element means for the text in it.
#[derive(Debug)]
pub(super) enum ElementRole {
    /// A block without a meaning of its own.
    Container,
    Heading(u8),
    /// A list, with the number of its next item if it is numbered.
    List(Option<u32>),
    /// A list item, with the marker of its next block.
    Item {
        marker: String,
    },
    Quote,
    Code,
    Caption,
    Table {
        columns: u16,
    },
    Row {
        cells: usize,
        heads: usize,
    },
    Cell {
        heading: bool,
    },
    Style(InlineStyle),
    Link(String),
    /// The reference of a footnote.
    NoteReference,
    /// Superscript or subscript.
    Script {
        raised: bool,
    },
    /// An inline element without a meaning of its own.
    PlainInline,
}

impl ElementRole {
    /// Whether it is a style or link, so that the start of its text must be recorded.
    pub(super) fn is_inline(&self) -> bool {
        matches!(self, Self::Style(_) | Self::Link(_))
    }

    /// Whether it begins a block.
    pub(super) fn is_block(&self) -> bool {
        !matches!(
            self,
            Self::Style(_)
                | Self::Link(_)
                | Self::NoteReference
                | Self::Script { .. }
                | Self::PlainInline
        )
    }

    /// Whether its text is written in brackets.
    pub(super) fn opens_bracket(&self) -> bool {
        matches!(self, Self::NoteReference)
    }
}

/// `name` in lower case, cut off after 16 characters: no known name is longer.
pub(super) fn lowercase_name(name: &str) -> String {
    name.chars()
        .take(16)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Whether the element is skipped with all its content.
pub(super) fn is_skipped(tag: &MarkupTag<'_>) -> bool {
    const SKIPPED: [&str; 14] = [
        "head", "script", "style", "template", "svg", "noscript", "object", "iframe", "audio",
        "video", "canvas", "select", "rp", "textarea",
    ];
    let is_skipped = SKIPPED
        .iter()
        .any(|skipped| tag.name.eq_ignore_ascii_case(skipped));
    // Mail programs show such text beside the subject, but not in the message.
    let is_hidden = || {
        let style = tag.attribute("style").unwrap_or_default().replace(' ', "");
        style.to_ascii_lowercase().contains("display:none") && !is_void(&lowercase_name(tag.name))
    };
    is_skipped || is_hidden()
}

/// Whether the element `name` has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    VOID.contains(&name)
}

/// Whether the start of the element `name` closes an open paragraph.
pub(super) fn closes_paragraph(name: &str) -> bool {
    const BLOCKS: [&str; 24] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ];
    BLOCKS.contains(&name)
}

/// The role of the element `name` inside the `open` elements. `after` is what follows its tag. A style inside the same
/// style, or a link inside a link, has no effect.
pub(super) fn role_of(
    name: &str,
    tag: &MarkupTag<'_>,
    open: &mut [MarkupElement<'_>],
    after: &MarkupTokenizer<'_>,
) -> ElementRole {
    let role = own_role(name, tag, open, after);
    let is_repeated = |open: &ElementRole| match (&role, open) {
        (ElementRole::Style(new), ElementRole::Style(old)) => new == old,
        (ElementRole::Link(_), ElementRole::Link(_)) => true,
        _ => false,
    };
    if role.is_inline() && open.iter().any(|element| is_repeated(&element.role)) {
        return ElementRole::PlainInline;
    }
    role
}

fn own_role(
    name: &str,
    tag: &MarkupTag<'_>,
    open: &mut [MarkupElement<'_>],
    after: &MarkupTokenizer<'_>,
) -> ElementRole {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            ElementRole::Heading(name.bytes().last().unwrap_or(b'1') - b'0')
        }
        "ul" | "menu" => ElementRole::List(None),
        "ol" => {
            let start = tag
                .attribute("start")
                .and_then(|value| value.trim().parse().ok());
            ElementRole::List(Some(start.unwrap_or(1)))
        }
        "li" => item_role(tag, open),
        "dd" => ElementRole::Item {
            marker: " ".to_owned(),
        },
        "blockquote" => ElementRole::Quote,
        "pre" | "listing" | "xmp" => ElementRole::Code,
        "figcaption" | "caption" => ElementRole::Caption,
        "table" => match table::count_columns(after.clone()) {
            Some(columns)
                if !open
                    .iter()
                    .any(|e| matches!(e.role, ElementRole::Table { .. })) =>
            {
                ElementRole::Table { columns }
            }
            _ => ElementRole::Container,
        },
        "tr" if in_table(open) => ElementRole::Row { cells: 0, heads: 0 },
        "td" | "th" if in_table(open) => ElementRole::Cell {
            heading: name == "th",
        },
        "em" | "i" | "cite" | "dfn" | "var" => ElementRole::Style(InlineStyle::Emphasis),
        "strong" | "b" => ElementRole::Style(InlineStyle::Strong),
        "code" | "kbd" | "samp" | "tt" => ElementRole::Style(InlineStyle::Code),
        "s" | "del" | "strike" => ElementRole::Style(InlineStyle::Struck),
        "a" => link_role(tag),
        "sup" => ElementRole::Script { raised: true },
        "sub" => ElementRole::Script { raised: false },
        "tr" | "td" | "th" | "dt" | "fieldset" | "hgroup" | "body" | "html" | "thead" | "tbody"
        | "tfoot" | "center" | "details" | "summary" | "title" | "option" | "legend" | "search" => {
            ElementRole::Container
        }
        _ if closes_paragraph(name) => ElementRole::Container,
        _ => ElementRole::PlainInline,
    }
}

fn in_table(open: &[MarkupElement<'_>]) -> bool {
    let table = open
        .iter()
        .rev()
        .find(|element| element.name.eq_ignore_ascii_case("table"));
    table.is_some_and(|element| matches!(element.role, ElementRole::Table { .. }))
}

/// A list item: its marker is its own number, the next one of the list, or a bullet.
fn item_role(tag: &MarkupTag<'_>, open: &mut [MarkupElement<'_>]) -> ElementRole {
    let own_number = || {
        tag.attribute("value")
            .and_then(|value| value.trim().parse::<u32>().ok())
    };
    let list = open.iter_mut().rev().find_map(|element| {
        if let ElementRole::List(next) = &mut element.role {
            Some(next)
        } else {
            None
        }
    });
    let marker = match list {
        Some(Some(next)) => {
            let number = own_number().unwrap_or(*next);
            *next = number.saturating_add(1);
            format!("{number}.")
        }
        Some(None) | None => "•".to_owned(),
    };
    ElementRole::Item { marker }
}

fn link_role(tag: &MarkupTag<'_>) -> ElementRole {
    let kind = tag.attribute("type").unwrap_or_default();
    let role = tag.attribute("epub:type").unwrap_or_default();
    if role.contains("noteref") || kind == "noteref" {
        return ElementRole::NoteReference;
    }
    let target = tag.attribute("href").unwrap_or_default();
    let target = clean::line(target.trim()).into_owned();
    if is_followable(&target) {
        ElementRole::Link(target)
    } else {
        ElementRole::PlainInline
    }
}

/// The digits of `word` as superscript or subscript. A word with anything but digits is returned unchanged, since not
/// every character has such a form.
pub(in crate::load) fn script_digits(word: &str, raised: bool) -> Cow<'_, str> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let digits = if raised { &RAISED } else { &LOWERED };
    let convert = |byte: u8| digits.get(usize::from(byte - b'0')).copied();
    Cow::Owned(word.bytes().filter_map(convert).collect())
}

/// The kind of the block that ends inside the `open` elements. `verse` says whether its lines are those of verse.
pub(super) fn block_kind(open: &mut [MarkupElement<'_>], verse: bool) -> BlockKind {
    let lists = open
        .iter()
        .filter(|element| matches!(element.role, ElementRole::List(_)))
        .count();
    let depth = u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX);
    let columns = open.iter().rev().find_map(|element| {
        if let ElementRole::Table { columns } = element.role {
            Some(columns)
        } else {
            None
        }
    });
    for element in open.iter_mut().rev() {
        match &mut element.role {
            ElementRole::Heading(level) => return BlockKind::Heading(*level),
            ElementRole::Code => return BlockKind::Code,
            ElementRole::Caption => return BlockKind::Caption,
            ElementRole::Row { cells, heads } => {
                let heading = *cells > 0 && cells == heads;
                return BlockKind::TableRow {
                    columns: columns.unwrap_or(1),
                    heading,
                };
            }
            ElementRole::Item { marker } => {
                // Later blocks of the same item are indented as far.
                let indent = " ".repeat(marker.chars().count());
                let marker = std::mem::replace(marker, indent);
                return BlockKind::ListItem { marker, depth };
            }
            ElementRole::Quote => break,
            ElementRole::Container
            | ElementRole::List(_)
            | ElementRole::Table { .. }
            | ElementRole::Cell { .. }
            | ElementRole::Style(_)
            | ElementRole::Link(_)
            | ElementRole::NoteReference
            | ElementRole::Script { .. }
            | ElementRole::PlainInline => {}
        }
    }
    if verse {
        BlockKind::Verse
    } else {
        BlockKind::Paragraph
    }
}
