//! The modes of the terminal: switched on in [`Screen::enter`], all switched off again in [`Screen::leave`].
//!
//! Owns the bytes that switch them and the one place that writes to the tty. Promises that `leave` may be called from any
//! thread, at any time, any number of times, and that nothing is written once the screen is left. Never reads.

use super::clipboard::{self, Between};
use super::gate::Gate;
use super::lend::Modes;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, queue};
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

/// Reports of the wheel, of clicks and of drags. Not of every motion, as crossterm's own command asks: that would wake
/// the program for nothing.
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
        })
    }
}

/// The tty, and whether it is ours at the moment.
#[derive(Debug)]
pub(super) struct Screen {
    tty: File,
    entered: AtomicBool,
    mouse: AtomicBool,
    /// Whether a frame is under way, which is written only when it is whole.
    painting: AtomicBool,
    /// Lets the keyboard be read while the terminal is ours.
    gate: Arc<Gate>,
    /// What the terminal was set to when it was lent.
    lent: Mutex<Option<Modes>>,
}

impl Screen {
    /// The terminal of this process, not yet switched to anything.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn open(mouse: bool) -> io::Result<Self> {
        // A description of its own: that of standard output is shared with others, who may have made it non-blocking.
        let tty = OpenOptions::new()
            .write(true)
            .open("/dev/tty")
            .or_else(|_| io::stdout().as_fd().try_clone_to_owned().map(File::from))?;
        Ok(Self {
            tty,
            entered: AtomicBool::new(false),
            mouse: AtomicBool::new(mouse),
            painting: AtomicBool::new(false),
            gate: Arc::default(),
            lent: Mutex::default(),
        })
    }

    /// What whoever reads the keyboard has to pass.
    pub(super) fn gate(&self) -> Arc<Gate> {
        self.gate.clone()
    }

    /// Whether the terminal is ours.
    pub(super) fn is_entered(&self) -> bool {
        self.entered.load(SeqCst)
    }

    /// Take the terminal, or take it once more if someone else has changed it meanwhile.
    ///
    /// # Errors
    /// If its modes cannot be changed; nothing has been written then.
    pub(super) fn enter(&self) -> io::Result<()> {
        *self.lent.lock().unwrap_or_else(PoisonError::into_inner) = None;
        // What others set the terminal to while we were stopped is what they want back.
        let _ = disable_raw_mode();
        // First, because in the background it stops the process before anything is painted over the shell.
        enable_raw_mode()?;
        self.entered.store(true, SeqCst);
        self.gate.open();
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        if self.mouse.load(SeqCst) {
            queue!(bytes, Mouse(true))?;
        }
        self.write(&bytes)
    }

    /// Give the terminal back as it was found. What cannot be undone on a dead terminal is left.
    pub(super) fn leave(&self) {
        if !self.entered.swap(false, SeqCst) {
            self.restore();
            return;
        }
        // First, so that nothing that is typed from now on is taken from the shell.
        self.gate.close();
        let mut bytes = Vec::new();
        let _ = queue!(
            bytes,
            EndSynchronizedUpdate,
            Mouse(false),
            DisableBracketedPaste,
            ResetColor
        );
        let _ = self.write(&bytes);
        // Between the two: with reports still on, they would reach the shell; and whoever sees the shell's screen may
        // type, and Enter must end a line then.
        let _ = disable_raw_mode();
        bytes.clear();
        let _ = queue!(bytes, LeaveAlternateScreen, Show);
        let _ = self.write(&bytes);
    }

    /// Give the terminal back for another program, and remember how it is set.
    pub(super) fn lend(&self) {
        self.leave();
        let mut lent = self.lent.lock().unwrap_or_else(PoisonError::into_inner);
        *lent = Modes::of(&self.tty);
    }

    /// Set the terminal as it was when it was lent, if it was and has not been taken since.
    pub(super) fn restore(&self) {
        let lent = self.lent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(modes) = &*lent {
            modes.restore(&self.tty);
        }
    }

    /// Turn mouse reports on or off, now and at every later entering.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn report_mouse(&self, on: bool) -> io::Result<()> {
        self.mouse.store(on, SeqCst);
        if !self.is_entered() {
            return Ok(());
        }
        let mut bytes = Vec::new();
        queue!(bytes, Mouse(on))?;
        self.write(&bytes)
    }

    /// Give `text` to the terminal's clipboard.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn copy(&self, text: &str) -> io::Result<()> {
        if !self.is_entered() {
            return Ok(());
        }
        let between =
            Between::told(|name| std::env::var_os(name).is_some_and(|told| !told.is_empty()));
        self.write(clipboard::sequence(text, between).as_bytes())
    }

    /// Hold back what the writer collects, or let its next flush write it.
    pub(super) fn painting(&self, on: bool) {
        self.painting.store(on, SeqCst);
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.tty).write_all(bytes)
    }
}

/// Collects one frame, however big, and writes it at once, as a synchronised update. A frame that was begun is dropped if
/// the screen has been left meanwhile, so a panic while drawing scribbles nothing into the shell.
#[derive(Debug)]
pub(super) struct FrameWriter {
    screen: Arc<Screen>,
    frame: Vec<u8>,
}

impl FrameWriter {
    pub(super) fn new(screen: Arc<Screen>) -> Self {
        Self {
            screen,
            frame: Vec::with_capacity(64 * 1024),
        }
    }
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.frame.is_empty() {
            queue!(self.frame, BeginSynchronizedUpdate)?;
        }
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Write what was collected, unless the frame is still being painted: ratatui flushes several times a frame.
    fn flush(&mut self) -> io::Result<()> {
        if self.screen.painting.load(SeqCst) {
            return Ok(());
        }
        let result = if self.frame.is_empty() || !self.screen.is_entered() {
            Ok(())
        } else {
            queue!(self.frame, EndSynchronizedUpdate).and_then(|()| self.screen.write(&self.frame))
        };
        self.frame.clear();
        result
    }
}
