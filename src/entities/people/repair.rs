//! Repairs tagged runs that contain more or less than one name.
//!
//! A run is split at a quotation mark or a verb, a role at its start is removed, and words of the name that the tagger left
//! out next to it are added: a given name, an initial, half of a hyphenated name. What is removed from the ends of every
//! name is decided in [`candidates`](super::candidates).

use super::super::tagger::{self, NameClass, NameTag};
use super::super::tokens::{Token, TokenShape};
use super::NameSpan;
use super::fold::fold;
use super::lists::lists;
use super::person_name::is_hyphen;
use super::roles::is_function_word;
use std::ops::Range;

/// The confidence below which the tagger's decision about the word after a given name is not trusted.
const UNCERTAIN_CONFIDENCE: u8 = 75;

/// Splits a run where a name cannot continue: at an unpaired quotation mark, a verb, or a word such as "for". A full name
/// also ends at "of" ("Patrick Crusius of Allen"), while a single word may continue there ("Anne of Cleves").
pub(super) fn split_run(text: &str, tokens: &[Token], run: Range<usize>) -> Vec<Range<usize>> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let is_double_quote = |index: usize| matches!(word(index), "\"" | "“" | "”");
    let is_unpaired = run.clone().filter(|&index| is_double_quote(index)).count() % 2 == 1;
    let mut parts = Vec::new();
    let mut start = run.start;
    for index in run.clone() {
        if is_neighbour_word(word(index)) {
            if start < index {
                parts.push(start..index);
            }
            start = index + 1;
            continue;
        }
        let capital_count = (start..index)
            .filter(|&at| {
                tokens
                    .get(at)
                    .is_some_and(|token| token.shape == TokenShape::Title)
            })
            .count();
        let ends_part = is_unpaired && is_double_quote(index)
            || matches!(
                word(index),
                "for" | "said" | "says" | "told" | "from" | "by" | "with"
            )
            || word(index) == "of" && capital_count > 1
            || capital_count > 0 && is_verb(text, tokens, index);
        if ends_part {
            parts.push(start..index);
            start = index + 1;
            if word(index) == "of" {
                return parts;
            }
        }
    }
    // A single word after a split is the start of a quotation rather than a name: "Miller said “It".
    if start < run.end && (parts.is_empty() || run.end - start > 1) {
        parts.push(start..run.end);
    }
    parts
}

/// Parts of the world, which are not names of people.
const CONTINENTS: [&str; 5] = ["Europe", "Asia", "Antarctica", "Oceania", "Scandinavia"];

/// Removes days of the week and the like from the ends of spans, so that they are not learnt as parts of names.
pub(super) fn trim_neighbours(text: &str, tokens: &[Token], spans: &mut Vec<NameSpan>) {
    let is_neighbour = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            let word = token.text(text);
            is_neighbour_word(word) || CONTINENTS.contains(&word)
        })
    };
    for span in spans.iter_mut() {
        while !span.tokens.is_empty() && is_neighbour(span.tokens.end - 1) {
            span.tokens.end -= 1;
        }
        while !span.tokens.is_empty() && is_neighbour(span.tokens.start) {
            span.tokens.start += 1;
        }
    }
    spans.retain(|span| !span.tokens.is_empty());
}

/// Whether `word` is one of the capitalised words that news texts put directly next to a name, without a comma: "Senator
/// Obama Sunday said", "Rice U.S. forces". Months that are also names of people are not included.
fn is_neighbour_word(word: &str) -> bool {
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

/// Whether the token at `at` is an ordinary lower-case word, most often a verb: "Yushchenko won Ukraine".
fn is_verb(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let word = token.text(text);
        token.shape == TokenShape::Lower
            && token.has_space_before
            && word.len() > 2
            && !matches!(word, "the" | "and")
            && !lists().is_particle(&fold(word))
            && tagger::word_info(word).is_mostly_lowercase
    })
}

