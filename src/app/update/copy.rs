//! Copying to the clipboard: what the text is, and the message about it.

use super::navigation;
use crate::app::State;
use crate::app::effect::Effect;
use crate::app::plain_text::count_words;
use crate::app::{card, markdown, pair::EntityPair, passage};

/// The largest text that is copied, in bytes. In base64 it has 99,992 bytes, the most that the strictest terminals accept.
pub(in crate::app) const MAX_COPY_BYTES: usize = 74_994;

/// Copies the sentence of the current mention.
pub(super) fn copy_current_sentence(state: &mut State) -> Vec<Effect> {
    match state.reading.current {
        Some(mention) => copy_sentence(state, mention),
        None => {
            navigation::report_no_current(state);
            Vec::new()
        }
    }
}

/// Copies the sentence of the mention with the index `mention`.
pub(super) fn copy_sentence(state: &mut State, mention: usize) -> Vec<Effect> {
    let Some(mention) = state.reading.entities.mentions().get(mention) else {
        return Vec::new();
    };
    let range = passage::sentence_of(&state.reading.document, &state.reading.entities, mention);
    let text = state.reading.document.slice(range).to_owned();
    let message = format!("Copied: {}", text.replace('\n', " "));
    copy_text(state, &text, message)
}

/// Copies the text of `range` (bytes).
pub(super) fn copy_selection(state: &mut State, range: std::ops::Range<usize>) -> Vec<Effect> {
    let text = state.reading.document.slice(range).to_owned();
    let message = match count_words(&text).as_str() {
        "1 word" => format!("Copied: {text}"),
        words => format!("Copied {words}"),
    };
    copy_text(state, &text, message)
}

/// Copies every passage that mentions both entities, one per line.
pub(super) fn copy_shared_passages(state: &mut State, one: usize, other: usize) -> Vec<Effect> {
    let Some(pair) = EntityPair::new(&state.reading.document, &state.reading.entities, one, other)
    else {
        return Vec::new();
    };
    let passage = |range: &std::ops::Range<usize>| {
        state
            .reading
            .document
            .slice(range.clone())
            .replace('\n', " ")
    };
    let text: Vec<String> = pair.passages.iter().map(passage).collect();
    let (singular, plural) = if pair.are_sentences {
        ("sentence", "sentences")
    } else {
        ("paragraph", "paragraphs")
    };
    let message = format!(
        "Copied {} with both names",
        card::pluralize(text.len(), singular, plural)
    );
    copy_text(state, &text.join("\n"), message)
}

/// Copies the card of the current mention's entity, else of the selected one.
pub(super) fn copy_current_card(state: &mut State) -> Vec<Effect> {
    let entity = state
        .reading
        .current_mention()
        .map(|mention| mention.entity);
    match entity.or(state.reading.selected) {
        Some(entity) => copy_card(state, entity),
        None => {
            navigation::report_no_current(state);
            Vec::new()
        }
    }
}

/// Copies the card of `entity` as Markdown.
pub(super) fn copy_card(state: &mut State, entity: usize) -> Vec<Effect> {
    let Some(text) = markdown::format_card(state, entity) else {
        return Vec::new();
    };
    let name = state.reading.entities.entities().get(entity);
    let name = name.map_or("", |entity| entity.name.as_str());
    let message = format!("Copied the card of {name} as Markdown");
    copy_text(state, &text, message)
}

/// Copies `text` without its control characters other than line breaks, cut to [`MAX_COPY_BYTES`], and shows `message`, or
/// that the text was cut.
pub(super) fn copy_text(state: &mut State, text: &str, mut message: String) -> Vec<Effect> {
    let mut text: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    if text.len() > MAX_COPY_BYTES {
        let mut end = MAX_COPY_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        "Copied only the first 75 KB: terminals accept no more".clone_into(&mut message);
    }
    state.message = Some(message);
    vec![Effect::CopyToClipboard(text)]
}
