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
pub(crate) use questions::{ask, show_answer};

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
