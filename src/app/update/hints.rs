//! Opening pages in the browser: the article's own, and those it links to.

use super::{scroll, sheet, walk};
use crate::app::State;
use crate::app::action::{Action, Mode};
use crate::app::effect::Effect;
use crate::app::hints;
use crate::app::key::{Code, Key};
use crate::app::layer::Layer;
use crate::app::state::Surface;
use crate::document::Page;

/// o: the article's own page; in a list, that of the chosen article.
pub(super) fn browse(state: &mut State) -> Vec<Effect> {
    let page = match (state.surface(), &state.listing) {
        (Surface::List, Some(listing)) => listing
            .feed
            .items
            .get(listing.chosen)
            .and_then(|item| Page::at(item.address.as_deref()?)),
        _ => state.document.meta().page.clone(),
    };
    match page {
        Some(page) => vec![Effect::Browse(page)],
        None => {
            state.notice = Some("this article has no page that a browser could show".to_owned());
            Vec::new()
        }
    }
}

/// F: letters on the links that are on the screen.
pub(super) fn open(state: &mut State) {
    let hints = hints::of(state);
    if hints.links.is_empty() {
        let sentence = if state.document.links().is_empty() {
            "no link in this article"
        } else {
            "no link on the screen"
        };
        state.notice = Some(sentence.to_owned());
        return;
    }
    sheet::open(state, Layer::Hints(hints));
}

/// Do `action` while links bear letters.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    super::on_sheet(state, action).unwrap_or_default()
}

/// A key that no command has: one of the letters, or the last one back.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    // Whoever presses twice the key that brought the letters wants them gone: a capital is no letter of a link then.
    let again = state.keymap.action(Mode::Text, key) == Some(Action::LinkHints);
    if again && matches!(key.code, Code::Char(c) if c.is_uppercase()) {
        sheet::close(state);
        return Vec::new();
    }
    let Some(Layer::Hints(hints)) = state.layers.last_mut() else {
        return Vec::new();
    };
    match key {
        Key {
            code: Code::Backspace,
            ..
        } => {
            hints.typed.pop();
        }
        Key {
            code: Code::Char(letter),
            ctrl: false,
            alt: false,
        } => {
            let before = hints.typed.len();
            // A small letter may be two characters, as that of İ is.
            hints.typed.extend(letter.to_lowercase());
            if hints.left().next().is_none() {
                hints.typed.truncate(before);
                state.notice = Some(format!("no link bears {letter} here"));
                return Vec::new();
            }
        }
        _ => {}
    }
    let meant = hints.left().find(|hint| hint.letters == hints.typed);
    match meant.map(|hint| hint.page.clone()) {
        Some(page) => {
            sheet::close(state);
            follow(state, page)
        }
        None => Vec::new(),
    }
}

/// Go where a link leads: to a heading of this very article, else to the browser.
fn follow(state: &mut State, page: Page) -> Vec<Effect> {
    let Some(start) = heading(state, &page) else {
        return vec![Effect::Browse(page)];
    };
    walk::leave_trail(state);
    if !state.in_lens(start) {
        super::lens::leave(state);
    }
    scroll::turn_to_offset(state, start);
    Vec::new()
}

/// Where the heading stands that `page` names, if it names one of this article as pages are used to name them.
fn heading(state: &State, page: &Page) -> Option<usize> {
    let (Page::Web(own), Page::Web(address)) = (state.document.meta().page.as_ref()?, page) else {
        return None;
    };
    let (to, name) = address.as_str().split_once('#')?;
    let own = own.as_str().split('#').next().unwrap_or_default();
    let outline = (to == own && !name.is_empty()).then(|| state.document.outline())?;
    let heading = outline
        .iter()
        .find(|heading| plainly(heading.text) == plainly(name));
    heading.map(|heading| heading.start)
}

/// "The keeper's lamp" as addresses name it, `the-keepers-lamp` or `The_keepers_lamp`: letters and digits in small, and what
/// parts words as one stroke.
fn plainly(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.trim().chars() {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if matches!(c, ' ' | '-' | '_') && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain
}
