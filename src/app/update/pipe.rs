//! Giving text to a command: what is taken, or else the whole article.

use super::sheet;
use crate::app::effect::{Effect, Piped};
use crate::app::layer::Layer;
use crate::app::pipe::{plain, words};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::state::State;
use crate::app::typed::Typed;

/// Commands that are remembered.
const REMEMBERED: usize = 100;

/// |: the command is asked for.
pub(super) fn open(state: &mut State) {
    let range = match state.layers.last() {
        Some(Layer::Stretch(stretch)) => Some(stretch.range()),
        _ => None,
    };
    let what = match &range {
        Some(range) => format!(
            "what is taken, {}",
            words(state.document.slice(range.clone()))
        ),
        None if state.document.text().is_empty() => {
            state.notice = Some("no text to give to a command".to_owned());
            return;
        }
        None => format!("the article, {}", words(state.document.text())),
    };
    let prompt = Prompt {
        purpose: Purpose::Pipe {
            range,
            what,
            nth: state.commands.len(),
            draft: String::new(),
        },
        typed: Typed::default(),
    };
    sheet::open(state, Layer::Prompt(prompt));
}

/// ↑ and ↓: the commands that were typed before.
pub(super) fn remember(state: &mut State, earlier: bool) {
    let Some(Layer::Prompt(Prompt {
        purpose: Purpose::Pipe { nth, draft, .. },
        typed,
    })) = state.layers.last_mut()
    else {
        return;
    };
    let history = &state.commands;
    if *nth >= history.len() {
        typed.text().clone_into(draft);
    }
    *nth = if earlier {
        nth.saturating_sub(1)
    } else {
        (*nth + 1).min(history.len())
    };
    *typed = Typed::new(history.get(*nth).unwrap_or(draft));
}

/// Enter: give it.
pub(super) fn give(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Prompt(Prompt {
        purpose: Purpose::Pipe { range, what, .. },
        typed,
    })) = state.layers.pop()
    else {
        return Vec::new();
    };
    let command = typed.text().trim().to_owned();
    if command.is_empty() {
        return Vec::new();
    }
    state.commands.retain(|before| *before != command);
    state.commands.push(command.clone());
    if state.commands.len() > REMEMBERED {
        state.commands.remove(0);
    }
    let text = match range {
        Some(range) => format!("{}\n", state.document.slice(range)),
        None => plain(&state.document),
    };
    vec![Effect::Pipe(Piped {
        command,
        text,
        what,
    })]
}
