//! The card of an entity: opening it, its actions and its mouse events.

use super::{cooccurrence, copy, corrections, navigation, overlay, row_delta, world_map};
use crate::app::action::Action;
use crate::app::card::{Card, CardLayout, CardRow};
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::state::{Focus, State};
use crate::app::{MouseEvent, MouseEventKind};

/// Rows by which one notch of the mouse wheel moves the cursor.
const WHEEL_ROWS: isize = 3;

/// Opens the card of the current mention's entity, else of the selected one; without either, goes to the next mention.
pub(super) fn open_for_current(state: &mut State) {
    let current = state
        .reading
        .current_mention()
        .map(|mention| mention.entity);
    // In the panel the selected row counts, wherever the text is.
    let entity = match state.screen.focus {
        Focus::Panel => state.reading.selected.or(current),
        Focus::Text => current.or(state.reading.selected),
    };
    match entity {
        Some(entity) => open(state, entity),
        None => navigation::go_to_any(state, 1, true),
    }
}

/// Opens the card of `entity`, on the row of the current mention if that is one of the entity's.
pub(super) fn open(state: &mut State, entity: usize) {
    let card = Card::for_entity(
        &state.reading.document,
        &state.reading.entities,
        entity,
        state.reading.current,
    );
    if let Some(mut card) = card {
        let layout = CardLayout::new(state, &card);
        // The chosen row is centred, so that the rows before it show as well.
        if let CardRow::Mention(index) = card.chosen {
            card.top = index.saturating_sub(usize::from(layout.list.height) / 2);
        }
        card.scroll_to_choice(&layout);
        overlay::push_overlay(state, Overlay::Card(card));
    }
}

/// Handles `action` on the card on top.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let Some(Overlay::Card(card)) = state.screen.overlays.last() else {
        return Vec::new();
    };
    let (entity, rows) = (card.entity, visible_rows(state, card));
    let times = count.unwrap_or(1);
    if let Some(by) = row_delta(action, rows, count) {
        move_choice(state, by);
        return Vec::new();
    }
    match action {
        Action::NextMatch => choose_mention(state, times, true),
        Action::PreviousMatch => choose_mention(state, times, false),
        Action::Choose => follow_choice(state),
        Action::ShowMentionedTogether => cooccurrence::open(state, Some(entity)),
        Action::ShowMap => world_map::open(state, Some(entity)),
        Action::Copy => return copy_choice(state),
        Action::CopyCard => return copy::copy_card(state, entity),
        Action::Reject | Action::Merge | Action::Split | Action::Rename => {
            corrections::open_for(state, action, entity);
        }
        Action::Undo => return corrections::undo_last(state),
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// The number of visible list rows, at least one.
fn visible_rows(state: &State, card: &Card) -> usize {
    usize::from(CardLayout::new(state, card).list.height).max(1)
}

/// Applies `edit` to the card on top and its layout.
fn edit_card(state: &mut State, edit: impl FnOnce(&mut Card, &CardLayout)) {
    match state.screen.overlays.pop() {
        Some(Overlay::Card(mut card)) => {
            let layout = CardLayout::new(state, &card);
            edit(&mut card, &layout);
            state.screen.overlays.push(Overlay::Card(card));
        }
        other => state.screen.overlays.extend(other),
    }
}

fn move_choice(state: &mut State, by: isize) {
    edit_card(state, |card, layout| {
        card.move_choice(by, layout);
    });
}

/// Moves to the row of the next or previous mention, skipping the rows of names mentioned together.
fn choose_mention(state: &mut State, times: usize, forward: bool) {
    edit_card(state, |card, layout| {
        let last = layout.mention_count.saturating_sub(1);
        let to = match (card.chosen, forward) {
            (CardRow::Mention(index), true) => index.saturating_add(times).min(last),
            (CardRow::Mention(index), false) => index.saturating_sub(times),
            (_, _) => 0,
        };
        card.chosen = CardRow::Mention(to);
        card.scroll_to_choice(layout);
    });
}

/// Goes to the chosen mention, or opens the card of the chosen other entity.
fn follow_choice(state: &mut State) {
    let Some(Overlay::Card(card)) = state.screen.overlays.last() else {
        return;
    };
    let (mention, pair) = (
        card.chosen_mention(&state.reading.entities),
        card.chosen_cooccurrence(),
    );
    if let Some(mention) = mention {
        overlay::go_to_mention(state, mention);
    } else if let Some(pair) = pair {
        open(state, pair.other);
    }
}

/// Copies the sentence of the chosen mention, or the passages that mention both entities of the chosen pair.
fn copy_choice(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Card(card)) = state.screen.overlays.last() else {
        return Vec::new();
    };
    match (
        card.chosen_mention(&state.reading.entities),
        card.chosen_cooccurrence(),
    ) {
        (Some(mention), _) => copy::copy_sentence(state, mention),
        (None, Some(pair)) => copy::copy_shared_passages(state, pair.entity, pair.other),
        (None, None) => Vec::new(),
    }
}

/// Scrolls so that the chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    edit_card(state, |card, layout| card.move_choice(0, layout));
}

/// Handles a mouse event: the wheel moves the choice, a click chooses a row, a click on the chosen row follows it, a click
/// beside the card closes it.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) {
    match mouse.kind {
        MouseEventKind::WheelDown => {
            edit_card(state, |card, layout| card.move_choice(WHEEL_ROWS, layout));
        }
        MouseEventKind::WheelUp => {
            edit_card(state, |card, layout| card.move_choice(-WHEEL_ROWS, layout));
        }
        MouseEventKind::Press => handle_press(state, mouse),
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
}

fn handle_press(state: &mut State, mouse: MouseEvent) {
    state.message = None;
    let Some(Overlay::Card(card)) = state.screen.overlays.last() else {
        return;
    };
    let layout = CardLayout::new(state, card);
    if !layout.popup.outer.contains(mouse.x, mouse.y) {
        overlay::close_top(state);
        return;
    }
    match layout.row_at(card, mouse.x, mouse.y) {
        Some(chosen) if chosen == card.chosen => follow_choice(state),
        Some(chosen) => edit_card(state, |card, _| card.chosen = chosen),
        None => {}
    }
}
