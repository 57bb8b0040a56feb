//! The mention that introduces an entity: the first one in full.

use super::forms::in_one_line;
use super::{Entities, Entity, How};

/// The first mention of `entity` whose words are, or contain, its full name; else the first in its longest words: a
/// country that never stands by that name is rather introduced by another of its names than by its capital. An index into
/// the mentions.
pub fn first_full(text: &str, entities: &Entities, entity: &Entity) -> Option<usize> {
    let words = |index: usize| {
        let mention = entities.mentions().get(index);
        let range = mention.map_or(0..0, |mention| mention.range.clone());
        in_one_line(text.get(range).unwrap_or_default())
    };
    let named = |index: usize| {
        let mention = entities.mentions().get(index);
        mention.is_some_and(|mention| matches!(mention.how, None | Some(How::Name)))
    };
    let mentions = || entity.mentions.iter().copied();
    let full = mentions().find(|&index| words(index).contains(entity.name.as_str()));
    let longest = || {
        // Of several as long the first: `max_by_key` would give the last.
        mentions()
            .rev()
            .max_by_key(|&index| (named(index), words(index).len()))
    };
    full.or_else(longest)
}

#[cfg(test)]
mod tests {
    use super::super::index::{CountryHit, Person, build};
    use super::super::{Code, Reason};
    use super::*;

    fn person(name: &str, text: &str, places: &[(usize, usize)]) -> Entities {
        let hits = places.iter();
        let person = Person {
            name: name.to_owned(),
            hits: hits.map(|p| (p.0..p.1, 90, Reason::Tagger)).collect(),
            ..Person::default()
        };
        build(text, vec![person], Vec::new())
    }

    /// Protects: who is introduced late is quoted where that happens, not where the name first stands.
    #[test]
    fn the_full_name_introduces_even_across_a_line() {
        let text = "Lind left. Edda\nLind is the keeper. Edda Lind.";
        let found = person("Edda Lind", text, &[(0, 4), (11, 20), (36, 45)]);
        assert_eq!(first_full(text, &found, &found.entities()[0]), Some(1));
    }

    /// Protects: where the full name never stands in one piece, the longest form speaks for it, the first of equals.
    #[test]
    fn else_the_longest_form_does() {
        let text = "Lind and Mrs. Lind and Mrs. Lind";
        let found = person("Edda Lind", text, &[(0, 4), (9, 18), (23, 32)]);
        assert_eq!(first_full(text, &found, &found.entities()[0]), Some(1));
    }

    /// Protects: "U.S." introduces the United States, "Washington" does not.
    #[test]
    fn a_country_is_introduced_by_a_name() {
        let text = "Washington and the U.S. agree";
        let hit = |start: usize, end: usize, how| CountryHit {
            range: start..end,
            code: Code::new("US").unwrap(),
            name: "United States",
            how,
            sureness: 90,
        };
        let hits = vec![hit(0, 10, How::Capital), hit(19, 23, How::Name)];
        let found = build(text, Vec::new(), hits);
        assert_eq!(first_full(text, &found, &found.entities()[0]), Some(1));
    }
}
