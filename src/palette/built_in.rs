//! The built-in palettes.
//!
//! Two of them set no background and fit any terminal; that of the theme `auto` is in `adaptive`. The others set the
//! foreground and background of the whole screen.
//! People, countries, the selected name and the current mention differ by more than hue: by underline, bold, background and
//! lightness. Their hues are blue and orange, which remain distinct in all common forms of colour blindness. A test checks
//! that the contrast of every foreground with its background is at least 4.5 to 1, and 7 to 1 in the high-contrast theme.

#![expect(clippy::unreadable_literal, reason = "colours are written as in CSS")]

use super::adaptive::AUTO;
use super::{Colour, Palette, Role, TextStyle};

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

/// The name of the theme that fits the background of the terminal.
pub const AUTO_THEME: &str = "auto";

/// The built-in palettes that can be chosen by name.
#[rustfmt::skip]
pub const BUILT_IN_THEMES: [BuiltInTheme; 6] = [
    theme(AUTO_THEME, "fits the background of your terminal, light or dark", &AUTO),
    theme("terminal", "the sixteen colours of your terminal", &TERMINAL),
    theme("paper", "light and warm", &full_theme::<0>()),
    theme("daylight", "light and clear", &full_theme::<1>()),
    theme("dusk", "dark and soft", &full_theme::<2>()),
    theme("lantern", "dark, with high contrast", &full_theme::<3>()),
];

const fn theme(
    name: &'static str,
    description: &'static str,
    palette: &'static Palette,
) -> BuiltInTheme {
    BuiltInTheme {
        name,
        description,
        palette,
    }
}

/// The built-in palette called `name`.
pub fn built_in_palette(name: &str) -> Option<&'static Palette> {
    let found = BUILT_IN_THEMES
        .iter()
        .find(|built_in| built_in.name == name);
    found.map(|built_in| built_in.palette)
}

const NONE: TextStyle = TextStyle::new();

