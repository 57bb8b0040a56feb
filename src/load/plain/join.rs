//! Joins the lines of wrapped paragraphs.
//!
//! Decides what goes between two lines: usually a space, nothing after a dash or between ideographs. Whether a hyphen
//! at the end of a line belongs to the word is decided by the words of the text itself: "inter-" and "national" lose
//! the hyphen if "international" occurs elsewhere, and keep it otherwise. The hyphen U+2010, with which manual pages divide
//! words, is removed unless the word occurs elsewhere with a hyphen.

use super::line::{PlainLine, is_ideographic};
use crate::document::Builder;
use std::collections::HashSet;

/// Joins lines of one text.
#[derive(Debug)]
pub(super) struct LineJoiner<'a> {
    text: &'a str,
    /// Every word of the text; collected when the first hyphen needs it.
    words: Option<HashSet<&'a str>>,
}

/// What goes between two lines.
enum Joint {
    Space,
    Nothing,
    /// Nothing, and the hyphen at the end of the first line is removed.
    DroppedHyphen,
}

/// What typesetting programs divide words with; it is rarely typed.
const DIVIDING_HYPHEN: char = '\u{2010}';

/// `line` without the hyphen at its end.
fn stem(line: &str) -> &str {
    line.strip_suffix(['-', DIVIDING_HYPHEN]).unwrap_or(line)
}

impl<'a> LineJoiner<'a> {
    /// A joiner for the lines of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, words: None }
    }

    /// Pushes `lines` as one paragraph.
    pub(super) fn push_joined(&mut self, builder: &mut Builder, lines: &[PlainLine<'_>]) {
        let mut remaining = lines.iter().peekable();
        while let Some(line) = remaining.next() {
            let Some(next) = remaining.peek() else {
                push_prose(builder, line.body);
                return;
            };
            match self.joint(line.body, next.body) {
                Joint::Space => {
                    push_prose(builder, line.body);
                    builder.push(" ");
                }
                Joint::Nothing => push_prose(builder, line.body),
                Joint::DroppedHyphen => push_prose(builder, stem(line.body)),
            }
        }
    }

    /// What goes between `line` and `next`.
    fn joint(&mut self, line: &str, next: &str) -> Joint {
        let Some(last) = line.chars().next_back() else {
            return Joint::Nothing;
        };
        let first = next.chars().next().unwrap_or(' ');
        if is_ideographic(last) && is_ideographic(first) {
            return Joint::Nothing;
        }
        let before = stem(line).chars().next_back().unwrap_or(' ');
        match last {
            '-' if before.is_alphanumeric() && first.is_alphanumeric() => {
                if first.is_lowercase() && self.is_one_word(stem(line), next) {
                    Joint::DroppedHyphen
                } else {
                    Joint::Nothing
                }
            }
            DIVIDING_HYPHEN if before.is_alphanumeric() && first.is_alphanumeric() => {
                if first.is_lowercase() && !self.is_hyphenated(stem(line), next) {
                    Joint::DroppedHyphen
                } else {
                    Joint::Nothing
                }
            }
            // "word--" and "word—" are joined to the next line without a space; "word --" and "word —" are not.
            '-' if before == '-' && !line.ends_with(" --") && line.len() > 2 => Joint::Nothing,
            '—' if !line.ends_with(" —") && line.len() > '—'.len_utf8() => Joint::Nothing,
            _ => Joint::Space,
        }
    }

    /// Whether the word that `stem` begins and `next` ends occurs in the text without a hyphen, and not with one.
    fn is_one_word(&mut self, stem: &str, next: &str) -> bool {
        self.has_word(stem, "", next) && !self.has_word(stem, "-", next)
    }

    /// Whether the word that `stem` begins and `next` ends occurs in the text with a hyphen.
    fn is_hyphenated(&mut self, stem: &str, next: &str) -> bool {
        self.has_word(stem, "-", next) || self.has_word(stem, "\u{2010}", next)
    }

    /// Whether the last word of `stem`, `joint` and the first word of `next` are a word of the text.
    fn has_word(&mut self, stem: &str, joint: &str, next: &str) -> bool {
        let text = self.text;
        let words = self
            .words
            .get_or_insert_with(|| text.split(is_word_boundary).collect());
        let head = stem.rsplit(is_word_boundary).next().unwrap_or_default();
        let tail = next.split(is_word_boundary).next().unwrap_or_default();
        words.contains([head, joint, tail].concat().as_str())
    }
}

fn is_word_boundary(c: char) -> bool {
    !(c.is_alphanumeric() || c == '-' || c == DIVIDING_HYPHEN || c == '’' || c == '\'')
}

/// Pushes prose. Tabs and runs of spaces, which justified text is full of, become one space.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the loop over the bytes becomes vector instructions"
)]
pub(super) fn push_prose(builder: &mut Builder, body: &str) {
    let bytes = body.as_bytes();
    let has_extra_space = bytes
        .iter()
        .zip(bytes.iter().skip(1))
        .fold(false, |has_extra_space, (&a, &b)| {
            has_extra_space | (a == b'\t') | ((a == b' ') & (b == b' '))
        });
    if !has_extra_space {
        return builder.push(body);
    }
    let mut parts = body.split([' ', '\t']).filter(|part| !part.is_empty());
    if let Some(first) = parts.next() {
        builder.push(first);
    }
    for part in parts {
        builder.push(" ");
        builder.push(part);
    }
}
