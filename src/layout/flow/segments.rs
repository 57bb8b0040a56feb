//! Segments: the document cut into what is wrapped at one go.
//!
//! Owns the cut (a block, or a few kilobytes of a very long one), the blank lines between blocks, and the blocks that are left
//! out. Promises that segments ascend and that every block that shows is in them whole.

use crate::document::{Block, BlockKind, Document};
use crate::layout::measure;
use std::ops::Range;

/// Bytes after which a long block is cut, at the next good place: wrapping that much takes well under a millisecond.
const SEGMENT_BYTES: usize = 8 * 1024;

/// A part of the document that is wrapped at one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    pub(super) block: usize,
    /// Blank lines above it.
    pub(super) gap: u8,
    /// Blocks left out above it.
    pub(super) skipped: usize,
    /// Blocks left out below it, where none follows that shows.
    pub(super) after: usize,
}

/// The segments of the blocks `shown` (ascending), or of all.
pub(super) fn segments(document: &Document, shown: Option<&[usize]>) -> Vec<Segment> {
    let blocks = document.blocks();
    let all = 0..blocks.len();
    let mut segments = Vec::with_capacity(shown.map_or(blocks.len(), <[usize]>::len));
    let mut before: Option<usize> = None;
    let mut push = |index: usize| {
        let Some(block) = blocks.get(index) else {
            return;
        };
        let above = before.and_then(|before| blocks.get(before));
        let first = segments.len();
        cut(document, index, block, &mut segments);
        if let Some(segment) = segments.get_mut(first) {
            segment.gap = above.map_or(0, |above| gap(above, block));
            segment.skipped = index - before.map_or(0, |before| before + 1);
        }
        before = Some(index);
    };
    match shown {
        Some(shown) => shown.iter().copied().for_each(&mut push),
        None => all.for_each(&mut push),
    }
    if let (Some(last), Some(before)) = (segments.last_mut(), before) {
        last.after = blocks.len() - before - 1;
    }
    segments
}

/// Add the segments of one block.
fn cut(document: &Document, index: usize, block: &Block, segments: &mut Vec<Segment>) {
    let segment = |range: Range<usize>| Segment {
        range,
        block: index,
        ..Segment::default()
    };
    let mut start = block.range.start;
    while block.range.end - start > SEGMENT_BYTES * 3 / 2 {
        let end = good_cut(document, start + SEGMENT_BYTES, block.range.end);
        segments.push(segment(start..end));
        // The blank or line feed at the cut is swallowed like at any line's end.
        let rest = document.slice(end..block.range.end);
        start = end + usize::from(rest.starts_with([' ', '\n']));
    }
    segments.push(segment(start..block.range.end));
}

/// Blank lines between two blocks.
fn gap(before: &Block, after: &Block) -> u8 {
    let listed =
        |block: &Block| matches!(block.kind, BlockKind::Item { .. } | BlockKind::Row { .. });
    u8::from(!(listed(before) && listed(after)))
}

/// Where to cut a very long block: at a line's end, else after a sentence, else at a blank, else between characters;
/// at or after `from`, before `end`.
fn good_cut(document: &Document, from: usize, end: usize) -> usize {
    let from = document.floor(from);
    let window = document.slice(from..document.floor((from + SEGMENT_BYTES / 4).min(end)));
    let sentence = || window.find(". ").map(|at| at + 1);
    if let Some(at) = window
        .find('\n')
        .or_else(sentence)
        .or_else(|| window.find(' '))
    {
        return from + at;
    }
    // Between graphemes: a cluster longer than this window is cut, as any program must at some length.
    let after_first =
        measure::graphemes(window.get(..64.min(window.len())).unwrap_or(window)).nth(1);
    from + after_first.map_or(0, |grapheme| grapheme.start)
}
