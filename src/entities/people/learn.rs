//! Learns names from the article: a name that it introduces once is found everywhere in it, before and after. Existing spans are
//! left alone.

use super::super::mention::Reason;
use super::super::token_view::TokenView;
use super::super::tokens::TokenId;
use super::NameSpan;
use super::candidate::Candidate;
use super::candidates;
use super::decide::Judged;
use super::evidence::Evidence;
use super::lone_words;
use super::person_name::{PersonName, is_hyphen};
use crate::entities::hashing::HashSet;

/// The least confidence of a full name whose words are learnt.
const MIN_TEACHING_CONFIDENCE: u8 = 55;
/// The confidence of a learnt name.
const LEARNT_CONFIDENCE: u8 = 75;

/// The words by which the people among the full names may be mentioned alone, and the lone words that the tagger took for people.
/// `judged` has the judgement of each of `full`.
pub(super) fn lone_words(
    full: &[Candidate],
    judged: &[Judged],
    lone: &[Candidate],
) -> HashSet<String> {
    let mut words: HashSet<String> = HashSet::default();
    for (candidate, judged) in full.iter().zip(judged) {
        if judged.score > 0 {
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
    words.extend(lone.map(|word| word.folded.to_string()));
    words
}

/// Adds the names that can be learnt from `spans`. The result is in reading order and disjoint.
pub(super) fn add_learnt_names(view: &TokenView<'_>, mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let surnames = learn_surnames(view, &spans);
    split_surname_pairs(view, &mut spans);
    let covered = lone_words::covered_tokens(view, spans.iter().map(|span| span.tokens));
    let mut learnt = Vec::new();
    for (at, token) in view.entries() {
        if !token.shape().is_capitalised() || covered[at] {
            continue;
        }
        let folded = view.folded(at);
        if folded.chars().count() > 2
            && surnames.contains(folded.as_ref())
            && !view.is_also_other_word(at, &folded)
            && view.stands_alone(at, &folded)
        {
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

/// The surnames of reliable full names, and the names after titles.
fn learn_surnames(view: &TokenView<'_>, spans: &[NameSpan]) -> HashSet<String> {
    let is_reliable = |span: &&NameSpan| span.confidence >= MIN_TEACHING_CONFIDENCE;
    let surname = |span: &NameSpan| {
        let name = PersonName::parse(view, span.tokens);
        let is_surname = name.words.len() > 1 || span.reason == Reason::Title;
        is_surname.then(|| name.last().to_owned())
    };
    spans
        .iter()
        .filter(is_reliable)
        .filter_map(surname)
        .collect()
}

/// Removes the verb of a headline from names of which the text below has the word beside it: "Pan Concedes", where Pan Hui-chun is
/// spoken of. The tagger often does not know such a verb when it has a capital. No word of a name outside headlines is such a verb.
pub(super) fn trim_headline_verbs(view: &TokenView<'_>, spans: &mut [NameSpan]) {
    let mut words: HashSet<String> = HashSet::default();
    for span in spans.iter() {
        if !view.is_headline(span.tokens.start) {
            let ends = [span.tokens.start, span.tokens.last()];
            words.extend(ends.map(|at| view.folded(at).into_owned()));
        }
    }
    // What brackets and hyphens are folded to.
    words.remove("");
    let is_named = |at| words.contains(view.folded(at).as_ref());
    let is_verb = |at| {
        let info = view.word_info(at);
        view.word(at).ends_with('s')
            && info.given_rank == 0
            && info.surname_rank <= 1
            && !is_named(at)
    };
    for span in spans.iter_mut().filter(|span| span.tokens.len() > 1) {
        let (first, last) = (span.tokens.start, span.tokens.last());
        if is_named(last.saturating_sub(1)) && is_verb(last) {
            span.tokens.end = last;
        } else if is_named(first + 1) && is_verb(first) {
            span.tokens.start = first + 1;
        }
    }
}

/// Splits spans such as "Obama-Putin" if both words are surnames of people in the article, unless somebody there has both, or a
/// title stands before them.
pub(super) fn split_surname_pairs(view: &TokenView<'_>, spans: &mut Vec<NameSpan>) {
    let surnames = learn_surnames(view, spans);
    let longer = spans.iter().filter(|span| span.tokens.len() > 3);
    let doubles: HashSet<&str> = longer
        .map(|span| view.text_of(span.tokens.end.saturating_sub(3).until(span.tokens.end)))
        .collect();
    let mut second_halves = Vec::new();
    for span in spans.iter_mut().filter(|span| span.tokens.len() == 3) {
        let (left, right) = (span.tokens.start, span.tokens.last());
        let is_surname = |at| surnames.contains(view.folded(at).as_ref());
        let follows_title = left
            .checked_sub(1)
            .is_some_and(|before| view.is_title_or_role(before));
        if is_hyphen(view.word(left + 1))
            && is_surname(left)
            && is_surname(right)
            && !follows_title
            && !doubles.contains(view.text_of(span.tokens))
        {
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
