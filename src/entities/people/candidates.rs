//! Candidates: what the tagger read as people, repaired to the rules of a mention.
//!
//! Owns the ends of a span: titles, the possessive and stray marks fall off; particles, suffixes, an editor's brackets and a
//! nickname in quotes come in. Says nothing of who is whom.

use super::super::mention::Reason;
use super::super::tagger::{Class, Tag};
use super::super::tokens::{Shape, Token};
use super::Span;
use super::beside;
use super::fold::fold;
use super::lists::lists;
use super::name::{is_hyphen, is_quote};
use super::repair::{glued, hyphened, initials, parts, second_half, whole_name};
use std::ops::Range;

/// Particles that a bare surname keeps: "de Blasio", "al-Assad".
const CLINGING: [&str; 15] = [
    "al", "ar", "as", "az", "bin", "de", "del", "den", "der", "di", "du", "el", "ibn", "van", "von",
];

/// The spans of people in reading order, disjoint.
pub(super) fn find(text: &str, tokens: &[Token], tags: &[Tag]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let run = run(tokens, tags, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        let sureness = sureness(tokens, tags, &run);
        for part in parts(text, tokens, run) {
            let Some(trimmed) = trim(text, tokens, part) else {
                continue;
            };
            let whole = whole_name(text, tokens, tags, trimmed);
            let whole = beside::words(text, tokens, tags, whole);
            let whole = second_half(text, tokens, initials(text, tokens, whole));
            let span = widen(text, tokens, whole);
            at = at.max(span.end);
            let span = Span {
                tokens: span,
                sureness,
                reason: Reason::Tagger,
            };
            push(text, tokens, &mut spans, span);
        }
    }
    spans
}

/// The tokens of one tagged name that begins at `at`; empty when none does.
fn run(tokens: &[Token], tags: &[Tag], at: usize) -> Range<usize> {
    let person = |index: usize| {
        tags.get(index)
            .is_some_and(|tag| tag.class == Class::Person)
    };
    let block = tokens.get(at).map(|token| token.block);
    let mut end = at;
    while person(end)
        && tokens.get(end).map(|token| token.block) == block
        && (end == at || !tags.get(end).is_some_and(|tag| tag.begins))
    {
        end += 1;
    }
    at..end
}

/// How sure the tagger was of its words, the marks aside.
fn sureness(tokens: &[Token], tags: &[Tag], run: &Range<usize>) -> u8 {
    let words = tokens.iter().zip(tags).take(run.end).skip(run.start);
    let sure: Vec<u32> = words
        .filter(|(token, _)| token.shape != Shape::Mark)
        .map(|(_, tag)| u32::from(tag.sureness))
        .collect();
    let mean = sure.iter().sum::<u32>() / (sure.len() as u32).max(1);
    u8::try_from(mean.min(100)).unwrap_or(100)
}

/// The span without what does not belong to a name at its ends; `None` when nothing is left.
pub(super) fn trim(text: &str, tokens: &[Token], mut run: Range<usize>) -> Option<Range<usize>> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let shape = |index: usize| tokens.get(index).map(|token| token.shape);
    while !run.is_empty() {
        let last = word(run.end - 1);
        let mark = shape(run.end - 1) == Some(Shape::Mark);
        let bracket = last == "]" && run.clone().any(|index| word(index) == "[");
        let small = is_small_end(text, tokens, run.end - 1) && !hyphened(text, tokens, &run);
        if (mark && !bracket) || is_possessive(last) || small {
            run.end -= 1;
        } else {
            break;
        }
    }
    while !run.is_empty() {
        let first = word(run.start);
        let mark = shape(run.start) == Some(Shape::Mark);
        let bracket = first == "[" && run.clone().any(|index| word(index) == "]");
        let more = run.len() > 1;
        // "page Assad": a word in small letters opens a name only as a particle.
        let stray =
            more && shape(run.start) == Some(Shape::Lower) && !lists().particle(&fold(first));
        if let Some(start) = glued(text, tokens, &run) {
            run.start = start;
        } else if (mark && !bracket)
            || more && is_title(text, tokens, run.start)
            || stray
            || matches!(first, "the" | "The")
        {
            run.start += 1;
        } else {
            break;
        }
    }
    let named = run
        .clone()
        .any(|index| matches!(shape(index), Some(Shape::Title | Shape::Upper)))
        || run.clone().any(|index| {
            word(index)
                .chars()
                .any(|letter| letter.is_alphabetic() && !letter.is_lowercase())
        });
    let titles_only = run.len() == 1 && is_mere_title(text, tokens, run.start);
    (named && !run.is_empty() && !titles_only).then_some(run)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

/// A word in small letters cannot end a name.
fn is_small_end(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.shape == Shape::Lower
            && token
                .text(text)
                .chars()
                .next()
                .is_some_and(char::is_lowercase)
    })
}

