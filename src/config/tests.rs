//! Tests of the configuration.

use super::*;
use crate::app::action::{COMMANDS, Mode};
use crate::app::palette::{Colour, Role};

/// Protects: what `byline config` prints is what is understood, and its defaults are those of the program.
#[test]
fn the_printed_configuration_is_that_of_the_defaults() {
    let template = template();
    let uncommented: Vec<&str> = template
        .lines()
        .map(|line| line.strip_prefix('#').unwrap_or(line))
        .collect();
    let uncommented = uncommented.join("\n");
    for setting in option::SETTINGS {
        let line = format!("\n {} = {}\n", setting.name, setting.default);
        assert!(uncommented.contains(&line), "{line}");
    }
    let keys: usize = Mode::ALL
        .iter()
        .flat_map(|mode| COMMANDS.iter().map(|command| command.keys_in(*mode).len()))
        .sum();
    assert!(uncommented.lines().filter(|l| l.starts_with(" \"")).count() == keys);
    let read = parse(&uncommented).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    assert_eq!(read, Settings::default());
    let commented = parse(&template).expect("nothing but comments");
    assert_eq!(commented, Settings::default());
    assert_eq!(parse("").expect("nothing"), Settings::default());
}

/// Protects: an own theme is another one but for what it says, and may stand upon an own one above it.
#[test]
fn own_themes_stand_upon_others() {
    let text = "theme = \"two\"\n\
                [themes.one]\nbase = \"dusk\"\nperson = \"#88c0d0\"\ntext.bg = 233\n\
                [themes.two]\nbase = \"one\"\ncountry = { fg = \"default\", bold = false, reverse = \"on\" }\n";
    let settings = parse(text).expect("a configuration");
    let dusk = built_in("dusk").expect("a theme");
    let palette = &settings.palette;
    assert_eq!(palette.look(Role::Link), dusk.look(Role::Link));
    let person = palette.look(Role::Person);
    assert_eq!(person.fg, Some(Colour::True(0x88, 0xc0, 0xd0)));
    assert!(person.underline, "as in the one beneath");
    let text = palette.look(Role::Text);
    assert_eq!(text.bg, Some(Colour::Indexed(233)));
    assert_eq!(text.fg, dusk.look(Role::Text).fg);
    let country = palette.look(Role::Country);
    assert_eq!(
        (country.fg, country.bold, country.reverse),
        (None, false, true)
    );
    let mut settings = settings;
    assert!(settings.choose_theme("one").is_ok());
    assert!(settings.choose_theme("terminal").is_ok());
    assert!(settings.choose_theme("three").is_err());
}

/// Protects: a place is where a person counts it.
#[test]
fn places_are_counted_in_lines_and_characters() {
    let text = "# é\r\n  mesure = 3";
    let wrong = parse(text).expect_err("no option");
    assert_eq!(wrong.place(text), (2, 3));
    assert_eq!(place("é=".as_bytes(), 2), (1, 2));
    assert_eq!(place(b"", 0), (1, 1));
    assert_eq!(place(b"a\nb", 99), (2, 2));
}
