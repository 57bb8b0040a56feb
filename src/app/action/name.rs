//! The names of actions and modes in the configuration: those of the code, in kebab case.

use super::{Action, COMMANDS, Mode};

/// Names that actions had in earlier versions. The configuration still accepts them, but nothing prints them.
#[rustfmt::skip]
const ACTION_ALIASES: &[(&str, Action)] = &[
    ("half-down", Action::HalfPageDown),
    ("half-up", Action::HalfPageUp),
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
    ("always", Action::ApplyEverywhere),
    ("other-kind", Action::SwitchKind),
    ("stretch", Action::SelectText),
    ("letter-left", Action::CharacterLeft),
    ("letter-right", Action::CharacterRight),
    ("other-end", Action::SwapEnds),
    ("add", Action::AddName),
    ("browse", Action::OpenInBrowser),
    ("link-hints", Action::OpenLink),
    ("focus", Action::SwitchFocus),
    ("panel", Action::TogglePanel),
    ("order", Action::CycleOrder),
    ("marks", Action::CycleHighlights),
    ("zen", Action::ToggleZen),
    ("narrower", Action::NarrowText),
    ("wider", Action::WidenText),
    ("default-measure", Action::ResetTextWidth),
    ("help", Action::ShowHelp),
    ("repaint", Action::Redraw),
];

/// The same for modes.
#[rustfmt::skip]
const MODE_ALIASES: &[(&str, Mode)] = &[
    ("list", Mode::FeedList),
    ("notice", Mode::NoArticle),
    ("company", Mode::MentionedTogether),
    ("world", Mode::Map),
    ("ask", Mode::Question),
    ("pick", Mode::Menu),
    ("stretch", Mode::Selection),
    ("finder", Mode::Picker),
    ("filter", Mode::PanelSearch),
    ("letter", Mode::Bookmark),
    ("hints", Mode::LinkHints),
];

impl Action {
    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::LineDown => "line-down",
            Self::LineUp => "line-up",
            Self::HalfPageDown => "half-page-down",
            Self::HalfPageUp => "half-page-up",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::GoToStart => "go-to-start",
            Self::GoToEnd => "go-to-end",
            Self::NextParagraph => "next-paragraph",
            Self::PreviousParagraph => "previous-paragraph",
            Self::NextHeading => "next-heading",
            Self::PreviousHeading => "previous-heading",
            Self::NextMatch => "next-match",
            Self::PreviousMatch => "previous-match",
            Self::NextMention => "next-mention",
            Self::PreviousMention => "previous-mention",
            Self::NextName => "next-name",
            Self::PreviousName => "previous-name",
            Self::FollowNext => "follow-next",
            Self::FollowPrevious => "follow-previous",
            Self::Search => "search",
            Self::SearchPanel => "search-panel",
            Self::ShowContents => "show-contents",
            Self::ShowJumpList => "show-jump-list",
            Self::SetBookmark => "set-bookmark",
            Self::GoToBookmark => "go-to-bookmark",
            Self::ShowRecent => "show-recent",
            Self::PreviousInput => "previous-input",
            Self::NextInput => "next-input",
            Self::GoBack => "go-back",
            Self::GoForward => "go-forward",
            Self::Choose => "choose",
            Self::Preview => "preview",
            Self::FilterParagraphs => "filter-paragraphs",
            Self::ShowMentionedTogether => "show-mentioned-together",
            Self::ShowMap => "show-map",
            Self::ZoomIn => "zoom-in",
            Self::ZoomOut => "zoom-out",
            Self::ToggleMark => "toggle-mark",
            Self::RaiseConfidence => "raise-confidence",
            Self::LowerConfidence => "lower-confidence",
            Self::MoveLeft => "move-left",
            Self::MoveRight => "move-right",
            Self::Reject => "reject",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Rename => "rename",
            Self::Undo => "undo",
            Self::ApplyEverywhere => "apply-everywhere",
            Self::SwitchKind => "switch-kind",
            Self::SelectText => "select-text",
            Self::CharacterLeft => "character-left",
            Self::CharacterRight => "character-right",
            Self::SwapEnds => "swap-ends",
            Self::AddName => "add-name",
            Self::Copy => "copy",
            Self::CopyCard => "copy-card",
            Self::OpenInBrowser => "open-in-browser",
            Self::OpenLink => "open-link",
            Self::Pipe => "pipe",
            Self::SwitchFocus => "switch-focus",
            Self::Close => "close",
            Self::TogglePanel => "toggle-panel",
            Self::CycleOrder => "cycle-order",
            Self::CycleHighlights => "cycle-highlights",
            Self::ToggleZen => "toggle-zen",
            Self::NarrowText => "narrow-text",
            Self::WidenText => "widen-text",
            Self::ResetTextWidth => "reset-text-width",
            Self::ShowHelp => "show-help",
            Self::ShowManual => "show-manual",
            Self::Reload => "reload",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
            Self::Leave => "leave",
            Self::Quit => "quit",
        }
    }

    /// The action called `name`, or called so in an earlier version.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all()
            .find(|action| action.name() == name)
            .or_else(|| find_alias(ACTION_ALIASES, name))
    }

    /// All actions, in the order of the help screen.
    pub fn all() -> impl Iterator<Item = Self> {
        COMMANDS.iter().map(|command| command.action)
    }
}

