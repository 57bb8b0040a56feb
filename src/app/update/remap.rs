//! Keeps everything on the same entities when the entities of the article are replaced.

use super::{feed_list, filter, loading, panel};
use crate::app::State;
use crate::app::overlays;
use crate::app::reading::pair::EntityPair;
use crate::app::reading::panel::PanelQuery;
use crate::entities::{Entities, EntityId, MentionId};
use std::sync::Arc;

/// The entity of `new` that corresponds to `entity` of `old`: the one of the same kind mentioned where `entity` was first
/// mentioned, else the one of the same kind and name.
pub(crate) fn remap_entity(old: &Entities, new: &Entities, entity: EntityId) -> Option<EntityId> {
    let before = old.entity(entity);
    let first = old.mention(*before.mentions.first()?).range.start;
    let at_first_mention = new.mention_at(first).map(|id| new.mention(id).entity);
    at_first_mention
        .filter(|&id| new.entity(id).kind == before.kind)
        .or_else(|| new.find(before.kind, &before.name))
}

/// Replaces the entities, because the analysis has progressed, a correction was made or the threshold changed. The current
/// mention and the selected entity are found again by their byte offsets.
pub(super) fn replace_entities(state: &mut State, entities: Arc<Entities>) {
    let reading = &mut state.reading;
    let selected = reading.selected_entity();
    let selected = selected.and_then(|entity| entity.mentions.first().copied());
    let start_of = |id: MentionId| reading.entities.mention(id).range.start;
    let (current, selected) = (reading.current.map(start_of), selected.map(start_of));
    let visible = reading.visible_range();
    reading.current = current.and_then(|start| {
        let nearest = || nearest_mention(&entities, start, visible);
        entities.mention_at(start).or_else(nearest)
    });
    reading.selected = selected
        .and_then(|start| entities.mention_at(start))
        .map(|id| entities.mention(id).entity);
    let old = std::mem::replace(&mut reading.entities, entities);
    // The query of the panel holds the text that each entity is found by.
    if let Some(query) = reading.panel.query.take() {
        let text = reading.document.text();
        reading.panel.query = Some(PanelQuery::new(query.input, text, &reading.entities));
    }
    panel::refresh_rows(state);
    filter::remap_entities(state, &old);
    loading::restore_selection(state);
    feed_list::record_counts(state);
    let area = state.screen.areas.panel;
    state.reading.panel.scroll_to(state.reading.selected, area);
    let reading = &mut state.reading;
    if let Some(pair) = reading.pair.take() {
        let one = remap_entity(&old, &reading.entities, pair.one);
        let other = remap_entity(&old, &reading.entities, pair.other);
        let both = one.zip(other);
        reading.pair = both.and_then(|(one, other)| EntityPair::new(reading, one, other));
    }
    overlays::remap_all(state, &old);
}

/// The mention that becomes current when the current one, which began at byte `start`, is gone: the next one in the `visible`
/// part of the text, else the previous one there.
fn nearest_mention(
    entities: &Entities,
    start: usize,
    visible: std::ops::Range<usize>,
) -> Option<MentionId> {
    let shown = |id: &MentionId| entities.mention(*id).range.start >= start;
    let mut mentions = entities.mentions_in(visible);
    let previous = mentions.clone().take_while(|id| !shown(id)).last();
    mentions.find(shown).or(previous)
}
