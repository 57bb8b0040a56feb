//! Colours and text styles, by the role of what they are applied to.
//!
//! This is plain data and needs no terminal library; `views` turns it into ratatui styles. The roles differ by more than
//! colour, so that a palette without colours shows the same distinctions as the others.

mod adaptive;
mod built_in;
mod contrast;
mod depth;
mod downsample;
mod role;

pub use adaptive::{MIN_CONTRAST, palette_for_background};
pub use built_in::{AUTO_THEME, BUILT_IN_THEMES, BuiltInTheme, PLAIN, TERMINAL, built_in_palette};
pub use depth::{CONSOLE, ColourDepth};
pub use role::Role;

use std::fmt;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// A colour of the terminal's palette: 0 to 15 are the sixteen that the user can configure, 16 to 231 the colour cube,
    /// 232 to 255 the greys.
    Indexed(u8),
    /// Red, green, blue.
    True(u8, u8, u8),
}

/// The names of the sixteen configurable colours, by index.
#[rustfmt::skip]
pub const COLOUR_NAMES: [&str; 16] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow",
    "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
];

impl Colour {
    /// Parses "#rrggbb", or one of [`COLOUR_NAMES`]; `None` if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix('#') {
            let hexadecimal = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
            let number = u32::from_str_radix(digits, 16).ok()?;
            return hexadecimal.then(|| Self::from_hex(number));
        }
        let named = COLOUR_NAMES.iter().position(|name| *name == text)?;
        u8::try_from(named).ok().map(Self::Indexed)
    }

    /// The colour 0xrrggbb.
    pub const fn from_hex(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self::True(red, green, blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::True(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
            Self::Indexed(index) => match COLOUR_NAMES.get(usize::from(*index)) {
                Some(name) => f.write_str(name),
                None => write!(f, "{index}"),
            },
        }
    }
}

/// A text style. Without a colour it inherits that of what it is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a theme sets each of them independently"
)]
pub struct TextStyle {
    /// The foreground colour.
    pub fg: Option<Colour>,
    /// The background colour.
    pub bg: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Dimmed.
    pub dim: bool,
    /// Foreground and background swapped.
    pub reverse: bool,
}

/// A style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    styles: [TextStyle; Role::ALL.len()],
}

#[expect(clippy::indexing_slicing, reason = "there is a style for every role")]
impl Palette {
    /// The palette in which every role has the empty style.
    const fn new() -> Self {
        Self {
            styles: [TextStyle::new(); Role::ALL.len()],
        }
    }

    /// This palette with the styles in `rows`.
    const fn with(mut self, rows: &[(Role, TextStyle)]) -> Self {
        let mut rest = rows;
        while let Some(((role, style), after)) = rest.split_first() {
            self.set_style(*role, *style);
            rest = after;
        }
        self
    }

    /// The style of `role`.
    pub fn style(&self, role: Role) -> TextStyle {
        self.styles[role as usize]
    }

    /// Sets the style of `role`.
    pub const fn set_style(&mut self, role: Role, style: TextStyle) {
        self.styles[role as usize] = style;
    }
}

impl Default for Palette {
    fn default() -> Self {
        adaptive::AUTO
    }
}

impl TextStyle {
    /// The empty style.
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

    /// A style with one of the terminal's sixteen colours as foreground.
    const fn ansi(index: u8) -> Self {
        let mut style = Self::new();
        style.fg = Some(Colour::Indexed(index));
        style
    }

    /// Black on one of the terminal's sixteen colours, which is readable on light and on dark screens.
    const fn ansi_block(index: u8) -> Self {
        let mut style = Self::ansi(0);
        style.bg = Some(Colour::Indexed(index));
        style
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
