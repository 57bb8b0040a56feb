//! A country lit in its surroundings.

use super::{Canvas, Ink, land};
use crate::app::map::{Projection, height};
use crate::atlas::{self, Outline};
use crate::layout::Rect;
use crate::views::cut;
use crate::views::theme::Theme;
use ratatui::buffer::Buffer;

/// The narrowest surroundings that tell in which part of the world a country lies, degrees.
const SURROUNDINGS: f64 = 96.0;
/// From here on the whole world is shown.
const WORLD: f64 = 220.0;
/// How much of the map a country takes at most, across and down.
const SHARE: (f64, f64) = (0.45, 0.6);
/// Countries of fewer dots get a mark.
const SPECK: usize = 5;

/// The country with the code lit among its neighbours, in `area`; nothing where there is no room.
pub(in crate::views) fn small(code: &str, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let area = cut(area, buffer);
    let Some(facts) = atlas::facts(code) else {
        return;
    };
    if area.width < 4 || area.height < 2 {
        return;
    }
    let mut canvas = Canvas::new(area);
    let outline = atlas::outline(code);
    let map = surroundings(canvas.dots(), outline, facts.place);
    land(&mut canvas, &map);
    let dots = outline.map_or(0, |outline| {
        canvas.fill(outline, &map, (Ink::Chosen, false))
    });
    if dots < SPECK {
        canvas.disk(map.dot_of(facts.place), 1.5, Ink::Chosen);
    }
    canvas.paint(|ink| theme.map(ink), buffer);
}

/// The part of the world that shows a country and what is about it.
fn surroundings(dots: (u16, u16), outline: Option<&Outline>, place: (f64, f64)) -> Projection {
    let (north, east) = place;
    let speck = (east, height(north), east, height(north));
    let (west, low, east, high) = outline.map_or(speck, main_part);
    let (wide, tall) = (f64::from(dots.0), f64::from(dots.1));
    let across = (east - west) / SHARE.0;
    let down = (high - low) / SHARE.1 * wide / tall.max(1.0);
    let span = across.max(down).max(SURROUNDINGS);
    if span >= WORLD {
        return Projection::world(dots, low < height(-65.0));
    }
    Projection::about(
        dots,
        (f64::midpoint(low, high), f64::midpoint(west, east)),
        span,
    )
}

/// Where a country lies without its far islands: west, low, east, high, in degrees of the equator.
fn main_part(outline: &Outline) -> (f64, f64, f64, f64) {
    let rings = outline.rings.iter().map(|ring| {
        let (west, south, east, north) = Outline::bounds(ring);
        let (west, east) = (f64::from(west), f64::from(east));
        (
            west,
            height(f64::from(south)),
            east,
            height(f64::from(north)),
        )
    });
    let size = |(west, low, east, high): (f64, f64, f64, f64)| (east - west) * (high - low);
    let largest = rings.clone().map(size).fold(0.0, f64::max);
    let nowhere = (
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    );
    rings
        .filter(|ring| size(*ring) * 4.0 >= largest)
        .fold(nowhere, |all, ring| {
            (
                all.0.min(ring.0),
                all.1.min(ring.1),
                all.2.max(ring.2),
                all.3.max(ring.3),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Options;
    use crate::views::map::small;
    use ratatui::style::{Color, Modifier};

    fn codes() -> impl Iterator<Item = &'static str> {
        let table = include_str!("../../../assets/atlas/facts.tsv").lines();
        table
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
    }

    fn picture(code: &str, area: Rect, colour: bool) -> Buffer {
        let screen = ratatui::layout::Rect::new(0, 0, 70, 20);
        let mut buffer = Buffer::empty(screen);
        let options = Options {
            colour,
            ..Options::default()
        };
        small(code, area, Theme::of(&options), &mut buffer);
        buffer
    }

    /// Protects: whoever opens the card of a country sees where it is, however small it is; also without colours.
    #[test]
    fn every_country_is_lit() {
        let (x, y, width, height) = (3, 2, 30, 8);
        let area = Rect {
            x,
            y,
            width,
            height,
        };
        for code in codes() {
            let coloured = picture(code, area, true);
            let lit = |cell: &ratatui::buffer::Cell| cell.fg == Color::Yellow;
            assert!(coloured.content.iter().any(lit), "{code}");
            let plain = picture(code, area, false);
            let bold = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::BOLD);
            assert!(plain.content.iter().any(bold), "{code}");
        }
    }

    #[test]
    fn nothing_is_drawn_outside_at_any_size() {
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
