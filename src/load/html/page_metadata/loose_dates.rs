//! Finds dates that stand in a line of their own, without markup that says what they are.

use crate::load::dates::{self, DayOrder};
use crate::load::html::{nodes, tag::HtmlTag};
use dom_query::{Document, NodeData, NodeId};

/// A longer text, in bytes, is no line with a date.
const MAX_LINE_BYTES: usize = 80;

/// Such a line has no more words than this besides the date: "Published on", "Stand:", a place.
const MAX_OTHER_WORDS: usize = 5;

/// Words in the classes and names of elements that hold no article.
const APART: &[&str] = &["comment", "comments", "sidebar", "respond"];

/// How many lines are kept.
const MAX_LINES: usize = 4;

/// Lines below `document` that hold a date and few other words, outside its frame, its forms and its comments.
pub(super) fn collect(document: &Document) -> Vec<String> {
    collect_lines(document, |_, data| match data {
        NodeData::Text { contents } => {
            let text = contents.trim();
            is_date_line(text).then(|| text.to_owned())
        }
        _ => None,
    })
}

/// The first [`MAX_LINES`] lines that `line_of` finds in nodes below `document`, outside its frame, its forms and its comments.
/// What is inside a node with a line is not looked at.
pub(super) fn collect_lines(
    document: &Document,
    line_of: impl Fn(NodeId, &NodeData) -> Option<String>,
) -> Vec<String> {
    let mut lines = Vec::new();
    let root = document.tree.root().id;
    let mut next = document
        .tree
        .query_node_or(&root, None, |node| node.first_child);
    while let Some(id) = next.filter(|_| lines.len() < MAX_LINES) {
        let child = document.tree.query_node_or(&id, None, |node| {
            if let NodeData::Element(element) = &node.data
                && is_apart(&HtmlTag::of(element))
            {
                return None;
            }
            if let Some(line) = line_of(id, &node.data) {
                lines.push(line);
                return None;
            }
            node.first_child
        });
        next = child.or_else(|| nodes::next_outside(&document.tree, id, root));
    }
    lines
}

fn is_date_line(text: &str) -> bool {
    text.len() <= MAX_LINE_BYTES
        && text.bytes().filter(u8::is_ascii_digit).count() >= 5
        && !text.contains('©')
        && dates::parse_day(text, DayOrder::DayFirst).is_some()
        && text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .count()
            <= MAX_OTHER_WORDS
}

/// Whether an element holds no article: the frame of the page, a form, comments, a script.
fn is_apart(tag: &HtmlTag<'_>) -> bool {
    tag.is_skipped()
        || matches!(tag.name, "nav" | "footer" | "aside" | "form")
        || ["class", "id"].iter().any(|name| {
            tag.attribute(name).is_some_and(|value| {
                let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
                words.any(|word| APART.iter().any(|apart| word.eq_ignore_ascii_case(apart)))
            })
        })
}
