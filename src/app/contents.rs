//! The rows of two pickers: the table of contents and the jump list.

use super::passage;
use super::picker::{PickerEntry, PickerTarget};
use super::state::{State, ViewPosition};
use crate::document::BlockKind;

/// The headings of the article as a tree. If it has none, the beginning of each paragraph.
pub fn contents_entries(state: &State) -> Vec<PickerEntry> {
    let document = &state.reading.document;
    let outline = document.outline();
    let top = outline
        .iter()
        .map(|heading| heading.level)
        .filter(|&level| level > 0)
        .min();
    let Some(top) = top else {
        return paragraph_entries(state);
    };
    let entry = |heading: &crate::document::Heading<'_>| PickerEntry {
        label: passage::excerpt(document, heading.start),
        detail: percentage(state, heading.start),
        depth: u16::from(heading.level.saturating_sub(top)),
        target: PickerTarget::Offset(heading.start),
    };
    outline.iter().map(entry).collect()
}

fn paragraph_entries(state: &State) -> Vec<PickerEntry> {
    let blocks = state.reading.document.blocks().iter();
    let listed = blocks.filter(|block| block.kind != BlockKind::Rule && !block.range.is_empty());
    let entry = |start: usize| PickerEntry {
        label: passage::excerpt(&state.reading.document, start),
        detail: percentage(state, start),
        depth: 0,
        target: PickerTarget::Offset(start),
    };
    listed.map(|block| entry(block.range.start)).collect()
}

/// The index of the row of `entries` whose section contains `offset` (bytes).
pub fn entry_at(entries: &[PickerEntry], offset: usize) -> usize {
    let begins = |entry: &PickerEntry| matches!(entry.target, PickerTarget::Offset(start) if start <= offset);
    entries.partition_point(begins).saturating_sub(1)
}

/// The jump list: jumps that can be gone forward to, then those back, each group ordered so that going down the list
/// goes back in time.
///
/// Also returns the index of the first row that leads back.
pub fn jump_entries(state: &State) -> (Vec<PickerEntry>, usize) {
    let entry = |place: &ViewPosition, steps: isize| {
        let at = place.mention_offset.unwrap_or(place.top_offset);
        let detail = percentage(state, at);
        // Several jumps can start from one screen: only the words at the mention tell them apart.
        let label = match place.mention_offset {
            Some(offset) => passage::excerpt_from(&state.reading.document, offset),
            None => passage::excerpt(&state.reading.document, place.top_offset),
        };
        PickerEntry {
            label,
            detail: if steps < 0 {
                format!("forward · {detail}")
            } else {
                detail
            },
            depth: 0,
            target: PickerTarget::Jump(steps),
        }
    };
    let forward = (1..)
        .zip(state.reading.jumps.forward.iter().rev())
        .map(|(n, place)| entry(place, -n));
    let mut entries: Vec<PickerEntry> = forward.collect();
    entries.reverse();
    let first_back = entries.len();
    entries.extend(
        (1..)
            .zip(state.reading.jumps.back.iter().rev())
            .map(|(n, place)| entry(place, n)),
    );
    (entries, first_back)
}

fn percentage(state: &State, offset: usize) -> String {
    format!(
        "{}%",
        offset * 100 / state.reading.document.text().len().max(1)
    )
}
