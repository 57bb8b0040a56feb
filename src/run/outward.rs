//! The ways out of the reader: the clipboard of the system, the browser, and commands that are given text.
//!
//! Owns the programs that are started and what is told of how they went. Promises that the thread which draws waits for none
//! of them; that an address is only ever an argument and text only ever input, so that no shell reads either; and that a
//! program which needs the terminal has it alone and gives it back.

mod choose;
mod copy;
mod detached;
mod foreground;

use super::Message;
use crate::app::Event;
use crate::app::effect::Piped;
use crate::document::Page;
use crate::error::Name;
use crate::terminal::Session;
use choose::{Browser, Surroundings};
use copy::Copier;
use foreground::Foreground;
use std::ffi::OsString;
use std::io;
use std::process::Command;
use std::sync::mpsc::Sender;

/// Commands that a person has chosen, where the program would look for one itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commands {
    /// What copies its input to the clipboard; a shell reads it.
    pub copy: Option<String>,
    /// What shows the address that is its last argument, or stands where `%s` does; no shell reads it.
    pub browser: Option<String>,
}

/// See the module.
pub(super) struct Outward {
    surroundings: Surroundings,
    commands: Commands,
    copier: Copier,
    outbox: Sender<Message>,
    /// The program that has the terminal.
    foreground: Option<Foreground>,
    /// What came from the terminal before it was lent, to be taken in once it is back.
    held: Vec<Event>,
}

impl Outward {
    /// Nothing is started yet.
    pub(super) fn new(commands: Commands, outbox: Sender<Message>) -> Self {
        let surroundings = Surroundings::of(|name| std::env::var_os(name));
        let copiers = choose::copiers(commands.copy.as_deref(), &surroundings);
        Self {
            surroundings,
            commands,
            copier: Copier::new(copiers, outbox.clone()),
            outbox,
            foreground: None,
            held: Vec::new(),
        }
    }

    /// Give `text` to the clipboard of the terminal, and to that of the system if one can be reached.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn copy(&mut self, session: &Session, text: String) -> io::Result<()> {
        session.copy(&text)?;
        self.copier.copy(text);
        Ok(())
    }

    /// Show `page` in the browser.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn browse(&mut self, session: &mut Session, page: &Page) -> io::Result<()> {
        let target = match page {
            Page::Web(address) => OsString::from(address.as_str()),
            Page::File(path) => path.clone().into_os_string(),
        };
        let shown = page.shown();
        let browsers = choose::browsers(self.commands.browser.as_deref(), &self.surroundings);
        for Browser { words, terminal } in browsers {
            let Some(mut command) = choose::command(&words, &target) else {
                continue;
            };
            let program = Name::of(command.get_program());
            let started = if terminal {
                let told = format!("{program} showed {shown}");
                self.lend(session, command, None, told)?
            } else {
                detached::start(&mut command, &program, self.outbox.clone())
            };
            match started {
                Ok(()) if terminal => {}
                Ok(()) => self.say(Event::Done(format!("opened {shown} in the browser"))),
                Err(why) if why.kind() == io::ErrorKind::NotFound => continue,
                Err(why) => self.say(Event::Failed(format!(
                    "{program} did not start: {}",
                    reason(&why)
                ))),
            }
            return Ok(());
        }
        if let (true, Page::Web(address)) = (self.surroundings.far, page) {
            self.say(Event::Done(format!("no browser here: copied {shown}")));
            return self.copy(session, address.as_str().to_owned());
        }
        let sentence = "no browser was found: set BROWSER to the command of one";
        self.say(Event::Failed(sentence.to_owned()));
        Ok(())
    }

    /// Give text to a command, which has the terminal until it ends.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn pipe(&mut self, session: &mut Session, piped: Piped) -> io::Result<()> {
        let Piped {
            command,
            text,
            what,
        } = piped;
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(&command);
        let told = format!("gave {what}, to {}", Name::of(&command));
        if let Err(why) = self.lend(session, shell, Some(text), told)? {
            self.say(Event::Failed(format!("no shell: {}", reason(&why))));
        }
        Ok(())
    }

    /// Let `command` have the terminal, and `text` as its input if there is one; `told` is said when it has ended well.
    /// Whether it has been started.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn lend(
        &mut self,
        session: &mut Session,
        command: Command,
        text: Option<String>,
        told: String,
    ) -> io::Result<io::Result<()>> {
        session.lend();
        match Foreground::start(command, text, told, self.outbox.clone()) {
            Ok(foreground) => {
                self.foreground = Some(foreground);
                Ok(Ok(()))
            }
            Err(why) => {
                session.take_back()?;
                Ok(Err(why))
            }
        }
    }

    /// Hold back `event` if it was meant for the reader and the terminal is lent; else it is given back.
    pub(super) fn hold(&mut self, session: &Session, event: Event) -> Option<Event> {
        let typed = matches!(
            event,
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::Again { .. }
        );
        if typed && session.is_lent() {
            self.held.push(event);
            return None;
        }
        Some(event)
    }

    /// The program that had the terminal has ended: what was held back comes before what is typed from now on.
    pub(super) fn back(&mut self) {
        self.foreground = None;
        for event in self.held.drain(..) {
            let _ = self.outbox.send(Message::Event(event));
        }
    }

    /// The reader ends: so does a program that has the terminal.
    pub(super) fn end(&mut self) {
        if let Some(foreground) = self.foreground.take() {
            foreground.end();
        }
    }

    /// Wait until what is being copied is; the terminal is the shell's already.
    pub(super) fn finish(&mut self) {
        self.copier.end();
    }

    fn say(&self, event: Event) {
        let _ = self.outbox.send(Message::Event(event));
    }
}

/// The system's reason, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    Name::of(words.to_lowercase()).to_string()
}
