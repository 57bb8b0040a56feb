//! Repairs tagged runs that contain more or less than one name.
//!
//! A run is split at a quotation mark or a verb, a role at its start is removed, and words of the name that the tagger left
//! out next to it are added: a given name, an initial, half of a hyphenated name. What is removed from the ends of every
//! name is decided in [`candidates`](super::candidates).

use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::super::word_list::WordList;
use super::NameSpan;
use super::family_first;
use super::fold::fold;
use super::lists::lists;
use super::person_name::is_hyphen;
use super::roles::is_function_word;
use super::word_lists::MEETINGS;

/// The confidence below which the tagger's decision about the word after a given name is not trusted.
const UNCERTAIN_CONFIDENCE: u8 = 75;

/// Splits a run where a name cannot continue: at an unpaired quotation mark, a slash, a verb, or a word such as "for". A full name
/// also ends at "of" ("Patrick Crusius of Allen"), while a single word may continue there ("Anne of Cleves").
pub(super) fn split_run(view: &TokenView<'_>, run: TokenRange) -> Vec<TokenRange> {
    let is_double_quote = |at: &TokenId| matches!(view.word(*at), "\"" | "“" | "”");
    let is_unpaired = run.into_iter().filter(is_double_quote).count() % 2 == 1;
    let mut parts = Vec::new();
    let mut start = run.start;
    let mut parts_names = false;
    for at in run {
        let word = view.word(at);
        if is_neighbour_word(word) {
            if start < at {
                parts.push(start.until(at));
            }
            start = at + 1;
            continue;
        }
        let so_far = start.until(at).into_iter();
        let capital_count = so_far
            .filter(|&at| view.shape(at) == TokenShape::Title)
            .count();
        let ends_part = is_unpaired && is_double_quote(&at)
            || matches!(
                word,
                ";" | ":"
                    | "/"
                    | "for"
                    | "said"
                    | "says"
                    | "told"
                    | "from"
                    | "by"
                    | "with"
                    | "bt"
                    | "def"
            )
            || is_hyphen(word) && MEETINGS.contains(view.word(at + 2))
            || word == "," && capital_count > 0 && is_in_list(view, start, at)
            || word == "of" && capital_count > 1
            || capital_count > 0 && is_verb(view, at);
        let is_verb_between = capital_count > 0 && is_headline_verb(view, at);
        if ends_part || is_verb_between {
            parts.push(start.until(at));
            start = at + 1;
            parts_names = is_verb_between || matches!(word, "," | ";") || is_hyphen(word);
            if word == "of" {
                return parts;
            }
        }
    }
    if parts.is_empty()
        && let Some(middle) = second_of_two_names(view, run)
    {
        return vec![run.start.until(middle), middle.until(run.end)];
    }
    // A single word after a split is the start of a quotation rather than a name: "Miller said “It".
    if start < run.end && (parts.is_empty() || parts_names || run.end - start > 1) {
        parts.push(start.until(run.end));
    }
    parts
}

/// Whether the comma at `comma` parts two names of a list: "Cooks: Dulani, Ranjith". At the start of a line it may turn a name
/// round ("Merkel, Angela"), and a suffix may follow it.
fn is_in_list(view: &TokenView<'_>, start: TokenId, comma: TokenId) -> bool {
    !view.begins_line(start) && !lists().is_name_suffix(&view.folded(comma + 1))
}

/// Where the second of two full names begins that stand next to each other without a comma: "John Smith Mary Jones".
fn second_of_two_names(view: &TokenView<'_>, run: TokenRange) -> Option<TokenId> {
    let info = |at: usize| view.word_info(run.start + at);
    let is_given_name = |at| info(at).given_rank == 3;
    let is_surname = |at| info(at).surname_rank >= 2 && info(at).given_rank < 3;
    let are_words = run
        .into_iter()
        .all(|at| view.shape(at) == TokenShape::Title);
    let are_two = run.len() == 4
        && are_words
        && is_given_name(0)
        && is_surname(1)
        && is_given_name(2)
        && is_surname(3);
    are_two.then(|| run.start + 2)
}

/// Parts of the world, which are not names of people.
const CONTINENTS: [&str; 5] = ["Europe", "Asia", "Antarctica", "Oceania", "Scandinavia"];

