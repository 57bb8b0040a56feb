//! Decisions that are exported and imported.

use super::taking_back::{everyone, page, people, take_back};
use super::{article, keep, library};
use crate::library::{
    DecisionKind, Exchanged, ImportedLine, Library, LibraryWriter, NameId, PeoplePair,
    PreparedArticle, export, import_line,
};

const ONE: &[&str] = &["One", "David Smith spoke on Monday."];
const OTHER: &[&str] = &["Other", "David Smith left on Friday."];
const FOURTH: &[&str] = &["Fourth", "David Smith slept on Tuesday."];
const BOTH: &[&str] = &[
    "Both",
    "Chancellor Angela Merkel met President Vladimir Putin on Sunday. Then Vladimir Putin sang.",
];

fn lines(library: &Library) -> (Vec<String>, Exchanged) {
    let mut lines = Vec::new();
    let reader = library.reader().unwrap().unwrap();
    let exported = export(&reader, |line| {
        lines.push(line.to_owned());
        true
    });
    (lines, exported.unwrap())
}

fn import(library: &Library, lines: &[String]) {
    let mut articles: Vec<PreparedArticle> = Vec::new();
    let mut pairs: Vec<PeoplePair> = Vec::new();
    for line in lines {
        match import_line(line).unwrap() {
            ImportedLine::Article(record) => articles.push(record.prepare(true)),
            ImportedLine::People(pair) => pairs.push(*pair),
        }
    }
    let mut writer = library.writer().unwrap();
    writer.begin_import().unwrap();
    writer.keep(&articles).unwrap();
    writer.keep_pairs(&pairs).unwrap();
    writer.finish();
}

/// A library with three of one name who may be one, and with all kinds of decisions; among them one about two who are in
/// one article, and people who were joined one after the other. With what could be seen before each decision.
fn decided() -> (tempfile::TempDir, Library, Vec<Vec<String>>) {
    let (folder, library) = library();
    keep(
        &library,
        &[
            article(ONE, 1),
            article(OTHER, 2),
            article(FOURTH, 3),
            article(BOTH, 4),
        ],
    );
    let smiths = people(&library, "David Smith");
    assert_eq!(smiths.len(), 3);
    let (merkel, putin) = (
        people(&library, "Angela Merkel")[0].id,
        people(&library, "Vladimir Putin")[0].id,
    );
    let mut writer = library.writer().unwrap();
    let mut before = vec![everyone(&library)];
    writer.keep_apart(smiths[0].id, smiths[1].id).unwrap();
    before.push(everyone(&library));
    writer.join(merkel, putin).unwrap();
    before.push(everyone(&library));
    writer.join(smiths[1].id, smiths[2].id).unwrap();
    before.push(everyone(&library));
    writer.join(smiths[0].id, smiths[1].id).unwrap();
    before.push(everyone(&library));
    let identity = page(&library, smiths[0].id).articles[0]
        .article
        .identity
        .clone();
    writer.part(smiths[0].id, &[identity]).unwrap().unwrap();
    before.push(everyone(&library));
    (folder, library, before)
}

/// Protects: what was decided is the same in a library that was imported, as often as it is imported, and is taken back there one after
/// the other, until all is as it was.
#[test]
fn decisions_survive_an_export_and_can_be_taken_back() {
    let (_folder, library, mut before) = decided();
    let (exported, count) = lines(&library);
    assert_eq!((count.articles, count.decisions), (4, 5));
    let (_other, copy) = super::library();
    import(&copy, &exported);
    assert_eq!(everyone(&copy), before.pop().unwrap());
    assert_eq!(lines(&copy).1, count);
    import(&copy, &exported);
    import(&library, &exported);
    assert_eq!(lines(&copy).1, count, "nothing is added twice");
    assert_eq!(lines(&library).0, exported);
    let mut writer = copy.writer().unwrap();
    let mut kinds = Vec::new();
    while let Some(kind) = take_back(&mut writer) {
        kinds.push(kind);
        assert_eq!(Some(everyone(&copy)), before.pop(), "{kinds:?}");
    }
    let expected = [
        DecisionKind::Parted,
        DecisionKind::Joined,
        DecisionKind::Joined,
        DecisionKind::Joined,
        DecisionKind::KeptApart,
    ];
    assert_eq!(kinds, expected);
}

/// Protects: an article that is read after the import is linked to the person as it was joined.
#[test]
fn later_articles_follow_imported_decisions() {
    let (_folder, library) = library();
    let (one, other) = (
        ["One", "President Vladimir Putin spoke in Russia."],
        ["Other", "President Wladimir Putin spoke in Russia."],
    );
    keep(&library, &[article(&one, 1), article(&other, 2)]);
    let id = |name: &str| people(&library, name)[0].id;
    let (putin, wladimir) = (id("Vladimir Putin"), id("Wladimir Putin"));
    library.writer().unwrap().join(putin, wladimir).unwrap();
    let (_other, copy) = super::library();
    import(&copy, &lines(&library).0);
    let later = ["Later", "President Wladimir Putin left Russia."];
    keep(&copy, &[article(&later, 3)]);
    let found = people(&copy, "Wladimir Putin");
    assert_eq!((found.len(), found[0].articles), (1, 3));
}

