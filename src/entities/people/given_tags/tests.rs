//! The steps that find the bounds of names, and those that link them to persons, tried with given tags.
//!
//! The texts are in `tests/fixtures/people/steps`. Each begins with `## ` and what it protects; then comes a text with given tags,
//! and in the last line the persons with their mentions. A step that is switched off fails one of them.

use super::super::evidence::WEIGHTS;
use super::TaggedText;
use std::fs;
use std::path::Path;

/// Checks the texts of one file.
#[track_caller]
fn check(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/people/steps");
    let content = fs::read_to_string(folder.join(file)).unwrap();
    let mut wrong = Vec::new();
    for block in content.split("## ").skip(1) {
        let (what, rest) = block.split_once('\n').unwrap();
        let (text, persons) = rest.trim().rsplit_once("\npeople:").unwrap();
        let text = TaggedText::parse(text.trim()).unwrap_or_else(|| panic!("{what}: a mark"));
        let (found, expected) = (text.persons(&WEIGHTS), persons.trim());
        if found != expected {
            wrong.push(format!("{what}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Protects: where a name begins and ends.
#[test]
fn names_have_the_right_bounds() {
    check("bounds.txt");
}

/// Protects: what is found beside what the tagger marks, and what is not a name though it does.
#[test]
fn names_are_found_by_patterns_and_by_the_article() {
    check("candidates.txt");
}

/// Protects: which names are one person's.
#[test]
fn names_are_linked_to_persons() {
    check("linking.txt");
}

/// Protects: a short form is not that of somebody who was last spoken of long before, as in a collection of articles.
#[test]
fn short_forms_are_of_people_who_are_near() {
    let persons = |sentences: usize| {
        let between = "The river was high again. ".repeat(sentences);
        let marked = format!("{{P95 Oyuntsetseg Bold}} came. {between}Then {{P95 Oyuka}} left.");
        let text = TaggedText::parse(&marked);
        text.map(|text| text.persons(&WEIGHTS)).unwrap_or_default()
    };
    assert_eq!(persons(1), "Oyuntsetseg Bold = Oyuntsetseg Bold, Oyuka");
    assert_eq!(persons(1000), "Oyuntsetseg Bold | Oyuka");
}
