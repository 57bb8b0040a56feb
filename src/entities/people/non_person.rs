//! Drops candidate names that belong to something other than a person.
//!
//! The evidence: storms and ships that the article mentions, words that only follow the name of an organisation or a place,
//! the two sides of a match or a lawsuit, words for peoples and faiths, and what the article itself says
//! ([`definitions`]). Spans are dropped but never changed.

mod definitions;

use super::super::mention::Reason;
use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::super::word_list::WordList;
use super::NameSpan;
use super::fold::fold;
use super::lists::lists;
use super::person_name::PersonName;
use std::collections::{HashMap, HashSet};

/// Words before a name that make it the name of a storm, a ship or an operation.
const NAMED_THING_WORDS: WordList =
    WordList::new("Cyclone Cyclones HMS Hurricane Hurricanes Operation Storm Typhoon USS");

/// Prepositions that stand before places and hardly ever before people.
const PLACE_PREPOSITIONS: WordList =
    WordList::new("across around in In into near outside throughout");

/// Words that, after the first word of a name, make it the name of a company.
const COMPANY_WORDS: WordList = WordList::new(
    "AG Airlines Airways Bank Banking Co Company Corp Corporation Enterprises Entertainment GmbH Group \
     Holdings Inc Industries Limited Ltd Motor Motors Pharmaceuticals Records",
);

/// Drops the spans that name something other than a person. Spans with a title are kept.
pub(super) fn drop_non_persons(view: &TokenView<'_>, mut spans: Vec<NameSpan>) -> Vec<NameSpan> {
    let thing_names = named_things(view, &spans);
    let organisations = organisation_first_words(view, &spans);
    let places = place_names(view, &spans);
    let defined_things = definitions::defined_non_persons(view, &spans);
    let place_nouns = place_nouns_in_use(view, &spans);
    spans.retain(|span| {
        let last = span.tokens.last();
        span.reason == Reason::Title
            || !(is_group_name(view, span.tokens)
                || is_contest(view, span.tokens)
                || has_organisation_word(view, span)
                || has_coined_spelling(view, span)
                || is_family(view, span)
                || span.tokens.len() > 1 && place_nouns.contains(&view.folded(last))
                || follows_thing_word(view, span)
                || is_lawsuit_party(view, span)
                || is_lone_word_in(view, span, &organisations)
                || is_lone_word_in(view, span, &places)
                || !defined_things.is_empty()
                    && defined_things.contains(&definitions::name_key(view, span))
                || is_named_thing(view, span, &thing_names))
    });
    spans
}

/// Whether the name consists of words for peoples and faiths: "Arab Sunni". A given name alone, such as "Christian", does
/// not count.
fn is_group_name(view: &TokenView<'_>, name: TokenRange) -> bool {
    let mut words = name
        .into_iter()
        .filter(|&at| view.shape(at) != TokenShape::Symbol)
        .map(|at| view.folded(at))
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            lists().is_group_word(&word) && !(name.len() == 1 && lists().is_given_name(&word))
        })
}

/// Whether the name has both sides of a match or a lawsuit: "Eton v Harrow".
fn is_contest(view: &TokenView<'_>, name: TokenRange) -> bool {
    name.into_iter()
        .any(|at| view.shape(at) == TokenShape::Lower && matches!(view.word(at), "v" | "vs" | "v."))
}

/// Whether the span is the surname of a whole family: "the Shinawatra family".
fn is_family(view: &TokenView<'_>, span: &NameSpan) -> bool {
    let next = view.word(span.tokens.end);
    span.tokens.len() == 1 && matches!(next, "family" | "families" | "clan" | "dynasty")
}

/// Whether the span is a word spelt as only names of things are: with digits ("REGN-EB3"), or with two capitals before lower-case
/// letters ("ZMapp").
fn has_coined_spelling(view: &TokenView<'_>, span: &NameSpan) -> bool {
    if span.tokens.len() > 1 {
        return false;
    }
    let word = view.word(span.tokens.start);
    let has_digit = word.chars().any(|letter| letter.is_ascii_digit());
    let mut letters = word.chars();
    let leading_capitals = letters.by_ref().take_while(|letter| letter.is_uppercase());
    has_digit || leading_capitals.count() > 1 && letters.any(char::is_lowercase)
}

