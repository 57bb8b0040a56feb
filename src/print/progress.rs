//! A progress line on standard error while an article is downloaded.
//!
//! It appears only on a terminal, only for a URL, and only if the download takes longer than half a second. A thread of its
//! own draws it, so it delays nothing; it is erased when the [`ProgressLine`] is dropped.

use crate::app::loading::format_size;
use crate::layout::measure;
use crate::load::{self, Source};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long to wait before the line appears.
const SHOW_AFTER: Duration = Duration::from_millis(500);

/// How often the line is redrawn.
const REDRAW_INTERVAL: Duration = Duration::from_millis(200);

/// The progress of a download; the line is erased when this is dropped.
#[derive(Debug, Default)]
pub struct ProgressLine {
    bytes: Arc<AtomicU64>,
    /// Dropped to stop the thread.
    stop: Option<Sender<()>>,
    writer: Option<JoinHandle<()>>,
}

impl ProgressLine {
    /// Starts to show the progress of `source` if standard error `is_terminal`.
    pub fn start(source: &Source, is_terminal: bool) -> Self {
        let mut progress = Self::default();
        if !is_terminal || !matches!(source, Source::Url(_)) {
            return progress;
        }
        let (stop, stopped) = mpsc::channel();
        let (bytes, name) = (Arc::clone(&progress.bytes), load::display_name(source));
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| columns);
        let write =
            move || draw_until_stopped(name.as_str(), &bytes, usize::from(columns), &stopped);
        progress.writer = thread::Builder::new().spawn(write).ok();
        progress.stop = Some(stop);
        progress
    }

    /// Sets the number of bytes received so far. Always returns true, which means to go on.
    pub fn set_bytes(&self, bytes: u64) -> bool {
        self.bytes.store(bytes, Relaxed);
        true
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(writer) = self.writer.take() {
            // If the thread has panicked, there is nothing to erase.
            let _ = writer.join();
        }
    }
}

/// Draws the line until the sender of `stopped` is dropped, then erases it.
fn draw_until_stopped(name: &str, bytes: &AtomicU64, columns: usize, stopped: &Receiver<()>) {
    let mut wait = SHOW_AFTER;
    let mut is_shown = false;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let line = match bytes.load(Relaxed) {
            0 => format!("opening {name} …"),
            bytes => format!("opening {name} … {}", format_size(bytes)),
        };
        let line = measure::truncate(&line, columns.saturating_sub(1));
        // An error here has no consequences.
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
        (wait, is_shown) = (REDRAW_INTERVAL, true);
    }
    if is_shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
}
