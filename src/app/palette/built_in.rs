//! The built-in palettes.
//!
//! Two of them set no background and fit any terminal; the others set the foreground and background of the whole screen.
//! People, countries, the selected name and the current mention differ by more than hue: by underline, bold, background and
//! lightness. Their hues are blue and orange, which remain distinct in all common forms of colour blindness. A test checks
//! that the contrast of every foreground with its background is at least 4.5 to 1, and 7 to 1 in the high-contrast theme.

#![expect(clippy::unreadable_literal, reason = "colours are written as in CSS")]

use super::{Palette, Role, TextStyle};

/// A built-in palette and its name.
#[derive(Debug, Clone, Copy)]
pub struct BuiltInTheme {
    /// Its name in the configuration.
    pub name: &'static str,
    /// A short description.
    pub description: &'static str,
    /// The palette itself.
    pub palette: &'static Palette,
}

/// The built-in palettes that can be chosen by name.
pub const BUILT_IN_THEMES: [BuiltInTheme; 5] = [
    BuiltInTheme {
        name: "terminal",
        description: "the sixteen colours of your terminal",
        palette: &TERMINAL,
    },
    BuiltInTheme {
        name: "paper",
        description: "light and warm",
        palette: &PAPER,
    },
    BuiltInTheme {
        name: "daylight",
        description: "light and clear",
        palette: &DAYLIGHT,
    },
    BuiltInTheme {
        name: "dusk",
        description: "dark and soft",
        palette: &DUSK,
    },
    BuiltInTheme {
        name: "lantern",
        description: "dark, with high contrast",
        palette: &LANTERN,
    },
];

/// The built-in palette called `name`.
pub fn built_in_palette(name: &str) -> Option<&'static Palette> {
    let found = BUILT_IN_THEMES
        .iter()
        .find(|built_in| built_in.name == name);
    found.map(|built_in| built_in.palette)
}

const NONE: TextStyle = TextStyle::new();

/// No colours: only bold, underline, dim and reverse.
#[rustfmt::skip]
pub static PLAIN: Palette = Palette::new(&[
    (Role::Title, NONE.bold()),
    (Role::Heading, NONE.bold()),
    (Role::Caption, NONE.italic()),
    (Role::Person, NONE.underline()),
    (Role::Country, NONE.bold()),
    (Role::UncertainPerson, NONE.underline().dim()),
    (Role::UncertainCountry, NONE.dim()),
    (Role::SelectedPerson, NONE.reverse()),
    (Role::SelectedCountry, NONE.reverse()),
    (Role::Paired, NONE.reverse().underline()),
    (Role::Current, NONE.reverse().bold().underline()),
    (Role::SearchMatch, NONE.reverse().underline()),
    (Role::Selection, NONE.reverse()),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Message, NONE.italic()),
    (Role::Faint, NONE.dim()),
    (Role::OffScreen, NONE.dim()),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenRow, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, NONE.dim()),
    (Role::Land, NONE.dim()),
    (Role::Marker, NONE.bold()),
    (Role::ChosenMarker, NONE.bold()),
]);

/// The terminal's sixteen colours, which fit light and dark screens. It avoids plain blue, which many terminals draw too dark
/// to read on black, and dims instead of using grey, because in some terminals grey is the background.
#[rustfmt::skip]
pub const TERMINAL: Palette = Palette::new(&[
    (Role::Title, NONE.bold()),
    (Role::Heading, TextStyle::ansi(12).bold()),
    (Role::Caption, NONE.italic()),
    (Role::Code, TextStyle::ansi(2)),
    (Role::Link, TextStyle::ansi(12)),
    (Role::Person, TextStyle::ansi(6).underline()),
    (Role::Country, TextStyle::ansi(5).bold()),
    (Role::UncertainPerson, TextStyle::ansi(6).underline().dim()),
    (Role::UncertainCountry, TextStyle::ansi(5).dim()),
    (Role::SelectedPerson, TextStyle::ansi_block(6)),
    (Role::SelectedCountry, TextStyle::ansi_block(5)),
    (Role::Paired, TextStyle::ansi_block(2).underline()),
    (Role::Current, TextStyle::ansi_block(3).bold().underline()),
    (Role::SearchMatch, NONE.reverse().underline()),
    (Role::ScrollbarMatch, TextStyle::ansi(3)),
    (Role::Selection, NONE.reverse()),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Message, NONE.italic()),
    (Role::Faint, NONE.dim()),
    (Role::OffScreen, NONE.dim()),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenRow, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, NONE.dim()),
    (Role::Land, TextStyle::ansi(5).dim()),
    (Role::Marker, TextStyle::ansi(5).bold()),
    (Role::ChosenMarker, TextStyle::ansi(3).bold()),
]);

