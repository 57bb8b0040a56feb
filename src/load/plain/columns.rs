//! Recognizes a head that is set in two columns, as at the top of an RFC or a letter.

use super::line::PlainLine;

/// A head in two columns, each with its lines from top to bottom.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TwoColumns<'a> {
    pub(super) left: Vec<&'a str>,
    pub(super) right: Vec<&'a str>,
}

/// The most lines of such a head.
const MAX_LINES: usize = 16;

/// The least number of blanks between the columns.
const MIN_GAP: usize = 3;

/// Columns from which a right column may begin, or at which it must end.
const RIGHT_START: usize = 40;
const RIGHT_END: usize = 56;

/// A line's right part.
struct RightPart<'a> {
    text: &'a str,
    /// The column of its first character, and the column after its last.
    start: usize,
    end: usize,
}

/// The two columns of `lines`, the beginning of a text. The right parts begin or end at the same column, and are not all
/// numbers, as in a table.
pub(super) fn split_head<'a>(lines: &[PlainLine<'a>]) -> Option<TwoColumns<'a>> {
    if !(2..=MAX_LINES).contains(&lines.len()) {
        return None;
    }
    let mut columns = TwoColumns::default();
    let mut parts = Vec::new();
    for line in lines {
        if line.quote_depth > 0 || line.width > 120 {
            return None;
        }
        let (left, right) = split_line(line)?;
        columns.left.extend((!left.is_empty()).then_some(left));
        columns.right.extend(right.as_ref().map(|part| part.text));
        parts.extend(right);
    }
    let (first, rest) = parts.split_first()?;
    let is_near = |a: usize, b: usize| a.abs_diff(b) <= 1;
    let starts_align =
        first.start >= RIGHT_START && rest.iter().all(|part| is_near(part.start, first.start));
    let ends_align = first.end >= RIGHT_END && rest.iter().all(|part| is_near(part.end, first.end));
    let has_words = |part: &&str| part.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let is_head = parts.len() >= 2
        && (starts_align || ends_align)
        && columns.right.iter().any(has_words)
        && columns.left.iter().all(has_words);
    is_head.then_some(columns)
}

/// The left and the right part of `line`; `None` if it has more than two.
fn split_line<'a>(line: &PlainLine<'a>) -> Option<(&'a str, Option<RightPart<'a>>)> {
    let part = |text: &'a str| RightPart {
        text,
        start: line.width - text.chars().count(),
        end: line.width,
    };
    if line.indent >= RIGHT_START {
        return Some(("", Some(part(line.body))));
    }
    let gap = " ".repeat(MIN_GAP);
    if line.body.contains('\t') {
        return None;
    }
    let Some((left, right)) = line.body.split_once(gap.as_str()) else {
        return Some((line.body, None));
    };
    let right = right.trim_start();
    (!right.contains(gap.as_str())).then(|| (left, Some(part(right))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<TwoColumns<'_>> {
        let lines: Vec<PlainLine<'_>> = text.lines().map(PlainLine::new).collect();
        split_head(&lines)
    }

    /// Protects: the columns are told apart whether the right one is flush right or flush left.
    #[test]
    fn heads_in_two_columns_are_split() {
        let rfc = "\
Network Working Group                                         S. Bradner
Request for Comments: 2119                            Harvard University
Category: Best Current Practice
                                                              March 1997";
        let found = split(rfc).unwrap();
        assert_eq!(found.left.len(), 3);
        assert_eq!(
            found.right,
            ["S. Bradner", "Harvard University", "March 1997"]
        );
        let letter = "\
Ann Smith                                             12 March 2024
12 High Street                                        Ref: 1234
London";
        let found = split(letter).unwrap();
        assert_eq!(found.left, ["Ann Smith", "12 High Street", "London"]);
        assert_eq!(found.right, ["12 March 2024", "Ref: 1234"]);
    }

    /// Protects: tables, prose and lists are no such heads.
    #[test]
    fn other_lines_are_no_columns() {
        for text in [
            "Name                                               Amount\nApples and pears   and plums                            12",
            "Apples                                                    12\nPears                                                      7",
            "A sentence of prose that is wrapped\nand goes on   in the next line.",
            "name      value\nalpha     one\nbeta      two",
            "One line                                             alone",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
