//! Outlines: unpacking `assets/atlas/outlines.bin`.
//!
//! The file holds lines, and for each country rings of lines, so that a border is there once (`assets/README.md`). What is
//! cut short is a world with fewer countries, never a panic.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Degrees east, degrees north.
pub type Point = (f32, f32);

/// Steps in a degree.
const STEPS: f32 = 20.0;

/// The shape of a country.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// Its rings, each closed by going from the last point to the first. A ring over the line of dates goes on beyond 180
    /// degrees. A place is inside the country if it is inside an odd number of them.
    pub rings: Vec<Vec<Point>>,
}

impl Outline {
    /// The westernmost, southernmost, easternmost and northernmost degree of a ring.
    pub fn bounds(ring: &[Point]) -> (f32, f32, f32, f32) {
        let none = (
            f32::INFINITY,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NEG_INFINITY,
        );
        ring.iter()
            .fold(none, |(west, south, east, north), &(x, y)| {
                (west.min(x), south.min(y), east.max(x), north.max(y))
            })
    }
}

/// A coast, or a border between two countries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edge {
    /// From end to end.
    pub points: Vec<Point>,
    /// Whether there is a country on both sides.
    pub border: bool,
}

/// What the file holds.
#[derive(Default)]
struct World {
    edges: Vec<Edge>,
    outlines: BTreeMap<&'static str, Outline>,
}

static WORLD: LazyLock<World> =
    LazyLock::new(|| unpack(include_bytes!("../../assets/atlas/outlines.bin")));

/// The outline of the country with the code; none if it is too small to have one.
pub fn outline(code: &str) -> Option<&'static Outline> {
    WORLD.outlines.get(code)
}

/// Every outline, in the order of the codes.
pub fn outlines() -> impl Iterator<Item = (&'static str, &'static Outline)> {
    WORLD
        .outlines
        .iter()
        .map(|(code, outline)| (*code, outline))
}

/// Every coast and every border, each once.
pub fn edges() -> &'static [Edge] {
    &WORLD.edges
}

fn unpack(bytes: &'static [u8]) -> World {
    let mut reader = Reader { bytes };
    let mut world = World::default();
    let Some(edges) = reader.edges() else {
        return world;
    };
    world.edges = edges;
    let mut sides = vec![0_u8; world.edges.len()];
    for _ in 0..reader.count().unwrap_or(0) {
        let Some((code, outline)) = reader.country(&world.edges, &mut sides) else {
            break;
        };
        world.outlines.insert(code, outline);
    }
    for (edge, sides) in world.edges.iter_mut().zip(sides) {
        edge.border = sides > 1;
    }
    world
}