/// The start of the name after a role of several words: "District Attorney Vance", "Chinar Corps Lt Gen Aujla".
pub(super) fn name_start_after_role(
    text: &str,
    tokens: &[Token],
    run: &Range<usize>,
) -> Option<usize> {
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
                    || RANKS.contains(&folded.as_str()) && token.shape == TokenShape::Title
            })
        })?;
    let is_before_name = token(head + 1).is_some_and(|next| {
        matches!(next.shape, TokenShape::Title | TokenShape::Upper) && next.has_space_before
    });
    is_before_name.then_some(head + 1)
}

/// Completes a span of one word: after a role, with the untagged capitalised word that follows it ("President Xi Jinping
/// sent"), or with a known given name before it.
pub(super) fn complete_name(
    text: &str,
    tokens: &[Token],
    tags: &[NameTag],
    span: Range<usize>,
) -> Range<usize> {
    let is_capitalised = |index: usize| {
        tokens.get(index).is_some_and(|token| {
            token.shape == TokenShape::Title
                && token.has_space_before
                && Some(token.block) == tokens.get(span.start).map(|own| own.block)
        })
    };
    let is_titled = span.start.checked_sub(1).is_some_and(|at| {
        let folded = tokens.get(at).map(|token| fold(token.text(text)));
        folded.is_some_and(|folded| lists().title(&folded).is_some() || lists().is_role(&folded))
    });
    let is_untagged = tags
        .get(span.end)
        .is_some_and(|tag| tag.class == NameClass::Outside);
    let folded = tokens
        .get(span.end)
        .map(|token| fold(token.text(text)))
        .unwrap_or_default();
    let is_other_word = lists().is_organisation_suffix(&folded)
        || lists().title(&folded).is_some()
        || lists().is_role(&folded)
        || lists().is_group_word(&folded);
    let before_lowercase = tokens
        .get(span.end + 1)
        .is_some_and(|token| token.shape == TokenShape::Lower && token.has_space_before);
    let may_be_surname =
        !is_other_word && before_lowercase && span.len() == 1 && is_capitalised(span.end);
    if is_titled && is_untagged && may_be_surname {
        return span.start..span.end + 1;
    }
    // "Doris Day dies": the tagger is uncertain about a surname that is an ordinary word.
    let is_uncertain = tags.get(span.end).is_some_and(|tag| {
        tag.confidence < UNCERTAIN_CONFIDENCE
            && matches!(tag.class, NameClass::Outside | NameClass::Person)
    });
    let is_given_name = tokens
        .get(span.start)
        .is_some_and(|token| lists().given_name(&fold(token.text(text))).is_some());
    if may_be_surname
        && is_uncertain
        && is_given_name
        && !is_function_word(tokens.get(span.end).map_or("", |token| token.text(text)))
    {
        return span.start..span.end + 1;
    }
    let given_name = span.start.checked_sub(1).filter(|&at| {
        let folded = tokens
            .get(at)
            .filter(|token| token.shape == TokenShape::Title && token.has_space_before)
            .map(|token| fold(token.text(text)))
            .unwrap_or_default();
        let is_same_block = tokens.get(at).map(|token| token.block)
            == tokens.get(span.start).map(|token| token.block);
        let may_be_name = tags
            .get(at)
            .is_some_and(|tag| matches!(tag.class, NameClass::Outside | NameClass::Organisation));
        is_same_block
            && may_be_name
            && lists().given_name(&folded).is_some()
            && !lists().is_common_word(&folded)
            && lists().title(&folded).is_none()
    });
    match given_name {
        Some(given_name) if span.len() == 1 && is_capitalised(span.start) => given_name..span.end,
        _ => span,
    }
}

/// Whether the run ends in a word that a hyphen joins to a capitalised one: "Yoon Suk-yeol", "Chan-o-cha".
pub(super) fn ends_hyphenated(text: &str, tokens: &[Token], run: &Range<usize>) -> bool {
    let [.., first, hyphen, second] = tokens.get(run.clone()).unwrap_or_default() else {
        return false;
    };
    is_hyphen(hyphen.text(text))
        && !hyphen.has_space_before
        && !second.has_space_before
        && matches!(first.shape, TokenShape::Title | TokenShape::Upper)
}

