//! A feed's list: a title and a day each, the first words, and who is in those that have been read.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::listing::{Counts, Listing, Places};
use crate::document::Item;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Cells left of a row: the mark of the chosen one.
const MARK_CELLS: u16 = 2;

/// Cells from which a row has room for its day.
const DATED_CELLS: u16 = 40;

/// Paint the list on all but the status line.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let Some(listing) = &state.listing else {
        return;
    };
    let places = Places::of(state.size, state.areas.status.height);
    let heading = cut(places.heading, buffer);
    if !heading.is_empty() {
        let room = usize::from(heading.width);
        let count = count(listing.feed.items.len(), "article", "articles");
        let count_cells = measure::cells(&count) + 2;
        let title = measure::truncate(&listing.feed.title, room.saturating_sub(count_cells));
        let style = theme.heading(false);
        let (x, _) = buffer.set_stringn(heading.x, heading.y, title, room, style);
        let left = usize::from(heading.right().saturating_sub(x));
        buffer.set_stringn(x, heading.y, format!("  {count}"), left, theme.faint());
    }
    let items = cut(places.items, buffer);
    if listing.feed.items.is_empty() {
        line(buffer, items, "This feed lists no article.", theme.notice());
        return;
    }
    let shown = listing.feed.items.iter().enumerate().skip(listing.top);
    for (slot, (index, item)) in shown.take(places.fit()).enumerate() {
        let y = items.y + slot as u16 * places.rows;
        if y < items.bottom() {
            let area = Rect {
                y,
                height: places.rows.min(items.bottom() - y),
                ..items
            };
            draw_item(listing, index, item, theme, buffer, area);
        }
    }
}

fn draw_item(
    listing: &Listing,
    index: usize,
    item: &Item,
    theme: Theme,
    buffer: &mut Buffer,
    area: Rect,
) {
    let chosen = listing.chosen == index;
    let read = listing.read.get(index).copied().flatten();
    if chosen {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
    }
    let text = Rect {
        x: (area.x + MARK_CELLS).min(area.right()),
        width: area.width.saturating_sub(MARK_CELLS),
        ..area
    };
    let mut tail = Vec::new();
    if area.height < 2 {
        tail.extend(read.map(short));
    }
    if area.width >= DATED_CELLS {
        tail.extend(item.date.clone());
    }
    let tail = tail.join("  ");
    let style = match (chosen, read) {
        (true, _) => theme.chosen(),
        (false, Some(_)) => theme.away(),
        (false, None) => theme.heading(false),
    };
    row(buffer, text, (&item.title, style), (&tail, theme.faint()));
    if area.height < 2 {
        return;
    }
    let below = Rect {
        y: text.y + 1,
        height: 1,
        ..text
    };
    let found = read.map(long).unwrap_or_default();
    // An article without a title is called by its first words, and they are there already.
    let title = item.title.trim_end_matches('…');
    let lead = if item.lead.starts_with(title) {
        ""
    } else {
        &item.lead
    };
    row(buffer, below, (lead, theme.faint()), (&found, Style::new()));
}

/// One line: what stands at its left, cut to leave room for what stands at its right.
fn row(buffer: &mut Buffer, area: Rect, left: (&str, Style), right: (&str, Style)) {
    let cells = measure::cells(right.0).min(usize::from(area.width));
    let gap = if cells > 0 { 2 } else { 0 };
    let room = usize::from(area.width).saturating_sub(cells + gap);
    let text = measure::truncate(left.0, room);
    buffer.set_stringn(area.x, area.y, text, room, left.1);
    let x = area.right() - cells as u16;
    buffer.set_stringn(x, area.y, right.0, cells, right.1);
}

fn line(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    if !area.is_empty() {
        buffer.set_stringn(area.x, area.y, text, usize::from(area.width), style);
    }
}

/// "3 people · 5 countries".
fn long(counts: Counts) -> String {
    let people = count(counts.people, "person", "people");
    let countries = count(counts.countries, "country", "countries");
    format!("{people} · {countries}")
}

/// "3p 5c".
fn short(counts: Counts) -> String {
    format!("{}p {}c", counts.people, counts.countries)
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
