//! Searches the text of a document for a pattern that the user types.
//!
//! A pattern is a regular expression. One that does not parse is searched for literally, and [`Pattern::error`] says what is
//! wrong with it. Case is ignored unless the pattern has a capital letter, accents are ignored unless it has an accented one,
//! and a blank matches any run of white space, so that line breaks in verse or code do no harm.
//!
//! Matches are byte ranges of the text, independent of how it is wrapped. A match is never empty, lies within one block and
//! on character boundaries. The search time is linear in the length of the text.

mod fold;
pub mod fuzzy;
mod pattern;

pub use pattern::Pattern;

use crate::document::{Block, Document};
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The largest number of matches that a search returns.
pub const MAX_MATCHES: usize = 50_000;

/// Bytes of text that a thread searches at a time; less would not repay the cost of handing it out.
const CHUNK_BYTES: usize = 128 << 10;

/// The matches that a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// Byte ranges of the text, in ascending order and disjoint.
    pub matches: Vec<Range<usize>>,
    /// Whether there were more than [`MAX_MATCHES`], and some were left out.
    pub is_truncated: bool,
}

/// Finds all matches in `document`, in ascending order.
///
/// The search starts at the block that holds byte `from` and wraps around, so that the matches from there on are kept if
/// there are more than [`MAX_MATCHES`]. A long text is searched by as many threads as there are cores. `is_wanted` is called
/// before every block: once it returns `false` the search stops, and the result is `None`.
///
/// ```
/// use byline::document::{BlockKind, Builder};
/// use byline::search::{Pattern, find_all};
///
/// # fn main() -> Result<(), &'static str> {
/// let mut builder = Builder::new("example");
/// builder.push("Two lamps, two keepers");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let results = find_all(&document, &Pattern::new("two"), 0, &|| true).ok_or("cancelled")?;
/// assert_eq!(results.matches, [0..3, 11..14]);
/// assert!(!results.is_truncated);
/// # Ok(())
/// # }
/// ```
pub fn find_all(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    is_wanted: &(dyn Fn() -> bool + Sync),
) -> Option<SearchResults> {
    let (before, after) = document.blocks().split_at(document.block_at(from));
    let after: Vec<&[Block]> = chunks(after).collect();
    let all: Vec<&[Block]> = after.iter().copied().chain(chunks(before)).collect();
    let mut found = search_chunks(document, pattern, &all, is_wanted)?.into_iter();
    let mut matches: Vec<Range<usize>> = found.by_ref().take(after.len()).flatten().collect();
    let wrap_index = matches.len().min(MAX_MATCHES);
    matches.extend(found.flatten());
    let is_truncated = matches.len() > MAX_MATCHES;
    matches.truncate(MAX_MATCHES);
    matches.rotate_left(wrap_index);
    Some(SearchResults {
        matches,
        is_truncated,
    })
}

/// Splits `blocks` into chunks of about [`CHUNK_BYTES`].
fn chunks(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    let mut rest = blocks;
    std::iter::from_fn(move || {
        let start = rest.first()?.range.start;
        let fits = |block: &Block| block.range.start - start < CHUNK_BYTES;
        let (chunk, after) = rest.split_at(rest.partition_point(fits));
        rest = after;
        Some(chunk)
    })
}

/// A part of the text to be searched.
struct Chunk<'a> {
    blocks: &'a [Block],
    /// Its matches, once it has been searched.
    matches: OnceLock<Vec<Range<usize>>>,
}

/// Searches `chunks` with as many threads as there are cores: the matches of each chunk, in the order of the chunks. Chunks
/// that come after more than [`MAX_MATCHES`] matches are not searched. `None` if the search was cancelled.
fn search_chunks(
    document: &Document,
    pattern: &Pattern,
    chunks: &[&[Block]],
    is_wanted: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Vec<Range<usize>>>> {
    let (next, match_count) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let new = |&blocks| Chunk {
        blocks,
        matches: OnceLock::new(),
    };
    let chunks: Vec<Chunk<'_>> = chunks.iter().map(new).collect();
    // Chunks are handed out in order, so that every chunk before the last one searched is searched as well.
    let work = || {
        // A clone has a cache of its own, which the threads would otherwise contend for.
        let pattern = pattern.clone();
        while match_count.load(Relaxed) <= MAX_MATCHES && is_wanted() {
            let Some(chunk) = chunks.get(next.fetch_add(1, Relaxed)) else {
                break;
            };
            let matches = search_blocks(document, &pattern, chunk.blocks, is_wanted);
            match_count.fetch_add(matches.len(), Relaxed);
            let _ = chunk.matches.set(matches);
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 1..cores.min(chunks.len()) {
            // If no thread can be started, this one does the work.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let matches = |chunk: Chunk<'_>| chunk.matches.into_inner().unwrap_or_default();
    is_wanted().then(|| chunks.into_iter().map(matches).collect())
}

/// Searches `blocks`, and stops one match after [`MAX_MATCHES`].
fn search_blocks(
    document: &Document,
    pattern: &Pattern,
    blocks: &[Block],
    is_wanted: &(dyn Fn() -> bool + Sync),
) -> Vec<Range<usize>> {
    let mut matches = Vec::new();
    for block in blocks {
        if !is_wanted() {
            break;
        }
        let start = block.range.start;
        for found in pattern.matches(document.slice(block.range.clone()), 0) {
            matches.push(start + found.start..start + found.end);
            if matches.len() > MAX_MATCHES {
                return matches;
            }
        }
    }
    matches
}

/// Finds the matches in about `bytes` bytes of `document` from byte `from` on, for a first result before a long text has been
/// searched. A match at either edge may be missing.
pub fn find_near(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    bytes: usize,
) -> Vec<Range<usize>> {
    let end = document.floor_char_boundary(from.saturating_add(bytes));
    let mut matches = Vec::new();
    for block in document.blocks().iter().skip(document.block_at(from)) {
        if block.range.start >= end {
            break;
        }
        let start = block.range.start;
        let at = match from.saturating_sub(start) {
            distance if distance > bytes / 4 => document.floor_char_boundary(from) - start,
            _ => 0,
        };
        let text = document.slice(start..block.range.end.min(end));
        matches.extend(
            pattern
                .matches(text, at)
                .take(MAX_MATCHES)
                .map(|found| start + found.start..start + found.end),
        );
    }
    matches
}

#[cfg(test)]
mod tests;
