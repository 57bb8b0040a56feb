//! The world map: the article's countries, and the one under the cursor.
//!
//! Owns which country is meant and how close the map is. A country is kept by its code, so that it stays the same one while
//! the engine finds more. Where marks and labels go is in [`marks`], who lies in which direction in [`compass`].

pub mod compass;
pub mod marks;

use super::map::{Place, Projection, eastward, height};
use super::state::{Progress, State};
use crate::atlas;
use crate::entities::{Code, Kind};
use crate::layout::Rect;

/// How often the map can be brought closer; each time it is twice as large.
const CLOSEST: u8 = 4;
/// The part of the map, at each edge, in which a country may not lie when the map is closer.
const MARGIN: f64 = 0.2;

/// The world map.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The country under the cursor, if the reader chose one.
    chosen: Option<Code>,
    /// How often it was brought closer.
    closer: u8,
    /// The middle of what shows then.
    centre: Place,
}

/// A country of the article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Country {
    /// Its index in the entities.
    pub entity: usize,
    /// Its code.
    pub code: Code,
    /// How often it is mentioned.
    pub mentions: usize,
    /// Where its mark stands.
    pub place: Place,
}

/// The countries of the article, in order of first appearance.
pub fn countries(state: &State) -> Vec<Country> {
    let all = state.entities.entities().iter().enumerate();
    all.filter(|(_, entity)| entity.kind == Kind::Country)
        .filter_map(|(n, entity)| {
            let code = entity.code?;
            Some(Country {
                entity: n,
                code,
                mentions: entity.mentions.len(),
                place: atlas::facts(code.as_str())?.place,
            })
        })
        .collect()
}

/// Where the map is: the whole screen but for the status line, and for the panel where that stands.
pub fn area(state: &State) -> Rect {
    let height = state.size.1.saturating_sub(state.areas.status.height);
    let panel = state.areas.panel;
    let width = if panel.is_empty() {
        state.size.0
    } else {
        panel.x
    };
    Rect {
        x: 0,
        y: 0,
        width,
        height,
    }
}

impl World {
    /// The whole world, with the cursor on the country with the code.
    pub fn new(chosen: Option<Code>) -> Self {
        Self {
            chosen,
            closer: 0,
            centre: (0.0, 0.0),
        }
    }

    /// The country under the cursor: the chosen one, else the one mentioned most, the first of several.
    pub fn chosen(&self, countries: &[Country]) -> Option<Country> {
        let mut most = countries.iter().copied();
        let of_code = most
            .clone()
            .find(|country| Some(country.code) == self.chosen);
        let first = most.next()?;
        let more = |one: Country, other: Country| {
            if other.mentions > one.mentions {
                other
            } else {
                one
            }
        };
        of_code.or_else(|| Some(most.fold(first, more)))
    }

    /// What part of the world shows, on how many dots.
    pub fn projection(&self, state: &State) -> Projection {
        let area = area(state);
        let dots = (area.width.saturating_mul(2), area.height.saturating_mul(4));
        let antarctic = countries(state)
            .iter()
            .any(|country| country.place.0 < -60.0);
        let times = f64::from(1_u32 << self.closer.min(CLOSEST));
        Projection::world(dots, antarctic).closer(times, self.centre)
    }

    /// Put the cursor on `country`, and let the map follow if it is near the edge or out of sight.
    pub(super) fn choose(&mut self, country: Country, state: &State) {
        self.chosen = Some(country.code);
        let map = self.projection(state);
        let (x, y) = map.dot_of(country.place);
        let (left, top, wide, high) = map.frame;
        let inside = |at: f64, from: f64, size: f64| {
            (from + size * MARGIN..=from + size * (1.0 - MARGIN)).contains(&at)
        };
        if !inside(x, left, wide) || !inside(y, top, high) {
            self.centre = country.place;
        }
    }

    /// Twice as large, or half; about `country`.
    pub(super) fn zoom(&mut self, country: Option<Country>, times: usize, closer: bool) {
        let by = times.min(usize::from(CLOSEST)) as u8;
        self.closer = if closer {
            (self.closer + by).min(CLOSEST)
        } else {
            self.closer.saturating_sub(by)
        };
        if let Some(country) = country {
            self.centre = country.place;
        }
    }

    /// What the status line says: the country's name, and the rest.
    pub fn sentence(&self, state: &State) -> (String, String) {
        let countries = countries(state);
        let Some(country) = self.chosen(&countries) else {
            return (String::new(), nothing(state).to_owned());
        };
        let name = state.entities.entities().get(country.entity);
        let name = name.map(|entity| entity.name.clone()).unwrap_or_default();
        let mut rest = format!(" · {} mention", country.mentions);
        if country.mentions != 1 {
            rest.push('s');
        }
        if let Some(facts) = atlas::facts(country.code.as_str()) {
            if let Some(capital) = facts.capital.filter(|capital| *capital != name) {
                rest += " · ";
                rest += capital;
            }
            if let Some((people, _)) = facts.population {
                rest += " · ";
                rest += &atlas::in_words(people);
            }
        }
        (name, rest)
    }
}

/// What to say where there is no country.
pub fn nothing(state: &State) -> &'static str {
    match state.progress {
        Progress::Reading(_) => "still reading: no country found so far",
        Progress::Done => "no country in this article",
    }
}

/// Where a place is on the flat map: degrees of the equator from the cut, and above the equator.
fn flat((north, east): Place) -> (f64, f64) {
    (eastward(east), height(north))
}
