//! The state of the reader, in four parts by how long they last.
//!
//! It is changed only by [`update`](super::update::update); views read it through `&`. It also holds what
//! the views need for every frame and what follows from the rest (the visible lines, the rows of the panel); `update` keeps
//! that up to date.

use super::action::{Action, Mode};
use super::effect::OpenRequest;
use super::feed_list::FeedList;
use super::loading::PendingLoad;
use super::messages::Messages;
pub use super::options::{Origin, ReaderOptions};
use super::overlays::Overlay;
pub use super::reading::{AnalysisProgress, Reading, ViewPosition};
pub use super::screen::{Focus, Screen};
pub use super::session::Session;
use super::update::whole_page;
use super::visited::{Direction, PageState, VisitedPage};
use crate::document::{Document, Feed};
use crate::entities::EntityId;
use crate::layout::{LayoutOptions, Size};
use std::sync::Arc;

/// What the main part of the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MainView {
    /// The article, with the panel and the overlays.
    Article,
    /// The list of a feed's articles.
    FeedList,
    /// Only a message: nothing has been opened yet, or it could not be opened.
    NoArticle,
}

/// The whole state of the reader.
#[derive(Debug, Clone)]
pub struct State {
    /// What lasts as long as the program.
    pub session: Session,
    /// What lasts as long as the article is open.
    pub reading: Reading,
    /// The screen and what is open on it.
    pub screen: Screen,
    /// What the user is told.
    pub messages: Messages,
    /// What was on the screen when the manual was opened over it.
    pub(super) under_manual: Option<Box<PageState>>,
}

impl State {
    /// The reader at the start of `document`, on a screen of `size` columns and rows.
    pub fn new(document: Arc<Document>, size: impl Into<Size>, options: ReaderOptions) -> Self {
        let screen = Screen::new(
            size.into(),
            LayoutOptions {
                panel: options.reading.panel,
                drawer: false,
                zen: false,
                text_width: options.reading.text_width,
                panel_width: None,
            },
        );
        let mut messages = Messages::default();
        if let Some(notice) = whole_page::loading_notice(&document, &options.keymap) {
            messages.notice(notice);
        }
        let mut reading = Reading::new(document, options.origin, screen.areas.column.width);
        reading.view.refresh(screen.areas.column.height);
        Self {
            session: Session::new(options),
            reading,
            screen,
            messages,
            under_manual: None,
        }
    }

    /// The reader without an article: the one called `name` is being loaded.
    pub fn opening(name: String, size: impl Into<Size>, options: ReaderOptions) -> Self {
        let mut state = Self::without_article(size, options);
        state.session.source_label.clone_from(&name);
        state.session.loading = Some(PendingLoad {
            name,
            request: OpenRequest::Initial,
            bytes_received: 0,
            is_reload: false,
            is_shown: false,
            place: None,
        });
        state
    }

    /// The reader with the list of articles in `feed`.
    pub fn from_feed(feed: Arc<Feed>, size: impl Into<Size>, options: ReaderOptions) -> Self {
        let mut state = Self::without_article(size, options);
        state.session.feed_list = Some(FeedList::new(feed));
        state
    }

    fn without_article(size: impl Into<Size>, options: ReaderOptions) -> Self {
        let mut state = Self::new(Arc::default(), size, options);
        state.reading.is_open = false;
        state
    }

    /// Opens `document` in place of the article that was open, with nothing on top of it.
    pub(super) fn open(&mut self, document: Arc<Document>, origin: Origin) {
        self.messages = Messages::default();
        if let Some(notice) = whole_page::loading_notice(&document, &self.session.keymap) {
            self.messages.notice(notice);
        }
        self.under_manual = None;
        self.screen.close_everything();
        self.reading = Reading::new(document, origin, self.screen.areas.column.width);
    }

    /// Shows a message on the status line.
    pub(super) fn notice(&mut self, text: impl Into<String>) {
        self.messages.notice(text);
    }

    /// Shows a message on the status line about a change that the key of undoing in `mode` takes back. A narrow screen names that key, too.
    pub(super) fn notice_of_change(&mut self, text: &str, mode: Mode) {
        let ending = match self.key_hint_in(mode, Action::Undo).as_str() {
            "" => String::new(),
            key => format!("; {key} to undo"),
        };
        self.messages.notice_with_ending(text, &ending);
    }

