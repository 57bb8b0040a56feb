//! The configuration: every option, every key, every theme, and what is said of one that makes no sense. Protects: what a
//! reader sets is what happens, on every surface, and whoever makes a mistake is told which and where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/reader.rs"]
mod common;

use byline::app::action::{Action, COMMANDS, Mode};
use byline::app::effect::Effect;
use byline::app::finder::{Entry, Finder, Goal, List};
use byline::app::key::Key;
use byline::app::layer::Layer;
use byline::app::palette::BUILT_IN;
use byline::app::panel::Order;
use byline::app::state::{Marks, Options};
use byline::app::{Event, Keymap, State, update};
use byline::cli::{self, Command, ReadOptions, Surroundings};
use byline::config::{self, Settings};
use byline::document::{Document, Feed, Item};
use byline::entities::Entities;
use byline::error::Error;
use byline::views;
use common::{article, keys};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Arc, LazyLock};

const SIZE: (u16, u16) = (100, 30);

fn settings(text: &str) -> Settings {
    config::parse(text).unwrap_or_else(|wrong| panic!("{:?}: {}", wrong.place(text), wrong.what))
}

/// What the command line makes of `arguments` beside a configuration.
fn asked(arguments: &[&str], text: &str) -> Result<ReadOptions, Error> {
    let terminal = Surroundings {
        input_is_terminal: true,
        output_is_terminal: true,
        true_color: true,
        ..Surroundings::default()
    };
    let arguments = std::iter::once("byline").chain(arguments.iter().copied());
    let arguments = arguments.map(OsString::from);
    match cli::parse(arguments, &terminal, |_| Ok(settings(text)))? {
        Command::Read(options) => Ok(options),
        other => panic!("{other:?}"),
    }
}

fn reader(options: Options) -> State {
    // Read once: it is long, and read anew for every key.
    static ARTICLE: LazyLock<(Arc<Document>, Arc<Entities>)> = LazyLock::new(article);
    let (document, entities) = ARTICLE.clone();
    let covered = document.text().len();
    let mut state = State::new(document, SIZE, options);
    let found = Event::Analysed {
        entities,
        covered,
        done: true,
    };
    update(&mut state, found);
    state
}

fn picture(state: &State) -> Buffer {
    let (width, height) = state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    buffer
}

/// Protects: each option of the file does something, and a flag wins over it.
#[test]
fn options_are_followed_and_flags_win() {
    let text = "theme = \"dusk\"\ncolor = \"never\"\nmeasure = 40\npanel = false\norder = \"name\"\nmarks = \"people\"\n\
                sure = 90\nmouse = \"off\"\ncorrections = false\nhistory = false\nbrowser = \"lynx\"\ncopy = \"wl-copy\"\n\
                timeout = 5\nmax-bytes = \"5M\"\nuser-agent = \"me\"\nwidth = 50\n";
    let options = asked(&[], text).unwrap();
    let state = reader(options.shown.clone());
    assert_eq!((state.shape.measure, state.areas.column.width), (40, 40));
    assert!(state.areas.panel.is_empty());
    assert_eq!(
        (state.panel.order, state.marks),
        (Order::Name, Marks::People)
    );
    assert_eq!((state.least, state.options.colour), (90, false));
    let set = &options.settings;
    assert_eq!(
        (set.mouse, set.corrections, set.history),
        (false, false, false)
    );
    assert_eq!(set.browser.as_deref(), Some("lynx"));
    assert_eq!(set.copy.as_deref(), Some("wl-copy"));
    assert_eq!(set.width, Some(50));
    let fetch = options.load.fetch;
    assert_eq!((fetch.seconds, fetch.bytes), (5, 5 << 20));
    assert_eq!(fetch.user_agent.as_deref(), Some("me"));
    let flags = [
        "--theme",
        "paper",
        "--color",
        "always",
        "--measure",
        "60",
        "--panel",
        "on",
        "--order",
        "place",
        "--marks",
        "both",
        "--sure",
        "30",
        "--mouse",
        "on",
        "--timeout",
        "6",
        "--max-bytes",
        "6M",
        "--user-agent",
        "you",
        "--width",
        "70",
    ];
    let options = asked(&flags, text).unwrap();
    let state = reader(options.shown.clone());
    assert_eq!(state.shape.measure, 60);
    assert!(!state.areas.panel.is_empty());
    assert_eq!(
        (state.panel.order, state.marks),
        (Order::Appearance, Marks::Both)
    );
    assert_eq!((state.least, state.options.colour), (30, true));
    assert_eq!(options.settings.width, Some(70));
    assert!(options.settings.mouse && !options.settings.corrections);
    assert_eq!(options.load.fetch.seconds, 6);
    let paper = BUILT_IN.iter().find(|theme| theme.name == "paper").unwrap();
    assert_eq!(*state.options.palette, *paper.palette);
    let error = asked(&["--theme", "papier"], text).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains("did you mean paper?"), "{error}");
}

