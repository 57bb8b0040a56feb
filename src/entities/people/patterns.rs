//! Finds capitalised words that the tagger did not label as a person's but that can be a full name.
//!
//! They are candidates only; the [evidence](super::evidence) decides. A sequence of two to four capitalised words qualifies if
//! its first word is a given name, if a well-known person has the name, if it is spelt like a Chinese or Korean name, if a title
//! or a role stands beside it, or if the tagger thought that it might be a person's.

use super::super::gazetteer::{self, Kinds, MAX_WORDS, NameKey};
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::candidate::{Candidate, Origin};
use super::candidates;
use super::family_first;
use super::lists::lists;
use super::roles::is_function_word;
use super::titles::is_shortened_office;
use crate::entities::word_list::WordList;

/// The most capitalised words in such a name.
const MAX_CAPITALS: usize = 4;
/// The most tokens of such a name, particles included, and a few more.
const MAX_PATTERN_TOKENS: usize = 12;
/// The tagger's least confidence in one of the words.
const MIN_PERSON_CONFIDENCE: u8 = 15;

/// Adds the candidates that overlap none of `known`, which are in reading order; a known lone word may become part of a full
/// name. The result is in reading order and disjoint.
pub(super) fn add_patterns(view: &TokenView<'_>, known: Vec<TokenRange>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut next_known = known.iter().copied().peekable();
    let mut at = TokenId::FIRST;
    while at < view.end() {
        while next_known.next_if(|known| known.end <= at).is_some() {}
        let next = next_known.peek().copied();
        let covering = next.filter(|next| next.contains(at));
        // In a sentence in capitals the tagger often sees only a part of a name.
        let may_continue = |known: &TokenRange| {
            known.start == at && known.len() == 1 && view.shape(at) == TokenShape::Upper
        };
        if let Some(known) = covering
            && !(may_continue(&known) && name_in_capitals(view, at).is_some())
        {
            at = known.end;
            continue;
        }
        let name = pattern_at(view, at, next);
        match name {
            Some(name) if name.len() > 1 => {
                found.push(Candidate::new(view, name, Origin::Pattern));
                at = name.end;
            }
            _ => at += 1,
        }
    }
    let mut all: Vec<Candidate> = known
        .into_iter()
        .filter(|known| {
            let overlaps =
                |one: &Candidate| one.tokens.start < known.end && known.start < one.tokens.end;
            let near = found.partition_point(|one| one.tokens.end <= known.start);
            !found.get(near).is_some_and(overlaps)
        })
        .map(|tokens| Candidate::new(view, tokens, Origin::Tagged))
        .collect();
    all.extend(found);
    all.sort_by_key(|one| one.tokens.start);
    all
}

/// The name that may begin at `at`, up to the known name `next`.
fn pattern_at(view: &TokenView<'_>, at: TokenId, next: Option<TokenRange>) -> Option<TokenRange> {
    if !view.is_capitalised(at) {
        return None;
    }
    if let Some(name) = known_name(view, at, next) {
        return Some(name);
    }
    let follows_by = at
        .checked_sub(1)
        .is_some_and(|by| matches!(view.word(by), "By" | "BY" | "by"));
    let follows_other = at
        .checked_sub(1)
        .is_some_and(|before| candidates::is_before_name(view, before));
    let follows_name = view.follows_name(at) && !follows_by && !follows_other;
    if view.shape(at) == TokenShape::Upper && (!follows_name || is_all_capitals(view, at)) {
        return initials_and_surname(view, at)
            .or_else(|| name_in_capitals(view, at))
            .filter(|name| next.is_none_or(|next| next.start >= name.end || next.end <= name.end));
    }
    if view.shape(at) != TokenShape::Title
        || follows_name && !view.is_headline(at)
        || is_function_word(view.word(at))
        || candidates::is_ordinary_start(view, at)
        || candidates::is_before_name(view, at)
    {
        return None;
    }
    let first = view.folded(at);
    if candidates::is_title(view, at)
        || lists().is_title_or_role(&first) && !lists().is_given_name(&first)
    {
        return None;
    }
    if let Some(end) = family_first::name_end(view, at)
        && next.is_none_or(|next| next.start >= end || next.start >= at && next.end <= end)
    {
        return Some(at.until(end));
    }
    let longest = name_end(view, at);
    let end = match next {
        // The tagger labelled only the last word: "spokesperson Zarmast Wardakil said".
        // A given name before a surname that begins with particles: "James" before "Van Der Beek".
        Some(next)
            if next.start > at
                && next.end == longest
                && (next.len() == 1
                    || next.start == at + 1 && begins_with_particle(view, next)) =>
        {
            longest
        }
        Some(next) => longest.min(next.start.max(at)),
        None => longest,
    };
    let name = at.until(end);
    (name.len() > 1 && can_be_full_name(view, name)).then(|| candidates::widen_span(view, name))
}

