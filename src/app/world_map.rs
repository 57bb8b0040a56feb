//! The world map with the countries of the article, and its cursor.
//!
//! The country under the cursor is stored by its code, so that it stays the same while the engine finds more countries.
//! Markers and labels are placed in [`markers`]; moving from country to country is in [`compass`].

pub mod compass;
pub mod markers;

use super::reading::corrections::pluralize_mentions;
use super::reading::{AnalysisProgress, Reading};
use super::state::State;
use crate::atlas::projection::{GridSize, Projection};
use crate::atlas::{self, LatLon};
use crate::entities::{CountryCode, EntityId};
use crate::layout::Rect;

/// Highest zoom level; each level doubles the scale.
const MAX_ZOOM: u8 = 4;
/// Share of the map at each edge that the chosen country may not be in when the map is zoomed in.
const EDGE_MARGIN: f64 = 0.2;

/// An open world map.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldMap {
    /// The country under the cursor, if the user chose one.
    chosen: Option<CountryCode>,
    /// The zoom level, from 0 for the part of the world with all countries.
    zoom_level: u8,
    /// The place in the middle of the map when it is zoomed in.
    centre: LatLon,
}

/// A country that the article mentions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapCountry {
    /// The entity that it is.
    pub entity: EntityId,
    /// Its ISO 3166-1 alpha-2 code.
    pub code: CountryCode,
    /// The number of its mentions.
    pub mention_count: usize,
    /// The place of its marker.
    pub position: LatLon,
}

/// What the status line says about the country under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapStatus {
    /// Its name; empty if there is no country.
    pub name: String,
    /// What follows the name: how often it is mentioned, its capital and population.
    pub details: String,
}

/// The countries that the article mentions, by first appearance.
pub fn countries(reading: &Reading) -> Vec<MapCountry> {
    let country = |id: EntityId| {
        let entity = reading.entities.entity(id);
        let code = entity.code?;
        Some(MapCountry {
            entity: id,
            code,
            mention_count: entity.mentions.len(),
            position: atlas::facts(code.as_str())?.map_position,
        })
    };
    reading.entities.entity_ids().filter_map(country).collect()
}

/// The area of the map: the whole screen without the status line and, if it is open, the panel.
pub fn map_area(state: &State) -> Rect {
    let (body, panel) = (state.screen.body(), state.screen.areas.panel);
    let width = if panel.is_empty() {
        body.width
    } else {
        panel.x
    };
    Rect { width, ..body }
}

impl WorldMap {
    /// Opens the map of the part of the world that the article speaks of, with the cursor on the country with the code `chosen`.
    pub fn new(chosen: Option<CountryCode>) -> Self {
        Self {
            chosen,
            zoom_level: 0,
            centre: LatLon::default(),
        }
    }

    /// The country under the cursor, of `countries`: the chosen one if it is there, else the first of those with most mentions.
    pub(super) fn chosen(&self, countries: &[MapCountry]) -> Option<MapCountry> {
        let chosen = countries
            .iter()
            .find(|country| Some(country.code) == self.chosen);
        // Of equals, `max_by_key` takes the last.
        let most_mentioned = || {
            countries
                .iter()
                .rev()
                .max_by_key(|country| country.mention_count)
        };
        chosen.or_else(most_mentioned).copied()
    }

    /// The country under the cursor.
    pub fn chosen_in(&self, reading: &Reading) -> Option<MapCountry> {
        self.chosen(&countries(reading))
    }

    /// The part of the world that is visible on a map of `countries` in `area`: the part that they are in, magnified.
    pub fn projection(&self, area: Rect, countries: &[MapCountry]) -> Projection {
        let grid = GridSize {
            width: area.width.saturating_mul(2),
            height: area.height.saturating_mul(4),
        };
        let antarctic = countries
            .iter()
            .any(|country| country.position.north < -60.0);
        let magnification = f64::from(1_u32 << self.zoom_level.min(MAX_ZOOM));
        let places: Vec<LatLon> = countries.iter().map(|country| country.position).collect();
        Projection::whole_world(grid, antarctic)
            .around(&places)
            .zoomed(magnification, self.centre)
    }

    /// Moves the cursor to `country`, and centres the map there if on `map` it is near an edge or out of view.
    pub(super) fn choose(&mut self, country: MapCountry, map: &Projection) {
        self.chosen = Some(country.code);
        let (dot, frame) = (map.project_wrapped(country.position), map.frame);
        let inside = |at: f64, from: f64, size: f64| {
            (from + size * EDGE_MARGIN..=from + size * (1.0 - EDGE_MARGIN)).contains(&at)
        };
        if !inside(dot.x, frame.left, frame.width) || !inside(dot.y, frame.top, frame.height) {
            self.centre = country.position;
        }
    }

    /// Zooms in if `zoom_in` is set, else out, by `levels` levels, and centres the map on `country`.
    pub(super) fn change_zoom(
        &mut self,
        country: Option<MapCountry>,
        levels: usize,
        zoom_in: bool,
    ) {
        let levels = levels.min(usize::from(MAX_ZOOM)) as u8;
        self.zoom_level = if zoom_in {
            (self.zoom_level + levels).min(MAX_ZOOM)
        } else {
            self.zoom_level.saturating_sub(levels)
        };
        if let Some(country) = country {
            self.centre = country.position;
        }
    }

    /// What the status line says about the chosen country.
    pub fn status(&self, reading: &Reading) -> MapStatus {
        let Some(country) = self.chosen_in(reading) else {
            return MapStatus {
                name: String::new(),
                details: empty_message(reading).to_owned(),
            };
        };
        let name = reading.entities.entity(country.entity).name.clone();
        let facts = atlas::facts(country.code.as_str());
        let capital = facts.and_then(|facts| facts.capital);
        let population = facts.and_then(|facts| facts.population);
        let parts = [
            Some(pluralize_mentions(country.mention_count)),
            capital
                .filter(|capital| *capital != name)
                .map(str::to_owned),
            population.map(|population| atlas::format_population(population.people)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let details = format!(" · {}", parts.join(" · "));
        MapStatus { name, details }
    }
}

/// The message shown when no country has been found.
pub fn empty_message(reading: &Reading) -> &'static str {
    match reading.analysis {
        AnalysisProgress::UpTo(_) => "Still looking for names: no country so far",
        AnalysisProgress::Done => "No country in this article",
    }
}
