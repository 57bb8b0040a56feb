//! The configuration: options, key bindings, themes, old names, and the messages for mistakes. Protects: what the user sets
//! takes effect in every view, and a mistake is reported with its position.

use crate::common::modes::{keys_to, start_for};
use crate::common::program::byline;
use crate::common::reader::{help_top, keys, reader_with};
use crate::common::screen::picture;
use byline::app::action::{Action, COMMANDS, Mode};
use byline::app::effect::Effect;
use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, Keymap, State, update};
use byline::cli::{self, Command, Environment, PrintOptions, ReadOptions};
use byline::config::{self, Settings};
use byline::error::Error;
use byline::options::{Flag, Options, table};
use byline::palette::{BUILT_IN_THEMES, BuiltInTheme, Colour, Role};
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use std::ffi::OsString;
use std::path::Path;
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
        true_color: true,
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
        effects: ["terminal", "dusk", "paper"] },
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
        effects: ["60 60", "90 90", "30 30"] },
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

/// Keys without a default binding in any mode, except those that terminals send as another key.
fn unused_keys() -> impl Iterator<Item = String> {
    let functions = (2..=24).map(|n| format!("f{n}"));
    let letters = || "abcdefghijklmnopqrstuvwxyz".chars();
    let with_alt = letters().map(|c| format!("alt-{c}"));
    let with_alt_shift = letters().map(|c| format!("alt-{}", c.to_uppercase()));
    let with_ctrl_alt = letters()
        .filter(|c| !"hijm".contains(*c))
        .map(|c| format!("ctrl-alt-{c}"));
    functions
        .chain(with_alt)
        .chain(with_alt_shift)
        .chain(with_ctrl_alt)
}

/// A configuration that gives every action another key in every mode, and unbinds every default key.
fn everything_rebound() -> String {
    let mut text = String::new();
    for mode in Mode::ALL {
        text += &format!("[keys.{}]\n", mode.name());
        // Keys that are not bound in the panel are those of the text, so the two must not use the same keys.
        let of_text = COMMANDS.iter().filter(|c| !c.text_keys.is_empty()).count();
        let skipped = if mode == Mode::Panel { of_text } else { 0 };
        let mut unused = unused_keys().skip(skipped);
        for command in COMMANDS {
            let old = command.keys_in(mode);
            if old.is_empty() {
                continue;
            }
            let key = unused.next().expect("enough keys");
            text += &format!("\"{key}\" = \"{}\"\n", command.action.name());
            for key in old {
                let key = key.replace('\\', "\\\\");
                text += &format!("\"{key}\" = \"nop\"\n");
            }
        }
    }
    text
}

/// Two readers in the same state, one with the default keys and one with others.
struct ReaderPair {
    usual: State,
    other: State,
    default_keymap: Keymap,
}

impl ReaderPair {
    fn new(mode: Mode, rebound: &Keymap) -> Self {
        let default_keymap = Keymap::default();
        let make = |keymap: &Keymap| {
            let options = ReaderOptions {
                keymap: keymap.clone(),
                ..ReaderOptions::default()
            };
            start_for(mode, options, SIZE)
        };
        let (usual, other) = (make(&default_keymap), make(rebound));
        let mut pair = Self {
            usual,
            other,
            default_keymap,
        };
        for key in keys_to(mode).split_whitespace() {
            pair.press(key.parse().unwrap());
        }
        assert_eq!((pair.usual.mode(), pair.other.mode()), (mode, mode));
        pair
    }

    /// Presses `key`, and in the other reader the key with the same action.
    fn press(&mut self, key: Key) -> [Vec<Effect>; 2] {
        let mode = self.usual.mode();
        let action = self.default_keymap.action_for(mode, key);
        let other = action.map_or(key, |action| {
            let own = self.other.session.keymap.keys_for(mode, action).first();
            let of_text = || {
                self.other
                    .session
                    .keymap
                    .keys_for(Mode::Text, action)
                    .first()
            };
            *own.or_else(of_text).expect("a key for it")
        });
        assert_ne!((Some(key), action.is_some()), (Some(other), true));
        [(&mut self.usual, key), (&mut self.other, other)]
            .map(|(state, key)| update(state, Event::Key(key)))
    }

