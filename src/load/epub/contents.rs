//! The names that a book's own contents give to its chapters.
//!
//! Owns the reading of the navigation document and of the NCX file. Only the first name for each file is of use: it heads a
//! chapter that does not say its own.

use super::super::decode;
use super::super::markup::{Token, Tokens};
use super::archive::Archive;
use super::line;
use super::package::Package;
use super::path::{folder, resolved};
use std::collections::HashMap;

/// Names by file.
#[derive(Debug, Default)]
pub(super) struct Contents(HashMap<String, String>);

/// A longer name than this, in bytes, is a sentence.
const LONGEST: usize = 160;

impl Contents {
    /// Read what `package` names; what cannot be read names nothing.
    pub(super) fn read(archive: &mut Archive<'_>, package: &Package) -> Self {
        let mut contents = Self::default();
        for path in &package.contents {
            if contents.0.is_empty()
                && let Ok(bytes) = archive.read(path)
            {
                contents.add(&decode::markup(&bytes), folder(path));
            }
        }
        contents
    }

    /// What the chapter in the file at `path` is called.
    pub(super) fn label(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Read `markup`: an `a` with its text, or a `text` and the `content` after it.
    fn add(&mut self, markup: &str, folder: &str) {
        let (mut label, mut target) = (String::new(), None);
        let mut inside = false;
        for token in Tokens::new(markup) {
            match token {
                Token::Text(text) if inside && label.len() < LONGEST => label.push_str(&text),
                Token::Open(tag) => match tag.name {
                    "a" | "text" => {
                        target = tag.attribute("href");
                        label.clear();
                        inside = true;
                    }
                    "content" => {
                        let source = tag.attribute("src").unwrap_or_default();
                        self.name(resolved(folder, &source), &label);
                    }
                    _ => {}
                },
                Token::Close("a" | "text") => {
                    inside = false;
                    if let Some(target) = target.take() {
                        self.name(resolved(folder, &target), &label);
                    }
                }
                Token::Text(_) | Token::Close(_) => {}
            }
        }
    }

    fn name(&mut self, path: String, label: &str) {
        if let Some(label) = line(label).filter(|label| label.len() < LONGEST) {
            self.0.entry(path).or_insert(label);
        }
    }
}
