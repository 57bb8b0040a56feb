//! The lists of the library: people, countries, articles. One of them is shown at a time, and searched like the other lists.

use super::page;
use super::questions::decide;
use super::{LibraryLists, MONTHS, NameRow, Shown};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::effect::{LibraryDecision, LibraryQuery};
use crate::app::overlays::list::{List, ListFrame};
use crate::app::overlays::picker::PickerMatch;
use crate::app::overlays::popup::Popup;
use crate::app::overlays::{self, Extent, KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::links;
use crate::layout::Rect;
use crate::search::fuzzy;
use std::sync::Arc;

/// Height of the popup from which the columns have a heading: with a frame, where it has a blank row above, and without one.
const HEADING_MIN_ROWS: u16 = 12;
const UNFRAMED_HEADING_MIN_ROWS: u16 = 7;

/// One of the lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LibraryTab {
    /// People.
    #[default]
    People,
    /// Countries.
    Countries,
    /// Articles.
    Articles,
}

impl LibraryTab {
    /// All of them, from left to right.
    pub const ALL: [Self; 3] = [Self::People, Self::Countries, Self::Articles];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Countries => "Countries",
            Self::Articles => "Articles",
        }
    }

    /// The one `steps` to the right; after the last comes the first.
    fn step(self, steps: usize) -> Self {
        let mut all = Self::ALL.into_iter().cycle();
        all.nth(self as usize + steps % Self::ALL.len())
            .unwrap_or_default()
    }
}

/// The open lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LibraryOverlay {
    /// Which of them is shown.
    pub tab: LibraryTab,
    /// All their rows.
    pub content: Shown<Arc<LibraryLists>>,
    /// The number of the question about them, once the library was asked.
    pub(crate) question: Option<u64>,
    /// Whether that was asked together with a decision of the user.
    pub(super) is_deciding: bool,
    /// Whether keys are typed into the query.
    pub is_typing: bool,
    /// The query, which is that of all lists.
    pub input: TextInput,
    /// The rows of the list that match the query.
    pub matches: Vec<PickerMatch>,
    /// The cursors of the lists.
    lists: [List; LibraryTab::ALL.len()],
}

/// The rectangles of the parts of the popup. A part without room has an empty one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibraryLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The title.
    pub title: Rect,
    /// The names of the lists.
    pub tabs: Rect,
    /// The query.
    pub input: Rect,
    /// The headings of the columns.
    pub headings: Rect,
    /// The rows.
    pub list: Rect,
}

impl LibraryLayout {
    /// Lays out the lists on the current screen.
    pub fn new(state: &State, overlay: &LibraryOverlay) -> Self {
        let popup = Popup::for_screen(state);
        let inner = popup.inner;
        // Without a frame, the names of the lists are the title.
        let title = if popup.framed {
            popup.title()
        } else {
            Rect::default()
        };
        let input_rows = u16::from(popup.framed || overlay.is_typing && inner.height >= 3);
        let (min_rows, spacing) = if popup.framed {
            (HEADING_MIN_ROWS, 1)
        } else {
            (UNFRAMED_HEADING_MIN_ROWS, 0)
        };
        let heading_rows = u16::from(inner.height >= min_rows);
        let first = 1 + input_rows + spacing * heading_rows;
        Self {
            popup,
            title,
            tabs: inner.rows(0, 1),
            input: inner.rows(1, input_rows),
            headings: inner.rows(first, heading_rows),
            list: inner.rows(first + heading_rows, inner.height),
        }
    }
}

/// Opens the lists, on the people.
pub(super) fn open(state: &mut State) {
    overlays::push(state, Overlay::Library(LibraryOverlay::default()));
}

/// Goes from a page to the lists: back to those that are open below it, or else to new ones, which close to the page.
pub(super) fn go_to(state: &mut State) -> Outcome {
    let is_lists = |overlay: &Overlay| matches!(overlay, Overlay::Library(_));
    match state.screen.overlays.iter().rposition(is_lists) {
        Some(nth) => {
            state.screen.overlays.truncate(nth + 1);
            Outcome::close()
        }
        None => {
            open(state);
            Outcome::stay()
        }
    }
}

impl LibraryOverlay {
    /// The number of rows of a list, matching or not.
    pub fn len(&self, tab: LibraryTab) -> usize {
        self.content.content().map_or(0, |lists| match tab {
            LibraryTab::People => lists.people.len(),
            LibraryTab::Countries => lists.countries.len(),
            LibraryTab::Articles => lists.articles.len(),
        })
    }

    /// Whether nothing was read yet.
    pub fn is_empty(&self) -> bool {
        LibraryTab::ALL.iter().all(|tab| self.len(*tab) == 0)
    }

