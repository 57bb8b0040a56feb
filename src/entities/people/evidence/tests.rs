//! Every rule is tried with given tags, and must matter: without it, its fixture comes out differently.

use super::super::given_tags::TaggedText;
use super::*;
use std::fs;
use std::path::Path;

/// A fixture: a text with given tags, and the people in it, separated by bars.
struct Fixture {
    text: TaggedText,
    people: String,
}

/// Reads `tests/fixtures/people/ID.txt`. Lines that begin with `#` are comments; the last line gives the people.
fn fixture(id: &str) -> Fixture {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/people/{id}.txt"));
    let file = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{id} has no fixture"));
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
    let (people, text) = lines.split_last().unwrap();
    let people = people.strip_prefix("people:").unwrap().trim().to_owned();
    let text =
        TaggedText::parse(text.join("\n").trim()).unwrap_or_else(|| panic!("{id}: malformed mark"));
    Fixture { text, people }
}

/// Protects: each rule decides its fixture. Switched off, the fixture fails.
#[test]
fn every_rule_matters() {
    let mut idle = Vec::new();
    for id in rule_ids() {
        let fixture = fixture(id);
        assert_eq!(fixture.text.people(&WEIGHTS), fixture.people, "{id}");
        if fixture.text.people(&WEIGHTS.without(id)) == fixture.people {
            idle.push(id);
        }
    }
    assert!(idle.is_empty(), "without them nothing changes: {idle:?}");
}

/// Protects: the table of weights has a row for every rule, and no other; every rule weighs something; the bits suffice.
#[test]
fn the_table_has_the_weights_of_all_rules() {
    let table = rows(include_str!("../../../../assets/people/weights.tsv"));
    let listed: Vec<&str> = table.filter_map(|row| row.split('\t').next()).collect();
    let expected: Vec<&str> = std::iter::once("bias").chain(rule_ids()).collect();
    assert_eq!(listed, expected);
    assert!(WEIGHTS.of_rules.iter().all(|weights| *weights != [0, 0]));
    assert!(rule_ids().len() <= 128);
}
