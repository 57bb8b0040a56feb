//! The world map: moving from country to country, and from there into the article.

use super::{Extent, KeyHints, Outcome, Overlay, OverlayBehaviour, library};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::screen::Focus;
use crate::app::state::State;
use crate::app::update::{mouse, panel, view};
pub use crate::app::world_map::WorldMap;
use crate::app::world_map::compass::{Compass, Direction};
use crate::app::world_map::{countries, map_area, markers::MapLayout};
use crate::app::{MouseEvent, MouseEventKind};
use crate::entities::{CountryCode, EntityId, EntityKind};

/// Opens the map with the cursor on `entity` if that is a country, else on the selected country, the current one, or the one
/// mentioned most.
pub(crate) fn open(state: &mut State, entity: Option<EntityId>) {
    view::close_drawer(state);
    let reading = &state.reading;
    let code =
        |entity: Option<EntityId>| -> Option<CountryCode> { reading.entities.entity(entity?).code };
    let chosen = code(entity)
        .or_else(|| code(reading.selected))
        .or_else(|| code(reading.current_entity()));
    state.screen.focus = Focus::Text;
    super::push(state, Overlay::WorldMap(WorldMap::new(chosen)));
}

impl OverlayBehaviour for WorldMap {
    fn mode(&self) -> Mode {
        Mode::Map
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "go there"),
            (Action::Close, "close"),
            (Action::ZoomIn, "zoom in"),
            (Action::ZoomOut, "out"),
        ]
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        if state.screen.focus == Focus::Panel {
            return self.on_panel_command(state, command);
        }
        let times = command.times();
        match command.action {
            Action::LineUp => self.move_cursor(state, times, Direction::North),
            Action::LineDown => self.move_cursor(state, times, Direction::South),
            Action::MoveLeft => self.move_cursor(state, times, Direction::West),
            Action::MoveRight => self.move_cursor(state, times, Direction::East),
            Action::ZoomIn => self.zoom(state, times, true),
            Action::ZoomOut => self.zoom(state, times, false),
            Action::ShowMap => return Some(self.on_close(state)),
            Action::SwitchFocus if state.reading.entities.count(EntityKind::Country) > 0 => {
                if panel::open_for_focus(state) {
                    state.screen.focus = Focus::Panel;
                }
            }
            _ => return None,
        }
        Some(Outcome::stay())
    }

    /// Closes all overlays, and goes to the first mention of the country under the cursor.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let country = self.chosen_in(&state.reading);
        let mentions = country.map(|it| &state.reading.entities.entity(it.entity).mentions);
        match mentions.and_then(|mentions| mentions.first().copied()) {
            Some(mention) => super::go_to_mention(state, mention),
            None => Outcome::stay(),
        }
    }

    /// The panel, which has followed the cursor, returns to the selected name.
    fn on_close(&mut self, state: &mut State) -> Outcome {
        let area = state.screen.areas.panel;
        state.reading.panel.scroll_to(state.reading.selected, area);
        Outcome::close()
    }

    /// A click on a marker moves the cursor there, a second one goes to the country's first mention; the wheel zooms.
    fn on_mouse(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let over_panel = state.screen.areas.panel.contains(mouse.x, mouse.y);
        match mouse.kind {
            MouseEventKind::WheelDown if over_panel => mouse::scroll_panel(state, mouse, true),
            MouseEventKind::WheelUp if over_panel => mouse::scroll_panel(state, mouse, false),
            MouseEventKind::WheelUp => self.zoom(state, 1, true),
            MouseEventKind::WheelDown => self.zoom(state, 1, false),
            MouseEventKind::Press if over_panel => {
                let area = state.screen.areas.panel;
                if let Some(entity) = state.reading.panel.entity_at(area, mouse.x, mouse.y) {
                    self.choose_country(state, entity);
                }
            }
            MouseEventKind::Press => match MapLayout::new(state, self).marker_at(mouse.cell()) {
                Some(marker) if marker.chosen => return self.on_choose(state),
                Some(marker) => {
                    state.screen.focus = Focus::Text;
                    self.choose_country(state, marker.country.entity);
                }
                None => {}
            },
            MouseEventKind::Drag | MouseEventKind::Release => {}
        }
        Outcome::stay()
    }

    /// Scrolls the panel to the row of the country under the cursor.
    fn reveal(&mut self, state: &mut State) -> bool {
        let chosen = self.chosen_in(&state.reading);
        let area = state.screen.areas.panel;
        (state.reading.panel).scroll_to(chosen.map(|country| country.entity), area);
        true
    }
}

impl WorldMap {
    /// Handles `action` in the panel beside the map, in which only the rows of countries can be chosen; the cursor follows.
    fn on_panel_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let page = usize::from(state.screen.areas.panel.height).max(2);
        if let Some(rows) = command.rows(page) {
            self.move_in_panel(state, rows);
            return Some(Outcome::stay());
        }
        let times = isize::try_from(command.times()).unwrap_or(isize::MAX);
        match command.action {
            Action::NextName => self.move_in_panel(state, times),
            Action::PreviousName => self.move_in_panel(state, -times),
            Action::CycleOrder => panel::cycle_order(state),
            // The name that stands out is that of the cursor, and not the selected one.
            Action::ShowLibrary => {
                library::page::open_of(state, self.chosen_in(&state.reading)?.entity);
            }
            Action::Choose | Action::Close | Action::SwitchFocus => {
                focus_map(state);
            }
            Action::ShowMap => {
                focus_map(state);
                return Some(self.on_close(state));
            }
            _ => return None,
        }
        Some(Outcome::stay())
    }

    /// Moves the cursor to the country `entity`; does nothing if it is not on the map.
    fn choose_country(&mut self, state: &State, entity: EntityId) {
        let known = countries(&state.reading);
        if let Some(country) = known.iter().find(|country| country.entity == entity) {
            self.choose(*country, &self.projection(map_area(state), &known));
        }
    }

    /// Moves the cursor `times` countries in a direction.
    fn move_cursor(&mut self, state: &State, times: usize, direction: Direction) {
        let on_map = countries(&state.reading);
        let positions: Vec<_> = on_map.iter().map(|country| country.position).collect();
        let compass = Compass::new(&positions);
        let chosen = self.chosen(&on_map);
        let Some(mut index) = on_map.iter().position(|country| Some(*country) == chosen) else {
            return;
        };
        for _ in 0..times.min(on_map.len()) {
            index = compass.next_from(index, direction);
        }
        if let Some(country) = on_map.get(index) {
            self.choose(*country, &self.projection(map_area(state), &on_map));
        }
    }

    fn zoom(&mut self, state: &State, times: usize, zoom_in: bool) {
        self.change_zoom(self.chosen_in(&state.reading), times, zoom_in);
    }

    /// Moves the cursor to the country `by` rows further down in the panel, stopping at the ends.
    fn move_in_panel(&mut self, state: &State, by: isize) {
        let chosen = self.chosen_in(&state.reading).map(|country| country.entity);
        let rows = &state.reading.panel.countries.rows;
        let index = rows.iter().position(|&row| Some(row) == chosen);
        let target = index.unwrap_or(0).saturating_add_signed(by);
        if let Some(&entity) = rows.get(target.min(rows.len().saturating_sub(1))) {
            self.choose_country(state, entity);
        }
    }
}

/// Gives the keys back to the map, and closes the panel if it is a drawer.
fn focus_map(state: &mut State) {
    state.screen.focus = Focus::Text;
    view::close_drawer(state);
}
