//! Moving the map's cursor north, south, east and west.
//!
//! Every country must be reachable from every other by some sequence of steps. Going to the nearest country in a
//! direction almost always achieves that; where it does not, as few steps as possible are redirected until it does.

use crate::atlas::LatLon;
use crate::atlas::projection::{Point, to_plane};

/// A direction on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are self-explanatory")]
pub enum Direction {
    North,
    South,
    West,
    East,
}

/// How far one point is from another in a direction, and how far to the side of it.
#[derive(Clone, Copy)]
struct Offset {
    ahead: f64,
    aside: f64,
}

impl Offset {
    /// The length of a step by which places are compared.
    fn length(self) -> f64 {
        self.ahead + self.aside * 2.0
    }
}

impl Direction {
    const ALL: [Self; 4] = [Self::North, Self::South, Self::West, Self::East];

    /// Where `to` is, seen from `from` in this direction.
    fn offset(self, from: Point, to: Point) -> Offset {
        let (right, up) = (to.x - from.x, to.y - from.y);
        let (ahead, aside) = match self {
            Self::North => (up, right.abs()),
            Self::South => (-up, right.abs()),
            Self::West => (-right, up.abs()),
            Self::East => (right, up.abs()),
        };
        Offset { ahead, aside }
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
        let points: Vec<Point> = places
            .iter()
            .enumerate()
            .map(|(n, place)| (to_plane(*place), n as f64 * 1e-4))
            .map(|(point, apart)| Point {
                x: point.x + apart,
                y: point.y + apart / 2.0,
            })
            .collect();
        let next = (0..points.len())
            .map(|from| Direction::ALL.map(|direction| nearest(&points, from, direction)))
            .collect();
        let mut compass = Self { next };
        for _ in 0..places.len() {
            let Some(better) = compass.improved(&points) else {
                break;
            };
            compass = better;
        }
        compass
    }

    /// The next place from `from`.
    pub fn next_from(&self, from: usize, direction: Direction) -> usize {
        let next = self.next.get(from);
        let to = next.and_then(|next| next.get(direction as usize));
        to.copied().unwrap_or(from)
    }

    /// This compass with another step from `from` in `direction`.
    fn redirected(&self, from: usize, direction: Direction, to: usize) -> Self {
        let mut compass = self.clone();
        let next = compass.next.get_mut(from);
        if let Some(step) = next.and_then(|next| next.get_mut(direction as usize)) {
            *step = to;
        }
        compass
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

    /// The compass with the shortest step redirected that connects more places; `None` if that is not necessary or not
    /// possible.
    fn improved(&self, points: &[Point]) -> Option<Self> {
        let connected = self.connectivity();
        if connected == points.len() * 2 {
            return None;
        }
        let (reachable, reaching) = (self.reachable(false), self.reachable(true));
        let contains = |set: &[bool], n: usize| set.get(n) == Some(&true);
        let mut redirects: Vec<(f64, usize, Direction, usize)> = Vec::new();
        for (from, &point) in points.iter().enumerate() {
            for (to, &other) in points.iter().enumerate() {
                let connects_more = (contains(&reachable, from) && !contains(&reachable, to))
                    || (!contains(&reaching, from) && contains(&reaching, to));
                if connects_more {
                    let offsets = Direction::ALL.map(|it| (it, it.offset(point, other)));
                    let ahead = offsets.into_iter().filter(|(_, offset)| offset.ahead > 0.0);
                    redirects.extend(ahead.map(|(it, offset)| (offset.length(), from, it, to)));
                }
            }
        }
        redirects.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut compasses = redirects
            .into_iter()
            .map(|(_, from, direction, to)| self.redirected(from, direction, to));
        compasses.find(|compass| compass.connectivity() > connected)
    }
}

/// A place some way off; none at first.
#[derive(Clone, Copy)]
struct Nearest {
    place: Option<usize>,
    length: f64,
}

impl Nearest {
    const NONE: Self = Self {
        place: None,
        length: f64::INFINITY,
    };

    /// Keeps `place` instead if it is nearer.
    fn keep_nearer(&mut self, place: usize, length: f64) {
        if length < self.length {
            let place = Some(place);
            *self = Self { place, length };
        }
    }
}

/// The nearest place in a direction: among those more ahead than aside, else among all ahead, else around the world.
fn nearest(points: &[Point], from: usize, direction: Direction) -> usize {
    let Some(&here) = points.get(from) else {
        return from;
    };
    let best = |turn: f64| {
        let (mut straight, mut ahead) = (Nearest::NONE, Nearest::NONE);
        for (n, &point) in points.iter().enumerate() {
            let x = point.x + turn;
            let offset = direction.offset(here, Point { x, ..point });
            if n == from || offset.ahead <= 0.0 {
                continue;
            }
            ahead.keep_nearer(n, offset.length());
            if offset.ahead >= offset.aside {
                straight.keep_nearer(n, offset.length());
            }
        }
        [straight.place, ahead.place]
    };
    let [straight, ahead] = best(0.0);
    let around = || match direction {
        Direction::West => best(-360.0)[1],
        Direction::East => best(360.0)[1],
        Direction::North | Direction::South => None,
    };
    straight.or(ahead).or_else(around).unwrap_or(from)
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
                    let offset = direction.offset(to_plane(*place), to_plane(places[to]));
                    assert!(offset.ahead > -0.1, "{n} to {to} is not {direction:?}");
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
        let [kenya, north_of_it] = [0.5, 60.0].map(|north| LatLon { north, east: 37.9 });
        check(&[]);
        check(&[kenya]);
        check(&[kenya; 3]);
        check(&[kenya, north_of_it]);
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
