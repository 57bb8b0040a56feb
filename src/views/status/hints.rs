//! The keys that matter in each context.

use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::layer::Layer;

/// Columns below which keys are told in the shortest words.
const NARROW: u16 = 56;

/// The keys that matter in this context, most important first.
pub(super) fn hints(state: &State) -> Vec<(String, &'static str)> {
    let leave = if state.listing.is_some() {
        "list"
    } else {
        "quit"
    };
    let actions: &[(Action, &str)] = match state.mode() {
        Mode::Help => &[(Action::Close, "close"), (Action::PageDown, "page")],
        Mode::Panel => &[
            (Action::Choose, "card"),
            (Action::LineDown, "next"),
            (Action::Filter, "find"),
            (Action::Close, "back"),
        ],
        Mode::Card => &[
            (Action::Help, "help"),
            (Action::Choose, "go there"),
            (Action::Close, "close"),
            (Action::Company, "with whom"),
            (Action::Copy, "copy"),
        ],
        Mode::Company => &[
            (Action::Help, "help"),
            (Action::Choose, "walk them"),
            (Action::Close, "close"),
            (Action::Focus, "all, or of one"),
        ],
        Mode::World => &[
            (Action::Help, "help"),
            (Action::Choose, "go there"),
            (Action::Close, "close"),
            (Action::Closer, "closer"),
        ],
        Mode::Ask
        | Mode::Pick
        | Mode::Prompt
        | Mode::Stretch
        | Mode::Finder
        | Mode::Filter
        | Mode::Letter
        | Mode::Hints => asked(state),
        Mode::Notice if state.loading.is_some() => {
            &[(Action::Close, "cancel"), (Action::Leave, "quit")]
        }
        Mode::Notice => &[(Action::Reload, "try again"), (Action::Leave, "quit")],
        _ if state.loading.is_some() => &[(Action::Close, "cancel"), (Action::Help, "help")],
        Mode::List => &[
            (Action::Help, "help"),
            (Action::Choose, "open"),
            (Action::Leave, "quit"),
            (Action::Reload, "reload"),
        ],
        Mode::Text if state.searching.active.is_some() => &[
            (Action::Help, "help"),
            (Action::OfEntityNext, "next"),
            (Action::OfEntityPrevious, "previous"),
            (Action::Close, "end the search"),
        ],
        Mode::Text if state.current.is_some() && state.selected.is_none() => &[
            (Action::Help, "help"),
            (Action::MentionNext, "next"),
            (Action::Choose, "card"),
            (Action::SameNext, "next of same"),
            (Action::Back, "back"),
        ],
        Mode::Text if state.selected.is_some() => &[
            (Action::Help, "help"),
            (Action::OfEntityNext, "next"),
            (Action::OfEntityPrevious, "previous"),
            (Action::Close, "let go"),
            (Action::Choose, "card"),
        ],
        Mode::Text => &[
            (Action::Help, "help"),
            (Action::MentionNext, "next mention"),
            (Action::Focus, "panel"),
            (Action::Leave, leave),
        ],
    };
    actions
        .iter()
        .map(|(action, word)| (state.hint_in(state.mode(), *action), *word))
        // The reader may have taken every key from it.
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

/// The keys that matter where something is asked or chosen.
fn asked(state: &State) -> &[(Action, &'static str)] {
    match state.mode() {
        Mode::Ask | Mode::Pick => match state.layers.last() {
            Some(Layer::Pick(pick)) if pick.leads_on() => {
                &[(Action::Choose, "go on"), (Action::Close, "never mind")]
            }
            _ if state.size.0 < NARROW => &[
                (Action::Choose, "here"),
                (Action::Always, "always"),
                (Action::Close, "no"),
            ],
            _ => &[
                (Action::Choose, "this article"),
                (Action::Always, "every article"),
                (Action::Close, "never mind"),
            ],
        },
        Mode::Prompt => match state.layers.last() {
            Some(Layer::Prompt(prompt)) => prompt.keys(),
            _ => &[],
        },
        Mode::Stretch if state.is_dragged() => &[
            (Action::Add, "mark it"),
            (Action::Pipe, "to a command"),
            (Action::Right, "a word on"),
            (Action::Close, "let go"),
        ],
        Mode::Stretch => &[
            (Action::Add, "mark it"),
            (Action::Right, "a word on"),
            (Action::Stretch, "begin here"),
            (Action::Copy, "copy"),
            (Action::Pipe, "to a command"),
            (Action::Close, "never mind"),
        ],
        Mode::Finder => &[
            (Action::Choose, "go there"),
            (Action::LineDown, "next"),
            (Action::Close, "close"),
        ],
        Mode::Filter => &[(Action::Choose, "keep"), (Action::Close, "all again")],
        Mode::Letter | Mode::Hints => &[(Action::Close, "never mind")],
        _ => &[],
    }
}
