//! A line of a quotation: a bar at the left, and the mentions of the quoted entity highlighted.

use crate::app::passage::QuotedLine;
use crate::entities::EntityId;
use crate::views::painting::{DrawContext, Row};
use ratatui::prelude::{Buffer, Rect, Style};

/// Paints `line` into the first row of `area`, with the mentions of the entity `quoted` highlighted, if there is one.
pub(super) fn draw_line(
    DrawContext { state, theme }: DrawContext,
    line: &QuotedLine,
    quoted: Option<EntityId>,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let (document, entities) = (&state.reading.document, &state.reading.entities);
    let mut row = Row::new(area, buffer);
    row.write("▎ ", theme.faint());
    if line.truncated_before {
        row.write("… ", theme.faint());
    }
    let mut at = line.range.start;
    let mentions = entities.mentions_in(line.range.clone());
    let mentions = mentions.map(|id| entities.mention(id));
    for mention in mentions.filter(|mention| Some(mention.entity) == quoted) {
        let style = theme.mention(entities.entity(mention.entity).kind);
        let from = mention.range.start.max(at);
        let to = mention.range.end.min(line.range.end);
        row.write(document.slice(at..from), Style::new());
        row.write(document.slice(from..to), style);
        at = to;
    }
    row.write(document.slice(at..line.range.end), Style::new());
    if line.truncated_after {
        row.put_last("…", theme.faint());
    }
}
