//! Finds names that the article itself describes as a place or a thing: "Velmora is a town", "the population of Velmora",
//! "Velmora was founded in 1902".
//!
//! One definition is enough, or two hints. A title before the name anywhere in the article ("President Velmora") outweighs
//! them. The caller drops the names.

use super::candidate::{Candidate, Origin};
use super::lists::lists;
use crate::entities::hashing::{HashMap, HashSet};
use crate::entities::token_view::TokenView;
use crate::entities::tokens::TokenShape;
use crate::entities::word_list::WordList;

/// The points from which a name counts as that of a thing. A definition gives this many points; a hint gives one.
const MIN_POINTS: u32 = 2;

/// The most words of a definition up to its noun: "a small and once important fishing village".
const MAX_DEFINITION_WORDS: usize = 7;

/// What has been found about the names of an article so far.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    points: HashMap<String, u32>,
    titled: HashSet<String>,
}

impl Definitions {
    /// Looks for a description of `candidate` where it stands.
    pub(super) fn note(&mut self, view: &TokenView<'_>, candidate: &Candidate) {
        if candidate.origin == Origin::Titled {
            self.titled.insert(candidate.key());
            return;
        }
        let points_here = if is_defined(view, candidate) {
            MIN_POINTS
        } else {
            hint_points(view, candidate)
        };
        if points_here > 0 {
            *self.points.entry(candidate.key()).or_default() += points_here;
        }
    }

    /// The keys of the candidates that the article describes as something other than a person.
    pub(super) fn into_things(self) -> impl Iterator<Item = String> {
        let Self { points, titled } = self;
        let things = points.into_iter();
        things
            .filter(move |(key, points)| *points >= MIN_POINTS && !titled.contains(key))
            .map(|(key, _)| key)
    }
}

/// Whether the name is followed by a definition as a thing: "is a public park in".
fn is_defined(view: &TokenView<'_>, candidate: &Candidate) -> bool {
    let mut at = candidate.tokens.end;
    // "Sunny Bower) is": the end of a parenthesis with another name.
    if view.word(at) == ")" {
        at += 1;
    }
    if !matches!(view.word(at), "is" | "was" | "are" | "remains" | "became") {
        return false;
    }
    at += 1;
    while matches!(
        view.word(at),
        "also" | "now" | "today" | "both" | "still" | "once"
    ) {
        at += 1;
    }
    if !matches!(view.word(at), "a" | "an" | "the" | "one") {
        return false;
    }
    let mut noun = None;
    for at in (at + 1).until(at + 1 + MAX_DEFINITION_WORDS) {
        let word = view.word(at);
        match view.shape(at) {
            TokenShape::Lower if NOUN_PHRASE_ENDS.contains(word) => break,
            TokenShape::Lower => noun = Some(at),
            TokenShape::Symbol if word != "-" => break,
            TokenShape::Symbol | TokenShape::Title | TokenShape::Upper | TokenShape::Number => {}
        }
    }
    noun.is_some_and(|noun| lists().is_thing_noun(&view.folded(noun)))
}

/// Words before which the noun phrase of a definition ends.
const NOUN_PHRASE_ENDS: WordList = WordList::new(
    "of in on at by for from near with between along to that which who whose where located situated based \
     founded and or as owned operated made named known built",
);

/// What only happens to things: "was founded".
const THING_PARTICIPLES: WordList = WordList::new(
    "located situated founded established incorporated renamed headquartered populated",
);

/// What only places and companies have: "the population of".
const PLACE_ATTRIBUTES: WordList = WordList::new(
    "population inhabitants residents municipality town village province district outskirts suburb port \
     subsidiary",
);

/// Where only places are: "is in the province".
const REGIONS: WordList =
    WordList::new("province county district state region municipality north south east west");

/// The points for hints at a thing: something that only happens to things ("was founded"), or that only places have ("the
/// population of"). A location in a region ("is in the province") counts as much as a definition.
fn hint_points(view: &TokenView<'_>, candidate: &Candidate) -> u32 {
    let (verb, participle) = (
        view.word(candidate.tokens.end),
        view.word(candidate.tokens.end + 1),
    );
    let happens_to_things =
        matches!(verb, "is" | "was" | "were") && THING_PARTICIPLES.contains(participle);
    let belongs_to_place =
        candidate.tokens.start.checked_sub(2).is_some_and(|at| {
            view.word(at + 1) == "of" && PLACE_ATTRIBUTES.contains(&view.folded(at))
        });
    let is_located = verb == "is"
        && participle == "in"
        && view.word(candidate.tokens.end + 2) == "the"
        && REGIONS.contains(view.word(candidate.tokens.end + 3));
    u32::from(happens_to_things) + u32::from(belongs_to_place) + u32::from(is_located) * MIN_POINTS
}
