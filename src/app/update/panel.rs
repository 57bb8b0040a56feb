//! The panel: its actions, and selecting an entity.

use super::{filter, navigation, view};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::overlays::{card, panel_search};
use crate::app::state::{Focus, State};
use crate::entities::{EntityId, MentionId};

/// Handles `command` in the panel. Returns whether it has a meaning there.
pub(super) fn handle_command(state: &mut State, command: Command) -> bool {
    if let Some(rows) = command.rows(usize::from(state.screen.areas.panel.height).max(2)) {
        move_by(state, rows);
        show_selected(state);
        return true;
    }
    match command.action {
        Action::ToggleMark => filter::toggle_mark(state),
        Action::Choose => card::open_for_current(state),
        Action::SearchPanel => panel_search::open(state),
        Action::Close if clear_query(state) => {}
        Action::Close | Action::SwitchFocus => leave_panel(state),
        _ => return false,
    }
    true
}

/// Gives the keys to the panel, and opens it if needed.
pub(super) fn focus_panel(state: &mut State) {
    if !open_for_focus(state) {
        return;
    }
    state.screen.focus = Focus::Panel;
    navigation::record_jump(state);
    if state.reading.selected.is_none() {
        select_nearest(state);
    }
}

/// Opens the panel if it is closed. Returns whether there is room for it.
pub(crate) fn open_for_focus(state: &mut State) -> bool {
    if state.screen.areas.panel.is_empty() {
        view::open_panel(state);
    }
    !state.screen.areas.panel.is_empty()
}

/// Gives the keys back to the text, and closes the panel if it is a drawer over the text.
fn leave_panel(state: &mut State) {
    clear_query(state);
    state.screen.focus = Focus::Text;
    view::close_drawer(state);
}

/// Selects an entity without moving the text.
pub(crate) fn select_entity(state: &mut State, entity: Option<EntityId>) {
    if state.reading.selected != entity {
        state.reading.pair = None;
    }
    state.reading.selected = entity;
    state
        .reading
        .panel
        .scroll_to(entity, state.screen.areas.panel);
}

/// Selects the entity of the current mention or the nearest one, else that of the first row.
fn select_nearest(state: &mut State) {
    let reading = &state.reading;
    let mention = reading
        .current
        .or_else(|| navigation::nearest_mention(state));
    let entity = mention.map(|id| reading.entities.mention(id).entity);
    select_entity(state, entity.or_else(|| reading.panel.step_from(None, 1)));
}

/// Selects the entity `times` rows further down or up, without moving the text; the first step from none is to the nearest.
pub(super) fn move_selection(state: &mut State, mut times: usize, down: bool) {
    if state.reading.selected.is_none() {
        select_nearest(state);
        times = times.saturating_sub(1);
    }
    let by = isize::try_from(times).unwrap_or(isize::MAX);
    move_by(state, if down { by } else { -by });
    // Keys are then about the selected name.
    if state.reading.current_entity() != state.reading.selected {
        state.reading.current = None;
    }
}

fn move_by(state: &mut State, rows: isize) {
    let to = state.reading.panel.step_from(state.reading.selected, rows);
    select_entity(state, to);
}

/// Shows a mention of the selected entity: the first one below the place where the panel was entered, else its first.
pub(crate) fn show_selected(state: &mut State) {
    let reading = &state.reading;
    let Some(entity) = reading.selected_entity() else {
        return;
    };
    let top = reading
        .jumps
        .back
        .last()
        .map_or(0, |place| place.top_offset);
    let start_of = |id: MentionId| reading.entities.mention(id).range.start;
    // The paragraph filter stays while the selection moves: mentions that it hides are not shown.
    let mentions = entity.mentions.iter().copied();
    let mut shown = mentions
        .filter(|&id| reading.passes_filter(start_of(id)))
        .peekable();
    let first = shown.peek().copied();
    if let Some(mention) = shown.find(|&id| start_of(id) >= top).or(first) {
        navigation::show_mention(state, mention);
    }
}

/// Switches to the next order of the rows.
pub(crate) fn cycle_order(state: &mut State) {
    state.session.panel_order = state.session.panel_order.next();
    refresh_rows(state);
    let order = state.session.panel_order.description();
    state.notice(format!("Panel: {order}"));
}

/// Rebuilds the rows after the entities, their order or the query changed.
pub(crate) fn refresh_rows(state: &mut State) {
    let (reading, area) = (&mut state.reading, state.screen.areas.panel);
    let (entities, order) = (&reading.entities, state.session.panel_order);
    reading.panel.refresh_rows(entities, order);
    let bytes = reading.document.text().len();
    reading.panel.spread.refresh(entities, bytes);
    reading.panel.scroll_to(reading.selected, area);
}

/// Removes the query. Returns whether there was one.
pub(crate) fn clear_query(state: &mut State) -> bool {
    let had_query = state.reading.panel.query.take().is_some();
    if had_query {
        refresh_rows(state);
    }
    had_query
}
