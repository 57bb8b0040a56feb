//! Errors of the command line in the words of the rest of the program.

use crate::error::SafeText;
use crate::load::clean;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;

/// What is wrong with the command line, in one sentence that says what to do.
pub(super) fn message(error: &clap::Error) -> SafeText {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    // clap names an option with its value: "--order <mentions|appearance|name>".
    let option = text(ContextKind::InvalidArg).map(|arg| {
        arg.split(' ')
            .next()
            .unwrap_or(arg)
            .trim_matches(['[', ']', '.'])
    });
    let value = text(ContextKind::InvalidValue);
    let message = match (error.kind(), option, value) {
        (ErrorKind::UnknownArgument, Some(option), _) => match text(ContextKind::SuggestedArg) {
            Some(meant) => format!("there is no option {option}; did you mean {meant}?"),
            None => format!("there is no option {option}; try byline --help"),
        },
        (ErrorKind::InvalidValue, Some(option), None | Some("")) => {
            format!("{option} needs a value; try byline --help")
        }
        (ErrorKind::InvalidValue, Some(option), Some(value)) => {
            let words = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(words)) => words.join(", "),
                _ => String::new(),
            };
            format!("invalid value “{value}” for {option}: use one of {words}")
        }
        (ErrorKind::ValueValidation, Some(option), Some(value)) => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            format!("invalid value “{value}” for {option}: {reason}")
        }
        _ => first_line(&error.to_string()),
    };
    SafeText::new(clean::line(&message).as_ref())
}

/// The first line of clap's own message, without its prefix and full stop.
fn first_line(message: &str) -> String {
    let first = message
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let first = first.trim().trim_start_matches("error: ");
    format!("{}; try byline --help", first.trim_end_matches(['.', ':']))
}
