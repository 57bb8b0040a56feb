//! The modes of the terminal: [`Screen::enter`] switches them on, [`Screen::leave`] switches all of them off again.
//!
//! This is the only place that writes to the tty; it never reads. `leave` may be called from any thread, at any time and
//! any number of times, and no frame is written once the screen has been left.

use super::clipboard::{self, Multiplexer};
use super::graphics;
use super::handoff::TerminalModes;
use super::input_lock::InputLock;
use super::query::{BACKGROUND_QUERY, GRAPHICS_QUERIES, MODE_QUERIES, Queries};
use super::window;
use crate::layout::Size;
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
use std::mem;
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

/// Turns reporting of the wheel, clicks and drags on or off. crossterm's own command also asks for every motion, which
/// would wake the program for nothing.
struct MouseReporting(bool);

impl Command for MouseReporting {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
        })
    }
}

/// Switches kitty's keyboard protocol on or off: keys that send the same bytes elsewhere can be distinguished, and Esc is known at
/// once. What was set before is kept on a stack of the terminal's.
struct KittyKeyboard(bool);

impl Command for KittyKeyboard {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[>1u" } else { "\x1b[<u" })
    }
}

/// What the terminal is asked.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Questions {
    /// What its background is.
    pub(crate) background: bool,
    /// Which modes it knows.
    pub(crate) modes: bool,
}

/// The tty, and whether the reader is on it at the moment.
#[derive(Debug)]
pub(super) struct Screen {
    tty: File,
    entered: AtomicBool,
    mouse: AtomicBool,
    /// Unlocked while the terminal is ours.
    input_lock: Arc<InputLock>,
    query: Arc<Queries>,
    /// Whether kitty's keyboard protocol is switched on.
    has_kitty_keyboard: AtomicBool,
    /// Whether a picture of kitty's protocol may be in the terminal's memory.
    has_picture: AtomicBool,
    /// The modes of the terminal when it was handed to another program.
    saved_modes: Mutex<Option<TerminalModes>>,
}

impl Screen {
    /// Opens the terminal of this process without changing its modes.
    ///
    /// # Errors
    /// If there is no terminal.
    pub(super) fn open(mouse: bool) -> io::Result<Self> {
        // A file description of our own: other programs share that of standard output and may have made it
        // non-blocking.
        let tty = OpenOptions::new()
            .write(true)
            .open("/dev/tty")
            .or_else(|_| io::stdout().as_fd().try_clone_to_owned().map(File::from))?;
        Ok(Self {
            tty,
            entered: AtomicBool::new(false),
            mouse: AtomicBool::new(mouse),
            input_lock: Arc::default(),
            query: Arc::default(),
            has_kitty_keyboard: AtomicBool::new(false),
            has_picture: AtomicBool::new(false),
            saved_modes: Mutex::default(),
        })
    }

    /// The lock that the input thread must respect.
    pub(super) fn input_lock(&self) -> Arc<InputLock> {
        self.input_lock.clone()
    }

    /// What the terminal was asked, and has answered.
    pub(super) fn query(&self) -> Arc<Queries> {
        self.query.clone()
    }

    /// Whether the terminal is ours.
    pub(super) fn is_entered(&self) -> bool {
        self.entered.load(SeqCst)
    }

    /// Takes the terminal; called again after a stop, it also sets modes that others have changed meanwhile.
    ///
    /// # Errors
    /// If its modes cannot be changed; nothing has been written then.
    pub(super) fn enter(&self) -> io::Result<()> {
        *self
            .saved_modes
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
        // If others changed the modes while we were stopped, those are the modes to restore later.
        let _ = disable_raw_mode();
        // Raw mode first: in the background it stops the process before anything is drawn over the shell.
        enable_raw_mode()?;
        self.entered.store(true, SeqCst);
        self.query.forget_graphics();
        self.input_lock.unlock();
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        if self.mouse.load(SeqCst) {
            queue!(bytes, MouseReporting(true))?;
        }
        self.write(&bytes)
    }

    /// Restores the terminal to the state it was found in. Errors are ignored: on a dead terminal there is nothing to
    /// restore.
    pub(super) fn leave(&self) {
        if !self.entered.swap(false, SeqCst) {
            self.restore_modes();
            return;
        }
        self.query.wait();
        // Lock first, so that nothing typed from now on is taken from the shell.
        self.input_lock.lock();
        let mut bytes = Vec::new();
        if self.query.has_synchronized_output() {
            let _ = queue!(bytes, EndSynchronizedUpdate);
        }
        if self.has_kitty_keyboard.swap(false, SeqCst) {
            let _ = queue!(bytes, KittyKeyboard(false));
        }
        if self.has_picture.swap(false, SeqCst) {
            bytes.extend_from_slice(graphics::delete_sequence().as_bytes());
        }
        let _ = queue!(
            bytes,
            MouseReporting(false),
            DisableBracketedPaste,
            ResetColor
        );
        let _ = self.write(&bytes);
        // Raw mode ends between the two writes: after mouse reporting is off, or reports would reach the shell; and before
        // the shell's screen is back, because the user may type as soon as it is seen, and Enter must end a line then.
        let _ = disable_raw_mode();
        bytes.clear();
        let _ = queue!(bytes, LeaveAlternateScreen, Show);
        let _ = self.write(&bytes);
    }

