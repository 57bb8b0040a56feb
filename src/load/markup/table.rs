//! Is a table one of data, or a way to lay a page out?
//!
//! Owns that question, asked when a table begins by a look at what comes. A table of data has rows of short cells; one for
//! layout holds tables, lists, headings or long text, and is read as if it were not there.

use super::element::name;
use super::tags::{Token, Tokens};

/// More than this many bytes to the cell are prose.
const PROSE: usize = 240;

/// How many columns the table has that `tokens` follow, if it is one of data.
pub(super) fn columns(tokens: Tokens<'_>) -> Option<u16> {
    let (mut widest, mut row, mut cells, mut bytes) = (0_u16, 0_u16, 0_usize, 0_usize);
    for token in tokens {
        match token {
            Token::Text(text) => bytes += text.trim().len(),
            Token::Open(tag) => match name(tag.name).as_str() {
                "tr" => row = 0,
                "td" | "th" => {
                    row = row.saturating_add(1);
                    cells += 1;
                    widest = widest.max(row);
                }
                "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "blockquote" | "pre" => return None,
                _ => {}
            },
            Token::Close(tag) if tag.eq_ignore_ascii_case("table") => break,
            Token::Close(_) => {}
        }
    }
    (widest >= 2 && bytes <= PROSE * cells).then_some(widest)
}
