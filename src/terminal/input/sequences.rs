//! What control sequences mean.
//!
//! The keys are those of xterm (also with `modifyOtherKeys`), VT220, rxvt, the Linux console and kitty's keyboard protocol. A
//! sequence in no such table means nothing here. Sources: xterm's `ctlseqs`, kitty's page about its protocol, rxvt's
//! `rxvtRef`, `console_codes(4)`.

use super::super::query::{Answer, CellSize};
use super::mouse;
use crate::app::MouseEvent;
use crate::app::key::{Key, KeyCode};

/// The meaning of a control sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Three bytes follow, in which the oldest encoding packs what the mouse did.
    X10Mouse,
    /// Pasted text follows.
    PasteStart,
    /// An answer to a question about the terminal.
    Answer(Answer),
    /// Nothing that matters here: an answer to another question, a report of the focus, a key without use.
    Nothing,
}

impl From<Option<Key>> for Meaning {
    fn from(key: Option<Key>) -> Self {
        key.map_or(Self::Nothing, Self::Key)
    }
}

impl From<Option<MouseEvent>> for Meaning {
    fn from(mouse: Option<MouseEvent>) -> Self {
        mouse.map_or(Self::Nothing, Self::Mouse)
    }
}

/// The parameters of a control sequence: numbers between semicolons, each perhaps with further ones after colons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters<'a>(&'a str);

impl Parameters<'_> {
    /// The number at `index`, counted from 0; `None` if it is left out or not a number.
    pub(super) fn number(self, index: usize) -> Option<u32> {
        self.part(index, 0)
    }

    /// The number after `colons` colons in the one at `index`.
    fn part(self, index: usize, colons: usize) -> Option<u32> {
        let field = self.0.split(';').nth(index)?;
        field.split(':').nth(colons)?.parse().ok()
    }

    fn count(self) -> usize {
        if self.0.is_empty() {
            return 0;
        }
        self.0.split(';').count()
    }
}

/// Which modifier keys were held.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the keys are independent")]
struct Modifiers {
    shift: bool,
    alt: bool,
    ctrl: bool,
    /// Super or Hyper, which belong to the window system.
    system: bool,
}

impl Modifiers {
    const NONE: Self = Self {
        shift: false,
        alt: false,
        ctrl: false,
        system: false,
    };

    /// The modifiers in the number at `index`, which is one more than their bits; `None` if it reports that the key was
    /// released.
    fn read(parameters: Parameters<'_>, index: usize) -> Option<Self> {
        const RELEASED: u32 = 3;
        if parameters.part(index, 1) == Some(RELEASED) {
            return None;
        }
        Some(Self::from_number(parameters.number(index).unwrap_or(1)))
    }

    fn from_number(number: u32) -> Self {
        let bits = number.saturating_sub(1);
        let has = |mask: u32| bits & mask != 0;
        Self {
            shift: has(1),
            // Meta counts as Alt.
            alt: has(2 | 32),
            ctrl: has(4),
            system: has(8 | 16),
        }
    }

    /// The same where Super is Meta, as in the sequences that are older than kitty's.
    fn with_meta(mut self) -> Self {
        self.alt |= self.system;
        self.system = false;
        self
    }
}

