//! A prompt for one line of text: a new name, a search, a command.

use super::action::Action;
use super::overlay::Overlay;
use super::prompt_bar::PromptBarSpec;
use super::text_input::TextInput;
use crate::entities::EntityKind;
use crate::entities::corrections::EntityRef;
use std::ops::Range;

/// What the text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptKind {
    /// Renames an entity.
    Rename {
        /// The entity.
        entity: EntityRef,
        /// The number of its mentions.
        mention_count: usize,
    },
    /// Searches the text.
    Search,
    /// Pipes text to a command.
    Pipe {
        /// The byte range of the text to pipe; `None` for the whole article.
        range: Option<Range<usize>>,
        /// What that is, for the user: "the article, 812 words".
        description: String,
        /// Which earlier command is shown; one past the last means the draft.
        history_index: usize,
        /// What was typed before an earlier command was shown.
        draft: String,
    },
}

/// An open prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What the text is for.
    pub kind: PromptKind,
    /// The text.
    pub input: TextInput,
}

impl Prompt {
    /// The question.
    pub fn title(&self) -> String {
        match &self.kind {
            PromptKind::Rename {
                entity,
                mention_count,
            } => {
                let mention_count = super::correction_state::pluralize_mentions(*mention_count);
                format!("New name for {} ({mention_count})", entity.name())
            }
            PromptKind::Search => "Search".to_owned(),
            PromptKind::Pipe { description, .. } => format!("Pipe to a command: {description}"),
        }
    }

    /// The most useful keys, each with a short label.
    pub fn key_hints(&self) -> &'static [(Action, &'static str)] {
        match &self.kind {
            PromptKind::Search => &[
                (Action::Choose, "accept"),
                (Action::Close, "cancel"),
                (Action::PreviousInput, "history"),
            ],
            PromptKind::Pipe { .. } => &[
                (Action::Choose, "run"),
                (Action::Close, "cancel"),
                (Action::PreviousInput, "history"),
            ],
            PromptKind::Rename { entity, .. } => match entity.kind() {
                EntityKind::Person => &[
                    (Action::Choose, "this article"),
                    (Action::ApplyEverywhere, "every article"),
                    (Action::SwitchKind, "as a country"),
                    (Action::Close, "cancel"),
                ],
                EntityKind::Country => &[
                    (Action::Choose, "this article"),
                    (Action::ApplyEverywhere, "every article"),
                    (Action::SwitchKind, "as a person"),
                    (Action::Close, "cancel"),
                ],
            },
        }
    }

    /// What the prompt bar contains.
    pub fn bar_spec() -> PromptBarSpec {
        PromptBarSpec {
            has_input: true,
            ..PromptBarSpec::default()
        }
    }
}

/// Whether `overlay` is the search prompt.
pub(super) fn is_search_prompt(overlay: Option<&Overlay>) -> bool {
    matches!(overlay, Some(Overlay::Prompt(prompt)) if prompt.kind == PromptKind::Search)
}