    /// The cursor of the list that is shown.
    pub fn cursor(&self) -> List {
        self.lists
            .get(self.tab as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The rows of the list that is shown, if it is one of names.
    pub fn names(&self) -> Option<&[NameRow]> {
        let lists = self.content.content()?;
        match self.tab {
            LibraryTab::People => Some(&lists.people),
            LibraryTab::Countries => Some(&lists.countries),
            LibraryTab::Articles => None,
        }
    }

    /// Whether a sparkline of the months says something: in the list that is shown, at least two of them have articles.
    pub fn shows_months(&self) -> bool {
        let rows = self.names().unwrap_or_default();
        let has_articles = |month: &usize| {
            let count = |row: &NameRow| row.by_month.get(*month).is_some_and(|count| *count > 0);
            rows.iter().any(count)
        };
        (0..MONTHS).filter(has_articles).nth(1).is_some()
    }

    /// Shows `lists`. The cursors stay in their rows.
    pub(super) fn show(&mut self, lists: Arc<LibraryLists>) {
        let is_empty =
            lists.people.is_empty() && lists.countries.is_empty() && lists.articles.is_empty();
        self.content = if is_empty {
            let message = "Nothing here yet: the articles you read are kept here, with the people and countries in them";
            Shown::Message(message.to_owned())
        } else {
            Shown::Content(lists)
        };
        self.refresh_matches();
    }

    /// Searches the list that is shown for the query.
    fn refresh_matches(&mut self) {
        let query = self.input.text();
        let names = self.names();
        let articles = match (self.tab, self.content.content()) {
            (LibraryTab::Articles, Some(lists)) => lists.articles.as_slice(),
            _ => &[],
        };
        let labels = names.unwrap_or_default().iter().map(|row| &row.name);
        let labels = labels.chain(articles.iter().map(|article| &article.title));
        let ranked = fuzzy::rank(query, labels.map(String::as_str)).into_iter();
        self.matches = ranked
            .map(|label| PickerMatch {
                entry: label.index,
                matched_chars: label.matched_chars,
            })
            .collect();
    }

    fn go_to(&mut self, tab: LibraryTab) -> Outcome {
        self.tab = tab;
        self.refresh_matches();
        Outcome::stay()
    }

    /// Ends the search, and shows all rows again with the same one chosen.
    fn end_search(&mut self) {
        let chosen = self.cursor().chosen;
        let chosen = self.matches.get(chosen).map(|found| found.entry);
        self.is_typing = false;
        self.input = TextInput::default();
        self.refresh_matches();
        if let Some(list) = self.lists.get_mut(self.tab as usize) {
            list.chosen = chosen.unwrap_or_default();
        }
    }
}

impl OverlayBehaviour for LibraryOverlay {
    fn mode(&self) -> Mode {
        if self.is_typing {
            Mode::LibrarySearch
        } else {
            Mode::Library
        }
    }

    fn key_hints(&self, state: &State) -> KeyHints {
        if self.content.content().is_none() {
            return &[(Action::ShowHelp, "help"), (Action::Close, "close")];
        }
        if self.is_typing {
            return &[
                (Action::Choose, "open"),
                (Action::Close, "show all"),
                (Action::MoveRight, "next list"),
            ];
        }
        // The row of the query names its key.
        if !LibraryLayout::new(state, self).input.is_empty() {
            return &[
                (Action::ShowHelp, "help"),
                (Action::Choose, "open"),
                (Action::Close, "close"),
                (Action::MoveRight, "next list"),
            ];
        }
        &[
            (Action::Choose, "open"),
            (Action::Search, "search"),
            (Action::Close, "close"),
            (Action::ShowHelp, "help"),
            (Action::MoveRight, "next list"),
        ]
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let steps = command.times() % LibraryTab::ALL.len();
        match command.action {
            Action::Search => {
                self.is_typing = !matches!(self.content, Shown::Message(_));
                Some(Outcome::stay())
            }
            Action::MoveRight => Some(self.go_to(self.tab.step(steps))),
            Action::MoveLeft => Some(self.go_to(self.tab.step(LibraryTab::ALL.len() - steps))),
            Action::Undo if self.content.content().is_some() => {
                let decision = LibraryDecision::TakeBack(None);
                let (question, effect) = decide(state, decision, LibraryQuery::Lists);
                (self.question, self.is_deciding) = (Some(question), true);
                Some(Outcome::stay().with(vec![effect]))
            }
            Action::ShowLibrary | Action::GoBack => Some(Outcome::close()),
            _ => None,
        }
    }

    /// Ends the search, or closes the library.
    fn on_close(&mut self, _: &mut State) -> Outcome {
        if self.is_typing {
            self.end_search();
            return Outcome::stay();
        }
        Outcome::close()
    }

    /// Opens the page of the chosen name, or the chosen article.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let chosen = self.cursor().chosen;
        let Some(entry) = self.matches.get(chosen).map(|found| found.entry) else {
            return Outcome::stay();
        };
        if let Some(row) = self.names().and_then(|names| names.get(entry)) {
            page::open(state, row.id, &row.name, row.code);
            return Outcome::stay();
        }
        let lists = self.content.content();
        match lists.and_then(|lists| lists.articles.get(entry)) {
            Some(article) => {
                let effects =
                    links::open_kept(state, article.address.as_deref(), &article.title, None);
                Outcome::stay().with(effects)
            }
            None => Outcome::stay(),
        }
    }

    fn list(&mut self, state: &State) -> Option<(&mut List, ListFrame)> {
        let layout = LibraryLayout::new(state, self);
        let frame = ListFrame::new(layout.popup.outer, layout.list, self.matches.len());
        Some((self.lists.get_mut(self.tab as usize)?, frame))
    }

    fn input(&mut self) -> Option<&mut TextInput> {
        self.is_typing.then_some(&mut self.input)
    }

    fn on_input(&mut self, _: &mut State) -> Outcome {
        self.refresh_matches();
        self.lists = Default::default();
        Outcome::stay()
    }
}
