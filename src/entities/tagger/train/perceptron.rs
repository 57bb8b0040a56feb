//! The averaged structured perceptron: find the best path and the best allowed path; where they differ, move the weights.
//!
//! Where a token may bear several labels the best allowed path decides which (a latent perceptron). Whole numbers only.

use super::super::decode::{self, Path, Reading};
use super::super::labels::{COUNT, Scores};
use super::super::model::{self, Model};
use super::super::votes::Votes;
use super::super::words::Word;
use super::corpora::Article;
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

/// A feature seen less often is left out.
const RARE: u32 = 3;

/// By how much the allowed path must win, a token.
const MARGIN: i32 = 16;

/// What one article's stretches are to be learnt from.
#[derive(Debug, Default)]
struct Lesson {
    article: usize,
    step: i32,
    /// The labels that each token may bear.
    allowed: Vec<u16>,
    /// The score that each token has already.
    base: Vec<Scores>,
    /// Where each token's features begin in `features`; one more for the end.
    ends: Vec<u32>,
    features: Vec<u32>,
}

/// Everything to learn from, features as row numbers.
#[derive(Debug, Default)]
pub(super) struct Examples {
    lessons: Vec<Lesson>,
    /// The hash of each row.
    hashes: Vec<u64>,
}

/// What a model that has not seen an article read in it.
pub(super) type Read = Option<(Vec<Word>, Reading, Votes)>;

/// Gives features row numbers.
#[derive(Default)]
struct Rows {
    numbers: HashMap<u64, u32>,
    hashes: Vec<u64>,
    counts: Vec<u32>,
}

impl Rows {
    fn number(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        number
    }
}

impl Examples {
    /// Examples for the first reading.
    pub(super) fn first(articles: &[Article], model: &Model<'_>) -> Self {
        let mut rows = Rows::default();
        let mut lessons = Vec::new();
        for (index, article) in articles.iter().enumerate() {
            let words = decode::words(&article.text, &article.tokens, model);
            decode::stretches(&words, &article.sentences, |sentence, live, range| {
                let mut lesson = Lesson::new(index, article, range);
                for at in live {
                    sentence.features(at, |hash| lesson.features.push(rows.number(hash)));
                    lesson.base.push(Scores::default());
                    lesson.ends.push(lesson.features.len() as u32);
                }
                lessons.push(lesson);
            });
        }
        Self::new(lessons, &rows)
    }

    /// Examples for the second reading: what the first gave, and the votes.
    pub(super) fn second(articles: &[Article], readings: &[Read]) -> Self {
        let mut rows = Rows::default();
        let mut lessons = Vec::new();
        for (index, (article, read)) in articles.iter().zip(readings).enumerate() {
            let Some((words, reading, votes)) = read else {
                continue;
            };
            for (range, scores) in reading.parts() {
                let mut lesson = Lesson::new(index, article, range.clone());
                lesson.base.extend_from_slice(scores);
                for at in range {
                    votes.features(words, &reading.labels, at, |hash| {
                        lesson.features.push(rows.number(hash));
                    });
                    lesson.ends.push(lesson.features.len() as u32);
                }
                lessons.push(lesson);
            }
        }
        Self::new(lessons, &rows)
    }

    /// Leave out rare features and number the rest anew.
    fn new(mut lessons: Vec<Lesson>, rows: &Rows) -> Self {
        let mut hashes = Vec::new();
        let mut numbers: Vec<Option<u32>> = Vec::with_capacity(rows.counts.len());
        for (hash, count) in rows.hashes.iter().zip(&rows.counts) {
            numbers.push((*count >= RARE).then_some(hashes.len() as u32));
            if *count >= RARE {
                hashes.push(*hash);
            }
        }
        for lesson in &mut lessons {
            let mut kept = Vec::with_capacity(lesson.features.len());
            let mut ends = Vec::with_capacity(lesson.ends.len());
            let mut from = 0;
            for &end in &lesson.ends {
                let own = lesson.features.get(from..end as usize).unwrap_or_default();
                kept.extend(
                    own.iter()
                        .filter_map(|&row| numbers.get(row as usize).copied().flatten()),
                );
                ends.push(kept.len() as u32);
                from = end as usize;
            }
            (lesson.features, lesson.ends) = (kept, ends);
        }
        Self { lessons, hashes }
    }

    /// How many stretches there are.
    pub(super) fn len(&self) -> usize {
        self.lessons.len()
    }

    /// How many features there are.
    pub(super) fn features(&self) -> usize {
        self.hashes.len()
    }
}

impl Lesson {
    fn new(index: usize, article: &Article, range: Range<usize>) -> Self {
        let allowed = article.allowed.get(range).unwrap_or_default().to_vec();
        Self {
            article: index,
            step: article.step,
            allowed,
            ..Self::default()
        }
    }

    fn rows(&self, at: usize) -> &[u32] {
        let from = at
            .checked_sub(1)
            .and_then(|at| self.ends.get(at))
            .map_or(0, |&end| end as usize);
        let to = self.ends.get(at).map_or(from, |&end| end as usize);
        self.features.get(from..to).unwrap_or_default()
    }
}

/// Weights in the making, with the sums from which the average is made.
#[derive(Debug)]
pub(super) struct Perceptron {
    weights: Vec<Scores>,
    sums: Vec<[i64; COUNT]>,
    transitions: [Scores; COUNT],
    transition_sums: [[i64; COUNT]; COUNT],
    fixed: bool,
    clock: i64,
}

impl Perceptron {
    /// Learn from the examples of those articles that `takes` says yes to.
    pub(super) fn train(
        examples: &Examples,
        epochs: usize,
        takes: impl Fn(usize) -> bool,
        out: &mut impl Write,
    ) -> io::Result<Self> {
        let transitions = model::transitions_from(std::iter::empty());
        Self::new(examples, &transitions, false).run(examples, epochs, takes, out)
    }

