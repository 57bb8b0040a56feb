//! Tests of the library as a whole.

mod bad_input;
mod decisions;
mod exchange;
mod opened;
mod removal;
mod taking_back;

use super::*;
use crate::document::{BlockKind, Builder, Document};
use crate::entities::{self, CountryCode};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

/// The first of January 2026, in seconds since 1970.
const NEW_YEAR: u64 = 1_767_225_600;
const DAY: u64 = 86_400;

pub(super) fn document(paragraphs: &[&str]) -> Document {
    let mut builder = Builder::new("test");
    for paragraph in paragraphs {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

/// The article with these paragraphs, read on that day of 2026.
pub(super) fn article(paragraphs: &[&str], day: u64) -> PreparedArticle {
    let document = document(paragraphs);
    let reading = Reading {
        identity: crate::store::article_id(document.text()),
        address: Some(format!("https://example.org/{day}?token=s&id=7")),
        read_at: NEW_YEAR + day * DAY,
        opened: true,
        percent: 50,
        ..Reading::default()
    };
    ArticleRecord::new(&document, &entities::read(&document), reading).prepare(true)
}

pub(super) fn library() -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::in_folder(Some(&folder.path().join("byline")));
    (folder, library)
}

pub(super) fn keep(library: &Library, articles: &[PreparedArticle]) {
    let mut writer = library.writer().unwrap();
    writer.keep(articles).unwrap();
    assert_eq!(writer.take_set_aside(), None);
    writer.finish();
}

/// The article in an exported line.
pub(super) fn imported(line: &str) -> ArticleRecord {
    match import_line(line) {
        Some(ImportedLine::Article(record)) => *record,
        other => panic!("no article but {other:?}"),
    }
}

pub(super) const TALKS: &[&str] = &[
    "Talks in Berlin",
    "Chancellor Angela Merkel met President Vladimir Putin of Russia in Berlin on Monday. Merkel spoke first.",
];
const SUMMIT: &[&str] = &[
    "A summit in Paris",
    "President Emmanuel Macron received Angela Merkel and Vladimir Putin in France. Nobody smiled but Angela Merkel.",
];

/// Protects: what was read is found again: who, where, when, in which words and in whose company.
#[test]
fn what_was_read_is_found_again() {
    let (_folder, library) = library();
    assert!(library.reader().unwrap().is_none(), "nothing was kept yet");
    keep(&library, &[article(TALKS, 3), article(SUMMIT, 40)]);
    let reader = library.reader().unwrap().unwrap();
    let request = ListRequest {
        now: NEW_YEAR + 41 * DAY,
        ..ListRequest::default()
    };
    let people = reader.people(request).unwrap();
    let names: Vec<_> = people
        .iter()
        .map(|one| (one.name.as_str(), one.articles, one.mentions))
        .collect();
    let expected = [
        ("Angela Merkel", 2, 4),
        ("Vladimir Putin", 2, 2),
        ("Emmanuel Macron", 1, 1),
    ];
    assert_eq!(names, expected);
    assert_eq!(people[0].by_month[MONTHS - 2..], [1, 1]);
    assert_eq!(people[0].by_month.iter().sum::<u32>(), 2);
    let countries = reader.countries(request).unwrap();
    let codes: Vec<_> = countries
        .iter()
        .map(|one| one.code.unwrap().as_str().to_owned())
        .collect();
    assert!(
        codes.contains(&"RU".to_owned()) && codes.contains(&"FR".to_owned()),
        "{codes:?}"
    );

    let articles = reader.articles(request).unwrap();
    let titles: Vec<_> = articles.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["A summit in Paris", "Talks in Berlin"]);
    assert_eq!(
        articles[1].address.as_deref(),
        Some("https://example.org/3?id=7")
    );
    assert_eq!(
        (articles[1].percent, articles[1].first_read),
        (50, NEW_YEAR + 3 * DAY)
    );
    let text = reader.text(&articles[1].identity).unwrap().unwrap();
    assert_eq!(text, document(TALKS).text());
    let since = ListRequest {
        since: Some(NEW_YEAR + 30 * DAY),
        ..request
    };
    assert_eq!(reader.articles(since).unwrap().len(), 1);
    assert_eq!(reader.people(since).unwrap()[0].articles, 1);

    let page = reader.page(people[0].id, 0..10).unwrap().unwrap();
    assert_eq!(page.articles.len(), 2);
    let sentences: Vec<_> = page
        .articles
        .iter()
        .flat_map(|one| &one.sentences)
        .collect();
    let texts: Vec<_> = sentences.iter().map(|one| one.text.as_str()).collect();
    let expected = [
        "President Emmanuel Macron received Angela Merkel and Vladimir Putin in France.",
        "Nobody smiled but Angela Merkel.",
        "Chancellor Angela Merkel met President Vladimir Putin of Russia in Berlin on Monday.",
        "Merkel spoke first.",
    ];
    assert_eq!(texts, expected);
    for (sentence, name) in
        sentences
            .iter()
            .zip(["Angela Merkel", "Angela Merkel", "Angela Merkel", "Merkel"])
    {
        assert_eq!(&sentence.text[sentence.mentions[0].clone()], name);
    }
    assert!(text[sentences[3].offset..].starts_with("Merkel spoke"));
    let company: Vec<_> = page
        .company
        .iter()
        .map(|one| (one.name.as_str(), one.articles))
        .collect();
    assert_eq!(company[0], ("Vladimir Putin", 2));
    assert!(company.contains(&("Russia", 1)));
    assert_eq!(reader.page_articles(people[0].id, 1..2).unwrap().len(), 1);
    let russia = reader
        .find_country(CountryCode::new("RU").unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(russia.articles, 1);
    for name in ["MERKEL", "angela merkel", "Angela"] {
        assert_eq!(
            reader.find_people(name).unwrap()[0].name,
            "Angela Merkel",
            "{name}"
        );
    }
    assert_eq!(reader.find_people("Merk").unwrap(), []);
    assert_eq!(reader.find_people("%").unwrap(), []);
}

/// Protects: a country is known by its code, whatever the articles call it.
#[test]
fn a_country_was_read_of_before() {
    let (_folder, library) = library();
    keep(&library, &[article(TALKS, 3)]);
    let reader = library.reader().unwrap().unwrap();
    let document = document(&["The Russian army left. France waited."]);
    let found = entities::read(&document);
    let ask = |name: &str| {
        let id = found.find(entities::EntityKind::Country, name).unwrap();
        let query = PersonQuery::new(&found, id, None);
        reader.read_before(&query).unwrap()
    };
    let before = ask("Russia").unwrap();
    assert_eq!((before.articles, before.certainty), (1, Certainty::Certain));
    assert!(before.latest[0].sentence.text.contains("Russia"));
    assert_eq!(ask("France"), None);
}

/// Protects: a person's card shows what other articles said, and not what this one says.
#[test]
fn what_was_read_before_does_not_count_the_open_article() {
    let (_folder, library) = library();
    keep(&library, &[article(TALKS, 3)]);
    let document = document(SUMMIT);
    let found = entities::read(&document);
    let identity = crate::store::article_id(document.text());
    let query = |name: &str| {
        let id = found.find(entities::EntityKind::Person, name).unwrap();
        PersonQuery::new(&found, id, Some(&identity))
    };
    let ask = |name: &str| {
        library
            .reader()
            .unwrap()
            .unwrap()
            .read_before(&query(name))
            .unwrap()
    };
    let check = || {
        let before = ask("Angela Merkel").unwrap();
        assert_eq!((before.articles, before.since), (1, NEW_YEAR + 3 * DAY));
        assert_eq!(before.certainty, Certainty::Certain);
        let latest: Vec<_> = before
            .latest
            .iter()
            .map(|latest| (latest.article.title.as_str(), latest.sentence.offset))
            .collect();
        assert_eq!(latest.len(), 2);
        assert_eq!(
            latest[0],
            ("Talks in Berlin", document_offset("Angela Merkel"))
        );
        assert_eq!(ask("Emmanuel Macron"), None);
        // A person that a card says something about is also among the people met.
        let reader = library.reader().unwrap().unwrap();
        let met = reader.people_met(&found, Some(&identity)).unwrap();
        let met: Vec<&str> = met
            .into_iter()
            .map(|id| found.entity(id).name.as_str())
            .collect();
        assert_eq!(met, ["Angela Merkel", "Vladimir Putin"]);
    };
    check();
    keep(&library, &[article(SUMMIT, 5)]);
    check();
}

/// Protects: someone of a common name in quite other company was not met.
#[test]
fn a_namesake_was_not_met() {
    let (_folder, library) = library();
    let football = &[
        "Rovers win",
        "Goalkeeper John Smith of Bristol Rovers saved two penalties in Brazil and Argentina, said coach Piet Ashford and Ann Petrova.",
    ];
    keep(&library, &[article(football, 3)]);
    let reader = library.reader().unwrap().unwrap();
    let met = |text: &str| {
        let document = document(&[text]);
        let found = entities::read(&document);
        let met = reader.people_met(&found, None).unwrap();
        met.len()
    };
    let politics = "Senator John Smith, the American politician, met President Vladimir Putin and Angela Merkel in Germany and Russia.";
    assert_eq!(met(politics), 0);
    assert_eq!(
        met("Goalkeeper John Smith flew to Brazil with Piet Ashford."),
        2
    );
}

fn document_offset(words: &str) -> usize {
    document(TALKS).text().find(words).unwrap()
}

/// Protects: an article that is read again, or has grown since, is one article, and the people in it remain who they were.
#[test]
fn an_article_that_is_read_again_is_one_article() {
    let (_folder, library) = library();
    keep(&library, &[article(TALKS, 3)]);
    let id = library
        .reader()
        .unwrap()
        .unwrap()
        .find_people("Angela Merkel")
        .unwrap()[0]
        .id;
    let grown = [TALKS[0], TALKS[1], "Later Angela Merkel met Joe Biden."];
    let mut again = article(&grown, 3);
    again.record.reading.read_at = NEW_YEAR + 9 * DAY;
    keep(&library, &[article(TALKS, 4), again]);
    let reader = library.reader().unwrap().unwrap();
    let articles = reader.articles(ListRequest::default()).unwrap();
    assert_eq!(
        articles.len(),
        2,
        "another address of an article does not make it another"
    );
    let merkel = reader.find_people("Angela Merkel").unwrap();
    assert_eq!((merkel.len(), merkel[0].id), (1, id));
    keep(&library, &[article(TALKS, 3), article(&grown, 3)]);
}

/// Protects: what is kept is readable by nobody else, and where the texts are not kept, nothing of them is.
#[test]
fn the_database_is_private_and_names_can_be_kept_alone() {
    let (folder, library) = library();
    let record = article(TALKS, 3).record;
    keep(&library, &[record.prepare(false)]);
    let path = library.path().unwrap();
    assert_eq!(
        fs::metadata(path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let parent = fs::metadata(path.parent().unwrap()).unwrap();
    assert_eq!(parent.permissions().mode() & 0o777, 0o700);
    let reader = library.reader().unwrap().unwrap();
    let merkel = &reader.find_people("Angela Merkel").unwrap()[0];
    let page = reader.page(merkel.id, 0..5).unwrap().unwrap();
    assert_eq!(
        (page.articles[0].sentences.len(), page.articles[0].mentions),
        (0, 2)
    );
    assert_eq!(reader.search("Monday", 5).unwrap(), []);
    assert_eq!(
        reader.search("berlin", 5).unwrap().len(),
        1,
        "the title is a name"
    );
    drop(reader);
    for file in fs::read_dir(folder.path().join("byline")).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(12).any(|part| part == b"spoke first."));
    }
}

/// Protects: articles are found by their words, the ones that are about them first, with the place where they are.
#[test]
fn articles_are_found_by_their_words() {
    let (_folder, library) = library();
    let long = "Nobody spoke of anything else for a week, people said. ".repeat(20);
    let about: &[&str] = &[
        "Harbour light burns",
        "The harbour was dark. The harbour light went out, and the harbour master left.",
        &long,
    ];
    let beside: &[&str] = &[
        "Budget passed",
        &long,
        "The budget has a line for the harbour light.",
    ];
    keep(
        &library,
        &[article(about, 1), article(beside, 2), article(TALKS, 3)],
    );
    let reader = library.reader().unwrap().unwrap();
    let titles = |typed: &str| -> Vec<String> {
        let hits = reader.search(typed, 9).unwrap();
        hits.into_iter().map(|hit| hit.article.title).collect()
    };
    assert_eq!(titles("harbour"), ["Harbour light burns", "Budget passed"]);
    assert_eq!(
        titles("LIGHT the harbour"),
        ["Harbour light burns", "Budget passed"]
    );
    assert_eq!(titles("\"the harbour light\" line"), ["Budget passed"]);
    assert_eq!(titles("\"light harbour\""), Vec::<String>::new());
    assert_eq!(titles("harb*"), ["Harbour light burns", "Budget passed"]);
    assert_eq!(titles("harb"), Vec::<String>::new());
    for odd in [
        "",
        "\"",
        "the",
        "AND",
        "a* OR",
        "NEAR(",
        "'); DROP TABLE name; --",
        "\u{e000}",
    ] {
        assert!(reader.search(odd, 9).is_ok(), "{odd}");
    }
    let hit = &reader.search("budget line", 1).unwrap()[0];
    let snippet = hit.snippet.as_ref().unwrap();
    assert!(snippet.text.len() <= 200, "{}", snippet.text);
    let found: Vec<&str> = snippet
        .matches
        .iter()
        .map(|range| &snippet.text[range.clone()])
        .collect();
    assert_eq!(found, ["budget", "line"]);
    let text = reader.text(&hit.article.identity).unwrap().unwrap();
    assert!(text[snippet.offset..].starts_with("budget has a line"));
}
