//! Opening and reloading articles and feeds.
//!
//! Until a new document has arrived, and if it cannot be opened, what is on the screen stays as it is.

use super::{feed_list, manual, offset_map, search, view};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::feed_list::FeedList;
use crate::app::history::PendingRestore;
use crate::app::loading::PendingLoad;
use crate::app::reading_time::estimate_minutes;
use crate::app::state::{AnalysisProgress, MainView, Origin, State, ViewPosition};
use crate::document::{Document, Feed};
use crate::layout::Flow;
use std::sync::Arc;

/// The number of latest jumps that are kept when an article is reloaded.
const MAX_KEPT_JUMPS: usize = 50;

/// Shows a document that was opened: in place of the old one, or as a new version of it.
pub(super) fn show_article(state: &mut State, document: Arc<Document>) {
    let loading = state.loading.take();
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
        OpenRequest::Initial | OpenRequest::Other(_) => state.feed_list.is_none(),
        OpenRequest::Manual => false,
    };
    if state.has_article
        && loading
            .as_ref()
            .is_some_and(|loading| loading.is_reload && keeps_article(loading))
    {
        replace_document(state, document);
        return;
    }
    let item = loading.and_then(|loading| match loading.request {
        OpenRequest::FeedItem(item) => Some(item),
        OpenRequest::Initial | OpenRequest::Manual => None,
        OpenRequest::Other(name) => {
            state.options.origin = origin_of(name.as_deref());
            None
        }
    });
    let mut list = state.feed_list.take().filter(|_| item.is_some());
    if let Some(list) = &mut list {
        (list.open_item, list.is_visible) = (item, false);
    }
    let fresh = State::new(Arc::clone(&document), state.size, state.options.clone());
    let search_state = search::take_history(state);
    // The manual closes the panel for itself alone.
    let under_manual = state.under_manual.as_ref();
    let layout_options = under_manual.map_or(state.layout_options, |under| under.layout_options);
    let (highlights, order) = (state.highlights, state.panel.order);
    let min_confidence = state.min_confidence;
    let command_history = std::mem::take(&mut state.command_history);
    *state = State {
        min_confidence,
        search_state,
        feed_list: list,
        command_history,
        ..fresh
    };
    (state.layout_options, state.highlights, state.panel.order) =
        (layout_options, highlights, order);
    state.flow = Flow::new(document, state.areas.column.width);
    view::update_layout(state);
}

/// The origin of an article opened by `name`, or of the sample article if there is no name.
fn origin_of(name: Option<&str>) -> Origin {
    name.map_or(Origin::Sample, |_| Origin::Named)
}

/// Replaces the article by a new version of it. The same words stay on the screen, and bookmarks, jumps and the selection are
/// moved along.
fn replace_document(state: &mut State, document: Arc<Document>) {
    if document == state.document {
        state.message = Some("Nothing has changed".to_owned());
        return;
    }
    let old = Arc::clone(&state.document);
    let map = |offset: usize| offset_map::map_offset(old.text(), offset, document.text());
    let map_jump = |jump: &ViewPosition| ViewPosition {
        top_offset: map(jump.top_offset),
        mention_offset: jump.mention_offset.map(map),
    };
    state.anchor_offset = map(state.anchor_offset);
    for bookmark in state.bookmarks.values_mut() {
        *bookmark = map(*bookmark);
    }
    for jumps in [&mut state.back_jumps, &mut state.forward_jumps] {
        let skipped = jumps.len().saturating_sub(MAX_KEPT_JUMPS);
        *jumps = jumps.iter().skip(skipped).map(map_jump).collect();
    }
    state.drag = None;
    state.pending_restore = Some(PendingRestore {
        current_offset: state.current_mention().map(|m| map(m.range.start)),
        selected_entity: state.selected_entity().map(|e| (e.kind, e.name.clone())),
    });
    (state.current, state.selected) = (None, None);
    (state.paragraph_filter, state.marked) = (None, Vec::new());
    search::abort_prompt(state);
    state.overlays.clear();
    (state.pair, state.preview) = (None, None);
    state.entities = Arc::default();
    state.corrections.detected = Arc::default();
    state.overlays.clear();
    state.analysis = AnalysisProgress::UpTo(0);
    state.panel.refresh_rows(&Arc::default());
    state.reading_minutes = estimate_minutes(document.text());
    state.flow = Flow::new(Arc::clone(&document), state.areas.column.width);
    state.document = document;
    view::update_layout(state);
    state.message = Some("Reloaded".to_owned());
}

