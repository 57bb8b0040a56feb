//! The palettes that come with the program: data, and as long as it must be.
//!
//! The two without a ground of their own fit whatever the terminal has; the others set ink and ground of the whole screen.
//! Each tells people, countries, the selected and the current apart by more than hue: underlined, bold, on a ground of their
//! own, and of another lightness; the hues are blue and orange, which every kind of sight tells apart. A test computes that
//! every ink stands out from its ground, by 4.5 to 1 at least, and in the one of high contrast by 7.

#![expect(
    clippy::unreadable_literal,
    reason = "colours are written as everybody writes them"
)]

use super::{Look, Palette, Role};

/// A palette with a name.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// What the configuration calls it.
    pub name: &'static str,
    /// What it is like.
    pub sentence: &'static str,
    /// Its looks.
    pub palette: &'static Palette,
}

/// All that can be asked for by name.
pub const BUILT_IN: [BuiltIn; 5] = [
    BuiltIn {
        name: "terminal",
        sentence: "the sixteen colours of your terminal",
        palette: &TERMINAL,
    },
    BuiltIn {
        name: "paper",
        sentence: "light and warm",
        palette: &PAPER,
    },
    BuiltIn {
        name: "daylight",
        sentence: "light and clear",
        palette: &DAYLIGHT,
    },
    BuiltIn {
        name: "dusk",
        sentence: "dark and soft",
        palette: &DUSK,
    },
    BuiltIn {
        name: "lantern",
        sentence: "dark, of high contrast",
        palette: &LANTERN,
    },
];

/// The one of that name.
pub fn built_in(name: &str) -> Option<&'static Palette> {
    let found = BUILT_IN.iter().find(|built_in| built_in.name == name);
    found.map(|built_in| built_in.palette)
}

const NONE: Look = Look::new();

/// Nothing but bold, underlined, dimmed and reversed, for those who want no colours.
#[rustfmt::skip]
pub static PLAIN: Palette = Palette::new(&[
    (Role::Title, NONE.bold()),
    (Role::Heading, NONE.bold()),
    (Role::Caption, NONE.italic()),
    (Role::Person, NONE.underline()),
    (Role::Country, NONE.bold()),
    (Role::DoubtfulPerson, NONE.underline().dim()),
    (Role::DoubtfulCountry, NONE.dim()),
    (Role::SelectedPerson, NONE.reverse()),
    (Role::SelectedCountry, NONE.reverse()),
    (Role::Companion, NONE.reverse().underline()),
    (Role::Current, NONE.reverse().bold().underline()),
    (Role::Hit, NONE.reverse().underline()),
    (Role::Taken, NONE.reverse()),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Notice, NONE.italic()),
    (Role::Faint, NONE.dim()),
    (Role::Away, NONE.dim()),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenLine, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, NONE.dim()),
    (Role::Land, NONE.dim()),
    (Role::Place, NONE.bold()),
    (Role::PlaceChosen, NONE.bold()),
]);

/// The terminal's own sixteen, so that they fit a light and a dark screen; not plain blue, which many terminals draw too dark
/// to read on black, and dimmed rather than grey, because some terminals' grey is their ground.
#[rustfmt::skip]
pub const TERMINAL: Palette = Palette::new(&[
    (Role::Title, NONE.bold()),
    (Role::Heading, Look::own(12).bold()),
    (Role::Caption, NONE.italic()),
    (Role::Code, Look::own(2)),
    (Role::Link, Look::own(12)),
    (Role::Person, Look::own(6).underline()),
    (Role::Country, Look::own(5).bold()),
    (Role::DoubtfulPerson, Look::own(6).underline().dim()),
    (Role::DoubtfulCountry, Look::own(5).dim()),
    (Role::SelectedPerson, Look::block(6)),
    (Role::SelectedCountry, Look::block(5)),
    (Role::Companion, Look::block(2).underline()),
    (Role::Current, Look::block(3).bold().underline()),
    (Role::Hit, NONE.reverse().underline()),
    (Role::Tick, Look::own(3)),
    (Role::Taken, NONE.reverse()),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Notice, NONE.italic()),
    (Role::Faint, NONE.dim()),
    (Role::Away, NONE.dim()),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenLine, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, NONE.dim()),
    (Role::Land, Look::own(5).dim()),
    (Role::Place, Look::own(5).bold()),
    (Role::PlaceChosen, Look::own(3).bold()),
]);

