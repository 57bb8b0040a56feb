//! Elements: what each name means, and what kind of block stands in those that are open.
//!
//! Owns the lists of names. Knows nothing of text or places.

use super::table;
use super::tags::{Tag, Tokens};
use super::{clean, is_followed};
use crate::document::{BlockKind, Style};
use std::borrow::Cow;

/// An element that is open.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// As it was written.
    pub name: &'a str,
    /// What it means.
    pub what: What,
    /// Where the text of an inline element begins, bytes; `None` until there is some.
    pub start: Option<usize>,
}

/// What an element means.
#[derive(Debug)]
pub(super) enum What {
    /// A block with nothing to say about its text.
    Box,
    Heading(u8),
    /// A list and the number of its next item, if it has numbers.
    List(Option<u32>),
    /// An item of a list, and what will stand before its next block.
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
    Style(Style),
    Link(String),
    /// The mark of a note.
    Mark,
    /// Raised or lowered text.
    Script {
        raised: bool,
    },
    /// Inline, and nothing to say.
    Plain,
}

impl What {
    /// Whether its text is a place in a line that has to be remembered.
    pub(super) fn is_inline(&self) -> bool {
        matches!(self, Self::Style(_) | Self::Link(_))
    }

    /// Whether it begins a block.
    pub(super) fn is_block(&self) -> bool {
        !matches!(
            self,
            Self::Style(_) | Self::Link(_) | Self::Mark | Self::Script { .. } | Self::Plain
        )
    }

    /// Whether its text goes into brackets.
    pub(super) fn opens_bracket(&self) -> bool {
        matches!(self, Self::Mark)
    }
}

/// `name` in small letters; longer than any that is known, and it is cut.
pub(super) fn name(name: &str) -> String {
    name.chars()
        .take(16)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Whether nothing in it is for reading.
pub(super) fn is_unread(tag: &Tag<'_>) -> bool {
    const UNREAD: [&str; 14] = [
        "head", "script", "style", "template", "svg", "noscript", "object", "iframe", "audio",
        "video", "canvas", "select", "rp", "textarea",
    ];
    let unread = UNREAD
        .iter()
        .any(|unread| tag.name.eq_ignore_ascii_case(unread));
    // What mail programs show beside the subject, and the letter does not.
    let hidden = || {
        let style = tag.attribute("style").unwrap_or_default().replace(' ', "");
        style.to_ascii_lowercase().contains("display:none") && !is_void(&name(tag.name))
    };
    unread || hidden()
}

/// Whether it has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    VOID.contains(&name)
}

/// Whether a paragraph cannot go on after `name` opens.
pub(super) fn ends_paragraph(name: &str) -> bool {
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

/// What the element `name` means inside of `open`; `after` is what follows its tag. A style in the same style says nothing more.
pub(super) fn what(
    name: &str,
    tag: &Tag<'_>,
    open: &mut [Element<'_>],
    after: &Tokens<'_>,
) -> What {
    let what = meaning(name, tag, open, after);
    let again = |open: &What| match (&what, open) {
        (What::Style(new), What::Style(old)) => new == old,
        (What::Link(_), What::Link(_)) => true,
        _ => false,
    };
    if what.is_inline() && open.iter().any(|element| again(&element.what)) {
        return What::Plain;
    }
    what
}

fn meaning(name: &str, tag: &Tag<'_>, open: &mut [Element<'_>], after: &Tokens<'_>) -> What {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            What::Heading(name.bytes().last().unwrap_or(b'1') - b'0')
        }
        "ul" | "menu" => What::List(None),
        "ol" => {
            let first = tag
                .attribute("start")
                .and_then(|start| start.trim().parse().ok());
            What::List(Some(first.unwrap_or(1)))
        }
        "li" => item(tag, open),
        "dd" => What::Item {
            marker: " ".to_owned(),
        },
        "blockquote" => What::Quote,
        "pre" | "listing" | "xmp" => What::Code,
        "figcaption" | "caption" => What::Caption,
        "table" => match table::columns(after.clone()) {
            Some(columns) if !open.iter().any(|e| matches!(e.what, What::Table { .. })) => {
                What::Table { columns }
            }
            _ => What::Box,
        },
        "tr" if in_table(open) => What::Row { cells: 0, heads: 0 },
        "td" | "th" if in_table(open) => What::Cell {
            heading: name == "th",
        },
        "em" | "i" | "cite" | "dfn" | "var" => What::Style(Style::Emphasis),
        "strong" | "b" => What::Style(Style::Strong),
        "code" | "kbd" | "samp" | "tt" => What::Style(Style::Code),
        "s" | "del" | "strike" => What::Style(Style::Struck),
        "a" => link(tag),
        "sup" => What::Script { raised: true },
        "sub" => What::Script { raised: false },
        "tr" | "td" | "th" | "dt" | "fieldset" | "hgroup" | "body" | "html" | "thead" | "tbody"
        | "tfoot" | "center" | "details" | "summary" | "title" | "option" | "legend" | "search" => {
            What::Box
        }
        _ if ends_paragraph(name) => What::Box,
        _ => What::Plain,
    }
}

