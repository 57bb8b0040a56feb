//! A question with its answers, at the bottom of the text.

use super::prompt_bar;
use super::theme::Theme;
use super::{clip, prompt};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::overlays::menu::{Menu, MenuItem};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::app::reading::corrections::pluralize_mentions;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;

/// Width of the cursor left of a row, in cells.
const CURSOR_CELLS: u16 = 2;

/// Paints the menu.
pub(super) fn draw(state: &State, menu: &Menu, theme: Theme, buffer: &mut Buffer) {
    let bar = PromptBar::new(state, menu.bar_spec());
    prompt_bar::clear(&bar, theme, buffer);
    prompt_bar::draw_line(buffer, bar.title, &menu.title, theme.heading(false));
    if let Some(input) = &menu.input {
        prompt::draw_input(input, bar.input, theme, buffer);
    }
    let rows = menu.matches.iter().enumerate().skip(menu.list.top);
    for ((n, &item), y) in rows.zip(bar.rows.y..bar.rows.y + bar.rows.height) {
        if let Some(item) = menu.items.get(item) {
            let area = Rect {
                y,
                height: 1,
                ..bar.rows
            };
            draw_row(item, n == menu.list.chosen, area, theme, buffer);
        }
    }
    prompt_bar::draw_line(buffer, bar.summary, &menu.summary(), theme.message());
    let mode = if menu.input.is_some() {
        Mode::Menu
    } else {
        Mode::Question
    };
    let keys = [
        (Action::Choose, "here"),
        (Action::ApplyEverywhere, "always"),
        (Action::Close, "cancel"),
    ];
    prompt_bar::draw_line(
        buffer,
        bar.keys,
        &prompt_bar::key_hints(state, mode, &keys),
        theme.faint(),
    );
}

fn draw_row(item: &MenuItem, chosen: bool, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let area = clip(area, buffer);
    if area.is_empty() {
        return;
    }
    let style = if chosen {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
        theme.chosen()
    } else {
        ratatui::style::Style::new()
    };
    let x = (area.x + CURSOR_CELLS).min(area.right());
    let room = usize::from(area.right() - x);
    let count = match item.mention_count {
        0 => String::new(),
        count => pluralize_mentions(count),
    };
    let cells = measure::cells(&count);
    // On a narrow screen the label matters more than the count.
    let (count, cells) = if cells + 12 > room {
        (String::new(), 0)
    } else {
        (count, cells)
    };
    let gap = usize::from(cells > 0) * 2;
    let label = measure::truncate(&item.label, room.saturating_sub(cells + gap));
    buffer.set_stringn(x, area.y, label, room, style);
    let at = area.right() - cells as u16;
    buffer.set_stringn(at, area.y, count, cells, theme.faint());
}
