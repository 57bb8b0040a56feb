//! The scrollbar as map: the whole article from top to bottom, what shows of it, and where the selected entity stands, or what is
//! searched for.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::entities::Entity;
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
    // While two are walked, it shows where they stand together.
    let below = |entity: &Entity, at: usize| match &state.pair {
        Some(pair) => pair.passages.partition_point(|p| p.start < at),
        None => entity.mentions.partition_point(|n| start(n) < at),
    };
    let search = state.searching.active.as_ref();
    let is_hit = |from, to| search.is_some_and(|search| search.begins_in(from..to));
    for row in 0..usize::from(track.height) {
        let (from, to) = (len * row / height, len * (row + 1) / height);
        let shows =
            visible.start < to && from < visible.end || visible.start == visible.end && row == 0;
        let (symbol, style) = match selected {
            _ if is_hit(from, to) => (if shows { "◆" } else { "◇" }, theme.hit_tick()),
            Some(entity) if search.is_none() && below(entity, from) < below(entity, to) => {
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