/// Whether the span ends in, or is followed by, a word that ends the names of organisations and places, or begins with one
/// that starts them.
fn has_organisation_word(view: &TokenView<'_>, span: &NameSpan) -> bool {
    let is_suffix = |at: TokenId| lists().is_organisation_word(&view.folded(at));
    let (last, next) = (span.tokens.last(), span.tokens.end);
    let starts_with_prefix = || lists().is_place_prefix(&view.folded(span.tokens.start));
    span.tokens.len() > 1 && (is_suffix(last) || starts_with_prefix())
        || view.is_spaced_title_word(next, last) && is_suffix(next) && !view.is_headline(last)
}

/// Folded words that end both names of places and names of people and that the article also uses as nouns: an article that
/// mentions "the park" means a park by "Lincoln Park".
fn place_nouns_in_use(view: &TokenView<'_>, spans: &[NameSpan]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for span in spans.iter().filter(|span| span.tokens.len() > 1) {
        let last = view.folded(span.tokens.last());
        if lists().is_organisation_suffix(&last) && lists().is_common_word(&last) {
            counts.entry(last).or_default();
        }
    }
    if counts.is_empty() {
        return HashSet::new();
    }
    let tokens = view.tokens.iter();
    for token in tokens.filter(|token| token.shape == TokenShape::Lower) {
        if let Some(count) = counts.get_mut(token.text(view.text)) {
            *count += 1;
        }
    }
    counts.retain(|_, count| *count >= 2);
    counts.into_keys().collect()
}

/// Whether the span directly follows a word for a ship or a storm: "the USS Ronald Reagan".
fn follows_thing_word(view: &TokenView<'_>, span: &NameSpan) -> bool {
    let before = span.tokens.start.checked_sub(1);
    before.is_some_and(|at| {
        NAMED_THING_WORDS.contains(view.word(at)) && view.is_spaced(span.tokens.start)
    })
}

/// Whether the span is the second party of a lawsuit: "the Roe v. Wade ruling".
fn is_lawsuit_party(view: &TokenView<'_>, span: &NameSpan) -> bool {
    let Some(versus) = span.tokens.start.checked_sub(1) else {
        return false;
    };
    let versus = if view.word(versus) == "." {
        versus.saturating_sub(1)
    } else {
        versus
    };
    matches!(view.word(versus), "v" | "v.")
        && span
            .tokens
            .end
            .until(span.tokens.end + 4)
            .into_iter()
            .any(|at| {
                matches!(
                    view.word(at),
                    "case" | "cases" | "decision" | "judgment" | "ruling" | "precedent"
                )
            })
}

/// The folded first words of company names that the article writes out ("Ford Motor Company"), without those that are also
/// a surname of a full name in it or follow a title.
fn organisation_first_words(view: &TokenView<'_>, spans: &[NameSpan]) -> HashSet<String> {
    let mut organisations: HashSet<String> = HashSet::new();
    for (at, _) in view.entries() {
        let continues = |at| {
            let tag = view.tag(at);
            tag.class == NameClass::Organisation && !tag.begins_name && view.is_spaced(at)
        };
        if view.class(at) != NameClass::Organisation || !view.tag(at).begins_name {
            continue;
        }
        let after_first = (at + 1).until(at + 5).into_iter();
        let is_company_word = |at| COMPANY_WORDS.contains(view.word(at).trim_end_matches('.'));
        if after_first
            .take_while(|&at| continues(at))
            .any(is_company_word)
        {
            organisations.insert(view.folded(at));
        }
    }
    if organisations.is_empty() {
        return organisations;
    }
    for span in spans {
        let name = PersonName::parse(view, span.tokens);
        if name.words.len() > 1 || span.reason == Reason::Title {
            organisations.remove(name.last());
        }
    }
    organisations
}

