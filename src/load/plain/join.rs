//! Rejoining the lines of a wrapped paragraph.
//!
//! Owns what stands between two lines that become one: a blank mostly, nothing after a dash or between ideographs, and
//! the question whether a hyphen at the end of a line belongs to the word. The words of the text itself decide that:
//! "inter-" and "national" lose the hyphen if the text writes "international" elsewhere, and keep it otherwise.

use super::line::{Line, is_ideographic};
use crate::document::Builder;
use std::collections::HashSet;

/// Joins lines of one text.
#[derive(Debug)]
pub(super) struct Joiner<'a> {
    text: &'a str,
    /// Every word of the text; made when the first hyphen asks for it.
    words: Option<HashSet<&'a str>>,
}

impl<'a> Joiner<'a> {
    /// For the lines of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, words: None }
    }

    /// Push `lines` as running text.
    pub(super) fn push(&mut self, builder: &mut Builder, lines: &[Line<'_>]) {
        let mut rest = lines.iter().peekable();
        while let Some(line) = rest.next() {
            let Some(next) = rest.peek() else {
                push_prose(builder, line.body);
                return;
            };
            let (body, between) = self.seam(line.body, next.body);
            push_prose(builder, body);
            builder.push(between);
        }
    }

    /// What remains of `line`, and what stands between it and `next`.
    fn seam<'b>(&mut self, line: &'b str, next: &str) -> (&'b str, &'static str) {
        let Some(last) = line.chars().next_back() else {
            return (line, "");
        };
        let first = next.chars().next().unwrap_or(' ');
        if is_ideographic(last) && is_ideographic(first) {
            return (line, "");
        }
        let stem = line.strip_suffix('-').unwrap_or(line);
        let before = stem.chars().next_back().unwrap_or(' ');
        match last {
            '-' if before.is_alphanumeric() && first.is_alphanumeric() => {
                let whole = first.is_lowercase() && self.is_one_word(stem, next);
                (if whole { stem } else { line }, "")
            }
            // "word--" and "word—" stand close to what follows; "word --" and "word —" do not.
            '-' if before == '-' && !line.ends_with(" --") && line.len() > 2 => (line, ""),
            '—' if !line.ends_with(" —") && line.len() > '—'.len_utf8() => (line, ""),
            _ => (line, " "),
        }
    }

    /// Whether the text knows the word that `stem` begins and `next` ends.
    fn is_one_word(&mut self, stem: &str, next: &str) -> bool {
        let text = self.text;
        let known = self
            .words
            .get_or_insert_with(|| text.split(not_in_word).collect());
        let head = stem.rsplit(not_in_word).next().unwrap_or_default();
        let tail = next.split(not_in_word).next().unwrap_or_default();
        let dashed = [head, "-", tail].concat();
        known.contains([head, tail].concat().as_str()) && !known.contains(dashed.as_str())
    }
}

fn not_in_word(c: char) -> bool {
    !(c.is_alphanumeric() || c == '-' || c == '’' || c == '\'')
}

/// Push prose: tabs and runs of blanks, which justified text is full of, become one blank.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the loop over the bytes becomes vector instructions"
)]
pub(super) fn push_prose(builder: &mut Builder, body: &str) {
    let bytes = body.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    let loose = bytes.iter().zip(next).fold(false, |loose, (&a, &b)| {
        loose | (a == b'\t') | ((a == b' ') & (b == b' '))
    });
    if !loose {
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