    /// Leaves the screen for another program and saves the terminal's modes.
    pub(super) fn leave_for_command(&self) {
        self.leave();
        let mut saved = self
            .saved_modes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *saved = TerminalModes::read(&self.tty);
    }

    /// Restores the modes saved by [`leave_for_command`](Self::leave_for_command), unless the terminal has been entered
    /// again since.
    pub(super) fn restore_modes(&self) {
        let saved = self
            .saved_modes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(modes) = &*saved {
            modes.restore(&self.tty);
        }
    }

    /// Turns mouse reporting on or off, now and whenever the screen is entered later.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn report_mouse(&self, on: bool) -> io::Result<()> {
        self.mouse.store(on, SeqCst);
        if !self.is_entered() {
            return Ok(());
        }
        let mut bytes = Vec::new();
        queue!(bytes, MouseReporting(on))?;
        self.write(&bytes)
    }

    /// Asks the terminal these questions.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn ask(&self, questions: Questions) -> io::Result<()> {
        let mut bytes = Vec::new();
        if questions.modes {
            bytes.extend_from_slice(MODE_QUERIES);
        }
        if questions.background {
            bytes.extend_from_slice(BACKGROUND_QUERY);
        }
        if bytes.is_empty() || !self.is_entered() {
            return Ok(());
        }
        let count = usize::from(questions.modes) + usize::from(questions.background);
        self.query.note_questions(count);
        self.write(&bytes)
    }

    /// Asks the terminal whether it can show pictures, unless that has been asked since the screen was entered.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn ask_graphics(&self) -> io::Result<()> {
        if !self.is_entered() || self.query.has_asked_graphics() {
            return Ok(());
        }
        self.query.note_graphics_questions();
        self.write(GRAPHICS_QUERIES)
    }

    /// Notes whether a picture of kitty's protocol is in the terminal's memory, so that it is deleted in the end.
    pub(super) fn note_picture(&self, is_shown: bool) {
        self.has_picture.store(is_shown, SeqCst);
    }

    /// The sequence that switches on kitty's keyboard protocol, if the terminal has offered it since the screen was entered.
    fn take_keyboard_mode(&self) -> Option<KittyKeyboard> {
        let is_due = self.query.has_kitty_keyboard() && !self.has_kitty_keyboard.swap(true, SeqCst);
        is_due.then_some(KittyKeyboard(true))
    }

    /// Copies `text` to the terminal's clipboard.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn copy(&self, text: &str) -> io::Result<()> {
        if !self.is_entered() {
            return Ok(());
        }
        let multiplexer = Multiplexer::detect(|name| {
            std::env::var_os(name).is_some_and(|value| !value.is_empty())
        });
        self.write(clipboard::osc52_sequence(text, multiplexer).as_bytes())
    }

    /// The size of the part of the terminal that is used.
    pub(super) fn size(&self) -> Size {
        window::size_of(&self.tty)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.tty).write_all(bytes)
    }
}

/// Collects a whole frame, whatever its size, and writes it at once, as a synchronized update if the terminal knows those. If the
/// screen has been left in the meantime, the frame is dropped, so a panic while drawing writes nothing over the shell.
#[derive(Debug)]
pub(super) struct FrameWriter {
    screen: Arc<Screen>,
    frame: Vec<u8>,
}

/// The room for a frame that is kept, in bytes.
const FRAME_BYTES: usize = 64 * 1024;

impl FrameWriter {
    pub(super) fn new(screen: Arc<Screen>) -> Self {
        Self {
            screen,
            frame: Vec::with_capacity(FRAME_BYTES),
        }
    }

    /// What has been collected, to append to.
    pub(super) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.frame
    }

    /// Writes the collected frame.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        let frame = mem::take(&mut self.frame);
        let result = if frame.is_empty() || !self.screen.is_entered() {
            Ok(())
        } else {
            self.write(&frame)
        };
        self.frame = frame;
        self.frame.clear();
        result
    }

    fn write(&self, frame: &[u8]) -> io::Result<()> {
        let is_synchronized = self.screen.query.has_synchronized_output();
        let mode = self.screen.take_keyboard_mode();
        if !is_synchronized && mode.is_none() {
            return self.screen.write(frame);
        }
        let mut bytes = Vec::with_capacity(frame.len() + 32);
        if is_synchronized {
            queue!(bytes, BeginSynchronizedUpdate)?;
        }
        bytes.extend_from_slice(frame);
        if let Some(mode) = mode {
            queue!(bytes, mode)?;
        }
        if is_synchronized {
            queue!(bytes, EndSynchronizedUpdate)?;
        }
        self.screen.write(&bytes)
    }
}
