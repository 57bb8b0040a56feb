//! Reduces the outlines of Natural Earth from megabytes of topology to a few kilobytes.
//!
//! A topology holds each line between two countries once, so neighbours still fit after the line was simplified. The
//! result is a topology as well: lines, and for each country rings of lines.

use super::simplify::{Point, area, pole_of_inaccessibility, simplify};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The result counts in steps of 1 / `STEPS_PER_DEGREE` degrees.
const STEPS_PER_DEGREE: f64 = 20.0;
/// The smallest island that is kept, in square degrees at the equator; the largest part of a country is always kept.
const MIN_ISLAND_AREA: f64 = 0.03;

/// Shapes that Natural Earth lists separately, and the code of the country they belong to; "--" for none.
const SEPARATE_SHAPES: &[(&str, &str)] = &[
    ("XKX", "XK"),
    ("CYN", "CY"),
    ("SOL", "SO"),
    ("KAS", "--"),
    ("IOA", "CX"),
];
/// Parts that Natural Earth includes in another country: the code of that country, where the part lies, and its code.
const OVERSEAS_PARTS: &[(&str, GeoBox, &str)] = &[
    ("FR", GeoBox::new(-55.0..=-51.0, 2.0..=6.0), "GF"),
    ("FR", GeoBox::new(-62.0..=-60.9, 15.8..=16.6), "GP"),
    ("FR", GeoBox::new(-61.3..=-60.7, 14.3..=15.0), "MQ"),
    ("FR", GeoBox::new(55.0..=56.0, -21.5..=-20.8), "RE"),
    ("FR", GeoBox::new(44.9..=45.4, -13.1..=-12.5), "YT"),
    ("NL", GeoBox::new(-69.0..=-62.0, 11.0..=18.0), "BQ"),
    ("NO", GeoBox::new(-10.0..=40.0, 70.75..=82.0), "SJ"),
    ("CX", GeoBox::new(96.0..=97.5, -13.0..=-11.0), "CC"),
];
/// The islands off the Norwegian mainland reach as far north as Jan Mayen lies; unlike it, they are east and south of
/// the North Cape.
const NORWEGIAN_ISLANDS: GeoBox = GeoBox::new(20.0..=40.0, 0.0..=72.0);

/// A part of the globe between two meridians and two parallels, in degrees.
struct GeoBox {
    east: RangeInclusive<f64>,
    north: RangeInclusive<f64>,
}

impl GeoBox {
    const fn new(east: RangeInclusive<f64>, north: RangeInclusive<f64>) -> Self {
        Self { east, north }
    }

    /// Whether all of `points` are inside.
    fn contains(&self, points: &[Point]) -> bool {
        let is_inside =
            |point: &Point| self.east.contains(&point.east) && self.north.contains(&point.north);
        points.iter().all(is_inside)
    }
}

/// A ring: the numbers of its lines. A line that runs backwards has the complement of its number.
type Ring = Vec<i64>;

/// The lines of the topology, and the rings of each country.
pub(crate) struct Topology {
    lines: Vec<Vec<Point>>,
    rings: BTreeMap<String, Vec<Ring>>,
}

impl Topology {
    /// Reads Natural Earth's topology, with the table of codes from CLDR.
    pub(crate) fn read(world: &Value, codes: &Value) -> Result<Self, String> {
        let lines = lines(world).ok_or("the topology has no lines")?;
        let mut topology = Self {
            lines,
            rings: BTreeMap::new(),
        };
        let geometries = world
            .pointer("/objects/countries/geometries")
            .and_then(Value::as_array)
            .ok_or("the topology has no countries")?;
        for geometry in geometries {
            let code = code(geometry, codes)
                .ok_or_else(|| format!("no country code for {}", geometry["properties"]))?;
            for polygon in polygons(geometry) {
                let outer = polygon.first().map(|ring| topology.points(ring));
                let code = outer.map_or(code.clone(), |outer| overseas_code(&code, &outer));
                if code != "--" {
                    topology.rings.entry(code).or_default().extend(polygon);
                }
            }
        }
        for rings in topology.rings.values_mut() {
            *rings = merge_rings(std::mem::take(rings), &topology.lines);
        }
        Ok(topology)
    }