/// Protects: lines about people whose articles are missing, about none, or with damaged parts add nothing and break nothing.
#[test]
fn lines_about_no_article_add_nothing() {
    let (_folder, library, _) = decided();
    let (exported, _) = lines(&library);
    let (_other, copy) = super::library();
    let about: Vec<String> = exported.iter().skip(4).cloned().collect();
    assert!(about.len() >= 5, "{about:?}");
    import(&copy, &about);
    assert!(everyone(&copy).is_empty());
    assert_eq!(lines(&copy).1.decisions, 0);
    let line = &about[1];
    assert!(line.contains("\"joined\""), "{line}");
    for bad in [
        line.replace("joined", "married"),
        line.replace("\"identity\":\"", "\"identity\":\"../"),
        line.replace("\"one\"", "\"two\""),
    ] {
        assert_eq!(import_line(&bad), None, "{bad}");
    }
}

/// Protects: decisions about people of one name are those of the file, each about its own people, and can be taken back one after the
/// other; what was "perhaps the same" before each is so again.
#[test]
fn decisions_about_many_of_one_name_survive() {
    let smiths: [&[&str]; 4] = [
        ONE,
        OTHER,
        FOURTH,
        &["Fifth", "David Smith sang on Sunday."],
    ];
    let decide = |writer: &mut LibraryWriter, [a, b, c, d]: [NameId; 4], nth: usize| match nth {
        0 => writer.keep_apart(a, b).unwrap(),
        1 => writer.keep_apart(a, c).unwrap(),
        2 => writer.join(d, b).unwrap(),
        _ => writer.join(d, c).unwrap(),
    };
    for steps in [0..4, 2..4] {
        let (_folder, library) = library();
        let articles: Vec<_> = smiths
            .iter()
            .zip(1..)
            .map(|(text, nth)| article(text, nth))
            .collect();
        keep(&library, &articles);
        let found = people(&library, "David Smith");
        let ids: Vec<NameId> = found.iter().map(|one| one.id).collect();
        let ids: [NameId; 4] = ids.try_into().unwrap();
        let mut writer = library.writer().unwrap();
        let mut before = vec![everyone(&library)];
        for nth in steps {
            decide(&mut writer, ids, nth);
            before.push(everyone(&library));
        }
        let (_other, copy) = super::library();
        import(&copy, &lines(&library).0);
        let mut writer = copy.writer().unwrap();
        while let Some(expected) = before.pop() {
            assert_eq!(everyone(&copy), expected);
            assert_eq!(take_back(&mut writer).is_some(), !before.is_empty());
        }
    }
}

/// Protects: where articles are kept already, who is who in the articles of a file is as in the file, but no decision is recorded that
/// was made elsewhere: taking it back would part what it did not join.
#[test]
fn decisions_are_not_restored_beside_other_articles() {
    let (_folder, library) = library();
    let (one, other) = (
        ["One", "President Vladimir Putin spoke in Russia."],
        ["Other", "President Wladimir Putin spoke in Russia."],
    );
    keep(&library, &[article(&one, 1), article(&other, 2)]);
    let before = everyone(&library);
    let id = |name: &str| people(&library, name)[0].id;
    let (putin, wladimir) = (id("Vladimir Putin"), id("Wladimir Putin"));
    let mut writer = library.writer().unwrap();
    writer.join(putin, wladimir).unwrap();
    let (exported, _) = lines(&library);
    let joined = everyone(&library);
    take_back(&mut writer).unwrap();
    assert_eq!(everyone(&library), before);
    import(&library, &exported);
    assert_eq!(everyone(&library), joined);
    assert_eq!(lines(&library).1.decisions, 0);
    assert_eq!(take_back(&mut library.writer().unwrap()), None);
}

/// Protects: what is exported is the library at one time: an article that is removed meanwhile is exported whole, with its text, and
/// what is decided meanwhile is not.
#[test]
fn what_changes_meanwhile_is_not_exported() {
    let (_folder, library, _) = decided();
    let (before, count) = lines(&library);
    let mut writer = library.writer().unwrap();
    let reader = library.reader().unwrap().unwrap();
    let mut during = Vec::new();
    let exported = export(&reader, |line| {
        if during.is_empty() {
            writer.take_back(None).unwrap();
            assert_eq!(writer.forget_address("https://example.org/4?id=7"), Ok(1));
        }
        during.push(line.to_owned());
        true
    });
    assert_eq!((during, exported.unwrap()), (before.clone(), count));
    let (after, _) = lines(&library);
    assert!(after.len() < before.len(), "{after:?}");
}
