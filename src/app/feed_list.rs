//! The list of a feed's articles: the chosen row, the layout, and the entity counts of articles already read.
//!
//! `update` (page size, clicks) and the view (painting) both use this layout, so they cannot disagree.

use super::overlays::list::{List, ListFrame};
use super::screen::Screen;
use crate::document::Feed;
use crate::layout::Rect;
use std::sync::Arc;

/// Widest column of the list, in cells.
const MAX_COLUMN_CELLS: u16 = 100;
/// Rows per item where there is room: the title, the first words, a blank row.
const ROOMY_ROWS: u16 = 3;
/// Height of the screen from which there is room for that.
const ROOMY_MIN_ROWS: u16 = 16;

/// How many entities an article mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityCounts {
    /// The number of people.
    pub people: usize,
    /// The number of countries.
    pub countries: usize,
}

/// The list of a feed.
#[derive(Debug, Clone)]
pub struct FeedList {
    /// The feed.
    pub feed: Arc<Feed>,
    /// The cursor.
    pub list: List,
    /// What each item mentions, for those that have been read.
    pub entity_counts: Vec<Option<EntityCounts>>,
    /// The item that is open as an article, even if the list covers it.
    pub open_item: Option<usize>,
    /// Whether the list is on the screen rather than the article.
    pub is_visible: bool,
}

/// The rectangles of the parts of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedListLayout {
    /// The title of the feed.
    pub heading: Rect,
    /// The items.
    pub items: Rect,
    /// Rows per item.
    pub item_rows: u16,
}

impl FeedListLayout {
    /// Lays out the list on `screen`.
    pub fn new(screen: &Screen) -> Self {
        let Rect { width, height, .. } = screen.body();
        let margin = u16::from(width > 24);
        let column = width.saturating_sub(2 * margin).min(MAX_COLUMN_CELLS);
        let x = (width - column) / 2;
        let roomy = height >= ROOMY_MIN_ROWS;
        let heading_rows = match height {
            0..4 => 0,
            _ if roomy => 3,
            _ => 1,
        };
        Self {
            heading: Rect {
                x,
                y: u16::from(roomy),
                width: column,
                height: heading_rows.min(1),
            },
            items: Rect {
                x,
                y: heading_rows,
                width: column,
                height: height - heading_rows,
            },
            item_rows: if roomy { ROOMY_ROWS } else { 1 },
        }
    }

    /// How many items fit, at least one.
    pub fn visible_items(self) -> usize {
        // The blank row of the last item need not fit.
        let rows = self.items.height + u16::from(self.item_rows > 1);
        usize::from(rows / self.item_rows.max(1)).max(1)
    }
}

impl FeedList {
    /// Lists the items of `feed`, from the first.
    pub fn new(feed: Arc<Feed>) -> Self {
        Self {
            list: List::default(),
            entity_counts: vec![None; feed.items.len()],
            open_item: None,
            is_visible: true,
            feed,
        }
    }

    /// Where the items are on `screen`.
    pub(super) fn frame(&self, screen: &Screen) -> ListFrame {
        let layout = FeedListLayout::new(screen);
        ListFrame {
            row_height: layout.item_rows,
            fit: layout.visible_items(),
            ..ListFrame::new(screen.body(), layout.items, self.feed.items.len())
        }
    }

    /// The list of a newer version of the feed, keeping the cursor and the counts.
    ///
    /// Items are matched by their URL, or by their title if they have none.
    pub(super) fn reloaded(&self, feed: Arc<Feed>) -> Self {
        let new_index = |old: usize| {
            let old_item = self.feed.items.get(old)?;
            let is_same = |item: &crate::document::FeedItem| match &old_item.url {
                Some(url) => item.url.as_ref() == Some(url),
                None => item.title == old_item.title,
            };
            feed.items.iter().position(is_same)
        };
        let mut entity_counts = vec![None; feed.items.len()];
        for (old, counts) in self.entity_counts.iter().enumerate() {
            if counts.is_some()
                && let Some(slot) = new_index(old).and_then(|new| entity_counts.get_mut(new))
            {
                *slot = *counts;
            }
        }
        let List { chosen: old, top } = self.list;
        let chosen = new_index(old).unwrap_or(0);
        Self {
            list: List {
                chosen,
                top: (top + chosen).saturating_sub(old),
            },
            open_item: self.open_item.and_then(new_index),
            entity_counts,
            is_visible: self.is_visible,
            feed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::{ReaderOptions, State};
    use crate::document::FeedItem;
    use crate::layout::Areas;

    fn feed(titles: &[&str]) -> Arc<Feed> {
        let item = |title: &&str| FeedItem {
            title: (*title).to_owned(),
            ..FeedItem::default()
        };
        Arc::new(Feed {
            items: titles.iter().map(item).collect(),
            ..Feed::default()
        })
    }

    /// Protects: no part of the list lies outside the screen, whatever its size.
    #[test]
    fn the_layout_stays_on_the_screen() {
        let mut screen = State::from_feed(feed(&["a"]), (80, 24), ReaderOptions::default()).screen;
        for width in 0..130 {
            for height in 0..60 {
                screen.size = (width, height).into();
                screen.areas = Areas::new(width, height, screen.layout_options);
                let layout = FeedListLayout::new(&screen);
                for part in [layout.heading, layout.items] {
                    assert!(part.right() <= width);
                    assert!(part.is_empty() || part.bottom() <= screen.body().height);
                }
                assert!(layout.visible_items() >= 1);
            }
        }
    }

    /// Protects: reloading a feed keeps the chosen item, the open one and the counts.
    #[test]
    fn reloading_keeps_the_chosen_item_and_counts() {
        let mut list = FeedList::new(feed(&["a", "b", "c"]));
        let counts = EntityCounts {
            people: 1,
            countries: 2,
        };
        list.list.chosen = 1;
        list.entity_counts[1] = Some(counts);
        list.open_item = Some(1);
        let reloaded_list = list.reloaded(feed(&["new", "a", "b"]));
        assert_eq!(
            (reloaded_list.list.chosen, reloaded_list.open_item),
            (2, Some(2))
        );
        assert_eq!(reloaded_list.entity_counts, [None, None, Some(counts)]);
        let gone = list.reloaded(feed(&["x"]));
        assert_eq!((gone.list.chosen, gone.open_item), (0, None));
    }
}
