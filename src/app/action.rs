//! THE table: every command with its keys, its sentence and its group.
//!
//! The only place that knows the keys. The keymap, the help screen, the README's list and the tests all come from
//! [`COMMANDS`].

/// What a reader can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has its sentence in the table below")]
pub enum Action {
    LineDown,
    LineUp,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    ParagraphNext,
    ParagraphPrevious,
    HeadingNext,
    HeadingPrevious,
    OfEntityNext,
    OfEntityPrevious,
    MentionNext,
    MentionPrevious,
    EntityNext,
    EntityPrevious,
    SameNext,
    SamePrevious,
    Back,
    Forward,
    Focus,
    Choose,
    Close,
    Panel,
    Order,
    Marks,
    Zen,
    Narrower,
    Wider,
    DefaultMeasure,
    Help,
    Reload,
    Repaint,
    Suspend,
    Leave,
    Quit,
}

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// The article.
    Text,
    /// The side panel; keys not bound here mean what they mean in the text.
    Panel,
    /// The help screen.
    Help,
    /// A feed's list of articles.
    List,
    /// Nothing to read yet, or not at all: only a sentence on the screen.
    Notice,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Panel,
        Self::Help,
        Self::List,
        Self::Notice,
    ];
}

/// How the help screen is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Moving in the text.
    Move,
    /// From mention to mention.
    Mentions,
    /// The panel.
    Panel,
    /// What shows.
    View,
    /// The program itself.
    Program,
}

impl Group {
    /// All of them, in the order of the help screen.
    pub const ALL: [Self; 5] = [
        Self::Mentions,
        Self::Move,
        Self::Panel,
        Self::View,
        Self::Program,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Mentions => "People and countries",
            Self::Panel => "Panel",
            Self::View => "View",
            Self::Program => "Program",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Its keys where the text has the focus; see [`Key`](super::key::Key) for the spelling. The first is the one shown in hints.
    pub keys: &'static [&'static str],
    /// Keys that mean it in the panel, beside or instead of what they mean in the text.
    pub in_panel: &'static [&'static str],
    /// Keys that mean it on the help screen.
    pub in_help: &'static [&'static str],
    /// Keys that mean it in a feed's list.
    pub in_list: &'static [&'static str],
    /// Keys that mean it while there is only a sentence to read.
    pub in_notice: &'static [&'static str],
    /// What it does, in a few words.
    pub sentence: &'static str,
    /// Where it stands in the help.
    pub group: Group,
}

const fn row(
    action: Action,
    group: Group,
    keys: &'static [&'static str],
    sentence: &'static str,
) -> Command {
    Command {
        action,
        keys,
        in_panel: &[],
        in_help: &[],
        in_list: &[],
        in_notice: &[],
        sentence,
        group,
    }
}

impl Command {
    const fn panel(self, in_panel: &'static [&'static str]) -> Self {
        Self { in_panel, ..self }
    }

    const fn help(self, in_help: &'static [&'static str]) -> Self {
        Self { in_help, ..self }
    }

    const fn list(self, in_list: &'static [&'static str]) -> Self {
        Self { in_list, ..self }
    }

    const fn notice(self, in_notice: &'static [&'static str]) -> Self {
        Self { in_notice, ..self }
    }

    /// Its keys in `mode`, as written in the table.
    pub fn keys_in(&self, mode: Mode) -> &'static [&'static str] {
        match mode {
            Mode::Text => self.keys,
            Mode::Panel => self.in_panel,
            Mode::Help => self.in_help,
            Mode::List => self.in_list,
            Mode::Notice => self.in_notice,
        }
    }
}