/// What is left of the file.
struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    /// A whole number, seven bits in a byte, the lowest first.
    fn count(&mut self) -> Option<usize> {
        let (mut value, mut shift) = (0_usize, 0_u32);
        loop {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= usize::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(value);
            }
            shift += 7;
        }
    }

    /// A number with its sign in the lowest bit.
    fn number(&mut self) -> Option<isize> {
        let value = self.count()?;
        Some((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    fn edges(&mut self) -> Option<Vec<Edge>> {
        let edges = self.count()?;
        (0..edges).map(|_| self.edge()).collect()
    }

    fn edge(&mut self) -> Option<Edge> {
        let points = self.count()?;
        let (mut east, mut north) = (0_isize, 0_isize);
        let points = (0..points)
            .map(|_| {
                east = east.checked_add(self.number()?)?;
                north = north.checked_add(self.number()?)?;
                Some((east as f32 / STEPS, north as f32 / STEPS))
            })
            .collect::<Option<Vec<Point>>>()?;
        let border = false;
        let points = joined(points.iter(), Vec::new());
        Some(Edge { points, border })
    }

    fn country(&mut self, edges: &[Edge], sides: &mut [u8]) -> Option<(&'static str, Outline)> {
        let (code, rest) = self.bytes.split_at_checked(2)?;
        self.bytes = rest;
        let rings = self.count()?;
        let rings = (0..rings)
            .map(|_| self.ring(edges, sides))
            .collect::<Option<_>>()?;
        Some((std::str::from_utf8(code).ok()?, Outline { rings }))
    }

    /// A ring: its edges end to end, those with a negative number backwards.
    fn ring(&mut self, edges: &[Edge], sides: &mut [u8]) -> Option<Vec<Point>> {
        let mut ring: Vec<Point> = Vec::new();
        for _ in 0..self.count()? {
            let number = self.number()?;
            let index = if number < 0 { !number } else { number }.cast_unsigned();
            let points = edges.get(index)?.points.iter();
            if let Some(sides) = sides.get_mut(index) {
                *sides = sides.saturating_add(1);
            }
            ring = if number < 0 {
                joined(points.rev(), ring)
            } else {
                joined(points, ring)
            };
        }
        Some(ring)
    }
}

/// `line` with `points` behind it: without a jump from 180 to -180, and without a point twice where two edges meet.
fn joined<'a>(points: impl Iterator<Item = &'a Point>, mut line: Vec<Point>) -> Vec<Point> {
    for &(east, north) in points {
        let turns = line
            .last()
            .map_or(0.0, |(before, _)| ((before - east) / 360.0).round());
        let point = (east + turns * 360.0, north);
        if line.last() != Some(&point) {
            line.push(point);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the file and its reader belong together.
    #[test]
    fn the_file_is_read_whole() {
        assert!(WORLD.outlines.len() > 220, "{}", WORLD.outlines.len());
        for (code, outline) in &WORLD.outlines {
            assert!(crate::atlas::facts(code).is_some(), "{code} is a country");
            assert!(!outline.rings.is_empty());
            for ring in &outline.rings {
                assert!(ring.len() > 2, "{code}");
                for (east, north) in ring {
                    assert!((-90.0..=90.0).contains(north), "{code} {north}");
                    assert!((-360.0..=540.0).contains(east), "{code} {east}");
                }
            }
        }
    }

    /// Protects: where a country is filled, its own place is inside, and its neighbour's is not.
    #[test]
    fn places_lie_inside_their_own_outline() {
        let inside = |outline: &Outline, (north, east): (f64, f64)| {
            let (north, east) = (north as f32, east as f32);
            let crossings = outline.rings.iter().flat_map(|ring| {
                let next = ring.iter().cycle().skip(1);
                ring.iter().zip(next).flat_map(move |(a, b)| {
                    [-360.0, 0.0, 360.0].into_iter().filter(move |turn| {
                        (a.1 > north) != (b.1 > north)
                            && east + turn < (b.0 - a.0) * (north - a.1) / (b.1 - a.1) + a.0
                    })
                })
            });
            crossings.count() % 2 == 1
        };
        let place = |code| crate::atlas::facts(code).unwrap().place;
        for code in [
            "KE", "RU", "FJ", "US", "LS", "ZA", "SO", "CY", "XK", "NZ", "UA",
        ] {
            assert!(inside(outline(code).unwrap(), place(code)), "{code}");
        }
        assert!(
            !inside(outline("ZA").unwrap(), place("LS")),
            "a hole is a hole"
        );
        let borders = edges().iter().filter(|edge| edge.border).count();
        assert!(borders > 300 && borders < edges().len(), "{borders}");
        assert!(!inside(outline("RS").unwrap(), place("XK")));
        assert!(!inside(outline("RU").unwrap(), (45.2, 34.3)), "the Crimea");
    }

    #[test]
    fn a_file_cut_short_is_a_smaller_world() {
        let whole = include_bytes!("../../assets/atlas/outlines.bin");
        for part in [0, 1, 2, 100, 30_000, whole.len() - 1] {
            let found = unpack(whole.get(..part).unwrap_or_default());
            assert!(found.outlines.len() < WORLD.outlines.len());
        }
        assert!(unpack(&[255; 64]).outlines.is_empty());
    }
}
