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
use std::sync::mpsc::Sender;
use std::thread;

/// Answers `question` as the job with this token; what goes wrong is reported. Without a library, nothing happens.
pub(super) fn start(
    question: LibraryQuestion,
    token: CancelToken,
    library: &Arc<Library>,
    outbox: &Sender<Message>,
) {
    if !library.is_enabled() {
        return;
    }
    let (library, results) = (Arc::clone(library), outbox.clone());
    let run = move || {
        let event = match answer(&library, &question) {
            Ok(before) => Event::LibraryAnswered(question.id, before),
            Err(error) => Event::HistoryFailed(error.to_string()),
        };
        let _ = results.send(Message::Job(token, event));
    };
    let thread = thread::Builder::new().name("library".to_owned());
    if let Err(error) = thread.spawn(run) {
        let sentence = format!("Cannot look into the library: {error}");
        let _ = outbox.send(Message::Event(Event::Failed(sentence)));
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

    /// What comes of the question.
    fn ask(library: Library) -> Option<Event> {
        let (outbox, inbox) = mpsc::channel();
        start(
            question(),
            CancelToken::default(),
            &Arc::new(library),
            &outbox,
        );
        drop(outbox);
        match inbox.recv() {
            Ok(Message::Job(_, event)) => Some(event),
            _ => None,
        }
    }

    /// Protects: without a library nothing is looked up; an empty one has no answer; one with another article has, in words.
    #[test]
    fn only_what_is_in_the_library_is_answered() {
        assert!(ask(Library::disabled()).is_none());
        let folder = tempfile::tempdir().unwrap();
        let library = Library::in_folder(Some(folder.path()));
        let answer = ask(library.clone());
        assert!(matches!(answer, Some(Event::LibraryAnswered(7, None))));
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
        let Some(Event::LibraryAnswered(7, Some(before))) = ask(library) else {
            panic!("nothing was found");
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
}