/// Short words that are joined to a name by a hyphen and are not part of it: "Vladimir Putin-led".
const HYPHENATED_WORDS: [&str; 16] = [
    "aide", "ally", "bid", "born", "deal", "era", "fan", "foe", "held", "led", "like", "made",
    "plan", "run", "style", "type",
];

/// Adds the half after a hyphen that the tagger left out ("Yoon Suk" before "-yeol"), in a name of at least two words and
/// unless that half is an ordinary word.
pub(super) fn add_hyphenated_half(
    text: &str,
    tokens: &[Token],
    span: Range<usize>,
) -> Range<usize> {
    let span = add_arabic_surname(text, tokens, span);
    let (Some(first), Some(hyphen), Some(second)) = (
        span.end.checked_sub(1).and_then(|at| tokens.get(at)),
        tokens.get(span.end),
        tokens.get(span.end + 1),
    ) else {
        return span;
    };
    let word = second.text(text);
    let is_joined = is_hyphen(hyphen.text(text))
        && !hyphen.has_space_before
        && !second.has_space_before
        && second.shape == TokenShape::Lower
        && first.shape == TokenShape::Title;
    if !is_joined || span.len() < 2 || word.len() > 6 || HYPHENATED_WORDS.contains(&word) {
        return span;
    }
    let is_common_word = tagger::word_info(word).is_mostly_lowercase;
    let is_surname = tagger::word_info(first.text(text)).surname_rank > 1;
    if is_common_word && (is_surname || word.len() > 4) {
        return span;
    }
    span.start..span.end + 2
}

/// Adds an Arabic surname with its article, such as "al-Hadidi", that the tagger left out after the span.
fn add_arabic_surname(text: &str, tokens: &[Token], span: Range<usize>) -> Range<usize> {
    let Some([article, hyphen, name]) = tokens.get(span.end..span.end + 3) else {
        return span;
    };
    let block = tokens.get(span.start).map(|own| own.block);
    let is_joined = matches!(
        article.text(text),
        "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "ul" | "ur" | "Al" | "El"
    ) && article.has_space_before
        && is_hyphen(hyphen.text(text))
        && !hyphen.has_space_before
        && !name.has_space_before
        && name.shape == TokenShape::Title
        && Some(name.block) == block;
    if is_joined {
        span.start..span.end + 3
    } else {
        span
    }
}

/// Adds an initial without a full stop before or after the span ("R Saravanan", "Stefan W"), or removes the last letter of
/// an abbreviation from its start ("H E Jean-Baptiste Faivre").
pub(super) fn adjust_initials(
    text: &str,
    tokens: &[Token],
    mut span: Range<usize>,
) -> Range<usize> {
    let block = tokens.get(span.start).map(|token| token.block);
    let token = |index: usize| tokens.get(index).filter(|token| Some(token.block) == block);
    let is_initial = |index: usize| {
        token(index).is_some_and(|token| {
            token.shape == TokenShape::Upper
                && token.has_space_before
                && token.end - token.start == 1
                && !matches!(token.text(text), "I" | "A")
        })
    };
    let before = span
        .start
        .checked_sub(1)
        .filter(|&before| is_initial(before));
    if is_initial(span.start) && before.is_some() && span.len() > 2 {
        span.start += 1;
    } else if let Some(before) = before
        && span.len() == 1
        && token(span.start)
            .is_some_and(|name| name.shape == TokenShape::Title && name.has_space_before)
        && before
            .checked_sub(1)
            .and_then(token)
            .is_some_and(|word| matches!(word.shape, TokenShape::Lower | TokenShape::Symbol))
    {
        span.start = before;
    }
    let continues = token(span.end + 1).is_some_and(|next| {
        matches!(next.shape, TokenShape::Title | TokenShape::Upper) || next.text(text) == "."
    });
    if span.len() == 1 && is_initial(span.end) && !continues {
        span.end += 1;
    }
    span
}
