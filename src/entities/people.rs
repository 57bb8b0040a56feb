//! Finds the people in a text: from tagged tokens to persons with all of their mentions.
//!
//! The steps: candidates from the tags → names that are not people's dropped → names that the article introduces added →
//! every name assigned to a person ([`clustering`]) → roles. Every person has at least one mention; mentions are disjoint
//! and on token boundaries. There is no list of famous people: a name counts because of its context and the lists of common
//! names and words in [`mod@lists`].

mod alias_phrase;
mod article;
mod candidate;
mod candidates;
mod clustering;
mod decide;
mod definitions;
mod evidence;
mod extend;
mod family_first;
mod fold;
mod foreign;
#[cfg(any(test, feature = "train"))]
mod given_tags;
mod learn;
mod listed_name;
mod lists;
mod lone_words;
mod other_kinds;
mod patterns;
mod person_name;
mod propagate;
mod repair;
mod roles;
mod titles;
mod word_context;
mod word_lists;

use super::index::{CountryHit, FoundPerson, PersonHit};
use super::mention::{MentionType, Reason};
use super::token_view::TokenView;
use super::tokens::{TokenId, TokenRange, TokenShape};
use crate::entities::hashing::{HashMap, HashSet};
use article::ArticleFacts;
use candidate::{Candidate, Origin};
use decide::Judged;
use evidence::Weights;
pub use evidence::{Evidence, WeighedRule};
use listed_name::{WrittenForm, fullest_form, shared_surname};
use lists::lists;
use person_name::PersonName;
use std::ops::Range;

#[cfg(feature = "train")]
pub(in crate::entities) use decide::SHARED_PERCENT;
pub(in crate::entities) use word_context::Vocabulary;

/// A person without a mention of at least this confidence is a low-confidence one. On annotated news that the weights had
/// not seen, a threshold of 60 instead of 45 gives a mentions F1 of 0.884 instead of 0.876, a lists F1 of 0.844 instead of
/// 0.835, and fewer wrong names (a precision of lists of 0.884 instead of 0.819).
const MIN_LISTED_CONFIDENCE: u8 = super::LISTED_CONFIDENCE;
/// A person without a mention of at least this confidence is dropped.
const MIN_CONFIDENCE: u8 = 30;
/// The most names in one text, twice as many as there are in 20 MB of news. Each takes half a kilobyte until it is assigned
/// to a person.
const MAX_NAMES: usize = 150_000;
/// The most roles listed for a person.
const MAX_ROLES: usize = 6;

/// A person's name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameSpan {
    /// Its tokens, of which there is at least one.
    tokens: TokenRange,
    /// How confident the engine is that this names a person, from 0 to 100.
    confidence: u8,
    /// Why it was marked.
    reason: Reason,
    /// The rules that applied.
    evidence: Evidence,
}

/// The persons of a text, before indexing.
#[derive(Debug)]
pub(super) struct People {
    /// Those with a mention of at least [`MIN_LISTED_CONFIDENCE`].
    pub listed: Vec<FoundPerson>,
    /// The others.
    pub low_confidence: Vec<FoundPerson>,
}

/// Finds every name of a person, in reading order and disjoint. Some of them may still turn out to be countries.
pub(super) fn find_names(view: &TokenView<'_>) -> Vec<NameSpan> {
    let judged = judge_candidates(view, &evidence::WEIGHTS);
    let mut names: Vec<NameSpan> = judged.iter().map(Judged::name_span).collect();
    names.retain(|name| name.confidence >= MIN_CONFIDENCE);
    names.truncate(MAX_NAMES);
    names
}

/// Whether `word`, in small letters, is a title before a name: "mr", "president".
pub(super) fn is_title(word: &str) -> bool {
    lists().is_title(word)
}

/// Whether `word`, in small letters, is both a name and an ordinary word: "may", "brown".
pub(super) fn is_common_word(word: &str) -> bool {
    lists().is_common_word(word)
}

