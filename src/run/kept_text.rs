//! The text that the library has of a page or a file that cannot be loaded any more.

use crate::dates;
use crate::document::{BlockKind, Builder, Document};
use crate::error::Error;
use crate::library::{ArticleEntry, Library};
use crate::load::clean;

/// A text, and what is known of its article.
pub(super) struct KeptText {
    article: ArticleEntry,
    text: String,
}

impl KeptText {
    /// What was read last at this address; `None` if its text is not kept, or the library cannot be read.
    pub(super) fn find(library: &Library, address: &str) -> Option<Self> {
        let reader = library.reader().ok()??;
        let (article, text) = reader.text_at(address).ok()??;
        Some(Self { article, text })
    }

    /// What the user should know, since it cannot be loaded because of `error`.
    pub(super) fn notice(&self, error: &Error) -> String {
        let day = dates::day_in_words(self.article.last_read);
        format!("Text of {day}, kept in the library: {error}")
    }

    /// The document, with the same text and therefore the same identity.
    pub(super) fn into_document(self) -> Document {
        let Self { article, text } = self;
        let mut builder = Builder::new(article.address.unwrap_or_default());
        let meta = builder.meta_mut();
        meta.title = Some(article.title.clone()).filter(|title| !title.is_empty());
        meta.authors = article.authors;
        meta.site = article.site;
        meta.date = article.published;
        for (number, block) in clean::text(&text).split("\n\n").enumerate() {
            builder.push(block);
            builder.end(if number == 0 && block == article.title {
                BlockKind::Title
            } else if block.contains('\n') {
                BlockKind::Verse
            } else {
                BlockKind::Paragraph
            });
        }
        builder.finish()
    }
}
