//! Draws a world map with the countries mentioned in the article.
//!
//! The drawing has one shape for all land, one for each country mentioned, and a disk on each of them that grows with the
//! number of mentions. Each country links to its entry in the list. The projection is that of the map in the terminal.

use super::Anchor;
use super::escape::write_line;
use super::lists::counted;
use crate::atlas::projection::{Frame, GridSize, Point, Projection, SEAM};
use crate::atlas::{self, GeoPoint, LatLon, Outline, Population};
use crate::entities::{Entities, Entity, EntityId};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::LazyLock;

/// The size of the drawing in units, without Antarctica.
const SIZE: GridSize = GridSize {
    width: 1000,
    height: 470,
};
/// The height of the drawing down to the South Pole.
const HEIGHT_TO_POLE: u16 = 620;
/// Land south of this latitude is shown only if Antarctica is mentioned.
const POLAR: f32 = -60.0;
/// The smallest radius of a disk, in units.
const MIN_RADIUS: f64 = 8.0;

/// How much the radius grows with the square root of the number of mentions.
const RADIUS_GROWTH: f64 = 5.0;

/// The largest radius of a disk.
const MAX_RADIUS: f64 = 34.0;

/// All land except Antarctica, as the commands of an SVG path.
static LAND: LazyLock<String> = LazyLock::new(|| {
    let world = Projection::whole_world(SIZE, false);
    atlas::outlines()
        .map(|(_, outline)| outline_path(outline, &world))
        .collect()
});

/// Writes the map of `countries`; nothing if the position of none is known.
pub(super) fn write(
    countries: &[EntityId],
    entities: &Entities,
    out: &mut impl Write,
) -> io::Result<()> {
    let drawn: Vec<MentionedCountry<'_>> = countries
        .iter()
        .filter_map(|&id| MentionedCountry::new(id, entities.entity(id)))
        .collect();
    if drawn.is_empty() {
        return Ok(());
    }
    let to_pole = drawn.iter().any(|country| country.code == "AQ");
    let height = if to_pole { HEIGHT_TO_POLE } else { SIZE.height };
    let world = Projection::whole_world(GridSize { height, ..SIZE }, to_pole);
    let Frame {
        left,
        top,
        width,
        height,
    } = world.frame;
    writeln!(
        out,
        "<svg class=\"map\" viewBox=\"{left:.0} {top:.0} {width:.0} {height:.0}\" role=\"group\" aria-label=\"Map of the countries mentioned\">"
    )?;
    if to_pole {
        let land: String = atlas::outlines()
            .map(|(_, outline)| outline_path(outline, &world))
            .collect();
        writeln!(out, "<path class=\"land\" d=\"{land}\"/>")?;
    } else {
        writeln!(out, "<path class=\"land\" d=\"{}\"/>", *LAND)?;
    }
    for country in &drawn {
        country.write(&world, out)?;
    }
    writeln!(out, "</svg>")
}

/// A country to draw.
struct MentionedCountry<'a> {
    id: EntityId,
    entity: &'a Entity,
    code: &'a str,
    facts: &'static atlas::CountryFacts,
}

impl<'a> MentionedCountry<'a> {
    /// `None` if the entity has no code or its position is not known.
    fn new(id: EntityId, entity: &'a Entity) -> Option<Self> {
        let code = entity.code.as_ref()?.as_str();
        Some(Self {
            id,
            entity,
            code,
            facts: atlas::facts(code)?,
        })
    }

    /// Writes the shape and the disk, with a title, as a link to the list.
    fn write(&self, world: &Projection, out: &mut impl Write) -> io::Result<()> {
        let mentions = self.entity.mentions.len();
        let anchor = Anchor::Entity(self.id);
        write!(out, "<a href=\"#{anchor}\" class=\"{anchor}\"><title>")?;
        write_line(&self.entity.name, out)?;
        write!(out, ": {}", counted(mentions, "mention", "mentions"))?;
        if let Some(capital) = self.facts.capital {
            write!(out, " · capital ")?;
            write_line(capital, out)?;
        }
        if let Some(Population { people, .. }) = self.facts.population {
            write!(out, " · {} people", atlas::format_population(people))?;
        }
        out.write_all(b"</title>")?;
        if let Some(outline) = atlas::outline(self.code) {
            write!(
                out,
                "<path class=\"lit\" d=\"{}\"/>",
                outline_path(outline, world)
            )?;
        }
        let Point { x, y } = world.project_wrapped(self.facts.map_position);
        let growth = RADIUS_GROWTH * (mentions as f64 - 1.0).sqrt();
        let radius = (MIN_RADIUS + growth).min(MAX_RADIUS);
        writeln!(
            out,
            "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{radius:.1}\"/></a>"
        )
    }
}

/// The path commands that draw `outline`; parts beyond one edge of the map are drawn at the other.
fn outline_path(outline: &Outline, world: &Projection) -> String {
    let mut path = String::new();
    for ring in &outline.rings {
        let (ring_west, south, ring_east, _) = Outline::bounds(ring);
        if south < POLAR && f64::from(world.grid.height) < f64::from(HEIGHT_TO_POLE) {
            continue;
        }
        for turn in [-360.0, 0.0, 360.0] {
            let (west, east) = (f64::from(ring_west) + turn, f64::from(ring_east) + turn);
            if east > SEAM && west < SEAM + 360.0 {
                push_ring(ring, turn, world, &mut path);
            }
        }
    }
    path
}

/// Appends the path commands of a ring, shifted `turn` degrees to the east. Coordinates are whole units, relative to the
/// previous point; a ring smaller than a unit is dropped.
fn push_ring(ring: &[GeoPoint], turn: f64, world: &Projection, path: &mut String) {
    let mut points: Vec<(i32, i32)> = ring
        .iter()
        .map(|&(east, north)| {
            let point = world.project(LatLon {
                north: f64::from(north),
                east: f64::from(east) + turn,
            });
            (point.x.round() as i32, point.y.round() as i32)
        })
        .collect();
    points.dedup();
    if points.len() < 3 {
        return;
    }
    let mut before: Option<(i32, i32)> = None;
    for (x, y) in points {
        // Writing to memory does not fail.
        let _ = match before {
            None => write!(path, "M{x} {y}"),
            Some((left, top)) if y == top => write!(path, "h{}", x - left),
            Some((left, top)) if x == left => write!(path, "v{}", y - top),
            Some((left, top)) => write!(path, "l{} {}", x - left, y - top),
        };
        before = Some((x, y));
    }
    path.push('z');
}
