//! Resolves a lone name to its antecedent: the most salient of the persons whose name has that word.
//!
//! Every mention of a person adds to the person's salience, which halves every [`HALF_LIFE`] tokens. Within an article a
//! lone surname therefore refers to the person who is mentioned most; in a long text of many articles, to one of the
//! current article.

use super::super::lists::{Gender, lists};
use super::super::titles::PrecedingTitle;
use crate::entities::hashing::HashMap;
use crate::entities::id_vec::{IdVec, id_type};
use crate::entities::tokens::TokenId;

/// The number of tokens after which the salience of a mention has halved.
const HALF_LIFE: f64 = 900.0;
/// The most antecedents kept for one word. A new one replaces the least salient.
const MAX_ANTECEDENTS: usize = 12;

/// What the first mention of a person counts whose namesake was named shortly before: of two that are named once each, a surname alone
/// refers to the first, of whom the other is often a relative.
const NAMESAKE_WEIGHT: f64 = 0.6;
/// How many tokens before that is.
const NAMESAKE_TOKENS: usize = 150;

id_type! {
    /// A person, while names are clustered.
    pub(super) PersonId
}

/// Which part of a person's full name a word is. Parts that come earlier are preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NamePart {
    /// The last word, or the only one: usually the surname.
    Last,
    /// The first of several words: usually the given name.
    First,
    /// A long or short form of the first word, listed or guessed: "William" for "Bill", "Koni" for "Konrad".
    ShortForm,
    /// A word in between, or half of a double surname.
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

/// Whom a word refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Referent {
    /// The person.
    pub person: PersonId,
    /// The part of the person's full name that the word is.
    pub part: NamePart,
}

/// A person that a word may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Antecedent {
    /// Whom the word then refers to.
    pub referent: Referent,
    /// The salience at the token `last_seen`.
    pub salience: f64,
    last_seen: TokenId,
}

impl Antecedent {
    /// The same antecedent, seen from the token `at`, where it has faded.
    fn seen_from(self, at: TokenId) -> Self {
        let distance = (at - self.last_seen) as f64;
        Self {
            salience: self.salience * (-distance / HALF_LIFE).exp2(),
            last_seen: at,
            ..self
        }
    }
}

/// The possible antecedents of every word, from the text so far.
#[derive(Debug, Default)]
pub(super) struct AntecedentIndex {
    by_word: HashMap<String, Vec<Antecedent>>,
}

/// A name of one word whose person is to be found.
#[derive(Debug, Clone, Copy)]
pub(super) struct LoneName<'a> {
    /// The folded word.
    pub word: &'a str,
    /// Whether it consists of two to four capitals.
    pub is_initials: bool,
    /// The title before the name.
    pub title: &'a PrecedingTitle,
    /// Its token.
    pub at: TokenId,
}

impl LoneName<'_> {
    /// Whether the name, with the title before it, can refer to a person of this gender by that part of the name.
    pub(super) fn can_refer_to(&self, gender: Gender, part: NamePart) -> bool {
        let is_given_name = || lists().is_given_name(self.word);
        !gender.contradicts(self.title.gender)
            && match part {
                NamePart::Last => true,
                // In "Mr. Xi" the first word is the surname; "Mr. Paul" is not Paul Smith.
                NamePart::First => !(self.title.goes_with_surname() && is_given_name()),
                NamePart::ShortForm => !self.title.goes_with_surname(),
                // "King Hamad" is not Salman bin Hamad.
                NamePart::Middle => !self.title.is_royal(),
            }
    }
}

impl AntecedentIndex {
    /// Records a mention by the full name at the token `at`, of which `word` is a part.
    pub(super) fn add_full_mention(&mut self, word: &str, referent: Referent, at: TokenId) {
        self.add(word, referent, at, referent.part.full_mention_weight());
    }

    /// Records a mention by `word` alone at the token `at`.
    pub(super) fn add_lone_mention(&mut self, word: &str, referent: Referent, at: TokenId) {
        self.add(word, referent, at, 1.0);
    }

