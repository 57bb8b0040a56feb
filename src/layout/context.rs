//! Shows a mention in its context on one line, as in a concordance (keyword in context).
//!
//! Both edges are cut to the given widths. A run of white space, line feeds included, becomes one space. The work depends on
//! the widths, not on the length of the paragraph.

use super::measure;
use crate::document::{ceil_char_boundary, floor_char_boundary};
use std::ops::Range;

/// A word that an edge cuts is left out if at most this many bytes of it would be shown.
const MAX_DROPPED_WORD_BYTES: usize = 12;

/// How wide the parts of a context line may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextWidths {
    /// The cells before the keyword.
    pub before: usize,
    /// The cells for the keyword and what follows.
    pub from_keyword: usize,
}

/// The parts of a context line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextLine {
    /// The text before the keyword, with the space between them.
    pub before: String,
    /// The keyword.
    pub keyword: String,
    /// The text after the keyword.
    pub after: String,
}

/// The context line of the `keyword` bytes of `text`. The context is taken from `paragraph`, as much as fits into `widths`. An
/// edge that is cut is marked with "…".
///
/// # Examples
/// ```
/// use byline::layout::{ContextWidths, context_line};
///
/// let text = "Yesterday the keeper, Edda Lind, said that the lamp is lit.";
/// let widths = ContextWidths { before: 9, from_keyword: 20 };
/// let line = context_line(text, &(0..text.len()), &(22..31), widths);
/// assert_eq!(line.before, "…keeper, ");
/// assert_eq!(line.keyword, "Edda Lind");
/// assert_eq!(line.after, ", said…");
/// ```
pub fn context_line(
    text: &str,
    paragraph: &Range<usize>,
    keyword: &Range<usize>,
    widths: ContextWidths,
) -> ContextLine {
    let cut = |range: Range<usize>| collapse_whitespace(text.get(range).unwrap_or_default());
    let from = ceil_char_boundary(
        text,
        paragraph
            .start
            .max(keyword.start.saturating_sub(byte_budget(widths.before))),
    );
    let to = floor_char_boundary(
        text,
        paragraph
            .end
            .min(keyword.end.saturating_add(byte_budget(widths.from_keyword))),
    );
    let before = cut(from..keyword.start);
    let shown = measure::truncate(&cut(keyword.clone()), widths.from_keyword);
    let room = widths.from_keyword - measure::cells(&shown);
    ContextLine {
        before: fit_end(before.trim_start(), widths.before, from > paragraph.start),
        keyword: shown,
        after: fit_start(&cut(keyword.end..to), room, to < paragraph.end),
    }
}

/// A number of bytes that fills `cells`, except in text with long stacks of combining marks.
fn byte_budget(cells: usize) -> usize {
    cells.saturating_mul(4).saturating_add(16)
}

/// Replaces every run of white space with one space.
fn collapse_whitespace(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    let mut after_space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            if !after_space {
                flat.push(' ');
            }
        } else {
            flat.push(c);
        }
        after_space = c.is_whitespace();
    }
    flat
}

/// The end of `text` in at most `cells`; `is_cut` if text before it is missing already.
fn fit_end(text: &str, cells: usize, is_cut: bool) -> String {
    if !is_cut && measure::cells(text) <= cells {
        return text.to_owned();
    }
    let room = cells.saturating_sub(1);
    let (mut start, mut used) = (text.len(), 0);
    for grapheme in measure::graphemes(text).rev() {
        if used + grapheme.cells > room {
            break;
        }
        used += grapheme.cells;
        start = grapheme.start;
    }
    if cells == 0 {
        return String::new();
    }
    let (cut, end) = text.split_at(start);
    // Start at the beginning of a word if one is near. The last space separates the context from the keyword.
    let word_start = end
        .trim_end()
        .find(' ')
        .filter(|at| *at <= MAX_DROPPED_WORD_BYTES && !cut.ends_with(' '));
    let (_, end) = end.split_at(word_start.unwrap_or(0));
    format!("…{}", end.trim_start())
}

/// The beginning of `text` in at most `cells`; `is_cut` if text after it is missing already.
fn fit_start(text: &str, cells: usize, is_cut: bool) -> String {
    let fits = measure::cells(text) <= cells;
    if fits && !is_cut {
        return text.to_owned();
    }
    let cut = if fits {
        measure::truncate(&format!("{text}…"), cells)
    } else {
        measure::truncate(text, cells)
    };
    let kept = cut.trim_end_matches('…');
    let is_in_word = text
        .strip_prefix(kept)
        .is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
    match kept.rsplit_once(' ') {
        Some((words, word))
            if is_in_word && !words.is_empty() && word.len() < MAX_DROPPED_WORD_BYTES =>
        {
            format!("{}…", words.trim_end())
        }
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str, keyword: &str, (before, from_keyword): (usize, usize)) -> [String; 3] {
        let start = text.find(keyword).unwrap();
        let keyword = start..start + keyword.len();
        let widths = ContextWidths {
            before,
            from_keyword,
        };
        let line = context_line(text, &(0..text.len()), &keyword, widths);
        [line.before, line.keyword, line.after]
    }

    /// Protects: both edges are cut between words if possible and marked, and line feeds become spaces.
    #[test]
    fn both_edges_are_cut_between_words_and_marked() {
        let text = "Yesterday the keeper,\nEdda\nLind, said  that the lamp is lit.";
        assert_eq!(
            parts(text, "Edda\nLind", (9, 20)),
            ["…keeper, ", "Edda Lind", ", said…"]
        );
        assert_eq!(
            parts(text, "Edda\nLind", (90, 90)),
            [
                "Yesterday the keeper, ",
                "Edda Lind",
                ", said that the lamp is lit."
            ]
        );
        assert_eq!(parts(text, "Edda\nLind", (0, 3)), ["", "Ed…", ""]);
        assert_eq!(
            parts("漢字漢字 Lind 漢字", "Lind", (6, 6)),
            ["…漢字 ", "Lind", "…"]
        );
    }

    proptest! {
        /// Protects: neither side is ever wider than allowed, whatever the text.
        #[test]
        fn neither_side_exceeds_its_width(text in "[a-z漢é\u{301} \n👩‍👧]{1,80}", at in 0_usize..80, before in 0_usize..30, from_keyword in 0_usize..30) {
            let start = floor_char_boundary(&text, at.min(text.len()));
            let end = ceil_char_boundary(&text, start + 1);
            let made = context_line(&text, &(0..text.len()), &(start..end), ContextWidths { before, from_keyword });
            prop_assert!(measure::cells(&made.before) <= before);
            prop_assert!(measure::cells(&made.keyword) + measure::cells(&made.after) <= from_keyword);
        }
    }
}