/// Light and warm, like the page of a book.
#[rustfmt::skip]
static PAPER: Palette = Palette::new(&[
    (Role::Text, Look::ink(0x2b2622).on(0xf6efe0)),
    (Role::Title, Look::ink(0x2b2622).bold()),
    (Role::Heading, Look::ink(0x1d4d45).bold()),
    (Role::Caption, Look::ink(0x6b6154).italic()),
    (Role::Code, Look::ink(0x3f5410)),
    (Role::Link, Look::ink(0x36419a)),
    (Role::Person, Look::ink(0x0b527f).underline()),
    (Role::Country, Look::ink(0x853100).bold()),
    (Role::DoubtfulPerson, Look::ink(0x3b6680).underline()),
    (Role::DoubtfulCountry, Look::ink(0x7e5232)),
    (Role::SelectedPerson, Look::ink(0x102a3c).on(0xa9d2ec)),
    (Role::SelectedCountry, Look::ink(0x3a1a00).on(0xf3c08f)),
    (Role::Companion, Look::ink(0x1d2b10).on(0xc3dba0).underline()),
    (Role::Current, Look::ink(0xfff6dc).on(0x3b2a1a).bold().underline()),
    (Role::Hit, Look::ink(0x2b2622).on(0xf0cb5a).underline()),
    (Role::Tick, Look::ink(0x3b2a1a).bold()),
    (Role::Taken, Look::ink(0x2b2622).on(0xdccba4)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Notice, Look::ink(0x5a3e7a).italic()),
    (Role::Faint, Look::ink(0x6b6154)),
    (Role::Away, Look::ink(0x665c50)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenLine, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, Look::ink(0x6b6154)),
    (Role::Land, Look::ink(0x7e5232)),
    (Role::Place, Look::ink(0x853100).bold()),
    (Role::PlaceChosen, Look::ink(0x3b2a1a).bold()),
]);

/// Light and clear.
#[rustfmt::skip]
static DAYLIGHT: Palette = Palette::new(&[
    (Role::Text, Look::ink(0x1d2430).on(0xfcfcfd)),
    (Role::Title, Look::ink(0x1d2430).bold()),
    (Role::Heading, Look::ink(0x0f5257).bold()),
    (Role::Caption, Look::ink(0x616b7a).italic()),
    (Role::Code, Look::ink(0x3f5b12)),
    (Role::Link, Look::ink(0x4b3fa8)),
    (Role::Person, Look::ink(0x0a50a0).underline()),
    (Role::Country, Look::ink(0x963000).bold()),
    (Role::DoubtfulPerson, Look::ink(0x456f9e).underline()),
    (Role::DoubtfulCountry, Look::ink(0x8f5a3a)),
    (Role::SelectedPerson, Look::ink(0x06233f).on(0xb6dbff)),
    (Role::SelectedCountry, Look::ink(0x3b1400).on(0xffc9a3)),
    (Role::Companion, Look::ink(0x142a08).on(0xc8e6b0).underline()),
    (Role::Current, Look::ink(0xffffff).on(0x0b2e57).bold().underline()),
    (Role::Hit, Look::ink(0x1d2430).on(0xf7d95e).underline()),
    (Role::Tick, Look::ink(0x0b2e57).bold()),
    (Role::Taken, Look::ink(0x1d2430).on(0xd3d9e2)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Notice, Look::ink(0x5b3a86).italic()),
    (Role::Faint, Look::ink(0x616b7a)),
    (Role::Away, Look::ink(0x5c6675)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenLine, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, Look::ink(0x616b7a)),
    (Role::Land, Look::ink(0x8f5a3a)),
    (Role::Place, Look::ink(0x963000).bold()),
    (Role::PlaceChosen, Look::ink(0x0b2e57).bold()),
]);

