//! Messages longer than the status line: why something could not be opened or stored, and loading progress while there
//! is nothing else to show.
//!
//! On an empty screen the message is centred; over an article or a list it covers as few rows at the bottom as
//! possible.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::state::MainView;
use crate::layout::{Rect, WrapMode, WrappedLine, wrap};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Widest line, in cells.
const MAX_CELLS: u16 = 66;

/// Paints the message, if there is one.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let is_alone = state.main_view() == MainView::NoArticle;
    let (heading, sentence) = match (state.messages.current_box(), &state.session.loading) {
        _ if state.mode() == Mode::Help => return,
        (Some(message), _) => (message.heading, to_sentence(&message.text)),
        (None, Some(loading)) if is_alone => ("Loading", to_sentence(&loading.status_text())),
        _ => return,
    };
    let all = state.screen.body();
    let height = all.height;
    let margin = u16::from(all.width > 24);
    let width = all.width.saturating_sub(2 * margin).min(MAX_CELLS);
    let lines = wrap(&sentence, usize::from(width), WrapMode::PLAIN);
    let mut rows: Vec<(&str, Style)> = vec![(heading, theme.heading(false))];
    let line = |line: WrappedLine| sentence.get(line.range).unwrap_or_default();
    rows.extend(lines.into_iter().map(|part| (line(part), theme.message())));
    let key_hints = key_hints(state);
    if is_alone && state.screen.areas.status.height == 0 {
        rows.push((&key_hints, theme.faint()));
    }
    let box_rows = (rows.len() as u16).min(height);
    let left = if is_alone {
        (all.width - width) / 2
    } else {
        margin
    };
    let top = if is_alone {
        (height - box_rows) / 3
    } else {
        height - box_rows
    };
    if !is_alone {
        clear(theme, buffer, all, top);
    }
    let shown = clip(all, buffer);
    for (y, (text, style)) in (top..height).zip(rows) {
        if y < shown.bottom() && left < shown.right() {
            let room = usize::from(width.min(shown.right() - left));
            buffer.set_stringn(left, y, text, room, style);
        }
    }
}

/// Clears the rows from `top` on, with a rule above them if there is a row to spare.
fn clear(theme: Theme, buffer: &mut Buffer, all: Rect, top: u16) {
    let shown = clip(all, buffer);
    for y in top.saturating_sub(1)..shown.bottom() {
        for x in shown.x..shown.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    if let Some(rule) = top.checked_sub(1).filter(|&y| y < shown.bottom()) {
        let width = usize::from(shown.width);
        buffer.set_stringn(shown.x, rule, "─".repeat(width), width, theme.faint());
    }
}

/// Key hints, for a screen without a status line.
fn key_hints(state: &State) -> String {
    let close = state.key_hint(Action::Close);
    if state.session.loading.is_some() {
        format!("{close} cancel")
    } else {
        format!(
            "{} try again · {} quit",
            state.key_hint(Action::Reload),
            state.key_hint(Action::Leave)
        )
    }
}

/// `sentence` with a final period and, if it starts with a plain word, a capital letter.
fn to_sentence(sentence: &str) -> String {
    let first = sentence.split(' ').next().unwrap_or_default();
    if !first.chars().all(char::is_alphabetic) {
        return format!("{sentence}.");
    }
    let mut chars = sentence.chars();
    let capital: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{capital}{}.", chars.as_str())
}
