//! What actions and modes are called in the configuration.
//!
//! Owns the names, once each: they are what readers write, so none may change. In kebab case, from the words of the code.

use super::{Action, COMMANDS, Mode};

impl Action {
    /// What the configuration calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LineDown => "line-down",
            Self::LineUp => "line-up",
            Self::HalfDown => "half-down",
            Self::HalfUp => "half-up",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::ParagraphNext => "paragraph-next",
            Self::ParagraphPrevious => "paragraph-previous",
            Self::HeadingNext => "heading-next",
            Self::HeadingPrevious => "heading-previous",
            Self::OfEntityNext => "of-entity-next",
            Self::OfEntityPrevious => "of-entity-previous",
            Self::MentionNext => "mention-next",
            Self::MentionPrevious => "mention-previous",
            Self::EntityNext => "entity-next",
            Self::EntityPrevious => "entity-previous",
            Self::SameNext => "same-next",
            Self::SamePrevious => "same-previous",
            Self::Search => "search",
            Self::Filter => "filter",
            Self::Contents => "contents",
            Self::Trail => "trail",
            Self::SetMark => "set-mark",
            Self::ToMark => "to-mark",
            Self::Recent => "recent",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::Back => "back",
            Self::Forward => "forward",
            Self::Choose => "choose",
            Self::Peek => "peek",
            Self::Lens => "lens",
            Self::Company => "company",
            Self::World => "world",
            Self::Closer => "closer",
            Self::Farther => "farther",
            Self::Take => "take",
            Self::Surer => "surer",
            Self::Looser => "looser",
            Self::Left => "left",
            Self::Right => "right",
            Self::NotEntity => "not-entity",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Rename => "rename",
            Self::Undo => "undo",
            Self::Always => "always",
            Self::OtherKind => "other-kind",
            Self::Stretch => "stretch",
            Self::LetterLeft => "letter-left",
            Self::LetterRight => "letter-right",
            Self::OtherEnd => "other-end",
            Self::Add => "add",
            Self::Copy => "copy",
            Self::CopyCard => "copy-card",
            Self::Browse => "browse",
            Self::LinkHints => "link-hints",
            Self::Pipe => "pipe",
            Self::Focus => "focus",
            Self::Close => "close",
            Self::Panel => "panel",
            Self::Order => "order",
            Self::Marks => "marks",
            Self::Zen => "zen",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::DefaultMeasure => "default-measure",
            Self::Help => "help",
            Self::Reload => "reload",
            Self::Repaint => "repaint",
            Self::Suspend => "suspend",
            Self::Leave => "leave",
            Self::Quit => "quit",
        }
    }

    /// The one of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::all().find(|action| action.name() == name)
    }

    /// All of them, in the order of the help screen.
    pub fn all() -> impl Iterator<Item = Self> {
        COMMANDS.iter().map(|command| command.action)
    }
}

impl Mode {
    /// What the configuration calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Panel => "panel",
            Self::Help => "help",
            Self::List => "list",
            Self::Notice => "notice",
            Self::Card => "card",
            Self::Company => "company",
            Self::World => "world",
            Self::Ask => "ask",
            Self::Pick => "pick",
            Self::Prompt => "prompt",
            Self::Stretch => "stretch",
            Self::Finder => "finder",
            Self::Filter => "filter",
            Self::Letter => "letter",
            Self::Hints => "hints",
        }
    }

    /// The one of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// Where it is, as a clause of a sentence ends: "in the text".
    pub fn place(self) -> &'static str {
        match self {
            Self::Text => "in the text",
            Self::Panel => "in the panel",
            Self::Help => "in the help",
            Self::List => "in the list of a feed",
            Self::Notice => "where nothing is open",
            Self::Card => "on a card",
            Self::Company => "in the list of company",
            Self::World => "on the map",
            Self::Ask => "in a question",
            Self::Pick => "in a choice",
            Self::Prompt => "in a line being typed",
            Self::Stretch => "in a stretch being taken",
            Self::Finder => "in a list to find in",
            Self::Filter => "in the filter",
            Self::Letter => "where a letter is waited for",
            Self::Hints => "where links bear letters",
        }
    }

    /// Whether letters are typed here, so that none of them can be a command.
    pub fn types(self) -> bool {
        matches!(
            self,
            Self::Pick | Self::Prompt | Self::Finder | Self::Filter | Self::Letter | Self::Hints
        )
    }

    /// Whether digits are a count here, so that none of them can begin a command.
    pub fn counts(self) -> bool {
        !self.types() && self != Self::Help
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// "MentionNext" → "mention-next".
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

    /// Protects: what a reader wrote in the configuration means one thing, and the word that the code has for it.
    #[test]
    fn names_are_those_of_the_code() {
        let actions: BTreeSet<&str> = Action::all().map(Action::name).collect();
        assert_eq!(actions.len(), COMMANDS.len());
        for action in Action::all() {
            assert_eq!(action.name(), kebab(&format!("{action:?}")));
            assert_eq!(Action::of_name(action.name()), Some(action));
        }
        for mode in Mode::ALL {
            assert_eq!(mode.name(), kebab(&format!("{mode:?}")));
            assert_eq!(Mode::of_name(mode.name()), Some(mode));
        }
        assert_eq!(Action::of_name("nop"), None);
    }
}
