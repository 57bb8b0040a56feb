//! Plain text to blocks.
//!
//! Owns the reading of structure that nobody marked: paragraphs that were wrapped are rejoined, line breaks that are
//! meant stay, and title, headings, lists, quotations, program text and rules are recognised where they are evident.
//! Promises that the text itself does not change but for blanks, list markers, heading signs and the hyphens of
//! [`join`]. Works line by line, in time linear in the text.

mod code;
mod join;
mod line;
mod margin;
mod stanza;

pub(super) use line::is_ideographic;

use crate::document::{Builder, Document};
use line::Line;
use margin::Margin;

/// The document in `text`, which the gate has cleaned, and which came from `source`.
pub(super) fn document(text: &str, source: &str) -> Document {
    let mut builder = Builder::new(source);
    builder.reserve(text.len());
    read(text, &mut builder, false);
    builder.finish()
}

/// Add the blocks of `text`, which the gate has cleaned, and which has no title of its own.
pub(super) fn append(text: &str, builder: &mut Builder) {
    read(text, builder, true);
}

/// `begun` says that the place for a title is past.
fn read(text: &str, builder: &mut Builder, begun: bool) {
    let lines: Vec<Line<'_>> = text.split('\n').map(Line::new).collect();
    let mut reader = stanza::Reader::new(text, Margin::of(&lines), begun);
    let mut rest = stanzas(&lines).peekable();
    while let Some(stanza) = rest.next() {
        reader.read(builder, stanza, rest.peek().copied().unwrap_or_default());
    }
    reader.finish(builder);
}

/// Lines without a blank one between them and in the same quotation.
fn stanzas<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l [Line<'a>]> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let blanks = rest.iter().take_while(|line| line.is_blank()).count();
        rest = rest.get(blanks..)?;
        let depth = rest.first()?.quote;
        let length = rest
            .iter()
            .take_while(|line| !line.is_blank() && line.quote == depth)
            .count();
        let (stanza, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(stanza)
    })
}
