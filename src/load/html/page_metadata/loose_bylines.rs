//! Finds bylines that stand in a line of their own, without markup that says what they are.

use super::loose_dates::collect_lines;
use crate::load::html::{nodes, tag::HtmlTag};
use dom_query::{Document, NodeData};

/// A longer text, in bytes, is no byline.
const MAX_LINE_BYTES: usize = 80;

/// How a byline begins.
const BEGINNINGS: &[&str] = &[
    "By ",
    "BY ",
    "Von ",
    "von ",
    "Par ",
    "par ",
    "Por ",
    "por ",
    "Autor: ",
    "Autorin: ",
    "Author: ",
    "Auteur : ",
    "Text: ",
    "Text von ",
    "Written by ",
    "Posted by ",
];

/// Short elements below `document` that begin as bylines do and go on with a name, outside its frame, its forms and its
/// comments.
pub(super) fn collect(document: &Document) -> Vec<String> {
    collect_lines(document, |id, data| {
        let NodeData::Element(element) = data else {
            return None;
        };
        let is_line = matches!(
            HtmlTag::of(element).name,
            "p" | "div"
                | "span"
                | "em"
                | "i"
                | "b"
                | "strong"
                | "h4"
                | "h5"
                | "h6"
                | "li"
                | "small"
                | "td"
        );
        // Most elements begin with other words, and are not read to their end.
        if !is_line || !nodes::begins_with(document, id, MAX_LINE_BYTES, may_begin_byline) {
            return None;
        }
        let text = nodes::joined_text(document, id, MAX_LINE_BYTES + 1, " | ");
        is_byline(&text).then_some(text)
    })
}

/// Whether a byline may begin with `text`, which may be only a part of its first word.
fn may_begin_byline(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let is_whole = word.len() < text.len();
    BEGINNINGS.iter().any(|by| {
        let first = by.split(' ').next().unwrap_or_default();
        if is_whole {
            first == word
        } else {
            first.starts_with(word)
        }
    })
}

/// Whether `text` is a beginning of a byline with one to four words of a name, and perhaps a date.
fn is_byline(text: &str) -> bool {
    let Some(rest) = BEGINNINGS.iter().find_map(|by| text.strip_prefix(by)) else {
        return false;
    };
    let name = rest.trim_start();
    let end = name
        .find(|c: char| c.is_ascii_digit() || matches!(c, ',' | '|' | '/' | '·' | '('))
        .unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().trim_end();
    let words: Vec<&str> = name.split(' ').collect();
    text.len() <= MAX_LINE_BYTES
        && !text.ends_with(['.', '!', '?', ':'])
        && (2..=4).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a byline may begin with its first word or a part of it in an element of its own, and with nothing else, so that other
    /// elements are not read to their end.
    #[test]
    fn bylines_begin_with_few_words() {
        for text in ["By Jane Doe", "B", "Autor:", "Auteur : Jeanne", "von"] {
            assert!(may_begin_byline(text), "{text}");
        }
        for text in ["Bylaws", "Byx y", "Other", "Parade of", "1"] {
            assert!(!may_begin_byline(text), "{text}");
        }
    }
}
