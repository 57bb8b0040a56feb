//! A question with its answers, at the bottom of the text.

use super::{prompt, prompt_bar};
use crate::app::action::{Action, Mode};
use crate::app::overlays::menu::Menu;
use crate::app::overlays::prompt_bar::PromptBar;
use crate::app::reading::corrections::pluralize_mentions;
use crate::views::painting::{DrawContext, Row, clip, visible_rows};
use ratatui::prelude::{Buffer, Style};

/// Cells of an answer that are kept in favour of its number of mentions.
const MIN_LABEL_CELLS: usize = 12;

/// Paints the menu.
pub(super) fn draw(context: DrawContext, menu: &Menu, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let bar = PromptBar::new(state, menu.bar_spec());
    prompt_bar::draw(context, &bar, &menu.title, buffer);
    let mode = match &menu.input {
        Some(input) => {
            prompt::draw_input(input, Row::new(bar.input, buffer), theme);
            Mode::Menu
        }
        None => Mode::Question,
    };
    for row in visible_rows(&menu.matches, menu.list, clip(bar.rows, buffer), 1) {
        let Some(item) = menu.items.get(*row.item) else {
            continue;
        };
        let count = match item.mention_count {
            0 => String::new(),
            count => pluralize_mentions(count),
        };
        let mut line = row.begin(theme, buffer);
        line.put_detail(&count, theme.faint(), MIN_LABEL_CELLS);
        line.put(&item.label, row.choose(theme.chosen(), Style::new()));
    }
    Row::new(bar.summary, buffer).put(&menu.summary(), theme.message());
    let keys = &[
        (Action::Choose, "here"),
        (Action::ApplyEverywhere, "always"),
        (Action::Close, "cancel"),
    ];
    prompt_bar::draw_keys(context, &bar, mode, keys, buffer);
}
