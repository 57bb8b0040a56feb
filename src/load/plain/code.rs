//! Program text and drawings among plain text.
//!
//! Owns the signs by which they are told from prose. Looks at no more lines than it takes to say no.

use super::line::{Line, base_indent};

/// Whether `lines` are program text or drawn with signs.
pub(super) fn is_code(lines: &[Line<'_>]) -> bool {
    if lines.first().is_none_or(|line| line.quote > 0) {
        return false;
    }
    let count = lines.len();
    // Most of what is asked is prose: stop as soon as too many lines are none.
    let spare = match base_indent(lines) {
        4.. => count / 2,
        _ if count >= 2 => count / 3,
        _ => return false,
    };
    let unmarked = lines.iter().filter(|line| !looks_like_code(line.body));
    unmarked.take(spare + 1).count() <= spare
}

fn looks_like_code(body: &str) -> bool {
    const STARTS: [&str; 11] = [
        "$ ", "//", "/*", "#include", "#!", "</", "fn ", "def ", "import ", "return ", "let ",
    ];
    // Nobody writes program text in longer lines, and prose by the line is often longer.
    if body.len() > 200 {
        return false;
    }
    let pair = |pair: &[u8]| {
        matches!(
            pair,
            b"==" | b"= " | b"->" | b"=>" | b"::" | b"()" | b"+=" | b"&&"
        )
    };
    let drawn = |c| matches!(c, '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}');
    // Verse ends lines with a semicolon, too.
    let statement = body.ends_with(';') && (body.contains(['(', '=', '"']) || !body.contains(' '));
    statement
        || body.ends_with(['{', '}'])
        || body.ends_with("):")
        || body.ends_with("*/")
        || STARTS.iter().any(|sign| body.starts_with(sign))
        || body.as_bytes().windows(2).any(pair)
        || (!body.is_ascii() && body.contains(drawn))
        || (body.starts_with(['|', '+']) && body.ends_with(['|', '+']))
}
