//! A line being typed, here and in lists that are searched.

use super::{correct, filter, finder, hints, letter, pick, search};
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
        (Action::Earlier, Purpose::Search) => return search::remember(state, true),
        (Action::Later, Purpose::Search) => return search::remember(state, false),
        (Action::Close, Purpose::Search) => return search::never_mind(state),
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
        Purpose::Search => search::keep(state, &typed),
    }
}

/// A key that no command has: part of what is typed.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    match state.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => {
            prompt.typed.press(key);
            return search::typed(state);
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
        Some(Layer::Finder(_)) => return finder::press(state, key),
        Some(Layer::Filter) => return filter::press(state, key),
        Some(Layer::Letter(_)) => return letter::press(state, key),
        Some(Layer::Hints(_)) => return hints::press(state, key),
        _ => {}
    }
    Vec::new()
}

/// Text was pasted; what comes of it, if there is a line that takes it.
pub(super) fn paste(state: &mut State, words: &str) -> Option<Vec<Effect>> {
    match state.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => {
            prompt.typed.insert(words);
            return Some(search::typed(state));
        }
        Some(Layer::Pick(pick)) => {
            let Some(typed) = &mut pick.typed else {
                return None;
            };
            typed.insert(words);
            pick.find();
        }
        Some(Layer::Finder(finder)) => {
            finder.typed.insert(words);
            finder.find();
        }
        Some(Layer::Filter) => filter::change(state, |typed| typed.insert(words)),
        _ => return None,
    }
    pick::reveal(state);
    Some(Vec::new())
}

/// The mouse: a click elsewhere closes.
pub(super) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    let foot = Foot::of(state, Prompt::wants());
    if mouse.what == MouseKind::Press && !foot.all.contains(mouse.x, mouse.y) {
        state.notice = None;
        if search::is_typed(state) {
            return search::never_mind(state);
        }
        state.layers.pop();
    }
    Vec::new()
}
