//! Word classes from plain text: words that keep the same company share a class (the exchange algorithm of Kneser and Ney,
//! Martin and others 1998).
//!
//! Each word is moved to the class where the text becomes likeliest under a bigram model of classes, again and again.
//! Deterministic: words in order of frequency, ties by key.

use std::collections::BTreeMap;

/// How many classes there are.
const CLASSES: usize = 160;
/// A word seen less often has no class.
const RARE: u32 = 5;
/// How many times every word is considered.
const ROUNDS: usize = 8;

/// Words and their neighbours.
struct Text {
    /// For each word its neighbours before and after it, each with how often.
    before: Vec<Vec<(u32, u32)>>,
    after: Vec<Vec<(u32, u32)>>,
    counts: Vec<u32>,
}

/// The state of the exchange: how often each class follows each.
struct Exchange {
    class: Vec<usize>,
    pairs: Vec<i64>,
    totals: Vec<i64>,
}

/// The class (from 1) of each key that is frequent enough, from a text as sentences of keys.
pub(super) fn induce(sentences: &[Vec<u32>]) -> BTreeMap<u32, u16> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for key in sentences.iter().flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    let mut words: Vec<(u32, u32)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= RARE)
        .collect();
    words.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    // Word 0 is everything rare and the edge of a sentence.
    let numbers: BTreeMap<u32, u32> = words
        .iter()
        .zip(1..)
        .map(|((key, _), number)| (*key, number))
        .collect();
    let text = Text::new(sentences, &numbers);
    let mut exchange = Exchange::new(&text);
    for _ in 0..ROUNDS {
        exchange.round(&text);
    }
    numbers
        .iter()
        .filter_map(|(key, number)| Some((*key, *exchange.class.get(*number as usize)? as u16)))
        .collect()
}

impl Text {
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

/// n log n, 0 for 0.
fn weight(count: i64) -> f64 {
    if count > 0 {
        count as f64 * (count as f64).ln()
    } else {
        0.0
    }
}

impl Exchange {
    fn new(text: &Text) -> Self {
        // The frequent words begin in classes of their own, the rest is dealt out; class 0 is for word 0 alone.
        let class: Vec<usize> = (0..text.counts.len())
            .map(|word| {
                if word == 0 {
                    0
                } else {
                    1 + (word - 1) % (CLASSES - 1)
                }
            })
            .collect();
        let mut exchange = Self {
            class,
            pairs: vec![0; CLASSES * CLASSES],
            totals: vec![0; CLASSES],
        };
        for (word, list) in text.after.iter().enumerate() {
            for &(next, count) in list {
                exchange.add(
                    exchange.of(word),
                    exchange.of(next as usize),
                    i64::from(count),
                );
            }
        }
        for (word, &count) in text.counts.iter().enumerate() {
            let class = exchange.of(word);
            exchange.add_total(class, i64::from(count));
        }
        exchange
    }

    fn of(&self, word: usize) -> usize {
        self.class.get(word).copied().unwrap_or(0)
    }

    fn pair(&self, first: usize, second: usize) -> i64 {
        self.pairs
            .get(first * CLASSES + second)
            .copied()
            .unwrap_or(0)
    }

    fn add(&mut self, first: usize, second: usize, count: i64) {
        if let Some(pair) = self.pairs.get_mut(first * CLASSES + second) {
            *pair += count;
        }
    }

    fn add_total(&mut self, class: usize, count: i64) {
        if let Some(total) = self.totals.get_mut(class) {
            *total += count;
        }
    }

    /// How often a word stands after and before each class; itself as a neighbour is left out.
    fn company(&self, list: &[(u32, u32)], word: usize) -> Vec<(usize, i64)> {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for &(other, count) in list.iter().filter(|(other, _)| *other as usize != word) {
            *sums.entry(self.of(other as usize)).or_default() += i64::from(count);
        }
        sums.into_iter().collect()
    }

    fn shift(
        &mut self,
        class: usize,
        before: &[(usize, i64)],
        after: &[(usize, i64)],
        count: i64,
        sign: i64,
    ) {
        for &(other, count) in before {
            self.add(other, class, sign * count);
        }
        for &(other, count) in after {
            self.add(class, other, sign * count);
        }
        self.add_total(class, sign * count);
    }

    /// What the text gains when a word in no class joins `class`.
    fn gain(
        &self,
        class: usize,
        before: &[(usize, i64)],
        after: &[(usize, i64)],
        count: i64,
    ) -> f64 {
        let joined = |pair: i64, more: i64| weight(pair + more) - weight(pair);
        let left: f64 = before
            .iter()
            .map(|&(other, more)| joined(self.pair(other, class), more))
            .sum();
        let right: f64 = after
            .iter()
            .map(|&(other, more)| joined(self.pair(class, other), more))
            .sum();
        let total = self.totals.get(class).copied().unwrap_or(0);
        left + right - 2.0 * joined(total, count)
    }

    fn round(&mut self, text: &Text) {
        for (word, ((before, after), &count)) in text
            .before
            .iter()
            .zip(&text.after)
            .zip(&text.counts)
            .enumerate()
            .skip(1)
        {
            let (before, after) = (self.company(before, word), self.company(after, word));
            let (home, count) = (self.of(word), i64::from(count));
            self.shift(home, &before, &after, count, -1);
            let mut best = (home, self.gain(home, &before, &after, count));
            for class in 1..CLASSES {
                let gain = self.gain(class, &before, &after, count);
                if gain > best.1 {
                    best = (class, gain);
                }
            }
            self.shift(best.0, &before, &after, count, 1);
            if let Some(class) = self.class.get_mut(word) {
                *class = best.0;
            }
        }
    }
}