    /// The points of a ring; where it crosses the antimeridian it continues beyond 180 degrees.
    fn points(&self, ring: &Ring) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for &number in ring {
            let mut line = directed_points(&self.lines, number);
            if let Some(last) = points.last()
                && line
                    .first()
                    .is_some_and(|first| is_same_point(*first, *last))
            {
                line.remove(0);
            }
            points.extend(line);
        }
        let mut turn = 0.0;
        let mut before: Option<f64> = None;
        for point in &mut points {
            if let Some(before) = before {
                let step = point.east + turn - before;
                turn -= (step / 360.0).round() * 360.0;
            }
            point.east += turn;
            before = Some(point.east);
        }
        points
    }

    /// A point inside the largest part of the country; `None` if it has no outline.
    pub(crate) fn inner_point(&self, code: &str) -> Option<Point> {
        let rings = self.rings.get(code)?.iter().map(|ring| self.points(ring));
        let largest = rings.max_by(|one, other| area(one).total_cmp(&area(other)))?;
        let Point { east, north } = pole_of_inaccessibility(&largest);
        let east = (east + 180.0).rem_euclid(360.0) - 180.0;
        Some(Point { east, north })
    }

    /// Encodes the file: each line as steps from point to point, then the rings of each country.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let simplified: Vec<Vec<GridPoint>> = self
            .lines
            .iter()
            .map(|line| simplify_to_steps(line))
            .collect();
        // The number of each line that is kept, in the order in which the countries use them.
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut countries = Vec::new();
        for (code, rings) in &self.rings {
            let rings = self.rings_to_keep(rings, &simplified);
            for number in rings.iter().flatten() {
                let next = numbers.len();
                numbers.entry(line_index(*number)).or_insert(next);
            }
            if !rings.is_empty() {
                countries.push((code, rings));
            }
        }
        let mut bytes = Vec::new();
        let numbered = simplified.iter().enumerate();
        let mut kept: Vec<(usize, &Vec<GridPoint>)> = numbered
            .filter_map(|(old, line)| Some((*numbers.get(&old)?, line)))
            .collect();
        kept.sort_unstable_by_key(|(new, _)| *new);
        write_varint(&mut bytes, kept.len());
        for (_, line) in kept {
            write_varint(&mut bytes, line.len());
            let mut before = GridPoint::default();
            for &point in line {
                write_signed_varint(&mut bytes, point.x - before.x);
                write_signed_varint(&mut bytes, point.y - before.y);
                before = point;
            }
        }
        write_varint(&mut bytes, countries.len());
        for (code, rings) in countries {
            bytes.extend(code.bytes());
            write_varint(&mut bytes, rings.len());
            for ring in rings {
                write_varint(&mut bytes, ring.len());
                for old in ring {
                    let new = numbers.get(&line_index(old)).copied().unwrap_or_default();
                    let new = new.cast_signed() as i64;
                    write_signed_varint(&mut bytes, if old < 0 { !new } else { new });
                }
            }
        }
        bytes
    }

    /// The rings that are large enough to keep, and the largest.
    fn rings_to_keep(&self, rings: &[Ring], simplified: &[Vec<GridPoint>]) -> Vec<Ring> {
        let size = |ring: &Ring| area(&self.points(ring));
        let largest = rings.iter().map(size).fold(0.0, f64::max);
        let shape = |ring: &Ring| {
            let lines = ring
                .iter()
                .filter_map(|number| simplified.get(line_index(*number)));
            lines
                .map(|line| line.len().saturating_sub(1))
                .sum::<usize>()
                > 2
        };
        let keep = |ring: &&Ring| {
            let size = size(ring);
            (size >= MIN_ISLAND_AREA || size >= largest) && shape(ring)
        };
        rings.iter().filter(keep).cloned().collect()
    }
}

/// A point in steps east and north of the origin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct GridPoint {
    x: i64,
    y: i64,
}

/// `line` simplified and rounded to whole steps, without repeated points.
fn simplify_to_steps(line: &[Point]) -> Vec<GridPoint> {
    let whole = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() as i64;
    let mut points: Vec<GridPoint> = simplify(line)
        .into_iter()
        .map(|point| GridPoint {
            x: whole(point.east),
            y: whole(point.north),
        })
        .collect();
    points.dedup();
    points
}

/// Every line of the topology, in degrees.
fn lines(world: &Value) -> Option<Vec<Vec<Point>>> {
    let point = |value: &Value| {
        Some(Point {
            east: value.get(0)?.as_f64()?,
            north: value.get(1)?.as_f64()?,
        })
    };
    let scale = point(world.pointer("/transform/scale")?)?;
    let shift = point(world.pointer("/transform/translate")?)?;
    let line = |value: &Value| {
        let (mut x, mut y) = (0.0, 0.0);
        let steps = value.as_array()?.iter();
        steps
            .map(|step| {
                let step = point(step)?;
                (x, y) = (x + step.east, y + step.north);
                Some(Point {
                    east: x * scale.east + shift.east,
                    north: y * scale.north + shift.north,
                })
            })
            .collect()
    };
    world.get("arcs")?.as_array()?.iter().map(line).collect()
}

