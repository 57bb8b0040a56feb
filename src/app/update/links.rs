//! Following links, by their letters or with a click, and what else opens another page.

use super::{feed_list, history, loading, navigation, scroll};
use crate::app::MouseEvent;
use crate::app::action::Action;
use crate::app::drag::Drag;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::links::{self, LinkTarget};
use crate::app::loading::PlaceToShow;
use crate::app::overlays::card::EarlierSentence;
use crate::app::overlays::picture;
use crate::app::reading::history::PendingRestore;
use crate::app::state::{MainView, Origin, State};
use crate::document::{BrowseTarget, TextAnchor};
use crate::options::LinkOpening;
use std::path::Path;

/// Follows a link: to its place if it points into this article, else to a page, which opens where `opening` says. What can be
/// no article opens in the browser.
pub(crate) fn follow(state: &mut State, target: LinkTarget, opening: LinkOpening) -> Vec<Effect> {
    match (target.place_in(&state.reading), target) {
        (Some(start), _) => {
            navigation::record_jump(state);
            scroll::show_offset(state, start);
            Vec::new()
        }
        (None, LinkTarget::Place(_)) => Vec::new(),
        (None, LinkTarget::File(address)) => open_page(state, &address, links::file_name(&address)),
        (None, LinkTarget::Page(BrowseTarget::Web(url)))
            if opening == LinkOpening::Reader && links::can_be_article(url.as_str()) =>
        {
            let name = BrowseTarget::Web(url.clone()).display_text();
            open_page(state, url.as_str(), name)
        }
        (None, LinkTarget::Page(page)) => vec![Effect::OpenInBrowser(page)],
    }
}

/// Opens the page at `address` in place of the article, which messages call `name`, at the place that its fragment names.
fn open_page(state: &mut State, address: &str, name: String) -> Vec<Effect> {
    let (page, fragment) = match address.split_once('#') {
        Some((page, fragment)) => (page, Some(fragment).filter(|it| !it.is_empty())),
        None => (address, None),
    };
    let place = fragment.map(|fragment| PlaceToShow::Fragment(fragment.to_owned()));
    open_at(state, page, name, place)
}

