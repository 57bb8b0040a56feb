//! Moving the map's cursor north, south, east and west.
//!
//! Every country must be reachable from every other by some sequence of steps. Going to the nearest country in a
//! direction almost always achieves that; where it does not, as few steps as possible are redirected until it does.

use super::to_plane;
use crate::app::projection::LatLon;

/// A direction on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are self-explanatory")]
pub enum Direction {
    North,
    South,
    West,
    East,
}

impl Direction {
    const ALL: [Self; 4] = [Self::North, Self::South, Self::West, Self::East];

    /// How far `to` is from `from` in this direction, and how far to the side of it.
    fn components(self, from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
        let (right, up) = (to.0 - from.0, to.1 - from.1);
        match self {
            Self::North => (up, right.abs()),
            Self::South => (-up, right.abs()),
            Self::West => (-right, up.abs()),
            Self::East => (right, up.abs()),
        }
    }
}

/// For each place the next one in each direction, or itself if there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compass {
    next: Vec<[usize; 4]>,
}

impl Compass {
    /// Computes the steps among `places`.
    pub fn new(places: &[LatLon]) -> Self {
        // Move places that coincide slightly apart, so that each lies in some direction from the other.
        let points: Vec<(f64, f64)> = places
            .iter()
            .enumerate()
            .map(|(n, place)| (to_plane(*place), n as f64 * 1e-4))
            .map(|((x, y), apart)| (x + apart, y + apart / 2.0))
            .collect();
        let next = (0..points.len())
            .map(|from| Direction::ALL.map(|direction| nearest(&points, from, direction)))
            .collect();
        let mut compass = Self { next };
        for _ in 0..places.len() {
            if !compass.improve(&points) {
                break;
            }
        }
        compass
    }

    /// The next place from `from`.
    pub fn next_from(&self, from: usize, direction: Direction) -> usize {
        self.next
            .get(from)
            .and_then(|next| next.get(direction as usize))
            .copied()
            .unwrap_or(from)
    }

    /// Which places can be reached from the first, or with `backwards`, from which the first can be reached.
    fn reachable(&self, backwards: bool) -> Vec<bool> {
        let mut reached = vec![false; self.next.len()];
        if let Some(first) = reached.first_mut() {
            *first = true;
        }
        loop {
            let mut grew = false;
            for (from, next) in self.next.iter().enumerate() {
                for &to in next {
                    let (known, new) = if backwards { (to, from) } else { (from, to) };
                    if reached.get(known) == Some(&true)
                        && let Some(slot) = reached.get_mut(new)
                    {
                        grew |= !*slot;
                        *slot = true;
                    }
                }
            }
            if !grew {
                return reached;
            }
        }
    }

    /// The number of places reachable from the first plus the number of those from which the first is reachable.
    fn connectivity(&self) -> usize {
        let count = |backwards| self.reachable(backwards).iter().filter(|&&yes| yes).count();
        count(false) + count(true)
    }

    /// Redirects the shortest step that connects more places. Returns whether that was necessary and possible.
    fn improve(&mut self, points: &[(f64, f64)]) -> bool {
        let connected = self.connectivity();
        if connected == points.len() * 2 {
            return false;
        }
        let (reachable, reaching) = (self.reachable(false), self.reachable(true));
        let contains = |set: &[bool], n: usize| set.get(n).copied().unwrap_or(false);
        let mut redirects: Vec<(f64, usize, usize, usize)> = Vec::new();
        for (from, &point) in points.iter().enumerate() {
            for (to, &other) in points.iter().enumerate() {
                let connects_more = (contains(&reachable, from) && !contains(&reachable, to))
                    || (!contains(&reaching, from) && contains(&reaching, to));
                if !connects_more {
                    continue;
                }
                for (slot, direction) in Direction::ALL.into_iter().enumerate() {
                    let (ahead, aside) = direction.components(point, other);
                    if ahead > 0.0 {
                        redirects.push((ahead + aside * 2.0, from, slot, to));
                    }
                }
            }
        }
        redirects.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (_, from, slot, to) in redirects {
            let Some(step) = self.next.get_mut(from).and_then(|next| next.get_mut(slot)) else {
                continue;
            };
            let old = std::mem::replace(step, to);
            if self.connectivity() > connected {
                return true;
            }
            if let Some(step) = self.next.get_mut(from).and_then(|next| next.get_mut(slot)) {
                *step = old;
            }
        }
        false
    }
}

