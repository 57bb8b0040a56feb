//! Restoring what earlier reading sessions left: the position and bookmarks of an article, past searches.

use super::scroll;
use crate::app::action::Action;
use crate::app::messages::Level;
use crate::app::overlays::picker;
use crate::app::reading::history::RestoredHistory;
use crate::app::state::MainView;
use crate::app::{Event, State};

/// Notes that the user has done something, if `event` is input: from then on no stored position moves the text.
pub(super) fn note_input(state: &mut State, event: &Event) {
    if matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_)) {
        state.reading.history.has_input = true;
    }
}

/// Applies an event about the history.
pub(super) fn handle_event(state: &mut State, event: Event) {
    match event {
        Event::HistoryLoaded(restored) => restore_position(state, &restored),
        Event::SearchHistoryLoaded(searches) => state.session.searches = searches,
        Event::RecentArticlesLoaded(entries) => picker::show_recent(state, entries),
        Event::HistoryFailed(text) => {
            state.messages.show(Level::Warning, "Reading history", text);
        }
        _ => {}
    }
}

/// Restores the bookmarks of the article, and its position unless the user has already done something.
fn restore_position(state: &mut State, restored: &RestoredHistory) {
    for (&letter, &offset) in &restored.bookmarks {
        state
            .reading
            .history
            .bookmarks
            .entry(letter)
            .or_insert(offset);
    }
    if state.reading.history.has_input || state.main_view() != MainView::Article {
        return;
    }
    let when = &restored.last_read;
    if restored.offset == 0 {
        return;
    }
    scroll::scroll_to_offset(state, restored.offset);
    // Keeps the exact offset, not the beginning of its line: lines begin elsewhere in a window of another width, and the
    // position would creep up from session to session.
    if state.reading.view.top == state.reading.view.flow.position_at(restored.offset) {
        state.reading.view.anchor_offset = restored.offset;
    }
    state.reading.history.start_offset = state.reading.view.anchor_offset;
    let top = state.key_hint(Action::GoToStart);
    state.notice(if restored.is_at_end() {
        format!("You read this to the end {when} · {top} goes to the start")
    } else {
        format!("Where you left off, {when} · {top} goes to the start")
    });
}
