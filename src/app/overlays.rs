//! Overlays: what is open on top of the article.
//!
//! They form a stack; the topmost one receives the keys. Each has a file here with its state and with all that it does,
//! behind the trait `OverlayBehaviour`; `views` has a file of the same name that paints it. Opening, closing, what is on
//! top, and what all lists do alike stand here, once.

mod behaviour;
pub mod bookmark;
pub mod card;
pub mod help;
pub mod library;
pub mod link_hints;
pub mod list;
pub mod map;
pub mod mentioned_together;
pub mod menu;
pub mod note_preview;
pub mod panel_search;
pub mod picker;
pub mod picture;
pub mod popup;
pub mod preview;
pub mod prompt;
pub mod prompt_bar;
pub mod quote_box;
pub mod selection;
pub mod sheet;

use super::action::{Action, Mode};
use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::screen::Focus;
use super::state::State;
use super::update::{corrections, navigation, panel, pipe, search, view};
use super::{MouseEvent, MouseEventKind};
use crate::entities::{Entities, MentionId};
use crate::layout::Rect;
pub use behaviour::{Extent, KeyHints};
pub(crate) use behaviour::{Outcome, OverlayBehaviour};
use bookmark::BookmarkPrompt;
use card::Card;
use help::Help;
use library::lists::LibraryOverlay;
use library::page::{LibraryPage, PageLayout};
use link_hints::LinkHints;
use map::WorldMap;
use mentioned_together::CooccurrenceList;
use menu::Menu;
use note_preview::NotePreview;
use panel_search::PanelSearch;
use picker::Picker;
use picture::PictureViewer;
use preview::Preview;
use prompt::Prompt;
use prompt_bar::PromptBar;
use selection::Selection;
use std::sync::Arc;

/// The largest number of overlays on the stack; beyond it the lowest are dropped.
const MAX_OVERLAYS: usize = 16;

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
    /// A picture of the article.
    Picture(PictureViewer),
    /// The lists of the library.
    Library(LibraryOverlay),
    /// The page of a person or a country in the library.
    LibraryPage(LibraryPage),
    /// The search of the panel, typed in the panel itself.
    PanelSearch(PanelSearch),
    /// Waiting for the letter of a bookmark.
    BookmarkPrompt(BookmarkPrompt),
    /// Labels on the visible links.
    LinkHints(LinkHints),
    /// The preview of a name, which any key closes.
    Preview(Preview),
    /// The preview of a note, which any key closes.
    NotePreview(NotePreview),
    /// The help screen.
    Help(Help),
}

impl Overlay {
    fn behaviour(&self) -> &dyn OverlayBehaviour {
        match self {
            Self::Card(card) => card,
            Self::Cooccurrences(list) => list,
            Self::WorldMap(map) => map,
            Self::Menu(menu) => menu,
            Self::Prompt(prompt) => prompt,
            Self::Selection(selection) => selection,
            Self::Picker(picker) => picker,
            Self::Picture(viewer) => viewer,
            Self::Library(lists) => lists,
            Self::LibraryPage(page) => page,
            Self::PanelSearch(search) => search,
            Self::BookmarkPrompt(prompt) => prompt,
            Self::LinkHints(hints) => hints,
            Self::Preview(preview) => preview,
            Self::NotePreview(preview) => preview,
            Self::Help(help) => help,
        }
    }

    fn behaviour_mut(&mut self) -> &mut dyn OverlayBehaviour {
        match self {
            Self::Card(card) => card,
            Self::Cooccurrences(list) => list,
            Self::WorldMap(map) => map,
            Self::Menu(menu) => menu,
            Self::Prompt(prompt) => prompt,
            Self::Selection(selection) => selection,
            Self::Picker(picker) => picker,
            Self::Picture(viewer) => viewer,
            Self::Library(lists) => lists,
            Self::LibraryPage(page) => page,
            Self::PanelSearch(search) => search,
            Self::BookmarkPrompt(prompt) => prompt,
            Self::LinkHints(hints) => hints,
            Self::Preview(preview) => preview,
            Self::NotePreview(preview) => preview,
            Self::Help(help) => help,
        }
    }

    /// The mode whose keys apply while it is on top.
    pub fn mode(&self) -> Mode {
        self.behaviour().mode()
    }

    /// The most useful keys.
    pub fn key_hints(&self, state: &State) -> KeyHints {
        self.behaviour().key_hints(state)
    }

    /// How much of the screen it takes.
    pub fn extent(&self) -> Extent {
        self.behaviour().extent()
    }

    /// The frame on which its key hints stand; `None` if they are on the status line.
    pub fn hint_frame(&self, state: &State) -> Option<Rect> {
        if !popup::have_frames(state.screen.body()) {
            return None;
        }
        Some(match self {
            Self::Card(card) => card::CardLayout::new(state, card).popup.outer,
            Self::Cooccurrences(list) => list.layout(state).popup.outer,
            Self::Picker(picker) => picker.layout(state).popup.outer,
            Self::Picture(viewer) => viewer.layout(state)?.popup.outer,
            Self::Library(lists) => library::lists::LibraryLayout::new(state, lists).popup.outer,
            Self::LibraryPage(page) => PageLayout::new(state, page).popup.outer,
            Self::Help(_) => help::Help::layout(state).popup.outer,
            Self::Menu(menu) => PromptBar::new(state, menu.bar_spec()).area,
            Self::Prompt(prompt) => PromptBar::new(state, prompt.bar_spec()).area,
            Self::BookmarkPrompt(prompt) if state.screen.shows_next_keys => {
                PromptBar::new(state, prompt.bar_spec(state)).area
            }
            Self::WorldMap(_)
            | Self::Selection(_)
            | Self::PanelSearch(_)
            | Self::BookmarkPrompt(_)
            | Self::LinkHints(_)
            | Self::Preview(_)
            | Self::NotePreview(_) => return None,
        })
    }

