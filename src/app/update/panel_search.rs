//! Searching the panel: the rows shrink to the names that match the typed letters.

use super::{navigation, panel, row_delta, view};
use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::overlay::Overlay;
use crate::app::panel::PanelQuery;
use crate::app::text_input::TextInput;
use std::sync::Arc;

/// Opens the search; a query that is there already can be edited.
pub(super) fn open(state: &mut State) {
    if state.screen.areas.panel.height < 4 {
        state.message = Some("No room to search the panel".to_owned());
        return;
    }
    let input = state.reading.panel.query.take().map(|query| query.input);
    let query = PanelQuery::new(
        input.unwrap_or_default(),
        state.reading.document.text(),
        &state.reading.entities,
    );
    state.reading.panel.query = Some(query);
    state.screen.overlays.push(Overlay::PanelSearch);
    refresh_rows(state);
}

/// Handles `action` while the query is typed.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let height = usize::from(state.screen.areas.panel.height).max(2);
    if let Some(by) = row_delta(action, height, count) {
        let to = state.reading.panel.step_from(state.reading.selected, by);
        panel::select_entity(state, to);
        return Vec::new();
    }
    match action {
        Action::Choose => accept(state),
        Action::Close => cancel(state),
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Types an unbound key into the query.
pub(super) fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    edit_query(state, |input| {
        input.handle_key(key);
    });
    Vec::new()
}

/// Applies `edit` to the query, and selects the best match if it changed.
pub(super) fn edit_query(state: &mut State, edit: impl FnOnce(&mut TextInput)) {
    let Some(query) = &mut state.reading.panel.query else {
        return;
    };
    let before = query.input.text().to_owned();
    edit(&mut query.input);
    if query.input.text() == before {
        return;
    }
    let is_blank = query.input.text().trim().is_empty();
    (
        state.reading.panel.people.top,
        state.reading.panel.countries.top,
    ) = (0, 0);
    refresh_rows(state);
    if !is_blank {
        let best = state.reading.panel.best_match;
        if best.is_some() {
            panel::select_entity(state, best);
        }
    }
}

/// Accepts the query: the rows stay filtered, and the text moves to the selected entity. A query without letters, or without
/// matches, is removed.
fn accept(state: &mut State) {
    state.screen.overlays.pop();
    let has_letters = |query: &PanelQuery| !query.input.text().trim().is_empty();
    if !state.reading.panel.query.as_ref().is_some_and(has_letters) {
        remove_query(state);
    } else if state.reading.panel.entities().next().is_none() {
        remove_query(state);
        state.message = Some("No matching name".to_owned());
    } else {
        navigation::record_jump(state);
        panel::show_selected(state);
    }
}

/// Closes the search and shows all rows again.
fn cancel(state: &mut State) {
    state.screen.overlays.pop();
    remove_query(state);
}

/// Removes the query. Returns whether there was one.
pub(super) fn clear_query(state: &mut State) -> bool {
    let had_query = state.reading.panel.query.is_some();
    if had_query {
        remove_query(state);
    }
    had_query
}

fn remove_query(state: &mut State) {
    state.reading.panel.query = None;
    refresh_rows(state);
}

/// Rebuilds the rows of the panel after the entities, their order or the query changed.
pub(super) fn refresh_rows(state: &mut State) {
    let entities = Arc::clone(&state.reading.entities);
    state
        .reading
        .panel
        .refresh_rows(&entities, state.session.panel_order);
    state
        .reading
        .panel
        .scroll_to(state.reading.selected, state.screen.areas.panel);
}

/// Rebuilds the query after the entities changed, since it holds the text that each is found by.
pub(super) fn rebuild_query(state: &mut State) {
    if let Some(query) = state.reading.panel.query.take() {
        let text = state.reading.document.text();
        state.reading.panel.query =
            Some(PanelQuery::new(query.input, text, &state.reading.entities));
    }
    refresh_rows(state);
}

/// Closes the search if the panel has become too small, and removes the query if there is no panel any more.
pub(super) fn close_without_room(state: &mut State) {
    if matches!(state.screen.overlays.last(), Some(Overlay::PanelSearch))
        && state.screen.areas.panel.height < 4
    {
        state.screen.overlays.pop();
    }
    if state.screen.areas.panel.is_empty() && state.reading.panel.query.is_some() {
        remove_query(state);
    }
}

/// Handles a click while the query is typed: on a row it accepts that entity, outside the panel it cancels the search.
pub(super) fn handle_press(state: &mut State, x: u16, y: u16) {
    match state
        .reading
        .panel
        .entity_at(state.screen.areas.panel, x, y)
    {
        Some(entity) => {
            panel::select_entity(state, Some(entity));
            accept(state);
        }
        None if state.screen.areas.panel.contains(x, y) => {}
        None => {
            cancel(state);
            view::update_layout(state);
        }
    }
}
