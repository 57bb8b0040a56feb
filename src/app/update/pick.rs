//! A list to choose one of.

use super::correct;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::foot::Foot;
use crate::app::layer::Layer;
use crate::app::pick::{Pick, Then};
use crate::app::{Mouse, MouseKind, State};
use crate::entities::corrections::Reach;

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let fit = isize::try_from(fit(state)).unwrap_or(1).max(1);
    match action {
        Action::LineDown => step(state, times),
        Action::LineUp => step(state, -times),
        Action::HalfDown => step(state, times.saturating_mul((fit / 2).max(1))),
        Action::HalfUp => step(state, -times.saturating_mul((fit / 2).max(1))),
        Action::PageDown => step(state, times.saturating_mul(fit)),
        Action::PageUp => step(state, -times.saturating_mul(fit)),
        Action::Top => step(state, isize::MIN + 1),
        Action::Bottom => step(state, isize::MAX),
        Action::Choose => return choose(state, Reach::Article),
        Action::Always => return choose(state, Reach::Always),
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// The list, if it lies uppermost.
pub(super) fn uppermost(state: &mut State) -> Option<&mut Pick> {
    match state.layers.last_mut() {
        Some(Layer::Pick(pick)) => Some(pick),
        _ => None,
    }
}

/// How many rows show.
fn fit(state: &State) -> usize {
    foot(state).map_or(1, |foot| usize::from(foot.rows.height))
}

fn foot(state: &State) -> Option<Foot> {
    match state.layers.last() {
        Some(Layer::Pick(pick)) => Some(Foot::of(state, pick.wants())),
        _ => None,
    }
}

fn step(state: &mut State, by: isize) {
    let fit = fit(state);
    if let Some(pick) = uppermost(state) {
        pick.step(by, fit);
    }
}

/// After the size changed: the chosen row still shows.
pub(super) fn reveal(state: &mut State) {
    step(state, 0);
}

/// Enter: what the chosen row leads to.
fn choose(state: &mut State, reach: Reach) -> Vec<Effect> {
    let Some(then) = uppermost(state).and_then(|pick| Some(pick.choice()?.then.clone())) else {
        return Vec::new();
    };
    match then {
        Then::Correct { here, always } => {
            let correction = match reach {
                Reach::Article => here,
                Reach::Always => always,
            };
            correct::make(state, reach, correction)
        }
        Then::Who { from, form } => {
            correct::ask_who(state, &from, form.as_deref());
            Vec::new()
        }
    }
}

/// The mouse: the wheel walks, a click on a row chooses it, a click elsewhere closes.
pub(super) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    match mouse.what {
        MouseKind::WheelDown => step(state, 1),
        MouseKind::WheelUp => step(state, -1),
        MouseKind::Press => {
            state.notice = None;
            let Some(foot) = foot(state) else {
                return Vec::new();
            };
            let row = uppermost(state).and_then(|pick| pick.row_at(&foot, mouse.x, mouse.y));
            match (row, uppermost(state)) {
                // Nothing is corrected by a slip: the first click chooses, the second does it.
                (Some(row), Some(pick)) if pick.chosen == row => {
                    return choose(state, Reach::Article);
                }
                (Some(row), Some(pick)) => pick.chosen = row,
                _ if !foot.all.contains(mouse.x, mouse.y) => drop(state.layers.pop()),
                _ => {}
            }
        }
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}
