//! The mention that introduces an entity: the first one in full.

use super::forms::{Form, forms, in_one_line};
use super::{Entities, Entity, MentionType};
use std::cmp::Reverse;

/// The first mention of `entity` whose words are, or contain, its full name. Where that never stands, the first in the
/// longest words of a person, or in the name by which a country is called most: it is rather introduced by a name than by
/// its capital. An index into the mentions.
pub fn first_full(text: &str, entities: &Entities, entity: &Entity) -> Option<usize> {
    let full = entity.mentions.iter().copied().find(|&index| {
        let range = entities.mentions().get(index).map(|m| m.range.clone());
        let words = range.and_then(|range| text.get(range));
        words.is_some_and(|words| in_one_line(words).contains(entity.name.as_str()))
    });
    full.or_else(|| {
        let weight = |form: &Form| match form.how {
            None => form.words.len(),
            Some(MentionType::Name) => form.count + entity.mentions.len(),
            Some(_) => form.count,
        };
        // Of several as good, the one that stands first.
        let forms = forms(text, entities, entity).into_iter();
        let best = forms.min_by_key(|form| (Reverse(weight(form)), form.first));
        best.map(|form| form.first)
    })
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

    /// Protects: "Britain" introduces the United Kingdom, neither "London" nor "Scotland", which is longer.
    #[test]
    fn a_country_is_introduced_by_its_commonest_name() {
        let text = "London, Scotland, Britain, Britain, London, London";
        let hit = |start: usize, end: usize, how| CountryHit {
            range: start..end,
            code: Code::new("GB").unwrap(),
            name: "United Kingdom",
            how,
            sureness: 90,
        };
        let hits = vec![
            hit(0, 6, MentionType::Capital),
            hit(8, 16, MentionType::Name),
            hit(18, 25, MentionType::Name),
            hit(27, 34, MentionType::Name),
            hit(36, 42, MentionType::Capital),
            hit(44, 50, MentionType::Capital),
        ];
        let found = build(text, Vec::new(), hits);
        assert_eq!(first_full(text, &found, &found.entities()[0]), Some(2));
    }
}
