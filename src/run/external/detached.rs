//! Starts a program that runs independently of byline: a browser with a window.
//!
//! The program gets neither our terminal nor our process group, and may outlive byline. A thread waits for it, so that it
//! does not stay behind as a zombie process, and an early failure is reported.

use crate::app::Event;
use crate::error::SafeText;
use crate::run::Message;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

/// A program that fails later than this is assumed to have opened the page.
const EARLY_FAILURE: Duration = Duration::from_secs(10);

/// Starts `command`, which messages call `program`.
pub(super) fn start(
    command: &mut Command,
    program: &SafeText,
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
        if failed && started.elapsed() < EARLY_FAILURE {
            let sentence = format!("{program} could not open the page");
            let _ = outbox.send(Message::Event(Event::Failed(sentence)));
        }
    };
    thread::Builder::new()
        .name("browser".to_owned())
        .spawn(waiting)
        .map(drop)
}
