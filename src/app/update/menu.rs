//! Menus: their actions and their mouse events.

use super::corrections;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::menu::{Menu, MenuAction};
use crate::app::overlay::Overlay;
use crate::app::prompt_bar::PromptBar;
use crate::app::{MouseEvent, MouseEventKind, State};
use crate::entities::corrections::CorrectionScope;

/// Handles `action` in the menu on top.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let rows = isize::try_from(visible_rows(state)).unwrap_or(1).max(1);
    match action {
        Action::LineDown => move_choice(state, times),
        Action::LineUp => move_choice(state, -times),
        Action::HalfPageDown => move_choice(state, times.saturating_mul((rows / 2).max(1))),
        Action::HalfPageUp => move_choice(state, -times.saturating_mul((rows / 2).max(1))),
        Action::PageDown => move_choice(state, times.saturating_mul(rows)),
        Action::PageUp => move_choice(state, -times.saturating_mul(rows)),
        Action::GoToStart => move_choice(state, isize::MIN + 1),
        Action::GoToEnd => move_choice(state, isize::MAX),
        Action::Choose => return activate_choice(state, CorrectionScope::Article),
        Action::ApplyEverywhere => return activate_choice(state, CorrectionScope::Everywhere),
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// The menu, if one is on top.
pub(super) fn top_menu(state: &mut State) -> Option<&mut Menu> {
    match state.screen.overlays.last_mut() {
        Some(Overlay::Menu(menu)) => Some(menu),
        _ => None,
    }
}

/// The number of visible rows.
fn visible_rows(state: &State) -> usize {
    prompt_bar(state).map_or(1, |bar| usize::from(bar.rows.height))
}

fn prompt_bar(state: &State) -> Option<PromptBar> {
    match state.screen.overlays.last() {
        Some(Overlay::Menu(menu)) => Some(PromptBar::new(state, menu.bar_spec())),
        _ => None,
    }
}

fn move_choice(state: &mut State, by: isize) {
    let rows = visible_rows(state);
    if let Some(menu) = top_menu(state) {
        menu.move_choice(by, rows);
    }
}

/// Scrolls so that the chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    move_choice(state, 0);
}

/// Does what the chosen row stands for.
fn activate_choice(state: &mut State, scope: CorrectionScope) -> Vec<Effect> {
    let Some(action) = top_menu(state).and_then(|menu| Some(menu.chosen_item()?.action.clone()))
    else {
        return Vec::new();
    };
    match action {
        MenuAction::Correct {
            this_article,
            every_article,
        } => {
            let correction = match scope {
                CorrectionScope::Article => this_article,
                CorrectionScope::Everywhere => every_article,
            };
            corrections::apply_correction(state, scope, correction)
        }
        MenuAction::ChooseEntity { from, form } => {
            corrections::open_reassign_menu(state, &from, form.as_deref());
            Vec::new()
        }
    }
}

/// Handles a mouse event: the wheel moves the choice, a click on a row chooses it, a click beside the menu closes it.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    match mouse.kind {
        MouseEventKind::WheelDown => move_choice(state, 1),
        MouseEventKind::WheelUp => move_choice(state, -1),
        MouseEventKind::Press => {
            state.message = None;
            let Some(bar) = prompt_bar(state) else {
                return Vec::new();
            };
            let row = top_menu(state).and_then(|menu| menu.row_at(&bar, mouse.x, mouse.y));
            match (row, top_menu(state)) {
                // The first click only chooses, so that a slip of the mouse corrects nothing.
                (Some(row), Some(menu)) if menu.chosen == row => {
                    return activate_choice(state, CorrectionScope::Article);
                }
                (Some(row), Some(menu)) => menu.chosen = row,
                _ if !bar.area.contains(mouse.x, mouse.y) => drop(state.screen.overlays.pop()),
                _ => {}
            }
        }
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
    Vec::new()
}
