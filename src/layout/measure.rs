//! The width of text in terminal cells.
//!
//! All widths in the reader come from here, and they agree with what ratatui draws: grapheme clusters that contain control
//! characters or have no width are not drawn and count as zero. `tests/it/geometry.rs` checks this against a drawn buffer.
//!
//! # Examples
//! ```
//! use byline::layout::measure;
//!
//! assert_eq!(measure::cells("naïve"), 5);
//! assert_eq!(measure::cells("漢字"), 4);
//! assert_eq!(measure::truncate("Vladimir Putin", 10), "Vladimir…");
//!
//! let starts: Vec<usize> = measure::graphemes("e\u{301}a").map(|g| g.start).collect();
//! assert_eq!(starts, [0, 3]);
//! ```

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A grapheme cluster, which users perceive as one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grapheme<'a> {
    /// Its byte offset in the measured text.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
    /// Its width in cells; 0 if it is not drawn.
    pub cells: usize,
}

/// The grapheme clusters of `text` in order.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = Grapheme<'_>> {
    text.grapheme_indices(true).map(|(start, text)| Grapheme {
        start,
        text,
        cells: grapheme_cells(text),
    })
}

/// The width of `text` on one line, in cells.
pub fn cells(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return text.len();
    }
    if has_cell_for_each_char(text) {
        return text.chars().count();
    }
    graphemes(text).map(|grapheme| grapheme.cells).sum()
}

/// Whether every character of `text` is surely a grapheme cluster of one cell: letters of Western Europe, usual punctuation, and what
/// lines and bars are made of. Finding that out takes a fraction of the time that measuring does.
pub fn has_cell_for_each_char(text: &str) -> bool {
    let is_simple =
        |c| matches!(c, ' '..='~' | '¡'..='¬' | '®'..='\u{2ff}' | '‐'..='‧' | '─'..='▟');
    text.chars().all(is_simple)
}

/// Cuts `text` to at most `cells` cells, with "…" at the end if anything is missing.
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

/// The width of a grapheme cluster.
fn grapheme_cells(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(matches!(byte, 0x20..=0x7e));
    }
    if grapheme.chars().any(char::is_control) {
        return 0;
    }
    // Terminals draw the halfwidth katakana sound marks in cells of their own, though Unicode makes them part of the cluster.
    let marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    grapheme.width() + marks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: grapheme clusters are as wide as terminals draw them.
    #[test]
    fn clusters_have_the_width_that_terminals_draw() {
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

    /// Protects: what is not measured has the width it would be measured to have, beside any other such character.
    #[test]
    fn simple_characters_are_clusters_of_one_cell() {
        let all =
            ('\0'..='\u{ffff}').filter(|c| has_cell_for_each_char(c.encode_utf8(&mut [0; 4])));
        let all: Vec<char> = all.collect();
        assert_eq!(all.len(), 95 + 12 + 594 + 24 + 160);
        let mut pairs = all.iter().zip(all.iter().rev());
        for (one, other) in pairs.by_ref() {
            for text in [
                format!("{one}{other}"),
                format!("{one}{one}"),
                format!("a{one}—"),
            ] {
                let measured: Vec<usize> = graphemes(&text).map(|one| one.cells).collect();
                assert_eq!(measured, vec![1; text.chars().count()], "{text:?}");
            }
        }
        for joined in [
            "e\u{301}",
            "\u{ad}",
            "©\u{fe0f}",
            "a\u{200d}",
            "\u{a0}\u{7f}",
            "漢",
        ] {
            assert!(!has_cell_for_each_char(joined), "{joined:?}");
        }
    }

    /// Protects: truncated text fits and ends with an ellipsis.
    #[test]
    fn truncated_text_fits_and_ends_with_an_ellipsis() {
        assert_eq!(truncate("Vladimir Putin", 14), "Vladimir Putin");
        assert_eq!(truncate("Vladimir Putin", 10), "Vladimir…");
        assert_eq!(truncate("漢字漢字", 4), "漢…");
        assert_eq!(truncate("abc", 0), "");
    }
}
