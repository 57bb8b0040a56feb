//! A prompt for one line of text: a new name, a search, a command.

use super::prompt_bar::{PromptBar, PromptBarSpec};
use super::{KeyHints, Outcome, OverlayBehaviour};
use crate::app::MouseEvent;
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::reading::corrections::pluralize_mentions;
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::{corrections, pipe, search};
use crate::entities::EntityKind;
use crate::entities::corrections::{CorrectionScope, EntityRef};
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
    },
}

/// An open prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What the text is for.
    pub kind: PromptKind,
    /// The text.
    pub input: TextInput,
    /// How many inputs back in the history the text is from; 0 for what was typed here.
    steps_back: usize,
    /// What was typed before an earlier input was shown.
    draft: String,
}

impl Prompt {
    /// A prompt of this kind, with `text` in it.
    pub(crate) fn new(kind: PromptKind, text: &str) -> Self {
        Self {
            kind,
            input: TextInput::new(text),
            steps_back: 0,
            draft: String::new(),
        }
    }

    /// The question.
    pub fn title(&self) -> String {
        match &self.kind {
            PromptKind::Rename {
                entity,
                mention_count,
            } => {
                let mention_count = pluralize_mentions(*mention_count);
                format!("New name for {} ({mention_count})", entity.name())
            }
            PromptKind::Search => "Search".to_owned(),
            PromptKind::Pipe { description, .. } => format!("Pipe to a command: {description}"),
        }
    }

    /// What the prompt bar contains.
    ///
    /// A search moves with every letter: the bar stays in place, and the text scrolls instead. The whole article cannot be
    /// covered at all.
    pub fn bar_spec(&self) -> PromptBarSpec {
        PromptBarSpec {
            has_input: true,
            stays_at_bottom: matches!(
                self.kind,
                PromptKind::Search | PromptKind::Pipe { range: None, .. }
            ),
            ..PromptBarSpec::default()
        }
    }

    /// Shows the previous or the next of the inputs in `history`, the latest of which is last.
    fn recall(&mut self, history: &[String], earlier: bool) {
        if self.steps_back == 0 {
            self.input.text().clone_into(&mut self.draft);
        }
        self.steps_back = if earlier {
            (self.steps_back + 1).min(history.len())
        } else {
            self.steps_back.saturating_sub(1)
        };
        let recalled = match self.steps_back {
            0 => None,
            steps => history.iter().nth_back(steps - 1),
        };
        self.input = TextInput::new(recalled.unwrap_or(&self.draft));
    }

    /// Does what the text is for; a new name applies where `scope` says.
    fn submit(&self, state: &mut State, scope: CorrectionScope) -> Outcome {
        let text = self.input.text();
        match &self.kind {
            PromptKind::Rename { entity, .. } => {
                match corrections::rename_entity(state, scope, entity, text) {
                    Some(effects) => Outcome::close().with(effects),
                    None => Outcome::stay(),
                }
            }
            PromptKind::Search => Outcome::close().with(search::accept(state, text)),
            PromptKind::Pipe { range, description } => {
                let range = range.clone();
                Outcome::close().with(pipe::run_command(state, text, range, description))
            }
        }
    }
}

impl OverlayBehaviour for Prompt {
    fn mode(&self) -> Mode {
        Mode::Prompt
    }

    fn key_hints(&self, _: &State) -> KeyHints {
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
                    (Action::ApplyEverywhere, "all articles"),
                    (Action::Close, "cancel"),
                    (Action::SwitchKind, "as a country"),
                ],
                EntityKind::Country => &[
                    (Action::Choose, "this article"),
                    (Action::ApplyEverywhere, "all articles"),
                    (Action::Close, "cancel"),
                    (Action::SwitchKind, "as a person"),
                ],
            },
        }
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let earlier = command.action == Action::PreviousInput;
        Some(match (command.action, &self.kind) {
            (Action::PreviousInput | Action::NextInput, PromptKind::Search) => {
                self.recall(&state.session.searches, earlier);
                self.on_input(state)
            }
            (Action::PreviousInput | Action::NextInput, PromptKind::Pipe { .. }) => {
                self.recall(&state.session.commands, earlier);
                Outcome::stay()
            }
            (Action::ApplyEverywhere, PromptKind::Pipe { .. }) => Outcome::stay(),
            (Action::ApplyEverywhere, _) => self.submit(state, CorrectionScope::Everywhere),
            (Action::SwitchKind, PromptKind::Rename { entity, .. }) => {
                corrections::open_kind_menu(state, entity);
                Outcome::stay()
            }
            _ => return None,
        })
    }

    fn on_choose(&mut self, state: &mut State) -> Outcome {
        self.submit(state, CorrectionScope::Article)
    }

    fn on_close(&mut self, state: &mut State) -> Outcome {
        Outcome::close().with(match self.kind {
            PromptKind::Search => search::cancel(state),
            PromptKind::Rename { .. } | PromptKind::Pipe { .. } => Vec::new(),
        })
    }

    fn input(&mut self) -> Option<&mut TextInput> {
        Some(&mut self.input)
    }

    fn on_input(&mut self, state: &mut State) -> Outcome {
        Outcome::stay().with(match self.kind {
            PromptKind::Search => search::update_matches(state, self),
            PromptKind::Rename { .. } | PromptKind::Pipe { .. } => Vec::new(),
        })
    }

    fn on_press(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let bar = PromptBar::new(state, self.bar_spec());
        if bar.area.contains(mouse.x, mouse.y) {
            Outcome::stay()
        } else {
            self.on_close(state)
        }
    }
}
