//! Searches the text of a document for a pattern that the user types.
//!
//! A pattern is a regular expression. One that does not parse is searched for literally, and [`Pattern::error`] says what is
//! wrong with it. Case is ignored unless the pattern has a capital letter, accents are ignored unless it has an accented one,
//! and a blank matches any run of white space, so that line breaks in verse or code do no harm.
//!
//! Matches are byte ranges of the text, independent of how it is wrapped. A match is never empty, lies within one block and
//! on character boundaries. The search time is linear in the length of the text.

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

/// The largest number of matches that a search returns.
pub const MAX_MATCHES: usize = 50_000;

/// Bytes of text that a thread searches at a time; less would not repay the cost of handing it out.
const CHUNK_BYTES: usize = 128 << 10;

/// Upper limit, in bytes, of a compiled regular expression, and of the cache of its lazy DFA.
const MAX_REGEX_BYTES: usize = 4 << 20;

/// A compiled search pattern.
///
/// ```
/// use byline::search::Pattern;
///
/// // Case and accents are ignored unless the pattern has a capital or an accented letter.
/// assert!(Pattern::new("erdogan").is_match("President Erdoğan"));
/// assert!(!Pattern::new("Erdogan").is_match("ERDOGAN"));
///
/// // What is not a valid regular expression is searched for literally.
/// let pattern = Pattern::new("f(x");
/// assert_eq!(pattern.error(), Some("no closing )"));
/// assert!(pattern.is_match("f(x) = 2"));
/// ```
#[derive(Debug, Clone)]
pub struct Pattern {
    source: String,
    error: Option<&'static str>,
    /// `None` if even the literal pattern cannot be compiled; it then matches nowhere.
    regex: Option<RegexVariants>,
}

/// The same pattern compiled for different kinds of text: Unicode word boundaries are slow, so texts that do not need them
/// are searched without.
#[derive(Debug, Clone)]
struct RegexVariants {
    /// For any text.
    unicode: Regex,
    /// For text that is all ASCII, in which it finds the same matches; `None` if it cannot be compiled.
    ascii: Option<Regex>,
    /// For text whose letters and digits are all ASCII, whatever its quotation marks and dashes; `None` if the pattern has no
    /// word boundaries, or cannot be compiled.
    ascii_words: Option<Regex>,
}

impl RegexVariants {
    /// The fastest variant that finds every match in `text`.
    fn fastest_for(&self, text: &str) -> &Regex {
        match (&self.ascii, &self.ascii_words) {
            (Some(regex), _) if text.is_ascii() => regex,
            (_, Some(regex)) if has_only_ascii_words(text) => regex,
            _ => &self.unicode,
        }
    }
}

/// Whether every word character (`\w`) of `text` is ASCII. It may return `false` although all are, but never `true` although
/// one is not.
fn has_only_ascii_words(text: &str) -> bool {
    // General punctuation, arrows, technical symbols, box drawing, shapes and dingbats: what running text uses often.
    let is_ascii_or_sign = |c: char| {
        c.is_ascii()
            || matches!(c, '\u{2010}'..='\u{203e}' | '\u{2190}'..='\u{23ff}' | '\u{2500}'..='\u{27bf}')
    };
    text.chars().all(is_ascii_or_sign)
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Compiles `typed` as a regular expression, or as a literal if it is not one.
    pub fn new(typed: &str) -> Self {
        let (error, regex) = match compile(typed) {
            Ok(regex) => (None, Some(regex)),
            Err(error) => (Some(error), compile(&regex_syntax::escape(typed)).ok()),
        };
        Self {
            source: typed.to_owned(),
            error,
            regex,
        }
    }

    /// Compiles `typed` as a literal: no character has a special meaning. Case, accents and blanks are matched as in
    /// [`new`](Self::new).
    pub fn literal(typed: &str) -> Self {
        Self {
            source: typed.to_owned(),
            error: None,
            regex: compile(&regex_syntax::escape(typed)).ok(),
        }
    }

    /// Whether the pattern matches anywhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.matches(text, 0).next().is_some()
    }

    /// Whether the first match covers all of `text`.
    pub fn is_full_match(&self, text: &str) -> bool {
        self.matches(text, 0).next() == Some(0..text.len())
    }

    /// The pattern as it was typed.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Why the pattern is not a valid regular expression, in a few words; `None` if it is one.
    pub fn error(&self) -> Option<&'static str> {
        self.error
    }

    /// The non-empty matches in `text` that begin at byte `from` or later, in ascending order.
    fn matches<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = from;
        let regex = self
            .regex
            .as_ref()
            .map(|variants| variants.fastest_for(text));
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

