//! Messages longer than the status line: why something could not be opened or stored, and loading progress while there
//! is nothing else to show.
//!
//! On an empty screen the message is centred; over an article or a list it covers as few rows at the bottom as
//! possible.

use super::painting::{DrawContext, Row, clear, clip, draw_rule};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::state::MainView;
use crate::layout::{WrapMode, wrap};
use ratatui::prelude::{Buffer, Rect, Widget};

/// Widest line, in cells.
const MAX_CELLS: u16 = 66;

/// The message, if there is one.
pub(super) struct MessageBox<'a>(pub(super) DrawContext<'a>);

impl Widget for MessageBox<'_> {
    fn render(self, _: Rect, buffer: &mut Buffer) {
        let Self(DrawContext { state, theme }) = self;
        let is_alone = state.main_view() == MainView::NoArticle;
        let (heading, sentence) = match (state.messages.current_box(), &state.session.loading) {
            _ if state.mode() == Mode::Help => return,
            (Some(message), _) => (message.heading, to_sentence(&message.text)),
            (None, Some(loading)) if is_alone => ("Loading", to_sentence(&loading.status_text())),
            _ => return,
        };
        let body = Rect::from(state.screen.body());
        let margin = u16::from(body.width > 24);
        let width = body.width.saturating_sub(2 * margin).min(MAX_CELLS);
        let lines = wrap(&sentence, usize::from(width), WrapMode::PLAIN);
        let mut rows = vec![(heading, theme.heading())];
        for line in lines {
            rows.push((
                sentence.get(line.range).unwrap_or_default(),
                theme.message(),
            ));
        }
        let key_hints = key_hints(state);
        if is_alone && state.screen.areas.status.height == 0 {
            rows.push((&key_hints, theme.faint()));
        }
        let free_rows = body.height.saturating_sub(rows.len() as u16);
        let (x, y) = if is_alone {
            ((body.width - width) / 2, free_rows / 3)
        } else {
            (margin, free_rows)
        };
        if !is_alone {
            // A rule separates it from the text if there is a row to spare.
            let y = y.saturating_sub(1);
            let covered = Rect::new(0, y, body.width, body.height - y);
            clear(covered, buffer);
            if free_rows > 0 {
                draw_rule(covered, theme, buffer);
            }
        }
        let area = Rect::new(x, y, width, body.height - y);
        for (row, (text, style)) in clip(area, buffer).rows().zip(rows) {
            Row::new(row, buffer).write(text, style);
        }
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
