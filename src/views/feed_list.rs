//! The list of a feed's articles: title, date and first words, and the entity counts of those already read.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::feed_list::{EntityCounts, FeedList, FeedListLayout};
use crate::document::FeedItem;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Width of the cursor left of a row, in cells.
const CURSOR_CELLS: u16 = 2;

/// Narrowest row that has a date, in cells.
const DATE_MIN_CELLS: u16 = 40;

/// Paints the list on the whole screen except the status line.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let Some(list) = &state.session.feed_list else {
        return;
    };
    let layout = FeedListLayout::new(&state.screen);
    let heading = clip(layout.heading, buffer);
    if !heading.is_empty() {
        let room = usize::from(heading.width);
        let count = count(list.feed.items.len(), "article", "articles");
        let count_cells = measure::cells(&count) + 2;
        let title = measure::truncate(&list.feed.title, room.saturating_sub(count_cells));
        let style = theme.heading(false);
        let (x, _) = buffer.set_stringn(heading.x, heading.y, title, room, style);
        let left = usize::from(heading.right().saturating_sub(x));
        buffer.set_stringn(x, heading.y, format!("  {count}"), left, theme.faint());
    }
    let items = clip(layout.items, buffer);
    if list.feed.items.is_empty() {
        draw_text(buffer, items, "This feed has no articles", theme.message());
        return;
    }
    let shown = list.feed.items.iter().enumerate().skip(list.list.top);
    for (slot, (index, item)) in shown.take(layout.visible_items()).enumerate() {
        let y = items.y + slot as u16 * layout.item_rows;
        if y < items.bottom() {
            let area = Rect {
                y,
                height: layout.item_rows.min(items.bottom() - y),
                ..items
            };
            draw_item(list, index, item, theme, buffer, area);
        }
    }
}

fn draw_item(
    list: &FeedList,
    index: usize,
    item: &FeedItem,
    theme: Theme,
    buffer: &mut Buffer,
    area: Rect,
) {
    let chosen = list.list.chosen == index;
    let counts = list.entity_counts.get(index).copied().flatten();
    if chosen {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
    }
    let text = Rect {
        x: (area.x + CURSOR_CELLS).min(area.right()),
        width: area.width.saturating_sub(CURSOR_CELLS),
        ..area
    };
    let mut details = Vec::new();
    if area.height < 2 {
        details.extend(counts.map(short_counts_text));
    }
    if area.width >= DATE_MIN_CELLS {
        details.extend(item.date.clone());
    }
    let details = details.join("  ");
    let style = match (chosen, counts) {
        (true, _) => theme.chosen(),
        (false, Some(_)) => theme.off_screen(),
        (false, None) => theme.heading(false),
    };
    draw_line(
        buffer,
        text,
        (&item.title, style),
        (&details, theme.faint()),
    );
    if area.height < 2 {
        return;
    }
    let below = Rect {
        y: text.y + 1,
        height: 1,
        ..text
    };
    let found = counts.map(counts_text).unwrap_or_default();
    // An article without a title uses its first words as one: do not repeat them.
    let title = item.title.trim_end_matches('…');
    let lead = if item.lead.starts_with(title) {
        ""
    } else {
        &item.lead
    };
    draw_line(buffer, below, (lead, theme.faint()), (&found, Style::new()));
}

/// Paints a line with text at both ends; the left one is truncated to make room for the right one.
fn draw_line(buffer: &mut Buffer, area: Rect, left: (&str, Style), right: (&str, Style)) {
    let cells = measure::cells(right.0).min(usize::from(area.width));
    let gap = if cells > 0 { 2 } else { 0 };
    let room = usize::from(area.width).saturating_sub(cells + gap);
    let text = measure::truncate(left.0, room);
    buffer.set_stringn(area.x, area.y, text, room, left.1);
    let x = area.right() - cells as u16;
    buffer.set_stringn(x, area.y, right.0, cells, right.1);
}

fn draw_text(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    if !area.is_empty() {
        buffer.set_stringn(area.x, area.y, text, usize::from(area.width), style);
    }
}

/// "3 people · 5 countries".
fn counts_text(counts: EntityCounts) -> String {
    let people = count(counts.people, "person", "people");
    let countries = count(counts.countries, "country", "countries");
    format!("{people} · {countries}")
}

/// "3p 5c".
fn short_counts_text(counts: EntityCounts) -> String {
    format!("{}p {}c", counts.people, counts.countries)
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
