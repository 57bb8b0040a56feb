//! The paragraph filter: showing only the paragraphs that mention certain entities.

use super::refresh::remap_entity;
use super::{navigation, scroll, search};
use crate::app::action::{Action, Mode};
use crate::app::paragraph_filter::{ParagraphFilter, matching_blocks};
use crate::app::state::{State, ViewPosition};
use crate::entities::Entities;

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

/// Filters by the marked entities, else by the selected one, else by that of the current mention.
fn set_filter(state: &mut State) {
    let mut entities = state.reading.marked.clone();
    if entities.is_empty() {
        let current = state
            .reading
            .current_mention()
            .map(|mention| mention.entity);
        entities.extend(state.reading.selected.or(current));
    }
    entities.sort_unstable();
    if entities.is_empty() {
        state.message = Some(format!(
            "No name selected: press {} to select one",
            state.key_hint(Action::NextName)
        ));
        return;
    }
    apply_filter(state, entities, false);
}

/// Shows only the paragraphs that mention all of `entities`, or any of them if `match_any` is set or none mentions all.
fn apply_filter(state: &mut State, entities: Vec<usize>, match_any: bool) {
    let mut blocks = matching_blocks(
        &state.reading.document,
        &state.reading.entities,
        &entities,
        match_any,
    );
    let none_has_all = blocks.is_empty();
    let match_any = match_any || none_has_all;
    if none_has_all {
        blocks = matching_blocks(
            &state.reading.document,
            &state.reading.entities,
            &entities,
            true,
        );
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
    state.message = Some(describe_filter(state, &filter, none_has_all));
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
    let range = |block: usize| blocks.get(block).map_or(0..0, |block| block.range.clone());
    let next = filter
        .blocks
        .partition_point(|&block| range(block).end <= offset)
        .min(filter.blocks.len().saturating_sub(1));
    let start = filter
        .blocks
        .get(next)
        .map_or(0, |&block| range(block).start);
    start.max(offset.min(filter.blocks.get(next).map_or(0, |&block| range(block).end)))
}

/// Scrolls the line of `offset` (bytes) to a third of the screen's height, and makes the mention there current.
fn scroll_to_mention(state: &mut State, offset: usize) {
    let row = state.reading.view.flow.position_at(offset);
    let above = isize::try_from(state.screen.areas.column.height / 3).unwrap_or(0);
    let top = state.reading.view.flow.step(row, -above);
    scroll::scroll_to_line(state, top);
    state.reading.current = state.reading.entities.mention_at(offset);
}

/// Shows the whole article again, at the place where the filter was set.
pub(super) fn close_filter(state: &mut State) {
    if let Some(return_place) = remove_filter(state) {
        navigation::restore_position(state, return_place);
    }
}

/// Shows the whole article again, and returns the place where the filter was set, if there was a filter.
pub(super) fn remove_filter(state: &mut State) -> Option<ViewPosition> {
    let filter = state.reading.filter.take()?;
    state.message = Some("Showing all paragraphs".to_owned());
    state.reading.view.flow.show_blocks(None);
    search::filter_matches(state);
    let anchor = state.reading.view.anchor_offset;
    state.reading.view.top = state.reading.view.flow.position_at(anchor);
    state.refresh_visible_lines();
    Some(filter.return_place)
}

/// Keeps the filter and the marks on the same entities after `old` was replaced; a filter that shows nothing is removed.
pub(super) fn remap_entities(state: &mut State, old: &Entities) {
    let new = std::sync::Arc::clone(&state.reading.entities);
    let remap = |entity: usize| remap_entity(old, &new, entity);
    let mut marked: Vec<usize> = state
        .reading
        .marked
        .iter()
        .filter_map(|&entity| remap(entity))
        .collect();
    marked.dedup();
    state.reading.marked = marked;
    let Some(filter) = &mut state.reading.filter else {
        return;
    };
    filter.entities = filter
        .entities
        .iter()
        .filter_map(|&entity| remap(entity))
        .collect();
    filter.entities.sort_unstable();
    filter.entities.dedup();
    let blocks = matching_blocks(
        &state.reading.document,
        &state.reading.entities,
        &filter.entities,
        filter.match_any,
    );
    if blocks.is_empty() {
        // None of the entities is mentioned any more.
        if let Some(return_place) = remove_filter(state) {
            navigation::restore_position(state, return_place);
        }
    } else if blocks != filter.blocks {
        state.reading.view.flow.show_blocks(Some(&blocks));
        filter.blocks = blocks;
        search::filter_matches(state);
        let anchor = nearest_shown_offset(state, state.reading.view.anchor_offset);
        state.reading.view.top = state.reading.view.flow.position_at(anchor);
        state.refresh_visible_lines();
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
    state.message = Some(if names.is_empty() {
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
    let key = state.key_hint_in(Mode::Text, Action::FilterParagraphs);
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
fn join_names(state: &State, entities: &[usize], separator: &str) -> String {
    let known = state.reading.entities.entities();
    let names: Vec<&str> = entities
        .iter()
        .take(MAX_NAMES)
        .filter_map(|&entity| known.get(entity))
        .map(|entity| entity.name.as_str())
        .collect();
    let more = entities.len().saturating_sub(MAX_NAMES);
    let names = names.join(separator);
    if more > 0 {
        format!("{names}{separator}{more} more")
    } else {
        names
    }
}
