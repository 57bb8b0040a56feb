//! The world map with the countries of the article, and its cursor.
//!
//! The country under the cursor is stored by its code, so that it stays the same while the engine finds more countries.
//! Markers and labels are placed in [`markers`]; moving from country to country is in [`compass`].

pub mod compass;
pub mod markers;

use super::projection::{LatLon, Projection, miller_height, wrap_longitude};
use super::state::{AnalysisProgress, State};
use crate::atlas;
use crate::entities::{CountryCode, EntityKind};
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
    /// The zoom level, from 0 for the whole world.
    zoom_level: u8,
    /// The place in the middle of the map when it is zoomed in.
    centre: LatLon,
}

/// A country that the article mentions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapCountry {
    /// Its index into the entities.
    pub entity: usize,
    /// Its ISO 3166-1 alpha-2 code.
    pub code: CountryCode,
    /// The number of its mentions.
    pub mention_count: usize,
    /// The place of its marker.
    pub position: LatLon,
}

/// The countries that the article mentions, by first appearance.
pub fn countries(state: &State) -> Vec<MapCountry> {
    let all = state.reading.entities.entities().iter().enumerate();
    all.filter(|(_, entity)| entity.kind == EntityKind::Country)
        .filter_map(|(n, entity)| {
            let code = entity.code?;
            Some(MapCountry {
                entity: n,
                code,
                mention_count: entity.mentions.len(),
                position: atlas::facts(code.as_str())?.map_position,
            })
        })
        .collect()
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
    /// Opens the map of the whole world, with the cursor on the country with the code `chosen`.
    pub fn new(chosen: Option<CountryCode>) -> Self {
        Self {
            chosen,
            zoom_level: 0,
            centre: (0.0, 0.0),
        }
    }

    /// The country under the cursor: the chosen one if the article mentions it, else the first of those with most
    /// mentions.
    pub fn chosen(&self, countries: &[MapCountry]) -> Option<MapCountry> {
        let mut remaining = countries.iter().copied();
        let chosen = remaining
            .clone()
            .find(|country| Some(country.code) == self.chosen);
        let first = remaining.next()?;
        let more_mentioned = |one: MapCountry, other: MapCountry| {
            if other.mention_count > one.mention_count {
                other
            } else {
                one
            }
        };
        chosen.or_else(|| Some(remaining.fold(first, more_mentioned)))
    }

    /// The part of the world that is visible.
    pub fn projection(&self, state: &State) -> Projection {
        let area = map_area(state);
        let dots = (area.width.saturating_mul(2), area.height.saturating_mul(4));
        let antarctic = countries(state)
            .iter()
            .any(|country| country.position.0 < -60.0);
        let magnification = f64::from(1_u32 << self.zoom_level.min(MAX_ZOOM));
        Projection::whole_world(dots, antarctic).zoomed(magnification, self.centre)
    }

    /// Moves the cursor to `country`, and centres the map there if it is near an edge or out of view.
    pub(super) fn choose(&mut self, country: MapCountry, state: &State) {
        self.chosen = Some(country.code);
        let map = self.projection(state);
        let (x, y) = map.project_wrapped(country.position);
        let (left, top, width, height) = map.frame;
        let inside = |at: f64, from: f64, size: f64| {
            (from + size * EDGE_MARGIN..=from + size * (1.0 - EDGE_MARGIN)).contains(&at)
        };
        if !inside(x, left, width) || !inside(y, top, height) {
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

    /// The text of the status line: the name of the chosen country, and details.
    pub fn status_text(&self, state: &State) -> (String, String) {
        let countries = countries(state);
        let Some(country) = self.chosen(&countries) else {
            return (String::new(), empty_message(state).to_owned());
        };
        let name = state.reading.entities.entities().get(country.entity);
        let name = name.map(|entity| entity.name.clone()).unwrap_or_default();
        let mut rest = format!(" · {} mention", country.mention_count);
        if country.mention_count != 1 {
            rest.push('s');
        }
        if let Some(facts) = atlas::facts(country.code.as_str()) {
            if let Some(capital) = facts.capital.filter(|capital| *capital != name) {
                rest += " · ";
                rest += capital;
            }
            if let Some((people, _)) = facts.population {
                rest += " · ";
                rest += &atlas::format_population(people);
            }
        }
        (name, rest)
    }
}

/// The message shown when no country has been found.
pub fn empty_message(state: &State) -> &'static str {
    match state.reading.analysis {
        AnalysisProgress::UpTo(_) => "Still looking for names: no country so far",
        AnalysisProgress::Done => "No country in this article",
    }
}

/// A place on the flat map: degrees east of the seam, and projected height above the equator.
fn to_plane((north, east): LatLon) -> (f64, f64) {
    (wrap_longitude(east), miller_height(north))
}
