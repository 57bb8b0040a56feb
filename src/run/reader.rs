//! Connects the reader, the interactive user interface of [`crate::app`] and [`crate::views`], to the main loop.

use super::position::{recent_articles, restored_history};
use super::{LoadTarget, Program, Stores, TerminalOptions, feeds};
use crate::app::effect::Effect;
use crate::app::links::ScreenLink;
use crate::app::pictures::ScreenPicture;
use crate::app::reading::history::HistorySnapshot;
use crate::app::state::ReaderOptions;
use crate::app::{Event, State, update};
use crate::document::{Document, Feed};
use crate::error::Error;
use crate::load::{self, PartialContent, Source};
use crate::store::history::HistoryReader;
use crate::{terminal, views};
use ratatui::Frame;
use std::sync::Arc;

/// The reader's state, and whether anything has happened since it was last drawn.
struct ReaderProgram {
    state: State,
    changed: bool,
    /// The history, from which the past searches are still to be read: the first frame does not wait for them.
    history: Option<HistoryReader>,
}

impl Program for ReaderProgram {
    fn after_first_frame(&mut self) {
        let searches = self.history.take().map(|history| history.searches());
        let event = Event::SearchHistoryLoaded(searches.unwrap_or_default());
        update(&mut self.state, event);
    }

    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.changed = true;
        update(&mut self.state, event)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        views::draw(&self.state, frame);
    }

    fn links(&self) -> Vec<ScreenLink> {
        self.state.screen_links()
    }

    fn picture(&self) -> Option<ScreenPicture> {
        self.state.screen_picture()
    }

    fn is_moving(&self) -> bool {
        self.state.is_moving()
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn awaits_key(&self) -> bool {
        self.state.awaits_key()
    }

    fn history_snapshot(&self) -> Option<HistorySnapshot> {
        self.state.history_snapshot()
    }

    fn searches(&self) -> &[String] {
        self.state.search_history()
    }
}

/// What there is to show when the reader starts.
#[derive(Debug)]
pub(super) enum InitialContent {
    /// An article, and the rest of it if only its beginning has been loaded.
    Article(Arc<Document>, Option<load::PendingDocument>),
    /// A feed.
    Feed(Arc<Feed>),
    /// Nothing yet: the source is loaded while the reader is open.
    Nothing,
}

impl InitialContent {
    /// Wraps what has been loaded so far.
    pub(super) fn from_opening(opening: Option<PartialContent>) -> Self {
        match opening {
            Some(PartialContent::Article { head, rest }) => Self::Article(Arc::new(head), rest),
            Some(PartialContent::Feed(feed)) => Self::Feed(Arc::new(feed)),
            None => Self::Nothing,
        }
    }
}

/// Runs the reader until the user quits and returns the exit code.
///
/// `opening` is what has been loaded of `target` so far: an article, perhaps only its beginning; a feed; or nothing, in which
/// case the target is loaded while the reader is open.
///
/// # Errors
/// If there is no terminal, or it cannot show the reader.
pub fn run_reader(
    opening: Option<PartialContent>,
    target: LoadTarget,
    stores: Stores,
    options: ReaderOptions,
    terminal_options: TerminalOptions,
) -> Result<u8, Error> {
    let source = &target.source;
    let mut errors = Vec::new();
    let mut opening = opening;
    if let Some(PartialContent::Feed(feed)) = &mut opening {
        let location = load::reopen_location(source);
        errors = feeds::remember(feed, location.as_deref(), &stores.feeds);
    }
    let initial = InitialContent::from_opening(opening);
    let size = terminal::size();
    let mut state = match &initial {
        InitialContent::Article(document, _) => State::new(document.clone(), size, options),
        InitialContent::Feed(feed) => State::from_feed(feed.clone(), size, options),
        InitialContent::Nothing => {
            let name = load::display_name(source).as_str().to_owned();
            State::opening(name, size, options)
        }
    };
    // Its errors are reported as soon as the article is saved.
    let history = stores.history.reader().ok();
    if let InitialContent::Article(document, rest) = &initial {
        let location = load::reopen_location(source);
        let restored = restored_history(
            history.as_ref(),
            document,
            location.as_deref(),
            rest.is_none(),
        );
        if let Some(event) = restored {
            update(&mut state, event);
        }
        if *source == Source::Sample {
            offer_recent(&mut state, history.as_ref());
        }
    }
    for error in errors {
        update(&mut state, Event::HistoryFailed(error.to_string()));
    }
    let mut reader = ReaderProgram {
        state,
        changed: true,
        history,
    };
    super::run_program(&mut reader, initial, target, stores, terminal_options)
}

/// When byline is started without an article: shows the list of recent articles over the sample, if there are any.
fn offer_recent(state: &mut State, history: Option<&HistoryReader>) {
    let entries = history.and_then(|history| recent_articles(history, None).ok());
    let entries = entries.unwrap_or_default();
    if entries.len() > 1 {
        update(state, Event::RecentArticlesLoaded(entries));
    }
}
