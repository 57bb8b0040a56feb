//! The outline of an article: its title and headings.

use super::{BlockKind, Document};

/// A title or heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Byte offset of its first character.
    pub start: usize,
    /// 0 for the title, 1 to 6 for headings.
    pub level: u8,
    /// Its text.
    pub text: &'a str,
}

/// The title and the headings of `document` in reading order.
pub(super) fn outline(document: &Document) -> Vec<Heading<'_>> {
    let level = |kind: &BlockKind| match kind {
        BlockKind::Title => Some(0),
        BlockKind::Heading(level) => Some(*level),
        BlockKind::Paragraph
        | BlockKind::ListItem { .. }
        | BlockKind::Code
        | BlockKind::Verse
        | BlockKind::TableRow { .. }
        | BlockKind::Caption
        | BlockKind::Rule => None,
    };
    document
        .blocks()
        .iter()
        .filter_map(|block| {
            level(&block.kind).map(|level| Heading {
                start: block.range.start,
                level,
                text: document.slice(block.range.clone()),
            })
        })
        .collect()
}
