//! The search of the panel: a fuzzy query over names, country codes and surface forms.

use crate::app::text_input::TextInput;
use crate::entities::Entities;
use crate::entities::surface_forms;
use crate::search::fuzzy;

/// The most surface forms of an entity that are searched.
const MAX_FORMS: usize = 12;

/// A query, with the strings it is matched against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PanelQuery {
    /// The text of the query.
    pub input: TextInput,
    /// The strings by which each entity can be found, its name first; one element per entity.
    search_keys: Vec<Vec<String>>,
}

impl PanelQuery {
    /// Prepares the query `input` over `entities`, which were found in `text`.
    pub(crate) fn new(input: TextInput, text: &str, entities: &Entities) -> Self {
        let keys_of = |entity: &crate::entities::Entity| {
            let mut keys = vec![entity.name.clone()];
            keys.extend(entity.code.map(|code| code.as_str().to_owned()));
            let forms = surface_forms(text, entities, entity)
                .into_iter()
                .take(MAX_FORMS);
            keys.extend(
                forms
                    .map(|form| form.text)
                    .filter(|words| *words != entity.name),
            );
            keys
        };
        Self {
            input,
            search_keys: entities.entities().iter().map(keys_of).collect(),
        }
    }

    /// The matching entities as indices, best first. Matches of a name come before matches of a code or a form.
    pub(super) fn ranked_entities(&self) -> Vec<usize> {
        let query = self.input.text();
        let names = self
            .search_keys
            .iter()
            .map(|keys| keys.first().map_or("", String::as_str));
        let mut found: Vec<usize> = fuzzy::rank(query, names)
            .into_iter()
            .map(|row| row.index)
            .collect();
        let mut is_found = vec![false; self.search_keys.len()];
        for &entity in &found {
            if let Some(is_found) = is_found.get_mut(entity) {
                *is_found = true;
            }
        }
        let other_keys: Vec<(usize, &str)> = self
            .search_keys
            .iter()
            .enumerate()
            .filter(|(n, _)| is_found.get(*n) == Some(&false))
            .flat_map(|(n, keys)| keys.iter().skip(1).map(move |key| (n, key.as_str())))
            .collect();
        let matches = fuzzy::rank(query, other_keys.iter().map(|(_, key)| *key));
        for row in matches {
            if let Some(&(entity, _)) = other_keys.get(row.index)
                && let Some(is_found) = is_found.get_mut(entity)
                && !std::mem::replace(is_found, true)
            {
                found.push(entity);
            }
        }
        found
    }
}
