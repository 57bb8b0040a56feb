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

    /// Passes to `sink` the features of the token at `at`.
    ///
    /// Those that depend on one word and on little else are passed as a group, because their weights can be kept.
    pub(super) fn emit_features(&self, at: usize, sink: &mut impl FeatureSink) {
        let around = Surroundings::new(self, at);
        around.emit_groups(sink);
        around.emit_of_several_words(sink);
    }
}

/// Receives the features of a token.
pub(super) trait FeatureSink {
    /// Takes one feature.
    fn feature(&mut self, hash: u64);

    /// Takes the features of a group. The same `key` always has the same features.
    fn group<const N: usize>(&mut self, key: u64, features: impl FnOnce() -> [u64; N]);
}

/// Every feature is a feature of its own.
impl<F: FnMut(u64)> FeatureSink for F {
    fn feature(&mut self, hash: u64) {
        self(hash);
    }

    fn group<const N: usize>(&mut self, _key: u64, features: impl FnOnce() -> [u64; N]) {
        features().into_iter().for_each(self);
    }
}

/// A token, the words around it, and the run of capitalised words that it belongs to.
struct Surroundings<'a> {
    w0: &'a WordAttributes,
    w1: &'a WordAttributes,
    w2: &'a WordAttributes,
    v1: &'a WordAttributes,
    v2: &'a WordAttributes,
    first: &'a WordAttributes,
    last: &'a WordAttributes,
    before: &'a WordAttributes,
    after: &'a WordAttributes,
    /// The token's shape, and how the sentence uses capitals.
    cased: u32,
    /// Where in the run the token stands, and how the sentence uses capitals.
    run_position: u32,
    begins_sentence: bool,
}

fn shape(word: &WordAttributes) -> u32 {
    u32::from(word.shape_code)
}

fn names(word: &WordAttributes) -> u32 {
    word.lexicon_entry.name_bits()
}

fn class(word: &WordAttributes) -> u32 {
    word.lexicon_entry.word_class()
}

fn kinds(word: &WordAttributes) -> u32 {
    u32::from(word.kinds.0)
}

fn phrase(word: &WordAttributes) -> u32 {
    u32::from(word.phrase.kinds.0) | u32::from(word.phrase.part) << 16
}

/// The key of a group: the role in which a word is looked at, the word, and what else its features depend on.
fn group_key(role: u64, word: &WordAttributes, condition: u32) -> u64 {
    let value =
        word.word_hash ^ (u64::from(condition) << 8 | role).wrapping_mul(0xa24b_aed4_963e_e407);
    value.wrapping_mul(0x9fb2_1c65_1e98_df25)
}

impl<'a> Surroundings<'a> {
    fn new(sentence: &Sentence<'a>, at: usize) -> Self {
        let word = |step| sentence.word_at(at, step);
        let w0 = word(0);
        let case_pattern = sentence.case_pattern as u32;
        let run = sentence.capitalised_run(at);
        let place = (at - run.start).min(3) << 4 | (run.end - 1 - at).min(3) << 2;
        Self {
            w0,
            w1: word(1),
            w2: word(2),
            v1: word(-1),
            v2: word(-2),
            first: sentence.word_at(run.start, 0),
            last: sentence.word_at(run.end, -1),
            before: sentence.word_at(run.start, -1),
            after: sentence.word_at(run.end, 0),
            cased: shape(w0) << 2 | case_pattern,
            run_position: place as u32 | case_pattern,
            begins_sentence: at == 0,
        }
    }