    /// Whether both readers look the same, apart from the names of keys.
    fn looks_the_same(&self) -> bool {
        appearance(&self.usual, &self.default_keymap)
            == appearance(&self.other, &self.default_keymap)
    }
}

/// The screen and the state of a reader, as if its keys were those of `keymap`.
fn appearance(state: &State, keymap: &Keymap) -> (Buffer, String) {
    let mut state = state.clone();
    state.session.keymap = keymap.clone();
    let has_message = state.messages.current_notice().is_some();
    state.messages.clear_notice();
    let facts = format!(
        "{:?}",
        (
            (
                state.mode(),
                state.reading.current,
                state.reading.selected,
                state.reading.visible_range()
            ),
            (
                &state.reading.marked,
                state.session.min_confidence,
                state.session.highlights,
                state.session.panel_order
            ),
            (
                state.screen.layout_options,
                &state.screen.overlays,
                help_top(&state),
                has_message
            ),
            (
                &state.session.feed_list,
                &state.session.loading,
                state.reading.pair.is_some()
            ),
        )
    );
    (picture(&state), facts)
}

/// Protects: every action can get another key in every mode; that key does what the default key did, which does nothing.
#[test]
fn every_key_can_be_rebound() {
    let rebound = settings(&everything_rebound()).keymap;
    let default_keymap = Keymap::default();
    for mode in Mode::ALL {
        for action in Action::all() {
            let Some(&key) = default_keymap.keys_for(mode, action).first() else {
                continue;
            };
            let name = (mode.name(), action.name());
            let mut pair = ReaderPair::new(mode, &rebound);
            assert!(pair.looks_the_same(), "{name:?}: at the start");
            let [one, other] = pair.press(key);
            assert_eq!(one, other, "{name:?}");
            assert!(pair.looks_the_same(), "{name:?}");
            for &old in default_keymap.keys_for(mode, action) {
                let mut pair = ReaderPair::new(mode, &rebound);
                let before = appearance(&pair.other, &default_keymap);
                assert!(update(&mut pair.other, Event::Key(old)).is_empty());
                // Where a letter is awaited, any key is an answer.
                if !matches!(mode, Mode::Bookmark | Mode::LinkHints) {
                    let after = appearance(&pair.other, &default_keymap);
                    assert!(before == after, "{name:?}: {old} still does something");
                }
            }
        }
    }
}

/// Protects: hints and `byline keys` show the keys as they are bound.
#[test]
fn hints_and_listings_show_the_bound_keys() {
    let text = "[keys.text]\n\"ctrl-n\" = \"next-mention\"\nf2 = \"show-help\"\n\"?\" = \"nop\"\n[keys.card]\nclear = true\nX = \"close\"\n";
    let keymap = settings(text).keymap;
    let hint = |mode, action| keymap.key_hint(mode, action);
    assert_eq!(hint(Mode::Text, Action::NextMention), "^N");
    assert_eq!(hint(Mode::Text, Action::ShowHelp), "F2");
    assert_eq!(hint(Mode::Card, Action::Close), "X");
    assert_eq!(hint(Mode::Card, Action::Choose), "");
    assert_eq!(hint(Mode::Panel, Action::Choose), "Enter", "as before");
    let more = settings(
        "[keys.text]\n\"ctrl-alt-x\" = \"preview\"\n\"alt-left\" = \"toggle-zen\"\n\"ctrl-up\" = \"show-map\"\n",
    )
    .keymap;
    let hint = |action| more.key_hint(Mode::Text, action);
    assert_eq!(
        [Action::Preview, Action::ToggleZen, Action::ShowMap].map(hint),
        ["Ctrl-Alt-x", "Alt-←", "Ctrl-↑"]
    );
    let listed = config::key_listing(&keymap);
    let line = |name: &str| listed.lines().find(|line| line.contains(name)).unwrap();
    assert!(line(" next-mention ").contains("ctrl-n . ]"), "{listed}");
    assert!(line(" show-help ").contains("f2 f1"), "{listed}");
    let card = listed.split("[keys.card]").nth(1).unwrap();
    let card = card.split("[keys.").next().unwrap();
    assert!(card.contains("(none)") && card.contains("    X "), "{card}");
}