    /// Learn from all examples, the transitions given.
    pub(super) fn train_fixed(
        examples: &Examples,
        epochs: usize,
        transitions: &[Scores; COUNT],
        out: &mut impl Write,
    ) -> io::Result<Self> {
        Self::new(examples, transitions, true).run(examples, epochs, |_| true, out)
    }

    fn new(examples: &Examples, transitions: &[Scores; COUNT], fixed: bool) -> Self {
        Self {
            weights: vec![Scores::default(); examples.features()],
            sums: vec![[0; COUNT]; examples.features()],
            transitions: *transitions,
            transition_sums: [[0; COUNT]; COUNT],
            fixed,
            clock: 1,
        }
    }

    fn run(
        mut self,
        examples: &Examples,
        epochs: usize,
        takes: impl Fn(usize) -> bool,
        out: &mut impl Write,
    ) -> io::Result<Self> {
        let mut order: Vec<&Lesson> = examples
            .lessons
            .iter()
            .filter(|lesson| takes(lesson.article))
            .collect();
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let (mut best, mut right) = (Path::default(), Path::default());
        let mut scores = Vec::new();
        for epoch in 1..=epochs {
            shuffle(&mut order, &mut random);
            let mut mistakes = 0;
            for lesson in &order {
                self.score(lesson, &mut scores);
                best.find(&scores, &self.transitions, &[]);
                let agrees = |(&label, &allowed): (&u8, &u16)| allowed >> label & 1 == 1;
                if !best.labels().iter().zip(&lesson.allowed).all(agrees) {
                    right.find(&scores, &self.transitions, &lesson.allowed);
                    self.learn(lesson, best.labels(), right.labels());
                    mistakes += 1;
                }
                self.clock += 1;
            }
            write!(out, " {epoch}:{mistakes}")?;
            out.flush()?;
        }
        writeln!(out)?;
        Ok(self)
    }

    fn score(&self, lesson: &Lesson, scores: &mut Vec<Scores>) {
        scores.clear();
        for ((at, base), allowed) in lesson.base.iter().enumerate().zip(&lesson.allowed) {
            let mut sum = *base;
            for (label, sum) in sum.iter_mut().enumerate() {
                if allowed >> label & 1 == 0 {
                    *sum += MARGIN;
                }
            }
            for &row in lesson.rows(at) {
                let weights = self.weights.get(row as usize).copied().unwrap_or_default();
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
            scores.push(sum);
        }
    }

    fn learn(&mut self, lesson: &Lesson, wrong: &[u8], right: &[u8]) {
        let (step, clock) = (lesson.step, self.clock);
        let (mut last_wrong, mut last_right) = (0u8, 0u8);
        for (at, (&wrong, &right)) in wrong.iter().zip(right).enumerate() {
            if wrong != right {
                for &row in lesson.rows(at) {
                    let weights = self
                        .weights
                        .get_mut(row as usize)
                        .zip(self.sums.get_mut(row as usize));
                    let Some((weights, sums)) = weights else {
                        continue;
                    };
                    move_weight(weights, sums, right, step, clock);
                    move_weight(weights, sums, wrong, -step, clock);
                }
            }
            if !self.fixed && (wrong, last_wrong) != (right, last_right) {
                for (last, label, step) in [(last_right, right, step), (last_wrong, wrong, -step)] {
                    let row = self
                        .transitions
                        .get_mut(usize::from(last))
                        .zip(self.transition_sums.get_mut(usize::from(last)));
                    if let Some((weights, sums)) = row {
                        move_weight(weights, sums, label, step, clock);
                    }
                }
            }
            (last_wrong, last_right) = (wrong, right);
        }
    }

    /// The average transitions.
    pub(super) fn transitions(&self) -> [Scores; COUNT] {
        let weights = self.transitions.iter().zip(&self.transition_sums);
        let numbers = weights.flat_map(|(weights, sums)| {
            weights.iter().zip(sums).map(|(&weight, &sum)| {
                if self.fixed {
                    weight
                } else {
                    self.average(weight, sum)
                }
            })
        });
        model::transitions_from(numbers)
    }

    fn average(&self, weight: i32, sum: i64) -> i32 {
        (f64::from(weight) - sum as f64 / self.clock as f64).round() as i32
    }

    /// The features that have weight, with their average weights.
    pub(super) fn rows(&self, examples: &Examples) -> Vec<(u64, [i8; COUNT])> {
        let mut rows = Vec::new();
        for ((hash, weights), sums) in examples.hashes.iter().zip(&self.weights).zip(&self.sums) {
            let mut row = [0i8; COUNT];
            for ((to, &weight), &sum) in row.iter_mut().zip(weights).zip(sums) {
                *to = self.average(weight, sum).clamp(-127, 127) as i8;
            }
            if row != [0; COUNT] {
                rows.push((*hash, row));
            }
        }
        rows.sort_by_key(|(hash, weights)| (std::cmp::Reverse(super::norm(weights)), *hash));
        rows
    }
}

fn move_weight(weights: &mut Scores, sums: &mut [i64; COUNT], label: u8, step: i32, clock: i64) {
    if let Some((weight, sum)) = weights
        .get_mut(usize::from(label))
        .zip(sums.get_mut(usize::from(label)))
    {
        *weight += step;
        *sum += clock * i64::from(step);
    }
}

/// Fisher and Yates, with a generator of our own so that every run is alike.
fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for index in (1..items.len()).rev() {
        items.swap(index, (next(random) % (index as u64 + 1)) as usize);
    }
}

fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random
}
