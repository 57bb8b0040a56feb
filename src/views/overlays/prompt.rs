//! A line of text being typed, at the bottom of the screen.

use super::prompt_bar;
use crate::app::action::Mode;
use crate::app::overlays::Overlay;
use crate::app::overlays::prompt::{Prompt, PromptKind};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::views::painting::{DrawContext, Row};
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Style};

/// The prompt in front of the input.
const PROMPT: &str = "› ";

/// Paints the prompt.
pub(super) fn draw(context: DrawContext, prompt: &Prompt, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let bar = PromptBar::new(state, prompt.bar_spec());
    prompt_bar::draw(context, &bar, &title(state, prompt), buffer);
    draw_input(&prompt.input, Row::new(bar.input, buffer), theme);
    let hints = |top: &Overlay| top.key_hints(state);
    let keys = state.top_overlay().map_or(&[][..], hints);
    prompt_bar::draw_keys(context, &bar, Mode::Prompt, keys, buffer);
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
pub(in crate::views) fn draw_input(input: &TextInput, mut row: Row, theme: Theme) {
    // A very narrow input has no prompt.
    if row.room() > 8 {
        row.write(PROMPT, theme.key());
    }
    let (shown, cursor) = input.visible_part(row.room());
    row.style_cell(cursor, theme.cursor())
        .write(shown, Style::new());
}
