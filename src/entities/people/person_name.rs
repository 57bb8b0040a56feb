//! Parses a name into the words by which names are compared.
//!
//! Particles ("bin", "von") are skipped, a hyphenated name is one word, and suffixes ("Jr.") and nicknames in quotes are
//! kept apart. All parts are folded.

use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::lists::lists;

/// The most letters of a name that consists of initials.
pub(super) const MAX_INITIALS: usize = 4;

/// The folded parts of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct PersonName {
    /// Its words in order, without particles. Each initial is a word.
    pub words: Vec<String>,
    /// The suffix, such as "jr" or "iii".
    pub suffix: Option<String>,
    /// The nickname in quotes inside it.
    pub nickname: Option<String>,
    /// The parts of the last word, if it has a hyphen: "Ghazarian-Luna".
    pub surname_parts: Vec<String>,
    /// Whether the last word is the father's name: "Salman bin Hamad".
    pub ends_in_patronymic: bool,
    /// Whether it consists of two to four capitals, which are then one word: "JFK", "M. S."
    pub is_initials: bool,
}

impl PersonName {
    /// Parses the name that consists of the tokens in `span`.
    pub(super) fn parse(view: &TokenView<'_>, span: TokenRange) -> Self {
        let mut name = Self::default();
        let mut in_quotes = false;
        let (mut after_hyphen, mut after_particle) = (false, false);
        let words = span.into_iter();
        let word_count = words
            .filter(|&at| view.shape(at) != TokenShape::Symbol)
            .count();
        let mut words_seen = 0;
        for at in span {
            let word = view.word(at);
            if view.shape(at) == TokenShape::Symbol {
                in_quotes = is_quote(word) && !name.words.is_empty() && !in_quotes;
                after_hyphen = is_hyphen(word)
                    && !view.has_space_before(at)
                    && !name.words.is_empty()
                    && !after_particle;
                continue;
            }
            words_seen += 1;
            let folded = view.folded(at).into_owned();
            if folded.is_empty() {
                continue;
            }
            let is_first = words_seen == 1;
            let is_last = words_seen == word_count;
            let before_hyphen = || is_hyphen(view.word(at + 1));
            if in_quotes {
                name.nickname = Some(folded);
            } else if !is_last
                && is_particle(
                    word,
                    &folded,
                    is_first && !before_hyphen() && !begins_particles(view, at),
                )
            {
                (after_hyphen, after_particle) = (false, true);
                name.ends_in_patronymic =
                    matches!(folded.as_str(), "bin" | "bint" | "ibn" | "ould" | "binti");
                continue;
            } else if is_last && !name.words.is_empty() && is_suffix(word, &folded) {
                name.suffix = Some(folded);
            } else {
                name.ends_in_patronymic &= after_particle;
                name.note_surname_part(&folded, after_hyphen);
                name.push_word(word, folded, after_hyphen);
            }
            (after_hyphen, after_particle) = (false, false);
        }
        name.is_initials = span.len() == 1
            && view.shape(span.start) == TokenShape::Upper
            && matches!(name.words.as_slice(), [word] if (2..=MAX_INITIALS).contains(&word.len()));
        name
    }

    /// Remembers the parts of a word with a hyphen, before `folded` is added.
    fn note_surname_part(&mut self, folded: &str, after_hyphen: bool) {
        if !after_hyphen {
            self.surname_parts.clear();
            return;
        }
        if self.surname_parts.is_empty() {
            self.surname_parts.extend(self.words.last().cloned());
        }
        self.surname_parts.push(folded.to_owned());
    }

    /// Adds a word, split into initials ("J.R.R."), or joined with the last one after a hyphen.
    fn push_word(&mut self, word: &str, folded: String, after_hyphen: bool) {
        if after_hyphen && let Some(last) = self.words.last_mut() {
            last.push_str(&folded);
        } else if word.matches('.').count() > 1 && word.len() == folded.len() * 2 {
            self.words.extend(folded.chars().map(String::from));
        } else {
            self.words.push(folded);
        }
    }

