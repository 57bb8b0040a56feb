//! Map projection: which dot of a grid a place on the globe falls on.
//!
//! The projection is Miller's: a rectangle, true along the equator, with less distortion in the north than Mercator's.
//! Braille dots are about as far apart horizontally as vertically, so one scale would do for both directions. Where the
//! grid is wider or taller than the map, one of the two scales is enlarged a little, so that less of the screen stays
//! blank. `app` (markers, clicks) and `views` (painting) both use it, so they cannot disagree.

use super::LatLon;
use std::ops::Range;
use std::sync::LazyLock;

/// A point on the flat map. On a grid it counts in dots, to the right and down from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// How far to the right it is.
    pub x: f64,
    /// How far up or down it is.
    pub y: f64,
}

/// The size of a grid, in dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridSize {
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
}

/// The part of a grid that a map covers, in dots. The rest is blank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// The meridian at which the world map is cut. It runs between Siberia and Alaska, where it splits no country.
pub const SEAM: f64 = -169.5;
/// The northernmost latitude shown.
const NORTH_LIMIT: f64 = 83.7;
/// The southernmost latitude always shown, that of Cape Horn; anything farther south only where there is room.
const SOUTH_LIMIT: f64 = -57.0;
/// The southernmost latitude ever shown.
const POLAR_LIMIT: f64 = -84.0;
/// How many times larger the vertical scale may be than the horizontal one, and the reverse.
const MAX_VERTICAL_STRETCH: f64 = 1.3;
const MAX_HORIZONTAL_STRETCH: f64 = 1.2;

/// How many times larger the vertical scale may be than the horizontal one on a map of some places, so that rows are not spent on
/// empty parts of the world.
const MAX_STRETCH_AROUND: f64 = 1.6;
/// How much of the world is shown around the places that a map is for, in degrees east and west, north and south.
const SURROUNDINGS_ACROSS: f64 = 22.0;
const SURROUNDINGS_UP: f64 = 12.0;
/// The narrowest map for some places, in degrees: enough to recognize the part of the world.
const MIN_SPAN_DEGREES: f64 = 70.0;

/// The part of the world shown on a grid of dots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// The size of the grid.
    pub grid: GridSize,
    /// The part of the grid that the map covers.
    pub frame: Frame,
    /// The longitude of the frame's left edge.
    west: f64,
    /// The projected height of the frame's upper edge, in degrees at the equator.
    top: f64,
    /// Dots per degree across.
    across: f64,
    /// Dots per degree down.
    down: f64,
}

/// The scale of a map, in dots per degree.
#[derive(Clone, Copy)]
struct Scale {
    across: f64,
    down: f64,
}

impl GridSize {
    /// A frame of this size in the middle of the grid.
    fn centred_frame(self, width: f64, height: f64) -> Frame {
        Frame {
            left: (f64::from(self.width) - width).max(0.0) / 2.0,
            top: (f64::from(self.height) - height).max(0.0) / 2.0,
            width,
            height,
        }
    }
}

impl Projection {
    /// The whole world on a `grid`. It extends to the South Pole if `to_pole` is set, else as far as there is room.
    pub fn whole_world(grid: GridSize, to_pole: bool) -> Self {
        let (width, height) = (f64::from(grid.width), f64::from(grid.height));
        let top = miller_height(NORTH_LIMIT);
        let min_span = top - miller_height(if to_pole { POLAR_LIMIT } else { SOUTH_LIMIT });
        let across = (width / 360.0).min(height / min_span * MAX_HORIZONTAL_STRETCH);
        let down = (height / min_span).min(across * MAX_VERTICAL_STRETCH);
        let latitude_span = (height / down).clamp(min_span, top - miller_height(POLAR_LIMIT));
        Self {
            grid,
            frame: grid.centred_frame(across * 360.0, latitude_span * down),
            west: SEAM,
            top,
            across,
            down,
        }
    }

    /// The map magnified so that it shows little more than `places` and their surroundings. If they are all around the world,
    /// only what is north or south of them is left out.
    #[must_use]
    pub fn around(self, places: &[LatLon]) -> Self {
        let Some(span) = narrowest_span(places.iter().map(|place| place.east)) else {
            return self;
        };
        let norths = || places.iter().map(|place| place.north);
        let north = norths().fold(f64::MIN, f64::max) + SURROUNDINGS_UP;
        let south = norths().fold(f64::MAX, f64::min) - SURROUNDINGS_UP;
        let top = miller_height(north.min(NORTH_LIMIT));
        let bottom = miller_height(south.max(POLAR_LIMIT));
        let (width, height) = (f64::from(self.grid.width), f64::from(self.grid.height));
        let wide = (span.end - span.start + 2.0 * SURROUNDINGS_ACROSS).max(MIN_SPAN_DEGREES);
        let down = height / (top - bottom).max(f64::MIN_POSITIVE);
        let across = (width / wide).min(down * MAX_HORIZONTAL_STRETCH);
        let across = across.max(self.across);
        let down = down.min(across * MAX_STRETCH_AROUND).max(self.down);
        let centre = Point {
            x: f64::midpoint(span.start, span.end),
            y: f64::midpoint(top, bottom),
        };
        self.scaled(Scale { across, down }, centre)
    }

