//! A part of the world on a grid of dots: which dot a place is.
//!
//! Owns the projection. Miller's: a rectangle, true along the equator, with a north that is not blown up as much as
//! Mercator's. Braille dots stand about as far apart across as down, so one scale would do for both; where the grid has
//! another shape than the world, one may be stretched a little, so that less of the screen stays blank. Pure arithmetic,
//! asked by `app` (marks, clicks) and by `views` (painting), so that they cannot disagree.

use std::sync::LazyLock;

/// Degrees north, degrees east.
pub type Place = (f64, f64);

/// The meridian at which the world is cut: between Siberia and Alaska, so that no country is.
pub const CUT: f64 = -169.5;
/// The northernmost degree that is shown.
const NORTH: f64 = 83.7;
/// The southernmost that is always shown: Cape Horn; farther south only where there is room.
const SOUTH: f64 = -57.0;
/// The southernmost that is shown at all.
const POLE: f64 = -84.0;
/// How much more dots a degree may take downwards than across, and the other way round.
const TALLER: f64 = 1.3;
const WIDER: f64 = 1.2;

/// The part of the world that a grid shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// Dots of the grid, across and down.
    pub dots: (u16, u16),
    /// The part of the grid that is map: first dot, and dots, across and down. Beyond is blank.
    pub frame: (f64, f64, f64, f64),
    /// The degree east at the frame's left edge.
    west: f64,
    /// The height of the frame's upper edge, in degrees of the equator.
    top: f64,
    /// Dots of a degree, across and down.
    scale: (f64, f64),
}

impl Projection {
    /// The whole world on `dots`; down to the pole if `pole`, else as far as there is room.
    pub fn world(dots: (u16, u16), pole: bool) -> Self {
        let (wide, high) = (f64::from(dots.0), f64::from(dots.1));
        let top = height(NORTH);
        let least = top - height(if pole { POLE } else { SOUTH });
        let across = (wide / 360.0).min(high / least * WIDER);
        let down = (high / least).min(across * TALLER);
        let shown = (high / down).clamp(least, top - height(POLE));
        let (map_wide, map_high) = (across * 360.0, shown * down);
        Self {
            dots,
            frame: (
                (wide - map_wide).max(0.0) / 2.0,
                (high - map_high).max(0.0) / 2.0,
                map_wide,
                map_high,
            ),
            west: CUT,
            top,
            scale: (across, down),
        }
    }

    /// The world `times` as large, as much of it as fits on the same dots, with `centre` in the middle, or as near to it as the
    /// poles let it come.
    #[must_use]
    pub fn closer(self, times: f64, centre: Place) -> Self {
        if times <= 1.0 {
            return self;
        }
        let scale = (self.scale.0 * times, self.scale.1 * times);
        let (wide, high) = (f64::from(self.dots.0), f64::from(self.dots.1));
        let (across, down) = (wide / scale.0, high / scale.1);
        let north = height(NORTH);
        let lowest = north - height(POLE);
        let fits = (across.min(360.0) * scale.0, down.min(lowest) * scale.1);
        // What is not all of the world needs no cut: it goes on over the line of dates.
        let west = if across < 360.0 {
            eastward(centre.1) - across / 2.0
        } else {
            CUT
        };
        let top = height(centre.0) + down / 2.0;
        Self {
            dots: self.dots,
            frame: ((wide - fits.0) / 2.0, (high - fits.1) / 2.0, fits.0, fits.1),
            west,
            top: top.clamp((north - lowest + down).min(north), north),
            scale,
        }
    }

    /// The part of the world about a place that is `span` degrees wide, without an edge: it goes on over the line of dates.
    /// The place is a height above the equator ([`height`]) and degrees east.
    pub fn about(dots: (u16, u16), (middle, east): (f64, f64), span: f64) -> Self {
        let (wide, high) = (f64::from(dots.0), f64::from(dots.1));
        let scale = wide / span.max(1.0);
        let half = high / scale / 2.0;
        let (lowest, highest) = (height(POLE), height(NORTH));
        let top = (middle + half).max(lowest + half * 2.0).min(highest);
        Self {
            dots,
            frame: (0.0, 0.0, wide, high),
            west: east - span / 2.0,
            top,
            scale: (scale, scale),
        }
    }

