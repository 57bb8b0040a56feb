//! Document-context features: how often the first pass gave each label to the same word, and to the same pair of words,
//! elsewhere in the document.
//!
//! A word that was labelled as a person ten times and as a place once is probably a person the eleventh time, too.

use super::decode::FirstPass;
use super::labels::{CLASS_COUNT, LABEL_COUNT, Label};
use super::word_attributes::{PADDING, WordAttributes};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A hasher for keys that are hashes already: one multiplication spreads their bits.
#[derive(Debug, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(byte);
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// What is looked at in a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct ContextWord {
    lower_hash: u32,
    shape_code: u8,
    is_capitalised: bool,
    is_lowercase: bool,
}

impl ContextWord {
    /// A place outside the text.
    const PADDING: Self = Self {
        lower_hash: PADDING.lower_hash,
        shape_code: PADDING.shape_code,
        is_capitalised: false,
        is_lowercase: false,
    };
}

impl From<&WordAttributes> for ContextWord {
    fn from(word: &WordAttributes) -> Self {
        Self {
            lower_hash: word.lower_hash,
            shape_code: word.shape_code,
            is_capitalised: word.is_capitalised,
            is_lowercase: word.is_lowercase(),
        }
    }
}

/// How often a word or pair received each label.
type LabelCounts = [u16; LABEL_COUNT];

/// Counts of the labels that the first pass gave to words and pairs of words.
#[derive(Debug, Default)]
pub(super) struct DocumentContext {
    counts: HashMap<u64, LabelCounts, BuildHasherDefault<KeyHasher>>,
    /// Words that also occur in lower case.
    lowercase_words: HashSet<u32, BuildHasherDefault<KeyHasher>>,
}

fn pair_key(first: ContextWord, second: ContextWord) -> u64 {
    (u64::from(first.lower_hash) << 32 | u64::from(second.lower_hash)) ^ 1 << 63
}

/// Summarises the label counts of a word's other occurrences as a small number, 0 if there are none. It combines the
/// most frequent class, how clear the majority is (3 levels) and how many occurrences there are (3 levels). `own` is
/// the label of the occurrence at hand, which is not counted.
fn encode_majority(counts: &LabelCounts, own: Label) -> u32 {
    let mut classes = [0u32; CLASS_COUNT];
    for (label, &count) in Label::ALL.into_iter().zip(counts) {
        *label.class().of_mut(&mut classes) +=
            u32::from(count) - u32::from(label == own && count > 0);
    }
    let total: u32 = classes.iter().sum();
    let best = classes
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, count)| **count);
    let Some((class, &count)) = best.filter(|_| total > 0) else {
        return 0;
    };
    let clarity = if count == total {
        3
    } else if count * 3 >= total * 2 {
        2
    } else {
        1
    };
    let frequency = match total {
        1 => 0,
        2..=3 => 1,
        _ => 2,
    };
    1 + (class as u32) * 9 + (clarity - 1) * 3 + frequency
}

/// What the other occurrences of a word say about it.
#[derive(Default)]
struct WordFeatures {
    /// Their encoded majority.
    majority: u32,
    /// Two bits for whether the word begins or continues a person's name in any of them.
    person: u32,
}

impl WordFeatures {
    fn packed(&self) -> u32 {
        self.majority << 2 | self.person
    }
}

impl DocumentContext {
    /// Counts the labels that the first pass gave to the words of all parts of a document.
    pub(super) fn new(parts: &[FirstPass]) -> Self {
        let mut context = Self::default();
        for part in parts {
            context.count_labels(&part.words, &part.labels);
        }
        for word in parts.iter().flat_map(|part| &part.words) {
            if word.is_lowercase && context.counts.contains_key(&u64::from(word.lower_hash)) {
                context.lowercase_words.insert(word.lower_hash);
            }
        }
        context
    }

    /// Counts the `labels` of `words`, one label per word.
    fn count_labels(&mut self, words: &[ContextWord], labels: &[Label]) {
        let mut previous: Option<ContextWord> = None;
        for (&word, &label) in words.iter().zip(labels) {
            if word.is_capitalised {
                self.add_label(u64::from(word.lower_hash), label);
                if let Some(previous) = previous {
                    self.add_label(pair_key(previous, word), label);
                }
            }
            previous = word.is_capitalised.then_some(word);
        }
    }

    fn add_label(&mut self, key: u64, label: Label) {
        let count = label.of_mut(self.counts.entry(key).or_default());
        *count = count.saturating_add(1);
    }

    fn counts_for(&self, key: u64) -> LabelCounts {
        self.counts.get(&key).copied().unwrap_or_default()
    }

    /// The features of one word whose own label here is `own`.
    fn word_features(&self, word: ContextWord, own: Label) -> WordFeatures {
        if !word.is_capitalised {
            return WordFeatures::default();
        }
        let counts = self.counts_for(u64::from(word.lower_hash));
        // In any occurrence but this one.
        let occurs = |label: Label| u32::from(*label.of(&counts) > u16::from(own == label));
        WordFeatures {
            majority: encode_majority(&counts, own),
            person: occurs(Label::BeginPerson) << 1 | occurs(Label::ContinuePerson),
        }
    }

    /// Passes to `sink` the hash of each document-context feature of the token at `at`, given the first-pass `labels`
    /// of all tokens.
    pub(super) fn emit_features(
        &self,
        words: &[ContextWord],
        labels: &[Label],
        at: usize,
        mut sink: impl FnMut(u64),
    ) {
        let word = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| words.get(at))
                .copied()
                .unwrap_or(ContextWord::PADDING)
        };
        let label = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| labels.get(at))
                .copied()
                .unwrap_or(Label::Outside)
        };
        let own = self.word_features(word(0), label(0));
        let before = self.word_features(word(-1), label(-1));
        let after = self.word_features(word(1), label(1));
        let here = (label(0) as u32) << 5 | u32::from(word(0).shape_code);
        let around = (label(-1) as u32) << 4 | label(1) as u32;
        let pair = |first: ContextWord, second: ContextWord, own: Label| {
            if first.is_capitalised && second.is_capitalised {
                encode_majority(&self.counts_for(pair_key(first, second)), own)
            } else {
                0
            }
        };
        let (left, right) = (
            pair(word(-1), word(0), label(0)),
            pair(word(0), word(1), label(1)),
        );
        let mut put = |template: u64, a: u32, b: u32| {
            let value = u64::from(a) << 32 | u64::from(b);
            let hash = (value ^ (template << 56)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            sink((hash ^ (hash >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9));
        };
        put(101, own.packed(), here);
        put(102, own.majority << 8 | around, here);
        put(103, before.packed(), own.majority << 16 | here);
        put(104, after.packed(), own.majority << 16 | here);
        put(105, left << 8 | right, here);
        put(106, here << 8 | around, 0);
        let lowercase =
            u32::from(word(0).is_capitalised && self.lowercase_words.contains(&word(0).lower_hash));
        let next = (label(1) as u32) << 1;
        put(107, here << 8 | next | lowercase, own.majority);
    }
}
