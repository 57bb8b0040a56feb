//! Wraps a paragraph for printing.
//!
//! Lines are filled greedily and broken at spaces, and inside a word only if it is wider than a line. Widths are in cells,
//! counted per grapheme cluster. Unlike [`crate::layout::wrap()`], the width of a word can include inserted markup.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Wraps `text`, which must not contain a line feed, into byte ranges of at most `width` cells. `extra` returns how many cells
/// markup adds to the word at a range.
pub(super) fn wrap_greedy(
    text: &str,
    width: usize,
    extra: impl Fn(Range<usize>) -> usize,
) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    // The line being filled: its bytes and its width.
    let (mut line, mut cells) = (0..0, 0);
    for (start, word) in split_words(text) {
        let end = start + word.len();
        let word_cells = word.width() + extra(start..end);
        if line.end > line.start && cells + 1 + word_cells > width {
            lines.push(line.clone());
            line = start..start;
        }
        if line.end == line.start {
            (line, cells) = (start..end, word_cells);
        } else {
            // There may be more than one space before the word.
            let between = start - line.end;
            (line.end, cells) = (end, cells + between + word_cells);
        }
        if cells > width && word.width() > width {
            line = split_long_word(text, line, width, &mut lines);
            cells = text.get(line.clone()).map_or(0, UnicodeWidthStr::width);
        }
    }
    if line.end > line.start || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of `text` with their start in bytes. A no-break space does not end a word.
fn split_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// Adds `range` to `lines` but for the rest that is shorter than a line, which is returned.
fn split_long_word(
    text: &str,
    range: Range<usize>,
    width: usize,
    lines: &mut Vec<Range<usize>>,
) -> Range<usize> {
    let (mut start, mut cells) = (range.start, 0);
    for (offset, grapheme) in text
        .get(range.clone())
        .unwrap_or_default()
        .grapheme_indices(true)
    {
        let (at, grapheme_cells) = (range.start + offset, grapheme.width());
        if cells + grapheme_cells > width && at > start {
            lines.push(start..at);
            (start, cells) = (at, 0);
        }
        cells += grapheme_cells;
    }
    start..range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap_greedy(text, width, |_| 0)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn words_that_fit_are_not_split() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("one two three", 80), ["one two three"]);
        assert_eq!(lines("", 10), [""]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_split_between_graphemes() {
        assert_eq!(lines("東京東京東", 4), ["東京", "東京", "東"]);
        assert_eq!(
            lines("ab e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", 4)
                .concat()
                .len(),
            2 + 15
        );
    }

    #[test]
    fn markup_counts_towards_the_width() {
        assert_eq!(wrap_greedy("aa bb", 5, |_| 2).len(), 2);
    }

    #[test]
    fn a_megabyte_without_a_space_is_wrapped() {
        let long = "x".repeat(1 << 20);
        assert_eq!(lines(&long, 80).len(), (1 << 20) / 80 + 1);
        assert_eq!(lines(&long, 1).len(), 1 << 20);
    }
}