fn begins_with_particle(view: &TokenView<'_>, name: TokenRange) -> bool {
    lists().is_particle(&view.folded(name.start))
}

/// The longest name of a well-known person that begins at `at`, unless only a part of `next` is in it.
fn known_name(view: &TokenView<'_>, at: TokenId, next: Option<TokenRange>) -> Option<TokenRange> {
    let first = view.folded(at);
    let is_royal = matches!(
        first.as_ref(),
        "king" | "queen" | "prince" | "princess" | "pope" | "sheikh" | "emir" | "sultan" | "saint"
    );
    let is_title = is_royal || lists().is_title_or_role(&first) && !lists().is_given_name(&first);
    // "Son Heung-min" begins with a word for a relative, but "King Abdullah" with a title.
    if is_title && first.len() > MAX_SHORT_TITLE {
        return None;
    }
    let gazetteer = gazetteer::embedded();
    let mut key = NameKey::default();
    let mut longest = None;
    for end in (at + 1).until(at + 1 + MAX_WORDS) {
        let last = end.saturating_sub(1);
        let is_near = view.block(last) == view.block(at) && (last == at || !view.breaks_line(last));
        if last >= view.end() || !is_near {
            break;
        }
        key = key.with(view.word_hash(last));
        let is_word = view.shape(last) != TokenShape::Symbol;
        if end - at > 1 && is_word && gazetteer.kinds(key).has(Kinds::PERSON) {
            longest = Some(at.until(end));
        }
    }
    let covers = |name: &TokenRange| {
        next.is_none_or(|next| {
            next.start >= name.end || next.start >= name.start && next.end <= name.end
        })
    };
    longest.filter(covers)
}

/// Whether the sentence around `at` is written in capitals.
fn is_all_capitals(view: &TokenView<'_>, at: TokenId) -> bool {
    let sentence = view.sentence_of(at).unwrap_or(at.until(at + 1));
    let tokens = view.tokens_in(sentence).iter().take(MAX_CAPITALS_CHECKED);
    let mut words = tokens
        .filter(|token| token.shape() != TokenShape::Symbol && token.shape() != TokenShape::Number);
    words.all(|token| token.shape() == TokenShape::Upper)
}

/// How many tokens of a sentence are looked at to see whether it is in capitals.
const MAX_CAPITALS_CHECKED: usize = 24;

/// Titles up to this length, in bytes, are also family names.
const MAX_SHORT_TITLE: usize = 3;

/// Initials without points and a surname: "CS Lewis".
fn initials_and_surname(view: &TokenView<'_>, at: TokenId) -> Option<TokenRange> {
    let initials = view.word(at);
    let surname = at + 1;
    let is_name = (2..=3).contains(&initials.len())
        && initials.bytes().all(|byte| byte.is_ascii_uppercase())
        && !is_shortened_office(initials)
        && view.is_spaced_title_word(surname, at)
        && !view.breaks_line(surname)
        && !view.is_spaced_title_word(surname + 1, at)
        && !lists().is_other_than_name(&view.folded(surname))
        && !view.word_info(surname).is_mostly_lowercase;
    is_name.then(|| at.until(surname + 1))
}

/// A given name and a surname in capitals, in a byline or a sentence in capitals: "By JANE DOE".
fn name_in_capitals(view: &TokenView<'_>, at: TokenId) -> Option<TokenRange> {
    let is_word = |at: TokenId| view.shape(at) == TokenShape::Upper && view.word(at).len() > 1;
    let surname = at + 1;
    let first = view.word_info(at);
    let last = view.word_info(surname);
    let is_given_name = first.given_rank >= 2 || lists().is_given_name(&view.folded(at));
    let is_name = is_word(at)
        && is_word(surname)
        && view.is_spaced(surname)
        && !view.breaks_line(surname)
        && is_given_name
        && !first.is_mostly_lowercase
        && !last.is_mostly_lowercase
        && !lists().is_other_than_name(&view.folded(surname));
    is_name.then(|| at.until(surname + 1))
}

