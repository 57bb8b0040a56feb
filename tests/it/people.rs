//! Tests of the people that the engine finds, on one short text for each phenomenon.
//!
//! The texts are in `tests/fixtures/people/texts`. Each begins with `## ` and what it protects; then comes a text in which every
//! mention of a person is marked: `[[Merkel]]`, or `[[Angela Merkel|Merkel]]` if the listed name differs from the mention.

use byline::entities::{self, EntityKind};
use byline::error::SafeText;
use byline::load;
use std::fs;
use std::path::Path;

/// A mention: the number of non-blank characters before it, its text, and the listed name of the person.
type Mention = (usize, String, String);

/// The mentions of people that the engine finds in `text`, in reading order.
fn people(text: &str) -> Vec<Mention> {
    let document = load::parse_plain_text(text.as_bytes(), &SafeText::new("a test")).unwrap();
    let found = entities::read(&document);
    let people = found.mentions().iter().filter_map(|mention| {
        let person = found.entity(mention.entity);
        (person.kind == EntityKind::Person).then(|| {
            let before = document.slice(0..mention.range.start);
            let words = document.slice(mention.range.clone()).to_owned();
            (non_blank_count(before), words, person.name.clone())
        })
    });
    people.collect()
}

/// The number of characters that are not white space.
fn non_blank_count(text: &str) -> usize {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .count()
}

/// Removes the marks from a text, and returns it with the marked mentions.
fn unmark(mut marked: &str) -> (String, Vec<Mention>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    while let Some((before, rest)) = marked.split_once("[[") {
        let (mark, after) = rest.split_once("]]").expect("a mark ends");
        let (name, words) = mark.split_once('|').unwrap_or((mark, mark));
        text.push_str(before);
        marks.push((non_blank_count(&text), words.to_owned(), name.to_owned()));
        text.push_str(words);
        marked = after;
    }
    text.push_str(marked);
    (text, marks)
}

/// Checks the texts of one file.
#[track_caller]
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/people/texts")
        .join(file);
    let content = fs::read_to_string(path).unwrap();
    let mut wrong = Vec::new();
    for block in content.split("## ").skip(1) {
        let (name, body) = block.split_once('\n').expect("a name and a text");
        let (text, expected) = unmark(body.trim());
        let actual = people(&text);
        if actual != expected {
            wrong.push(format!("{name}\n   want {expected:?}\n   have {actual:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Protects: short and full forms, misspellings and pairs are assigned to the right person.
#[test]
fn names_are_found_whole_and_assigned_to_their_person() {
    check("names.txt");
}

/// Protects: titles and roles are not part of a name, and reveal names that no list has.
#[test]
fn titles_and_roles_are_not_part_of_a_name() {
    check("titles.txt");
}

/// Protects: things that are named after people are not people.
#[test]
fn things_named_after_people_are_not_people() {
    check("non_persons.txt");
}

/// Protects: names from all parts of the world are found with all of their parts.
#[test]
fn names_from_all_parts_of_the_world_are_found_whole() {
    check("world.txt");
}

/// Protects: people are found in texts other than plain news.
#[test]
fn people_are_found_in_reviews_reports_and_interviews() {
    check("genres.txt");
}

/// Protects: capitalised keys and commands in code are not people, but a page that formats whole paragraphs as code still
/// has its people.
#[test]
fn keys_and_commands_in_code_are_not_people() {
    let read = |text: &str| {
        let options = load::LoadOptions {
            format: Some(load::FileFormat::Markdown),
            ..load::LoadOptions::default()
        };
        let raw = load::RawContent::new(text.as_bytes().to_vec(), SafeText::new("a test"));
        let document = load::parse(&raw, &options).unwrap();
        let found = entities::read(&document);
        let people = found
            .entities()
            .iter()
            .filter(|e| e.kind == EntityKind::Person);
        people.map(|person| person.name.clone()).collect::<Vec<_>>()
    };
    let text = "# Keys\n\n`Esc` said Angela Merkel. A file is marked `Barack Obama`, and `Alan Smithee` stands for `Jane Roe`.\n";
    assert_eq!(read(text), ["Angela Merkel"]);
    let all = "# News\n\n`The foreign minister, Colette Dumont, met President Vladimir Putin in Moscow on Monday, said a \
               spokesman, and both of them were late for dinner with the others.`\n";
    assert_eq!(read(all), ["Colette Dumont", "Vladimir Putin"]);
}

/// Protects: a role has the nouns and adjectives before its noun, as the article says them, but no verb and no small word.
#[test]
fn roles_have_the_whole_noun_phrase() {
    for (text, expected) in [
        ("The union leader Jane Doe spoke on Monday.", "union leader"),
        (
            "On Monday trade union leader Jane Doe spoke to the crowd.",
            "trade union leader",
        ),
        (
            "The disgraced party leader Jane Doe left Berlin.",
            "disgraced party leader",
        ),
        (
            "The crowd cheered opposition leader Jane Doe on Monday.",
            "opposition leader",
        ),
        (
            "It was said by human rights activist Jane Doe in Berlin.",
            "human rights activist",
        ),
        (
            "They wrote to far-right opposition leader Jane Doe.",
            "far-right opposition leader",
        ),
        (
            "The members elected chairman Jane Doe on Monday.",
            "chairman",
        ),
        ("He met leader Jane Doe and spokesman John Smith.", "leader"),
        (
            "A 45-year-old activist Jane Doe was there, too.",
            "activist",
        ),
        (
            "The British foreign secretary Jane Doe spoke on Monday.",
            "British foreign secretary",
        ),
    ] {
        let document = load::parse_plain_text(text.as_bytes(), &SafeText::new("a test")).unwrap();
        let found = entities::read(&document);
        let person = found
            .entities()
            .iter()
            .find(|entity| entity.name == "Jane Doe");
        let roles = &person
            .unwrap_or_else(|| panic!("no Jane Doe: {text}"))
            .roles;
        assert_eq!(roles, &[expected], "{text}");
    }
}
