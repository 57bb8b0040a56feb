//! Tests of the configuration.

use super::*;
use crate::app::action::{COMMANDS, Mode};
use crate::options::table;
use crate::palette::{Colour, Role};

/// Protects: the output of `byline config` is a valid configuration, and its defaults are those of the program.
#[test]
fn the_printed_configuration_equals_the_defaults() {
    let template = template();
    let uncommented: Vec<&str> = template
        .lines()
        .map(|line| line.strip_prefix('#').unwrap_or(line))
        .collect();
    let uncommented = uncommented.join("\n");
    for row in table(&mut Options::default()) {
        let line = format!("\n {} = {}\n", row.name, row.field.value);
        assert!(uncommented.contains(&line), "{line}");
    }
    let keys: usize = Mode::ALL
        .iter()
        .flat_map(|mode| COMMANDS.iter().map(|command| command.keys_in(*mode).len()))
        .sum();
    assert!(uncommented.lines().filter(|l| l.starts_with(" \"")).count() == keys);
    let read = parse(&uncommented).unwrap_or_else(|mistake| panic!("{mistake:?}"));
    assert_eq!(read, Settings::default());
    let commented = parse(&template).expect("nothing but comments");
    assert_eq!(commented, Settings::default());
    assert_eq!(parse("").expect("nothing"), Settings::default());
}

/// Protects: a user's theme changes only what it sets, and can be based on another of the user's themes above it.
#[test]
fn custom_themes_extend_their_base() {
    let text = "theme = \"two\"\n\
                [themes.one]\nbase = \"dusk\"\nperson = \"#88c0d0\"\ntext.bg = 233\n\
                [themes.two]\nbase = \"one\"\ncountry = { fg = \"default\", bold = false, reverse = \"on\" }\n";
    let settings = parse(text).expect("a configuration");
    let dusk = built_in_palette("dusk").expect("a theme");
    let palette = &settings.palette;
    assert_eq!(palette.style(Role::Link), dusk.style(Role::Link));
    let person = palette.style(Role::Person);
    assert_eq!(person.fg, Some(Colour::True(0x88, 0xc0, 0xd0)));
    assert!(person.underline, "as in the base");
    let text = palette.style(Role::Text);
    assert_eq!(text.bg, Some(Colour::Indexed(233)));
    assert_eq!(text.fg, dusk.style(Role::Text).fg);
    let country = palette.style(Role::Country);
    assert_eq!(
        (country.fg, country.bold, country.reverse),
        (None, false, true)
    );
    let mut settings = settings;
    for (name, exists) in [("one", true), ("terminal", true), ("three", false)] {
        name.clone_into(&mut settings.options.display.theme);
        assert_eq!(settings.apply_theme().is_ok(), exists, "{name}");
    }
}

/// Protects: the option `theme` names the built-in themes.
#[test]
fn the_option_lists_the_built_in_themes() {
    let mut options = Options::default();
    let rows = table(&mut options);
    let row = rows.iter().find(|row| row.name == "theme");
    let description = row.map_or("", |row| row.description);
    let names = BUILT_IN_THEMES.iter().map(|theme| theme.name);
    let names: Vec<&str> = names.collect();
    assert!(description.contains(&names.join(", ")), "{description}");
}

/// Protects: the position of a mistake is counted as editors count it.
#[test]
fn positions_are_counted_in_lines_and_characters() {
    let text = "# é\r\n  mesure = 3";
    let mistake = parse(text).expect_err("an unknown option");
    let at = |line, column| Position { line, column };
    assert_eq!(mistake.position(text), at(2, 3));
    assert_eq!(position("é=".as_bytes(), 2), at(1, 2));
    assert_eq!(position(b"", 0), at(1, 1));
    assert_eq!(position(b"a\nb", 99), at(2, 2));
}
