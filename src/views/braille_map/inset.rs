//! The small map on a country's card: the country highlighted among its neighbours.

use super::{Canvas, MapFeature, draw_land};
use crate::atlas::projection::{GridSize, Point, Projection, miller_height};
use crate::atlas::{self, GeoPoint, LatLon, Outline};
use crate::entities::CountryCode;
use crate::layout::{Rect, measure};
use crate::views::painting::{Row, clip};
use crate::views::theme::Theme;
use ratatui::layout;
use ratatui::prelude::Buffer;
use std::ops::Range;

/// Smallest width of the map, in degrees: enough to recognize the part of the world.
const MIN_SPAN_DEGREES: f64 = 96.0;
/// Width from which the whole world is shown instead, in degrees.
const WORLD_SPAN_DEGREES: f64 = 220.0;
/// The largest share of the map that a country may take, across and down.
const MAX_SHARE: (f64, f64) = (0.45, 0.6);
/// A country of fewer dots also gets a marker.
const MIN_DOTS: usize = 5;
/// The radius of the marker, in dots.
const MARKER_RADIUS: f64 = 1.5;

/// Draws the country with the code `code` highlighted among its neighbours; nothing if there is no such country or no room. One
/// that is so small that it has a marker has `name` beside it.
pub(in crate::views) fn draw_inset(
    code: &str,
    name: &str,
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let area = clip(area, buffer);
    let Some(facts) = atlas::facts(code) else {
        return;
    };
    if area.width < 4 || area.height < 2 {
        return;
    }
    let mut canvas = Canvas::new(area);
    let outline = atlas::outline(code);
    let map = fit_surroundings(canvas.dots(), outline, facts.map_position);
    draw_land(&mut canvas, &map);
    let dots = outline.map_or(0, |outline| {
        canvas.fill_outline(outline, &map, MapFeature::Chosen, false)
    });
    let centre = map.project_wrapped(facts.map_position);
    let has_marker = dots < MIN_DOTS;
    if has_marker {
        canvas.draw_disk(centre, MARKER_RADIUS, MapFeature::Chosen);
    }
    canvas.paint(theme, buffer);
    if has_marker {
        draw_name(name, centre, area, theme, buffer);
    }
}

/// Writes `name` beside the marker at `centre` (in dots), where nothing is drawn: at the right, at the left, below, above or at a
/// corner; nowhere if there is no such place.
fn draw_name(name: &str, centre: Point, area: layout::Rect, theme: Theme, buffer: &mut Buffer) {
    let width = measure::cells(name) as u16;
    let cells = i32::from(width);
    let cell = |dot: f64, dots: f64| (dot / dots).floor() as i32;
    let (left, right) = (
        cell(centre.x - MARKER_RADIUS, 2.0),
        cell(centre.x + MARKER_RADIUS, 2.0) + 1,
    );
    let (above, below) = (
        cell(centre.y - MARKER_RADIUS, 4.0) - 1,
        cell(centre.y + MARKER_RADIUS, 4.0) + 1,
    );
    let row = cell(centre.y, 4.0);
    let middle = (left + right - cells).div_euclid(2);
    let (before, after) = (left - 1 - cells, right + 1);
    let places = [
        (after, row),
        (before, row),
        (middle, below),
        (middle, above),
        (after, above),
        (after, below),
        (before, above),
        (before, below),
    ];
    let free = places.into_iter().find_map(|(x, y)| {
        let in_area = x >= 0
            && x + cells <= i32::from(area.width)
            && (0..i32::from(area.height)).contains(&y);
        let place = in_area.then(|| layout::Rect {
            x: area.x + x as u16,
            y: area.y + y as u16,
            width,
            height: 1,
        })?;
        let is_blank = |at| buffer.cell(at).is_some_and(|cell| cell.symbol() == " ");
        place.positions().all(is_blank).then_some(place)
    });
    if let Some(place) = free {
        Row::new(place, buffer).write(name, theme.map(MapFeature::Chosen));
    }
}

/// Draws the world with the countries with these codes highlighted; nothing if there is no room.
pub(in crate::views) fn draw_world(
    codes: &[CountryCode],
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let area = clip(area, buffer);
    if area.width < 4 || area.height < 2 {
        return;
    }
    let mut canvas = Canvas::new(area);
    let map = Projection::whole_world(canvas.dots(), false);
    draw_land(&mut canvas, &map);
    for code in codes {
        let outline = atlas::outline(code.as_str());
        let dots = outline.map_or(0, |outline| {
            canvas.fill_outline(outline, &map, MapFeature::Chosen, false)
        });
        if let Some(facts) = atlas::facts(code.as_str()).filter(|_| dots == 0) {
            let Point { x, y } = map.project_wrapped(facts.map_position);
            canvas.set(x as i32, y as i32, MapFeature::Chosen);
        }
    }
    canvas.paint(theme, buffer);
}