/// Light and warm, like the page of a book.
#[rustfmt::skip]
static PAPER: Palette = Palette::new(&[
    (Role::Text, TextStyle::fg(0x2b2622).on(0xf6efe0)),
    (Role::Title, TextStyle::fg(0x2b2622).bold()),
    (Role::Heading, TextStyle::fg(0x1d4d45).bold()),
    (Role::Caption, TextStyle::fg(0x6b6154).italic()),
    (Role::Code, TextStyle::fg(0x3f5410)),
    (Role::Link, TextStyle::fg(0x36419a)),
    (Role::Person, TextStyle::fg(0x0b527f).underline()),
    (Role::Country, TextStyle::fg(0x853100).bold()),
    (Role::UncertainPerson, TextStyle::fg(0x3b6680).underline()),
    (Role::UncertainCountry, TextStyle::fg(0x7e5232)),
    (Role::SelectedPerson, TextStyle::fg(0x102a3c).on(0xa9d2ec)),
    (Role::SelectedCountry, TextStyle::fg(0x3a1a00).on(0xf3c08f)),
    (Role::Paired, TextStyle::fg(0x1d2b10).on(0xc3dba0).underline()),
    (Role::Current, TextStyle::fg(0xfff6dc).on(0x3b2a1a).bold().underline()),
    (Role::SearchMatch, TextStyle::fg(0x2b2622).on(0xf0cb5a).underline()),
    (Role::ScrollbarMatch, TextStyle::fg(0x3b2a1a).bold()),
    (Role::Selection, TextStyle::fg(0x2b2622).on(0xdccba4)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Message, TextStyle::fg(0x5a3e7a).italic()),
    (Role::Faint, TextStyle::fg(0x6b6154)),
    (Role::OffScreen, TextStyle::fg(0x665c50)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenRow, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, TextStyle::fg(0x6b6154)),
    (Role::Land, TextStyle::fg(0x7e5232)),
    (Role::Marker, TextStyle::fg(0x853100).bold()),
    (Role::ChosenMarker, TextStyle::fg(0x3b2a1a).bold()),
]);

/// Light and clear.
#[rustfmt::skip]
static DAYLIGHT: Palette = Palette::new(&[
    (Role::Text, TextStyle::fg(0x1d2430).on(0xfcfcfd)),
    (Role::Title, TextStyle::fg(0x1d2430).bold()),
    (Role::Heading, TextStyle::fg(0x0f5257).bold()),
    (Role::Caption, TextStyle::fg(0x616b7a).italic()),
    (Role::Code, TextStyle::fg(0x3f5b12)),
    (Role::Link, TextStyle::fg(0x4b3fa8)),
    (Role::Person, TextStyle::fg(0x0a50a0).underline()),
    (Role::Country, TextStyle::fg(0x963000).bold()),
    (Role::UncertainPerson, TextStyle::fg(0x456f9e).underline()),
    (Role::UncertainCountry, TextStyle::fg(0x8f5a3a)),
    (Role::SelectedPerson, TextStyle::fg(0x06233f).on(0xb6dbff)),
    (Role::SelectedCountry, TextStyle::fg(0x3b1400).on(0xffc9a3)),
    (Role::Paired, TextStyle::fg(0x142a08).on(0xc8e6b0).underline()),
    (Role::Current, TextStyle::fg(0xffffff).on(0x0b2e57).bold().underline()),
    (Role::SearchMatch, TextStyle::fg(0x1d2430).on(0xf7d95e).underline()),
    (Role::ScrollbarMatch, TextStyle::fg(0x0b2e57).bold()),
    (Role::Selection, TextStyle::fg(0x1d2430).on(0xd3d9e2)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Message, TextStyle::fg(0x5b3a86).italic()),
    (Role::Faint, TextStyle::fg(0x616b7a)),
    (Role::OffScreen, TextStyle::fg(0x5c6675)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenRow, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, TextStyle::fg(0x616b7a)),
    (Role::Land, TextStyle::fg(0x8f5a3a)),
    (Role::Marker, TextStyle::fg(0x963000).bold()),
    (Role::ChosenMarker, TextStyle::fg(0x0b2e57).bold()),
]);

