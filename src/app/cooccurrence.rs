//! The list of people and countries mentioned together, for one entity or for the whole article, and the layout of its
//! popup.

use super::State;
use super::popup::Popup;
use crate::document::Document;
use crate::entities::Entities;
use crate::entities::cooccurrence::{self, Cooccurrence};
use crate::layout::Rect;

/// The most pairs listed for the whole article; a list for one entity is always complete.
const MAX_ARTICLE_ROWS: usize = 1000;
/// Height of the popup below which the columns have no heading.
const HEADING_MIN_ROWS: u16 = 6;

/// An open list of co-occurring pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct CooccurrenceList {
    /// The entity whose co-occurrences were asked for, an index into the entities; `None` if it was the whole article.
    pub subject: Option<usize>,
    /// Whether the pairs of the whole article are listed, even though `subject` may name an entity.
    pub whole_article: bool,
    /// The pairs, strongest first.
    pub rows: Vec<Cooccurrence>,
    /// The number of pairs, including those beyond the limit of the list.
    pub total: usize,
    /// The row the cursor is on.
    pub chosen: usize,
    /// The first visible row.
    pub top: usize,
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

impl CooccurrenceList {
    /// Lists the co-occurrences of `subject`, or of the whole article if that is `None`.
    pub(super) fn new(document: &Document, entities: &Entities, subject: Option<usize>) -> Self {
        let mut list = Self {
            subject,
            whole_article: subject.is_none(),
            rows: Vec::new(),
            total: 0,
            chosen: 0,
            top: 0,
        };
        list.refresh(document, entities);
        list
    }

    /// Computes the rows, after the entities or the scope of the list changed.
    pub(super) fn refresh(&mut self, document: &Document, entities: &Entities) {
        (self.rows, self.total) = match self.subject.filter(|_| !self.whole_article) {
            Some(entity) => {
                let rows = cooccurrence::of_entity(document, entities, entity);
                let total = rows.len();
                (rows, total)
            }
            None => cooccurrence::strongest_pairs(document, entities, MAX_ARTICLE_ROWS),
        };
    }

    /// The pair the cursor is on.
    pub fn chosen_pair(&self) -> Option<Cooccurrence> {
        self.rows.get(self.chosen).copied()
    }

    /// Moves the cursor by `steps` rows, stopping at the ends, and scrolls so that it is visible.
    pub(super) fn move_choice(&mut self, steps: isize, layout: &CooccurrenceLayout) {
        let fit = usize::from(layout.list.height);
        let rows = (fit, self.rows.len());
        super::popup::move_choice((&mut self.chosen, &mut self.top), steps, rows);
    }

    /// Scrolls so that the chosen row is visible.
    pub(super) fn scroll_to_choice(&mut self, layout: &CooccurrenceLayout) {
        self.move_choice(0, layout);
    }
}

impl CooccurrenceLayout {
    /// Lays out `list` on the current screen.
    pub fn new(state: &State, list: &CooccurrenceList) -> Self {
        let popup = Popup::for_screen(state);
        let heading_rows = u16::from(popup.inner.height >= HEADING_MIN_ROWS);
        let spacing = u16::from(popup.framed);
        let header_rows = 1 + heading_rows * (1 + spacing);
        let rows = list.rows.len().clamp(1, usize::from(u16::MAX - 8)) as u16;
        let popup = popup.shrunk_to(header_rows + rows);
        let inner = popup.inner;
        Self {
            popup,
            title: inner.rows(0, 1),
            column_heading: inner.rows(heading_rows * (1 + spacing), heading_rows),
            list: inner.rows(header_rows, inner.height),
        }
    }
}
