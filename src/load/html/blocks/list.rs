//! Lists: what stands before each item.
//!
//! Owns the counting. Numbers are those of the page, wherever it begins, skips or counts backwards.

use super::{Flow, Frame, Text, Writer};
use crate::document::BlockKind;
use crate::load::html::tag::Tag;

/// A list that has begun.
#[derive(Debug)]
pub(super) struct List {
    /// The next number; `None` for a list without order.
    next: Option<i64>,
    step: i64,
    letters: Letters,
}

/// What numbers are written with.
#[derive(Debug, Clone, Copy)]
enum Letters {
    Digits,
    Small,
    Large,
}

impl List {
    pub(super) fn new(tag: &Tag<'_>) -> Self {
        let ordered = tag.name == "ol";
        let start = tag.get("start").and_then(number).unwrap_or(1);
        let letters = match tag.get("type") {
            Some("a") => Letters::Small,
            Some("A") => Letters::Large,
            _ => Letters::Digits,
        };
        Self {
            next: ordered.then_some(start),
            step: if tag.get("reversed").is_some() { -1 } else { 1 },
            letters,
        }
    }

    /// The marker of an item, which may say its number itself.
    fn marker(&mut self, tag: &Tag<'_>) -> String {
        let Some(next) = &mut self.next else {
            return "•".to_owned();
        };
        let here = tag.get("value").and_then(number).unwrap_or(*next);
        *next = here.saturating_add(self.step);
        let letter = |first: u8| {
            u8::try_from(here - 1)
                .ok()
                .filter(|n| *n < 26)
                .map(|n| char::from(first + n).to_string())
        };
        let digits = here.to_string();
        let number = match self.letters {
            Letters::Digits => None,
            Letters::Small => letter(b'a'),
            Letters::Large => letter(b'A'),
        };
        format!("{}.", number.unwrap_or(digits))
    }
}

/// A number that a page may count from.
fn number(text: &str) -> Option<i64> {
    text.trim().parse::<i32>().ok().map(i64::from)
}

impl Writer {
    /// An item begins.
    pub(super) fn item(&mut self, tag: &Tag<'_>) -> Flow {
        let marker = match (tag.get("data-task"), self.lists.last_mut()) {
            (Some(done), _) => format!("[{}]", if done == "x" { "x" } else { " " }),
            (None, Some(list)) => list.marker(tag),
            (None, None) => "•".to_owned(),
        };
        Flow::Item {
            marker,
            fresh: true,
            depth: self.depth().saturating_sub(1),
        }
    }

    /// How many lists this stands in.
    pub(super) fn depth(&self) -> u8 {
        u8::try_from(self.lists.len()).unwrap_or(u8::MAX)
    }

    /// A box to tick at the beginning of an item is its marker.
    pub(super) fn checkbox(&mut self, tag: &Tag<'_>) -> Frame {
        let ticked = tag.get("checked").is_some();
        let is_box = tag
            .get("type")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
        if is_box
            && self.line.is_empty()
            && let Some(Flow::Item {
                marker,
                fresh: true,
                ..
            }) = self.flows.last_mut()
        {
            if ticked { "[x]" } else { "[ ]" }.clone_into(marker);
        }
        Frame::Inline
    }

    /// The kind of the next paragraph of an item: only the first has the marker, the others stand below it.
    pub(super) fn item_kind(&mut self) -> BlockKind {
        let Some(Flow::Item {
            marker,
            fresh,
            depth,
        }) = self.flows.last_mut()
        else {
            return BlockKind::Paragraph;
        };
        let shown = marker.clone();
        if *fresh {
            *fresh = false;
            *marker = " ".repeat(marker.chars().count());
        }
        BlockKind::Item {
            marker: shown,
            depth: *depth,
        }
    }

    /// A heading in an item takes its number; another marker would stand before the paragraph below it.
    pub(super) fn numbered(&mut self, heading: Text) -> Text {
        let around = self.flows.iter_mut().rev().nth(1);
        let Some(Flow::Item { marker, fresh, .. }) = around else {
            return heading;
        };
        if !std::mem::take(fresh) {
            return heading;
        }
        let shown = std::mem::replace(marker, " ".repeat(marker.chars().count()));
        if !shown.ends_with('.') {
            return heading;
        }
        let mut numbered = Text {
            text: format!("{shown} "),
            ..Text::default()
        };
        numbered.append(heading);
        numbered
    }
}