/// Dark and soft, for the evening.
#[rustfmt::skip]
static DUSK: Palette = Palette::new(&[
    (Role::Text, Look::ink(0xcdd3de).on(0x1f2430)),
    (Role::Title, Look::ink(0xcdd3de).bold()),
    (Role::Heading, Look::ink(0xb9a7ee).bold()),
    (Role::Caption, Look::ink(0x939db0).italic()),
    (Role::Code, Look::ink(0xa8cf8e)),
    (Role::Link, Look::ink(0x8fb4ff)),
    (Role::Person, Look::ink(0x7fc4f0).underline()),
    (Role::Country, Look::ink(0xf0ad6d).bold()),
    (Role::DoubtfulPerson, Look::ink(0x7ba3bf).underline()),
    (Role::DoubtfulCountry, Look::ink(0xbf9874)),
    (Role::SelectedPerson, Look::ink(0x0d1a26).on(0x5ba4d4)),
    (Role::SelectedCountry, Look::ink(0x231405).on(0xd9914f)),
    (Role::Companion, Look::ink(0x12200a).on(0x93bf74).underline()),
    (Role::Current, Look::ink(0x1a1400).on(0xffe066).bold().underline()),
    (Role::Hit, Look::ink(0xffffff).on(0x4d5876).underline()),
    (Role::Tick, Look::ink(0xffe066).bold()),
    (Role::Taken, Look::ink(0x1f2430).on(0xb3bccb)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Notice, Look::ink(0xd8c48a).italic()),
    (Role::Faint, Look::ink(0x939db0)),
    (Role::Away, Look::ink(0x98a2b4)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenLine, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, Look::ink(0x939db0)),
    (Role::Land, Look::ink(0xbf9874)),
    (Role::Place, Look::ink(0xf0ad6d).bold()),
    (Role::PlaceChosen, Look::ink(0xffe066).bold()),
]);

/// Dark, of high contrast.
#[rustfmt::skip]
static LANTERN: Palette = Palette::new(&[
    (Role::Text, Look::ink(0xffffff).on(0x000000)),
    (Role::Title, Look::ink(0xffffff).bold()),
    (Role::Heading, Look::ink(0xd0b3ff).bold()),
    (Role::Caption, Look::ink(0xb4b4b4).italic()),
    (Role::Code, Look::ink(0xa6f07a)),
    (Role::Link, Look::ink(0x9fc2ff)),
    (Role::Person, Look::ink(0x66d9ff).underline()),
    (Role::Country, Look::ink(0xffb84d).bold()),
    (Role::DoubtfulPerson, Look::ink(0x8fc7dd).underline()),
    (Role::DoubtfulCountry, Look::ink(0xd6b184)),
    (Role::SelectedPerson, Look::ink(0x000000).on(0x66d9ff)),
    (Role::SelectedCountry, Look::ink(0x000000).on(0xffb84d)),
    (Role::Companion, Look::ink(0x000000).on(0xa6f07a).underline()),
    (Role::Current, Look::ink(0x000000).on(0xffff5f).bold().underline()),
    (Role::Hit, Look::ink(0xffffff).on(0x004a8f).underline()),
    (Role::Tick, Look::ink(0xffff5f).bold()),
    (Role::Taken, Look::ink(0x000000).on(0xd0d0d0)),
    (Role::Label, NONE.bold()),
    (Role::Key, NONE.bold()),
    (Role::Notice, Look::ink(0xffe9a0).italic()),
    (Role::Faint, Look::ink(0xb4b4b4)),
    (Role::Away, Look::ink(0xb9b9b9)),
    (Role::Chosen, NONE.reverse().bold()),
    (Role::ChosenLine, NONE.bold()),
    (Role::Cursor, NONE.reverse()),
    (Role::Coast, Look::ink(0xb4b4b4)),
    (Role::Land, Look::ink(0xd6b184)),
    (Role::Place, Look::ink(0xffb84d).bold()),
    (Role::PlaceChosen, Look::ink(0xffff5f).bold()),
]);
