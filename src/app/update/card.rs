//! The card of an entity: opening it, its keys, its clicks.

use super::{company, copy, correct, rows, sheet, walk, world};
use crate::app::action::Action;
use crate::app::card::{Card, Chosen, Places};
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::state::{Focus, State};
use crate::app::{Mouse, MouseKind};

/// Rows that a notch of the wheel moves.
const WHEEL_ROWS: isize = 3;

/// Enter in the text: the card of the current mention, else of whom is selected; with neither, the next mention.
pub(super) fn open_current(state: &mut State) {
    let of_current = state.current_mention().map(|mention| mention.entity);
    // In the panel the reader looks at the chosen row, wherever the text stands.
    let entity = match state.focus {
        Focus::Panel => state.selected.or(of_current),
        Focus::Text => of_current.or(state.selected),
    };
    match entity {
        Some(entity) => open(state, entity),
        None => walk::any(state, 1, true),
    }
}

/// The card of `entity`, at the current mention if that is one of its own.
pub(super) fn open(state: &mut State, entity: usize) {
    let card = Card::of(&state.document, &state.entities, entity, state.current);
    if let Some(mut card) = card {
        let places = Places::of(state, &card);
        // The chosen line stands in the middle, so that what comes before it shows, too.
        if let Chosen::Mention(nth) = card.chosen {
            card.top = nth.saturating_sub(usize::from(places.list.height) / 2);
        }
        card.reveal(&places);
        sheet::open(state, Layer::Card(card));
    }
}

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let Some(Layer::Card(card)) = state.layers.last() else {
        return Vec::new();
    };
    let (entity, fit) = (card.entity, fit(state, card));
    let times = count.unwrap_or(1);
    if let Some(by) = rows(action, fit, count) {
        step(state, by);
        return Vec::new();
    }
    match action {
        Action::OfEntityNext => mention(state, times, true),
        Action::OfEntityPrevious => mention(state, times, false),
        Action::Choose => choose(state),
        Action::Company => company::open(state, Some(entity)),
        Action::World => world::open(state, Some(entity)),
        Action::Copy => return copy_chosen(state),
        Action::CopyCard => return copy::card(state, entity),
        Action::NotEntity | Action::Merge | Action::Split | Action::Rename => {
            correct::ask_about(state, action, entity);
        }
        Action::Undo => return correct::undo(state),
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Rows of the list that show, one at least.
fn fit(state: &State, card: &Card) -> usize {
    usize::from(Places::of(state, card).list.height).max(1)
}

/// Do `what` with the card that lies uppermost and its places.
fn with(state: &mut State, what: impl FnOnce(&mut Card, &Places)) {
    match state.layers.pop() {
        Some(Layer::Card(mut card)) => {
            let places = Places::of(state, &card);
            what(&mut card, &places);
            state.layers.push(Layer::Card(card));
        }
        other => state.layers.extend(other),
    }
}

fn step(state: &mut State, by: isize) {
    with(state, |card, places| {
        card.step(by, places);
    });
}

/// n and N: the next mention's line, past whom it stands with.
fn mention(state: &mut State, times: usize, forward: bool) {
    with(state, |card, places| {
        let last = places.mentions.saturating_sub(1);
        let to = match (card.chosen, forward) {
            (Chosen::Mention(nth), true) => nth.saturating_add(times).min(last),
            (Chosen::Mention(nth), false) => nth.saturating_sub(times),
            (_, _) => 0,
        };
        card.chosen = Chosen::Mention(to);
        card.reveal(places);
    });
}

/// Enter: to the chosen mention, or to the card of the chosen company.
fn choose(state: &mut State) {
    let Some(Layer::Card(card)) = state.layers.last() else {
        return;
    };
    let (mention, together) = (card.mention(&state.entities), card.together());
    if let Some(mention) = mention {
        sheet::go(state, mention);
    } else if let Some(pair) = together {
        open(state, pair.other);
    }
}

/// y: the sentence of the chosen mention, or those with both.
fn copy_chosen(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Card(card)) = state.layers.last() else {
        return Vec::new();
    };
    match (card.mention(&state.entities), card.together()) {
        (Some(mention), _) => copy::sentence(state, mention),
        (None, Some(together)) => copy::pair(state, together.one, together.other),
        (None, None) => Vec::new(),
    }
}

/// After the size changed: the chosen row still shows.
pub(super) fn reveal(state: &mut State) {
    with(state, |card, places| card.step(0, places));
}

/// The mouse: the wheel walks, a click chooses, a click on the chosen row is Enter, a click beside the card closes it.
pub(super) fn mouse(state: &mut State, mouse: Mouse) {
    match mouse.what {
        MouseKind::WheelDown => with(state, |card, places| card.step(WHEEL_ROWS, places)),
        MouseKind::WheelUp => with(state, |card, places| card.step(-WHEEL_ROWS, places)),
        MouseKind::Press => press(state, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
}

fn press(state: &mut State, mouse: Mouse) {
    state.notice = None;
    let Some(Layer::Card(card)) = state.layers.last() else {
        return;
    };
    let places = Places::of(state, card);
    if !places.sheet.outer.contains(mouse.x, mouse.y) {
        sheet::close(state);
        return;
    }
    match places.row_at(card, mouse.x, mouse.y) {
        Some(chosen) if chosen == card.chosen => choose(state),
        Some(chosen) => with(state, |card, _| card.chosen = chosen),
        None => {}
    }
}
