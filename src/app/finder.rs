//! A list in which typing finds: the contents, the jumps, the articles read lately.
//!
//! Owns its rows, which of them match what is typed, and which one is chosen. While nothing is typed the rows stand as they
//! are, a tree with its depths; then the best match is first.

use super::sheet::Sheet;
use super::state::State;
use super::typed::Typed;
use crate::layout::Rect;
use crate::search::fuzzy;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The headings of the article.
    Contents,
    /// Where the reader jumped from.
    Trail,
    /// Articles read lately.
    Recent,
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// To a place in the text, bytes.
    Offset(usize),
    /// So many jumps back; ahead, below zero.
    Jump(isize),
    /// To another article, by what it is called on the command line; nothing is the sample.
    Article(Option<String>),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub label: String,
    /// What stands at its right: how far in the article, which day.
    pub detail: String,
    /// How deep in the tree, from 0.
    pub depth: u16,
    /// Where it leads.
    pub goal: Goal,
}

/// A row that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The row, as an index of all.
    pub entry: usize,
    /// The characters of its label that were typed, counted from 0.
    pub letters: Vec<u32>,
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finder {
    /// What it is of.
    pub list: List,
    /// Every row.
    pub entries: Vec<Entry>,
    /// What is typed.
    pub typed: Typed,
    /// Those that match.
    pub shown: Vec<Match>,
    /// The chosen one, as an index of those that match.
    pub chosen: usize,
    /// The first that shows, likewise.
    pub top: usize,
}

/// The parts of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The sheet.
    pub sheet: Sheet,
    /// What it is of, and how many.
    pub head: Rect,
    /// What is typed.
    pub line: Rect,
    /// The rows.
    pub list: Rect,
}

impl Finder {
    /// All of `entries`, the one at `chosen` chosen.
    pub fn new(list: List, entries: Vec<Entry>, chosen: usize) -> Self {
        let mut finder = Self {
            list,
            entries,
            typed: Typed::default(),
            shown: Vec::new(),
            chosen: 0,
            top: 0,
        };
        finder.find();
        finder.chosen = chosen.min(finder.shown.len().saturating_sub(1));
        finder
    }

    /// What it says above.
    pub fn title(&self) -> &'static str {
        match self.list {
            List::Contents => "Contents",
            List::Trail => "Jumps, the latest first",
            List::Recent => "Articles read lately",
        }
    }

    /// The chosen row; `None` if nothing matches.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.shown.get(self.chosen)?.entry)
    }

    /// Find what is typed.
    pub(super) fn find(&mut self) {
        let labels = self.entries.iter().map(|entry| entry.label.as_str());
        self.shown = fuzzy::rank(self.typed.text(), labels)
            .into_iter()
            .map(|(entry, letters)| Match { entry, letters })
            .collect();
        (self.chosen, self.top) = (0, 0);
    }

    /// Choose the row `steps` from the chosen one, stopping at the ends, and make it show.
    pub(super) fn step(&mut self, steps: isize, places: &Places) {
        let fit = usize::from(places.list.height);
        let rows = (fit, self.shown.len());
        super::sheet::step((&mut self.chosen, &mut self.top), steps, rows);
    }
}

impl Places {
    /// Where the parts of `finder` go: as high as all its rows need, so that it does not jump while something is typed.
    pub fn of(state: &State, finder: &Finder) -> Self {
        let sheet = Sheet::of(state);
        let air = u16::from(sheet.framed);
        let above = match sheet.inner.height {
            0..=1 => 0,
            2 => 1,
            _ => 2 + air,
        };
        let rows = finder.entries.len().clamp(1, usize::from(u16::MAX - 8)) as u16;
        let sheet = sheet.cut(above + rows);
        let inner = sheet.inner;
        let head = u16::from(above >= 2);
        Self {
            sheet,
            head: inner.rows(0, head),
            line: inner.rows(head, u16::from(above >= 1)),
            list: inner.rows(above, inner.height),
        }
    }
}
