//! Words → lines: optimal fit through textwrap's `Fragment`, over our own words and our own widths.
//!
//! Promises that no line is wider than asked, its hyphen included (as long as a single character fits), that lines are
//! ascending, that between two lines only blanks are lost, and that a line feed always ends one.

use super::hyphen;
use super::measure::{self, Grapheme};
use std::ops::Range;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

/// A stretch that is never broken.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    /// Bytes, counted from the start of the text being wrapped.
    range: Range<usize>,
    cells: f64,
    /// Cells of the blanks that follow, if the line goes on.
    blanks: f64,
    /// Whether it is the beginning of a word, so that a hyphen is drawn if the line ends here.
    divided: bool,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.cells
    }

    fn whitespace_width(&self) -> f64 {
        self.blanks
    }

    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.divided))
    }
}

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill<'a> {
    /// Even lines, as a typesetter would; words are divided at these bytes of the text, which the author chose, and, if it
    /// is English, where English does.
    Prose {
        /// Soft hyphens, ascending bytes of the text.
        soft: &'a [usize],
        /// Whether the words are English.
        english: bool,
    },
    /// Blanks are kept, lines are only cut where they do not fit.
    Verbatim,
}

impl Fill<'_> {
    /// Even lines without divided words.
    pub const PLAIN: Self = Self::Prose {
        soft: &[],
        english: false,
    };
}

/// One line of a wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether it ends inside a word, so that a hyphen is to be drawn.
    pub hyphen: bool,
}

/// Wrap `text` into lines of at most `width` cells (at least 1), without the blanks that the break swallows. A text of
/// nothing but blanks gives one empty line.
pub fn wrap(text: &str, width: usize, fill: Fill<'_>) -> Vec<Wrapped> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    for part in text.split('\n') {
        match fill {
            Fill::Prose { soft, english } => {
                let inside = |at: &usize| *at > start && *at < start + part.len();
                let soft: Vec<usize> = soft
                    .iter()
                    .filter(|at| inside(at))
                    .map(|at| at - start)
                    .collect();
                prose(part, start, width, (&soft, english), &mut lines);
            }
            Fill::Verbatim => verbatim(part, start, width, &mut lines),
        }
        start += part.len() + 1;
    }
    lines
}

/// The narrowest line in which words are divided, in cells, and what a division costs beside a ragged edge: a gap of a
/// dozen cells is worth one, a smaller one is not.
const DIVIDE_FROM_CELLS: usize = 16;
const DIVISION_PENALTY: usize = 150;

fn prose(
    text: &str,
    base: usize,
    width: usize,
    (soft, english): (&[usize], bool),
    lines: &mut Vec<Wrapped>,
) {
    let line = |range: Range<usize>, hyphen| Wrapped {
        range: base + range.start..base + range.end,
        hyphen,
    };
    let divides = width >= DIVIDE_FROM_CELLS && (english || !soft.is_empty());
    // Where words may be divided, that is better than cutting them where the line is full.
    let words = words(text, width, if divides { usize::MAX } else { width });
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        lines.push(line(0..0, false));
        return;
    };
    let whole: f64 = words
        .iter()
        .map(|word| word.cells + word.blanks)
        .sum::<f64>()
        - last.blanks;
    if whole <= width as f64 {
        lines.push(line(first.range.start..last.range.end, false));
        return;
    }
    let words = if divides {
        cut(text, divide(text, words, soft, english), width)
    } else {
        words
    };
    let widths = [width as f64];
    // A line too long is never worth it here: words are cut to the width before, so there is always another way.
    let penalties = Penalties {
        overflow_penalty: 1_000_000,
        hyphen_penalty: DIVISION_PENALTY,
        ..Penalties::new()
    };
    let fits = |line: &&[Word]| {
        let cells: f64 = line.iter().map(|word| word.cells + word.blanks).sum();
        let end = line
            .last()
            .map_or(0.0, |word| word.penalty_width() - word.blanks);
        cells + end <= width as f64
    };
    let fitted = wrap_optimal_fit(&words, &widths, &penalties)
        .ok()
        .filter(|lines| lines.iter().all(fits))
        .unwrap_or_else(|| wrap_first_fit(&words, &widths));
    lines.extend(fitted.iter().filter_map(|words| {
        let (first, last) = (words.first()?, words.last()?);
        Some(line(first.range.start..last.range.end, last.divided))
    }));
}

