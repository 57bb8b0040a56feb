//! Keeps open overlays on the same entities when the entities of the article are replaced.

use super::{overlay, preview};
use crate::app::State;
use crate::app::card::{Card, CardRow};
use crate::app::overlay::Overlay;
use crate::app::pair::EntityPair;
use crate::entities::Entities;

/// The entity of `new` that corresponds to `entity` of `old`: the one of the same kind mentioned where `entity` was first
/// mentioned, else the one of the same kind and name.
pub(super) fn remap_entity(old: &Entities, new: &Entities, entity: usize) -> Option<usize> {
    let entity_before = old.entities().get(entity)?;
    let first = old.mentions().get(*entity_before.mentions.first()?)?;
    let at_first_mention = new
        .mention_at(first.range.start)
        .and_then(|index| new.mentions().get(index))
        .map(|mention| mention.entity);
    let has_same_kind = |index: usize| {
        let candidate = new.entities().get(index);
        candidate.is_some_and(|candidate| candidate.kind == entity_before.kind)
    };
    at_first_mention
        .filter(|&index| has_same_kind(index))
        .or_else(|| {
            let mut candidates = new.entities().iter();
            candidates.position(|candidate| {
                candidate.kind == entity_before.kind && candidate.name == entity_before.name
            })
        })
}

/// Updates all overlays, the pair and the preview to the new entities, and closes those whose entity is gone.
pub(super) fn refresh_overlays(state: &mut State, old: &Entities) {
    let mut overlays = std::mem::take(&mut state.screen.overlays);
    overlays.retain_mut(|overlay| refresh_overlay(state, old, overlay));
    state.screen.overlays = overlays;
    overlay::scroll_to_choice(state);
    if let Some(pair) = state.reading.pair.take() {
        let entities = &state.reading.entities;
        let (one, other) = (
            remap_entity(old, entities, pair.one),
            remap_entity(old, entities, pair.other),
        );
        state.reading.pair = one.zip(other).and_then(|(one, other)| {
            EntityPair::new(&state.reading.document, entities, one, other)
        });
    }
    if state.preview.take().is_some()
        && (state.reading.current.is_some() || state.reading.selected.is_some())
    {
        preview::open_preview(state);
    }
}

/// Updates one overlay to the new entities. Returns false if its entity no longer exists.
fn refresh_overlay(state: &State, old: &Entities, overlay: &mut Overlay) -> bool {
    let (document, entities) = (&state.reading.document, &state.reading.entities);
    match overlay {
        Overlay::Card(card) => {
            let mention = card
                .chosen_mention(old)
                .and_then(|index| old.mentions().get(index))
                .and_then(|mention| entities.mention_at(mention.range.start));
            let Some(updated) = remap_entity(old, entities, card.entity)
                .and_then(|entity| Card::for_entity(document, entities, entity, mention))
            else {
                return false;
            };
            let (top, chosen) = (card.top, card.chosen);
            *card = updated;
            card.top = top;
            if !matches!(chosen, CardRow::Mention(_)) {
                card.chosen = chosen;
            }
            true
        }
        Overlay::Cooccurrences(list) => {
            let pair = list.chosen_pair();
            list.subject = list
                .subject
                .and_then(|subject| remap_entity(old, entities, subject));
            list.whole_article |= list.subject.is_none();
            list.refresh(document, entities);
            let row = pair.and_then(|pair| {
                let one = remap_entity(old, entities, pair.entity)?;
                let other = remap_entity(old, entities, pair.other)?;
                let is_pair = |row: &crate::entities::cooccurrence::Cooccurrence| {
                    [(one, other), (other, one)].contains(&(row.entity, row.other))
                };
                list.rows.iter().position(is_pair)
            });
            list.chosen = row.unwrap_or(list.chosen);
            !list.rows.is_empty()
        }
        // These hold no index of an entity.
        Overlay::WorldMap(_)
        | Overlay::Menu(_)
        | Overlay::Prompt(_)
        | Overlay::Selection(_)
        | Overlay::Picker(_)
        | Overlay::PanelSearch
        | Overlay::BookmarkPrompt(_)
        | Overlay::LinkHints(_) => true,
    }
}
