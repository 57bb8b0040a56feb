//! The file of the history: its lines, which of them are of one article, and the bound.
//!
//! A line that is not changed stays as it stands, so that what a newer byline wrote into it is not lost.

use super::Record;
use std::collections::VecDeque;

/// All lines, the article read last at the end.
#[derive(Debug, Default)]
pub(super) struct Book {
    lines: VecDeque<(String, Record)>,
    /// Whether there are lines that make no sense; they are not among them.
    strange: bool,
}

impl Book {
    /// What `text` says.
    pub(super) fn read(text: &str) -> Self {
        let mut book = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match Record::read(line) {
                Some(record) => book.lines.push_back((line.to_owned(), record)),
                None => book.strange = true,
            }
        }
        book
    }

    /// Whether something in it makes no sense.
    pub(super) fn is_strange(&self) -> bool {
        self.strange
    }

    /// Every record, the article read last at the end.
    pub(super) fn records(self) -> Vec<Record> {
        self.lines.into_iter().map(|(_, record)| record).collect()
    }

    /// Put `record` of an article that says `text` at the end, in place of what is remembered of it; if the reader has not
    /// `moved`, the place stays. What came from the same source and says something else is another article: it is still known
    /// by what it says, and cannot be opened any more.
    pub(super) fn put(&mut self, record: Record, text: &str, moved: bool) {
        let mut before = None;
        let mut others = VecDeque::with_capacity(self.lines.len() + 1);
        for (line, mut other) in self.lines.drain(..) {
            let here = record.source.is_some() && other.source == record.source;
            let changed = || other.place.at > 0 && other.place.find(text).is_some();
            if other.id == record.id || here && changed() {
                let is_surer = |before: &Record| before.id == record.id && other.id != record.id;
                before = Some(before.filter(is_surer).unwrap_or(other));
            } else if here {
                other.source = None;
                others.extend(other.line().map(|line| (line, other)));
            } else {
                others.push_back((line, other));
            }
        }
        let record = match before {
            Some(before) => record.after(before, moved),
            None => record,
        };
        others.extend(record.line().map(|line| (line, record)));
        self.lines = others;
    }

    /// Let go of what was not read for longest, until there are no more than `most` lines of no more than `bytes` together.
    pub(super) fn bound(&mut self, most: usize, bytes: usize) {
        let mut all: usize = self.lines.iter().map(|(line, _)| line.len() + 1).sum();
        while self.lines.len() > most || all > bytes {
            let Some((line, _)) = self.lines.pop_front() else {
                return;
            };
            all -= line.len() + 1;
        }
    }

    /// The file.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (line, _) in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// The record in `text` of the article known by `id`, else of the one that came from `source`. Only lines that name either are
/// taken apart: there may be many, and somebody waits for the first picture.
pub(super) fn find(text: &str, id: Option<&str>, source: Option<&str>) -> Option<Record> {
    let of = |words: &str, same: &dyn Fn(&Record) -> bool| {
        let lines = text.lines().rev().filter(|line| line.contains(words));
        lines.filter_map(Record::read).find(same)
    };
    let by_id = id.and_then(|id| of(id, &|record| record.id == id));
    by_id.or_else(|| {
        let source = source?;
        let written = serde_json::to_string(source).ok()?;
        of(&written, &|record| record.source.as_deref() == Some(source))
    })
}
