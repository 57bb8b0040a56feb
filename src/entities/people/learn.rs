//! Learns names from the article: a name that it introduces once is found everywhere in it, before and after.
//!
//! This adds names that the tagger missed: a capitalised word directly after a title, and a surname or given name that
//! belongs to a reliable full name elsewhere. Existing spans and the names of places and organisations ("Trump Tower") are
//! left alone.

use super::super::mention::Reason;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange};
use super::NameSpan;
use super::candidate::Candidate;
use super::candidates;
use super::decide::Judged;
use super::evidence::Evidence;
use super::lists::lists;
use super::lone_words;
use super::person_name::{PersonName, is_hyphen};
use crate::entities::hashing::{HashMap, HashSet};

/// The least confidence of a full name whose words are learnt.
const MIN_TEACHING_CONFIDENCE: u8 = 55;
/// The confidence of a learnt name.
const LEARNT_CONFIDENCE: u8 = 75;
/// The confidence of a name after a title.
const TITLED_CONFIDENCE: u8 = 80;

/// The words by which the people in `full` may be mentioned alone, and the lone words that the tagger took for people.
pub(super) fn lone_words(full: &[Judged], lone: &[Candidate]) -> HashSet<String> {
    let mut words: HashSet<String> = HashSet::default();
    for Judged {
        candidate, score, ..
    } in full
    {
        if *score > 0 {
            let parts = [candidate.name.first(), candidate.name.last()];
            words.extend(
                parts
                    .into_iter()
                    .filter(|word| word.chars().count() > 1)
                    .map(str::to_owned),
            );
        }
    }
    let lone = lone.iter().filter_map(Candidate::lone_word);
    words.extend(lone.map(|word| word.folded.clone()));
    words
}

/// Adds the names that can be learnt from `spans`. The result is in reading order and disjoint.
pub(super) fn add_learnt_names(view: &TokenView<'_>, spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let mut spans = add_names_after_titles(view, spans);
    let surnames = learn_surnames(view, &spans);
    let FirstWords {
        family_names,
        given_names,
    } = learn_first_words(view, &spans);
    split_surname_pairs(view, &mut spans);
    let covered = lone_words::covered_tokens(view, spans.iter().map(|span| span.tokens));
    let mut learnt = Vec::new();
    for (at, token) in view.entries() {
        if !token.shape.is_capitalised() || covered[at] {
            continue;
        }
        let folded = view.folded(at);
        let is_family_name = family_names.contains(folded.as_ref())
            && view.is_uncertain(at)
            && !view.begins_sentence(at);
        let is_surname = folded.chars().count() > 2 && surnames.contains_key(folded.as_ref());
        let is_given_name = given_names.contains(folded.as_ref()) && view.is_likely_person(at);
        if !(is_family_name || is_surname || is_given_name) || !view.stands_alone(at, &folded) {
            continue;
        }
        let count = surnames.get(folded.as_ref()).copied().unwrap_or(0);
        let is_unambiguous =
            is_family_name || is_given_name || !view.is_also_other_word(at, &folded);
        if is_unambiguous || view.is_titled(at) || view.is_used_as_name(at, count) {
            learnt.push(NameSpan {
                tokens: candidates::widen_span(view, at.until(at + 1)),
                confidence: LEARNT_CONFIDENCE,
                reason: Reason::Learnt,
                evidence: Evidence::default(),
            });
        }
    }
    spans.extend(learnt);
    drop_overlaps(spans)
}

/// Sorts the spans in reading order and drops those that overlap an earlier or longer one.
fn drop_overlaps(mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut end = TokenId::FIRST;
    spans.retain(|span| {
        let is_free = span.tokens.start >= end && !span.tokens.is_empty();
        if is_free {
            end = span.tokens.end;
        }
        is_free
    });
    spans
}

/// The surnames of reliable full names, with the number of such names.
fn learn_surnames(view: &TokenView<'_>, spans: &[NameSpan]) -> HashMap<String, usize> {
    let mut surnames = HashMap::default();
    for span in spans
        .iter()
        .filter(|span| span.confidence >= MIN_TEACHING_CONFIDENCE)
    {
        let name = PersonName::parse(view, span.tokens);
        if name.words.len() > 1 || span.reason == Reason::Title {
            *surnames.entry(name.last().to_owned()).or_default() += 1;
        }
    }
    surnames
}

/// The first words of reliable full names.
#[derive(Default)]
struct FirstWords {
    /// Words that are not given names: where the family name comes first ("Xi Jinping"), people are called by it.
    family_names: HashSet<String>,
    /// Given names, by which private persons are often called ("Hamish said").
    given_names: HashSet<String>,
}

/// Collects the first words of reliable full names.
fn learn_first_words(view: &TokenView<'_>, spans: &[NameSpan]) -> FirstWords {
    let mut words = FirstWords::default();
    for span in spans
        .iter()
        .filter(|span| span.confidence >= MIN_TEACHING_CONFIDENCE)
    {
        let name = PersonName::parse(view, span.tokens);
        let info = view.word_info(span.tokens.start);
        if !(2..=3).contains(&name.words.len())
            || info.is_mostly_lowercase
            || lists().is_common_word(name.first())
            || name.first().chars().count() < 3
        {
            continue;
        }
        let is_given_name =
            lists().is_given_name(name.first()) || info.given_rank > info.surname_rank;
        let words = if is_given_name {
            &mut words.given_names
        } else {
            &mut words.family_names
        };
        words.insert(name.first().to_owned());
    }
    words
}

/// Adds capitalised words that follow a title directly and are in no span.
fn add_names_after_titles(view: &TokenView<'_>, mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let known: Vec<TokenRange> = spans.iter().map(|span| span.tokens).collect();
    let found = lone_words::after_titles(view, &known).into_iter();
    spans.extend(found.map(|tokens| NameSpan {
        tokens,
        confidence: TITLED_CONFIDENCE,
        reason: Reason::Title,
        evidence: Evidence::default(),
    }));
    drop_overlaps(spans)
}

/// Splits spans such as "Obama-Putin" if both words are surnames of people in the article.
pub(super) fn split_surname_pairs(view: &TokenView<'_>, spans: &mut Vec<NameSpan>) {
    let surnames = learn_surnames(view, spans);
    let mut second_halves = Vec::new();
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 3) {
        let (left, right) = (span.tokens.start, span.tokens.last());
        let is_surname = |at| surnames.contains_key(view.folded(at).as_ref());
        if is_hyphen(view.word(left + 1)) && is_surname(left) && is_surname(right) {
            second_halves.push(NameSpan {
                tokens: right.until(span.tokens.end),
                ..*span
            });
            span.tokens.end = left + 1;
        }
    }
    spans.extend(second_halves);
    spans.sort_by_key(|span| span.tokens.start);
}
