//! What was opened, and what was only read in.

use super::{DAY, NEW_YEAR, SUMMIT, TALKS, article, document, imported, keep, library};
use crate::entities::{self, EntityKind};
use crate::library::{
    Library, ListRequest, NameEntry, PersonQuery, PreparedArticle, ReadBefore, export,
};

/// The article as it is read in and never opened.
fn read_in(paragraphs: &[&str], day: u64) -> PreparedArticle {
    let mut article = article(paragraphs, day);
    let reading = &mut article.record.reading;
    (reading.percent, reading.opened) = (0, false);
    article
}

fn merkel(library: &Library) -> NameEntry {
    let reader = library.reader().unwrap().unwrap();
    reader.find_people("Angela Merkel").unwrap().remove(0)
}

fn before(library: &Library) -> ReadBefore {
    let open = document(&["Third", "Angela Merkel spoke again."]);
    let found = entities::read(&open);
    let id = found.find(EntityKind::Person, "Angela Merkel").unwrap();
    let reader = library.reader().unwrap().unwrap();
    let query = PersonQuery::new(&found, id, None);
    reader.read_before(&query).unwrap().unwrap()
}

/// Protects: an article that was read in and never opened does not count as read; it does from when it is opened, and reading it in
/// again does not change that. A file with all of it says so, too.
#[test]
fn what_was_read_in_does_not_count_as_read() {
    let (_folder, library) = library();
    keep(&library, &[read_in(TALKS, 3), read_in(SUMMIT, 40)]);
    let times = |library: &Library| {
        let entry = merkel(library);
        let days = [entry.first_read, entry.last_read].map(|time| (time - NEW_YEAR) / DAY);
        (entry.articles, entry.opened, days)
    };
    assert_eq!(times(&library), (2, 0, [3, 40]));
    assert_eq!((before(&library).articles, before(&library).opened), (2, 0));
    let mut opened = article(TALKS, 3);
    opened.record.reading.read_at = NEW_YEAR + 60 * DAY;
    opened.record.reading.marked = true;
    keep(&library, &[opened]);
    assert_eq!(times(&library), (2, 1, [60, 60]));
    let read = before(&library);
    assert_eq!(
        (read.articles, read.opened, read.since),
        (2, 1, NEW_YEAR + 60 * DAY)
    );
    keep(&library, &[read_in(TALKS, 3), read_in(SUMMIT, 40)]);
    assert_eq!(times(&library), (2, 1, [60, 60]));
    let reader = library.reader().unwrap().unwrap();
    let (people, _) = reader.people_and_countries(ListRequest::default()).unwrap();
    let listed = people.into_iter().find(|one| one.name == "Angela Merkel");
    let mut expected = merkel(&library);
    let mut listed = listed.unwrap();
    listed.by_month.fill(0);
    expected.by_month.fill(0);
    assert_eq!(listed, expected, "the lists count the same");
    let articles = reader.articles(ListRequest::default()).unwrap();
    let mut listed = reader.article_list(ListRequest::default()).unwrap();
    for article in &mut listed {
        assert!(!std::mem::replace(&mut article.has_text, true));
    }
    assert_eq!(listed, articles);
    let of = |title: &str| {
        let article = articles.iter().find(|one| one.title == title).unwrap();
        (article.opened, article.percent, article.marked)
    };
    assert_eq!(of("Talks in Berlin"), (true, 50, true));
    assert_eq!(of("A summit in Paris"), (false, 0, false));

    let mut lines = Vec::new();
    export(&reader, |line| {
        lines.push(line.to_owned());
        true
    })
    .unwrap();
    let (_other, copy) = super::library();
    let records = lines.iter().map(|line| imported(line).prepare(true));
    keep(&copy, &records.collect::<Vec<_>>());
    assert_eq!(times(&copy), (2, 1, [60, 60]));
    // A line of an earlier version: what was read to somewhere was opened.
    let earlier = lines.iter().map(|line| {
        line.replace("\"opened\":true,", "")
            .replace("\"opened\":false,", "")
    });
    let opened: Vec<bool> = earlier.map(|line| imported(&line).reading.opened).collect();
    assert_eq!(opened.iter().filter(|opened| **opened).count(), 1);
}

