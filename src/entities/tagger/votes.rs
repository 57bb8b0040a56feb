//! What the rest of the article says of the same word: the labels of a first reading, counted per word and per pair.
//!
//! A word labelled a person ten times and a place once is likely a person the eleventh time, too.

use super::labels::{self, COUNT};
use super::words::{OUTSIDE, Word};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Debug, Default)]
struct Same(u64);

impl Hasher for Same {
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

/// How often a key bore each label.
type Tally = [u16; COUNT];

/// The labels that words bore in a first reading.
#[derive(Debug, Default)]
pub(super) struct Votes {
    tallies: HashMap<u64, Tally, BuildHasherDefault<Same>>,
    /// Words that also stand in small letters.
    small: HashSet<u32, BuildHasherDefault<Same>>,
}

fn pair_key(first: &Word, second: &Word) -> u64 {
    (u64::from(first.low) << 32 | u64::from(second.low)) ^ 1 << 63
}

/// A verdict of the other places: the class most often given, how clear it is and how often it was seen, as a small number;
/// 0 if the word stands nowhere else.
fn verdict(tally: &Tally, own: u8) -> u32 {
    let mut classes = [0u32; 6];
    for (label, &count) in tally.iter().enumerate() {
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
    let clear = if count == total {
        3
    } else if count * 3 >= total * 2 {
        2
    } else {
        1
    };
    let often = match total {
        1 => 0,
        2..=3 => 1,
        _ => 2,
    };
    1 + (class as u32) * 9 + (clear - 1) * 3 + often
}

impl Votes {
    /// Count the labels of an article's words.
    pub(super) fn count(words: &[Word], labels: &[u8]) -> Self {
        let mut votes = Self::default();
        let mut last: Option<&Word> = None;
        for (word, &label) in words.iter().zip(labels) {
            if word.capital {
                votes.add(u64::from(word.low), label);
                if let Some(last) = last {
                    votes.add(pair_key(last, word), label);
                }
            }
            last = word.capital.then_some(word);
        }
        for word in words.iter().filter(|word| word.is_small()) {
            if votes.tallies.contains_key(&u64::from(word.low)) {
                votes.small.insert(word.low);
            }
        }
        votes
    }

    fn add(&mut self, key: u64, label: u8) {
        let tally = self.tallies.entry(key).or_default();
        if let Some(count) = tally.get_mut(usize::from(label)) {
            *count = count.saturating_add(1);
        }
    }

    fn tally(&self, key: u64) -> Tally {
        self.tallies.get(&key).copied().unwrap_or_default()
    }

    /// What the other places say of one word, given its own label here.
    fn of(&self, word: &Word, own: u8) -> (u32, u32) {
        if !word.capital {
            return (0, 0);
        }
        let tally = self.tally(u64::from(word.low));
        let [_, first, later, ..] = tally;
        // Whether it begins or ends people's names elsewhere.
        let first = u32::from(first > u16::from(own == 1));
        let later = u32::from(later > u16::from(own == 2));
        (verdict(&tally, own), first << 1 | later)
    }

    /// Give `sink` the features of the token at `at` that the votes make, given the `labels` of the first reading.
    pub(super) fn features(
        &self,
        words: &[Word],
        labels: &[u8],
        at: usize,
        mut sink: impl FnMut(u64),
    ) {
        let word = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| words.get(at))
                .unwrap_or(&OUTSIDE)
        };
        let label = |step: isize| {
            at.checked_add_signed(step)
                .and_then(|at| labels.get(at))
                .copied()
                .unwrap_or(0)
        };
        let (own, own_place) = self.of(word(0), label(0));
        let (before, before_place) = self.of(word(-1), label(-1));
        let (after, after_place) = self.of(word(1), label(1));
        let here = u32::from(label(0)) << 5 | u32::from(word(0).form);
        let around = u32::from(label(-1)) << 4 | u32::from(label(1));
        let pair = |first: &Word, second: &Word, own: u8| {
            if first.capital && second.capital {
                verdict(&self.tally(pair_key(first, second)), own)
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
        put(101, own << 2 | own_place, here);
        put(102, own << 8 | around, here);
        put(103, before << 2 | before_place, own << 16 | here);
        put(104, after << 2 | after_place, own << 16 | here);
        put(105, left << 8 | right, here);
        put(106, here << 8 | around, 0);
        let small = u32::from(word(0).capital && self.small.contains(&word(0).low));
        put(107, here << 8 | u32::from(label(1)) << 1 | small, own);
    }
}
