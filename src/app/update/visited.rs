//! Leaving a page for another one, and going back and forward among them.

use super::{corrections, feed_list, loading, manual, navigation, scroll, view};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::messages::Messages;
use crate::app::options::Origin;
use crate::app::reading::history::{PendingRestore, ReadingPlace};
use crate::app::screen::Screen;
use crate::app::state::{AnalysisProgress, MainView, State};
use crate::app::visited::{Direction, PageContent, PageId, PageState, UnloadedPage};
use crate::document::{Document, TextAnchor};
use std::sync::Arc;

/// Puts aside what is open, because something else that was asked for takes its place.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let forgotten = state.session.visited.forget_forward();
    let mut effects: Vec<Effect> = forgotten.into_iter().map(Effect::ForgetPage).collect();
    effects.extend(keep_current(state, Direction::Back));
    effects
}

/// Puts aside what is open, as the next page in `direction`. Keeps less of the others if there are too many.
fn keep_current(state: &mut State, direction: Direction) -> Vec<Effect> {
    let name = match (state.main_view(), &state.session.feed_list) {
        (MainView::NoArticle, _) => return Vec::new(),
        (MainView::FeedList, Some(list)) => list.feed.title.clone(),
        (MainView::FeedList | MainView::Article, _) => {
            let meta = state.reading.document.meta();
            meta.title.clone().unwrap_or_else(|| meta.source.clone())
        }
    };
    state.session.has_source_changed = false;
    let page = PageState::take(state);
    // The manual closes the panel for itself alone.
    if let Some(beneath) = &page.under_manual {
        state.screen.layout_options = beneath.screen.layout_options;
    }
    let id = state.session.visited.push(direction, name, page);
    let dropped = state.session.visited.shrink();
    let unloaded = dropped.unloaded.into_iter().map(Effect::UnloadPage);
    let forgotten = dropped.forgotten.into_iter().map(Effect::ForgetPage);
    let kept = std::iter::once(Effect::KeepPage(id));
    kept.chain(unloaded).chain(forgotten).collect()
}

/// Goes to the page before, or forward to the next one; `None` if there is none. A page that is no longer in memory is
/// loaded first.
pub(super) fn go(state: &mut State, direction: Direction) -> Option<Vec<Effect>> {
    let next = state.session.visited.next(direction)?;
    if let PageContent::Unloaded(_) = next.content {
        let (name, id) = (next.name.clone(), next.id);
        return Some(loading::open(state, name, OpenRequest::Page(id)));
    }
    let page = state.session.visited.pop(direction)?;
    let PageContent::Loaded(content) = page.content else {
        return None;
    };
    let mut effects = loading::cancel(state);
    effects.extend(state.history_snapshot().map(Effect::SavePosition));
    effects.push(Effect::ShowPage(page.id));
    let everywhere = (state.reading.analysis == AnalysisProgress::Done)
        .then(|| state.reading.corrections.corrections.everywhere.clone());
    effects.extend(keep_current(state, opposite(direction)));
    state.messages = Messages::default();
    restore(state, *content);
    if let Some(everywhere) = everywhere {
        state.reading.corrections.corrections.everywhere = everywhere;
        corrections::reapply(state);
    }
    notice_of_arrival(state, direction);
    Some(effects)
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Back => Direction::Forward,
        Direction::Forward => Direction::Back,
    }
}

/// Makes `page` what is open again, as it was left, on a screen that may have another size now.
pub(super) fn restore(state: &mut State, page: PageState) {
    let size = state.screen.size;
    (state.reading, state.session.feed_list) = (page.reading, page.feed_list);
    state.under_manual = page.under_manual;
    state.screen = Screen {
        size,
        ..page.screen
    };
    // The confidence or the order of the panel may have been changed meanwhile.
    corrections::reapply(state);
    view::update_layout(state);
}

/// Says how to go on, so that nobody looks for the page that was left.
fn notice_of_arrival(state: &mut State, direction: Direction) {
    let mode = state.mode();
    let key = state.key_hint_in(mode, Action::GoForward);
    if direction == Direction::Back && !key.is_empty() {
        state.notice(format!("Back where you were · {key} goes forward again"));
    }
}

/// Shows `document`, which has been loaded again for the page with this number, at the place where it was left.
pub(super) fn show_again(state: &mut State, id: PageId, document: Arc<Document>) -> Vec<Effect> {
    let page = state.session.visited.take(id);
    let place = page.and_then(|(direction, page)| match page.content {
        PageContent::Unloaded(place) => Some((direction, place)),
        PageContent::Loaded(_) => None,
    });
    let Some((direction, place)) = place else {
        return loading::show_other(state, document, Origin::Named, None);
    };
    let effects = keep_current(state, opposite(direction));
    let size = state.screen.size;
    state.screen = Screen {
        size,
        ..place.screen.clone()
    };
    state.open(document, place.origin);
    state.screen.overlays.clone_from(&place.screen.overlays);
    view::update_layout(state);
    restore_place(state, &place);
    notice_of_arrival(state, direction);
    effects
}

/// Goes to the place at which the article was left, as far as its text still has it.
fn restore_place(state: &mut State, place: &UnloadedPage) {
    let document = Arc::clone(&state.reading.document);
    let find = |anchor: &TextAnchor| anchor.find(document.text());
    let history = &mut state.reading.history;
    // What the history has stored is older.
    history.has_input = true;
    history.pending_restore = Some(PendingRestore {
        current_offset: place.mention.as_ref().and_then(find),
        selected_entity: place.selected.clone(),
    });
    let bookmarks = place.bookmarks.iter();
    history.bookmarks = bookmarks
        .filter_map(|(&letter, anchor)| Some((letter, find(anchor)?)))
        .collect();
    let left_place = place.left_place.as_ref();
    history.left_place = left_place.and_then(|(anchor, share)| {
        let offset = find(anchor)?;
        Some(ReadingPlace {
            offset,
            share: *share,
            visible: offset..offset,
        })
    });
    if let Some(offset) = find(&place.position) {
        scroll::scroll_to_offset(state, offset);
    }
}

/// Goes back by `times` jumps. Before the first jump in an article, goes to what the manual was opened over, to the list of the
/// feed, or to the page before.
pub(super) fn go_back(state: &mut State, times: usize) -> Vec<Effect> {
    if state.reading.jumps.back.is_empty() {
        if let Some(effects) = manual::close(state) {
            return effects;
        }
        if state.session.feed_list.is_some() {
            feed_list::show_list(state);
            return Vec::new();
        }
        if let Some(effects) = go(state, Direction::Back) {
            return effects;
        }
    }
    navigation::go_back(state, times);
    Vec::new()
}

/// Goes forward again by `times` jumps, or after the last one to the page that was gone back from.
pub(super) fn go_forward(state: &mut State, times: usize) -> Vec<Effect> {
    if state.reading.jumps.forward.is_empty()
        && let Some(effects) = go(state, Direction::Forward)
    {
        return effects;
    }
    navigation::go_forward(state, times);
    Vec::new()
}

/// Goes from the list of a feed to the page before or, if `direction` says so, forward.
pub(super) fn go_from_list(state: &mut State, direction: Direction) -> Vec<Effect> {
    go(state, direction).unwrap_or_else(|| {
        state.notice(match direction {
            Direction::Back => "No article to go back to",
            Direction::Forward => "No article to go forward to",
        });
        Vec::new()
    })
}
