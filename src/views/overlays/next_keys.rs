//! What may follow a number or the first letter of a key like `ZZ`, shown when the user pauses after it.

use super::prompt_bar;
use crate::app::action::{Action, COUNTED_KEYS, Mode};
use crate::app::key::{Key, KeyCode};
use crate::app::overlays::prompt_bar::{PromptBar, PromptBarSpec};
use crate::views::painting::{DrawContext, Row, clip};
use ratatui::prelude::{Buffer, Style};

/// Width of the keys, in cells.
const KEY_CELLS: u16 = 12;

/// Paints the list, if it is to be shown.
pub(in crate::views) fn draw(context: DrawContext, buffer: &mut Buffer) {
    let state = context.state;
    let keymap = &state.session.keymap;
    if !state.screen.shows_next_keys || !keymap.is_pending() {
        return;
    }
    let label = |action: &Action| state.key_hint(*action);
    let rows: Vec<(String, &str)> = match keymap.pending_letter() {
        Some(letter) => {
            let twice = Key::plain(KeyCode::Twice(letter));
            let action = keymap.action_for(Mode::Text, twice);
            let command = action.and_then(crate::app::action::command_for);
            let row = command.map(|command| (letter.to_string(), command.description));
            row.into_iter().collect()
        }
        None => {
            let keys = |actions: &[Action]| -> Vec<String> {
                let keys = actions.iter().map(label);
                keys.filter(|key| !key.is_empty()).collect()
            };
            let rows = COUNTED_KEYS
                .iter()
                .map(|row| (keys(row.0).join(" "), row.1));
            rows.filter(|(keys, _)| !keys.is_empty()).collect()
        }
    };
    let spec = PromptBarSpec {
        rows: rows.len(),
        ..PromptBarSpec::default()
    };
    let bar = PromptBar::new(state, spec);
    let pending = state.pending_keys().unwrap_or_default();
    prompt_bar::draw(context, &bar, &format!("{pending}, and then"), buffer);
    for (area, (keys, words)) in clip(bar.rows, buffer).rows().zip(rows) {
        let mut row = Row::new(area, buffer);
        row.column(KEY_CELLS, &keys, context.theme.key());
        row.put(words, Style::new());
    }
}
