//! Opening and reloading articles and feeds.
//!
//! Until a new document has arrived, and if it cannot be opened, what is on the screen stays as it is.

use super::{feed_list, manual, offset_map, search, view};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::feed_list::FeedList;
use crate::app::history::PendingRestore;
use crate::app::loading::PendingLoad;
use crate::app::state::{AnalysisProgress, MainView, Origin, State, ViewPosition};
use crate::document::{Document, Feed};
use std::sync::Arc;

/// The number of latest jumps that are kept when an article is reloaded.
const MAX_KEPT_JUMPS: usize = 50;

/// Shows a document that was opened: in place of the old one, or as a new version of it.
pub(super) fn show_article(state: &mut State, document: Arc<Document>) {
    let loading = state.session.loading.take();
    if let Some(PendingLoad {
        request: OpenRequest::Manual,
        ..
    }) = &loading
    {
        manual::show(state, document);
        return;
    }
    // A feed that turns out to be an article is not a new version of the article that was open.
    let keeps_article = |loading: &PendingLoad| match loading.request {
        OpenRequest::FeedItem(_) => true,
        OpenRequest::Initial | OpenRequest::Other(_) => state.session.feed_list.is_none(),
        OpenRequest::Manual => false,
    };
    if state.reading.is_open
        && loading
            .as_ref()
            .is_some_and(|loading| loading.is_reload && keeps_article(loading))
    {
        replace_document(state, document);
        return;
    }
    let (item, origin) = match loading.map(|loading| loading.request) {
        Some(OpenRequest::FeedItem(item)) => (Some(item), state.reading.origin),
        Some(OpenRequest::Other(name)) => (None, origin_of(name.as_deref())),
        _ => (None, state.reading.origin),
    };
    let mut list = state.session.feed_list.take().filter(|_| item.is_some());
    if let Some(list) = &mut list {
        (list.open_item, list.is_visible) = (item, false);
    }
    state.session.feed_list = list;
    // The manual closes the panel for itself alone.
    if let Some(beneath) = state.under_manual.take() {
        state.screen.layout_options = beneath.screen.layout_options;
    }
    state.open(document, origin);
    view::update_layout(state);
}

/// The origin of an article opened by `name`, or of the sample article if there is no name.
fn origin_of(name: Option<&str>) -> Origin {
    name.map_or(Origin::Sample, |_| Origin::Named)
}

/// Replaces the article by a new version of it. The same words stay on the screen, and bookmarks, jumps and the selection are
/// moved along.
fn replace_document(state: &mut State, document: Arc<Document>) {
    if document == state.reading.document {
        state.message = Some("Nothing has changed".to_owned());
        return;
    }
    let old = Arc::clone(&state.reading.document);
    let map = |offset: usize| offset_map::map_offset(old.text(), offset, document.text());
    let map_jump = |jump: &ViewPosition| ViewPosition {
        top_offset: map(jump.top_offset),
        mention_offset: jump.mention_offset.map(map),
    };
    state.reading.view.anchor_offset = map(state.reading.view.anchor_offset);
    for bookmark in state.reading.history.bookmarks.values_mut() {
        *bookmark = map(*bookmark);
    }
    for jumps in [
        &mut state.reading.jumps.back,
        &mut state.reading.jumps.forward,
    ] {
        let skipped = jumps.len().saturating_sub(MAX_KEPT_JUMPS);
        *jumps = jumps.iter().skip(skipped).map(map_jump).collect();
    }
    state.screen.drag = None;
    state.reading.history.pending_restore = Some(PendingRestore {
        current_offset: state.reading.current_mention().map(|m| map(m.range.start)),
        selected_entity: state
            .reading
            .selected_entity()
            .map(|e| (e.kind, e.name.clone())),
    });
    (state.reading.current, state.reading.selected) = (None, None);
    (state.reading.filter, state.reading.marked) = (None, Vec::new());
    search::abort_prompt(state);
    state.screen.overlays.clear();
    (state.reading.pair, state.preview) = (None, None);
    state.reading.entities = Arc::default();
    state.reading.corrections.detected = Arc::default();
    state.screen.overlays.clear();
    state.reading.analysis = AnalysisProgress::UpTo(0);
    state
        .reading
        .panel
        .refresh_rows(&Arc::default(), state.session.panel_order);
    state
        .reading
        .view
        .set_document(&document, state.screen.areas.column.width);
    state.reading.document = document;
    view::update_layout(state);
    state.message = Some("Reloaded".to_owned());
}

