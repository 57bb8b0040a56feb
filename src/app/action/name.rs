//! Names of actions and modes in the configuration: those of the code in kebab case, or names of earlier versions.

use super::{Action, Mode};

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
    /// The action called `name`, or called so in an earlier version.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all()
            .find(|action| action.name() == name)
            .or_else(|| find_alias(ACTION_ALIASES, name))
    }
}

impl Mode {
    /// The mode called `name`, or called so in an earlier version.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.name() == name)
            .or_else(|| find_alias(MODE_ALIASES, name))
    }
}

/// The value with the alias `name`.
fn find_alias<T: Copy>(aliases: &[(&str, T)], name: &str) -> Option<T> {
    let found = aliases.iter().find(|(alias, _)| *alias == name);
    found.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::super::COMMANDS;
    use super::*;
    use std::collections::BTreeSet;

    /// Protects: every action and mode has a name of its own in the configuration.
    #[test]
    fn names_are_unique() {
        let actions: BTreeSet<&str> = Action::all().map(Action::name).collect();
        assert_eq!(actions.len(), COMMANDS.len());
        for action in Action::all() {
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
        for mode in Mode::ALL {
            assert_eq!(Mode::from_name(mode.name()), Some(mode));
        }
        assert_eq!(Action::NextMention.name(), "next-mention");
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
