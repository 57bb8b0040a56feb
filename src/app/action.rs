//! Actions and modes, and the table of commands: every action with its default keys, its description and its group.
//!
//! [`COMMANDS`], in `action/table.rs`, is the only place that names default keys. The keymap, the help screen, `byline keys`,
//! and the manual (a test compares them) all follow it.

mod name;
mod table;

pub use table::COMMANDS;

/// What the user can do with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table of commands describes each")]
pub enum Action {
    LineDown,
    LineUp,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    GoToStart,
    GoToEnd,
    NextParagraph,
    PreviousParagraph,
    NextHeading,
    PreviousHeading,
    NextMatch,
    PreviousMatch,
    NextMention,
    PreviousMention,
    NextName,
    PreviousName,
    FollowNext,
    FollowPrevious,
    Search,
    SearchPanel,
    ShowContents,
    ShowJumpList,
    SetBookmark,
    GoToBookmark,
    ShowRecent,
    PreviousInput,
    NextInput,
    GoBack,
    GoForward,
    Choose,
    Preview,
    FilterParagraphs,
    ShowMentionedTogether,
    ShowMap,
    ZoomIn,
    ZoomOut,
    ToggleMark,
    RaiseConfidence,
    LowerConfidence,
    MoveLeft,
    MoveRight,
    Reject,
    Merge,
    Split,
    Rename,
    Undo,
    ApplyEverywhere,
    SwitchKind,
    SelectText,
    CharacterLeft,
    CharacterRight,
    SwapEnds,
    AddName,
    Copy,
    CopyCard,
    OpenInBrowser,
    OpenLink,
    Pipe,
    SwitchFocus,
    Close,
    TogglePanel,
    CycleOrder,
    CycleHighlights,
    ToggleZen,
    NarrowText,
    WidenText,
    ResetTextWidth,
    ShowHelp,
    ShowManual,
    Reload,
    Redraw,
    Suspend,
    Leave,
    Quit,
}

/// What has the keyboard. Each mode has key bindings of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// The article.
    Text,
    /// The panel beside the text. A key that is not bound here has its action in the text.
    Panel,
    /// The help screen.
    Help,
    /// The list of a feed's articles.
    FeedList,
    /// Nothing has been opened yet, or it could not be opened: the screen shows only a message.
    NoArticle,
    /// The card of a name.
    Card,
    /// The list of names that are mentioned together.
    MentionedTogether,
    /// The world map.
    Map,
    /// A question with a few answers.
    Question,
    /// A menu: of names to merge with, or of forms to split off. A key that is not bound here is typed to search it.
    Menu,
    /// A prompt. A key that is not bound here is typed.
    Prompt,
    /// Text is being selected.
    Selection,
    /// A list that is searched by typing: contents, jumps, recent articles. A key that is not bound here is typed.
    Picker,
    /// The panel is being searched. A key that is not bound here is typed.
    PanelSearch,
    /// The letter of a bookmark is awaited. A key that is not bound here is taken as that letter.
    Bookmark,
    /// Links are labelled with letters. A key that is not bound here is typed to choose one.
    LinkHints,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Panel,
        Self::Help,
        Self::FeedList,
        Self::NoArticle,
        Self::Card,
        Self::MentionedTogether,
        Self::Map,
        Self::Question,
        Self::Menu,
        Self::Prompt,
        Self::Selection,
        Self::Picker,
        Self::PanelSearch,
        Self::Bookmark,
        Self::LinkHints,
    ];

    /// The heading of its keys on the help screen; `None` for the text, whose keys are listed anyway.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Help => None,
            Self::Panel => Some("In the panel"),
            Self::FeedList => Some("In the feed"),
            Self::NoArticle => Some("While no article is open"),
            Self::Card => Some("On the card"),
            Self::MentionedTogether => Some("In “mentioned together”"),
            Self::Map => Some("On the map"),
            Self::Question => Some("In this question"),
            Self::Menu => Some("In this menu"),
            Self::Prompt => Some("At this prompt"),
            Self::Selection => Some("While selecting text"),
            Self::Picker => Some("In this list"),
            Self::PanelSearch => Some("While searching the panel"),
            Self::Bookmark => Some("While choosing a bookmark"),
            Self::LinkHints => Some("While choosing a link"),
        }
    }
}

/// A group of commands on the help screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommandGroup {
    /// Movement in the text.
    Movement,
    /// Going from mention to mention.
    Mentions,
    /// Details about people and countries.
    Explore,
    /// The panel.
    Panel,
    /// Correcting what the engine found.
    Corrections,
    /// What is shown.
    View,
    /// The program itself: copy, open, help, quit.
    Program,
}

impl CommandGroup {
    /// All groups, in the order of the help screen.
    pub const ALL: [Self; 7] = [
        Self::Mentions,
        Self::Explore,
        Self::Movement,
        Self::Panel,
        Self::Corrections,
        Self::View,
        Self::Program,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Movement => "Movement",
            Self::Mentions => "People and countries",
            Self::Explore => "Details",
            Self::Corrections => "Corrections",
            Self::Panel => "Panel",
            Self::View => "View",
            Self::Program => "Program",
        }
    }
}

/// Modes, and the keys of a command in all of them.
pub type ModeKeys = (&'static [Mode], &'static [&'static str]);

/// One row of the table of commands.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// The action.
    pub action: Action,
    /// Its keys in the text, written as [`Key`](super::key::Key) parses them. The first is the one shown in hints.
    pub text_keys: &'static [&'static str],
    /// Its keys in other modes. No mode is in more than one of these.
    pub mode_keys: &'static [ModeKeys],
    /// What it does, in at most 38 cells.
    pub description: &'static str,
    /// Its group on the help screen.
    pub group: CommandGroup,
}

impl CommandSpec {
    /// Its default keys in `mode`.
    pub fn keys_in(&self, mode: Mode) -> &'static [&'static str] {
        if mode == Mode::Text {
            return self.text_keys;
        }
        self.mode_keys
            .iter()
            .find(|(modes, _)| modes.contains(&mode))
            .map_or(&[], |(_, keys)| keys)
    }

    /// The default keys to show in a list of all commands: those in the text, or if it has none there, those in the first
    /// mode where it has.
    pub fn keys_for_help(&self) -> &'static [&'static str] {
        match self.mode_keys.first() {
            Some((_, keys)) if self.text_keys.is_empty() => keys,
            _ => self.text_keys,
        }
    }
}

/// The row of `action` in the table.
pub fn command_for(action: Action) -> Option<&'static CommandSpec> {
    COMMANDS.iter().find(|command| command.action == action)
}

/// A key as help and hints show it: `ctrl-d` → `^D`, `alt-left` → `Alt-←`, `pgdn` → `PgDn`, `j` → `j`.
pub fn display_key(key: &str) -> String {
    let without_prefix = |prefix: &str| key.strip_prefix(prefix).filter(|rest| !rest.is_empty());
    if let Some(rest) = without_prefix("ctrl-") {
        let letter = rest.chars().count() == 1;
        return if letter {
            format!("^{}", rest.to_uppercase())
        } else {
            format!("Ctrl-{}", display_key(rest))
        };
    }
    if let Some(rest) = without_prefix("alt-") {
        return format!("Alt-{}", display_key(rest));
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
