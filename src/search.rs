//! Searching the text: a pattern as people type it, and where in a document it stands.
//!
//! A pattern is a regular expression; one that is wrong is searched for as it stands, and says what is wrong. Capitals count
//! only where one is typed, accents likewise, and a blank stands for any white space, so that line ends in a verse or in code
//! do no harm. Promises that a hit is never empty, lies in one block and on character boundaries, and that the time grows with
//! the text and no faster. Knows no lines: what is wrapped is the same text.

mod fold;
pub mod fuzzy;

use crate::document::{Block, Document};
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, Ast, ErrorKind};
use regex_syntax::hir::Hir;
use regex_syntax::hir::translate::TranslatorBuilder;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Hits that are kept, at most.
pub const MOST_HITS: usize = 50_000;

/// Bytes of text that are worth a thread's while.
const PART_BYTES: usize = 128 << 10;

/// Bytes of a compiled pattern, at most, and of what it remembers while it searches.
const MOST_BYTES: usize = 4 << 20;

/// A pattern, ready to search.
#[derive(Debug, Clone)]
pub struct Pattern {
    typed: String,
    wrong: Option<&'static str>,
    /// Absent if even the letters as they are make no pattern, which is then found nowhere.
    regex: Option<Both>,
}

/// What is searched with.
#[derive(Debug, Clone)]
struct Both {
    /// In any text.
    any: Regex,
    /// In a text of ASCII alone, where it finds the same; absent if that makes no pattern.
    ascii: Option<Regex>,
    /// In a text without accents, whatever its quotation marks and dashes: absent where word edges do not matter.
    plain: Option<Regex>,
}

impl Both {
    /// The quickest that finds everything in `text`.
    fn of(&self, text: &str) -> &Regex {
        match (&self.ascii, &self.plain) {
            (Some(regex), _) if text.is_ascii() => regex,
            (_, Some(regex)) if is_plain(text) => regex,
            _ => &self.any,
        }
    }
}

/// Whether no character of `text` but those of ASCII can be part of a word.
fn is_plain(text: &str) -> bool {
    // General punctuation, signs, arrows, lines and blocks: the only ones that running text is full of.
    let sign = |c: char| {
        c.is_ascii()
            || matches!(c, '\u{2010}'..='\u{203e}' | '\u{2190}'..='\u{23ff}' | '\u{2500}'..='\u{27bf}')
    };
    text.chars().all(sign)
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
        let regex = self.regex.as_ref().map(|both| both.of(text));
        std::iter::from_fn(move || {
            while at <= text.len() {
                let found = regex?.find_at(text, at)?;
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
fn compile(typed: &str) -> Result<Both, &'static str> {
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
    let hir = fold::widen(hir, accents);
    let build = |hir: &Hir| {
        RegexBuilder::new(&hir.to_string())
            .size_limit(MOST_BYTES)
            .dfa_size_limit(MOST_BYTES)
            .build()
    };
    let any = build(&hir).map_err(|_too_big| "too much for one search")?;
    let edges = hir.properties().look_set().contains_word();
    let plain = edges.then(|| build(&fold::with_plain_edges(hir.clone())).ok());
    let ascii = build(&fold::in_ascii(hir)).ok();
    let plain = plain.flatten();
    Ok(Both { any, ascii, plain })
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
/// A long text is searched by as many threads as there are cores. Asks `still` now and then whether to go on.
pub fn all(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    still: &(dyn Fn() -> bool + Sync),
) -> Option<Found> {
    let here = document.block_at(from);
    let blocks = document.blocks();
    let parts: Vec<Range<usize>> = parts(blocks, here..blocks.len())
        .chain(parts(blocks, 0..here))
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let hits = everywhere(document, pattern, &parts, cores.min(parts.len()), still)?;
    let mut found = Found::default();
    let mut before = 0;
    for (part, hits) in parts.iter().zip(hits) {
        if part.start == 0 {
            before = found.hits.len();
        }
        found.hits.extend(hits);
    }
    found.more = found.hits.len() > MOST_HITS;
    found.hits.truncate(MOST_HITS);
    let before = before.min(found.hits.len());
    found.hits.rotate_left(before);
    Some(found)
}

/// `those` of the blocks in parts that are worth a thread's while, each as a range of blocks.
fn parts(blocks: &[Block], those: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = those.start;
    std::iter::from_fn(move || {
        let start = blocks.get(at).filter(|_| at < those.end)?.range.start;
        let from = at;
        let small = |block: &Block| block.range.start - start < PART_BYTES;
        while at < those.end && blocks.get(at).is_some_and(small) {
            at += 1;
        }
        Some(from..at)
    })
}

/// The hits in each of `parts`, up to one more than are kept in all; those of the parts after that are not looked for.
/// `None` if it is no longer wanted.
fn everywhere(
    document: &Document,
    pattern: &Pattern,
    parts: &[Range<usize>],
    workers: usize,
    still: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Vec<Range<usize>>>> {
    let (next, kept) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let found: Vec<OnceLock<Vec<Range<usize>>>> = parts.iter().map(|_| OnceLock::new()).collect();
    // Parts are taken in order, so that all before the last one taken are searched, too.
    let work = || {
        // Each thread has the memory of its own searches.
        let pattern = pattern.clone();
        while kept.load(Relaxed) <= MOST_HITS && still() {
            let nth = next.fetch_add(1, Relaxed);
            let (Some(part), Some(slot)) = (parts.get(nth), found.get(nth)) else {
                break;
            };
            let hits = in_blocks(document, &pattern, part.clone(), still);
            kept.fetch_add(hits.len(), Relaxed);
            let _ = slot.set(hits);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..workers {
            // Where no thread can be had this one does it all.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let hits = |slot: OnceLock<Vec<Range<usize>>>| slot.into_inner().unwrap_or_default();
    still().then(|| found.into_iter().map(hits).collect())
}

/// The hits in `those` blocks, up to one more than are kept.
fn in_blocks(
    document: &Document,
    pattern: &Pattern,
    those: Range<usize>,
    still: &(dyn Fn() -> bool + Sync),
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in document.blocks().get(those).unwrap_or_default() {
        if !still() {
            break;
        }
        let start = block.range.start;
        for hit in pattern.hits(document.slice(block.range.clone()), 0) {
            found.push(start + hit.start..start + hit.end);
            if found.len() > MOST_HITS {
                return found;
            }
        }
    }
    found
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
