//! The loop: what happened goes into the program, what it decides is done, and what it shows is drawn.
//!
//! Owns the one channel and its three producers (keys, signals, work in the background). Promises that the thread which
//! draws never waits for anything but the next message, that a burst of messages costs one frame, and that an idle program
//! does nothing at all. Holds no state of the reader: that is the [`Program`]'s.

mod analyse;
mod jobs;
mod keep;
mod outward;
mod reader;
mod sitting;

pub use outward::Commands;
pub use reader::read;

use crate::app::Event;
use crate::app::effect::Effect;
use crate::app::memory::Memory;
use crate::error::Error;
use crate::load::{self, Source};
use crate::store::{History, Store};
use crate::terminal::signals::{self, HANGUP, Signal};
use crate::terminal::{self, Session, input};
use jobs::{Jobs, Start};
use keep::Order;
use outward::Outward;
use ratatui::Frame;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// How many messages are taken before a frame is drawn, though more may wait: so that a flood does not freeze the screen.
const BURST: usize = 512;

/// What runs on the terminal.
pub trait Program {
    /// Take in what happened; returns what the outside must do.
    fn update(&mut self, event: Event) -> Vec<Effect>;

    /// Show everything.
    fn draw(&self, frame: &mut Frame<'_>);

    /// Whether anything has changed since this was last asked, so that a frame is due.
    fn changed(&mut self) -> bool;

    /// What is to be remembered of the article that is open.
    fn memory(&self) -> Option<Memory>;

    /// What was searched for, the latest last.
    fn searches(&self) -> &[String];
}

/// What reaches the loop.
enum Message {
    /// From the terminal.
    Event(Event),
    /// From the system.
    Signal(Signal),
    /// From work in the background; void once the work is called off.
    Work(Ticket, Event),
    /// From a program that had the terminal and has ended.
    Back(Event),
}

/// Names one piece of work in the background; shared by whoever does it and whoever may call it off.
#[derive(Debug, Clone, Default)]
struct Ticket(Arc<AtomicBool>);

impl Ticket {
    /// Make void what the work has sent and what it will send.
    fn call_off(&self) {
        self.0.store(true, Relaxed);
    }

