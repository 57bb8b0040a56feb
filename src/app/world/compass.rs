//! Who lies in which direction.
//!
//! Promises that whoever lies farthest can be reached, from anywhere: the nearest in each direction is almost always a way
//! to everybody, and where it is not, the fewest steps are turned until it is.

use super::flat;
use crate::app::map::Place;

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    North,
    South,
    West,
    East,
}

impl Direction {
    const ALL: [Self; 4] = [Self::North, Self::South, Self::West, Self::East];

    /// How far ahead and how far aside `to` lies, seen from `from`.
    fn sees(self, from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
        let (right, up) = (to.0 - from.0, to.1 - from.1);
        match self {
            Self::North => (up, right.abs()),
            Self::South => (-up, right.abs()),
            Self::West => (-right, up.abs()),
            Self::East => (right, up.abs()),
        }
    }
}

/// For each place the next one in each direction; itself where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compass {
    next: Vec<[usize; 4]>,
}

impl Compass {
    /// The directions among `places`.
    pub fn of(places: &[Place]) -> Self {
        // Places on the very same spot are set apart a little: each is on some side of the other.
        let spots: Vec<(f64, f64)> = places
            .iter()
            .enumerate()
            .map(|(n, place)| (flat(*place), n as f64 * 1e-4))
            .map(|((x, y), apart)| (x + apart, y + apart / 2.0))
            .collect();
        let next = (0..spots.len())
            .map(|from| Direction::ALL.map(|direction| nearest(&spots, from, direction)))
            .collect();
        let mut compass = Self { next };
        for _ in 0..places.len() {
            if !compass.mend(&spots) {
                break;
            }
        }
        compass
    }

    /// The next place from `from`.
    pub fn step(&self, from: usize, direction: Direction) -> usize {
        self.next
            .get(from)
            .and_then(|next| next.get(direction as usize))
            .copied()
            .unwrap_or(from)
    }

    /// Which can be reached from the first place; or, `backwards`, from which it can be reached.
    fn reached(&self, backwards: bool) -> Vec<bool> {
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

    /// How many places have a way from the first, and how many have one to it.
    fn ways(&self) -> usize {
        let count = |backwards| self.reached(backwards).iter().filter(|&&yes| yes).count();
        count(false) + count(true)
    }

    /// Turn the one step that gives more places a way, the shortest such; whether there was need and one was found.
    fn mend(&mut self, spots: &[(f64, f64)]) -> bool {
        let ways = self.ways();
        if ways == spots.len() * 2 {
            return false;
        }
        let (there, back) = (self.reached(false), self.reached(true));
        let is = |set: &[bool], n: usize| set.get(n).copied().unwrap_or(false);
        let mut turns: Vec<(f64, usize, usize, usize)> = Vec::new();
        for (from, &spot) in spots.iter().enumerate() {
            for (to, &other) in spots.iter().enumerate() {
                let helps =
                    (is(&there, from) && !is(&there, to)) || (!is(&back, from) && is(&back, to));
                if !helps {
                    continue;
                }
                for (slot, direction) in Direction::ALL.into_iter().enumerate() {
                    let (ahead, aside) = direction.sees(spot, other);
                    if ahead > 0.0 {
                        turns.push((ahead + aside * 2.0, from, slot, to));
                    }
                }
            }
        }
        turns.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (_, from, slot, to) in turns {
            let Some(step) = self.next.get_mut(from).and_then(|next| next.get_mut(slot)) else {
                continue;
            };
            let old = std::mem::replace(step, to);
            if self.ways() > ways {
                return true;
            }
            if let Some(step) = self.next.get_mut(from).and_then(|next| next.get_mut(slot)) {
                *step = old;
            }
        }
        false
    }
}

/// The nearest place in a direction: of those more ahead than aside, else of those ahead at all, else around the world.
fn nearest(spots: &[(f64, f64)], from: usize, direction: Direction) -> usize {
    let Some(&here) = spots.get(from) else {
        return from;
    };
    let best = |turn: f64, cone: bool| {
        let others = spots.iter().enumerate().filter(|(n, _)| *n != from);
        others
            .map(|(n, spot)| (n, direction.sees(here, (spot.0 + turn, spot.1))))
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

    fn everywhere() -> Vec<Place> {
        let table = include_str!("../../../assets/atlas/facts.tsv");
        let codes = table.lines().filter_map(|line| line.split('\t').next());
        codes
            .filter_map(crate::atlas::facts)
            .map(|facts| facts.place)
            .collect()
    }

    fn check(places: &[Place]) {
        let compass = Compass::of(places);
        assert_eq!(compass.ways(), places.len() * 2, "{places:?}");
        for (n, place) in places.iter().enumerate() {
            for direction in Direction::ALL {
                let to = compass.step(n, direction);
                if to != n && matches!(direction, Direction::North | Direction::South) {
                    let (ahead, _) = direction.sees(flat(*place), flat(places[to]));
                    assert!(ahead > -0.1, "{n} to {to} is not {direction:?}");
                }
            }
        }
    }

    /// Protects: never stuck. From any country every other can be reached, whichever the article has.
    #[test]
    fn every_country_can_be_reached_from_every_other() {
        let all = everywhere();
        check(&all);
        let mut seed = 7_u64;
        for round in 0..300 {
            let chosen: Vec<Place> = all
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
    fn one_country_and_none_and_two_on_one_spot() {
        check(&[]);
        check(&[(0.5, 37.9)]);
        check(&[(0.5, 37.9), (0.5, 37.9), (0.5, 37.9)]);
        check(&[(0.5, 37.9), (60.0, 37.9)]);
    }

    #[test]
    fn a_step_goes_to_the_neighbour() {
        let codes = ["KE", "UG", "SO", "ET", "TZ", "US", "JP"];
        let places = codes.map(|code| crate::atlas::facts(code).unwrap().place);
        let compass = Compass::of(&places);
        for (direction, code) in [
            (Direction::West, "UG"),
            (Direction::East, "SO"),
            (Direction::North, "ET"),
            (Direction::South, "TZ"),
        ] {
            assert_eq!(codes[compass.step(0, direction)], code);
        }
        assert_eq!(
            codes[compass.step(5, Direction::West)],
            "JP",
            "around the world"
        );
    }
}
