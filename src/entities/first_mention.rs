//! Finds the mention that introduces an entity to the reader of an article: the first one with its full name.

use super::surface_forms::{SurfaceForm, collapse_whitespace, surface_forms};
use super::{Entities, Entity, MentionId, MentionType};
use std::cmp::Reverse;

/// The first mention of `entity` whose text contains its full name.
///
/// If no mention contains the full name, it is the first one of a person's longest surface form, or of the name by which
/// the article calls a country most often: a country is better introduced by a name than by its capital. `None` only if
/// `entity` has no mention in `entities`.
pub fn first_full_mention(text: &str, entities: &Entities, entity: &Entity) -> Option<MentionId> {
    let full = entity.mentions.iter().copied().find(|&id| {
        let text = entities.mention(id).text(text);
        collapse_whitespace(text).contains(entity.name.as_str())
    });
    full.or_else(|| {
        let weight = |form: &SurfaceForm| match form.mention_type {
            None => form.text.len(),
            Some(MentionType::Name) => form.count + entity.mentions.len(),
            Some(_) => form.count,
        };
        // Of several equally good forms, the one that appears first.
        let forms = surface_forms(text, entities, entity).into_iter();
        let best = forms.min_by_key(|form| (Reverse(weight(form)), form.first_mention));
        best.map(|form| form.first_mention)
    })
}

#[cfg(test)]
mod tests {
    use super::super::CountryCode;
    use super::super::index::{CountryHit, FoundPerson, PersonHit, build_entities};
    use super::*;

    fn person(name: &str, text: &str, places: &[(usize, usize)]) -> Entities {
        let hit = |&(start, end): &(usize, usize)| PersonHit::tagged(start..end);
        let person = FoundPerson {
            name: name.to_owned(),
            hits: places.iter().map(hit).collect(),
            ..FoundPerson::default()
        };
        build_entities(text, vec![person], Vec::new())
    }

    /// Protects: a person whose full name comes late is introduced there, not at the first short form.
    #[test]
    fn a_full_name_broken_across_two_lines_introduces_a_person() {
        let text = "Lind left. Edda\nLind is the keeper. Edda Lind.";
        let found = person("Edda Lind", text, &[(0, 4), (11, 20), (36, 45)]);
        assert_eq!(
            first_full_mention(text, &found, &found.entities()[0]).map(MentionId::place),
            Some(1)
        );
    }

    /// Protects: if the full name never appears in one piece, the first mention of the longest form is used.
    #[test]
    fn without_the_full_name_the_longest_form_introduces_a_person() {
        let text = "Lind and Mrs. Lind and Mrs. Lind";
        let found = person("Edda Lind", text, &[(0, 4), (9, 18), (23, 32)]);
        assert_eq!(
            first_full_mention(text, &found, &found.entities()[0]).map(MentionId::place),
            Some(1)
        );
    }

    /// Protects: "Britain" introduces the United Kingdom, and neither "London" nor the longer "Scotland" does.
    #[test]
    fn a_country_is_introduced_by_its_most_frequent_name() {
        let text = "London, Scotland, Britain, Britain, London, London";
        let hit = |start: usize, end: usize, mention_type| CountryHit {
            range: start..end,
            code: CountryCode::new("GB").unwrap(),
            name: "United Kingdom",
            mention_type,
            weight: 90,
        };
        let hits = vec![
            hit(0, 6, MentionType::Capital),
            hit(8, 16, MentionType::Name),
            hit(18, 25, MentionType::Name),
            hit(27, 34, MentionType::Name),
            hit(36, 42, MentionType::Capital),
            hit(44, 50, MentionType::Capital),
        ];
        let found = build_entities(text, Vec::new(), hits);
        assert_eq!(
            first_full_mention(text, &found, &found.entities()[0]).map(MentionId::place),
            Some(2)
        );
    }
}
