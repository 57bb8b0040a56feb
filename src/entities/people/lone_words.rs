//! Finds lone words that may name a person: those that the tagger labelled, those after a title that only people have, and
//! every other place where the article has such a word or a word of a full name.
//!
//! They are candidates only; the [evidence](super::evidence) decides.

use super::super::id_vec::IdVec;
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::super::word_list::WordList;
use super::alias_phrase::is_alias;
use super::candidates;
use super::lists::lists;
use super::person_name::is_hyphen;
use super::titles::is_shortened_office;
use super::word_lists::{GOVERNMENT_WORDS, MEETINGS, PERSON_VERBS};
use crate::entities::hashing::HashSet;

/// Titles that are only ever followed by a name, without their full stop.
const NAME_TITLES: WordList = WordList::new(
    "Mr Mrs Ms Miss Mme Mlle Sen Rep Gov Sheikh Messrs Monsieur Madame Mister Doña Señor Señora Señorita Senhor Senhora Signor \
     Signora Herr Frau Fräulein Datuk Dato Datin Encik Puan Shri Smt Shrimati Thiru Thirumathi Atty Engr Alhaji Hajia Pani",
);

/// Finds capitalised words that follow a title directly and are in none of `known`.
pub(super) fn after_titles(view: &TokenView<'_>, known: &[TokenRange]) -> Vec<TokenRange> {
    let covered = covered_tokens(view, known.iter().copied());
    let mut found: Vec<TokenRange> = Vec::new();
    let mut covered_until = TokenId::FIRST;
    for (start, next) in view.entries().skip(1) {
        if !next.shape().is_capitalised() {
            continue;
        }
        let Some(title) = title_before(view, start) else {
            continue;
        };
        let is_capital = next.shape() == TokenShape::Upper && next.text(view.text).len() > 2;
        let is_name = next.shape() == TokenShape::Title
            || is_capital
                && view.shape(title) == TokenShape::Upper
                && !is_shortened_office(view.word(title));
        if start < covered_until
            || covered[start]
            || !is_name
            || view.class(start) == NameClass::Organisation && !is_capital
        {
            continue;
        }
        let continues = |at: TokenId| {
            at < view.end()
                && (view.is_spaced_title_word(at, start)
                    || is_capital && view.is_spaced(at) && view.shape(at) == TokenShape::Upper)
                && !covered[at]
                && !view.breaks_line(at)
                && !lists().is_organisation_suffix(&view.folded(at))
        };
        let mut end = start;
        while end < start + 4 && continues(end) {
            end += 1;
        }
        if let Some(tokens) = candidates::trim_span(view, start.until(end)) {
            covered_until = tokens.end;
            found.push(tokens);
        }
    }
    found
}

/// The title before the word at `start`, perhaps with a full stop of its own: "SEN. WARREN".
pub(super) fn title_before(view: &TokenView<'_>, start: TokenId) -> Option<TokenId> {
    let before = start.checked_sub(1)?;
    let has_stop = view.word(before) == "." && !view.has_space_before(before);
    let title = if has_stop {
        before.checked_sub(1)?
    } else {
        before
    };
    let is_title = view.shape(title) != TokenShape::Lower
        && view.block(title) == view.block(start)
        && is_name_title(view.word(title));
    is_title.then_some(title)
}

/// Whether `word` is a title that is only ever followed by a name, in title case or in capitals.
fn is_name_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    NAME_TITLES.contains(word)
        || is_shortened_office(word)
        || word.len() > 1
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && CAPITAL_TITLES.contains(word)
}

/// The same titles in capitals, and others that only stand before names there: "SEN. WARREN:".
const CAPITAL_TITLES: WordList = WordList::new(
    "MR MRS MS MISS DR SEN REP GOV PROF SIR DAME LORD LADY JUDGE JUSTICE CHAIRMAN SENATOR",
);

