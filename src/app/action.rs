//! THE table: every command with its keys, its sentence and its group.
//!
//! The only place that knows the keys. The keymap, the help screen, the README's list and the tests all come from
//! [`COMMANDS`], which stands in `action/table.rs`; here stand its words.

mod name;
mod table;

pub use table::COMMANDS;

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
    Search,
    Filter,
    Contents,
    Trail,
    SetMark,
    ToMark,
    Recent,
    Earlier,
    Later,
    Back,
    Forward,
    Choose,
    Peek,
    Lens,
    Company,
    World,
    Closer,
    Farther,
    Take,
    Surer,
    Looser,
    Left,
    Right,
    NotEntity,
    Merge,
    Split,
    Rename,
    Undo,
    Always,
    OtherKind,
    Stretch,
    LetterLeft,
    LetterRight,
    OtherEnd,
    Add,
    Copy,
    CopyCard,
    Browse,
    LinkHints,
    Pipe,
    Focus,
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
    /// The card of an entity.
    Card,
    /// Who is mentioned with whom.
    Company,
    /// The world map.
    World,
    /// A question with few answers.
    Ask,
    /// A list to choose one of: whom to merge with, which form to split off. Keys not bound here are typed to find one.
    Pick,
    /// A line being typed; keys not bound here are its text.
    Prompt,
    /// A stretch of the text being taken.
    Stretch,
    /// A list in which typing finds: contents, jumps, articles. Keys not bound here are typed.
    Finder,
    /// The panel is filtered by what is typed; keys not bound here are typed.
    Filter,
    /// One letter is waited for: the name of a mark. Every key not bound here is it.
    Letter,
    /// Links bear letters; keys not bound here are those.
    Hints,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Panel,
        Self::Help,
        Self::List,
        Self::Notice,
        Self::Card,
        Self::Company,
        Self::World,
        Self::Ask,
        Self::Pick,
        Self::Prompt,
        Self::Stretch,
        Self::Finder,
        Self::Filter,
        Self::Letter,
        Self::Hints,
    ];

    /// What the help calls it; nothing for the text, whose keys are the rule.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Help => None,
            Self::Panel => Some("Here, in the panel"),
            Self::List => Some("Here, in the list"),
            Self::Notice => Some("Here"),
            Self::Card => Some("Here, on the card"),
            Self::Company => Some("Here, in the list of company"),
            Self::World => Some("Here, on the map"),
            Self::Ask => Some("Here, in this question"),
            Self::Pick => Some("Here, in this choice"),
            Self::Prompt => Some("Here, in this line"),
            Self::Stretch => Some("Here, in what is taken"),
            Self::Finder => Some("Here, in this list"),
            Self::Filter => Some("Here, in the filter"),
            Self::Letter => Some("Here, for a mark"),
            Self::Hints => Some("Here, for a link"),
        }
    }
}

/// How the help screen is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Moving in the text.
    Move,
    /// From mention to mention.
    Mentions,
    /// A closer look at people and countries.
    Look,
    /// The panel.
    Panel,
    /// Corrections of what the engine found.
    Correct,
    /// What shows.
    View,
    /// The program itself.
    Program,
}

impl Group {
    /// All of them, in the order of the help screen.
    pub const ALL: [Self; 7] = [
        Self::Mentions,
        Self::Look,
        Self::Move,
        Self::Panel,
        Self::Correct,
        Self::View,
        Self::Program,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Mentions => "People and countries",
            Self::Look => "A closer look",
            Self::Correct => "Corrections",
            Self::Panel => "Panel",
            Self::View => "View",
            Self::Program => "Program",
        }
    }
}

/// Keys in the modes in which they mean the same.
pub type Keys = (&'static [Mode], &'static [&'static str]);

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Its keys where the text has the focus; see [`Key`](super::key::Key) for the spelling. The first is the one shown in hints.
    pub keys: &'static [&'static str],
    /// Its keys elsewhere; no mode stands in two of these.
    pub also: &'static [Keys],
    /// What it does, in a few words.
    pub sentence: &'static str,
    /// Where it stands in the help.
    pub group: Group,
}

impl Command {
    /// Its keys in `mode`, as written in the table.
    pub fn keys_in(&self, mode: Mode) -> &'static [&'static str] {
        if mode == Mode::Text {
            return self.keys;
        }
        self.also
            .iter()
            .find(|(modes, _)| modes.contains(&mode))
            .map_or(&[], |(_, keys)| keys)
    }

    /// The keys that help and README show: those of the text, or, for what only means something elsewhere, those.
    pub fn keys_shown(&self) -> &'static [&'static str] {
        match self.also.first() {
            Some((_, keys)) if self.keys.is_empty() => keys,
            _ => self.keys,
        }
    }
}

/// The row of `action`.
pub fn command(action: Action) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.action == action)
}

/// A key as help shows it: `ctrl-d` → `^D`, `alt-left` → `Alt-←`, `pgdn` → `PgDn`, `j` → `j`.
pub fn shown(key: &str) -> String {
    let held = |name: &str| key.strip_prefix(name).filter(|rest| !rest.is_empty());
    if let Some(rest) = held("ctrl-") {
        let letter = rest.chars().count() == 1;
        return if letter {
            format!("^{}", rest.to_uppercase())
        } else {
            format!("Ctrl-{}", shown(rest))
        };
    }
    if let Some(rest) = held("alt-") {
        return format!("Alt-{}", shown(rest));
    }
    match key {
        "enter" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "tab" => "Tab".to_owned(),
        "shift-tab" => "Shift-Tab".to_owned(),
        "backspace" => "Backspace".to_owned(),
        "delete" => "Del".to_owned(),
        "space" => "Space".to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        other if other.len() > 1 && other.starts_with('f') => other.to_uppercase(),
        other => other.to_owned(),
    }
}
