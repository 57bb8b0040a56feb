//! Looks up in the library what was read before about the person or country of a card, on a thread of its own.

use super::{CancelToken, Message};
use crate::app::Event;
use crate::app::effect::LibraryQuestion;
use crate::app::overlays::card::{EarlierSentence, ReadBefore};
use crate::dates;
use crate::error::LibraryError;
use crate::library::{self, ArticleEntry, Certainty, KeptSentence, Library, PersonQuery};
use crate::store::article_id;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::Sender;
use std::thread;

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

    /// Answers `question` as the job with this token. That the library cannot be read is reported once. If there is none, nothing
    /// happens.
    pub(super) fn ask(&self, question: LibraryQuestion, token: CancelToken) {
        if !self.library.is_enabled() {
            return;
        }
        let (library, results) = (Arc::clone(&self.library), self.outbox.clone());
        let has_failed = Arc::clone(&self.has_failed);
        let run = move || {
            let event = match answer(&library, &question) {
                Ok(before) => Event::LibraryAnswered(question.id, before),
                Err(_) if has_failed.swap(true, Relaxed) => return,
                Err(error) => Event::HistoryFailed(error.to_string()),
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

fn answer(
    library: &Library,
    question: &LibraryQuestion,
) -> Result<Option<ReadBefore>, LibraryError> {
    let Some(reader) = library.reader()? else {
        return Ok(None);
    };
    let identity = article_id(question.document.text());
    let query = PersonQuery::new(&question.entities, question.entity, Some(&identity));
    Ok(reader.read_before(&query)?.map(in_words))
}

/// What the card says of it.
fn in_words(before: library::ReadBefore) -> ReadBefore {
    ReadBefore {
        is_uncertain: before.certainty == Certainty::Perhaps,
        articles: before.articles,
        since: dates::day_in_words(before.since),
        sentences: before.latest.into_iter().map(earlier).collect(),
    }
}

fn earlier((article, sentence): (ArticleEntry, KeptSentence)) -> EarlierSentence {
    EarlierSentence {
        text: sentence.text,
        mention: sentence.mentions.into_iter().next().unwrap_or_default(),
        offset: sentence.offset,
        title: article.title,
        address: article.address,
        read_on: dates::day_in_words(article.last_read),
    }
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
        LibraryQuestion {
            id: 7,
            document: Arc::new(document),
            entities: Arc::new(entities),
            entity,
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
        let none = Event::LibraryAnswered(7, None);
        assert_eq!(format!("{answers:?}"), format!("{:?}", [&none, &none]));
        let other = document("Angela Merkel met Barack Obama in Berlin. He left.");
        let reading = Reading {
            identity: article_id(other.text()),
            address: Some("https://example.org/talks".to_owned()),
            read_at: 1_746_273_600,
            ..Reading::default()
        };
        let record = ArticleRecord::new(&other, &entities::read(&other), reading);
        library
            .writer()
            .unwrap()
            .keep(&[record.prepare(true)])
            .unwrap();
        let answers = ask_twice(library);
        let [Event::LibraryAnswered(7, Some(before)), _] = &answers[..] else {
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
