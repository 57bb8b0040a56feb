//! Copies to the system's clipboard through a program such as `wl-copy`.
//!
//! One thread, started with the first copy, runs the programs one after another, so that the clipboard ends up with the
//! last text. Only the end of the program waits for it, and not for long. A failure is reported once.

use super::choose::CopyCommand;
use super::error_reason;
use crate::app::Event;
use crate::error::SafeText;
use crate::run::Message;
use std::io::{self, ErrorKind, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to copy one text.
const COPY_TIMEOUT: Duration = Duration::from_secs(3);

/// How often to check whether a program has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// Copies texts in the background.
pub(super) struct Copier {
    commands: Vec<CopyCommand>,
    outbox: Sender<Message>,
    /// Sends texts to the thread; the receiver is disconnected when the thread has finished.
    thread: Option<(Sender<String>, Receiver<()>)>,
}

impl Copier {
    /// Copies with the first of `commands` whose program exists.
    pub(super) fn new(commands: Vec<CopyCommand>, outbox: Sender<Message>) -> Self {
        Self {
            commands,
            outbox,
            thread: None,
        }
    }

    /// Copies `text`, after all texts before it.
    pub(super) fn copy(&mut self, text: String) {
        if self.commands.is_empty() {
            return;
        }
        let (commands, outbox) = (&self.commands, &self.outbox);
        let (texts, _) = self.thread.get_or_insert_with(|| {
            let (texts, inbox) = mpsc::channel();
            let (done, end) = mpsc::channel();
            let (commands, outbox) = (commands.clone(), outbox.clone());
            let copying = move || {
                copy_texts(&commands, &inbox, &outbox);
                drop(done);
            };
            // If no thread can be started, there is still the terminal's own clipboard.
            let _ = thread::Builder::new()
                .name("copying".to_owned())
                .spawn(copying);
            (texts, end)
        });
        let _ = texts.send(text);
    }

    /// Waits until everything is copied.
    pub(super) fn finish(&mut self) {
        if let Some((texts, end)) = self.thread.take() {
            drop(texts);
            // A program that takes too long is given up on.
            let _ = end.recv_timeout(COPY_TIMEOUT * 2);
        }
    }
}

fn copy_texts(commands: &[CopyCommand], inbox: &Receiver<String>, outbox: &Sender<Message>) {
    let mut reported = false;
    for mut text in inbox {
        // Of several pending texts, only the last one matters.
        while let Ok(later) = inbox.try_recv() {
            text = later;
        }
        for command in commands {
            match run_copy_command(command, &text) {
                Ok(()) => break,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    if command.reports_failure && !reported {
                        let name = SafeText::new(&command.name);
                        let sentence = format!("{name} could not copy: {}", error_reason(&error));
                        let _ = outbox.send(Message::Event(Event::Failed(sentence)));
                        reported = true;
                    }
                    break;
                }
            }
        }
    }
}

/// Runs one program with `text` as its standard input.
fn run_copy_command(command: &CopyCommand, text: &str) -> io::Result<()> {
    let (program, arguments) = command.argv.split_first().ok_or(ErrorKind::NotFound)?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Its own process group, so that signals from the keyboard do not reach it.
        .process_group(0)
        .spawn()?;
    let bytes = encode(text, command.utf16);
    if let Some(mut input) = child.stdin.take() {
        let feeding = move || drop(input.write_all(&bytes));
        thread::Builder::new()
            .name("copied".to_owned())
            .spawn(feeding)?;
    }
    wait(&mut child)
}

/// Waits for the program to end and kills it after [`COPY_TIMEOUT`].
fn wait(child: &mut Child) -> io::Result<()> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return match status.code() {
                Some(0) => Ok(()),
                Some(code) => Err(io::Error::other(format!("exit code {code}"))),
                None => Err(io::Error::other("killed by a signal")),
            };
        }
        if start.elapsed() > COPY_TIMEOUT {
            let _ = child.kill();
            let _ = child.wait();
            return Err(io::Error::other("timed out"));
        }
        thread::sleep(POLL_INTERVAL);
    }
}

/// Encodes `text` for the program. clip.exe misreads UTF-8 as a legacy code page and a byte-order mark as a character, but
/// accepts plain ASCII.
fn encode(text: &str, utf16: bool) -> Vec<u8> {
    if utf16 && !text.is_ascii() {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    text.as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(line: &str) -> CopyCommand {
        CopyCommand {
            name: line.to_owned(),
            argv: ["/bin/sh", "-c", line].map(str::to_owned).to_vec(),
            utf16: false,
            reports_failure: true,
        }
    }

    fn missing() -> CopyCommand {
        CopyCommand {
            argv: vec!["/no/such/program".to_owned()],
            ..shell("")
        }
    }

    /// Protects: the first program that exists receives the whole text before byline ends, even a text larger than a pipe
    /// buffer.
    #[test]
    fn the_whole_text_reaches_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copied");
        let (outbox, inbox) = mpsc::channel();
        let commands = vec![missing(), shell(&format!("cat > '{}'", path.display()))];
        let mut copier = Copier::new(commands, outbox);
        let text = "é".repeat(100_000);
        copier.copy("before".to_owned());
        copier.copy(text.clone());
        copier.finish();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        assert!(inbox.try_recv().is_err(), "no error is reported");
    }

    /// Protects: a program that fails is reported by name, once; one that does not exist is skipped silently.
    #[test]
    fn a_failure_is_reported_once() {
        let (outbox, inbox) = mpsc::channel();
        let mut copier = Copier::new(vec![shell("exit 3")], outbox.clone());
        for _ in 0..3 {
            copier.copy("text".to_owned());
            copier.copy("more".to_owned());
        }
        copier.finish();
        let mut without_program = Copier::new(vec![missing()], outbox);
        without_program.copy("text".to_owned());
        without_program.finish();
        drop((copier, without_program));
        let reported: Vec<String> = inbox
            .iter()
            .filter_map(|message| match message {
                Message::Event(Event::Failed(sentence)) => Some(sentence),
                _ => None,
            })
            .collect();
        assert_eq!(reported, ["exit 3 could not copy: exit code 3"]);
    }

    /// Protects: clip.exe receives an encoding that it understands.
    #[test]
    fn clip_exe_receives_utf16_unless_ascii() {
        assert_eq!(encode("a", true), b"a");
        assert_eq!(encode("é", true), [0xe9, 0]);
        assert_eq!(encode("é", false), "é".as_bytes());
    }
}
