//! What all prompt bars have in common.

use crate::app::action::Mode;
use crate::app::overlays::KeyHints;
use crate::app::overlays::prompt_bar::PromptBar;
use crate::views::painting::{DrawContext, Row, clear, draw_rule};
use ratatui::prelude::Buffer;

/// Clears the area of `bar`, and draws the rule next to the text and the title.
pub(super) fn draw(context: DrawContext, bar: &PromptBar, title: &str, buffer: &mut Buffer) {
    clear(bar.area, buffer);
    draw_rule(bar.rule, context.theme, buffer);
    Row::new(bar.title, buffer).put(title, context.theme.heading());
}

/// Paints key hints: "Enter this article · a every article · Esc cancel".
pub(super) fn draw_keys(
    DrawContext { state, theme }: DrawContext,
    bar: &PromptBar,
    mode: Mode,
    keys: KeyHints,
    buffer: &mut Buffer,
) {
    let keys = keys
        .iter()
        .map(|&(action, word)| (state.key_hint_in(mode, action), word));
    // The user may have unbound the action.
    let keys = keys.filter(|(key, _)| !key.is_empty());
    let keys: Vec<String> = keys.map(|(key, word)| format!("{key} {word}")).collect();
    Row::new(bar.keys, buffer).put(&keys.join(" · "), theme.faint());
}
