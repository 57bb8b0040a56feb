//! Names of earlier versions: they go on working, and are not documented.

use super::{parsed, settings, terminal};
use byline::app::Keymap;
use byline::app::action::{Action, Mode};
use byline::app::key::Key;
use byline::cli::{self, Command};
use byline::config::{self, Settings};
use byline::palette::{Colour, Role};
use std::ffi::OsString;

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
