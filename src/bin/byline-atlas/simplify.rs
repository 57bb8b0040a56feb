//! Simplifies lines by the Visvalingam algorithm: the point whose triangle with its neighbours is smallest is removed,
//! until no triangle is too small.

/// A point: degrees east, degrees north.
pub(crate) type Point = (f64, f64);

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
            let shrink = b.1.to_radians().cos();
            let twice = (b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1);
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
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum();
    let middle = ring.iter().map(|point| point.1).sum::<f64>() / ring.len().max(1) as f64;
    (twice / 2.0).abs() * middle.to_radians().cos()
}

/// The point inside `ring` that is farthest from its edge. Searches a grid, then two finer grids around the best point
/// so far.
pub(crate) fn pole_of_inaccessibility(ring: &[Point]) -> Point {
    const GRID: usize = 40;
    let bounds = |pick: fn(&Point) -> f64| {
        let values = ring.iter().map(pick);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let (mut x, mut y) = (bounds(|point| point.0), bounds(|point| point.1));
    let shrink = f64::midpoint(y.0, y.1).to_radians().cos();
    let mut best = (
        f64::NEG_INFINITY,
        (f64::midpoint(x.0, x.1), f64::midpoint(y.0, y.1)),
    );
    for _ in 0..3 {
        let step = ((x.1 - x.0) / GRID as f64, (y.1 - y.0) / GRID as f64);
        for n in 0..=GRID * GRID {
            let at = (
                x.0 + step.0 * (n % GRID) as f64,
                y.0 + step.1 * (n / GRID) as f64,
            );
            let distance = signed_distance(ring, at, shrink);
            if distance > best.0 {
                best = (distance, at);
            }
        }
        let (east, north) = best.1;
        x = (east - step.0, east + step.0);
        y = (north - step.1, north + step.1);
    }
    best.1
}

/// The distance of `at` from the edge; negative outside.
fn signed_distance(ring: &[Point], at: Point, shrink: f64) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if (a.1 > at.1) != (b.1 > at.1) && at.0 < (b.0 - a.0) * (at.1 - a.1) / (b.1 - a.1) + a.0 {
            inside = !inside;
        }
        let (run, rise) = ((b.0 - a.0) * shrink, b.1 - a.1);
        let (east, north) = ((at.0 - a.0) * shrink, at.1 - a.1);
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