/// The meaning of the sequence that begins with CSI, has `parameters` (bytes 0x20 to 0x3F) and ends with `last`.
pub(super) fn csi(parameters: &[u8], last: u8) -> Meaning {
    let Ok(text) = std::str::from_utf8(parameters) else {
        return Meaning::Nothing;
    };
    if let Some(rest) = text.strip_prefix('<') {
        return mouse::sgr(Parameters(rest), last).into();
    }
    if let Some(rest) = text.strip_prefix('?') {
        return Answer::read(rest, last).map_or(Meaning::Nothing, Meaning::Answer);
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ';' | ':');
    if !text.chars().all(is_number) {
        return Meaning::Nothing;
    }
    let parameters = Parameters(text);
    match last {
        b'~' if parameters.number(0) == Some(200) => Meaning::PasteStart,
        b'~' if parameters.number(0) == Some(27) && parameters.count() == 3 => {
            let key = || coded_key(parameters.number(2)?, Modifiers::read(parameters, 1)?);
            key().into()
        }
        b'~' => tilde_key(parameters, Modifiers::NONE).into(),
        // rxvt's Ctrl and Ctrl-Shift.
        b'^' | b'@' => {
            let ctrl = Modifiers {
                ctrl: true,
                ..Modifiers::NONE
            };
            tilde_key(parameters, ctrl).into()
        }
        b'u' => csi_u_key(parameters).into(),
        // The size of a cell.
        b't' if parameters.number(0) == Some(6) && parameters.count() == 3 => {
            let size = || CellSize::new(parameters.number(2)?, parameters.number(1)?);
            size().map_or(Meaning::Nothing, |size| {
                Meaning::Answer(Answer::CellSize(size))
            })
        }
        b'M' if parameters.count() == 0 => Meaning::X10Mouse,
        b'M' => mouse::urxvt(parameters).into(),
        // With parameters, this is also a report of the cursor's position.
        b'R' if parameters.count() > 0 => Meaning::Nothing,
        _ => lettered_key(parameters, last).into(),
    }
}

/// The key that the Linux console sends as CSI [ and `last`.
pub(super) fn console_function_key(last: u8) -> Option<Key> {
    let number = last.checked_sub(b'A').filter(|number| *number < 5)?;
    Some(Key::plain(KeyCode::F(number + 1)))
}

/// The key that is sent as SS3, `parameters` (mostly none) and `last`.
pub(super) fn ss3(parameters: &[u8], last: u8) -> Option<Key> {
    if parameters.is_empty() {
        let keypad = match last {
            b' ' => Some(KeyCode::Char(' ')),
            b'I' => Some(KeyCode::Tab),
            b'M' => Some(KeyCode::Enter),
            b'X' => Some(KeyCode::Char('=')),
            // `*` to `9`, as the keypad sends them in its application mode.
            b'j'..=b'y' => Some(KeyCode::Char(char::from(last - b'j' + b'*'))),
            _ => None,
        };
        if let Some(code) = keypad {
            return Some(Key::plain(code));
        }
        // rxvt's Ctrl and an arrow.
        if let b'a'..=b'd' = last {
            let code = letter_code(last.to_ascii_uppercase())?;
            return Some(Key {
                ctrl: true,
                ..Key::plain(code)
            });
        }
    }
    let parameters = Parameters(std::str::from_utf8(parameters).ok()?);
    lettered_key(parameters, last)
}

/// The key that a control character stands for.
pub(super) fn control_key(byte: u8) -> Key {
    match byte {
        0 => Key::ctrl(' '),
        b'\t' => Key::plain(KeyCode::Tab),
        0x1b => Key::plain(KeyCode::Esc),
        0x7f => Key::plain(KeyCode::Backspace),
        // The letter, or one of `\ ] ^ _`.
        _ => ctrl_key(char::from(byte | 0x40)),
    }
}

/// A key whose sequence ends with a letter. The modifiers are the second number; in old terminals the only one.
fn lettered_key(parameters: Parameters<'_>, last: u8) -> Option<Key> {
    let modifiers = match parameters.count() {
        0 => Modifiers::NONE,
        1 => Modifiers::from_number(parameters.number(0)?).with_meta(),
        2 if parameters.number(0).is_none_or(|number| number <= 1) => {
            Modifiers::read(parameters, 1)?.with_meta()
        }
        _ => return None,
    };
    let code = match last {
        b'Z' => KeyCode::BackTab,
        // rxvt's Shift and an arrow.
        b'a'..=b'd' if parameters.count() == 0 => letter_code(last.to_ascii_uppercase())?,
        _ => letter_code(last)?,
    };
    key(code, modifiers)
}

