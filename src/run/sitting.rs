//! What is remembered of the article that is open, and when it is written down.
//!
//! Owns the translation between what the app says and what is kept, and the pace: at once when an article is opened or left,
//! and in between a while after the reader has moved. An article of which only the beginning has been read in is not known
//! by its words yet, and waits.

use crate::app::Event;
use crate::app::finder::{Entry, Goal};
use crate::app::memory::{Memory, Remembered};
use crate::document::{Document, Spot};
use crate::error::{Name, Remembering};
use crate::store::history::Record;
use crate::store::{History, article_id};
use crate::when;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the reader may move before the place is written down.
const PACE: Duration = Duration::from_secs(30);

/// What is remembered of `document`, which came from `source`, as it is found in its words; `None` if nothing is. Of one that
/// is not `whole` only what stands in its beginning.
pub(super) fn recall(
    history: &History,
    document: &Document,
    source: Option<&str>,
    whole: bool,
) -> Option<Event> {
    if !history.is_somewhere() {
        return None;
    }
    let text = document.text();
    let id = whole.then(|| article_id(text));
    let record = history.find(id.as_deref(), source)?;
    let same = id.as_ref() == Some(&record.id);
    let there = |spot: &Spot| spot.find(text).filter(|_| whole || spot.at < text.len());
    let place = there(&record.place);
    if !same && place.is_none_or(|at| at == 0) {
        // Another article, from where this one was; or the place is still to come.
        return None;
    }
    let marks = record.marks.iter();
    let found = marks.filter_map(|(letter, spot)| Some((*letter, there(spot)?)));
    let when = match when::day(record.read, when::now()) {
        today if today == "today" => "earlier today".to_owned(),
        day => day,
    };
    Some(Event::Remembered(Remembered {
        place: place.unwrap_or_default(),
        // The end of a page that has grown is its end no more.
        per_cent: if same { record.per_cent } else { 0 },
        when,
        marks: found.collect(),
    }))
}

/// The articles read lately as rows to choose from, but for the one from `present`; the sample stands last.
///
/// # Errors
/// If they cannot be read.
pub(super) fn recent(history: &History, present: Option<&str>) -> Result<Vec<Entry>, Remembering> {
    let now = when::now();
    let all = history.all()?.into_iter();
    let rows = all.filter_map(|record| {
        let source = record
            .source
            .filter(|source| Some(source.as_str()) != present)?;
        let name = if record.title.is_empty() {
            Name::of(&source)
        } else {
            Name::of(&record.title)
        };
        let (day, per_cent) = (when::day(record.read, now), record.per_cent);
        Some(Entry {
            label: name.as_str().to_owned(),
            detail: format!("{day} {per_cent:>4}%"),
            depth: 0,
            goal: Goal::Article(Some(source)),
        })
    });
    let sample = Entry {
        label: "The article that comes with byline".to_owned(),
        detail: String::new(),
        depth: 0,
        goal: Goal::Article(None),
    };
    Ok(rows.chain([sample]).collect())
}

/// Something to be written down.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) memory: Memory,
    /// How the article is opened again, if it can be.
    pub(super) source: Option<String>,
    /// When it was read, seconds since 1970.
    pub(super) read: u64,
}

impl Note {
    /// Write it down; what the reader must be told. `known` is the article of the note before, and what it is known by.
    pub(super) fn write(
        self,
        history: &History,
        known: &mut Option<(Arc<Document>, String)>,
    ) -> Vec<Remembering> {
        let document = self.memory.document;
        let text = document.text();
        let id = match known {
            Some((same, id)) if Arc::ptr_eq(same, &document) => id.clone(),
            _ => article_id(text),
        };
        *known = Some((Arc::clone(&document), id.clone()));
        let marks = self.memory.marks.into_iter();
        let record = Record {
            id,
            source: self.source,
            title: Record::title_of(&document),
            read: self.read,
            place: Spot::of(text, self.memory.place),
            per_cent: self.memory.per_cent,
            ended: self.memory.ended,
            marks: marks
                .map(|(letter, at)| (letter, Spot::of(text, at)))
                .collect(),
        };
        history.remember(&record, text, self.memory.moved)
    }
}

/// When the place is to be written down next.
#[derive(Debug, Default)]
pub(super) struct Pace {
    written: Option<Memory>,
    /// Since when it has not been what was written.
    since: Option<Instant>,
}

