//! Repairs: where one tagged run holds too much or too little.
//!
//! Owns the parting of a run that goes over a quotation mark or a verb, the roles glued to its front, and the words of a
//! name that the tagger left beside it: a given name, an initial. Says nothing of what falls off at the ends of every name.

use super::super::tagger::{self, Class, Tag};
use super::super::tokens::{Shape, Token};
use super::Span;
use super::fold::fold;
use super::lists::lists;
use super::name::is_hyphen;
use super::roles::is_function;
use std::ops::Range;

/// Below this the tagger's word that a capital is no name is a doubt.
const DOUBTED: u8 = 75;

/// A run parted where no name goes on: at a quotation mark without its other half, at "for" and "said"; what follows "of" is
/// no part of a full name ("Patrick Crusius of Allen"), but of a short one ("Anne of Cleves").
pub(super) fn parts(text: &str, tokens: &[Token], run: Range<usize>) -> Vec<Range<usize>> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let double = |index: usize| matches!(word(index), "\"" | "“" | "”");
    let odd = run.clone().filter(|&index| double(index)).count() % 2 == 1;
    let mut parts = Vec::new();
    let mut start = run.start;
    for index in run.clone() {
        if is_beside_names(word(index)) {
            if start < index {
                parts.push(start..index);
            }
            start = index + 1;
            continue;
        }
        let capitals = (start..index)
            .filter(|&at| {
                tokens
                    .get(at)
                    .is_some_and(|token| token.shape == Shape::Title)
            })
            .count();
        let parted = odd && double(index)
            || matches!(
                word(index),
                "for" | "said" | "says" | "told" | "from" | "by" | "with"
            )
            || word(index) == "of" && capitals > 1
            || capitals > 0 && is_verb(text, tokens, index);
        if parted {
            parts.push(start..index);
            start = index + 1;
            if word(index) == "of" {
                return parts;
            }
        }
    }
    // The first word of what someone said is no name: "Miller said “It".
    if start < run.end && (parts.is_empty() || run.end - start > 1) {
        parts.push(start..run.end);
    }
    parts
}

/// Parts of the world, which nobody is called.
const CONTINENTS: [&str; 5] = ["Europe", "Asia", "Antarctica", "Oceania", "Scandinavia"];

/// The spans without days of the week and the like at their ends: the text may teach a name only what is its own.
pub(super) fn drop_neighbours(text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
    let beside = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            let word = token.text(text);
            is_beside_names(word) || CONTINENTS.contains(&word)
        })
    };
    for span in spans.iter_mut() {
        while !span.tokens.is_empty() && beside(span.tokens.end - 1) {
            span.tokens.end -= 1;
        }
        while !span.tokens.is_empty() && beside(span.tokens.start) {
            span.tokens.start += 1;
        }
    }
    spans.retain(|span| !span.tokens.is_empty());
}

/// Words in capitals that news put directly beside names without a comma: "Senator Obama Sunday said", "Rice U.S. forces".
/// Months that people are called after are not among them.
fn is_beside_names(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "September"
            | "October"
            | "November"
            | "December"
            | "U.S."
            | "U.N."
            | "E.U."
            | "U.K."
    )
}

/// A word in small letters that texts know and names do not: "Yushchenko won Ukraine".
fn is_verb(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let word = token.text(text);
        token.shape == Shape::Lower
            && token.spaced
            && word.len() > 2
            && !matches!(word, "the" | "and")
            && !lists().particle(&fold(word))
            && tagger::known(word).small
    })
}

/// Where the name begins behind a role of several words: "District Attorney Vance", "Chinar Corps Lt Gen Aujla".
pub(super) fn glued(text: &str, tokens: &[Token], run: &Range<usize>) -> Option<usize> {
    const HEADS: [&str; 13] = [
        "ambassador",
        "attorney",
        "author",
        "chair",
        "congressman",
        "congresswoman",
        "founder",
        "governor",
        "minister",
        "prosecutor",
        "secretary",
        "senator",
        "spokesman",
    ];
    const RANKS: [&str; 12] = [
        "adm", "brig", "capt", "col", "cpl", "gen", "insp", "lt", "maj", "prof", "sgt", "supt",
    ];
    let token = |index: usize| tokens.get(index);
    let head = (run.start + 1..run.end.saturating_sub(1))
        .rev()
        .find(|&index| {
            token(index).is_some_and(|token| {
                let folded = fold(token.text(text));
                HEADS.contains(&folded.as_str())
                    || RANKS.contains(&folded.as_str()) && token.shape == Shape::Title
            })
        })?;
    let named = token(head + 1)
        .is_some_and(|next| matches!(next.shape, Shape::Title | Shape::Upper) && next.spaced);
    named.then_some(head + 1)
}

