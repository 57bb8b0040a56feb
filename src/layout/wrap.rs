//! Wraps text into lines, using textwrap's optimal-fit algorithm with our own word splitting, hyphenation and widths.
//!
//! No line of prose is wider than asked, its hyphen included, unless a single character is. Lines are in ascending order, only white
//! space is dropped between two lines, and a line feed always ends a line.

use super::hyphen;
use super::measure::{self, Grapheme};
use std::ops::Range;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

/// A fragment of text that is never broken.
#[derive(Debug, Clone, PartialEq)]
struct WordFragment {
    /// Its bytes, relative to the start of the text being wrapped.
    range: Range<usize>,
    cells: f64,
    /// The width of the spaces that follow, if the line goes on.
    space_cells: f64,
    /// Whether the word goes on after it, so that a hyphen is drawn if the line ends here.
    hyphenated: bool,
}

impl Fragment for WordFragment {
    fn width(&self) -> f64 {
        self.cells
    }

    fn whitespace_width(&self) -> f64 {
        self.space_cells
    }

    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.hyphenated))
    }
}

/// How text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrapMode<'a> {
    /// In lines of even length, with words hyphenated where the author has put soft hyphens and, in English, by the rules of
    /// the language.
    Prose(Hyphenation<'a>),
    /// With all spaces kept, in lines that end only at line feeds, however wide they are.
    Verbatim,
}

impl WrapMode<'_> {
    /// Prose without hyphenation.
    pub const PLAIN: Self = Self::Prose(Hyphenation {
        soft_hyphens: &[],
        english: false,
    });
}

/// Where words may be hyphenated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hyphenation<'a> {
    /// The byte offsets of soft hyphens, ascending.
    pub soft_hyphens: &'a [usize],
    /// Whether the text is English, so that other words are hyphenated by its rules.
    pub english: bool,
}

/// A line of wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedLine {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it ends inside a word, so that a hyphen must be drawn after it.
    pub hyphen: bool,
}

/// Wraps `text` into lines of at most `width` cells (at least 1), unless it is verbatim; the white space at line breaks belongs to no line. Text that
/// is empty or only white space yields one empty line per line feed, plus one.
///
/// # Examples
/// ```
/// use byline::layout::{WrapMode, wrap};
///
/// let text = "To be, or not to be: that is the question";
/// let lines: Vec<&str> = wrap(text, 10, WrapMode::PLAIN)
///     .into_iter()
///     .map(|line| &text[line.range])
///     .collect();
/// assert_eq!(lines, ["To be,", "or not to", "be: that", "is the", "question"]);
/// ```
pub fn wrap(text: &str, width: usize, mode: WrapMode<'_>) -> Vec<WrappedLine> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    for part in text.split('\n') {
        match mode {
            WrapMode::Prose(hyphenation) => {
                let is_inside = |at: &usize| *at > start && *at < start + part.len();
                let soft_hyphens: Vec<usize> = hyphenation
                    .soft_hyphens
                    .iter()
                    .filter(|at| is_inside(at))
                    .map(|at| at - start)
                    .collect();
                let hyphenation = Hyphenation {
                    soft_hyphens: &soft_hyphens,
                    ..hyphenation
                };
                wrap_prose(part, start, width, hyphenation, &mut lines);
            }
            WrapMode::Verbatim => lines.push(WrappedLine {
                range: start..start + part.len(),
                hyphen: false,
            }),
        }
        start += part.len() + 1;
    }
    lines
}

/// The narrowest line in which words are hyphenated, in cells.
const MIN_HYPHENATION_WIDTH: usize = 16;

/// The cost of a hyphen compared with that of a ragged edge: a hyphen is worth avoiding a gap of about twelve cells, but not a
/// smaller one.
const HYPHEN_PENALTY: usize = 150;

