//! The palettes of the theme `auto`, which fits the background that the terminal has.
//!
//! Until the background is known, text has the terminal's own foreground, whatever it is, and mentions differ from it by
//! underline and bold; only blocks have colours, of both letters and background. On a light or dark background names have
//! colours of their own, from the 216 of the colour cube and the greys, which are the same everywhere. A palette is used
//! only if all its colours have a contrast of [`MIN_CONTRAST`] with the background; on a medium grey, none of them is.

use super::built_in::PLAIN;
use super::{Colour, Palette, Role, TextStyle};

/// The lowest contrast of text: what WCAG 2.1 asks for at level AA.
pub const MIN_CONTRAST: f64 = 4.5;

const NONE: TextStyle = TextStyle::new();

/// For any background.
#[rustfmt::skip]
pub(super) const AUTO: Palette = PLAIN.with(&[
    (Role::SelectedPerson, NONE.block(16, 117)),
    (Role::SelectedCountry, NONE.block(16, 215)),
    (Role::Paired, NONE.block(16, 150).underline()),
    (Role::Current, NONE.block(16, 227).bold().underline()),
    (Role::SearchMatch, NONE.block(16, 218).underline()),
]);

/// For dark backgrounds.
#[rustfmt::skip]
const DARK: Palette = AUTO.with(&[
    (Role::Heading, NONE.on_any(183).bold()),
    (Role::Code, NONE.on_any(150)),
    (Role::Link, NONE.on_any(147)),
    (Role::Person, NONE.on_any(117).underline()),
    (Role::Country, NONE.on_any(215).bold()),
    (Role::UncertainPerson, NONE.on_any(110).underline()),
    (Role::UncertainCountry, NONE.on_any(180)),
    (Role::ScrollbarMatch, NONE.on_any(218).bold()),
    (Role::Focus, NONE.on_any(227).bold()),
    (Role::Faint, NONE.on_any(248)),
    (Role::OffScreen, NONE.on_any(248)),
    (Role::Coast, NONE.on_any(248)),
    (Role::Land, NONE.on_any(180)),
    (Role::Marker, NONE.on_any(215).bold()),
    (Role::ChosenMarker, NONE.on_any(227).bold()),
]);

/// For light backgrounds.
#[rustfmt::skip]
const LIGHT: Palette = AUTO.with(&[
    (Role::Heading, NONE.on_any(54).bold()),
    (Role::Code, NONE.on_any(22)),
    (Role::Link, NONE.on_any(19)),
    (Role::Person, NONE.on_any(24).underline()),
    (Role::Country, NONE.on_any(94).bold()),
    (Role::UncertainPerson, NONE.on_any(60).underline()),
    (Role::UncertainCountry, NONE.on_any(95)),
    (Role::ScrollbarMatch, NONE.on_any(89).bold()),
    (Role::Focus, NONE.on_any(18).bold()),
    (Role::Faint, NONE.on_any(241)),
    (Role::OffScreen, NONE.on_any(241)),
    (Role::Coast, NONE.on_any(241)),
    (Role::Land, NONE.on_any(95)),
    (Role::Marker, NONE.on_any(94).bold()),
    (Role::ChosenMarker, NONE.on_any(18).bold()),
]);

/// The palette of the theme `auto` on this background.
pub fn palette_for_background(background: Colour) -> &'static Palette {
    [&DARK, &LIGHT]
        .into_iter()
        .find(|palette| palette.is_readable_on(background))
        .unwrap_or(&AUTO)
}

impl Palette {
    /// Whether every foreground without a background of its own contrasts with `background`.
    fn is_readable_on(&self, background: Colour) -> bool {
        self.styles
            .iter()
            .filter(|style| style.bg.is_none())
            .filter_map(|style| style.fg?.contrast(background))
            .all(|contrast| contrast >= MIN_CONTRAST)
    }
}

impl TextStyle {
    /// With the foreground of this index, on whatever background there is.
    const fn on_any(mut self, index: u8) -> Self {
        self.fg = Some(Colour::Indexed(index));
        self
    }

    /// With this foreground and background.
    const fn block(mut self, fg: u8, bg: u8) -> Self {
        self.fg = Some(Colour::Indexed(fg));
        self.bg = Some(Colour::Indexed(bg));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The backgrounds that terminals have by default, and those of common colour schemes.
    const LIGHT_BACKGROUNDS: [u32; 6] = [
        0xff_ff_ff, 0xfa_fa_fa, 0xfd_f6_e3, 0xef_f1_f5, 0xfb_f1_c7, 0xee_ee_ee,
    ];
    const DARK_BACKGROUNDS: [u32; 9] = [
        0x00_00_00, 0x0c_0c_0c, 0x1e_1e_1e, 0x28_2c_34, 0x00_2b_36, 0x30_0a_24, 0x28_2a_36,
        0x2e_34_40, 0x28_28_28,
    ];

    /// Protects: on light and on dark backgrounds, everything in a colour of ours is readable.
    #[test]
    fn every_colour_contrasts_with_common_backgrounds() {
        for (backgrounds, expected) in
            [(&LIGHT_BACKGROUNDS[..], &LIGHT), (&DARK_BACKGROUNDS, &DARK)]
        {
            for background in backgrounds {
                let background = Colour::from_hex(*background);
                let palette = palette_for_background(background);
                assert_eq!(palette, expected, "{background}");
                for role in Role::ALL {
                    let style = palette.style(role);
                    let Some(fg) = style.fg else { continue };
                    let bg = style.bg.unwrap_or(background);
                    let found = fg.contrast(bg).expect("no configurable colour");
                    assert!(found >= MIN_CONTRAST, "{} on {bg}: {found:.2}", role.name());
                    assert!(!style.dim, "terminals differ in how much they dim");
                }
            }
        }
    }

    /// Protects: on a background that is unknown, or neither light nor dark, text has the terminal's foreground.
    #[test]
    fn without_a_known_background_no_foreground_is_chosen() {
        assert_eq!(palette_for_background(Colour::from_hex(0x80_80_80)), &AUTO);
        for role in Role::ALL {
            let style = AUTO.style(role);
            let contrast = style.fg.zip(style.bg).and_then(|(fg, bg)| fg.contrast(bg));
            match (style.fg, style.bg) {
                (None, None) => {}
                _ => assert!(contrast.expect("both") >= MIN_CONTRAST, "{}", role.name()),
            }
        }
    }

    /// Protects: whatever the background, a palette that is chosen for it is readable on it.
    #[test]
    fn a_palette_is_chosen_only_where_it_is_readable() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let background = Colour::True(red, green, blue);
                    assert!(palette_for_background(background).is_readable_on(background));
                }
            }
        }
    }
}
