//! A progress bar on standard error for printing many articles.
//!
//! It appears only on a terminal, and only if printing takes longer than [`SHOW_AFTER`]. It must be erased before anything
//! else is written to the terminal, and it is erased when dropped.

use crate::layout::measure;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// How long to wait before the bar appears.
const SHOW_AFTER: Duration = Duration::from_secs(1);

/// How often the bar is redrawn.
pub(super) const REDRAW_INTERVAL: Duration = Duration::from_millis(200);

/// The largest width of the bar, in cells.
const MAX_BAR_CELLS: usize = 32;

/// The progress of printing a number of articles.
pub(super) struct ProgressBar {
    total: usize,
    started: Instant,
    /// When the bar was last drawn.
    drawn: Option<Instant>,
    /// Whether the bar is on the screen.
    is_shown: bool,
    is_terminal: bool,
}

impl ProgressBar {
    /// Starts to measure the progress of `total` articles; the bar is shown only if standard error `is_terminal`.
    pub(super) fn new(total: usize, is_terminal: bool) -> Self {
        Self {
            total,
            started: Instant::now(),
            drawn: None,
            is_shown: false,
            is_terminal,
        }
    }

    /// Draws the bar with `done` articles finished, if it is time to.
    pub(super) fn draw(&mut self, done: usize) {
        let elapsed = self.started.elapsed();
        let is_recent = self
            .drawn
            .is_some_and(|drawn| drawn.elapsed() < REDRAW_INTERVAL);
        if !self.is_terminal || elapsed < SHOW_AFTER || (is_recent && self.is_shown) {
            return;
        }
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| columns);
        let line = line(done, self.total, elapsed, usize::from(columns));
        // An error here has no consequences.
        let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
        (self.drawn, self.is_shown) = (Some(Instant::now()), true);
    }

    /// Erases the bar.
    pub(super) fn erase(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Drop for ProgressBar {
    fn drop(&mut self) {
        self.erase();
    }
}

/// The line, such as `312/1000 ━━━━━──── 12 s left`, in fewer than `columns` cells.
fn line(done: usize, total: usize, elapsed: Duration, columns: usize) -> String {
    let count = format!("{done}/{total}");
    let left = match done {
        0 => String::new(),
        _ => time_left(elapsed.as_secs_f64() / done as f64 * total.saturating_sub(done) as f64),
    };
    let room = columns.saturating_sub(count.len() + left.len() + 3);
    let cells = room.min(MAX_BAR_CELLS);
    let full = cells * done / total.max(1);
    let bar = "━".repeat(full) + &"─".repeat(cells - full);
    measure::truncate(
        format!("{count} {bar} {left}").trim_end(),
        columns.saturating_sub(1),
    )
}

/// The remaining time in words: "13 s left", "2 min left".
fn time_left(seconds: f64) -> String {
    match seconds.ceil() as u64 {
        seconds @ 0..100 => format!("{seconds} s left"),
        seconds => format!("{} min left", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the line shows how much is done and how much time is left, and fits the terminal.
    #[test]
    fn the_line_shows_progress_and_time_left() {
        let elapsed = Duration::from_secs(6);
        assert_eq!(
            line(333, 1000, elapsed, 30),
            "333/1000 ━━━───────  13 s left".replace("  ", " ")
        );
        assert_eq!(line(0, 1000, elapsed, 16), "0/1000 ───────");
        assert!(line(1, 1000, elapsed, 80).ends_with(" 100 min left"));
        for columns in 0..90 {
            assert!(measure::cells(&line(7, 1000, elapsed, columns)) <= columns.saturating_sub(1));
        }
    }
}
