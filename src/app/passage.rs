//! Passages that are quoted: the sentence of a mention, in lines.
//!
//! Owns what of a long sentence is shown: the lines around the mention. Pure; everything is a byte range of the text.

use crate::document::Document;
use crate::entities::{Entities, Mention};
use crate::layout::{Fill, wrap};
use std::ops::Range;

/// Bytes on each side of a mention that are looked at, where a sentence does not end.
const SIDE_BYTES: usize = 1500;

/// Bytes of the words by which a place is known.
const BEGINNING_BYTES: usize = 160;

/// A line of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Bytes of the document's text.
    pub range: Range<usize>,
    /// Whether the passage goes on before the first line, or after the last.
    pub cut: (bool, bool),
}

/// The sentence in which `mention` stands; where no sentence is known, the paragraph.
pub fn sentence(document: &Document, entities: &Entities, mention: &Mention) -> Range<usize> {
    let start = mention.range.start;
    let found = entities.sentence_at(start).or_else(|| {
        let block = document.blocks().get(document.block_at(start))?;
        Some(block.range.clone())
    });
    found.unwrap_or_else(|| mention.range.clone())
}

/// `passage` in lines of at most `width` cells, at most `most` of them, the line of `words` among them.
pub fn lines(
    document: &Document,
    passage: &Range<usize>,
    words: &Range<usize>,
    (width, most): (usize, usize),
) -> Vec<Quoted> {
    let from = document.floor(passage.start.max(words.start.saturating_sub(SIDE_BYTES)));
    let to = document.floor(passage.end.min(words.end.saturating_add(SIDE_BYTES)));
    let wrapped = wrap(document.slice(from..to), width, Fill::PLAIN);
    let lines: Vec<Range<usize>> = wrapped
        .into_iter()
        .map(|line| from + line.range.start..from + line.range.end)
        .filter(|line| !line.is_empty())
        .collect();
    let of_words = lines
        .iter()
        .rposition(|line| line.start < words.end)
        .unwrap_or(0);
    // From the beginning, if the words stand there; else as much before them as there is room for.
    let first = (of_words + 1).saturating_sub(most);
    let shown = lines.len().saturating_sub(first).min(most);
    let cut_before = first > 0 || from > passage.start;
    let cut_after = first + shown < lines.len() || to < passage.end;
    let line = |(at, range): (usize, Range<usize>)| Quoted {
        range,
        cut: (cut_before && at == 0, cut_after && at + 1 == shown),
    };
    let shown_lines = lines.into_iter().skip(first).take(shown);
    shown_lines.enumerate().map(line).collect()
}

/// The words from `offset` on in one line: as many as anybody needs to know the place again.
pub fn beginning(document: &Document, offset: usize) -> String {
    let end = document
        .blocks()
        .get(document.block_at(offset))
        .map_or(offset, |block| block.range.end);
    let to = document.floor(end.min(offset.saturating_add(BEGINNING_BYTES)));
    let words = document.slice(offset..to.max(offset)).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// The words from `offset` on in one line, which need not be the first of their paragraph.
pub fn from(document: &Document, offset: usize) -> String {
    let block = document.blocks().get(document.block_at(offset));
    let within = block.is_some_and(|block| block.range.start < offset);
    let before = if within { "…" } else { "" };
    format!("{before}{}", beginning(document, offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    fn quote(text: &str, word: &str, most: usize) -> Vec<(String, (bool, bool))> {
        let mut builder = Builder::new("test");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        let document = builder.finish();
        let start = text.find(word).unwrap();
        let words = start..start + word.len();
        lines(&document, &(0..text.len()), &words, (20, most))
            .into_iter()
            .map(|line| (document.slice(line.range).to_owned(), line.cut))
            .collect()
    }

    /// Protects: whoever is quoted is in the quotation, however late in the sentence and however little room there is.
    #[test]
    fn the_words_are_always_among_the_lines() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        for word in ["one", "seven", "twelve"] {
            for most in 1..9 {
                let lines = quote(text, word, most);
                assert!(lines.len() <= most);
                assert!(lines.iter().any(|(line, _)| line.contains(word)));
            }
        }
        let whole = quote(text, "two", 9);
        assert!(whole.iter().all(|(_, cut)| *cut == (false, false)));
        let end = quote(text, "twelve", 1);
        assert_eq!(end[0].1, (true, false));
        let long = "word ".repeat(100_000);
        assert_eq!(quote(&long, "word", 3).len(), 3);
    }
}
