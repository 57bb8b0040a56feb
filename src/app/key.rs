//! Keys, and how they are written: `j`, `G`, `ZZ`, `ctrl-d`, `alt-left`, `space`, `f1`.
//!
//! Parsing and printing are inverse to each other. Terminal events are turned into keys in `terminal`; this module does not
//! depend on a terminal library.

use std::fmt;
use std::str::FromStr;

/// A key press.
///
/// ```
/// use byline::app::key::{Key, KeyCode};
///
/// # fn main() -> Result<(), byline::app::key::ParseKeyError> {
/// assert_eq!("ctrl-d".parse::<Key>()?, Key::ctrl('d'));
/// assert_eq!("G".parse::<Key>()?, Key::char('G'));
/// assert_eq!("pgdn".parse::<Key>()?, Key::plain(KeyCode::PageDown));
/// assert_eq!("alt-left".parse::<Key>()?.to_string(), "alt-left");
/// assert!("pagedown".parse::<Key>().is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key. For a character, Shift is already part of it ("G", "?").
    pub code: KeyCode,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
    /// A letter pressed twice, like `ZZ`. Terminals send the letter; [`Keymap`](super::Keymap) puts the two together.
    Twice(char),
}

/// A key with a name.
struct NamedKey {
    /// How the configuration writes it.
    name: &'static str,
    code: KeyCode,
    /// How help and hints show it.
    label: &'static str,
}

#[rustfmt::skip]
const NAMED_KEYS: [NamedKey; 16] = [
    NamedKey { name: "space", code: KeyCode::Char(' '), label: "Space" },
    NamedKey { name: "enter", code: KeyCode::Enter, label: "Enter" },
    NamedKey { name: "esc", code: KeyCode::Esc, label: "Esc" },
    NamedKey { name: "tab", code: KeyCode::Tab, label: "Tab" },
    NamedKey { name: "shift-tab", code: KeyCode::BackTab, label: "Shift-Tab" },
    NamedKey { name: "backspace", code: KeyCode::Backspace, label: "Backspace" },
    NamedKey { name: "delete", code: KeyCode::Delete, label: "Del" },
    NamedKey { name: "up", code: KeyCode::Up, label: "↑" },
    NamedKey { name: "down", code: KeyCode::Down, label: "↓" },
    NamedKey { name: "left", code: KeyCode::Left, label: "←" },
    NamedKey { name: "right", code: KeyCode::Right, label: "→" },
    NamedKey { name: "home", code: KeyCode::Home, label: "Home" },
    NamedKey { name: "end", code: KeyCode::End, label: "End" },
    NamedKey { name: "pgup", code: KeyCode::PageUp, label: "PgUp" },
    NamedKey { name: "pgdn", code: KeyCode::PageDown, label: "PgDn" },
    NamedKey { name: "minus", code: KeyCode::Char('-'), label: "-" },
];

impl Key {
    /// The names of the keys that are not written as a single character or as `f1` to `f24`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED_KEYS.iter().map(|key| key.name)
    }

    /// `code` without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The key that types `c`.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// Ctrl and `c`.
    pub const fn ctrl(c: char) -> Self {
        let mut key = Self::char(c);
        key.ctrl = true;
        key
    }

    /// The key that cannot be bound beside this one: for a letter the same letter twice, and the other way round.
    pub fn rival(self) -> Option<Self> {
        match self.code {
            KeyCode::Char(c) if self == Self::char(c) => Some(Self::plain(KeyCode::Twice(c))),
            KeyCode::Twice(c) => Some(Self::char(c)),
            _ => None,
        }
    }

    /// The key as help and hints show it: `ctrl-d` → `^D`, `alt-left` → `Alt-←`, `pgdn` → `PgDn`, `j` → `j`.
    pub fn label(self) -> String {
        let ctrl = if self.ctrl { "Ctrl-" } else { "" };
        let alt = if self.alt { "Alt-" } else { "" };
        match (self.code, self.code.named()) {
            (KeyCode::Char(c), _) if self.ctrl && !self.alt && c != ' ' => {
                format!("^{}", c.to_uppercase())
            }
            (KeyCode::Char(c), None) => format!("{ctrl}{alt}{c}"),
            (KeyCode::F(n), _) => format!("{ctrl}{alt}F{n}"),
            (KeyCode::Twice(c), _) => format!("{c}{c}"),
            (_, named) => format!("{ctrl}{alt}{}", named.map_or("", |key| key.label)),
        }
    }
}

impl KeyCode {
    fn named(self) -> Option<&'static NamedKey> {
        NAMED_KEYS.iter().find(|key| key.code == self)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (self.code, self.code.named()) {
            (KeyCode::F(n), _) => write!(f, "f{n}"),
            (KeyCode::Twice(c), _) => write!(f, "{c}{c}"),
            (KeyCode::Char(c), None) | (KeyCode::Char(c @ '-'), _) => write!(f, "{c}"),
            (_, named) => f.write_str(named.map_or("", |key| key.name)),
        }
    }
}

/// The error for a text that is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a key; write it like j, G, ctrl-d, alt-left, space or f1")]
pub struct ParseKeyError(String);

impl FromStr for Key {
    type Err = ParseKeyError;

    fn from_str(text: &str) -> Result<Self, ParseKeyError> {
        let (mut rest, mut ctrl, mut alt) = (text, false, false);
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-").filter(|after| !after.is_empty()) {
                (rest, ctrl) = (after, true);
            } else if let Some(after) = rest.strip_prefix("alt-").filter(|after| !after.is_empty())
            {
                (rest, alt) = (after, true);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => KeyCode::Char(c),
            (Some(c), Some(again)) if c == again && text.len() == 2 && c.is_ascii_alphabetic() => {
                KeyCode::Twice(c)
            }
            _ => match NAMED_KEYS.iter().find(|key| key.name == rest) {
                Some(key) => key.code,
                None => rest
                    .strip_prefix('f')
                    .and_then(|n| n.parse().ok())
                    .filter(|n| (1..=24).contains(n))
                    .map(KeyCode::F)
                    .ok_or_else(|| ParseKeyError(text.to_owned()))?,
            },
        };
        Ok(Self { code, ctrl, alt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_printed_as_they_were_written_and_shown_as_users_know_them() {
        for text in [
            "j",
            "G",
            "ctrl-d",
            "alt-left",
            "space",
            "f1",
            "-",
            "?",
            "shift-tab",
            "pgdn",
            "ctrl-alt-x",
            "é",
            "ZZ",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        for (text, label) in [
            ("j", "j"),
            ("f1", "F1"),
            ("pgdn", "PgDn"),
            ("space", "Space"),
            ("ctrl-d", "^D"),
            ("ctrl--", "^-"),
            ("ctrl-space", "Ctrl-Space"),
            ("alt-left", "Alt-←"),
            ("ctrl-alt-x", "Ctrl-Alt-x"),
            ("gg", "gg"),
        ] {
            assert_eq!(text.parse::<Key>().unwrap().label(), label);
        }
        for text in ["", "ctrl-", "f0", "f99", "foo", "Zz", "ctrl-gg", "??"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }
}
