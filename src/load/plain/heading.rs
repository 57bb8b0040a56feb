//! Recognises titles, and headings that nothing marks.

use super::join::push_prose;
use super::line::{HeadingLine, PlainLine, parse_heading, parse_item};
use super::paragraph_block::PlainTextReader;
use crate::document::{BlockKind, Builder};
use crate::load::clean::collapse_spaces;
use crate::load::html::is_byline;
use std::slice;

impl<'a> PlainTextReader<'a> {
    /// Reads the title, if the text begins with one. Returns the lines after it.
    pub(super) fn read_title<'l>(
        &mut self,
        builder: &mut Builder,
        lines: &'l [PlainLine<'a>],
        next: &[PlainLine<'a>],
    ) -> &'l [PlainLine<'a>] {
        let [first, after @ ..] = lines else {
            return lines;
        };
        if first.quote_depth > 0 {
            return lines;
        }
        let first_line = slice::from_ref(first);
        if let [underline, rest @ ..] = after
            && underline.underline_level().is_some()
            && can_be_heading(first)
        {
            self.push_heading(builder, first_line, BlockKind::Title);
            return rest;
        }
        if let Some(HeadingLine { level: 1, text }) = parse_heading(first.body)
            && text.len() < first.body.len()
        {
            push_prose(builder, text);
            end_title(builder, text);
            return after;
        }
        if !can_be_heading(first) || parse_item(first.body).is_some() || first.body.ends_with(',') {
            return lines;
        }
        let length = total_bytes(lines);
        let is_headline = match after {
            [] => !next.is_empty(),
            [second, rest @ ..] if is_byline(second.body) => {
                self.push_heading(builder, first_line, BlockKind::Title);
                push_byline(builder, second);
                return rest;
            }
            // Directly above the text, and clearly shorter than it.
            [second, ..] if second.width > 100 && second.width * 2 > first.width * 3 => {
                self.push_heading(builder, first_line, BlockKind::Title);
                return after;
            }
            // A headline of two or three lines.
            [.., last] => {
                lines.len() <= 3
                    && length <= 200
                    && can_be_heading(last)
                    && total_bytes(next) > 2 * length
                    && self.wrap_width.is_wrapped(lines)
            }
        };
        if is_headline {
            self.push_heading(builder, lines, BlockKind::Title);
            return &[];
        }
        lines
    }
}

/// Pushes the line below a title that names the authors. By its length alone it would be a heading.
pub(super) fn push_byline(builder: &mut Builder, line: &PlainLine<'_>) {
    push_prose(builder, line.body);
    builder.end(BlockKind::Paragraph);
}

/// Ends the title `text`.
pub(super) fn end_title(builder: &mut Builder, text: &str) {
    builder.end(BlockKind::Title);
    // The text has its white space collapsed, and the metadata must be one line, too.
    builder.meta_mut().title = Some(collapse_spaces(text));
}

/// Whether a line is short enough for a headline and not a sentence.
pub(super) fn can_be_heading(line: &PlainLine<'_>) -> bool {
    line.width <= 160 + line.indent
        && line.body.chars().any(char::is_alphanumeric)
        && !line.body.ends_with(['.', ':', ';', ','])
        && !line.body.contains("://")
}

/// How far the text below a heading may be indented, in columns.
const MAX_BODY_INDENT: usize = 4;

/// The length of the text below a heading that is not set off from it, in bytes.
const MIN_BODY_BYTES: usize = 120;

/// Whether all lines of the text below a heading at the margin are indented, as in memos, and it is a sentence or a table of
/// contents: below the last words of a letter stands a name.
fn hangs_over(next: &[PlainLine<'_>]) -> bool {
    let ends = next.last().is_some_and(|line| {
        // An address or a telephone number has a single space before its last digits.
        let before = line.body.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_page =
            before.len() < line.body.len() && ["  ", ".. "].iter().any(|end| before.ends_with(end));
        line.body.ends_with('.') || is_page
    });
    ends && next.iter().all(|line| line.indent >= 2)
}

/// Whether `block` is a heading between paragraphs, recognised only by its length and position.
pub(super) fn is_subheading(block: &[PlainLine<'_>], next: &[PlainLine<'_>]) -> bool {
    let [line] = block else { return false };
    let [after, ..] = next else { return false };
    // A quick check that decides for nearly every paragraph without counting its characters.
    if line.body.len() > 240 {
        return false;
    }
    let length = line.body.chars().count();
    let words = line.body.split_whitespace().count();
    (6..=60).contains(&length)
        && (1..=9).contains(&words)
        && line.quote_depth == after.quote_depth
        && line.indent == 0
        && after.indent <= MAX_BODY_INDENT
        && (total_bytes(next) > MIN_BODY_BYTES || hangs_over(next))
        && line.body.starts_with(char::is_uppercase)
        && line.body.ends_with(char::is_alphabetic)
        && parse_item(after.body).is_none()
}

/// The level of `block` if it is the heading of a numbered section, as in memos and standards: "1.  Introduction", "3.2.1.  The
/// Gate", "Appendix A.  Terms", with the text of the section or a heading of a lower level below it.
pub(super) fn numbered_level(block: &[PlainLine<'_>], next: &[PlainLine<'_>]) -> Option<u8> {
    let [line] = block else { return None };
    let [after, ..] = next else { return None };
    if line.body.len() > 240 || line.indent > 0 || !can_be_heading(line) {
        return None;
    }
    let depth = section_depth(line.body)?;
    let has_text_below = after.indent > 0
        || after.body.len() <= 240 && section_depth(after.body).is_some_and(|below| below > depth);
    (line.quote_depth == after.quote_depth && has_text_below).then_some((depth as u8 + 1).min(6))
}

/// How many numbers the section has whose heading `body` would be: 3 for "3.2.1.  The Gate". A single number needs two
/// spaces after it, since items of lists have one.
fn section_depth(body: &str) -> Option<usize> {
    let is_appendix = body.starts_with("Appendix ");
    let body = body.strip_prefix("Appendix ").unwrap_or(body);
    let (number, title) = body.split_once(' ')?;
    let parts: Vec<&str> = number
        .strip_suffix('.')
        .unwrap_or(number)
        .split('.')
        .collect();
    let is_digits = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (first, others) = parts.split_first()?;
    let is_letter = first.len() == 1 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_number = is_digits(first) || is_letter && (is_appendix || !others.is_empty());
    let is_heading =
        is_appendix || !others.is_empty() || number.ends_with('.') && title.starts_with(' ');
    (is_number
        && others.iter().all(is_digits)
        && is_heading
        && title.trim_start().starts_with(char::is_uppercase))
    .then_some(parts.len())
}

/// The length of `lines` in bytes, without their indents.
fn total_bytes(lines: &[PlainLine<'_>]) -> usize {
    lines.iter().map(|line| line.body.len()).sum()
}
