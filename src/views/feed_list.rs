//! The list of a feed's articles: title, date and first words, and the entity counts of those already read.

use super::painting::{CURSOR_CELLS, DrawContext, ListRow, Row, clip, visible_rows};
use super::theme::Theme;
use crate::app::feed_list::{EntityCounts, FeedList, FeedListLayout};
use crate::document::FeedItem;
use crate::layout::measure;
use ratatui::prelude::{Buffer, Rect, Style, Widget};

/// Narrowest row that has a date, in cells.
const DATE_MIN_CELLS: u16 = 40;

/// The list, on the whole screen except the status line.
pub(super) struct FeedListView<'a>(pub(super) DrawContext<'a>, pub(super) &'a FeedList);

impl Widget for FeedListView<'_> {
    fn render(self, _: Rect, buffer: &mut Buffer) {
        let Self(DrawContext { state, theme }, list) = self;
        let layout = FeedListLayout::new(&state.screen);
        let count = match list.feed.items.len() {
            number if list.feed.lists_feeds() => count(number, "feed", "feeds"),
            number => count(number, "article", "articles"),
        };
        let mut heading = Row::new(layout.heading, buffer);
        let room = heading.room().saturating_sub(measure::cells(&count) + 2);
        heading.put_within(room, &list.feed.title, theme.heading());
        heading.write(format!("  {count}"), theme.faint());
        let items = clip(layout.items, buffer);
        if list.feed.items.is_empty() {
            Row::new(items, buffer).write("This feed has no articles", theme.message());
        }
        let rows = visible_rows(&list.feed.items, list.list, items, layout.item_rows);
        for row in rows.take(layout.visible_items()) {
            let counts = list.entity_counts.get(row.index).copied().flatten();
            draw_item(&row, counts, theme, buffer);
        }
    }
}

fn draw_item(
    row: &ListRow<FeedItem>,
    counts: Option<EntityCounts>,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let (item, is_one_line) = (row.item, row.area.height == 1);
    let mut details = Vec::new();
    if is_one_line {
        details.extend(counts.map(|counts| format!("{}p {}c", counts.people, counts.countries)));
    }
    if item.is_new {
        details.push("new".to_owned());
    }
    if row.area.width >= DATE_MIN_CELLS {
        details.extend(item.date.clone());
    }
    let style = match counts {
        Some(_) => theme.off_screen(),
        None => theme.heading(),
    };
    row.begin(theme, buffer)
        .put_detail(&details.join("  "), theme.faint(), 0)
        .put(&item.title, row.choose(theme.chosen(), style));
    if is_one_line {
        return;
    }
    let found = counts.map(counts_text).unwrap_or_default();
    // An article without a title uses its first words as one: do not repeat them.
    let title = item.title.trim_end_matches('…');
    let lead = Some(item.lead.as_str()).filter(|lead| !lead.starts_with(title));
    let below = row.area.rows().nth(1).unwrap_or_default();
    Row::new(below, buffer)
        .skip(CURSOR_CELLS)
        .put_detail(&found, Style::new(), 0)
        .put(lead.unwrap_or_default(), theme.faint());
}

/// "3 people · 5 countries".
fn counts_text(counts: EntityCounts) -> String {
    let people = count(counts.people, "person", "people");
    let countries = count(counts.countries, "country", "countries");
    format!("{people} · {countries}")
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