fn in_table(open: &[Element<'_>]) -> bool {
    let table = open
        .iter()
        .rev()
        .find(|element| element.name.eq_ignore_ascii_case("table"));
    table.is_some_and(|element| matches!(element.what, What::Table { .. }))
}

/// A list's item: its own number, or the list's next, or the bullet.
fn item(tag: &Tag<'_>, open: &mut [Element<'_>]) -> What {
    let own = || {
        tag.attribute("value")
            .and_then(|value| value.trim().parse::<u32>().ok())
    };
    let list = open.iter_mut().rev().find_map(|element| {
        if let What::List(next) = &mut element.what {
            Some(next)
        } else {
            None
        }
    });
    let marker = match list {
        Some(Some(next)) => {
            let number = own().unwrap_or(*next);
            *next = number.saturating_add(1);
            format!("{number}.")
        }
        Some(None) | None => "•".to_owned(),
    };
    What::Item { marker }
}

fn link(tag: &Tag<'_>) -> What {
    let kind = tag.attribute("type").unwrap_or_default();
    let role = tag.attribute("epub:type").unwrap_or_default();
    if role.contains("noteref") || kind == "noteref" {
        return What::Mark;
    }
    let target = tag.attribute("href").unwrap_or_default();
    let target = clean::line(target.trim()).into_owned();
    if is_followed(&target) {
        What::Link(target)
    } else {
        What::Plain
    }
}

/// Digits of `word` raised or lowered; letters stay, for not all of them have such a form.
pub(in crate::load) fn script(word: &str, raised: bool) -> Cow<'_, str> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let forms = if raised { &RAISED } else { &LOWERED };
    let digit = |byte: u8| forms.get(usize::from(byte - b'0')).copied();
    Cow::Owned(word.bytes().filter_map(digit).collect())
}

/// The kind of the block that ends inside of `open`; `verse` says that it is lines.
pub(super) fn kind(open: &mut [Element<'_>], verse: bool) -> BlockKind {
    let lists = open
        .iter()
        .filter(|element| matches!(element.what, What::List(_)))
        .count();
    let depth = u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX);
    let columns = open.iter().rev().find_map(|element| {
        if let What::Table { columns } = element.what {
            Some(columns)
        } else {
            None
        }
    });
    for element in open.iter_mut().rev() {
        match &mut element.what {
            What::Heading(level) => return BlockKind::Heading(*level),
            What::Code => return BlockKind::Code,
            What::Caption => return BlockKind::Caption,
            What::Row { cells, heads } => {
                let heading = *cells > 0 && cells == heads;
                return BlockKind::Row {
                    columns: columns.unwrap_or(1),
                    heading,
                };
            }
            What::Item { marker } => {
                // What follows in the same item stands below its text.
                let below = " ".repeat(marker.chars().count());
                let marker = std::mem::replace(marker, below);
                return BlockKind::Item { marker, depth };
            }
            What::Quote => break,
            What::Box
            | What::List(_)
            | What::Table { .. }
            | What::Cell { .. }
            | What::Style(_)
            | What::Link(_)
            | What::Mark
            | What::Script { .. }
            | What::Plain => {}
        }
    }
    if verse {
        BlockKind::Verse
    } else {
        BlockKind::Paragraph
    }
}
