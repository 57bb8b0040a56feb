//! What an article consists of, and where the reader jumped from: rows of a list to find a place in.
//!
//! Owns what each row says. Pure.

use super::finder::{Entry, Goal};
use super::passage;
use super::state::{Place, State};
use crate::document::BlockKind;

/// The headings of the article as a tree; of one without headings, the first words of its paragraphs.
pub fn contents(state: &State) -> Vec<Entry> {
    let document = &state.document;
    let outline = document.outline();
    let top = outline
        .iter()
        .map(|heading| heading.level)
        .filter(|&level| level > 0)
        .min();
    let Some(top) = top else {
        return paragraphs(state);
    };
    let entry = |heading: &crate::document::Heading<'_>| Entry {
        label: passage::beginning(document, heading.start),
        detail: per_cent(state, heading.start),
        depth: u16::from(heading.level.saturating_sub(top)),
        goal: Goal::Offset(heading.start),
    };
    outline.iter().map(entry).collect()
}

fn paragraphs(state: &State) -> Vec<Entry> {
    let blocks = state.document.blocks().iter();
    let worth = blocks.filter(|block| block.kind != BlockKind::Rule && !block.range.is_empty());
    let entry = |start: usize| Entry {
        label: passage::beginning(&state.document, start),
        detail: per_cent(state, start),
        depth: 0,
        goal: Goal::Offset(start),
    };
    worth.map(|block| entry(block.range.start)).collect()
}

/// The row of `entries` in which the text at `offset` (bytes) stands.
pub fn row_of(entries: &[Entry], offset: usize) -> usize {
    let begins = |entry: &Entry| matches!(entry.goal, Goal::Offset(start) if start <= offset);
    entries.partition_point(begins).saturating_sub(1)
}

/// Where the reader jumped from: first those that lie ahead, then those back, the latest first; and the row of the first
/// that is back.
pub fn jumps(state: &State) -> (Vec<Entry>, usize) {
    let entry = |place: &Place, steps: isize| {
        let at = place.mention.unwrap_or(place.top);
        let detail = per_cent(state, at);
        // Several jumps begin on one screen: it is the words that tell them apart.
        let label = match place.mention {
            Some(offset) => passage::from(&state.document, offset),
            None => passage::beginning(&state.document, place.top),
        };
        Entry {
            label,
            detail: if steps < 0 {
                format!("ahead · {detail}")
            } else {
                detail
            },
            depth: 0,
            goal: Goal::Jump(steps),
        }
    };
    let ahead = (1..)
        .zip(state.ahead.iter().rev())
        .map(|(n, place)| entry(place, -n));
    let mut entries: Vec<Entry> = ahead.collect();
    entries.reverse();
    let first = entries.len();
    entries.extend(
        (1..)
            .zip(state.trail.iter().rev())
            .map(|(n, place)| entry(place, n)),
    );
    (entries, first)
}

fn per_cent(state: &State, offset: usize) -> String {
    format!("{}%", offset * 100 / state.document.text().len().max(1))
}
