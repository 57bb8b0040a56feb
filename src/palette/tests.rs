//! Tests of the palettes.

use super::*;
use std::collections::BTreeSet;

/// Red, green and blue of a colour that is not one of the sixteen configurable ones.
fn rgb(colour: Colour) -> [u8; 3] {
    colour.rgb().expect("a colour with a fixed value")
}

/// The relative luminance.
fn luminance(colour: Colour) -> f64 {
    contrast::luminance(rgb(colour))
}

/// The contrast ratio.
fn contrast(one: Colour, other: Colour) -> f64 {
    one.contrast(other).expect("colours with fixed values")
}

/// The themes that set the foreground and background of the whole screen.
fn full_themes() -> impl Iterator<Item = &'static BuiltInTheme> {
    BUILT_IN_THEMES
        .iter()
        .filter(|theme| !["auto", "terminal"].contains(&theme.name))
}

/// Protects: text is readable in every theme, with 24-bit colours and with 256 colours.
#[test]
fn every_foreground_contrasts_with_its_background() {
    for theme in full_themes() {
        let min_contrast = if theme.name == "lantern" { 7.0 } else { 4.5 };
        for palette in [theme.palette.clone(), theme.palette.to_256_colours()] {
            let text = palette.style(Role::Text);
            for role in Role::ALL {
                let style = palette.style(role);
                let fg = style.fg.or(text.fg).expect("a foreground");
                let bg = style.bg.or(text.bg).expect("a background");
                let found = contrast(fg, bg);
                assert!(
                    found >= min_contrast,
                    "{} in {}: {fg} on {bg} is {found:.2}",
                    role.name(),
                    theme.name
                );
                assert!(!style.dim, "terminals differ in how much they dim");
                assert!(
                    style.fg.is_some() || style.bg.is_none(),
                    "a style with a background sets its foreground"
                );
            }
        }
    }
}

/// The parts of a style that do not depend on hue.
fn without_hue(style: TextStyle) -> (bool, bool, bool, bool, bool) {
    let block = style.bg.is_some() || style.reverse;
    (block, style.bold, style.underline, style.italic, style.dim)
}

/// Protects: without colour vision, or without colours, one can still tell people, countries, the selected name, the current
/// mention and matches apart.
#[test]
fn important_roles_differ_by_more_than_hue() {
    let palettes = BUILT_IN_THEMES
        .iter()
        .map(|theme| theme.palette)
        .chain([&PLAIN]);
    for palette in palettes {
        let roles = [
            Role::Person,
            Role::Country,
            Role::SelectedPerson,
            Role::Paired,
            Role::Current,
        ];
        let styles: BTreeSet<_> = roles.map(|role| without_hue(palette.style(role))).into();
        assert_eq!(styles.len(), roles.len(), "{styles:?}");
        assert!(
            !styles.contains(&without_hue(TextStyle::new())),
            "like running text"
        );
        assert_eq!(
            without_hue(palette.style(Role::SelectedPerson)),
            without_hue(palette.style(Role::SelectedCountry))
        );
        assert!(without_hue(palette.style(Role::SearchMatch)).0);
        let current = palette.style(Role::Current);
        for role in [Role::SearchMatch, Role::Selection, Role::Paired] {
            assert_ne!(without_hue(palette.style(role)), without_hue(current));
        }
    }
    // The current mention also differs from the selected name in lightness.
    for theme in full_themes() {
        let bg = |role| theme.palette.style(role).bg.expect("a block");
        for selected in [Role::SelectedPerson, Role::SelectedCountry] {
            let found = contrast(bg(Role::Current), bg(selected));
            assert!(found > 1.25, "{}: {found:.2}", theme.name);
        }
        let fg = |role| theme.palette.style(role).fg.expect("a foreground");
        for other in [Role::Coast, Role::Land, Role::Marker] {
            let found = contrast(fg(Role::ChosenMarker), fg(other));
            assert!(found > 1.25, "{}: {found:.2}", theme.name);
        }
    }
}

/// Protects: matches of a search have a background of their own wherever there are colours.
#[test]
fn search_matches_have_a_colour_of_their_own() {
    for theme in BUILT_IN_THEMES {
        let bg = |role| theme.palette.style(role).bg;
        for other in [
            Role::Current,
            Role::SelectedPerson,
            Role::SelectedCountry,
            Role::Paired,
            Role::Selection,
        ] {
            assert_ne!(
                bg(Role::SearchMatch),
                bg(other),
                "{}: {other:?}",
                theme.name
            );
        }
    }
}

/// Protects: there are two light themes and two dark ones, and a palette without colours.
#[test]
fn there_are_light_and_dark_themes() {
    let bg = |theme: &BuiltInTheme| theme.palette.style(Role::Text).bg.expect("a background");
    let light = full_themes().filter(|theme| luminance(bg(theme)) > 0.5);
    assert_eq!((light.count(), full_themes().count()), (2, 4));
    for role in Role::ALL {
        let style = PLAIN.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{}", role.name());
        assert_eq!(Role::from_name(role.name()), Some(role));
        assert!(!role.description().is_empty());
    }
    assert_eq!(built_in_palette("terminal"), Some(&TERMINAL));
    assert_eq!(built_in_palette("no such theme"), None);
}

#[test]
fn colours_are_printed_as_they_were_written() {
    for text in ["#88c0d0", "#000000", "red", "bright-white"] {
        assert_eq!(Colour::parse(text).expect("a colour").to_string(), text);
    }
    for text in ["", "#88c0d", "#88c0d00", "#gggggg", "#+8c0d0", "Red", "é"] {
        assert_eq!(Colour::parse(text), None, "{text}");
    }
}

/// Protects: a theme changes as little as possible on a terminal with 256 colours.
#[test]
fn the_nearest_of_256_colours_is_used() {
    for (colour, index) in [
        ("#000000", 16),
        ("#ffffff", 231),
        ("#5f87af", 67),
        ("#080808", 232),
        ("#eeeeee", 255),
        ("#1f2430", 235),
    ] {
        let colour = Colour::parse(colour).expect("a colour");
        assert_eq!(colour.to_256_colours(), Colour::Indexed(index), "{colour}");
    }
    assert_eq!(Colour::Indexed(3).to_256_colours(), Colour::Indexed(3));
    // Compare with an exhaustive search.
    for red in (0..=255).step_by(17) {
        for green in (0..=255).step_by(51) {
            for blue in (0..=255).step_by(15) {
                let distance = |colour: Colour| -> u32 {
                    let [r, g, b] = rgb(colour);
                    let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
                    square(r, red) + square(g, green) + square(b, blue)
                };
                let found = distance(Colour::True(red, green, blue).to_256_colours());
                let best = (16..=255).map(Colour::Indexed).map(distance).min();
                // A grey is chosen by the mean of the channels, which can be one step off the nearest.
                assert!(found <= best.expect("some") + 75, "{red} {green} {blue}");
            }
        }
    }
}
