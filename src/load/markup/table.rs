//! Tells data tables from layout tables.
//!
//! When a table begins, its content is examined in advance. A data table has rows of short cells. A layout table
//! contains tables, lists, headings or long text, and is read as if it were not there.

use super::element::lowercase_name;
use super::tokenizer::{MarkupToken, MarkupTokenizer};

/// Cells with more bytes of text than this on average are prose.
const MAX_CELL_BYTES: usize = 240;

/// The number of columns of the table whose content follows in `tokens`, if it is a data table.
pub(super) fn count_columns(tokens: MarkupTokenizer<'_>) -> Option<u16> {
    let (mut widest, mut row_columns, mut cells, mut bytes) = (0_u16, 0_u16, 0_usize, 0_usize);
    for token in tokens {
        match token {
            MarkupToken::Text(text) => bytes += text.trim().len(),
            MarkupToken::Open(tag) => match lowercase_name(tag.name).as_str() {
                "tr" => row_columns = 0,
                "td" | "th" => {
                    row_columns = row_columns.saturating_add(1);
                    cells += 1;
                    widest = widest.max(row_columns);
                }
                "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "blockquote" | "pre" => return None,
                _ => {}
            },
            MarkupToken::Close(tag) if tag.eq_ignore_ascii_case("table") => break,
            MarkupToken::Close(_) => {}
        }
    }
    (widest >= 2 && bytes <= MAX_CELL_BYTES * cells).then_some(widest)
}
