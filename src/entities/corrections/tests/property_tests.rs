//! Properties of arbitrary corrections of arbitrary results.

use super::*;
use crate::entities::Mention;
use proptest::prelude::*;
use std::ops::Range;

/// Words that contain each other, adjoin each other, and go beyond ASCII.
const WORDS: [&str; 8] = [
    "Ann", "Ann Lee", "Lee", "Bob", "Éva", "北京", "Chad", "e\u{301}",
];

prop_compose! {
    fn text()(words in prop::collection::vec((0..WORDS.len(), 0..4usize), 0..40)) -> String {
        let between = [" ", ", ", "’s ", ""];
        words.into_iter().flat_map(|(word, gap)| [WORDS[word], between[gap]]).collect()
    }
}

fn entity_ref_of(n: usize) -> EntityRef {
    match n {
        0 => EntityRef::Country(CountryCode::new("TD").unwrap()),
        1 => EntityRef::Country(CountryCode::new("GE").unwrap()),
        2 => EntityRef::Country(CountryCode::new("ZZ").unwrap()),
        n => person_ref(WORDS[n % WORDS.len()]),
    }
}

prop_compose! {
    fn correction()(what in 0..8usize, one in 0..12usize, two in 0..12usize, word in 0..WORDS.len(), some: bool) -> Correction {
        let (one, two, form) = (entity_ref_of(one), entity_ref_of(two), WORDS[word].to_owned());
        match what {
            0 => Correction::Remove { entity: one, form: some.then_some(form) },
            1 => Correction::Ignore { kind: one.kind(), form },
            2 => Correction::Merge { from: one, into: two },
            3 => Correction::Split { from: one, form },
            4 => Correction::Rename { entity: one, name: form },
            5 => Correction::Reassign { from: one, form: some.then_some(form), to: two },
            _ => Correction::Add { form, entity: one },
        }
    }
}

/// An arbitrary result for `text`.
fn arbitrary_result(text: &str, seeds: &[(usize, usize, usize)]) -> Entities {
    let edges: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut people = vec![FoundPerson::default(); WORDS.len()];
    let mut countries = Vec::new();
    for (person, name) in people.iter_mut().zip(WORDS) {
        name.clone_into(&mut person.name);
    }
    for &(start, length, entity) in seeds {
        let from = edges[start % edges.len()];
        let to = edges[(start % edges.len() + length).min(edges.len() - 1)];
        match entity_ref_of(entity) {
            EntityRef::Country(code) => countries.push(CountryHit {
                range: from..to,
                code,
                name: "a country",
                mention_type: MentionType::Demonym,
                weight: 50,
            }),
            EntityRef::Person(_) => {
                people[entity % WORDS.len()]
                    .hits
                    .push(PersonHit::tagged(from..to));
            }
        }
    }
    build_entities(text, people, countries)
}

proptest! {
    /// Protects: the invariants of the index hold after any corrections of any result.
    #[test]
    fn invariants_hold_under_any_corrections(
        text in text(),
        seeds in prop::collection::vec((0..400usize, 1..9usize, 0..12usize), 0..30),
        always in prop::collection::vec(correction(), 0..4),
        article in prop::collection::vec(correction(), 0..8),
    ) {
        let found = arbitrary_result(&text, &seeds);
        check(&text, &found);
        prop_assert_eq!(&apply(&text, &found, &Corrections::default()), &found);
        let corrections = Corrections { everywhere: always, article };
        let after = apply(&text, &found, &corrections);
        check(&text, &after);
        prop_assert_eq!(&after, &apply(&text, &found, &corrections));
        prop_assert_eq!(count_changes(&found, &found), 0);
        prop_assert_eq!(count_changes(&found, &after) == 0, visible_mentions(&found) == visible_mentions(&after));
        prop_assert_eq!(count_changes(&found, &after), count_changes_slowly(&found, &after));
    }
}

/// A slow but obvious [`count_changes`]: the mentions that are new or belong to another entity, plus the removed ones that
/// no new mention overlaps.
fn count_changes_slowly(before: &Entities, after: &Entities) -> usize {
    let (old, new) = (visible_mentions(before), visible_mentions(after));
    let added = new.iter().filter(|mention| !old.contains(mention));
    let covered = |range: &Range<usize>| {
        let mut over = new.iter().map(|mention| &mention.0);
        over.any(|other| other.start < range.end && range.start < other.end)
    };
    added.count() + old.iter().filter(|mention| !covered(&mention.0)).count()
}

/// What the user sees of a result: the marked ranges and their entities.
fn visible_mentions(
    entities: &Entities,
) -> Vec<(Range<usize>, EntityKind, String, Option<CountryCode>)> {
    let visible = |mention: &Mention| {
        let entity = &entities.entity(mention.entity);
        let (range, name) = (mention.range.clone(), entity.name.clone());
        (range, entity.kind, name, entity.code)
    };
    entities.mentions().iter().map(visible).collect()
}
