//! The configuration: options, key bindings, themes, old names, and the messages for mistakes. Protects: what the user sets
//! takes effect in every view, and a mistake is reported with its position.

mod mistakes;
mod old_names;
mod rebinding;

use crate::common::modes::{keys_to, start_for};
use crate::common::program::byline;
use crate::common::reader::{keys, reader_with};
use crate::common::screen::picture;
use byline::app::action::{Action, Mode};
use byline::app::state::ReaderOptions;
use byline::app::{Event, Keymap, State, update};
use byline::cli::{self, Command, Environment, PrintOptions, ReadOptions, TerminalFeatures};
use byline::config::{self, Settings};
use byline::error::Error;
use byline::options::{Flag, Options, table};
use byline::palette::{
    BUILT_IN_THEMES, BuiltInTheme, CONSOLE, Colour, ColourDepth, Role, palette_for_background,
};
use ratatui::style::Color;
use std::ffi::OsString;
use std::sync::Arc;

const SIZE: (u16, u16) = (100, 30);

fn settings(text: &str) -> Settings {
    config::parse(text)
        .unwrap_or_else(|mistake| panic!("{:?}: {}", mistake.position(text), mistake.message))
}

/// A terminal with 24-bit colour.
fn terminal() -> Environment {
    Environment {
        input_is_terminal: true,
        output_is_terminal: true,
        terminal: TerminalFeatures {
            colours: ColourDepth::True,
            ..TerminalFeatures::default()
        },
        ..Environment::default()
    }
}

/// The result of the command line `arguments` with the configuration `text`.
fn parsed(arguments: &[&str], text: &str) -> Result<ReadOptions, Error> {
    let arguments = std::iter::once("byline").chain(arguments.iter().copied());
    let arguments = arguments.map(OsString::from);
    match cli::parse(arguments, &terminal(), |_| Ok(settings(text)))? {
        Command::Read(options) => Ok(options),
        other => panic!("{other:?}"),
    }
}

fn reader(options: ReaderOptions) -> State {
    reader_with(options, SIZE)
}

/// What a command line and a configuration lead to: a reader, or printing.
struct Outcome {
    options: ReadOptions,
    state: State,
    printed: PrintOptions,
}

impl Outcome {
    fn new(flags: &[&str], text: &str) -> Self {
        let options = parsed(flags, text).unwrap();
        let arguments = ["byline", "--plain"].iter().chain(flags);
        let printed = cli::parse(arguments.map(OsString::from), &terminal(), |_| {
            Ok(settings(text))
        });
        let Ok(Command::Print(printed)) = printed else {
            panic!("{printed:?}")
        };
        Self {
            state: reader(options.reader.clone()),
            options,
            printed,
        }
    }
}

/// An option, how it is set in the configuration and with a flag that overrides that, and what follows from the defaults,
/// the configuration, and the flag.
struct OptionCase {
    name: &'static str,
    text: &'static str,
    flags: &'static [&'static str],
    effect: fn(&Outcome) -> String,
    effects: [&'static str; 3],
}

