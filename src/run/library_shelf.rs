//! Keeps the articles that are read in the library, in the background.
//!
//! An article counts as read once its names are known and it is left, or half a minute has passed. What is saved after that only
//! changes when and how far it was read, unless the user has corrected its names.

use crate::app::effect::LibraryDecision;
use crate::app::overlays::library::KeptName;
use crate::app::reading::history::HistorySnapshot;
use crate::document::Document;
use crate::entities::Entities;
use crate::error::LibraryError;
use crate::library::{
    ArticleRecord, Decision, DecisionId, Library, LibraryWriter, NameId, Reading,
};
use crate::store::article_id;
use std::sync::Arc;

/// An article that was read.
#[derive(Debug)]
pub(super) struct ReadArticle {
    pub(super) snapshot: HistorySnapshot,
    /// The names in it.
    pub(super) names: Arc<Entities>,
    /// The path or URL from which it can be opened again, if it has one.
    pub(super) address: Option<String>,
    /// When it was read, in seconds since 1970.
    pub(super) read_at: u64,
}

/// The library, opened when the first article is kept.
pub(super) struct LibraryShelf<'a> {
    library: &'a Library,
    writer: Option<LibraryWriter>,
    /// What was kept last.
    last: Option<KeptArticle>,
    /// Whether an article was kept for the first time ever.
    is_introduced: bool,
}

/// An article that is kept.
struct KeptArticle {
    document: Arc<Document>,
    names: Arc<Entities>,
    identity: String,
}

/// What became of a decision.
pub(super) enum Decided {
    /// It was kept.
    Kept,
    /// This one does not hold any more; `None` if there was none to take back.
    TakenBack(Option<Decision>),
}

impl<'a> LibraryShelf<'a> {
    pub(super) fn new(library: &'a Library) -> Self {
        Self {
            library,
            writer: None,
            last: None,
            is_introduced: false,
        }
    }

    /// Keeps `article`; returns the errors to report.
    pub(super) fn keep(&mut self, article: ReadArticle) -> Vec<LibraryError> {
        let mut errors = Vec::new();
        let kept = self.try_keep(article);
        errors.extend(self.writer.as_mut().and_then(LibraryWriter::take_set_aside));
        errors.extend(kept.err());
        errors
    }

    /// Keeps what the user has decided about people of one name, or takes it back.
    pub(super) fn decide(&mut self, decision: &LibraryDecision) -> Result<Decided, LibraryError> {
        let id = |name: &KeptName| NameId::from_number(name.0);
        let writer = self.writer()?;
        match decision {
            LibraryDecision::Join(one, other) => writer.join(id(one), id(other))?,
            LibraryDecision::KeepApart(one, other) => writer.keep_apart(id(one), id(other))?,
            LibraryDecision::Part(name, article) => {
                writer.part(id(name), std::slice::from_ref(article))?;
            }
            LibraryDecision::TakeBack(decision) => {
                let decision = decision.map(|decision| DecisionId::from_number(decision.0));
                return writer.take_back(decision).map(Decided::TakenBack);
            }
        }
        Ok(Decided::Kept)
    }

    /// The library, open for writing.
    fn writer(&mut self) -> Result<&mut LibraryWriter, LibraryError> {
        Ok(match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(self.library.writer()?),
        })
    }

    fn try_keep(&mut self, article: ReadArticle) -> Result<(), LibraryError> {
        let document = article.snapshot.document;
        let last = self
            .last
            .take()
            .filter(|last| Arc::ptr_eq(&last.document, &document));
        let reading = Reading {
            identity: match &last {
                Some(last) => last.identity.clone(),
                None => article_id(document.text()),
            },
            address: article.address,
            read_at: article.read_at,
            opened: true,
            percent: article.snapshot.percent,
            finished: article.snapshot.is_finished,
            marked: !article.snapshot.bookmarks.is_empty(),
        };
        let is_same = last.is_some_and(|last| last.names == article.names);
        let identity = reading.identity.clone();
        let keeps_text = self.library.keeping().text;
        let writer = self.writer()?;
        if !(is_same && writer.update_reading(&reading)?) {
            let record = ArticleRecord::new(&document, &article.names, reading);
            writer.keep(&[record.prepare(keeps_text)])?;
            self.is_introduced |= self.writer()?.introduce()?;
        }
        self.last = Some(KeptArticle {
            document,
            names: article.names,
            identity,
        });
        Ok(())
    }

    /// Closes the library. Returns whether an article was kept for the first time ever.
    pub(super) fn finish(self) -> bool {
        if let Some(writer) = self.writer {
            writer.finish();
        }
        self.is_introduced
    }
}