/// A lone word behind a role with the plain capital that follows it ("President Xi Jinping sent"), or with the known given
/// name before it that the tagger left out.
pub(super) fn whole_name(
    text: &str,
    tokens: &[Token],
    tags: &[Tag],
    span: Range<usize>,
) -> Range<usize> {
    let name = |index: usize| {
        tokens.get(index).is_some_and(|token| {
            token.shape == Shape::Title
                && token.spaced
                && Some(token.block) == tokens.get(span.start).map(|own| own.block)
        })
    };
    let titled = span.start.checked_sub(1).is_some_and(|at| {
        let folded = tokens.get(at).map(|token| fold(token.text(text)));
        folded.is_some_and(|folded| lists().title(&folded).is_some() || lists().role(&folded))
    });
    let plain = tags
        .get(span.end)
        .is_some_and(|tag| tag.class == Class::Other);
    let folded = tokens
        .get(span.end)
        .map(|token| fold(token.text(text)))
        .unwrap_or_default();
    let thing = lists().whole(&folded)
        || lists().title(&folded).is_some()
        || lists().role(&folded)
        || lists().people(&folded);
    let small = tokens
        .get(span.end + 1)
        .is_some_and(|token| token.shape == Shape::Lower && token.spaced);
    let alone = !thing && small && span.len() == 1 && name(span.end);
    if titled && plain && alone {
        return span.start..span.end + 1;
    }
    // "Doris Day dies": the surname is a word that the tagger doubts.
    let doubted = tags.get(span.end).is_some_and(|tag| {
        tag.sureness < DOUBTED && matches!(tag.class, Class::Other | Class::Person)
    });
    let known = tokens
        .get(span.start)
        .is_some_and(|token| lists().given(&fold(token.text(text))).is_some());
    if alone
        && doubted
        && known
        && !is_function(tokens.get(span.end).map_or("", |token| token.text(text)))
    {
        return span.start..span.end + 1;
    }
    let given = span.start.checked_sub(1).filter(|&at| {
        let folded = tokens
            .get(at)
            .filter(|token| token.shape == Shape::Title && token.spaced)
            .map(|token| fold(token.text(text)))
            .unwrap_or_default();
        let same = tokens.get(at).map(|token| token.block)
            == tokens.get(span.start).map(|token| token.block);
        let named = tags
            .get(at)
            .is_some_and(|tag| matches!(tag.class, Class::Other | Class::Organisation));
        same && named
            && lists().given(&folded).is_some()
            && !lists().ordinary(&folded)
            && lists().title(&folded).is_none()
    });
    match given {
        Some(given) if span.len() == 1 && name(span.start) => given..span.end,
        _ => span,
    }
}

/// Whether the run ends in a word in small letters that a hyphen joins to a capital: "Yoon Suk-yeol", "Chan-o-cha".
pub(super) fn hyphened(text: &str, tokens: &[Token], run: &Range<usize>) -> bool {
    let [.., first, hyphen, second] = tokens.get(run.clone()).unwrap_or_default() else {
        return false;
    };
    is_hyphen(hyphen.text(text))
        && !hyphen.spaced
        && !second.spaced
        && matches!(first.shape, Shape::Title | Shape::Upper)
}

/// What is joined to a name by a hyphen and is no part of it, though it may be as short: "Vladimir Putin-led".
const JOINED: [&str; 16] = [
    "aide", "ally", "bid", "born", "deal", "era", "fan", "foe", "held", "led", "like", "made",
    "plan", "run", "style", "type",
];

/// The span with the half behind a hyphen that the tagger left out: "Yoon Suk" before "-yeol", in a name of two words or
/// more, whose second half is no word that such texts use.
pub(super) fn second_half(text: &str, tokens: &[Token], span: Range<usize>) -> Range<usize> {
    let span = arab_half(text, tokens, span);
    let (Some(first), Some(hyphen), Some(second)) = (
        span.end.checked_sub(1).and_then(|at| tokens.get(at)),
        tokens.get(span.end),
        tokens.get(span.end + 1),
    ) else {
        return span;
    };
    let word = second.text(text);
    let joined = is_hyphen(hyphen.text(text))
        && !hyphen.spaced
        && !second.spaced
        && second.shape == Shape::Lower
        && first.shape == Shape::Title;
    if !joined || span.len() < 2 || word.len() > 6 || JOINED.contains(&word) {
        return span;
    }
    let common = tagger::known(word).small;
    let surname = tagger::known(first.text(text)).surname > 1;
    if common && (surname || word.len() > 4) {
        return span;
    }
    span.start..span.end + 2
}

/// The span with the "al-Hadidi" behind it that the tagger left out.
fn arab_half(text: &str, tokens: &[Token], span: Range<usize>) -> Range<usize> {
    let Some([article, hyphen, name]) = tokens.get(span.end..span.end + 3) else {
        return span;
    };
    let block = tokens.get(span.start).map(|own| own.block);
    let joined = matches!(
        article.text(text),
        "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "ul" | "ur" | "Al" | "El"
    ) && article.spaced
        && is_hyphen(hyphen.text(text))
        && !hyphen.spaced
        && !name.spaced
        && name.shape == Shape::Title
        && Some(name.block) == block;
    if joined {
        span.start..span.end + 3
    } else {
        span
    }
}

/// The span with an initial without a dot before or behind it ("R Saravanan", "Stefan W"), and without the last letter of
/// an abbreviation before it ("H E Jean-Baptiste Faivre").
pub(super) fn initials(text: &str, tokens: &[Token], mut span: Range<usize>) -> Range<usize> {
    let block = tokens.get(span.start).map(|token| token.block);
    let token = |index: usize| tokens.get(index).filter(|token| Some(token.block) == block);
    let letter = |index: usize| {
        token(index).is_some_and(|token| {
            token.shape == Shape::Upper
                && token.spaced
                && token.end - token.start == 1
                && !matches!(token.text(text), "I" | "A")
        })
    };
    let before = span.start.checked_sub(1).filter(|&before| letter(before));
    if letter(span.start) && before.is_some() && span.len() > 2 {
        span.start += 1;
    } else if let Some(before) = before
        && span.len() == 1
        && token(span.start).is_some_and(|name| name.shape == Shape::Title && name.spaced)
        && before
            .checked_sub(1)
            .and_then(token)
            .is_some_and(|word| matches!(word.shape, Shape::Lower | Shape::Mark))
    {
        span.start = before;
    }
    let goes_on = token(span.end + 1).is_some_and(|next| {
        matches!(next.shape, Shape::Title | Shape::Upper) || next.text(text) == "."
    });
    if span.len() == 1 && letter(span.end) && !goes_on {
        span.end += 1;
    }
    span
}
