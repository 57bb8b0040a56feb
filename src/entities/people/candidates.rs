//! Turns the tokens that the tagger labelled as people into candidate names with the boundaries of a mention.
//!
//! Titles, possessives and stray symbols are removed from the ends; particles, suffixes, an editor's brackets and a
//! nickname in quotes are included. `assets/README.md` defines the boundaries.

use super::super::mention::Reason;
use super::super::tagger::{NameClass, NameTag};
use super::super::tokens::{Token, TokenShape};
use super::NameSpan;
use super::extend;
use super::fold::fold;
use super::lists::lists;
use super::person_name::{is_hyphen, is_quote};
use super::repair::{
    add_hyphenated_half, adjust_initials, complete_name, ends_hyphenated, name_start_after_role,
    split_run,
};
use std::ops::Range;

/// Particles that belong to a surname on its own: "de Blasio", "al-Assad".
const SURNAME_PARTICLES: [&str; 15] = [
    "al", "ar", "as", "az", "bin", "de", "del", "den", "der", "di", "du", "el", "ibn", "van", "von",
];

/// The candidate names, in reading order and disjoint.
pub(super) fn find_candidates(text: &str, tokens: &[Token], tags: &[NameTag]) -> Vec<NameSpan> {
    let mut spans: Vec<NameSpan> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let run = tagged_run(tokens, tags, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        let confidence = mean_confidence(tokens, tags, &run);
        for part in split_run(text, tokens, run) {
            let Some(span) = trim_span(text, tokens, part) else {
                continue;
            };
            let span = complete_name(text, tokens, tags, span);
            let span = extend::extend_span(text, tokens, tags, span);
            let span = add_hyphenated_half(text, tokens, adjust_initials(text, tokens, span));
            let span = widen_span(text, tokens, span);
            at = at.max(span.end);
            let span = NameSpan {
                tokens: span,
                confidence,
                reason: Reason::Tagger,
            };
            push_or_join(text, tokens, &mut spans, span);
        }
    }
    spans
}

/// The tokens of the tagged name that begins at `at`; empty if none does.
fn tagged_run(tokens: &[Token], tags: &[NameTag], at: usize) -> Range<usize> {
    let is_person = |index: usize| {
        tags.get(index)
            .is_some_and(|tag| tag.class == NameClass::Person)
    };
    let block = tokens.get(at).map(|token| token.block);
    let mut end = at;
    while is_person(end)
        && tokens.get(end).map(|token| token.block) == block
        && (end == at || !tags.get(end).is_some_and(|tag| tag.begins_name))
    {
        end += 1;
    }
    at..end
}

/// The mean confidence of the tagger in the words of `run`, not counting symbols.
fn mean_confidence(tokens: &[Token], tags: &[NameTag], run: &Range<usize>) -> u8 {
    let words = tokens.iter().zip(tags).take(run.end).skip(run.start);
    let confidences: Vec<u32> = words
        .filter(|(token, _)| token.shape != TokenShape::Symbol)
        .map(|(_, tag)| u32::from(tag.confidence))
        .collect();
    let mean = confidences.iter().sum::<u32>() / (confidences.len() as u32).max(1);
    u8::try_from(mean.min(100)).unwrap_or(100)
}

