//! Unpacks the outlines of countries from `assets/atlas/outlines.bin`.
//!
//! The file is a topology: it holds each coast and border once, as an edge, and the rings of a country as lists of
//! edges (`assets/README.md` describes the format). A truncated file gives fewer countries, never a panic.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A point: longitude and latitude, in degrees east and north.
pub type GeoPoint = (f32, f32);

/// The file counts in steps of 1 / `STEPS_PER_DEGREE` degrees.
const STEPS_PER_DEGREE: f32 = 20.0;

/// The outline of a country.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// Its rings, each closed by a line from the last point to the first. A ring that crosses the antimeridian
    /// continues beyond 180 degrees. A point is inside the country if it is inside an odd number of rings.
    pub rings: Vec<Vec<GeoPoint>>,
}

impl Outline {
    /// The bounding box of a ring: west, south, east, north, in degrees.
    pub fn bounds(ring: &[GeoPoint]) -> (f32, f32, f32, f32) {
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
    /// Its points, from end to end.
    pub points: Vec<GeoPoint>,
    /// Whether there is a country on both sides.
    pub is_border: bool,
}

/// The contents of the file.
#[derive(Default)]
struct WorldOutlines {
    edges: Vec<Edge>,
    outlines: BTreeMap<&'static str, Outline>,
}

static WORLD: LazyLock<WorldOutlines> =
    LazyLock::new(|| unpack(include_bytes!("../../assets/atlas/outlines.bin")));

/// The outline of the country with this code; `None` if it is too small to have one.
///
/// ```
/// use byline::atlas::{self, Outline};
///
/// # fn main() -> Result<(), &'static str> {
/// let kenya = atlas::outline("KE").ok_or("no outline")?;
/// let (west, south, east, north) = Outline::bounds(&kenya.rings[0]);
/// assert!(west > 30.0 && south > -6.0 && east < 43.0 && north < 7.0);
/// # Ok(())
/// # }
/// ```
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

fn unpack(bytes: &'static [u8]) -> WorldOutlines {
    let mut reader = OutlineReader { bytes };
    let mut world = WorldOutlines::default();
    let Some(edges) = reader.read_edges() else {
        return world;
    };
    world.edges = edges;
    let mut sides = vec![0_u8; world.edges.len()];
    for _ in 0..reader.read_varint().unwrap_or(0) {
        let Some((code, outline)) = reader.read_country(&world.edges, &mut sides) else {
            break;
        };
        world.outlines.insert(code, outline);
    }
    for (edge, sides) in world.edges.iter_mut().zip(sides) {
        edge.is_border = sides > 1;
    }
    world
}

/// Reads the file; `bytes` is the part not read yet.
struct OutlineReader {
    bytes: &'static [u8],
}

impl OutlineReader {
    /// Reads an unsigned number: seven bits per byte, the lowest first.
    fn read_varint(&mut self) -> Option<usize> {
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

    /// Reads a signed number, with the sign in the lowest bit (zigzag encoding).
    fn read_signed_varint(&mut self) -> Option<isize> {
        let value = self.read_varint()?;
        Some((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    fn read_edges(&mut self) -> Option<Vec<Edge>> {
        let edges = self.read_varint()?;
        (0..edges).map(|_| self.read_edge()).collect()
    }

    fn read_edge(&mut self) -> Option<Edge> {
        let points = self.read_varint()?;
        let (mut east, mut north) = (0_isize, 0_isize);
        let points = (0..points)
            .map(|_| {
                east = east.checked_add(self.read_signed_varint()?)?;
                north = north.checked_add(self.read_signed_varint()?)?;
                Some((
                    east as f32 / STEPS_PER_DEGREE,
                    north as f32 / STEPS_PER_DEGREE,
                ))
            })
            .collect::<Option<Vec<GeoPoint>>>()?;
        Some(Edge {
            points: append_points(points.iter(), Vec::new()),
            // Set once all countries have been read.
            is_border: false,
        })
    }

    fn read_country(
        &mut self,
        edges: &[Edge],
        sides: &mut [u8],
    ) -> Option<(&'static str, Outline)> {
        let (code, rest) = self.bytes.split_at_checked(2)?;
        self.bytes = rest;
        let rings = self.read_varint()?;
        let rings = (0..rings)
            .map(|_| self.read_ring(edges, sides))
            .collect::<Option<_>>()?;
        Some((std::str::from_utf8(code).ok()?, Outline { rings }))
    }

    /// Reads a ring and joins its edges end to end; those with a negative number run backwards. Counts in `sides` how
    /// often each edge is used.
    fn read_ring(&mut self, edges: &[Edge], sides: &mut [u8]) -> Option<Vec<GeoPoint>> {
        let mut ring: Vec<GeoPoint> = Vec::new();
        for _ in 0..self.read_varint()? {
            let number = self.read_signed_varint()?;
            let index = if number < 0 { !number } else { number }.cast_unsigned();
            let points = edges.get(index)?.points.iter();
            if let Some(sides) = sides.get_mut(index) {
                *sides = sides.saturating_add(1);
            }
            ring = if number < 0 {
                append_points(points.rev(), ring)
            } else {
                append_points(points, ring)
            };
        }
        Some(ring)
    }
}

/// Appends `points` to `line`. Where the points jump between 180 and -180 degrees they continue beyond it instead, and
/// the point where two edges meet is not repeated.
fn append_points<'a>(
    points: impl Iterator<Item = &'a GeoPoint>,
    mut line: Vec<GeoPoint>,
) -> Vec<GeoPoint> {
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

    /// Protects: the file and the code that reads it fit together.
    #[test]
    fn the_complete_file_is_read() {
        assert!(WORLD.outlines.len() > 220, "{}", WORLD.outlines.len());
        for (code, outline) in &WORLD.outlines {
            assert!(
                crate::atlas::facts(code).is_some(),
                "{code} is not a country"
            );
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

    /// Protects: when a country is filled on a map, its own marked point is inside and that of its neighbour is not.
    #[test]
    fn marked_points_are_inside_their_own_outline() {
        let inside = |outline: &Outline, place: crate::atlas::LatLon| {
            let (north, east) = (place.north as f32, place.east as f32);
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
        let place = |code| crate::atlas::facts(code).unwrap().map_position;
        for code in [
            "KE", "RU", "FJ", "US", "LS", "ZA", "SO", "CY", "XK", "NZ", "UA",
        ] {
            assert!(inside(outline(code).unwrap(), place(code)), "{code}");
        }
        assert!(
            !inside(outline("ZA").unwrap(), place("LS")),
            "the hole of South Africa is not inside it"
        );
        let borders = edges().iter().filter(|edge| edge.is_border).count();
        assert!(borders > 300 && borders < edges().len(), "{borders}");
        assert!(!inside(outline("RS").unwrap(), place("XK")));
        let crimea = crate::atlas::LatLon {
            north: 45.2,
            east: 34.3,
        };
        assert!(!inside(outline("RU").unwrap(), crimea), "Crimea");
    }

    #[test]
    fn a_truncated_file_gives_fewer_countries() {
        let file = include_bytes!("../../assets/atlas/outlines.bin");
        for part in [0, 1, 2, 100, 30_000, file.len() - 1] {
            let found = unpack(file.get(..part).unwrap_or_default());
            assert!(found.outlines.len() < WORLD.outlines.len());
        }
        assert!(unpack(&[255; 64]).outlines.is_empty());
    }
}
