//! A list with fuzzy search: the table of contents, the jump list, recently read articles.
//!
//! While nothing is typed, the rows keep their order and show as a tree; after that the best match comes first.

use super::popup::Popup;
use super::state::State;
use super::text_input::TextInput;
use crate::layout::Rect;
use crate::search::fuzzy;

/// What a picker lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// The headings of the article.
    Contents,
    /// The places the user jumped from.
    Jumps,
    /// Recently read articles.
    RecentArticles,
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerTarget {
    /// To a place in the text, in bytes.
    Offset(usize),
    /// That many jumps back, or forward if negative.
    Jump(isize),
    /// To another article, named as on the command line; `None` is the sample article.
    Article(Option<String>),
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerEntry {
    /// The text that is shown and searched.
    pub label: String,
    /// The text at the right: how far into the article, or the day it was read.
    pub detail: String,
    /// The depth in the tree, from 0.
    pub depth: u16,
    /// Where it leads.
    pub target: PickerTarget,
}

/// A row that matches the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerMatch {
    /// The index of the row among all entries.
    pub entry: usize,
    /// The positions of the matched characters in its label, counted in characters from 0, ascending.
    pub matched_chars: Vec<u32>,
}

/// An open picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What it lists.
    pub kind: PickerKind,
    /// All rows, matching or not.
    pub entries: Vec<PickerEntry>,
    /// The query.
    pub input: TextInput,
    /// The rows that match the query.
    pub matches: Vec<PickerMatch>,
    /// The row the cursor is on, an index into the matching rows.
    pub chosen: usize,
    /// The first visible row, likewise an index.
    pub top: usize,
}

/// The rectangles of the parts of the popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickerLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The title, with the number of rows.
    pub title: Rect,
    /// The query.
    pub input: Rect,
    /// The rows.
    pub list: Rect,
}

impl Picker {
    /// Lists all of `entries`, with the cursor on the one at index `chosen`.
    pub fn new(kind: PickerKind, entries: Vec<PickerEntry>, chosen: usize) -> Self {
        let mut picker = Self {
            kind,
            entries,
            input: TextInput::default(),
            matches: Vec::new(),
            chosen: 0,
            top: 0,
        };
        picker.refresh_matches();
        picker.chosen = chosen.min(picker.matches.len().saturating_sub(1));
        picker
    }

    /// The title of the list.
    pub fn title(&self) -> &'static str {
        match self.kind {
            PickerKind::Contents => "Contents",
            PickerKind::Jumps => "Jump list, latest first",
            PickerKind::RecentArticles => "Recently read articles",
        }
    }

    /// The row the cursor is on, or `None` if nothing matches.
    pub fn chosen_entry(&self) -> Option<&PickerEntry> {
        self.entries.get(self.matches.get(self.chosen)?.entry)
    }

    /// Searches for the query, and moves the cursor to the best match.
    pub(super) fn refresh_matches(&mut self) {
        let labels = self.entries.iter().map(|entry| entry.label.as_str());
        self.matches = fuzzy::rank(self.input.text(), labels)
            .into_iter()
            .map(|(entry, matched_chars)| PickerMatch {
                entry,
                matched_chars,
            })
            .collect();
        (self.chosen, self.top) = (0, 0);
    }

    /// Moves the cursor by `steps` rows, stopping at the ends, and scrolls so that it is visible.
    pub(super) fn move_choice(&mut self, steps: isize, layout: &PickerLayout) {
        let fit = usize::from(layout.list.height);
        let rows = (fit, self.matches.len());
        super::popup::move_choice((&mut self.chosen, &mut self.top), steps, rows);
    }
}

impl PickerLayout {
    /// Lays out `picker` on the current screen.
    ///
    /// The popup is tall enough for all entries, so that it does not jump while the query is typed.
    pub fn new(state: &State, picker: &Picker) -> Self {
        let popup = Popup::for_screen(state);
        let spacing = u16::from(popup.framed);
        let header_rows = match popup.inner.height {
            0..=1 => 0,
            2 => 1,
            _ => 2 + spacing,
        };
        let rows = picker.entries.len().clamp(1, usize::from(u16::MAX - 8)) as u16;
        let popup = popup.shrunk_to(header_rows + rows);
        let inner = popup.inner;
        let title_rows = u16::from(header_rows >= 2);
        Self {
            popup,
            title: inner.rows(0, title_rows),
            input: inner.rows(title_rows, u16::from(header_rows >= 1)),
            list: inner.rows(header_rows, inner.height),
        }
    }
}
