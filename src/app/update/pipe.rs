//! Piping text to a shell command: the selection, or else the whole article.

use super::overlay;
use crate::app::effect::{Effect, PipeRequest};
use crate::app::overlay::Overlay;
use crate::app::plain_text::{count_words, format_document};
use crate::app::prompt::{Prompt, PromptKind};
use crate::app::state::State;
use crate::app::text_input::TextInput;

/// The number of commands that are remembered.
const MAX_COMMANDS: usize = 100;

/// Opens the prompt for the command.
pub(super) fn open_prompt(state: &mut State) {
    let range = match state.screen.overlays.last() {
        Some(Overlay::Selection(selection)) => Some(selection.range()),
        _ => None,
    };
    let description = match &range {
        Some(range) => format!(
            "the selection, {}",
            count_words(state.reading.document.slice(range.clone()))
        ),
        None if state.reading.document.text().is_empty() => {
            state.message = Some("No text to pipe to a command".to_owned());
            return;
        }
        None => format!(
            "the article, {}",
            count_words(state.reading.document.text())
        ),
    };
    let prompt = Prompt {
        kind: PromptKind::Pipe {
            range,
            description,
            history_index: state.session.commands.len(),
            draft: String::new(),
        },
        input: TextInput::default(),
    };
    overlay::push_overlay(state, Overlay::Prompt(prompt));
}

/// Recalls the previous or the next command of the history.
pub(super) fn recall_command(state: &mut State, earlier: bool) {
    let Some(Overlay::Prompt(Prompt {
        kind:
            PromptKind::Pipe {
                history_index: index,
                draft,
                ..
            },
        input,
    })) = state.screen.overlays.last_mut()
    else {
        return;
    };
    let history = &state.session.commands;
    if *index >= history.len() {
        input.text().clone_into(draft);
    }
    *index = if earlier {
        index.saturating_sub(1)
    } else {
        (*index + 1).min(history.len())
    };
    *input = TextInput::new(history.get(*index).unwrap_or(draft));
}

/// Runs the typed command with the text as its input.
pub(super) fn run_command(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Prompt(Prompt {
        kind: PromptKind::Pipe {
            range, description, ..
        },
        input,
    })) = state.screen.overlays.pop()
    else {
        return Vec::new();
    };
    let command = input.text().trim().to_owned();
    if command.is_empty() {
        return Vec::new();
    }
    state.session.commands.retain(|earlier| *earlier != command);
    state.session.commands.push(command.clone());
    if state.session.commands.len() > MAX_COMMANDS {
        state.session.commands.remove(0);
    }
    let text = match range {
        Some(range) => format!("{}\n", state.reading.document.slice(range)),
        None => format_document(&state.reading.document),
    };
    vec![Effect::Pipe(PipeRequest {
        command,
        text,
        description,
    })]
}
