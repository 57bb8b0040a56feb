//! Writing into one row of the screen, from the left and from the right.

use crate::layout::measure;
use ratatui::prelude::{Buffer, Modifier, Rect, Style};

/// Width of the gap between a label and the detail at its right, in cells.
const GAP_CELLS: u16 = 2;

/// The free part of a row of the screen. What is written into it is cut to the room there is, and takes that room away.
pub(in crate::views) struct Row<'a> {
    buffer: &'a mut Buffer,
    free: Rect,
}

impl<'a> Row<'a> {
    /// The first row of `area`; without room if there is none within `buffer`.
    pub(in crate::views) fn new(area: impl Into<Rect>, buffer: &'a mut Buffer) -> Self {
        let area = area.into();
        let height = area.height.min(1);
        let free = Rect { height, ..area }.intersection(buffer.area);
        Self { buffer, free }
    }

    /// The number of free cells.
    pub(in crate::views) fn room(&self) -> usize {
        usize::from(self.free.width * self.free.height)
    }

    /// The free cells.
    pub(in crate::views) fn free(&self) -> Rect {
        self.free
    }

    /// Leaves out `cells` cells.
    pub(in crate::views) fn skip(&mut self, cells: u16) -> &mut Self {
        let cells = cells.min(self.free.width);
        self.free.x += cells;
        self.free.width -= cells;
        self
    }

    /// Leaves out `cells` cells at the right end.
    pub(in crate::views) fn skip_right(&mut self, cells: u16) -> &mut Self {
        self.free.width = self.free.width.saturating_sub(cells);
        self
    }

    /// Writes as much of `text` as there is room for.
    pub(in crate::views) fn write(&mut self, text: impl AsRef<str>, style: Style) -> &mut Self {
        let Rect { x, y, .. } = self.free;
        let end = set_text(self.buffer, (x, y), text.as_ref(), self.room(), style);
        self.skip(end - x)
    }

    /// Writes `text` with an ellipsis if there is not enough room; the characters at `matched` (ascending, counted from 0)
    /// stand out.
    pub(in crate::views) fn put_matched(&mut self, text: &str, matched: &[u32], style: Style) {
        let text = measure::truncate(text, self.room());
        let standing_out = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        let mut nth_char = 0;
        for grapheme in measure::graphemes(&text) {
            let is_matched = matched.binary_search(&nth_char).is_ok();
            self.write(grapheme.text, if is_matched { standing_out } else { style });
            nth_char += grapheme.text.chars().count() as u32;
        }
    }

    /// Writes `text`, with an ellipsis if there is not enough room.
    pub(in crate::views) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        self.put_within(self.room(), text, style)
    }

    /// Writes `text`, with an ellipsis if it is wider than `cells`.
    pub(in crate::views) fn put_within(
        &mut self,
        cells: usize,
        text: &str,
        style: Style,
    ) -> &mut Self {
        if measure::cells(text) <= cells {
            return self.write(text, style);
        }
        self.write(measure::truncate(text, cells), style)
    }

    /// Writes `text` in the middle, with an ellipsis if there is not enough room.
    pub(in crate::views) fn put_centred(&mut self, text: &str, style: Style) {
        let text = measure::truncate(text, self.room());
        self.skip((self.room() - measure::cells(&text)) as u16 / 2);
        self.write(text, style);
    }

    /// Writes as much of `text` as there is room for at the right end, unless that leaves less than `min_left` cells.
    pub(in crate::views) fn put_right(
        &mut self,
        text: &str,
        style: Style,
        min_left: usize,
    ) -> &mut Self {
        let cells = measure::cells(text).min(self.room());
        if cells + min_left <= self.room() {
            self.free.width -= cells as u16;
            let (x, y) = (self.free.right(), self.free.y);
            set_text(self.buffer, (x, y), text, cells, style);
        }
        self
    }

    /// Writes `text` as [`Row::put_right`] does, and leaves a gap before it.
    pub(in crate::views) fn put_detail(
        &mut self,
        text: &str,
        style: Style,
        min_left: usize,
    ) -> &mut Self {
        let room = self.room();
        self.put_right(text, style, min_left);
        if self.room() < room {
            self.skip_right(GAP_CELLS);
        }
        self
    }

    /// Gives a free cell, counted from the left, a style; what is written there later without a style keeps it.
    pub(in crate::views) fn style_cell(&mut self, cell: usize, style: Style) -> &mut Self {
        let (x, y) = (self.free.x + cell as u16, self.free.y);
        if cell < self.room() {
            self.buffer.set_style(Rect::new(x, y, 1, 1), style);
        }
        self
    }

    /// Writes `symbol`, which is one cell wide; over the last cell if there is no room left.
    pub(in crate::views) fn put_last(&mut self, symbol: &str, style: Style) {
        if self.free.width == 0 {
            self.free.x = self.free.x.saturating_sub(1);
            self.free.width = 1;
        }
        self.write(symbol, style);
    }

    /// Writes as much of `text` as fits into the next `cells` cells, and goes on after them.
    pub(in crate::views) fn column(&mut self, cells: u16, text: &str, style: Style) -> &mut Self {
        let Rect { x, y, .. } = self.free;
        let room = self.room().min(usize::from(cells));
        set_text(self.buffer, (x, y), text, room, style);
        self.skip(cells)
    }
}

/// Writes as much of `text` as fits into `room` cells from the cell at `x` and `y`, and returns where it ends.
///
/// The same as ratatui's own function. That one looks for the bounds of graphemes even where every character is one, and most of what
/// is on the screen is such text.
fn set_text(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, room: usize, style: Style) -> u16 {
    if !measure::has_cell_for_each_char(text) {
        return buffer.set_stringn(x, y, text, room, style).0;
    }
    let room = room.min(usize::from(buffer.area.right().saturating_sub(x)));
    let room = room.min(text.chars().count());
    if buffer.area.contains((x, y).into()) {
        let first = buffer.index_of(x, y);
        let cells = buffer.content.get_mut(first..first + room);
        for (cell, symbol) in cells.into_iter().flatten().zip(text.chars()) {
            cell.set_char(symbol).set_style(style);
        }
    }
    x + room as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::prelude::Color;

    /// Protects: plain text is painted as ratatui paints it, up to the same cell, whatever the room.
    #[test]
    fn plain_text_is_painted_as_ratatui_paints_it() {
        let style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
        for text in [
            "",
            "Angela Merkel ",
            "a\tb",
            "a\u{301}bc",
            "默克尔 met",
            "“Élysée” — ▁▂▃",
            "soft\u{ad}hyphen",
            "\u{7f}x",
        ] {
            for (x, room) in [(0, 0), (0, 5), (2, 100), (7, 3), (9, 1), (10, 4)] {
                let area = Rect::new(0, 0, 10, 2);
                let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
                let end = set_text(&mut ours, (x, 1), text, room, style);
                let (expected, _) = theirs.set_stringn(x, 1, text, room, style);
                assert_eq!((end, ours), (expected, theirs), "{text:?} {x} {room}");
            }
        }
    }
}
