//! Reads keys, pastes and mouse events from the terminal and translates them into the program's own events.
//!
//! A thread of its own reads the terminal; crossterm's events appear nowhere else. Every key press becomes one event, in
//! order, wherever standard input comes from. The thread reads only while the [`InputLock`] is unlocked. What a key does is
//! decided elsewhere.

use super::input_lock::InputLock;
use crate::app::key::{Key, KeyCode};
use crate::app::{Event, MouseEvent, MouseEventKind};
use crossterm::event::{
    self, KeyCode as TerminalKey, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
};
use filedescriptor::{POLLERR, POLLHUP, POLLIN, poll, pollfd};
use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsRawFd, RawFd};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long one poll waits. Not zero: if the timeout expires before crossterm looks, it misses events it has already read
/// (crossterm-rs/crossterm#839).
const POLL_TIMEOUT: Duration = Duration::from_millis(1);

/// The longest time between two presses that count as a double click.
const MULTI_CLICK_INTERVAL: Duration = Duration::from_millis(400);

/// The most presses that are counted together: a triple click.
const MAX_CLICKS: u8 = 3;

/// How many polls in a row must find nothing before the input counts as empty. On a busy machine the timeout of one poll
/// may expire before it looks, and a key already read would then wait until the next one is pressed.
const MAX_EMPTY_POLLS: usize = 3;

