//! Whose company is counted, and how.

use super::super::index::{CountryHit, Person, build};
use super::super::{Code, MentionType, Reason, sentences, tokens};
use super::*;
use crate::document::{BlockKind, Builder};
use std::collections::BTreeMap;

/// An article in which single capital letters are people, and `@` and `%` countries.
fn article(paragraphs: &[&str]) -> (Document, Entities) {
    let mut builder = Builder::new("test");
    for paragraph in paragraphs {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    let document = builder.finish();
    let mut people: BTreeMap<char, Person> = BTreeMap::new();
    let mut countries = Vec::new();
    for (at, letter) in document.text().char_indices() {
        let range = at..at + letter.len_utf8();
        if letter.is_ascii_uppercase() {
            let person = people.entry(letter).or_default();
            person.name = letter.to_string();
            person.hits.push((range, 90, Reason::Tagger));
        } else if let '@' | '%' = letter {
            countries.push(CountryHit {
                range,
                code: Code::new(if letter == '@' { "NO" } else { "IS" }).unwrap(),
                name: if letter == '@' { "Norway" } else { "Iceland" },
                how: MentionType::Name,
                sureness: 90,
            });
        }
    }
    let tokens = tokens::tokenize(&document);
    let split = sentences::split(document.text(), &tokens);
    let found = build(document.text(), people.into_values().collect(), countries)
        .with_sentences(sentences::in_bytes(&tokens, &split));
    (document, found)
}

/// "A+B 2/3": both names, sentences, paragraphs.
fn told(entities: &Entities, pairs: &[Together]) -> Vec<String> {
    let name = |index: usize| entities.entities()[index].name.as_str();
    let tell = |pair: &Together| {
        let (one, other) = (name(pair.one), name(pair.other));
        format!("{one}+{other} {}/{}", pair.sentences, pair.paragraphs)
    };
    pairs.iter().map(tell).collect()
}

const PARAGRAPHS: [&str; 3] = [
    "1 day A met B and B met A too. 2 days after B left @ for %. 3 more came.",
    "1 day A came, and C went on. 2 days after A met B again.",
    "1 day D stood alone.",
];

/// Protects: sentences count before paragraphs, each once however often both stand in it, and two countries are no company.
#[test]
fn pairs_are_counted_once_a_sentence_and_the_strongest_stand_first() {
    let (document, found) = article(&PARAGRAPHS);
    let (pairs, total) = strongest(&document, &found, 100);
    let want = [
        "A+B 2/2",
        "A+C 1/1",
        "B+Norway 1/1",
        "B+Iceland 1/1",
        "A+Norway 0/1",
        "A+Iceland 0/1",
        "B+C 0/1",
    ];
    assert_eq!(told(&found, &pairs), want);
    assert_eq!(total, want.len());
    let (few, total) = strongest(&document, &found, 2);
    assert_eq!(told(&found, &few), want[..2]);
    assert_eq!(total, want.len());
}

/// Protects: one's own company is what the whole list says of one, and countries may keep each other's.
#[test]
fn of_one_is_what_the_whole_says_of_it() {
    let (document, found) = article(&PARAGRAPHS);
    let (all, _) = strongest(&document, &found, 100);
    for (index, entity) in found.entities().iter().enumerate() {
        let mut own = of(&document, &found, index);
        assert!(
            own.iter()
                .all(|pair| pair.one == index && pair.other != index)
        );
        let kind = |index: usize| found.entities()[index].kind;
        own.retain(|pair| entity.kind == Kind::Person || kind(pair.other) == Kind::Person);
        let said = all.iter().filter(|p| p.one == index || p.other == index);
        assert_eq!(own.len(), said.count(), "{}", entity.name);
    }
    let norway = found.entities().iter().position(|e| e.name == "Norway");
    let own = of(&document, &found, norway.unwrap());
    assert!(told(&found, &own).contains(&"Norway+Iceland 1/1".to_owned()));
}

/// Protects: the passages that are walked are those that were counted; paragraphs where no sentence has both.
#[test]
fn what_is_walked_is_what_was_counted() {
    let (document, found) = article(&PARAGRAPHS);
    for pair in strongest(&document, &found, 100).0 {
        for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let shared = shared(&document, &found, one, other);
            let count = if shared.sentences {
                pair.sentences
            } else {
                assert_eq!(pair.sentences, 0);
                pair.paragraphs
            };
            assert_eq!(shared.passages.len(), count as usize);
            for passage in shared.passages {
                let inside: Vec<usize> = found
                    .within(passage)
                    .map(|n| found.mentions()[n].entity)
                    .collect();
                assert!(inside.contains(&one) && inside.contains(&other));
            }
        }
    }
}

/// Protects: a list of a thousand names costs no million pairs.
#[test]
fn in_a_crowd_only_the_first_are_company() {
    let names: Vec<String> = (0..1000).map(|n| format!("p{n:03} ")).collect();
    let text = names.concat();
    let mut builder = Builder::new("test");
    builder.push(&text);
    builder.end(BlockKind::Paragraph);
    let document = builder.finish();
    let person = |n: usize| Person {
        name: format!("p{n:03}"),
        hits: vec![(n * 5..n * 5 + 4, 90, Reason::Tagger)],
        ..Person::default()
    };
    let found = build(&text, (0..1000).map(person).collect(), Vec::new());
    let (_, total) = strongest(&document, &found, 10);
    assert_eq!(total, CROWD * (CROWD - 1) / 2);
    assert!(of(&document, &found, 999).is_empty());
    assert!(of(&Document::default(), &Entities::default(), 0).is_empty());
    assert!(
        strongest(&Document::default(), &Entities::default(), 0)
            .0
            .is_empty()
    );
}
