//! The paragraph filter: showing only the paragraphs that mention certain entities.

use super::remap::remap_entity;
use super::{navigation, scroll, search};
use crate::app::action::Action;
use crate::app::reading::JumpDirection;
use crate::app::reading::filter::{ParagraphFilter, matching_blocks};
use crate::app::state::{State, ViewPosition};
use crate::entities::{Entities, EntityId};

/// The largest number of names in a message; the others are counted.
const MAX_NAMES: usize = 3;

/// Steps through the filters: first the paragraphs that mention all marked entities, or the selected one if none is marked;
/// then, if they are several, those that mention any of them; then the whole article.
pub(super) fn cycle(state: &mut State) {
    match &state.reading.filter {
        None => set_filter(state),
        Some(filter) if filter.entities.len() > 1 && !filter.match_any => {
            let entities = filter.entities.clone();
            apply_filter(state, entities, true);
        }
        Some(_) => close_filter(state),
    }
}

/// Filters by the marked entities, else by the selected one, else by the one that keys are about.
fn set_filter(state: &mut State) {
    let mut entities = state.reading.marked.clone();
    if entities.is_empty() {
        let selected = state.reading.selected;
        entities.extend(selected.or_else(|| navigation::choose_entity(state)));
    }
    entities.sort_unstable();
    if !entities.is_empty() {
        apply_filter(state, entities, false);
    }
}

/// Shows only the paragraphs that mention all of `entities`, or any of them if `match_any` is set or none mentions all.
fn apply_filter(state: &mut State, entities: Vec<EntityId>, match_any: bool) {
    let mut blocks = matching_blocks(&state.reading, &entities, match_any);
    let none_has_all = blocks.is_empty();
    let match_any = match_any || none_has_all;
    if none_has_all {
        blocks = matching_blocks(&state.reading, &entities, true);
    }
    if blocks.is_empty() {
        return;
    }
    let position = navigation::current_position(state);
    let return_place = state
        .reading
        .filter
        .take()
        .map_or(position, |filter| filter.return_place);
    let filter = ParagraphFilter {
        entities,
        match_any,
        blocks,
        return_place,
    };
    state.notice(describe_filter(state, &filter, none_has_all));
    state.reading.view.flow.show_blocks(Some(&filter.blocks));
    state.reading.filter = Some(filter);
    search::filter_matches(state);
    // The current mention stays on screen; without one that shows, the nearest text does.
    let offset = position
        .mention_offset
        .filter(|&offset| state.reading.passes_filter(offset));
    match offset {
        Some(offset) => scroll_to_mention(state, offset),
        None => {
            let anchor = nearest_shown_offset(state, position.top_offset);
            scroll::scroll_to_offset(state, anchor);
        }
    }
}

/// The byte offset nearest to `offset` that the filter shows: `offset` itself if it shows, else the beginning of the next
/// paragraph that does, else the end of the last one.
fn nearest_shown_offset(state: &State, offset: usize) -> usize {
    let Some(filter) = &state.reading.filter else {
        return offset;
    };
    let blocks = state.reading.document.blocks();
    let mut shown = filter.blocks.iter().filter_map(|&block| blocks.get(block));
    let last = shown.clone().next_back();
    let nearest = shown.find(|block| block.range.end > offset).or(last);
    nearest.map_or(0, |block| offset.clamp(block.range.start, block.range.end))
}

/// Scrolls the line of `offset` (bytes) to a third of the screen's height, and makes the mention there current.
fn scroll_to_mention(state: &mut State, offset: usize) {
    scroll::scroll_to_third(state, offset);
    state.reading.current = state.reading.entities.mention_at(offset);
}

/// Shows the whole article again, at the place where the filter was set.
pub(super) fn close_filter(state: &mut State) {
    if let Some(return_place) = remove_filter(state) {
        state.reading.jumps.latest = Some(JumpDirection::Back);
        navigation::restore_position(state, return_place);
    }
}