/// Whether something speaks for `name` being a person's.
fn can_be_full_name(view: &TokenView<'_>, name: TokenRange) -> bool {
    let first = view.folded(name.start);
    let info = view.word_info(name.start);
    let mut tags = name.into_iter().map(|at| view.tag(at));
    let is_tagged_other = name.into_iter().all(|at| {
        matches!(
            view.class(at),
            NameClass::Location | NameClass::Organisation | NameClass::Misc
        ) && view.tag(at).confidence >= 95
    });
    let is_likely = tags.any(|tag| tag.person_confidence >= MIN_PERSON_CONFIDENCE);
    let is_described = || {
        view.description_before(name.start).is_some() || view.description_after(name.end).is_some()
    };
    let is_titled = || {
        let before = name
            .start
            .checked_sub(1)
            .filter(|_| view.is_spaced(name.start));
        before.is_some_and(|before| view.is_title_or_role(before))
    };
    let is_known = || {
        Candidate::new(view, name, Origin::Pattern)
            .kinds
            .has(Kinds::PERSON)
    };
    let starts_with_given_name = info.given_rank >= 1 || lists().is_given_name(&first);
    let mut after_first = (name.start + 1).until(name.last()).into_iter();
    let has_title = after_first.any(|at| lists().is_title(&view.folded(at)));
    !has_title
        && !is_tagged_other
        && (starts_with_given_name || is_likely || is_titled() || is_described())
        || is_known()
}

/// The end of the capitalised words, with particles between them, that begin at `at`; `at` if they cannot be a name.
fn name_end(view: &TokenView<'_>, at: TokenId) -> TokenId {
    let continues = |next| {
        view.is_capitalised(next)
            && view.has_space_before(next)
            && view.block(next) == view.block(at)
            && !view.breaks_line(next)
            && !view.begins_sentence(next)
            && !is_date(view, next)
    };
    let mut end = at + 1;
    // A run that is too long to be a name is not looked at to its end.
    while end < at + MAX_PATTERN_TOKENS {
        if continues(end) {
            end += 1;
        } else if let Some(next) = end_after_particles(view, end) {
            end = next;
        } else {
            break;
        }
    }
    let has_hyphen = matches!(view.word(end), "-" | "‐" | "‑");
    // "the Donald Trump-led wing": the word after the hyphen is not part of the name.
    let joins_other_word = has_hyphen
        && end > at + 1
        && view.shape(end + 1) == TokenShape::Lower
        && !view.has_space_before(end + 1);
    let is_joined = has_hyphen && !view.has_space_before(end) && !joins_other_word
        || matches!(view.word(end), "–" | "&");
    let words = at.until(end).into_iter();
    let capital_count = words.filter(|&at| view.is_capitalised(at)).count();
    if capital_count > MAX_CAPITALS || is_joined {
        return at;
    }
    end
}

/// Months before a day, as in the dates of bylines, which no comma parts from the name. "May" is left out, as it is a surname.
const MONTHS: WordList = WordList::new(
    "January Jan Jan. February Feb Feb. March Mar Mar. April Apr Apr. June Jun July Jul August Aug Aug. September Sep Sept Sept. \
     October Oct Oct. November Nov Nov. December Dec Dec.",
);

/// Whether a month and a day begin at `at`: "By Jane Doe Dec 7 (Reuters)".
fn is_date(view: &TokenView<'_>, at: TokenId) -> bool {
    MONTHS.contains(view.word(at)) && view.shape(at + 1) == TokenShape::Number
}

/// The end of the capitalised word after the particles that begin at `at`: "von der Leyen", "al-Hadidi".
fn end_after_particles(view: &TokenView<'_>, at: TokenId) -> Option<TokenId> {
    let mut end = at;
    let is_particle = |at| {
        view.shape(at) == TokenShape::Lower
            && view.is_spaced(at)
            && lists().is_particle(&view.folded(at))
            && !matches!(
                view.word(at),
                "an" | "as" | "do" | "y" | "ten" | "las" | "les"
            )
    };
    while end < at + 3 && is_particle(end) {
        end += 1;
    }
    if end > at && matches!(view.word(at), "al" | "el") && view.word(end) == "-" {
        end += 1;
    }
    let is_name =
        end > at && view.shape(end) == TokenShape::Title && view.block(end) == view.block(at);
    is_name.then_some(end + 1)
}
