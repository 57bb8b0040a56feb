//! The scrollbar. It also shows where in the article the selected entity is mentioned, or where a search matches.

use super::painting::{DrawContext, Row};
use crate::app::state::Focus;
use crate::entities::Entity;
use ratatui::prelude::{Buffer, Rect, Widget};

/// The scrollbar.
pub(super) struct Scrollbar<'a>(pub(super) DrawContext<'a>);

impl Widget for Scrollbar<'_> {
    fn render(self, track: Rect, buffer: &mut Buffer) {
        let Self(DrawContext { state, theme }) = self;
        let reading = &state.reading;
        let height = usize::from(state.screen.areas.track.height).max(1);
        let len = reading.document.text().len().max(1);
        let visible = reading.visible_range();
        let search = reading.search.active.as_ref();
        let selected = reading.selected_entity().filter(|_| search.is_none());
        // While a pair is visited, mark the passages they share.
        let count_before = |entity: &Entity, at: usize| match &reading.pair {
            Some(pair) => pair.passages.partition_point(|passage| passage.start < at),
            None => {
                let start = |id| reading.entities.mention(id).range.start;
                entity.mentions.partition_point(|&id| start(id) < at)
            }
        };
        // The scrollbar is also the border of the panel, which is lit while the panel has the keys.
        let border = match state.screen.focus {
            Focus::Panel => theme.focus(),
            Focus::Text => theme.faint(),
        };
        for (n, row) in track.rows().enumerate() {
            let (from, to) = (len * n / height, len * (n + 1) / height);
            let is_visible =
                visible.start < to && from < visible.end || visible.is_empty() && n == 0;
            let is_match = search.is_some_and(|search| search.has_match_in(from..to));
            let is_here = |entity: &&Entity| count_before(entity, from) < count_before(entity, to);
            let mark = if is_visible { "◆" } else { "◇" };
            let (symbol, style) = match (is_match, selected.filter(is_here)) {
                (true, _) => (mark, theme.scrollbar_match()),
                (false, Some(entity)) => (mark, theme.name(entity.kind)),
                (false, None) if is_visible && state.screen.focus == Focus::Panel => ("┃", border),
                (false, None) if is_visible => ("┃", theme.status()),
                (false, None) => ("│", border),
            };
            Row::new(row, buffer).write(symbol, style);
        }
    }
}
