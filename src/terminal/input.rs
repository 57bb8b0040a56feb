//! Keys, pastes and mouse from the terminal, in the program's own words.
//!
//! Owns the thread that reads the terminal; it alone knows crossterm's events. Promises one event for every key pressed,
//! in order, whatever standard input is, and that it reads only while the gate is open. Never decides what a key does.

use super::gate::Gate;
use crate::app::key::{Code, Key};
use crate::app::{Event, Mouse, MouseKind};
use crossterm::event::{
    self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use filedescriptor::{POLLERR, POLLHUP, POLLIN, poll, pollfd};
use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsRawFd, RawFd};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long one look for more waits. Not zero: crossterm overlooks what it has read already when the time is up before
/// it looks (crossterm-rs/crossterm#839).
const SOON: Duration = Duration::from_millis(1);

/// How soon the button must go down again to count with the time before.
const AGAIN: Duration = Duration::from_millis(400);

/// How often that is counted.
const MOST_CLICKS: u8 = 3;

/// How many looks must find nothing. On a busy machine the time of one may be up before it begins, and a key that has
/// been read would lie until the next is pressed.
const LOOKS: usize = 3;

/// Call `deliver` with every event, on a thread of its own, until it says that nobody listens; call `lost` when the
/// terminal can no longer be read. Nothing is read while `gate` is closed.
///
/// # Errors
/// If there is no terminal to read, or no thread can be started.
pub(crate) fn listen(
    gate: Arc<Gate>,
    deliver: impl Fn(Event) -> bool + Send + 'static,
    lost: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    let keyboard = Keyboard::open()?;
    let mut clicks = Clicks::default();
    let read = move || {
        while keyboard.wait().is_ok() {
            match gate.pass(|| drain(&gate, &mut clicks, &deliver)) {
                Ok(true) => {}
                Ok(false) => return,
                Err(_) => break,
            }
        }
        lost();
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(read)
        .map(drop)
}

/// Where crossterm reads: standard input if that is a terminal, else the one this process belongs to.
enum Keyboard {
    Input(io::Stdin),
    Tty(File),
}

impl Keyboard {
    fn open() -> io::Result<Self> {
        let input = io::stdin();
        if input.is_terminal() {
            Ok(Self::Input(input))
        } else {
            File::open("/dev/tty").map(Self::Tty)
        }
    }

    fn descriptor(&self) -> RawFd {
        match self {
            Self::Input(input) => input.as_raw_fd(),
            Self::Tty(tty) => tty.as_raw_fd(),
        }
    }

    /// Wait until there is something to read, without reading it. crossterm cannot: its waiting takes the bytes.
    fn wait(&self) -> io::Result<()> {
        let mut watched = [pollfd {
            fd: self.descriptor(),
            events: POLLIN,
            revents: 0,
        }];
        loop {
            match poll(&mut watched, None) {
                Err(filedescriptor::Error::Poll(why))
                    if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(io::Error::other(why)),
                Ok(_) => break,
            }
        }
        let gone = POLLHUP | POLLERR;
        if watched.iter().any(|one| one.revents & gone != 0) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        Ok(())
    }
}

/// Deliver what has come, as long as the gate stays open; whether anybody still listens.
fn drain(gate: &Gate, clicks: &mut Clicks, deliver: &impl Fn(Event) -> bool) -> io::Result<bool> {
    let mut empty = 0;
    while gate.is_open() && empty < LOOKS {
        if !event::poll(SOON)? {
            empty += 1;
            continue;
        }
        empty = 0;
        if let Some(event) = translate(event::read()?)
            && !deliver(clicks.count(event, Instant::now()))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(pressed) if pressed.kind != KeyEventKind::Release => {
            key(pressed).map(Event::Key)
        }
        event::Event::Mouse(mouse) => self::mouse(mouse).map(Event::Mouse),
        event::Event::Paste(text) => Some(Event::Paste(pasted(&text))),
        // The signal tells the size, also before this thread first listens.
        event::Event::Resize(..)
        | event::Event::Key(_)
        | event::Event::FocusGained
        | event::Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let shift = held(KeyModifiers::SHIFT);
    let ctrl = held(KeyModifiers::CONTROL);
    let alt = held(KeyModifiers::ALT) || held(KeyModifiers::META);
    let code = match event.code {
        KeyCode::Char(c) if ctrl => return Some(Key { alt, ..control(c) }),
        KeyCode::Char(c) => Code::Char(if shift { upper(c) } else { c }),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        KeyCode::Insert
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    Some(Key { code, ctrl, alt })
}

/// Control and `c`, as the keyboard means it: terminals send the same byte for some pairs of keys.
fn control(c: char) -> Key {
    match c.to_ascii_lowercase() {
        // Many terminals send this byte for Backspace, and this one for Enter.
        'h' => Key::plain(Code::Backspace),
        'j' | 'm' => Key::plain(Code::Enter),
        // What crossterm makes of the bytes of ctrl-\ ctrl-] ctrl-^ ctrl-_.
        '4' => Key::ctrl('\\'),
        '5' => Key::ctrl(']'),
        '6' => Key::ctrl('^'),
        '7' => Key::ctrl('_'),
        c => Key::ctrl(c),
    }
}

/// `c` with shift held; as it is where that is no single character.
fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Pasted text without control characters; terminals send line ends as carriage returns.
fn pasted(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse {
        x: event.column,
        y: event.row,
        what,
    })
}

/// How often the button has gone down at the same cell, one time soon after the other.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Mouse, Instant)>,
    times: u8,
}

impl Clicks {
    /// `event`, which came at `now`: a press, if it is one that counts with the one before, as that.
    fn count(&mut self, event: Event, now: Instant) -> Event {
        let Event::Mouse(mouse) = event else {
            return event;
        };
        match mouse.what {
            MouseKind::Press => {}
            MouseKind::Release => return event,
            // Whoever drags or scrolls between two presses means two.
            MouseKind::Drag | MouseKind::WheelUp | MouseKind::WheelDown => {
                self.last = None;
                return event;
            }
        }
        let again = self.last.replace((mouse, now)).is_some_and(|(before, at)| {
            before == mouse && now.saturating_duration_since(at) <= AGAIN
        });
        self.times = if again && self.times < MOST_CLICKS {
            self.times + 1
        } else {
            1
        };
        let times = self.times;
        match times {
            1 => event,
            _ => Event::Again { mouse, times },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    /// Protects: a key is called here what the table of commands calls it.
    #[test]
    fn keys_are_named_as_the_table_names_them() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        const ALT: KeyModifiers = KeyModifiers::ALT;
        for (code, modifiers, name) in [
            (KeyCode::Char('j'), NONE, "j"),
            (KeyCode::Char('G'), SHIFT, "G"),
            (KeyCode::Char('g'), SHIFT, "G"),
            (KeyCode::Char('ß'), SHIFT, "ß"),
            (KeyCode::Char('?'), SHIFT, "?"),
            (KeyCode::Char(' '), NONE, "space"),
            (KeyCode::Char('-'), NONE, "-"),
            (KeyCode::Char('c'), CTRL, "ctrl-c"),
            (KeyCode::Char('z'), CTRL, "ctrl-z"),
            (KeyCode::Char('L'), CTRL | SHIFT, "ctrl-l"),
            (KeyCode::Char('h'), CTRL, "backspace"),
            (KeyCode::Char('j'), CTRL, "enter"),
            (KeyCode::Char('7'), CTRL, "ctrl-_"),
            (KeyCode::Char('x'), CTRL | ALT, "ctrl-alt-x"),
            (KeyCode::Backspace, NONE, "backspace"),
            (KeyCode::BackTab, SHIFT, "shift-tab"),
            (KeyCode::Tab, SHIFT, "shift-tab"),
            (KeyCode::Left, ALT, "alt-left"),
            (KeyCode::Down, SHIFT, "down"),
            (KeyCode::F(1), NONE, "f1"),
        ] {
            assert_eq!(named(code, modifiers).as_deref(), Some(name));
        }
        assert_eq!(named(KeyCode::Insert, NONE), None);
    }

    /// Protects: letting a key go does nothing, on terminals that report it.
    #[test]
    fn only_presses_count() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert!(translate(event::Event::Key(event)).is_some());
        event.kind = KeyEventKind::Release;
        assert!(translate(event::Event::Key(event)).is_none());
    }

    /// Protects: two presses at one cell are a double click if they come one soon after the other, and nothing else is.
    #[test]
    fn presses_at_one_cell_are_counted() {
        let start = Instant::now();
        let mut clicks = Clicks::default();
        let mut press = |x: u16, what: MouseKind, after: u64| {
            let event = Event::Mouse(Mouse { x, y: 1, what });
            match clicks.count(event, start + Duration::from_millis(after)) {
                Event::Again { times, .. } => times,
                _ => 1,
            }
        };
        for (x, what, after, times) in [
            (5, MouseKind::Press, 0, 1),
            (5, MouseKind::Release, 50, 1),
            (5, MouseKind::Press, 300, 2),
            (5, MouseKind::Press, 600, 3),
            (5, MouseKind::Press, 700, 1),
            (6, MouseKind::Press, 800, 1),
            (6, MouseKind::Press, 1_300, 1),
            (6, MouseKind::Drag, 1_400, 1),
            (6, MouseKind::Press, 1_500, 1),
        ] {
            assert_eq!(press(x, what, after), times, "{x} {what:?} {after}");
        }
    }

    /// Protects: what is pasted carries no control character, and its lines stay lines.
    #[test]
    fn pasted_text_is_clean() {
        assert_eq!(pasted("a\rb\r\nc\x1b[31m\td"), "a\nb\nc[31m\td");
    }
}
