//! The library in the reader: the lists of people, countries and articles, and the page of a person or a country.
//!
//! Both are overlays. What they show is read in the background: an overlay that has not asked yet asks when it is on top, and shows
//! the answer when that arrives.

mod content;
pub mod lists;
pub mod page;
mod questions;

pub use content::{
    Companion, KeptArticle, KeptDecision, KeptName, KeptSentence, LibraryAnswer, LibraryLists,
    MONTHS, NameDecision, NamePage, NameRow, NameSummary, Namesake, PageArticles,
};
pub(crate) use questions::{ask, not_elsewhere, show_answer};

use crate::app::overlays::Overlay;
use crate::app::state::{MainView, State};
use crate::app::update::navigation;

/// Opens the page of the name that keys are about in the article, or the lists if there is no such name, or no page of it.
pub(crate) fn open(state: &mut State) {
    let is_article = state.main_view() == MainView::Article;
    match navigation::chosen_entity(state).filter(|_| is_article) {
        Some(entity) => page::open_of(state, entity),
        None => lists::open(state),
    }
}

/// Those of `overlays` that show the library, which need not be closed when the article below is: what they show is not about it.
/// Of a page only the place is kept, and it is asked for again.
pub(crate) fn without_article(overlays: &[Overlay]) -> Vec<Overlay> {
    let kept = overlays.iter().filter_map(|overlay| match overlay {
        Overlay::Library(_) => Some(overlay.clone()),
        Overlay::LibraryPage(page) => page.unloaded().map(Overlay::LibraryPage),
        _ => None,
    });
    kept.collect()
}

/// What an overlay shows of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Shown<T> {
    /// Nothing yet: it is being read.
    #[default]
    Loading,
    /// Why there is nothing to show.
    Message(String),
    /// What was read.
    Content(T),
}

impl<T> Shown<T> {
    /// What was read, if it was.
    pub fn content(&self) -> Option<&T> {
        match self {
            Self::Content(content) => Some(content),
            Self::Loading | Self::Message(_) => None,
        }
    }

    /// The sentence to show instead.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Loading => Some("Reading the library …"),
            Self::Message(message) => Some(message),
            Self::Content(_) => None,
        }
    }
}