    /// The last word: the surname, in Western name order. Empty if there are no words.
    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word: the given name, in Western name order. Empty if there are no words.
    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether it identifies a person by itself: it has two words, or one and a suffix ("Elizabeth II").
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1 || (self.words.len() == 1 && self.suffix.is_some())
    }

    /// All words joined, and the suffix. The key does not depend on hyphens and spaces: "Jong-un" and "Jong Un" have the
    /// same.
    pub(super) fn joined_key(&self) -> String {
        let mut letters = self.words.concat();
        if let Some(suffix) = &self.suffix {
            letters.push(' ');
            letters.push_str(suffix);
        }
        letters
    }

    /// Takes single letters with full stops for initials, as "JFK" is: "M. S."
    pub(super) fn join_initials(&mut self) {
        if (2..=MAX_INITIALS).contains(&self.words.len())
            && self.words.iter().all(|word| word.chars().count() == 1)
        {
            self.words = vec![self.words.concat()];
            self.is_initials = true;
        }
    }

    /// Takes the first word for a particle: "Van Roekel" is a surname where the article has Deb Van Roekel.
    pub(super) fn begin_with_particle(&mut self) {
        self.words.remove(0);
    }

    /// The initials of its words.
    pub(super) fn initials(&self) -> String {
        self.words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect()
    }
}

/// Whether the word at `at` is the first of several particles: "Van Der Beek".
fn begins_particles(view: &TokenView<'_>, at: TokenId) -> bool {
    let next = view.folded(at + 1);
    view.has_space_before(at + 1)
        && matches!(&*next, "der" | "den" | "de" | "la" | "het" | "dem" | "ter")
        && view.is_capitalised(at + 2)
}

/// Whether `word` is a hyphen or a dash that can join two names.
pub(super) fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑" | "–")
}

/// Whether `word` opens or closes a quotation.
pub(super) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``")
}

/// Whether a word, which is not the last of its name, is a particle. `begins_name` says whether it is the first word and no
/// hyphen follows it.
fn is_particle(word: &str, folded: &str, begins_name: bool) -> bool {
    let is_lowercase = word.chars().next().is_some_and(char::is_lowercase);
    // "Al Gore", "Ben Affleck" and "Van Morrison": such a word with a capital at the start is a given name.
    lists().is_particle(folded) && (is_lowercase || !begins_name || !may_be_given_name(folded))
}

/// Whether a particle is also a given name.
pub(super) fn may_be_given_name(particle: &str) -> bool {
    matches!(
        particle,
        "al" | "an" | "ben" | "van" | "la" | "los" | "las" | "den" | "do" | "ed" | "mac"
    )
}

/// Whether the last word of a name is a suffix. A numeral must be in upper case.
fn is_suffix(word: &str, folded: &str) -> bool {
    let is_numeral = folded
        .chars()
        .all(|letter| matches!(letter, 'i' | 'v' | 'x'));
    lists().is_name_suffix(folded) && (!is_numeral || word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::tokenize_text;
    use super::*;

    fn parse(text: &str) -> PersonName {
        let tokens = tokenize_text(text);
        let view = TokenView::new(text, &tokens);
        PersonName::parse(&view, view.all())
    }

    /// Protects: names are compared without particles, and a hyphenated name is one word.
    #[test]
    fn particles_are_skipped_and_hyphenated_words_joined() {
        assert_eq!(parse("Bashar al-Assad").words, ["bashar", "assad"]);
        assert_eq!(parse("Ursula von der Leyen").words, ["ursula", "leyen"]);
        assert_eq!(
            parse("Tamim bin Hamad Al Thani").words,
            ["tamim", "hamad", "thani"]
        );
        assert_eq!(parse("Kim Jong-un").words, ["kim", "jongun"]);
        assert_eq!(
            parse("Jean-Claude Juncker").words,
            ["jeanclaude", "juncker"]
        );
        assert_eq!(parse("Al Gore").words, ["al", "gore"]);
        assert_eq!(parse("De Blasio").words, ["blasio"]);
    }

    /// Protects: suffixes, nicknames and initials are recognised and kept apart from the words.
    #[test]
    fn suffixes_nicknames_and_initials_are_recognised() {
        let king = parse("Martin Luther King, Jr.");
        assert_eq!((king.last(), king.suffix.as_deref()), ("king", Some("jr")));
        let bill = parse("William “Bill” Clinton");
        assert_eq!(
            (bill.words.len(), bill.nickname.as_deref()),
            (2, Some("bill"))
        );
        assert_eq!(parse("J.R.R. Tolkien").words, ["j", "r", "r", "tolkien"]);
        assert!(parse("JFK").is_initials && !parse("Ford").is_initials);
        assert!(parse("Elizabeth II").is_full());
    }
}
