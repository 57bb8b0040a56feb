//! Colours and styles, by what they are for: plain data, that no terminal library is needed for.
//!
//! Owns the roles, what a palette is, and the ones that come with the program. Promises that a palette without colours tells
//! everything that the others tell. How a style looks on a screen is the views' affair.

mod built_in;
mod coarse;
mod role;

pub use built_in::{BUILT_IN, BuiltIn, PLAIN, TERMINAL, built_in};
pub use role::Role;

use std::fmt;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// One of the terminal's palette: up to 15 its own sixteen, as the reader has set them; from 16 on the cube and the greys.
    Indexed(u8),
    /// Red, green, blue.
    True(u8, u8, u8),
}

/// The names of the terminal's own sixteen, in their order.
pub const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Colour {
    /// Of "#rrggbb", or one of [`NAMES`]; `None` if it is neither.
    pub fn of(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix('#') {
            let hexadecimal = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
            let number = u32::from_str_radix(digits, 16).ok()?;
            return hexadecimal.then(|| Self::of_number(number));
        }
        let named = NAMES.iter().position(|name| *name == text)?;
        u8::try_from(named).ok().map(Self::Indexed)
    }

    /// Of 0xrrggbb.
    pub const fn of_number(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self::True(red, green, blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::True(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
            Self::Indexed(index) => match NAMES.get(usize::from(*index)) {
                Some(name) => f.write_str(name),
                None => write!(f, "{index}"),
            },
        }
    }
}

/// How something looks. Without a colour of its own it has that of what it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own, that a theme may set"
)]
pub struct Look {
    /// The ink.
    pub fg: Option<Colour>,
    /// The ground.
    pub bg: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Dimmed.
    pub dim: bool,
    /// Ink and ground exchanged.
    pub reverse: bool,
}

/// The looks of everything on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    looks: [Look; Role::COUNT],
}

impl Palette {
    /// Nothing has a look of its own, but for `rows`.
    pub const fn new(rows: &[(Role, Look)]) -> Self {
        const NOTHING: Look = Look::new();
        let mut looks = [NOTHING; Role::COUNT];
        let mut rest = rows;
        while let Some(((role, look), after)) = rest.split_first() {
            if let Some((_, tail)) = looks.split_at_mut_checked(*role as usize)
                && let Some((place, _)) = tail.split_first_mut()
            {
                *place = *look;
            }
            rest = after;
        }
        Self { looks }
    }

    /// How `role` looks.
    pub fn look(&self, role: Role) -> Look {
        self.looks.get(role as usize).copied().unwrap_or_default()
    }

    /// Let `role` look so.
    pub fn set(&mut self, role: Role, look: Look) {
        if let Some(place) = self.looks.get_mut(role as usize) {
            *place = look;
        }
    }
}

impl Default for Palette {
    fn default() -> Self {
        TERMINAL
    }
}

impl Look {
    /// No look of its own.
    pub const fn new() -> Self {
        Self {
            fg: None,
            bg: None,
            bold: false,
            italic: false,
            underline: false,
            dim: false,
            reverse: false,
        }
    }

    /// In this colour, 0xrrggbb.
    const fn ink(number: u32) -> Self {
        let mut look = Self::new();
        look.fg = Some(Colour::of_number(number));
        look
    }

    /// On this ground, 0xrrggbb.
    const fn on(mut self, number: u32) -> Self {
        self.bg = Some(Colour::of_number(number));
        self
    }

    /// In one of the terminal's sixteen.
    const fn own(index: u8) -> Self {
        let mut look = Self::new();
        look.fg = Some(Colour::Indexed(index));
        look
    }

    /// Black on one of the terminal's sixteen, which reads well on a light and a dark screen.
    const fn block(index: u8) -> Self {
        let mut look = Self::own(0);
        look.bg = Some(Colour::Indexed(index));
        look
    }

    const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    const fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    const fn underline(mut self) -> Self {
        self.underline = true;
        self
    }

    const fn dim(mut self) -> Self {
        self.dim = true;
        self
    }

    const fn reverse(mut self) -> Self {
        self.reverse = true;
        self
    }
}

#[cfg(test)]
mod tests;
