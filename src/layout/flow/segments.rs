//! Divides a document into segments, which are wrapped one at a time.
//!
//! A segment is a block, or a few kilobytes of a very long one. It also records the blank lines and the hidden blocks around
//! it. Segments are in ascending order, and together they contain every visible block completely.

use crate::document::{Block, BlockKind, Document, prefix};
use crate::layout::measure;
use crate::layout::table::continues_table;
use std::ops::Range;

/// A long block is cut at the first suitable place after this many bytes; wrapping that much takes well under a millisecond.
const SEGMENT_BYTES: usize = 8 * 1024;

/// A part of the document that is wrapped at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    pub(super) block: usize,
    /// Blank lines above it.
    pub(super) blank_lines: u8,
    /// Hidden blocks above it.
    pub(super) hidden_above: usize,
    /// Hidden blocks below it, if no visible block follows.
    pub(super) hidden_below: usize,
}

/// The segments of the blocks with the indices `shown`, which must ascend, or of all blocks.
pub(super) fn segments(document: &Document, shown: Option<&[usize]>) -> Vec<Segment> {
    let blocks = document.blocks();
    let all = 0..blocks.len();
    let mut segments = Vec::with_capacity(shown.map_or(blocks.len(), <[usize]>::len));
    let mut before: Option<usize> = None;
    let mut above: Option<&Block> = None;
    let mut push = |index: usize| {
        let Some(block) = blocks.get(index) else {
            return;
        };
        let first = segments.len();
        push_block(document, index, block, &mut segments);
        if let Some(segment) = segments.get_mut(first) {
            segment.blank_lines = above.map_or(0, |above| blank_lines_between(above, block));
            segment.hidden_above = index - before.map_or(0, |before| before + 1);
        }
        (before, above) = (Some(index), Some(block));
    };
    match shown {
        Some(shown) => shown.iter().copied().for_each(&mut push),
        None => all.for_each(&mut push),
    }
    if let (Some(last), Some(before)) = (segments.last_mut(), before) {
        last.hidden_below = blocks.len() - before - 1;
    }
    segments
}

/// Adds the segments of one block.
fn push_block(document: &Document, index: usize, block: &Block, segments: &mut Vec<Segment>) {
    let segment = |range: Range<usize>| Segment {
        range,
        block: index,
        ..Segment::default()
    };
    let mut start = block.range.start;
    while block.range.end - start > SEGMENT_BYTES * 3 / 2 {
        let end = find_cut(document, start + SEGMENT_BYTES, block.range.end);
        segments.push(segment(start..end));
        // The space or line feed at the cut is dropped, as at the end of any line.
        let rest = document.slice(end..block.range.end);
        start = end + usize::from(rest.starts_with([' ', '\n']));
    }
    segments.push(segment(start..block.range.end));
}

/// The number of blank lines between two blocks.
fn blank_lines_between(before: &Block, after: &Block) -> u8 {
    let is_item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let is_tight = is_item(before) && is_item(after) || continues_table(before, after);
    u8::from(!is_tight)
}

/// Finds where to cut a very long block, at or after `from` and before `end`: at a line feed, else after a sentence, else at a
/// space, else between characters.
fn find_cut(document: &Document, from: usize, end: usize) -> usize {
    let from = document.floor_char_boundary(from);
    let window =
        document.slice(from..document.floor_char_boundary((from + SEGMENT_BYTES / 4).min(end)));
    let sentence = || window.find(". ").map(|at| at + 1);
    if let Some(at) = window
        .find('\n')
        .or_else(sentence)
        .or_else(|| window.find(' '))
    {
        return from + at;
    }
    // Between grapheme clusters; a cluster longer than 64 bytes is cut.
    let after_first = measure::graphemes(prefix(window, 64)).nth(1);
    from + after_first.map_or(0, |grapheme| grapheme.start)
}
