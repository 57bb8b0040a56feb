//! The list of names mentioned together: opening it, its actions and its mouse events.

use super::{copy, overlay, pair, row_delta};
use crate::app::State;
use crate::app::action::Action;
use crate::app::cooccurrence::{CooccurrenceLayout, CooccurrenceList};
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::state::AnalysisProgress;
use crate::app::{MouseEvent, MouseEventKind};

/// Rows by which one notch of the mouse wheel moves the cursor.
const WHEEL_ROWS: isize = 3;

/// Opens the list for the current mention's entity, else for the selected one, else for the whole article.
pub(super) fn open_for_current(state: &mut State) {
    let current = state
        .reading
        .current_mention()
        .map(|mention| mention.entity);
    open(state, current.or(state.reading.selected));
}

/// Opens the list of the names that are mentioned together with the entity `subject`, or of all pairs. If `subject` is in no
/// pair, shows a message and the list of all pairs.
pub(super) fn open(state: &mut State, subject: Option<usize>) {
    let mut list = CooccurrenceList::new(&state.reading.document, &state.reading.entities, subject);
    if list.rows.is_empty() && subject.is_some() {
        list.whole_article = true;
        list.refresh(&state.reading.document, &state.reading.entities);
    }
    if list.rows.is_empty() {
        state.message = Some(match state.reading.analysis {
            AnalysisProgress::UpTo(_) => "Still looking for names: none together so far".to_owned(),
            AnalysisProgress::Done => "No names are mentioned together in this article".to_owned(),
        });
        return;
    }
    if list.whole_article
        && let Some(entity) =
            subject.and_then(|subject| state.reading.entities.entities().get(subject))
    {
        state.message = Some(format!(
            "{} is not mentioned together with another name",
            entity.name
        ));
    }
    overlay::push_overlay(state, Overlay::Cooccurrences(list));
}

/// Handles `action` on the list on top.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let Some(Overlay::Cooccurrences(list)) = state.screen.overlays.last() else {
        return Vec::new();
    };
    let pair = list.chosen_pair();
    let visible_rows = usize::from(CooccurrenceLayout::new(state, list).list.height).max(1);
    if let Some(by) = row_delta(action, visible_rows, count) {
        move_choice(state, by);
        return Vec::new();
    }
    match action {
        Action::ShowMentionedTogether | Action::SwitchFocus => toggle_whole_article(state),
        Action::Choose => {
            if let Some(pair) = pair {
                pair::start(state, pair.entity, pair.other);
            }
        }
        Action::Copy => {
            return pair.map_or_else(Vec::new, |pair| {
                copy::copy_shared_passages(state, pair.entity, pair.other)
            });
        }
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Applies `edit` to the list on top and its layout.
fn edit_list(state: &mut State, edit: impl FnOnce(&mut CooccurrenceList, &CooccurrenceLayout)) {
    match state.screen.overlays.pop() {
        Some(Overlay::Cooccurrences(mut list)) => {
            let layout = CooccurrenceLayout::new(state, &list);
            edit(&mut list, &layout);
            state.screen.overlays.push(Overlay::Cooccurrences(list));
        }
        other => state.screen.overlays.extend(other),
    }
}

fn move_choice(state: &mut State, by: isize) {
    edit_list(state, |list, layout| {
        list.move_choice(by, layout);
    });
}

/// Switches between the pairs of one entity and those of the whole article. If the list was opened for the whole article, the
/// entity is the first of the chosen pair.
fn toggle_whole_article(state: &mut State) {
    let (document, entities) = (
        state.reading.document.clone(),
        state.reading.entities.clone(),
    );
    edit_list(state, |list, _| {
        if list.whole_article {
            list.subject = list.subject.or(list.chosen_pair().map(|pair| pair.entity));
        }
        if list.subject.is_some() {
            list.whole_article = !list.whole_article;
            list.refresh(&document, &entities);
            (list.chosen, list.top) = (0, 0);
        }
    });
}

/// Scrolls so that the chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    edit_list(state, CooccurrenceList::scroll_to_choice);
}

/// Handles a mouse event: the wheel moves the choice, a click chooses a row, a click on the chosen row follows the pair, a
/// click beside the list closes it.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) {
    match mouse.kind {
        MouseEventKind::WheelDown => {
            edit_list(state, |list, layout| list.move_choice(WHEEL_ROWS, layout));
        }
        MouseEventKind::WheelUp => {
            edit_list(state, |list, layout| list.move_choice(-WHEEL_ROWS, layout));
        }
        MouseEventKind::Press => handle_press(state, mouse),
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
}

fn handle_press(state: &mut State, mouse: MouseEvent) {
    state.message = None;
    let Some(Overlay::Cooccurrences(list)) = state.screen.overlays.last() else {
        return;
    };
    let layout = CooccurrenceLayout::new(state, list);
    if !layout.popup.outer.contains(mouse.x, mouse.y) {
        overlay::close_top(state);
        return;
    }
    if !layout.list.contains(mouse.x, mouse.y) {
        return;
    }
    let row = list.top + usize::from(mouse.y - layout.list.y);
    if row != list.chosen {
        edit_list(state, |list, layout| {
            if row < list.rows.len() {
                list.chosen = row;
            }
            list.scroll_to_choice(layout);
        });
    } else if let Some(pair) = list.chosen_pair() {
        pair::start(state, pair.entity, pair.other);
    }
}
