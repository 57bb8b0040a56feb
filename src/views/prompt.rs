//! A line of text being typed, at the bottom of the screen.

use super::theme::Theme;
use super::{clip, prompt_bar};
use crate::app::State;
use crate::app::action::Mode;
use crate::app::overlays::prompt::{Prompt, PromptKind};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::app::text_input::TextInput;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// The prompt in front of the input, and its width in cells.
const PROMPT: &str = "› ";
const PROMPT_CELLS: u16 = 2;

/// Paints the prompt.
pub(super) fn draw(state: &State, prompt: &Prompt, theme: Theme, buffer: &mut Buffer) {
    let bar = PromptBar::new(state, prompt.bar_spec());
    prompt_bar::clear(&bar, theme, buffer);
    prompt_bar::draw_line(
        buffer,
        bar.title,
        &title(state, prompt),
        theme.heading(false),
    );
    draw_input(&prompt.input, bar.input, theme, buffer);
    let hints = state
        .top_overlay()
        .map_or(&[][..], |overlay| overlay.key_hints(state));
    let keys = prompt_bar::key_hints(state, Mode::Prompt, hints);
    prompt_bar::draw_line(buffer, bar.keys, &keys, theme.faint());
}

/// The question; for a search, also the number of matches.
fn title(state: &State, prompt: &Prompt) -> String {
    match (&prompt.kind, &state.reading.search.active) {
        (PromptKind::Search, Some(search)) => match search.warning() {
            // If there is a status line, it shows the warning.
            Some(warning) if state.screen.areas.status.height == 0 => warning,
            _ => format!("{} {}", prompt.title(), search.count_text()),
        },
        _ => prompt.title(),
    }
}

/// Paints an input with its cursor.
pub(super) fn draw_input(input: &TextInput, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let area = clip(area, buffer);
    if area.is_empty() {
        return;
    }
    // A very narrow input has no prompt.
    let prompt_cells = if area.width > 8 { PROMPT_CELLS } else { 0 };
    buffer.set_stringn(
        area.x,
        area.y,
        PROMPT,
        usize::from(prompt_cells),
        theme.key(),
    );
    let x = area.x + prompt_cells;
    let room = usize::from(area.width - prompt_cells);
    let (shown, cursor) = input.visible_part(room);
    buffer.set_stringn(x, area.y, shown, room, Style::new());
    let at = x + cursor as u16;
    let symbol = measure::graphemes(shown)
        .scan(0, |cell, grapheme| {
            let start = *cell;
            *cell += grapheme.cells;
            Some((start, grapheme))
        })
        .find(|(start, grapheme)| *start == cursor && grapheme.cells > 0)
        .map_or(" ", |(_, grapheme)| grapheme.text);
    if at < area.right() {
        let room = usize::from(area.right() - at);
        let symbol = if measure::cells(symbol) > room {
            " "
        } else {
            symbol
        };
        buffer.set_stringn(at, area.y, symbol, room, theme.cursor());
    }
}
