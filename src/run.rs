//! The main loop: passes events to the program, carries out the effects it asks for, and draws frames.
//!
//! All messages come through one channel with three kinds of sender: the input thread, the signal thread and background
//! jobs. The thread that draws waits only for the next message, a burst of messages costs a single frame, and an idle
//! program uses no CPU time. The state of the user interface belongs to the [`Program`].

mod analyse;
mod effects;
mod external;
mod failpoints;
mod feeds;
mod follow;
mod history_shelf;
mod jobs;
mod kept_text;
mod key_pause;
mod library_decisions;
mod library_questions;
mod library_shelf;
mod library_words;
mod load_job;
mod open_article;
mod pages;
mod picture_job;
mod position;
mod reader;
mod saver;
mod terminal_options;

pub use feeds::known_feeds;
pub use load_job::LoadTarget;
pub use reader::run_reader;
pub use terminal_options::TerminalOptions;

use crate::app::Event;
use crate::app::effect::Effect;
use crate::app::links::ScreenLink;
use crate::app::pictures::ScreenPicture;
use crate::app::reading::history::HistorySnapshot;
use crate::error::Error;
use crate::library::{INTRODUCTION, Library};
use crate::store::{FeedStore, History, Store};
use crate::terminal::signals::{self, HANGUP, Signal};
use crate::terminal::{self, FrameExtras, Session, SessionOptions, input};
use effects::{Services, apply_effect};
use external::ExternalCommands;
use jobs::Jobs;
use key_pause::KeyPause;
use ratatui::buffer::Buffer;
use reader::InitialContent;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// The most messages handled before a frame is drawn, so that a flood of messages does not freeze the screen.
const MAX_BURST: usize = 512;

/// The time between two steps of a smooth movement: most terminals show 60 frames per second.
const STEP: Duration = Duration::from_millis(16);

/// An interactive program that the main loop runs on the terminal.
pub trait Program {
    /// Called once, when the first frame is on the screen.
    fn after_first_frame(&mut self);

    /// Updates the state; returns the effects to carry out.
    fn update(&mut self, event: Event) -> Vec<Effect>;

    /// Draws the whole frame.
    fn draw(&self, frame: &mut Buffer);

    /// The links on the frame.
    fn links(&self) -> Vec<ScreenLink>;

    /// The picture on the frame.
    fn picture(&self) -> Option<ScreenPicture>;

    /// Whether a movement goes on whose next step is due a sixtieth of a second after the last.
    fn is_moving(&self) -> bool;

    /// Whether anything has changed since the last call, so that a frame must be drawn.
    fn take_changed(&mut self) -> bool;

    /// Whether it waits for a key, so that it needs to know when none follows for a moment.
    fn awaits_key(&self) -> bool;

    /// What to save in the history about the open article; `None` if there is none.
    fn history_snapshot(&self) -> Option<HistorySnapshot>;

    /// The search history, latest last.
    fn searches(&self) -> &[String];
}

/// Where the reader keeps what outlives it.
#[derive(Debug, Clone)]
pub struct Stores {
    /// The user's corrections.
    pub corrections: Arc<Store>,
    /// Reading positions, bookmarks and searches.
    pub history: Arc<History>,
    /// The feeds that were opened.
    pub feeds: Arc<FeedStore>,
    /// The articles read, with their people and countries.
    pub library: Arc<Library>,
}

/// A message to the main loop.
enum Message {
    /// From the terminal, or from a job that cannot be cancelled.
    Event(Event),
    /// From the operating system.
    Signal(Signal),
    /// From a background job; ignored once the job is cancelled.
    Job(CancelToken, Event),
    /// The program that had the terminal has ended; the event says how.
    CommandEnded(Event),
}

