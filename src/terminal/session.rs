//! A terminal session, from taking the terminal to giving it back.
//!
//! A [`Session`] owns the frame on the screen and the panic hook, and handles suspension and the handoff to other programs.
//! Dropping it, calling [`Session::leave`], and a panic on the thread that created it all restore the terminal. The
//! terminal is asked for nothing that has to be waited for.
//!
//! Frames are ratatui's buffers; that they are compared and written here, not by ratatui's `Terminal`, saves a fifth of the time from a
//! key to the frame it causes.

use super::cells::CellWriter;
use super::changes::write_changes;
use super::graphics::{Graphics, GraphicsOptions};
use super::handoff::TerminalHandoff;
use super::hyperlinks::Hyperlinks;
use super::input_lock::InputLock;
use super::query::Queries;
use super::screen::{FrameWriter, Questions, Screen};
use super::signals::{CaughtSignals, LastJobSignal, is_orphaned};
use crate::app::links::ScreenLink;
use crate::app::pictures::ScreenPicture;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::mem;
use std::sync::Arc;

/// Clears the whole screen.
const CLEAR: &[u8] = b"\x1b[2J";

/// How the terminal is used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionOptions {
    /// Whether wheel, clicks and drags are reported.
    pub(crate) mouse: bool,
    /// What the terminal is asked.
    pub(crate) questions: Questions,
    /// Whether links are made known to the terminal.
    pub(crate) hyperlinks: bool,
    /// How pictures may be shown.
    pub(crate) graphics: GraphicsOptions,
}

/// The terminal while the reader runs.
pub(crate) struct Session {
    screen: Arc<Screen>,
    writer: FrameWriter,
    /// The frame on the screen.
    shown: Buffer,
    /// The next frame; empty between frames.
    next: Buffer,
    last_job_signal: LastJobSignal,
    handoff: TerminalHandoff,
    questions: Questions,
    /// The links that the terminal shows; `None` if it is not to know them.
    hyperlinks: Option<Hyperlinks>,
    /// The picture that the terminal shows.
    graphics: Graphics,
}

/// What is on a frame besides its cells.
pub(crate) struct FrameExtras<L> {
    /// Returns the links.
    pub(crate) links: L,
    /// The picture, which is painted in half blocks on a terminal that shows none.
    pub(crate) picture: Option<ScreenPicture>,
}

impl Session {
    /// Takes the terminal. Signals must have been `caught` before. Must be called on the thread that draws.
    ///
    /// # Errors
    /// If there is no terminal, or it cannot show the reader. Nothing has been written to it then.
    pub(crate) fn start(options: SessionOptions, caught: &CaughtSignals) -> io::Result<Self> {
        if let Ok(kind @ ("dumb" | "unknown")) = std::env::var("TERM").as_deref() {
            return Err(io::Error::other(format!(
                "TERM={kind} cannot show the reader"
            )));
        }
        let screen = Arc::new(Screen::open(options.mouse)?);
        let writer = FrameWriter::new(screen.clone());
        install_panic_hook(screen.clone());
        screen.enter()?;
        let mut session = Self {
            screen,
            writer,
            shown: Buffer::default(),
            next: Buffer::default(),
            last_job_signal: caught.last_job_signal.clone(),
            handoff: caught.handoff.clone(),
            questions: options.questions,
            hyperlinks: options.hyperlinks.then(Hyperlinks::default),
            graphics: Graphics::new(options.graphics),
        };
        session.repaint();
        Ok(session)
    }

