//! Decisions that are taken back.

use super::{article, keep, library};
use crate::library::{Decision, DecisionKind, Library, LibraryWriter, NameEntry, NameId, NamePage};

const ONE: &[&str] = &["One", "David Smith spoke on Monday."];
const OTHER: &[&str] = &["Other", "David Smith left on Friday."];
const THIRD: &[&str] = &[
    "Third",
    "Chancellor Angela Merkel met President Vladimir Putin on Sunday. Then Vladimir Putin sang.",
];

/// Those with this name, in most articles first.
pub(super) fn people(library: &Library, name: &str) -> Vec<NameEntry> {
    let reader = library.reader().unwrap().unwrap();
    reader.find_people(name).unwrap()
}

pub(super) fn page(library: &Library, id: NameId) -> NamePage {
    let reader = library.reader().unwrap().unwrap();
    reader.page(id, 0..99).unwrap().unwrap()
}

/// What can be seen of everyone: name, titles with the number of mentions, namesakes. Numbers of people do not count.
pub(super) fn everyone(library: &Library) -> Vec<String> {
    let reader = library.reader().unwrap().unwrap();
    let (people, _) = reader
        .people_and_countries(super::ListRequest::default())
        .unwrap();
    let mut all: Vec<String> = people
        .iter()
        .map(|person| {
            let page = page(library, person.id);
            let articles = page.articles.iter();
            let articles = articles.map(|one| format!("{} {}", one.article.title, one.mentions));
            let articles: Vec<String> = articles.collect();
            let found = reader.find_people(&person.name).unwrap();
            assert!(
                found.iter().any(|one| one.id == person.id),
                "{}",
                person.name
            );
            format!("{} {articles:?} {}", person.name, page.perhaps.len())
        })
        .collect();
    all.sort();
    all
}

pub(super) fn take_back(writer: &mut LibraryWriter) -> Option<DecisionKind> {
    writer
        .take_back(None)
        .unwrap()
        .map(|decision| decision.kind)
}

/// Protects: each decision is taken back, the latest first, until all is as it was before; then there is none.
#[test]
fn several_decisions_are_taken_back_in_a_row() {
    let (_folder, library) = library();
    keep(
        &library,
        &[article(ONE, 1), article(OTHER, 2), article(THIRD, 3)],
    );
    let before = everyone(&library);
    assert_eq!(before.len(), 4, "{before:?}");
    let smiths = people(&library, "David Smith");
    let (merkel, putin) = (
        people(&library, "Angela Merkel")[0].id,
        people(&library, "Vladimir Putin")[0].id,
    );
    let mut writer = library.writer().unwrap();
    writer.keep_apart(smiths[0].id, smiths[1].id).unwrap();
    let apart = everyone(&library);
    writer.join(smiths[0].id, smiths[1].id).unwrap();
    // Both are in one article.
    writer.join(merkel, putin).unwrap();
    let joined = everyone(&library);
    assert_eq!(joined.len(), 2, "{joined:?}");
    let identity = page(&library, smiths[0].id).articles[0]
        .article
        .identity
        .clone();
    let new = writer.part(smiths[0].id, &[identity]).unwrap().unwrap();
    let decisions = |id| {
        let decisions = page(&library, id).decisions;
        decisions
            .iter()
            .map(|it| (it.kind, it.articles))
            .collect::<Vec<_>>()
    };
    let joined_with = [(DecisionKind::Joined, 1), (DecisionKind::KeptApart, 0)];
    assert_eq!(
        decisions(smiths[0].id),
        [&[(DecisionKind::Parted, 1)], &joined_with[..]].concat()
    );
    assert_eq!(decisions(new), [(DecisionKind::Parted, 1)]);
    assert_eq!(decisions(merkel), [(DecisionKind::Joined, 1)]);
    assert_eq!(
        page(&library, putin).entry.id,
        merkel,
        "who was joined is on the other's page"
    );

    // In another sitting.
    drop(writer);
    let mut writer = library.writer().unwrap();
    let undone = writer.take_back(None).unwrap().unwrap();
    let Decision {
        kind, name, title, ..
    } = undone;
    assert_eq!((kind, name.as_str()), (DecisionKind::Parted, "David Smith"));
    assert_eq!(title.as_deref(), Some("Other"));
    assert_eq!(everyone(&library), joined);
    assert_eq!(take_back(&mut writer), Some(DecisionKind::Joined));
    assert_eq!(take_back(&mut writer), Some(DecisionKind::Joined));
    assert_eq!(everyone(&library), apart);
    assert_eq!(take_back(&mut writer), Some(DecisionKind::KeptApart));
    assert_eq!(everyone(&library), before);
    assert_eq!(take_back(&mut writer), None);
    let left = library.reader().unwrap().unwrap();
    assert_eq!(left.decisions(smiths[0].id).unwrap(), []);
}

