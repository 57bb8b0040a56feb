//! The list of people and countries mentioned together, for one entity or for the whole article, and the layout of its
//! popup.

use super::list::{List, ListFrame};
use super::popup::Popup;
use super::{Extent, KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::reading::{AnalysisProgress, Reading};
use crate::app::state::State;
use crate::app::update::{copy, pair, remap_entity};
use crate::entities::cooccurrence::{self, Cooccurrence};
use crate::entities::{Entities, EntityId};
use crate::layout::Rect;

/// The most pairs listed for the whole article; a list for one entity is always complete.
const MAX_ARTICLE_ROWS: usize = 1000;
/// Height of the popup below which the columns have no heading.
const HEADING_MIN_ROWS: u16 = 6;

/// An open list of co-occurring pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct CooccurrenceList {
    /// The entity whose co-occurrences were asked for; `None` if it was the whole article.
    pub subject: Option<EntityId>,
    /// Whether the pairs of the whole article are listed, even though `subject` may name an entity.
    pub whole_article: bool,
    /// The pairs, strongest first.
    pub rows: Vec<Cooccurrence>,
    /// The number of pairs, including those beyond the limit of the list.
    pub total: usize,
    /// The cursor.
    pub list: List,
}

/// The rectangles of the parts of the popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CooccurrenceLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The title, with the number of pairs.
    pub title: Rect,
    /// The heading of the columns; empty if there is no room.
    pub column_heading: Rect,
    /// The rows.
    pub list: Rect,
}

/// Opens the list for the current mention's entity, else for the selected one, else for the whole article.
pub(crate) fn open_for_current(state: &mut State) {
    open(
        state,
        state.reading.current_entity().or(state.reading.selected),
    );
}

/// Opens the list of the names that are mentioned together with the entity `subject`, or of all pairs. If `subject` is in no
/// pair, shows a message and the list of all pairs.
pub(crate) fn open(state: &mut State, subject: Option<EntityId>) {
    let mut list = CooccurrenceList::new(&state.reading, subject);
    if list.rows.is_empty() && subject.is_some() {
        list.whole_article = true;
        list.refresh(&state.reading);
    }
    if list.rows.is_empty() {
        state.notice(match state.reading.analysis {
            AnalysisProgress::UpTo(_) => "Still looking for names: none together so far",
            AnalysisProgress::Done => "No names are mentioned together in this article",
        });
        return;
    }
    if let Some(subject) = subject.filter(|_| list.whole_article) {
        let name = &state.reading.entities.entity(subject).name;
        state.notice(format!(
            "{name} is not mentioned together with another name"
        ));
    }
    super::push(state, Overlay::Cooccurrences(list));
}

impl CooccurrenceList {
    /// Lists the co-occurrences of `subject`, or of the whole article if that is `None`.
    fn new(reading: &Reading, subject: Option<EntityId>) -> Self {
        let mut list = Self {
            subject,
            whole_article: subject.is_none(),
            rows: Vec::new(),
            total: 0,
            list: List::default(),
        };
        list.refresh(reading);
        list
    }

    /// Computes the rows, after the entities or the scope of the list changed.
    fn refresh(&mut self, reading: &Reading) {
        let (document, entities) = (&reading.document, &reading.entities);
        if let Some(entity) = self.subject.filter(|_| !self.whole_article) {
            self.rows = cooccurrence::of_entity(document, entities, entity);
            self.total = self.rows.len();
        } else {
            let strongest = cooccurrence::strongest_pairs(document, entities, MAX_ARTICLE_ROWS);
            (self.rows, self.total) = (strongest.pairs, strongest.total);
        }
    }

    /// Its place on the screen.
    pub fn layout(&self, state: &State) -> CooccurrenceLayout {
        CooccurrenceLayout::new(state, self)
    }

    /// The pair the cursor is on.
    pub fn chosen_pair(&self) -> Option<Cooccurrence> {
        self.rows.get(self.list.chosen).copied()
    }

    /// Switches between the pairs of one entity and those of the whole article. If the list was opened for the whole
    /// article, the entity is the first of the chosen pair.
    fn toggle_whole_article(&mut self, reading: &Reading) {
        if self.whole_article {
            self.subject = self.subject.or(self.chosen_pair().map(|pair| pair.entity));
        }
        if self.subject.is_some() {
            self.whole_article = !self.whole_article;
            self.refresh(reading);
            self.list = List::default();
        }
    }
}

impl OverlayBehaviour for CooccurrenceList {
    fn mode(&self) -> Mode {
        Mode::MentionedTogether
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[
            (Action::ShowHelp, "help"),
            (Action::Choose, "go through"),
            (Action::Close, "close"),
            (Action::SwitchFocus, "this name or all"),
        ]
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        match (command.action, self.chosen_pair()) {
            (Action::ShowMentionedTogether | Action::SwitchFocus, _) => {
                self.toggle_whole_article(&state.reading);
                Some(Outcome::stay())
            }
            (Action::Copy, Some(pair)) => {
                let effects = copy::copy_shared_passages(state, pair.entity, pair.other);
                Some(Outcome::stay().with(effects))
            }
            _ => None,
        }
    }

    /// Goes through the passages that mention the chosen pair.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        match self.chosen_pair() {
            Some(chosen) if pair::start(state, chosen.entity, chosen.other) => Outcome::close(),
            _ => Outcome::stay(),
        }
    }

    fn list(&mut self, state: &State) -> Option<(&mut List, ListFrame)> {
        let layout = CooccurrenceLayout::new(state, self);
        let frame = ListFrame::new(layout.popup.outer, layout.list, self.rows.len());
        Some((&mut self.list, frame))
    }

    fn remap(&mut self, state: &State, old: &Entities) -> bool {
        let entities = &state.reading.entities;
        let pair = self.chosen_pair();
        self.subject = (self.subject).and_then(|subject| remap_entity(old, entities, subject));
        self.whole_article |= self.subject.is_none();
        self.refresh(&state.reading);
        let row = pair.and_then(|pair| {
            let one = remap_entity(old, entities, pair.entity)?;
            let other = remap_entity(old, entities, pair.other)?;
            let is_pair = |row: &Cooccurrence| {
                [(one, other), (other, one)].contains(&(row.entity, row.other))
            };
            self.rows.iter().position(is_pair)
        });
        self.list.chosen = row.unwrap_or(self.list.chosen);
        !self.rows.is_empty()
    }
}

impl CooccurrenceLayout {
    /// Lays out `list` on the current screen.
    pub fn new(state: &State, list: &CooccurrenceList) -> Self {
        let popup = Popup::for_screen(state);
        let heading_rows = u16::from(popup.inner.height >= HEADING_MIN_ROWS);
        // The title of a popup with a frame is on the frame.
        let title_rows = u16::from(!popup.framed);
        let header_rows = title_rows + heading_rows;
        let rows = list.rows.len().clamp(1, usize::from(u16::MAX - 8)) as u16;
        let popup = Popup::beside_word(state, header_rows + rows);
        let inner = popup.inner;
        Self {
            popup,
            title: popup.title(),
            column_heading: inner.rows(title_rows, heading_rows),
            list: inner.rows(header_rows, inner.height),
        }
    }
}
