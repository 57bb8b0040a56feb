//! Loads a source, finds the people and countries in it, and applies the user's corrections.

use super::prints_feed_list;
use crate::cli::PrintOptions;
use crate::document::{Document, Feed};
use crate::entities::{self, Entities, LISTED_CONFIDENCE, corrections};
use crate::error::{Error, StoreError};
use crate::load::{self, Content, ProgressFn, Source};
use crate::store::Store;

/// The content of a source.
#[expect(
    clippy::large_enum_variant,
    reason = "only one exists at a time, and it is taken apart at once"
)]
pub(super) enum AnalysedSource {
    /// An article, or a feed that is printed like one.
    Article(AnalysedArticle),
    /// A feed that is printed as a list.
    Feed(Feed),
}

/// An article, and the entities found in it.
pub(super) struct AnalysedArticle {
    pub document: Document,
    pub entities: Entities,
    /// Errors in reading the stored corrections, to be reported.
    pub store_errors: Vec<StoreError>,
}

/// Loads and analyses `source`; `analyse` gets the document and the lowest confidence of mentions to return.
///
/// # Errors
/// As for [`load::open_content`].
pub(super) fn open_source(
    source: &Source,
    options: &PrintOptions,
    store: &Store,
    progress: ProgressFn<'_>,
    analyse: impl Fn(&Document, u8) -> Entities,
) -> Result<AnalysedSource, Error> {
    let document = match load::open_content(source, &options.load, progress)? {
        Content::Feed(feed) if prints_feed_list(&options.format) => {
            return Ok(AnalysedSource::Feed(feed));
        }
        Content::Feed(feed) => load::feed_document(&feed),
        Content::Article(document) => document,
    };
    let stored = store.load(&document);
    let found = analyse(&document, options.analysis.min_confidence);
    let entities = corrections::apply(document.text(), &found, &stored.corrections);
    Ok(AnalysedSource::Article(AnalysedArticle {
        document,
        entities,
        store_errors: stored.errors,
    }))
}

/// Analyses `document` with as many threads as its length is worth.
pub(super) fn analyse_in_parallel(document: &Document, min_confidence: u8) -> Entities {
    match min_confidence {
        LISTED_CONFIDENCE => entities::read(document),
        min => entities::read_with_low_confidence(document).with_min_confidence(min),
    }
}

/// Analyses `document` with a single thread, because other threads analyse other articles.
pub(super) fn analyse_single_threaded(document: &Document, min_confidence: u8) -> Entities {
    match min_confidence {
        LISTED_CONFIDENCE => entities::read_in_threads(document, 1),
        min => entities::read_with_low_confidence_in_threads(document, 1).with_min_confidence(min),
    }
}