/// Removes what does not belong to a name from both ends of `run`; `None` if no name is left.
pub(super) fn trim_span(
    text: &str,
    tokens: &[Token],
    mut run: Range<usize>,
) -> Option<Range<usize>> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let shape = |index: usize| tokens.get(index).map(|token| token.shape);
    while !run.is_empty() {
        let last = word(run.end - 1);
        let is_symbol = shape(run.end - 1) == Some(TokenShape::Symbol);
        let is_bracket = last == "]" && run.clone().any(|index| word(index) == "[");
        let is_lowercase =
            is_lowercase_word(text, tokens, run.end - 1) && !ends_hyphenated(text, tokens, &run);
        if (is_symbol && !is_bracket) || is_possessive(last) || is_lowercase {
            run.end -= 1;
        } else {
            break;
        }
    }
    while !run.is_empty() {
        let first = word(run.start);
        let is_symbol = shape(run.start) == Some(TokenShape::Symbol);
        let is_bracket = first == "[" && run.clone().any(|index| word(index) == "]");
        let has_more = run.len() > 1;
        // "page Assad": a lower-case word can start a name only if it is a particle.
        let is_stray = has_more
            && shape(run.start) == Some(TokenShape::Lower)
            && !lists().is_particle(&fold(first));
        if let Some(start) = name_start_after_role(text, tokens, &run) {
            run.start = start;
        } else if (is_symbol && !is_bracket)
            || has_more && is_title(text, tokens, run.start)
            || is_stray
            || matches!(first, "the" | "The")
        {
            run.start += 1;
        } else {
            break;
        }
    }
    let has_capital = run
        .clone()
        .any(|index| matches!(shape(index), Some(TokenShape::Title | TokenShape::Upper)))
        || run.clone().any(|index| {
            word(index)
                .chars()
                .any(|letter| letter.is_alphabetic() && !letter.is_lowercase())
        });
    let is_title_only = run.len() == 1 && is_only_title(text, tokens, run.start);
    (has_capital && !run.is_empty() && !is_title_only).then_some(run)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

/// Whether the token at `at` is a lower-case word, which cannot end a name.
fn is_lowercase_word(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.shape == TokenShape::Lower
            && token
                .text(text)
                .chars()
                .next()
                .is_some_and(char::is_lowercase)
    })
}

/// Whether the word at `at`, with more words after it, is a title and not a given name such as "Dean" or "Don".
fn is_title(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let word = token.text(text);
    let folded = fold(word);
    if folded == "m" {
        return false;
    }
    let is_given_name = matches!(
        folded.as_str(),
        "dean" | "don" | "major" | "baron" | "chief"
    ) && !word.ends_with('.');
    let before_hyphen = tokens
        .get(at + 1)
        .is_some_and(|next| is_hyphen(next.text(text)));
    let is_role = lists().is_role(&folded)
        && (token.shape == TokenShape::Lower
            || lists().given_name(&folded).is_none() && !lists().is_common_word(&folded));
    let is_modifier = matches!(
        folded.as_str(),
        "vice" | "prime" | "former" | "deputy" | "crown" | "first" | "ex"
    );
    // "Senators Harris and Warren".
    let is_plural = folded
        .strip_suffix('s')
        .is_some_and(|one| one.len() > 5 && lists().title(one).is_some());
    !before_hyphen
        && !is_given_name
        && (is_plural || is_role || is_modifier || lists().title(&folded).is_some())
}

/// Whether the word at `at` alone is a title or a form of address rather than a name.
fn is_only_title(text: &str, tokens: &[Token], at: usize) -> bool {
    let folded = tokens
        .get(at)
        .map(|token| fold(token.text(text)))
        .unwrap_or_default();
    let may_be_surname = lists().is_common_word(&folded) || lists().given_name(&folded).is_some();
    matches!(
        folded.as_str(),
        "god" | "allah" | "yahweh" | "mom" | "dad" | "mum" | "mama" | "papa" | "ex"
    ) || !may_be_surname && (lists().title(&folded).is_some())
}

/// Adds the particles before a span, the suffix after it, and the brackets around or next to it.
pub(super) fn widen_span(text: &str, tokens: &[Token], mut span: Range<usize>) -> Range<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let is_capital = |index: usize| {
        tokens
            .get(index)
            .is_some_and(|token| matches!(token.shape, TokenShape::Title | TokenShape::Upper))
    };
    while let Some(start) = particle_before(text, tokens, span.start) {
        span.start = start;
    }
    // "Trump, Jr." and "King Jr."
    let after = if word(span.end) == "," {
        span.end + 1
    } else {
        span.end
    };
    let is_spaced = tokens
        .get(after)
        .is_some_and(|token| token.has_space_before);
    if is_spaced && matches!(fold(word(after)).as_str(), "jr" | "sr" | "jnr" | "snr") {
        span.end = after + 1;
    } else if matches!(
        word(span.end),
        "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "XIV" | "XV" | "XVI" | "XXIII"
    ) {
        span.end += 1;
    }
    // An insertion by the editor: "[George W.] Bush", "Jerry [O'Connell]".
    if word(span.end) == "]" && span.clone().any(|index| word(index) == "[") {
        span.end += 1;
    }
    let open = span.start.checked_sub(1).filter(|&open| word(open) == "[");
    if word(span.end) == "]"
        && let Some(open) = open
    {
        let mut end = span.end + 1;
        while is_capital(end)
            && tokens
                .get(end)
                .is_some_and(|token| token.shape != TokenShape::Symbol)
            && end < span.end + 3
        {
            end += 1;
        }
        if end > span.end + 1 {
            span = open..end;
        }
    } else if word(span.end) == "[" && is_capital(span.end + 1) && word(span.end + 2) == "]" {
        span.end += 3;
    }
    span
}