/// Starts a thread that calls `deliver` with every event until it returns false because the receiver is gone, and `lost`
/// when the terminal can no longer be read. Nothing is read while `lock` is locked.
///
/// # Errors
/// If there is no terminal to read, or the thread cannot be started.
pub(crate) fn listen(
    lock: Arc<InputLock>,
    deliver: impl Fn(Event) -> bool + Send + 'static,
    lost: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    let keyboard = Keyboard::open()?;
    let mut clicks = ClickCounter::default();
    let read = move || {
        while keyboard.wait().is_ok() {
            match lock.run_when_unlocked(|| drain(&lock, &mut clicks, &deliver)) {
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

/// What crossterm reads from: standard input if it is a terminal, else the controlling terminal of this process.
enum Keyboard {
    Stdin(io::Stdin),
    Tty(File),
}

impl Keyboard {
    fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            Ok(Self::Stdin(stdin))
        } else {
            File::open("/dev/tty").map(Self::Tty)
        }
    }

    fn descriptor(&self) -> RawFd {
        match self {
            Self::Stdin(stdin) => stdin.as_raw_fd(),
            Self::Tty(tty) => tty.as_raw_fd(),
        }
    }

    /// Waits until there is something to read, without reading it. crossterm cannot do this: its poll consumes the bytes.
    fn wait(&self) -> io::Result<()> {
        let mut watched = [pollfd {
            fd: self.descriptor(),
            events: POLLIN,
            revents: 0,
        }];
        loop {
            match poll(&mut watched, None) {
                Err(filedescriptor::Error::Poll(error))
                    if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(io::Error::other(error)),
                Ok(_) => break,
            }
        }
        let closed = POLLHUP | POLLERR;
        if watched.iter().any(|one| one.revents & closed != 0) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        Ok(())
    }
}

/// Delivers pending events while `lock` stays unlocked. Returns false once the receiver is gone.
fn drain(
    lock: &InputLock,
    clicks: &mut ClickCounter,
    deliver: &impl Fn(Event) -> bool,
) -> io::Result<bool> {
    let mut empty = 0;
    while lock.is_unlocked() && empty < MAX_EMPTY_POLLS {
        if !event::poll(POLL_TIMEOUT)? {
            empty += 1;
            continue;
        }
        empty = 0;
        if let Some(event) = translate(event::read()?)
            && !deliver(clicks.count_press(event, Instant::now()))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(pressed) if pressed.kind != KeyEventKind::Release => {
            translate_key(pressed).map(Event::Key)
        }
        event::Event::Mouse(mouse) => translate_mouse(mouse).map(Event::Mouse),
        event::Event::Paste(text) => Some(Event::Paste(clean_paste(&text))),
        // The size is taken from SIGWINCH, which also works before this thread starts.
        event::Event::Resize(..)
        | event::Event::Key(_)
        | event::Event::FocusGained
        | event::Event::FocusLost => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    let has = |modifier| event.modifiers.contains(modifier);
    let shift = has(KeyModifiers::SHIFT);
    let ctrl = has(KeyModifiers::CONTROL);
    let alt = has(KeyModifiers::ALT) || has(KeyModifiers::META);
    let code = match event.code {
        TerminalKey::Char(c) if ctrl => {
            return Some(Key {
                alt,
                ..translate_ctrl(c)
            });
        }
        TerminalKey::Char(c) => KeyCode::Char(if shift { to_uppercase(c) } else { c }),
        TerminalKey::Enter => KeyCode::Enter,
        TerminalKey::Esc => KeyCode::Esc,
        TerminalKey::Tab if shift => KeyCode::BackTab,
        TerminalKey::Tab => KeyCode::Tab,
        TerminalKey::BackTab => KeyCode::BackTab,
        TerminalKey::Backspace => KeyCode::Backspace,
        TerminalKey::Delete => KeyCode::Delete,
        TerminalKey::Up => KeyCode::Up,
        TerminalKey::Down => KeyCode::Down,
        TerminalKey::Left => KeyCode::Left,
        TerminalKey::Right => KeyCode::Right,
        TerminalKey::Home => KeyCode::Home,
        TerminalKey::End => KeyCode::End,
        TerminalKey::PageUp => KeyCode::PageUp,
        TerminalKey::PageDown => KeyCode::PageDown,
        TerminalKey::F(number) => KeyCode::F(number),
        TerminalKey::Insert
        | TerminalKey::Null
        | TerminalKey::CapsLock
        | TerminalKey::ScrollLock
        | TerminalKey::NumLock
        | TerminalKey::PrintScreen
        | TerminalKey::Pause
        | TerminalKey::Menu
        | TerminalKey::KeypadBegin
        | TerminalKey::Media(_)
        | TerminalKey::Modifier(_) => return None,
    };
    Some(Key { code, ctrl, alt })
}

/// The key meant by Ctrl and `c`: terminals send the same byte for some pairs of keys.
fn translate_ctrl(c: char) -> Key {
    match c.to_ascii_lowercase() {
        // Many terminals send Ctrl-H for Backspace, and Ctrl-J or Ctrl-M for Enter.
        'h' => Key::plain(KeyCode::Backspace),
        'j' | 'm' => Key::plain(KeyCode::Enter),
        // crossterm reports the bytes of Ctrl-\ Ctrl-] Ctrl-^ Ctrl-_ as Ctrl-4 to Ctrl-7.
        '4' => Key::ctrl('\\'),
        '5' => Key::ctrl(']'),
        '6' => Key::ctrl('^'),
        '7' => Key::ctrl('_'),
        c => Key::ctrl(c),
    }
}

/// `c` in upper case; unchanged if its upper case is not a single character.
fn to_uppercase(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Removes control characters from pasted text and turns carriage returns, which terminals send for line ends, into line
/// feeds.
fn clean_paste(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn translate_mouse(event: event::MouseEvent) -> Option<MouseEvent> {
    let kind = match event.kind {
        event::MouseEventKind::Down(MouseButton::Left) => MouseEventKind::Press,
        event::MouseEventKind::Drag(MouseButton::Left) => MouseEventKind::Drag,
        event::MouseEventKind::Up(MouseButton::Left) => MouseEventKind::Release,
        event::MouseEventKind::ScrollUp => MouseEventKind::WheelUp,
        event::MouseEventKind::ScrollDown => MouseEventKind::WheelDown,
        event::MouseEventKind::Down(_)
        | event::MouseEventKind::Drag(_)
        | event::MouseEventKind::Up(_)
        | event::MouseEventKind::Moved
        | event::MouseEventKind::ScrollLeft
        | event::MouseEventKind::ScrollRight => return None,
    };
    Some(MouseEvent {
        x: event.column,
        y: event.row,
        kind,
    })
}

/// Counts presses of the button at the same cell in quick succession.
#[derive(Debug, Default)]
struct ClickCounter {
    last: Option<Press>,
    count: u8,
}

/// A press of the button.
#[derive(Debug, Clone, Copy)]
struct Press {
    mouse: MouseEvent,
    at: Instant,
}

impl ClickCounter {
    /// Passes on `event`, which came at `now`; a press that makes a double or triple click becomes that event.
    fn count_press(&mut self, event: Event, now: Instant) -> Event {
        let Event::Mouse(mouse) = event else {
            return event;
        };
        match mouse.kind {
            MouseEventKind::Press => {}
            MouseEventKind::Release => return event,
            // Dragging or scrolling in between separates two presses.
            MouseEventKind::Drag | MouseEventKind::WheelUp | MouseEventKind::WheelDown => {
                self.last = None;
                return event;
            }
        }
        let last = self.last.replace(Press { mouse, at: now });
        let is_repeated = last.is_some_and(|last| {
            last.mouse == mouse && now.saturating_duration_since(last.at) <= MULTI_CLICK_INTERVAL
        });
        self.count = if is_repeated && self.count < MAX_CLICKS {
            self.count + 1
        } else {
            1
        };
        let times = self.count;
        match times {
            1 => event,
            _ => Event::MultiClick {
                mouse,
                clicks: times,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(code: TerminalKey, modifiers: KeyModifiers) -> Option<String> {
        translate_key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    /// Protects: keys are translated to the names that the keymap uses.
    #[test]
    fn keys_have_the_names_of_the_keymap() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        const ALT: KeyModifiers = KeyModifiers::ALT;
        for (code, modifiers, name) in [
            (TerminalKey::Char('j'), NONE, "j"),
            (TerminalKey::Char('G'), SHIFT, "G"),
            (TerminalKey::Char('g'), SHIFT, "G"),
            (TerminalKey::Char('ß'), SHIFT, "ß"),
            (TerminalKey::Char('?'), SHIFT, "?"),
            (TerminalKey::Char(' '), NONE, "space"),
            (TerminalKey::Char('-'), NONE, "-"),
            (TerminalKey::Char('c'), CTRL, "ctrl-c"),
            (TerminalKey::Char('z'), CTRL, "ctrl-z"),
            (TerminalKey::Char('L'), CTRL | SHIFT, "ctrl-l"),
            (TerminalKey::Char('h'), CTRL, "backspace"),
            (TerminalKey::Char('j'), CTRL, "enter"),
            (TerminalKey::Char('7'), CTRL, "ctrl-_"),
            (TerminalKey::Char('x'), CTRL | ALT, "ctrl-alt-x"),
            (TerminalKey::Backspace, NONE, "backspace"),
            (TerminalKey::BackTab, SHIFT, "shift-tab"),
            (TerminalKey::Tab, SHIFT, "shift-tab"),
            (TerminalKey::Left, ALT, "alt-left"),
            (TerminalKey::Down, SHIFT, "down"),
            (TerminalKey::F(1), NONE, "f1"),
        ] {
            assert_eq!(self::name(code, modifiers).as_deref(), Some(name));
        }
        assert_eq!(name(TerminalKey::Insert, NONE), None);
    }

    /// Protects: releasing a key does nothing on terminals that report releases.
    #[test]
    fn key_releases_are_ignored() {
        let mut event = KeyEvent::new(TerminalKey::Char('q'), KeyModifiers::NONE);
        assert!(translate(event::Event::Key(event)).is_some());
        event.kind = KeyEventKind::Release;
        assert!(translate(event::Event::Key(event)).is_none());
    }

    /// Protects: presses at the same cell in quick succession are a double or triple click, and nothing else is.
    #[test]
    fn quick_presses_at_one_cell_are_counted() {
        let start = Instant::now();
        let mut clicks = ClickCounter::default();
        let mut press = |x: u16, kind: MouseEventKind, after: u64| {
            let event = Event::Mouse(MouseEvent { x, y: 1, kind });
            match clicks.count_press(event, start + Duration::from_millis(after)) {
                Event::MultiClick { clicks, .. } => clicks,
                _ => 1,
            }
        };
        for (x, kind, after, times) in [
            (5, MouseEventKind::Press, 0, 1),
            (5, MouseEventKind::Release, 50, 1),
            (5, MouseEventKind::Press, 300, 2),
            (5, MouseEventKind::Press, 600, 3),
            (5, MouseEventKind::Press, 700, 1),
            (6, MouseEventKind::Press, 800, 1),
            (6, MouseEventKind::Press, 1_300, 1),
            (6, MouseEventKind::Drag, 1_400, 1),
            (6, MouseEventKind::Press, 1_500, 1),
        ] {
            assert_eq!(press(x, kind, after), times, "{x} {kind:?} {after}");
        }
    }

    /// Protects: pasted text has no control characters, and its line breaks are kept.
    #[test]
    fn pasted_text_is_cleaned() {
        assert_eq!(clean_paste("a\rb\r\nc\x1b[31m\td"), "a\nb\nc[31m\td");
    }
}
