//! Features: what of a token's surroundings the model weighs, each as one 64-bit hash.
//!
//! The same code serves the product and the training program. Each feature is a template's number stirred with a few
//! attributes; nothing is ever spelt out.

use super::words::{HYPHEN, OUTSIDE, TITLE, Word};
use std::ops::Range;

/// How a sentence is written as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Most words in small letters.
    Plain,
    /// Most Words Capitalised.
    Headline,
    /// NEARLY ALL CAPITALS.
    Capitals,
}

/// One sentence under the eyes of the model.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    words: &'a [Word],
    style: Style,
}

/// One hash from a template and what it weighs.
fn mix(template: u64, value: u64) -> u64 {
    let hash =
        (value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash ^ (hash >> 32)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

impl<'a> Sentence<'a> {
    /// A sentence of `words`.
    pub(super) fn new(words: &'a [Word]) -> Self {
        let (mut letters, mut capitals, mut shouted) = (0, 0, 0);
        for word in words {
            letters += usize::from(matches!(word.form, 14..=24));
            capitals += usize::from(word.capital);
            shouted += usize::from(word.form == 24 || word.form == 23);
        }
        let style = if letters >= 3 && shouted * 4 >= letters * 3 {
            Style::Capitals
        } else if letters >= 4 && capitals * 10 >= letters * 7 {
            Style::Headline
        } else {
            Style::Plain
        };
        Self { words, style }
    }

    fn word(&self, at: usize, step: isize) -> &'a Word {
        at.checked_add_signed(step)
            .and_then(|at| self.words.get(at))
            .unwrap_or(&OUTSIDE)
    }

    /// Whether the token at `at` may be part of a name: it or a neighbour has a capital.
    pub(super) fn is_live(&self, at: usize) -> bool {
        let last = self.word(at, -1);
        // "Yoon Suk-yeol": the small half belongs to the name.
        let joined = last.form == HYPHEN && self.word(at, -2).capital;
        joined || self.word(at, 0).capital || last.capital || self.word(at, 1).capital
    }

    /// The stretch of live tokens that begins at or after `at`.
    pub(super) fn next_live(&self, at: usize) -> Option<Range<usize>> {
        let start = (at..self.words.len()).find(|&at| self.is_live(at))?;
        let len = (start..self.words.len())
            .take_while(|&at| self.is_live(at))
            .count();
        Some(start..start + len)
    }

    /// The run of capitalised words and the hyphens between them that holds `at`; only `at` if it has no capital.
    fn run(&self, at: usize) -> Range<usize> {
        let inside = |at: usize| {
            let word = self.word(at, 0);
            word.capital && word.form != TITLE
                || word.form == HYPHEN && self.word(at, 1).capital && self.word(at, -1).capital
        };
        if !inside(at) {
            return at..at + 1;
        }
        let before = (0..at)
            .rev()
            .take(LONGEST_RUN)
            .take_while(|&at| inside(at))
            .count();
        let after = (at + 1..self.words.len())
            .take(LONGEST_RUN)
            .take_while(|&at| inside(at))
            .count();
        at - before..at + after + 1
    }

    /// Give `sink` every feature of the token at `at`.
    pub(super) fn features(&self, at: usize, mut sink: impl FnMut(u64)) {
        let word = |step| self.word(at, step);
        let (w0, w1, w2, v1, v2) = (word(0), word(1), word(2), word(-1), word(-2));
        let form = |word: &Word| u32::from(word.form);
        let style = self.style as u32;
        let cased = form(w0) << 2 | style;
        let mut put = |template: u64, value: u64| sink(mix(template, value));

        put(1, pair(cased, u32::from(at == 0)));
        put(2, u64::from(w0.low));
        put(3, pair(w0.low, cased));
        put(4, pair(w0.prefix, cased));
        put(5, pair(w0.suffix[0], cased));
        put(6, pair(w0.suffix[1], cased));
        put(7, pair(w0.suffix[2], cased));
        put(8, pair(v1.low, cased));
        put(9, pair(w1.low, cased));
        put(10, pair(v2.low, cased));
        put(11, pair(w2.low, cased));
        put(12, pair(v1.low, w0.low));
        put(13, pair(w0.low, w1.low));
        put(14, pair(form(v1) << 16 | cased, form(w1)));
        put(15, pair(form(v2) << 16 | form(v1) << 8 | cased, 0));
        put(16, pair(form(w2) << 16 | form(w1) << 8 | cased, 1));
        put(17, pair(v1.suffix[1], cased));
        put(18, pair(w1.suffix[1], cased));
        put(19, pair(v2.low, v1.low) ^ u64::from(cased) << 20);
        put(20, pair(w1.low, w2.low) ^ u64::from(cased) << 20);

        let names = |word: &Word| word.entry.names();
        put(21, pair(names(w0), cased));
        put(22, pair(names(v1) << 8 | names(w0), form(v1) << 8 | cased));
        put(23, pair(names(w0) << 8 | names(w1), form(w1) << 8 | cased));
        put(
            24,
            pair(
                names(v1) << 16 | names(w0) << 8 | names(w1),
                form(v1) << 24 | form(w1) << 16 | cased,
            ),
        );

        let run = self.run(at);
        let first = self.word(run.start, 0);
        let last = self.word(run.end, -1);
        let before = self.word(run.start, -1);
        let after = self.word(run.end, 0);
        let place = ((at - run.start).min(3) << 4 | (run.end - 1 - at).min(3) << 2) as u32 | style;
        put(25, pair(cased, place));
        put(26, pair(last.low, place));
        put(27, pair(first.low, place));
        put(28, pair(before.low, place));
        put(29, pair(after.low, place));
        put(30, pair(names(first) << 8 | names(last), place));
        put(31, pair(before.suffix[1], place));
        put(32, pair(last.suffix[1], place));
        put(33, pair(before.low, after.low));
        let class = |word: &Word| word.entry.class();
        put(35, pair(class(w0), cased));
        put(36, pair(class(v1), cased));
        put(37, pair(class(w1), cased));
        put(38, pair(class(v1) << 16 | class(w0), cased));
        put(39, pair(class(w0) << 16 | class(w1), cased));
        put(40, pair(class(before), place << 8 | form(w0)));
        put(41, pair(class(after), place << 8 | form(w0)));
        put(42, pair(class(last), place));
        put(43, pair(class(v2) << 16 | class(v1), cased));
        put(44, pair(class(before) << 16 | class(after), place));
        put(
            34,
            pair(form(before) << 8 | form(after), place << 8 | form(w0)),
        );
    }
}

/// Longest part of a run that is looked at on either side, tokens.
const LONGEST_RUN: usize = 8;
