//! Copying to the clipboard of the system through a program.
//!
//! Owns one thread, started with the first copy, that does one after the other, so that the last one stays. Promises that
//! nothing waits for it but the end of the reader, and that not for long; and that a failure is said once.

use super::choose::Copying;
use super::reason;
use crate::app::Event;
use crate::error::Name;
use crate::run::Message;
use std::io::{self, ErrorKind, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take for one text.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked whether one has ended.
const LOOK: Duration = Duration::from_millis(10);

/// See the module.
pub(super) struct Copier {
    copiers: Vec<Copying>,
    outbox: Sender<Message>,
    /// What the thread is told through, and what tells when it has done all.
    work: Option<(Sender<String>, Receiver<()>)>,
}

impl Copier {
    /// Copies with the first of `copiers` that exists.
    pub(super) fn new(copiers: Vec<Copying>, outbox: Sender<Message>) -> Self {
        Self {
            copiers,
            outbox,
            work: None,
        }
    }

    /// Copy `text`, after all that was copied before.
    pub(super) fn copy(&mut self, text: String) {
        if self.copiers.is_empty() {
            return;
        }
        let (copiers, outbox) = (&self.copiers, &self.outbox);
        let (texts, _) = self.work.get_or_insert_with(|| {
            let (texts, inbox) = mpsc::channel();
            let (done, end) = mpsc::channel();
            let (copiers, outbox) = (copiers.clone(), outbox.clone());
            let copying = move || {
                work(&copiers, &inbox, &outbox);
                drop(done);
            };
            // Without a thread there is still the terminal's own clipboard.
            let _ = thread::Builder::new()
                .name("copying".to_owned())
                .spawn(copying);
            (texts, end)
        });
        let _ = texts.send(text);
    }

    /// Wait until all is copied.
    pub(super) fn end(&mut self) {
        if let Some((texts, end)) = self.work.take() {
            drop(texts);
            // One that takes too long is not waited for any more than one that has ended.
            let _ = end.recv_timeout(PATIENCE * 2);
        }
    }
}

fn work(copiers: &[Copying], inbox: &Receiver<String>, outbox: &Sender<Message>) {
    let mut said = false;
    for mut text in inbox {
        // Of several that wait the last is the one to paste.
        while let Ok(later) = inbox.try_recv() {
            text = later;
        }
        for copying in copiers {
            match copy(copying, &text) {
                Ok(()) => break,
                Err(why) if why.kind() == ErrorKind::NotFound => {}
                Err(why) => {
                    if copying.told && !said {
                        let name = Name::of(&copying.name);
                        let sentence = format!("{name} did not copy it: {}", reason(&why));
                        let _ = outbox.send(Message::Event(Event::Failed(sentence)));
                        said = true;
                    }
                    break;
                }
            }
        }
    }
}

/// Give `text` to one program.
fn copy(copying: &Copying, text: &str) -> io::Result<()> {
    let (program, arguments) = copying.words.split_first().ok_or(ErrorKind::NotFound)?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // What the keyboard stops or ends is not this.
        .process_group(0)
        .spawn()?;
    let bytes = coded(text, copying.wide);
    if let Some(mut input) = child.stdin.take() {
        let feeding = move || drop(input.write_all(&bytes));
        thread::Builder::new()
            .name("copied".to_owned())
            .spawn(feeding)?;
    }
    wait(&mut child)
}

/// Wait for the program to end; one that takes too long is ended.
fn wait(child: &mut Child) -> io::Result<()> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return match status.code() {
                Some(0) => Ok(()),
                Some(code) => Err(io::Error::other(format!("it ended with {code}"))),
                None => Err(io::Error::other("it was ended by a signal")),
            };
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            return Err(io::Error::other("it took too long"));
        }
        thread::sleep(LOOK);
    }
}

/// `text` as the program reads it. Windows takes UTF-8 for the letters of its old encodings, and a mark at the beginning for
/// a letter; plain ASCII it takes as it is.
fn coded(text: &str, wide: bool) -> Vec<u8> {
    if wide && !text.is_ascii() {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    text.as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(line: &str) -> Copying {
        Copying {
            name: line.to_owned(),
            words: ["/bin/sh", "-c", line].map(str::to_owned).to_vec(),
            wide: false,
            told: true,
        }
    }

    fn missing() -> Copying {
        Copying {
            words: vec!["/no/such/program".to_owned()],
            ..shell("")
        }
    }

    /// Protects: the first program that exists gets the whole text, though it is longer than a pipe holds, before the end.
    #[test]
    fn a_text_reaches_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copied");
        let (outbox, inbox) = mpsc::channel();
        let copiers = vec![missing(), shell(&format!("cat > '{}'", path.display()))];
        let mut copier = Copier::new(copiers, outbox);
        let text = "é".repeat(100_000);
        copier.copy("before".to_owned());
        copier.copy(text.clone());
        copier.end();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        assert!(inbox.try_recv().is_err(), "nothing to complain about");
    }

    /// Protects: a program that fails is named, once; one that is not there is not missed.
    #[test]
    fn a_failure_is_said_once() {
        let (outbox, inbox) = mpsc::channel();
        let mut copier = Copier::new(vec![shell("exit 3")], outbox.clone());
        for _ in 0..3 {
            copier.copy("text".to_owned());
            copier.copy("more".to_owned());
        }
        copier.end();
        let mut nowhere = Copier::new(vec![missing()], outbox);
        nowhere.copy("text".to_owned());
        nowhere.end();
        drop((copier, nowhere));
        let said: Vec<String> = inbox
            .iter()
            .filter_map(|message| match message {
                Message::Event(Event::Failed(sentence)) => Some(sentence),
                _ => None,
            })
            .collect();
        assert_eq!(said, ["exit 3 did not copy it: it ended with 3"]);
    }

    /// Protects: Windows gets what it reads.
    #[test]
    fn windows_reads_its_own_encoding() {
        assert_eq!(coded("a", true), b"a");
        assert_eq!(coded("é", true), [0xe9, 0]);
        assert_eq!(coded("é", false), "é".as_bytes());
    }
}
