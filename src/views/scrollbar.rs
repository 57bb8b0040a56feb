//! The scrollbar. It also shows where in the article the selected entity is mentioned, or where a search matches.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::entities::Entity;
use ratatui::buffer::Buffer;

/// Paints the scrollbar.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let track = clip(state.screen.areas.track, buffer);
    if track.is_empty() {
        return;
    }
    let height = usize::from(state.screen.areas.track.height).max(1);
    let len = state.reading.document.text().len().max(1);
    let visible = state.reading.visible_range();
    let start = |n: &usize| {
        state
            .reading
            .entities
            .mentions()
            .get(*n)
            .map_or(0, |mention| mention.range.start)
    };
    let selected = state.reading.selected_entity();
    // While a pair is visited, mark the passages they share.
    let count_before = |entity: &Entity, at: usize| match &state.reading.pair {
        Some(pair) => pair.passages.partition_point(|p| p.start < at),
        None => entity.mentions.partition_point(|n| start(n) < at),
    };
    let search = state.reading.search.active.as_ref();
    let has_match = |from, to| search.is_some_and(|search| search.has_match_in(from..to));
    for row in 0..usize::from(track.height) {
        let (from, to) = (len * row / height, len * (row + 1) / height);
        let is_visible =
            visible.start < to && from < visible.end || visible.start == visible.end && row == 0;
        let (symbol, style) = match selected {
            _ if has_match(from, to) => {
                (if is_visible { "◆" } else { "◇" }, theme.scrollbar_match())
            }
            Some(entity)
                if search.is_none() && count_before(entity, from) < count_before(entity, to) =>
            {
                let style = theme
                    .mention(entity.kind)
                    .remove_modifier(ratatui::style::Modifier::UNDERLINED);
                (if is_visible { "◆" } else { "◇" }, style)
            }
            _ if is_visible => ("┃", theme.status()),
            _ => ("│", theme.faint()),
        };
        buffer.set_stringn(track.x, track.y + row as u16, symbol, 1, style);
    }
}