/// The nearest place in a direction: among those more ahead than aside, else among all ahead, else around the world.
fn nearest(points: &[(f64, f64)], from: usize, direction: Direction) -> usize {
    let Some(&here) = points.get(from) else {
        return from;
    };
    let best = |turn: f64, cone: bool| {
        let others = points.iter().enumerate().filter(|(n, _)| *n != from);
        others
            .map(|(n, point)| (n, direction.components(here, (point.0 + turn, point.1))))
            .filter(|(_, (ahead, aside))| *ahead > 0.0 && (!cone || ahead >= aside))
            .map(|(n, (ahead, aside))| (n, ahead + aside * 2.0))
            .min_by(|(_, one), (_, other)| one.total_cmp(other))
            .map(|(n, _)| n)
    };
    let around = || match direction {
        Direction::West => best(-360.0, false),
        Direction::East => best(360.0, false),
        Direction::North | Direction::South => None,
    };
    best(0.0, true)
        .or_else(|| best(0.0, false))
        .or_else(around)
        .unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everywhere() -> Vec<LatLon> {
        let table = include_str!("../../../assets/atlas/facts.tsv");
        let codes = table.lines().filter_map(|line| line.split('\t').next());
        codes
            .filter_map(crate::atlas::facts)
            .map(|facts| facts.map_position)
            .collect()
    }

    fn check(places: &[LatLon]) {
        let compass = Compass::new(places);
        assert_eq!(compass.connectivity(), places.len() * 2, "{places:?}");
        for (n, place) in places.iter().enumerate() {
            for direction in Direction::ALL {
                let to = compass.next_from(n, direction);
                if to != n && matches!(direction, Direction::North | Direction::South) {
                    let (ahead, _) = direction.components(to_plane(*place), to_plane(places[to]));
                    assert!(ahead > -0.1, "{n} to {to} is not {direction:?}");
                }
            }
        }
    }

    /// Protects: every country can be reached from every other, whichever countries an article mentions.
    #[test]
    fn every_country_can_be_reached_from_every_other() {
        let all = everywhere();
        check(&all);
        let mut seed = 7_u64;
        for round in 0..300 {
            let chosen: Vec<LatLon> = all
                .iter()
                .filter(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 33) % 100 < 2 + round % 30
                })
                .copied()
                .collect();
            check(&chosen);
        }
    }

    #[test]
    fn no_country_one_country_and_coinciding_countries() {
        check(&[]);
        check(&[(0.5, 37.9)]);
        check(&[(0.5, 37.9), (0.5, 37.9), (0.5, 37.9)]);
        check(&[(0.5, 37.9), (60.0, 37.9)]);
    }

    #[test]
    fn a_step_goes_to_the_nearest_country() {
        let codes = ["KE", "UG", "SO", "ET", "TZ", "US", "JP"];
        let places = codes.map(|code| crate::atlas::facts(code).unwrap().map_position);
        let compass = Compass::new(&places);
        for (direction, code) in [
            (Direction::West, "UG"),
            (Direction::East, "SO"),
            (Direction::North, "ET"),
            (Direction::South, "TZ"),
        ] {
            assert_eq!(codes[compass.next_from(0, direction)], code);
        }
        assert_eq!(
            codes[compass.next_from(5, Direction::West)],
            "JP",
            "around the world"
        );
    }
}
