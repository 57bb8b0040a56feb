//! The history record of one article, and its form in the file: one JSON object per line.

use crate::document::{Document, TextAnchor};
use crate::entities::corrections::clean_name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Maximum length of a title, in characters.
const MAX_TITLE_CHARS: usize = 200;
/// Maximum length of a source, in bytes; a longer one is not stored.
const MAX_SOURCE_BYTES: usize = 4096;
/// Maximum number of bookmarks: the letters of both cases, the digits, and some more.
const MAX_BOOKMARKS: usize = 100;

/// What the history stores about an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryRecord {
    /// The id of the article; see [`article_id`](super::super::article_id).
    pub id: String,
    /// How it can be opened again, if it can: an absolute path, or a URL without its password.
    pub source: Option<String>,
    /// The title. It was clean when it was written, but the file may have been changed since.
    pub title: String,
    /// When it was last read, in seconds since 1970.
    pub last_read: u64,
    /// The position at the top of the screen.
    pub position: TextAnchor,
    /// The position in percent of the text.
    pub percent: u8,
    /// Whether it has ever been read to its end.
    pub finished: bool,
    /// The bookmarks by letter.
    pub bookmarks: BTreeMap<char, TextAnchor>,
}

impl HistoryRecord {
    /// The title of `document`, or else its first words, as one line of limited length.
    pub fn title_of(document: &Document) -> String {
        let first_line = document.text().lines().find(|line| !line.trim().is_empty());
        let title = document.meta().title.as_deref().or(first_line);
        let clean = clean_name(title.unwrap_or_default()).unwrap_or_default();
        clean.chars().take(MAX_TITLE_CHARS).collect()
    }

    /// Merges this record with the earlier one of the same article. Unless the user has `moved`, the earlier position
    /// is kept.
    pub(super) fn merged_with(mut self, earlier: Self, moved: bool) -> Self {
        self.source = self.source.or(earlier.source);
        if !moved {
            (self.position, self.percent) = (earlier.position, earlier.percent);
        }
        self.finished |= earlier.finished;
        for (letter, anchor) in earlier.bookmarks {
            self.bookmarks.entry(letter).or_insert(anchor);
        }
        self
    }

    /// Parses a line of the file; `None` if it is not valid.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let line: RecordJson = serde_json::from_str(line).ok()?;
        Some(Self {
            id: line.id,
            source: line.source,
            title: line.title,
            last_read: line.read,
            position: line.place.into(),
            percent: line.percent.min(100),
            finished: line.ended,
            // The file may contain anything, and a letter is displayed as it is.
            bookmarks: line
                .marks
                .into_iter()
                .filter(|(letter, _)| letter.is_alphanumeric())
                .map(|(letter, anchor)| (letter, anchor.into()))
                .collect(),
        })
    }

    /// The line of the file for this record.
    pub(super) fn to_json_line(&self) -> Option<String> {
        let source = self.source.clone();
        let line = RecordJson {
            id: self.id.clone(),
            read: self.last_read,
            percent: self.percent,
            ended: self.finished,
            source: source.filter(|source| source.len() <= MAX_SOURCE_BYTES),
            title: self.title.clone(),
            place: self.position.clone().into(),
            marks: self
                .bookmarks
                .iter()
                .take(MAX_BOOKMARKS)
                .map(|(letter, anchor)| (*letter, anchor.clone().into()))
                .collect(),
        };
        serde_json::to_string(&line).ok()
    }
}

/// A record as it is written; the fields have the names used in the file.
#[derive(Debug, Serialize, Deserialize)]
struct RecordJson {
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
    place: AnchorJson,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    marks: BTreeMap<char, AnchorJson>,
}

/// A text anchor as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct AnchorJson {
    at: usize,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

impl From<AnchorJson> for TextAnchor {
    fn from(AnchorJson { at, before, after }: AnchorJson) -> Self {
        Self {
            offset: at,
            before,
            after,
        }
    }
}

impl From<TextAnchor> for AnchorJson {
    fn from(
        TextAnchor {
            offset: at,
            before,
            after,
        }: TextAnchor,
    ) -> Self {
        Self { at, before, after }
    }
}
