//! Resolves a lone name to its antecedent: the most salient of the persons whose name has that word.
//!
//! Every mention of a person adds to the person's salience, which halves every [`HALF_LIFE`] tokens. Within an article a
//! lone surname therefore refers to the person who is mentioned most; in a long text of many articles, to one of the
//! current article.

use super::lists::{Gender, lists};
use super::titles::PrecedingTitle;
use std::collections::HashMap;

/// The number of tokens after which the salience of a mention has halved.
const HALF_LIFE: f64 = 900.0;
/// The most antecedents kept for one word. A new one replaces the least salient.
const MAX_ANTECEDENTS: usize = 12;

/// Which part of a person's full name a word is. Parts that come earlier are preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NamePart {
    /// The last word, or the only one: usually the surname.
    Last,
    /// The first of several words: usually the given name.
    First,
    /// A long or short form of the first word: "William" for "Bill".
    ShortForm,
    /// A word in between.
    Middle,
}

impl NamePart {
    /// The salience that a full mention adds for a lone use of this part. A lone mention adds 1.
    fn full_mention_weight(self) -> f64 {
        match self {
            Self::Last => 1.0,
            Self::First => 0.2,
            Self::Middle => 0.08,
            Self::ShortForm => 0.05,
        }
    }
}

/// A person that a word may refer to.
#[derive(Debug, Clone, Copy)]
struct Antecedent {
    person: usize,
    part: NamePart,
    salience: f64,
    last_seen: usize,
}

impl Antecedent {
    /// The salience at the token `at`.
    fn salience_at(&self, at: usize) -> f64 {
        let distance = at.saturating_sub(self.last_seen) as f64;
        self.salience * (-distance / HALF_LIFE).exp2()
    }
}

/// The possible antecedents of every word, from the text so far.
#[derive(Debug, Default)]
pub(super) struct AntecedentIndex {
    by_word: HashMap<String, Vec<Antecedent>>,
}

/// A name of one word whose person is to be found.
#[derive(Debug)]
pub(super) struct LoneName<'a> {
    /// The folded word.
    pub word: &'a str,
    /// The title before the name.
    pub title: &'a PrecedingTitle,
    /// The index of its token.
    pub at: usize,
}

impl AntecedentIndex {
    /// Records that `person` was mentioned by the full name at the token `at`, and that `word` is this `part` of it.
    pub(super) fn add_full_mention(
        &mut self,
        word: &str,
        person: usize,
        part: NamePart,
        at: usize,
    ) {
        self.add(word, person, part, at, part.full_mention_weight());
    }

    /// Records that `person` was mentioned by `word` alone at the token `at`.
    pub(super) fn add_lone_mention(
        &mut self,
        word: &str,
        person: usize,
        part: NamePart,
        at: usize,
    ) {
        self.add(word, person, part, at, 1.0);
    }

    fn add(&mut self, word: &str, person: usize, part: NamePart, at: usize, weight: f64) {
        if !self.by_word.contains_key(word) {
            self.by_word.insert(word.to_owned(), Vec::new());
        }
        let Some(antecedents) = self.by_word.get_mut(word) else {
            return;
        };
        if let Some(antecedent) = antecedents
            .iter_mut()
            .find(|antecedent| antecedent.person == person)
        {
            antecedent.salience = antecedent.salience_at(at) + weight;
            antecedent.last_seen = at;
            antecedent.part = antecedent.part.min(part);
            return;
        }
        if antecedents.len() >= MAX_ANTECEDENTS {
            let weakest = antecedents
                .iter()
                .enumerate()
                .min_by(|(_, a), (_, b)| a.salience_at(at).total_cmp(&b.salience_at(at)));
            if let Some((weakest, _)) = weakest {
                antecedents.swap_remove(weakest);
            }
        }
        antecedents.push(Antecedent {
            person,
            part,
            salience: weight,
            last_seen: at,
        });
    }

    /// The most salient person that `name` can refer to, the part of the person's name that it is, and the salience.
    /// `genders` are the genders of all persons.
    pub(super) fn most_salient(
        &self,
        name: &LoneName<'_>,
        genders: &[Gender],
    ) -> Option<(usize, NamePart, f64)> {
        self.by_word
            .get(name.word)?
            .iter()
            .filter(|antecedent| {
                let gender = genders.get(antecedent.person).copied().unwrap_or_default();
                !gender.contradicts(name.title.gender) && can_refer(name, antecedent.part)
            })
            .map(|antecedent| {
                (
                    antecedent.person,
                    antecedent.part,
                    antecedent.salience_at(name.at),
                )
            })
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)))
    }
}

/// Whether a lone name, with the title before it, can refer to a person by that part of the name.
pub(super) fn can_refer(name: &LoneName<'_>, part: NamePart) -> bool {
    let is_given_name = lists().given_name(name.word).is_some();
    match part {
        NamePart::Last => true,
        // In "Mr. Xi" the first word is the surname; "Mr. Paul" is not Paul Smith.
        NamePart::First => !(name.title.goes_with_surname() && is_given_name),
        NamePart::ShortForm => !name.title.goes_with_surname(),
        NamePart::Middle => !is_given_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a lone surname refers to the person mentioned most, until another article with a namesake begins.
    #[test]
    fn a_surname_refers_to_the_most_mentioned_person_of_the_current_article() {
        let mut antecedents = AntecedentIndex::default();
        let title = PrecedingTitle::default();
        let resolve = |antecedents: &AntecedentIndex, at| {
            let name = LoneName {
                word: "biden",
                title: &title,
                at,
            };
            antecedents
                .most_salient(&name, &[Gender::Male; 3])
                .map(|found| found.0)
        };
        antecedents.add_full_mention("biden", 0, NamePart::Last, 10);
        antecedents.add_lone_mention("biden", 0, NamePart::Last, 30);
        antecedents.add_full_mention("biden", 1, NamePart::Last, 40);
        assert_eq!(resolve(&antecedents, 50), Some(0));
        antecedents.add_full_mention("biden", 2, NamePart::Last, 20_000);
        assert_eq!(resolve(&antecedents, 20_010), Some(2));
    }
}