    fn is_void(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// Whether both name the same work.
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Run `program` on the terminal, while in the background `start` is read to its end, or `source` opened if there is nothing
/// to start with; with `mouse`, wheel and clicks are reported; `commands` are the ways out. Returns the exit code. The terminal is given back in every
/// case.
///
/// # Errors
/// If there is no terminal, or one that cannot show the reader; nothing has been written to it then.
fn run(
    program: &mut impl Program,
    start: Start,
    (source, options, kept): (Source, load::Options, (Store, Arc<History>)),
    (mouse, commands): (bool, Commands),
) -> Result<u8, Error> {
    let (outbox, inbox) = mpsc::channel();
    let mut session = open(&outbox, mouse).map_err(|why| {
        Error::Other(format!(
            "cannot use this terminal: {why}; --plain prints the article instead"
        ))
    })?;
    let outward = Outward::new(commands, outbox.clone());
    let jobs = Jobs::new(source, options, kept, outbox);
    let mut outside = Outside { jobs, outward };
    outside.jobs.begin(start, program.searches());
    let code = drive(program, &mut session, &mut outside, &inbox);
    // However it ends: the reader comes back to this place.
    remember(program, &mut outside.jobs);
    outside.outward.end();
    outside.jobs.end();
    session.leave();
    outside.outward.finish();
    linger_on_purpose();
    match code {
        Ok(code) => Ok(code),
        // The terminal is gone: there is nobody to tell, and unwinding would try.
        Err(_) => std::process::exit(128 + HANGUP),
    }
}

/// What does what the program wants done.
struct Outside {
    /// In the background.
    jobs: Jobs,
    /// Through other programs.
    outward: Outward,
}

/// Take the terminal and start what listens to it. Signals first: one that comes meanwhile must not find half a terminal.
fn open(outbox: &Sender<Message>, mouse: bool) -> io::Result<Session> {
    let caught = signals::catch()?;
    let session = Session::start(mouse, &caught)?;
    let keys = outbox.clone();
    let lost = outbox.clone();
    input::listen(
        session.gate(),
        move |event| keys.send(Message::Event(event)).is_ok(),
        move || drop(lost.send(Message::Signal(Signal::End(HANGUP)))),
    )?;
    let signals = outbox.clone();
    caught.deliver(
        move |signal| signals.send(Message::Signal(signal)).is_ok(),
        session.leaver(),
    )?;
    Ok(session)
}

/// Turn messages into changes and changes into frames until the program quits. An error means that the terminal is gone.
fn drive(
    program: &mut impl Program,
    session: &mut Session,
    outside: &mut Outside,
    inbox: &Receiver<Message>,
) -> io::Result<u8> {
    let mut due = false;
    // It may have changed since the program was made.
    program.update(size());
    session.draw(|frame| program.draw(frame))?;
    // That it was opened, once it is on the screen.
    remember(program, &mut outside.jobs);
    loop {
        if program.changed() || due {
            session.draw(|frame| program.draw(frame))?;
        }
        due = false;
        outside.jobs.pace(program.memory().as_ref());
        let first = match next(inbox, outside.jobs.wait()) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                remember(program, &mut outside.jobs);
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(0),
        };
        for message in std::iter::once(first).chain(inbox.try_iter().take(BURST)) {
            match take(program, session, outside, message)? {
                ControlFlow::Continue(repaint) => due |= repaint,
                ControlFlow::Break(code) => return Ok(code),
            }
        }
    }
}

/// Have written down where the reader is.
fn remember(program: &impl Program, jobs: &mut Jobs) {
    jobs.remember(program.memory());
    jobs.searched(program.searches());
}

/// The next message, if it comes within `wait`.
fn next(inbox: &Receiver<Message>, wait: Option<Duration>) -> Result<Message, RecvTimeoutError> {
    match wait {
        Some(wait) => inbox.recv_timeout(wait),
        None => inbox.recv().map_err(RecvTimeoutError::from),
    }
}

/// Take one message; the exit code, or whether a frame is due whatever the program says.
fn take(
    program: &mut impl Program,
    session: &mut Session,
    outside: &mut Outside,
    message: Message,
) -> io::Result<ControlFlow<u8, bool>> {
    let event = match message {
        Message::Work(ticket, _) if ticket.is_void() => return Ok(ControlFlow::Continue(false)),
        Message::Work(ticket, event) => {
            // What is open may be about to make room.
            if matches!(event, Event::Opened(_) | Event::Listed(_)) {
                remember(program, &mut outside.jobs);
            }
            outside.jobs.note(&ticket, &event);
            event
        }
        Message::Event(event) => match outside.outward.hold(session, event) {
            Some(event) => event,
            None => return Ok(ControlFlow::Continue(false)),
        },
        Message::Back(told) => {
            outside.outward.back();
            session.take_back()?;
            program.update(size());
            told
        }
        Message::Signal(Signal::End(number)) => {
            // What it still wants done is not: but it may put its own house in order.
            program.update(Event::Terminate(number));
            return end(session, number);
        }
        // What came just before the terminal was lent is of no more concern.
        Message::Signal(Signal::Stop | Signal::Continue) if session.is_lent() => {
            return Ok(ControlFlow::Continue(false));
        }
        Message::Signal(Signal::Stop) => {
            session.stop();
            return Ok(ControlFlow::Continue(false));
        }
        Message::Signal(Signal::Resize) => size(),
        Message::Signal(Signal::Continue) => {
            session.resume()?;
            // The window may have changed while the program stood still.
            program.update(size());
            Event::Resumed
        }
    };
    let mut due = matches!(event, Event::Resize { .. } | Event::Resumed);
    let new = matches!(event, Event::Opened(_) | Event::Grown(_));
    fail_on_purpose(&event);
    for effect in program.update(event) {
        match obey(session, outside, effect)? {
            ControlFlow::Continue(repaint) => due |= repaint,
            quit @ ControlFlow::Break(_) => return Ok(quit),
        }
    }
    if new {
        remember(program, &mut outside.jobs);
    }
    Ok(ControlFlow::Continue(due))
}

/// Do what the program wants done; the exit code, or whether a frame is due whatever the program says.
fn obey(
    session: &mut Session,
    Outside { jobs, outward }: &mut Outside,
    effect: Effect,
) -> io::Result<ControlFlow<u8, bool>> {
    let mut due = false;
    match effect {
        Effect::Quit(code) => return Ok(ControlFlow::Break(code)),
        Effect::Open(wanted) => jobs.open(wanted),
        Effect::CallOff => jobs.call_off(),
        Effect::Copy(text) => outward.copy(session, text)?,
        Effect::Browse(page) => outward.browse(session, &page)?,
        Effect::Pipe(piped) => outward.pipe(session, piped)?,
        Effect::Recent => jobs.recent(),
        Effect::Search(order) => jobs.search(order),
        Effect::Keep(note) => jobs.keep(Order::Keep, note),
        Effect::Forget(note) => jobs.keep(Order::Forget, note),
        Effect::Suspend => session.ask_to_stop()?,
        Effect::Repaint => {
            session.repaint()?;
            due = true;
        }
        Effect::Mouse(on) => session.report_mouse(on)?,
    }
    Ok(ControlFlow::Continue(due))
}

/// How big the terminal is now.
fn size() -> Event {
    let (width, height) = terminal::size();
    Event::Resize { width, height }
}

/// End because of a signal.
fn end(session: &Session, number: i32) -> io::Result<ControlFlow<u8, bool>> {
    if number == HANGUP {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    session.leave();
    Ok(ControlFlow::Break(u8::try_from(128 + number).unwrap_or(1)))
}

/// Where the tests ask for it, fail at the first key as a mistake in the program would have it. Not in a release.
fn fail_on_purpose(event: &Event) {
    #[cfg(debug_assertions)]
    if matches!(event, Event::Key(_)) {
        panic_if_asked("ui");
        while is_failure_asked("stuck") {
            std::thread::park();
        }
    }
    #[cfg(not(debug_assertions))]
    let _ = event;
}

/// Where the tests ask for it, take long to end after the terminal has been given back. Not in a release.
fn linger_on_purpose() {
    #[cfg(debug_assertions)]
    if is_failure_asked("slow end") {
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
}

/// Panic if that is the failure the tests ask for. Not in a release.
#[cfg(debug_assertions)]
fn panic_if_asked(failure: &str) {
    assert!(!is_failure_asked(failure), "asked for by the tests");
}

#[cfg(debug_assertions)]
fn is_failure_asked(failure: &str) -> bool {
    std::env::var_os("BYLINE_TEST_FAILURE").is_some_and(|asked| asked == failure)
}
