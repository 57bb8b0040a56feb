//! A question with a list of answers: which entity to merge with, which form to split off, which entity a mention
//! refers to.
//!
//! A menu with many answers has a text input that narrows them down. One with few has none, so that letters can be
//! keys.

use super::correction_state::{describe_correction, pluralize_mentions};
use super::prompt_bar::{PromptBar, PromptBarSpec};
use super::text_input::TextInput;
use crate::entities::corrections::{Correction, EntityRef};

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
    /// The row the cursor is on, an index into the matching answers.
    pub chosen: usize,
    /// The first visible row, likewise an index.
    pub top: usize,
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
            chosen: 0,
            top: 0,
        }
    }

    /// The answer the cursor is on, or `None` if nothing matches.
    pub fn chosen_item(&self) -> Option<&MenuItem> {
        self.items.get(*self.matches.get(self.chosen)?)
    }

    /// Whether this is a plain confirmation, with a single answer.
    pub fn is_confirmation(&self) -> bool {
        self.input.is_none() && self.items.len() == 1
    }

    /// Whether the chosen answer opens another menu.
    pub fn opens_submenu(&self) -> bool {
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
        }
    }

    /// Finds the answers that contain every word of the input, in any order, and moves the cursor to the first.
    pub(super) fn refresh_matches(&mut self) {
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
        (self.chosen, self.top) = (0, 0);
    }

    /// Moves the cursor by `by` rows, stopping at the ends, and scrolls so that it is visible.
    pub(super) fn move_choice(&mut self, by: isize, fit: usize) {
        let rows = (fit, self.matches.len());
        super::popup::move_choice((&mut self.chosen, &mut self.top), by, rows);
    }

    /// The answer at a cell of the screen, an index into the matching answers.
    pub(super) fn row_at(&self, bar: &PromptBar, x: u16, y: u16) -> Option<usize> {
        if !bar.rows.contains(x, y) {
            return None;
        }
        let row = self.top + usize::from(y - bar.rows.y);
        (row < self.matches.len()).then_some(row)
    }
}
