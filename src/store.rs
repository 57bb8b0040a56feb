//! What is kept from one day to the next: the reader's corrections, and in `history` what was read, and how far.
//!
//! Owns two places: a file for each article, found again by what the article says and not by where it lies, and the personal
//! list that holds in every article. Both are TOML that a person can read and change; comments, and what a newer byline
//! wrote, stay. Promises: a file is whole at every moment (written beside, brought to the disk, renamed); two readers at once
//! lose nothing (each change is made to what is there now, under a lock); a file that makes no sense is set aside under
//! another name, told, and never written over. Never guesses: what cannot be kept is said in a sentence.

mod file;
pub mod history;
mod page;
mod place;

pub use history::History;
pub use place::article_id;

use crate::document::Document;
use crate::entities::corrections::{Correction, Corrections, Reach};
use crate::error::Keeping;
use file::Locked;
use page::Page;
use std::path::PathBuf;

/// Where things are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Store {
    /// The folder of the articles' files.
    articles: Option<PathBuf>,
    /// The folder of the personal list.
    personal: Option<PathBuf>,
    /// Whether the reader wants nothing kept.
    off: bool,
}

/// What is kept for an article, and what could not be read of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// All that holds for the article.
    pub corrections: Corrections,
    /// What the reader must be told.
    pub troubles: Vec<Keeping>,
}

/// What is done to a list.
#[derive(Clone, Copy)]
enum Change<'a> {
    Keep(&'a Correction),
    Forget(&'a Correction),
}

impl Store {
    /// Where the system's conventions say, with the environment looked up by `variable`.
    pub fn of(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
        let (articles, personal) = place::folders(&variable);
        Self {
            articles,
            personal,
            off: false,
        }
    }

    /// Where this process's environment says.
    pub fn of_environment() -> Self {
        Self::of(|name| std::env::var_os(name))
    }

    /// Nothing is kept, and nothing found again.
    pub fn nowhere() -> Self {
        Self {
            off: true,
            ..Self::default()
        }
    }

    /// Whether there is a place where anything is kept.
    pub fn is_somewhere(&self) -> bool {
        self.articles.is_some() || self.personal.is_some()
    }

    /// The file of `document`, or the personal list.
    pub fn path(&self, document: &Document, reach: Reach) -> Option<PathBuf> {
        match reach {
            Reach::Article => {
                let name = format!("{}.toml", article_id(document.text()));
                self.articles.as_ref().map(|folder| folder.join(name))
            }
            Reach::Always => self
                .personal
                .as_ref()
                .map(|folder| folder.join("always.toml")),
        }
    }

    /// All that is kept for `document`.
    pub fn load(&self, document: &Document) -> Kept {
        let mut kept = Kept::default();
        for reach in [Reach::Always, Reach::Article] {
            let Some(path) = self.path(document, reach) else {
                continue;
            };
            match file::read(&path) {
                Ok(None) => {}
                Ok(Some(text)) => match Page::read(&text) {
                    Some(page) => {
                        let (corrections, strange) = page.corrections();
                        *kept.corrections.of_mut(reach) = corrections;
                        let told = (strange > 0).then(|| Keeping::strange(strange, &path));
                        kept.troubles.extend(told);
                    }
                    None => kept.troubles.extend(Self::set_aside(&path)),
                },
                Err(Keeping::NoText(_)) => kept.troubles.extend(Self::set_aside(&path)),
                Err(trouble) => kept.troubles.push(trouble),
            }
        }
        kept
    }

    /// Keep one more correction; returns what the reader must be told.
    pub fn keep(&self, document: &Document, reach: Reach, correction: &Correction) -> Vec<Keeping> {
        self.change(document, reach, Change::Keep(correction))
    }

    /// Forget a correction, wherever in the list it stands; of several alike the last.
    pub fn forget(
        &self,
        document: &Document,
        reach: Reach,
        correction: &Correction,
    ) -> Vec<Keeping> {
        self.change(document, reach, Change::Forget(correction))
    }

    fn change(&self, document: &Document, reach: Reach, change: Change<'_>) -> Vec<Keeping> {
        let Some(path) = self.path(document, reach) else {
            return vec![if self.off {
                Keeping::Off
            } else {
                Keeping::NoHome
            }];
        };
        let mut troubles = Vec::new();
        let changed = Locked::at(&path).and_then(|locked| {
            let mut page = match locked.read() {
                Ok(text) => text.map(|text| Page::read(&text).ok_or(())),
                Err(Keeping::NoText(_)) => Some(Err(())),
                Err(trouble) => return Err(trouble),
            };
            if matches!(page, Some(Err(()))) {
                troubles.push(locked.set_aside()?);
                page = None;
            }
            let mut page = match (page, reach) {
                (Some(Ok(page)), _) => page,
                (_, Reach::Article) => Page::of_article(document),
                (_, Reach::Always) => Page::personal(),
            };
            match change {
                Change::Keep(correction) => page.add(correction),
                Change::Forget(correction) => {
                    if !page.remove(correction) {
                        return Ok(());
                    }
                }
            }
            locked.write(&page.text())
        });
        troubles.extend(changed.err());
        troubles
    }

    /// The file makes no sense: once nobody writes it any more, and if it still makes none, it gets another name.
    fn set_aside(path: &std::path::Path) -> Option<Keeping> {
        let aside = || {
            let locked = Locked::at(path)?;
            match locked.read() {
                Ok(None) => Ok(None),
                Ok(Some(text)) if Page::read(&text).is_some() => Ok(None),
                Ok(Some(_)) | Err(Keeping::NoText(_)) => locked.set_aside().map(Some),
                Err(trouble) => Err(trouble),
            }
        };
        aside().unwrap_or_else(|_| Some(Keeping::broken(path)))
    }
}