    /// What the main part of the screen shows.
    pub fn main_view(&self) -> MainView {
        match &self.session.feed_list {
            Some(list) if list.is_visible => MainView::FeedList,
            _ if self.reading.is_open => MainView::Article,
            _ => MainView::NoArticle,
        }
    }

    /// Whether there is an article or a feed to go back to, from which this one was opened.
    pub fn has_page_before(&self) -> bool {
        self.session.visited.next(Direction::Back).is_some()
    }

    /// Whether the page before is the list of a feed, or of feeds.
    pub fn came_from_list(&self) -> bool {
        let before = self.session.visited.next(Direction::Back);
        before.is_some_and(VisitedPage::is_list)
    }

    /// Whether this is the manual, opened over something that it returns to.
    pub fn is_manual_over_article(&self) -> bool {
        self.under_manual.is_some()
    }

    /// The overlay on top that receives the keys.
    pub fn top_overlay(&self) -> Option<&Overlay> {
        let overlays = self.screen.overlays.iter().rev();
        overlays.clone().find(|overlay| overlay.takes_keys())
    }

    /// The mode that keys are looked up in.
    pub fn mode(&self) -> Mode {
        self.mode_under(self.top_overlay())
    }

    /// The overlay on top, or the one under the help screen.
    pub fn overlay_under_help(&self) -> Option<&Overlay> {
        let mut overlays = self.screen.overlays.iter().rev();
        overlays.find(|overlay| overlay.takes_keys() && overlay.mode() != Mode::Help)
    }

    /// The mode without the help screen, or the one under it.
    pub fn mode_under_help(&self) -> Mode {
        self.mode_under(self.overlay_under_help())
    }

    /// The mode with `overlay` on top.
    fn mode_under(&self, overlay: Option<&Overlay>) -> Mode {
        let panel_has_focus = self.screen.focus == Focus::Panel;
        match (overlay, self.main_view()) {
            // The panel stays beside the map as it does beside the text, and can have the focus there, too.
            (Some(Overlay::WorldMap(_)) | None, MainView::Article) if panel_has_focus => {
                Mode::Panel
            }
            (Some(overlay), _) => overlay.mode(),
            (None, MainView::NoArticle) => Mode::NoArticle,
            (None, MainView::FeedList) => Mode::FeedList,
            (None, MainView::Article) => Mode::Text,
        }
    }

    /// The name whose row stands out in the panel: on the map the chosen country, elsewhere the selected name.
    pub fn emphasized_entity(&self) -> Option<EntityId> {
        match self.overlay_under_help() {
            Some(Overlay::WorldMap(map)) => {
                let chosen = map.chosen_in(&self.reading);
                chosen.map(|country| country.entity)
            }
            _ => self.reading.selected,
        }
    }

    /// The first key of `action` in the text, as users know it ("n", "Tab", "^D"); empty if it has none.
    pub fn key_hint(&self, action: Action) -> String {
        self.key_hint_in(Mode::Text, action)
    }

    /// The first key of `action` in `mode`; empty if it has none.
    pub fn key_hint_in(&self, mode: Mode, action: Action) -> String {
        self.session.keymap.key_hint(mode, action)
    }

    /// What has been pressed of a command that is not complete, to show in the status line: a number, the first letter of a
    /// key like `ZZ`, or the key that waits for the letter of a bookmark.
    pub fn pending_keys(&self) -> Option<String> {
        let keymap = &self.session.keymap;
        let count = keymap.pending_count().map(|count| count.to_string());
        let letter = keymap.pending_letter().map(String::from);
        match (count, letter, self.top_overlay()) {
            (None, None, Some(Overlay::BookmarkPrompt(prompt))) => {
                Some(self.key_hint(prompt.opened_by()))
            }
            (None, None, _) => None,
            (count, letter, _) => Some(count.into_iter().chain(letter).collect()),
        }
    }

    /// Whether a command is not complete and what may follow is not shown yet, so that [`Event::KeyPause`](super::Event::KeyPause)
    /// is to be sent when no key follows for a moment.
    pub fn awaits_key(&self) -> bool {
        !self.screen.shows_next_keys && self.pending_keys().is_some()
    }

    /// Whether a smooth movement goes on: an [`Event::NextStep`](super::Event::NextStep) is expected soon.
    pub fn is_moving(&self) -> bool {
        self.screen.lines_to_scroll != 0
    }
}