/// No colours: only bold, underline, dim and reverse. The other palettes set colours on top of it.
#[rustfmt::skip]
pub const PLAIN: Palette = Palette::new().with(&[
    (Role::Title, NONE.bold()),
    (Role::Heading, NONE.bold()),
    (Role::Caption, NONE.italic()),
    (Role::Link, NONE.italic()),
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
    (Role::Focus, NONE.bold()),
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
pub const TERMINAL: Palette = PLAIN.with(&[
    (Role::Heading, TextStyle::ansi(12).bold()),
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
    (Role::SearchMatch, TextStyle::ansi_block(1).underline()),
    (Role::ScrollbarMatch, TextStyle::ansi(1)),
    (Role::Focus, TextStyle::ansi(3).bold()),
    (Role::Land, TextStyle::ansi(5).dim()),
    (Role::Marker, TextStyle::ansi(5).bold()),
    (Role::ChosenMarker, TextStyle::ansi(3).bold()),
]);

/// A role in the four themes that colour the whole screen: its style but for the colours, its foreground in each theme, and
/// its backgrounds if it has any.
type ThemesRow = (Role, TextStyle, [u32; 4], Option<[u32; 4]>);

/// The four themes: light and warm, like the page of a book; light and clear; dark and soft, for the evening; high contrast.
#[rustfmt::skip]
const FULL_THEMES: &[ThemesRow] = &[
    //                                              paper     daylight  dusk      lantern          paper     daylight  dusk      lantern
    (Role::Text,             NONE,                     [0x2b2622, 0x1d2430, 0xcdd3de, 0xffffff], Some([0xf6efe0, 0xfcfcfd, 0x1f2430, 0x000000])),
    (Role::Title,            NONE.bold(),              [0x2b2622, 0x1d2430, 0xcdd3de, 0xffffff], None),
    (Role::Heading,          NONE.bold(),              [0x1d4d45, 0x0f5257, 0xb9a7ee, 0xd0b3ff], None),
    (Role::Caption,          NONE.italic(),            [0x6b6154, 0x616b7a, 0x939db0, 0xb4b4b4], None),
    (Role::Code,             NONE,                     [0x3f5410, 0x3f5b12, 0xa8cf8e, 0xa6f07a], None),
    (Role::Link,             NONE,                     [0x36419a, 0x4b3fa8, 0x8fb4ff, 0x9fc2ff], None),
    (Role::Person,           NONE.underline(),         [0x0b527f, 0x0a50a0, 0x7fc4f0, 0x66d9ff], None),
    (Role::Country,          NONE.bold(),              [0x853100, 0x963000, 0xf0ad6d, 0xffb84d], None),
    (Role::UncertainPerson,  NONE.underline(),         [0x3b6680, 0x456f9e, 0x7ba3bf, 0x8fc7dd], None),
    (Role::UncertainCountry, NONE,                     [0x7e5232, 0x8f5a3a, 0xbf9874, 0xd6b184], None),
    (Role::SelectedPerson,   NONE,                     [0x102a3c, 0x06233f, 0x0d1a26, 0x000000], Some([0xa9d2ec, 0xb6dbff, 0x5ba4d4, 0x66d9ff])),
    (Role::SelectedCountry,  NONE,                     [0x3a1a00, 0x3b1400, 0x231405, 0x000000], Some([0xf3c08f, 0xffc9a3, 0xd9914f, 0xffb84d])),
    (Role::Paired,           NONE.underline(),         [0x1d2b10, 0x142a08, 0x12200a, 0x000000], Some([0xc3dba0, 0xc8e6b0, 0x93bf74, 0xa6f07a])),
    (Role::Current,          NONE.bold().underline(),  [0xfff6dc, 0xffffff, 0x1a1400, 0x000000], Some([0x3b2a1a, 0x0b2e57, 0xffe066, 0xffff5f])),
    (Role::SearchMatch,      NONE.underline(),         [0x2b2622, 0x1d2430, 0xffffff, 0xffffff], Some([0xf0b6c4, 0xffc4d6, 0x74385a, 0x8a0052])),
    (Role::ScrollbarMatch,   NONE.bold(),              [0x8c1d4c, 0x9b1450, 0xf2a3c3, 0xff9fd0], None),
    (Role::Selection,        NONE,                     [0x2b2622, 0x1d2430, 0x1f2430, 0x000000], Some([0xdccba4, 0xd3d9e2, 0xb3bccb, 0xd0d0d0])),
    (Role::Message,          NONE.italic(),            [0x5a3e7a, 0x5b3a86, 0xd8c48a, 0xffe9a0], None),
    (Role::Faint,            NONE,                     [0x6b6154, 0x616b7a, 0x939db0, 0xb4b4b4], None),
    (Role::Focus,            NONE.bold(),              [0x3b2a1a, 0x0b2e57, 0xffe066, 0xffff5f], None),
    (Role::OffScreen,        NONE,                     [0x665c50, 0x5c6675, 0x98a2b4, 0xb9b9b9], None),
    (Role::Coast,            NONE,                     [0x6b6154, 0x616b7a, 0x939db0, 0xb4b4b4], None),
    (Role::Land,             NONE,                     [0x7e5232, 0x8f5a3a, 0xbf9874, 0xd6b184], None),
    (Role::Marker,           NONE.bold(),              [0x853100, 0x963000, 0xf0ad6d, 0xffb84d], None),
    (Role::ChosenMarker,     NONE.bold(),              [0x3b2a1a, 0x0b2e57, 0xffe066, 0xffff5f], None),
];

/// The palette in the column `THEME` of the table.
#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn full_theme<const THEME: usize>() -> Palette {
    let mut palette = PLAIN;
    let mut rest = FULL_THEMES;
    while let Some(((role, style, fg, bg), after)) = rest.split_first() {
        let mut style = *style;
        style.fg = Some(Colour::from_hex(fg[THEME]));
        if let Some(bg) = bg {
            style.bg = Some(Colour::from_hex(bg[THEME]));
        }
        palette.set_style(*role, style);
        rest = after;
    }
    palette
}
