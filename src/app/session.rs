//! What lasts as long as the program: the options, the key bindings, and what the user has chosen for every article.

use super::feed_list::FeedList;
use super::keymap::Keymap;
use super::loading::PendingLoad;
use super::options::ReaderOptions;
use super::pictures::PictureStore;
use super::visited::VisitedPages;
use crate::options::{Highlights, PanelOrder};

/// What lasts as long as the program.
#[derive(Debug, Clone)]
pub struct Session {
    /// The options it was started with.
    pub options: ReaderOptions,
    /// The key bindings, and the count being typed.
    pub keymap: Keymap,
    /// Which mentions are highlighted.
    pub highlights: Highlights,
    /// The lowest confidence of a mention that is shown, 0 to 100.
    pub min_confidence: u8,
    /// The order of the panel.
    pub panel_order: PanelOrder,
    /// What is being loaded.
    pub loading: Option<PendingLoad>,
    /// Whether the file of the open article has changed since it was loaded, and is to be reloaded.
    pub(super) has_source_changed: bool,
    /// The feed that the article was or will be chosen from.
    pub feed_list: Option<FeedList>,
    /// What to call the article or feed that the program was started with, until it has been opened.
    pub(super) source_label: String,
    /// The pages to go back and forward to.
    pub(super) visited: VisitedPages,
    /// The pictures that have been loaded.
    pub(super) pictures: PictureStore,
    /// Earlier search patterns, the latest last.
    pub(super) searches: Vec<String>,
    /// The number of the latest search.
    pub(super) last_search_id: u64,
    /// The number of the latest question to the library.
    pub(super) last_question_id: u64,
    /// The commands that text was piped to, the latest last.
    pub(super) commands: Vec<String>,
}

impl Session {
    /// A session with these options.
    pub(super) fn new(options: ReaderOptions) -> Self {
        Self {
            keymap: options.keymap.clone(),
            highlights: options.reading.highlights,
            min_confidence: options.analysis.min_confidence,
            panel_order: options.reading.order,
            options,
            loading: None,
            has_source_changed: false,
            feed_list: None,
            source_label: String::new(),
            visited: VisitedPages::default(),
            pictures: PictureStore::default(),
            searches: Vec::new(),
            last_search_id: 0,
            last_question_id: 0,
            commands: Vec::new(),
        }
    }
}
