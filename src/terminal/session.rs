//! One sitting at the terminal, from taking it to giving it back.
//!
//! Owns ratatui's terminal, the panic hook, suspension and lending. Promises that dropping it, a panic on the thread that made it,
//! and [`Session::leave`] give the terminal back. Never asks the terminal anything: `Terminal::clear` would (it wants the
//! cursor's position), so a repaint goes through `resize`.

use super::gate::Gate;
use super::lend::Loan;
use super::screen::{FrameWriter, Screen};
use super::signals::{Caught, LastWord, is_orphaned};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;
use std::io::{self, Write};
use std::sync::Arc;

/// The terminal while it is ours.
pub(crate) struct Session {
    screen: Arc<Screen>,
    terminal: Terminal<CrosstermBackend<FrameWriter>>,
    last_word: LastWord,
    loan: Loan,
}

impl Session {
    /// Take the terminal; with `mouse`, wheel and clicks are reported. The signals that concern it are `caught` already.
    /// Call it on the thread that draws.
    ///
    /// # Errors
    /// If there is no terminal, or one that cannot show the reader. Nothing has been written to it then.
    pub(crate) fn start(mouse: bool, caught: &Caught) -> io::Result<Self> {
        if let Ok(kind @ ("dumb" | "unknown")) = std::env::var("TERM").as_deref() {
            return Err(io::Error::other(format!(
                "it is of the kind “{kind}”, which has no screen"
            )));
        }
        let screen = Arc::new(Screen::open(mouse)?);
        let terminal = Terminal::new(CrosstermBackend::new(FrameWriter::new(screen.clone())))?;
        leave_on_panic(screen.clone());
        screen.enter()?;
        let mut session = Self {
            screen,
            terminal,
            last_word: caught.last_word.clone(),
            loan: caught.loan.clone(),
        };
        session.repaint()?;
        Ok(session)
    }

    /// Show what `paint` paints: the whole frame every time; only the cells that changed are sent.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !self.screen.is_entered() {
            return Ok(());
        }
        self.screen.painting(true);
        let drawn = self.terminal.draw(paint).map(drop);
        self.screen.painting(false);
        drawn.and(self.terminal.backend_mut().flush())
    }

    /// Have the next frame sent cell by cell, whatever the screen shows now.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn repaint(&mut self) -> io::Result<()> {
        let area = Rect::from(self.terminal.size()?);
        // The clearing goes out with the next frame, or it would be seen as a flash.
        self.screen.painting(true);
        self.terminal.resize(area)
    }

    /// Turn mouse reports on or off.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn report_mouse(&self, on: bool) -> io::Result<()> {
        self.screen.report_mouse(on)
    }

    /// Ask for what the terminal's own Ctrl-Z does: every process of the job gets the stop signal, this one included, so
    /// that a script around the reader stops with it. Nothing happens where nobody could continue it.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn ask_to_stop(&mut self) -> io::Result<()> {
        if is_orphaned() {
            return Ok(());
        }
        self.leave();
        if kill_current_process_group(Signal::TSTP).is_err() {
            return self.resume();
        }
        // Now, not when the message comes: the script has stopped already, and its shell may soon continue us both.
        self.stop();
        Ok(())
    }

    /// Obey the stop signal, unless it has been taken back: give the terminal back and stop. Returns when the process is
    /// continued; the signal that continued it tells [`resume`](Self::resume).
    pub(crate) fn stop(&self) {
        if is_orphaned() || !self.last_word.is_stop() {
            return;
        }
        self.leave();
        if self.last_word.take_stop() {
            let _ = emulate_default_handler(SIGTSTP);
        }
    }

    /// Take the terminal again after a stop, of whatever kind it was.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn resume(&mut self) -> io::Result<()> {
        self.screen.enter()?;
        self.repaint()
    }

    /// Give `text` to the terminal's clipboard, if it has one and lets programs fill it; nobody can tell.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn copy(&self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }

    /// Lend the terminal to another program: it is as it was found, no key is read, and what is pressed concerns that
    /// program. Nothing is drawn until it is [taken back](Self::take_back).
    pub(crate) fn lend(&self) {
        self.loan.begin();
        self.screen.lend();
    }

    /// Whether another program has the terminal.
    pub(crate) fn is_lent(&self) -> bool {
        self.loan.is_on()
    }

    /// Take the terminal again from the program it was lent to, which has ended, and whatever that did to it.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(crate) fn take_back(&mut self) -> io::Result<()> {
        self.screen.restore();
        self.loan.end();
        self.resume()
    }

    /// Give the terminal back. May be called more than once.
    pub(crate) fn leave(&self) {
        self.screen.leave();
    }

    /// What whoever reads the keyboard has to pass.
    pub(crate) fn gate(&self) -> Arc<Gate> {
        self.screen.gate()
    }

    /// What gives the terminal back from another thread, in an emergency.
    pub(crate) fn leaver(&self) -> impl FnOnce() + Send + 'static {
        let screen = self.screen.clone();
        move || screen.leave()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Make a panic of this thread give the terminal back before its message is printed. One of another thread prints nothing,
/// since the screen goes on: whoever started the thread hears of it.
fn leave_on_panic(screen: Arc<Screen>) {
    let ours = std::thread::current().id();
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == ours {
            screen.leave();
            print(panic);
        } else if !screen.is_entered() {
            print(panic);
        }
    }));
}
