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
use crate::entities;
use crate::error::Error;
use crate::load::{self, PartialContent, Source};
use crate::store::history::HistoryReader;
use crate::store::{History, article_id};
use crate::{terminal, views};
use ratatui::buffer::Buffer;
use std::sync::Arc;

/// The reader's state, and whether anything has happened since it was last drawn.
struct ReaderProgram {
    state: State,
    changed: bool,
    /// What is still to be read from the history: the first frame does not wait for it.
    unread: Unread,
}

/// What is still to be read from the history.
enum Unread {
    /// The place in the article, and the past searches.
    PlaceAndSearches(PlaceQuestion),
    /// The past searches.
    Searches(Option<HistoryReader>),
    Nothing,
}

/// Where the reader asks for the place in the article.
struct PlaceQuestion {
    history: Arc<History>,
    /// The article, if there is one.
    document: Option<Arc<Document>>,
    /// Whether all of it has been loaded.
    is_complete: bool,
    /// From where it can be opened again.
    location: Option<String>,
    /// Whether it is the sample, over which the recent articles are offered.
    is_sample: bool,
}

impl PlaceQuestion {
    /// Whether the first frame must wait for the answer.
    fn is_urgent(&self) -> bool {
        let document = self.document.as_ref();
        document.is_some_and(|document| {
            let id = || self.is_complete.then(|| article_id(document.text()));
            self.is_sample || self.history.may_have_place(self.location.as_deref(), id)
        })
    }

    /// The place and what else is remembered of the article, if there is anything.
    fn ask(&self, history: &HistoryReader) -> Option<Event> {
        let location = self.location.as_deref();
        let document = self.document.as_ref()?;
        restored_history(Some(history), document, location, self.is_complete)
    }
}

impl ReaderProgram {
    /// Opens the history, and brings the reader to the place in the article.
    fn restore(&mut self, question: &PlaceQuestion) -> Option<HistoryReader> {
        // What goes wrong is reported as soon as the article is saved.
        let history = question.history.reader().ok()?;
        let recent = question
            .is_sample
            .then(|| recent_articles(&history, None).ok());
        // If there is only the sample, nothing is offered.
        let recent = recent.flatten().filter(|entries| entries.len() > 1);
        let events = [
            question.ask(&history),
            recent.map(Event::RecentArticlesLoaded),
        ];
        for event in events.into_iter().flatten() {
            self.changed = true;
            update(&mut self.state, event);
        }
        Some(history)
    }
}

impl Program for ReaderProgram {
    fn after_first_frame(&mut self) {
        let history = match std::mem::replace(&mut self.unread, Unread::Nothing) {
            Unread::PlaceAndSearches(question) => self.restore(&question),
            Unread::Searches(history) => history,
            Unread::Nothing => return,
        };
        let searches = history.map(|history| history.searches());
        let event = Event::SearchHistoryLoaded(searches.unwrap_or_default());
        update(&mut self.state, event);
    }

    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.changed = true;
        update(&mut self.state, event)
    }

    fn draw(&self, frame: &mut Buffer) {
        views::paint(&self.state, frame);
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
    entities::prepare_in_background();
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
    for error in errors {
        update(&mut state, Event::HistoryFailed(error.to_string()));
    }
    let (document, is_complete) = match &initial {
        InitialContent::Article(document, rest) => (Some(document.clone()), rest.is_none()),
        InitialContent::Feed(_) | InitialContent::Nothing => (None, false),
    };
    let question = PlaceQuestion {
        history: stores.history.clone(),
        document,
        is_complete,
        location: load::reopen_location(source),
        is_sample: *source == Source::Sample,
    };
    let mut reader = ReaderProgram {
        state,
        changed: true,
        unread: Unread::Nothing,
    };
    reader.unread = if question.is_urgent() {
        Unread::Searches(reader.restore(&question))
    } else {
        Unread::PlaceAndSearches(question)
    };
    super::run_program(&mut reader, initial, target, stores, terminal_options)
}
