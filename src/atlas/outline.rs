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

static OUTLINES: LazyLock<BTreeMap<&'static str, Outline>> =
    LazyLock::new(|| unpack(include_bytes!("../../assets/atlas/outlines.bin")));

/// The outline of the country with the code; none if it is too small to have one.
pub fn outline(code: &str) -> Option<&'static Outline> {
    OUTLINES.get(code)
}

/// Every outline with its code.
pub fn outlines() -> impl Iterator<Item = (&'static str, &'static Outline)> {
    OUTLINES.iter().map(|(code, outline)| (*code, outline))
}

fn unpack(bytes: &'static [u8]) -> BTreeMap<&'static str, Outline> {
    let mut reader = Reader { bytes };
    let mut found = BTreeMap::new();
    let Some(lines) = reader.lines() else {
        return found;
    };
    for _ in 0..reader.count().unwrap_or(0) {
        let Some((code, outline)) = reader.country(&lines) else {
            break;
        };
        found.insert(code, outline);
    }
    found
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

    fn lines(&mut self) -> Option<Vec<Vec<Point>>> {
        let lines = self.count()?;
        (0..lines).map(|_| self.line()).collect()
    }

    fn line(&mut self) -> Option<Vec<Point>> {
        let points = self.count()?;
        let (mut east, mut north) = (0_isize, 0_isize);
        (0..points)
            .map(|_| {
                east = east.checked_add(self.number()?)?;
                north = north.checked_add(self.number()?)?;
                Some((east as f32 / STEPS, north as f32 / STEPS))
            })
            .collect()
    }

    fn country(&mut self, lines: &[Vec<Point>]) -> Option<(&'static str, Outline)> {
        let (code, rest) = self.bytes.split_at_checked(2)?;
        self.bytes = rest;
        let rings = self.count()?;
        let rings = (0..rings)
            .map(|_| self.ring(lines))
            .collect::<Option<_>>()?;
        Some((std::str::from_utf8(code).ok()?, Outline { rings }))
    }

    /// A ring: its lines end to end, those with a negative number backwards.
    fn ring(&mut self, lines: &[Vec<Point>]) -> Option<Vec<Point>> {
        let mut ring: Vec<Point> = Vec::new();
        for _ in 0..self.count()? {
            let number = self.number()?;
            let line = lines.get(if number < 0 { !number } else { number }.cast_unsigned())?;
            let mut add = |&(east, north): &Point| {
                // Without a jump from 180 to -180, and without the point at which two lines meet.
                let turns = ring
                    .last()
                    .map_or(0.0, |(before, _)| ((before - east) / 360.0).round());
                let point = (east + turns * 360.0, north);
                if ring.last() != Some(&point) {
                    ring.push(point);
                }
            };
            if number < 0 {
                line.iter().rev().for_each(&mut add);
            } else {
                line.iter().for_each(&mut add);
            }
        }
        Some(ring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the file and its reader belong together.
    #[test]
    fn the_file_is_read_whole() {
        assert!(OUTLINES.len() > 220, "{}", OUTLINES.len());
        for (code, outline) in outlines() {
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
        assert!(!inside(outline("RS").unwrap(), place("XK")));
        assert!(!inside(outline("RU").unwrap(), (45.2, 34.3)), "the Crimea");
    }

    #[test]
    fn a_file_cut_short_is_a_smaller_world() {
        let whole = include_bytes!("../../assets/atlas/outlines.bin");
        for part in [0, 1, 2, 100, 30_000, whole.len() - 1] {
            let found = unpack(whole.get(..part).unwrap_or_default());
            assert!(found.len() < OUTLINES.len());
        }
        assert!(unpack(&[255; 64]).is_empty());
    }
}
