//! The list of bookmarks, shown when the user pauses before the letter of a bookmark.

use super::prompt_bar;
use crate::app::action::{Action, Mode};
use crate::app::overlays::bookmark::{BookmarkPrompt, bookmark_rows};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::views::painting::{DrawContext, Row, clip};
use ratatui::prelude::{Buffer, Style};

/// Paints the prompt and the list.
pub(super) fn draw(context: DrawContext, prompt: BookmarkPrompt, buffer: &mut Buffer) {
    if !context.state.screen.shows_next_keys {
        return;
    }
    let bar = PromptBar::new(context.state, prompt.bar_spec(context.state));
    prompt_bar::draw(context, &bar, prompt.title(), buffer);
    for (area, row) in clip(bar.rows, buffer)
        .rows()
        .zip(bookmark_rows(context.state))
    {
        let place = format!("  {:>3}%  {}", row.percent, row.excerpt);
        let mut line = Row::new(area, buffer);
        line.write(row.letter.to_string(), context.theme.key());
        line.put(&place, Style::new());
    }
    let keys = &[(Action::Close, "cancel")];
    prompt_bar::draw_keys(context, &bar, Mode::Bookmark, keys, buffer);
}
