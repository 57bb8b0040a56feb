//! Searching the text: a pattern as people type it, and where in a document it stands.
//!
//! A pattern is a regular expression; one that is wrong is searched for as it stands, and says what is wrong. Capitals count
//! only where one is typed, accents likewise, and a blank stands for any white space, so that line ends in a verse or in code
//! do no harm. Promises that a hit is never empty, lies in one block and on character boundaries, and that the time grows with
//! the text and no faster. Knows no lines: what is wrapped is the same text.

mod fold;
pub mod fuzzy;

use crate::document::Document;
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, Ast, ErrorKind};
use regex_syntax::hir::translate::TranslatorBuilder;
use std::ops::Range;

/// Hits that are kept, at most.
pub const MOST_HITS: usize = 50_000;

/// Bytes of a compiled pattern, at most, and of what it remembers while it searches.
const MOST_BYTES: usize = 4 << 20;

/// A pattern, ready to search.
#[derive(Debug, Clone)]
pub struct Pattern {
    typed: String,
    wrong: Option<&'static str>,
    /// Absent if even the letters as they are make no pattern, which is then found nowhere.
    regex: Option<Regex>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// What `typed` means.
    pub fn new(typed: &str) -> Self {
        let (wrong, regex) = match compile(typed) {
            Ok(regex) => (None, Some(regex)),
            Err(wrong) => (Some(wrong), compile(&regex_syntax::escape(typed)).ok()),
        };
        Self {
            typed: typed.to_owned(),
            wrong,
            regex,
        }
    }

    /// `typed` letter by letter: no sign in it means anything but itself.
    pub fn literal(typed: &str) -> Self {
        Self {
            typed: typed.to_owned(),
            wrong: None,
            regex: compile(&regex_syntax::escape(typed)).ok(),
        }
    }

    /// Whether it stands anywhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.hits(text, 0).next().is_some()
    }

    /// Whether `text` is nothing else.
    pub fn is_all_of(&self, text: &str) -> bool {
        self.hits(text, 0).next() == Some(0..text.len())
    }

    /// As it was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What is wrong with it as a regular expression, in a few words; it is searched for as it stands, then.
    pub fn wrong(&self) -> Option<&'static str> {
        self.wrong
    }

    /// The hits in `text`, from the byte `from` on.
    fn hits<'a>(&'a self, text: &'a str, from: usize) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = from;
        std::iter::from_fn(move || {
            while at <= text.len() {
                let found = self.regex.as_ref()?.find_at(text, at)?;
                at = found.end();
                if !found.is_empty() {
                    return Some(found.range());
                }
                at += text.get(at..)?.chars().next()?.len_utf8();
            }
            None
        })
    }
}

/// Compile `typed`, or say what is wrong with it.
fn compile(typed: &str) -> Result<Regex, &'static str> {
    let ast = ast::parse::Parser::new()
        .parse(typed)
        .map_err(|error| what_is_wrong(error.kind()))?;
    let capital = has_capital(&ast);
    let no_expression = "no regular expression";
    let hir = TranslatorBuilder::new()
        .case_insensitive(!capital)
        .multi_line(true)
        .build()
        .translate(typed, &ast)
        .map_err(|_no_such_class| no_expression)?;
    let accents = !typed.chars().any(fold::has_accent);
    RegexBuilder::new(&fold::widen(hir, accents).to_string())
        .size_limit(MOST_BYTES)
        .dfa_size_limit(MOST_BYTES)
        .build()
        .map_err(|_too_big| "too much for one search")
}

/// Whether a capital is typed: \W and the like are none.
fn has_capital(ast: &Ast) -> bool {
    struct Capitals(bool);
    impl ast::Visitor for Capitals {
        type Output = bool;
        type Err = ();

        fn finish(self) -> Result<bool, ()> {
            Ok(self.0)
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
            if let Ast::Literal(literal) = ast {
                self.0 |= literal.c.is_uppercase();
            }
            Ok(())
        }

        fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), ()> {
            match item {
                ast::ClassSetItem::Literal(literal) => self.0 |= literal.c.is_uppercase(),
                ast::ClassSetItem::Range(range) => {
                    self.0 |= range.start.c.is_uppercase() || range.end.c.is_uppercase();
                }
                _ => {}
            }
            Ok(())
        }
    }
    ast::visit(ast, Capitals(false)).unwrap_or(false)
}

fn what_is_wrong(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::ClassUnclosed => "no closing ]",
        ErrorKind::ClassRangeInvalid => "a range that runs backwards",
        ErrorKind::GroupUnclosed => "no closing )",
        ErrorKind::GroupUnopened => "no opening (",
        ErrorKind::RepetitionMissing => "nothing to repeat",
        ErrorKind::RepetitionCountUnclosed => "no closing }",
        ErrorKind::RepetitionCountInvalid => "a count that runs backwards",
        ErrorKind::RepetitionCountDecimalEmpty => "no number in { }",
        ErrorKind::EscapeUnexpectedEof => "nothing after \\",
        ErrorKind::EscapeUnrecognized => "\\ before a letter that means nothing",
        ErrorKind::UnsupportedLookAround => "byline knows no look-around",
        ErrorKind::UnsupportedBackreference => "byline knows no back-references",
        _ => "no regular expression",
    }
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Byte ranges of the text, ascending and disjoint.
    pub hits: Vec<Range<usize>>,
    /// Whether there are more than are kept.
    pub more: bool,
}

/// The hits in `document`: those from the block of `from` (bytes) on first, so that these are kept if there are too many.
/// Asks `still` now and then whether to go on.
pub fn all(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    still: &dyn Fn() -> bool,
) -> Option<Found> {
    let here = document.block_at(from);
    let blocks = document.blocks();
    let mut found = Found::default();
    let mut before = 0;
    let order = blocks.iter().skip(here).chain(blocks.iter().take(here));
    for (nth, block) in order.enumerate() {
        if !still() {
            return None;
        }
        if nth + here == blocks.len() {
            before = found.hits.len();
        }
        let start = block.range.start;
        for hit in pattern.hits(document.slice(block.range.clone()), 0) {
            if found.hits.len() == MOST_HITS {
                found.more = true;
                found.hits.rotate_left(before);
                return Some(found);
            }
            found.hits.push(start + hit.start..start + hit.end);
        }
    }
    found.hits.rotate_left(before);
    Some(found)
}

/// The hits in about `bytes` of `document` from `from` (bytes) on: what can be told at once of a long text. A hit at the
/// edges may be missing.
pub fn near(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    bytes: usize,
) -> Vec<Range<usize>> {
    let end = document.floor(from.saturating_add(bytes));
    let mut hits = Vec::new();
    for block in document.blocks().iter().skip(document.block_at(from)) {
        if block.range.start >= end {
            break;
        }
        let start = block.range.start;
        let at = match from.saturating_sub(start) {
            far if far > bytes / 4 => document.floor(from) - start,
            _ => 0,
        };
        let text = document.slice(start..block.range.end.min(end));
        hits.extend(
            pattern
                .hits(text, at)
                .take(MOST_HITS)
                .map(|hit| start + hit.start..start + hit.end),
        );
    }
    hits
}

#[cfg(test)]
mod tests;
