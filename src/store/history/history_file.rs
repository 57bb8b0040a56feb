//! The history file: its lines, and which of them belong to the same article.
//!
//! A line that does not change is written back as it was, so that fields of a newer byline are not lost.

use super::HistoryRecord;
use std::collections::VecDeque;

/// All lines, the most recently read article last.
#[derive(Debug, Default)]
pub(super) struct HistoryFile {
    lines: VecDeque<HistoryLine>,
    /// Whether the file had invalid lines, which are left out of `lines`.
    has_invalid_lines: bool,
}

/// A valid line of the file.
#[derive(Debug)]
struct HistoryLine {
    /// As it is written, without the line feed.
    text: String,
    record: HistoryRecord,
}

impl HistoryLine {
    /// A new line; `None` if the record cannot be written.
    fn new(record: HistoryRecord) -> Option<Self> {
        let text = record.to_json_line()?;
        Some(Self { text, record })
    }

    /// How many bytes it takes in the file.
    fn bytes(&self) -> usize {
        self.text.len() + 1
    }
}

impl HistoryFile {
    /// Parses the text of the file.
    pub(super) fn parse(text: &str) -> Self {
        let mut file = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match HistoryRecord::parse(line) {
                Some(record) => file.lines.push_back(HistoryLine {
                    text: line.to_owned(),
                    record,
                }),
                None => file.has_invalid_lines = true,
            }
        }
        file
    }

    /// Whether the file had invalid lines.
    pub(super) fn has_invalid_lines(&self) -> bool {
        self.has_invalid_lines
    }

    /// All records, the most recently read article last.
    pub(super) fn into_records(self) -> Vec<HistoryRecord> {
        self.lines.into_iter().map(|line| line.record).collect()
    }

    /// Puts `record`, of an article with the text `text`, at the end in place of the article's earlier record. Unless
    /// the user has `moved`, the earlier position is kept.
    ///
    /// A record with the same source is of the same article if its position is found in `text`. Otherwise it is of
    /// another article that was once at that source: it keeps its id but loses the source, since it can no longer be
    /// opened from there.
    pub(super) fn upsert(&mut self, record: HistoryRecord, text: &str, moved: bool) {
        let mut earlier = None;
        let mut lines = VecDeque::with_capacity(self.lines.len() + 1);
        for mut line in self.lines.drain(..) {
            let other = &mut line.record;
            let same_source = record.source.is_some() && other.source == record.source;
            let same_article = || other.position.offset > 0 && other.position.find(text).is_some();
            if other.id == record.id || same_source && same_article() {
                let matches_by_id =
                    |earlier: &HistoryRecord| earlier.id == record.id && other.id != record.id;
                earlier = Some(earlier.filter(matches_by_id).unwrap_or(line.record));
            } else if same_source {
                other.source = None;
                lines.extend(HistoryLine::new(line.record));
            } else {
                lines.push_back(line);
            }
        }
        let record = match earlier {
            Some(earlier) => record.merged_with(earlier, moved),
            None => record,
        };
        lines.extend(HistoryLine::new(record));
        self.lines = lines;
    }

    /// Drops the articles not read for the longest time, until there are at most `max_lines` lines of at most
    /// `max_bytes` in total.
    pub(super) fn trim(&mut self, max_lines: usize, max_bytes: usize) {
        let mut total: usize = self.lines.iter().map(HistoryLine::bytes).sum();
        while self.lines.len() > max_lines || total > max_bytes {
            let Some(line) = self.lines.pop_front() else {
                return;
            };
            total -= line.bytes();
        }
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }
}

/// The record in `text` with this `id`, or else the one from `source`. Only lines that contain either are parsed: there
/// may be many lines, and the first screen is waiting for the result.
pub(super) fn find_record(
    text: &str,
    id: Option<&str>,
    source: Option<&str>,
) -> Option<HistoryRecord> {
    let find_last = |key: &str, matches: &dyn Fn(&HistoryRecord) -> bool| {
        let lines = text.lines().rev().filter(|line| line.contains(key));
        lines.filter_map(HistoryRecord::parse).find(matches)
    };
    let by_id = id.and_then(|id| find_last(id, &|record| record.id == id));
    by_id.or_else(|| {
        let source = source?;
        let key = serde_json::to_string(source).ok()?;
        find_last(&key, &|record| record.source.as_deref() == Some(source))
    })
}
