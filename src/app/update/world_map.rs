//! The world map: moving from country to country, and from there into the article.

use super::{mouse, navigation, panel, view};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::state::{Focus, State};
use crate::app::world_map::compass::{Compass, Direction};
use crate::app::world_map::{WorldMap, countries, markers};
use crate::app::{MouseEvent, MouseEventKind};
use crate::entities::{CountryCode, EntityKind};

/// Opens the map with the cursor on `entity` if that is a country, else on the selected country, the current one, or the one
/// mentioned most.
pub(super) fn open(state: &mut State, entity: Option<usize>) {
    if state.screen.areas.panel_over_text {
        state.screen.layout_options.drawer = false;
        view::update_layout(state);
    }
    let code = |entity: Option<usize>| -> Option<CountryCode> {
        state.reading.entities.entities().get(entity?)?.code
    };
    let current = state
        .reading
        .current_mention()
        .map(|mention| mention.entity);
    let chosen = code(entity)
        .or_else(|| code(state.reading.selected))
        .or_else(|| code(current));
    state
        .screen
        .overlays
        .push(Overlay::WorldMap(WorldMap::new(chosen)));
    state.screen.focus = Focus::Text;
    scroll_panel(state);
}

/// Whether the map is on top.
pub(super) fn is_topmost(state: &State) -> bool {
    matches!(state.screen.overlays.last(), Some(Overlay::WorldMap(_)))
}

