//! Finds people in texts in languages other than English, without a trained model.
//!
//! A name is recognised by a given name that many languages share, or by a title of the language
//! (`assets/languages/titles.tsv`), with capitalised words next to it, or any words in scripts without capitals. Spans are
//! in reading order, disjoint and on token boundaries. The result is a guess, and the user interface says so.

use super::super::mention::Reason;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::NameSpan;
use super::evidence::Evidence;
use super::fold::fold;
use super::lists::lists;
use crate::entities::hashing::HashSet;

/// The confidence of a name that was found by its given name.
const GIVEN_NAME_CONFIDENCE: u8 = 65;
/// The confidence of a name that was found by its title.
const TITLED_CONFIDENCE: u8 = 70;

/// The most words in a name.
const MAX_WORDS: usize = 5;

/// One row for each language: its code, whether titles stand before or after a name, and the titles in lower case.
const TITLES: &str = include_str!("../../../assets/languages/titles.tsv");

/// The titles of one language.
struct LanguageTitles {
    /// The titles, in lower case.
    words: HashSet<&'static str>,
    /// Whether they stand after the name.
    after: bool,
}

impl LanguageTitles {
    /// The titles of a language by its ISO 639-3 code; none for an unlisted language.
    fn for_language(language: &str) -> Self {
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

    /// Whether `word` is a title, in any case and with or without a full stop.
    fn contains(&self, word: &str) -> bool {
        self.words
            .contains(word.to_lowercase().trim_end_matches('.'))
    }
}

/// Finds the names of people in a text in `language` (an ISO 639-3 code).
pub(super) fn find_names(view: &TokenView<'_>, language: &str) -> Vec<NameSpan> {
    let titles = LanguageTitles::for_language(language);
    let mut spans = Vec::new();
    let mut at = TokenId::FIRST;
    while at < view.end() {
        let found = if titles.after {
            name_before_title(view, &titles, at)
        } else {
            cased_name(view, &titles, at)
                .or_else(|| uncased_name(view, &titles, at))
                .or_else(|| unsegmented_name(view, &titles, at))
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

/// The capitalised name that begins at the token `at`.
fn cased_name(view: &TokenView<'_>, titles: &LanguageTitles, at: TokenId) -> Option<NameSpan> {
    if !is_capital(view, at) || titles.contains(view.word(at)) {
        return None;
    }
    let has_title = follows_title(view, titles, at);
    let has_given_name = is_given_name(view.word(at));
    if !has_title && !has_given_name {
        return None;
    }
    let mut end = at + 1;
    // More given names, then particles, then a single word that is not a given name: in languages that capitalise all
    // nouns, the name could otherwise run on to the end of the sentence.
    let mut has_surname = !has_given_name;
    while !has_surname && end < at + MAX_WORDS {
        let mut next = end;
        while next < at + MAX_WORDS
            && is_adjacent(view, next)
            && lists().is_particle(&view.folded(next))
        {
            next += 1;
        }
        if !is_adjacent(view, next) || !is_capital(view, next) || titles.contains(view.word(next)) {
            break;
        }
        has_surname = !is_given_name(view.word(next));
        end = next + 1;
    }
    if has_title
        && !has_given_name
        && is_adjacent(view, end)
        && is_capital(view, end)
        && !titles.contains(view.word(end))
    {
        end += 1;
    }
    let name = at.until(end);
    if has_title {
        return Some(titled_span(name));
    }
    (name.len() > 1).then_some(NameSpan {
        tokens: name,
        confidence: GIVEN_NAME_CONFIDENCE,
        reason: Reason::Tagger,
        evidence: Evidence::default(),
    })
}

/// The name after a title in a script without capitals: the next two words.
fn uncased_name(view: &TokenView<'_>, titles: &LanguageTitles, at: TokenId) -> Option<NameSpan> {
    let is_name =
        follows_title(view, titles, at) && is_caseless(view, at) && !titles.contains(view.word(at));
    let has_more = || is_adjacent(view, at + 1) && is_caseless(view, at + 1);
    is_name.then(|| titled_span(at.until(at + 1 + usize::from(has_more()))))
}

/// Whether a title comes directly before the token `at`.
fn follows_title(view: &TokenView<'_>, titles: &LanguageTitles, at: TokenId) -> bool {
    let before = at.checked_sub(1).filter(|_| is_adjacent(view, at));
    before.is_some_and(|before| titles.contains(view.word(before)))
}

/// Characters that end a Chinese name after its title: verbs, prepositions and the like.
const NAME_TERMINATORS: &str = "说表示在和与对将称就向同是的了于为会也及等并已曾到访抵指";

/// The name after a title in a script without spaces: two to four ideographs, or more with a dot between the names.
fn unsegmented_name(
    view: &TokenView<'_>,
    titles: &LanguageTitles,
    at: TokenId,
) -> Option<NameSpan> {
    let before = view.text.get(..view.bytes(at.until(at + 1)).start)?;
    if !titles.words.iter().any(|title| before.ends_with(title)) {
        return None;
    }
    let mut end = at;
    let mut has_dot = false;
    while end < at + 12 {
        let word = view.word(end);
        let is_dot = word == "·" && end > at;
        has_dot |= is_dot;
        if !is_dot
            && (script_of(word) != Some(Script::Ideographs) || NAME_TERMINATORS.contains(word))
        {
            break;
        }
        end += 1;
    }
    (has_dot || (2..=4).contains(&(end - at))).then(|| titled_span(at.until(end)))
}

/// The name before a title, with or without a space between them.
fn name_before_title(
    view: &TokenView<'_>,
    titles: &LanguageTitles,
    at: TokenId,
) -> Option<NameSpan> {
    if !is_caseless(view, at) {
        return None;
    }
    let script = script_of(view.word(at))?;
    let mut end = at;
    let mut letters = 0;
    while end < at + MAX_WORDS
        && view.block(end) == view.block(at)
        && script_of(view.word(end)) == Some(script)
        && (end == at || !view.has_space_before(end))
    {
        if letters >= 2 && begins_with_title(view, titles, end) {
            break;
        }
        letters += view.word(end).chars().count();
        end += 1;
    }
    let has_name_length = match script {
        Script::Ideographs | Script::Hangul => (2..=4).contains(&letters),
        Script::Kana => letters >= 2,
    };
    (has_name_length && begins_with_title(view, titles, end)).then(|| titled_span(at.until(end)))
}

/// Whether the text begins with a title at the token `at`.
fn begins_with_title(view: &TokenView<'_>, titles: &LanguageTitles, at: TokenId) -> bool {
    let rest = view
        .token(at)
        .and_then(|token| view.text.get(token.start as usize..));
    rest.is_some_and(|rest| titles.words.iter().any(|title| rest.starts_with(title)))
}

/// A span that was found by its title.
fn titled_span(tokens: TokenRange) -> NameSpan {
    NameSpan {
        tokens,
        confidence: TITLED_CONFIDENCE,
        reason: Reason::Title,
        evidence: Evidence::default(),
    }
}

/// A script in which names stand before titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Ideographs,
    Kana,
    Hangul,
}

/// The script of a word; `None` for other scripts and for words of several.
fn script_of(word: &str) -> Option<Script> {
    let classify = |c: char| match c {
        '\u{4E00}'..='\u{9FFF}' | '々' => Some(Script::Ideographs),
        '\u{30A1}'..='\u{30FF}' => Some(Script::Kana),
        '\u{AC00}'..='\u{D7A3}' => Some(Script::Hangul),
        _ => None,
    };
    let first = classify(word.chars().next()?)?;
    word.chars()
        .all(|c| classify(c) == Some(first))
        .then_some(first)
}

/// Whether the token is a capitalised word of more than one letter.
fn is_capital(view: &TokenView<'_>, at: TokenId) -> bool {
    view.shape(at) == TokenShape::Title && view.word(at).chars().count() > 1
}

/// Whether the token is a word in a script without capitals.
fn is_caseless(view: &TokenView<'_>, at: TokenId) -> bool {
    let word = view.word(at);
    !word.is_empty()
        && word.chars().all(|c| {
            c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() || is_vowel_mark(c)
        })
}

/// Whether a character is a vowel sign or a similar mark of an Indic, Arabic or Thai script.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{93E}'..='\u{94D}' | '\u{9BE}'..='\u{9CD}' | '\u{64B}'..='\u{652}' | '\u{E31}'..='\u{E4E}')
}

/// Whether nothing but a space, or the full stop of a title and a space, is between a token and the one before it in its
/// block.
fn is_adjacent(view: &TokenView<'_>, at: TokenId) -> bool {
    let tokens = at
        .checked_sub(1)
        .map(|before| view.tokens_in(before.until(at + 1)));
    let Some([before, token]) = tokens else {
        return false;
    };
    let between = view.text.get(before.end as usize..token.start as usize);
    before.block() == token.block() && matches!(between, Some(" " | "\u{a0}" | ". "))
}

/// Whether a word in Latin, Cyrillic or Greek script is a given name, perhaps with a case ending.
fn is_given_name(word: &str) -> bool {
    let latin = fold(&transliterate(word));
    let is_listed = |name: &str| name.len() > 2 && lists().is_given_name(name);
    is_listed(&latin)
        || latin.len() < word.len() && {
            // Russian and Greek decline names: "Владимира" is a form of "Владимир".
            let mut stem = latin.clone();
            stem.pop();
            is_listed(&stem)
        }
}

/// Transliterates Cyrillic and Greek letters to Latin ones, and converts the word to lower case.
fn transliterate(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for c in word.chars() {
        for small in c.to_lowercase() {
            match TRANSLITERATION.iter().find(|(letter, _)| *letter == small) {
                Some((_, letters)) => latin.push_str(letters),
                None => latin.push(small),
            }
        }
    }
    latin
}

/// Cyrillic and Greek letters with their usual transliteration in English newspapers.
const TRANSLITERATION: &[(char, &str)] = &[
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