impl Mode {
    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Panel => "panel",
            Self::Help => "help",
            Self::FeedList => "feed-list",
            Self::NoArticle => "no-article",
            Self::Card => "card",
            Self::MentionedTogether => "mentioned-together",
            Self::Map => "map",
            Self::Question => "question",
            Self::Menu => "menu",
            Self::Prompt => "prompt",
            Self::Selection => "selection",
            Self::Picker => "picker",
            Self::PanelSearch => "panel-search",
            Self::Bookmark => "bookmark",
            Self::LinkHints => "link-hints",
        }
    }

    /// The mode called `name`, or called so in an earlier version.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.name() == name)
            .or_else(|| find_alias(MODE_ALIASES, name))
    }

    /// Where its keys work, to end a sentence with: "in the text".
    pub fn location(self) -> &'static str {
        match self {
            Self::Text => "in the text",
            Self::Panel => "in the panel",
            Self::Help => "on the help screen",
            Self::FeedList => "in the list of a feed's articles",
            Self::NoArticle => "while no article is open",
            Self::Card => "on a card",
            Self::MentionedTogether => "in the list of names mentioned together",
            Self::Map => "on the map",
            Self::Question => "in a question before a correction",
            Self::Menu => "in a menu",
            Self::Prompt => "at a prompt",
            Self::Selection => "while selecting text",
            Self::Picker => "in a list with a search field",
            Self::PanelSearch => "while searching the panel",
            Self::Bookmark => "while choosing the letter of a bookmark",
            Self::LinkHints => "while choosing a link by its letters",
        }
    }

    /// Whether letters are typed as text in this mode, so that none of them can be bound to a command.
    pub fn is_text_input(self) -> bool {
        matches!(
            self,
            Self::Menu
                | Self::Prompt
                | Self::Picker
                | Self::PanelSearch
                | Self::Bookmark
                | Self::LinkHints
        )
    }

    /// Whether digits are a count in this mode, so that 1 to 9 cannot be bound to a command.
    pub fn accepts_count(self) -> bool {
        !self.is_text_input() && self != Self::Help
    }
}

/// The value with the alias `name`.
fn find_alias<T: Copy>(aliases: &[(&str, T)], name: &str) -> Option<T> {
    let found = aliases.iter().find(|(alias, _)| *alias == name);
    found.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// "NextMention" → "next-mention".
    fn kebab(word: &str) -> String {
        let mut name = String::new();
        for c in word.chars() {
            if c.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(c.to_lowercase());
        }
        name
    }

    /// Protects: every action and mode has one name in the configuration, which is its name in the code.
    #[test]
    fn names_match_the_code() {
        let actions: BTreeSet<&str> = Action::all().map(Action::name).collect();
        assert_eq!(actions.len(), COMMANDS.len());
        for action in Action::all() {
            assert_eq!(action.name(), kebab(&format!("{action:?}")));
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
        for mode in Mode::ALL {
            assert_eq!(mode.name(), kebab(&format!("{mode:?}")));
            assert_eq!(Mode::from_name(mode.name()), Some(mode));
        }
        assert_eq!(Action::from_name("nop"), None);
    }

    /// Protects: a name of an earlier version is never that of something else now.
    #[test]
    fn aliases_are_not_names() {
        for (alias, action) in ACTION_ALIASES {
            assert!(Action::all().all(|action| action.name() != *alias));
            assert_eq!(Action::from_name(alias), Some(*action));
        }
        for (alias, mode) in MODE_ALIASES {
            assert!(Mode::ALL.iter().all(|mode| mode.name() != *alias));
            assert_eq!(Mode::from_name(alias), Some(*mode));
        }
    }
}
