//! Lines for printing.
//!
//! Owns nothing but the breaking of one paragraph: at blanks, and inside a word only where it is wider than a line.
//! Widths are cells, counted by grapheme.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The lines of `text`, which has no line feed, as byte ranges of it, each at most `width` cells wide. `extra` says how
/// many cells marks add to a word.
pub(super) fn wrap(
    text: &str,
    width: usize,
    extra: impl Fn(Range<usize>) -> usize,
) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    // The open line: its bytes, and its cells.
    let (mut line, mut cells) = (0..0, 0);
    for (start, word) in words(text) {
        let end = start + word.len();
        let wide = word.width() + extra(start..end);
        if line.end > line.start && cells + 1 + wide > width {
            lines.push(line.clone());
            line = start..start;
        }
        if line.end == line.start {
            (line, cells) = (start..end, wide);
        } else {
            // Blanks before the word count as they stand: nearly always one.
            let between = text.get(line.end..start).map_or(1, UnicodeWidthStr::width);
            (line.end, cells) = (end, cells + between + wide);
        }
        if cells > width && word.width() > width {
            let (full, rest) = split(text, line.clone(), width);
            lines.extend(full);
            cells = text.get(rest.clone()).map_or(0, UnicodeWidthStr::width);
            line = rest;
        }
    }
    if line.end > line.start || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of `text` and where they start, bytes. A no-break space is no end of a word.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// Cut `range` into full lines and what is left.
fn split(text: &str, range: Range<usize>, width: usize) -> (Vec<Range<usize>>, Range<usize>) {
    let (mut lines, mut start, mut cells) = (Vec::new(), range.start, 0);
    for (offset, grapheme) in text
        .get(range.clone())
        .unwrap_or_default()
        .grapheme_indices(true)
    {
        let (at, wide) = (range.start + offset, grapheme.width());
        if cells + wide > width && at > start {
            lines.push(start..at);
            (start, cells) = (at, 0);
        }
        cells += wide;
    }
    (lines, start..range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width, |_| 0)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("one two three", 80), ["one two three"]);
        assert_eq!(lines("", 10), [""]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut_between_graphemes() {
        assert_eq!(lines("東京東京東", 4), ["東京", "東京", "東"]);
        assert_eq!(
            lines("ab e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", 4)
                .concat()
                .len(),
            2 + 15
        );
    }

    #[test]
    fn marks_take_room() {
        assert_eq!(wrap("aa bb", 5, |_| 2).len(), 2);
    }

    #[test]
    fn a_megabyte_without_a_blank_is_wrapped_at_every_width() {
        let long = "x".repeat(1 << 20);
        assert_eq!(lines(&long, 80).len(), (1 << 20) / 80 + 1);
        assert_eq!(lines(&long, 1).len(), 1 << 20);
    }
}