/// Compiles `typed`; the error says in a few words what is wrong with it.
fn compile(typed: &str) -> Result<RegexVariants, &'static str> {
    let ast = ast::parse::Parser::new()
        .parse(typed)
        .map_err(|error| describe_error(error.kind()))?;
    let is_case_sensitive = has_capital(&ast);
    let invalid = "invalid regular expression";
    let hir = TranslatorBuilder::new()
        .case_insensitive(!is_case_sensitive)
        .multi_line(true)
        .build()
        .translate(typed, &ast)
        .map_err(|_unknown_class| invalid)?;
    let match_accented = !typed.chars().any(fold::has_accent);
    let hir = fold::widen_pattern(hir, match_accented);
    let build = |hir: &Hir| {
        RegexBuilder::new(&hir.to_string())
            .size_limit(MAX_REGEX_BYTES)
            .dfa_size_limit(MAX_REGEX_BYTES)
            .build()
    };
    let unicode = build(&hir).map_err(|_too_big| "pattern too large")?;
    let has_boundaries = hir.properties().look_set().contains_word();
    let ascii_words = if has_boundaries {
        build(&fold::with_ascii_boundaries(hir.clone())).ok()
    } else {
        None
    };
    let ascii = build(&fold::restrict_to_ascii(hir)).ok();
    Ok(RegexVariants {
        unicode,
        ascii,
        ascii_words,
    })
}

/// Whether a literal or a class of the pattern has a capital letter; escapes such as `\W` do not count.
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

/// The message about a syntax error of a pattern, in a few words.
fn describe_error(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::ClassUnclosed => "no closing ]",
        ErrorKind::ClassRangeInvalid => "range out of order",
        ErrorKind::GroupUnclosed => "no closing )",
        ErrorKind::GroupUnopened => "no opening (",
        ErrorKind::RepetitionMissing => "nothing to repeat",
        ErrorKind::RepetitionCountUnclosed => "no closing }",
        ErrorKind::RepetitionCountInvalid => "repeat count out of order",
        ErrorKind::RepetitionCountDecimalEmpty => "no number in { }",
        ErrorKind::EscapeUnexpectedEof => "nothing after \\",
        ErrorKind::EscapeUnrecognized => "unknown escape after \\",
        ErrorKind::UnsupportedLookAround => "look-around is not supported",
        ErrorKind::UnsupportedBackreference => "back-references are not supported",
        _ => "invalid regular expression",
    }
}

/// The matches that a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// Byte ranges of the text, in ascending order and disjoint.
    pub matches: Vec<Range<usize>>,
    /// Whether there were more than [`MAX_MATCHES`], and some were left out.
    pub is_truncated: bool,
}

/// Finds all matches in `document`, in ascending order.
///
/// The search starts at the block that holds byte `from` and wraps around, so that the matches from there on are kept if
/// there are more than [`MAX_MATCHES`]. A long text is searched by as many threads as there are cores. `is_wanted` is called
/// before every block: once it returns `false` the search stops, and the result is `None`.
///
/// ```
/// use byline::document::{BlockKind, Builder};
/// use byline::search::{Pattern, find_all};
///
/// # fn main() -> Result<(), &'static str> {
/// let mut builder = Builder::new("example");
/// builder.push("Two lamps, two keepers");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let results = find_all(&document, &Pattern::new("two"), 0, &|| true).ok_or("cancelled")?;
/// assert_eq!(results.matches, [0..3, 11..14]);
/// assert!(!results.is_truncated);
/// # Ok(())
/// # }
/// ```
pub fn find_all(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    is_wanted: &(dyn Fn() -> bool + Sync),
) -> Option<SearchResults> {
    let first = document.block_at(from);
    let blocks = document.blocks();
    let chunks: Vec<Range<usize>> = chunks(blocks, first..blocks.len())
        .chain(chunks(blocks, 0..first))
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let matches = search_chunks(
        document,
        pattern,
        &chunks,
        cores.min(chunks.len()),
        is_wanted,
    )?;
    let mut results = SearchResults::default();
    let mut wrap_index = 0;
    for (chunk, matches) in chunks.iter().zip(matches) {
        if chunk.start == 0 {
            wrap_index = results.matches.len();
        }
        results.matches.extend(matches);
    }
    results.is_truncated = results.matches.len() > MAX_MATCHES;
    results.matches.truncate(MAX_MATCHES);
    let wrap_index = wrap_index.min(results.matches.len());
    results.matches.rotate_left(wrap_index);
    Some(results)
}

