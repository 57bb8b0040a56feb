//! The scrollbar as map: the whole article from top to bottom, what shows of it, and where the selected entity stands.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use ratatui::buffer::Buffer;

/// Paint the track.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let track = cut(state.areas.track, buffer);
    if track.is_empty() {
        return;
    }
    let height = usize::from(state.areas.track.height).max(1);
    let len = state.document.text().len().max(1);
    let visible = state.visible();
    let start = |n: &usize| {
        state
            .entities
            .mentions()
            .get(*n)
            .map_or(0, |mention| mention.range.start)
    };
    let selected = state.selected_entity();
    for row in 0..usize::from(track.height) {
        let (from, to) = (len * row / height, len * (row + 1) / height);
        let shows =
            visible.start < to && from < visible.end || visible.start == visible.end && row == 0;
        let (symbol, style) = match selected {
            Some(entity)
                if {
                    let below = |at: usize| entity.mentions.partition_point(|n| start(n) < at);
                    below(from) < below(to)
                } =>
            {
                let style = theme
                    .mention(entity.kind)
                    .remove_modifier(ratatui::style::Modifier::UNDERLINED);
                (if shows { "◆" } else { "◇" }, style)
            }
            _ if shows => ("┃", theme.status()),
            _ => ("│", theme.faint()),
        };
        buffer.set_stringn(track.x, track.y + row as u16, symbol, 1, style);
    }
}
