//! What is remembered of one article, and how it is written: one JSON object on a line.

use crate::document::{Document, Spot};
use crate::entities::corrections::clean_name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Characters of a title that are kept.
const TITLE_CHARS: usize = 200;
/// Bytes of a source that are kept; a longer one cannot be opened again.
const SOURCE_BYTES: usize = 4096;
/// Marks that are kept: the letters of both cases, the digits, and some more.
const MARKS: usize = 100;

/// What is remembered of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// What it is known by; see [`article_id`](super::super::article_id).
    pub id: String,
    /// How it is opened again, if it can be: an absolute path, or an address without its password.
    pub source: Option<String>,
    /// What it is called. Clean when it was written, but the file may have been changed since.
    pub title: String,
    /// When it was read last: seconds since 1970.
    pub read: u64,
    /// The words at the top of the screen.
    pub place: Spot,
    /// How far that is.
    pub per_cent: u8,
    /// Whether it has ever been read to its end.
    pub ended: bool,
    /// Places under letters.
    pub marks: BTreeMap<char, Spot>,
}

impl Record {
    /// What `document` is called: its title, else its first words, on a line of bounded length.
    pub fn title_of(document: &Document) -> String {
        let first = document.text().lines().find(|line| !line.trim().is_empty());
        let title = document.meta().title.as_deref().or(first);
        let clean = clean_name(title.unwrap_or_default()).unwrap_or_default();
        clean.chars().take(TITLE_CHARS).collect()
    }

    /// What is read last of the same article: this, with what is still true of `before`. If the reader has not `moved` that
    /// is the place, too.
    pub(super) fn after(mut self, before: Self, moved: bool) -> Self {
        self.source = self.source.or(before.source);
        if !moved {
            (self.place, self.per_cent) = (before.place, before.per_cent);
        }
        self.ended |= before.ended;
        for (letter, spot) in before.marks {
            self.marks.entry(letter).or_insert(spot);
        }
        self
    }

    /// The record that a line of the file is; `None` if it makes no sense.
    pub(super) fn read(line: &str) -> Option<Self> {
        let line: Line = serde_json::from_str(line).ok()?;
        Some(Self {
            id: line.id,
            source: line.source,
            title: line.title,
            read: line.read,
            place: line.place.into(),
            per_cent: line.percent.min(100),
            ended: line.ended,
            // The file may hold anything, and a letter is shown as it is.
            marks: line
                .marks
                .into_iter()
                .filter(|(letter, _)| letter.is_alphanumeric())
                .map(|(letter, spot)| (letter, spot.into()))
                .collect(),
        })
    }

    /// The line.
    pub(super) fn line(&self) -> Option<String> {
        let source = self.source.clone();
        let line = Line {
            id: self.id.clone(),
            read: self.read,
            percent: self.per_cent,
            ended: self.ended,
            source: source.filter(|source| source.len() <= SOURCE_BYTES),
            title: self.title.clone(),
            place: self.place.clone().into(),
            marks: self
                .marks
                .iter()
                .take(MARKS)
                .map(|(letter, spot)| (*letter, spot.clone().into()))
                .collect(),
        };
        serde_json::to_string(&line).ok()
    }
}

/// A record as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    id: String,
    read: u64,
    #[serde(default)]
    percent: u8,
    #[serde(default)]
    ended: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default)]
    title: String,
    place: Words,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    marks: BTreeMap<char, Words>,
}

/// A place as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Words {
    at: usize,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

impl From<Words> for Spot {
    fn from(Words { at, before, after }: Words) -> Self {
        Self { at, before, after }
    }
}

impl From<Spot> for Words {
    fn from(Spot { at, before, after }: Spot) -> Self {
        Self { at, before, after }
    }
}