/// After a reload, selects what was selected before as soon as the analysis has found it again.
pub(super) fn restore_selection(state: &mut State) {
    let Some(pending) = &state.pending_restore else {
        return;
    };
    if state.selected.is_none()
        && let Some((kind, name)) = &pending.selected_entity
    {
        let entities = state.entities.entities().iter();
        state.selected = entities
            .clone()
            .position(|entity| entity.kind == *kind && entity.name == *name);
    }
    if state.current.is_none()
        && let Some(offset) = pending.current_offset
    {
        state.current = state.entities.mention_at(offset);
    }
    if state.analysis == AnalysisProgress::Done {
        state.pending_restore = None;
    }
}

/// Shows the list of a feed that was opened, or updates it after a reload.
pub(super) fn show_feed(state: &mut State, feed: Arc<Feed>) {
    let loading = state.loading.take();
    let is_reload = loading.as_ref().is_some_and(|loading| loading.is_reload);
    if let Some(OpenRequest::Other(name)) = loading.map(|loading| loading.request) {
        // What was opened from the history as an article is a feed now, so no article is open.
        state.options.origin = origin_of(name.as_deref());
        (state.has_article, state.feed_list) = (false, None);
    }
    state.feed_list = Some(match &state.feed_list {
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
        .loading
        .take()
        .is_some_and(|loading| loading.is_reload);
    state.open_error = Some(message);
}

/// Reloads the article, or the list of the feed.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let item = match (&state.feed_list, state.main_view()) {
        (Some(list), MainView::Article) => list.open_item,
        _ => None,
    };
    let request = item.map_or(OpenRequest::Initial, OpenRequest::FeedItem);
    if request == OpenRequest::Initial {
        let refusal = match state.options.origin {
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
    let name = match &state.feed_list {
        Some(list) if item.is_none() => &list.feed.source,
        _ if state.has_article => &state.document.meta().source,
        _ => &state.source_label,
    };
    let (name, is_reload) = (name.clone(), state.main_view() != MainView::NoArticle);
    state.open_error = None;
    state.loading = Some(PendingLoad {
        name,
        request: request.clone(),
        bytes_received: 0,
        is_reload,
    });
    vec![Effect::Open(request)]
}

/// Cancels what is being opened, if anything is.
pub(super) fn cancel(state: &mut State) -> Vec<Effect> {
    match state.loading.take() {
        Some(_) => vec![Effect::CancelOpen],
        None => Vec::new(),
    }
}

/// Closes one thing in an article: first cancels what is being opened, then closes what is on top, finally returns to the
/// list or from the manual.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    if state.loading.is_some() {
        state.message = Some("Loading cancelled".to_owned());
        return cancel(state);
    }
    if view::close_top(state) {
        return Vec::new();
    }
    if state.feed_list.is_some() {
        feed_list::show_list(state);
    }
    manual::close(state).unwrap_or_default()
}

/// Returns to the list, or to what the manual was opened over; quits if there is neither.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(effects) = manual::close(state) {
        return effects;
    }
    if state.feed_list.is_none() {
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
        Action::Reload if state.loading.is_none() => return reload(state),
        Action::ShowHelp => state.help_top = Some(0),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        // Other actions do nothing here.
        _ => {}
    }
    Vec::new()
}