/// Every command. Kept in the order of the help screen, group by group.
pub const COMMANDS: &[Command] = &[
    row(
        Action::MentionNext,
        Group::Mentions,
        &[".", "]"],
        "next mention of anyone",
    ),
    row(
        Action::MentionPrevious,
        Group::Mentions,
        &[",", "["],
        "previous mention of anyone",
    ),
    row(
        Action::OfEntityNext,
        Group::Mentions,
        &["n"],
        "next mention of the selected",
    ),
    row(
        Action::OfEntityPrevious,
        Group::Mentions,
        &["N"],
        "previous mention of the selected",
    ),
    row(
        Action::SameNext,
        Group::Mentions,
        &["*"],
        "select the current, next mention",
    ),
    row(
        Action::SamePrevious,
        Group::Mentions,
        &["#"],
        "select the current, previous one",
    ),
    row(
        Action::EntityNext,
        Group::Mentions,
        &["J"],
        "select the next in the panel",
    ),
    row(
        Action::EntityPrevious,
        Group::Mentions,
        &["K"],
        "select the previous in the panel",
    ),
    row(
        Action::Choose,
        Group::Mentions,
        &["enter"],
        "select the current; in the panel: go",
    )
    .panel(&["enter"])
    .list(&["enter"]),
    row(Action::LineDown, Group::Move, &["j", "down"], "a line down")
        .panel(&["j", "down"])
        .help(&["j", "down"])
        .list(&["j", "down"]),
    row(Action::LineUp, Group::Move, &["k", "up"], "a line up")
        .panel(&["k", "up"])
        .help(&["k", "up"])
        .list(&["k", "up"]),
    row(
        Action::HalfDown,
        Group::Move,
        &["d", "ctrl-d"],
        "half a page down",
    )
    .panel(&["d", "ctrl-d"])
    .help(&["d", "ctrl-d"])
    .list(&["d", "ctrl-d"]),
    row(
        Action::HalfUp,
        Group::Move,
        &["u", "ctrl-u"],
        "half a page up",
    )
    .panel(&["u", "ctrl-u"])
    .help(&["u", "ctrl-u"])
    .list(&["u", "ctrl-u"]),
    row(
        Action::PageDown,
        Group::Move,
        &["space", "f", "pgdn", "ctrl-f"],
        "a page down",
    )
    .panel(&["pgdn", "ctrl-f"])
    .help(&["space", "f", "pgdn", "ctrl-f"])
    .list(&["space", "f", "pgdn", "ctrl-f"]),
    row(
        Action::PageUp,
        Group::Move,
        &["b", "pgup", "ctrl-b"],
        "a page up",
    )
    .panel(&["pgup", "ctrl-b"])
    .help(&["b", "pgup", "ctrl-b"])
    .list(&["b", "pgup", "ctrl-b"]),
    row(Action::Top, Group::Move, &["g", "home"], "the beginning")
        .panel(&["g", "home"])
        .help(&["g", "home"])
        .list(&["g", "home"]),
    row(Action::Bottom, Group::Move, &["G", "end"], "the end")
        .panel(&["G", "end"])
        .help(&["G", "end"])
        .list(&["G", "end"]),
    row(Action::ParagraphNext, Group::Move, &["}"], "next paragraph"),
    row(
        Action::ParagraphPrevious,
        Group::Move,
        &["{"],
        "previous paragraph",
    ),
    row(Action::HeadingNext, Group::Move, &[")"], "next heading"),
    row(
        Action::HeadingPrevious,
        Group::Move,
        &["("],
        "previous heading",
    ),
    row(
        Action::Back,
        Group::Move,
        &["backspace", "ctrl-o", "alt-left"],
        "back to before the jump",
    ),
    row(
        Action::Forward,
        Group::Move,
        &["\\", "alt-right"],
        "forward again",
    ),
    row(
        Action::Focus,
        Group::Panel,
        &["tab", "shift-tab"],
        "to the panel and back",
    )
    .panel(&["tab", "shift-tab"]),
    row(
        Action::Panel,
        Group::Panel,
        &["e"],
        "show or hide the panel",
    ),
    row(
        Action::Order,
        Group::Panel,
        &["s"],
        "order: mentions, place, name",
    ),
    row(
        Action::Marks,
        Group::View,
        &["H"],
        "marks: both, people, countries, none",
    ),
    row(Action::Zen, Group::View, &["z"], "text alone"),
    row(Action::Narrower, Group::View, &["-"], "narrower lines"),
    row(Action::Wider, Group::View, &["+"], "wider lines"),
    row(
        Action::DefaultMeasure,
        Group::View,
        &["="],
        "lines of 68 cells again",
    ),
    row(Action::Help, Group::Program, &["?", "f1"], "this help")
        .help(&["?", "f1"])
        .list(&["?", "f1"])
        .notice(&["?", "f1"]),
    row(
        Action::Close,
        Group::Program,
        &["esc"],
        "close, let go of the selection",
    )
    .panel(&["esc"])
    .help(&["esc", "q"])
    .list(&["esc"])
    .notice(&["esc"]),
    row(
        Action::Reload,
        Group::Program,
        &["r"],
        "read it anew, and keep the place",
    )
    .list(&["r"])
    .notice(&["r"]),
    row(
        Action::Repaint,
        Group::Program,
        &["ctrl-l"],
        "paint the screen anew",
    )
    .help(&["ctrl-l"])
    .list(&["ctrl-l"])
    .notice(&["ctrl-l"]),
    row(
        Action::Suspend,
        Group::Program,
        &["ctrl-z"],
        "to the shell; fg comes back",
    )
    .help(&["ctrl-z"])
    .list(&["ctrl-z"])
    .notice(&["ctrl-z"]),
    row(
        Action::Leave,
        Group::Program,
        &["q"],
        "back to the list of a feed, or quit",
    )
    .list(&["q"])
    .notice(&["q"]),
    row(Action::Quit, Group::Program, &["ctrl-c"], "quit")
        .help(&["ctrl-c"])
        .list(&["ctrl-c"])
        .notice(&["ctrl-c"]),
];

/// The row of `action`.
pub fn command(action: Action) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.action == action)
}

/// The first key of `action` in the text, as a reader knows it ("n", "Tab", "^D"); empty if it has none.
pub fn hint(action: Action) -> String {
    command(action)
        .and_then(|command| command.keys.first())
        .map(|key| shown(key))
        .unwrap_or_default()
}

/// A key as help shows it: `ctrl-d` → `^D`, `pgdn` → `PgDn`, `j` → `j`.
pub fn shown(key: &str) -> String {
    if let Some(letter) = key.strip_prefix("ctrl-") {
        return format!("^{}", letter.to_uppercase());
    }
    match key {
        "enter" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "tab" => "Tab".to_owned(),
        "shift-tab" => "Shift-Tab".to_owned(),
        "backspace" => "Backspace".to_owned(),
        "space" => "Space".to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "alt-left" => "Alt-←".to_owned(),
        "alt-right" => "Alt-→".to_owned(),
        "f1" => "F1".to_owned(),
        other => other.to_owned(),
    }
}
