//! The card of an entity: who or what it is, who is mentioned with it, and every mention in its context.
//!
//! The card holds only indices and byte ranges of the article, never its text. `layout` divides the popup among its parts, `summary` fills
//! the part above the list of mentions, `text` formats the phrases that are shown, and `before` holds what was read in other
//! articles.

mod before;
mod layout;
mod summary;
mod text;

pub use before::{EarlierSentence, MetBefore, ReadBefore};
pub use layout::{BeforeLayout, CardLayout};
pub use summary::SummaryLine;
pub use text::{describe_cooccurrence, describe_mention, group_digits, grouped_forms, pluralize};

use super::list::scroll_to_show;
use super::mentioned_together as together;
use super::{Extent, KeyHints, Outcome, Overlay, OverlayBehaviour, library, map};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::update::{copy, corrections, links, navigation, remap_entity};
use crate::app::{MouseEvent, passage};
use crate::entities::cooccurrence::{self, Cooccurrence};
use crate::entities::{
    Entities, EntityId, EntityKind, MentionId, SurfaceForm, first_full_mention, surface_forms,
};
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
    /// A sentence of another article.
    Earlier(usize),
    /// A mention of the entity.
    Mention(usize),
}

/// An open card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The entity that the card describes.
    pub entity: EntityId,
    /// The surface forms under which the entity appears in the text.
    pub forms: Vec<SurfaceForm>,
    /// The mention that introduces the entity.
    pub introduction: Option<MentionId>,
    /// The byte range of the sentence with that mention; empty if there is none.
    pub quote: Range<usize>,
    /// The people mentioned together with the entity, strongest first.
    pub people: Vec<Cooccurrence>,
    /// The countries mentioned together with the entity, strongest first.
    pub countries: Vec<Cooccurrence>,
    /// What was read before about the entity, in other articles; `None` until that is known, and if there is nothing.
    pub before: Option<ReadBefore>,
    /// The number of the question about that, once the library was asked.
    pub(crate) question: Option<u64>,
    /// The row the cursor is on.
    pub chosen: CardRow,
    /// The first visible row of the list of mentions.
    pub top: usize,
}

/// Opens the card of the entity that keys are about.
pub(crate) fn open_for_current(state: &mut State) {
    if let Some(entity) = navigation::choose_entity(state) {
        open(state, entity);
    }
}

/// Opens the card of `entity`, on the row of the current mention if that is one of the entity's.
pub(crate) fn open(state: &mut State, entity: EntityId) {
    let mut card = Card::for_entity(&state.reading, entity, state.reading.current);
    let layout = CardLayout::new(state, &card);
    // The chosen row is centred, so that the rows before it show as well.
    if let CardRow::Mention(nth) = card.chosen {
        card.top = nth.saturating_sub(usize::from(layout.list.height) / 2);
    }
    super::push(state, Overlay::Card(card));
}

impl Card {
    /// The card of `entity`, with the cursor on the mention `at` if it is one of the entity's, else on its first
    /// mention.
    pub fn for_entity(reading: &Reading, entity: EntityId, at: Option<MentionId>) -> Self {
        let (document, entities) = (&reading.document, &reading.entities);
        let subject = entities.entity(entity);
        let introduction = first_full_mention(document.text(), entities, subject);
        let quote = introduction.map(|id| passage::sentence_of(reading, entities.mention(id)));
        let cooccurrences = cooccurrence::of_entity(document, entities, entity);
        let of_kind = |kind: EntityKind| {
            let pairs = cooccurrences.iter();
            let pairs = pairs.filter(|pair| entities.entity(pair.other).kind == kind);
            pairs.take(MAX_COOCCURRENCES).copied().collect()
        };
        let nth = at.and_then(|at| subject.mentions.binary_search(&at).ok());
        Self {
            entity,
            forms: surface_forms(document.text(), entities, subject),
            introduction,
            quote: quote.unwrap_or_default(),
            people: of_kind(EntityKind::Person),
            countries: of_kind(EntityKind::Country),
            before: None,
            question: None,
            chosen: CardRow::Mention(nth.unwrap_or(0)),
            top: 0,
        }
    }

    /// The mention the cursor is on.
    pub fn chosen_mention(&self, entities: &Entities) -> Option<MentionId> {
        let CardRow::Mention(nth) = self.chosen else {
            return None;
        };
        entities.entity(self.entity).mentions.get(nth).copied()
    }

    /// The co-occurrence the cursor is on.
    pub fn chosen_cooccurrence(&self) -> Option<Cooccurrence> {
        match self.chosen {
            CardRow::Person(nth) => self.people.get(nth).copied(),
            CardRow::Country(nth) => self.countries.get(nth).copied(),
            CardRow::Earlier(_) | CardRow::Mention(_) => None,
        }
    }

    /// The sentence of another article that the cursor is on.
    pub fn chosen_earlier(&self) -> Option<&EarlierSentence> {
        let CardRow::Earlier(nth) = self.chosen else {
            return None;
        };
        self.before.as_ref()?.sentences.get(nth)
    }

    /// Opens the page of the name in the library.
    fn open_page(&self, state: &mut State) {
        let entity = state.reading.entities.entity(self.entity);
        let (name, code) = (entity.name.clone(), entity.code);
        match &self.before {
            Some(before) => library::page::open(state, before.id, &name, code),
            None => state.notice(library::not_elsewhere(&name)),
        }
    }