    /// The map magnified `times`, showing as much as fits on the same grid.
    ///
    /// `centre` is in the middle, or as near to it as the poles allow.
    #[must_use]
    pub fn zoomed(self, times: f64, centre: LatLon) -> Self {
        if times <= 1.0 {
            return self;
        }
        let centre = Point {
            x: wrap_longitude(centre.east),
            y: miller_height(centre.north),
        };
        let (across, down) = (self.across * times, self.down * times);
        self.scaled(Scale { across, down }, centre)
    }

    /// The map at another scale; `centre` is in degrees at the equator.
    fn scaled(self, scale: Scale, centre: Point) -> Self {
        let Scale { across, down } = scale;
        let width = f64::from(self.grid.width) / across;
        let height = f64::from(self.grid.height) / down;
        let north = miller_height(NORTH_LIMIT);
        let max_span = north - miller_height(POLAR_LIMIT);
        let fitting =
            (self.grid).centred_frame(width.min(360.0) * across, height.min(max_span) * down);
        // A map that is not the whole world need not be cut: it continues across the seam.
        let west = if width < 359.9 {
            centre.x - width / 2.0
        } else {
            SEAM
        };
        let top = centre.y + height / 2.0;
        Self {
            grid: self.grid,
            frame: fitting,
            west,
            top: top.clamp((north - max_span + height).min(north), north),
            across,
            down,
        }
    }

    /// The part of the world around `centre` that is `span` degrees wide; it continues across the seam.
    ///
    /// The centre is given in degrees at the equator: a longitude, and a projected height ([`miller_height`]).
    pub fn centred_on(grid: GridSize, centre: Point, span: f64) -> Self {
        let (width, height) = (f64::from(grid.width), f64::from(grid.height));
        let scale = width / span.max(1.0);
        let half_height = height / scale / 2.0;
        let (lowest, highest) = (miller_height(POLAR_LIMIT), miller_height(NORTH_LIMIT));
        let top = (centre.y + half_height)
            .max(lowest + half_height * 2.0)
            .min(highest);
        Self {
            grid,
            frame: grid.centred_frame(width, height),
            west: centre.x - span / 2.0,
            top,
            across: scale,
            down: scale,
        }
    }

    /// The dot of a place, which may be outside the grid. The longitude is taken as it is, without wrapping.
    pub fn project(&self, place: LatLon) -> Point {
        Point {
            x: self.frame.left + (place.east - self.west) * self.across,
            y: self.frame.top + (self.top - miller_height(place.north)) * self.down,
        }
    }

    /// The dot of a place. The longitude is wrapped so that the dot is as near as possible to the middle of the frame.
    pub fn project_wrapped(&self, place: LatLon) -> Point {
        let middle = self.west + self.frame.width / self.across / 2.0;
        let turns = ((middle - place.east) / 360.0).round();
        self.project(LatLon {
            east: place.east + turns * 360.0,
            ..place
        })
    }

    /// The longitudes of the left and the right edge.
    pub fn longitude_range(&self) -> Range<f64> {
        self.west..self.west + self.frame.width / self.across
    }

    /// Degrees per dot at the equator.
    pub fn degrees_per_dot(&self) -> f64 {
        1.0 / self.across.max(f64::MIN_POSITIVE)
    }

    /// Whether a dot is on the map.
    pub fn contains(&self, dot: Point) -> bool {
        let Frame {
            left,
            top,
            width,
            height,
        } = self.frame;
        (left..left + width).contains(&dot.x) && (top..top + height).contains(&dot.y)
    }
}

/// A longitude wrapped to the range that begins at the seam.
pub fn wrap_longitude(east: f64) -> f64 {
    (east - SEAM).rem_euclid(360.0) + SEAM
}

/// A place on the flat map: degrees east of the seam, and projected height above the equator.
pub(crate) fn to_plane(place: LatLon) -> Point {
    Point {
        x: wrap_longitude(place.east),
        y: miller_height(place.north),
    }
}

/// The narrowest range of longitudes that contains all of `easts`; it may extend beyond 180 degrees. `None` if there are none.
fn narrowest_span(easts: impl Iterator<Item = f64>) -> Option<Range<f64>> {
    let mut easts: Vec<f64> = easts.map(wrap_longitude).collect();
    easts.sort_by(f64::total_cmp);
    let (first, last) = (*easts.first()?, *easts.last()?);
    // The range is all but the widest gap, of which one is between the last place and the first.
    let mut widest = (360.0 - (last - first), first..last);
    for (one, other) in easts.iter().zip(easts.iter().skip(1)) {
        if other - one > widest.0 {
            widest = (other - one, *other..one + 360.0);
        }
    }
    Some(widest.1)
}

/// Steps per degree in the table of heights, the same as in the atlas outlines.
const STEPS_PER_DEGREE: f64 = 20.0;

/// Projected heights from pole to pole. A map needs tens of thousands, and computing a tangent and a logarithm for each
/// takes too long.
static HEIGHTS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    (0..=3600)
        .map(|entry| miller(f64::from(entry) / STEPS_PER_DEGREE - 90.0))
        .collect()
});

/// The projected height of a latitude above the equator, in degrees at the equator.
pub fn miller_height(north: f64) -> f64 {
    let at = (north.clamp(-90.0, 90.0) + 90.0) * STEPS_PER_DEGREE;
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
mod tests;
