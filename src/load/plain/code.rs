//! Recognizes code and text drawings in plain text, reading no more lines than the decision needs, and writes them.

use super::line::{PlainLine, TAB_WIDTH, min_indent};
use crate::document::Builder;

/// Whether `lines` are code or a text drawing.
pub(super) fn is_code(lines: &[PlainLine<'_>]) -> bool {
    if lines.first().is_none_or(|line| line.quote_depth > 0) {
        return false;
    }
    let line_count = lines.len();
    // Most blocks are prose: stop as soon as too many lines do not look like code.
    let allowed = match min_indent(lines) {
        4.. => line_count / 2,
        _ if line_count >= 2 => line_count / 3,
        _ => return false,
    };
    let other_lines = lines.iter().filter(|line| !looks_like_code(line.body));
    other_lines.take(allowed + 1).count() <= allowed
}

fn looks_like_code(body: &str) -> bool {
    const STARTS: [&str; 11] = [
        "$ ", "//", "/*", "#include", "#!", "</", "fn ", "def ", "import ", "return ", "let ",
    ];
    // Code rarely has longer lines, and prose with a paragraph on each line often does.
    if body.len() > 200 {
        return false;
    }
    let is_operator = |pair: &[u8]| {
        matches!(
            pair,
            b"==" | b"= " | b"->" | b"=>" | b"::" | b"()" | b"+=" | b"&&"
        )
    };
    let is_drawing = |c| matches!(c, '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}');
    // Verse also ends lines with a semicolon.
    let is_statement =
        body.ends_with(';') && (body.contains(['(', '=', '"']) || !body.contains(' '));
    is_statement
        || body.ends_with(['{', '}'])
        || body.ends_with("):")
        || body.ends_with("*/")
        || STARTS.iter().any(|start| body.starts_with(start))
        || body.as_bytes().windows(2).any(is_operator)
        || (!body.is_ascii() && body.contains(is_drawing))
        || (body.starts_with(['|', '+']) && body.ends_with(['|', '+']))
}

/// Pushes `lines` with their indents, less the first `skip` columns, and tabs expanded.
pub(super) fn push_preformatted(builder: &mut Builder, lines: &[PlainLine<'_>], skip: usize) {
    let mut expanded = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            builder.push("\n");
        }
        expanded.clear();
        expanded.extend(std::iter::repeat_n(
            ' ',
            line.indent.saturating_sub(skip).min(120),
        ));
        let mut column = line.indent;
        for c in line.body.chars() {
            if c == '\t' {
                let next = (column / TAB_WIDTH + 1) * TAB_WIDTH;
                expanded.extend(std::iter::repeat_n(' ', next - column));
                column = next;
            } else {
                expanded.push(c);
                column += 1;
            }
        }
        builder.push(&expanded);
    }
}