/// Whether the word at `at`, which more words follow, is a title and not a given name such as "Dean" or "Don".
fn is_title(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let word = token.text(text);
    let folded = fold(word);
    if folded == "m" {
        return false;
    }
    let as_name = matches!(
        folded.as_str(),
        "dean" | "don" | "major" | "baron" | "chief"
    ) && !word.ends_with('.');
    let hyphen = tokens
        .get(at + 1)
        .is_some_and(|next| is_hyphen(next.text(text)));
    let role = lists().role(&folded)
        && (token.shape == Shape::Lower
            || lists().given(&folded).is_none() && !lists().ordinary(&folded));
    let modifier = matches!(
        folded.as_str(),
        "vice" | "prime" | "former" | "deputy" | "crown" | "first" | "ex"
    );
    // "Senators Harris and Warren".
    let many = folded
        .strip_suffix('s')
        .is_some_and(|one| one.len() > 5 && lists().title(one).is_some());
    !hyphen && !as_name && (many || role || modifier || lists().title(&folded).is_some())
}

/// Whether one word alone is a form of address, not a name.
fn is_mere_title(text: &str, tokens: &[Token], at: usize) -> bool {
    let folded = tokens
        .get(at)
        .map(|token| fold(token.text(text)))
        .unwrap_or_default();
    let surname = lists().ordinary(&folded) || lists().given(&folded).is_some();
    matches!(
        folded.as_str(),
        "god" | "allah" | "yahweh" | "mom" | "dad" | "mum" | "mama" | "papa" | "ex"
    ) || !surname && (lists().title(&folded).is_some())
}

/// The span with the particles before it, the suffix behind it, and brackets and quotes closed.
pub(super) fn widen(text: &str, tokens: &[Token], mut span: Range<usize>) -> Range<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text(text));
    let capital = |index: usize| {
        tokens
            .get(index)
            .is_some_and(|token| matches!(token.shape, Shape::Title | Shape::Upper))
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
    let same_line = tokens.get(after).is_some_and(|token| token.spaced);
    if same_line && matches!(fold(word(after)).as_str(), "jr" | "sr" | "jnr" | "snr") {
        span.end = after + 1;
    } else if matches!(
        word(span.end),
        "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "XIV" | "XV" | "XVI" | "XXIII"
    ) {
        span.end += 1;
    }
    // An editor's insertion: "[George W.] Bush", "Jerry [O'Connell]".
    if word(span.end) == "]" && span.clone().any(|index| word(index) == "[") {
        span.end += 1;
    }
    let open = span.start.checked_sub(1).filter(|&open| word(open) == "[");
    if word(span.end) == "]"
        && let Some(open) = open
    {
        let mut end = span.end + 1;
        while capital(end)
            && tokens
                .get(end)
                .is_some_and(|token| token.shape != Shape::Mark)
            && end < span.end + 3
        {
            end += 1;
        }
        if end > span.end + 1 {
            span = open..end;
        }
    } else if word(span.end) == "[" && capital(span.end + 1) && word(span.end + 2) == "]" {
        span.end += 3;
    }
    span
}

/// Where the particle begins that stands directly before `start`.
fn particle_before(text: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let at = |back: usize| start.checked_sub(back).and_then(|index| tokens.get(index));
    let clings = |token: &&Token| {
        token.shape == Shape::Lower
            && CLINGING.contains(&token.text(text))
            && Some(token.block) == at(0).map(|own| own.block)
    };
    let one = at(1)?;
    if is_hyphen(one.text(text)) && !one.spaced {
        return at(2)
            .filter(clings)
            .filter(|token| token.text(text).len() <= 3)
            .map(|_| start - 2);
    }
    // "de la Cruz": the article follows a particle.
    if matches!(one.text(text), "la" | "los" | "las" | "der" | "den") {
        return at(2).filter(clings).map(|_| start - 2);
    }
    // "as", "den" and their like are words of other meanings when they stand apart.
    (!matches!(one.text(text), "as" | "den" | "ar" | "az"))
        .then_some(one)
        .filter(clings)
        .map(|_| start - 1)
}

/// Add a span, joined with the last one where only a particle or a nickname parts them.
fn push(text: &str, tokens: &[Token], spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = spans.last_mut() {
        if span.tokens.start <= last.tokens.start {
            last.tokens = span.tokens;
            return;
        }
        let between = tokens
            .get(last.tokens.end..span.tokens.start)
            .unwrap_or_default();
        if span.tokens.start < last.tokens.end
            || joins(text, tokens, &last.tokens, between, &span.tokens)
        {
            last.tokens.end = span.tokens.end.max(last.tokens.end);
            last.sureness = last.sureness.max(span.sureness);
            return;
        }
    }
    spans.push(span);
}

/// Whether what stands between two names makes them one.
fn joins(
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
            // A name with a particle of its own in front follows no other without a mark.
            let small = first.is_some_and(|token| token.shape == Shape::Lower);
            let single = last.len() == 1 && next.len() == 1;
            let line = first.is_some_and(|token| {
                let gap = tokens
                    .get(last.end - 1)
                    .map_or(0, |token| token.end as usize)
                    ..token.start as usize;
                text.get(gap).is_some_and(|gap| gap.contains('\n'))
            });
            small || single && !line
        }
        [open, nick, close] => {
            is_quote(open) && is_quote(close) && nick.chars().next().is_some_and(char::is_uppercase)
        }
        [word] => {
            lists().particle(&fold(word))
                && word.chars().all(char::is_lowercase)
                && !matches!(*word, "as" | "y" | "a")
        }
        ["of" | "and", ..] => false,
        many => {
            many.len() <= 3
                && many
                    .iter()
                    .all(|word| is_hyphen(word) || CLINGING.contains(word) || *word == "la")
        }
    }
}
