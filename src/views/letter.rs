//! The marks, while a letter is waited for.

use super::foot;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::foot::Foot;
use crate::app::letter::{Letter, marked};
use crate::layout::Rect;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(state: &State, letter: Letter, theme: Theme, buffer: &mut Buffer) {
    let foot = Foot::of(state, letter.wants(state));
    foot::clear(&foot, theme, buffer);
    foot::line(buffer, foot.title, letter.title(), theme.heading(false));
    let rows = foot.rows.y..foot.rows.y + foot.rows.height;
    for (y, mark) in rows.zip(marked(state)) {
        let line = format!("{}  {:>3}%  {}", mark.letter, mark.per_cent, mark.words);
        let area = Rect {
            y,
            height: 1,
            ..foot.rows
        };
        foot::line(buffer, area, &line, ratatui::style::Style::new());
        foot::line(
            buffer,
            Rect { width: 1, ..area },
            &mark.letter.to_string(),
            theme.key(),
        );
    }
    let keys = foot::keys(state, Mode::Letter, &[(Action::Close, "never mind")]);
    foot::line(buffer, foot.keys, &keys, theme.faint());
}
