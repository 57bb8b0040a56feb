//! How many cells a text takes: the only width function.
//!
//! Promises to agree with the cells that are drawn: graphemes with control characters and graphemes without width are
//! not drawn and count nothing. `tests/geometry.rs` checks it against a drawn buffer.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A user-perceived character: where, and how wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grapheme<'a> {
    /// Byte offset in the text that was measured.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
    /// Cells it takes, 0 if it is not drawn.
    pub cells: usize,
}

/// The graphemes of `text` in order.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = Grapheme<'_>> {
    text.grapheme_indices(true).map(|(start, text)| Grapheme {
        start,
        text,
        cells: grapheme_cells(text),
    })
}

/// Cells that `text` takes on one line.
pub fn cells(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return text.len();
    }
    graphemes(text).map(|grapheme| grapheme.cells).sum()
}

/// `text` cut to at most `cells` cells, with "…" at the end if anything is missing.
pub fn truncate(text: &str, cells: usize) -> String {
    if self::cells(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let (mut out, mut used) = (String::new(), 0);
    for grapheme in graphemes(text) {
        if used + grapheme.cells > cells - 1 {
            break;
        }
        used += grapheme.cells;
        out.push_str(grapheme.text);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Cells of one grapheme.
fn grapheme_cells(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(matches!(byte, 0x20..=0x7e));
    }
    if grapheme.chars().any(char::is_control) {
        return 0;
    }
    // Terminals draw the halfwidth sound marks as characters of their own, though Unicode attaches them.
    let marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    grapheme.width() + marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_count_as_terminals_draw_them() {
        for (text, wide) in [
            ("abc", 3),
            ("❤️", 2),
            ("1️⃣", 2),
            ("👨‍👩‍👧", 2),
            ("👍🏽", 2),
            ("漢字", 4),
            ("e\u{301}", 1),
            ("a\u{7}b", 2),
        ] {
            assert_eq!(cells(text), wide, "{text:?}");
        }
    }

    #[test]
    fn truncation_never_exceeds_its_cells_and_says_that_it_cut() {
        assert_eq!(truncate("Vladimir Putin", 14), "Vladimir Putin");
        assert_eq!(truncate("Vladimir Putin", 10), "Vladimir…");
        assert_eq!(truncate("漢字漢字", 4), "漢…");
        assert_eq!(truncate("abc", 0), "");
    }
}
