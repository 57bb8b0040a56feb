//! Reads the chapter titles from a book's table of contents.
//!
//! Supports the EPUB 3 navigation document and the EPUB 2 NCX file. Only the first label for each file is kept; it
//! heads a chapter that has no title of its own.

use super::super::decode;
use super::super::markup::{MarkupToken, MarkupTokenizer};
use super::archive::Archive;
use super::package::Package;
use super::path::{parent_folder, resolve_href};
use crate::load::clean::spaced_line;
use std::collections::HashMap;

/// Chapter labels by file path.
#[derive(Debug, Default)]
pub(super) struct TableOfContents(HashMap<String, String>);

/// Maximum length of a label, in bytes; longer ones are sentences.
const MAX_LABEL_BYTES: usize = 160;

impl TableOfContents {
    /// Reads the files that `package` lists, up to the first with labels. A file that cannot be read is skipped.
    pub(super) fn read(archive: &mut Archive<'_>, package: &Package) -> Self {
        let mut contents = Self::default();
        for path in &package.contents {
            if contents.0.is_empty()
                && let Ok(bytes) = archive.read(path)
            {
                contents.parse(&decode::decode_markup(&bytes), parent_folder(path));
            }
        }
        contents
    }

    /// The label of the chapter in the file at `path`.
    pub(super) fn label(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Reads the labels in `markup`: an `a` element with its text, or a `text` element and the `content` after it.
    fn parse(&mut self, markup: &str, folder: &str) {
        let (mut label, mut target) = (String::new(), None);
        let mut inside = false;
        for token in MarkupTokenizer::new(markup) {
            match token {
                MarkupToken::Text(text) if inside && label.len() < MAX_LABEL_BYTES => {
                    label.push_str(&text);
                }
                MarkupToken::Open(tag) => match tag.name {
                    "a" | "text" => {
                        target = tag.attribute("href");
                        label.clear();
                        inside = true;
                    }
                    "content" => {
                        let source = tag.attribute("src").unwrap_or_default();
                        self.insert(resolve_href(folder, &source), &label);
                    }
                    _ => {}
                },
                MarkupToken::Close("a" | "text") => {
                    inside = false;
                    if let Some(target) = target.take() {
                        self.insert(resolve_href(folder, &target), &label);
                    }
                }
                MarkupToken::Text(_) | MarkupToken::Close(_) => {}
            }
        }
    }

    fn insert(&mut self, path: String, label: &str) {
        if let Some(label) = spaced_line(label).filter(|label| label.len() < MAX_LABEL_BYTES) {
            self.0.entry(path).or_insert(label);
        }
    }
}
