//! The panel: its actions, and selecting an entity.

use super::{navigation, paragraph_filter, view};
use crate::app::action::Action;
use crate::app::state::{Focus, State};

/// Handles `action` in the panel. Returns whether it has a meaning there.
pub(super) fn handle_action(state: &mut State, action: Action, count: Option<usize>) -> bool {
    let times = count.unwrap_or(1);
    let height = usize::from(state.screen.areas.panel.height).max(2);
    match action {
        Action::LineDown => move_and_follow(state, times, true),
        Action::LineUp => move_and_follow(state, times, false),
        Action::HalfPageDown => move_and_follow(state, height / 2, true),
        Action::HalfPageUp => move_and_follow(state, height / 2, false),
        Action::PageDown => move_and_follow(state, height, true),
        Action::PageUp => move_and_follow(state, height, false),
        Action::GoToStart => move_and_follow(state, usize::MAX, false),
        Action::GoToEnd => move_and_follow(state, usize::MAX, true),
        Action::ToggleMark => paragraph_filter::toggle_mark(state),
        Action::Choose => super::card::open_for_current(state),
        Action::SearchPanel => super::panel_search::open(state),
        Action::Close if super::panel_search::clear_query(state) => {}
        Action::Close | Action::SwitchFocus => leave_panel(state),
        _ => return false,
    }
    true
}

/// Gives the keys to the panel, and opens it if needed.
pub(super) fn focus_panel(state: &mut State) {
    if state.screen.areas.panel.is_empty() {
        view::open_panel(state);
    }
    if state.screen.areas.panel.is_empty() {
        state.message = Some("No room for the panel".to_owned());
        return;
    }
    state.screen.focus = Focus::Panel;
    navigation::record_jump(state);
    if state.reading.selected.is_none() {
        let first = state
            .reading
            .current_mention()
            .map(|mention| mention.entity)
            .or_else(|| state.reading.panel.step_from(None, 1));
        select_entity(state, first);
    }
}

/// Gives the keys back to the text, and closes the panel if it is a drawer over the text.
fn leave_panel(state: &mut State) {
    super::panel_search::clear_query(state);
    state.screen.focus = Focus::Text;
    if state.screen.areas.panel_over_text {
        state.screen.layout_options.drawer = false;
        view::update_layout(state);
    }
}

/// Selects an entity without moving the text.
pub(super) fn select_entity(state: &mut State, entity: Option<usize>) {
    if state.reading.selected != entity {
        state.reading.pair = None;
    }
    state.reading.selected = entity;
    state
        .reading
        .panel
        .scroll_to(entity, state.screen.areas.panel);
}

/// Selects the entity `times` rows further down or up, without moving the text.
pub(super) fn move_selection(state: &mut State, times: usize, down: bool) {
    let by = isize::try_from(times).unwrap_or(isize::MAX);
    let to = state
        .reading
        .panel
        .step_from(state.reading.selected, if down { by } else { -by });
    select_entity(state, to);
}

/// Selects the entity `times` rows further down or up, and scrolls the text to one of its mentions.
fn move_and_follow(state: &mut State, times: usize, down: bool) {
    move_selection(state, times, down);
    show_selected(state);
}

/// Shows a mention of the selected entity: the first one below the place where the panel was entered, else its first.
pub(super) fn show_selected(state: &mut State) {
    let Some(entity) = state.reading.selected_entity() else {
        return;
    };
    let top = state
        .reading
        .jumps
        .back
        .last()
        .map_or(0, |place| place.top_offset);
    let start_of = |mention: &usize| {
        state
            .reading
            .entities
            .mentions()
            .get(*mention)
            .map_or(0, |mention| mention.range.start)
    };
    // The paragraph filter stays while the selection moves: mentions that it hides are not shown.
    let shown: Vec<usize> = entity
        .mentions
        .iter()
        .copied()
        .filter(|mention| state.reading.passes_filter(start_of(mention)))
        .collect();
    let below = shown.partition_point(|mention| start_of(mention) < top);
    let mention = shown.get(below).or_else(|| shown.first()).copied();
    if let Some(mention) = mention {
        navigation::show_mention(state, mention);
    }
}

/// Switches to the next order of the rows.
pub(super) fn cycle_order(state: &mut State) {
    state.session.panel_order = state.session.panel_order.next();
    super::panel_search::refresh_rows(state);
    state.message = Some(format!(
        "Panel: {}",
        state.session.panel_order.description()
    ));
}
