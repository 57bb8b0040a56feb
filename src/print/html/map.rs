//! The world, with the countries of the article lit.
//!
//! Owns the drawing: one shape for all land, one for each country that is mentioned, and a disk on it whose area grows with its
//! mentions. Each leads to its entry in the list. The projection is that of the map in the terminal.

use super::escape::attribute;
use super::lists::counted;
use crate::app::map::{CUT, Projection};
use crate::atlas::{self, Outline, Point};
use crate::entities::Entity;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::LazyLock;

/// Units of the drawing across and down; without Antarctica.
const SIZE: (u16, u16) = (1000, 470);
/// The same down to the pole.
const TALL: u16 = 620;
/// Countries farther south than this are shown only if they are mentioned.
const POLAR: f32 = -60.0;
/// Disks have at least this radius, grow by so much with the root of the mentions, and have at most this one, in units.
const RADII: (f64, f64, f64) = (8.0, 5.0, 34.0);

/// All land but Antarctica, as the commands of a path.
static LAND: LazyLock<String> = LazyLock::new(|| {
    let world = Projection::world(SIZE, false);
    atlas::outlines()
        .map(|(_, outline)| path(outline, &world))
        .collect()
});

/// Write the map of `countries`, which are most mentioned first, with their numbers; nothing if none has a place.
pub(super) fn write(countries: &[(usize, &Entity)], out: &mut impl Write) -> io::Result<()> {
    let placed: Vec<Country<'_>> = countries.iter().filter_map(Country::of).collect();
    if placed.is_empty() {
        return Ok(());
    }
    let pole = placed.iter().any(|country| country.code == "AQ");
    let world = Projection::world((SIZE.0, if pole { TALL } else { SIZE.1 }), pole);
    let (left, top, wide, high) = world.frame;
    writeln!(
        out,
        "<svg class=\"map\" viewBox=\"{left:.0} {top:.0} {wide:.0} {high:.0}\" role=\"group\" aria-label=\"Map of the countries mentioned\">"
    )?;
    if pole {
        let land: String = atlas::outlines()
            .map(|(_, outline)| path(outline, &world))
            .collect();
        writeln!(out, "<path class=\"land\" d=\"{land}\"/>")?;
    } else {
        writeln!(out, "<path class=\"land\" d=\"{}\"/>", *LAND)?;
    }
    for country in &placed {
        country.write(&world, out)?;
    }
    writeln!(out, "</svg>")
}

/// A country that is mentioned.
struct Country<'a> {
    number: usize,
    entity: &'a Entity,
    code: &'a str,
    facts: &'static atlas::Facts,
}

impl<'a> Country<'a> {
    fn of(&(number, entity): &(usize, &'a Entity)) -> Option<Self> {
        let code = entity.code.as_ref()?.as_str();
        Some(Self {
            number,
            entity,
            code,
            facts: atlas::facts(code)?,
        })
    }

    fn write(&self, world: &Projection, out: &mut impl Write) -> io::Result<()> {
        let mentions = self.entity.mentions.len();
        write!(
            out,
            "<a href=\"#e{}\" class=\"e{}\"><title>",
            self.number, self.number
        )?;
        attribute(&self.entity.name, out)?;
        write!(out, ": {}", counted(mentions, "mention", "mentions"))?;
        if let Some(capital) = self.facts.capital {
            write!(out, " · capital ")?;
            attribute(capital, out)?;
        }
        if let Some((people, _)) = self.facts.population {
            write!(out, " · {} people", atlas::in_words(people))?;
        }
        out.write_all(b"</title>")?;
        if let Some(outline) = atlas::outline(self.code) {
            write!(out, "<path class=\"lit\" d=\"{}\"/>", path(outline, world))?;
        }
        let (x, y) = world.dot_of(self.facts.place);
        let (least, growth, most) = RADII;
        let radius = (least + growth * (mentions as f64 - 1.0).sqrt()).min(most);
        writeln!(
            out,
            "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{radius:.1}\"/></a>"
        )
    }
}

/// The commands that draw `outline`; what reaches over the map's edge comes in again at the other.
fn path(outline: &Outline, world: &Projection) -> String {
    let mut path = String::new();
    for ring in &outline.rings {
        let (least, south, most, _) = Outline::bounds(ring);
        if south < POLAR && f64::from(world.dots.1) < f64::from(TALL) {
            continue;
        }
        for turn in [-360.0, 0.0, 360.0] {
            let (west, east) = (f64::from(least) + turn, f64::from(most) + turn);
            if east > CUT && west < CUT + 360.0 {
                draw(ring, turn, world, &mut path);
            }
        }
    }
    path
}

/// A ring, `turn` degrees to the east, in whole units and steps from point to point; nothing of what is smaller than a unit.
fn draw(ring: &[Point], turn: f64, world: &Projection, path: &mut String) {
    let mut points: Vec<(i32, i32)> = ring
        .iter()
        .map(|&(east, north)| {
            let (x, y) = world.dot((f64::from(north), f64::from(east) + turn));
            (x.round() as i32, y.round() as i32)
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
