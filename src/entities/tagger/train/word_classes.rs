//! Induces word classes from plain text: words that occur next to the same words share a class (the exchange algorithm
//! of Kneser and Ney; Martin and others 1998).
//!
//! Each word in turn is moved to the class that makes the text most likely under a class bigram model, for a fixed
//! number of rounds. Deterministic: words are taken in order of frequency, ties by key.

use crate::entities::id_vec::{Id, IdVec, id_type};
use std::collections::BTreeMap;

/// How many classes there are.
const CLASS_COUNT: usize = 160;
/// A word seen less often gets no class.
const MIN_WORD_COUNT: u32 = 5;
/// How many times every word is considered.
const ROUNDS: usize = 8;

id_type! {
    /// A frequent word. Word 0 stands for all rare words and for the edges of sentences.
    WordId
}

id_type! {
    /// A class of words. Class 0 is for word 0 only.
    ClassId
}

/// How often a word occurs, and next to which others.
#[derive(Debug, Clone, Default)]
struct WordBigrams {
    /// The words before it, each with how often it occurs there.
    before: Vec<(WordId, i64)>,
    /// The same for the words after it.
    after: Vec<(WordId, i64)>,
    count: i64,
}

/// The same for the classes next to a word.
struct ClassBigrams {
    before: Vec<(ClassId, i64)>,
    after: Vec<(ClassId, i64)>,
    count: i64,
}

impl ClassBigrams {
    /// The counts for taking the word out of a class.
    fn negated(&self) -> Self {
        let negate = |list: &[(ClassId, i64)]| list.iter().map(|&(id, n)| (id, -n)).collect();
        Self {
            before: negate(&self.before),
            after: negate(&self.after),
            count: -self.count,
        }
    }
}

/// The state of the exchange algorithm: the class of each word, and how often each class follows each other class.
struct ExchangeClustering {
    classes: IdVec<WordId, ClassId>,
    pair_counts: IdVec<ClassId, IdVec<ClassId, i64>>,
    class_counts: IdVec<ClassId, i64>,
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
    let numbers: BTreeMap<u32, WordId> = words
        .iter()
        .zip(1..)
        .map(|((key, _), number)| (*key, WordId::from_index(number)))
        .collect();
    let text = count_bigrams(sentences, &numbers);
    let mut exchange = ExchangeClustering::new(&text);
    for _ in 0..ROUNDS {
        exchange.run_round(&text);
    }
    let words = numbers.iter();
    words
        .map(|(key, word)| (*key, exchange.classes[*word].index() as u16))
        .collect()
}

fn count_bigrams(
    sentences: &[Vec<u32>],
    numbers: &BTreeMap<u32, WordId>,
) -> IdVec<WordId, WordBigrams> {
    let rare = WordId::from_index(0);
    let mut pairs: BTreeMap<(WordId, WordId), i64> = BTreeMap::new();
    let mut words = IdVec::from(vec![WordBigrams::default(); numbers.len() + 1]);
    for sentence in sentences {
        let mut last = rare;
        for key in sentence.iter().map(Some).chain([None]) {
            let word = key
                .and_then(|key| numbers.get(key))
                .copied()
                .unwrap_or(rare);
            *pairs.entry((last, word)).or_default() += 1;
            words[word].count += 1;
            last = word;
        }
    }
    for ((first, second), count) in pairs {
        words[first].after.push((second, count));
        words[second].before.push((first, count));
    }
    words
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
    fn new(text: &IdVec<WordId, WordBigrams>) -> Self {
        // The most frequent words start in classes of their own and the others are dealt out in turn.
        let first_class = |word: WordId| match word.index() {
            0 => 0,
            word => 1 + (word - 1) % (CLASS_COUNT - 1),
        };
        let mut exchange = Self {
            classes: text
                .ids()
                .map(|word| ClassId::from_index(first_class(word)))
                .collect(),
            pair_counts: IdVec::from(vec![IdVec::from(vec![0; CLASS_COUNT]); CLASS_COUNT]),
            class_counts: IdVec::from(vec![0; CLASS_COUNT]),
        };
        for (word, bigrams) in text.entries() {
            let class = exchange.classes[word];
            for &(next, count) in &bigrams.after {
                exchange.pair_counts[class][exchange.classes[next]] += count;
            }
            exchange.class_counts[class] += bigrams.count;
        }
        exchange
    }

    /// How often each class occurs next to `word`, which itself is left out.
    fn neighbours(&self, word: WordId, bigrams: &WordBigrams) -> ClassBigrams {
        let sum = |list: &[(WordId, i64)]| {
            let mut sums: BTreeMap<ClassId, i64> = BTreeMap::new();
            for &(other, count) in list.iter().filter(|(other, _)| *other != word) {
                *sums.entry(self.classes[other]).or_default() += count;
            }
            sums.into_iter().collect()
        };
        ClassBigrams {
            before: sum(&bigrams.before),
            after: sum(&bigrams.after),
            count: bigrams.count,
        }
    }

    /// Adds the counts of a word to `class`.
    fn add_word(&mut self, class: ClassId, word: &ClassBigrams) {
        for &(other, count) in &word.before {
            self.pair_counts[other][class] += count;
        }
        for &(other, count) in &word.after {
            self.pair_counts[class][other] += count;
        }
        self.class_counts[class] += word.count;
    }

    /// By how much the log-likelihood of the text grows if a word that is in no class joins `class`.
    fn gain(&self, class: ClassId, word: &ClassBigrams) -> f64 {
        let joined = |pair: i64, more: i64| n_log_n(pair + more) - n_log_n(pair);
        let before = word.before.iter();
        let left: f64 = before
            .map(|&(other, more)| joined(self.pair_counts[other][class], more))
            .sum();
        let after = word.after.iter();
        let right: f64 = after
            .map(|&(other, more)| joined(self.pair_counts[class][other], more))
            .sum();
        left + right - 2.0 * joined(self.class_counts[class], word.count)
    }

    fn run_round(&mut self, text: &IdVec<WordId, WordBigrams>) {
        for (word, bigrams) in text.entries().skip(1) {
            let neighbours = self.neighbours(word, bigrams);
            let mut best = self.classes[word];
            self.add_word(best, &neighbours.negated());
            let mut best_gain = self.gain(best, &neighbours);
            for class in self.class_counts.ids().skip(1) {
                let gain = self.gain(class, &neighbours);
                if gain > best_gain {
                    (best, best_gain) = (class, gain);
                }
            }
            self.add_word(best, &neighbours);
            self.classes[word] = best;
        }
    }
}
