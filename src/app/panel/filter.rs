//! The panel's filter: the entities that a few letters find.
//!
//! Owns the letters, and by what an entity is found: its name, its code, and the forms in which it stands in the text.

use crate::app::typed::Typed;
use crate::entities::Entities;
use crate::entities::forms;
use crate::search::fuzzy;

/// Forms of an entity by which it is found, at most.
const MOST_FORMS: usize = 12;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What is typed.
    pub typed: Typed,
    /// What each entity is found by, one for one.
    labels: Vec<Vec<String>>,
}

impl Filter {
    /// A filter of `entities`, found in `text`, by what is `typed`.
    pub(in crate::app) fn new(typed: Typed, text: &str, entities: &Entities) -> Self {
        let label = |entity: &crate::entities::Entity| {
            let mut labels = vec![entity.name.clone()];
            labels.extend(entity.code.map(|code| code.as_str().to_owned()));
            let forms = forms(text, entities, entity).into_iter().take(MOST_FORMS);
            labels.extend(
                forms
                    .map(|form| form.words)
                    .filter(|words| *words != entity.name),
            );
            labels
        };
        Self {
            typed,
            labels: entities.entities().iter().map(label).collect(),
        }
    }

    /// The entities found, as indices: the best first, and one that is found by its name before one found by a form.
    pub(super) fn found(&self) -> Vec<usize> {
        let typed = self.typed.text();
        let names = self
            .labels
            .iter()
            .map(|labels| labels.first().map_or("", String::as_str));
        let mut found: Vec<usize> = fuzzy::rank(typed, names)
            .into_iter()
            .map(|row| row.0)
            .collect();
        let mut seen = vec![false; self.labels.len()];
        for &entity in &found {
            if let Some(seen) = seen.get_mut(entity) {
                *seen = true;
            }
        }
        let others: Vec<(usize, &str)> = self
            .labels
            .iter()
            .enumerate()
            .filter(|(n, _)| seen.get(*n) == Some(&false))
            .flat_map(|(n, labels)| labels.iter().skip(1).map(move |label| (n, label.as_str())))
            .collect();
        let rows = fuzzy::rank(typed, others.iter().map(|(_, label)| *label));
        for (row, _) in rows {
            if let Some(&(entity, _)) = others.get(row)
                && let Some(seen) = seen.get_mut(entity)
                && !std::mem::replace(seen, true)
            {
                found.push(entity);
            }
        }
        found
    }
}