fn letter_code(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// A key that is sent as a number and `~`, with the modifiers in a second number or `extra` ones.
fn tilde_key(parameters: Parameters<'_>, extra: Modifiers) -> Option<Key> {
    let number = u8::try_from(parameters.number(0)?).ok()?;
    let code = match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28..=29 => KeyCode::F(number - 13),
        31..=34 => KeyCode::F(number - 14),
        _ => return None,
    };
    let mut modifiers = Modifiers::read(parameters, 1)?.with_meta();
    modifiers.ctrl |= extra.ctrl;
    key(code, modifiers)
}

/// A key of kitty's protocol: its character, perhaps with the shifted one, and the modifiers.
fn csi_u_key(parameters: Parameters<'_>) -> Option<Key> {
    let modifiers = Modifiers::read(parameters, 1)?;
    let shifted = parameters.part(0, 1).filter(|_| modifiers.shift);
    coded_key(shifted.or(parameters.number(0))?, modifiers)
}

/// The key with the number `code`: a character, a control character or one of kitty's private numbers.
fn coded_key(code: u32, modifiers: Modifiers) -> Option<Key> {
    /// The characters of the keypad, from the number 57399 on.
    const KEYPAD: &str = "0123456789./*-+";
    let named = match code {
        8 | 0x7f => KeyCode::Backspace,
        9 => KeyCode::Tab,
        13 | 57_414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        57_376..=57_398 => KeyCode::F(u8::try_from(code - 57_376 + 13).ok()?),
        57_399..=57_413 => {
            let nth = usize::try_from(code - 57_399).ok()?;
            KeyCode::Char(KEYPAD.chars().nth(nth)?)
        }
        57_415 => KeyCode::Char('='),
        57_416 => KeyCode::Char(','),
        57_417 => KeyCode::Left,
        57_418 => KeyCode::Right,
        57_419 => KeyCode::Up,
        57_420 => KeyCode::Down,
        57_421 => KeyCode::PageUp,
        57_422 => KeyCode::PageDown,
        57_423 => KeyCode::Home,
        57_424 => KeyCode::End,
        57_426 => KeyCode::Delete,
        // The other private numbers: modifiers, media keys.
        0xe000..=0xf8ff => return None,
        _ => {
            let c = char::from_u32(code).filter(|c| !c.is_control())?;
            KeyCode::Char(c)
        }
    };
    key(named, modifiers)
}

/// The key with this code and these modifiers; `None` if it belongs to the window system.
fn key(code: KeyCode, modifiers: Modifiers) -> Option<Key> {
    let Modifiers {
        shift,
        alt,
        ctrl,
        system,
    } = modifiers;
    if system {
        return None;
    }
    Some(match code {
        KeyCode::Char(c) if ctrl => Key { alt, ..ctrl_key(c) },
        KeyCode::Char(c) if shift => Key {
            alt,
            ..Key::char(to_uppercase(c))
        },
        KeyCode::Tab if shift => Key {
            ctrl,
            alt,
            ..Key::plain(KeyCode::BackTab)
        },
        code => Key { code, ctrl, alt },
    })
}

/// The key meant by Ctrl and `c`: terminals send the same byte for some pairs of keys.
fn ctrl_key(c: char) -> Key {
    match c.to_ascii_lowercase() {
        // Many terminals send Ctrl-H for Backspace, and Ctrl-J or Ctrl-M for Enter.
        'h' => Key::plain(KeyCode::Backspace),
        'j' | 'm' => Key::plain(KeyCode::Enter),
        // In kitty's protocol these are keys of their own; elsewhere they are the same byte as Tab and Esc.
        'i' => Key::plain(KeyCode::Tab),
        '[' | '3' => Key::plain(KeyCode::Esc),
        // Ctrl-4 to Ctrl-7 are the bytes of these.
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
