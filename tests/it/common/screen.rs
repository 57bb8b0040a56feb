//! The drawn screen, as text.

use byline::app::State;
use byline::entities::MentionId;
use byline::layout::{Cell, Size, measure};
use byline::views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The drawn screen of `state`.
pub(crate) fn picture(state: &State) -> Buffer {
    let Size { columns, rows } = state.screen.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    views::paint(state, &mut buffer);
    buffer
}

/// The rows of the drawn screen as text, without trailing blanks.
pub(crate) fn rows(state: &State) -> Vec<String> {
    let buffer = picture(state);
    let row = |y| {
        let cells = (0..state.screen.size.columns).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..state.screen.size.rows).map(row).collect()
}

/// The drawn screen as text.
pub(crate) fn screen(state: &State) -> String {
    rows(state).join("\n")
}

/// The last row of the screen: the status line, a prompt, or a message.
pub(crate) fn last_row(state: &State) -> String {
    rows(state).pop().expect("a screen")
}

/// The cell of the first letter of `words`, which must be on the screen, as `(x, y)`.
pub(crate) fn cell_of_words(state: &State, words: &str) -> (u16, u16) {
    let visible = state.reading.visible_range();
    let text = state.reading.document.slice(visible.clone());
    let Cell { x, y } = cell_at(state, visible.start + text.find(words).unwrap());
    (x, y)
}

/// The cell in which the text at byte `offset` begins, which must be on the screen.
pub(crate) fn cell_at(state: &State, offset: usize) -> Cell {
    let lines = &state.reading.view.lines;
    let row = lines
        .iter()
        .rposition(|line| !line.blank && line.range.start <= offset)
        .expect("a line with it");
    let line = &lines[row];
    let before = state.reading.document.slice(line.range.start..offset);
    let column = state.screen.areas.column;
    Cell {
        x: column.x + line.indent + measure::cells(before) as u16,
        y: column.y + row as u16,
    }
}

/// The cell in which `mention` begins, which must be on the screen.
pub(crate) fn cell_of(state: &State, mention: MentionId) -> Cell {
    let mention = state.reading.entities.mention(mention);
    cell_at(state, mention.range.start)
}
