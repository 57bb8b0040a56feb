//! The state of the reader.
//!
//! It is changed only by [`update`](super::update::update); views read it through `&`. It also holds what
//! the views need for every frame and what follows from the rest (the visible lines, the rows of the panel); `update` keeps
//! that up to date.

use super::action::{Action, Mode};
use super::correction_state::CorrectionState;
use super::drag::Drag;
use super::effect::OpenRequest;
use super::feed_list::FeedList;
use super::history::{PendingRestore, ReadingSession};
use super::keymap::Keymap;
use super::loading::PendingLoad;
pub use super::options::{
    DEFAULT_TEXT_WIDTH, MAX_TEXT_WIDTH, MIN_TEXT_WIDTH, Origin, ReaderOptions,
};
use super::overlay::Overlay;
use super::pair::EntityPair;
use super::panel::Panel;
use super::paragraph_filter::ParagraphFilter;
use super::preview::Preview;
use super::reading_time::estimate_minutes;
use super::search_state::SearchState;
use crate::document::{Document, Feed};
use crate::entities::{Entities, Entity, EntityKind, Mention};
use crate::layout::{Areas, Flow, LayoutOptions, Line, LinePosition};
use std::collections::BTreeMap;
use std::ops::Range;
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

/// Which part of the screen has the keyboard focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The article.
    Text,
    /// The panel.
    Panel,
}

/// Which mentions are highlighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Highlights {
    Both,
    People,
    Countries,
    None,
}

impl Highlights {
    /// Whether mentions of `kind` are highlighted.
    pub fn shows(self, kind: EntityKind) -> bool {
        match self {
            Self::Both => true,
            Self::People => kind == EntityKind::Person,
            Self::Countries => kind == EntityKind::Country,
            Self::None => false,
        }
    }
}

/// How much of the text has been searched for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnalysisProgress {
    /// The text up to this byte.
    UpTo(usize),
    /// The whole text.
    Done,
}

/// A position in the article to jump back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewPosition {
    /// The byte offset of the first line on screen.
    pub top_offset: usize,
    /// The byte offset of the current mention, if there was one.
    pub mention_offset: Option<usize>,
}

/// The whole state of the reader.
#[derive(Debug, Clone)]
pub struct State {
    /// The options it was started with.
    pub options: ReaderOptions,
    /// The article; empty while there is none.
    pub document: Arc<Document>,
    /// The names and mentions found in it so far, with the corrections applied.
    pub entities: Arc<Entities>,
    /// What the engine found before corrections, and the corrections themselves.
    pub corrections: CorrectionState,
    /// The lowest confidence of a mention that is shown, 0 to 100.
    pub min_confidence: u8,
    /// How much of the text has been searched for names.
    pub analysis: AnalysisProgress,
    /// The columns and rows of the terminal.
    pub size: (u16, u16),
    /// What the user wants to see: panel, text width, text only.
    pub layout_options: LayoutOptions,
    /// Where each part of the screen is; follows from `size` and `layout_options`.
    pub areas: Areas,
    /// What has the keyboard focus.
    pub focus: Focus,
    /// Which mentions are highlighted.
    pub highlights: Highlights,
    /// The selected name, whose mentions stand out and are visited by `n` and `N`: an index into the entities.
    pub selected: Option<usize>,
    /// The current mention: an index into the mentions.
    pub current: Option<usize>,
    /// The names marked in the panel for the paragraph filter: indices into the entities, in the order they were marked.
    pub marked: Vec<usize>,
    /// The filter that hides all but some paragraphs, if there is one.
    pub paragraph_filter: Option<ParagraphFilter>,
    /// The rows of the panel.
    pub panel: Panel,
    /// The first visible line of the help screen; `None` while it is closed.
    pub help_top: Option<usize>,
    /// The overlays on top of the article, the topmost last.
    pub overlays: Vec<Overlay>,
    /// Two names whose common passages are visited by `n` and `N`.
    pub pair: Option<EntityPair>,
    /// The preview of a name. It closes with the next key.
    pub preview: Option<Preview>,
    /// The search in the text.
    pub search_state: SearchState,
    /// The message in the status line, until the next key.
    pub message: Option<String>,
    /// Why something could not be opened. It is shown over the article or list until the next key, or alone if there is none.
    pub open_error: Option<String>,
    /// Whether `open_error` is about a reload, and not about opening something else.
    pub reload_failed: bool,
    /// What went wrong with stored corrections; shown over the article until the next key.
    pub store_error: Option<String>,
    /// What went wrong with the history; shown likewise.
    pub history_error: Option<String>,
    /// What is being loaded.
    pub loading: Option<PendingLoad>,
    /// The feed that the article was or will be chosen from.
    pub feed_list: Option<FeedList>,
    /// Whether an article is open.
    pub has_article: bool,
    /// What was on the screen when the manual was opened over it.
    pub(super) under_manual: Option<Box<Self>>,
    /// What to call the article or feed that the program was started with, until it has been opened.
    pub(super) source_label: String,
    /// The lines of the article on screen.
    pub visible_lines: Vec<Line>,
    /// How far the article is scrolled: 0 at the start, 1 at the end.
    pub scroll_fraction: f64,
    /// How long the whole article takes to read, in minutes.
    pub reading_minutes: f64,
    /// The key bindings, and the count being typed.
    pub keymap: Keymap,
    /// The article wrapped to the width of its column.
    pub(super) flow: Flow,
    /// The row at the top of the screen.
    pub(super) top: LinePosition,
    /// The byte offset that is kept on screen when lines are wrapped differently. It changes only when the user moves.
    pub(super) anchor_offset: usize,
    /// The jump list: the positions to go back to, the latest last.
    pub(super) back_jumps: Vec<ViewPosition>,
    /// The positions to go forward to, after going back; the next one last.
    pub(super) forward_jumps: Vec<ViewPosition>,
    /// The bookmarks: for a letter, a byte offset in the text.
    pub bookmarks: BTreeMap<char, usize>,
    /// What to select again after a reload, once the engine has found it.
    pub(super) pending_restore: Option<PendingRestore>,
    /// What the mouse button was pressed on, while it is held.
    pub(super) drag: Option<Drag>,
    /// The commands that text was piped to, the latest last.
    pub(super) command_history: Vec<String>,
    /// Whether the user has moved since the article was opened.
    pub(super) session: ReadingSession,
}

