//! The panel's rows: who stands where, in which order, and what of it fits.
//!
//! Owns the two lists and their scroll positions. Pure arithmetic; how a row looks is the view's affair.

mod filter;

pub use filter::Filter;

use crate::entities::{Entities, Entity, Kind};
use crate::layout::Rect;

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Most mentions first; at a tie, first appearance.
    #[default]
    Mentions,
    /// First appearance in the text.
    Appearance,
    /// By name; people by their last word.
    Name,
}

impl Order {
    /// The next one in the cycle.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Mentions => Self::Appearance,
            Self::Appearance => Self::Name,
            Self::Name => Self::Mentions,
        }
    }

    /// For the notice.
    pub fn words(self) -> &'static str {
        match self {
            Self::Mentions => "most mentions first",
            Self::Appearance => "in order of appearance",
            Self::Name => "by name",
        }
    }
}

/// One of the two lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Indices into the entities, in the panel's order.
    pub rows: Vec<usize>,
    /// The first row that shows.
    pub top: usize,
}

/// Both lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// The order of both.
    pub order: Order,
    /// What finds the rows that show, if not all do.
    pub filter: Option<Filter>,
    /// The entity that it finds best.
    pub(super) best: Option<usize>,
    /// People.
    pub people: Section,
    /// Countries.
    pub countries: Section,
}

/// Where the sections go in the panel's rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sections {
    /// The row of the screen with what is typed to filter.
    pub filter: Rect,
    /// The row of the screen with the heading "People".
    pub people_heading: Rect,
    /// The rows of people.
    pub people: Rect,
    /// The row of the screen with the heading "Countries".
    pub countries_heading: Rect,
    /// The rows of countries.
    pub countries: Rect,
}

impl Panel {
    /// Sort the rows anew, after the entities, the order or the filter changed: where letters are typed, as they are found.
    pub fn fill(&mut self, entities: &Entities) {
        let filter = self.filter.as_ref();
        if let Some(filter) = filter.filter(|filter| !filter.typed.text().trim().is_empty()) {
            let found = filter.found();
            self.best = found.first().copied();
            let list = |kind: Kind| {
                let is = |n: &usize| entities.entities().get(*n).is_some_and(|e| e.kind == kind);
                found.iter().copied().filter(is).collect()
            };
            (self.people.rows, self.countries.rows) = (list(Kind::Person), list(Kind::Country));
            return;
        }
        let list = |kind: Kind| {
            let all = entities.entities();
            let mut rows: Vec<usize> = (0..all.len())
                .filter(|&n| all.get(n).is_some_and(|e| e.kind == kind))
                .collect();
            let entity = |n: usize| all.get(n);
            match self.order {
                Order::Mentions => rows
                    .sort_by_key(|&n| std::cmp::Reverse(entity(n).map_or(0, |e| e.mentions.len()))),
                Order::Appearance => {}
                Order::Name => rows.sort_by_cached_key(|&n| entity(n).map(sort_name)),
            }
            rows
        };
        (self.people.rows, self.countries.rows) = (list(Kind::Person), list(Kind::Country));
    }

    /// People, then countries: the order in which the selection walks.
    pub fn walk(&self) -> impl Iterator<Item = usize> + '_ {
        self.people.rows.iter().chain(&self.countries.rows).copied()
    }

    /// The entity `steps` rows from `from`, stopping at the ends; the first (or last) row if nothing is selected.
    pub fn step(&self, from: Option<usize>, steps: isize) -> Option<usize> {
        let rows = self.people.rows.len() + self.countries.rows.len();
        let at = from.and_then(|from| self.walk().position(|row| row == from));
        let to = match at {
            Some(at) => at.saturating_add_signed(steps).min(rows.saturating_sub(1)),
            None if steps >= 0 => 0,
            None => rows.saturating_sub(1),
        };
        self.walk().nth(to)
    }

    /// Where the sections go: each has what it needs if both fit, else half, and what the other leaves.
    pub fn sections(&self, area: Rect) -> Sections {
        let (people, countries) = (self.people.rows.len(), self.countries.rows.len());
        // What is typed, two headings, and a blank row between the sections.
        let typed = usize::from(self.filter.is_some());
        let free = usize::from(area.height).saturating_sub(3 + typed);
        let half = free / 2;
        let for_people = people
            .max(1)
            .min(free.saturating_sub(countries.max(1).min(half)));
        let for_countries = countries.max(1).min(free - for_people);
        let row = |y: usize, height: usize| {
            let y = y.min(usize::from(area.height)) as u16;
            Rect {
                y: area.y + y,
                height: (height as u16).min(area.height - y),
                ..area
            }
        };
        Sections {
            filter: row(0, typed),
            people_heading: row(typed, 1),
            people: row(typed + 1, for_people),
            countries_heading: row(typed + for_people + 2, 1),
            countries: row(typed + for_people + 3, for_countries),
        }
    }

    /// Scroll the sections so that `selected` shows.
    pub fn reveal(&mut self, selected: Option<usize>, area: Rect) {
        let sections = self.sections(area);
        for (section, rect) in [
            (&mut self.people, sections.people),
            (&mut self.countries, sections.countries),
        ] {
            let height = usize::from(rect.height);
            if let Some(at) = section.rows.iter().position(|&row| Some(row) == selected) {
                let lowest = (at + 1).saturating_sub(height).min(at);
                section.top = section.top.clamp(lowest, at);
            }
            section.top = section.top.min(section.rows.len().saturating_sub(height));
        }
    }

    /// The entity whose row is at the cell.
    pub fn row_at(&self, area: Rect, x: u16, y: u16) -> Option<usize> {
        let sections = self.sections(area);
        [
            (&self.people, sections.people),
            (&self.countries, sections.countries),
        ]
        .into_iter()
        .find_map(|(section, rect)| {
            let inside = rect.contains(x, y);
            inside
                .then(|| {
                    section
                        .rows
                        .get(section.top + usize::from(y - rect.y))
                        .copied()
                })
                .flatten()
        })
    }
}

/// What a row is sorted by: people by their last word, as an index of a book does.
fn sort_name(entity: &Entity) -> String {
    let name = entity.name.to_lowercase();
    match (entity.kind, name.rsplit_once(' ')) {
        (Kind::Person, Some((given, last))) => format!("{last} {given}"),
        _ => name,
    }
}

/// How many of `entity`'s mentions stand in each of `bins` equal parts of a text of `len` bytes.
pub fn spread(entities: &Entities, entity: &Entity, len: usize, bins: usize) -> Vec<usize> {
    let start = |n: &usize| {
        entities
            .mentions()
            .get(*n)
            .map_or(0, |mention| mention.range.start)
    };
    let below = |offset: usize| entity.mentions.partition_point(|n| start(n) < offset);
    (0..bins)
        .map(|bin| {
            below(len * (bin + 1) / bins + usize::from(bin + 1 == bins)) - below(len * bin / bins)
        })
        .collect()
}
