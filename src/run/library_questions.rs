//! Answers what the reader asks the library, on a thread of its own, in words that can be shown.

use super::library_words::{
    NOT_OPENED, in_words, kept_article, kept_name, page_articles, page_in_words,
};
use super::{CancelToken, Message};
use crate::app::Event;
use crate::app::effect::{LibraryQuery, LibraryQuestion, OpenNames};
use crate::app::overlays::library::{LibraryAnswer, LibraryLists, NameRow};
use crate::dates;
use crate::error::LibraryError;
use crate::library::{
    Certainty, Library, LibraryReader, ListRequest, NameEntry, NameId, PersonQuery,
};
use crate::store::article_id;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::Sender;
use std::thread;

/// How many articles come with a page, and how many with each later answer: the first are to be on the screen at once.
const FIRST_ARTICLES: usize = 40;
const MORE_ARTICLES: usize = 400;

/// Asks the library.
pub(super) struct LibraryQuestions {
    library: Arc<Library>,
    outbox: Sender<Message>,
    /// Whether it could not be read, and this was reported.
    has_failed: Arc<AtomicBool>,
}

impl LibraryQuestions {
    /// The answers are sent to `outbox`.
    pub(super) fn new(library: Arc<Library>, outbox: Sender<Message>) -> Self {
        Self {
            library,
            outbox,
            has_failed: Arc::default(),
        }
    }

    /// Answers `question` as the job with this token. That the library cannot be read is shown where it was opened, and reported once
    /// for a card; the dots in the panel are only missing then. Without a library, nothing happens for these two.
    pub(super) fn ask(&self, question: LibraryQuestion, token: CancelToken) {
        let is_aside = matches!(
            question.query,
            LibraryQuery::ReadBefore(..) | LibraryQuery::PeopleMet(_)
        );
        if is_aside && !self.library.is_enabled() {
            return;
        }
        let (library, results) = (Arc::clone(&self.library), self.outbox.clone());
        let has_failed = Arc::clone(&self.has_failed);
        let run = move || {
            let is_dots = matches!(question.query, LibraryQuery::PeopleMet(_));
            let event = match answer(&library, &question.query) {
                Err(_) if is_dots => return,
                Err(_) if is_aside && has_failed.swap(true, Relaxed) => return,
                Err(error) if is_aside => Event::HistoryFailed(error.to_string()),
                answer => Event::LibraryAnswered(question.id, or_failure(answer)),
            };
            let _ = results.send(Message::Job(token, event));
        };
        let thread = thread::Builder::new().name("library".to_owned());
        if let Err(error) = thread.spawn(run) {
            let sentence = format!("Cannot look into the library: {error}");
            let _ = self.outbox.send(Message::Event(Event::Failed(sentence)));
        }
    }
}

/// The answer to `question`, even if the library cannot be read.
pub(super) fn answer_event(library: &Library, question: &LibraryQuestion) -> Event {
    Event::LibraryAnswered(question.id, or_failure(answer(library, &question.query)))
}

fn or_failure(answer: Result<LibraryAnswer, LibraryError>) -> LibraryAnswer {
    answer.unwrap_or_else(|error| LibraryAnswer::Failed(error.to_string()))
}

fn answer(library: &Library, query: &LibraryQuery) -> Result<LibraryAnswer, LibraryError> {
    let Some(reader) = library.reader()? else {
        // Nothing was kept yet.
        return Ok(match query {
            LibraryQuery::ReadBefore(..) => LibraryAnswer::ReadBefore(None),
            LibraryQuery::PeopleMet(_) => LibraryAnswer::PeopleMet(Vec::new()),
            LibraryQuery::Lists => LibraryAnswer::Lists(Arc::default()),
            LibraryQuery::Page(_) | LibraryQuery::PageOf(..) | LibraryQuery::PageArticles(..) => {
                LibraryAnswer::Page(None)
            }
        });
    };
    Ok(match query {
        LibraryQuery::ReadBefore(OpenNames { document, entities }, entity) => {
            let identity = article_id(document.text());
            let query = PersonQuery::new(entities, *entity, Some(&identity));
            LibraryAnswer::ReadBefore(reader.read_before(&query)?.map(in_words))
        }
        LibraryQuery::PeopleMet(OpenNames { document, entities }) => {
            let identity = article_id(document.text());
            let met = reader.people_met(entities, Some(&identity))?.into_iter();
            let names = met.map(|id| entities.entity(id).name.clone());
            LibraryAnswer::PeopleMet(names.collect())
        }
        LibraryQuery::Lists => LibraryAnswer::Lists(Arc::new(lists(&reader)?)),
        LibraryQuery::Page(name) => page(&reader, NameId::from_number(name.0))?,
        LibraryQuery::PageOf(OpenNames { document, entities }, entity) => {
            let identity = article_id(document.text());
            let query = PersonQuery::new(entities, *entity, Some(&identity));
            match reader.find_elsewhere(&query)? {
                Some((name, Certainty::Other)) => match page(&reader, name)? {
                    LibraryAnswer::Page(Some(page)) => LibraryAnswer::PageOfNamesake(page),
                    none => none,
                },
                Some((name, Certainty::Certain | Certainty::Perhaps)) => page(&reader, name)?,
                None => LibraryAnswer::Page(None),
            }
        }
        LibraryQuery::PageArticles(name, first) => {
            let range: Range<usize> = *first..first.saturating_add(MORE_ARTICLES);
            let articles = reader.page_articles(NameId::from_number(name.0), range)?;
            LibraryAnswer::PageArticles(page_articles(*first, articles))
        }
    })
}

