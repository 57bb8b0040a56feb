//! The panel's rows: people and countries, their order, their scroll positions and the layout of both lists.

mod query;
mod spread;

pub use query::PanelQuery;
pub use spread::{PANEL_PARTS, Spread, mention_histogram};

use crate::app::overlays::list::scroll_to_show;
use crate::entities::{Entities, Entity, EntityId, EntityKind};
use crate::layout::Rect;
use crate::options::PanelOrder;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// One of the two lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PanelSection {
    /// The entities of the list, in the panel's order.
    pub rows: Vec<EntityId>,
    /// The first visible row.
    pub top: usize,
}

/// The people of the article who were met in other articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleMet {
    /// Their names.
    pub names: HashSet<String>,
    /// The names of the article when the library was asked.
    pub(crate) asked_for: Arc<Entities>,
    /// The number of that question.
    pub(crate) question: Option<u64>,
}

/// Both lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// The search that limits the rows; `None` if all are listed.
    pub query: Option<PanelQuery>,
    /// The best match of that search.
    pub(crate) best_match: Option<EntityId>,
    /// The list of people.
    pub people: PanelSection,
    /// The list of countries.
    pub countries: PanelSection,
    /// Who was met before.
    pub people_met: PeopleMet,
    /// Where in the text the entities are mentioned.
    pub spread: Spread,
}

/// The rectangles of the parts of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PanelLayout {
    /// The query of the search, one row or none.
    pub query: Rect,
    /// The heading "People".
    pub people_heading: Rect,
    /// The rows of people.
    pub people: Rect,
    /// The heading "Countries".
    pub countries_heading: Rect,
    /// The rows of countries.
    pub countries: Rect,
}

impl Panel {
    /// Lists and sorts the rows, after the entities, the order or the query changed.
    ///
    /// With a query the best match comes first, whatever the order.
    pub fn refresh_rows(&mut self, entities: &Entities, order: PanelOrder) {
        let query = self.query.as_ref();
        let query = query.filter(|query| !query.input.text().trim().is_empty());
        let mut rows: Vec<EntityId> = match query {
            Some(query) => query.ranked_entities(),
            None => entities.entity_ids().collect(),
        };
        if query.is_some() {
            self.best_match = rows.first().copied();
        } else {
            match order {
                PanelOrder::Mentions => {
                    rows.sort_by_key(|&id| Reverse(entities.entity(id).mentions.len()));
                }
                PanelOrder::Appearance => {}
                PanelOrder::Name => rows.sort_by_cached_key(|&id| sort_key(entities.entity(id))),
            }
        }
        let is_person = |id: &EntityId| entities.entity(*id).kind == EntityKind::Person;
        (self.people.rows, self.countries.rows) = rows.into_iter().partition(is_person);
    }

    /// All listed entities, people before countries.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> + '_ {
        self.people.rows.iter().chain(&self.countries.rows).copied()
    }

    /// The entity `steps` rows from `from`, stopping at the ends; from outside the list, its first row (or its last if
    /// `steps` is negative).
    pub fn step_from(&self, from: Option<EntityId>, steps: isize) -> Option<EntityId> {
        let rows = self.people.rows.len() + self.countries.rows.len();
        let at = from.and_then(|from| self.entities().position(|row| row == from));
        let to = match at {
            Some(at) => at.saturating_add_signed(steps).min(rows.saturating_sub(1)),
            None if steps >= 0 => 0,
            None => rows.saturating_sub(1),
        };
        self.entities().nth(to)
    }

    /// Divides `area` between the two lists: each gets the rows it needs if both fit, else half, and what the other
    /// leaves.
    pub fn layout(&self, area: Rect) -> PanelLayout {
        let (people, countries) = (self.people.rows.len(), self.countries.rows.len());
        // The query, two headings, and a blank row between the lists.
        let query_rows = usize::from(self.query.is_some());
        let free = usize::from(area.height).saturating_sub(3 + query_rows);
        let half = free / 2;
        let for_people = people
            .max(1)
            .min(free.saturating_sub(countries.max(1).min(half)));
        let for_countries = countries.max(1).min(free - for_people);
        let row = |y: usize, height: usize| area.rows(y.min(1 << 15) as u16, height as u16);
        PanelLayout {
            query: row(0, query_rows),
            people_heading: row(query_rows, 1),
            people: row(query_rows + 1, for_people),
            countries_heading: row(query_rows + for_people + 2, 1),
            countries: row(query_rows + for_people + 3, for_countries),
        }
    }

    /// Scrolls the lists so that `selected` is visible.
    pub fn scroll_to(&mut self, selected: Option<EntityId>, area: Rect) {
        let layout = self.layout(area);
        for (section, rect) in [
            (&mut self.people, layout.people),
            (&mut self.countries, layout.countries),
        ] {
            let (fit, len) = (usize::from(rect.height), section.rows.len());
            let at = section.rows.iter().position(|&row| Some(row) == selected);
            section.top = match at {
                Some(at) => scroll_to_show(section.top, at, fit, len),
                None => section.top.min(len.saturating_sub(fit)),
            };
        }
    }

    /// The entity whose row is at a cell of the screen.
    pub fn entity_at(&self, area: Rect, x: u16, y: u16) -> Option<EntityId> {
        let layout = self.layout(area);
        let (section, rect) = if layout.people.contains(x, y) {
            (&self.people, layout.people)
        } else {
            (&self.countries, layout.countries)
        };
        let row = section.top + usize::from(y.checked_sub(rect.y)?);
        section
            .rows
            .get(row)
            .filter(|_| rect.contains(x, y))
            .copied()
    }
}

/// The key of the order by name: people by the last word of their name, as in the index of a book.
fn sort_key(entity: &Entity) -> String {
    let name = entity.name.to_lowercase();
    match (entity.kind, name.rsplit_once(' ')) {
        (EntityKind::Person, Some((given, last))) => format!("{last} {given}"),
        _ => name,
    }
}
