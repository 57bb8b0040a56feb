//! Recognizes tables of contents: lines whose title is joined to a page number by a row of dots.

use super::line::{PlainLine, min_indent};
use crate::document::{BlockKind, Builder};

/// Whether `lines` are entries of a table of contents: all but one in four.
pub(super) fn is_contents(lines: &[PlainLine<'_>]) -> bool {
    let entries = lines
        .iter()
        .filter(|line| split_entry(line.body).is_some())
        .count();
    lines.len() >= 2 && entries * 4 >= lines.len() * 3
}

/// Writes `lines` as one block, each in a line of its own, without the rows of dots and the numbers of pages, which do
/// not exist here.
pub(super) fn push_contents(builder: &mut Builder, lines: &[PlainLine<'_>]) {
    let indent = min_indent(lines);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            builder.push("\n");
        }
        builder.push(&" ".repeat(line.indent.saturating_sub(indent).min(24)));
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match split_entry(line.body) {
            Some((title, _)) => builder.push(&words(title)),
            None => builder.push(&words(line.body)),
        }
    }
    builder.end(BlockKind::Verse);
}

/// The title and the page number of an entry.
fn split_entry(body: &str) -> Option<(&str, &str)> {
    let is_page = |c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l' | '-');
    let before = body.trim_end_matches(is_page);
    let (_, page) = body.split_at(before.len());
    let leader = before.trim_end();
    let title = leader.trim_end_matches(['.', ' ', '·', '…', '_']);
    let (_, dots) = leader.split_at(title.len());
    let is_leader = dots.chars().filter(|c| *c != ' ').count() >= 3 || dots.contains('…');
    (is_leader && !page.is_empty() && page.len() <= 6 && !title.is_empty()).then_some((title, page))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: entries are found whatever their row of dots looks like, and sentences are none.
    #[test]
    fn entries_are_told_from_sentences() {
        for (line, expected) in [
            (
                "1.1 Purpose ......................7",
                Some(("1.1 Purpose", "7")),
            ),
            (
                "Preface . . . . . . . . . . . xii",
                Some(("Preface", "xii")),
            ),
            ("Index … 210", Some(("Index", "210"))),
            ("He waited ... and left in 1990", None),
            ("It cost 3.50", None),
            (".... 7", None),
        ] {
            assert_eq!(split_entry(line), expected, "{line}");
        }
    }
}
