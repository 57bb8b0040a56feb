//! Maps in braille: the land of the world, and a country lit in it.
//!
//! Own outlines rather than ratatui's: those have no borders, so that no country could be lit, and nobody's shape is known.

mod canvas;
mod small;

pub(super) use canvas::{Canvas, Ink};
pub(super) use small::small;

use crate::app::map::Projection;
use crate::atlas;

/// Degrees in a dot from which on borders would crowd the land.
const CROWDED: f64 = 1.2;
/// Every coast; and the borders, where there is room between them.
pub(super) fn land(canvas: &mut Canvas, map: &Projection) {
    let borders = map.coarseness() < CROWDED;
    for edge in atlas::edges() {
        if borders || !edge.border {
            canvas.stroke(&edge.points, map, Ink::Coast);
        }
    }
}