/// Configurations with a mistake: the text, the line and column of the mistake, and words of the message.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str, &str)] = &[
    ("text-widht = 3", "1:1", "did you mean text-width?"),
    ("frobnicate = 3", "1:1", "there is no option “frobnicate”, only theme,"),
    ("\ntext-width = \"wide\"", "2:14", "a number from 20 to 200, not “wide”"),
    ("text-width = 19", "1:14", "not 19"),
    ("min-confidence = 101", "1:18", "min-confidence must be a number from 0 to 100"),
    ("max-bytes = \"5G\"", "1:13", "up to \"256M\""),
    ("browser = \"a\\u001b[2J\"", "1:11", "a command on one line"),
    ("order = \"nam\"", "1:9", "did you mean name?"),
    ("theme = \"papr\"", "1:9", "did you mean paper?"),
    ("theme = [1]", "1:9", "the name of a theme, not a list"),
    ("text-width = 30\ntext-width = 40", "2:1", "“text-width” is set a second time"),
    ("measure = 30\ntext-width = 40", "2:1", "“text-width” is set a second time"),
    ("text-width = ", "1:14", "this is not valid TOML"),
    ("[keys.text\nj = 1", "1:11", "this is not valid TOML"),
    ("[keys.txt]\n", "1:7", "did you mean text?"),
    ("[keys]\nj = \"go-to-start\"", "2:1", "put it under [keys.text]"),
    ("[keys.text]\npgdown = \"top\"", "2:1", "did you mean pgdn?"),
    ("[keys.text]\nfoo-j = \"top\"", "2:1", "write it like"),
    ("[keys.text]\nj = \"line-dwn\"", "2:5", "did you mean line-down?"),
    ("[keys.text]\nj = 3", "2:5", "a key is bound to the name of an action"),
    ("[keys.text]\nj = \"toggle-mark\"", "2:5", "“toggle-mark” does nothing in keys.text; it works in keys.panel"),
    ("[keys.text]\nminus = \"top\"\n\"-\" = \"bottom\"", "3:1", "bound twice in keys.text"),
    ("[keys.text]\n\"ctrl-D\" = \"top\"\n\"ctrl-d\" = \"bottom\"", "3:1", "bound twice"),
    ("[keys.text]\n\"ctrl-m\" = \"top\"", "2:1", "as enter"),
    ("[keys.text]\n5 = \"top\"", "2:1", "digits repeat a key"),
    ("[keys.prompt]\nj = \"close\"", "2:1", "typed as text"),
    ("[keys.text]\nq = \"nop\"\n\"ctrl-c\" = \"nop\"", "1:7", "bind quit or leave in keys.text"),
    ("[keys.card]\nclear = true", "1:7", "bind close or quit in keys.card"),
    ("themes = 3", "1:10", "must be a table of themes"),
    ("[themes.paper]", "1:9", "choose another name"),
    ("[themes.a]\nbase = \"b\"\n[themes.b]", "2:8", "there is no theme “b”"),
    ("[themes.a]\npersn = \"red\"", "2:1", "did you mean person?"),
    ("[themes.a]\nperson = \"redd\"", "2:10", "did you mean red?"),
    ("[themes.a]\nperson.fg = \"#12\"", "2:13", "six hexadecimal digits"),
    ("[themes.a]\nperson = { fg = 256 }", "2:17", "from 0 to 255, not 256"),
    ("[themes.a]\nperson = { blod = true }", "2:12", "did you mean bold?"),
    ("[themes.a]\nperson = { bold = 1 }", "2:19", "true or false, not 1"),
    ("mo\u{1b}[2Jse = 1", "1:4", "TOML"),
    ("\"mo\\u001b[2J\\u202ese\" = 1", "1:1", "there is no option"),
];

/// Protects: a mistake is reported in one sentence, with its position and what was probably meant.
#[test]
fn a_mistake_is_reported_in_one_sentence_with_its_position() {
    for (text, position, words) in MISTAKES {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let error = config::read(Some(file.path()), |_| None).expect_err(text);
        let message = error.to_string();
        let at = format!("{}:{position}: ", file.path().display());
        assert!(message.starts_with(&at), "{text}: {message}");
        assert!(message.contains(words), "{text}: {message}");
        assert!(
            !message.chars().any(char::is_control) && !message.contains('\u{202e}'),
            "{message:?}"
        );
        assert_eq!(error.exit_code(), 2);
    }
}