/// Identifies a background job, and cancels it. Shared by the job and the code that started it.
#[derive(Debug, Clone, Default)]
struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Cancels the job: messages that it has sent or will send are ignored.
    fn cancel(&self) {
        self.0.store(true, Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// Whether both belong to the same job.
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Runs `program` on the terminal and returns the exit code. In the background, the rest of `initial` is loaded, or `target`
/// if there is nothing to begin with. The terminal is restored in every case.
///
/// # Errors
/// If there is no terminal, or it cannot show the reader; nothing has been written to it then.
fn run_program(
    program: &mut impl Program,
    initial: InitialContent,
    target: LoadTarget,
    stores: Stores,
    options: TerminalOptions,
) -> Result<u8, Error> {
    let (outbox, inbox) = mpsc::channel();
    let mut session = open_terminal(&outbox, options.session()).map_err(|error| {
        Error::Other(format!(
            "cannot use this terminal: {error}; use --plain to print the article"
        ))
    })?;
    let follows_file = options.follows_file;
    let external = ExternalCommands::new(options.commands, outbox.clone());
    let jobs = Jobs::new(target, stores, outbox, follows_file);
    let mut services = Services { jobs, external };
    let code = event_loop(program, &mut session, &mut services, initial, &inbox);
    // However the loop ended, the reading position is saved.
    save_history(program, &mut services.jobs);
    services.external.terminate_command();
    let is_introduced = services.jobs.shut_down();
    session.leave();
    // Said where it can be read at leisure. If it cannot be written, there is no other place for it.
    let report = |sentence: &str| drop(writeln!(io::stderr().lock(), "byline: {sentence}"));
    // What could not be saved at the end has no screen any more.
    unsaved(&inbox).for_each(|sentence| report(&sentence));
    if is_introduced {
        report(INTRODUCTION);
    }
    services.external.finish_copying();
    failpoints::slow_exit();
    match code {
        Ok(code) => Ok(code),
        // The terminal is gone, so no message can be shown; unwinding would try to.
        Err(_) => std::process::exit(128 + HANGUP),
    }
}

/// Takes the terminal and starts the input and signal threads. Signals are caught first, so that none can interrupt while
/// the terminal's modes are only partly set.
fn open_terminal(outbox: &Sender<Message>, options: SessionOptions) -> io::Result<Session> {
    let caught = signals::catch()?;
    let session = Session::start(options, &caught)?;
    let keys = outbox.clone();
    let lost = outbox.clone();
    input::listen(
        session.input_lock(),
        session.query(),
        move |event| keys.send(Message::Event(event)).is_ok(),
        move || drop(lost.send(Message::Signal(Signal::End(HANGUP)))),
    )?;
    let signals = outbox.clone();
    caught.deliver(
        move |signal| signals.send(Message::Signal(signal)).is_ok(),
        session.emergency_exit(),
    )?;
    Ok(session)
}

/// Handles messages and draws frames until the program quits; returns the exit code. An error means that the terminal is
/// gone.
fn event_loop(
    program: &mut impl Program,
    session: &mut Session,
    services: &mut Services,
    initial: InitialContent,
    inbox: &Receiver<Message>,
) -> io::Result<u8> {
    let mut redraw = false;
    let mut key_pause = KeyPause::default();
    // The size may have changed since the program's state was created.
    program.update(resize_event());
    draw(program, session)?;
    program.after_first_frame();
    session.ask()?;
    // Only now, so that no thread takes a core from the first frame.
    services.jobs.begin(initial, program.searches());
    // Record that the article was opened, once it is on the screen.
    save_history(program, &mut services.jobs);
    loop {
        if program.take_changed() || redraw {
            draw(program, session)?;
        }
        redraw = false;
        services
            .jobs
            .note_position(program.history_snapshot().as_ref());
        let mut first = services.jobs.take_released();
        if first.is_empty() {
            let step = program.is_moving().then_some(STEP);
            let until_pause = key_pause.remaining(program.awaits_key());
            let until_save = services.jobs.time_until_save();
            let waits = until_save.into_iter().chain(until_pause);
            match next_message(inbox, step.or_else(|| waits.min())) {
                Ok(message) => first.push(message),
                Err(RecvTimeoutError::Timeout) if step.is_some() => {
                    first.push(Message::Event(Event::NextStep));
                }
                Err(RecvTimeoutError::Timeout) if key_pause.is_over() => {
                    program.update(Event::KeyPause);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {
                    save_history(program, &mut services.jobs);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
        for message in first.into_iter().chain(inbox.try_iter().take(MAX_BURST)) {
            match handle_message(program, session, services, message)? {
                ControlFlow::Continue(must_redraw) => redraw |= must_redraw,
                ControlFlow::Break(code) => return Ok(code),
            }
            // These come first, so that a job's events stay in order.
            if services.jobs.has_released() {
                break;
            }
        }
    }
}

/// The sentences about what could not be saved, of those messages that were not shown.
fn unsaved(inbox: &Receiver<Message>) -> impl Iterator<Item = String> + '_ {
    inbox.try_iter().filter_map(|message| match message {
        Message::Event(Event::HistoryFailed(sentence) | Event::StoreFailed(sentence)) => {
            Some(sentence)
        }
        _ => None,
    })
}

/// Draws a frame.
fn draw(program: &impl Program, session: &mut Session) -> io::Result<()> {
    let extras = FrameExtras {
        links: || program.links(),
        picture: program.picture(),
    };
    session.draw(|frame| program.draw(frame), extras)
}

/// Saves the reading position and new searches in the history.
fn save_history(program: &impl Program, jobs: &mut Jobs) {
    jobs.save_position(program.history_snapshot());
    jobs.save_searches(program.searches());
}

/// Waits for the next message, for at most `timeout` if there is one.
fn next_message(
    inbox: &Receiver<Message>,
    timeout: Option<Duration>,
) -> Result<Message, RecvTimeoutError> {
    match timeout {
        Some(timeout) => inbox.recv_timeout(timeout),
        None => inbox.recv().map_err(RecvTimeoutError::from),
    }
}

/// Handles one message. Returns the exit code if the program quits, else whether a frame must be drawn even if the program
/// reports no change.
fn handle_message(
    program: &mut impl Program,
    session: &mut Session,
    services: &mut Services,
    message: Message,
) -> io::Result<ControlFlow<u8, bool>> {
    let event = match message {
        Message::Job(token, _) if token.is_cancelled() => return Ok(ControlFlow::Continue(false)),
        Message::Job(token, event) => {
            let Some(event) = services.jobs.hold_back(&token, event) else {
                return Ok(ControlFlow::Continue(false));
            };
            // The open article is about to be replaced.
            if matches!(event, Event::Loaded(_) | Event::FeedLoaded(_)) {
                save_history(program, &mut services.jobs);
            }
            services.jobs.note_event(&token, &event);
            event
        }
        Message::Event(event) => match services.external.defer_input(session, event) {
            Some(event) => event,
            None => return Ok(ControlFlow::Continue(false)),
        },
        Message::CommandEnded(event) => {
            services.external.end_command();
            session.resume_after_command()?;
            program.update(resize_event());
            event
        }
        Message::Signal(Signal::End(number)) => {
            // The effects are dropped, but the program can bring its state in order.
            program.update(Event::TerminationSignal(number));
            return end_on_signal(session, number);
        }
        // A signal that came just before the handoff no longer applies.
        Message::Signal(Signal::Stop | Signal::Continue) if session.is_handed_off() => {
            return Ok(ControlFlow::Continue(false));
        }
        Message::Signal(Signal::Stop) => {
            session.stop();
            return Ok(ControlFlow::Continue(false));
        }
        Message::Signal(Signal::Resize) => resize_event(),
        Message::Signal(Signal::Continue) => {
            session.resume()?;
            session.ask()?;
            // The window may have been resized while the process was stopped.
            program.update(resize_event());
            Event::Resumed
        }
    };
    let mut redraw = matches!(event, Event::Resize { .. } | Event::Resumed);
    let mut is_new_article = matches!(event, Event::Loaded(_) | Event::LoadedRest(_));
    failpoints::at_key(&event);
    for effect in program.update(event) {
        is_new_article |= matches!(effect, Effect::ShowPage(_));
        match apply_effect(session, services, effect)? {
            ControlFlow::Continue(must_redraw) => redraw |= must_redraw,
            quit @ ControlFlow::Break(_) => return Ok(quit),
        }
    }
    services.jobs.pages().drop_replaced();
    if is_new_article {
        save_history(program, &mut services.jobs);
    }
    Ok(ControlFlow::Continue(redraw))
}

/// An event with the current size of the terminal.
fn resize_event() -> Event {
    let size = terminal::size();
    Event::Resize {
        width: size.columns,
        height: size.rows,
    }
}

/// Ends the program because of a signal; the exit code is 128 plus its number, as in shells.
fn end_on_signal(session: &Session, number: i32) -> io::Result<ControlFlow<u8, bool>> {
    if number == HANGUP {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    session.leave();
    Ok(ControlFlow::Break(u8::try_from(128 + number).unwrap_or(1)))
}
