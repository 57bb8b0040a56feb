//! Reads keys, pastes and mouse events from the terminal as the program's own events.
//!
//! A thread of its own reads the terminal. Every key press becomes one event, in order, wherever standard input comes from.
//! The thread reads only while the [`InputLock`] is unlocked. It passes the bytes to the `parser`, and tells it when no more
//! have come for [`SILENCE`]; the parser does no I/O and knows no clock. What a key does is decided elsewhere.

mod clicks;
mod mouse;
mod parser;
mod partial;
mod paste;
mod sequences;

use super::input_lock::InputLock;
use super::query::{Answer, Queries};
use crate::app::Event;
use clicks::ClickCounter;
use filedescriptor::{POLLERR, POLLHUP, POLLIN, poll, pollfd};
use parser::{Parser, SILENCE};
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// The most bytes read at a time. Not more: what is read in one go with the key that starts another program cannot be left
/// to that program.
const CHUNK_BYTES: usize = 1024;

/// Starts a thread that calls `deliver` with every event until it returns false because the receiver is gone, and `lost`
/// when the terminal can no longer be read. Nothing is read while `lock` is locked. Answers about the terminal
/// are noted in `query`.
///
/// # Errors
/// If there is no terminal to read, or the thread cannot be started.
pub(crate) fn listen(
    lock: Arc<InputLock>,
    query: Arc<Queries>,
    deliver: impl Fn(Event) -> bool + Send + 'static,
    lost: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    let mut input = Input {
        keyboard: Keyboard::open()?,
        parser: Parser::default(),
        clicks: ClickCounter::default(),
        query,
    };
    let read = move || {
        while input.keyboard.wait(None).is_ok() {
            match lock.run_when_unlocked(|| input.drain(&lock, &deliver)) {
                Ok(true) => {}
                Ok(false) => return,
                Err(_) => break,
            }
        }
        lost();
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(read)
        .map(drop)
}

/// The keyboard, and what remains to be done with what it has sent.
struct Input {
    keyboard: Keyboard,
    parser: Parser,
    clicks: ClickCounter,
    query: Arc<Queries>,
}

impl Input {
    /// Delivers pending events while `lock` stays unlocked, and waits for the end of a sequence that has begun. Returns
    /// false once the receiver is gone.
    fn drain(&mut self, lock: &InputLock, deliver: &impl Fn(Event) -> bool) -> io::Result<bool> {
        let mut chunk = [0; CHUNK_BYTES];
        while lock.is_unlocked() {
            let is_pending = self.parser.is_pending();
            let timeout = if is_pending { SILENCE } else { Duration::ZERO };
            if self.keyboard.wait(Some(timeout))? {
                let count = self.keyboard.read(&mut chunk)?;
                self.parser.feed(chunk.get(..count).unwrap_or_default());
            } else if is_pending {
                self.parser.note_silence();
            } else {
                return Ok(true);
            }
            for answer in self.parser.take_answers() {
                self.query.note_answer(answer);
                // The last of the answers about pictures: one that is on the screen can be shown now.
                let is_last = matches!(answer, Answer::Attributes { .. });
                if is_last && !deliver(Event::TerminalAnswered) {
                    return Ok(false);
                }
            }
            for event in self.parser.take_events() {
                if matches!(event, Event::Background(_)) {
                    self.query.note_answer(Answer::Background);
                }
                if !deliver(self.clicks.count_press(event, Instant::now())) {
                    return Ok(false);
                }
            }
        }
        // What comes when the terminal is ours again does not continue what has begun now.
        self.parser = Parser::default();
        Ok(true)
    }
}

/// Standard input if it is a terminal, else the controlling terminal of this process.
struct Keyboard(File);

impl Keyboard {
    fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            // Read without the buffer of `Stdin`, in which bytes would wait unseen.
            let descriptor = stdin.as_fd().try_clone_to_owned()?;
            Ok(Self(File::from(descriptor)))
        } else {
            File::open("/dev/tty").map(Self)
        }
    }

    /// Waits until there is something to read, without reading it; returns whether there is. Waits for at most `timeout` if
    /// there is one.
    fn wait(&self, timeout: Option<Duration>) -> io::Result<bool> {
        let mut watched = [pollfd {
            fd: self.0.as_raw_fd(),
            events: POLLIN,
            revents: 0,
        }];
        let ready = loop {
            match poll(&mut watched, timeout) {
                Err(filedescriptor::Error::Poll(error))
                    if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(io::Error::other(error)),
                Ok(count) => break count > 0,
            }
        };
        let closed = POLLHUP | POLLERR;
        if watched.iter().any(|one| one.revents & closed != 0) {
            return Err(ErrorKind::BrokenPipe.into());
        }
        Ok(ready)
    }

    /// Reads what is there, at most as much as `chunk` holds; returns the number of bytes.
    fn read(&self, chunk: &mut [u8]) -> io::Result<usize> {
        match (&self.0).read(chunk) {
            // In raw mode, a terminal that still exists never reports an end.
            Ok(0) => Err(ErrorKind::BrokenPipe.into()),
            Err(error)
                if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) =>
            {
                Ok(0)
            }
            result => result,
        }
    }
}

#[cfg(test)]
mod tests;
