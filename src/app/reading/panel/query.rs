//! The search of the panel: a fuzzy query over names, country codes and surface forms.

use crate::app::text_input::TextInput;
use crate::entities::{Entities, EntityId, surface_forms};
use crate::search::fuzzy;
use std::mem::replace;

/// The most surface forms of an entity that are searched.
const MAX_FORMS: usize = 12;

/// A query, with the strings it is matched against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PanelQuery {
    /// The text of the query.
    pub input: TextInput,
    /// The name of each entity.
    names: Vec<SearchKey>,
    /// The other strings by which entities can be found: codes and surface forms.
    others: Vec<SearchKey>,
}

/// A string by which an entity can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SearchKey {
    entity: EntityId,
    text: String,
}

impl PanelQuery {
    /// Prepares the query `input` over `entities`, which were found in `text`.
    pub(crate) fn new(input: TextInput, text: &str, entities: &Entities) -> Self {
        let (mut names, mut others) = (Vec::new(), Vec::new());
        for id in entities.entity_ids() {
            let entity = entities.entity(id);
            let key = |text: String| SearchKey { entity: id, text };
            names.push(key(entity.name.clone()));
            others.extend(entity.code.map(|code| key(code.as_str().to_owned())));
            let forms = surface_forms(text, entities, entity)
                .into_iter()
                .take(MAX_FORMS);
            let forms = forms
                .map(|form| form.text)
                .filter(|form| *form != entity.name);
            others.extend(forms.map(key));
        }
        Self {
            input,
            names,
            others,
        }
    }

    /// The positions of the characters of `name` that the query matches, counted in characters from 0, ascending.
    pub fn matched_chars(&self, name: &str) -> Vec<u32> {
        fuzzy::matched_chars(self.input.text(), name)
    }

    /// The matching entities, best first. Where a word begins with what was typed comes before other matches, and of each a
    /// match of a name before one of a code or a form.
    pub(super) fn ranked_entities(&self) -> Vec<EntityId> {
        let mut found = Vec::new();
        let mut is_found = vec![false; self.names.len()];
        let typed = self.input.text();
        let (names, others) = (&self.names, &self.others);
        for (keys, only_beginnings) in [
            (names, true),
            (others, true),
            (names, false),
            (others, false),
        ] {
            let left = keys.iter();
            let left = left.filter(|key| {
                is_found.get(key.entity.place()) == Some(&false)
                    && (!only_beginnings || fuzzy::begins_words(typed, &key.text))
            });
            let ranked = fuzzy::rank_items(typed, left, |key| &key.text);
            for key in ranked.collect::<Vec<&SearchKey>>() {
                let is_found = is_found.get_mut(key.entity.place());
                if is_found.is_some_and(|is_found| !replace(is_found, true)) {
                    found.push(key.entity);
                }
            }
        }
        found
    }
}
