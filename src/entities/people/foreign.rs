//! People in other languages than English, by what is free of language.
//!
//! Owns the evidence: a given name that many languages share, or a title of this one (`assets/languages/titles.tsv`), and
//! words in capitals beside it; then the names so learnt, everywhere. Promises spans on token boundaries, disjoint, in
//! reading order. It is a guess, and the reader is told so.

use super::super::mention::Reason;
use super::super::tokens::Shape;
use super::Span;
use super::fold::fold;
use super::lists::lists;
use super::reader::Reader;
use std::collections::HashSet;
use std::ops::Range;

/// How sure a name is for which its given name speaks, or its title.
const GIVEN: u8 = 65;
const TITLED: u8 = 70;

/// The most words a name has.
const LONGEST: usize = 5;

const TITLES: &str = include_str!("../../../assets/languages/titles.tsv");

/// The titles of one language.
struct Titles {
    words: HashSet<&'static str>,
    /// Whether they stand behind the name.
    after: bool,
}

impl Titles {
    fn of(language: &str) -> Self {
        let row = TITLES.lines().find_map(|row| {
            let (code, rest) = row.split_once('\t')?;
            let (place, words) = rest.split_once('\t')?;
            (code == language).then_some((place, words))
        });
        let (place, words) = row.unwrap_or_default();
        Self {
            words: words.split(' ').filter(|word| !word.is_empty()).collect(),
            after: place == "after",
        }
    }

    fn holds(&self, word: &str) -> bool {
        self.words
            .contains(word.to_lowercase().trim_end_matches('.'))
    }
}

/// Every name of a person that language-free evidence speaks for.
pub(super) fn find(reader: &Reader<'_>, language: &str) -> Vec<Span> {
    let titles = Titles::of(language);
    let mut spans = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let found = if titles.after {
            before_title(reader, &titles, at)
        } else {
            cased(reader, &titles, at)
                .or_else(|| uncased(reader, &titles, at))
                .or_else(|| unparted(reader, &titles, at))
        };
        match found {
            Some(span) => {
                at = span.tokens.end;
                spans.push(span);
            }
            None => at += 1,
        }
    }
    spans
}

/// A name in capitals that begins at the token `at`.
fn cased(reader: &Reader<'_>, titles: &Titles, at: usize) -> Option<Span> {
    if !is_capital(reader, at) || titles.holds(reader.word(at)) {
        return None;
    }
    let announced = at > 0 && beside(reader, at - 1, at) && titles.holds(reader.word(at - 1));
    let given = is_given(reader.word(at));
    if !announced && !given {
        return None;
    }
    let mut end = at + 1;
    // Further given names, then particles, then one name that is none: languages that write all nouns with capitals
    // would run on for ever.
    let mut surname = !given;
    while !surname && end < at + LONGEST {
        let mut next = end;
        while next < at + LONGEST
            && beside(reader, next - 1, next)
            && lists().particle(&fold(reader.word(next)))
        {
            next += 1;
        }
        if !beside(reader, next - 1, next)
            || !is_capital(reader, next)
            || titles.holds(reader.word(next))
        {
            break;
        }
        surname = !is_given(reader.word(next));
        end = next + 1;
    }
    if announced
        && !given
        && beside(reader, end - 1, end)
        && is_capital(reader, end)
        && end < at + 2
    {
        end += usize::from(!titles.holds(reader.word(end)));
    }
    let words = end - at;
    (announced || words > 1).then_some(Span {
        tokens: at..end,
        sureness: if announced { TITLED } else { GIVEN },
        reason: if announced {
            Reason::Title
        } else {
            Reason::Tagger
        },
    })
}

/// A name behind a title, in a script without capitals: the next two words.
fn uncased(reader: &Reader<'_>, titles: &Titles, at: usize) -> Option<Span> {
    if at == 0 || !titles.holds(reader.word(at - 1)) || !is_caseless(reader, at) {
        return None;
    }
    if titles.holds(reader.word(at)) || !beside(reader, at - 1, at) {
        return None;
    }
    let end = at + 1 + usize::from(beside(reader, at, at + 1) && is_caseless(reader, at + 1));
    Some(span(at..end))
}

/// Characters that end a Chinese name behind its title: verbs, prepositions and the like.
const ENDS: &str = "说表示在和与对将称就向同是的了于为会也及等并已曾到访抵指";

/// A name behind a title in a script that parts no words: two to four ideographs, or more with a dot between names.
fn unparted(reader: &Reader<'_>, titles: &Titles, at: usize) -> Option<Span> {
    let start = reader.tokens.get(at)?.start as usize;
    let before = reader.text.get(..start)?;
    if !titles.words.iter().any(|title| before.ends_with(title)) {
        return None;
    }
    let mut end = at;
    let mut dotted = false;
    while end < at + 12 {
        let word = reader.word(end);
        let dot = word == "·" && end > at;
        dotted |= dot;
        if !dot && (script(word) != Some(Script::Ideographs) || ENDS.contains(word)) {
            break;
        }
        end += 1;
    }
    let count = end - at;
    (dotted || (2..=4).contains(&count)).then(|| span(at..end))
}

