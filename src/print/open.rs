//! From a source to what can be printed of it.
//!
//! Owns the order: loaded, read for people and countries, corrected by the reader's own word. Prints nothing.

use super::lists;
use crate::cli::PrintOptions;
use crate::document::{Document, Feed};
use crate::entities::{self, Entities, SURE, corrections};
use crate::error::{Error, Keeping};
use crate::load::{self, Found, Source, Watch};
use crate::store::Store;

/// What was in a source.
#[expect(
    clippy::large_enum_variant,
    reason = "one is made, and taken apart at once"
)]
pub(super) enum Opened {
    /// An article, understood.
    Article(Article),
    /// A feed that is printed as the list that it is.
    Feed(Feed),
}

/// An article, and what was found in it.
pub(super) struct Article {
    pub document: Document,
    pub entities: Entities,
    /// What must be told of the reader's corrections.
    pub troubles: Vec<Keeping>,
}

/// Open `source`; the engine is `read`.
///
/// # Errors
/// As for [`load::find`].
pub(super) fn open(
    source: &Source,
    (options, store): (&PrintOptions, &Store),
    watch: Watch<'_>,
    read: impl Fn(&Document, u8) -> Entities,
) -> Result<Opened, Error> {
    let document = match load::find(source, &options.load, watch)? {
        Found::Feed(feed) if lists(&options.format) => return Ok(Opened::Feed(feed)),
        Found::Feed(feed) => load::listing(&feed),
        Found::Article(document) => document,
    };
    let kept = store.load(&document);
    let found = read(&document, options.sure);
    let entities = corrections::apply(document.text(), &found, &kept.corrections);
    let troubles = kept.troubles;
    Ok(Opened::Article(Article {
        document,
        entities,
        troubles,
    }))
}

/// Who is in it, as sure as wanted, by as many threads as the article is worth.
pub(super) fn alone(document: &Document, sure: u8) -> Entities {
    match sure {
        SURE => entities::read(document),
        sure => entities::read_doubtful(document).at_least(sure),
    }
}

/// The same by one thread: there are others that read other articles.
pub(super) fn among_others(document: &Document, sure: u8) -> Entities {
    match sure {
        SURE => entities::read_in(document, 1),
        sure => entities::read_doubtful_in(document, 1).at_least(sure),
    }
}
