//! A question and its answers, at the foot of the text.

use super::foot;
use super::theme::Theme;
use super::{cut, prompt};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::corrected::mentions;
use crate::app::foot::Foot;
use crate::app::pick::{Choice, Pick};
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;

/// Cells left of a row: the mark of the chosen one.
const MARK_CELLS: u16 = 2;

/// Paint it.
pub(super) fn draw(state: &State, pick: &Pick, theme: Theme, buffer: &mut Buffer) {
    let foot = Foot::of(state, pick.wants());
    foot::clear(&foot, theme, buffer);
    foot::line(buffer, foot.title, &pick.title, theme.heading(false));
    if let Some(typed) = &pick.typed {
        prompt::draw_typed(typed, foot.line, theme, buffer);
    }
    let rows = pick.shown.iter().enumerate().skip(pick.top);
    for ((n, &choice), y) in rows.zip(foot.rows.y..foot.rows.y + foot.rows.height) {
        if let Some(choice) = pick.choices.get(choice) {
            let area = Rect {
                y,
                height: 1,
                ..foot.rows
            };
            draw_row(choice, n == pick.chosen, area, theme, buffer);
        }
    }
    foot::line(buffer, foot.says, &pick.says(), theme.notice());
    let mode = if pick.typed.is_some() {
        Mode::Pick
    } else {
        Mode::Ask
    };
    let keys = [
        (Action::Choose, "here"),
        (Action::Always, "always"),
        (Action::Close, "no"),
    ];
    foot::line(
        buffer,
        foot.keys,
        &foot::keys(state, mode, &keys),
        theme.faint(),
    );
}

fn draw_row(choice: &Choice, chosen: bool, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let area = cut(area, buffer);
    if area.is_empty() {
        return;
    }
    let style = if chosen {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
        theme.chosen()
    } else {
        ratatui::style::Style::new()
    };
    let x = (area.x + MARK_CELLS).min(area.right());
    let room = usize::from(area.right() - x);
    let count = match choice.mentions {
        0 => String::new(),
        count => mentions(count),
    };
    let cells = measure::cells(&count);
    // On a narrow screen the name matters more.
    let (count, cells) = if cells + 12 > room {
        (String::new(), 0)
    } else {
        (count, cells)
    };
    let gap = usize::from(cells > 0) * 2;
    let label = measure::truncate(&choice.label, room.saturating_sub(cells + gap));
    buffer.set_stringn(x, area.y, label, room, style);
    let at = area.right() - cells as u16;
    buffer.set_stringn(at, area.y, count, cells, theme.faint());
}