/// Finds the candidates and judges each once. In reading order and disjoint.
fn judge_candidates(view: &TokenView<'_>, weights: &Weights) -> Vec<Judged> {
    let mut tagged = candidates::find_candidates(view);
    let end = tagged
        .get(MAX_NAMES)
        .map_or(view.end(), |span| span.tokens.start);
    tagged.retain(|span| span.tokens.end <= end);
    let collected;
    let view = &match view.vocabulary {
        Some(_) => view.truncated_at(end),
        None => {
            collected = Vocabulary::new(view.text, view.tokens);
            view.with_vocabulary(&collected).truncated_at(end)
        }
    };
    extend::join_double_surnames(view, &mut tagged);
    repair::trim_neighbours(view, &mut tagged);
    learn::split_surname_pairs(view, &mut tagged);
    learn::trim_headline_verbs(view, &mut tagged);
    let tagged = tagged.into_iter().map(|span| span.tokens);
    let tagged: Vec<_> = tagged.collect();
    let titled = lone_words::after_titles(view, &tagged);
    let mut known = tagged;
    known.extend(titled.iter().copied());
    known.sort_by_key(|tokens| tokens.start);
    let titled: HashSet<TokenId> = titled.into_iter().map(|tokens| tokens.start).collect();
    let mut candidates = patterns::add_patterns(view, known);
    for candidate in &mut candidates {
        if titled.contains(&candidate.tokens.start) {
            candidate.origin = Origin::Titled;
        }
    }
    let things = other_kinds::names_of_things(view, &candidates);
    let is_other = |candidate: &Candidate| {
        let is_thing = |word: &candidate::Word| things.contains(&*word.folded);
        candidate.lone_word().is_some_and(is_thing)
            || other_kinds::is_of_other_kind(view, candidate.tokens)
    };
    let make = |(tokens, origin): &(TokenRange, Origin)| Candidate::new(view, *tokens, *origin);
    candidates.retain(|candidate| !is_other(candidate));
    propagate::add_repeated_names(view, &mut candidates);
    let mut facts = ArticleFacts::collect(view, &candidates);
    let (full, lone): (Vec<_>, Vec<_>) = candidates.into_iter().partition(Candidate::is_full);
    let mut judged = decide::judge_full_names(view, &mut facts, &full, weights);
    let mut words = learn::lone_words(&full, &judged, &lone);
    drop(full);
    words.extend(lone_words::likely_words(view));
    let covered = judged.iter().map(|one| one.tokens);
    let covered = covered.chain(lone.iter().map(|one| one.tokens));
    let others = lone_words::occurrences(view, covered, &words);
    let others = others
        .into_iter()
        .map(|tokens| make(&(tokens, Origin::Repeated)));
    let lone = lone.into_iter().chain(others.filter(|one| !is_other(one)));
    // There are many of them, and a candidate takes half a kilobyte, so each is made twice where it is looked at: for the
    // facts here, and for its judgement.
    let mut places: Vec<(TokenRange, Origin)> = Vec::new();
    facts.add_words(
        view,
        lone.inspect(|one| places.push((one.tokens, one.origin))),
    );
    let lone = places.iter().map(make);
    judged.append(&mut decide::judge_lone_words(view, &facts, lone, weights));
    judged.sort_by_key(|one| one.tokens.start);
    judged
}

/// A candidate, to fit the weights with.
#[cfg(feature = "train")]
#[derive(Debug, Clone)]
pub(super) struct JudgedName {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it is a lone word.
    pub is_lone: bool,
    /// A hash of its words: the same name has the same one.
    pub key: u64,
    /// The logarithm of the odds that it is a person, in hundredths.
    pub score: i32,
    /// For each rule, in the order of [`rule_ids`], whether it applies.
    pub rules: Vec<bool>,
}