/// Protects: "as usual" is what the reader set, not what byline would have set.
#[test]
fn the_usual_is_what_was_set() {
    let options = asked(&["--measure", "50", "--sure", "95"], "").unwrap();
    let mut state = reader(options.shown);
    keys(&mut state, "- -");
    assert!(state.shape.measure < 50);
    keys(&mut state, "=");
    assert_eq!(state.shape.measure, 50);
    keys(&mut state, ">");
    assert_eq!(state.least, 95, "surer never means less sure");
    keys(&mut state, "< <");
    assert_eq!(state.least, 75);
    keys(&mut state, "9>");
    assert_eq!(state.least, 95);
}

/// Keys that no mode has by default, one after the other: none that a terminal sends as another.
fn unused() -> impl Iterator<Item = String> {
    let functions = (2..=24).map(|n| format!("f{n}"));
    let letters = || "abcdefghijklmnopqrstuvwxyz".chars();
    let held = letters().map(|c| format!("alt-{c}"));
    let big = letters().map(|c| format!("alt-{}", c.to_uppercase()));
    let both = letters()
        .filter(|c| !"hijm".contains(*c))
        .map(|c| format!("ctrl-alt-{c}"));
    functions.chain(held).chain(big).chain(both)
}

/// A configuration in which every action has another key in every mode, and every key that it had means nothing.
fn everything_rebound() -> String {
    let mut text = String::new();
    for mode in Mode::ALL {
        text += &format!("[keys.{}]\n", mode.name());
        // What is not bound in the panel is the text's, so that the two need keys of their own.
        let of_text = COMMANDS.iter().filter(|c| !c.keys.is_empty()).count();
        let skipped = if mode == Mode::Panel { of_text } else { 0 };
        let mut unused = unused().skip(skipped);
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

/// Two readers at the same place, one with the usual keys and one with others.
struct Pair {
    usual: State,
    other: State,
    usually: Keymap,
}

impl Pair {
    fn new(mode: Mode, rebound: &Keymap) -> Self {
        let usually = Keymap::default();
        let make = |keymap: &Keymap| {
            let options = Options {
                keymap: keymap.clone(),
                ..Options::default()
            };
            match mode {
                Mode::List => State::choosing(feed(), SIZE, options),
                Mode::Notice => State::waiting("somewhere".to_owned(), SIZE, options),
                _ => reader(options),
            }
        };
        let (usual, other) = (make(&usually), make(rebound));
        let mut pair = Self {
            usual,
            other,
            usually,
        };
        pair.lead_to(mode);
        assert_eq!((pair.usual.mode(), pair.other.mode()), (mode, mode));
        pair
    }

    /// By the keys that lead there.
    fn lead_to(&mut self, mode: Mode) {
        let way = match mode {
            Mode::Text => ". *",
            Mode::Panel => "tab j",
            Mode::Help => "?",
            Mode::Card => ". enter",
            Mode::Company => "c",
            Mode::World => "w",
            Mode::Ask => ". x",
            Mode::Pick => ". M",
            Mode::Prompt => "/",
            Mode::Stretch => "v",
            Mode::Filter => "tab /",
            Mode::Letter => "m",
            Mode::Finder | Mode::Hints | Mode::List | Mode::Notice => "",
        };
        for key in way.split_whitespace() {
            self.press(key.parse().unwrap());
        }
        if mode == Mode::Finder {
            let layer = Layer::Finder(Finder::new(List::Contents, entries(), 3));
            self.usual.layers.push(layer.clone());
            self.other.layers.push(layer);
        }
        if mode == Mode::Hints {
            let layer = Layer::Hints(byline::app::hints::Hints::default());
            self.usual.layers.push(layer.clone());
            self.other.layers.push(layer);
        }
    }

    /// Press `key`, and for the other reader the key that means the same.
    fn press(&mut self, key: Key) -> [Vec<Effect>; 2] {
        let mode = self.usual.mode();
        let action = self.usually.action(mode, key);
        let other = action.map_or(key, |action| {
            let own = self.other.keymap.keys(mode, action).first();
            let of_text = || self.other.keymap.keys(Mode::Text, action).first();
            *own.or_else(of_text).expect("a key for it")
        });
        assert_ne!((Some(key), action.is_some()), (Some(other), true));
        [(&mut self.usual, key), (&mut self.other, other)]
            .map(|(state, key)| update(state, Event::Key(key)))
    }

    /// Whether both see the same: but for words that name keys.
    fn is_even(&self) -> bool {
        seen(&self.usual, &self.usually) == seen(&self.other, &self.usually)
    }
}

/// What a reader sees and is at, as if the keys were those of `keymap`.
fn seen(state: &State, keymap: &Keymap) -> (Buffer, String) {
    let mut state = state.clone();
    state.keymap = keymap.clone();
    let told = state.notice.take().is_some();
    let facts = format!(
        "{:?}",
        (
            (state.mode(), state.current, state.selected, state.visible()),
            (&state.taken, state.least, state.marks, state.panel.order),
            (state.shape, &state.layers, state.help, told),
            (&state.listing, &state.loading, state.pair.is_some()),
        )
    );
    (picture(&state), facts)
}

fn entries() -> Vec<Entry> {
    let entry = |n: usize| Entry {
        label: format!("Part {n}"),
        detail: format!("{n}%"),
        depth: 0,
        goal: Goal::Offset(n),
    };
    (0..40).map(entry).collect()
}

fn feed() -> Arc<Feed> {
    let item = |n: usize| Item {
        title: format!("Article {n}"),
        date: None,
        address: Some(format!("https://example.org/{n}")),
        lead: "Words.".to_owned(),
        body: None,
    };
    Arc::new(Feed {
        title: "A feed".to_owned(),
        source: "https://example.org".to_owned(),
        items: (0..30).map(item).collect(),
    })
}

/// Protects: every action in every mode can have another key, which then does what the first one did, and that one nothing.
#[test]
fn every_key_can_be_another_one() {
    let rebound = settings(&everything_rebound()).keymap;
    let usually = Keymap::default();
    for mode in Mode::ALL {
        for action in Action::all() {
            let Some(&key) = usually.keys(mode, action).first() else {
                continue;
            };
            let name = (mode.name(), action.name());
            let mut pair = Pair::new(mode, &rebound);
            assert!(pair.is_even(), "{name:?}: at the beginning");
            let [one, other] = pair.press(key);
            assert_eq!(one, other, "{name:?}");
            assert!(pair.is_even(), "{name:?}");
            for &old in usually.keys(mode, action) {
                let mut pair = Pair::new(mode, &rebound);
                let before = seen(&pair.other, &usually);
                assert!(update(&mut pair.other, Event::Key(old)).is_empty());
                // Where one letter is waited for, any key is an answer.
                if !matches!(mode, Mode::Letter | Mode::Hints) {
                    let after = seen(&pair.other, &usually);
                    assert!(before == after, "{name:?}: {old} still does something");
                }
            }
        }
    }
}

/// Protects: hints, help and `byline keys` tell the keys as the reader has them.
#[test]
fn the_reader_is_told_the_bound_keys() {
    let text = "[keys.text]\n\"ctrl-n\" = \"mention-next\"\nf2 = \"help\"\n\"?\" = \"nop\"\n[keys.card]\nclear = true\nX = \"close\"\n";
    let keymap = settings(text).keymap;
    let hint = |mode, action| keymap.hint(mode, action);
    assert_eq!(hint(Mode::Text, Action::MentionNext), "^N");
    assert_eq!(hint(Mode::Text, Action::Help), "F2");
    assert_eq!(hint(Mode::Card, Action::Close), "X");
    assert_eq!(hint(Mode::Card, Action::Choose), "");
    assert_eq!(hint(Mode::Panel, Action::Choose), "Enter", "as before");
    let more = settings(
        "[keys.text]\n\"ctrl-alt-x\" = \"peek\"\n\"alt-left\" = \"zen\"\n\"ctrl-up\" = \"world\"\n",
    )
    .keymap;
    let hint = |action| more.hint(Mode::Text, action);
    assert_eq!(
        [Action::Peek, Action::Zen, Action::World].map(hint),
        ["Ctrl-Alt-x", "Alt-←", "Ctrl-↑"]
    );
    let listed = config::keys(&keymap);
    let line = |name: &str| listed.lines().find(|line| line.contains(name)).unwrap();
    assert!(line(" mention-next ").contains("ctrl-n . ]"), "{listed}");
    assert!(line(" help ").contains("f2 f1"), "{listed}");
    let card = listed.split("[keys.card]").nth(1).unwrap();
    let card = card.split("[keys.").next().unwrap();
    assert!(card.contains("(none)") && card.contains("    X "), "{card}");
}

/// Configurations that make no sense: the text, the line and the column, and words of what is said.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, &str)] = &[
    ("mesure = 3", "1:1", "did you mean measure?"),
    ("frobnicate = 3", "1:1", "there is no option “frobnicate”, only theme,"),
    ("\nmeasure = \"wide\"", "2:11", "a number from 20 to 200, not “wide”"),
    ("measure = 19", "1:11", "not 19"),
    ("sure = 101", "1:8", "a number from 0 to 100"),
    ("max-bytes = \"5G\"", "1:13", "up to \"256M\""),
    ("browser = \"a\\u001b[2J\"", "1:11", "a command in one line"),
    ("order = \"nam\"", "1:9", "did you mean name?"),
    ("theme = \"papr\"", "1:9", "did you mean paper?"),
    ("theme = [1]", "1:9", "the name of a theme, not a list"),
    ("measure = 30\nmeasure = 40", "2:1", "“measure” stands here a second time"),
    ("measure = ", "1:11", "this is no TOML"),
    ("[keys.text\nj = 1", "1:11", "this is no TOML"),
    ("[keys.txt]\n", "1:7", "did you mean text?"),
    ("[keys]\nj = \"top\"", "2:1", "put it under [keys.text]"),
    ("[keys.text]\npgdown = \"top\"", "2:1", "did you mean pgdn?"),
    ("[keys.text]\nfoo-j = \"top\"", "2:1", "write it like"),
    ("[keys.text]\nj = \"line-dwn\"", "2:5", "did you mean line-down?"),
    ("[keys.text]\nj = 3", "2:5", "a key means an action"),
    ("[keys.text]\nj = \"take\"", "2:5", "“take” does nothing in keys.text; it belongs in keys.panel"),
    ("[keys.text]\nminus = \"top\"\n\"-\" = \"bottom\"", "3:1", "bound already in keys.text"),
    ("[keys.text]\n\"ctrl-D\" = \"top\"\n\"ctrl-d\" = \"bottom\"", "3:1", "bound already"),
    ("[keys.text]\n\"ctrl-m\" = \"top\"", "2:1", "as enter"),
    ("[keys.text]\n5 = \"top\"", "2:1", "begins a number"),
    ("[keys.prompt]\nj = \"close\"", "2:1", "text that is typed"),
    ("[keys.text]\nq = \"nop\"\n\"ctrl-c\" = \"nop\"", "1:7", "bind quit or leave in keys.text"),
    ("[keys.card]\nclear = true", "1:7", "bind close or quit in keys.card"),
    ("themes = 3", "1:10", "a table of themes"),
    ("[themes.paper]", "1:9", "call yours something else"),
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

/// Protects: a mistake gets one sentence, with its place, and what was probably meant.
#[test]
fn a_broken_configuration_is_told_in_one_sentence_with_its_place() {
    for (text, place, words) in BROKEN {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let error = config::read(Some(file.path()), |_| None).expect_err(text);
        let said = error.to_string();
        let at = format!("{}:{place}: ", file.path().display());
        assert!(said.starts_with(&at), "{text}: {said}");
        assert!(said.contains(words), "{text}: {said}");
        assert!(
            !said.chars().any(char::is_control) && !said.contains('\u{202e}'),
            "{said:?}"
        );
        assert_eq!(error.exit_code(), 2);
    }
}

/// Protects: what is no text, or too long, or not there, is told; a usual file that is not there is no fault.
#[test]
fn files_that_cannot_be_read_are_told() {
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
    std::fs::write(&path, "measure = 70").unwrap();
    assert_eq!(usual().unwrap().measure, 70);
    for (path, words) in [
        (folder.path(), "cannot read the configuration"),
        (Path::new("/no/such/file"), "there is no configuration"),
    ] {
        let error = config::read(Some(path), |_| None).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
}

/// Keys that lead to what a reader sees.
const SURFACES: [&str; 16] = [
    "",
    ". *",
    "?",
    "tab G",
    "z",
    ". enter",
    "J enter g",
    ". p",
    "c",
    "w",
    "w + l",
    ". x",
    ". M m",
    "v 3l",
    ". * &",
    "/ m o",
];

/// Every cell has the theme's ink and ground, or none where there are to be no colours.
fn check_grounds(state: &State, name: &str, coarse: bool) {
    for cell in &picture(state).content {
        let set = |colour| colour != Color::Reset;
        let whole = set(cell.fg) && set(cell.bg);
        match (state.options.colour, name) {
            (false, _) => assert!(!set(cell.fg) && !set(cell.bg)),
            (true, "terminal") => {}
            (true, name) => assert!(whole, "{name}: {cell:?}"),
        }
        let fine = |colour| matches!(colour, Color::Rgb(..));
        assert!(!coarse || !fine(cell.fg) && !fine(cell.bg));
    }
}

/// Protects: a theme has the whole screen, on every surface, and where there are to be no colours there are none.
#[test]
fn a_theme_has_the_whole_screen() {
    for theme in BUILT_IN {
        for (colour, coarse) in [(true, false), (true, true), (false, false)] {
            let palette = if coarse {
                theme.palette.coarse()
            } else {
                theme.palette.clone()
            };
            let options = Options {
                colour,
                palette: Arc::new(palette),
                ..Options::default()
            };
            for state in [
                State::choosing(feed(), SIZE, options.clone()),
                State::waiting("somewhere".to_owned(), SIZE, options.clone()),
            ] {
                check_grounds(&state, theme.name, coarse);
            }
            for surface in SURFACES {
                for size in [(100, 30), (60, 20), (30, 6)] {
                    let mut state = reader(options.clone());
                    let (width, height) = size;
                    update(&mut state, Event::Resize { width, height });
                    keys(&mut state, surface);
                    check_grounds(&state, theme.name, coarse);
                }
            }
        }
    }
}

/// Protects: the program ends with 2 and one line before it does anything else, and its tools print.
#[test]
fn the_program_tells_and_prints() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_byline"));
        command.args(arguments).env("HOME", home.path());
        for name in [
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
        ] {
            command.env_remove(name);
        }
        let output = command.stdin(std::process::Stdio::null()).output().unwrap();
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
    assert_eq!((code, listed), (Some(0), config::keys(&Keymap::default())));
    let folder = home.path().join(".config/byline");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[keys.text]\nX = \"peek\"\n").unwrap();
    let (_, listed, _) = run(&["keys"]);
    assert!(
        listed.lines().any(|line| line.starts_with("    X p ")),
        "{listed}"
    );
    std::fs::write(folder.join("config.toml"), "widht = 3\n").unwrap();
    for arguments in [&["--people", "-"][..], &["keys"], &["--theme", "dusk", "-"]] {
        let (code, printed, said) = run(arguments);
        assert_eq!((code, printed.as_str()), (Some(2), ""));
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(
            said.ends_with("config.toml:1:1: there is no option “widht”; did you mean width?\n"),
            "{said}"
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
            "{arguments:?} asks no configuration"
        );
    }
}

/// Protects: what the README shows can be copied.
#[test]
fn the_example_of_the_readme_is_a_configuration() {
    let readme = include_str!("../README.md");
    let example = readme.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let set = settings(example);
    assert_ne!(set.palette, Arc::default());
    assert_eq!(set.keymap.hint(Mode::Text, Action::MentionNext), "^N");
    assert_eq!(set.keymap.hint(Mode::Text, Action::Leave), "");
}
