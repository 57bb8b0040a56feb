//! Tests of the counting of co-occurrences.

use super::super::index::{CountryHit, FoundPerson, PersonHit, build_entities};
use super::super::{CountryCode, MentionType, TokenView, sentences, tokens};
use super::*;
use crate::document::{BlockKind, Builder};
use std::collections::BTreeMap;

/// An article in which every capital letter is a person, and `@` and `%` are countries.
fn article(paragraphs: &[&str]) -> (Document, Entities) {
    let mut builder = Builder::new("test");
    for paragraph in paragraphs {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    let document = builder.finish();
    let mut people: BTreeMap<char, FoundPerson> = BTreeMap::new();
    let mut countries = Vec::new();
    for (at, letter) in document.text().char_indices() {
        let range = at..at + letter.len_utf8();
        if letter.is_ascii_uppercase() {
            let person = people.entry(letter).or_default();
            person.name = letter.to_string();
            person.hits.push(PersonHit::tagged(range));
        } else if let '@' | '%' = letter {
            countries.push(CountryHit {
                range,
                code: CountryCode::new(if letter == '@' { "NO" } else { "IS" }).unwrap(),
                name: if letter == '@' { "Norway" } else { "Iceland" },
                mention_type: MentionType::Name,
                weight: 90,
            });
        }
    }
    let tokens = tokens::tokenize(&document);
    let split = sentences::split(document.text(), &tokens);
    let view = TokenView::new(document.text(), &tokens).with_sentences(&split);
    let found = build_entities(document.text(), people.into_values().collect(), countries)
        .with_sentences(sentences::to_byte_ranges(&view));
    (document, found)
}

/// Each pair as "A+B 2/3": both names, the number of sentences, the number of paragraphs.
fn printed(entities: &Entities, pairs: &[Cooccurrence]) -> Vec<String> {
    let name = |id: EntityId| entities.entity(id).name.as_str();
    let print = |pair: &Cooccurrence| {
        let (one, other) = (name(pair.entity), name(pair.other));
        format!("{one}+{other} {}/{}", pair.sentences, pair.paragraphs)
    };
    pairs.iter().map(print).collect()
}

const PARAGRAPHS: [&str; 3] = [
    "1 day A met B and B met A too. 2 days after B left @ for %. 3 more came.",
    "1 day A came, and C went on. 2 days after A met B again.",
    "1 day D stood alone.",
];

/// Protects: pairs are ordered by sentences, then by paragraphs; a passage counts once however often it mentions both; two
/// countries are not a pair.
#[test]
fn pairs_are_counted_once_per_passage_and_the_strongest_come_first() {
    let (document, found) = article(&PARAGRAPHS);
    let StrongestPairs { pairs, total } = strongest_pairs(&document, &found, 100);
    let expected = [
        "A+B 2/2",
        "A+C 1/1",
        "B+Norway 1/1",
        "B+Iceland 1/1",
        "A+Norway 0/1",
        "A+Iceland 0/1",
        "B+C 0/1",
    ];
    assert_eq!(printed(&found, &pairs), expected);
    assert_eq!(total, expected.len());
    let few = strongest_pairs(&document, &found, 2);
    assert_eq!(printed(&found, &few.pairs), expected[..2]);
    assert_eq!(few.total, expected.len());
}

/// Protects: the pairs of one entity are those of the complete list, plus, for a country, its pairs with other countries.
#[test]
fn the_pairs_of_one_entity_agree_with_the_complete_list() {
    let (document, found) = article(&PARAGRAPHS);
    let all = strongest_pairs(&document, &found, 100).pairs;
    for id in found.entity_ids() {
        let entity = found.entity(id);
        let mut own = of_entity(&document, &found, id);
        assert!(own.iter().all(|pair| pair.entity == id && pair.other != id));
        let kind = |id: EntityId| found.entity(id).kind;
        own.retain(|pair| {
            entity.kind == EntityKind::Person || kind(pair.other) == EntityKind::Person
        });
        let in_list = all.iter().filter(|p| p.entity == id || p.other == id);
        assert_eq!(own.len(), in_list.count(), "{}", entity.name);
    }
    let norway = found.find(EntityKind::Country, "Norway");
    let own = of_entity(&document, &found, norway.unwrap());
    assert!(printed(&found, &own).contains(&"Norway+Iceland 1/1".to_owned()));
}

/// Protects: the shared passages of a pair are those that were counted: sentences, or paragraphs if no sentence has both.
#[test]
fn shared_passages_are_those_that_were_counted() {
    let (document, found) = article(&PARAGRAPHS);
    for pair in strongest_pairs(&document, &found, 100).pairs {
        for (one, other) in [(pair.entity, pair.other), (pair.other, pair.entity)] {
            let shared = shared_passages(&document, &found, one, other);
            let count = if shared.are_sentences {
                pair.sentences
            } else {
                assert_eq!(pair.sentences, 0);
                pair.paragraphs
            };
            assert_eq!(shared.passages.len(), count as usize);
            for passage in shared.passages {
                let inside: Vec<EntityId> = found
                    .mentions_in(passage)
                    .map(|id| found.mention(id).entity)
                    .collect();
                assert!(inside.contains(&one) && inside.contains(&other));
            }
        }
    }
}

/// Protects: a list of a thousand names does not produce a million pairs.
#[test]
fn only_the_first_entities_of_a_long_list_are_paired() {
    let names: Vec<String> = (0..1000).map(|n| format!("p{n:03} ")).collect();
    let text = names.concat();
    let mut builder = Builder::new("test");
    builder.push(&text);
    builder.end(BlockKind::Paragraph);
    let document = builder.finish();
    let person = |n: usize| FoundPerson {
        name: format!("p{n:03}"),
        hits: vec![PersonHit::tagged(n * 5..n * 5 + 4)],
        ..FoundPerson::default()
    };
    let found = build_entities(&text, (0..1000).map(person).collect(), Vec::new());
    let StrongestPairs { total, .. } = strongest_pairs(&document, &found, 10);
    assert_eq!(
        total,
        MAX_ENTITIES_PER_PASSAGE * (MAX_ENTITIES_PER_PASSAGE - 1) / 2
    );
    let last = found.entity_ids().next_back().unwrap();
    assert!(of_entity(&document, &found, last).is_empty());
    assert!(
        strongest_pairs(&Document::default(), &Entities::default(), 0)
            .pairs
            .is_empty()
    );
}
