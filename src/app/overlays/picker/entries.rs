//! The rows of four pickers: the table of contents, the jump list, the articles of a feed and the commands.

use super::{PickerEntry, PickerTarget};
use crate::app::action::{Action, COMMANDS, CommandSpec};
use crate::app::passage;
use crate::app::reading::{Reading, ViewPosition};
use crate::document::{Block, BlockKind, Feed, FeedItem};

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

/// The most paragraphs that are listed: more would not help to find one, and take too long in a text of many megabytes.
const MAX_PARAGRAPHS: usize = 2_000;

/// The beginning of each paragraph; in a long text, of paragraphs spread evenly over it.
fn paragraph_entries(reading: &Reading) -> Vec<PickerEntry> {
    let is_listed = |block: &&Block| block.kind != BlockKind::Rule && !block.range.is_empty();
    let listed = || reading.document.blocks().iter().filter(is_listed);
    let step = listed().count().div_ceil(MAX_PARAGRAPHS).max(1);
    let listed = listed().step_by(step);
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

/// The articles of a feed, with their dates.
pub(super) fn feed_items(feed: &Feed) -> Vec<PickerEntry> {
    let items = feed.items.iter().enumerate();
    let entry = |(index, item): (usize, &FeedItem)| PickerEntry {
        label: item.title.clone(),
        detail: item.date.clone().unwrap_or_default(),
        depth: 0,
        target: PickerTarget::FeedItem(index),
    };
    items.map(entry).collect()
}

/// The commands that work in the text. The view adds their keys.
pub(super) fn commands() -> Vec<PickerEntry> {
    let listed = COMMANDS
        .iter()
        .filter(|command| command.runs_in_text() && command.action != Action::ShowCommands);
    let entry = |command: &CommandSpec| {
        let description = match command.action {
            Action::SearchPanel | Action::ShowManual => {
                let modes = command.mode_keys.first();
                modes.map_or(command.description, |row| row.description)
            }
            _ => command.description,
        };
        PickerEntry {
            label: description.to_owned(),
            detail: String::new(),
            depth: 0,
            target: PickerTarget::Run(command.action),
        }
    };
    listed.map(entry).collect()
}

/// What `typed` means by itself in the list of commands: "42" is a paragraph, "50%" a place, "q" quits.
pub(super) fn direct_target(reading: &Reading, typed: &str) -> Option<PickerEntry> {
    let typed = typed.trim();
    let entry = |label: String, target| PickerEntry {
        label,
        detail: String::new(),
        depth: 0,
        target,
    };
    if let "q" | "qa" | "q!" | "quit" | "wq" | "x" = typed {
        return Some(entry("quit".to_owned(), PickerTarget::Run(Action::Quit)));
    }
    if let Some(percent) = typed.strip_suffix('%') {
        let percent = percent.trim_end().parse::<usize>().ok()?.min(100);
        let label = format!("go to {percent}% of the text");
        return Some(entry(label, PickerTarget::Percent(percent)));
    }
    let place = reading.paragraph(typed.parse().ok()?)?;
    let label = format!("go to paragraph {} of {}", place.number, place.count);
    Some(entry(label, PickerTarget::Offset(place.start)))
}

fn percentage(reading: &Reading, offset: usize) -> String {
    format!("{}%", offset * 100 / reading.document.text().len().max(1))
}
