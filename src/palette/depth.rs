//! Palettes for terminals with eight colours, and how many colours a terminal has.

use super::built_in::PLAIN;
use super::contrast::luminance;
use super::{Colour, MIN_CONTRAST, Palette, Role, TextStyle};

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColourDepth {
    /// None: only bold, underline, dim and reverse.
    Monochrome,
    /// The first eight, as on the Linux console.
    Eight,
    /// 256.
    #[default]
    Indexed,
    /// All of 24 bits.
    True,
}

/// The sixteen colours as the Linux console shows them.
#[rustfmt::skip]
const CONSOLE_COLOURS: [[u8; 3]; 16] = [
    [0, 0, 0], [170, 0, 0], [0, 170, 0], [170, 85, 0], [0, 0, 170], [170, 0, 170], [0, 170, 170], [170, 170, 170],
    [85, 85, 85], [255, 85, 85], [85, 255, 85], [255, 255, 85], [85, 85, 255], [255, 85, 255], [85, 255, 255], [255, 255, 255],
];

const BLACK: u8 = 0;

/// For consoles with eight colours on black. Letters are bold on no block but that of the current mention, because bold makes
/// their colour brighter: black would be grey.
#[rustfmt::skip]
pub const CONSOLE: Palette = PLAIN.with(&[
    (Role::Code, TextStyle::ansi(2)),
    (Role::Person, TextStyle::ansi(6).underline()),
    (Role::Country, TextStyle::ansi(2).bold()),
    (Role::UncertainPerson, TextStyle::ansi(6)),
    (Role::UncertainCountry, TextStyle::ansi(2)),
    (Role::SelectedPerson, TextStyle::ansi_block(6)),
    (Role::SelectedCountry, TextStyle::ansi_block(2)),
    (Role::Paired, TextStyle::ansi_block(7).underline()),
    (Role::Current, TextStyle::white_on_blue().bold().underline()),
    (Role::ScrollbarMatch, TextStyle::ansi(7).bold()),
    (Role::Coast, TextStyle::ansi(6)),
    (Role::Land, TextStyle::ansi(2)),
    (Role::Marker, TextStyle::ansi(2).bold()),
    (Role::ChosenMarker, TextStyle::ansi(7).bold()),
]);

impl TextStyle {
    const fn white_on_blue() -> Self {
        let mut style = Self::ansi(7);
        style.bg = Some(Colour::Indexed(4));
        style
    }
}

impl Palette {
    /// The same palette in the first eight colours: the nearest of those that can be read.
    #[must_use]
    pub fn to_8_colours(&self) -> Self {
        let screen = self.style(Role::Text).bg.map_or(BLACK, nearest_of_8);
        let styles = self.styles.map(|style| {
            let bg = style.bg.map(nearest_of_8);
            let fg = style.fg.map(|fg| readable_of_8(fg, bg.unwrap_or(screen)));
            TextStyle {
                fg: fg.map(Colour::Indexed),
                bg: bg.map(Colour::Indexed),
                bold: style.bold && fg != Some(BLACK),
                ..style
            }
        });
        Self { styles }
    }
}

impl Colour {
    /// The nearest of the first eight colours, as a console shows them.
    #[must_use]
    pub fn to_8_colours(self) -> Self {
        Self::Indexed(nearest_of_8(self))
    }
}

/// Red, green and blue on a console.
fn console_rgb(colour: Colour) -> [u8; 3] {
    match colour {
        Colour::Indexed(index) => CONSOLE_COLOURS
            .get(usize::from(index))
            .copied()
            .or_else(|| colour.rgb())
            .unwrap_or_default(),
        Colour::True(red, green, blue) => [red, green, blue],
    }
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let channels = one.iter().zip(other);
    channels
        .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
        .sum()
}

/// The index of the nearest of the first eight colours.
fn nearest_of_8(colour: Colour) -> u8 {
    let wanted = console_rgb(colour);
    (0..8)
        .min_by_key(|&index| distance(wanted, console_rgb(Colour::Indexed(index))))
        .unwrap_or(BLACK)
}

/// The index of the nearest of the first eight colours that can be read on the colour `bg`; if there is none, the one with the
/// most contrast.
fn readable_of_8(colour: Colour, bg: u8) -> u8 {
    let wanted = console_rgb(colour);
    let contrast = |index: u8| {
        let [one, other] = [index, bg].map(|index| luminance(console_rgb(Colour::Indexed(index))));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    };
    let readable = (0..8).filter(|&index| contrast(index) >= MIN_CONTRAST);
    readable
        .min_by_key(|&index| distance(wanted, console_rgb(Colour::Indexed(index))))
        .or_else(|| (0..8).max_by(|&one, &other| contrast(one).total_cmp(&contrast(other))))
        .unwrap_or(BLACK)
}

#[cfg(test)]
mod tests {
    use super::super::BUILT_IN_THEMES;
    use super::*;

    fn index(colour: Colour) -> u8 {
        match colour {
            Colour::Indexed(index @ 0..8) => index,
            other => panic!("{other} is not one of eight"),
        }
    }

    /// Protects: on a console, every theme uses the first eight colours only, and can be read.
    #[test]
    fn eight_colours_are_readable() {
        let themes = BUILT_IN_THEMES.map(|theme| theme.palette.to_8_colours());
        for palette in themes.iter().chain([&CONSOLE]) {
            let screen = palette.style(Role::Text).bg.map_or(BLACK, index);
            for role in Role::ALL {
                let style = palette.style(role);
                let bg = style.bg.map_or(screen, index);
                let Some(fg) = style.fg.map(index) else {
                    continue;
                };
                assert_eq!(
                    fg,
                    readable_of_8(Colour::Indexed(fg), bg),
                    "{}",
                    role.name()
                );
                assert!(!(style.bold && fg == BLACK), "{}", role.name());
            }
        }
    }
}
