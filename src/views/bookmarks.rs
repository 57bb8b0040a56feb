//! The list of bookmarks, shown while a bookmark's letter is awaited.

use super::prompt_bar;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::overlays::bookmark::{BookmarkPrompt, bookmark_rows};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::layout::Rect;
use ratatui::buffer::Buffer;

/// Paints the prompt and the list.
pub(super) fn draw(state: &State, prompt: BookmarkPrompt, theme: Theme, buffer: &mut Buffer) {
    let bar = PromptBar::new(state, prompt.bar_spec(state));
    prompt_bar::clear(&bar, theme, buffer);
    prompt_bar::draw_line(buffer, bar.title, prompt.title(), theme.heading(false));
    let rows = bar.rows.y..bar.rows.y + bar.rows.height;
    for (y, row) in rows.zip(bookmark_rows(state)) {
        let line = format!("{}  {:>3}%  {}", row.letter, row.percent, row.excerpt);
        let area = Rect {
            y,
            height: 1,
            ..bar.rows
        };
        prompt_bar::draw_line(buffer, area, &line, ratatui::style::Style::new());
        prompt_bar::draw_line(
            buffer,
            Rect { width: 1, ..area },
            &row.letter.to_string(),
            theme.key(),
        );
    }
    let keys = prompt_bar::key_hints(state, Mode::Bookmark, &[(Action::Close, "cancel")]);
    prompt_bar::draw_line(buffer, bar.keys, &keys, theme.faint());
}