fn page(reader: &LibraryReader, name: NameId) -> Result<LibraryAnswer, LibraryError> {
    let Some(page) = reader.page(name, 0..FIRST_ARTICLES)? else {
        return Ok(LibraryAnswer::Page(None));
    };
    let of_one_name = std::iter::once(&page.entry).chain(&page.perhaps);
    let of_one_name: Vec<NameEntry> = of_one_name.cloned().collect();
    let marks = reader.tell_apart(&of_one_name)?;
    let page = Box::new(page_in_words(page, &marks));
    Ok(LibraryAnswer::Page(Some(page)))
}

fn lists(reader: &LibraryReader) -> Result<LibraryLists, LibraryError> {
    let request = ListRequest {
        now: dates::now(),
        ..ListRequest::default()
    };
    // Most of the times are those of a few articles.
    let mut days: HashMap<u64, String> = HashMap::new();
    let mut rows = |entries: Vec<NameEntry>, marks: &HashMap<NameId, String>| {
        let row = |entry: NameEntry| NameRow {
            id: kept_name(entry.id),
            name: entry.name,
            code: entry.code,
            articles: entry.articles,
            by_month: entry.by_month,
            last_read: match entry.opened {
                0 => NOT_OPENED.to_owned(),
                _ => {
                    let day = || dates::relative_day(entry.last_read, request.now);
                    days.entry(entry.last_read).or_insert_with(day).clone()
                }
            },
            mark: marks.get(&entry.id).cloned().unwrap_or_default(),
        };
        entries.into_iter().map(row).collect()
    };
    let articles = reader.article_list(request)?.into_iter();
    let (people, countries) = reader.people_and_countries(request)?;
    let marks = reader.tell_apart(&people)?;
    Ok(LibraryLists {
        people: rows(people, &marks),
        countries: rows(countries, &marks),
        articles: articles
            .map(|article| kept_article(article, request.now))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder, Document};
    use crate::entities;
    use crate::library::{ArticleRecord, Reading};
    use std::sync::mpsc;

    fn document(text: &str) -> Document {
        let mut builder = Builder::new("test");
        builder.push(text);
        builder.end(BlockKind::Paragraph);
        builder.finish()
    }

    fn question() -> LibraryQuestion {
        let document = document("Angela Merkel spoke.");
        let entities = entities::read(&document);
        let entity = entities.entity_ids().next().unwrap();
        let open = OpenNames {
            document: Arc::new(document),
            entities: Arc::new(entities),
        };
        LibraryQuestion {
            id: 7,
            query: LibraryQuery::ReadBefore(open, entity),
        }
    }

    /// What comes of asking twice.
    fn ask_twice(library: Library) -> Vec<Event> {
        let (outbox, inbox) = mpsc::channel();
        let questions = LibraryQuestions::new(Arc::new(library), outbox);
        questions.ask(question(), CancelToken::default());
        questions.ask(question(), CancelToken::default());
        drop(questions);
        let event = |message| match message {
            Message::Job(_, event) | Message::Event(event) => event,
            _ => panic!("no event"),
        };
        inbox.iter().map(event).collect()
    }

    /// Protects: without a library nothing is looked up; an empty one has no answer; one with another article has, in words.
    #[test]
    fn only_what_is_in_the_library_is_answered() {
        assert!(ask_twice(Library::disabled()).is_empty());
        let folder = tempfile::tempdir().unwrap();
        let library = Library::in_folder(Some(folder.path()));
        let answers = ask_twice(library.clone());
        let none = Event::LibraryAnswered(7, LibraryAnswer::ReadBefore(None));
        assert_eq!(format!("{answers:?}"), format!("{:?}", [&none, &none]));
        let other = document("Angela Merkel met Barack Obama in Berlin. He left.");
        let reading = Reading {
            identity: article_id(other.text()),
            address: Some("https://example.org/talks".to_owned()),
            read_at: 1_746_273_600,
            opened: true,
            ..Reading::default()
        };
        let record = ArticleRecord::new(&other, &entities::read(&other), reading);
        library
            .writer()
            .unwrap()
            .keep(&[record.prepare(true)])
            .unwrap();
        let answers = ask_twice(library);
        let [
            Event::LibraryAnswered(7, LibraryAnswer::ReadBefore(Some(before))),
            _,
        ] = &answers[..]
        else {
            panic!("{answers:?}");
        };
        assert_eq!(before.articles, 1);
        assert!(before.since.ends_with(" May 2025"), "{}", before.since);
        let [sentence] = &before.sentences[..] else {
            panic!("{:?}", before.sentences);
        };
        assert_eq!(sentence.text, "Angela Merkel met Barack Obama in Berlin.");
        assert_eq!(&sentence.text[sentence.mention.clone()], "Angela Merkel");
        assert_eq!(
            sentence.address.as_deref(),
            Some("https://example.org/talks")
        );
    }
    /// Protects: a library that cannot be read is reported once, not on every card.
    #[test]
    fn an_unreadable_library_is_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::in_folder(Some(folder.path()));
        std::fs::write(library.path().unwrap(), "no database ".repeat(1000)).unwrap();
        let events = ask_twice(library);
        assert!(
            matches!(&events[..], [Event::HistoryFailed(_)]),
            "{events:?}"
        );
    }
}
