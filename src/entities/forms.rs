//! Forms: in which words an entity stands in the text, and how often in each.
//!
//! Pure counting over one entity's mentions.

use super::{Entities, Entity, MentionType};
use std::borrow::Cow;
use std::collections::HashMap;

/// One way in which an entity is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The words as they stand in the text, a line's end in them as a blank.
    pub words: String,
    /// For countries: how it is mentioned by them.
    pub how: Option<MentionType>,
    /// How often.
    pub count: usize,
    /// The first mention in these words, an index into the mentions.
    pub first: usize,
}

/// The forms of `entity`, the most frequent first; at a tie, the one that stands first.
pub fn forms(text: &str, entities: &Entities, entity: &Entity) -> Vec<Form> {
    let mut places: HashMap<(Cow<'_, str>, Option<MentionType>), usize> = HashMap::new();
    let mut forms: Vec<Form> = Vec::new();
    for &index in &entity.mentions {
        let Some(mention) = entities.mentions().get(index) else {
            continue;
        };
        let words = in_one_line(text.get(mention.range.clone()).unwrap_or_default());
        let place = *places
            .entry((words, mention.mention_type))
            .or_insert_with_key(|(words, how)| {
                forms.push(Form {
                    words: words.clone().into_owned(),
                    how: *how,
                    count: 0,
                    first: index,
                });
                forms.len() - 1
            });
        if let Some(form) = forms.get_mut(place) {
            form.count += 1;
        }
    }
    forms.sort_by_key(|form| std::cmp::Reverse(form.count));
    forms
}

/// A country's `forms`, those that mention it in the same way counted together under the most frequent of them: the name,
/// then the demonym, the capital, the seat.
pub fn by_how(forms: &[Form]) -> Vec<Form> {
    let mut groups: Vec<Form> = Vec::new();
    for form in forms {
        match groups.iter_mut().find(|group| group.how == form.how) {
            Some(group) => group.count += form.count,
            None => groups.push(form.clone()),
        }
    }
    groups.sort_by_key(|group| group.how);
    groups
}

/// `words` with every run of blanks and line feeds as one blank.
pub(super) fn in_one_line(words: &str) -> Cow<'_, str> {
    if words.contains(['\n', '\t']) || words.contains("  ") {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(words)
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::{CountryHit, Person, build};
    use super::super::{Code, Reason};
    use super::*;

    /// Protects: forms are counted by their exact words, and a name divided by a line's end is the same name.
    #[test]
    fn forms_are_counted_by_their_words() {
        let text = "Edda Lind, Lind, Edda\nLind, Lind, Mrs. Lind, Lind";
        let hits = [(0, 9), (11, 15), (17, 26), (28, 32), (34, 43), (45, 49)];
        let person = Person {
            name: "Edda Lind".to_owned(),
            hits: hits
                .map(|(start, end)| (start..end, 90, Reason::Tagger))
                .to_vec(),
            ..Person::default()
        };
        let found = build(text, vec![person], Vec::new());
        let forms = forms(text, &found, &found.entities()[0]);
        let counts: Vec<_> = forms.iter().map(|f| (f.words.as_str(), f.count)).collect();
        assert_eq!(counts, [("Lind", 3), ("Edda Lind", 2), ("Mrs. Lind", 1)]);
        assert_eq!(forms[0].first, 1);
    }

    /// Protects: "Russians" and "Russian" are one number, under the word that stands more often.
    #[test]
    fn a_country_is_counted_by_how_it_is_mentioned() {
        let text = "Moscow Russian Russians Russian Russia";
        let hit = |start: usize, end: usize, how| CountryHit {
            range: start..end,
            code: Code::new("RU").unwrap(),
            name: "Russia",
            how,
            sureness: 90,
        };
        let hits = vec![
            hit(0, 6, MentionType::Capital),
            hit(7, 14, MentionType::Demonym),
            hit(15, 23, MentionType::Demonym),
            hit(24, 31, MentionType::Demonym),
            hit(32, 38, MentionType::Name),
        ];
        let found = build(text, Vec::new(), hits);
        let groups = by_how(&forms(text, &found, &found.entities()[0]));
        let counts: Vec<_> = groups.iter().map(|f| (f.words.as_str(), f.count)).collect();
        assert_eq!(counts, [("Russia", 1), ("Russian", 3), ("Moscow", 1)]);
    }
}