impl State {
    /// The reader at the start of `document`, on a screen of `size` columns and rows.
    pub fn new(document: Arc<Document>, size: (u16, u16), options: ReaderOptions) -> Self {
        let layout_options = LayoutOptions {
            panel: options.panel,
            drawer: false,
            zen: false,
            text_width: options.text_width,
            panel_width: None,
        };
        let areas = Areas::new(size.0, size.1, layout_options);
        let notice = document.meta().notice.clone();
        let mut state = Self {
            reading_minutes: estimate_minutes(document.text()),
            flow: Flow::new(Arc::clone(&document), areas.column.width),
            document,
            entities: Arc::default(),
            corrections: CorrectionState::default(),
            min_confidence: options.min_confidence,
            analysis: AnalysisProgress::UpTo(0),
            size,
            layout_options,
            areas,
            focus: Focus::Text,
            highlights: options.highlights,
            selected: None,
            current: None,
            marked: Vec::new(),
            paragraph_filter: None,
            panel: Panel {
                order: options.order,
                ..Panel::default()
            },
            help_top: None,
            overlays: Vec::new(),
            pair: None,
            preview: None,
            search_state: SearchState::default(),
            message: notice,
            open_error: None,
            reload_failed: false,
            store_error: None,
            history_error: None,
            loading: None,
            feed_list: None,
            has_article: true,
            under_manual: None,
            source_label: String::new(),
            visible_lines: Vec::new(),
            scroll_fraction: 0.0,
            keymap: options.keymap.clone(),
            options,
            top: LinePosition::default(),
            anchor_offset: 0,
            back_jumps: Vec::new(),
            forward_jumps: Vec::new(),
            bookmarks: BTreeMap::new(),
            pending_restore: None,
            drag: None,
            command_history: Vec::new(),
            session: ReadingSession::default(),
        };
        state.refresh_visible_lines();
        state
    }

    /// The reader without an article: the one called `name` is being loaded.
    pub fn opening(name: String, size: (u16, u16), options: ReaderOptions) -> Self {
        Self {
            has_article: false,
            source_label: name.clone(),
            loading: Some(PendingLoad {
                name,
                request: OpenRequest::Initial,
                bytes_received: 0,
                is_reload: false,
            }),
            ..Self::new(Arc::default(), size, options)
        }
    }

    /// The reader with the list of articles in `feed`.
    pub fn from_feed(feed: Arc<Feed>, size: (u16, u16), options: ReaderOptions) -> Self {
        Self {
            has_article: false,
            feed_list: Some(FeedList::new(feed)),
            ..Self::new(Arc::default(), size, options)
        }
    }

