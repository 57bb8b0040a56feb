//! Short forms of given names: the listed ones ("Bill" for William), and those that are known by how they begin and end ("Koni"
//! for Konrad, "Manuelita" for Manuela).

use super::super::super::word_list::WordList;
use super::super::lists::lists;
use super::antecedents::{LoneName, NamePart, PersonId, Referent};
use super::{Clustering, MIN_SALIENCE};
use crate::entities::hashing::HashMap;

/// How many letters a short form and the given name have in common.
const SHARED_LETTERS: usize = 3;
/// How many tokens ahead the full name of a short form is looked for.
const LOOKAHEAD_OF_SHORT_FORM: usize = 300;
/// The most given names kept that begin alike. Of more, a short form could be anybody's.
const MAX_BEGINNING_ALIKE: usize = 8;

/// What short forms end in, after the letters of the given name.
const ENDINGS: WordList = WordList::new("i y ie u ka ko ek ik ita ito cita cito ya sha shka");

/// The given names in a text, by their first letters.
#[derive(Debug, Default)]
pub(super) struct GivenNames {
    by_beginning: HashMap<String, Vec<(String, PersonId)>>,
}

impl GivenNames {
    /// Records that `word` is the given name of `person`, unless too many names begin like it.
    pub(super) fn add(&mut self, word: &str, person: PersonId) {
        let Some(beginning) = beginning(word) else {
            return;
        };
        let names = self.by_beginning.entry(beginning.to_owned()).or_default();
        let is_known = |(known, of): &(String, PersonId)| known == word && *of == person;
        if names.len() < MAX_BEGINNING_ALIKE && !names.iter().any(is_known) {
            names.push((word.to_owned(), person));
        }
    }

    /// The only given name of which `word` may be a short form, and whose it is.
    fn only_one(&self, word: &str) -> Option<(&str, PersonId)> {
        let names = self.by_beginning.get(beginning(word)?)?;
        if names.len() >= MAX_BEGINNING_ALIKE {
            return None;
        }
        let mut matching = names.iter().filter(|(name, _)| is_short_form(word, name));
        let (given_name, person) = matching.next()?;
        let is_only = matching.all(|(_, other)| other == person);
        is_only.then_some((given_name.as_str(), *person))
    }
}

/// The first [`SHARED_LETTERS`] letters of `word`.
fn beginning(word: &str) -> Option<&str> {
    let end = word.char_indices().nth(SHARED_LETTERS - 1)?;
    word.get(..end.0 + end.1.len_utf8())
}

/// Whether `word` is the beginning of `given_name`, perhaps with an ending of short forms. Both are folded.
fn is_short_form(word: &str, given_name: &str) -> bool {
    let alike = word.chars().zip(given_name.chars());
    let shared: usize = alike
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (ending, rest) = (word.get(shared..), given_name.get(shared..));
    let is_ending = |ending: &str| ending.is_empty() || ENDINGS.contains(ending);
    rest.is_some_and(|rest| !rest.is_empty()) && ending.is_some_and(is_ending)
}

impl Clustering<'_> {
    /// The person whose given name is a long form of `lone`: William for "Bill".
    pub(super) fn find_by_short_form(&self, lone: &LoneName<'_>) -> Option<Referent> {
        lists().long_forms(lone.word).find_map(|word| {
            let expanded = LoneName { word, ..*lone };
            let known = self.antecedents.most_salient(&expanded, &self.genders);
            let referent = known
                .map(|known| known.referent)
                .or_else(|| self.find_ahead(&expanded, LOOKAHEAD_OF_SHORT_FORM))?;
            (referent.part == NamePart::First).then_some(Referent {
                part: NamePart::ShortForm,
                ..referent
            })
        })
    }

    /// The only person of whose given name `lone` may be a short form that no list has, if that person is spoken of there. A word that
    /// is a given name or a surname itself is none.
    pub(super) fn find_by_diminutive(&self, lone: &LoneName<'_>) -> Option<Referent> {
        let is_surname = || self.view.word_info(lone.at).surname_rank > 1;
        if lone.title.goes_with_surname() || lists().is_given_name(lone.word) || is_surname() {
            return None;
        }
        let (given_name, person) = self.given_names.only_one(lone.word)?;
        let expanded = LoneName {
            word: given_name,
            ..*lone
        };
        let known = self.antecedents.most_salient(&expanded, &self.genders);
        let referent = known
            .filter(|known| known.salience >= MIN_SALIENCE)
            .map(|known| known.referent)
            .or_else(|| self.find_ahead(&expanded, LOOKAHEAD_OF_SHORT_FORM))?;
        (referent.person == person).then_some(Referent {
            part: NamePart::ShortForm,
            ..referent
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::id_vec::Id;

    /// Protects: a short form keeps the first letters of the name, and ends as short forms do.
    #[test]
    fn short_forms_begin_like_the_name() {
        for (short, name) in [
            ("koni", "konrad"),
            ("manuelita", "manuela"),
            ("yadi", "yadiel"),
            ("oyuka", "oyuntsetseg"),
        ] {
            assert!(is_short_form(short, name), "{short} {name}");
        }
        for (short, name) in [
            ("konrad", "konrad"),
            ("konstantin", "konrad"),
            ("ada", "anna"),
        ] {
            assert!(!is_short_form(short, name), "{short} {name}");
        }
    }

    /// Protects: where so many given names begin alike that not all are kept, a short form stands for none of them.
    #[test]
    fn a_short_form_of_too_many_names_stands_for_none() {
        let mut names = GivenNames::default();
        let person = PersonId::from_index(0);
        names.add("oyuntsetseg", person);
        assert_eq!(names.only_one("oyunt"), Some(("oyuntsetseg", person)));
        for number in 1..MAX_BEGINNING_ALIKE {
            let other = PersonId::from_index(number);
            names.add(&format!("oyum{}", "a".repeat(number)), other);
        }
        assert_eq!(names.only_one("oyunt"), None);
    }
}
