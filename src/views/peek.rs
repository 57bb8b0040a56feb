//! A word on who this is, beside the mention.

use super::theme::Theme;
use super::{cut, quote, sheet};
use crate::app::State;
use crate::app::peek::Peek;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paint it where there is room.
pub(super) fn draw(state: &State, peek: &Peek, theme: Theme, buffer: &mut Buffer) {
    let Some(places) = peek.places(state) else {
        return;
    };
    let Some(entity) = state.entities.entities().get(peek.entity) else {
        return;
    };
    sheet::lay(places.outer, places.framed, theme, buffer);
    let inner = cut(places.inner, buffer);
    if inner.is_empty() {
        return;
    }
    let wide = usize::from(inner.width);
    let place = place(state, peek);
    let cells = measure::cells(&place);
    let name_room = wide.saturating_sub(cells + 2);
    let style = theme.heading(false);
    if name_room >= measure::cells(&entity.name) {
        let x = inner.right() - cells as u16;
        buffer.set_stringn(x, inner.y, place, cells, theme.faint());
    }
    let name = measure::truncate(&entity.name, wide);
    buffer.set_stringn(inner.x, inner.y, name, wide, style);
    let mut rest = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    if places.role && !rest.is_empty() {
        let roles = measure::truncate(&entity.roles.join(" · "), wide);
        buffer.set_stringn(rest.x, rest.y, roles, wide, theme.faint());
        rest.y += 1;
        rest.height -= 1;
    }
    for line in &places.lines {
        if rest.is_empty() {
            break;
        }
        quote::draw(state, (line, peek.entity), rest, theme, buffer);
        rest.y += 1;
        rest.height -= 1;
    }
}

/// Where the sentence stands: "at 34%", or right here.
fn place(state: &State, peek: &Peek) -> String {
    let entity = state.entities.entities().get(peek.entity);
    let count = entity.map_or(0, |entity| entity.mentions.len());
    let start = state.entities.mentions().get(peek.first);
    let start = start.map_or(0, |mention| mention.range.start);
    let share = start * 100 / state.document.text().len().max(1);
    if peek.beside == Some(peek.first) {
        format!("this is the first of {count}")
    } else {
        format!("first at {share}%")
    }
}