/// At least one for every option.
#[rustfmt::skip]
const OPTION_CASES: &[OptionCase] = &[
    OptionCase { name: "theme", text: "theme = \"dusk\"", flags: &["--theme", "paper"],
        effect: |outcome| {
            let is_used = |theme: &&BuiltInTheme| *theme.palette == *outcome.state.session.options.palette;
            BUILT_IN_THEMES.iter().find(is_used).unwrap().name.to_owned()
        },
        effects: ["auto", "dusk", "paper"] },
    OptionCase { name: "color", text: "color = \"never\"", flags: &["--color", "always"],
        effect: |outcome| format!("{} {}", outcome.state.session.options.colour, outcome.printed.styled),
        effects: ["true true", "false false", "true true"] },
    OptionCase { name: "text-width", text: "text-width = 40", flags: &["--text-width", "60"],
        effect: |outcome| outcome.state.screen.layout_options.text_width.to_string(),
        effects: ["68", "40", "60"] },
    OptionCase { name: "panel", text: "panel = false", flags: &["--panel", "on"],
        effect: |outcome| outcome.state.screen.areas.panel.is_empty().to_string(),
        effects: ["false", "true", "false"] },
    OptionCase { name: "order", text: "order = \"name\"", flags: &["--order", "appearance"],
        effect: |outcome| format!("{:?}", outcome.state.session.panel_order),
        effects: ["Mentions", "Name", "Appearance"] },
    OptionCase { name: "highlight", text: "highlight = \"people\"", flags: &["--highlight", "none"],
        effect: |outcome| format!("{:?}", outcome.state.session.highlights),
        effects: ["Both", "People", "None"] },
    OptionCase { name: "min-confidence", text: "min-confidence = 90", flags: &["--min-confidence", "30"],
        effect: |outcome| format!("{} {}", outcome.state.session.min_confidence, outcome.printed.analysis.min_confidence),
        effects: ["50 50", "90 90", "30 30"] },
    OptionCase { name: "hyperlinks", text: "hyperlinks = \"on\"", flags: &["--hyperlinks", "off"],
        effect: |outcome| outcome.options.terminal.hyperlinks.to_string(),
        effects: ["false", "true", "false"] },
    OptionCase { name: "scrolloff", text: "scrolloff = 5", flags: &["--scrolloff", "3"],
        effect: |outcome| outcome.state.session.options.reading.scrolloff.to_string(),
        effects: ["0", "5", "3"] },
    OptionCase { name: "smooth-scroll", text: "smooth-scroll = \"off\"", flags: &["--smooth-scroll", "on"],
        effect: |outcome| outcome.state.session.options.smooth_scroll.to_string(),
        effects: ["true", "false", "true"] },
    OptionCase { name: "follow", text: "follow = true", flags: &[],
        effect: |outcome| outcome.options.reader.reading.follow.to_string(),
        effects: ["false", "true", "true"] },
    OptionCase { name: "follow", text: "follow = false", flags: &["--follow"],
        effect: |outcome| outcome.options.reader.reading.follow.to_string(),
        effects: ["false", "false", "true"] },
    OptionCase { name: "links", text: "links = \"browser\"", flags: &["--links", "reader"],
        effect: |outcome| format!("{:?}", outcome.state.session.options.reading.links),
        effects: ["Reader", "Browser", "Reader"] },
    OptionCase { name: "mouse", text: "mouse = \"off\"", flags: &["--mouse", "on"],
        effect: |outcome| outcome.options.reader.reading.mouse.to_string(),
        effects: ["true", "false", "true"] },
    OptionCase { name: "corrections", text: "corrections = false", flags: &[],
        effect: |outcome| outcome.printed.analysis.corrections.to_string(),
        effects: ["true", "false", "false"] },
    OptionCase { name: "corrections", text: "corrections = true", flags: &["--no-corrections"],
        effect: |outcome| outcome.options.reader.analysis.corrections.to_string(),
        effects: ["true", "true", "false"] },
    OptionCase { name: "history", text: "history = false", flags: &[],
        effect: |outcome| outcome.options.reader.reading.history.to_string(),
        effects: ["true", "false", "false"] },
    OptionCase { name: "history", text: "history = true", flags: &["--no-history"],
        effect: |outcome| outcome.options.reader.reading.history.to_string(),
        effects: ["true", "true", "false"] },
    OptionCase { name: "library", text: "library = false", flags: &[],
        effect: |outcome| outcome.options.library.library.to_string(),
        effects: ["true", "false", "false"] },
    OptionCase { name: "library-text", text: "library-text = false", flags: &[],
        effect: |outcome| outcome.options.library.text.to_string(),
        effects: ["true", "false", "false"] },
    OptionCase { name: "library-size", text: "library-size = 50", flags: &[],
        effect: |outcome| outcome.options.library.megabytes.to_string(),
        effects: ["200", "50", "50"] },
    OptionCase { name: "whole-page", text: "whole-page = true", flags: &[],
        effect: |outcome| outcome.options.load.whole_page.to_string(),
        effects: ["false", "true", "true"] },
    OptionCase { name: "whole-page", text: "whole-page = false", flags: &["--whole-page"],
        effect: |outcome| outcome.printed.load.whole_page.to_string(),
        effects: ["false", "false", "true"] },
    OptionCase { name: "browser", text: "browser = \"lynx\"", flags: &[],
        effect: |outcome| outcome.options.commands.browser.clone().unwrap_or_default(),
        effects: ["", "lynx", "lynx"] },
    OptionCase { name: "copy-command", text: "copy-command = \"wl-copy\"", flags: &[],
        effect: |outcome| outcome.options.commands.copy.clone().unwrap_or_default(),
        effects: ["", "wl-copy", "wl-copy"] },
    OptionCase { name: "timeout", text: "timeout = 5", flags: &["--timeout", "6"],
        effect: |outcome| outcome.options.load.fetch.timeout_seconds.to_string(),
        effects: ["30", "5", "6"] },
    OptionCase { name: "max-bytes", text: "max-bytes = \"5M\"", flags: &["--max-bytes", "6M"],
        effect: |outcome| outcome.printed.load.fetch.max_bytes.to_string(),
        effects: ["67108864", "5242880", "6291456"] },
    OptionCase { name: "user-agent", text: "user-agent = \"me\"", flags: &["--user-agent", "you"],
        effect: |outcome| outcome.options.load.fetch.user_agent.clone().unwrap_or_default(),
        effects: ["", "me", "you"] },
    OptionCase { name: "width", text: "width = 50", flags: &["--width", "70"],
        effect: |outcome| outcome.printed.width.to_string(),
        effects: ["80", "50", "70"] },
];

