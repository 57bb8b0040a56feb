//! A name taken apart: the words that count, and what stands between and behind them.
//!
//! Owns the reading of one span. Particles ("bin", "von") are passed over, halves of a hyphen are one word, suffixes ("Jr.")
//! and nicknames in quotes are set aside; what is left are the folded words that names are compared by.

use super::super::tokens::{Shape, Token};
use super::fold::fold;
use super::lists::lists;

/// A name's parts, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// Its words in order, without particles; initials one by one.
    pub words: Vec<String>,
    /// "jr", "iii".
    pub suffix: Option<String>,
    /// What stood in quotes inside it.
    pub nick: Option<String>,
    /// Whether it is nothing but two to four capitals: "JFK".
    pub initials: bool,
}

impl Name {
    /// The name in `tokens` of the text, which are those of one span.
    pub(super) fn read(text: &str, tokens: &[Token]) -> Self {
        let mut name = Self::default();
        let mut quoted = false;
        let (mut joined, mut particle) = (false, false);
        let named = tokens
            .iter()
            .filter(|token| token.shape != Shape::Mark)
            .count();
        let mut seen = 0;
        for (at, token) in tokens.iter().enumerate() {
            let word = token.text(text);
            if token.shape == Shape::Mark {
                quoted = is_quote(word) && !name.words.is_empty() && !quoted;
                joined = is_hyphen(word) && !token.spaced && !name.words.is_empty() && !particle;
                continue;
            }
            seen += 1;
            let folded = fold(word);
            let hyphen = tokens
                .get(at + 1)
                .is_some_and(|next| is_hyphen(next.text(text)));
            if folded.is_empty() {
                continue;
            }
            if quoted {
                name.nick = Some(folded);
            } else if seen < named && named > 1 && is_particle(word, &folded, seen == 1, hyphen) {
                (joined, particle) = (false, true);
                continue;
            } else if seen == named && !name.words.is_empty() && is_suffix(word, &folded) {
                name.suffix = Some(folded);
            } else {
                name.push(word, folded, joined);
            }
            (joined, particle) = (false, false);
        }
        name.initials = match (name.words.as_slice(), tokens) {
            ([word], [token]) => (2..=4).contains(&word.len()) && token.shape == Shape::Upper,
            _ => false,
        };
        name
    }

    fn push(&mut self, word: &str, folded: String, joined: bool) {
        if joined && let Some(last) = self.words.last_mut() {
            last.push_str(&folded);
        } else if word.matches('.').count() > 1 && word.len() == folded.len() * 2 {
            self.words.extend(folded.chars().map(String::from));
        } else {
            self.words.push(folded);
        }
    }

    /// The surname, in the Western order.
    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The given name, in the Western order.
    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether it tells a person without help: two words, or one with a number ("Elizabeth II").
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1 || (self.words.len() == 1 && self.suffix.is_some())
    }

    /// Every letter in a row, which hyphens and blanks do not change ("Jong-un", "Jong Un"), with the suffix.
    pub(super) fn letters(&self) -> String {
        let mut letters = self.words.concat();
        if let Some(suffix) = &self.suffix {
            letters.push(' ');
            letters.push_str(suffix);
        }
        letters
    }

    /// The first letters of its words.
    pub(super) fn first_letters(&self) -> String {
        self.words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect()
    }
}

/// Whether `word` is a hyphen or a dash that can join two names.
pub(super) fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑" | "–")
}

/// Whether `word` opens or closes a quotation.
pub(super) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``")
}

/// Whether a word that is not the last of its name is a particle there.
fn is_particle(word: &str, folded: &str, first: bool, hyphen: bool) -> bool {
    let small = word.chars().next().is_some_and(char::is_lowercase);
    // "Al Gore", "Ben Affleck" and "Van Morrison" have given names: a capital opens a particle only where it can be none.
    let given = matches!(
        folded,
        "al" | "ben" | "van" | "la" | "los" | "las" | "den" | "do" | "ed" | "mac"
    );
    lists().particle(folded) && (small || !first || hyphen || !given)
}

fn is_suffix(word: &str, folded: &str) -> bool {
    let number = folded
        .chars()
        .all(|letter| matches!(letter, 'i' | 'v' | 'x'));
    lists().suffix(folded) && (!number || word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::scan;
    use super::*;

    fn read(text: &str) -> Name {
        let mut tokens = Vec::new();
        scan(text, 0..text.len(), 0, &mut tokens);
        Name::read(text, &tokens)
    }

    #[test]
    fn particles_are_passed_over_and_hyphens_join() {
        assert_eq!(read("Bashar al-Assad").words, ["bashar", "assad"]);
        assert_eq!(read("Ursula von der Leyen").words, ["ursula", "leyen"]);
        assert_eq!(
            read("Tamim bin Hamad Al Thani").words,
            ["tamim", "hamad", "thani"]
        );
        assert_eq!(read("Kim Jong-un").words, ["kim", "jongun"]);
        assert_eq!(read("Jean-Claude Juncker").words, ["jeanclaude", "juncker"]);
        assert_eq!(read("Al Gore").words, ["al", "gore"]);
        assert_eq!(read("De Blasio").words, ["blasio"]);
    }

    #[test]
    fn suffixes_nicknames_and_initials_are_set_aside() {
        let king = read("Martin Luther King, Jr.");
        assert_eq!((king.last(), king.suffix.as_deref()), ("king", Some("jr")));
        let bill = read("William “Bill” Clinton");
        assert_eq!((bill.words.len(), bill.nick.as_deref()), (2, Some("bill")));
        assert_eq!(read("J.R.R. Tolkien").words, ["j", "r", "r", "tolkien"]);
        assert!(read("JFK").initials && !read("Ford").initials);
        assert!(read("Elizabeth II").is_full());
    }
}
