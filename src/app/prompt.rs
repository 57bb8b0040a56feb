//! A line being typed, and what for.

use super::action::Action;
use super::foot::Wants;
use super::layer::Layer;
use super::typed::Typed;
use crate::entities::Kind;
use crate::entities::corrections::Whom;
use std::ops::Range;

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Another name.
    Rename {
        /// Whose.
        whom: Whom,
        /// How many mentions there are.
        mentions: usize,
    },
    /// The text is searched.
    Search,
    /// Text is given to a command.
    Pipe {
        /// Bytes of the text, if not all of the article is meant.
        range: Option<Range<usize>>,
        /// What that is, for people: "the article, 812 words".
        what: String,
        /// Which of the commands before is shown; behind the last, what was typed.
        nth: usize,
        /// What was typed before those were shown.
        draft: String,
    },
}

/// A line being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line.
    pub typed: Typed,
}

impl Prompt {
    /// What it asks.
    pub fn title(&self) -> String {
        match &self.purpose {
            Purpose::Rename { whom, mentions } => {
                let mentions = super::corrected::mentions(*mentions);
                format!("Another name for {}, {mentions}", whom.name())
            }
            Purpose::Search => "Search".to_owned(),
            Purpose::Pipe { what, .. } => format!("Give to a command: {what}"),
        }
    }

    /// The keys that matter, and what each does.
    pub fn keys(&self) -> &'static [(Action, &'static str)] {
        match &self.purpose {
            Purpose::Search => &[
                (Action::Choose, "keep"),
                (Action::Close, "never mind"),
                (Action::Earlier, "earlier ones"),
            ],
            Purpose::Pipe { .. } => &[
                (Action::Choose, "give"),
                (Action::Close, "never mind"),
                (Action::Earlier, "earlier ones"),
            ],
            Purpose::Rename { whom, .. } => match whom.kind() {
                Kind::Person => &[
                    (Action::Choose, "this article"),
                    (Action::Always, "every article"),
                    (Action::OtherKind, "a country"),
                    (Action::Close, "never mind"),
                ],
                Kind::Country => &[
                    (Action::Choose, "this article"),
                    (Action::Always, "every article"),
                    (Action::OtherKind, "a person"),
                    (Action::Close, "never mind"),
                ],
            },
        }
    }

    /// What of the foot of the screen it wants.
    pub fn wants() -> Wants {
        Wants {
            line: true,
            ..Wants::default()
        }
    }
}

/// Whether `layer` is a search being typed.
pub(super) fn is_search(layer: Option<&Layer>) -> bool {
    matches!(layer, Some(Layer::Prompt(prompt)) if prompt.purpose == Purpose::Search)
}
