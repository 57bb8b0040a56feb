//! Lists with a cursor.

use super::row::Row;
use crate::app::overlays::list::List;
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Rect};

/// Width of the cursor left of a row, in cells.
pub(in crate::views) const CURSOR_CELLS: u16 = 2;

/// A row of a list on the screen.
pub(in crate::views) struct ListRow<'a, T> {
    /// What it shows.
    pub(in crate::views) item: &'a T,
    /// Its index among all rows, visible or not.
    pub(in crate::views) index: usize,
    /// Where.
    pub(in crate::views) area: Rect,
    /// Whether the cursor is on it.
    pub(in crate::views) chosen: bool,
}

/// The chosen row of a list without a cursor.
pub(in crate::views) const NO_CHOICE: usize = usize::MAX;

/// The visible rows of a list of `items` in `area`, each `height` rows of the screen high.
pub(in crate::views) fn visible_rows<T>(
    items: &[T],
    List { chosen, top }: List,
    area: Rect,
    height: u16,
) -> impl Iterator<Item = ListRow<'_, T>> {
    let rows = area.rows().step_by(usize::from(height.max(1)));
    let items = items.iter().enumerate().skip(top);
    rows.zip(items).map(move |(row, (index, item))| {
        let area = Rect { height, ..row }.intersection(area);
        let chosen = index == chosen;
        ListRow {
            item,
            index,
            area,
            chosen,
        }
    })
}

impl<T> ListRow<'_, T> {
    /// Paints the cursor if it is here; what is written next stands beside it.
    pub(in crate::views) fn begin<'b>(&self, theme: Theme, buffer: &'b mut Buffer) -> Row<'b> {
        let mut row = Row::new(self.area, buffer);
        row.column(CURSOR_CELLS, self.choose("▶", ""), theme.key());
        row
    }

    /// `here` where the cursor is, `elsewhere` in the other rows.
    pub(in crate::views) fn choose<S>(&self, here: S, elsewhere: S) -> S {
        if self.chosen { here } else { elsewhere }
    }
}

/// Which of `len` rows are visible, as in "3–20", if not all are; `top` is the first of the `fit` that are.
pub(in crate::views) fn range_text(top: usize, fit: usize, len: usize) -> Option<String> {
    (len > fit).then(|| format!("{}–{}", top + 1, (top + fit).min(len)))
}
