//! Reads plain text into blocks.
//!
//! Structure is recognised where it is evident, although nothing marks it: wrapped paragraphs are rejoined, intended
//! line breaks stay, and title, headings, lists, quotations, code and rules are found. The text itself does not change
//! except for white space, list markers, heading signs and the hyphens that [`join`] removes. Works line by line, in
//! linear time.

mod code;
mod columns;
mod contents;
mod heading;
mod join;
mod line;
mod page_furniture;
mod paragraph_block;
mod speakers;
mod wrap_width;

pub(super) use line::is_ideographic;
pub(super) use page_furniture::remove_page_furniture;

use crate::document::{Builder, Document};
use line::PlainLine;
use wrap_width::WrapWidth;

/// The most lines in a block. A longer run is a list of something, and its parts can be read separately.
const MAX_BLOCK_LINES: usize = 1 << 18;

/// Reads `text`, which has been cleaned of control characters and comes from `source`.
pub(super) fn read_document(text: &str, source: &str) -> Document {
    let mut builder = Builder::new(source);
    builder.reserve(text.len());
    read_blocks(text, &mut builder, false);
    builder.finish()
}

/// Adds the blocks of `text`, which has been cleaned and has no title of its own, to `builder`.
pub(super) fn append_blocks(text: &str, builder: &mut Builder) {
    read_blocks(text, builder, true);
}

/// `past_title` says that no title can follow.
fn read_blocks(text: &str, builder: &mut Builder, past_title: bool) {
    let mut reader = paragraph_block::PlainTextReader::new(
        text,
        WrapWidth::detect(split_lines(text)),
        past_title,
    );
    let mut rest = split_blocks(text);
    let mut block = rest.next();
    while let Some(lines) = block {
        let next = rest.next();
        reader.read_block(builder, &lines, next.as_deref().unwrap_or_default());
        block = next;
    }
    reader.finish(builder);
}

fn split_lines(text: &str) -> impl Iterator<Item = PlainLine<'_>> {
    text.split('\n').map(PlainLine::new)
}

/// Runs of lines without a blank line between them and at the same quotation depth. Lines are read as they are needed:
/// a [`PlainLine`] takes more memory than a short line.
fn split_blocks(text: &str) -> impl Iterator<Item = Vec<PlainLine<'_>>> {
    let mut rest = split_lines(text).peekable();
    std::iter::from_fn(move || {
        while rest.next_if(PlainLine::is_blank).is_some() {}
        let depth = rest.peek()?.quote_depth;
        let mut block = Vec::new();
        while let Some(line) = rest.next_if(|line| !line.is_blank() && line.quote_depth == depth) {
            block.push(line);
            if block.len() == MAX_BLOCK_LINES {
                break;
            }
        }
        Some(block)
    })
}