/// A name before a title, written together with it or parted by a blank.
fn before_title(reader: &Reader<'_>, titles: &Titles, at: usize) -> Option<Span> {
    if !is_caseless(reader, at) {
        return None;
    }
    let script = script(reader.word(at))?;
    let block = reader.tokens.get(at)?.block;
    let mut end = at;
    let mut letters = 0;
    while end < at + LONGEST
        && reader
            .tokens
            .get(end)
            .is_some_and(|token| token.block == block)
        && self::script(reader.word(end)) == Some(script)
        && (end == at || !reader.tokens.get(end)?.spaced)
    {
        if begins_with_title(reader, titles, end) && letters >= 2 {
            break;
        }
        letters += reader.word(end).chars().count();
        end += 1;
    }
    let long_enough = match script {
        Script::Ideographs | Script::Hangul => (2..=4).contains(&letters),
        Script::Kana => letters >= 2,
    };
    (long_enough && begins_with_title(reader, titles, end)).then(|| span(at..end))
}

fn begins_with_title(reader: &Reader<'_>, titles: &Titles, at: usize) -> bool {
    let Some(token) = reader.tokens.get(at) else {
        return false;
    };
    let rest = reader.text.get(token.start as usize..).unwrap_or_default();
    titles.words.iter().any(|title| rest.starts_with(title))
}

fn span(tokens: Range<usize>) -> Span {
    Span {
        tokens,
        sureness: TITLED,
        reason: Reason::Title,
    }
}

/// A script in which names stand before titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Ideographs,
    Kana,
    Hangul,
}

fn script(word: &str) -> Option<Script> {
    let of = |c: char| match c {
        '\u{4E00}'..='\u{9FFF}' | '々' => Some(Script::Ideographs),
        '\u{30A1}'..='\u{30FF}' => Some(Script::Kana),
        '\u{AC00}'..='\u{D7A3}' => Some(Script::Hangul),
        _ => None,
    };
    let first = of(word.chars().next()?)?;
    word.chars().all(|c| of(c) == Some(first)).then_some(first)
}

fn is_capital(reader: &Reader<'_>, at: usize) -> bool {
    let shape = reader.tokens.get(at).map(|token| token.shape);
    shape == Some(Shape::Title) && reader.word(at).chars().count() > 1
}

/// Whether the token is a word of a script without capitals.
fn is_caseless(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.word(at);
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() || is_mark(c))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{93E}'..='\u{94D}' | '\u{9BE}'..='\u{9CD}' | '\u{64B}'..='\u{652}' | '\u{E31}'..='\u{E4E}')
}

/// Whether two tokens stand beside each other in one block, parted by a blank or by the dot of a title.
fn beside(reader: &Reader<'_>, before: usize, after: usize) -> bool {
    let (Some(before), Some(after)) = (reader.tokens.get(before), reader.tokens.get(after)) else {
        return false;
    };
    let between = reader
        .text
        .get(before.end as usize..after.start as usize)
        .unwrap_or("?");
    before.block == after.block && matches!(between, " " | "\u{a0}" | ". ")
}

/// Whether a word is a given name, in whatever script with capitals, perhaps with an ending of its language.
fn is_given(word: &str) -> bool {
    let latin = fold(&in_latin(word));
    let known = |name: &str| name.len() > 2 && lists().given(name).is_some();
    known(&latin)
        || latin.len() < word.len() && {
            // Cyrillic and Greek decline names: Владимира is Владимир.
            let mut shorter = latin.clone();
            shorter.pop();
            known(&shorter)
        }
}

/// `word` in Latin letters, if it is Cyrillic or Greek.
fn in_latin(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for c in word.chars() {
        for small in c.to_lowercase() {
            match LETTERS.iter().find(|(letter, _)| *letter == small) {
                Some((_, letters)) => latin.push_str(letters),
                None => latin.push(small),
            }
        }
    }
    latin
}

/// Letters and what English newspapers write for them.
const LETTERS: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('і', "i"),
    ('ї', "i"),
    ('є', "e"),
    ('ґ', "g"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ћ', "c"),
    ('ђ', "dj"),
    ('џ', "dz"),
    ('α', "a"),
    ('ά', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('έ', "e"),
    ('ζ', "z"),
    ('η', "i"),
    ('ή', "i"),
    ('θ', "th"),
    ('ι', "i"),
    ('ί', "i"),
    ('ϊ', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('ό', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "y"),
    ('ύ', "y"),
    ('φ', "f"),
    ('χ', "ch"),
    ('ψ', "ps"),
    ('ω', "o"),
    ('ώ', "o"),
];

#[cfg(test)]
mod tests;
