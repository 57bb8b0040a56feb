//! The outlines: from the topology of Natural Earth to a few kilobytes.
//!
//! A topology knows each line between two countries once, so that neighbours agree after it was simplified. Keeps it so:
//! the file holds lines, and for each country rings of lines.

use super::simplify::{Point, area, heart, simplify};
use serde_json::Value;
use std::collections::BTreeMap;

/// Steps in a degree.
const STEPS: f64 = 20.0;
/// The smallest island that is drawn, in square degrees of the equator; a country's largest always is.
const ISLAND: f64 = 0.03;

/// Shapes that Natural Earth counts for themselves, and whose they are; "--" for nobody's.
const PARTS: &[(&str, &str)] = &[
    ("XKX", "XK"),
    ("CYN", "CY"),
    ("SOL", "SO"),
    ("KAS", "--"),
    ("IOA", "CX"),
];
/// Shapes that it counts to another country: whose, between which degrees west and east, south and north, and the code.
type Away = (&'static str, (f64, f64), (f64, f64), &'static str);
const AWAY: &[Away] = &[
    ("FR", (-55.0, -51.0), (2.0, 6.0), "GF"),
    ("FR", (-62.0, -60.9), (15.8, 16.6), "GP"),
    ("FR", (-61.3, -60.7), (14.3, 15.0), "MQ"),
    ("FR", (55.0, 56.0), (-21.5, -20.8), "RE"),
    ("FR", (44.9, 45.4), (-13.1, -12.5), "YT"),
    ("NL", (-69.0, -62.0), (11.0, 18.0), "BQ"),
    ("NO", (-10.0, 40.0), (70.75, 82.0), "SJ"),
    ("CX", (96.0, 97.5), (-13.0, -11.0), "CC"),
];
/// Islands off the north of Norway's mainland lie as far north as Jan Mayen does; they are farther east.
const NORTH_CAPE: (f64, f64) = (20.0, 72.0);

/// A ring: lines by number, those that run against it by their complement.
type Ring = Vec<i64>;

/// Lines, and the rings of each country.
pub(crate) struct Shapes {
    lines: Vec<Vec<Point>>,
    rings: BTreeMap<String, Vec<Ring>>,
}

impl Shapes {
    /// From a topology and CLDR's table of codes.
    pub(crate) fn read(world: &Value, codes: &Value) -> Result<Self, String> {
        let lines = lines(world).ok_or("the topology has no lines")?;
        let mut shapes = Self {
            lines,
            rings: BTreeMap::new(),
        };
        let geometries = world
            .pointer("/objects/countries/geometries")
            .and_then(Value::as_array)
            .ok_or("the topology has no countries")?;
        for geometry in geometries {
            let code = code(geometry, codes)
                .ok_or_else(|| format!("whose is {}?", geometry["properties"]))?;
            for polygon in polygons(geometry) {
                let outer = polygon.first().map(|ring| shapes.points(ring));
                let code = outer.map_or(code.clone(), |outer| away(&code, &outer));
                if code != "--" {
                    shapes.rings.entry(code).or_default().extend(polygon);
                }
            }
        }
        for rings in shapes.rings.values_mut() {
            *rings = joined(std::mem::take(rings), &shapes.lines);
        }
        Ok(shapes)
    }

    /// The points of a ring, going on beyond 180 degrees instead of jumping to the other side.
    fn points(&self, ring: &Ring) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for &number in ring {
            let mut line = run(&self.lines, number);
            if let Some(last) = points.last()
                && line.first().is_some_and(|first| same(*first, *last))
            {
                line.remove(0);
            }
            points.extend(line);
        }
        let mut turn = 0.0;
        let mut before: Option<f64> = None;
        for point in &mut points {
            if let Some(before) = before {
                let step = point.0 + turn - before;
                turn -= (step / 360.0).round() * 360.0;
            }
            point.0 += turn;
            before = Some(point.0);
        }
        points
    }

    /// A place inside the largest shape of the country, if it has any: degrees north, degrees east.
    pub(crate) fn place(&self, code: &str) -> Option<(f64, f64)> {
        let rings = self.rings.get(code)?.iter().map(|ring| self.points(ring));
        let largest = rings.max_by(|one, other| area(one).total_cmp(&area(other)))?;
        let (east, north) = heart(&largest);
        Some((north, (east + 180.0).rem_euclid(360.0) - 180.0))
    }

    /// The bytes of the file: lines of steps from point to point, then each country's rings.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let small: Vec<Vec<(i64, i64)>> = self.lines.iter().map(|line| stepped(line)).collect();
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut countries = Vec::new();
        for (code, rings) in &self.rings {
            let rings = self.worth_drawing(rings, &small);
            for number in rings.iter().flatten() {
                let next = numbers.len();
                numbers.entry(line_of(*number)).or_insert(next);
            }
            if !rings.is_empty() {
                countries.push((code, rings));
            }
        }
        let mut bytes = Vec::new();
        let mut order: Vec<(usize, usize)> =
            numbers.iter().map(|(&old, &new)| (new, old)).collect();
        order.sort_unstable();
        count(&mut bytes, order.len());
        for (_, old) in order {
            let line = small.get(old).map(Vec::as_slice).unwrap_or_default();
            count(&mut bytes, line.len());
            let mut before = (0, 0);
            for &(x, y) in line {
                number(&mut bytes, x - before.0);
                number(&mut bytes, y - before.1);
                before = (x, y);
            }
        }
        count(&mut bytes, countries.len());
        for (code, rings) in countries {
            bytes.extend(code.bytes());
            count(&mut bytes, rings.len());
            for ring in rings {
                count(&mut bytes, ring.len());
                for old in ring {
                    let new = numbers.get(&line_of(old)).copied().unwrap_or_default();
                    let new = new.cast_signed() as i64;
                    number(&mut bytes, if old < 0 { !new } else { new });
                }
            }
        }
        bytes
    }

    /// The rings that are large enough, and the largest.
    fn worth_drawing(&self, rings: &[Ring], small: &[Vec<(i64, i64)>]) -> Vec<Ring> {
        let size = |ring: &Ring| area(&self.points(ring));
        let largest = rings.iter().map(size).fold(0.0, f64::max);
        let shape = |ring: &Ring| {
            let lines = ring.iter().filter_map(|number| small.get(line_of(*number)));
            lines
                .map(|line| line.len().saturating_sub(1))
                .sum::<usize>()
                > 2
        };
        let keep = |ring: &&Ring| {
            let size = size(ring);
            (size >= ISLAND || size >= largest) && shape(ring)
        };
        rings.iter().filter(keep).cloned().collect()
    }
}

