//! A list with fuzzy search: the table of contents, the jump list, recently read articles.
//!
//! While nothing is typed, the rows keep their order and show as a tree; after that the best match comes first.

mod entries;

use super::list::{Hit, List, ListFrame};
use super::popup::Popup;
use super::{Extent, KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::MouseEvent;
use crate::app::action::{Action, Mode};
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::{loading, navigation, scroll};
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
    /// The cursor in the matching rows.
    pub list: List,
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

/// Opens the table of contents, on the section at the top of the screen.
pub(crate) fn open_contents(state: &mut State) {
    let entries = entries::contents(&state.reading);
    let row = entries::entry_at(&entries, state.reading.view.top_offset());
    let none = "This article has no contents to list";
    open(state, Picker::new(PickerKind::Contents, entries, row), none);
}

/// Opens the jump list.
pub(crate) fn open_jump_list(state: &mut State) {
    let (entries, row) = entries::jumps(&state.reading);
    open(
        state,
        Picker::new(PickerKind::Jumps, entries, row),
        "No jumps yet",
    );
}

/// Shows the list of recent articles that has arrived, unless the user has opened something else meanwhile.
pub(crate) fn show_recent(state: &mut State, mut entries: Vec<PickerEntry>) {
    if !matches!(state.mode(), Mode::Text | Mode::Panel) {
        return;
    }
    let is_other_article =
        |entry: &PickerEntry| matches!(entry.target, PickerTarget::Article(Some(_)));
    if entries.iter().any(is_other_article) {
        // The notice is about the article, and the keys it names are letters to type here.
        state.messages.clear_notice();
    } else {
        entries.clear();
    }
    let picker = Picker::new(PickerKind::RecentArticles, entries, 0);
    open(state, picker, "No other article in the history");
}

/// Opens `picker` over the text; if it has no entries, shows the notice `none` instead.
fn open(state: &mut State, picker: Picker, none: &str) {
    if picker.entries.is_empty() {
        state.notice(none);
    } else {
        super::push(state, Overlay::Picker(picker));
    }
}

impl Picker {
    /// Lists all of `entries`, with the cursor on the one at index `chosen`.
    pub fn new(kind: PickerKind, entries: Vec<PickerEntry>, chosen: usize) -> Self {
        let mut picker = Self {
            kind,
            entries,
            input: TextInput::default(),
            matches: Vec::new(),
            list: List::default(),
        };
        picker.refresh_matches();
        picker.list.chosen = chosen;
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
    fn chosen_entry(&self) -> Option<&PickerEntry> {
        self.entries.get(self.matches.get(self.list.chosen)?.entry)
    }

    /// Searches for the query, and moves the cursor to the best match.
    fn refresh_matches(&mut self) {
        let labels = self.entries.iter().map(|entry| entry.label.as_str());
        let ranked = fuzzy::rank(self.input.text(), labels).into_iter();
        let found = ranked.map(|label| PickerMatch {
            entry: label.index,
            matched_chars: label.matched_chars,
        });
        self.matches = found.collect();
        self.list = List::default();
    }
}

impl OverlayBehaviour for Picker {
    fn mode(&self) -> Mode {
        Mode::Picker
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        match self.kind {
            PickerKind::RecentArticles => &[
                (Action::Choose, "open"),
                (Action::LineDown, "next"),
                (Action::Close, "close"),
            ],
            PickerKind::Contents | PickerKind::Jumps => &[
                (Action::Choose, "go there"),
                (Action::LineDown, "next"),
                (Action::Close, "close"),
            ],
        }
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    /// Goes where the chosen row leads.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let Some(entry) = self.chosen_entry() else {
            return Outcome::stay();
        };
        super::close_all(state);
        match &entry.target {
            PickerTarget::Offset(offset) => {
                navigation::record_jump(state);
                scroll::show_offset(state, *offset);
            }
            PickerTarget::Jump(steps) if *steps > 0 => {
                navigation::go_back(state, steps.unsigned_abs());
            }
            PickerTarget::Jump(steps) => navigation::go_forward(state, steps.unsigned_abs()),
            PickerTarget::Article(name) => {
                let effects = loading::open_other(state, name.clone(), entry.label.clone());
                return Outcome::close().with(effects);
            }
        }
        Outcome::close()
    }

    fn list(&mut self, state: &State) -> Option<(&mut List, ListFrame)> {
        let layout = PickerLayout::new(state, self);
        let frame = ListFrame::new(layout.popup.outer, layout.list, self.matches.len());
        Some((&mut self.list, frame))
    }

    fn input(&mut self) -> Option<&mut TextInput> {
        Some(&mut self.input)
    }

    fn on_input(&mut self, _: &mut State) -> Outcome {
        self.refresh_matches();
        Outcome::stay()
    }

    /// A click follows a row at once: nothing is changed by it that cannot be undone.
    fn on_press(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let Some((list, frame)) = self.list(state) else {
            return Outcome::stay();
        };
        match frame.hit(list, mouse) {
            Hit::Beside => Outcome::close(),
            Hit::Nothing => Outcome::stay(),
            Hit::Row(row) => {
                list.chosen = row;
                self.on_choose(state)
            }
        }
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
