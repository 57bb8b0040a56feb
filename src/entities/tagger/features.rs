//! Context features: what the model looks at around a token, each feature as one 64-bit hash.
//!
//! The program and the training code share these functions, so the weights fit only the templates as they are numbered
//! here. A feature is the number of its template mixed with a few attributes of words; feature strings are never built.

use super::word_attributes::{HYPHEN_SHAPE, PADDING, TITLE_SHAPE, WordAttributes};
use std::ops::Range;

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CasePattern {
    /// Most words are in lower case.
    SentenceCase,
    /// Most Words Are Capitalised, as in a headline.
    TitleCase,
    /// NEARLY ALL WORDS ARE IN CAPITALS.
    AllCaps,
}

/// The words of one sentence, from which features are extracted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    words: &'a [WordAttributes],
    case_pattern: CasePattern,
}

/// Mixes the number of a template and the value of its attributes into one hash.
fn hash_feature(template: u64, value: u64) -> u64 {
    let hash =
        (value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash ^ (hash >> 32)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

fn pack_pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

impl<'a> Sentence<'a> {
    /// A sentence of `words`; detects its case pattern.
    pub(super) fn new(words: &'a [WordAttributes]) -> Self {
        let (mut letters, mut capitals, mut upper_case) = (0, 0, 0);
        for word in words {
            letters += usize::from(matches!(word.shape_code, 14..=24));
            capitals += usize::from(word.is_capitalised);
            upper_case += usize::from(word.shape_code == 24 || word.shape_code == 23);
        }
        let case_pattern = if letters >= 3 && upper_case * 4 >= letters * 3 {
            CasePattern::AllCaps
        } else if letters >= 4 && capitals * 10 >= letters * 7 {
            CasePattern::TitleCase
        } else {
            CasePattern::SentenceCase
        };
        Self {
            words,
            case_pattern,
        }
    }

    fn word_at(&self, at: usize, step: isize) -> &'a WordAttributes {
        at.checked_add_signed(step)
            .and_then(|at| self.words.get(at))
            .unwrap_or(&PADDING)
    }

    /// Whether the token at `at` may be part of a name: it or a neighbour is capitalised.
    pub(super) fn is_candidate(&self, at: usize) -> bool {
        let previous = self.word_at(at, -1);
        // "Yoon Suk-yeol": the lower-case part after the hyphen belongs to the name.
        let joined = previous.shape_code == HYPHEN_SHAPE && self.word_at(at, -2).is_capitalised;
        joined
            || self.word_at(at, 0).is_capitalised
            || previous.is_capitalised
            || self.word_at(at, 1).is_capitalised
    }

    /// The next segment: the run of candidate tokens that begins at or after `at`.
    pub(super) fn next_segment(&self, at: usize) -> Option<Range<usize>> {
        let start = (at..self.words.len()).find(|&at| self.is_candidate(at))?;
        let len = (start..self.words.len())
            .take_while(|&at| self.is_candidate(at))
            .count();
        Some(start..start + len)
    }

    /// The run of capitalised words, with the hyphens between them, that contains `at`; just `at` if it is not
    /// capitalised. Looks at most [`MAX_RUN_SIDE`] tokens to either side.
    fn capitalised_run(&self, at: usize) -> Range<usize> {
        let inside = |at: usize| {
            let word = self.word_at(at, 0);
            word.is_capitalised && word.shape_code != TITLE_SHAPE
                || word.shape_code == HYPHEN_SHAPE
                    && self.word_at(at, 1).is_capitalised
                    && self.word_at(at, -1).is_capitalised
        };
        if !inside(at) {
            return at..at + 1;
        }
        let before = (0..at)
            .rev()
            .take(MAX_RUN_SIDE)
            .take_while(|&at| inside(at))
            .count();
        let after = (at + 1..self.words.len())
            .take(MAX_RUN_SIDE)
            .take_while(|&at| inside(at))
            .count();
        at - before..at + after + 1
    }

    /// Passes to `sink` the hash of each feature of the token at `at`.
    pub(super) fn emit_features(&self, at: usize, mut sink: impl FnMut(u64)) {
        let word = |step| self.word_at(at, step);
        let (w0, w1, w2, v1, v2) = (word(0), word(1), word(2), word(-1), word(-2));
        let shape = |word: &WordAttributes| u32::from(word.shape_code);
        let case_pattern = self.case_pattern as u32;
        let cased = shape(w0) << 2 | case_pattern;
        let mut put = |template: u64, value: u64| sink(hash_feature(template, value));

        put(1, pack_pair(cased, u32::from(at == 0)));
        put(2, u64::from(w0.lower_hash));
        put(3, pack_pair(w0.lower_hash, cased));
        put(4, pack_pair(w0.prefix, cased));
        put(5, pack_pair(w0.suffixes[0], cased));
        put(6, pack_pair(w0.suffixes[1], cased));
        put(7, pack_pair(w0.suffixes[2], cased));
        put(8, pack_pair(v1.lower_hash, cased));
        put(9, pack_pair(w1.lower_hash, cased));
        put(10, pack_pair(v2.lower_hash, cased));
        put(11, pack_pair(w2.lower_hash, cased));
        put(12, pack_pair(v1.lower_hash, w0.lower_hash));
        put(13, pack_pair(w0.lower_hash, w1.lower_hash));
        put(14, pack_pair(shape(v1) << 16 | cased, shape(w1)));
        put(15, pack_pair(shape(v2) << 16 | shape(v1) << 8 | cased, 0));
        put(16, pack_pair(shape(w2) << 16 | shape(w1) << 8 | cased, 1));
        put(17, pack_pair(v1.suffixes[1], cased));
        put(18, pack_pair(w1.suffixes[1], cased));
        put(
            19,
            pack_pair(v2.lower_hash, v1.lower_hash) ^ u64::from(cased) << 20,
        );
        put(
            20,
            pack_pair(w1.lower_hash, w2.lower_hash) ^ u64::from(cased) << 20,
        );

        let names = |word: &WordAttributes| word.lexicon_entry.name_bits();
        put(21, pack_pair(names(w0), cased));
        put(
            22,
            pack_pair(names(v1) << 8 | names(w0), shape(v1) << 8 | cased),
        );
        put(
            23,
            pack_pair(names(w0) << 8 | names(w1), shape(w1) << 8 | cased),
        );
        put(
            24,
            pack_pair(
                names(v1) << 16 | names(w0) << 8 | names(w1),
                shape(v1) << 24 | shape(w1) << 16 | cased,
            ),
        );

        let run = self.capitalised_run(at);
        let first = self.word_at(run.start, 0);
        let last = self.word_at(run.end, -1);
        let before = self.word_at(run.start, -1);
        let after = self.word_at(run.end, 0);
        let run_position =
            ((at - run.start).min(3) << 4 | (run.end - 1 - at).min(3) << 2) as u32 | case_pattern;
        put(25, pack_pair(cased, run_position));
        put(26, pack_pair(last.lower_hash, run_position));
        put(27, pack_pair(first.lower_hash, run_position));
        put(28, pack_pair(before.lower_hash, run_position));
        put(29, pack_pair(after.lower_hash, run_position));
        put(30, pack_pair(names(first) << 8 | names(last), run_position));
        put(31, pack_pair(before.suffixes[1], run_position));
        put(32, pack_pair(last.suffixes[1], run_position));
        put(33, pack_pair(before.lower_hash, after.lower_hash));
        let class = |word: &WordAttributes| word.lexicon_entry.word_class();
        put(35, pack_pair(class(w0), cased));
        put(36, pack_pair(class(v1), cased));
        put(37, pack_pair(class(w1), cased));
        put(38, pack_pair(class(v1) << 16 | class(w0), cased));
        put(39, pack_pair(class(w0) << 16 | class(w1), cased));
        put(40, pack_pair(class(before), run_position << 8 | shape(w0)));
        put(41, pack_pair(class(after), run_position << 8 | shape(w0)));
        put(42, pack_pair(class(last), run_position));
        put(43, pack_pair(class(v2) << 16 | class(v1), cased));
        put(
            44,
            pack_pair(class(before) << 16 | class(after), run_position),
        );
        let kinds = |word: &WordAttributes| u32::from(word.kinds.0);
        let phrase = |word: &WordAttributes| {
            u32::from(word.phrase.kinds.0) | u32::from(word.phrase.part) << 16
        };
        put(45, pack_pair(kinds(w0), cased));
        put(46, pack_pair(phrase(w0), cased));
        put(47, pack_pair(kinds(w0) << 8 | names(w0), run_position));
        put(48, pack_pair(kinds(w0), before.lower_hash));
        put(49, pack_pair(kinds(w0), after.lower_hash));
        put(50, pack_pair(phrase(w0), run_position));
        put(
            51,
            pack_pair(phrase(v1) ^ phrase(w1).rotate_left(12), phrase(w0)),
        );
        put(
            34,
            pack_pair(
                shape(before) << 8 | shape(after),
                run_position << 8 | shape(w0),
            ),
        );
    }
}

/// How many tokens of a run are looked at on either side.
const MAX_RUN_SIDE: usize = 8;
