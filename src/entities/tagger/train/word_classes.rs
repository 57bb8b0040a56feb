//! Induces word classes from plain text: words that occur next to the same words share a class (the exchange algorithm
//! of Kneser and Ney; Martin and others 1998).
//!
//! Each word in turn is moved to the class that makes the text most likely under a class bigram model, for a fixed
//! number of rounds. Deterministic: words are taken in order of frequency, ties by key.

use std::collections::BTreeMap;

/// How many classes there are.
const CLASS_COUNT: usize = 160;
/// A word seen less often gets no class.
const MIN_WORD_COUNT: u32 = 5;
/// How many times every word is considered.
const ROUNDS: usize = 8;

/// Bigram counts of the text, by word number.
struct BigramCounts {
    /// For each word, the words before and after it, each with how often they occur there.
    before: Vec<Vec<(u32, u32)>>,
    after: Vec<Vec<(u32, u32)>>,
    counts: Vec<u32>,
}

/// The state of the exchange algorithm: the class of each word, and how often each class follows each other class.
struct ExchangeClustering {
    classes: Vec<usize>,
    pair_counts: Vec<i64>,
    class_counts: Vec<i64>,
}

/// Induces the class, from 1, of each key that is frequent enough. The text is given as sentences of word keys.
pub(super) fn induce_classes(sentences: &[Vec<u32>]) -> BTreeMap<u32, u16> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for key in sentences.iter().flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    let mut words: Vec<(u32, u32)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= MIN_WORD_COUNT)
        .collect();
    words.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    // Word 0 stands for all rare words and for the edges of sentences.
    let numbers: BTreeMap<u32, u32> = words
        .iter()
        .zip(1..)
        .map(|((key, _), number)| (*key, number))
        .collect();
    let text = BigramCounts::new(sentences, &numbers);
    let mut exchange = ExchangeClustering::new(&text);
    for _ in 0..ROUNDS {
        exchange.run_round(&text);
    }
    numbers
        .iter()
        .filter_map(|(key, number)| Some((*key, *exchange.classes.get(*number as usize)? as u16)))
        .collect()
}

impl BigramCounts {
    fn new(sentences: &[Vec<u32>], numbers: &BTreeMap<u32, u32>) -> Self {
        let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let size = numbers.len() + 1;
        let mut counts = vec![0; size];
        for sentence in sentences {
            let mut last = 0;
            for key in sentence.iter().map(Some).chain([None]) {
                let number = key.and_then(|key| numbers.get(key)).copied().unwrap_or(0);
                *pairs.entry((last, number)).or_default() += 1;
                if let Some(count) = counts.get_mut(number as usize) {
                    *count += 1;
                }
                last = number;
            }
        }
        let (mut before, mut after) = (vec![Vec::new(); size], vec![Vec::new(); size]);
        for ((first, second), count) in pairs {
            if let Some(list) = after.get_mut(first as usize) {
                list.push((second, count));
            }
            if let Some(list) = before.get_mut(second as usize) {
                list.push((first, count));
            }
        }
        Self {
            before,
            after,
            counts,
        }
    }
}

/// n log n; 0 for 0.
fn n_log_n(count: i64) -> f64 {
    if count > 0 {
        count as f64 * (count as f64).ln()
    } else {
        0.0
    }
}

impl ExchangeClustering {
    fn new(text: &BigramCounts) -> Self {
        // The most frequent words start in classes of their own and the others are dealt out in turn; class 0 is for
        // word 0 only.
        let classes: Vec<usize> = (0..text.counts.len())
            .map(|word| {
                if word == 0 {
                    0
                } else {
                    1 + (word - 1) % (CLASS_COUNT - 1)
                }
            })
            .collect();
        let mut exchange = Self {
            classes,
            pair_counts: vec![0; CLASS_COUNT * CLASS_COUNT],
            class_counts: vec![0; CLASS_COUNT],
        };
        for (word, list) in text.after.iter().enumerate() {
            for &(next, count) in list {
                exchange.add_pairs(
                    exchange.class_of(word),
                    exchange.class_of(next as usize),
                    i64::from(count),
                );
            }
        }
        for (word, &count) in text.counts.iter().enumerate() {
            let class = exchange.class_of(word);
            exchange.add_total(class, i64::from(count));
        }
        exchange
    }

    fn class_of(&self, word: usize) -> usize {
        self.classes.get(word).copied().unwrap_or(0)
    }

    fn pair_count(&self, first: usize, second: usize) -> i64 {
        self.pair_counts
            .get(first * CLASS_COUNT + second)
            .copied()
            .unwrap_or(0)
    }

    fn add_pairs(&mut self, first: usize, second: usize, count: i64) {
        if let Some(pair) = self.pair_counts.get_mut(first * CLASS_COUNT + second) {
            *pair += count;
        }
    }

    fn add_total(&mut self, class: usize, count: i64) {
        if let Some(total) = self.class_counts.get_mut(class) {
            *total += count;
        }
    }

    /// How often each class occurs next to a word, from its list of neighbours; the word itself is left out.
    fn neighbour_classes(&self, list: &[(u32, u32)], word: usize) -> Vec<(usize, i64)> {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for &(other, count) in list.iter().filter(|(other, _)| *other as usize != word) {
            *sums.entry(self.class_of(other as usize)).or_default() += i64::from(count);
        }
        sums.into_iter().collect()
    }

    /// Adds the counts of a word to `class`, or removes them if `sign` is -1. `before` and `after` are the classes of
    /// its neighbours.
    fn add_word(
        &mut self,
        class: usize,
        before: &[(usize, i64)],
        after: &[(usize, i64)],
        count: i64,
        sign: i64,
    ) {
        for &(other, count) in before {
            self.add_pairs(other, class, sign * count);
        }
        for &(other, count) in after {
            self.add_pairs(class, other, sign * count);
        }
        self.add_total(class, sign * count);
    }

    /// By how much the log-likelihood of the text grows if a word that is in no class joins `class`.
    fn gain(
        &self,
        class: usize,
        before: &[(usize, i64)],
        after: &[(usize, i64)],
        count: i64,
    ) -> f64 {
        let joined = |pair: i64, more: i64| n_log_n(pair + more) - n_log_n(pair);
        let left: f64 = before
            .iter()
            .map(|&(other, more)| joined(self.pair_count(other, class), more))
            .sum();
        let right: f64 = after
            .iter()
            .map(|&(other, more)| joined(self.pair_count(class, other), more))
            .sum();
        let total = self.class_counts.get(class).copied().unwrap_or(0);
        left + right - 2.0 * joined(total, count)
    }

    fn run_round(&mut self, text: &BigramCounts) {
        for (word, ((before, after), &count)) in text
            .before
            .iter()
            .zip(&text.after)
            .zip(&text.counts)
            .enumerate()
            .skip(1)
        {
            let (before, after) = (
                self.neighbour_classes(before, word),
                self.neighbour_classes(after, word),
            );
            let (home, count) = (self.class_of(word), i64::from(count));
            self.add_word(home, &before, &after, count, -1);
            let mut best = (home, self.gain(home, &before, &after, count));
            for class in 1..CLASS_COUNT {
                let gain = self.gain(class, &before, &after, count);
                if gain > best.1 {
                    best = (class, gain);
                }
            }
            self.add_word(best.0, &before, &after, count, 1);
            if let Some(class) = self.classes.get_mut(word) {
                *class = best.0;
            }
        }
    }
}
