//! The world map: from country to country, and into the article.

use super::{mouse, panel, view, walk};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::state::{Focus, State};
use crate::app::world::compass::{Compass, Direction};
use crate::app::world::{World, countries, marks};
use crate::app::{Mouse, MouseKind};
use crate::entities::{Code, Kind};

/// Open it: the country of `entity` under the cursor; else the selected one, the current one, or the one mentioned most.
pub(super) fn open(state: &mut State, entity: Option<usize>) {
    if state.areas.over {
        state.shape.drawer = false;
        view::lay_out(state);
    }
    let code =
        |entity: Option<usize>| -> Option<Code> { state.entities.entities().get(entity?)?.code };
    let current = state.current_mention().map(|mention| mention.entity);
    let chosen = code(entity)
        .or_else(|| code(state.selected))
        .or_else(|| code(current));
    state.layers.push(Layer::World(World::new(chosen)));
    state.focus = Focus::Text;
    reveal(state);
}

/// Whether it lies uppermost.
pub(super) fn lies_uppermost(state: &State) -> bool {
    matches!(state.layers.last(), Some(Layer::World(_)))
}

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = count.unwrap_or(1);
    match action {
        Action::LineUp => step(state, times, Direction::North),
        Action::LineDown => step(state, times, Direction::South),
        Action::Left => step(state, times, Direction::West),
        Action::Right => step(state, times, Direction::East),
        Action::Closer => zoom(state, times, true),
        Action::Farther => zoom(state, times, false),
        Action::Choose => go(state),
        Action::World => close(state),
        Action::Focus => to_panel(state),
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Do `action` in the panel beside the map: its rows of countries are walked, and the cursor follows.
pub(super) fn in_panel(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let page = isize::try_from(state.areas.panel.height.max(2)).unwrap_or(2);
    match action {
        Action::LineDown | Action::EntityNext => row(state, times),
        Action::LineUp | Action::EntityPrevious => row(state, -times),
        Action::HalfDown => row(state, page / 2),
        Action::HalfUp => row(state, -page / 2),
        Action::PageDown => row(state, page),
        Action::PageUp => row(state, -page),
        Action::Top => row(state, isize::MIN),
        Action::Bottom => row(state, isize::MAX),
        Action::Order => {
            panel::order(state);
            reveal(state);
        }
        Action::Choose | Action::Close | Action::Leave | Action::Focus => to_map(state),
        Action::World => {
            to_map(state);
            close(state);
        }
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Apply a mouse event: a click on a mark puts the cursor there, one more goes; the wheel brings the map closer.
pub(super) fn mouse(state: &mut State, mouse: Mouse) {
    let over_panel = state.areas.panel.contains(mouse.x, mouse.y);
    match mouse.what {
        MouseKind::WheelDown if over_panel => mouse::turn_panel(state, mouse, true),
        MouseKind::WheelUp if over_panel => mouse::turn_panel(state, mouse, false),
        MouseKind::WheelUp => zoom(state, 1, true),
        MouseKind::WheelDown => zoom(state, 1, false),
        MouseKind::Press if over_panel => {
            state.notice = None;
            if let Some(entity) = state.panel.row_at(state.areas.panel, mouse.x, mouse.y) {
                choose(state, entity);
            }
        }
        MouseKind::Press => press(state, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
}

fn press(state: &mut State, mouse: Mouse) {
    state.notice = None;
    let mark = on_top(state).and_then(|world| marks::mark_at(state, world, mouse.x, mouse.y));
    match mark {
        Some(mark) if mark.chosen => go(state),
        Some(mark) => {
            state.focus = Focus::Text;
            choose(state, mark.entity);
        }
        None => {}
    }
}

/// The map, if it lies uppermost.
fn on_top(state: &State) -> Option<&World> {
    match state.layers.last() {
        Some(Layer::World(world)) => Some(world),
        _ => None,
    }
}

/// Change the map in its place.
fn change(state: &mut State, change: impl FnOnce(&mut World, &State)) {
    let Some(mut world) = on_top(state).cloned() else {
        return;
    };
    change(&mut world, state);
    if let Some(Layer::World(old)) = state.layers.last_mut() {
        *old = world;
    }
}

/// Put the cursor on the country that `entity` is; nothing if it is none.
fn choose(state: &mut State, entity: usize) {
    let all = countries(state);
    if let Some(country) = all.into_iter().find(|country| country.entity == entity) {
        change(state, |world, state| world.choose(country, state));
        reveal(state);
    }
}

/// Scroll the panel so that the row of the country shows.
fn reveal(state: &mut State) {
    state.panel.reveal(state.set_off(), state.areas.panel);
}

/// The nearest country in a direction.
fn step(state: &mut State, times: usize, direction: Direction) {
    let all = countries(state);
    let places: Vec<_> = all.iter().map(|country| country.place).collect();
    let compass = Compass::of(&places);
    let chosen = state.set_off();
    let Some(mut at) = all.iter().position(|c| Some(c.entity) == chosen) else {
        return;
    };
    for _ in 0..times.min(all.len()) {
        at = compass.step(at, direction);
    }
    if let Some(country) = all.get(at) {
        choose(state, country.entity);
    }
}

fn zoom(state: &mut State, times: usize, closer: bool) {
    change(state, |world, state| {
        let country = world.chosen(&countries(state));
        world.zoom(country, times, closer);
    });
}

/// Enter: close everything and go to the country's first mention.
fn go(state: &mut State) {
    let Some(entity) = state.set_off() else {
        return;
    };
    let mention = state.entities.entities().get(entity);
    let Some(mention) = mention.and_then(|entity| entity.mentions.first().copied()) else {
        return;
    };
    state.layers.clear();
    state.focus = Focus::Text;
    walk::go(state, mention);
    panel::select(state, Some(entity));
}

fn close(state: &mut State) {
    state.layers.pop();
    state.panel.reveal(state.selected, state.areas.panel);
}

/// Tab: the keys go to the panel, which opens if it has to.
fn to_panel(state: &mut State) {
    if state.entities.count(Kind::Country) == 0 {
        return;
    }
    if state.areas.panel.is_empty() {
        view::open_panel(state);
    }
    if state.areas.panel.is_empty() {
        state.notice = Some("no room for the panel here".to_owned());
        return;
    }
    state.focus = Focus::Panel;
    reveal(state);
}

/// Back to the map; a drawer closes behind.
fn to_map(state: &mut State) {
    state.focus = Focus::Text;
    if state.areas.over {
        state.shape.drawer = false;
        view::lay_out(state);
    }
    reveal(state);
}

/// The country so many rows of the panel farther down, stopping at the ends.
fn row(state: &mut State, by: isize) {
    let chosen = state.set_off();
    let rows = &state.panel.countries.rows;
    let at = rows
        .iter()
        .position(|&row| Some(row) == chosen)
        .unwrap_or(0);
    let to = at
        .saturating_add_signed(by)
        .min(rows.len().saturating_sub(1));
    if let Some(&entity) = rows.get(to) {
        choose(state, entity);
    }
}
