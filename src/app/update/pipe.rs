//! Piping text to a shell command: the selection, or else the whole article.

use crate::app::effect::{Effect, PipeRequest};
use crate::app::overlays::prompt::{Prompt, PromptKind};
use crate::app::overlays::{self, Overlay};
use crate::app::plain_text::{count_words, format_document};
use crate::app::state::State;
use std::ops::Range;

/// The number of commands that are remembered.
const MAX_COMMANDS: usize = 100;

/// Opens the prompt for the command that gets the text of `range` (bytes), or the whole article.
pub(crate) fn open_prompt(state: &mut State, range: Option<Range<usize>>) {
    let document = &state.reading.document;
    let description = match &range {
        Some(range) => {
            let words = count_words(document.slice(range.clone()));
            format!("the selection, {words}")
        }
        None if document.text().is_empty() => {
            state.notice("No text to pipe to a command");
            return;
        }
        None => format!("the article, {}", count_words(document.text())),
    };
    let kind = PromptKind::Pipe { range, description };
    overlays::push(state, Overlay::Prompt(Prompt::new(kind, "")));
}

/// Runs the typed command with the text of `range`, or the whole article, as its input.
pub(crate) fn run_command(
    state: &mut State,
    typed: &str,
    range: Option<Range<usize>>,
    description: &str,
) -> Vec<Effect> {
    let command = typed.trim();
    if command.is_empty() {
        return Vec::new();
    }
    let commands = &mut state.session.commands;
    commands.retain(|earlier| earlier != command);
    commands.push(command.to_owned());
    if commands.len() > MAX_COMMANDS {
        commands.remove(0);
    }
    let document = &state.reading.document;
    let text = match range {
        Some(range) => format!("{}\n", document.slice(range)),
        None => format_document(document),
    };
    vec![Effect::Pipe(PipeRequest {
        command: command.to_owned(),
        text,
        description: description.to_owned(),
    })]
}
