//! The small map on a country's card: the country highlighted among its neighbours.

use super::{Canvas, MapFeature, draw_land};
use crate::atlas::projection::{GridSize, Point, Projection, miller_height};
use crate::atlas::{self, GeoPoint, LatLon, Outline};
use crate::entities::CountryCode;
use crate::layout::Rect;
use crate::views::painting::clip;
use crate::views::theme::Theme;
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

/// Draws the country with the code `code` highlighted among its neighbours; nothing if there is no room or no such
/// code.
pub(in crate::views) fn draw_inset(code: &str, area: Rect, theme: Theme, buffer: &mut Buffer) {
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
    if dots < MIN_DOTS {
        let centre = map.project_wrapped(facts.map_position);
        canvas.draw_disk(centre, 1.5, MapFeature::Chosen);
    }
    canvas.paint(theme, buffer);
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
    use ratatui::style::{Color, Modifier};
    use std::sync::Arc;

    fn codes() -> impl Iterator<Item = &'static str> {
        let table = include_str!("../../../assets/atlas/facts.tsv").lines();
        table
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
    }

    fn picture(code: &str, area: Rect, colour: bool) -> Buffer {
        let screen = ratatui::layout::Rect::new(0, 0, 70, 20);
        let mut buffer = Buffer::empty(screen);
        let options = ReaderOptions {
            colour,
            palette: Arc::new(TERMINAL),
            ..ReaderOptions::default()
        };
        draw_inset(code, area, Theme::from_options(&options), &mut buffer);
        buffer
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
            let is_highlighted = |cell: &ratatui::buffer::Cell| cell.fg == Color::Yellow;
            assert!(coloured.content.iter().any(is_highlighted), "{code}");
            let plain = picture(code, area, false);
            let bold = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::BOLD);
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
