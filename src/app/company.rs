//! Who is mentioned with whom.
//!
//! Owns the rows, of the whole article or of one entity, which of them is chosen, and where the parts of the sheet go.

use super::State;
use super::sheet::Sheet;
use crate::document::Document;
use crate::entities::Entities;
use crate::entities::company::{self, Together};
use crate::layout::Rect;

/// Rows of the whole article that are listed: whoever wants more asks for one entity.
const MOST: usize = 1000;
/// Rows below which the columns have no heading.
const HEADED_ROWS: u16 = 6;

/// Who is mentioned with whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// Whose company, if the reader asked for one's; an index into the entities.
    pub about: Option<usize>,
    /// Whether the whole article is listed, whoever was asked for.
    pub whole: bool,
    /// The pairs, strongest first.
    pub rows: Vec<Together>,
    /// How many there are, with those that are not listed.
    pub total: usize,
    /// The chosen row.
    pub chosen: usize,
    /// The first row that shows.
    pub top: usize,
}

/// The parts of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The sheet.
    pub sheet: Sheet,
    /// Whose company.
    pub head: Rect,
    /// What the columns are.
    pub heading: Rect,
    /// The rows.
    pub list: Rect,
}

impl Company {
    /// The company of `about`; of everyone, if that is nobody.
    pub(super) fn of(document: &Document, entities: &Entities, about: Option<usize>) -> Self {
        let mut sheet = Self {
            about,
            whole: about.is_none(),
            rows: Vec::new(),
            total: 0,
            chosen: 0,
            top: 0,
        };
        sheet.fill(document, entities);
        sheet
    }

    /// Count anew.
    pub(super) fn fill(&mut self, document: &Document, entities: &Entities) {
        (self.rows, self.total) = match self.about.filter(|_| !self.whole) {
            Some(one) => {
                let rows = company::of(document, entities, one);
                let total = rows.len();
                (rows, total)
            }
            None => company::strongest(document, entities, MOST),
        };
    }

    /// The chosen row.
    pub fn pair(&self) -> Option<Together> {
        self.rows.get(self.chosen).copied()
    }

    /// Choose the row `steps` from the chosen one, stopping at the ends, and make it show.
    pub(super) fn step(&mut self, steps: isize, places: &Places) {
        let fit = usize::from(places.list.height);
        let rows = (fit, self.rows.len());
        super::sheet::step((&mut self.chosen, &mut self.top), steps, rows);
    }

    /// Scroll so that the chosen row shows.
    pub(super) fn reveal(&mut self, places: &Places) {
        self.step(0, places);
    }
}

impl Places {
    /// Where the parts of `company` go.
    pub fn of(state: &State, company: &Company) -> Self {
        let sheet = Sheet::of(state);
        let headed = u16::from(sheet.inner.height >= HEADED_ROWS);
        let air = u16::from(sheet.framed);
        let above = 1 + headed * (1 + air);
        let rows = company.rows.len().clamp(1, usize::from(u16::MAX - 8)) as u16;
        let sheet = sheet.cut(above + rows);
        let inner = sheet.inner;
        Self {
            sheet,
            head: inner.rows(0, 1),
            heading: inner.rows(headed * (1 + air), headed),
            list: inner.rows(above, inner.height),
        }
    }
}
