//! The preview of an entity, beside its mention.

use super::quote;
use crate::app::overlays::preview::Preview;
use crate::app::state::State;
use crate::views::painting::{DrawContext, Row, Title, clear_popup, clip, draw_title};
use ratatui::prelude::Buffer;

/// Paints the preview if there is room for it.
pub(super) fn draw(context: DrawContext, preview: &Preview, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let Some(layout) = preview.layout(state) else {
        return;
    };
    clear_popup(layout.outer, layout.framed, theme.faint(), buffer);
    let entity = state.reading.entities.entity(preview.entity);
    let title = Title {
        text: &entity.name,
        detail: &position(state, preview),
    };
    draw_title(layout.title, layout.framed, &title, theme, buffer);
    let mut rows = clip(layout.inner, buffer).rows();
    if layout.head_rows > 0
        && let Some(row) = rows.next()
    {
        Row::new(row, buffer).put(&entity.roles.join(" · "), theme.faint());
    }
    for (row, line) in rows.zip(&layout.lines) {
        quote::draw_line(context, line, Some(preview.entity), row, buffer);
    }
}

/// Where the introducing sentence is: "first at 34%", or that it is the one here.
fn position(state: &State, preview: &Preview) -> String {
    let entities = &state.reading.entities;
    if preview.anchor_mention == Some(preview.introduction) {
        let count = entities.entity(preview.entity).mentions.len();
        return format!("first of {count}");
    }
    let start = entities.mention(preview.introduction).range.start;
    format!("first at {}%", state.reading.percent(start))
}
