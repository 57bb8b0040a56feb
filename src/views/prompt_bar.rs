//! What all prompt bars have in common.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Clears the area of the bar and draws the rule next to the text.
pub(super) fn clear(bar: &PromptBar, theme: Theme, buffer: &mut Buffer) {
    let area = clip(bar.area, buffer);
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let rule = clip(bar.rule, buffer);
    if !rule.is_empty() {
        let width = usize::from(rule.width);
        buffer.set_stringn(rule.x, rule.y, "─".repeat(width), width, theme.faint());
    }
}

/// Paints one line of text, truncated to `area`.
pub(super) fn draw_line(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let area = clip(area, buffer);
    if !area.is_empty() {
        let width = usize::from(area.width);
        buffer.set_stringn(area.x, area.y, measure::truncate(text, width), width, style);
    }
}

/// Joins key hints: "Enter this article · a every article · Esc cancel".
pub(super) fn key_hints(state: &State, mode: Mode, keys: &[(Action, &str)]) -> String {
    let keys: Vec<String> = keys
        .iter()
        .map(|(action, word)| (state.key_hint_in(mode, *action), word))
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, word)| format!("{key} {word}"))
        .collect();
    keys.join(" · ")
}
