//! Opening and reloading articles and feeds.
//!
//! Until a new document has arrived, and if it cannot be opened, what is on the screen stays as it is.

use super::{
    feed_list, filter, links, manual, offset_map, panel, search, view, visited, whole_page,
};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::feed_list::FeedList;
use crate::app::loading::{PendingLoad, PlaceToShow};
use crate::app::messages::Level;
use crate::app::reading::history::PendingRestore;
use crate::app::state::{AnalysisProgress, MainView, Origin, State, ViewPosition};
use crate::document::{Document, Feed};
use std::sync::Arc;

/// The number of latest jumps that are kept when an article is reloaded.
const MAX_KEPT_JUMPS: usize = 50;

/// Shows a document that was opened: in place of the old one, or as a new version of it.
pub(super) fn show_article(state: &mut State, document: Arc<Document>) -> Vec<Effect> {
    let loading = state.session.loading.take();
    if let Some(PendingLoad {
        request: OpenRequest::Manual,
        ..
    }) = &loading
    {
        manual::show(state, document);
        return Vec::new();
    }
    // A feed that turns out to be an article is not a new version of the article that was open.
    let keeps_article = |loading: &PendingLoad| match loading.request {
        OpenRequest::FeedItem(_) => true,
        OpenRequest::Initial | OpenRequest::Other(_) => state.session.feed_list.is_none(),
        OpenRequest::Manual | OpenRequest::Page(_) => false,
    };
    if state.reading.is_open
        && loading
            .as_ref()
            .is_some_and(|loading| loading.is_reload && keeps_article(loading))
    {
        replace_document(state, document);
        return Vec::new();
    }
    let place = loading.as_ref().and_then(|it| it.place.clone());
    let (item, origin) = match loading.map(|loading| loading.request) {
        Some(OpenRequest::Page(id)) => return visited::show_again(state, id, document),
        Some(OpenRequest::FeedItem(item)) => (Some(item), state.reading.origin),
        Some(OpenRequest::Other(name)) => {
            return show_other(state, document, origin_of(name.as_deref()), place);
        }
        _ => (None, state.reading.origin),
    };
    state.session.has_source_changed = false;
    let mut list = state.session.feed_list.take().filter(|_| item.is_some());
    if let Some(list) = &mut list {
        (list.open_item, list.is_visible) = (item, false);
    }
    state.session.feed_list = list;
    state.open(document, origin);
    view::update_layout(state);
    Vec::new()
}

/// Shows a document that was opened in place of the one before, which can be gone back to; at `place`, if there is one and it
/// is found.
pub(super) fn show_other(
    state: &mut State,
    document: Arc<Document>,
    origin: Origin,
    place: Option<PlaceToShow>,
) -> Vec<Effect> {
    let effects = visited::leave(state);
    // Over the new article a drawer would only be in the way. Whoever goes back finds it as it was.
    state.screen.layout_options.drawer = false;
    state.open(document, origin);
    view::update_layout(state);
    match place {
        Some(PlaceToShow::Fragment(fragment)) => links::go_to_fragment(state, &fragment),
        Some(PlaceToShow::Words(anchor)) => links::go_to_words(state, &anchor),
        None => {}
    }
    effects
}

/// Shows the text that has arrived so far of what is being loaded.
pub(super) fn show_part(state: &mut State, document: Arc<Document>) {
    let Some(loading) = &mut state.session.loading else {
        return;
    };
    if std::mem::replace(&mut loading.is_shown, true) {
        extend(state, document);
        return;
    }
    state.open(document, state.reading.origin);
    view::update_layout(state);
}

/// Shows the complete text of the article, of which only the beginning has been shown so far.
pub(super) fn show_rest(state: &mut State, document: Arc<Document>) {
    state.session.loading.take_if(|loading| loading.is_shown);
    if let Some(notice) = whole_page::loading_notice(&document, &state.session.keymap) {
        state.notice(notice);
    }
    extend(state, document);
}

/// Replaces the beginning of an article by more of it. What is on the screen stays there, also if it is parsed differently now.
fn extend(state: &mut State, document: Arc<Document>) {
    if document.text().starts_with(state.reading.document.text()) {
        view::extend_document(state, document);
    } else {
        remap_to(state, document);
    }
}

