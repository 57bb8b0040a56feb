//! The pages that were left for another one, and what can be gone forward to, as in a browser.
//!
//! A page is what is open: an article or the list of a feed. The latest ones stay in memory as they were left, so that
//! going back shows them at once. Of others only the place is kept; they are loaded again.

use super::feed_list::FeedList;
use super::options::Origin;
use super::overlays::library;
use super::reading::Reading;
use super::screen::Screen;
use super::state::State;
use crate::document::TextAnchor;
use crate::entities::EntityKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of pages that are remembered; the oldest are dropped.
const MAX_PAGES: usize = 100;
/// The number of pages that stay in memory.
const MAX_LOADED_PAGES: usize = 20;
/// The length of their texts together, in bytes. What is found in a text takes about ten times as much memory.
const MAX_LOADED_BYTES: usize = 16 << 20;

/// Tells the pages that were left apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct PageId(u64);

impl PageId {
    /// The number of the next page that is left.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// All that is open, so that it can be put aside and shown again untouched.
#[derive(Debug, Clone)]
pub(crate) struct PageState {
    pub(crate) reading: Reading,
    pub(crate) screen: Screen,
    pub(crate) feed_list: Option<FeedList>,
    /// What the manual was opened over, if this is the manual.
    pub(crate) under_manual: Option<Box<Self>>,
}

/// What is kept of an article that is no longer in memory.
#[derive(Debug, Clone)]
pub(crate) struct UnloadedPage {
    pub(crate) origin: Origin,
    pub(crate) screen: Screen,
    /// The text at the top of the screen.
    pub(crate) position: TextAnchor,
    /// Where the user read last, if a jump has led away from there, and how far into the article that is.
    pub(crate) left_place: Option<(TextAnchor, f64)>,
    /// The current mention.
    pub(crate) mention: Option<TextAnchor>,
    /// The kind and the name of the selected entity.
    pub(crate) selected: Option<(EntityKind, String)>,
    pub(crate) bookmarks: BTreeMap<char, TextAnchor>,
}

/// What is kept of a page.
#[derive(Debug, Clone)]
pub(crate) enum PageContent {
    Loaded(Box<PageState>),
    Unloaded(Box<UnloadedPage>),
}

/// A page that was left.
#[derive(Debug, Clone)]
pub(crate) struct VisitedPage {
    pub(crate) id: PageId,
    /// What to call it in messages.
    pub(crate) name: String,
    pub(crate) content: PageContent,
}

/// Which way to go along the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Back,
    Forward,
}

/// The pages to go back and forward to, the next one last.
#[derive(Debug, Clone, Default)]
pub(crate) struct VisitedPages {
    back: Vec<VisitedPage>,
    forward: Vec<VisitedPage>,
    last_id: PageId,
}

/// Pages of which less is kept from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dropped {
    /// Those that are loaded again when they are gone to.
    pub(crate) unloaded: Vec<PageId>,
    /// Those that cannot be gone to any more.
    pub(crate) forgotten: Vec<PageId>,
}

impl PageState {
    /// Takes all that is open out of `state`; an empty article is left behind.
    pub(crate) fn take(state: &mut State) -> Self {
        let width = state.screen.areas.column.width;
        let mut nothing = Reading::new(Arc::default(), state.reading.origin, width);
        nothing.is_open = false;
        Self {
            reading: std::mem::replace(&mut state.reading, nothing),
            screen: state.screen.clone(),
            feed_list: state.session.feed_list.take(),
            under_manual: state.under_manual.take(),
        }
    }

    /// How much memory it takes, as the length of its texts in bytes.
    fn bytes(&self) -> usize {
        let items = self
            .feed_list
            .iter()
            .flat_map(|list| list.feed.items.iter());
        let bodies = items.filter_map(|item| item.body.as_ref());
        let feed: usize = bodies.map(|body| body.text.len()).sum();
        let beneath = self.under_manual.as_ref().map_or(0, |page| page.bytes());
        self.reading.document.text().len() + feed + beneath
    }

    /// The place in it, if that is enough to open it again.
    fn unloaded(&self) -> Option<UnloadedPage> {
        let reading = &self.reading;
        let can_be_opened = reading.is_open
            && reading.origin != Origin::Stdin
            && self.feed_list.is_none()
            && self.under_manual.is_none();
        let anchor = |offset| TextAnchor::new(reading.document.text(), offset);
        let selected = reading.selected_entity();
        let bookmarks = reading.history.bookmarks.iter();
        can_be_opened.then(|| UnloadedPage {
            origin: reading.origin,
            screen: Screen {
                overlays: library::without_article(&self.screen.overlays),
                ..self.screen.clone()
            },
            position: anchor(reading.view.anchor_offset),
            left_place: (reading.history.left_place.as_ref())
                .map(|left| (anchor(left.offset), left.share)),
            mention: reading.current_start().map(anchor),
            selected: selected.map(|entity| (entity.kind, entity.name.clone())),
            bookmarks: bookmarks
                .map(|(&letter, &at)| (letter, anchor(at)))
                .collect(),
        })
    }
}

