//! Runs external commands for the reader: clipboard programs, browsers, and commands that text is piped to.
//!
//! This module starts the programs and reports how they ended. The thread that draws waits for none of them. A URL is only
//! ever passed as an argument and text only ever as input, so no shell interprets either. A program that needs the terminal
//! gets it for itself; afterwards the reader takes it back.

mod choose;
mod copy;
mod detached;
mod foreground;

use super::Message;
use crate::app::Event;
use crate::app::effect::PipeRequest;
use crate::document::BrowseTarget;
use crate::error::SafeText;
use crate::options::CommandOptions;
use crate::terminal::Session;
use choose::{BrowserCommand, DesktopEnvironment};
use copy::Copier;
use foreground::Foreground;
use std::ffi::OsString;
use std::io;
use std::process::Command;
use std::sync::mpsc::Sender;

/// The external programs that are running, and what is needed to start others.
pub(super) struct ExternalCommands {
    environment: DesktopEnvironment,
    overrides: CommandOptions,
    copier: Copier,
    outbox: Sender<Message>,
    /// The program that has the terminal.
    foreground: Option<Foreground>,
    /// Input that was read before the handoff but arrives during it, to be handled once the terminal is back.
    pending_input: Vec<Event>,
}

impl ExternalCommands {
    /// Chooses the clipboard programs; starts nothing.
    pub(super) fn new(overrides: CommandOptions, outbox: Sender<Message>) -> Self {
        let environment = DesktopEnvironment::detect(|name| std::env::var_os(name));
        let copy_commands = choose::copy_commands(overrides.copy.as_deref(), &environment);
        Self {
            environment,
            overrides,
            copier: Copier::new(copy_commands, outbox.clone()),
            outbox,
            foreground: None,
            pending_input: Vec::new(),
        }
    }

    /// Copies `text` to the terminal's clipboard, and to the system's if there is a program for it.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn copy(&mut self, session: &Session, text: String) -> io::Result<()> {
        session.copy(&text)?;
        self.copier.copy(text);
        Ok(())
    }

    /// Opens `target` in the browser.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn browse(
        &mut self,
        session: &mut Session,
        target: &BrowseTarget,
    ) -> io::Result<()> {
        let argument = match target {
            BrowseTarget::Web(url) => OsString::from(url.without_shell_characters()),
            BrowseTarget::File(path) => path.clone().into_os_string(),
        };
        let shown = target.display_text();
        let browsers =
            choose::browser_commands(self.overrides.browser.as_deref(), &self.environment);
        for BrowserCommand {
            argv,
            needs_terminal,
        } in browsers
        {
            let Some(mut command) = choose::build_command(&argv, &argument) else {
                continue;
            };
            let program = SafeText::new(command.get_program());
            let started = if needs_terminal {
                let success = format!("Opened {shown} in {program}");
                self.run_in_foreground(session, command, None, success)?
            } else {
                detached::start(&mut command, &program, self.outbox.clone())
            };
            match started {
                Ok(()) if needs_terminal => {}
                Ok(()) => self.send(Event::Finished(format!("Opened {shown} in the browser"))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => self.send(Event::Failed(format!(
                    "Cannot start {program}: {}",
                    error_reason(&error)
                ))),
            }
            return Ok(());
        }
        if let (true, BrowseTarget::Web(url)) = (self.environment.remote, target) {
            self.send(Event::Finished(format!(
                "No browser on this machine: copied {shown}"
            )));
            return self.copy(session, url.as_str().to_owned());
        }
        let sentence = "No browser found: set BROWSER, or browser in the configuration";
        self.send(Event::Failed(sentence.to_owned()));
        Ok(())
    }

    /// Pipes text to a shell command, which has the terminal until it ends.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn pipe(&mut self, session: &mut Session, request: PipeRequest) -> io::Result<()> {
        let PipeRequest {
            command,
            text,
            description,
        } = request;
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(&command);
        let success = format!("Piped {description}, to {}", SafeText::new(&command));
        if let Err(error) = self.run_in_foreground(session, shell, Some(text), success)? {
            self.send(Event::Failed(format!(
                "Cannot start /bin/sh: {}",
                error_reason(&error)
            )));
        }
        Ok(())
    }

    /// Hands the terminal to `command`, with `text` as its input if there is one; `success` is the message for when it has
    /// ended well. The inner result says whether the command could be started.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn run_in_foreground(
        &mut self,
        session: &mut Session,
        command: Command,
        text: Option<String>,
        success: String,
    ) -> io::Result<io::Result<()>> {
        session.suspend_for_command();
        match Foreground::start(command, text, success, self.outbox.clone()) {
            Ok(foreground) => {
                self.foreground = Some(foreground);
                Ok(Ok(()))
            }
            Err(error) => {
                session.resume_after_command()?;
                Ok(Err(error))
            }
        }
    }

    /// Keeps `event` for later if it is input and another program has the terminal; otherwise returns it.
    pub(super) fn defer_input(&mut self, session: &Session, event: Event) -> Option<Event> {
        let is_input = matches!(
            event,
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::MultiClick { .. }
        );
        if is_input && session.is_handed_off() {
            self.pending_input.push(event);
            return None;
        }
        Some(event)
    }

    /// Called when the program that had the terminal has ended: delivers the pending input before anything typed later.
    pub(super) fn end_command(&mut self) {
        self.foreground = None;
        for event in self.pending_input.drain(..) {
            let _ = self.outbox.send(Message::Event(event));
        }
    }

    /// Terminates the program that has the terminal, if any, because byline is ending.
    pub(super) fn terminate_command(&mut self) {
        if let Some(foreground) = self.foreground.take() {
            foreground.terminate();
        }
    }

    /// Waits until everything is copied; the terminal belongs to the shell by now.
    pub(super) fn finish_copying(&mut self) {
        self.copier.finish();
    }

    fn send(&self, event: Event) {
        let _ = self.outbox.send(Message::Event(event));
    }
}

/// The system's error message in lower case, without the error number.
fn error_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    SafeText::new(words.to_lowercase()).to_string()
}
