//! Turns the tokens that the tagger labelled as people into candidate names with the boundaries of a mention.
//!
//! Titles, possessives and stray symbols are removed from the ends; particles, suffixes, an editor's brackets and a
//! nickname in quotes are included. `assets/README.md` defines the boundaries.

mod name_end;
mod name_start;
#[cfg(test)]
mod tests;

use super::super::mention::Reason;
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::NameSpan;
use super::evidence::Evidence;
use super::extend;
use super::fold::fold;
use super::lists::lists;
use super::person_name::{is_hyphen, is_quote};
use super::repair::{
    add_hyphenated_half, adjust_initials, complete_name, ends_hyphenated, split_run,
};
use super::titles::is_shortened_office;

pub(super) use name_start::is_before_name;

/// Particles that belong to a surname on its own: "de Blasio", "al-Assad".
const SURNAME_PARTICLES: [&str; 17] = [
    "'t", "’t", "al", "ar", "as", "az", "bin", "de", "del", "den", "der", "di", "du", "el", "ibn",
    "van", "von",
];

/// The most tokens of a name. A longer run is divided: its parts are looked at one by one, in linear time.
const MAX_RUN_TOKENS: usize = 24;

/// The candidate names, in reading order and disjoint.
pub(super) fn find_candidates(view: &TokenView<'_>) -> Vec<NameSpan> {
    let mut spans: Vec<NameSpan> = Vec::new();
    let mut at = TokenId::FIRST;
    while at < view.end() {
        let run = tagged_run(view, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        if run.len() == 1 && view.is_month(run.start, &view.folded(run.start)) {
            continue;
        }
        let confidence = mean_confidence(view, run);
        for part in split_run(view, run) {
            let Some(span) = trim_span(view, part) else {
                continue;
            };
            let span = extend::extend_span(view, complete_name(view, span));
            let span = add_hyphenated_half(view, adjust_initials(view, span));
            let span = name_start::add_shortened(view, widen_span(view, span));
            let tokens = name_end::adjust_end(view, span);
            at = at.max(tokens.end);
            let span = NameSpan {
                tokens,
                confidence,
                reason: Reason::Tagger,
                evidence: Evidence::default(),
            };
            push_or_join(view, &mut spans, span);
        }
    }
    spans
}

/// The tokens of the tagged name that begins at `start`; empty if none does.
fn tagged_run(view: &TokenView<'_>, start: TokenId) -> TokenRange {
    let mut end = start;
    while end < start + MAX_RUN_TOKENS
        && view.class(end) == NameClass::Person
        && view.block(end) == view.block(start)
        && (end == start || !view.tag(end).begins_name && !view.breaks_line(end))
    {
        end += 1;
    }
    start.until(end)
}

/// The mean confidence of the tagger in the words of `run`, not counting symbols.
fn mean_confidence(view: &TokenView<'_>, run: TokenRange) -> u8 {
    let words = run.into_iter();
    let confidences: Vec<u32> = words
        .filter(|&at| view.shape(at) != TokenShape::Symbol)
        .map(|at| u32::from(view.tag(at).confidence))
        .collect();
    let mean = confidences.iter().sum::<u32>() / (confidences.len() as u32).max(1);
    u8::try_from(mean.min(100)).unwrap_or(100)
}

/// Removes what does not belong to a name from both ends of `run`; `None` if no name is left.
pub(super) fn trim_span(view: &TokenView<'_>, mut run: TokenRange) -> Option<TokenRange> {
    while !run.is_empty() {
        let last = view.word(run.last());
        let is_symbol = view.shape(run.last()) == TokenShape::Symbol;
        let is_bracket = last == "]" && run.into_iter().any(|at| view.word(at) == "[");
        // A lower-case word cannot end a name.
        let is_lowercase = view.shape(run.last()) == TokenShape::Lower
            && last.starts_with(char::is_lowercase)
            && !name_end::is_last_word(last)
            && !ends_hyphenated(view, run);
        if (is_symbol && !is_bracket) || is_possessive(last) || is_lowercase {
            run.end -= 1;
        } else {
            break;
        }
    }
    while !run.is_empty() {
        let first = view.word(run.start);
        let shape = view.shape(run.start);
        let is_bracket = first == "[" && run.into_iter().any(|at| view.word(at) == "]");
        let has_more = run.len() > 1;
        // "page Assad": a lower-case word can start a name only if it is a particle.
        let is_stray = has_more && shape == TokenShape::Lower && !lists().is_particle(&fold(first));
        let chief = (run.start + 1).until(run.last()).into_iter().find(|&at| {
            matches!(
                view.word(at),
                "Chief"
                    | "Chieftain"
                    | "Elder"
                    | "Minister"
                    | "President"
                    | "Mayor"
                    | "King"
                    | "Queen"
            ) && !lists().is_given_name(&view.folded(run.start))
        });
        if let Some(at) = chief {
            run.start = at + 1;
        } else if (shape == TokenShape::Symbol && !is_bracket)
            || has_more && is_title(view, run.start)
            || is_stray
            || has_more
                && is_ordinary_start(view, run.start)
                && !begins_double_name(view, run.start)
            || has_more && is_before_name(view, run.start)
            || matches!(first, "the" | "The")
        {
            run.start += 1;
        } else {
            break;
        }
    }
    let has_capital = run.into_iter().any(|at| {
        let is_uncased = |letter: char| letter.is_alphabetic() && !letter.is_lowercase();
        view.is_capitalised(at) || view.word(at).contains(is_uncased)
    });
    let is_title_only = run.len() == 1 && is_only_title(&view.folded(run.start));
    (has_capital && !is_title_only).then_some(run)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

/// Whether the word at `at`, with more words after it, is a title and not a given name such as "Dean" or "Don".
pub(super) fn is_title(view: &TokenView<'_>, at: TokenId) -> bool {
    let folded = view.folded(at);
    if folded == "m" {
        return false;
    }
    let is_given_name = matches!(
        folded.as_ref(),
        "dean" | "don" | "major" | "baron" | "sultan"
    ) && !view.word(at).ends_with('.')
        && !is_before_given_name(view, at);
    let is_role = lists().is_role(&folded)
        && (view.shape(at) == TokenShape::Lower
            || !lists().is_given_name(&folded) && !lists().is_common_word(&folded));
    let is_modifier = matches!(
        folded.as_ref(),
        "vice" | "prime" | "former" | "deputy" | "crown" | "first" | "ex"
    );
    // "Senators Harris and Warren".
    let is_plural = folded
        .strip_suffix('s')
        .is_some_and(|one| one.len() > 5 && lists().is_title(one));
    let is_office = || {
        is_shortened_office(view.word(at))
            && view.shape(at + 1) == TokenShape::Title
            && view.is_spaced(at + 1)
    };
    !is_hyphen(view.word(at + 1))
        && !is_given_name
        && (is_plural || is_role || is_modifier || lists().is_title(&folded) || is_office())
}

/// Whether a given name that is hardly a surname follows: "Don" in "Don Eliseo" and "Don Eliseo Paz" is a title, in "Don Draper"
/// it is not.
fn is_before_given_name(view: &TokenView<'_>, at: TokenId) -> bool {
    let info = view.word_info(at + 1);
    info.given_rank >= 2 && info.surname_rank <= 1 && view.is_spaced(at + 1)
}

/// Whether a hyphen joins the word at `at` to a capitalised one that is no title: "Guise-Ume".
fn begins_double_name(view: &TokenView<'_>, at: TokenId) -> bool {
    is_hyphen(view.word(at + 1))
        && !view.has_space_before(at + 1)
        && !view.has_space_before(at + 2)
        && view.is_capitalised(at + 2)
        && !view.is_title_or_role(at + 2)
}

/// Whether the word at `at` has its capital only because a sentence begins there: "Ask Nizam".
pub(super) fn is_ordinary_start(view: &TokenView<'_>, at: TokenId) -> bool {
    let follows_quote = at
        .checked_sub(1)
        .is_some_and(|before| is_quote(view.word(before)));
    // "Von der Leyen said", "De Klerk said".
    let is_particle = || {
        lists().is_particle(&view.folded(at))
            && (view.is_spaced_title_word(at + 1, at) || lists().is_particle(view.word(at + 1)))
    };
    (view.begins_sentence(at) || follows_quote)
        && view.word_info(at).is_mostly_lowercase
        && !is_particle()
        && !lists().is_given_name(&view.folded(at))
}

/// Whether this word alone is a title or a form of address rather than a name.
fn is_only_title(folded: &str) -> bool {
    matches!(
        folded,
        "god" | "allah" | "yahweh" | "mom" | "dad" | "mum" | "mama" | "papa" | "ex"
    ) || lists().is_title(folded)
        && !lists().is_common_word(folded)
        && !lists().is_given_name(folded)
}

/// Adds the particles before a span, the suffix after it, and the brackets around or next to it.
pub(super) fn widen_span(view: &TokenView<'_>, mut span: TokenRange) -> TokenRange {
    while let Some(start) = particle_before(view, span.start) {
        span.start = start;
    }
    // "Trump, Jr." and "King Jr."
    let suffix = span.end + usize::from(view.word(span.end) == ",");
    if view.has_space_before(suffix)
        && matches!(view.folded(suffix).as_ref(), "jr" | "sr" | "jnr" | "snr")
    {
        span.end = suffix + 1;
    } else if matches!(
        view.word(span.end),
        "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "XIV" | "XV" | "XVI" | "XXIII"
    ) || is_first_of_its_name(view, span)
    {
        span.end += 1;
    }
    // An insertion by the editor: "[George W.] Bush", "Jerry [O'Connell]".
    if view.word(span.end) == "]" && span.into_iter().any(|at| view.word(at) == "[") {
        span.end += 1;
    }
    let open = span.start.checked_sub(1);
    let open = open.filter(|&open| view.word(open) == "[");
    if view.word(span.end) == "]"
        && let Some(open) = open
    {
        let first = span.end + 1;
        let mut end = first;
        let is_near = |at| view.block(at) == view.block(span.start) && view.is_spaced(at);
        while view.is_capitalised(end) && end < first + 2 && is_near(end) {
            end += 1;
        }
        if end > first {
            span = open.until(end);
        }
    } else if view.word(span.end) == "["
        && view.is_capitalised(span.end + 1)
        && view.word(span.end + 2) == "]"
    {
        span.end += 3;
    }
    span
}

/// Whether "I" after `span` is the number of a ruler: "Elizabeth I". It is where a ruler's title stands before the name, or where
/// the article has another ruler of this name.
fn is_first_of_its_name(view: &TokenView<'_>, span: TokenRange) -> bool {
    if view.word(span.end) != "I" || span.len() != 1 || !view.is_spaced(span.end) {
        return false;
    }
    let before = span.start.checked_sub(1);
    let is_royal = |at| {
        matches!(
            view.word(at),
            "King" | "Queen" | "Pope" | "Emperor" | "Empress" | "Tsar" | "Sultan" | "Patriarch"
        )
    };
    let name = view.word(span.start);
    before.is_some_and(is_royal) || view.text.contains(&format!("{name} II"))
}

/// The start of the particle directly before `start`.
fn particle_before(view: &TokenView<'_>, start: TokenId) -> Option<TokenId> {
    let is_surname_particle = |at: &TokenId| {
        view.shape(*at) == TokenShape::Lower
            && SURNAME_PARTICLES.contains(&view.word(*at))
            && view.block(*at) == view.block(start)
    };
    let (one, two) = (start.checked_sub(1)?, start.checked_sub(2));
    let word = view.word(one);
    if is_hyphen(word) && !view.has_space_before(one) {
        return two
            .filter(is_surname_particle)
            .filter(|&at| view.word(at).len() <= 3);
    }
    // "de la Cruz": an article after a particle.
    if matches!(word, "la" | "los" | "las" | "der" | "den") {
        return two.filter(is_surname_particle);
    }
    // "as", "den" and the like are ordinary words unless a hyphen follows.
    (!matches!(word, "as" | "den" | "ar" | "az"))
        .then_some(one)
        .filter(is_surname_particle)
}

/// Adds a span, or joins it with the last one if only a particle or a nickname separates them.
fn push_or_join(view: &TokenView<'_>, spans: &mut Vec<NameSpan>, span: NameSpan) {
    if let Some(last) = spans.last_mut() {
        if span.tokens.start <= last.tokens.start {
            last.tokens = span.tokens;
            return;
        }
        if span.tokens.start < last.tokens.end || belong_together(view, last.tokens, span.tokens) {
            last.tokens.end = span.tokens.end.max(last.tokens.end);
            last.confidence = last.confidence.max(span.confidence);
            return;
        }
    }
    spans.push(span);
}

/// Whether the tokens between two names make them one name.
fn belong_together(view: &TokenView<'_>, last: TokenRange, next: TokenRange) -> bool {
    if view.block(last.start) != view.block(next.start) {
        return false;
    }
    // "Arjun s/o Thangavelu".
    let text = view.text_of(last.end.until(next.start));
    if name_end::JOINING_TEXTS.contains(&text) {
        return true;
    }
    let between = last.end.until(next.start).into_iter();
    let words: Vec<&str> = between.map(|at| view.word(at)).collect();
    match words.as_slice() {
        // A particle at the start of the second name continues the first one, as no comma separates them.
        [] => {
            view.shape(next.start) == TokenShape::Lower
                || last.len() == 1 && next.len() == 1 && !view.breaks_line(next.start)
        }
        // "Bobby \"The Plank\" Sharples".
        [open, nick @ .., close] if is_quote(open) && is_quote(close) => {
            (1..=3).contains(&nick.len())
                && nick.iter().all(|word| word.starts_with(char::is_uppercase))
        }
        // "Md. Ashiqur Rahman": Mohammad, shortened as in Bangladesh and Malaysia.
        ["."] => is_short_mohammad(view, last),
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

/// Whether `name` is a short form of Mohammad, which is part of the name that follows.
fn is_short_mohammad(view: &TokenView<'_>, name: TokenRange) -> bool {
    name.len() == 1
        && matches!(
            view.word(name.start),
            "Md" | "Mohd" | "Muhd" | "Moh" | "Mhd"
        )
        && !view.has_space_before(name.end)
}
