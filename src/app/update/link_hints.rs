//! Opening pages in the browser: that of the article, and those it links to.

use super::{navigation, overlay, scroll};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::link_hints;
use crate::app::overlay::Overlay;
use crate::app::state::MainView;
use crate::document::BrowseTarget;

/// Opens the page of the article in the browser; in a feed's list, that of the chosen article.
pub(super) fn open_in_browser(state: &mut State) -> Vec<Effect> {
    let page = match (state.main_view(), &state.session.feed_list) {
        (MainView::FeedList, Some(list)) => list
            .feed
            .items
            .get(list.chosen)
            .and_then(|item| BrowseTarget::from_url(item.url.as_deref()?)),
        _ => state.reading.document.meta().browse_target.clone(),
    };
    match page {
        Some(page) => vec![Effect::OpenInBrowser(page)],
        None => {
            state.message = Some("This article has no page to open in a browser".to_owned());
            Vec::new()
        }
    }
}

/// Shows a label of one or more letters on each link on the screen.
pub(super) fn open(state: &mut State) {
    let hints = link_hints::collect(state);
    if hints.links.is_empty() {
        let message = if state.reading.document.links().is_empty() {
            "No links in this article"
        } else {
            "No links on the screen"
        };
        state.message = Some(message.to_owned());
        return;
    }
    overlay::push_overlay(state, Overlay::LinkHints(hints));
}

/// Handles `action` while the labels show.
pub(super) fn handle_action(state: &mut State, action: Action) -> Vec<Effect> {
    super::handle_common_action(state, action).unwrap_or_default()
}

/// Handles an unbound key: a letter of a label, or Backspace. A complete label opens its link.
pub(super) fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    // Pressing the key that opened the hints again closes them if it is a capital; a lower-case letter is part of a label.
    let is_repeat = state.session.keymap.action_for(Mode::Text, key) == Some(Action::OpenLink);
    if is_repeat && matches!(key.code, KeyCode::Char(c) if c.is_uppercase()) {
        overlay::close_top(state);
        return Vec::new();
    }
    let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last_mut() else {
        return Vec::new();
    };
    match key {
        Key {
            code: KeyCode::Backspace,
            ..
        } => {
            hints.typed.pop();
        }
        Key {
            code: KeyCode::Char(letter),
            ctrl: false,
            alt: false,
        } => {
            let previous_length = hints.typed.len();
            // The lower-case form may be two characters, as for İ.
            hints.typed.extend(letter.to_lowercase());
            if hints.candidates().next().is_none() {
                hints.typed.truncate(previous_length);
                state.message = Some(format!("No link is labelled {letter} here"));
                return Vec::new();
            }
        }
        _ => {}
    }
    let chosen = hints.candidates().find(|hint| hint.label == hints.typed);
    match chosen.map(|hint| hint.target.clone()) {
        Some(page) => {
            overlay::close_top(state);
            follow_link(state, page)
        }
        None => Vec::new(),
    }
}

/// Follows a link: to a heading if it points into this article, else to the browser.
fn follow_link(state: &mut State, page: BrowseTarget) -> Vec<Effect> {
    let Some(start) = find_linked_heading(state, &page) else {
        return vec![Effect::OpenInBrowser(page)];
    };
    navigation::record_jump(state);
    if !state.reading.passes_filter(start) {
        super::paragraph_filter::remove_filter(state);
    }
    scroll::scroll_to_offset(state, start);
    Vec::new()
}

/// The byte offset of the heading that the fragment of `page` names, if `page` is a URL of this article with the fragment
/// that such a heading usually has.
fn find_linked_heading(state: &State, page: &BrowseTarget) -> Option<usize> {
    let (BrowseTarget::Web(own_url), BrowseTarget::Web(url)) =
        (state.reading.document.meta().browse_target.as_ref()?, page)
    else {
        return None;
    };
    let (target_url, fragment) = url.as_str().split_once('#')?;
    let own_url = own_url.as_str().split('#').next().unwrap_or_default();
    let outline = (target_url == own_url && !fragment.is_empty())
        .then(|| state.reading.document.outline())?;
    let heading = outline
        .iter()
        .find(|heading| slugify(heading.text) == slugify(fragment));
    heading.map(|heading| heading.start)
}

/// The slug of a heading or a fragment: `the-keepers-lamp` for "The keeper's lamp" and for `The_keepers_lamp`. Letters and
/// digits in lower case, with a hyphen for each run of blanks, hyphens and underscores.
fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if matches!(c, ' ' | '-' | '_') && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}