/// `words` with those parted that may be divided: at `soft` hyphens, else by the rules of English.
fn divide(text: &str, words: Vec<Word>, soft: &[usize], english: bool) -> Vec<Word> {
    let mut parts = Vec::with_capacity(words.len() * 2);
    for word in words {
        let within = soft.partition_point(|&at| at <= word.range.start)
            ..soft.partition_point(|&at| at < word.range.end);
        let mut breaks = soft.get(within).unwrap_or_default().to_vec();
        if breaks.is_empty() && english {
            let letters = text.get(word.range.clone()).unwrap_or_default();
            breaks = hyphen::english(letters)
                .into_iter()
                .map(|at| word.range.start + at)
                .collect();
        }
        let mut start = word.range.start;
        for at in breaks {
            if let Some(part) = text.get(start..at) {
                parts.push(Word {
                    range: start..at,
                    cells: measure::cells(part) as f64,
                    blanks: 0.0,
                    divided: true,
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
        parts.push(Word {
            range: start..word.range.end,
            cells,
            ..word
        });
    }
    parts
}

/// `words` with those cut that no line holds.
fn cut(text: &str, words: Vec<Word>, width: usize) -> Vec<Word> {
    let room = |word: &Word| width as f64 - word.penalty_width();
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
            (last.blanks, last.divided) = (word.blanks, word.divided);
        }
    }
    parts
}

fn verbatim(text: &str, base: usize, width: usize, lines: &mut Vec<Wrapped>) {
    let line = |range: Range<usize>| Wrapped {
        range: base + range.start..base + range.end,
        hyphen: false,
    };
    let (mut start, mut used) = (0, 0);
    for Grapheme {
        start: at, cells, ..
    } in measure::graphemes(text)
    {
        if used + cells > width && at > start {
            lines.push(line(start..at));
            (start, used) = (at, 0);
        }
        used += cells;
    }
    lines.push(line(start..text.len()));
}

/// The unbreakable stretches of one line of text, each at most `longest` cells where a character allows it.
fn words(text: &str, width: usize, longest: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    for run in text.split_inclusive(' ') {
        let word = run.trim_end_matches(' ');
        let blanks = run.len() - word.len();
        if word.is_empty() {
            // More than one blank: they belong to the word before; at the start of a line they are lost.
            if let Some(last) = words.last_mut() {
                last.blanks += blanks as f64;
            }
        } else if let Some(last) = words.last_mut().filter(|last| clings(last, word, width)) {
            last.range.end = at + word.len();
            last.cells += last.blanks + measure::cells(word) as f64;
            last.blanks = blanks as f64;
        } else {
            push_word(word, at, longest, &mut words);
            if let Some(last) = words.last_mut() {
                last.blanks = blanks as f64;
            }
        }
        at += run.len();
    }
    words
}

/// Whether `word` is a closing mark set apart from the word before it by a blank, as some languages and bad typists do:
/// it must not begin a line.
fn clings(before: &Word, word: &str, width: usize) -> bool {
    let closes = word.len() <= 8 && word.chars().all(|c| ".,;:!?…”’»)]}".contains(c));
    closes && before.cells + before.blanks + measure::cells(word) as f64 <= width as f64
}

fn push_word(word: &str, base: usize, width: usize, words: &mut Vec<Word>) {
    if word.is_ascii() && word.len() <= width && !word.contains(['-', '/']) {
        let range = base..base + word.len();
        words.push(Word {
            range,
            cells: measure::cells(word) as f64,
            blanks: 0.0,
            divided: false,
        });
        return;
    }
    let mut start = 0;
    let mut used = 0;
    let mut before: Option<Grapheme<'_>> = None;
    for grapheme in measure::graphemes(word) {
        let may = before.is_some_and(|before| may_break(word, before, grapheme));
        if grapheme.start > start && (may || used + grapheme.cells > width) {
            words.push(Word {
                range: base + start..base + grapheme.start,
                cells: used as f64,
                blanks: 0.0,
                divided: false,
            });
            (start, used) = (grapheme.start, 0);
        }
        used += grapheme.cells;
        before = Some(grapheme);
    }
    words.push(Word {
        range: base + start..base + word.len(),
        cells: used as f64,
        blanks: 0.0,
        divided: false,
    });
}

/// Whether a line may end between two neighbouring graphemes of one word: after a hyphen or a dash between letters,
/// after a slash in an address, and between ideographs unless a closing mark would begin the line.
fn may_break(word: &str, before: Grapheme<'_>, after: Grapheme<'_>) -> bool {
    let follows = |class: fn(char) -> bool| after.text.chars().next().is_some_and(class);
    match before.text {
        "-" | "–" | "—" | "\u{2010}" => {
            let head = word.get(..before.start).unwrap_or_default();
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