/// Protects: a decision can be taken back although later ones still hold, and although articles were read since: those of the one are
/// still the one's.
#[test]
fn decisions_are_taken_back_in_any_order() {
    let (_folder, library) = library();
    let fourth: &[&str] = &["Fourth", "David Smith slept on Tuesday."];
    keep(
        &library,
        &[article(ONE, 1), article(OTHER, 2), article(fourth, 3)],
    );
    let smiths = people(&library, "David Smith");
    assert_eq!(smiths.len(), 3);
    let mut writer = library.writer().unwrap();
    // The third is joined with the second, and both with the first.
    writer.join(smiths[1].id, smiths[2].id).unwrap();
    let second = page(&library, smiths[1].id);
    writer.join(smiths[0].id, smiths[1].id).unwrap();
    writer
        .keep(&[article(ONE, 5), article(OTHER, 6), article(fourth, 7)])
        .unwrap();
    let all = page(&library, smiths[0].id);
    assert_eq!((all.articles.len(), all.decisions.len()), (3, 2));
    let first = second.decisions[0].id;
    let undone = writer.take_back(Some(first)).unwrap().unwrap();
    assert_eq!(undone.id, first);
    assert_eq!(page(&library, smiths[0].id).articles.len(), 2);
    assert_eq!(page(&library, smiths[2].id).articles.len(), 1);
    assert_eq!(page(&library, smiths[2].id).perhaps.len(), 1);
    assert_eq!(writer.take_back(Some(first)).unwrap(), None, "only once");
    take_back(&mut writer);
    assert_eq!(people(&library, "David Smith").len(), 3);
    for person in people(&library, "David Smith") {
        assert!(!page(&library, person.id).perhaps.is_empty());
    }
}

/// Protects: with what is forgotten, what was decided about it is forgotten, too, and nothing of it can be taken back.
#[test]
fn decisions_about_what_is_forgotten_are_forgotten() {
    let (_folder, library) = library();
    keep(
        &library,
        &[article(ONE, 1), article(OTHER, 2), article(THIRD, 3)],
    );
    let smiths = people(&library, "David Smith");
    let mut writer = library.writer().unwrap();
    writer.keep_apart(smiths[0].id, smiths[1].id).unwrap();
    writer.join(smiths[0].id, smiths[1].id).unwrap();
    let tables = [
        "decision",
        "decided_place",
        "decided_form",
        "decided_perhaps",
    ];
    let count = |of: &str| -> i64 {
        let connection = rusqlite::Connection::open(library.path().unwrap()).unwrap();
        let sql = format!("SELECT count(*) FROM {of}");
        connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let rows = || tables.iter().map(|table| count(table)).sum::<i64>();
    assert!(rows() > 0);
    writer.forget_address("https://example.org/2?id=7").unwrap();
    writer.forget_names(&[smiths[0].id]).unwrap();
    assert_eq!(rows(), 0);
    assert_eq!(take_back(&mut writer), None);
    assert_eq!(count("name WHERE name = 'David Smith'"), 0);
    let (merkel, putin) = (
        people(&library, "Angela Merkel")[0].id,
        people(&library, "Vladimir Putin")[0].id,
    );
    writer.join(merkel, putin).unwrap();
    writer.clear().unwrap();
    assert_eq!(rows(), 0);
}