    /// Moves to the row of the next or previous mention, skipping the rows of names mentioned together.
    fn choose_mention(&mut self, state: &State, times: usize, forward: bool) {
        let last = CardLayout::new(state, self).mention_count.saturating_sub(1);
        self.chosen = CardRow::Mention(match (self.chosen, forward) {
            (CardRow::Mention(nth), true) => nth.saturating_add(times).min(last),
            (CardRow::Mention(nth), false) => nth.saturating_sub(times),
            (_, _) => 0,
        });
    }

    /// Copies what the cursor is on, or the whole card; or undoes a correction.
    fn copy_or_undo(&self, state: &mut State, action: Action) -> Option<Outcome> {
        if let (Action::Copy, Some(earlier)) = (action, self.chosen_earlier()) {
            let effects = copy::copy_earlier_sentence(state, &earlier.text);
            return Some(Outcome::stay().with(effects));
        }
        let effects = match (action, self.chosen_cooccurrence()) {
            (Action::Copy, Some(pair)) => {
                copy::copy_shared_passages(state, pair.entity, pair.other)
            }
            (Action::Copy, None) => {
                copy::copy_sentence(state, self.chosen_mention(&state.reading.entities)?)
            }
            (Action::CopyCard, _) => copy::copy_card(state, self.entity),
            (Action::Undo, _) => corrections::undo_last(state),
            _ => return None,
        };
        Some(Outcome::stay().with(effects))
    }
}

impl OverlayBehaviour for Card {
    fn mode(&self) -> Mode {
        Mode::Card
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        if self.before.is_some() {
            return &[
                (Action::ShowHelp, "help"),
                (Action::Choose, "go there"),
                (Action::Close, "close"),
                (Action::ShowLibrary, "library"),
                (Action::ShowMentionedTogether, "mentioned with"),
            ];
        }
        &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "go there"),
            (Action::Close, "close"),
            (Action::ShowMentionedTogether, "mentioned with"),
            (Action::Copy, "copy"),
        ]
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let times = command.times();
        match command.action {
            Action::NextMatch => self.choose_mention(state, times, true),
            Action::PreviousMatch => self.choose_mention(state, times, false),
            Action::ShowMentionedTogether => together::open(state, Some(self.entity)),
            Action::ShowMap => map::open(state, Some(self.entity)),
            Action::ShowLibrary => self.open_page(state),
            Action::Reject | Action::Merge | Action::Split | Action::Rename => {
                corrections::open_for(state, command.action, self.entity);
            }
            _ => return self.copy_or_undo(state, command.action),
        }
        Some(Outcome::stay())
    }

    /// Goes to the chosen mention, opens the card of the chosen other entity, or the article of the chosen earlier sentence.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        if let Some(mention) = self.chosen_mention(&state.reading.entities) {
            return super::go_to_mention(state, mention);
        }
        if let Some(pair) = self.chosen_cooccurrence() {
            open(state, pair.other);
        }
        match self.chosen_earlier() {
            Some(earlier) => Outcome::stay().with(links::open_earlier(state, earlier)),
            None => Outcome::stay(),
        }
    }

    fn on_press(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let layout = CardLayout::new(state, self);
        if !layout.popup.outer.contains(mouse.x, mouse.y) {
            return Outcome::close();
        }
        match layout.row_at(self, mouse.x, mouse.y) {
            Some(row) if row == self.chosen => return self.on_choose(state),
            Some(row) => self.chosen = row,
            None => {}
        }
        Outcome::stay()
    }

    /// The order of rows is people, countries, earlier sentences, mentions. Only the mentions scroll.
    fn move_choice(&mut self, state: &State, rows: isize) {
        let layout = CardLayout::new(state, self);
        let (people, countries) = (layout.people_shown, layout.countries_shown);
        let earlier = layout.before.shown;
        let others = people + countries + earlier;
        let all = others + layout.mention_count;
        let at = match self.chosen {
            CardRow::Person(nth) => nth.min(people),
            CardRow::Country(nth) => people + nth.min(countries),
            CardRow::Earlier(nth) => people + countries + nth.min(earlier),
            CardRow::Mention(nth) => others + nth,
        };
        let to = at.saturating_add_signed(rows).min(all.saturating_sub(1));
        let (chosen, shown) = if to < people {
            (CardRow::Person(to), 0)
        } else if to < people + countries {
            (CardRow::Country(to - people), 0)
        } else if to < others {
            (CardRow::Earlier(to - people - countries), 0)
        } else {
            let nth = to - others;
            (CardRow::Mention(nth), nth)
        };
        self.chosen = chosen;
        let fit = usize::from(layout.list.height);
        self.top = scroll_to_show(self.top, shown, fit, layout.mention_count);
    }

    fn visible_rows(&mut self, state: &State) -> usize {
        usize::from(CardLayout::new(state, self).list.height).max(1)
    }

    fn remap(&mut self, state: &State, old: &Entities) -> bool {
        let entities = &state.reading.entities;
        let Some(entity) = remap_entity(old, entities, self.entity) else {
            return false;
        };
        let mention = self.chosen_mention(old);
        let mention =
            mention.and_then(|mention| entities.mention_at(old.mention(mention).range.start));
        let (top, chosen) = (self.top, self.chosen);
        // The library is asked again, as the names beside this one may be others now.
        let is_same = old.entity(self.entity).name == entities.entity(entity).name;
        let before = self.before.take().filter(|_| is_same);
        *self = Self::for_entity(&state.reading, entity, mention);
        (self.top, self.before) = (top, before);
        if !matches!(chosen, CardRow::Mention(_)) {
            self.chosen = chosen;
        }
        true
    }
}
