//! Searching the panel: its rows shrink to the names that match the typed letters. The query is typed in the panel itself.

use super::{KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::reading::panel::PanelQuery;
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::{mouse, navigation, panel, view};
use crate::app::{MouseEvent, MouseEventKind};

/// Height of the panel below which it cannot be searched.
const MIN_PANEL_ROWS: u16 = 4;

/// The search of the panel, while its query is typed. The query itself is part of the panel, since it stays there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelSearch;

/// Opens the search; a query that is there already can be edited.
pub(crate) fn open(state: &mut State) {
    if state.screen.areas.panel.height < MIN_PANEL_ROWS {
        state.notice("No room to search the panel");
        return;
    }
    let reading = &mut state.reading;
    let input = reading.panel.query.take().map(|query| query.input);
    let text = reading.document.text();
    let query = PanelQuery::new(input.unwrap_or_default(), text, &reading.entities);
    reading.panel.query = Some(query);
    super::push(state, Overlay::PanelSearch(PanelSearch));
    panel::refresh_rows(state);
}

impl OverlayBehaviour for PanelSearch {
    fn mode(&self) -> Mode {
        Mode::PanelSearch
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[(Action::Choose, "choose"), (Action::Close, "show all")]
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let height = usize::from(state.screen.areas.panel.height).max(2);
        let rows = command.rows(height)?;
        let to = state.reading.panel.step_from(state.reading.selected, rows);
        panel::select_entity(state, to);
        Some(Outcome::stay())
    }

    /// Accepts the query: the rows stay filtered, and the text moves to the selected entity. A query without letters, or
    /// without matches, is removed.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let rows = &state.reading.panel;
        let has_letters = |query: &PanelQuery| !query.input.text().trim().is_empty();
        if !rows.query.as_ref().is_some_and(has_letters) {
            panel::clear_query(state);
        } else if rows.entities().next().is_none() {
            panel::clear_query(state);
            state.notice("No matching name");
        } else {
            navigation::record_jump(state);
            panel::show_selected(state);
        }
        Outcome::close()
    }

    /// Shows all rows again.
    fn on_close(&mut self, state: &mut State) -> Outcome {
        panel::clear_query(state);
        Outcome::close()
    }

    /// Selects the best match if the query changed.
    fn edit(&mut self, state: &mut State, edit: &dyn Fn(&mut TextInput)) -> Option<Outcome> {
        let query = state.reading.panel.query.as_mut()?;
        let before = query.input.text().to_owned();
        edit(&mut query.input);
        if query.input.text() != before {
            let is_blank = query.input.text().trim().is_empty();
            let rows = &mut state.reading.panel;
            (rows.people.top, rows.countries.top) = (0, 0);
            panel::refresh_rows(state);
            let best = state.reading.panel.best_match.filter(|_| !is_blank);
            if best.is_some() {
                panel::select_entity(state, best);
            }
        }
        Some(Outcome::stay())
    }

    /// A click on a row accepts that entity, one outside the panel cancels the search.
    fn on_mouse(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let area = state.screen.areas.panel;
        match mouse.kind {
            MouseEventKind::WheelDown => mouse::scroll_panel(state, mouse, true),
            MouseEventKind::WheelUp => mouse::scroll_panel(state, mouse, false),
            MouseEventKind::Press => {
                if let Some(entity) = state.reading.panel.entity_at(area, mouse.x, mouse.y) {
                    panel::select_entity(state, Some(entity));
                    return self.on_choose(state);
                }
                if !area.contains(mouse.x, mouse.y) {
                    self.on_close(state);
                    view::update_layout(state);
                    return Outcome::close();
                }
            }
            MouseEventKind::Drag | MouseEventKind::Release => {}
        }
        Outcome::stay()
    }

    fn reveal(&mut self, state: &mut State) -> bool {
        state.screen.areas.panel.height >= MIN_PANEL_ROWS
    }
}
