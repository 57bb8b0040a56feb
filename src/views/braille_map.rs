//! Maps drawn with braille dots.
//!
//! ratatui's own world map has coasts but no borders and no shapes of single countries, so it could not highlight one.
//! These maps use the outlines in [`crate::atlas`].

mod canvas;
mod inset;

pub(super) use canvas::{Canvas, MapFeature};
pub(super) use inset::{draw_inset, draw_world};

use crate::atlas;
use crate::atlas::projection::Projection;

/// Degrees per dot from which borders are left out, because they would crowd the map.
const MAX_BORDER_DEGREES_PER_DOT: f64 = 1.2;

/// Draws all coasts and, if there is room between them, borders.
pub(super) fn draw_land(canvas: &mut Canvas, map: &Projection) {
    let borders = map.degrees_per_dot() < MAX_BORDER_DEGREES_PER_DOT;
    for edge in atlas::edges() {
        if borders || !edge.is_border {
            canvas.draw_line(&edge.points, map, MapFeature::Coast);
        }
    }
}