/// Handles `action` on the map.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let times = count.unwrap_or(1);
    match action {
        Action::LineUp => move_cursor(state, times, Direction::North),
        Action::LineDown => move_cursor(state, times, Direction::South),
        Action::MoveLeft => move_cursor(state, times, Direction::West),
        Action::MoveRight => move_cursor(state, times, Direction::East),
        Action::ZoomIn => change_zoom(state, times, true),
        Action::ZoomOut => change_zoom(state, times, false),
        Action::Choose => go_to_country(state),
        Action::ShowMap => close_map(state),
        Action::SwitchFocus => focus_panel(state),
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Handles `action` in the panel beside the map, in which only the rows of countries can be chosen; the cursor follows.
pub(super) fn handle_panel_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let page = isize::try_from(state.screen.areas.panel.height.max(2)).unwrap_or(2);
    match action {
        Action::LineDown | Action::NextName => move_in_panel(state, times),
        Action::LineUp | Action::PreviousName => move_in_panel(state, -times),
        Action::HalfPageDown => move_in_panel(state, page / 2),
        Action::HalfPageUp => move_in_panel(state, -page / 2),
        Action::PageDown => move_in_panel(state, page),
        Action::PageUp => move_in_panel(state, -page),
        Action::GoToStart => move_in_panel(state, isize::MIN),
        Action::GoToEnd => move_in_panel(state, isize::MAX),
        Action::CycleOrder => {
            panel::cycle_order(state);
            scroll_panel(state);
        }
        Action::Choose | Action::Close | Action::Leave | Action::SwitchFocus => focus_map(state),
        Action::ShowMap => {
            focus_map(state);
            close_map(state);
        }
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Handles a mouse event: a click on a marker moves the cursor there, a second one goes to the country's first mention; the
/// wheel zooms.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) {
    let over_panel = state.screen.areas.panel.contains(mouse.x, mouse.y);
    match mouse.kind {
        MouseEventKind::WheelDown if over_panel => mouse::scroll_panel(state, mouse, true),
        MouseEventKind::WheelUp if over_panel => mouse::scroll_panel(state, mouse, false),
        MouseEventKind::WheelUp => change_zoom(state, 1, true),
        MouseEventKind::WheelDown => change_zoom(state, 1, false),
        MouseEventKind::Press if over_panel => {
            state.message = None;
            if let Some(entity) =
                state
                    .reading
                    .panel
                    .entity_at(state.screen.areas.panel, mouse.x, mouse.y)
            {
                choose_country(state, entity);
            }
        }
        MouseEventKind::Press => handle_press(state, mouse),
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
}

fn handle_press(state: &mut State, mouse: MouseEvent) {
    state.message = None;
    let marker = top_map(state).and_then(|map| markers::marker_at(state, map, mouse.x, mouse.y));
    match marker {
        Some(marker) if marker.chosen => go_to_country(state),
        Some(marker) => {
            state.screen.focus = Focus::Text;
            choose_country(state, marker.entity);
        }
        None => {}
    }
}

/// The map, if it is on top.
fn top_map(state: &State) -> Option<&WorldMap> {
    match state.screen.overlays.last() {
        Some(Overlay::WorldMap(map)) => Some(map),
        _ => None,
    }
}

/// Applies `change` to the map, if it is on top.
fn edit_map(state: &mut State, change: impl FnOnce(&mut WorldMap, &State)) {
    let Some(mut map) = top_map(state).cloned() else {
        return;
    };
    change(&mut map, state);
    if let Some(Overlay::WorldMap(old)) = state.screen.overlays.last_mut() {
        *old = map;
    }
}

/// Moves the cursor to the country `entity`; does nothing if it is not on the map.
fn choose_country(state: &mut State, entity: usize) {
    let known = countries(state);
    if let Some(country) = known.into_iter().find(|country| country.entity == entity) {
        edit_map(state, |map, state| map.choose(country, state));
        scroll_panel(state);
    }
}

/// Scrolls the panel to the row of the country under the cursor.
fn scroll_panel(state: &mut State) {
    state
        .reading
        .panel
        .scroll_to(state.emphasized_entity(), state.screen.areas.panel);
}

/// Moves the cursor `times` countries in a direction.
fn move_cursor(state: &mut State, times: usize, direction: Direction) {
    let countries_on_map = countries(state);
    let positions: Vec<_> = countries_on_map
        .iter()
        .map(|country| country.position)
        .collect();
    let compass = Compass::new(&positions);
    let chosen = state.emphasized_entity();
    let Some(mut index) = countries_on_map
        .iter()
        .position(|country| Some(country.entity) == chosen)
    else {
        return;
    };
    for _ in 0..times.min(countries_on_map.len()) {
        index = compass.next_from(index, direction);
    }
    if let Some(country) = countries_on_map.get(index) {
        choose_country(state, country.entity);
    }
}

fn change_zoom(state: &mut State, times: usize, zoom_in: bool) {
    edit_map(state, |map, state| {
        let country = map.chosen(&countries(state));
        map.change_zoom(country, times, zoom_in);
    });
}

/// Closes all overlays, and goes to the first mention of the country under the cursor.
fn go_to_country(state: &mut State) {
    let Some(entity) = state.emphasized_entity() else {
        return;
    };
    let mention = state.reading.entities.entities().get(entity);
    let Some(mention) = mention.and_then(|entity| entity.mentions.first().copied()) else {
        return;
    };
    state.screen.overlays.clear();
    state.screen.focus = Focus::Text;
    navigation::jump_to_mention(state, mention);
    panel::select_entity(state, Some(entity));
}

fn close_map(state: &mut State) {
    state.screen.overlays.pop();
    state
        .reading
        .panel
        .scroll_to(state.reading.selected, state.screen.areas.panel);
}

/// Gives the keys to the panel, and opens it if needed.
fn focus_panel(state: &mut State) {
    if state.reading.entities.count(EntityKind::Country) == 0 {
        return;
    }
    if state.screen.areas.panel.is_empty() {
        view::open_panel(state);
    }
    if state.screen.areas.panel.is_empty() {
        state.message = Some("No room for the panel".to_owned());
        return;
    }
    state.screen.focus = Focus::Panel;
    scroll_panel(state);
}

/// Gives the keys back to the map, and closes the panel if it is a drawer.
fn focus_map(state: &mut State) {
    state.screen.focus = Focus::Text;
    if state.screen.areas.panel_over_text {
        state.screen.layout_options.drawer = false;
        view::update_layout(state);
    }
    scroll_panel(state);
}

/// Moves the cursor to the country `by` rows further down in the panel, stopping at the ends.
fn move_in_panel(state: &mut State, by: isize) {
    let chosen = state.emphasized_entity();
    let rows = &state.reading.panel.countries.rows;
    let index = rows
        .iter()
        .position(|&row| Some(row) == chosen)
        .unwrap_or(0);
    let target = index
        .saturating_add_signed(by)
        .min(rows.len().saturating_sub(1));
    if let Some(&entity) = rows.get(target) {
        choose_country(state, entity);
    }
}
