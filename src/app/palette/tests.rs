//! Tests of the palettes.

use super::*;
use std::collections::BTreeSet;

/// Red, green and blue of a colour that is not the terminal's own.
fn parts(colour: Colour) -> [u8; 3] {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match colour {
        Colour::True(r, g, b) => [r, g, b],
        Colour::Indexed(index @ 16..=231) => {
            let cube = usize::from(index - 16);
            [cube / 36, cube / 6 % 6, cube % 6].map(|step| STEPS[step])
        }
        Colour::Indexed(index @ 232..) => [8 + 10 * (index - 232); 3],
        Colour::Indexed(_) => panic!("nobody knows what the terminal's own colours are"),
    }
}

/// The relative luminance as WCAG 2.1 defines it.
fn luminance(colour: Colour) -> f64 {
    let [r, g, b] = parts(colour).map(|part| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Those that set ink and ground of the screen.
fn full() -> impl Iterator<Item = &'static BuiltIn> {
    BUILT_IN.iter().filter(|theme| theme.name != "terminal")
}

/// Protects: every word on the screen can be read in every theme, with 24 bits a colour and with 256 colours.
#[test]
fn every_ink_stands_out_from_its_ground() {
    for theme in full() {
        let least = if theme.name == "lantern" { 7.0 } else { 4.5 };
        for palette in [theme.palette.clone(), theme.palette.coarse()] {
            let text = palette.look(Role::Text);
            for role in Role::all() {
                let look = palette.look(role);
                let ink = look.fg.or(text.fg).expect("an ink");
                let ground = look.bg.or(text.bg).expect("a ground");
                let found = contrast(ink, ground);
                assert!(
                    found >= least,
                    "{} in {}: {ink} on {ground} is {found:.2}",
                    role.name(),
                    theme.name
                );
                assert!(!look.dim, "dimmed by how much, nobody knows");
                assert!(
                    look.fg.is_some() || look.bg.is_none(),
                    "a block has its ink"
                );
            }
        }
    }
}

/// What is left of a look without its hues.
fn hueless(look: Look) -> (bool, bool, bool, bool, bool) {
    let block = look.bg.is_some() || look.reverse;
    (block, look.bold, look.underline, look.italic, look.dim)
}

/// Protects: whoever sees no colours, or not all, sees who is a person, a country, selected, walked with, current, a hit.
#[test]
fn what_matters_differs_by_more_than_hue() {
    let palettes = BUILT_IN.iter().map(|theme| theme.palette).chain([&PLAIN]);
    for palette in palettes {
        let roles = [
            Role::Person,
            Role::Country,
            Role::SelectedPerson,
            Role::Companion,
            Role::Current,
        ];
        let looks: BTreeSet<_> = roles.map(|role| hueless(palette.look(role))).into();
        assert_eq!(looks.len(), roles.len(), "{looks:?}");
        assert!(!looks.contains(&hueless(Look::new())), "as running text");
        assert_eq!(
            hueless(palette.look(Role::SelectedPerson)),
            hueless(palette.look(Role::SelectedCountry))
        );
        assert!(hueless(palette.look(Role::Hit)).0);
        let current = palette.look(Role::Current);
        for role in [Role::Hit, Role::Taken, Role::Companion] {
            assert_ne!(hueless(palette.look(role)), hueless(current));
        }
    }
    // The current one is told from the selected by lightness, too.
    for theme in full() {
        let ground = |role| theme.palette.look(role).bg.expect("a block");
        for selected in [Role::SelectedPerson, Role::SelectedCountry] {
            let found = contrast(ground(Role::Current), ground(selected));
            assert!(found > 1.25, "{}: {found:.2}", theme.name);
        }
        let ink = |role| theme.palette.look(role).fg.expect("an ink");
        for other in [Role::Coast, Role::Land, Role::Place] {
            let found = contrast(ink(Role::PlaceChosen), ink(other));
            assert!(found > 1.25, "{}: {found:.2}", theme.name);
        }
    }
}

/// Protects: two light themes and two dark ones, and no colour at all for those who want none.
#[test]
fn there_are_themes_for_day_and_night() {
    let ground = |theme: &BuiltIn| theme.palette.look(Role::Text).bg.expect("a ground");
    let light = full().filter(|theme| luminance(ground(theme)) > 0.5);
    assert_eq!((light.count(), full().count()), (2, 4));
    for role in Role::all() {
        let look = PLAIN.look(role);
        assert_eq!((look.fg, look.bg), (None, None), "{}", role.name());
        assert_eq!(Role::of_name(role.name()), Some(role));
        assert!(!role.sentence().is_empty());
    }
    assert_eq!(built_in("terminal"), Some(&TERMINAL));
    assert_eq!(built_in("no such theme"), None);
}

#[test]
fn colours_are_read_as_they_are_written() {
    for text in ["#88c0d0", "#000000", "red", "bright-white"] {
        assert_eq!(Colour::of(text).expect("a colour").to_string(), text);
    }
    for text in ["", "#88c0d", "#88c0d00", "#gggggg", "#+8c0d0", "Red", "é"] {
        assert_eq!(Colour::of(text), None, "{text}");
    }
}

/// Protects: on a terminal of 256 colours a theme looks as much like itself as it can.
#[test]
fn the_nearest_of_256_is_taken() {
    for (colour, index) in [
        ("#000000", 16),
        ("#ffffff", 231),
        ("#5f87af", 67),
        ("#080808", 232),
        ("#eeeeee", 255),
        ("#1f2430", 235),
    ] {
        let colour = Colour::of(colour).expect("a colour");
        assert_eq!(colour.coarse(), Colour::Indexed(index), "{colour}");
    }
    assert_eq!(Colour::Indexed(3).coarse(), Colour::Indexed(3));
    // As any other way of looking for it finds.
    for red in (0..=255).step_by(17) {
        for green in (0..=255).step_by(51) {
            for blue in (0..=255).step_by(15) {
                let far = |colour: Colour| -> u32 {
                    let [r, g, b] = parts(colour);
                    let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
                    square(r, red) + square(g, green) + square(b, blue)
                };
                let found = far(Colour::True(red, green, blue).coarse());
                let best = (16..=255).map(Colour::Indexed).map(far).min();
                // A grey is looked for by the mean, which is nearest to within a step.
                assert!(found <= best.expect("some") + 75, "{red} {green} {blue}");
            }
        }
    }
}