/// Removes days of the week and the like from the ends of spans, so that they are not learnt as parts of names.
pub(super) fn trim_neighbours(view: &TokenView<'_>, spans: &mut Vec<NameSpan>) {
    let is_neighbour = |at: TokenId| {
        let word = view.word(at);
        is_neighbour_word(word) || CONTINENTS.contains(&word)
    };
    spans.retain_mut(|span| {
        while !span.tokens.is_empty() && is_neighbour(span.tokens.last()) {
            span.tokens.end -= 1;
        }
        while !span.tokens.is_empty() && is_neighbour(span.tokens.start) {
            span.tokens.start += 1;
        }
        !span.tokens.is_empty()
    });
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
fn is_verb(view: &TokenView<'_>, at: TokenId) -> bool {
    let word = view.word(at);
    view.shape(at) == TokenShape::Lower
        && view.has_space_before(at)
        && word.len() > 2
        && !matches!(word, "the" | "and")
        && !lists().is_particle(&fold(word))
        && tagger::word_info(word).is_mostly_lowercase
}

/// Whether the token at `at` is a verb with the capital of a headline: "Rivera Joins Owner of Mill". One that is also a name, as in
/// "Anna Rivers", is none.
fn is_headline_verb(view: &TokenView<'_>, at: TokenId) -> bool {
    let info = view.word_info(at);
    view.word(at).len() > 3
        && view.folded(at).ends_with('s')
        && info.is_mostly_lowercase
        && info.given_rank == 0
        && info.surname_rank <= 1
        && view.has_space_before(at)
        && view.is_headline(at)
}

/// Completes a span of one word: after a role, with the untagged capitalised word that follows it ("President Xi Jinping
/// sent"), or with a known given name before it.
pub(super) fn complete_name(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    if span.len() != 1 {
        return span;
    }
    let next = view.tag(span.end);
    let may_be_surname = view.is_spaced_title_word(span.end, span.start)
        && view.shape(span.end + 1) == TokenShape::Lower
        && view.has_space_before(span.end + 1)
        && !lists().is_other_than_name(&view.folded(span.end));
    let before = span.start.checked_sub(1);
    let is_titled = || before.is_some_and(|at| view.is_title_or_role(at));
    // "Doris Day dies": the tagger is uncertain about a surname that is an ordinary word.
    let is_uncertain = || {
        next.confidence < UNCERTAIN_CONFIDENCE
            && matches!(next.class, NameClass::Outside | NameClass::Person)
            && lists().is_given_name(&view.folded(span.start))
            && !is_function_word(view.word(span.end))
    };
    if may_be_surname && (next.class == NameClass::Outside && is_titled() || is_uncertain()) {
        return span.start.until(span.end + 1);
    }
    let given_name = before.filter(|&at| {
        let folded = view.folded(at);
        view.is_spaced_title_word(at, span.start)
            && matches!(view.class(at), NameClass::Outside | NameClass::Organisation)
            && lists().is_given_name(&folded)
            && !lists().is_common_word(&folded)
            && !lists().is_title(&folded)
    });
    match given_name {
        Some(given_name) if view.is_spaced_title_word(span.start, span.start) => {
            given_name.until(span.end)
        }
        _ => span,
    }
}

/// Whether the run ends in a word that a hyphen joins to a capitalised one: "Yoon Suk-yeol", "Chan-o-cha".
pub(super) fn ends_hyphenated(view: &TokenView<'_>, run: TokenRange) -> bool {
    run.len() > 2
        && is_joining_hyphen(view, run.end.saturating_sub(2))
        && view.is_capitalised(run.end.saturating_sub(3))
}

/// Short words that are joined to a name by a hyphen and are not part of it: "Vladimir Putin-led".
const HYPHENATED_WORDS: WordList =
    WordList::new("aide ally bid born deal era fan foe held led like made plan run style type");

/// Adds the half after a hyphen that the tagger left out ("Yoon Suk" before "-yeol"), in a name of at least two words and
/// unless that half is an ordinary word.
pub(super) fn add_hyphenated_half(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    let span = add_arabic_surname(view, span);
    let (first, second) = (span.last(), span.end + 1);
    let word = view.word(second);
    let is_joined = is_joining_hyphen(view, span.end)
        && view.shape(second) == TokenShape::Lower
        && view.shape(first) == TokenShape::Title;
    if is_joined && span.len() == 1 && family_first::is_hyphenated_given_name(view, first) {
        return span.start.until(second + 1);
    }
    if !is_joined || span.len() < 2 || word.len() > 6 || HYPHENATED_WORDS.contains(word) {
        return span;
    }
    let is_common_word = tagger::word_info(word).is_mostly_lowercase;
    let is_surname = view.word_info(first).surname_rank > 1;
    if is_common_word && (is_surname || word.len() > 4) {
        return span;
    }
    span.start.until(second + 1)
}

/// Whether the token at `at` is a hyphen without white space on either side.
fn is_joining_hyphen(view: &TokenView<'_>, at: TokenId) -> bool {
    is_hyphen(view.word(at)) && !view.has_space_before(at) && !view.has_space_before(at + 1)
}

/// Adds an Arabic surname with its article, such as "al-Hadidi", that the tagger left out after the span.
fn add_arabic_surname(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    let (article, name) = (span.end, span.end + 2);
    let is_joined = matches!(
        view.word(article),
        "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "ul" | "ur" | "Al" | "El"
    ) && view.has_space_before(article)
        && is_joining_hyphen(view, article + 1)
        && view.shape(name) == TokenShape::Title
        && view.block(name) == view.block(span.start);
    if is_joined {
        span.start.until(name + 1)
    } else {
        span
    }
}

/// Adds an initial without a full stop before or after the span ("R Saravanan", "Stefan W"), or removes the last letter of
/// an abbreviation from its start ("H E Jean-Baptiste Faivre").
pub(super) fn adjust_initials(view: &TokenView<'_>, mut span: TokenRange) -> TokenRange {
    let name = span.start;
    let is_near = |at: TokenId| view.block(at) == view.block(name);
    let is_initial = |at: TokenId| {
        let word = view.word(at);
        is_near(at)
            && view.shape(at) == TokenShape::Upper
            && view.has_space_before(at)
            && word.len() == 1
            && !matches!(word, "I" | "A")
    };
    let is_between = |at: TokenId| {
        is_near(at) && matches!(view.shape(at), TokenShape::Lower | TokenShape::Symbol)
    };
    if let Some(before) = name.checked_sub(1).filter(|&at| is_initial(at)) {
        if is_initial(name) && span.len() > 2 {
            span.start += 1;
        } else if span.len() == 1
            && view.is_spaced_title_word(name, name)
            && before.checked_sub(1).is_some_and(is_between)
        {
            span.start = before;
        }
    }
    let next = span.end + 1;
    let continues = is_near(next) && (view.is_capitalised(next) || view.word(next) == ".");
    if span.len() == 1 && is_initial(span.end) && !continues {
        span.end += 1;
    }
    span
}