    /// The dot of a place that is `east` of the left edge's meridian as it stands, which may be outside the grid.
    pub fn dot(&self, (north, east): Place) -> (f64, f64) {
        (
            self.frame.0 + (east - self.west) * self.scale.0,
            self.frame.1 + (self.top - height(north)) * self.scale.1,
        )
    }

    /// The dot of a place, however its degrees are counted: the one nearest to the frame's middle.
    pub fn dot_of(&self, (north, east): Place) -> (f64, f64) {
        let middle = self.west + self.frame.2 / self.scale.0 / 2.0;
        let turns = ((middle - east) / 360.0).round();
        self.dot((north, east + turns * 360.0))
    }

    /// Degrees east at the left and at the right edge.
    pub fn meridians(&self) -> (f64, f64) {
        (self.west, self.west + self.frame.2 / self.scale.0)
    }

    /// Degrees that a dot takes at the equator.
    pub fn coarseness(&self) -> f64 {
        1.0 / self.scale.0.max(f64::MIN_POSITIVE)
    }

    /// Whether a dot is on the map.
    pub fn shows(&self, (x, y): (f64, f64)) -> bool {
        let (left, top, wide, high) = self.frame;
        (left..left + wide).contains(&x) && (top..top + high).contains(&y)
    }
}

/// A degree east as counted from the cut.
pub fn eastward(east: f64) -> f64 {
    (east - CUT).rem_euclid(360.0) + CUT
}

/// Entries of the table of heights for a degree: as many as steps of the outlines.
const ENTRIES: f64 = 20.0;

/// Heights from pole to pole. A map asks for tens of thousands, and a tangent and a logarithm take their time.
static HEIGHTS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    (0..=3600)
        .map(|entry| miller(f64::from(entry) / ENTRIES - 90.0))
        .collect()
});

/// How high a degree north lies above the equator, in degrees of the equator.
pub fn height(north: f64) -> f64 {
    let at = (north.clamp(-90.0, 90.0) + 90.0) * ENTRIES;
    let entry = at as usize;
    let below = HEIGHTS.get(entry).copied().unwrap_or_default();
    let above = HEIGHTS.get(entry + 1).copied().unwrap_or(below);
    below + (above - below) * (at - entry as f64)
}

fn miller(north: f64) -> f64 {
    let angle = std::f64::consts::FRAC_PI_4 + 0.4 * north.to_radians();
    1.25 * angle.tan().ln().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_on_the_world_at_every_size() {
        for wide in [2, 40, 80, 160, 240, 500] {
            for high in [4, 20, 48, 92, 156, 240] {
                let world = Projection::world((wide, high), false);
                for (code, place) in ["FJ", "NZ", "RU", "US", "AR", "GL", "WS", "TO", "KE"]
                    .map(|code| (code, crate::atlas::facts(code).unwrap().place))
                {
                    let dot = world.dot_of(place);
                    assert!(
                        world.shows(dot),
                        "{code} at {wide}x{high}: {dot:?} {world:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_table_of_heights_is_millers_formula() {
        for tenth in -900..=900 {
            let north = f64::from(tenth) / 10.0 + 0.013;
            let exact = miller(north.min(90.0));
            assert!((height(north) - exact).abs() < 0.01, "{north}");
        }
    }

    #[test]
    fn the_world_fills_its_grid_and_is_stretched_but_little() {
        for (wide, high) in [
            (160, 92),
            (240, 156),
            (400, 196),
            (166, 156),
            (500, 240),
            (80, 44),
        ] {
            let world = Projection::world((wide, high), false);
            let (_, _, across, down) = world.frame;
            let share = across * down / (f64::from(wide) * f64::from(high));
            assert!(share > 0.80, "{wide}x{high}: {share}");
            let stretch = world.scale.1 / world.scale.0;
            assert!((0.8..=1.31).contains(&stretch), "{wide}x{high}: {stretch}");
        }
    }

    #[test]
    fn closer_shows_the_centre_in_the_middle() {
        let world = Projection::world((160, 92), false);
        for place in [
            (0.5, 37.9),
            (64.0, 26.0),
            (-18.0, 178.0),
            (-80.0, 20.0),
            (76.0, -169.0),
        ] {
            for times in [1.5, 2.0, 4.0, 8.0] {
                let closer = world.closer(times, place);
                let dot = closer.dot_of(place);
                assert!(closer.shows(dot), "{place:?} at {times}");
                assert!((dot.0 - 80.0).abs() < 1.0, "{place:?} at {times}: {dot:?}");
            }
        }
    }
}