/// The country code of a geometry, found by its number or its letters.
fn code(geometry: &Value, codes: &Value) -> Option<String> {
    let letters = geometry.pointer("/properties/a3").and_then(Value::as_str);
    if let Some((_, code)) = SEPARATE_SHAPES
        .iter()
        .find(|(part, _)| Some(*part) == letters)
    {
        return Some((*code).to_owned());
    }
    let number = geometry.get("id")?.as_str()?;
    let table = codes.pointer("/supplemental/codeMappings")?.as_object()?;
    let row = |name: &'static str| {
        move |row: &Value, wanted: &str| row.get(name).and_then(Value::as_str) == Some(wanted)
    };
    let (numbered, lettered) = (row("_numeric"), row("_alpha3"));
    let mut rows = table
        .iter()
        .filter(|(code, row)| code.len() == 2 && numbered(row, number))
        .map(|(code, row)| (code.clone(), lettered(row, letters.unwrap_or_default())));
    // A number may also have belonged to the country under an older code; then the letters decide.
    let first = rows.next()?;
    let better = if first.1 {
        None
    } else {
        rows.find(|row| row.1)
    };
    Some(better.unwrap_or(first).0)
}

/// The polygons of a geometry, each a list of rings with the outer ring first.
fn polygons(geometry: &Value) -> Vec<Vec<Ring>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let ring = |value: &Value| list(value).iter().filter_map(Value::as_i64).collect();
    let polygon = |value: &Value| list(value).iter().map(ring).collect();
    let shapes = geometry.get("arcs").map(list).unwrap_or_default();
    if geometry.get("type").and_then(Value::as_str) == Some("Polygon") {
        return vec![polygon(&Value::Array(shapes))];
    }
    shapes.iter().map(polygon).collect()
}

/// The code of the country that a polygon of `code` belongs to, by its position.
fn overseas_code(code: &str, outer: &[Point]) -> String {
    let norway = code == "NO" && NORWEGIAN_ISLANDS.contains(outer);
    OVERSEAS_PARTS
        .iter()
        .find(|(of, place, _)| *of == code && !norway && place.contains(outer))
        .map_or(code, |(.., to)| to)
        .to_owned()
}

/// Merges adjacent rings of the same country: a line that is run in both directions is not a border.
fn merge_rings(rings: Vec<Ring>, lines: &[Vec<Point>]) -> Vec<Ring> {
    let all: Vec<i64> = rings.iter().flatten().copied().collect();
    let inner = |number: &i64| all.contains(&!number);
    let (open, whole): (Vec<Ring>, Vec<Ring>) =
        rings.into_iter().partition(|ring| ring.iter().any(inner));
    let mut left: Vec<i64> = open.into_iter().flatten().filter(|n| !inner(n)).collect();
    let mut made = whole;
    while let Some(first) = left.pop() {
        let mut ring = vec![first];
        let start = directed_points(lines, first).first().copied();
        loop {
            let end = ring
                .last()
                .and_then(|n| directed_points(lines, *n).last().copied());
            let meets = |n: &i64| {
                let begins = directed_points(lines, *n).first().copied();
                begins
                    .zip(end)
                    .is_some_and(|(one, other)| is_same_point(one, other))
            };
            if start
                .zip(end)
                .is_some_and(|(one, other)| is_same_point(one, other))
            {
                break;
            }
            let Some(at) = left.iter().position(meets) else {
                break;
            };
            ring.push(left.remove(at));
        }
        made.push(ring);
    }
    made
}

/// The points of a line, in the direction that its number says.
fn directed_points(lines: &[Vec<Point>], number: i64) -> Vec<Point> {
    let mut points = lines.get(line_index(number)).cloned().unwrap_or_default();
    if number < 0 {
        points.reverse();
    }
    points
}

/// The index of the line that a number in a ring stands for.
fn line_index(number: i64) -> usize {
    (if number < 0 { !number } else { number }) as usize
}

/// Whether two points are the same, on either side of the antimeridian.
fn is_same_point(one: Point, other: Point) -> bool {
    let apart = (one.east - other.east).rem_euclid(360.0);
    apart.min(360.0 - apart) < 1e-6 && (one.north - other.north).abs() < 1e-6
}

/// Writes an unsigned number, seven bits per byte, the lowest first.
fn write_varint(bytes: &mut Vec<u8>, mut value: usize) {
    while value > 127 {
        bytes.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Writes a signed number, with the sign in the lowest bit (zigzag encoding).
fn write_signed_varint(bytes: &mut Vec<u8>, value: i64) {
    write_varint(bytes, ((value << 1) ^ (value >> 63)) as usize);
}