    fn add(&mut self, word: &str, referent: Referent, at: TokenId, weight: f64) {
        let antecedents = match self.by_word.get_mut(word) {
            Some(antecedents) => antecedents,
            None => self.by_word.entry(word.to_owned()).or_default(),
        };
        if let Some(known) = antecedents
            .iter_mut()
            .find(|antecedent| antecedent.referent.person == referent.person)
        {
            *known = known.seen_from(at);
            known.salience += weight;
            known.referent.part = known.referent.part.min(referent.part);
            return;
        }
        if antecedents.len() >= MAX_ANTECEDENTS {
            let salience = |antecedent: &Antecedent| antecedent.seen_from(at).salience;
            let weakest = antecedents
                .iter()
                .enumerate()
                .min_by(|(_, a), (_, b)| salience(a).total_cmp(&salience(b)));
            if let Some((weakest, _)) = weakest {
                antecedents.swap_remove(weakest);
            }
        }
        let is_surname_of = |antecedent: &Antecedent| antecedent.referent.part == NamePart::Last;
        let is_namesake = antecedents
            .iter()
            .any(|one| is_surname_of(one) && at - one.last_seen <= NAMESAKE_TOKENS);
        let salience = if is_namesake {
            weight * NAMESAKE_WEIGHT
        } else {
            weight
        };
        antecedents.push(Antecedent {
            referent,
            salience,
            last_seen: at,
        });
    }

    /// The most salient person that `name` can refer to, as seen from it. `genders` are the genders of all persons.
    pub(super) fn most_salient(
        &self,
        name: &LoneName<'_>,
        genders: &IdVec<PersonId, Gender>,
    ) -> Option<Antecedent> {
        let antecedents = self.by_word.get(name.word)?.iter();
        antecedents
            .filter(|antecedent| {
                let Referent { person, part } = antecedent.referent;
                name.can_refer_to(genders[person], part)
            })
            .map(|antecedent| antecedent.seen_from(name.at))
            .max_by(|a, b| {
                let by_salience = a.salience.total_cmp(&b.salience);
                by_salience.then(b.referent.person.cmp(&a.referent.person))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a lone surname refers to the person mentioned most, until another article with a namesake begins.
    #[test]
    fn a_surname_refers_to_the_most_mentioned_person_of_the_current_article() {
        let mut genders = IdVec::default();
        let [first, second, third] = [Gender::Male; 3].map(|gender| genders.push(gender));
        let mut antecedents = AntecedentIndex::default();
        let title = PrecedingTitle::default();
        let resolve = |antecedents: &AntecedentIndex, at| {
            let name = LoneName {
                word: "biden",
                is_initials: false,
                title: &title,
                at: TokenId::FIRST + at,
            };
            let found = antecedents.most_salient(&name, &genders);
            found.map(|found| found.referent.person)
        };
        let surname_of = |person| Referent {
            person,
            part: NamePart::Last,
        };
        antecedents.add_full_mention("biden", surname_of(first), TokenId::FIRST + 10);
        antecedents.add_lone_mention("biden", surname_of(first), TokenId::FIRST + 30);
        antecedents.add_full_mention("biden", surname_of(second), TokenId::FIRST + 40);
        assert_eq!(resolve(&antecedents, 50), Some(first));
        antecedents.add_full_mention("biden", surname_of(third), TokenId::FIRST + 20_000);
        assert_eq!(resolve(&antecedents, 20_010), Some(third));
    }

    /// Protects: of two people with one surname, it is the first's if the second is named soon after, and else the second's.
    #[test]
    fn a_namesake_soon_after_is_a_relative() {
        let title = PrecedingTitle::default();
        for (distance, expected) in [(20, 0), (400, 1)] {
            let mut genders = IdVec::default();
            let persons = [Gender::Unknown; 2].map(|gender| genders.push(gender));
            let mut antecedents = AntecedentIndex::default();
            for (number, person) in persons.into_iter().enumerate() {
                let referent = Referent {
                    person,
                    part: NamePart::Last,
                };
                let at = TokenId::FIRST + number * distance;
                antecedents.add_full_mention("miller", referent, at);
            }
            let name = LoneName {
                word: "miller",
                is_initials: false,
                title: &title,
                at: TokenId::FIRST + distance + 5,
            };
            let found = antecedents.most_salient(&name, &genders);
            let found = found.map(|found| found.referent.person);
            assert_eq!(found, persons.get(expected).copied(), "{distance}");
        }
    }
}
