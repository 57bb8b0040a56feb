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

/// Most lines that are looked at together: a longer stanza is a list of something, and one part of it is read as the other.
const LONGEST: usize = 1 << 18;

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
    let mut reader = stanza::Reader::new(text, Margin::of(lines(text)), begun);
    let mut rest = stanzas(text);
    let mut stanza = rest.next();
    while let Some(lines) = stanza {
        let next = rest.next();
        reader.read(builder, &lines, next.as_deref().unwrap_or_default());
        stanza = next;
    }
    reader.finish(builder);
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split('\n').map(Line::new)
}

/// Lines without a blank one between them and in the same quotation. They are read when they are asked for: what is known of
/// a line takes more room than a short line.
fn stanzas(text: &str) -> impl Iterator<Item = Vec<Line<'_>>> {
    let mut rest = lines(text).peekable();
    std::iter::from_fn(move || {
        while rest.next_if(Line::is_blank).is_some() {}
        let depth = rest.peek()?.quote;
        let mut stanza = Vec::new();
        while let Some(line) = rest.next_if(|line| !line.is_blank() && line.quote == depth) {
            stanza.push(line);
            if stanza.len() == LONGEST {
                break;
            }
        }
        Some(stanza)
    })
}
