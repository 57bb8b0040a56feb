//! Whether two full names can be one person's.

use super::fold::{close, fold};
use super::lists::{Gender, lists};
use super::name::Name;

/// Shortest given name and surname whose misspelling is believed when both differ.
const BOTH_DIFFER: usize = 5;

/// Whether `short`, which has no more words than `long`, can name the person that `long` names.
pub(super) fn can_be_same(short: &Name, long: &Name) -> bool {
    if let (Some(a), Some(b)) = (&short.suffix, &long.suffix)
        && a != b
    {
        return false;
    }
    if short.words.concat() == long.words.concat() || turned(short, long) {
        return true;
    }
    if short.words.len() < 2 || long.words.len() < 2 {
        return false;
    }
    if within(short, long) {
        return true;
    }
    let given = same_given(short.first(), long.first(), long.nick.as_deref());
    if given == Likeness::No {
        return false;
    }
    if short.last() == long.last() {
        return middles_agree(middle(short), middle(long));
    }
    let misspelt = close(short.last(), long.last());
    let sure = given == Likeness::Same
        || short.first().len().min(long.first().len()) >= BOTH_DIFFER
            && short.last().len().min(long.last().len()) >= BOTH_DIFFER;
    if misspelt && sure {
        return middles_agree(middle(short), middle(long));
    }
    // "Pedro Pierluisi" is "Pedro R. Pierluisi Urrutia": the father's name stands before the mother's.
    given == Likeness::Same
        && middle(long)
            .iter()
            .any(|word| word.len() > 2 && word == short.last())
}

/// How alike two given names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Not.
    No,
    /// By an initial, a short form or another spelling.
    Near,
    /// Letter by letter.
    Same,
}

fn same_given(a: &str, b: &str, nick: Option<&str>) -> Likeness {
    if a == b {
        return Likeness::Same;
    }
    if nick == Some(a) || is_initial_of(a, b) || is_initial_of(b, a) || same_long_form(a, b) {
        return Likeness::Near;
    }
    let gender = |word: &str| lists().given(word).unwrap_or(Gender::Unknown);
    // "Mario" and "Maria" are close, and two people.
    let apart = gender(a).contradicts(gender(b)) || ends_apart(a, b);
    if close(a, b) && !apart {
        Likeness::Near
    } else {
        Likeness::No
    }
}

/// Whether only the last letter tells them apart, and tells a woman from a man: "-o" and "-a".
fn ends_apart(a: &str, b: &str) -> bool {
    let feminine = |x: &str, y: &str| x.ends_with('a') && !y.ends_with('a') && !y.ends_with("ah");
    feminine(a, b) || feminine(b, a)
}

fn is_initial_of(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a)
}

/// Whether one is short for the other, or both for a third.
pub(super) fn same_long_form(a: &str, b: &str) -> bool {
    let (long_a, long_b) = (lists().long_forms(a), lists().long_forms(b));
    long_a.contains(&b) || long_b.contains(&a)
}

/// The words between the given name and the surname.
fn middle(name: &Name) -> &[String] {
    name.words
        .get(1..name.words.len().saturating_sub(1))
        .unwrap_or_default()
}

/// Whether no middle name contradicts: one has none, or each of the fewer stands among the more, in order.
fn middles_agree(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    // "George W. Bush" and "George H. W. Bush" are father and son.
    let initials = |words: &[String]| words.iter().all(|word| word.chars().count() == 1);
    if initials(a) && initials(b) {
        return a == b;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = many.iter();
    few.iter().all(|word| {
        rest.any(|other| {
            word == other
                || is_initial_of(word, other)
                || is_initial_of(other, word)
                || close(word, other)
        })
    })
}

/// Whether all words of `short` stand in `long` side by side: "López Obrador", "Tamim bin Hamad".
fn within(short: &Name, long: &Name) -> bool {
    short.words.len() < long.words.len()
        && long
            .words
            .windows(short.words.len())
            .any(|part| part == short.words.as_slice())
        && short.words.iter().all(|word| word.chars().count() > 1)
}

/// Whether the words are the same in another order: "Jinping Xi".
fn turned(a: &Name, b: &Name) -> bool {
    a.words.len() == b.words.len()
        && a.words.len() > 1
        && a.words.iter().rev().zip(&b.words).all(|(x, y)| x == y)
}

/// Whether `alias` is a way to say "also called": what stands between two names of one person.
pub(super) fn says_alias(word: &str) -> bool {
    matches!(fold(word).as_str(), "born" | "nee" | "aka" | "alias")
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::scan;
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let read = |text: &str| {
            let mut tokens = Vec::new();
            scan(text, 0..text.len(), 0, &mut tokens);
            Name::read(text, &tokens)
        };
        can_be_same(&read(a), &read(b))
    }

    #[test]
    fn forms_of_one_name() {
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
            assert!(same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn names_of_two_people() {
        for (a, b) in [
            ("Joe Biden", "Hunter Biden"),
            ("George W. Bush", "George H. W. Bush"),
            ("Martin Luther King Sr.", "Martin Luther King Jr."),
            ("Mario Rossi", "Maria Rossi"),
            ("Daniel Smith", "Daniela Smith"),
            ("Jing Wang", "Jing Wong Li"),
            ("Louise Turpin", "David Turpin"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }
}
