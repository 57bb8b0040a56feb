//! Overlays: what is open on top of the article.
//!
//! They form a stack; the topmost one receives the keys. Each has a module here for its state, one in `update` for its
//! keys, and one in `views` that paints it.

use super::action::Mode;
use super::bookmarks::BookmarkPrompt;
use super::card::Card;
use super::cooccurrence::CooccurrenceList;
use super::link_hints::LinkHints;
use super::menu::Menu;
use super::picker::Picker;
use super::prompt::Prompt;
use super::selection::Selection;
use super::world_map::WorldMap;

/// Something open on top of the article.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The card of an entity.
    Card(Card),
    /// The people and countries mentioned together.
    Cooccurrences(CooccurrenceList),
    /// The countries of the article on a world map.
    WorldMap(WorldMap),
    /// A question with answers to choose from.
    Menu(Menu),
    /// A line of text being typed.
    Prompt(Prompt),
    /// A selection of text; the article stays visible.
    Selection(Selection),
    /// A list with fuzzy search.
    Picker(Picker),
    /// The search of the panel, typed in the panel itself.
    PanelSearch,
    /// Waiting for the letter of a bookmark.
    BookmarkPrompt(BookmarkPrompt),
    /// Labels on the visible links.
    LinkHints(LinkHints),
}

impl Overlay {
    /// The key mode while this overlay is the topmost.
    pub fn mode(&self) -> Mode {
        match self {
            Self::Card(_) => Mode::Card,
            Self::Cooccurrences(_) => Mode::MentionedTogether,
            Self::WorldMap(_) => Mode::Map,
            Self::Menu(menu) if menu.input.is_none() => Mode::Question,
            Self::Menu(_) => Mode::Menu,
            Self::Prompt(_) => Mode::Prompt,
            Self::Selection(_) => Mode::Selection,
            Self::Picker(_) => Mode::Picker,
            Self::PanelSearch => Mode::PanelSearch,
            Self::BookmarkPrompt(_) => Mode::Bookmark,
            Self::LinkHints(_) => Mode::LinkHints,
        }
    }
}