/// Protects: the last sentences are of two articles if there are two, the latest first; else two of one; an article whose text is not
/// kept has none.
#[test]
fn the_last_sentences_are_of_two_articles() {
    let (_folder, library) = library();
    let titles = |library: &Library| {
        let latest = before(library).latest;
        latest
            .into_iter()
            .map(|latest| latest.article.title)
            .collect::<Vec<_>>()
    };
    keep(&library, &[article(TALKS, 3)]);
    assert_eq!(titles(&library), ["Talks in Berlin", "Talks in Berlin"]);
    let without_text = article(&["No text", "Angela Merkel wrote."], 50).record;
    keep(
        &library,
        &[article(SUMMIT, 40), without_text.prepare(false)],
    );
    assert_eq!(titles(&library), ["A summit in Paris", "Talks in Berlin"]);
    let texts = before(&library)
        .latest
        .into_iter()
        .map(|latest| latest.sentence.text);
    let texts: Vec<String> = texts.collect();
    assert!(
        texts[0].starts_with("President Emmanuel Macron received"),
        "{texts:?}"
    );
    assert!(
        texts[1].starts_with("Chancellor Angela Merkel met"),
        "{texts:?}"
    );
}

/// Protects: what two papers have from one agency shows once, with both counted, and the next article is the second one.
#[test]
fn the_same_sentence_of_two_articles_shows_once() {
    let (_folder, library) = library();
    let copy: &[&str] = &[
        "Talks, says another paper",
        TALKS[1],
        "Angela Merkel left at noon.",
    ];
    let latest = |library: &Library| {
        let latest = before(library).latest;
        let shown = latest.into_iter().map(|latest| {
            let first: String = latest.sentence.text.chars().take(12).collect();
            (latest.article.title, first, latest.others)
        });
        shown.collect::<Vec<_>>()
    };
    let shown = |title: &str, first: &str, others| (title.to_owned(), first.to_owned(), others);
    keep(&library, &[article(TALKS, 3), article(copy, 4)]);
    let expected = [
        shown("Talks, says another paper", "Chancellor A", 1),
        shown("Talks, says another paper", "Merkel spoke", 1),
    ];
    assert_eq!(latest(&library), expected);
    keep(&library, &[article(SUMMIT, 2)]);
    let expected = [
        shown("Talks, says another paper", "Chancellor A", 1),
        shown("A summit in Paris", "President Em", 0),
    ];
    assert_eq!(latest(&library), expected);
}

/// Protects: people of one name are told apart by a role that only one has, else by someone or a country beside only one of them; who
/// has a name alone needs nothing.
#[test]
fn people_of_one_name_are_told_apart() {
    let (_folder, library) = library();
    let goalkeeper: &[&str] = &[
        "Rovers win",
        "Goalkeeper John Smith of Bristol Rovers saved two penalties in Brazil and Argentina, said coach Piet Ashford and Ann Petrova.",
    ];
    let senator: &[&str] = &[
        "A visit",
        "Senator John Smith, the American politician, met President Vladimir Putin and Angela Merkel in Germany and Russia.",
    ];
    keep(&library, &[article(goalkeeper, 1), article(senator, 2)]);
    let reader = library.reader().unwrap().unwrap();
    let (people, _) = reader.people_and_countries(ListRequest::default()).unwrap();
    let marks = reader.tell_apart(&people).unwrap();
    let smiths: Vec<&NameEntry> = people
        .iter()
        .filter(|one| one.name == "John Smith")
        .collect();
    assert_eq!((smiths.len(), marks.len()), (2, 2), "{marks:?}");
    let mut found: Vec<&str> = smiths.iter().map(|one| marks[&one.id].as_str()).collect();
    found.sort_unstable();
    assert_ne!(found[0], found[1]);
    let is_known = |mark: &&str| {
        let words = ["goalkeeper", "senator", "politician", "with ", "Brazil"];
        words
            .iter()
            .any(|word| mark.to_lowercase().contains(&word.to_lowercase()))
    };
    assert!(found.iter().all(is_known), "{found:?}");
}
