//! The panel's filter: rows that a few letters find.

use super::{panel, rows, view, walk};
use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::layer::Layer;
use crate::app::panel::Filter;
use crate::app::typed::Typed;
use std::sync::Arc;

/// / in the panel: letters find rows; those of a filter that is there already can be changed.
pub(super) fn open(state: &mut State) {
    if state.areas.panel.height < 4 {
        state.notice = Some("no room for a filter here".to_owned());
        return;
    }
    let typed = state.panel.filter.take().map(|filter| filter.typed);
    let filter = Filter::new(
        typed.unwrap_or_default(),
        state.document.text(),
        &state.entities,
    );
    state.panel.filter = Some(filter);
    state.layers.push(Layer::Filter);
    fill(state);
}

/// Do `action` while the filter is typed.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let height = usize::from(state.areas.panel.height).max(2);
    if let Some(by) = rows(action, height, count) {
        let to = state.panel.step(state.selected, by);
        panel::select(state, to);
        return Vec::new();
    }
    match action {
        Action::Choose => keep(state),
        Action::Close => end(state),
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// A key that no command has: part of what is typed.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    change(state, |typed| {
        typed.press(key);
    });
    Vec::new()
}

/// Change what is typed: the best that it finds is selected.
pub(super) fn change(state: &mut State, how: impl FnOnce(&mut Typed)) {
    let Some(filter) = &mut state.panel.filter else {
        return;
    };
    let before = filter.typed.text().to_owned();
    how(&mut filter.typed);
    if filter.typed.text() == before {
        return;
    }
    let blank = filter.typed.text().trim().is_empty();
    (state.panel.people.top, state.panel.countries.top) = (0, 0);
    fill(state);
    if !blank {
        let best = state.panel.best;
        if best.is_some() {
            panel::select(state, best);
        }
    }
}

/// Enter: the rows stay, and the text goes to whom the selection found; a filter without letters is none.
fn keep(state: &mut State) {
    state.layers.pop();
    let letters = |filter: &Filter| !filter.typed.text().trim().is_empty();
    if !state.panel.filter.as_ref().is_some_and(letters) {
        drop_filter(state);
    } else if state.panel.walk().next().is_none() {
        drop_filter(state);
        state.notice = Some("nobody like that".to_owned());
    } else {
        walk::leave_trail(state);
        panel::show_selected(state);
    }
}

/// Esc while it is typed: all rows again.
fn end(state: &mut State) {
    state.layers.pop();
    drop_filter(state);
}

/// Esc in the panel: all rows again, if a filter left some out.
pub(super) fn let_go(state: &mut State) -> bool {
    let any = state.panel.filter.is_some();
    if any {
        drop_filter(state);
    }
    any
}

fn drop_filter(state: &mut State) {
    state.panel.filter = None;
    fill(state);
}

/// The panel's rows anew, after the entities, the order or the filter changed.
pub(super) fn fill(state: &mut State) {
    let entities = Arc::clone(&state.entities);
    state.panel.fill(&entities);
    state.panel.reveal(state.selected, state.areas.panel);
}

/// Other entities: what they are found by is other words.
pub(super) fn renew(state: &mut State) {
    if let Some(filter) = state.panel.filter.take() {
        let text = state.document.text();
        state.panel.filter = Some(Filter::new(filter.typed, text, &state.entities));
    }
    fill(state);
}

/// After the screen changed: where no panel is left nothing is typed in it.
pub(super) fn reveal(state: &mut State) {
    if matches!(state.layers.last(), Some(Layer::Filter)) && state.areas.panel.height < 4 {
        state.layers.pop();
    }
    if state.areas.panel.is_empty() && state.panel.filter.is_some() {
        drop_filter(state);
    }
}

/// A click while it is typed: on a row, that is whom was looked for; elsewhere, never mind.
pub(super) fn click(state: &mut State, x: u16, y: u16) {
    match state.panel.row_at(state.areas.panel, x, y) {
        Some(entity) => {
            panel::select(state, Some(entity));
            keep(state);
        }
        None if state.areas.panel.contains(x, y) => {}
        None => {
            end(state);
            view::lay_out(state);
        }
    }
}
