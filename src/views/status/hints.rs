//! The key hints of each context.

use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::overlay::Overlay;
use crate::app::picker::PickerKind;
use crate::app::state::Origin;

/// Width of the screen below which hints use the shortest words.
const NARROW_COLUMNS: u16 = 56;

/// The most useful keys in the current context, the most important first.
pub(super) fn key_hints(state: &State) -> Vec<(String, &'static str)> {
    let leave_label = if state.session.feed_list.is_some() {
        "list"
    } else if state.is_manual_over_article() {
        "back"
    } else {
        "quit"
    };
    let actions: &[(Action, &str)] = match state.mode() {
        Mode::Help => &[
            (Action::Close, "close"),
            (Action::PageDown, "page"),
            (Action::ShowManual, "manual"),
        ],
        Mode::Panel => &[
            (Action::Choose, "card"),
            (Action::LineDown, "next"),
            (Action::SearchPanel, "search"),
            (Action::Close, "back"),
        ],
        Mode::Card => &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "go there"),
            (Action::Close, "close"),
            (Action::ShowMentionedTogether, "mentioned with"),
            (Action::Copy, "copy"),
        ],
        Mode::MentionedTogether => &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "go through"),
            (Action::Close, "close"),
            (Action::SwitchFocus, "this name or all"),
        ],
        Mode::Map => &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "go there"),
            (Action::Close, "close"),
            (Action::ZoomIn, "zoom in"),
        ],
        Mode::Question
        | Mode::Menu
        | Mode::Prompt
        | Mode::Selection
        | Mode::Picker
        | Mode::PanelSearch
        | Mode::Bookmark
        | Mode::LinkHints => prompt_hints(state),
        Mode::NoArticle if state.session.loading.is_some() => {
            &[(Action::Close, "cancel"), (Action::Leave, "quit")]
        }
        Mode::NoArticle => &[(Action::Reload, "try again"), (Action::Leave, "quit")],
        _ if state.session.loading.is_some() => {
            &[(Action::Close, "cancel"), (Action::ShowHelp, "help")]
        }
        Mode::FeedList => &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "open"),
            (Action::Leave, "quit"),
            (Action::Reload, "reload"),
        ],
        Mode::Text if state.reading.search.active.is_some() => &[
            (Action::ShowHelp, "help"),
            (Action::NextMatch, "next"),
            (Action::PreviousMatch, "previous"),
            (Action::Close, "end search"),
        ],
        Mode::Text if state.reading.current.is_some() && state.reading.selected.is_none() => &[
            (Action::ShowHelp, "help"),
            (Action::NextMention, "next"),
            (Action::Choose, "card"),
            (Action::FollowNext, "follow name"),
            (Action::GoBack, "back"),
        ],
        Mode::Text if state.reading.selected.is_some() => &[
            (Action::ShowHelp, "help"),
            (Action::NextMatch, "next"),
            (Action::PreviousMatch, "previous"),
            (Action::Close, "deselect"),
            (Action::Choose, "card"),
        ],
        Mode::Text if state.reading.origin == Origin::Manual => &[
            (Action::ShowHelp, "help"),
            (Action::ShowContents, "contents"),
            (Action::Leave, leave_label),
            (Action::Search, "search"),
        ],
        Mode::Text => &[
            (Action::ShowHelp, "help"),
            (Action::NextMention, "next mention"),
            (Action::SwitchFocus, "panel"),
            (Action::Leave, leave_label),
        ],
    };
    actions
        .iter()
        .map(|(action, word)| (state.key_hint_in(state.mode(), *action), *word))
        // The user may have unbound the action.
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

/// The most useful keys while the user is being asked something.
fn prompt_hints(state: &State) -> &[(Action, &'static str)] {
    match state.mode() {
        Mode::Question | Mode::Menu => match state.screen.overlays.last() {
            Some(Overlay::Menu(menu)) if menu.opens_submenu() => {
                &[(Action::Choose, "continue"), (Action::Close, "cancel")]
            }
            _ if state.screen.size.0 < NARROW_COLUMNS => &[
                (Action::Choose, "here"),
                (Action::ApplyEverywhere, "always"),
                (Action::Close, "cancel"),
            ],
            _ => &[
                (Action::Choose, "this article"),
                (Action::ApplyEverywhere, "every article"),
                (Action::Close, "cancel"),
            ],
        },
        Mode::Prompt => match state.screen.overlays.last() {
            Some(Overlay::Prompt(prompt)) => prompt.key_hints(),
            _ => &[],
        },
        Mode::Selection if state.has_mouse_selection() => &[
            (Action::AddName, "add name"),
            (Action::Pipe, "pipe"),
            (Action::MoveRight, "next word"),
            (Action::Close, "deselect"),
        ],
        Mode::Selection => &[
            (Action::AddName, "add name"),
            (Action::MoveRight, "next word"),
            (Action::SelectText, "start here"),
            (Action::Copy, "copy"),
            (Action::Pipe, "pipe"),
            (Action::Close, "cancel"),
        ],
        Mode::Picker if is_list_of_articles(state) => &[
            (Action::Choose, "open"),
            (Action::LineDown, "next"),
            (Action::Close, "close"),
        ],
        Mode::Picker => &[
            (Action::Choose, "go there"),
            (Action::LineDown, "next"),
            (Action::Close, "close"),
        ],
        Mode::PanelSearch => &[(Action::Choose, "keep"), (Action::Close, "show all")],
        Mode::Bookmark | Mode::LinkHints => &[(Action::Close, "cancel")],
        _ => &[],
    }
}

/// Whether the open picker lists recently read articles.
fn is_list_of_articles(state: &State) -> bool {
    matches!(
        state.screen.overlays.last(),
        Some(Overlay::Picker(picker)) if picker.kind == PickerKind::RecentArticles
    )
}
