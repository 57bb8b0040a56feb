//! Who a lone name points at: everyone who bears it, weighed by how present they are.
//!
//! Owns, for each word, the persons who bear it, and for each a presence that fades with distance. In one article the
//! person whom it speaks of most holds the surname; in a long text of many articles the one of this article does.

use super::lists::Gender;
use super::titles::Titled;
use std::collections::HashMap;

/// After so many tokens a mention counts half.
const HALF_LIFE: f64 = 900.0;
/// Most bearers remembered for one word: the least present makes room.
const MOST: usize = 12;

/// Which part of its bearer's name a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The last word, or the only one.
    Last,
    /// The first of several.
    First,
    /// A name that the first is short for, or short for the first.
    Short,
    /// In between.
    Middle,
}

impl Part {
    /// What a full mention says for a lone word that is this part of it.
    fn fit(self) -> f64 {
        match self {
            Self::Last => 1.0,
            Self::First => 0.2,
            Self::Middle => 0.08,
            Self::Short => 0.05,
        }
    }
}

/// One who bears a word.
#[derive(Debug, Clone, Copy)]
struct Bearer {
    person: usize,
    part: Part,
    presence: f64,
    at: usize,
}

impl Bearer {
    fn presence_at(&self, at: usize) -> f64 {
        let far = at.saturating_sub(self.at) as f64;
        self.presence * (-far / HALF_LIFE).exp2()
    }
}

/// The bearers of every word so far.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    by_word: HashMap<String, Vec<Bearer>>,
}

/// What a lone name brings to the question whose it is.
#[derive(Debug)]
pub(super) struct Question<'a> {
    /// The folded word.
    pub word: &'a str,
    /// The title before it.
    pub titled: &'a Titled,
    /// Token where it stands.
    pub at: usize,
}

impl Bearers {
    /// `person` was named in full at token `at`, and `word` is this `part` of the name.
    pub(super) fn named(&mut self, word: &str, person: usize, part: Part, at: usize) {
        self.add(word, person, part, at, part.fit());
    }

    /// `person` was called by `word` alone.
    pub(super) fn called(&mut self, word: &str, person: usize, part: Part, at: usize) {
        self.add(word, person, part, at, 1.0);
    }

    fn add(&mut self, word: &str, person: usize, part: Part, at: usize, weight: f64) {
        if !self.by_word.contains_key(word) {
            self.by_word.insert(word.to_owned(), Vec::new());
        }
        let Some(bearers) = self.by_word.get_mut(word) else {
            return;
        };
        if let Some(bearer) = bearers.iter_mut().find(|bearer| bearer.person == person) {
            bearer.presence = bearer.presence_at(at) + weight;
            bearer.at = at;
            bearer.part = bearer.part.min(part);
            return;
        }
        if bearers.len() >= MOST {
            let least = bearers
                .iter()
                .enumerate()
                .min_by(|(_, a), (_, b)| a.presence_at(at).total_cmp(&b.presence_at(at)));
            if let Some((least, _)) = least {
                bearers.swap_remove(least);
            }
        }
        bearers.push(Bearer {
            person,
            part,
            presence: weight,
            at,
        });
    }

    /// The most present bearer who answers the question, and how present; `genders` are those of the persons.
    pub(super) fn whose(
        &self,
        question: &Question<'_>,
        genders: &[Gender],
    ) -> Option<(usize, Part, f64)> {
        self.by_word
            .get(question.word)?
            .iter()
            .filter(|bearer| {
                let gender = genders.get(bearer.person).copied().unwrap_or_default();
                !gender.contradicts(question.titled.gender) && fits(question, bearer.part, gender)
            })
            .map(|bearer| (bearer.person, bearer.part, bearer.presence_at(question.at)))
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)))
    }
}

/// Whether a lone word with this title can be that part of a name.
pub(super) fn fits(question: &Question<'_>, part: Part, _gender: Gender) -> bool {
    use super::lists::lists;
    let given = lists().given(question.word).is_some();
    match part {
        Part::Last => true,
        // "Mr. Xi" bears his surname first; "Mr. Paul" is no Paul Smith.
        Part::First => !(question.titled.with_surname() && given),
        Part::Short => !question.titled.with_surname(),
        Part::Middle => !given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_spoken_of_most_holds_the_surname_until_another_article_begins() {
        let mut bearers = Bearers::default();
        let titled = Titled::default();
        let ask = |bearers: &Bearers, at| {
            let question = Question {
                word: "biden",
                titled: &titled,
                at,
            };
            bearers
                .whose(&question, &[Gender::Male; 3])
                .map(|found| found.0)
        };
        bearers.named("biden", 0, Part::Last, 10);
        bearers.called("biden", 0, Part::Last, 30);
        bearers.named("biden", 1, Part::Last, 40);
        assert_eq!(ask(&bearers, 50), Some(0));
        bearers.named("biden", 2, Part::Last, 20_000);
        assert_eq!(ask(&bearers, 20_010), Some(2));
    }
}