/// Wraps one line of `text`, which begins at byte `base`, as prose and appends the result to `lines`.
fn wrap_prose(
    text: &str,
    base: usize,
    width: usize,
    hyphenation: Hyphenation<'_>,
    lines: &mut Vec<WrappedLine>,
) {
    let line = |range: Range<usize>, hyphen| WrappedLine {
        range: base + range.start..base + range.end,
        hyphen,
    };
    let hyphenates = width >= MIN_HYPHENATION_WIDTH
        && (hyphenation.english || !hyphenation.soft_hyphens.is_empty());
    // If words can be hyphenated, they are not cut to the width before that.
    let max_cells = if hyphenates { usize::MAX } else { width };
    let words = split_words(text, width, max_cells);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        lines.push(line(0..0, false));
        return;
    };
    let total: f64 = words
        .iter()
        .map(|word| word.cells + word.space_cells)
        .sum::<f64>()
        - last.space_cells;
    if total <= width as f64 {
        lines.push(line(first.range.start..last.range.end, false));
        return;
    }
    let words = if hyphenates {
        break_long_words(text, hyphenate(text, words, hyphenation), width)
    } else {
        words
    };
    let widths = [width as f64];
    // A line that is too long is never needed: all words have been cut to the width, so there is always another way.
    let penalties = Penalties {
        overflow_penalty: 1_000_000,
        hyphen_penalty: HYPHEN_PENALTY,
        ..Penalties::new()
    };
    let fits = |line: &&[WordFragment]| {
        let cells: f64 = line.iter().map(|word| word.cells + word.space_cells).sum();
        let end = line
            .last()
            .map_or(0.0, |word| word.penalty_width() - word.space_cells);
        cells + end <= width as f64
    };
    let fitted = wrap_optimal_fit(&words, &widths, &penalties)
        .ok()
        .filter(|lines| lines.iter().all(fits))
        .unwrap_or_else(|| wrap_first_fit(&words, &widths));
    lines.extend(fitted.iter().filter_map(|words| {
        let (first, last) = (words.first()?, words.last()?);
        Some(line(first.range.start..last.range.end, last.hyphenated))
    }));
}

/// Divides `words` at the soft hyphens in them, or else by the rules of English.
fn hyphenate(
    text: &str,
    words: Vec<WordFragment>,
    hyphenation: Hyphenation<'_>,
) -> Vec<WordFragment> {
    let soft_hyphens = hyphenation.soft_hyphens;
    let mut parts = Vec::with_capacity(words.len() * 2);
    for word in words {
        let first = soft_hyphens.partition_point(|&at| at <= word.range.start);
        let within = soft_hyphens.iter().skip(first).copied();
        let mut breaks: Vec<usize> = within.take_while(|&at| at < word.range.end).collect();
        if breaks.is_empty() && hyphenation.english {
            let letters = text.get(word.range.clone()).unwrap_or_default();
            breaks = hyphen::english_breaks(letters)
                .into_iter()
                .map(|at| word.range.start + at)
                .collect();
        }
        let mut start = word.range.start;
        for at in breaks {
            if let Some(part) = text.get(start..at) {
                parts.push(WordFragment {
                    range: start..at,
                    cells: measure::cells(part) as f64,
                    space_cells: 0.0,
                    hyphenated: true,
                });
                start = at;
            }
        }
        let rest = text.get(start..word.range.end).unwrap_or_default();
        let cells = if start == word.range.start {
            word.cells
        } else {
            measure::cells(rest) as f64
        };
        parts.push(WordFragment {
            range: start..word.range.end,
            cells,
            ..word
        });
    }
    parts
}

/// Cuts those of `words` that are wider than a line.
fn break_long_words(text: &str, words: Vec<WordFragment>, width: usize) -> Vec<WordFragment> {
    let room = |word: &WordFragment| width as f64 - word.penalty_width();
    if words.iter().all(|word| word.cells <= room(word)) {
        return words;
    }
    let mut parts = Vec::with_capacity(words.len() + 8);
    for word in words {
        if word.cells <= room(&word) {
            parts.push(word);
            continue;
        }
        let letters = text.get(word.range.clone()).unwrap_or_default();
        push_word(letters, word.range.start, room(&word) as usize, &mut parts);
        if let Some(last) = parts.last_mut() {
            (last.space_cells, last.hyphenated) = (word.space_cells, word.hyphenated);
        }
    }
    parts
}