/// The candidates in a text, judged with the weights in `table`.
#[cfg(feature = "train")]
pub(super) fn judged_names(view: &TokenView<'_>, table: &str) -> Vec<JudgedName> {
    let judged = judge_candidates(view, &Weights::parse(table));
    let name = |one: &Judged| JudgedName {
        range: view.bytes(one.tokens),
        is_lone: one.is_lone,
        key: one.key,
        score: one.score,
        rules: (0..rule_ids().len())
            .map(|at| one.evidence.has(at))
            .collect(),
    };
    judged.iter().map(name).collect()
}

/// For each candidate in `marked` (see [`given_tags`]): its words, whether it is a lone word, its score, and the rules that apply
/// with their weights. A text without marks has the tagger's tags. `None` if a mark is malformed.
#[cfg(feature = "train")]
pub(super) fn judge_marked(marked: &str) -> Option<Vec<MarkedName>> {
    let mut text = given_tags::TaggedText::parse(marked)?;
    if !marked.contains('{') {
        text = text.with_tags_of_tagger();
    }
    let weights = &evidence::WEIGHTS;
    let name = |(words, one): (String, Judged)| {
        let column = usize::from(one.is_lone);
        let rules = rule_ids().into_iter().zip(&weights.of_rules).enumerate();
        let applying = rules.filter(|(at, _)| one.evidence.has(*at));
        MarkedName {
            words,
            score: one.score,
            rules: applying
                .map(|(_, (id, weights))| (id, weights.get(column).copied().unwrap_or(0)))
                .collect(),
        }
    };
    Some(text.judge(weights).into_iter().map(name).collect())
}

/// A candidate in a text with given tags.
#[cfg(feature = "train")]
#[derive(Debug, Clone)]
pub(super) struct MarkedName {
    pub words: String,
    pub score: i32,
    pub rules: Vec<(&'static str, i32)>,
}

/// The ids of all rules.
#[cfg(feature = "train")]
pub(super) fn rule_ids() -> Vec<&'static str> {
    evidence::rule_ids()
}

/// Drops the names that start inside one of `ranges` (ascending byte ranges): `Esc` in code is capitalised but not a
/// person.
pub(super) fn drop_names_in(
    view: &TokenView<'_>,
    names: &mut Vec<NameSpan>,
    ranges: &[Range<usize>],
) {
    names.retain(|span| {
        let start = view.bytes(span.tokens).start;
        let after = ranges.partition_point(|range| range.start <= start);
        let before = after.checked_sub(1).and_then(|before| ranges.get(before));
        before.is_none_or(|range| start >= range.end)
    });
}

/// Finds every name of a person in a text whose `language` (an ISO 639-3 code) is not English.
pub(super) fn find_foreign_names(view: &TokenView<'_>, language: &str) -> Vec<NameSpan> {
    let mut candidates = foreign::find_names(view, language);
    candidates.truncate(MAX_NAMES);
    let mut spans = learn::add_learnt_names(view, candidates);
    spans.truncate(MAX_NAMES);
    spans
}

/// Clusters the `names` that are not countries into persons.
pub(super) fn group_people(
    view: &TokenView<'_>,
    mut names: Vec<NameSpan>,
    countries: &[CountryHit],
) -> People {
    names.retain(|span| !is_country(view, *span, countries));
    for span in &mut names {
        trim_demonyms(view, span, countries);
    }
    let has_confidence =
        |spans: &[&NameSpan], min: u8| spans.iter().any(|span| span.confidence >= min);
    let (mut listed, low_confidence): (Vec<_>, Vec<_>) = clustering::cluster_names(view, &names)
        .into_iter()
        .filter(|spans| has_confidence(spans, MIN_CONFIDENCE))
        .partition(|spans| has_confidence(spans, MIN_LISTED_CONFIDENCE));
    // A lone word that is hardly a name here is not marked because somebody has that surname.
    for spans in &mut listed {
        spans.retain(|span| span.confidence >= MIN_LISTED_CONFIDENCE);
    }
    let build_all = |people: Vec<Vec<&NameSpan>>| {
        let people = people.iter().map(|spans| {
            let mut person = build_person(view, spans);
            if let Some(surname) = shared_surname(view, spans, &names) {
                person.name = format!("{} {surname}", person.name);
            }
            person
        });
        people.collect()
    };
    People {
        listed: build_all(listed),
        low_confidence: build_all(low_confidence),
    }
}

