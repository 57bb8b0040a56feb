//! A line on standard error that says how far many articles are.
//!
//! Owns when it shows: on a terminal, and only if it takes long enough to wonder. Promises to leave nothing of it behind, and
//! that whoever writes something else has it taken away first.

use crate::layout::measure;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// How long nothing is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is written anew.
pub(super) const OFTEN: Duration = Duration::from_millis(200);

/// Cells of the bar, at most.
const CELLS: usize = 32;

/// The line.
pub(super) struct Bar {
    many: usize,
    begun: Instant,
    painted: Option<Instant>,
    /// Whether it stands on the screen.
    shown: bool,
    terminal: bool,
}

impl Bar {
    /// For `many` articles from now on; on a `terminal` it is shown.
    pub(super) fn new(many: usize, terminal: bool) -> Self {
        Self {
            many,
            begun: Instant::now(),
            painted: None,
            shown: false,
            terminal,
        }
    }

    /// So many are done.
    pub(super) fn paint(&mut self, done: usize) {
        let spent = self.begun.elapsed();
        let lately = self
            .painted
            .is_some_and(|painted| painted.elapsed() < OFTEN);
        if !self.terminal || spent < PATIENCE || (lately && self.shown) {
            return;
        }
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| columns);
        let line = line(done, self.many, spent, usize::from(columns));
        // If even this cannot be written there is no one left to tell.
        let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
        (self.painted, self.shown) = (Some(Instant::now()), true);
    }

    /// Take it away.
    pub(super) fn erase(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.erase();
    }
}

/// `312/1000 ━━━━━──── 12 s left`, in less than `columns` cells.
fn line(done: usize, many: usize, spent: Duration, columns: usize) -> String {
    let count = format!("{done}/{many}");
    let left = match done {
        0 => String::new(),
        _ => left(spent.as_secs_f64() / done as f64 * many.saturating_sub(done) as f64),
    };
    let room = columns.saturating_sub(count.len() + left.len() + 3);
    let cells = room.min(CELLS);
    let full = cells * done / many.max(1);
    let bar = "━".repeat(full) + &"─".repeat(cells - full);
    measure::truncate(
        format!("{count} {bar} {left}").trim_end(),
        columns.saturating_sub(1),
    )
}

/// So many seconds as one says it.
fn left(seconds: f64) -> String {
    match seconds.ceil() as u64 {
        seconds @ 0..100 => format!("{seconds} s left"),
        seconds => format!("{} min left", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the line says how much is done and how long it goes on, and fits.
    #[test]
    fn it_says_how_far_and_how_long() {
        let spent = Duration::from_secs(6);
        assert_eq!(
            line(333, 1000, spent, 30),
            "333/1000 ━━━───────  13 s left".replace("  ", " ")
        );
        assert_eq!(line(0, 1000, spent, 16), "0/1000 ───────");
        assert!(line(1, 1000, spent, 80).ends_with(" 100 min left"));
        for columns in 0..90 {
            assert!(measure::cells(&line(7, 1000, spent, columns)) <= columns.saturating_sub(1));
        }
    }
}
