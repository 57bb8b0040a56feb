//! A mention in one line: what stands before it, the words themselves, what stands after.
//!
//! Owns the cut at both edges. Promises that the words begin at the same cell in every line made with the same widths, that
//! line feeds and runs of blanks are one blank, and that the work is bounded by the width, however long the paragraph.

use super::measure;
use std::ops::Range;

/// Bytes of a word that is rather left out than cut.
const WORD_BYTES: usize = 12;

/// The parts of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// What stands before the words, with the blank that parts them; at most as many cells as were given to it.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after.
    pub after: String,
}

/// The bytes `words` of `text` in their context, which is looked for `within` a paragraph: at most `left` cells before
/// them, and at most `right` for them and what follows. What is cut says so with "…".
pub fn context(
    text: &str,
    within: &Range<usize>,
    words: &Range<usize>,
    (left, right): (usize, usize),
) -> Context {
    let from = ceil(
        text,
        within.start.max(words.start.saturating_sub(bytes(left))),
    );
    let to = floor(text, within.end.min(words.end.saturating_add(bytes(right))));
    let before = flat(text.get(from..words.start).unwrap_or_default());
    let after = flat(text.get(words.end..to).unwrap_or_default());
    let name = flat(text.get(words.clone()).unwrap_or_default());
    let name = measure::truncate(&name, right);
    let room = right - measure::cells(&name);
    Context {
        before: tail(before.trim_start(), left, from > within.start),
        words: name,
        after: head(&after, room, to < within.end),
    }
}

/// More than the bytes of so many cells, but for letters under a heap of marks.
fn bytes(cells: usize) -> usize {
    cells.saturating_mul(4).saturating_add(16)
}

/// Every run of blanks and line feeds as one blank.
fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            if !blank {
                flat.push(' ');
            }
        } else {
            flat.push(c);
        }
        blank = c.is_whitespace();
    }
    flat
}

/// The end of `text` in at most `cells`; `more` if something stands before it already.
fn tail(text: &str, cells: usize, more: bool) -> String {
    if !more && measure::cells(text) <= cells {
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
    let end = text.get(start..).unwrap_or_default();
    // From a word's beginning on, if one is near; the last blank parts it all from the words.
    let near = end.trim_end().find(' ').filter(|at| *at <= WORD_BYTES);
    let whole = near.filter(|_| !text.get(..start).is_none_or(|cut| cut.ends_with(' ')));
    let end = end.get(whole.unwrap_or(0)..).unwrap_or_default();
    format!("…{}", end.trim_start())
}

/// The beginning of `text` in at most `cells`; `more` if something follows it that is not in it.
fn head(text: &str, cells: usize, more: bool) -> String {
    let fits = measure::cells(text) <= cells;
    if fits && !more {
        return text.to_owned();
    }
    let cut = if fits {
        measure::truncate(&format!("{text}…"), cells)
    } else {
        measure::truncate(text, cells)
    };
    let kept = cut.trim_end_matches('…');
    let inside = text
        .get(kept.len()..)
        .is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
    let near = kept
        .rfind(' ')
        .filter(|at| inside && *at > 0 && kept.len() - at <= WORD_BYTES);
    match near.and_then(|at| kept.get(..at)) {
        Some(words) => format!("{}…", words.trim_end()),
        None => cut,
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str, words: &str, widths: (usize, usize)) -> [String; 3] {
        let start = text.find(words).unwrap();
        let words = start..start + words.len();
        let context = context(text, &(0..text.len()), &words, widths);
        [context.before, context.words, context.after]
    }

    /// Protects: both edges are cut between words where one is near, say so, and a line's end is a blank.
    #[test]
    fn a_name_stands_between_what_fits_of_its_paragraph() {
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
        /// Protects: no line is wider than it may be, whatever the text.
        #[test]
        fn no_edge_is_crossed(text in "[a-z漢é\u{301} \n👩‍👧]{1,80}", at in 0_usize..80, cells in (0_usize..30, 0_usize..30)) {
            let start = floor(&text, at.min(text.len()));
            let end = ceil(&text, start + 1);
            let made = context(&text, &(0..text.len()), &(start..end), cells);
            prop_assert!(measure::cells(&made.before) <= cells.0);
            prop_assert!(measure::cells(&made.words) + measure::cells(&made.after) <= cells.1);
        }
    }
}
