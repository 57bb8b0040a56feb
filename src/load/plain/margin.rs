//! Was this text wrapped by a program or by hand, and where?
//!
//! Owns the margin: the column that lines were filled up to. A break is *forced* where the next line's first word would
//! not have fitted before the margin; a text whose breaks are nearly all forced is running text, and one whose breaks are
//! not is verse, an address, or one paragraph to the line.

use super::line::Line;

/// Beyond this many characters nobody wraps.
const WIDEST: usize = 104;

/// Below this many nobody does, either.
const NARROWEST: usize = 28;

/// The column to which the lines of a text were filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margin(Option<usize>);

impl Margin {
    /// The margin of `lines`; blank lines part paragraphs.
    pub(super) fn of<'a>(lines: impl Iterator<Item = Line<'a>>) -> Self {
        let mut widths = [0_usize; WIDEST + 1];
        let (mut wrapped, mut wide) = (0_usize, 0_usize);
        let mut before: Option<Line<'_>> = None;
        for next in lines {
            let Some(line) = before.replace(next) else {
                continue;
            };
            // The last line of a paragraph ends where it ends and says nothing.
            if line.is_blank() || next.is_blank() {
                continue;
            }
            match widths.get_mut(line.width) {
                Some(count) => {
                    *count += 1;
                    wrapped += 1;
                }
                None => wide += 1,
            }
        }
        if wrapped == 0 || wide * 8 > wrapped {
            return Self(None);
        }
        // Nine lines in ten end at or before it: a few long addresses do not move it.
        let mut left = wrapped - wrapped / 10;
        let column = widths.iter().position(|&count| {
            left = left.saturating_sub(count);
            left == 0
        });
        // A handful of breaks prove a margin only where people put one.
        let least = if wrapped < 4 { 56 } else { NARROWEST };
        Self(column.filter(|&column| column >= least))
    }

    /// Whether the break between `line` and `next` was forced.
    pub(super) fn forces(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        self.0.is_some_and(|column| {
            line.width <= WIDEST && line.width + 1 + next.first_word() > column
        })
    }

    /// Whether `stanza`, lines without a blank one, is running text that was wrapped.
    pub(super) fn wraps(self, stanza: &[Line<'_>]) -> bool {
        if self.0.is_none() || stanza.len() < 2 {
            return false;
        }
        let own = Self(stanza.iter().map(|line| line.width).max());
        let breaks = stanza.len() - 1;
        let count = |test: &dyn Fn(&Line<'_>, &Line<'_>) -> bool| {
            let pairs = stanza.windows(2);
            pairs
                .filter(|pair| matches!(pair, [a, b] if test(a, b)))
                .count()
        };
        // A break that was not forced by a hair is still one of the same hand.
        let nearly = |line: &Line<'_>| {
            self.0
                .is_some_and(|column| column >= 56 && line.width * 5 >= column * 4)
        };
        if stanza.iter().take(breaks).all(nearly) {
            return true;
        }
        let forced = count(&|a, b| self.forces(a, b));
        if forced * 4 >= breaks * 3 {
            // Verse that happens to fill its lines still begins each with a capital.
            let capitals = count(&|_, b| !b.starts_small());
            let narrow = self.0.is_some_and(|column| column < 56);
            return !(narrow && breaks >= 3 && capitals == breaks);
        }
        // Going on in small letters is what wrapped sentences do and verse does not: a ragged edge will pass if the lines
        // are long, and a narrower quotation if it fills a margin of its own.
        let small = count(&|_, b| b.starts_small());
        let filled: usize = stanza.iter().take(breaks).map(|line| line.width).sum();
        let long = self
            .0
            .is_some_and(|column| filled * 10 >= column * breaks * 7);
        small * 2 >= breaks && (long || count(&|a, b| own.forces(a, b)) * 4 >= breaks * 3)
    }
}
