//! What leaves the library: by the user's will, for lack of room, or to another file.

use super::{SUMMIT, TALKS, article, document, imported, keep};
use crate::library::{
    Keeping, Library, LibraryReader, ListRequest, PreparedArticle, export, import_line,
};
use std::fs;

/// Protects: what the user wants forgotten is gone from the file, too.
#[test]
fn forgotten_articles_leave_nothing_in_the_file() {
    let (_folder, library) = super::library();
    let record = |keeps| {
        let mut record = article(TALKS, 3).record;
        record.title = "Unforgettable".to_owned();
        record.prepare(keeps)
    };
    let contains = |what: &[u8]| {
        let bytes = fs::read(library.path().unwrap()).unwrap();
        bytes.windows(what.len()).any(|part| part == what)
    };
    keep(&library, &[record(false), article(SUMMIT, 5)]);
    assert!(contains(b"Unforgettable") && contains(b"example.org/3"));
    let mut writer = library.writer().unwrap();
    assert_eq!(writer.forget_address("https://example.org/4").unwrap(), 0);
    assert_eq!(
        writer.forget_address("https://example.org/3?id=7").unwrap(),
        1
    );
    writer.finish();
    assert!(!contains(b"Unforgettable") && !contains(b"example.org/3"));
    let reader = library.reader().unwrap().unwrap();
    let merkel = reader.find_people("Angela Merkel").unwrap();
    assert_eq!(merkel[0].articles, 1);
    let mut writer = library.writer().unwrap();
    writer.forget_names(&[merkel[0].id]).unwrap();
    assert_eq!(reader.find_people("Angela Merkel").unwrap(), []);
    assert_eq!(reader.find_people("Vladimir Putin").unwrap().len(), 1);
    assert_eq!(writer.clear().unwrap(), 1);
    writer.finish();
    assert!(!contains(b"example.org"));
    assert_eq!(reader.count_articles().unwrap(), 0);
    assert_eq!(reader.search("summit", 9).unwrap(), []);
}

/// Protects: the library does not grow without end; marked and new articles stay, and what was dropped is counted.
#[test]
fn the_oldest_unmarked_articles_are_dropped_first() {
    let (_folder, library) = super::library();
    let filler: Vec<String> = (0..4000)
        .map(|n| format!("word{}", n * 7919 % 100_003))
        .collect();
    let filler = filler.join(" ");
    let articles: Vec<PreparedArticle> = (0..120)
        .map(|day| {
            let text = format!("{filler} {day}. Ann{day} Lee{day} met Angela Merkel in France.");
            let mut article = article(&["Title", &text], day);
            article.record.reading.marked = day == 1;
            article
        })
        .collect();
    let small = library.clone().with_keeping(Keeping {
        text: true,
        max_bytes: 1 << 20,
    });
    keep(&small, &articles);
    let reader = library.reader().unwrap().unwrap();
    let dropped = reader.dropped().unwrap();
    assert!(dropped.texts > 0, "{dropped:?}");
    let kept = reader.articles(ListRequest::default()).unwrap();
    assert_eq!(kept.len() + dropped.articles, 120);
    assert!(
        kept[0].has_text || kept.iter().all(|one| !one.has_text || one.marked),
        "the newest keep their texts longest"
    );
    assert!(kept.iter().any(|one| one.marked && one.has_text));
    let oldest = kept.iter().rev().find(|one| !one.marked).unwrap();
    assert!(!oldest.has_text);
}

/// Protects: what was exported is the same library again, with what the user joined and parted.
#[test]
fn an_exported_library_is_imported_whole() {
    let (_folder, library) = super::library();
    keep(&library, &[article(TALKS, 3), article(SUMMIT, 4)]);
    let find = |reader: &LibraryReader, name: &str| reader.find_people(name).unwrap();
    let id = find(&library.reader().unwrap().unwrap(), "Angela Merkel")[0].id;
    let identity = crate::store::article_id(document(SUMMIT).text());
    let new = library
        .writer()
        .unwrap()
        .part(id, std::slice::from_ref(&identity))
        .unwrap()
        .unwrap();
    assert_ne!(new, id);
    let lines = |library: &Library| {
        let mut lines = Vec::new();
        export(&library.reader().unwrap().unwrap(), |line| {
            lines.push(line.to_owned());
            true
        })
        .unwrap();
        lines
    };
    let exported = lines(&library);
    let (_other, copy) = super::library();
    let records: Vec<PreparedArticle> = exported[..2]
        .iter()
        .map(|line| imported(line).prepare(true))
        .collect();
    keep(&copy, &records);
    let reader = copy.reader().unwrap().unwrap();
    assert_eq!(
        find(&reader, "Angela Merkel").len(),
        2,
        "parted people stay parted"
    );
    let strip = |lines: Vec<String>| -> Vec<String> {
        lines
            .iter()
            .map(|line| {
                line.split("\"person\"")
                    .map(|part| part.split_once(',').map_or(part, |(_, rest)| rest))
                    .collect()
            })
            .collect()
    };
    assert_eq!(strip(lines(&copy)), strip(exported[..2].to_vec()));
    let people = find(&reader, "Angela Merkel");
    let mut writer = copy.writer().unwrap();
    writer.join(people[0].id, people[1].id).unwrap();
    assert_eq!(find(&reader, "Angela Merkel").len(), 1);
    assert_eq!(find(&reader, "Angela Merkel")[0].articles, 2);
    assert_eq!(
        writer
            .part(people[0].id, &["no such article".to_owned()])
            .unwrap(),
        None
    );
    for bad in [
        "",
        "{}",
        "null",
        "[1]",
        &exported[0].replace("\"start\":", "\"start\":9"),
        &exported[0].replace("Berlin", "\\u001b"),
    ] {
        assert_eq!(import_line(bad), None, "{bad}");
    }
}
