//! A line of a quotation: a bar at the left, and the mentions of the quoted entity highlighted.

use super::theme::Theme;
use crate::app::State;
use crate::app::passage::QuotedLine;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Paints `line` into the first row of `area`, with the mentions of `entity` highlighted.
pub(super) fn draw(
    state: &State,
    (line, entity): (&QuotedLine, usize),
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    let y = area.y;
    let (mut x, _) = buffer.set_stringn(area.x, y, "▎ ", room(area.x), theme.faint());
    if line.truncated_before {
        (x, _) = buffer.set_stringn(x, y, "… ", room(x), theme.faint());
    }
    let mut at = line.range.start;
    for index in state.reading.entities.mentions_in(line.range.clone()) {
        let Some(mention) = state.reading.entities.mentions().get(index) else {
            continue;
        };
        if mention.entity != entity {
            continue;
        }
        let kind = state
            .reading
            .entities
            .entities()
            .get(entity)
            .map(|e| e.kind);
        let style = kind.map_or_else(Style::new, |kind| theme.mention(kind));
        let from = mention.range.start.max(at);
        let to = mention.range.end.min(line.range.end);
        let before = state.reading.document.slice(at..from);
        (x, _) = buffer.set_stringn(x, y, before, room(x), Style::new());
        let words = state.reading.document.slice(from..to);
        (x, _) = buffer.set_stringn(x, y, words, room(x), style);
        at = to;
    }
    let rest = state.reading.document.slice(at..line.range.end);
    (x, _) = buffer.set_stringn(x, y, rest, room(x), Style::new());
    if line.truncated_after {
        let x = x.min(area.right().saturating_sub(1));
        buffer.set_stringn(x, y, "…", room(x), theme.faint());
    }
}
