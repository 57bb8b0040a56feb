//! Simplifies lines by the Visvalingam algorithm: the point whose triangle with its neighbours is smallest is removed,
//! until no triangle is too small.

use std::ops::RangeInclusive;

/// A point on the globe, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) east: f64,
    pub(crate) north: f64,
}

/// The smallest triangle that keeps a point, in square degrees at the equator.
const MIN_TRIANGLE_AREA: f64 = 0.012;

/// `line` with fewer points. Its ends stay; a closed line keeps at least four points, so that it remains a shape.
pub(crate) fn simplify(line: &[Point]) -> Vec<Point> {
    let min_points = if line.first() == line.last() { 4 } else { 2 };
    let mut kept = line.to_vec();
    let mut areas: Vec<f64> = (0..kept.len()).map(|at| triangle_area(&kept, at)).collect();
    while kept.len() > min_points {
        let smallest = areas
            .iter()
            .enumerate()
            .min_by(|(_, one), (_, other)| one.total_cmp(other));
        let Some((at, _)) = smallest.filter(|(_, area)| **area < MIN_TRIANGLE_AREA) else {
            break;
        };
        kept.remove(at);
        areas.remove(at);
        for neighbour in [at.saturating_sub(1), at] {
            let area = triangle_area(&kept, neighbour);
            if let Some(slot) = areas.get_mut(neighbour) {
                *slot = area;
            }
        }
    }
    kept
}

/// The area of the triangle of a point and its neighbours; infinite at the ends.
fn triangle_area(line: &[Point], at: usize) -> f64 {
    let before = at.checked_sub(1).and_then(|before| line.get(before));
    match (before, line.get(at), line.get(at + 1)) {
        (Some(&a), Some(&b), Some(&c)) => {
            let shrink = b.north.to_radians().cos();
            let twice =
                (b.east - a.east) * (c.north - a.north) - (c.east - a.east) * (b.north - a.north);
            (twice / 2.0 * shrink).abs()
        }
        _ => f64::INFINITY,
    }
}

/// The area of a ring, in square degrees at the equator.
pub(crate) fn area(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| a.east * b.north - b.east * a.north)
        .sum();
    let middle = ring.iter().map(|point| point.north).sum::<f64>() / ring.len().max(1) as f64;
    (twice / 2.0).abs() * middle.to_radians().cos()
}

/// The point inside `ring` that is farthest from its edge. Searches a grid, then two finer grids around the best point
/// so far.
pub(crate) fn pole_of_inaccessibility(ring: &[Point]) -> Point {
    const GRID: usize = 40;
    let bounds = |pick: fn(&Point) -> f64| {
        let values = || ring.iter().map(pick);
        values().fold(f64::INFINITY, f64::min)..=values().fold(f64::NEG_INFINITY, f64::max)
    };
    let (mut x, mut y) = (bounds(|point| point.east), bounds(|point| point.north));
    let middle = |range: &RangeInclusive<f64>| f64::midpoint(*range.start(), *range.end());
    let step = |range: &RangeInclusive<f64>| (range.end() - range.start()) / GRID as f64;
    let shrink = middle(&y).to_radians().cos();
    let mut best = Point {
        east: middle(&x),
        north: middle(&y),
    };
    let mut farthest = f64::NEG_INFINITY;
    for _ in 0..3 {
        let (step_x, step_y) = (step(&x), step(&y));
        for n in 0..=GRID * GRID {
            let at = Point {
                east: x.start() + step_x * (n % GRID) as f64,
                north: y.start() + step_y * (n / GRID) as f64,
            };
            let distance = signed_distance(ring, at, shrink);
            if distance > farthest {
                (farthest, best) = (distance, at);
            }
        }
        x = best.east - step_x..=best.east + step_x;
        y = best.north - step_y..=best.north + step_y;
    }
    best
}

/// The distance of `at` from the edge; negative outside.
fn signed_distance(ring: &[Point], at: Point, shrink: f64) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let is_between = (a.north > at.north) != (b.north > at.north);
        let crossing = (b.east - a.east) * (at.north - a.north) / (b.north - a.north) + a.east;
        if is_between && at.east < crossing {
            inside = !inside;
        }
        let (run, rise) = ((b.east - a.east) * shrink, b.north - a.north);
        let (east, north) = ((at.east - a.east) * shrink, at.north - a.north);
        let length = run * run + rise * rise;
        let share = if length > 0.0 {
            ((east * run + north * rise) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        nearest = nearest.min((east - run * share).hypot(north - rise * share));
    }
    if inside { nearest } else { -nearest }
}