/// Splits the blocks with the indices `range` into chunks of about [`CHUNK_BYTES`], each a range of block indices.
fn chunks(blocks: &[Block], range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let start = blocks.get(at).filter(|_| at < range.end)?.range.start;
        let from = at;
        let fits = |block: &Block| block.range.start - start < CHUNK_BYTES;
        while at < range.end && blocks.get(at).is_some_and(fits) {
            at += 1;
        }
        Some(from..at)
    })
}

/// Searches `chunks` (ranges of block indices) with as many threads as `workers`: the matches of each chunk, in the order of
/// the chunks. Chunks that come after more than [`MAX_MATCHES`] matches are not searched. `None` if the search was cancelled.
fn search_chunks(
    document: &Document,
    pattern: &Pattern,
    chunks: &[Range<usize>],
    workers: usize,
    is_wanted: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Vec<Range<usize>>>> {
    let (next, match_count) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let slots: Vec<OnceLock<Vec<Range<usize>>>> = chunks.iter().map(|_| OnceLock::new()).collect();
    // Chunks are handed out in order, so that every chunk before the last one searched is searched as well.
    let work = || {
        // A clone has a cache of its own, which the threads would otherwise contend for.
        let pattern = pattern.clone();
        while match_count.load(Relaxed) <= MAX_MATCHES && is_wanted() {
            let nth = next.fetch_add(1, Relaxed);
            let (Some(chunk), Some(slot)) = (chunks.get(nth), slots.get(nth)) else {
                break;
            };
            let matches = search_blocks(document, &pattern, chunk.clone(), is_wanted);
            match_count.fetch_add(matches.len(), Relaxed);
            let _ = slot.set(matches);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..workers {
            // If no thread can be started, this one does the work.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let matches = |slot: OnceLock<Vec<Range<usize>>>| slot.into_inner().unwrap_or_default();
    is_wanted().then(|| slots.into_iter().map(matches).collect())
}

/// Searches the blocks with the indices `range`, and stops one match after [`MAX_MATCHES`].
fn search_blocks(
    document: &Document,
    pattern: &Pattern,
    range: Range<usize>,
    is_wanted: &(dyn Fn() -> bool + Sync),
) -> Vec<Range<usize>> {
    let mut matches = Vec::new();
    for block in document.blocks().get(range).unwrap_or_default() {
        if !is_wanted() {
            break;
        }
        let start = block.range.start;
        for found in pattern.matches(document.slice(block.range.clone()), 0) {
            matches.push(start + found.start..start + found.end);
            if matches.len() > MAX_MATCHES {
                return matches;
            }
        }
    }
    matches
}

/// Finds the matches in about `bytes` bytes of `document` from byte `from` on, for a first result before a long text has been
/// searched. A match at either edge may be missing.
pub fn find_near(
    document: &Document,
    pattern: &Pattern,
    from: usize,
    bytes: usize,
) -> Vec<Range<usize>> {
    let end = document.floor_char_boundary(from.saturating_add(bytes));
    let mut matches = Vec::new();
    for block in document.blocks().iter().skip(document.block_at(from)) {
        if block.range.start >= end {
            break;
        }
        let start = block.range.start;
        let at = match from.saturating_sub(start) {
            distance if distance > bytes / 4 => document.floor_char_boundary(from) - start,
            _ => 0,
        };
        let text = document.slice(start..block.range.end.min(end));
        matches.extend(
            pattern
                .matches(text, at)
                .take(MAX_MATCHES)
                .map(|found| start + found.start..start + found.end),
        );
    }
    matches
}

#[cfg(test)]
mod tests;