    /// Draws a frame with `paint`, which must paint all of it; only the cells that changed are sent, and what `extras` has if the
    /// terminal knows it.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn draw(
        &mut self,
        paint: impl FnOnce(&mut Buffer),
        extras: FrameExtras<impl FnOnce() -> Vec<ScreenLink>>,
    ) -> io::Result<()> {
        if !self.screen.is_entered() {
            return Ok(());
        }
        if extras.picture.is_some() && self.graphics.asks() {
            self.screen.ask_graphics()?;
        }
        let FrameExtras { links, picture } = extras;
        if self.screen_area() != self.shown.area {
            self.repaint();
        }
        paint(&mut self.next);
        let answers = self.screen.query().graphics();
        let picture = self.graphics.update(&mut self.next, picture, answers);
        let mut cells = CellWriter::new(self.writer.bytes());
        write_changes(&self.shown, &self.next, &mut cells);
        cells.finish();
        if !picture.is_empty() {
            self.screen.note_picture(self.graphics.is_in_memory());
            self.writer.bytes().extend_from_slice(&picture);
        }
        if let Some(hyperlinks) = &mut self.hyperlinks {
            for run in hyperlinks.update(&self.next, &links()) {
                run.write(self.writer.bytes());
            }
        }
        let written = self.writer.flush();
        mem::swap(&mut self.shown, &mut self.next);
        self.next.reset();
        written
    }

    /// Makes the next frame redraw every cell, whatever the screen shows now, in the size that it has now.
    pub(crate) fn repaint(&mut self) {
        if let Some(hyperlinks) = &mut self.hyperlinks {
            hyperlinks.forget();
        }
        self.graphics.forget();
        let area = self.screen_area();
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        // Clearing is sent along with the next frame; on its own it would be seen as a flash.
        self.writer.bytes().extend_from_slice(CLEAR);
    }

    /// The cells of the screen, in the size that it has now.
    fn screen_area(&self) -> Rect {
        let size = self.screen.size();
        Rect::new(0, 0, size.columns, size.rows)
    }

    /// Turns mouse reporting on or off.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn report_mouse(&self, on: bool) -> io::Result<()> {
        self.screen.report_mouse(on)
    }

    /// Does what the terminal's own Ctrl-Z does: sends the stop signal to every process of the job, this one included, so
    /// that a script that runs byline stops with it. Does nothing if no shell could continue the job.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn stop_job(&mut self) -> io::Result<()> {
        if is_orphaned() {
            return Ok(());
        }
        self.leave();
        if kill_current_process_group(Signal::TSTP).is_err() {
            return self.resume();
        }
        // Stop now, not when the signal's message arrives: the script has stopped already, and its shell may soon continue
        // us both.
        self.stop();
        Ok(())
    }

    /// Obeys the stop signal unless a later signal has cancelled it: restores the terminal and stops the process. Returns
    /// when the process is continued; SIGCONT then leads to a call of [`resume`](Self::resume).
    pub(crate) fn stop(&self) {
        if is_orphaned() || !self.last_job_signal.is_stop_pending() {
            return;
        }
        self.leave();
        if self.last_job_signal.take_stop() {
            let _ = emulate_default_handler(SIGTSTP);
        }
    }

    /// Takes the terminal again after any kind of stop.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn resume(&mut self) -> io::Result<()> {
        self.screen.enter()?;
        self.repaint();
        Ok(())
    }

    /// Copies `text` to the terminal's clipboard. Whether the terminal has one and lets programs write to it cannot be
    /// found out.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn copy(&self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }

    /// Hands the terminal to another program: its modes are restored, no key is read, and keys and signals belong to that
    /// program. Nothing is drawn until [`resume_after_command`](Self::resume_after_command).
    pub(crate) fn suspend_for_command(&self) {
        self.handoff.begin();
        self.screen.leave_for_command();
    }

    /// Whether another program has the terminal.
    pub(crate) fn is_handed_off(&self) -> bool {
        self.handoff.is_active()
    }

    /// Takes the terminal back from a program that has ended, undoing whatever it did to the modes.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn resume_after_command(&mut self) -> io::Result<()> {
        self.screen.restore_modes();
        self.handoff.end();
        self.resume()
    }

    /// Restores the terminal. May be called more than once.
    pub(crate) fn leave(&self) {
        self.screen.leave();
    }

    /// Asks the terminal what is to be asked. The background comes as an event, if at all; what else it answers takes effect
    /// with the next frame.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn ask(&self) -> io::Result<()> {
        self.screen.ask(self.questions)
    }

    /// What the terminal was asked, for the input thread.
    pub(crate) fn query(&self) -> Arc<Queries> {
        self.screen.query()
    }

    /// The lock that the input thread must respect.
    pub(crate) fn input_lock(&self) -> Arc<InputLock> {
        self.screen.input_lock()
    }

    /// A function that restores the terminal from another thread in an emergency.
    pub(crate) fn emergency_exit(&self) -> impl FnOnce() + Send + 'static {
        let screen = self.screen.clone();
        move || screen.leave()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Makes a panic on this thread restore the terminal before its message is printed. While the reader is on the screen, a
/// panic on another thread prints nothing; the code that started the thread reports it.
fn install_panic_hook(screen: Arc<Screen>) {
    let this_thread = std::thread::current().id();
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == this_thread {
            screen.leave();
            default_hook(panic);
        } else if !screen.is_entered() {
            default_hook(panic);
        }
    }));
}