/// Protects: every option takes effect, and flags override the configuration.
#[test]
fn options_take_effect_and_flags_override_them() {
    for case in OPTION_CASES {
        for (flags, text, expected) in [
            (&[][..], "", case.effects[0]),
            (&[], case.text, case.effects[1]),
            (case.flags, case.text, case.effects[2]),
        ] {
            let outcome = Outcome::new(flags, text);
            assert_eq!((case.effect)(&outcome), expected, "{text} {flags:?}");
        }
    }
    for row in table(&mut Options::default()) {
        let mut cases = OPTION_CASES.iter().filter(|case| case.name == row.name);
        let is_covered = cases.any(|case| (row.flag == Flag::None) == case.flags.is_empty());
        assert!(is_covered, "{} needs a case, with its flag", row.name);
    }
    let error = parsed(&["--theme", "papier"], "").unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains("did you mean paper?"), "{error}");
}

/// Protects: keys that reset something reset it to what the user configured, not to the built-in default.
#[test]
fn resetting_returns_to_the_configured_value() {
    let options = parsed(&["--text-width", "50", "--min-confidence", "95"], "").unwrap();
    let mut state = reader(options.reader);
    keys(&mut state, "- -");
    assert!(state.screen.layout_options.text_width < 50);
    keys(&mut state, "=");
    assert_eq!(state.screen.layout_options.text_width, 50);
    keys(&mut state, ">");
    assert_eq!(
        state.session.min_confidence, 95,
        "raising the confidence never lowers it"
    );
    keys(&mut state, "< <");
    assert_eq!(state.session.min_confidence, 75);
    keys(&mut state, "9>");
    assert_eq!(state.session.min_confidence, 95);
}

/// Keys that open the views for which there is no mode, and variants of the others.
const MORE_VIEW_KEYS: [&str; 14] = [
    "",
    "tab G",
    "z",
    ". . enter g",
    "J enter g",
    ". p",
    "c enter",
    ". c tab",
    "w + l",
    ". M m",
    "v 3l",
    ". * &",
    "/ m o",
    ". enter ?",
];

/// Checks that every cell has a foreground and a background of the theme, or neither if colours are off.
fn check_colours(state: &State, name: &str, in_256_colours: bool) {
    for cell in &picture(state).content {
        let set = |colour| colour != Color::Reset;
        let is_coloured = set(cell.fg) && set(cell.bg);
        match (state.session.options.colour, name) {
            (false, _) => assert!(!set(cell.fg) && !set(cell.bg)),
            (true, "auto" | "terminal") => {}
            (true, name) => assert!(is_coloured, "{name}: {cell:?}"),
        }
        let is_24_bit = |colour| matches!(colour, Color::Rgb(..));
        assert!(!in_256_colours || !is_24_bit(cell.fg) && !is_24_bit(cell.bg));
    }
}

/// Protects: a theme colours the whole screen in every view, and without colours there are none.
#[test]
fn a_theme_colours_the_whole_screen() {
    for theme in BUILT_IN_THEMES {
        for (colour, in_256_colours) in [(true, false), (true, true), (false, false)] {
            let palette = if in_256_colours {
                theme.palette.to_256_colours()
            } else {
                theme.palette.clone()
            };
            let options = ReaderOptions {
                colour,
                palette: Arc::new(palette),
                ..ReaderOptions::default()
            };
            let of_modes = Mode::ALL.map(|mode| (mode, keys_to(mode)));
            let others = MORE_VIEW_KEYS.map(|keys| (Mode::Text, keys.to_owned()));
            for (mode, view_keys) in of_modes.into_iter().chain(others) {
                for size in [(100, 30), (60, 20), (30, 6)] {
                    let mut state = start_for(mode, options.clone(), size);
                    keys(&mut state, &view_keys);
                    check_colours(&state, theme.name, in_256_colours);
                }
            }
        }
    }
}

