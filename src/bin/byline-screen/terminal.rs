//! Runs a program on a pseudo-terminal and captures the screen.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// How long the program must write nothing before its screen counts as complete.
const QUIET: Duration = Duration::from_millis(700);

/// Runs `program` in `theme` on a terminal of `size`, waits for the first screen, types `keys`, each
/// the bytes that a terminal sends, and returns the final screen.
///
/// # Errors
/// If no pseudo-terminal can be opened, or the program cannot be started.
pub(crate) fn capture(
    program: &Path,
    theme: &str,
    size: PtySize,
    keys: &[String],
) -> Result<vt100::Screen, Box<dyn Error>> {
    let pair = native_pty_system().openpty(size)?;
    let mut command = CommandBuilder::new(program);
    command.args(["--theme", theme, "--no-history", "--no-corrections"]);
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    command.env("LC_ALL", "C.UTF-8");
    command.env_remove("NO_COLOR");
    // Ignore the configuration of the user who draws the picture.
    command.env("XDG_CONFIG_HOME", "/nonexistent");
    let mut child = pair.slave.spawn_command(command)?;
    drop(pair.slave);
    let output = spawn_reader(pair.master.try_clone_reader()?)?;
    let mut input = pair.master.take_writer()?;
    let mut parser = vt100::Parser::new(size.rows, size.cols, 0);
    process_until_quiet(&output, &mut parser);
    for key in keys {
        input.write_all(key.as_bytes())?;
        input.flush()?;
        process_until_quiet(&output, &mut parser);
    }
    let screen = parser.screen().clone();
    child.kill()?;
    child.wait()?;
    Ok(screen)
}

/// Reads what the terminal sends, piece by piece, on a thread of its own until the terminal closes.
fn spawn_reader(mut terminal: Box<dyn Read + Send>) -> Result<Receiver<Vec<u8>>, std::io::Error> {
    let (sender, receiver) = mpsc::channel();
    std::thread::Builder::new().spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(bytes) = terminal.read(&mut buffer) {
            let piece = buffer.get(..bytes).unwrap_or_default().to_vec();
            if bytes == 0 || sender.send(piece).is_err() {
                break;
            }
        }
    })?;
    Ok(receiver)
}

/// Feeds `parser` until nothing has arrived for [`QUIET`].
fn process_until_quiet(output: &Receiver<Vec<u8>>, parser: &mut vt100::Parser) {
    loop {
        match output.recv_timeout(QUIET) {
            Ok(bytes) => parser.process(&bytes),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
        }
    }
}