/// Opens the article of a sentence that was read before, at that sentence.
pub(crate) fn open_earlier(state: &mut State, sentence: &EarlierSentence) -> Vec<Effect> {
    let (before, after) = sentence
        .text
        .split_at_checked(sentence.mention.start)
        .unwrap_or(("", &sentence.text));
    let anchor = TextAnchor {
        offset: sentence.offset,
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let address = sentence.address.as_deref();
    open_kept(state, address, &sentence.title, Some(anchor))
}

/// Opens an article of the library from `address`, at `place` or at its start.
pub(crate) fn open_kept(
    state: &mut State,
    address: Option<&str>,
    title: &str,
    place: Option<TextAnchor>,
) -> Vec<Effect> {
    // The address comes from a file that others may have changed: it must not name anything but a page or a file.
    let can_be_opened = |address: &&str| {
        let scheme = address.split_once("://").map(|(scheme, _)| scheme);
        matches!(scheme, Some("http" | "https")) || Path::new(address).is_absolute()
    };
    let Some(address) = address.filter(can_be_opened) else {
        state.notice("This article has no address: it cannot be opened again");
        return Vec::new();
    };
    open_at(
        state,
        address,
        title.to_owned(),
        place.map(PlaceToShow::Words),
    )
}

/// Opens the page at `address` in place of the article, which messages call `name`, at `place`.
fn open_at(
    state: &mut State,
    address: &str,
    name: String,
    place: Option<PlaceToShow>,
) -> Vec<Effect> {
    if let Some(loading) = state.session.loading.as_ref().filter(|it| it.is_shown) {
        // Opening something else would end this, and the text would stay incomplete.
        let key = state.key_hint(Action::Close);
        state.notice(format!("{}: {key} stops it", loading.status_text()));
        return Vec::new();
    }
    // What could be gone forward to within the article is not what comes next any more.
    state.reading.jumps.forward.clear();
    let effects = loading::open(state, name, OpenRequest::Other(Some(address.to_owned())));
    if let Some(loading) = &mut state.session.loading {
        loading.place = place;
    }
    effects
}

/// Goes to the place called `fragment` in the article that was just opened, or to the heading that it names. Where the article
/// was left last is then of no interest.
pub(super) fn go_to_fragment(state: &mut State, fragment: &str) {
    let reading = &state.reading;
    let place = reading.document.place(fragment);
    if let Some(start) = place.or_else(|| links::heading_of_fragment(reading, fragment)) {
        history::note_other_place(state);
        scroll::scroll_to_offset(state, start);
        state.reading.forget_place_in_sight();
    }
}

/// Goes to the place with the words of `anchor` in the article that was just opened, and to the mention there. Where the article
/// was left last is then of no interest.
pub(super) fn go_to_words(state: &mut State, anchor: &TextAnchor) {
    // The words are on one line.
    let text = state.reading.document.text().replace('\n', " ");
    let Some(start) = anchor.find(&text) else {
        state.notice("The sentence is not in this article any more");
        return;
    };
    history::note_other_place(state);
    state.reading.history.pending_restore = Some(PendingRestore {
        current_offset: Some(start),
        selected_entity: None,
    });
    scroll::scroll_to_third(state, start);
    state.reading.forget_place_in_sight();
}

/// Opens the article that `source` names on the command line, or the sample article if there is no name.
pub(crate) fn open_other(state: &mut State, source: Option<String>, name: String) -> Vec<Effect> {
    if source.is_none() && state.reading.origin == Origin::Sample {
        return Vec::new();
    }
    loading::open(state, name, OpenRequest::Other(source))
}

/// Opens the page of the article in the browser; in a feed's list, that of the chosen article.
pub(super) fn open_in_browser(state: &mut State) -> Vec<Effect> {
    let page = match (state.main_view(), &state.session.feed_list) {
        (MainView::FeedList, Some(list)) => {
            let item = list.feed.items.get(list.list.chosen);
            item.and_then(|item| BrowseTarget::from_url(item.url.as_deref()?))
        }
        _ => state.reading.document.meta().browse_target.clone(),
    };
    if page.is_none() {
        state.notice("This article has no page to open in a browser");
    }
    page.into_iter().map(Effect::OpenInBrowser).collect()
}

/// Opens the feed that the page of the article announces; the list of the feed that the article was chosen from, if there is
/// one.
pub(super) fn open_feed(state: &mut State) -> Vec<Effect> {
    if state.session.feed_list.is_some() {
        feed_list::show_list(state);
        return Vec::new();
    }
    match state.reading.document.meta().feed_url.clone() {
        Some(url) => open_other(state, Some(url.clone()), url),
        None => {
            state.notice("This article announces no feed");
            Vec::new()
        }
    }
}

/// Ends a press of the mouse button in the article: if the mouse has not moved and was on a link, follows the link.
pub(super) fn end_press(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    match state.screen.drag.take() {
        Some(Drag::Text {
            cell,
            link: Some(target),
            ..
        }) if cell == mouse.cell() => {
            state.screen.followed_link = true;
            let opening = state.session.options.reading.links;
            follow(state, target, opening)
        }
        Some(Drag::Text {
            cell, link: None, ..
        }) if cell == mouse.cell() => {
            open_picture_at(state, mouse);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Opens the picture whose caption the mouse is on, unless that is a mention.
fn open_picture_at(state: &mut State, mouse: MouseEvent) {
    let offset = super::mouse::offset_at(state, mouse.x, mouse.y);
    let is_name = |at: &usize| state.reading.entities.mention_at(*at).is_some();
    let offset = offset.filter(|at| !is_name(at));
    if let Some(index) = offset.and_then(|at| picture::at(state, at)) {
        state.screen.followed_link = true;
        picture::open_at(state, index);
    }
}