/// Whether a name lies within a mention of a country that is more likely, and has no title before it.
fn is_country(view: &TokenView<'_>, span: NameSpan, countries: &[CountryHit]) -> bool {
    let bytes = view.bytes(span.tokens);
    let next = countries.partition_point(|hit| hit.range.end <= bytes.start);
    countries.get(next).is_some_and(|hit| {
        // "N. Macedonia" looks like an initial and a surname.
        let is_abbreviated = || {
            hit.range == bytes && matches!(view.word(span.tokens.start), "N." | "S." | "E." | "W.")
        };
        span.reason != Reason::Title
            && hit.range.start <= bytes.start
            && bytes.end <= hit.range.end
            // "Whitehall" is a person only after a title or next to another name.
            && (hit.weight > span.confidence
                || hit.mention_type == MentionType::Seat
                || is_abbreviated())
    })
}

/// Removes a demonym from the start of a full name ("Ethiopians Dejene Debela"), and from its end, where it belongs to the
/// next person ("Tony Blair Russian President").
fn trim_demonyms(view: &TokenView<'_>, span: &mut NameSpan, countries: &[CountryHit]) {
    let is_demonym = |at: TokenId| {
        let bytes = view.bytes(at.until(at + 1));
        let next = countries.partition_point(|hit| hit.range.start < bytes.start);
        let hit = countries.get(next);
        hit.is_some_and(|hit| hit.mention_type == MentionType::Demonym && hit.range == bytes)
    };
    let last = span.tokens.last();
    if span.tokens.len() > 2
        && view.shape(last.saturating_sub(1)) == TokenShape::Title
        && view.has_space_before(last)
        && is_demonym(last)
    {
        span.tokens.end -= 1;
    }
    let (first, second) = (span.tokens.start, span.tokens.start + 1);
    if span.tokens.len() > 2
        && is_demonym(first)
        && !lists().is_given_name(&view.folded(first))
        && view.has_space_before(second)
        && view.shape(second) == TokenShape::Title
    {
        span.tokens.start += 1;
    }
}

/// Builds a person from all of its mentions.
fn build_person(view: &TokenView<'_>, spans: &[&NameSpan]) -> FoundPerson {
    let mut forms: HashMap<String, WrittenForm> = HashMap::default();
    let mut person = FoundPerson::default();
    for (first, span) in spans.iter().enumerate() {
        let words = PersonName::parse(view, span.tokens).words;
        let written_out = words.iter().filter(|word| word.chars().count() > 1).count();
        // An editor's brackets are no part of a name: "Jerry [O'Connell]".
        let written = view.text_of(span.tokens).replace(['[', ']'], "");
        let form = forms
            .entry(written.split_whitespace().collect::<Vec<_>>().join(" "))
            .or_insert(WrittenForm {
                words: words.len().min(written_out + 1),
                count: 0,
                first,
            });
        form.count += 1;
        person.hits.push(PersonHit {
            range: view.bytes(span.tokens),
            confidence: span.confidence,
            reason: span.reason,
            evidence: span.evidence,
        });
        if person.roles.len() < MAX_ROLES {
            add_roles(view, span.tokens, &mut person.roles);
        }
    }
    person.name = fullest_form(forms);
    person
}

/// Adds the roles around this mention, unless they are known already, perhaps with other capitals.
fn add_roles(view: &TokenView<'_>, name: TokenRange, roles: &mut Vec<String>) {
    for role in roles::roles_around(view, name) {
        let is_known = roles
            .iter()
            .any(|known| known.to_lowercase() == role.to_lowercase());
        if !is_known && roles.len() < MAX_ROLES {
            roles.push(role);
        }
    }
}
