//! Decides whether two full names can refer to the same person.

use super::super::fold::is_close_spelling;
use super::super::lists::{Gender, lists};
use super::super::person_name::PersonName;
use strsim::osa_distance;

/// The shortest given name and surname, in bytes, that may both be misspelt at once.
const MIN_LEN_BOTH_DIFFER: usize = 5;

/// Whether `short`, which has no more words than `long`, can refer to the same person as `long`.
pub(super) fn can_match(short: &PersonName, long: &PersonName) -> bool {
    if let (Some(a), Some(b)) = (&short.suffix, &long.suffix)
        && a != b
    {
        return false;
    }
    if short.words.concat() == long.words.concat() || is_reversed(short, long) {
        return true;
    }
    if short.words.len() < 2 || long.words.len() < 2 {
        return false;
    }
    if is_contained(short, long) {
        return true;
    }
    let given_match = match_given_names(short.first(), long.first(), long.nickname.as_deref());
    if given_match == GivenNameMatch::Different {
        // "Otto Lund" is "Jens Otto Harald Lund".
        return long.words.len() > 3
            && short.words.len() == 2
            && short.last() == long.last()
            && middle_names(long).iter().any(|word| word == short.first());
    }
    if short.last() == long.last() {
        return middles_agree(middle_names(short), middle_names(long));
    }
    // "Li Qiang" and "Li Keqiang": where the family name comes first, the last word is the given name.
    let is_family_first = lists().family_name_origin(short.first()).is_some()
        && !lists().is_given_name(short.first());
    let is_misspelt = is_close_spelling(short.last(), long.last())
        && !(is_family_first && osa_distance(short.last(), long.last()) > 1);
    let is_reliable = given_match == GivenNameMatch::Same
        || short.first().len().min(long.first().len()) >= MIN_LEN_BOTH_DIFFER
            && short.last().len().min(long.last().len()) >= MIN_LEN_BOTH_DIFFER;
    if is_misspelt && is_reliable {
        return middles_agree(middle_names(short), middle_names(long));
    }
    // "Pedro Pierluisi" is "Pedro R. Pierluisi Urrutia": of two Spanish surnames, the first is used alone.
    given_match == GivenNameMatch::Same
        && middle_names(long)
            .iter()
            .any(|word| word.len() > 2 && word == short.last())
}

/// How well two given names match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GivenNameMatch {
    /// They are different names.
    Different,
    /// One is an initial, a short form or another spelling of the other.
    Similar,
    /// They are equal.
    Same,
}

/// Compares two given names. `nickname` is one that the second person is known to have.
fn match_given_names(a: &str, b: &str, nickname: Option<&str>) -> GivenNameMatch {
    if a == b {
        return GivenNameMatch::Same;
    }
    if nickname == Some(a) || is_initial_of(a, b) || is_initial_of(b, a) || share_long_form(a, b) {
        return GivenNameMatch::Similar;
    }
    let gender_of = |word: &str| lists().given_name(word).unwrap_or(Gender::Unknown);
    // "Mario" and "Maria" are close spellings, but different people.
    let differ_in_gender = gender_of(a).contradicts(gender_of(b)) || differ_in_gender_ending(a, b);
    if is_close_spelling(a, b) && !differ_in_gender {
        GivenNameMatch::Similar
    } else {
        GivenNameMatch::Different
    }
}

/// Whether the last letters suggest that one is a woman's name and the other a man's: "-a" against anything but "-a" and
/// "-ah".
fn differ_in_gender_ending(a: &str, b: &str) -> bool {
    let is_feminine_pair =
        |x: &str, y: &str| x.ends_with('a') && !y.ends_with('a') && !y.ends_with("ah");
    is_feminine_pair(a, b) || is_feminine_pair(b, a)
}

/// Whether `a` is the initial of `b`.
fn is_initial_of(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a)
}

/// Whether one of the two is a short form of the other.
pub(super) fn share_long_form(a: &str, b: &str) -> bool {
    let (mut long_a, mut long_b) = (lists().long_forms(a), lists().long_forms(b));
    long_a.any(|long| long == b) || long_b.any(|long| long == a)
}

/// The words between the given name and the surname.
fn middle_names(name: &PersonName) -> &[String] {
    match name.words.as_slice() {
        [_, middle @ .., _] => middle,
        _ => &[],
    }
}

/// Whether the middle names are compatible: one person has none, or those of the one with fewer occur among the other's, in
/// the same order.
fn middles_agree(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    // "George W. Bush" and "George H. W. Bush" are father and son.
    let are_initials = |words: &[String]| words.iter().all(|word| word.chars().count() == 1);
    if are_initials(a) && are_initials(b) {
        return a == b;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = many.iter();
    few.iter().all(|word| {
        rest.any(|other| {
            word == other
                || is_initial_of(word, other)
                || is_initial_of(other, word)
                || is_close_spelling(word, other)
        })
    })
}

/// Whether the words of `short` occur in `long` next to each other: "López Obrador", "Tamim bin Hamad".
fn is_contained(short: &PersonName, long: &PersonName) -> bool {
    short.words.len() < long.words.len()
        && long
            .words
            .windows(short.words.len())
            .any(|part| part == short.words.as_slice())
        && short.words.iter().all(|word| word.chars().count() > 1)
}

/// Whether one name has the words of the other in reverse order: "Jinping Xi".
fn is_reversed(a: &PersonName, b: &PersonName) -> bool {
    a.words.len() == b.words.len()
        && a.words.len() > 1
        && a.words.iter().rev().zip(&b.words).all(|(x, y)| x == y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::token_view::TokenView;
    use crate::entities::tokens::tokenize_text;

    fn can_match_names(a: &str, b: &str) -> bool {
        let read = |text: &str| {
            let tokens = tokenize_text(text);
            let view = TokenView::new(text, &tokens);
            PersonName::parse(&view, view.all())
        };
        can_match(&read(a), &read(b))
    }

    /// Protects: short, long, misspelt and reversed forms of a name match.
    #[test]
    fn forms_of_one_name_match() {
        for (a, b) in [
            ("Robert Mugabe", "Robert Gabriel Mugabe"),
            ("Pedro Pierluisi", "Pedro R. Pierluisi Urrutia"),
            ("López Obrador", "Andrés Manuel López Obrador"),
            ("Bill Clinton", "William Jefferson Clinton"),
            ("J. Smith", "John Smith"),
            ("Kim Jong Un", "Kim Jong-un"),
            ("Jinping Xi", "Xi Jinping"),
            ("Jacques Chriac", "Jacques Chirac"),
            ("Moammar Gadhafi", "Muammar Qaddafi"),
            ("Erdogan Recep", "Recep Erdoğan"),
        ] {
            assert!(can_match_names(a, b), "{a} / {b}");
        }
    }

    /// Protects: relatives and namesakes with similar names do not match.
    #[test]
    fn names_of_two_people_do_not_match() {
        for (a, b) in [
            ("Joe Biden", "Hunter Biden"),
            ("George W. Bush", "George H. W. Bush"),
            ("Martin Luther King Sr.", "Martin Luther King Jr."),
            ("Mario Rossi", "Maria Rossi"),
            ("Daniel Smith", "Daniela Smith"),
            ("Jing Wang", "Jing Wong Li"),
            ("Louise Turpin", "David Turpin"),
            ("Li Qiang", "Li Keqiang"),
        ] {
            assert!(!can_match_names(a, b), "{a} / {b}");
        }
    }
}
