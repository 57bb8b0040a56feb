//! A sentence to the reader that is longer than the status line: what is on its way while nothing else is there, and what
//! could not be opened.
//!
//! Alone on the screen it stands in the middle; where there is something to read it lies at the foot of it, and hides no
//! more than it must.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::Action;
use crate::app::state::Surface;
use crate::layout::{Fill, Rect, Wrapped, wrap};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Cells of a line, at most.
const CELLS: u16 = 66;

/// Paint it, if there is one.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    if state.help.is_some() {
        return;
    }
    let alone = state.surface() == Surface::Notice;
    let failed = match state.surface() {
        Surface::Article if state.again => "Not read anew: this is what was here before",
        _ => "This could not be opened",
    };
    let unkept = (&state.unkept, &state.unremembered);
    let (heading, sentence) = match (&state.trouble, unkept, &state.loading) {
        (Some(trouble), ..) => (failed, upper(trouble)),
        (None, (Some(unkept), _), _) => ("Your corrections", upper(unkept)),
        (None, (None, Some(why)), _) => ("What you read", upper(why)),
        (None, (None, None), Some(loading)) if alone => ("One moment", upper(&loading.sentence())),
        _ => return,
    };
    let height = state.size.1.saturating_sub(state.areas.status.height);
    let all = Rect {
        x: 0,
        y: 0,
        width: state.size.0,
        height,
    };
    let air = u16::from(all.width > 24);
    let width = all.width.saturating_sub(2 * air).min(CELLS);
    let lines = wrap(&sentence, usize::from(width), Fill::PLAIN);
    let mut rows: Vec<(&str, Style)> = vec![(heading, theme.heading(false))];
    let line = |line: Wrapped| sentence.get(line.range).unwrap_or_default();
    rows.extend(lines.into_iter().map(|part| (line(part), theme.notice())));
    let hints = hints(state);
    if alone && state.areas.status.height == 0 {
        rows.push((&hints, theme.faint()));
    }
    let tall = (rows.len() as u16).min(height);
    let left = if alone { (all.width - width) / 2 } else { air };
    let top = if alone {
        (height - tall) / 3
    } else {
        height - tall
    };
    if !alone {
        clear(theme, buffer, all, top);
    }
    let shown = cut(all, buffer);
    for (y, (text, style)) in (top..height).zip(rows) {
        if y < shown.bottom() && left < shown.right() {
            let room = usize::from(width.min(shown.right() - left));
            buffer.set_stringn(left, y, text, room, style);
        }
    }
}

/// Make room at the foot of the screen from row `top`, with a line above it where there is one to spare.
fn clear(theme: Theme, buffer: &mut Buffer, all: Rect, top: u16) {
    let shown = cut(all, buffer);
    for y in top.saturating_sub(1)..shown.bottom() {
        for x in shown.x..shown.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    if let Some(rule) = top.checked_sub(1).filter(|&y| y < shown.bottom()) {
        let wide = usize::from(shown.width);
        buffer.set_stringn(shown.x, rule, "─".repeat(wide), wide, theme.faint());
    }
}

/// The keys that matter, where there is no status line to tell them.
fn hints(state: &State) -> String {
    let close = state.hint(Action::Close);
    if state.loading.is_some() {
        format!("{close} cancels")
    } else {
        format!(
            "{} tries again, {} quits",
            state.hint(Action::Reload),
            state.hint(Action::Leave)
        )
    }
}

/// `sentence` with a full stop, and a capital where it begins with a word and not with a name.
fn upper(sentence: &str) -> String {
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
