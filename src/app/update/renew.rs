//! What is open when the engine knows more: it stays, about the same people and countries.

use super::{peek, sheet};
use crate::app::State;
use crate::app::card::{Card, Chosen};
use crate::app::layer::Layer;
use crate::app::pair::Pair;
use crate::entities::Entities;

/// Who among `new` is the `entity` of `old`: whoever stands where it first stood, else who is called the same.
pub(super) fn moved(old: &Entities, new: &Entities, entity: usize) -> Option<usize> {
    let before = old.entities().get(entity)?;
    let first = old.mentions().get(*before.mentions.first()?)?;
    let there = new
        .at(first.range.start)
        .and_then(|index| new.mentions().get(index))
        .map(|mention| mention.entity);
    let same = |index: usize| {
        let now = new.entities().get(index);
        now.is_some_and(|now| now.kind == before.kind)
    };
    there.filter(|&index| same(index)).or_else(|| {
        let mut all = new.entities().iter();
        all.position(|now| now.kind == before.kind && now.name == before.name)
    })
}

/// Make everything that is open be about what is known now, and close what is about nobody any more.
pub(super) fn all(state: &mut State, old: &Entities) {
    let mut layers = std::mem::take(&mut state.layers);
    layers.retain_mut(|layer| kept(state, old, layer));
    state.layers = layers;
    sheet::reveal(state);
    if let Some(pair) = state.pair.take() {
        let entities = &state.entities;
        let (one, other) = (
            moved(old, entities, pair.one),
            moved(old, entities, pair.other),
        );
        state.pair = one
            .zip(other)
            .and_then(|(one, other)| Pair::of(&state.document, entities, one, other));
    }
    if state.peek.take().is_some() && (state.current.is_some() || state.selected.is_some()) {
        peek::open(state);
    }
}

/// Renew one sheet; whether it is still about somebody.
fn kept(state: &State, old: &Entities, layer: &mut Layer) -> bool {
    let (document, entities) = (&state.document, &state.entities);
    match layer {
        Layer::Card(card) => {
            let at = card
                .mention(old)
                .and_then(|index| old.mentions().get(index))
                .and_then(|mention| entities.at(mention.range.start));
            let Some(fresh) = moved(old, entities, card.entity)
                .and_then(|entity| Card::of(document, entities, entity, at))
            else {
                return false;
            };
            let (top, chosen) = (card.top, card.chosen);
            *card = fresh;
            card.top = top;
            if !matches!(chosen, Chosen::Mention(_)) {
                card.chosen = chosen;
            }
            true
        }
        Layer::Company(company) => {
            let pair = company.pair();
            company.about = company.about.and_then(|about| moved(old, entities, about));
            company.whole |= company.about.is_none();
            company.fill(document, entities);
            let same = pair.and_then(|pair| {
                let one = moved(old, entities, pair.one)?;
                let other = moved(old, entities, pair.other)?;
                let is = |row: &crate::entities::company::Together| {
                    [(one, other), (other, one)].contains(&(row.one, row.other))
                };
                company.rows.iter().position(is)
            });
            company.chosen = same.unwrap_or(company.chosen);
            !company.rows.is_empty()
        }
        // Those hold no number of an entity.
        Layer::World(_)
        | Layer::Pick(_)
        | Layer::Prompt(_)
        | Layer::Stretch(_)
        | Layer::Finder(_)
        | Layer::Filter
        | Layer::Letter(_)
        | Layer::Hints(_) => true,
    }
}