/// The origin of an article opened by `name`, or of the sample article if there is no name.
fn origin_of(name: Option<&str>) -> Origin {
    name.map_or(Origin::Sample, |_| Origin::Named)
}

/// Replaces the article by a new version of it. The same words stay on the screen, and bookmarks, jumps and the selection are
/// moved along.
fn replace_document(state: &mut State, document: Arc<Document>) {
    state.session.pictures.forget();
    if document == state.reading.document {
        state.notice("Nothing has changed");
        return;
    }
    let shown_before = state.reading.document.meta().page_text;
    remap_to(state, document);
    let notice = whole_page::change_notice(state, shown_before);
    state.notice(notice.unwrap_or_else(|| "Reloaded".to_owned()));
}

/// Replaces the text by another version of it. Everything that refers to a place in it is moved along.
fn remap_to(state: &mut State, document: Arc<Document>) {
    let old = Arc::clone(&state.reading.document);
    let map = |offset: usize| offset_map::map_offset(old.text(), offset, document.text());
    let map_jump = |jump: &ViewPosition| ViewPosition {
        top_offset: map(jump.top_offset),
        mention_offset: jump.mention_offset.map(map),
    };
    search::abort_prompt(state);
    state.screen.overlays.clear();
    state.screen.drag = None;
    let reading = &mut state.reading;
    reading.view.anchor_offset = map(reading.view.anchor_offset);
    if let Some(left) = &mut reading.history.left_place {
        left.move_along((old.text().len(), document.text().len()), map);
    }
    for bookmark in reading.history.bookmarks.values_mut() {
        *bookmark = map(*bookmark);
    }
    for jumps in [&mut reading.jumps.back, &mut reading.jumps.forward] {
        let skipped = jumps.len().saturating_sub(MAX_KEPT_JUMPS);
        *jumps = jumps.iter().skip(skipped).map(map_jump).collect();
    }
    let current = reading.current_mention();
    let selected = reading.selected_entity();
    reading.history.pending_restore = Some(PendingRestore {
        current_offset: current.map(|mention| map(mention.range.start)),
        selected_entity: selected.map(|entity| (entity.kind, entity.name.clone())),
    });
    (reading.current, reading.selected, reading.pair) = (None, None, None);
    (reading.filter, reading.marked) = (None, Vec::new());
    (reading.entities, reading.corrections.detected) = (Arc::default(), Arc::default());
    reading.analysis = AnalysisProgress::UpTo(0);
    let width = state.screen.areas.column.width;
    reading.view.set_document(&document, width);
    reading.document = document;
    panel::refresh_rows(state);
    view::update_layout(state);
}

/// After a reload, selects what was selected before as soon as the analysis has found it again.
pub(super) fn restore_selection(state: &mut State) {
    let reading = &mut state.reading;
    let Some(pending) = &reading.history.pending_restore else {
        return;
    };
    if reading.selected.is_none()
        && let Some((kind, name)) = &pending.selected_entity
    {
        reading.selected = reading.entities.find(*kind, name);
    }
    if reading.current.is_none()
        && let Some(offset) = pending.current_offset
    {
        reading.current = reading.entities.mention_at(offset);
    }
    if reading.analysis == AnalysisProgress::Done {
        reading.history.pending_restore = None;
    }
}

/// Shows the list of a feed that was opened, or updates it after a reload.
pub(super) fn show_feed(state: &mut State, feed: Arc<Feed>) -> Vec<Effect> {
    let loading = state.session.loading.take();
    let is_reload = loading.as_ref().is_some_and(|loading| loading.is_reload);
    let mut effects = Vec::new();
    let other = match loading.map(|loading| loading.request) {
        Some(OpenRequest::Other(name)) => {
            feed_list::note_opened(state, name.as_deref().unwrap_or_default());
            Some(origin_of(name.as_deref()))
        }
        // What was an article is a feed now.
        Some(OpenRequest::Page(id)) => state.session.visited.take(id).map(|_| Origin::Named),
        _ => None,
    };
    if let Some(origin) = other {
        effects = visited::leave(state);
        // No article of it is open.
        state.reading.origin = origin;
        (state.reading.is_open, state.session.feed_list) = (false, None);
    }
    state.session.feed_list = Some(match &state.session.feed_list {
        Some(list) if is_reload => {
            let notice = feed_list::reload_notice(&feed);
            state.messages.notice(notice);
            list.reloaded(feed)
        }
        _ => FeedList::new(feed),
    });
    state.screen.overlays.clear();
    feed_list::scroll_to_choice(state);
    effects
}

