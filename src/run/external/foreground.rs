//! Runs a program that has the terminal until it ends.
//!
//! One thread writes the program's input and another waits for it to end, so that neither blocks the other. The user can
//! read what the program printed before the reader is drawn over it. The main loop gets exactly one message when the
//! terminal is free. The terminal's modes are handled by [`crate::terminal`].

use crate::app::Event;
use crate::run::Message;
use crate::terminal::{is_noncanonical, wait_for_enter};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often to check whether the program has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// A program counts as a full-screen one if the terminal was in noncanonical mode in this many checks. A pager whose text
/// is short sets that mode, too, but only briefly.
const FULL_SCREEN_POLLS: usize = 10;

/// The exit code of a program that the user ends with Ctrl-C and that handles the signal itself.
const INTERRUPTED: i32 = 130;

/// A program that has the terminal.
pub(super) struct Foreground {
    child: Arc<Mutex<Child>>,
    /// byline is ending, so the end of the program is no longer reported.
    abandoned: Arc<AtomicBool>,
}

impl Foreground {
    /// Starts `command` on the terminal with `text` as its input, or the keyboard if there is no text. When it has ended, a
    /// message is sent to `outbox`: `success` if all went well.
    ///
    /// # Errors
    /// If the program or a thread cannot be started.
    pub(super) fn start(
        mut command: Command,
        text: Option<String>,
        success: String,
        outbox: Sender<Message>,
    ) -> io::Result<Self> {
        let input = match &text {
            Some(_) => Stdio::piped(),
            // Our own standard input may be an article.
            None => File::open("/dev/tty")?.into(),
        };
        let mut child = command.stdin(input).spawn()?;
        if let (Some(text), Some(mut input)) = (text, child.stdin.take()) {
            // The program need not read all of it.
            let feeding = move || drop(input.write_all(text.as_bytes()));
            let _ = thread::Builder::new()
                .name("feeding".to_owned())
                .spawn(feeding);
        }
        let child = Arc::new(Mutex::new(child));
        let abandoned = Arc::<AtomicBool>::default();
        let foreground = Self {
            child: Arc::clone(&child),
            abandoned: Arc::clone(&abandoned),
        };
        let waiting = move || {
            let exit = wait(&child);
            if !abandoned.load(SeqCst) {
                let _ = outbox.send(Message::CommandEnded(exit_event(&exit, success)));
            }
        };
        let thread = thread::Builder::new().name("waiting".to_owned());
        if let Err(error) = thread.spawn(waiting) {
            foreground.terminate();
            return Err(error);
        }
        Ok(foreground)
    }

    /// Asks the program to terminate, because byline is ending.
    pub(super) fn terminate(self) {
        self.abandoned.store(true, SeqCst);
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // Until the exit status has been collected, the process id cannot be reused.
        if let Ok(None) = child.try_wait()
            && let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw)
        {
            let _ = kill_process(pid, Signal::TERM);
        }
    }
}

/// How the program ended.
struct CommandExit {
    status: io::Result<ExitStatus>,
    filled_screen: bool,
}

/// Waits for the program to end and watches whether it takes over the whole screen.
fn wait(child: &Mutex<Child>) -> CommandExit {
    let mut noncanonical = 0;
    let status = loop {
        let now = child
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_wait();
        match now {
            Ok(Some(status)) => break Ok(status),
            Ok(None) => {}
            Err(error) => break Err(error),
        }
        noncanonical = if is_noncanonical() {
            noncanonical + 1
        } else {
            noncanonical
        };
        thread::sleep(POLL_INTERVAL);
    };
    CommandExit {
        status,
        filled_screen: noncanonical >= FULL_SCREEN_POLLS,
    }
}

/// The event that reports how the program ended. If it may have printed something, waits first until the user has read it.
fn exit_event(exit: &CommandExit, success: String) -> Event {
    let code = match &exit.status {
        Ok(status) => status.code(),
        Err(_) => None,
    };
    let was_left = exit.filled_screen && matches!(code, Some(0 | INTERRUPTED));
    if !was_left {
        // A terminal that is gone is reported elsewhere.
        let _ = wait_for_enter("[Press Enter to return to byline]");
    }
    match code {
        Some(code) if was_left || code == 0 => Event::Finished(success),
        Some(127) => Event::Failed("Command not found".to_owned()),
        Some(code) => Event::Failed(format!("The command failed with exit code {code}")),
        None => Event::Failed("The command was killed by a signal".to_owned()),
    }
}
