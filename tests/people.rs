//! The people whom the engine finds: one short text for each phenomenon, named after what it protects.
//!
//! The texts are in `tests/fixtures/people`: `## ` and what is protected, then a text with its people marked, `[[Merkel]]` or,
//! where the listed name is longer than what stands there, `[[Angela Merkel|Merkel]]`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may say so by panicking"
)]

use byline::entities::{self, Kind};
use byline::error::Name;
use byline::load;
use std::fs;
use std::path::Path;

/// A mention: what stands before it, itself, and the listed name of the person.
type Mention = (usize, String, String);

/// The people in an article, in reading order; places count characters that are no blanks.
fn people(text: &str) -> Vec<Mention> {
    let document = load::document(text.as_bytes(), &Name::of("a test")).unwrap();
    let found = entities::read(&document);
    let people = found.mentions().iter().filter_map(|mention| {
        let person = found
            .entities()
            .get(mention.entity)
            .expect("a listed person");
        (person.kind == Kind::Person).then(|| {
            let before = document.slice(0..mention.range.start);
            let words = document.slice(mention.range.clone()).to_owned();
            (solid(before), words, person.name.clone())
        })
    });
    people.collect()
}

fn solid(text: &str) -> usize {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .count()
}

/// Take the marks out of a text.
fn unmark(mut marked: &str) -> (String, Vec<Mention>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    while let Some((before, rest)) = marked.split_once("[[") {
        let (mark, after) = rest.split_once("]]").expect("a mark ends");
        let (name, words) = mark.split_once('|').unwrap_or((mark, mark));
        text.push_str(before);
        marks.push((solid(&text), words.to_owned(), name.to_owned()));
        text.push_str(words);
        marked = after;
    }
    text.push_str(marked);
    (text, marks)
}

/// Check the texts of one file.
#[track_caller]
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/people")
        .join(file);
    let content = fs::read_to_string(path).unwrap();
    let mut wrong = Vec::new();
    for block in content.split("## ").skip(1) {
        let (name, body) = block.split_once('\n').expect("a name and a text");
        let (text, want) = unmark(body.trim());
        let have = people(&text);
        if have != want {
            wrong.push(format!("{name}\n   want {want:?}\n   have {have:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Protects: short and full forms, misspellings and pairs are the right person's.
#[test]
fn names_are_read_whole_and_grouped() {
    check("names.txt");
}

/// Protects: what stands before a name is no part of it, and tells of a name that no list has.
#[test]
fn titles_and_roles_stay_outside() {
    check("titles.txt");
}

/// Protects: what is called after people is nobody.
#[test]
fn things_are_no_people() {
    check("others.txt");
}

/// Protects: names of every part of the world keep their parts.
#[test]
fn names_of_the_world() {
    check("world.txt");
}

/// Protects: texts that are no plain news.
#[test]
fn reviews_reports_and_interviews() {
    check("genres.txt");
}

/// Protects: keys and commands that a page sets as code are nobody, whatever their capitals; a page that sets all its words
/// so still has its people, and so has an article that speaks of code.
#[test]
fn nobody_is_called_like_a_key() {
    let read = |text: &str| {
        let options = load::Options {
            format: Some(load::Format::Markdown),
            ..load::Options::default()
        };
        let raw = load::Raw::new(text.as_bytes().to_vec(), Name::of("a test"));
        let document = load::read(&raw, &options).unwrap();
        let found = entities::read(&document);
        let people = found.entities().iter().filter(|e| e.kind == Kind::Person);
        people.map(|person| person.name.clone()).collect::<Vec<_>>()
    };
    let text = "# Keys\n\n`Esc` said Angela Merkel. A file is marked `Barack Obama`, and `Alan Smithee` stands for `Jane Roe`.\n";
    assert_eq!(read(text), ["Angela Merkel"]);
    let all = "# News\n\n`The foreign minister, Colette Dumont, met President Vladimir Putin in Moscow on Monday, said a \
               spokesman, and both of them were late for dinner with the others.`\n";
    assert_eq!(read(all), ["Colette Dumont", "Vladimir Putin"]);
}
