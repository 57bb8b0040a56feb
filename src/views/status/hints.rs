//! The key hints of each context. Those of an overlay come with it.

use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::overlays::KeyHints;
use crate::app::state::{MainView, Origin};

/// The most useful keys in the current context, the most important first.
pub(in crate::views) fn key_hints(state: &State) -> Vec<(String, &'static str)> {
    let hints = match state.top_overlay() {
        _ if state.mode() == Mode::Panel => hints_in_panel(state),
        Some(overlay) => overlay.key_hints(state),
        None => hints_without_overlay(state),
    };
    let leave_label = if state.session.feed_list.is_some() {
        "list"
    } else if state.is_manual_over_article() {
        "back"
    } else {
        "quit"
    };
    let label = |action, label| match action {
        Action::Leave if state.main_view() == MainView::Article => leave_label,
        Action::Leave if state.main_view() == MainView::FeedList && state.came_from_list() => {
            "back"
        }
        _ => label,
    };
    hints
        .iter()
        .map(|&(action, word)| (state.key_hint_in(state.mode(), action), label(action, word)))
        // The user may have unbound the action.
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

/// The most useful keys while the panel has them.
fn hints_in_panel(state: &State) -> KeyHints {
    if state.reading.panel.query.is_some() {
        &[
            (Action::Choose, "card"),
            (Action::Close, "show all"),
            (Action::LineDown, "next"),
            (Action::SearchPanel, "search"),
        ]
    } else {
        &[
            (Action::Choose, "card"),
            (Action::LineDown, "next"),
            (Action::SearchPanel, "search"),
            (Action::Close, "to the text"),
            (Action::ShowLibrary, "library"),
        ]
    }
}

/// The most useful keys while nothing is open on top.
fn hints_without_overlay(state: &State) -> KeyHints {
    let (reading, is_loading) = (&state.reading, super::is_waiting(state));
    match state.main_view() {
        MainView::NoArticle if is_loading => &[(Action::Close, "cancel"), (Action::Leave, "quit")],
        MainView::NoArticle => &[(Action::Reload, "try again"), (Action::Leave, "quit")],
        _ if is_loading => &[(Action::Close, "cancel"), (Action::ShowHelp, "help")],
        MainView::FeedList if reading.origin == Origin::Feeds => &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "open"),
            (Action::Reload, "what is new"),
            (Action::Leave, "quit"),
        ],
        MainView::FeedList => &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "open"),
            (Action::Leave, "quit"),
            (Action::Reload, "reload"),
        ],
        MainView::Article if reading.search.active.is_some() => &[
            (Action::ShowHelp, "help"),
            (Action::NextMatch, "next"),
            (Action::Close, "end search"),
            (Action::PreviousMatch, "previous"),
        ],
        MainView::Article if reading.selected.is_some() => &[
            (Action::ShowHelp, "help"),
            (Action::NextMatch, "next of selected"),
            (Action::PreviousMatch, "previous"),
            (Action::Close, "deselect"),
            (Action::Choose, "card"),
            (Action::ShowLibrary, "library"),
        ],
        MainView::Article if reading.current.is_some() => &[
            (Action::ShowHelp, "help"),
            (Action::NextMention, "next"),
            (Action::Choose, "card"),
            (Action::FollowNext, "follow name"),
            (Action::GoBack, "back"),
            (Action::ShowLibrary, "library"),
        ],
        MainView::Article if reading.origin == Origin::Manual => &[
            (Action::ShowHelp, "help"),
            (Action::ShowContents, "contents"),
            (Action::Leave, "back"),
            (Action::Search, "search"),
        ],
        MainView::Article if state.has_page_before() => &[
            (Action::ShowHelp, "help"),
            (Action::GoBack, "back"),
            (Action::Leave, "quit"),
            (Action::NextMention, "next mention"),
            (Action::SwitchFocus, "panel"),
            (Action::ShowLibrary, "library"),
        ],
        MainView::Article => &[
            (Action::ShowHelp, "help"),
            (Action::NextMention, "next mention"),
            (Action::Leave, "quit"),
            (Action::SwitchFocus, "panel"),
            (Action::ShowLibrary, "library"),
        ],
    }
}
