//! Areas of the screen: clipping them to the buffer, clearing and framing them.

use super::row::Row;
use crate::layout::{self, WrapMode, measure, wrap};
use crate::views::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::prelude::{Buffer, Rect, Style, Widget};
use ratatui::widgets::{Block, BorderType, Borders, Clear};

impl From<layout::Rect> for Rect {
    fn from(area: layout::Rect) -> Self {
        Self::new(area.x, area.y, area.width, area.height)
    }
}

/// The part of `area` within `buffer`.
pub(in crate::views) fn clip(area: impl Into<Rect>, buffer: &Buffer) -> Rect {
    area.into().intersection(buffer.area)
}

/// Clears `area`, leaving no half of a wide character at its left edge.
pub(in crate::views) fn clear(area: impl Into<Rect>, buffer: &mut Buffer) {
    let area = clip(area, buffer);
    for row in area.rows() {
        if let Some(cell) = wide_cell_before(row.x, row.y, buffer) {
            cell.reset();
        }
    }
    Clear.render(area, buffer);
}

/// The cell left of the one at `x` and `y` if it has a wide character, of which that one is the second half.
pub(in crate::views) fn wide_cell_before(x: u16, y: u16, buffer: &mut Buffer) -> Option<&mut Cell> {
    let cell = buffer.cell_mut((x.checked_sub(1)?, y))?;
    (measure::cells(cell.symbol()) > 1).then_some(cell)
}

/// Clears `area`, and draws a frame in the style `border` along its edges if `framed` is set.
pub(in crate::views) fn clear_popup(
    area: layout::Rect,
    framed: bool,
    border: Style,
    buffer: &mut Buffer,
) {
    clear(area, buffer);
    if framed {
        let shown = clip(area, buffer);
        let mut borders = Borders::ALL;
        // An edge beyond the buffer is not moved into it.
        borders.set(Borders::RIGHT, shown.width == area.width);
        borders.set(Borders::BOTTOM, shown.height == area.height);
        let frame = Block::new().borders(borders).border_style(border);
        frame.border_type(BorderType::Rounded).render(shown, buffer);
    }
}

/// The title of a popup, and what stands at the right of it.
pub(in crate::views) struct Title<'a> {
    pub(in crate::views) text: &'a str,
    pub(in crate::views) detail: &'a str,
}

/// Paints the title of a popup in `area`: on the frame if it is `framed`, with blanks between the line and the words.
pub(in crate::views) fn draw_title(
    area: impl Into<Rect>,
    framed: bool,
    title: &Title,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let mut row = Row::new(area, buffer);
    let pad = if framed { " " } else { "" };
    let room = row.room().saturating_sub(2 * pad.len());
    let detail = title.detail;
    let title = measure::truncate(title.text, room);
    let is_room_for_detail = measure::cells(&title) + measure::cells(detail) + 4 <= room;
    // Nothing of the style of the line remains.
    let style = |style: Style| Style::reset().patch(style);
    row.write(format!("{pad}{title}{pad}"), style(theme.heading()));
    if is_room_for_detail && !detail.is_empty() {
        row.put_right(&format!("{pad}{detail}{pad}"), style(theme.faint()), 1);
    }
}

/// Paints a sentence, wrapped, at the top of `area`.
pub(in crate::views) fn draw_message(
    area: Rect,
    sentence: &str,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let lines = wrap(sentence, usize::from(area.width), WrapMode::PLAIN);
    for (row, line) in area.rows().zip(lines) {
        let words = sentence.get(line.range).unwrap_or_default();
        Row::new(row, buffer).write(words, theme.message());
    }
}

/// Draws a rule across the first row of `area`.
pub(in crate::views) fn draw_rule(area: impl Into<Rect>, theme: Theme, buffer: &mut Buffer) {
    let mut row = Row::new(area, buffer);
    row.write("─".repeat(row.room()), theme.faint());
}
