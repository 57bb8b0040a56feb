//! Offsets in Unicode code points, in which JSON and TSV count. Everywhere else an offset is one of bytes.

use crate::entities::{Entities, MentionId};
use serde::Serialize;
use std::fmt;

/// An offset in a text in Unicode code points. It is made only from the text itself, and never used to index one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(super) struct CodePointOffset(usize);

impl CodePointOffset {
    /// The offset after `text`, if that begins here.
    fn after(self, text: &str) -> Self {
        Self(self.0 + text.chars().count())
    }
}

impl fmt::Display for CodePointOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Where a mention is in the text; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodePointRange {
    pub(super) start: CodePointOffset,
    pub(super) end: CodePointOffset,
}

/// The ranges of all mentions of an article.
pub(super) struct MentionRanges(Vec<CodePointRange>);

impl MentionRanges {
    /// Takes one pass over `text`, in which `entities` were found.
    pub(super) fn new(text: &str, entities: &Entities) -> Self {
        let (mut rest, mut bytes, mut at) = (text, 0, CodePointOffset::default());
        let ranges = entities.mentions().iter().map(|mention| {
            let (before, mentioned) = rest.split_at(mention.range.start - bytes);
            let (mentioned, after) = mentioned.split_at(mention.range.len());
            (rest, bytes) = (after, mention.range.end);
            let start = at.after(before);
            at = start.after(mentioned);
            CodePointRange { start, end: at }
        });
        Self(ranges.collect())
    }

    /// The range of a mention.
    #[expect(
        clippy::indexing_slicing,
        reason = "there is a range for every mention of the article"
    )]
    pub(super) fn of(&self, id: MentionId) -> CodePointRange {
        self.0[id.place()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};
    use crate::entities;

    /// Protects: a character counts once, however many bytes it takes.
    #[test]
    fn characters_are_counted_and_not_bytes() {
        let mut builder = Builder::new("test");
        builder
            .push("“Überall 🌍”, sagte Angela Merkel. Gerhard Schröder sprach mit Angela Merkel.");
        builder.end(BlockKind::Paragraph);
        let document = builder.finish();
        let found = entities::read(&document);
        let ranges = MentionRanges::new(document.text(), &found);
        let characters: Vec<char> = document.text().chars().collect();
        assert!(found.mentions().len() >= 2);
        for id in found.mention_ids() {
            let range = ranges.of(id);
            let text: String = characters[range.start.0..range.end.0].iter().collect();
            assert_eq!(text, document.slice(found.mention(id).range.clone()));
        }
    }
}
