//! Copying: what is given to the terminal's clipboard.

use super::walk;
use crate::app::State;
use crate::app::effect::Effect;
use crate::app::pipe::words;
use crate::app::{card, markdown, pair::Pair, passage};

/// Bytes that are copied at most: in base64 that is as much as the strictest terminals take.
pub(in crate::app) const MOST_COPIED: usize = 74_994;

/// y in the text: the sentence of the current mention.
pub(super) fn current(state: &mut State) -> Vec<Effect> {
    match state.current {
        Some(mention) => sentence(state, mention),
        None => {
            walk::no_current(state);
            Vec::new()
        }
    }
}

/// The sentence of `mention`.
pub(super) fn sentence(state: &mut State, mention: usize) -> Vec<Effect> {
    let Some(mention) = state.entities.mentions().get(mention) else {
        return Vec::new();
    };
    let range = passage::sentence(&state.document, &state.entities, mention);
    let text = state.document.slice(range).to_owned();
    let told = format!("copied: {}", text.replace('\n', " "));
    copy(state, &text, told)
}

/// A stretch of the text.
pub(super) fn stretch(state: &mut State, range: std::ops::Range<usize>) -> Vec<Effect> {
    let text = state.document.slice(range).to_owned();
    let told = match words(&text).as_str() {
        "1 word" => format!("copied: {text}"),
        words => format!("copied {words}"),
    };
    copy(state, &text, told)
}

/// Every passage with both, a line each.
pub(super) fn pair(state: &mut State, one: usize, other: usize) -> Vec<Effect> {
    let Some(pair) = Pair::of(&state.document, &state.entities, one, other) else {
        return Vec::new();
    };
    let passage =
        |range: &std::ops::Range<usize>| state.document.slice(range.clone()).replace('\n', " ");
    let text: Vec<String> = pair.passages.iter().map(passage).collect();
    let (a, many) = if pair.sentences {
        ("sentence", "sentences")
    } else {
        ("paragraph", "paragraphs")
    };
    let told = format!("copied: {} with both", card::count(text.len(), a, many));
    copy(state, &text.join("\n"), told)
}

/// Y in the text: the card of the current mention, or of whom is selected.
pub(super) fn current_card(state: &mut State) -> Vec<Effect> {
    let entity = state.current_mention().map(|mention| mention.entity);
    match entity.or(state.selected) {
        Some(entity) => card(state, entity),
        None => {
            walk::no_current(state);
            Vec::new()
        }
    }
}

/// The card of `entity` as Markdown.
pub(super) fn card(state: &mut State, entity: usize) -> Vec<Effect> {
    let Some(text) = markdown::card(state, entity) else {
        return Vec::new();
    };
    let name = state.entities.entities().get(entity);
    let name = name.map_or("", |entity| entity.name.as_str());
    let told = format!("copied: the card of {name} as Markdown");
    copy(state, &text, told)
}

/// Copy `text`, of which nothing is live, and tell of it.
pub(super) fn copy(state: &mut State, text: &str, told: String) -> Vec<Effect> {
    let mut text: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    let mut told = told;
    if text.len() > MOST_COPIED {
        let mut end = MOST_COPIED;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        "only the first 75 kB are copied: terminals take no more".clone_into(&mut told);
    }
    state.notice = Some(told);
    vec![Effect::Copy(text)]
}
