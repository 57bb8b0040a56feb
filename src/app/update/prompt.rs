//! Text inputs: the prompt's actions, and typing and pasting into every overlay that has an input.

use super::{bookmarks, corrections, link_hints, menu, panel_search, picker, pipe, search};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::overlay::Overlay;
use crate::app::prompt::{Prompt, PromptKind};
use crate::app::prompt_bar::PromptBar;
use crate::app::{MouseEvent, MouseEventKind, State};
use crate::entities::corrections::CorrectionScope;

/// Handles `action` in the prompt on top.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    _count: Option<usize>,
) -> Vec<Effect> {
    let kind = match state.screen.overlays.last() {
        Some(Overlay::Prompt(prompt)) => prompt.kind.clone(),
        _ => return Vec::new(),
    };
    match (action, kind) {
        (Action::PreviousInput, PromptKind::Search) => return search::recall_search(state, true),
        (Action::NextInput, PromptKind::Search) => return search::recall_search(state, false),
        (Action::Close, PromptKind::Search) => return search::cancel(state),
        (Action::PreviousInput | Action::NextInput, PromptKind::Pipe { .. }) => {
            pipe::recall_command(state, action == Action::PreviousInput);
        }
        (Action::ApplyEverywhere, PromptKind::Pipe { .. }) => {}
        (Action::Choose, kind) => return submit(state, &kind, CorrectionScope::Article),
        (Action::ApplyEverywhere, kind) => {
            return submit(state, &kind, CorrectionScope::Everywhere);
        }
        (Action::SwitchKind, PromptKind::Rename { entity: target, .. }) => {
            corrections::open_kind_menu(state, &target);
        }
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    Vec::new()
}

fn submit(state: &mut State, kind: &PromptKind, scope: CorrectionScope) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = state.screen.overlays.last() else {
        return Vec::new();
    };
    let typed = prompt.input.text().to_owned();
    match kind {
        PromptKind::Rename { entity: target, .. } => {
            corrections::rename_entity(state, scope, target, &typed)
        }
        PromptKind::Search => search::accept(state, &typed),
        PromptKind::Pipe { .. } => pipe::run_command(state),
    }
}

/// Types an unbound key into the input of the overlay on top.
pub(super) fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    match state.screen.overlays.last_mut() {
        Some(Overlay::Prompt(prompt)) => {
            prompt.input.handle_key(key);
            return search::update_matches(state);
        }
        Some(Overlay::Menu(menu)) => {
            if let Some(input) = &mut menu.input {
                let previous = input.text().to_owned();
                input.handle_key(key);
                if input.text() != previous {
                    menu.refresh_matches();
                }
            }
        }
        Some(Overlay::Picker(_)) => return picker::handle_key(state, key),
        Some(Overlay::PanelSearch) => return panel_search::handle_key(state, key),
        Some(Overlay::BookmarkPrompt(_)) => return bookmarks::handle_key(state, key),
        Some(Overlay::LinkHints(_)) => return link_hints::handle_key(state, key),
        _ => {}
    }
    Vec::new()
}

/// Pastes `text` into the input of the overlay on top; `None` if it has no input.
pub(super) fn handle_paste(state: &mut State, text: &str) -> Option<Vec<Effect>> {
    match state.screen.overlays.last_mut() {
        Some(Overlay::Prompt(prompt)) => {
            prompt.input.insert(text);
            return Some(search::update_matches(state));
        }
        Some(Overlay::Menu(menu)) => {
            let Some(input) = &mut menu.input else {
                return None;
            };
            input.insert(text);
            menu.refresh_matches();
        }
        Some(Overlay::Picker(picker)) => {
            picker.input.insert(text);
            picker.refresh_matches();
        }
        Some(Overlay::PanelSearch) => panel_search::edit_query(state, |input| input.insert(text)),
        _ => return None,
    }
    menu::scroll_to_choice(state);
    Some(Vec::new())
}

/// Handles a mouse event: a click outside the prompt closes it.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    let bar = PromptBar::new(state, Prompt::bar_spec());
    if mouse.kind == MouseEventKind::Press && !bar.area.contains(mouse.x, mouse.y) {
        state.message = None;
        if search::is_typing(state) {
            return search::cancel(state);
        }
        state.screen.overlays.pop();
    }
    Vec::new()
}
