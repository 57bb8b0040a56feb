//! A program that has the terminal until it ends.
//!
//! Owns the program, the thread that feeds it and the thread that waits for it. Promises that neither can hold up the other,
//! that what was printed can be read before the reader is painted over it, and that the loop is told exactly once that the
//! terminal is free. The terminal itself is `terminal`'s.

use crate::app::Event;
use crate::run::Message;
use crate::terminal::{is_read_by_keys, wait_for_enter};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often it is looked whether the program has ended.
const LOOK: Duration = Duration::from_millis(20);

/// In how many looks it must have read the terminal key by key to be taken for one that fills the screen. A pager that finds
/// its text short does so, too, but not for long.
const LOOKS: usize = 10;

/// What a program ends with when a person leaves it with Ctrl-C, as it says it itself.
const INTERRUPTED: i32 = 130;

/// See the module.
pub(super) struct Foreground {
    child: Arc<Mutex<Child>>,
    /// The reader ends: nobody is to be waited for.
    over: Arc<AtomicBool>,
}

impl Foreground {
    /// Start `command` on the terminal, with `text` as its input, or the keyboard without one. When it has ended, `outbox`
    /// hears it: `told` if all went well.
    pub(super) fn start(
        mut command: Command,
        text: Option<String>,
        told: String,
        outbox: Sender<Message>,
    ) -> io::Result<Self> {
        let input = match &text {
            Some(_) => Stdio::piped(),
            // Ours may be an article.
            None => File::open("/dev/tty")?.into(),
        };
        let mut child = command.stdin(input).spawn()?;
        if let (Some(text), Some(mut input)) = (text, child.stdin.take()) {
            // One that reads nothing, or not all, is fine.
            let feeding = move || drop(input.write_all(text.as_bytes()));
            let _ = thread::Builder::new()
                .name("feeding".to_owned())
                .spawn(feeding);
        }
        let child = Arc::new(Mutex::new(child));
        let over = Arc::<AtomicBool>::default();
        let ours = Self {
            child: Arc::clone(&child),
            over: Arc::clone(&over),
        };
        let waiting = move || {
            let end = wait(&child);
            if !over.load(SeqCst) {
                let _ = outbox.send(Message::Back(ended(&end, told)));
            }
        };
        let thread = thread::Builder::new().name("waiting".to_owned());
        if let Err(why) = thread.spawn(waiting) {
            ours.end();
            return Err(why);
        }
        Ok(ours)
    }

    /// Ask the program to end: the reader does.
    pub(super) fn end(self) {
        self.over.store(true, SeqCst);
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // While its end has not been asked for, its number is nobody else's.
        if let Ok(None) = child.try_wait()
            && let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw)
        {
            let _ = kill_process(pid, Signal::TERM);
        }
    }
}

/// How it went.
struct End {
    status: io::Result<ExitStatus>,
    filled_screen: bool,
}

/// Wait for the program, and where it may have printed something, for the reader of that.
fn wait(child: &Mutex<Child>) -> End {
    let mut by_keys = 0;
    let status = loop {
        let now = child
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_wait();
        match now {
            Ok(Some(status)) => break Ok(status),
            Ok(None) => {}
            Err(why) => break Err(why),
        }
        by_keys = if is_read_by_keys() {
            by_keys + 1
        } else {
            by_keys
        };
        thread::sleep(LOOK);
    };
    End {
        status,
        filled_screen: by_keys >= LOOKS,
    }
}

/// What the reader is told, once what the program printed has been read.
fn ended(end: &End, told: String) -> Event {
    let code = match &end.status {
        Ok(status) => status.code(),
        Err(_) => None,
    };
    let left = end.filled_screen && matches!(code, Some(0 | INTERRUPTED));
    if !left {
        // A terminal that is gone is told of elsewhere.
        let _ = wait_for_enter("[Enter comes back]");
    }
    match code {
        Some(code) if left || code == 0 => Event::Done(told),
        Some(127) => Event::Failed("there is no such command".to_owned()),
        Some(code) => Event::Failed(format!("the command ended with {code}")),
        None => Event::Failed("the command was ended by a signal".to_owned()),
    }
}