/// Chooses the part of the world to show for a country.
fn fit_surroundings(grid: GridSize, outline: Option<&Outline>, place: LatLon) -> Projection {
    let (x, y) = (place.east, miller_height(place.north));
    let Bounds { across, up } = outline.map_or(
        Bounds {
            across: x..x,
            up: y..y,
        },
        mainland,
    );
    let (grid_width, grid_height) = (f64::from(grid.width), f64::from(grid.height));
    let width = (across.end - across.start) / MAX_SHARE.0;
    let height = (up.end - up.start) / MAX_SHARE.1 * grid_width / grid_height.max(1.0);
    let span = width.max(height).max(MIN_SPAN_DEGREES);
    if span >= WORLD_SPAN_DEGREES {
        return Projection::whole_world(grid, up.start < miller_height(-65.0));
    }
    let x = f64::midpoint(across.start, across.end);
    let y = f64::midpoint(up.start, up.end);
    Projection::centred_on(grid, Point { x, y }, span)
}

/// A part of the flat map, in degrees at the equator.
struct Bounds {
    /// From west to east.
    across: Range<f64>,
    /// From south to north.
    up: Range<f64>,
}

impl Bounds {
    fn of(points: &[GeoPoint]) -> Self {
        let (west, south, east, north) = Outline::bounds(points);
        let height = |degrees: f32| miller_height(f64::from(degrees));
        Self {
            across: f64::from(west)..f64::from(east),
            up: height(south)..height(north),
        }
    }

    fn size(&self) -> f64 {
        (self.across.end - self.across.start) * (self.up.end - self.up.start)
    }
}

/// The bounds of a country without its far islands.
fn mainland(outline: &Outline) -> Bounds {
    let size = |ring: &[GeoPoint]| Bounds::of(ring).size();
    let sizes = outline.rings.iter().map(|ring| size(ring));
    let largest = sizes.fold(0.0, f64::max);
    let rings = outline.rings.iter();
    let large = rings.filter(|ring| size(ring) * 4.0 >= largest);
    Bounds::of(&large.flatten().copied().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::ReaderOptions;
    use crate::palette::TERMINAL;
    use ratatui::buffer::Cell;
    use ratatui::style::{Color, Modifier};
    use std::sync::Arc;

    fn codes() -> impl Iterator<Item = &'static str> {
        let table = include_str!("../../../assets/atlas/facts.tsv").lines();
        table
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
    }

    fn picture(code: &str, area: Rect, colour: bool) -> Buffer {
        let screen = layout::Rect::new(0, 0, 70, 20);
        let mut buffer = Buffer::empty(screen);
        let options = ReaderOptions {
            colour,
            palette: Arc::new(TERMINAL),
            ..ReaderOptions::default()
        };
        let name = format!("Name of {code}");
        draw_inset(
            code,
            &name,
            area,
            Theme::from_options(&options),
            &mut buffer,
        );
        buffer
    }

    /// Protects: a country that is only a dot has its name beside it, where that covers no coast; others have none.
    #[test]
    fn small_countries_are_named() {
        let area = Rect {
            x: 3,
            y: 2,
            width: 40,
            height: 10,
        };
        let named = |code: &str| {
            let picture = picture(code, area, true);
            let text: String = picture.content.iter().map(Cell::symbol).collect();
            text.contains(&format!("Name of {code}"))
        };
        for code in ["MV", "SC", "TV"] {
            assert!(named(code), "{code}");
        }
        for code in ["FR", "BR", "EG"] {
            assert!(!named(code), "{code}");
        }
    }

    /// Protects: every country is visible on its card, however small, with and without colours.
    #[test]
    fn every_country_is_visible() {
        let (x, y, width, height) = (3, 2, 30, 8);
        let area = Rect {
            x,
            y,
            width,
            height,
        };
        for code in codes() {
            let coloured = picture(code, area, true);
            let is_highlighted = |cell: &Cell| cell.fg == Color::Yellow;
            assert!(coloured.content.iter().any(is_highlighted), "{code}");
            let plain = picture(code, area, false);
            let bold = |cell: &Cell| cell.modifier.contains(Modifier::BOLD);
            assert!(plain.content.iter().any(bold), "{code}");
        }
    }

    #[test]
    fn the_inset_stays_in_its_area_at_every_size() {
        for code in ["RU", "FJ", "VA", "AQ", "US", "SJ", "ZZ"] {
            for width in [0, 1, 2, 3, 4, 5, 13, 30, 63] {
                for height in [0, 1, 2, 3, 8, 16] {
                    let (x, y) = (3, 2);
                    let area = Rect {
                        x,
                        y,
                        width,
                        height,
                    };
                    let picture = picture(code, area, true);
                    for (n, cell) in picture.content.iter().enumerate() {
                        let (x, y) = (n as u16 % 70, n as u16 / 70);
                        assert!(area.contains(x, y) || cell.symbol() == " ");
                    }
                }
            }
        }
    }
}