    /// Whether it receives the keys while it is on top. All but the previews do.
    pub fn takes_keys(&self) -> bool {
        !matches!(self, Self::Preview(_) | Self::NotePreview(_))
    }
}

/// Opens what `action` opens, over the text. Returns whether it opens anything.
pub(super) fn open(state: &mut State, action: Action) -> bool {
    match action {
        Action::Choose => card::open_for_current(state),
        Action::Preview => preview::open(state),
        Action::ShowMentionedTogether => mentioned_together::open_for_current(state),
        Action::ShowMap => map::open(state, None),
        Action::ShowContents => picker::open_contents(state),
        Action::ShowJumpList => picker::open_jump_list(state),
        Action::ShowCommands => picker::open_commands(state),
        Action::SearchPanel => panel_search::open(state),
        Action::Search => search::open_prompt(state),
        Action::SetBookmark => bookmark::open(state, BookmarkPrompt::Set),
        Action::GoToBookmark => bookmark::open(state, BookmarkPrompt::GoTo),
        Action::OpenLink => link_hints::open(state),
        Action::ShowPicture => picture::open(state),
        Action::SelectText => selection::open(state),
        Action::Pipe => pipe::open_prompt(state, None),
        Action::Reject | Action::Merge | Action::Split | Action::Rename => {
            corrections::open_for_current(state, action);
        }
        _ => return false,
    }
    true
}

/// Opens an overlay on top.
pub(super) fn push(state: &mut State, overlay: Overlay) {
    close_preview(state);
    state.screen.overlays.push(overlay);
    reveal_top(state);
}

/// Closes the preview of a name or a note. Returns whether there was one.
pub(super) fn close_preview(state: &mut State) -> bool {
    let is_preview = |overlay: &mut Overlay| !overlay.takes_keys();
    state.screen.overlays.pop_if(is_preview).is_some()
}

/// Closes all overlays, and the panel if it is a drawer over the text.
pub(super) fn close_all(state: &mut State) {
    state.screen.overlays.clear();
    state.screen.focus = Focus::Text;
    view::close_drawer(state);
}

/// Closes all overlays, goes to `mention`, and selects its entity.
pub(super) fn go_to_mention(state: &mut State, mention: MentionId) -> Outcome {
    close_all(state);
    let entity = state.reading.entities.mention(mention).entity;
    navigation::jump_to_mention(state, mention);
    panel::select_entity(state, Some(entity));
    Outcome::close()
}

/// Handles `command` in the overlay on top.
pub(super) fn handle_command(state: &mut State, command: Command) -> Vec<Effect> {
    with_top(state, |overlay, state| {
        if let Some(outcome) = overlay.on_command(state, command) {
            return outcome;
        }
        if let Some(rows) = command.rows(overlay.visible_rows(state)) {
            overlay.move_choice(state, rows);
            return Outcome::stay();
        }
        match command.action {
            Action::Choose => overlay.on_choose(state),
            Action::Close => overlay.on_close(state),
            _ => {
                Outcome::stay().with(view::common_action(state, command.action).unwrap_or_default())
            }
        }
    })
}

/// Handles a key that is not bound in the overlay on top.
pub(super) fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    with_top(state, |overlay, state| overlay.on_key(state, key))
}

/// Pastes `text` into the overlay on top; `None` if nothing is typed there.
pub(super) fn handle_paste(state: &mut State, text: &str) -> Option<Vec<Effect>> {
    let mut pasted = false;
    let effects = with_top(state, |overlay, state| {
        let outcome = overlay.edit(state, &|input| input.insert(text));
        pasted = outcome.is_some();
        outcome.unwrap_or_default()
    });
    pasted.then_some(effects)
}

/// Handles a mouse event over the overlay on top.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    if mouse.kind == MouseEventKind::Press {
        state.messages.clear_notice();
    }
    with_top(state, |overlay, state| overlay.on_mouse(state, mouse))
}

/// Takes the overlay on top off the stack for `handle`, and puts it back unless it closes. What `handle` has opened stays
/// above it.
fn with_top(
    state: &mut State,
    handle: impl FnOnce(&mut dyn OverlayBehaviour, &mut State) -> Outcome,
) -> Vec<Effect> {
    let Some(mut overlay) = state.screen.overlays.pop() else {
        return Vec::new();
    };
    let depth = state.screen.overlays.len();
    let entities = Arc::clone(&state.reading.entities);
    let outcome = handle(overlay.behaviour_mut(), state);
    let is_current = Arc::ptr_eq(&entities, &state.reading.entities);
    if !outcome.closes && (is_current || overlay.behaviour_mut().remap(state, &entities)) {
        let depth = depth.min(state.screen.overlays.len());
        state.screen.overlays.insert(depth, overlay);
    }
    let excess = state.screen.overlays.len().saturating_sub(MAX_OVERLAYS);
    state.screen.overlays.drain(..excess);
    reveal_top(state);
    outcome.effects
}

/// Scrolls the overlay on top so that its chosen row shows, and closes it if there is no room for it any more.
pub(super) fn reveal_top(state: &mut State) {
    if let Some(mut overlay) = state.screen.overlays.pop()
        && overlay.behaviour_mut().reveal(state)
    {
        state.screen.overlays.push(overlay);
    }
}

/// Updates all overlays after the entities `old` were replaced, and closes those with nothing left to show.
pub(super) fn remap_all(state: &mut State, old: &Entities) {
    let mut overlays = std::mem::take(&mut state.screen.overlays);
    overlays.retain_mut(|overlay| overlay.behaviour_mut().remap(state, old));
    state.screen.overlays = overlays;
    reveal_top(state);
}
