//! A question with a list of answers: which entity to merge with, which form to split off, which entity a mention
//! refers to.
//!
//! A menu with many answers has a text input that narrows them down. One with few has none, so that letters can be
//! keys.

use super::list::{List, ListFrame};
use super::prompt_bar::{PromptBar, PromptBarSpec};
use super::{KeyHints, Outcome, OverlayBehaviour};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::reading::corrections::{describe_correction, pluralize_mentions};
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::corrections;
use crate::entities::corrections::{Correction, CorrectionScope, EntityRef};

/// Width of the screen below which hints use the shortest words.
const NARROW_COLUMNS: u16 = 56;

/// What choosing an item does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuAction {
    /// Makes a correction.
    Correct {
        /// The correction if it is made for this article.
        this_article: Correction,
        /// The correction if it is made for every article.
        every_article: Correction,
    },
    /// Asks which entity the mentions refer to instead of `from`.
    ChooseEntity {
        /// The entity whose mentions they are now.
        from: EntityRef,
        /// Only the mentions with this surface form; `None` for all.
        form: Option<String>,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// The text of the row.
    pub label: String,
    /// The number of mentions of the entity or the form it names.
    pub mention_count: usize,
    /// What choosing it does.
    pub action: MenuAction,
}

impl MenuItem {
    /// An answer about `mention_count` mentions.
    pub(crate) fn new(label: impl Into<String>, mention_count: usize, action: MenuAction) -> Self {
        Self {
            label: label.into(),
            mention_count,
            action,
        }
    }
}

/// An open menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// The question.
    pub title: String,
    /// The number of mentions the question is about.
    pub mention_count: usize,
    /// All answers, the most likely first.
    pub items: Vec<MenuItem>,
    /// The input that narrows the answers down; `None` if there are few.
    pub input: Option<TextInput>,
    /// The answers that match the input, as indices.
    pub matches: Vec<usize>,
    /// The cursor in the matching answers.
    pub list: List,
}

impl Menu {
    /// Lists all of `items`, with a text input if `search` is set.
    pub fn new(title: String, mention_count: usize, items: Vec<MenuItem>, search: bool) -> Self {
        Self {
            title,
            mention_count,
            matches: (0..items.len()).collect(),
            items,
            input: search.then(TextInput::default),
            list: List::default(),
        }
    }

    /// The answer the cursor is on, or `None` if nothing matches.
    fn chosen_item(&self) -> Option<&MenuItem> {
        self.items.get(*self.matches.get(self.list.chosen)?)
    }

    /// Whether this is a plain confirmation, with a single answer.
    pub fn is_confirmation(&self) -> bool {
        self.input.is_none() && self.items.len() == 1
    }

    /// Whether the chosen answer opens another menu.
    fn opens_submenu(&self) -> bool {
        self.chosen_item()
            .is_some_and(|item| matches!(item.action, MenuAction::ChooseEntity { .. }))
    }

    /// What choosing will do: "7 mentions: Putin and Vladimir Poutine are the same".
    pub fn summary(&self) -> String {
        let Some(item) = self.chosen_item() else {
            return "No match".to_owned();
        };
        match &item.action {
            MenuAction::Correct {
                this_article: correction,
                ..
            } => {
                let count = match correction {
                    Correction::Merge { .. } => self.mention_count + item.mention_count,
                    Correction::Remove { .. }
                    | Correction::Ignore { .. }
                    | Correction::Split { .. } => item.mention_count,
                    Correction::Rename { .. }
                    | Correction::Reassign { .. }
                    | Correction::Add { .. } => self.mention_count,
                };
                format!(
                    "{}: {}",
                    pluralize_mentions(count),
                    describe_correction(correction)
                )
            }
            MenuAction::ChooseEntity { .. } => format!(
                "{}: choose who it is",
                pluralize_mentions(item.mention_count)
            ),
        }
    }

    /// What the prompt bar contains.
    pub fn bar_spec(&self) -> PromptBarSpec {
        if self.is_confirmation() {
            return PromptBarSpec::default();
        }
        PromptBarSpec {
            has_input: self.input.is_some(),
            // Room for all answers, so that the list does not jump while text is typed.
            rows: self.items.len(),
            has_summary: true,
            stays_at_bottom: false,
        }
    }

    /// Finds the answers that contain every word of the input, in any order, and moves the cursor to the first.
    fn refresh_matches(&mut self) {
        let query = self.input.as_ref().map(TextInput::text).unwrap_or_default();
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let is_match = |item: &MenuItem| {
            let label = item.label.to_lowercase();
            words.iter().all(|word| label.contains(word.as_str()))
        };
        let items = self.items.iter().enumerate();
        self.matches = items
            .filter(|(_, item)| words.is_empty() || is_match(item))
            .map(|(n, _)| n)
            .collect();
        self.list = List::default();
    }

    /// Does what the chosen answer stands for.
    fn answer(&self, state: &mut State, scope: CorrectionScope) -> Outcome {
        match self.chosen_item().map(|item| item.action.clone()) {
            Some(MenuAction::Correct {
                this_article,
                every_article,
            }) => {
                let correction = match scope {
                    CorrectionScope::Article => this_article,
                    CorrectionScope::Everywhere => every_article,
                };
                Outcome::close().with(corrections::apply_correction(state, scope, correction))
            }
            Some(MenuAction::ChooseEntity { from, form }) => {
                corrections::open_reassign_menu(state, &from, form.as_deref());
                Outcome::stay()
            }
            None => Outcome::stay(),
        }
    }
}

impl OverlayBehaviour for Menu {
    fn mode(&self) -> Mode {
        match self.input {
            Some(_) => Mode::Menu,
            None => Mode::Question,
        }
    }

    fn key_hints(&self, state: &State) -> KeyHints {
        if self.opens_submenu() {
            &[(Action::Choose, "continue"), (Action::Close, "cancel")]
        } else if state.screen.size.columns < NARROW_COLUMNS {
            &[
                (Action::Choose, "here"),
                (Action::ApplyEverywhere, "always"),
                (Action::Close, "cancel"),
            ]
        } else {
            &[
                (Action::Choose, "this article"),
                (Action::ApplyEverywhere, "all articles"),
                (Action::Close, "cancel"),
            ]
        }
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let everywhere = command.action == Action::ApplyEverywhere;
        everywhere.then(|| self.answer(state, CorrectionScope::Everywhere))
    }

    fn on_choose(&mut self, state: &mut State) -> Outcome {
        self.answer(state, CorrectionScope::Article)
    }

    fn list(&mut self, state: &State) -> Option<(&mut List, ListFrame)> {
        let bar = PromptBar::new(state, self.bar_spec());
        let frame = ListFrame::new(bar.area, bar.rows, self.matches.len());
        Some((&mut self.list, frame))
    }

    fn input(&mut self) -> Option<&mut TextInput> {
        self.input.as_mut()
    }

    fn on_input(&mut self, _: &mut State) -> Outcome {
        self.refresh_matches();
        Outcome::stay()
    }
}
