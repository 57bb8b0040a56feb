//! Restoring what earlier reading sessions left: the position and bookmarks of an article, past searches.

use super::{scroll, search};
use crate::app::action::Action;
use crate::app::messages::Level;
use crate::app::overlays::picker;
use crate::app::reading::JumpDirection;
use crate::app::reading::filter::ParagraphFilter;
use crate::app::reading::history::{ReadingPlace, RestoredHistory};
use crate::app::state::{Focus, MainView};
use crate::app::{Event, State};
use crate::document::Document;
use crate::layout::Rect;
use std::sync::Arc;

/// Notes that the user has done something, if `event` is input: from then on no stored position moves the text.
pub(super) fn note_input(state: &mut State, event: &Event) {
    if matches!(
        event,
        Event::Key(_) | Event::Mouse(_) | Event::MultiClick { .. } | Event::Paste(_)
    ) {
        state.reading.history.has_input = true;
        state.reading.view.copied = None;
    }
}

/// What is shown before an event, to tell whether the user has gone elsewhere with it.
pub(super) struct ShownBefore {
    document: Arc<Document>,
    place: ReadingPlace,
    column: Rect,
    filter: Option<ParagraphFilter>,
    /// Whether the text moves to a place that is only looked at.
    looks_ahead: bool,
}

impl ShownBefore {
    /// What is shown before `event`; `None` if that moves no text.
    pub(super) fn new(state: &mut State, event: &Event) -> Option<Self> {
        state.reading.jumps.latest = None;
        let is_input = matches!(
            event,
            Event::Key(_)
                | Event::Mouse(_)
                | Event::MultiClick { .. }
                | Event::Paste(_)
                | Event::NextStep
                | Event::Searched(..)
        );
        is_input.then(|| Self {
            document: Arc::clone(&state.reading.document),
            place: state.reading.place(),
            column: state.screen.areas.column,
            filter: state.reading.filter.clone(),
            looks_ahead: looks_ahead(state, event),
        })
    }

    /// Notes where the user has gone since then. Scrolling moves the place that is remembered, a jump does not.
    pub(super) fn follow(self, state: &mut State) {
        let is_same = Arc::ptr_eq(&self.document, &state.reading.document)
            && self.column == state.screen.areas.column;
        if !is_same {
            return;
        }
        let is_aside = self.looks_ahead || self.filter != state.reading.filter;
        let jump = match state.reading.jumps.latest {
            None if is_aside => Some(JumpDirection::Away),
            jump => jump,
        };
        state.reading.follow_place(self.place, jump);
    }
}

/// Whether `event` moves the text to a place that is only looked at: while a search is typed or goes on, or by a key in the panel.
fn looks_ahead(state: &State, event: &Event) -> bool {
    let is_search = search::is_typing(state) || matches!(event, Event::Searched(..));
    is_search || state.screen.focus == Focus::Panel && matches!(event, Event::Key(_))
}

/// Notes that the article that was just opened shows a place that was asked for, and not where it was left last.
pub(super) fn note_other_place(state: &mut State) {
    let history = &mut state.reading.history;
    history.has_input = true;
    history.left_place = Some(ReadingPlace::default());
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
    let percent = f64::from(restored.percent);
    if let Some(left) = &mut state.reading.history.left_place
        && left.offset == 0
    {
        // The user looks at another place, and has not read there yet.
        *left = ReadingPlace {
            offset: restored.offset,
            share: percent / 100.0,
            visible: restored.offset..restored.offset,
        };
        state.reading.history.start_offset = restored.offset;
        state.reading.forget_place_in_sight();
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