/// Shows the whole article again, and returns the place where the filter was set, if there was a filter.
pub(super) fn remove_filter(state: &mut State) -> Option<ViewPosition> {
    let filter = state.reading.filter.take()?;
    state.notice("Showing all paragraphs");
    state.reading.view.flow.show_blocks(None);
    search::filter_matches(state);
    let view = &mut state.reading.view;
    view.top = view.flow.position_at(view.anchor_offset);
    view.refresh(state.screen.areas.column.height);
    Some(filter.return_place)
}

/// Keeps the filter and the marks on the same entities after `old` was replaced; a filter that shows nothing is removed.
pub(super) fn remap_entities(state: &mut State, old: &Entities) {
    let reading = &mut state.reading;
    let remap = |all: &[EntityId]| -> Vec<EntityId> {
        let new = all
            .iter()
            .filter_map(|&id| remap_entity(old, &reading.entities, id));
        let mut new: Vec<EntityId> = new.collect();
        new.dedup();
        new
    };
    reading.marked = remap(&reading.marked);
    let Some(mut filter) = reading.filter.take() else {
        return;
    };
    filter.entities = remap(&filter.entities);
    filter.entities.sort_unstable();
    filter.entities.dedup();
    let blocks = matching_blocks(reading, &filter.entities, filter.match_any);
    let is_same = blocks == filter.blocks;
    let is_empty = blocks.is_empty();
    filter.blocks = blocks;
    reading.filter = Some(filter);
    if is_empty {
        // None of the entities is mentioned any more.
        close_filter(state);
    } else if !is_same {
        let blocks = reading
            .filter
            .as_ref()
            .map(|filter| filter.blocks.as_slice());
        reading.view.flow.show_blocks(blocks);
        search::filter_matches(state);
        let anchor = nearest_shown_offset(state, state.reading.view.anchor_offset);
        let view = &mut state.reading.view;
        view.top = view.flow.position_at(anchor);
        view.refresh(state.screen.areas.column.height);
    }
}

/// Marks the selected entity for the filter, or removes its mark.
pub(super) fn toggle_mark(state: &mut State) {
    let Some(entity) = state.reading.selected else {
        return;
    };
    match state
        .reading
        .marked
        .iter()
        .position(|&marked| marked == entity)
    {
        Some(index) => {
            state.reading.marked.remove(index);
        }
        None => state.reading.marked.push(entity),
    }
    let names = join_names(state, &state.reading.marked, " and ");
    state.notice(if names.is_empty() {
        "No names marked".to_owned()
    } else {
        format!(
            "Marked: {names}; {} shows their paragraphs",
            state.key_hint(Action::FilterParagraphs)
        )
    });
}

/// The message about a filter, as in "5 of 34 paragraphs · & to match any · Putin and Merkel".
fn describe_filter(state: &State, filter: &ParagraphFilter, none_has_all: bool) -> String {
    let names = join_names(
        state,
        &filter.entities,
        if filter.match_any { " or " } else { " and " },
    );
    let key = state.key_hint(Action::FilterParagraphs);
    let key_effect = if filter.entities.len() > 1 && !filter.match_any {
        "to match any"
    } else {
        "to show all"
    };
    let (shown, all) = (filter.blocks.len(), state.reading.document.blocks().len());
    // The key comes before the names, which may not fit.
    if none_has_all {
        format!("No paragraph mentions all; {shown} with any · {key} {key_effect} · {names}")
    } else {
        format!("{shown} of {all} paragraphs · {key} {key_effect} · {names}")
    }
}

/// The names of `entities`, joined by `separator`; beyond [`MAX_NAMES`] only their number.
fn join_names(state: &State, entities: &[EntityId], separator: &str) -> String {
    let name = |&id: &EntityId| state.reading.entities.entity(id).name.as_str();
    let names: Vec<&str> = entities.iter().take(MAX_NAMES).map(name).collect();
    let names = names.join(separator);
    match entities.len().saturating_sub(MAX_NAMES) {
        0 => names,
        more => format!("{names}{separator}{more} more"),
    }
}
