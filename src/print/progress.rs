//! A line on standard error while an article is on its way.
//!
//! Owns when it shows: on a terminal, for an address, and only if it takes long enough to wonder. Promises to leave nothing
//! of it behind, and never to hold anything up.

use crate::app::loading::size;
use crate::layout::measure;
use crate::load::{self, Source};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long nothing is said.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line is written anew.
const OFTEN: Duration = Duration::from_millis(200);

/// The line; gone when this is dropped.
#[derive(Debug, Default)]
pub struct Progress {
    bytes: Arc<AtomicU64>,
    end: Option<Sender<()>>,
    writer: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begin to wait for `source`; on a `terminal` it is shown.
    pub fn start(source: &Source, terminal: bool) -> Self {
        let mut progress = Self::default();
        if !terminal || !matches!(source, Source::Address(_)) {
            return progress;
        }
        let (end, ended) = mpsc::channel();
        let (bytes, name) = (Arc::clone(&progress.bytes), load::name(source));
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| columns);
        let write = move || show(name.as_str(), &bytes, usize::from(columns), &ended);
        progress.writer = thread::Builder::new().spawn(write).ok();
        progress.end = Some(end);
        progress
    }

    /// So many bytes have come.
    pub fn note(&self, bytes: u64) -> bool {
        self.bytes.store(bytes, Relaxed);
        true
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(writer) = self.writer.take() {
            // A writer that failed has nothing to erase.
            let _ = writer.join();
        }
    }
}

fn show(name: &str, bytes: &AtomicU64, columns: usize, ended: &Receiver<()>) {
    let mut wait = PATIENCE;
    let mut shown = false;
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let line = match bytes.load(Relaxed) {
            0 => format!("opening {name} …"),
            bytes => format!("opening {name} … {}", size(bytes)),
        };
        let line = measure::truncate(&line, columns.saturating_sub(1));
        // If even this cannot be written there is no one left to tell.
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
        (wait, shown) = (OFTEN, true);
    }
    if shown {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
}