/// How an article uses a word.
#[derive(Default)]
struct WordUse {
    /// How often it stands where places do.
    as_place: usize,
    /// How often it occurs at all.
    all: usize,
    /// Whether it follows a title or a role.
    is_titled: bool,
}

/// The folded lone words that repeatedly stand where places do, without those that are the surname of a full name or follow
/// a title.
fn place_names(view: &TokenView<'_>, spans: &[NameSpan]) -> HashSet<String> {
    let mut uses: HashMap<String, WordUse> = HashMap::new();
    for span in spans.iter().filter(|span| span.tokens.len() == 1) {
        uses.entry(view.folded(span.tokens.start)).or_default();
    }
    for (at, token) in view.entries() {
        if token.shape != TokenShape::Title {
            continue;
        }
        let Some(word_use) = uses.get_mut(&view.folded(at)) else {
            continue;
        };
        let next = at + 1;
        let is_possessive = matches!(view.word(next), "'s" | "’s");
        // "in Velmora" and "Velmora Island", but not "in Merkel's".
        let has_suffix = view.is_spaced(next)
            && view.shape(next) == TokenShape::Title
            && lists().is_organisation_suffix(&view.folded(next));
        let before = at.checked_sub(1);
        let follows_preposition =
            before.is_some_and(|before| PLACE_PREPOSITIONS.contains(view.word(before)));
        word_use.all += 1;
        word_use.as_place += usize::from(has_suffix || !is_possessive && follows_preposition);
        word_use.is_titled |= before.is_some_and(|before| view.is_title_or_role(before));
    }
    uses.retain(|_, word_use| {
        let (as_place, all) = (word_use.as_place, word_use.all);
        !word_use.is_titled && as_place >= 2 && as_place * 8 >= all
    });
    for span in spans.iter().filter(|span| span.tokens.len() > 1) {
        uses.remove(PersonName::parse(view, span.tokens).last());
    }
    uses.into_keys().collect()
}

/// Whether the span is a single word that is one of `words`.
fn is_lone_word_in(view: &TokenView<'_>, span: &NameSpan, words: &HashSet<String>) -> bool {
    span.tokens.len() == 1 && words.contains(&view.folded(span.tokens.start))
}

/// The folded names of storms and ships in the article, without those that are the surname of a person in it.
fn named_things(view: &TokenView<'_>, spans: &[NameSpan]) -> HashSet<String> {
    let mut thing_names: HashSet<String> = HashSet::new();
    for pair in view.tokens.windows(2) {
        let [kind, name] = pair else { continue };
        if name.has_space_before
            && name.block == kind.block
            && matches!(name.shape, TokenShape::Title | TokenShape::Upper)
            && NAMED_THING_WORDS.contains(kind.text(view.text))
        {
            thing_names.insert(fold(name.text(view.text)));
        }
    }
    if thing_names.is_empty() {
        return thing_names;
    }
    for span in spans {
        let name = PersonName::parse(view, span.tokens);
        let has_given_name = lists().is_given_name(name.first());
        if name.words.len() > 1 && has_given_name && !has_thing_word(view, span) {
            thing_names.remove(name.last());
        }
    }
    thing_names
}

/// Whether the span contains or follows a word for a storm or a ship.
fn has_thing_word(view: &TokenView<'_>, span: &NameSpan) -> bool {
    let before = span.tokens.start.checked_sub(1);
    before
        .into_iter()
        .chain(span.tokens)
        .any(|at| NAMED_THING_WORDS.contains(view.word(at)))
}

/// Whether the span is the name of a storm or a ship, with nothing before it but initials or the word for it.
fn is_named_thing(view: &TokenView<'_>, span: &NameSpan, thing_names: &HashSet<String>) -> bool {
    let name = PersonName::parse(view, span.tokens);
    let Some((last, before)) = name.words.split_last() else {
        return false;
    };
    thing_names.contains(last)
        && (has_thing_word(view, span) || before.iter().all(|word| word.chars().count() == 1))
}
