//! The card of an entity: who or what it is, whom it stands with, and every mention in its line of context.
//!
//! Owns what is known when it opens and which row is chosen. Where everything goes is in `card/places.rs`, what it says
//! in `card/upper.rs` and `card/words.rs`. Never the text itself: all it holds are indices and byte ranges.

mod places;
mod upper;
mod words;

pub use places::Places;
pub use upper::Upper;
pub use words::{count, mention_words, of_all, together_words};

use super::passage;
use crate::document::Document;
use crate::entities::company::{self, Together};
use crate::entities::{Entities, Form, Kind, first_full, forms};
use std::ops::Range;

/// How many of those it stands with are known to the card, of each kind.
const COMPANY: usize = 8;

/// What can be chosen on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// One of the people it stands with.
    Person(usize),
    /// One of the countries it stands with.
    Country(usize),
    /// One of its mentions.
    Mention(usize),
}

/// The card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Whose, an index into the entities.
    pub entity: usize,
    /// In which words it stands.
    pub forms: Vec<Form>,
    /// The mention that introduces it.
    pub first: Option<usize>,
    /// The sentence of that.
    pub quote: Range<usize>,
    /// The people it stands with, strongest first.
    pub people: Vec<Together>,
    /// The countries.
    pub countries: Vec<Together>,
    /// The chosen row.
    pub chosen: Chosen,
    /// The first mention that shows.
    pub top: usize,
}

impl Card {
    /// The card of `entity`; the mention `at` is chosen, if it is one of its own, else its first.
    pub fn of(
        document: &Document,
        entities: &Entities,
        entity: usize,
        at: Option<usize>,
    ) -> Option<Self> {
        let about = entities.entities().get(entity)?;
        let first = first_full(document.text(), entities, about);
        let quote = first
            .and_then(|first| entities.mentions().get(first))
            .map(|mention| passage::sentence(document, entities, mention));
        let all = company::of(document, entities, entity);
        let kind = |pair: &&Together, kind| {
            let other = entities.entities().get(pair.other);
            other.is_some_and(|other| other.kind == kind)
        };
        let of_kind = |wanted: Kind| {
            let pairs = all.iter().filter(|pair| kind(pair, wanted));
            pairs.take(COMPANY).copied().collect()
        };
        let nth = at.and_then(|at| about.mentions.binary_search(&at).ok());
        Some(Self {
            entity,
            forms: forms(document.text(), entities, about),
            first,
            quote: quote.unwrap_or_default(),
            people: of_kind(Kind::Person),
            countries: of_kind(Kind::Country),
            chosen: Chosen::Mention(nth.unwrap_or(0)),
            top: 0,
        })
    }

    /// The mention that is chosen, an index into the mentions.
    pub fn mention(&self, entities: &Entities) -> Option<usize> {
        let Chosen::Mention(nth) = self.chosen else {
            return None;
        };
        let entity = entities.entities().get(self.entity)?;
        entity.mentions.get(nth).copied()
    }

    /// The company that is chosen.
    pub fn together(&self) -> Option<Together> {
        match self.chosen {
            Chosen::Person(nth) => self.people.get(nth).copied(),
            Chosen::Country(nth) => self.countries.get(nth).copied(),
            Chosen::Mention(_) => None,
        }
    }

    /// Choose the row `steps` from the chosen one, in the order of the sheet, stopping at the ends; then make it show.
    pub(super) fn step(&mut self, steps: isize, places: &Places) {
        let (people, countries) = (places.people, places.countries);
        let rows = people + countries + places.mentions;
        let at = match self.chosen {
            Chosen::Person(nth) => nth.min(people),
            Chosen::Country(nth) => people + nth.min(countries),
            Chosen::Mention(nth) => people + countries + nth,
        };
        let to = at.saturating_add_signed(steps).min(rows.saturating_sub(1));
        self.chosen = if to < people {
            Chosen::Person(to)
        } else if to < people + countries {
            Chosen::Country(to - people)
        } else {
            Chosen::Mention(to - people - countries)
        };
        self.reveal(places);
    }

    /// Scroll the mentions so that the chosen one shows.
    pub(super) fn reveal(&mut self, places: &Places) {
        let (fit, rows) = (usize::from(places.list.height), places.mentions);
        let at = match self.chosen {
            Chosen::Mention(nth) => nth,
            // Whom it stands with is told above the mentions: there the list begins.
            Chosen::Person(_) | Chosen::Country(_) => 0,
        };
        self.top = super::sheet::reveal(self.top, at, fit, rows);
    }
}