/// Dark and soft, for the evening.
#[rustfmt::skip]
static DUSK: Palette = Palette::new(&[
    (Role::Text, TextStyle::fg(0xcdd3de).on(0x1f2430)),
    (Role::Title, TextStyle::fg(0xcdd3de).bold()),
    (Role::Heading, TextStyle::fg(0xb9a7ee).bold()),
    (Role::Caption, TextStyle::fg(0x939db0).italic()),
    (Role::Code, TextStyle::fg(0xa8cf8e)),
    (Role::Link, TextStyle::fg(0x8fb4ff)),
    (Role::Person, TextStyle::fg(0x7fc4f0).underline()),
    (Role::Country, TextStyle::fg(0xf0ad6d).bold()),
    (Role::UncertainPerson, TextStyle::fg(0x7ba3bf).underline()),
    (Role::UncertainCountry, TextStyle::fg(0xbf9874)),
    (Role::SelectedPerson, TextStyle::fg(0x0d1a26).on(0x5ba4d4)),
    (Role::SelectedCountry, TextStyle::fg(0x231405).on(0xd9914f)),
    (Role::Paired, TextStyle::fg(0x12200a).on(0x93bf74).underline()),
    (Role::Current, TextStyle::fg(0x1a1400).on(0xffe066).bold().underline()),
    (Role::SearchMatch, TextStyle::fg(0xffffff).on(0x4d5876).underline()),
    (Role::ScrollbarMatch, TextStyle::fg(0xffe066).bold()),
    (Role::Selection, TextStyle::fg(0x1f2430).on(0xb3bccb)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Message, TextStyle::fg(0xd8c48a).italic()),
    (Role::Faint, TextStyle::fg(0x939db0)),
    (Role::OffScreen, TextStyle::fg(0x98a2b4)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenRow, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, TextStyle::fg(0x939db0)),
    (Role::Land, TextStyle::fg(0xbf9874)),
    (Role::Marker, TextStyle::fg(0xf0ad6d).bold()),
    (Role::ChosenMarker, TextStyle::fg(0xffe066).bold()),
]);

/// Dark, with high contrast.
#[rustfmt::skip]
static LANTERN: Palette = Palette::new(&[
    (Role::Text, TextStyle::fg(0xffffff).on(0x000000)),
    (Role::Title, TextStyle::fg(0xffffff).bold()),
    (Role::Heading, TextStyle::fg(0xd0b3ff).bold()),
    (Role::Caption, TextStyle::fg(0xb4b4b4).italic()),
    (Role::Code, TextStyle::fg(0xa6f07a)),
    (Role::Link, TextStyle::fg(0x9fc2ff)),
    (Role::Person, TextStyle::fg(0x66d9ff).underline()),
    (Role::Country, TextStyle::fg(0xffb84d).bold()),
    (Role::UncertainPerson, TextStyle::fg(0x8fc7dd).underline()),
    (Role::UncertainCountry, TextStyle::fg(0xd6b184)),
    (Role::SelectedPerson, TextStyle::fg(0x000000).on(0x66d9ff)),
    (Role::SelectedCountry, TextStyle::fg(0x000000).on(0xffb84d)),
    (Role::Paired, TextStyle::fg(0x000000).on(0xa6f07a).underline()),
    (Role::Current, TextStyle::fg(0x000000).on(0xffff5f).bold().underline()),
    (Role::SearchMatch, TextStyle::fg(0xffffff).on(0x004a8f).underline()),
    (Role::ScrollbarMatch, TextStyle::fg(0xffff5f).bold()),
    (Role::Selection, TextStyle::fg(0x000000).on(0xd0d0d0)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Message, TextStyle::fg(0xffe9a0).italic()),
    (Role::Faint, TextStyle::fg(0xb4b4b4)),
    (Role::OffScreen, TextStyle::fg(0xb9b9b9)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenRow, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, TextStyle::fg(0xb4b4b4)),
    (Role::Land, TextStyle::fg(0xd6b184)),
    (Role::Marker, TextStyle::fg(0xffb84d).bold()),
    (Role::ChosenMarker, TextStyle::fg(0xffff5f).bold()),
]);