/// `line` simplified, in whole steps, none twice in a row.
fn stepped(line: &[Point]) -> Vec<(i64, i64)> {
    let whole = |degrees: f64| (degrees * STEPS).round() as i64;
    let mut points: Vec<(i64, i64)> = simplify(line)
        .into_iter()
        .map(|(east, north)| (whole(east), whole(north)))
        .collect();
    points.dedup();
    points
}

/// Every line in degrees.
fn lines(world: &Value) -> Option<Vec<Vec<Point>>> {
    let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
    let scale = pair(world.pointer("/transform/scale")?)?;
    let shift = pair(world.pointer("/transform/translate")?)?;
    let line = |value: &Value| {
        let (mut x, mut y) = (0.0, 0.0);
        let steps = value.as_array()?.iter();
        steps
            .map(|step| {
                let (right, up) = pair(step)?;
                (x, y) = (x + right, y + up);
                Some((x * scale.0 + shift.0, y * scale.1 + shift.1))
            })
            .collect()
    };
    world.get("arcs")?.as_array()?.iter().map(line).collect()
}

/// The code of a geometry, by its number or by its letters.
fn code(geometry: &Value, codes: &Value) -> Option<String> {
    let letters = geometry.pointer("/properties/a3").and_then(Value::as_str);
    if let Some((_, code)) = PARTS.iter().find(|(part, _)| Some(*part) == letters) {
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
    // A number may have belonged to a country by an older name; then the letters decide.
    let first = rows.next()?;
    let better = if first.1 {
        None
    } else {
        rows.find(|row| row.1)
    };
    Some(better.unwrap_or(first).0)
}

/// The polygons of a geometry, each with its outer ring first.
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

/// Whose a polygon of `code` is, by where it lies.
fn away(code: &str, outer: &[Point]) -> String {
    let lies = |west: &(f64, f64), south: &(f64, f64)| {
        outer
            .iter()
            .all(|(x, y)| (west.0..=west.1).contains(x) && (south.0..=south.1).contains(y))
    };
    let norway = code == "NO" && lies(&(NORTH_CAPE.0, 40.0), &(0.0, NORTH_CAPE.1));
    AWAY.iter()
        .find(|(of, west, south, _)| *of == code && !norway && lies(west, south))
        .map_or(code, |(.., to)| to)
        .to_owned()
}

/// Rings of one country that lie side by side become one: a line between them, run in both directions, is no border.
fn joined(rings: Vec<Ring>, lines: &[Vec<Point>]) -> Vec<Ring> {
    let all: Vec<i64> = rings.iter().flatten().copied().collect();
    let inner = |number: &i64| all.contains(&!number);
    let (open, whole): (Vec<Ring>, Vec<Ring>) =
        rings.into_iter().partition(|ring| ring.iter().any(inner));
    let mut left: Vec<i64> = open.into_iter().flatten().filter(|n| !inner(n)).collect();
    let mut made = whole;
    while let Some(first) = left.pop() {
        let mut ring = vec![first];
        let start = run(lines, first).first().copied();
        loop {
            let end = ring.last().and_then(|n| run(lines, *n).last().copied());
            let meets = |n: &i64| {
                let begins = run(lines, *n).first().copied();
                begins.zip(end).is_some_and(|(one, other)| same(one, other))
            };
            if start.zip(end).is_some_and(|(one, other)| same(one, other)) {
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

/// The points of a line in the direction that its number says.
fn run(lines: &[Vec<Point>], number: i64) -> Vec<Point> {
    let mut points = lines.get(line_of(number)).cloned().unwrap_or_default();
    if number < 0 {
        points.reverse();
    }
    points
}

/// The line that a number in a ring means.
fn line_of(number: i64) -> usize {
    (if number < 0 { !number } else { number }) as usize
}

/// Whether two points are one, on either side of the line of dates.
fn same(one: Point, other: Point) -> bool {
    let apart = (one.0 - other.0).rem_euclid(360.0);
    apart.min(360.0 - apart) < 1e-6 && (one.1 - other.1).abs() < 1e-6
}

/// A whole number in as few bytes as it needs, seven bits in each.
fn count(bytes: &mut Vec<u8>, mut value: usize) {
    while value > 127 {
        bytes.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// The same for a number with a sign, which goes into the lowest bit.
fn number(bytes: &mut Vec<u8>, value: i64) {
    count(bytes, ((value << 1) ^ (value >> 63)) as usize);
}
