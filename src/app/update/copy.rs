//! Copying to the clipboard: what the text is, and the message about it.

use super::navigation;
use crate::app::State;
use crate::app::effect::Effect;
use crate::app::overlays::card;
use crate::app::plain_text::count_words;
use crate::app::reading::pair::EntityPair;
use crate::app::reading::search::Search;
use crate::app::{markdown, passage};
use crate::document::floor_char_boundary;
use crate::entities::{EntityId, MentionId};
use std::ops::Range;

/// The largest text that is copied, in bytes. In base64 it has 99,992 bytes, the most that the strictest terminals accept.
pub(crate) const MAX_COPY_BYTES: usize = 74_994;

/// Copies the sentence of the current mention, or without one that of the current match of the search, else that of the
/// nearest mention on the screen: of the selected name, if there is one.
pub(super) fn copy_current_sentence(state: &mut State) -> Vec<Effect> {
    if let Some(mention) = state.reading.current {
        return copy_sentence(state, mention);
    }
    let search = state.reading.search.active.as_ref();
    if let Some(found) = search.and_then(Search::current_match) {
        return copy_sentence_around(state, &found);
    }
    let nearest = match state.reading.selected {
        Some(entity) => navigation::choose_nearest_of(state, entity),
        None => navigation::choose_nearest(state),
    };
    nearest.map_or_else(Vec::new, |mention| copy_sentence(state, mention))
}

/// Copies the sentence of `mention`.
pub(crate) fn copy_sentence(state: &mut State, mention: MentionId) -> Vec<Effect> {
    let range = state.reading.entities.mention(mention).range.clone();
    copy_sentence_around(state, &range)
}

/// Copies the sentence in which `range` (bytes) begins.
fn copy_sentence_around(state: &mut State, range: &Range<usize>) -> Vec<Effect> {
    let reading = &state.reading;
    let sentence = passage::sentence_around(reading, range);
    let text = reading.document.slice(sentence.clone()).to_owned();
    state.reading.view.copied = Some(sentence);
    let message = describe_sentence(&text);
    copy_text(state, &text, message)
}

/// Says how much was copied, and how it begins.
fn describe_sentence(text: &str) -> String {
    format!("Copied {}: {}", count_words(text), text.replace('\n', " "))
}

/// Copies a sentence of an article that was read before.
pub(crate) fn copy_earlier_sentence(state: &mut State, sentence: &str) -> Vec<Effect> {
    copy_text(state, sentence, describe_sentence(sentence))
}

/// Copies the text of `range` (bytes).
pub(crate) fn copy_selection(state: &mut State, range: Range<usize>) -> Vec<Effect> {
    let text = state.reading.document.slice(range).to_owned();
    let message = match count_words(&text).as_str() {
        "1 word" => format!("Copied: {text}"),
        words => format!("Copied {words}"),
    };
    copy_text(state, &text, message)
}

/// Copies every passage that mentions both entities, one per line.
pub(crate) fn copy_shared_passages(
    state: &mut State,
    one: EntityId,
    other: EntityId,
) -> Vec<Effect> {
    let Some(pair) = EntityPair::new(&state.reading, one, other) else {
        return Vec::new();
    };
    let document = &state.reading.document;
    let passage = |range: &Range<usize>| document.slice(range.clone()).replace('\n', " ");
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

/// Copies the card of the entity that keys are about.
pub(super) fn copy_current_card(state: &mut State) -> Vec<Effect> {
    let entity = navigation::choose_entity(state);
    entity.map_or_else(Vec::new, |entity| copy_card(state, entity))
}

/// Copies the card of `entity` as Markdown.
pub(crate) fn copy_card(state: &mut State, entity: EntityId) -> Vec<Effect> {
    let text = markdown::format_card(&state.reading, entity);
    let name = &state.reading.entities.entity(entity).name;
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
        text.truncate(floor_char_boundary(&text, MAX_COPY_BYTES));
        "Copied only the first 75 KB: terminals accept no more".clone_into(&mut message);
    }
    state.notice(message);
    vec![Effect::CopyToClipboard(text)]
}
