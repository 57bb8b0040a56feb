//! A line being typed, at the foot of the text.

use super::theme::Theme;
use super::{cut, foot};
use crate::app::State;
use crate::app::action::Mode;
use crate::app::foot::Foot;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::typed::Typed;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// What stands before a line that is typed, and its cells.
const MARK: &str = "› ";
const MARK_CELLS: u16 = 2;

/// Paint it.
pub(super) fn draw(state: &State, prompt: &Prompt, theme: Theme, buffer: &mut Buffer) {
    let foot = Foot::of(state, Prompt::wants());
    foot::clear(&foot, theme, buffer);
    foot::line(
        buffer,
        foot.title,
        &title(state, prompt),
        theme.heading(false),
    );
    draw_typed(&prompt.typed, foot.line, theme, buffer);
    let keys = foot::keys(state, Mode::Prompt, prompt.keys());
    foot::line(buffer, foot.keys, &keys, theme.faint());
}

/// What it asks, and of a search how much it finds.
fn title(state: &State, prompt: &Prompt) -> String {
    match (&prompt.purpose, &state.searching.active) {
        (Purpose::Search, Some(search)) => match search.warning() {
            // Where there is a status line, that tells it.
            Some(warning) if state.areas.status.height == 0 => warning,
            _ => format!("{} {}", prompt.title(), search.count()),
        },
        _ => prompt.title(),
    }
}

/// A line with its cursor.
pub(super) fn draw_typed(typed: &Typed, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let area = cut(area, buffer);
    if area.is_empty() {
        return;
    }
    // Where there is hardly any room the mark gives way.
    let mark = if area.width > 8 { MARK_CELLS } else { 0 };
    buffer.set_stringn(area.x, area.y, MARK, usize::from(mark), theme.key());
    let x = area.x + mark;
    let room = usize::from(area.width - mark);
    let (shown, cursor) = typed.window(room);
    buffer.set_stringn(x, area.y, shown, room, Style::new());
    let at = x + cursor as u16;
    let under = measure::graphemes(shown)
        .scan(0, |cell, letter| {
            let start = *cell;
            *cell += letter.cells;
            Some((start, letter))
        })
        .find(|(start, letter)| *start == cursor && letter.cells > 0)
        .map_or(" ", |(_, letter)| letter.text);
    if at < area.right() {
        let room = usize::from(area.right() - at);
        let under = if measure::cells(under) > room {
            " "
        } else {
            under
        };
        buffer.set_stringn(at, area.y, under, room, theme.cursor());
    }
}
