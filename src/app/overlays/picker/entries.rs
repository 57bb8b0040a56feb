//! The rows of two pickers: the table of contents and the jump list.

use super::{PickerEntry, PickerTarget};
use crate::app::passage;
use crate::app::reading::{Reading, ViewPosition};
use crate::document::BlockKind;

/// The headings of the article as a tree. If it has none, the beginning of each paragraph.
pub(super) fn contents(reading: &Reading) -> Vec<PickerEntry> {
    let document = &reading.document;
    let outline = document.outline();
    let top = outline
        .iter()
        .map(|heading| heading.level)
        .filter(|&level| level > 0)
        .min();
    let Some(top) = top else {
        return paragraph_entries(reading);
    };
    let entry = |heading: &crate::document::Heading<'_>| PickerEntry {
        label: passage::excerpt(document, heading.start),
        detail: percentage(reading, heading.start),
        depth: u16::from(heading.level.saturating_sub(top)),
        target: PickerTarget::Offset(heading.start),
    };
    outline.iter().map(entry).collect()
}

fn paragraph_entries(reading: &Reading) -> Vec<PickerEntry> {
    let blocks = reading.document.blocks().iter();
    let listed = blocks.filter(|block| block.kind != BlockKind::Rule && !block.range.is_empty());
    let entry = |start: usize| PickerEntry {
        label: passage::excerpt(&reading.document, start),
        detail: percentage(reading, start),
        depth: 0,
        target: PickerTarget::Offset(start),
    };
    listed.map(|block| entry(block.range.start)).collect()
}

/// The index of the row of `entries` whose section contains `offset` (bytes).
pub(super) fn entry_at(entries: &[PickerEntry], offset: usize) -> usize {
    let begins = |entry: &PickerEntry| matches!(entry.target, PickerTarget::Offset(start) if start <= offset);
    entries.partition_point(begins).saturating_sub(1)
}

/// The jump list: jumps that can be gone forward to, then those back, each group ordered so that going down the list
/// goes back in time.
///
/// Also returns the index of the first row that leads back.
pub(super) fn jumps(reading: &Reading) -> (Vec<PickerEntry>, usize) {
    let entry = |place: &ViewPosition, steps: isize| {
        let at = place.mention_offset.unwrap_or(place.top_offset);
        let detail = percentage(reading, at);
        // Several jumps can start from one screen: only the words at the mention tell them apart.
        let label = match place.mention_offset {
            Some(offset) => passage::excerpt_from(&reading.document, offset),
            None => passage::excerpt(&reading.document, place.top_offset),
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
        .zip(reading.jumps.forward.iter().rev())
        .map(|(n, place)| entry(place, -n));
    let mut entries: Vec<PickerEntry> = forward.collect();
    entries.reverse();
    let first_back = entries.len();
    entries.extend(
        (1..)
            .zip(reading.jumps.back.iter().rev())
            .map(|(n, place)| entry(place, n)),
    );
    (entries, first_back)
}

fn percentage(reading: &Reading, offset: usize) -> String {
    format!("{}%", offset * 100 / reading.document.text().len().max(1))
}
