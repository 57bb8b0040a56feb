//! A program that goes on by itself: the browser.
//!
//! Owns its start, and a thread that waits for its end, so that it leaves no trace. Promises that it has nothing of our
//! terminal, and that one which fails at once is told of. It may outlive the reader.

use crate::app::Event;
use crate::error::Name;
use crate::run::Message;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

/// A program that ends with an error after this long has shown the page first.
const AT_ONCE: Duration = Duration::from_secs(10);

/// Start `command`, which is called `program`.
pub(super) fn start(
    command: &mut Command,
    program: &Name,
    outbox: Sender<Message>,
) -> io::Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()?;
    let (program, started) = (program.clone(), Instant::now());
    let waiting = move || {
        let failed = child.wait().is_ok_and(|status| !status.success());
        if failed && started.elapsed() < AT_ONCE {
            let sentence = format!("{program} could not open it");
            let _ = outbox.send(Message::Event(Event::Failed(sentence)));
        }
    };
    thread::Builder::new()
        .name("browser".to_owned())
        .spawn(waiting)
        .map(drop)
}
