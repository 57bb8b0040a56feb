//! A line being typed, here and in lists that are searched.

use super::{correct, pick};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::foot::Foot;
use crate::app::key::Key;
use crate::app::layer::Layer;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::{Mouse, MouseKind, State};
use crate::entities::corrections::Reach;

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, _count: Option<usize>) -> Vec<Effect> {
    let purpose = match state.layers.last() {
        Some(Layer::Prompt(prompt)) => prompt.purpose.clone(),
        _ => return Vec::new(),
    };
    match (action, purpose) {
        (Action::Choose, purpose) => return done(state, &purpose, Reach::Article),
        (Action::Always, purpose) => return done(state, &purpose, Reach::Always),
        (Action::OtherKind, Purpose::Rename { whom, .. }) => correct::ask_kind(state, &whom),
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

fn done(state: &mut State, purpose: &Purpose, reach: Reach) -> Vec<Effect> {
    let Some(Layer::Prompt(prompt)) = state.layers.last() else {
        return Vec::new();
    };
    let typed = prompt.typed.text().to_owned();
    match purpose {
        Purpose::Rename { whom, .. } => correct::rename(state, reach, whom, &typed),
    }
}

/// A key that no command has: part of what is typed.
pub(super) fn press(state: &mut State, key: Key) {
    match state.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => {
            prompt.typed.press(key);
        }
        Some(Layer::Pick(pick)) => {
            if let Some(typed) = &mut pick.typed {
                let before = typed.text().to_owned();
                typed.press(key);
                if typed.text() != before {
                    pick.find();
                }
            }
        }
        _ => {}
    }
}

/// Text was pasted; whether there is a line that takes it.
pub(super) fn paste(state: &mut State, words: &str) -> bool {
    match state.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => prompt.typed.insert(words),
        Some(Layer::Pick(pick)) => {
            let Some(typed) = &mut pick.typed else {
                return false;
            };
            typed.insert(words);
            pick.find();
        }
        _ => return false,
    }
    pick::reveal(state);
    true
}

/// The mouse: a click elsewhere closes.
pub(super) fn mouse(state: &mut State, mouse: Mouse) {
    let foot = Foot::of(state, Prompt::wants());
    if mouse.what == MouseKind::Press && !foot.all.contains(mouse.x, mouse.y) {
        state.notice = None;
        state.layers.pop();
    }
}
