//! Document-context features: how often the first pass gave each label to the same word, and to the same pair of words,
//! elsewhere in the document.
//!
//! A word that was labelled as a person ten times and as a place once is probably a person the eleventh time, too.

use super::labels::{self, LABEL_COUNT};
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

/// How often a word or pair received each label.
type LabelCounts = [u16; LABEL_COUNT];

/// Counts of the labels that the first pass gave to words and pairs of words.
#[derive(Debug, Default)]
pub(super) struct DocumentContext {
    counts: HashMap<u64, LabelCounts, BuildHasherDefault<KeyHasher>>,
    /// Words that also occur in lower case.
    lowercase_words: HashSet<u32, BuildHasherDefault<KeyHasher>>,
}

fn pair_key(first: &WordAttributes, second: &WordAttributes) -> u64 {
    (u64::from(first.lower_hash) << 32 | u64::from(second.lower_hash)) ^ 1 << 63
}

/// Summarises the label counts of a word's other occurrences as a small number, 0 if there are none. It combines the
/// most frequent class, how clear the majority is (3 levels) and how many occurrences there are (3 levels). `own` is
/// the label of the occurrence at hand, which is not counted.
fn encode_majority(counts: &LabelCounts, own: u8) -> u32 {
    let mut classes = [0u32; 6];
    for (label, &count) in counts.iter().enumerate() {
        let count = u32::from(count) - u32::from(label == usize::from(own) && count > 0);
        if let Some(sum) = classes.get_mut(usize::from(labels::class_index(label as u8))) {
            *sum += count;
        }
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

impl DocumentContext {
    /// Counts the `labels` of `words`, one label per word.
    pub(super) fn from_labels(words: &[WordAttributes], labels: &[u8]) -> Self {
        let mut context = Self::default();
        let mut previous: Option<&WordAttributes> = None;
        for (word, &label) in words.iter().zip(labels) {
            if word.is_capitalised {
                context.add_label(u64::from(word.lower_hash), label);
                if let Some(previous) = previous {
                    context.add_label(pair_key(previous, word), label);
                }
            }
            previous = word.is_capitalised.then_some(word);
        }
        for word in words.iter().filter(|word| word.is_lowercase()) {
            if context.counts.contains_key(&u64::from(word.lower_hash)) {
                context.lowercase_words.insert(word.lower_hash);
            }
        }
        context
    }

    fn add_label(&mut self, key: u64, label: u8) {
        let counts = self.counts.entry(key).or_default();
        if let Some(count) = counts.get_mut(usize::from(label)) {
            *count = count.saturating_add(1);
        }
    }

    fn counts_for(&self, key: u64) -> LabelCounts {
        self.counts.get(&key).copied().unwrap_or_default()
    }

    /// The features of one word whose own label here is `own`: the encoded majority of its other occurrences, and two
    /// bits for whether it begins or continues a person's name in any of them.
    fn word_features(&self, word: &WordAttributes, own: u8) -> (u32, u32) {
        if !word.is_capitalised {
            return (0, 0);
        }
        let counts = self.counts_for(u64::from(word.lower_hash));
        let [_, begins, continues, ..] = counts;
        // In any occurrence but this one: 1 and 2 are the labels of people's names.
        let begins = u32::from(begins > u16::from(own == 1));
        let continues = u32::from(continues > u16::from(own == 2));
        (encode_majority(&counts, own), begins << 1 | continues)
    }

    /// Passes to `sink` the hash of each document-context feature of the token at `at`, given the first-pass `labels`
    /// of all tokens.
    pub(super) fn emit_features(
        &self,
        words: &[WordAttributes],
        labels: &[u8],
        at: usize,
        mut sink: impl FnMut(u64),
    ) {
        let word = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| words.get(at))
                .unwrap_or(&PADDING)
        };
        let label = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| labels.get(at))
                .copied()
                .unwrap_or(0)
        };
        let (own, own_person) = self.word_features(word(0), label(0));
        let (before, before_person) = self.word_features(word(-1), label(-1));
        let (after, after_person) = self.word_features(word(1), label(1));
        let here = u32::from(label(0)) << 5 | u32::from(word(0).shape_code);
        let around = u32::from(label(-1)) << 4 | u32::from(label(1));
        let pair = |first: &WordAttributes, second: &WordAttributes, own: u8| {
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
        put(101, own << 2 | own_person, here);
        put(102, own << 8 | around, here);
        put(103, before << 2 | before_person, own << 16 | here);
        put(104, after << 2 | after_person, own << 16 | here);
        put(105, left << 8 | right, here);
        put(106, here << 8 | around, 0);
        let lowercase =
            u32::from(word(0).is_capitalised && self.lowercase_words.contains(&word(0).lower_hash));
        put(107, here << 8 | u32::from(label(1)) << 1 | lowercase, own);
    }
}
