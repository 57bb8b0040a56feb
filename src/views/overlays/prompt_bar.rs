//! What all prompt bars have in common.

use crate::app::action::Mode;
use crate::app::overlays::KeyHints;
use crate::app::overlays::prompt_bar::PromptBar;
use crate::views::painting::{DrawContext, Row, Title, clear_popup, draw_rule, draw_title};
use ratatui::prelude::Buffer;

/// Clears the area of `bar`, and draws its frame, or the rule next to the text, and the title.
pub(super) fn draw(context: DrawContext, bar: &PromptBar, title: &str, buffer: &mut Buffer) {
    let theme = context.theme;
    clear_popup(bar.area, bar.framed, theme.focus(), buffer);
    draw_rule(bar.rule, theme, buffer);
    let title = Title {
        text: title,
        detail: "",
    };
    draw_title(bar.title, bar.framed, &title, theme, buffer);
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