/// Shows why something could not be opened.
pub(super) fn report_failure(state: &mut State, text: String) {
    let loading = state.session.loading.take();
    let is_shown = loading.as_ref().is_some_and(|loading| loading.is_shown);
    let is_reload = loading.is_some_and(|loading| loading.is_reload);
    let heading = match state.main_view() {
        MainView::Article if is_shown => "Could not read all of it",
        MainView::Article if is_reload => "Could not reload: showing the earlier version",
        _ => "Could not open",
    };
    state.messages.dismiss(Level::Error);
    state.messages.show(Level::Error, heading, text);
}

/// Asks for what `request` says, which messages call `name`.
pub(super) fn open(state: &mut State, name: String, request: OpenRequest) -> Vec<Effect> {
    state.session.loading = Some(PendingLoad {
        name,
        request: request.clone(),
        bytes_received: 0,
        is_reload: false,
        is_shown: false,
        place: None,
    });
    vec![Effect::Open(request)]
}

/// Reloads the article, or the list of the feed. Of a web page as much is shown as now.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    reload_with(state, whole_page::shown(state))
}

/// Reloads the article, or the list of the feed; a web page with all its text or only its article, if `whole_page` says so.
pub(super) fn reload_with(state: &mut State, whole_page: Option<bool>) -> Vec<Effect> {
    let item = match (&state.session.feed_list, state.main_view()) {
        (Some(list), MainView::Article) => list.open_item,
        _ => None,
    };
    let request = item.map_or(OpenRequest::Initial, OpenRequest::FeedItem);
    if request == OpenRequest::Initial {
        let refusal = match state.reading.origin {
            Origin::Named | Origin::Feeds => None,
            Origin::Stdin => Some("Standard input cannot be reloaded"),
            Origin::Sample => Some("The sample article cannot be reloaded"),
            Origin::Manual => Some("The manual cannot be reloaded"),
        };
        if let Some(refusal) = refusal {
            state.notice(refusal);
            return Vec::new();
        }
    }
    let name = match &state.session.feed_list {
        Some(list) if item.is_none() => &list.feed.source,
        _ if state.reading.is_open => &state.reading.document.meta().source,
        _ => &state.session.source_label,
    };
    let (name, is_reload) = (name.clone(), state.main_view() != MainView::NoArticle);
    state.messages.dismiss(Level::Error);
    let effects = open(state, name, request.clone());
    if let Some(loading) = &mut state.session.loading {
        loading.is_reload = is_reload;
    }
    match whole_page {
        Some(whole_page) => vec![Effect::Reopen {
            request,
            whole_page,
        }],
        None => effects,
    }
}

/// Reloads the article if its file has changed, as soon as nothing is open that this would close, and nothing else is being
/// loaded.
pub(super) fn follow_change(state: &mut State) -> Vec<Effect> {
    let is_free = state.main_view() == MainView::Article
        && !state.is_manual_over_article()
        && state.screen.overlays.is_empty()
        && state.screen.drag.is_none()
        && state.session.loading.is_none();
    if !is_free || !std::mem::take(&mut state.session.has_source_changed) {
        return Vec::new();
    }
    reload(state)
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
    let is_shown = state
        .session
        .loading
        .as_ref()
        .map(|loading| loading.is_shown);
    if is_shown == Some(false) {
        state.notice("Loading cancelled");
        return cancel(state);
    }
    if view::close_top(state) {
        return Vec::new();
    }
    if is_shown == Some(true) {
        state.notice("Stopped reading; the text is not complete");
        return cancel(state);
    }
    if state.session.feed_list.is_some() {
        feed_list::show_list(state);
    }
    manual::close(state).unwrap_or_default()
}

/// Closes what is open over the text. If nothing is, returns to the list, or to what the manual was opened over; quits if
/// there is neither.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if view::close_drawer(state) {
        return Vec::new();
    }
    if state.reading.filter.is_some() {
        filter::close_filter(state);
        return Vec::new();
    }
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
            effects
        }
        Action::Reload if state.session.loading.is_none() => reload(state),
        _ => view::common_action(state, action).unwrap_or_default(),
    }
}