/// Protects: a mistake in the configuration ends the program with status 2 and one line, and the tools print.
#[test]
fn the_program_reports_mistakes_and_the_tools_print() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = byline();
        command.args(arguments).env("HOME", home.path());
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (code, template, _) = run(&["config"]);
    assert_eq!((code, template), (Some(0), config::template()));
    let (code, listed, _) = run(&["keys"]);
    assert_eq!(
        (code, listed),
        (Some(0), config::key_listing(&Keymap::default()))
    );
    let folder = home.path().join(".config/byline");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[keys.text]\nX = \"preview\"\n").unwrap();
    let (_, listed, _) = run(&["keys"]);
    assert!(
        listed.lines().any(|line| line.starts_with("    X p ")),
        "{listed}"
    );
    std::fs::write(folder.join("config.toml"), "widht = 3\n").unwrap();
    for arguments in [&["--people", "-"][..], &["keys"], &["--theme", "dusk", "-"]] {
        let (code, printed, message) = run(arguments);
        assert_eq!((code, printed.as_str()), (Some(2), ""));
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(
            message.ends_with("config.toml:1:1: there is no option “widht”; did you mean width?\n"),
            "{message}"
        );
    }
    for arguments in [
        &["config"][..],
        &["--help"],
        &["--config", "/dev/null", "keys.txt"],
    ] {
        assert_ne!(
            run(arguments).0,
            Some(2),
            "{arguments:?} does not read the configuration"
        );
    }
}

/// Protects: the configuration in the manual is valid.
#[test]
fn the_example_in_the_manual_is_a_configuration() {
    let page = include_str!("../../assets/manual/configuration.md");
    let example = page.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let set = settings(example);
    assert_ne!(set.palette, Arc::default());
    assert_eq!(set.keymap.key_hint(Mode::Text, Action::NextMention), "^N");
    assert_eq!(set.keymap.key_hint(Mode::Text, Action::Leave), "");
}

/// Protects: the theme `auto` follows the background that the terminal reports; a theme that was chosen, and no colours, do not.
#[test]
fn the_theme_auto_follows_the_background() {
    let options = |arguments: &[&str], features: TerminalFeatures, no_color| {
        let environment = Environment {
            terminal: features,
            no_color,
            ..terminal()
        };
        let arguments = ["byline"].iter().chain(arguments).map(OsString::from);
        let command = cli::parse(arguments, &environment, |_| Ok(Settings::default()));
        let Ok(Command::Read(options)) = command else {
            panic!("{command:?}")
        };
        options.reader
    };
    let usual = TerminalFeatures {
        has_queries: true,
        ..TerminalFeatures::default()
    };
    let white = Colour::True(255, 255, 255);
    for (arguments, features, no_color, follows) in [
        (&[][..], usual, false, true),
        (&["--theme", "auto"][..], usual, false, true),
        (&["--theme", "terminal"][..], usual, false, false),
        (&["--theme", "dusk"][..], usual, false, false),
        (&[][..], usual, true, false),
        (&[][..], TerminalFeatures::default(), false, false),
    ] {
        let options = options(arguments, features, no_color);
        assert_eq!(options.fits_background, follows, "{arguments:?}");
        let before = options.palette.clone();
        let mut state = reader(options);
        update(&mut state, Event::Background(white));
        let after = &state.session.options.palette;
        assert_eq!(*after != before, follows, "{arguments:?}");
        if follows {
            assert_eq!(**after, *palette_for_background(white));
        }
    }
    let console = TerminalFeatures {
        colours: ColourDepth::Eight,
        ..TerminalFeatures::default()
    };
    assert_eq!(*options(&[], console, false).palette, CONSOLE);
    let dusk = options(&["--theme", "dusk"], console, false).palette;
    let is_one_of_8 = |colour: Option<Colour>| matches!(colour, None | Some(Colour::Indexed(0..8)));
    for style in Role::ALL.map(|role| dusk.style(role)) {
        assert!(is_one_of_8(style.fg) && is_one_of_8(style.bg), "{style:?}");
    }
    let old = TerminalFeatures {
        colours: ColourDepth::Monochrome,
        ..TerminalFeatures::default()
    };
    assert!(!options(&[], old, false).colour);
    assert!(options(&["--color", "always"], old, false).colour);
}