    /// The features of one word each.
    fn emit_groups(&self, sink: &mut impl FeatureSink) {
        let Self {
            cased,
            run_position,
            ..
        } = *self;
        let hash = |template, a, b| hash_feature(template, pack_pair(a, b));
        let word = self.w0;
        sink.group(group_key(0, word, cased), || {
            [
                hash_feature(2, u64::from(word.lower_hash)),
                hash(3, word.lower_hash, cased),
                hash(4, word.prefix, cased),
                hash(5, word.suffixes[0], cased),
                hash(6, word.suffixes[1], cased),
                hash(7, word.suffixes[2], cased),
                hash(21, names(word), cased),
                hash(35, class(word), cased),
                hash(45, kinds(word), cased),
                hash(52, word.meaning.smallest(), cased),
                hash(68, word.meaning.fine(), cased),
            ]
        });
        let word = self.v1;
        sink.group(group_key(1, word, cased), || {
            [
                hash(8, word.lower_hash, cased),
                hash(17, word.suffixes[1], cased),
                hash(36, class(word), cased),
                hash(53, word.meaning.fine(), cased),
            ]
        });
        let word = self.w1;
        sink.group(group_key(2, word, cased), || {
            [
                hash(9, word.lower_hash, cased),
                hash(18, word.suffixes[1], cased),
                hash(37, class(word), cased),
                hash(54, word.meaning.fine(), cased),
            ]
        });
        let word = self.v2;
        sink.group(group_key(3, word, cased), || {
            [
                hash(10, word.lower_hash, cased),
                hash(69, word.meaning.fine(), cased),
            ]
        });
        let word = self.w2;
        sink.group(group_key(4, word, cased), || {
            [
                hash(11, word.lower_hash, cased),
                hash(70, word.meaning.fine(), cased),
            ]
        });
        let shaped_position = run_position << 8 | shape(self.w0);
        let word = self.before;
        sink.group(group_key(5, word, shaped_position), || {
            [
                hash(28, word.lower_hash, run_position),
                hash(31, word.suffixes[1], run_position),
                hash(40, class(word), shaped_position),
                hash(60, word.meaning.fine(), shaped_position),
            ]
        });
        let word = self.after;
        sink.group(group_key(6, word, shaped_position), || {
            [
                hash(29, word.lower_hash, run_position),
                hash(41, class(word), shaped_position),
                hash(61, word.meaning.fine(), shaped_position),
            ]
        });
        let word = self.last;
        sink.group(group_key(7, word, run_position), || {
            [
                hash(26, word.lower_hash, run_position),
                hash(32, word.suffixes[1], run_position),
                hash(42, class(word), run_position),
                hash(58, word.meaning.fine(), run_position),
            ]
        });
        let word = self.first;
        sink.group(group_key(8, word, run_position), || {
            [
                hash(27, word.lower_hash, run_position),
                hash(59, word.meaning.fine(), run_position),
            ]
        });
    }

    /// The features of several words together.
    fn emit_of_several_words(&self, sink: &mut impl FeatureSink) {
        let &Self {
            w0,
            w1,
            w2,
            v1,
            v2,
            first,
            last,
            before,
            after,
            cased,
            run_position,
            begins_sentence,
        } = self;
        let mut put = |template, value| sink.feature(hash_feature(template, value));
        put(1, pack_pair(cased, u32::from(begins_sentence)));
        put(12, pack_pair(v1.lower_hash, w0.lower_hash));
        put(13, pack_pair(w0.lower_hash, w1.lower_hash));
        put(14, pack_pair(shape(v1) << 16 | cased, shape(w1)));
        put(15, pack_pair(shape(v2) << 16 | shape(v1) << 8 | cased, 0));
        put(16, pack_pair(shape(w2) << 16 | shape(w1) << 8 | cased, 1));
        put(
            19,
            pack_pair(v2.lower_hash, v1.lower_hash) ^ u64::from(cased) << 20,
        );
        put(
            20,
            pack_pair(w1.lower_hash, w2.lower_hash) ^ u64::from(cased) << 20,
        );
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
        put(25, pack_pair(cased, run_position));
        put(30, pack_pair(names(first) << 8 | names(last), run_position));
        put(33, pack_pair(before.lower_hash, after.lower_hash));
        put(
            34,
            pack_pair(
                shape(before) << 8 | shape(after),
                run_position << 8 | shape(w0),
            ),
        );
        put(38, pack_pair(class(v1) << 16 | class(w0), cased));
        put(39, pack_pair(class(w0) << 16 | class(w1), cased));
        put(43, pack_pair(class(v2) << 16 | class(v1), cased));
        put(
            44,
            pack_pair(class(before) << 16 | class(after), run_position),
        );
        put(46, pack_pair(phrase(w0), cased));
        put(47, pack_pair(kinds(w0) << 8 | names(w0), run_position));
        put(48, pack_pair(kinds(w0), before.lower_hash));
        put(49, pack_pair(kinds(w0), after.lower_hash));
        put(50, pack_pair(phrase(w0), run_position));
        put(
            51,
            pack_pair(phrase(v1) ^ phrase(w1).rotate_left(12), phrase(w0)),
        );
        let pair = |first: &WordAttributes, second: &WordAttributes| {
            first.meaning.coarse() << 8 | second.meaning.coarse()
        };
        put(55, pack_pair(pair(v1, w0), cased));
        put(56, pack_pair(pair(w0, w1), cased));
        put(
            57,
            pack_pair(pair(v1, w0) << 8 | w1.meaning.coarse(), cased),
        );
        put(62, pack_pair(pair(first, last), run_position));
        put(63, pack_pair(pair(before, after), run_position));
        put(
            64,
            pack_pair(w0.meaning.coarse() << 8 | names(w0), run_position),
        );
        put(65, pack_pair(pair(v2, v1), cased));
        put(66, pack_pair(pair(w1, w2), cased));
    }
}

/// How many tokens of a run are looked at on either side.
const MAX_RUN_SIDE: usize = 8;