/// Protects: a file that is not text, too long or missing is reported, but the default file need not exist.
#[test]
fn files_that_cannot_be_read_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("byline/config.toml");
    let usual = || {
        config::read(None, |name| {
            (name == "XDG_CONFIG_HOME").then(|| folder.path().into())
        })
    };
    assert_eq!(usual().unwrap(), Settings::default());
    assert_eq!(config::read(None, |_| None).unwrap(), Settings::default());
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    for (bytes, words) in [
        (b"# \xc3\xa9\n\xff".to_vec(), ":2:1: this is not UTF-8"),
        (vec![b'#'; (1 << 20) + 1], "larger than 1 MiB"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let error = usual().unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
    std::fs::write(&path, "text-width = 70").unwrap();
    assert_eq!(usual().unwrap().options.reading.text_width, 70);
    for (path, words) in [
        (folder.path(), "cannot read the configuration"),
        (Path::new("/no/such/file"), "no such file"),
    ] {
        let error = config::read(Some(path), |_| None).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
}

/// The names that actions have had since the first version.
#[rustfmt::skip]
const OLD_ACTIONS: &[(&str, Action)] = &[
    ("line-down", Action::LineDown),
    ("line-up", Action::LineUp),
    ("half-down", Action::HalfPageDown),
    ("half-up", Action::HalfPageUp),
    ("page-down", Action::PageDown),
    ("page-up", Action::PageUp),
    ("top", Action::GoToStart),
    ("bottom", Action::GoToEnd),
    ("paragraph-next", Action::NextParagraph),
    ("paragraph-previous", Action::PreviousParagraph),
    ("heading-next", Action::NextHeading),
    ("heading-previous", Action::PreviousHeading),
    ("of-entity-next", Action::NextMatch),
    ("of-entity-previous", Action::PreviousMatch),
    ("mention-next", Action::NextMention),
    ("mention-previous", Action::PreviousMention),
    ("entity-next", Action::NextName),
    ("entity-previous", Action::PreviousName),
    ("same-next", Action::FollowNext),
    ("same-previous", Action::FollowPrevious),
    ("search", Action::Search),
    ("filter", Action::SearchPanel),
    ("contents", Action::ShowContents),
    ("trail", Action::ShowJumpList),
    ("set-mark", Action::SetBookmark),
    ("to-mark", Action::GoToBookmark),
    ("recent", Action::ShowRecent),
    ("earlier", Action::PreviousInput),
    ("later", Action::NextInput),
    ("back", Action::GoBack),
    ("forward", Action::GoForward),
    ("choose", Action::Choose),
    ("peek", Action::Preview),
    ("lens", Action::FilterParagraphs),
    ("company", Action::ShowMentionedTogether),
    ("world", Action::ShowMap),
    ("closer", Action::ZoomIn),
    ("farther", Action::ZoomOut),
    ("take", Action::ToggleMark),
    ("surer", Action::RaiseConfidence),
    ("looser", Action::LowerConfidence),
    ("left", Action::MoveLeft),
    ("right", Action::MoveRight),
    ("not-entity", Action::Reject),
    ("merge", Action::Merge),
    ("split", Action::Split),
    ("rename", Action::Rename),
    ("undo", Action::Undo),
    ("always", Action::ApplyEverywhere),
    ("other-kind", Action::SwitchKind),
    ("stretch", Action::SelectText),
    ("letter-left", Action::CharacterLeft),
    ("letter-right", Action::CharacterRight),
    ("other-end", Action::SwapEnds),
    ("add", Action::AddName),
    ("copy", Action::Copy),
    ("copy-card", Action::CopyCard),
    ("browse", Action::OpenInBrowser),
    ("link-hints", Action::OpenLink),
    ("pipe", Action::Pipe),
    ("focus", Action::SwitchFocus),
    ("close", Action::Close),
    ("panel", Action::TogglePanel),
    ("order", Action::CycleOrder),
    ("marks", Action::CycleHighlights),
    ("zen", Action::ToggleZen),
    ("narrower", Action::NarrowText),
    ("wider", Action::WidenText),
    ("default-measure", Action::ResetTextWidth),
    ("help", Action::ShowHelp),
    ("reload", Action::Reload),
    ("repaint", Action::Redraw),
    ("suspend", Action::Suspend),
    ("leave", Action::Leave),
    ("quit", Action::Quit),
];

/// The same for modes.
#[rustfmt::skip]
const OLD_MODES: &[(&str, Mode)] = &[
    ("text", Mode::Text),
    ("panel", Mode::Panel),
    ("help", Mode::Help),
    ("list", Mode::FeedList),
    ("notice", Mode::NoArticle),
    ("card", Mode::Card),
    ("company", Mode::MentionedTogether),
    ("world", Mode::Map),
    ("ask", Mode::Question),
    ("pick", Mode::Menu),
    ("prompt", Mode::Prompt),
    ("stretch", Mode::Selection),
    ("finder", Mode::Picker),
    ("filter", Mode::PanelSearch),
    ("letter", Mode::Bookmark),
    ("hints", Mode::LinkHints),
];

/// The same for theme roles.
#[rustfmt::skip]
const OLD_ROLES: &[(&str, Role)] = &[
    ("text", Role::Text),
    ("title", Role::Title),
    ("heading", Role::Heading),
    ("caption", Role::Caption),
    ("code", Role::Code),
    ("link", Role::Link),
    ("person", Role::Person),
    ("country", Role::Country),
    ("doubtful-person", Role::UncertainPerson),
    ("doubtful-country", Role::UncertainCountry),
    ("selected-person", Role::SelectedPerson),
    ("selected-country", Role::SelectedCountry),
    ("companion", Role::Paired),
    ("current", Role::Current),
    ("hit", Role::SearchMatch),
    ("tick", Role::ScrollbarMatch),
    ("taken", Role::Selection),
    ("label", Role::Label),
    ("key", Role::Key),
    ("status", Role::Status),
    ("notice", Role::Message),
    ("faint", Role::Faint),
    ("away", Role::OffScreen),
    ("chosen", Role::Chosen),
    ("chosen-line", Role::ChosenRow),
    ("cursor", Role::Cursor),
    ("coast", Role::Coast),
    ("land", Role::Land),
    ("place", Role::Marker),
    ("place-chosen", Role::ChosenMarker),
];

/// Every option under its old name, and what it is now.
#[rustfmt::skip]
const OLD_OPTIONS: &[(&str, &str)] = &[
    ("theme = \"dusk\"", "theme = \"dusk\""),
    ("color = \"auto\"", "color = \"auto\""),
    ("color = \"always\"", "color = \"always\""),
    ("color = \"never\"", "color = \"never\""),
    ("measure = 40", "text-width = 40"),
    ("panel = false", "panel = \"off\""),
    ("order = \"mentions\"", "order = \"mentions\""),
    ("order = \"place\"", "order = \"appearance\""),
    ("order = \"name\"", "order = \"name\""),
    ("marks = \"both\"", "highlight = \"both\""),
    ("marks = \"people\"", "highlight = \"people\""),
    ("marks = \"countries\"", "highlight = \"countries\""),
    ("marks = \"none\"", "highlight = \"none\""),
    ("sure = 90", "min-confidence = 90"),
    ("mouse = \"off\"", "mouse = false"),
    ("corrections = false", "corrections = \"off\""),
    ("history = false", "history = \"off\""),
    ("browser = \"lynx\"", "browser = \"lynx\""),
    ("copy = \"wl-copy\"", "copy-command = \"wl-copy\""),
    ("timeout = 5", "timeout = 5"),
    ("max-bytes = \"5M\"", "max-bytes = 5242880"),
    ("user-agent = \"me\"", "user-agent = \"me\""),
    ("width = 50", "width = 50"),
    ("width = \"auto\"", "width = \"auto\""),
    ("[keys.company]\nclear = true\nX = \"close\"\nc = \"nop\"", "[keys.mentioned-together]\nclear = true\nX = \"close\"\nc = \"nop\""),
    ("[themes.mine]\nbase = \"dusk\"\nhit.fg = \"default\"", "[themes.mine]\nbase = \"dusk\"\nsearch-match.fg = \"default\""),
];

/// Every flag of the reader under its old name, and what it is now.
const OLD_FLAGS: &[(&[&str], &[&str])] = &[
    (&["--config", "/dev/null"], &["--config", "/dev/null"]),
    (&["--theme", "dusk"], &["--theme", "dusk"]),
    (&["--color", "never"], &["--color", "never"]),
    (&["--measure", "40"], &["--text-width", "40"]),
    (&["--panel", "off"], &["--panel", "off"]),
    (&["--order", "place"], &["--order", "appearance"]),
    (&["--order", "name"], &["--order", "name"]),
    (&["--marks", "both"], &["--highlight", "both"]),
    (&["--marks", "people"], &["--highlight", "people"]),
    (&["--marks", "countries"], &["--highlight", "countries"]),
    (&["--marks", "none"], &["--highlight", "none"]),
    (&["--sure", "90"], &["--min-confidence", "90"]),
    (&["--mouse", "off"], &["--mouse", "off"]),
    (&["--no-corrections"], &["--no-corrections"]),
    (&["--no-history"], &["--no-history"]),
    (&["--width", "50"], &["--width", "50"]),
    (&["--format", "text"], &["--format", "text"]),
    (&["--encoding", "utf-8"], &["--encoding", "utf-8"]),
    (&["--timeout", "5"], &["--timeout", "5"]),
    (&["--max-bytes", "5M"], &["--max-bytes", "5M"]),
    (&["--user-agent", "me"], &["--user-agent", "me"]),
];

/// Protects: configurations written for earlier versions keep working and mean the same.
#[test]
fn old_names_still_work() {
    let key: Key = "f24".parse().unwrap();
    for (name, action) in OLD_ACTIONS {
        let usual = Keymap::default();
        let mut modes = OLD_MODES.iter();
        let (mode_name, mode) = modes
            .find(|(_, mode)| !usual.keys_for(*mode, *action).is_empty())
            .unwrap();
        let keymap = settings(&format!("[keys.{mode_name}]\nf24 = \"{name}\"")).keymap;
        assert_eq!(keymap.action_for(*mode, key), Some(*action), "{name}");
    }
    for (name, mode) in OLD_MODES {
        let keymap = settings(&format!("[keys.{name}]\nf24 = \"quit\"")).keymap;
        assert_eq!(keymap.action_for(*mode, key), Some(Action::Quit), "{name}");
    }
    for (name, role) in OLD_ROLES {
        let palette = settings(&format!(
            "theme = \"mine\"\n[themes.mine]\n{name} = \"#010203\""
        ))
        .palette;
        let colour = Colour::True(1, 2, 3);
        assert_eq!(palette.style(*role).fg, Some(colour), "{name}");
    }
    for (old, new) in OLD_OPTIONS {
        assert_eq!(settings(old), settings(new), "{old}");
    }
    for (old, new) in OLD_FLAGS {
        assert_eq!(
            parsed(old, "").unwrap(),
            parsed(new, "").unwrap(),
            "{old:?}"
        );
    }
    for flag in [
        &["--json"][..],
        &["--tsv"],
        &["--people"],
        &["--countries"],
        &["--plain"],
        &["--html"],
        &["--grep", "Merkel"],
    ] {
        let arguments = std::iter::once("byline").chain(flag.iter().copied());
        let command = cli::parse(arguments.map(OsString::from), &terminal(), |_| {
            Ok(Settings::default())
        });
        assert!(matches!(command, Ok(Command::Print(_))), "{flag:?}");
    }
}

/// Protects: old names appear in none of the lists that users read.
#[test]
fn old_names_are_not_documented() {
    let listed = config::key_listing(&Keymap::default());
    // The names come after four spaces, 26 cells of keys and a space.
    let names: Vec<String> = listed
        .lines()
        .map(|line| line.chars().skip(31).take_while(|c| *c != ' ').collect())
        .collect();
    assert!(names.iter().any(|name| name == "next-mention"), "{listed}");
    let template = config::template();
    for (name, action) in OLD_ACTIONS {
        if *name != action.name() {
            assert!(!names.iter().any(|listed| listed == name), "{name}");
            assert!(!template.contains(&format!("= \"{name}\"")), "{name}");
        }
    }
    for (name, mode) in OLD_MODES {
        if *name != mode.name() {
            assert!(!listed.contains(&format!("[keys.{name}]")), "{name}");
        }
    }
    assert!(template.contains("# text-width = "), "{template}");
    for name in ["measure", "marks", "sure", "copy"] {
        assert!(!template.contains(&format!("# {name} = ")), "{name}");
    }
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
            (true, "terminal") => {}
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
