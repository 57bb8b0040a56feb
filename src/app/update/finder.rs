//! Lists in which typing finds: opening them, their keys, their clicks.

use super::{lens, recent, rows, scroll, sheet, walk};
use crate::app::action::Action;
use crate::app::contents;
use crate::app::effect::Effect;
use crate::app::finder::{Finder, Goal, List, Places};
use crate::app::key::Key;
use crate::app::layer::Layer;
use crate::app::{Mouse, MouseKind, State};

/// Rows that a notch of the wheel moves.
const WHEEL_ROWS: isize = 3;

/// t: the headings.
pub(super) fn contents(state: &mut State) {
    let entries = contents::contents(state);
    if entries.is_empty() {
        state.notice = Some("nothing in this article to list".to_owned());
        return;
    }
    let here = state.flow.offset(state.top);
    let row = contents::row_of(&entries, here);
    open(state, Finder::new(List::Contents, entries, row));
}

/// T: where the reader jumped from.
pub(super) fn trail(state: &mut State) {
    let (entries, row) = contents::jumps(state);
    if entries.is_empty() {
        state.notice = Some("no jump yet".to_owned());
        return;
    }
    open(state, Finder::new(List::Trail, entries, row));
}

/// Lay `finder` over the text, so that its chosen row shows.
pub(super) fn open(state: &mut State, finder: Finder) {
    sheet::open(state, Layer::Finder(finder));
    reveal(state);
}

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let Some(places) = places(state) else {
        return Vec::new();
    };
    let fit = usize::from(places.list.height).max(1);
    if let Some(by) = rows(action, fit, count) {
        step(state, by);
        return Vec::new();
    }
    match action {
        Action::Choose => choose(state),
        _ => super::on_sheet(state, action).unwrap_or_default(),
    }
}

/// The list, if it lies uppermost.
pub(super) fn uppermost(state: &mut State) -> Option<&mut Finder> {
    match state.layers.last_mut() {
        Some(Layer::Finder(finder)) => Some(finder),
        _ => None,
    }
}

fn places(state: &State) -> Option<Places> {
    match state.layers.last() {
        Some(Layer::Finder(finder)) => Some(Places::of(state, finder)),
        _ => None,
    }
}

fn step(state: &mut State, by: isize) {
    if let (Some(places), Some(finder)) = (places(state), uppermost(state)) {
        finder.step(by, &places);
    }
}

/// After the screen changed: the chosen row still shows.
pub(super) fn reveal(state: &mut State) {
    step(state, 0);
}

/// A key that no command has: part of what is typed.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(finder) = uppermost(state) {
        let before = finder.typed.text().to_owned();
        finder.typed.press(key);
        if finder.typed.text() != before {
            finder.find();
        }
    }
    Vec::new()
}

/// Enter: where the chosen row leads.
fn choose(state: &mut State) -> Vec<Effect> {
    let Some(goal) = uppermost(state).and_then(|finder| Some(finder.entry()?.goal.clone())) else {
        return Vec::new();
    };
    match goal {
        Goal::Offset(offset) => {
            sheet::leave(state);
            walk::leave_trail(state);
            if !state.in_lens(offset) {
                lens::leave(state);
            }
            scroll::turn_to_offset(state, offset);
        }
        Goal::Jump(steps) => {
            sheet::leave(state);
            if steps > 0 {
                walk::back(state, steps.unsigned_abs());
            } else {
                walk::forward(state, steps.unsigned_abs());
            }
        }
        Goal::Article(name) => return recent::choose(state, name),
    }
    Vec::new()
}

/// The mouse: the wheel walks, a click on a row goes there, a click elsewhere closes.
pub(super) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    match mouse.what {
        MouseKind::WheelDown => step(state, WHEEL_ROWS),
        MouseKind::WheelUp => step(state, -WHEEL_ROWS),
        MouseKind::Press => {
            let Some(places) = places(state) else {
                return Vec::new();
            };
            if !places.sheet.outer.contains(mouse.x, mouse.y) {
                sheet::close(state);
            } else if places.list.contains(mouse.x, mouse.y)
                && let Some(finder) = uppermost(state)
            {
                let row = finder.top + usize::from(mouse.y - places.list.y);
                if row < finder.shown.len() {
                    finder.chosen = row;
                    return choose(state);
                }
            }
        }
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}
