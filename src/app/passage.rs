//! Quoted passages: the sentence of a mention, wrapped into lines.
//!
//! Of a long sentence only the lines around the mention are shown. All results are byte ranges of the document's text.

use super::reading::Reading;
use crate::document::{BlockKind, Document};
use crate::entities::Mention;
use crate::layout::{WrapMode, wrap};
use std::ops::Range;

/// How far on each side of a mention to look for the end of its sentence, in bytes.
const CONTEXT_BYTES: usize = 1500;

/// Length of an excerpt, in bytes.
const EXCERPT_BYTES: usize = 160;

/// Most paragraphs of a note.
const MAX_NOTE_BLOCKS: usize = 20;

/// A line of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedLine {
    /// The byte range of the line in the document's text.
    pub range: Range<usize>,
    /// Whether it is the first and text was left out before it.
    pub truncated_before: bool,
    /// Whether it is the last and text was left out after it.
    pub truncated_after: bool,
}

/// The byte range of the sentence that contains `mention`, or of its paragraph if no sentence is known there.
pub fn sentence_of(reading: &Reading, mention: &Mention) -> Range<usize> {
    sentence_around(reading, &mention.range)
}

/// The byte range of the sentence in which `range` begins, or of its paragraph if no sentence is known there.
pub fn sentence_around(reading: &Reading, range: &Range<usize>) -> Range<usize> {
    let (document, start) = (&reading.document, range.start);
    let paragraph = || {
        let block = document.blocks().get(document.block_at(start))?;
        Some(block.range.clone())
    };
    let sentence = reading.entities.sentence_at(start).or_else(paragraph);
    sentence.unwrap_or_else(|| range.clone())
}

/// The byte range of the note that begins at `start`, or of the passage that a heading there begins: the paragraph, with
/// those that continue it.
pub fn note_at(document: &Document, start: usize) -> Range<usize> {
    let first = document.block_at(start);
    let following = document.blocks().iter().skip(first);
    let mut blocks = following.take(MAX_NOTE_BLOCKS);
    let Some(block) = blocks.next() else {
        return start..start;
    };
    let mut end = block.range.end;
    let mut continues = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
    for block in blocks {
        // Further paragraphs of a list item have no marker.
        let is_more =
            matches!(&block.kind, BlockKind::ListItem { marker, .. } if marker.trim().is_empty());
        if !continues && !is_more {
            break;
        }
        (end, continues) = (block.range.end, false);
    }
    start.min(end)..end
}

/// Wraps `passage` to lines of at most `width` cells and returns at most `max_lines` of them, including the line with
/// `words`.
pub fn quote_lines(
    document: &Document,
    passage: &Range<usize>,
    words: &Range<usize>,
    width: usize,
    max_lines: usize,
) -> Vec<QuotedLine> {
    let from =
        document.floor_char_boundary(passage.start.max(words.start.saturating_sub(CONTEXT_BYTES)));
    let to = document.floor_char_boundary(passage.end.min(words.end.saturating_add(CONTEXT_BYTES)));
    let wrapped = wrap(document.slice(from..to), width, WrapMode::PLAIN);
    let lines: Vec<Range<usize>> = wrapped
        .into_iter()
        .map(|line| from + line.range.start..from + line.range.end)
        .filter(|line| !line.is_empty())
        .collect();
    let line_of_words = lines
        .iter()
        .rposition(|line| line.start < words.end)
        .unwrap_or(0);
    // Start at the beginning if `words` is near enough, else as far before it as there is room for.
    let first = (line_of_words + 1).saturating_sub(max_lines);
    let end = lines.len().min(first + max_lines);
    let truncated_before = first > 0 || from > passage.start;
    let truncated_after = end < lines.len() || to < passage.end;
    let numbered = lines.into_iter().enumerate().take(end).skip(first);
    numbered
        .map(|(n, range)| QuotedLine {
            range,
            truncated_before: truncated_before && n == first,
            truncated_after: truncated_after && n + 1 == end,
        })
        .collect()
}

/// An excerpt from `offset` (bytes) on, as one line, for recognizing a place.
pub fn excerpt(document: &Document, offset: usize) -> String {
    let end = document
        .blocks()
        .get(document.block_at(offset))
        .map_or(offset, |block| block.range.end);
    let to = document.floor_char_boundary(end.min(offset.saturating_add(EXCERPT_BYTES)));
    let words = document.slice(offset..to.max(offset)).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// An excerpt from `offset` (bytes) on, with an ellipsis in front if that is not the beginning of a paragraph.
pub fn excerpt_from(document: &Document, offset: usize) -> String {
    let block = document.blocks().get(document.block_at(offset));
    let within = block.is_some_and(|block| block.range.start < offset);
    let before = if within { "…" } else { "" };
    format!("{before}{}", excerpt(document, offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    fn quote(text: &str, word: &str, max_lines: usize) -> Vec<(String, [bool; 2])> {
        let mut builder = Builder::new("test");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        let document = builder.finish();
        let start = text.find(word).unwrap();
        let words = start..start + word.len();
        quote_lines(&document, &(0..text.len()), &words, 20, max_lines)
            .into_iter()
            .map(|line| {
                let truncated = [line.truncated_before, line.truncated_after];
                (document.slice(line.range).to_owned(), truncated)
            })
            .collect()
    }

    /// Protects: the mention is always in the quotation, however late in the sentence and however few lines there are.
    #[test]
    fn the_mention_is_always_among_the_lines() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        for word in ["one", "seven", "twelve"] {
            for max_lines in 1..9 {
                let lines = quote(text, word, max_lines);
                assert!(lines.len() <= max_lines);
                assert!(lines.iter().any(|(line, _)| line.contains(word)));
            }
        }
        let all_lines = quote(text, "two", 9);
        assert!(
            all_lines
                .iter()
                .all(|(_, truncated)| *truncated == [false, false])
        );
        let end = quote(text, "twelve", 1);
        assert_eq!(end[0].1, [true, false]);
        let long = "word ".repeat(100_000);
        assert_eq!(quote(&long, "word", 3).len(), 3);
    }
}
