//! The card of an entity: who or what it is, who is mentioned with it, and every mention in its context.
//!
//! The card holds only indices and byte ranges, never text. `layout` divides the popup among its parts, `summary` fills
//! the part above the list of mentions, and `text` formats the phrases that are shown.

mod layout;
mod summary;
mod text;

pub use layout::CardLayout;
pub use summary::SummaryLine;
pub use text::{describe_cooccurrence, describe_mention, group_digits, pluralize};

use super::passage;
use crate::document::Document;
use crate::entities::cooccurrence::{self, Cooccurrence};
use crate::entities::{Entities, EntityKind, SurfaceForm, first_full_mention, surface_forms};
use std::ops::Range;

/// The most co-occurring entities of each kind that a card lists.
const MAX_COOCCURRENCES: usize = 8;

/// A row of the card that the cursor can be on, with its index among the rows of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardRow {
    /// A person mentioned together with the entity.
    Person(usize),
    /// A country mentioned together with the entity.
    Country(usize),
    /// A mention of the entity.
    Mention(usize),
}

/// An open card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The entity that the card describes, an index into the entities.
    pub entity: usize,
    /// The surface forms under which the entity appears in the text.
    pub forms: Vec<SurfaceForm>,
    /// The mention that introduces the entity, an index into the mentions.
    pub introduction: Option<usize>,
    /// The byte range of the sentence with that mention; empty if there is none.
    pub quote: Range<usize>,
    /// The people mentioned together with the entity, strongest first.
    pub people: Vec<Cooccurrence>,
    /// The countries mentioned together with the entity, strongest first.
    pub countries: Vec<Cooccurrence>,
    /// The row the cursor is on.
    pub chosen: CardRow,
    /// The first visible row of the list of mentions.
    pub top: usize,
}

impl Card {
    /// The card of `entity`, with the cursor on the mention `at` if it is one of the entity's, else on its first
    /// mention.
    ///
    /// Returns `None` if there is no such entity.
    pub fn for_entity(
        document: &Document,
        entities: &Entities,
        entity: usize,
        at: Option<usize>,
    ) -> Option<Self> {
        let subject = entities.entities().get(entity)?;
        let introduction = first_full_mention(document.text(), entities, subject);
        let quote = introduction
            .and_then(|introduction| entities.mentions().get(introduction))
            .map(|mention| passage::sentence_of(document, entities, mention));
        let cooccurrences = cooccurrence::of_entity(document, entities, entity);
        let is_of_kind = |pair: &&Cooccurrence, kind| {
            let other = entities.entities().get(pair.other);
            other.is_some_and(|other| other.kind == kind)
        };
        let of_kind = |kind: EntityKind| {
            let pairs = cooccurrences.iter().filter(|pair| is_of_kind(pair, kind));
            pairs.take(MAX_COOCCURRENCES).copied().collect()
        };
        let nth = at.and_then(|at| subject.mentions.binary_search(&at).ok());
        Some(Self {
            entity,
            forms: surface_forms(document.text(), entities, subject),
            introduction,
            quote: quote.unwrap_or_default(),
            people: of_kind(EntityKind::Person),
            countries: of_kind(EntityKind::Country),
            chosen: CardRow::Mention(nth.unwrap_or(0)),
            top: 0,
        })
    }

    /// The mention the cursor is on, an index into the mentions.
    pub fn chosen_mention(&self, entities: &Entities) -> Option<usize> {
        let CardRow::Mention(nth) = self.chosen else {
            return None;
        };
        let entity = entities.entities().get(self.entity)?;
        entity.mentions.get(nth).copied()
    }

    /// The co-occurrence the cursor is on.
    pub fn chosen_cooccurrence(&self) -> Option<Cooccurrence> {
        match self.chosen {
            CardRow::Person(nth) => self.people.get(nth).copied(),
            CardRow::Country(nth) => self.countries.get(nth).copied(),
            CardRow::Mention(_) => None,
        }
    }

    /// Moves the cursor by `steps` rows, stopping at the ends, and scrolls so that it is visible.
    ///
    /// The order of rows is people, countries, mentions.
    pub(super) fn move_choice(&mut self, steps: isize, layout: &CardLayout) {
        let (people, countries) = (layout.people_shown, layout.countries_shown);
        let rows = people + countries + layout.mention_count;
        let at = match self.chosen {
            CardRow::Person(nth) => nth.min(people),
            CardRow::Country(nth) => people + nth.min(countries),
            CardRow::Mention(nth) => people + countries + nth,
        };
        let to = at.saturating_add_signed(steps).min(rows.saturating_sub(1));
        self.chosen = if to < people {
            CardRow::Person(to)
        } else if to < people + countries {
            CardRow::Country(to - people)
        } else {
            CardRow::Mention(to - people - countries)
        };
        self.scroll_to_choice(layout);
    }

    /// Scrolls the list of mentions so that the chosen one is visible.
    pub(super) fn scroll_to_choice(&mut self, layout: &CardLayout) {
        let (fit, rows) = (usize::from(layout.list.height), layout.mention_count);
        let at = match self.chosen {
            CardRow::Mention(nth) => nth,
            // The co-occurrences stand above the list: show it from its beginning.
            CardRow::Person(_) | CardRow::Country(_) => 0,
        };
        self.top = super::popup::scroll_to_show(self.top, at, fit, rows);
    }
}