/// Splits a line of text into unbreakable fragments of at most `max_cells` cells, unless a single character is wider. Closing
/// punctuation after a space is joined to the word before it if both fit into `width` cells.
fn split_words(text: &str, width: usize, max_cells: usize) -> Vec<WordFragment> {
    let mut words: Vec<WordFragment> = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    for run in text.split_inclusive(' ') {
        let word = run.trim_end_matches(' ');
        let blanks = run.len() - word.len();
        if word.is_empty() {
            // More than one space: they are added to those of the word before; at the start of a line they are dropped.
            if let Some(last) = words.last_mut() {
                last.space_cells += blanks as f64;
            }
        } else if let Some(last) = words
            .last_mut()
            .filter(|last| is_trailing_punctuation(last, word, width))
        {
            last.range.end = at + word.len();
            last.cells += last.space_cells + measure::cells(word) as f64;
            last.space_cells = blanks as f64;
        } else {
            push_word(word, at, max_cells, &mut words);
            if let Some(last) = words.last_mut() {
                last.space_cells = blanks as f64;
            }
        }
        at += run.len();
    }
    words
}

/// Whether `word` is closing punctuation separated from the word before it by a space, as in French or by mistake. It must not
/// start a line, so it is joined to that word if both fit into `width` cells.
fn is_trailing_punctuation(before: &WordFragment, word: &str, width: usize) -> bool {
    let closes = word.len() <= 8 && word.chars().all(|c| ".,;:!?…”’»)]}".contains(c));
    closes && before.cells + before.space_cells + measure::cells(word) as f64 <= width as f64
}

/// Adds the fragments of `word`, which begins at byte `base`, to `words`, each at most `width` cells wide.
fn push_word(word: &str, base: usize, width: usize, words: &mut Vec<WordFragment>) {
    if word.is_ascii() && word.len() <= width && !word.contains(['-', '/']) {
        let range = base..base + word.len();
        words.push(WordFragment {
            range,
            cells: measure::cells(word) as f64,
            space_cells: 0.0,
            hyphenated: false,
        });
        return;
    }
    let mut start = 0;
    let mut used = 0;
    let mut before: Option<Grapheme<'_>> = None;
    for grapheme in measure::graphemes(word) {
        let can_break = before.is_some_and(|before| may_break(word, before, grapheme));
        if grapheme.start > start && (can_break || used + grapheme.cells > width) {
            words.push(WordFragment {
                range: base + start..base + grapheme.start,
                cells: used as f64,
                space_cells: 0.0,
                hyphenated: false,
            });
            (start, used) = (grapheme.start, 0);
        }
        used += grapheme.cells;
        before = Some(grapheme);
    }
    words.push(WordFragment {
        range: base + start..base + word.len(),
        cells: used as f64,
        space_cells: 0.0,
        hyphenated: false,
    });
}

/// Whether a line may end between two adjacent grapheme clusters of a word: after a hyphen or dash between letters, after a
/// slash in a URL, and between ideographs unless closing punctuation would start the line or opening punctuation end it.
fn may_break(word: &str, before: Grapheme<'_>, after: Grapheme<'_>) -> bool {
    let follows = |class: fn(char) -> bool| after.text.chars().next().is_some_and(class);
    match before.text {
        "-" | "–" | "—" | "\u{2010}" => {
            let (head, _) = word.split_at(before.start);
            follows(char::is_alphabetic)
                && head
                    .chars()
                    .rev()
                    .take(2)
                    .filter(|c| c.is_alphanumeric())
                    .count()
                    == 2
        }
        "/" => follows(char::is_alphanumeric) && word.contains("://"),
        _ => {
            let wide = before.cells == 2 && before.text.chars().all(char::is_alphanumeric)
                || after.cells == 2 && after.text.chars().all(char::is_alphanumeric);
            let closing = |c: char| "、。，．・：；！？）」』】〉》〕’”…ー％,.:;!?)]}%".contains(c);
            let opening = |c: char| "（「『【〈《〔‘“([{".contains(c);
            let closes = before.cells == 2 && before.text.chars().all(closing) && after.cells == 2;
            (wide || closes) && !follows(closing) && !before.text.chars().any(opening)
        }
    }
}

#[cfg(test)]
mod tests;