impl VisitedPage {
    /// Whether it shows the list of a feed.
    pub(crate) fn is_list(&self) -> bool {
        match &self.content {
            PageContent::Loaded(page) => {
                page.feed_list.as_ref().is_some_and(|list| list.is_visible)
            }
            PageContent::Unloaded(_) => false,
        }
    }

    fn bytes(&self) -> usize {
        match &self.content {
            PageContent::Loaded(page) => page.bytes(),
            PageContent::Unloaded(_) => 0,
        }
    }

    /// Keeps only the place in it, if it can be opened again. Returns whether it can.
    fn unload(&mut self) -> bool {
        let place = match &self.content {
            PageContent::Loaded(page) => page.unloaded(),
            PageContent::Unloaded(_) => None,
        };
        let is_unloaded = place.is_some();
        if let Some(place) = place {
            self.content = PageContent::Unloaded(Box::new(place));
        }
        is_unloaded
    }
}

impl VisitedPages {
    fn pages(&mut self, direction: Direction) -> &mut Vec<VisitedPage> {
        match direction {
            Direction::Back => &mut self.back,
            Direction::Forward => &mut self.forward,
        }
    }

    /// The next page in a direction.
    pub(crate) fn next(&self, direction: Direction) -> Option<&VisitedPage> {
        match direction {
            Direction::Back => self.back.last(),
            Direction::Forward => self.forward.last(),
        }
    }

    /// Takes the next page in a direction off its list.
    pub(crate) fn pop(&mut self, direction: Direction) -> Option<VisitedPage> {
        self.pages(direction).pop()
    }

    /// Takes the page with this number off its list; also returns in which direction it was.
    pub(crate) fn take(&mut self, id: PageId) -> Option<(Direction, VisitedPage)> {
        [Direction::Back, Direction::Forward]
            .into_iter()
            .find_map(|direction| {
                let pages = self.pages(direction);
                let at = pages.iter().position(|page| page.id == id)?;
                Some((direction, pages.remove(at)))
            })
    }

    /// Adds a page that was left. Returns its number.
    pub(crate) fn push(&mut self, direction: Direction, name: String, page: PageState) -> PageId {
        self.last_id = self.last_id.next();
        let id = self.last_id;
        self.pages(direction).push(VisitedPage {
            id,
            name,
            content: PageContent::Loaded(Box::new(page)),
        });
        id
    }

    /// Drops the pages that could be gone forward to. Returns their numbers.
    pub(crate) fn forget_forward(&mut self) -> Vec<PageId> {
        self.forward.drain(..).map(|page| page.id).collect()
    }

    /// Keeps less of the pages that are farthest from the open one, until there is no more than allowed.
    pub(crate) fn shrink(&mut self) -> Dropped {
        let mut dropped = Dropped::default();
        let mut memory = self.memory();
        for (direction, index) in self.farthest_first() {
            if memory.is_allowed() {
                break;
            }
            let Some(page) = self.pages(direction).get_mut(index) else {
                continue;
            };
            let bytes = page.bytes();
            if page.unload() {
                dropped.unloaded.push(page.id);
                memory = memory.without(bytes);
            }
        }
        // What cannot be loaded again, like a pipe, is only kept as long as there is room; but always the nearest page.
        while !self.memory().is_allowed() || self.back.len() + self.forward.len() > MAX_PAGES {
            let pages = match (self.back.len(), self.forward.len()) {
                (back, forward) if back >= forward && back > 1 => &mut self.back,
                (_, forward) if forward > 1 => &mut self.forward,
                _ => break,
            };
            dropped.forgotten.push(pages.remove(0).id);
        }
        dropped
    }

    /// The direction and the index of each page, those that are farthest from the open one first.
    fn farthest_first(&self) -> Vec<(Direction, usize)> {
        let places = |direction, count: usize| (0..count).map(move |index| (direction, index));
        let mut order: Vec<_> = places(Direction::Back, self.back.len())
            .chain(places(Direction::Forward, self.forward.len()))
            .collect();
        order.sort_by_key(|&(direction, index)| {
            let count = match direction {
                Direction::Back => self.back.len(),
                Direction::Forward => self.forward.len(),
            };
            std::cmp::Reverse(count - index)
        });
        order
    }

    /// What the pages in memory take.
    fn memory(&self) -> Memory {
        let pages = self.back.iter().chain(&self.forward);
        let loaded = pages.filter(|page| matches!(page.content, PageContent::Loaded(_)));
        let none = Memory { pages: 0, bytes: 0 };
        loaded.fold(none, |memory, page| Memory {
            pages: memory.pages + 1,
            bytes: memory.bytes + page.bytes(),
        })
    }
}

/// What pages in memory take.
#[derive(Debug, Clone, Copy)]
struct Memory {
    pages: usize,
    /// The length of their texts.
    bytes: usize,
}

impl Memory {
    /// Whether it is no more than allowed.
    fn is_allowed(self) -> bool {
        self.pages <= MAX_LOADED_PAGES && self.bytes <= MAX_LOADED_BYTES
    }

    /// The same without a page of so many bytes.
    fn without(self, bytes: usize) -> Self {
        Self {
            pages: self.pages - 1,
            bytes: self.bytes - bytes,
        }
    }
}