    /// What the main part of the screen shows.
    pub fn main_view(&self) -> MainView {
        match &self.feed_list {
            Some(list) if list.is_visible => MainView::FeedList,
            _ if self.has_article => MainView::Article,
            _ => MainView::NoArticle,
        }
    }

    /// Whether this is the manual, opened over something that it returns to.
    pub fn is_manual_over_article(&self) -> bool {
        self.under_manual.is_some()
    }

    /// The mode that keys are looked up in.
    pub fn mode(&self) -> Mode {
        match self.help_top {
            Some(_) => Mode::Help,
            None => self.mode_under_help(),
        }
    }

    /// The mode without the help screen, or the one under it.
    pub fn mode_under_help(&self) -> Mode {
        // The panel stays beside the map as it does beside the text, and can have the focus there, too.
        let panel_beside_map = |overlay: &&Overlay| {
            matches!(overlay, Overlay::WorldMap(_)) && self.focus == Focus::Panel
        };
        let overlay = self.overlays.last();
        let overlay = overlay.filter(|overlay| !panel_beside_map(overlay));
        match (self.main_view(), overlay, self.focus) {
            (MainView::NoArticle, ..) => Mode::NoArticle,
            (MainView::FeedList, ..) => Mode::FeedList,
            (MainView::Article, Some(overlay), _) => overlay.mode(),
            (MainView::Article, None, Focus::Panel) => Mode::Panel,
            (MainView::Article, None, Focus::Text) => Mode::Text,
        }
    }

    /// The range of bytes on screen.
    pub fn visible_range(&self) -> Range<usize> {
        let start = self
            .visible_lines
            .first()
            .map_or(0, |line| line.range.start);
        start
            ..self
                .visible_lines
                .last()
                .map_or(start, |line| line.range.end)
    }

    /// Whether the paragraph at byte `offset` is shown by the paragraph filter. Without a filter, all are.
    pub fn passes_paragraph_filter(&self, offset: usize) -> bool {
        self.paragraph_filter
            .as_ref()
            .is_none_or(|filter| filter.shows_block(self.document.block_at(offset)))
    }

    /// The indices of the mentions on screen, without those in paragraphs hidden by the paragraph filter.
    pub fn visible_mentions(&self) -> impl Iterator<Item = usize> + '_ {
        self.entities
            .mentions_in(self.visible_range())
            .filter(|&n| {
                self.entities
                    .mentions()
                    .get(n)
                    .is_some_and(|mention| self.passes_paragraph_filter(mention.range.start))
            })
    }

    /// The current mention.
    pub fn current_mention(&self) -> Option<&Mention> {
        self.entities.mentions().get(self.current?)
    }

    /// The selected name.
    pub fn selected_entity(&self) -> Option<&Entity> {
        self.entities.entities().get(self.selected?)
    }

    /// The name whose row stands out in the panel: on the map the chosen country, elsewhere the selected name.
    pub fn emphasized_entity(&self) -> Option<usize> {
        match self.overlays.last() {
            Some(Overlay::WorldMap(map)) => {
                let countries = super::world_map::countries(self);
                map.chosen(&countries).map(|country| country.entity)
            }
            _ => self.selected,
        }
    }

    /// The first key of `action` in the text, as users know it ("n", "Tab", "^D"); empty if it has none.
    pub fn key_hint(&self, action: Action) -> String {
        self.key_hint_in(Mode::Text, action)
    }

    /// The first key of `action` in `mode`; empty if it has none.
    pub fn key_hint_in(&self, mode: Mode, action: Action) -> String {
        self.keymap.key_hint(mode, action)
    }

    /// The count being typed.
    pub fn pending_count(&self) -> Option<usize> {
        self.keymap.pending_count()
    }

    /// Updates the visible lines. To be called whenever `top`, the width or the document has changed.
    pub(super) fn refresh_visible_lines(&mut self) {
        let height = usize::from(self.areas.column.height);
        let lowest = self.flow.last_top(height);
        self.top = self.top.min(lowest);
        self.visible_lines = self.flow.lines_from(self.top, height);
        let end = self.flow.line_start(lowest);
        let start = self.flow.line_start(self.top);
        self.scroll_fraction = if self.top == lowest || end == 0 {
            1.0
        } else {
            start as f64 / end as f64
        };
        if self.top == self.flow.first() && self.top != lowest {
            self.scroll_fraction = 0.0;
        }
    }
}