/// The start of the particle directly before `start`.
fn particle_before(text: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let at = |back: usize| start.checked_sub(back).and_then(|index| tokens.get(index));
    let is_surname_particle = |token: &&Token| {
        token.shape == TokenShape::Lower
            && SURNAME_PARTICLES.contains(&token.text(text))
            && Some(token.block) == at(0).map(|own| own.block)
    };
    let one = at(1)?;
    if is_hyphen(one.text(text)) && !one.has_space_before {
        return at(2)
            .filter(is_surname_particle)
            .filter(|token| token.text(text).len() <= 3)
            .map(|_| start - 2);
    }
    // "de la Cruz": an article after a particle.
    if matches!(one.text(text), "la" | "los" | "las" | "der" | "den") {
        return at(2).filter(is_surname_particle).map(|_| start - 2);
    }
    // "as", "den" and the like are ordinary words unless a hyphen follows.
    (!matches!(one.text(text), "as" | "den" | "ar" | "az"))
        .then_some(one)
        .filter(is_surname_particle)
        .map(|_| start - 1)
}

/// Adds a span, or joins it with the last one if only a particle or a nickname separates them.
fn push_or_join(text: &str, tokens: &[Token], spans: &mut Vec<NameSpan>, span: NameSpan) {
    if let Some(last) = spans.last_mut() {
        if span.tokens.start <= last.tokens.start {
            last.tokens = span.tokens;
            return;
        }
        let between = tokens
            .get(last.tokens.end..span.tokens.start)
            .unwrap_or_default();
        if span.tokens.start < last.tokens.end
            || belong_together(text, tokens, &last.tokens, between, &span.tokens)
        {
            last.tokens.end = span.tokens.end.max(last.tokens.end);
            last.confidence = last.confidence.max(span.confidence);
            return;
        }
    }
    spans.push(span);
}

/// Whether the tokens `between` two names make them one name.
fn belong_together(
    text: &str,
    tokens: &[Token],
    last: &Range<usize>,
    between: &[Token],
    next: &Range<usize>,
) -> bool {
    let words: Vec<&str> = between.iter().map(|token| token.text(text)).collect();
    let block = |index: usize| tokens.get(index).map(|token| token.block);
    if block(last.start) != block(next.start) {
        return false;
    }
    match words.as_slice() {
        [] => {
            let first = tokens.get(next.start);
            // A particle at the start of the second name continues the first one, as no comma separates them.
            let is_lowercase = first.is_some_and(|token| token.shape == TokenShape::Lower);
            let are_single_words = last.len() == 1 && next.len() == 1;
            let breaks_line = first.is_some_and(|token| {
                let gap = tokens
                    .get(last.end - 1)
                    .map_or(0, |token| token.end as usize)
                    ..token.start as usize;
                text.get(gap).is_some_and(|gap| gap.contains('\n'))
            });
            is_lowercase || are_single_words && !breaks_line
        }
        [open, nick, close] => {
            is_quote(open) && is_quote(close) && nick.chars().next().is_some_and(char::is_uppercase)
        }
        [word] => {
            lists().is_particle(&fold(word))
                && word.chars().all(char::is_lowercase)
                && !matches!(*word, "as" | "y" | "a")
        }
        ["of" | "and", ..] => false,
        words => {
            words.len() <= 3
                && words.iter().all(|word| {
                    is_hyphen(word) || SURNAME_PARTICLES.contains(word) || *word == "la"
                })
        }
    }
}