/// The words that stand where only people do, whatever the tagger thinks: in "the Petro administration", "the Trump-Kim
/// summit", and where the tagger's second choice is a person.
pub(super) fn likely_words(view: &TokenView<'_>) -> HashSet<String> {
    let mut words = HashSet::default();
    for (at, token) in view.entries() {
        if !token.shape().is_capitalised() || view.class(at) == NameClass::Person {
            continue;
        }
        let next = at + 1;
        let governs = || {
            GOVERNMENT_WORDS.contains(view.word(next))
                && view.tag(at).class != NameClass::Group
                && at
                    .checked_sub(1)
                    .is_some_and(|before| view.word(before) == "the")
        };
        let before = at.checked_sub(1).filter(|_| view.is_spaced(at));
        let follows_title = || {
            before.is_some_and(|before| {
                view.is_title_or_role(before)
                    && !matches!(view.word(next), "-" | "&")
                    && !view.word_info(at).is_mostly_lowercase
            })
        };
        let is_given_name = || {
            token.shape() == TokenShape::Title
                && !view.begins_sentence(at)
                && lists().is_given_name(&view.folded(at))
                && !view.is_headline(at)
        };
        let is_other_name = || token.shape() == TokenShape::Title && is_alias(view, at.until(next));
        let acts = || PERSON_VERBS.contains(view.word(next)) && !view.begins_sentence(at);
        if view.tag(at).person_confidence >= MIN_SECOND_CHOICE
            || governs()
            || follows_title()
            || is_given_name()
            || acts()
            || is_other_name()
        {
            words.insert(view.folded(at).into_owned());
        } else if meets(view, at) {
            words.insert(view.folded(at).into_owned());
            words.insert(view.folded(at + 2).into_owned());
        }
    }
    words
}

/// Whether the word at `left` is the first of two that meet: "the Trump-Kim summit", but not "the China-US talks".
fn meets(view: &TokenView<'_>, left: TokenId) -> bool {
    let right = left + 2;
    let may_be_people = |at| !matches!(view.class(at), NameClass::Location | NameClass::Group);
    is_hyphen(view.word(left + 1))
        && !view.has_space_before(left + 1)
        && !view.has_space_before(right)
        && view.is_capitalised(left)
        && view.is_capitalised(right)
        && MEETINGS.contains(view.word(right + 1))
        && may_be_people(left)
        && may_be_people(right)
        && (view.word_info(left).surname_rank > 0 || view.word_info(right).surname_rank > 0)
}

/// The tagger's least confidence that a word is a person's name, for a candidate.
const MIN_SECOND_CHOICE: u8 = 10;

/// The lone words of the article that are in `words` and in none of `covered`.
pub(super) fn occurrences(
    view: &TokenView<'_>,
    covered: impl Iterator<Item = TokenRange>,
    words: &HashSet<String>,
) -> Vec<TokenRange> {
    let covered = covered_tokens(view, covered);
    let mut found = Vec::new();
    for (at, token) in view.entries() {
        // "I" is the pronoun, also where the article has a king, a cave or a level of that number.
        if !token.shape().is_capitalised() || covered[at] || view.word(at) == "I" {
            continue;
        }
        let folded = view.folded(at);
        let is_side = || meets(view, at) || at.checked_sub(2).is_some_and(|left| meets(view, left));
        if words.contains(folded.as_ref()) && (view.stands_alone(at, &folded) || is_side()) {
            found.push(candidates::widen_span(view, at.until(at + 1)));
        }
    }
    found
}

/// For each token, whether it is in a range.
pub(super) fn covered_tokens(
    view: &TokenView<'_>,
    ranges: impl Iterator<Item = TokenRange>,
) -> IdVec<TokenId, bool> {
    let mut covered = IdVec::from(vec![false; view.tokens.len()]);
    for at in ranges.flatten() {
        if at < view.end() {
            covered[at] = true;
        }
    }
    covered
}
