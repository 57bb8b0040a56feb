//! The panel: selecting, and what its keys mean.

use super::{lens, view, walk};
use crate::app::action::Action;
use crate::app::state::{Focus, State};

/// Do `action` in the panel; whether it meant anything there.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> bool {
    let times = count.unwrap_or(1);
    let height = usize::from(state.areas.panel.height).max(2);
    match action {
        Action::LineDown => follow(state, times, true),
        Action::LineUp => follow(state, times, false),
        Action::HalfDown => follow(state, height / 2, true),
        Action::HalfUp => follow(state, height / 2, false),
        Action::PageDown => follow(state, height, true),
        Action::PageUp => follow(state, height, false),
        Action::Top => follow(state, usize::MAX, false),
        Action::Bottom => follow(state, usize::MAX, true),
        Action::Take => lens::take(state),
        Action::Choose => super::card::open_current(state),
        Action::Filter => super::filter::open(state),
        Action::Close if super::filter::let_go(state) => {}
        Action::Close | Action::Focus => leave(state),
        _ => return false,
    }
    true
}

/// Tab: the keys go to the panel, which opens if it has to.
pub(super) fn focus(state: &mut State) {
    if state.areas.panel.is_empty() {
        view::open_panel(state);
    }
    if state.areas.panel.is_empty() {
        state.notice = Some("no room for the panel here".to_owned());
        return;
    }
    state.focus = Focus::Panel;
    walk::leave_trail(state);
    if state.selected.is_none() {
        let first = state
            .current_mention()
            .map(|mention| mention.entity)
            .or_else(|| state.panel.step(None, 1));
        select(state, first);
    }
}

/// Back to the text; a drawer closes behind.
fn leave(state: &mut State) {
    super::filter::let_go(state);
    state.focus = Focus::Text;
    if state.areas.over {
        state.shape.drawer = false;
        view::lay_out(state);
    }
}

/// Select without moving the text.
pub(super) fn select(state: &mut State, entity: Option<usize>) {
    if state.selected != entity {
        state.pair = None;
    }
    state.selected = entity;
    state.panel.reveal(entity, state.areas.panel);
}

/// J and K: the next row becomes the selected one; the text stays.
pub(super) fn step(state: &mut State, times: usize, down: bool) {
    let by = isize::try_from(times).unwrap_or(isize::MAX);
    let to = state
        .panel
        .step(state.selected, if down { by } else { -by });
    select(state, to);
}

/// j and k in the panel: the next row is selected, and the text follows to its mention nearest below.
fn follow(state: &mut State, times: usize, down: bool) {
    step(state, times, down);
    show_selected(state);
}

/// Bring a mention of the selected entity on screen: the first at or below the top of the page, else its first.
pub(super) fn show_selected(state: &mut State) {
    let Some(entity) = state.selected_entity() else {
        return;
    };
    let from = state.trail.last().map_or(0, |place| place.top);
    let start = |n: &usize| {
        state
            .entities
            .mentions()
            .get(*n)
            .map_or(0, |mention| mention.range.start)
    };
    // A lens stays while the selection walks: of whom it does not show, nothing is brought on screen.
    let shown: Vec<usize> = entity
        .mentions
        .iter()
        .copied()
        .filter(|n| state.in_lens(start(n)))
        .collect();
    let below = shown.partition_point(|n| start(n) < from);
    let mention = shown.get(below).or_else(|| shown.first()).copied();
    if let Some(mention) = mention {
        walk::show(state, mention);
    }
}

/// s: the next order of the rows.
pub(super) fn order(state: &mut State) {
    state.panel.order = state.panel.order.next();
    super::filter::fill(state);
    state.notice = Some(format!("panel: {}", state.panel.order.words()));
}
