//! Connects the reader, the interactive user interface of [`crate::app`] and [`crate::views`], to the main loop.

use super::position::{recent_articles, restored_history};
use super::{CommandOverrides, InitialContent, Program};
use crate::app::effect::Effect;
use crate::app::reading::history::HistorySnapshot;
use crate::app::state::ReaderOptions;
use crate::app::{Event, State, update};
use crate::error::Error;
use crate::load::{self, PartialContent, Source};
use crate::store::{History, Store};
use crate::{terminal, views};
use ratatui::Frame;
use std::sync::Arc;

/// The reader's state, and whether anything has happened since it was last drawn.
struct ReaderProgram {
    state: State,
    changed: bool,
}

impl Program for ReaderProgram {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.changed = true;
        update(&mut self.state, event)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        views::draw(&self.state, frame);
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn history_snapshot(&self) -> Option<HistorySnapshot> {
        self.state.history_snapshot()
    }

    fn searches(&self) -> &[String] {
        self.state.search_history()
    }
}

/// Runs the reader until the user quits and returns the exit code.
///
/// `opening` is what has been loaded of `source` so far: an article, perhaps only its beginning; a feed; or nothing, in which
/// case the source is loaded while the reader is open. Corrections are saved in `store`, reading positions and searches in
/// `history`. `terminal_options` say whether mouse events are reported and which external commands the user has configured.
///
/// # Errors
/// If there is no terminal, or it cannot show the reader.
pub fn run_reader(
    opening: Option<PartialContent>,
    (source, store, history): (Source, Store, History),
    load: load::LoadOptions,
    options: ReaderOptions,
    terminal_options: (bool, CommandOverrides),
) -> Result<u8, Error> {
    let initial = InitialContent::from_opening(opening);
    let size = terminal::size();
    let mut state = match &initial {
        InitialContent::Article(document, _) => State::new(document.clone(), size, options),
        InitialContent::Feed(feed) => State::from_feed(feed.clone(), size, options),
        InitialContent::Nothing => State::opening(
            load::display_name(&source).as_str().to_owned(),
            size,
            options,
        ),
    };
    if let InitialContent::Article(document, rest) = &initial {
        let location = load::reopen_location(&source);
        let restored = restored_history(&history, document, location.as_deref(), rest.is_none());
        if let Some(event) = restored {
            update(&mut state, event);
        }
        if source == Source::Sample {
            offer_recent(&mut state, &history);
        }
    }
    update(&mut state, Event::SearchHistoryLoaded(history.searches()));
    let stores = (store, Arc::new(history));
    let mut reader = ReaderProgram {
        state,
        changed: true,
    };
    super::run_program(
        &mut reader,
        initial,
        (source, load, stores),
        terminal_options,
    )
}

/// When byline is started without an article: shows the list of recent articles over the sample, if there are any.
fn offer_recent(state: &mut State, history: &History) {
    let entries = recent_articles(history, None).unwrap_or_default();
    if entries.len() > 1 {
        update(state, Event::RecentArticlesLoaded(entries));
    }
}
