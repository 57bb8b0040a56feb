//! Numbers the items of lists.
//!
//! Numbers are those of the page, which may start anywhere, skip or count down.

use super::{BlockContext, BlockWriter, CloseAction, InlineText};
use crate::document::BlockKind;
use crate::load::html::tag::HtmlTag;

/// The state of an open list.
#[derive(Debug)]
pub(super) struct ListCounter {
    /// The next number; `None` for an unordered list.
    next: Option<i64>,
    step: i64,
    number_style: NumberStyle,
}

/// How the numbers of a list are written.
#[derive(Debug, Clone, Copy)]
enum NumberStyle {
    Digits,
    LowercaseLetters,
    UppercaseLetters,
}

impl ListCounter {
    pub(super) fn new(tag: &HtmlTag<'_>) -> Self {
        let is_ordered = tag.name == "ol";
        let start = tag.attribute("start").and_then(parse_number).unwrap_or(1);
        let number_style = match tag.attribute("type") {
            Some("a") => NumberStyle::LowercaseLetters,
            Some("A") => NumberStyle::UppercaseLetters,
            _ => NumberStyle::Digits,
        };
        Self {
            next: is_ordered.then_some(start),
            step: if tag.attribute("reversed").is_some() {
                -1
            } else {
                1
            },
            number_style,
        }
    }

    /// The marker of the next item, which may set its own number.
    fn next_marker(&mut self, tag: &HtmlTag<'_>) -> String {
        let Some(next) = &mut self.next else {
            return "•".to_owned();
        };
        let current = tag
            .attribute("value")
            .and_then(parse_number)
            .unwrap_or(*next);
        *next = current.saturating_add(self.step);
        let nth_letter = |first: u8| {
            u8::try_from(current - 1)
                .ok()
                .filter(|n| *n < 26)
                .map(|n| char::from(first + n).to_string())
        };
        let digits = current.to_string();
        let number = match self.number_style {
            NumberStyle::Digits => None,
            NumberStyle::LowercaseLetters => nth_letter(b'a'),
            NumberStyle::UppercaseLetters => nth_letter(b'A'),
        };
        format!("{}.", number.unwrap_or(digits))
    }
}

/// Parses a number that a list may count from.
fn parse_number(text: &str) -> Option<i64> {
    text.trim().parse::<i32>().ok().map(i64::from)
}

impl BlockWriter {
    /// Begins a list item.
    pub(super) fn open_item(&mut self, tag: &HtmlTag<'_>) -> BlockContext {
        let marker = match (tag.attribute("data-task"), self.lists.last_mut()) {
            (Some(done), _) => format!("[{}]", if done == "x" { "x" } else { " " }),
            (None, Some(list)) => list.next_marker(tag),
            (None, None) => "•".to_owned(),
        };
        BlockContext::Item {
            marker,
            is_first: true,
            depth: self.list_depth().saturating_sub(1),
        }
    }

    /// How many lists are open.
    pub(super) fn list_depth(&self) -> u8 {
        u8::try_from(self.lists.len()).unwrap_or(u8::MAX)
    }

    /// Makes a checkbox at the beginning of an item its marker.
    pub(super) fn open_checkbox(&mut self, tag: &HtmlTag<'_>) -> CloseAction {
        let is_checked = tag.attribute("checked").is_some();
        let is_checkbox = tag
            .attribute("type")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
        if is_checkbox
            && self.inline.is_empty()
            && let Some(BlockContext::Item {
                marker,
                is_first: true,
                ..
            }) = self.contexts.last_mut()
        {
            if is_checked { "[x]" } else { "[ ]" }.clone_into(marker);
        }
        CloseAction::Nothing
    }

    /// The kind of the next paragraph of an item. Only the first has the marker; the others are indented as far.
    pub(super) fn item_kind(&mut self) -> BlockKind {
        let Some(BlockContext::Item {
            marker,
            is_first,
            depth,
        }) = self.contexts.last_mut()
        else {
            return BlockKind::Paragraph;
        };
        let shown = marker.clone();
        if *is_first {
            *is_first = false;
            *marker = " ".repeat(marker.chars().count());
        }
        BlockKind::ListItem {
            marker: shown,
            depth: *depth,
        }
    }

    /// Puts the number of an item into the heading it begins with, so that the paragraph below has no marker.
    pub(super) fn take_item_number(&mut self, heading: InlineText) -> InlineText {
        let outer = self.contexts.iter_mut().rev().nth(1);
        let Some(BlockContext::Item {
            marker, is_first, ..
        }) = outer
        else {
            return heading;
        };
        if !std::mem::take(is_first) {
            return heading;
        }
        let shown = std::mem::replace(marker, " ".repeat(marker.chars().count()));
        if !shown.ends_with('.') {
            return heading;
        }
        let mut numbered = InlineText::from(format!("{shown} "));
        numbered.append(heading);
        numbered
    }
}
