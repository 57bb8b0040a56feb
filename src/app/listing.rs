//! A feed's list: which row is chosen, what of it fits, and what was found in the articles read so far.
//!
//! Owns the geometry of the list, asked by `update` (page size, clicks) and by the view (where to paint), so that they
//! cannot disagree. Pure arithmetic; how a row looks is the view's affair.

use crate::document::Feed;
use crate::layout::Rect;
use std::sync::Arc;

/// Cells of the list's column, at most.
const COLUMN_CELLS: u16 = 100;
/// Rows of an item where there is room: its title, its first words, a blank.
const ROOMY_ROWS: u16 = 3;
/// Rows of the screen from which there is.
const ROOMY_HEIGHT: u16 = 16;

/// Who is in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// How many people.
    pub people: usize,
    /// How many countries.
    pub countries: usize,
}

/// The list as it stands.
#[derive(Debug, Clone)]
pub struct Listing {
    /// What it lists.
    pub feed: Arc<Feed>,
    /// The chosen row.
    pub chosen: usize,
    /// The first row that shows.
    pub top: usize,
    /// What was found in each article that has been read.
    pub read: Vec<Option<Counts>>,
    /// The article that is open, or lies open under the list.
    pub open: Option<usize>,
    /// Whether the list is on the screen, not the article.
    pub shows: bool,
}

/// Where the parts of the list go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// What the feed is called.
    pub heading: Rect,
    /// The items.
    pub items: Rect,
    /// Rows of each.
    pub rows: u16,
}

impl Places {
    /// The parts on a screen of `size`, of which `below` rows are the status line.
    pub fn of(size: (u16, u16), below: u16) -> Self {
        let (width, height) = (size.0, size.1.saturating_sub(below));
        let air = u16::from(width > 24);
        let column = width.saturating_sub(2 * air).min(COLUMN_CELLS);
        let x = (width - column) / 2;
        let roomy = height >= ROOMY_HEIGHT;
        let head = match height {
            0..4 => 0,
            _ if roomy => 3,
            _ => 1,
        };
        Self {
            heading: Rect {
                x,
                y: u16::from(roomy),
                width: column,
                height: head.min(1),
            },
            items: Rect {
                x,
                y: head,
                width: column,
                height: height - head,
            },
            rows: if roomy { ROOMY_ROWS } else { 1 },
        }
    }

    /// How many items fit, one at least.
    pub fn fit(self) -> usize {
        // The blank row of the last may be cut.
        let rows = self.items.height + u16::from(self.rows > 1);
        usize::from(rows / self.rows.max(1)).max(1)
    }
}

impl Listing {
    /// The beginning of the list of `feed`.
    pub fn new(feed: Arc<Feed>) -> Self {
        Self {
            chosen: 0,
            top: 0,
            read: vec![None; feed.items.len()],
            open: None,
            shows: true,
            feed,
        }
    }

    /// Choose the row `steps` from the chosen one, stopping at the ends, and show it.
    pub(super) fn step(&mut self, steps: isize, fit: usize) {
        let rows = (fit, self.feed.items.len());
        super::sheet::step((&mut self.chosen, &mut self.top), steps, rows);
    }

    /// Scroll so that the chosen row shows, and no more is blank at the end than must be.
    pub(super) fn reveal(&mut self, fit: usize) {
        self.step(0, fit);
    }

    /// The same list anew: what was chosen and read is known by its address, or by its title.
    pub(super) fn renewed(&self, feed: Arc<Feed>) -> Self {
        let new_place = |old: usize| {
            let before = self.feed.items.get(old)?;
            let same = |item: &crate::document::Item| match &before.address {
                Some(address) => item.address.as_ref() == Some(address),
                None => item.title == before.title,
            };
            feed.items.iter().position(same)
        };
        let mut read = vec![None; feed.items.len()];
        for (old, counts) in self.read.iter().enumerate() {
            if counts.is_some()
                && let Some(slot) = new_place(old).and_then(|new| read.get_mut(new))
            {
                *slot = *counts;
            }
        }
        let chosen = new_place(self.chosen).unwrap_or(0);
        Self {
            chosen,
            top: (self.top + chosen).saturating_sub(self.chosen),
            open: self.open.and_then(new_place),
            read,
            shows: self.shows,
            feed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Item;

    fn feed(titles: &[&str]) -> Arc<Feed> {
        let item = |title: &&str| Item {
            title: (*title).to_owned(),
            ..Item::default()
        };
        Arc::new(Feed {
            items: titles.iter().map(item).collect(),
            ..Feed::default()
        })
    }

    /// Protects: no part of the list lies outside the screen, whatever its size.
    #[test]
    fn nothing_lies_outside() {
        for width in 0..130 {
            for height in 0..60 {
                for below in 0..=1.min(height) {
                    let places = Places::of((width, height), below);
                    for part in [places.heading, places.items] {
                        assert!(part.x + part.width <= width);
                        assert!(part.is_empty() || part.y + part.height <= height - below);
                    }
                    assert!(places.fit() >= 1);
                }
            }
        }
    }

    /// Protects: the chosen row is always on the screen.
    #[test]
    fn the_chosen_row_shows() {
        let mut listing = Listing::new(feed(&["a", "b", "c", "d", "e"]));
        for steps in [1, 1, 1, -2, 9, -1, -9, isize::MAX, isize::MIN] {
            listing.step(steps, 2);
            assert!((listing.top..listing.top + 2).contains(&listing.chosen));
        }
        Listing::new(feed(&[])).step(1, 2);
    }

    /// Protects: a feed that is read anew keeps what the reader chose.
    #[test]
    fn a_renewed_list_keeps_the_choice() {
        let mut listing = Listing::new(feed(&["a", "b", "c"]));
        let counts = Counts {
            people: 1,
            countries: 2,
        };
        listing.step(1, 9);
        listing.read[1] = Some(counts);
        listing.open = Some(1);
        let renewed = listing.renewed(feed(&["new", "a", "b"]));
        assert_eq!((renewed.chosen, renewed.open), (2, Some(2)));
        assert_eq!(renewed.read, [None, None, Some(counts)]);
        let gone = listing.renewed(feed(&["x"]));
        assert_eq!((gone.chosen, gone.open), (0, None));
    }
}
