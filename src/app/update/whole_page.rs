//! Showing all text of a web page, or only its article.

use super::loading;
use crate::app::Keymap;
use crate::app::action::{Action, Mode};
use crate::app::effect::Effect;
use crate::app::state::{MainView, Origin, State};
use crate::document::{Document, PageText};

/// Loads the open page again: with all its text, or only with its article if all text is shown.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    let is_stdin = state.reading.origin == Origin::Stdin && state.session.feed_list.is_none();
    let refusal = match state.reading.document.meta().page_text {
        Some(PageText::NoArticle) => "This page has no article: all of its text is shown",
        None => "This is not a web page: all of its text is shown",
        Some(_) if is_stdin => "Standard input cannot be read again: start with --whole-page",
        Some(page_text) => {
            return loading::reload_with(state, Some(page_text != PageText::Whole));
        }
    };
    state.notice(refusal);
    Vec::new()
}

/// Whether all text of the open page is shown because it was asked for; `None` if no page is open.
pub(super) fn shown(state: &State) -> Option<bool> {
    let page_text = state.reading.document.meta().page_text;
    let is_open = state.main_view() == MainView::Article;
    page_text
        .filter(|_| is_open)
        .map(|page_text| page_text == PageText::Whole)
}

/// What to say about how `document` was loaded, with the key that shows what may be missing.
pub(crate) fn loading_notice(document: &Document, keymap: &Keymap) -> Option<String> {
    let notice = document.meta().notice.clone()?;
    Some(match document.meta().page_text {
        Some(PageText::LikelyArticle) => with_key(&notice, keymap, "shows all of the page"),
        _ => notice,
    })
}

/// What to say after a reload, if `before` it another part of the page was shown.
pub(super) fn change_notice(state: &State, before: Option<PageText>) -> Option<String> {
    let meta = state.reading.document.meta();
    let with_key = |sentence, what| with_key(sentence, &state.session.keymap, what);
    let was_whole = before == Some(PageText::Whole);
    match meta.page_text? {
        PageText::Whole if !was_whole => {
            Some(with_key("All of the page", "shows only its article"))
        }
        PageText::Article | PageText::LikelyArticle if was_whole => {
            Some(with_key("The article alone", "shows all of the page"))
        }
        PageText::NoArticle if was_whole => meta.notice.clone(),
        _ => None,
    }
}

/// `sentence` and what the key for all of the page does, if there is one.
fn with_key(sentence: &str, keymap: &Keymap, what: &str) -> String {
    match keymap.key_hint(Mode::Text, Action::ToggleWholePage) {
        key if key.is_empty() => sentence.to_owned(),
        key => format!("{sentence} · {key} {what}"),
    }
}