impl Pace {
    /// The reader may have moved.
    pub(super) fn note(&mut self, memory: Option<&Memory>) {
        let Some(memory) = memory else {
            return;
        };
        let same = self.written.as_ref().is_some_and(|written| {
            Arc::ptr_eq(&written.document, &memory.document)
                && written.place == memory.place
                && written.marks == memory.marks
        });
        self.since = if same {
            None
        } else {
            self.since.or_else(|| Some(Instant::now()))
        };
    }

    /// It has been written down.
    pub(super) fn written(&mut self, memory: Memory) {
        *self = Self {
            written: Some(memory),
            since: None,
        };
    }

    /// How long until it should be; `None` if it stands there as it is.
    pub(super) fn wait(&self) -> Option<Duration> {
        Some(PACE.saturating_sub(self.since?.elapsed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::State;
    use crate::app::state::Options;
    use crate::document::{BlockKind, Builder};
    use std::ffi::OsString;

    const TEXT: &str = "Ann Lee met Bob Stone in Paris on Monday, and of nothing else was spoken.";

    fn document(text: &str) -> Arc<Document> {
        let mut builder = Builder::new("article.txt");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        Arc::new(builder.finish())
    }

    fn memory(text: &str, place: usize) -> Memory {
        let state = State::new(document(text), (80, 24), Options::default());
        let memory = state.memory().unwrap();
        Memory {
            place,
            per_cent: 100,
            moved: true,
            ..memory
        }
    }

    fn history(home: &tempfile::TempDir) -> History {
        let path = home.path().to_owned();
        History::of(move |name| (name == "HOME").then(|| OsString::from(&path)))
    }

    fn write(history: &History, memory: Memory, source: &str) {
        let note = Note {
            memory,
            source: Some(source.to_owned()),
            read: when::now(),
        };
        assert_eq!(note.write(history, &mut None), []);
    }

    fn found(history: &History, text: &str, whole: bool) -> Option<(usize, u8)> {
        match recall(history, &document(text), Some("/a"), whole)? {
            Event::Remembered(found) => Some((found.place, found.per_cent)),
            other => panic!("{other:?}"),
        }
    }

    /// Protects: the end of a page that has grown is not its end; another article from the same place has no place at all; and
    /// of a beginning nothing is said that its rest could prove wrong.
    #[test]
    fn a_place_is_resumed_only_where_its_words_are() {
        let home = tempfile::tempdir().unwrap();
        let history = history(&home);
        assert_eq!(found(&history, TEXT, true), None);
        write(&history, memory(TEXT, 30), "/a");
        assert_eq!(found(&history, TEXT, true), Some((30, 100)));
        assert_eq!(found(&history, TEXT, false), Some((30, 0)));
        assert_eq!(found(&history, &TEXT[..20], false), None);
        let grown = format!("{TEXT} More came later.");
        assert_eq!(found(&history, &grown, true), Some((30, 0)));
        let other = "Quite another text, of which no word stood there before now.";
        assert_eq!(found(&history, other, true), None);
        write(&history, memory(TEXT, 0), "/a");
        assert_eq!(found(&history, other, true), None);
        let rows = recent(&history, None).unwrap();
        let label = rows.first().map(|row| row.label.as_str());
        assert_eq!((rows.len(), label), (2, Some(TEXT)));
        assert_eq!(recent(&history, Some("/a")).unwrap().len(), 1);
        assert!(recall(&History::nowhere(), &document(TEXT), None, true).is_none());
    }

    /// Protects: an idle reader writes nothing; one who moves has the place written down after a while, wherever it is then.
    #[test]
    fn only_what_is_not_written_yet_is_waited_for() {
        let mut pace = Pace::default();
        pace.note(None);
        assert_eq!(pace.wait(), None);
        let (here, there) = (memory(TEXT, 0), memory(TEXT, 9));
        pace.written(here.clone());
        pace.note(Some(&here));
        assert_eq!(pace.wait(), None);
        let there = Memory {
            document: Arc::clone(&here.document),
            ..there
        };
        pace.note(Some(&there));
        assert!(pace.wait().is_some_and(|wait| wait <= PACE));
        pace.note(Some(&here));
        assert_eq!(pace.wait(), None, "back again");
        pace.note(Some(&there));
        pace.written(there.clone());
        pace.note(Some(&there));
        assert_eq!(pace.wait(), None);
    }
}
