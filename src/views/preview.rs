//! The preview of an entity, beside its mention.

use super::theme::Theme;
use super::{clip, popup, quote};
use crate::app::State;
use crate::app::overlays::preview::Preview;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints the preview if there is room for it.
pub(super) fn draw(state: &State, preview: &Preview, theme: Theme, buffer: &mut Buffer) {
    let Some(layout) = preview.layout(state) else {
        return;
    };
    let Some(entity) = state.reading.entities.entities().get(preview.entity) else {
        return;
    };
    popup::draw_frame(layout.outer, layout.framed, theme, buffer);
    let inner = clip(layout.inner, buffer);
    if inner.is_empty() {
        return;
    }
    let width = usize::from(inner.width);
    let position = position(state, preview);
    let cells = measure::cells(&position);
    let name_room = width.saturating_sub(cells + 2);
    let style = theme.heading(false);
    if name_room >= measure::cells(&entity.name) {
        let x = inner.right() - cells as u16;
        buffer.set_stringn(x, inner.y, position, cells, theme.faint());
    }
    let name = measure::truncate(&entity.name, width);
    buffer.set_stringn(inner.x, inner.y, name, width, style);
    let mut rest = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    if layout.has_role_row && !rest.is_empty() {
        let roles = measure::truncate(&entity.roles.join(" · "), width);
        buffer.set_stringn(rest.x, rest.y, roles, width, theme.faint());
        rest.y += 1;
        rest.height -= 1;
    }
    for line in &layout.lines {
        if rest.is_empty() {
            break;
        }
        quote::draw(state, (line, preview.entity), rest, theme, buffer);
        rest.y += 1;
        rest.height -= 1;
    }
}

/// Where the introducing sentence is: "first at 34%", or that it is the one here.
fn position(state: &State, preview: &Preview) -> String {
    let entity = state.reading.entities.entities().get(preview.entity);
    let count = entity.map_or(0, |entity| entity.mentions.len());
    let start = state.reading.entities.mentions().get(preview.introduction);
    let start = start.map_or(0, |mention| mention.range.start);
    let percent = start * 100 / state.reading.document.text().len().max(1);
    if preview.anchor_mention == Some(preview.introduction) {
        format!("first of {count}")
    } else {
        format!("first at {percent}%")
    }
}
