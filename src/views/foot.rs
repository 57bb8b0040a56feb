//! What all questions at the foot of the text look like.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::foot::Foot;
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Make room, with a rule between it and the text.
pub(super) fn clear(foot: &Foot, theme: Theme, buffer: &mut Buffer) {
    let all = cut(foot.all, buffer);
    for y in all.y..all.bottom() {
        for x in all.x..all.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let rule = cut(foot.rule, buffer);
    if !rule.is_empty() {
        let wide = usize::from(rule.width);
        buffer.set_stringn(rule.x, rule.y, "─".repeat(wide), wide, theme.faint());
    }
}

/// One line of it.
pub(super) fn line(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let area = cut(area, buffer);
    if !area.is_empty() {
        let wide = usize::from(area.width);
        buffer.set_stringn(area.x, area.y, measure::truncate(text, wide), wide, style);
    }
}

/// "Enter this article · a every article · Esc no".
pub(super) fn keys(state: &State, mode: Mode, keys: &[(Action, &str)]) -> String {
    let keys: Vec<String> = keys
        .iter()
        .map(|(action, word)| (state.hint_in(mode, *action), word))
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, word)| format!("{key} {word}"))
        .collect();
    keys.join(" · ")
}