/// After a reload, selects what was selected before as soon as the analysis has found it again.
pub(super) fn restore_selection(state: &mut State) {
    let Some(pending) = &state.reading.history.pending_restore else {
        return;
    };
    if state.reading.selected.is_none()
        && let Some((kind, name)) = &pending.selected_entity
    {
        let entities = state.reading.entities.entities().iter();
        state.reading.selected = entities
            .clone()
            .position(|entity| entity.kind == *kind && entity.name == *name);
    }
    if state.reading.current.is_none()
        && let Some(offset) = pending.current_offset
    {
        state.reading.current = state.reading.entities.mention_at(offset);
    }
    if state.reading.analysis == AnalysisProgress::Done {
        state.reading.history.pending_restore = None;
    }
}

/// Shows the list of a feed that was opened, or updates it after a reload.
pub(super) fn show_feed(state: &mut State, feed: Arc<Feed>) {
    let loading = state.session.loading.take();
    let is_reload = loading.as_ref().is_some_and(|loading| loading.is_reload);
    if let Some(OpenRequest::Other(name)) = loading.map(|loading| loading.request) {
        // What was opened from the history as an article is a feed now, so no article is open.
        state.reading.origin = origin_of(name.as_deref());
        (state.reading.is_open, state.session.feed_list) = (false, None);
    }
    state.session.feed_list = Some(match &state.session.feed_list {
        Some(list) if is_reload => {
            state.message = Some("Reloaded".to_owned());
            list.reloaded(feed)
        }
        _ => FeedList::new(feed),
    });
    feed_list::scroll_to_choice(state);
}

/// Shows why something could not be opened.
pub(super) fn report_failure(state: &mut State, message: String) {
    state.reload_failed = state
        .session
        .loading
        .take()
        .is_some_and(|loading| loading.is_reload);
    state.open_error = Some(message);
}

/// Reloads the article, or the list of the feed.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let item = match (&state.session.feed_list, state.main_view()) {
        (Some(list), MainView::Article) => list.open_item,
        _ => None,
    };
    let request = item.map_or(OpenRequest::Initial, OpenRequest::FeedItem);
    if request == OpenRequest::Initial {
        let refusal = match state.reading.origin {
            Origin::Named => None,
            Origin::Stdin => Some("Standard input cannot be reloaded"),
            Origin::Sample => Some("The sample article cannot be reloaded"),
            Origin::Manual => Some("The manual cannot be reloaded"),
        };
        if let Some(refusal) = refusal {
            state.message = Some(refusal.to_owned());
            return Vec::new();
        }
    }
    let name = match &state.session.feed_list {
        Some(list) if item.is_none() => &list.feed.source,
        _ if state.reading.is_open => &state.reading.document.meta().source,
        _ => &state.session.source_label,
    };
    let (name, is_reload) = (name.clone(), state.main_view() != MainView::NoArticle);
    state.open_error = None;
    state.session.loading = Some(PendingLoad {
        name,
        request: request.clone(),
        bytes_received: 0,
        is_reload,
    });
    vec![Effect::Open(request)]
}

/// Cancels what is being opened, if anything is.
pub(super) fn cancel(state: &mut State) -> Vec<Effect> {
    match state.session.loading.take() {
        Some(_) => vec![Effect::CancelOpen],
        None => Vec::new(),
    }
}

/// Closes one thing in an article: first cancels what is being opened, then closes what is on top, finally returns to the
/// list or from the manual.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    if state.session.loading.is_some() {
        state.message = Some("Loading cancelled".to_owned());
        return cancel(state);
    }
    if view::close_top(state) {
        return Vec::new();
    }
    if state.session.feed_list.is_some() {
        feed_list::show_list(state);
    }
    manual::close(state).unwrap_or_default()
}

/// Returns to the list, or to what the manual was opened over; quits if there is neither.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(effects) = manual::close(state) {
        return effects;
    }
    if state.session.feed_list.is_none() {
        return vec![Effect::Quit(0)];
    }
    feed_list::show_list(state);
    cancel(state)
}

/// The exit code: 1 if nothing has been opened.
pub(super) fn exit_code(state: &State) -> u8 {
    u8::from(state.main_view() == MainView::NoArticle)
}

/// Handles `action` while nothing has been opened.
pub(super) fn handle_action(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::Leave | Action::Quit => {
            let mut effects = cancel(state);
            effects.push(Effect::Quit(exit_code(state)));
            return effects;
        }
        Action::Reload if state.session.loading.is_none() => return reload(state),
        Action::ShowHelp => state.help_top = Some(0),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        // Other actions do nothing here.
        _ => {}
    }
    Vec::new()
}
