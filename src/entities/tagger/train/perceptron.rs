//! The averaged structured perceptron: find the best path and the best allowed path and, where they differ, move the
//! weights.
//!
//! Where a token may have several labels, the best allowed path decides between them (a latent perceptron). Weights are
//! trained as integers; only their averages are floating point.

use super::super::decode::Viterbi;
use super::super::labels::{LABEL_COUNT, LabelScores};
use super::super::model;
use super::training_set::{TrainingExample, TrainingSet};
use std::fmt::Write as _;
use std::io::{self, Write};

/// By how much the allowed path must win, per token.
const MARGIN: i32 = 16;

/// The weights during training, with the sums from which their average is computed.
#[derive(Debug)]
struct Perceptron {
    weights: Vec<LabelScores>,
    sums: Vec<[i64; LABEL_COUNT]>,
    transitions: [LabelScores; LABEL_COUNT],
    transition_sums: [[i64; LABEL_COUNT]; LABEL_COUNT],
    has_fixed_transitions: bool,
    examples_seen: i64,
}

/// One training run: which articles it trains on, and in which order.
#[derive(Debug, Clone, Copy)]
pub(super) struct TrainingRun {
    /// The fold to leave out, and the number of folds; `None` to train on every article.
    pub fold: Option<(usize, usize)>,
    /// Selects the order of the examples.
    pub seed: u64,
}

impl TrainingRun {
    fn includes(self, article: usize) -> bool {
        self.fold
            .is_none_or(|(fold, folds)| article % folds != fold)
    }
}

/// Averaged weights: of one perceptron, or the mean of several.
#[derive(Debug)]
pub(super) struct AveragedWeights {
    weights: Vec<[f32; LABEL_COUNT]>,
    transitions: [[f32; LABEL_COUNT]; LABEL_COUNT],
}

impl AveragedWeights {
    /// Trains one perceptron per run, as many at a time as there are cores. `transitions`, if given, are used as they
    /// are and not trained.
    pub(super) fn train_runs(
        set: &TrainingSet,
        epochs: usize,
        runs: &[TrainingRun],
        transitions: Option<&[LabelScores; LABEL_COUNT]>,
        out: &mut impl Write,
    ) -> io::Result<Vec<Self>> {
        let mut all = Vec::with_capacity(runs.len());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for batch in runs.chunks(cores) {
            let results: Vec<(Self, String)> = std::thread::scope(|scope| {
                let threads: Vec<_> = batch
                    .iter()
                    .map(|run| {
                        scope.spawn(|| Perceptron::new(set, transitions).train(set, epochs, *run))
                    })
                    .collect();
                threads
                    .into_iter()
                    .filter_map(|thread| thread.join().ok())
                    .collect()
            });
            for (weights, progress) in results {
                writeln!(out, "{progress}")?;
                all.push(weights);
            }
            out.flush()?;
        }
        if all.len() == runs.len() {
            Ok(all)
        } else {
            Err(io::Error::other("a training thread panicked"))
        }
    }

    /// The mean of several results, so that the order of the examples matters less.
    pub(super) fn mean(all: Vec<Self>) -> Self {
        let share = 1.0 / all.len().max(1) as f32;
        let mut rest = all.into_iter();
        let mut mean = rest.next().unwrap_or(Self {
            weights: Vec::new(),
            transitions: [[0.0; LABEL_COUNT]; LABEL_COUNT],
        });
        for other in rest {
            for (to, from) in mean
                .rows_mut()
                .zip(other.weights.iter().chain(&other.transitions))
            {
                for (to, from) in to.iter_mut().zip(from) {
                    *to += from;
                }
            }
        }
        for number in mean.rows_mut().flatten() {
            *number *= share;
        }
        mean
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f32; LABEL_COUNT]> {
        self.weights.iter_mut().chain(&mut self.transitions)
    }

    /// The transition scores, rounded to integers.
    pub(super) fn transitions(&self) -> [LabelScores; LABEL_COUNT] {
        model::build_transitions(self.transitions.iter().flatten().map(|x| x.round() as i32))
    }

    /// The features with a nonzero weight and their weights rounded to integers, the most important first.
    pub(super) fn quantised_rows(&self, set: &TrainingSet) -> Vec<(u64, [i8; LABEL_COUNT])> {
        let mut rows = Vec::new();
        for (hash, weights) in set.hashes.iter().zip(&self.weights) {
            let row = weights.map(|weight| weight.round().clamp(-127.0, 127.0) as i8);
            if row != [0; LABEL_COUNT] {
                rows.push((*hash, row));
            }
        }
        rows.sort_by_key(|(hash, weights)| {
            (std::cmp::Reverse(super::weight_range(weights)), *hash)
        });
        rows
    }
}

impl Perceptron {
    fn new(set: &TrainingSet, transitions: Option<&[LabelScores; LABEL_COUNT]>) -> Self {
        let blank = model::build_transitions(std::iter::empty());
        Self {
            weights: vec![LabelScores::default(); set.feature_count()],
            sums: vec![[0; LABEL_COUNT]; set.feature_count()],
            transitions: transitions.copied().unwrap_or(blank),
            transition_sums: [[0; LABEL_COUNT]; LABEL_COUNT],
            has_fixed_transitions: transitions.is_some(),
            examples_seen: 1,
        }
    }

    /// Trains the weights. Also returns how many mistakes each epoch made, as text.
    fn train(
        mut self,
        set: &TrainingSet,
        epochs: usize,
        run: TrainingRun,
    ) -> (AveragedWeights, String) {
        let mut order: Vec<&TrainingExample> = set
            .examples
            .iter()
            .filter(|example| run.includes(example.article))
            .collect();
        let mut random = 0x2545_f491_4f6c_dd1d_u64.wrapping_add(run.seed);
        let (mut best, mut right) = (Viterbi::default(), Viterbi::default());
        let mut scores = Vec::new();
        let mut progress = String::new();
        for epoch in 1..=epochs {
            shuffle(&mut order, &mut random);
            let mut mistakes = 0;
            for example in &order {
                self.score(example, &mut scores);
                best.find_best_path(&scores, &self.transitions, &[]);
                let agrees = |(&label, &allowed): (&u8, &u16)| allowed >> label & 1 == 1;
                if !best.labels().iter().zip(&example.allowed).all(agrees) {
                    right.find_best_path(&scores, &self.transitions, &example.allowed);
                    self.update(example, best.labels(), right.labels());
                    mistakes += 1;
                }
                self.examples_seen += 1;
            }
            // Writing to a String cannot fail.
            let _ = write!(progress, " {epoch}:{mistakes}");
        }
        (self.into_average(), progress)
    }

    fn into_average(self) -> AveragedWeights {
        let examples_seen = self.examples_seen as f64;
        let average =
            |weight: i32, sum: i64| (f64::from(weight) - sum as f64 / examples_seen) as f32;
        let row = |weights: &LabelScores, sums: &[i64; LABEL_COUNT]| {
            let mut row = [0.0; LABEL_COUNT];
            for ((to, &weight), &sum) in row.iter_mut().zip(weights).zip(sums) {
                *to = average(weight, sum);
            }
            row
        };
        let weights = self.weights.iter().zip(&self.sums);
        let mut transitions = [[0.0; LABEL_COUNT]; LABEL_COUNT];
        let steps = self.transitions.iter().zip(&self.transition_sums);
        for (to, (weights, sums)) in transitions.iter_mut().zip(steps) {
            *to = row(weights, sums);
        }
        AveragedWeights {
            weights: weights.map(|(weights, sums)| row(weights, sums)).collect(),
            transitions,
        }
    }

    fn score(&self, example: &TrainingExample, scores: &mut Vec<LabelScores>) {
        scores.clear();
        for ((at, base), allowed) in example.base_scores.iter().enumerate().zip(&example.allowed) {
            let mut sum = *base;
            for (label, sum) in sum.iter_mut().enumerate() {
                if allowed >> label & 1 == 0 {
                    *sum += MARGIN;
                }
            }
            for &row in example.feature_rows(at) {
                let weights = self.weights.get(row as usize).copied().unwrap_or_default();
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
            scores.push(sum);
        }
    }

    fn update(&mut self, example: &TrainingExample, wrong: &[u8], right: &[u8]) {
        let (step, examples_seen) = (example.step_size, self.examples_seen);
        let (mut last_wrong, mut last_right) = (0u8, 0u8);
        for (at, (&wrong, &right)) in wrong.iter().zip(right).enumerate() {
            if wrong != right {
                for &row in example.feature_rows(at) {
                    let weights = self
                        .weights
                        .get_mut(row as usize)
                        .zip(self.sums.get_mut(row as usize));
                    let Some((weights, sums)) = weights else {
                        continue;
                    };
                    update_weight(weights, sums, right, step, examples_seen);
                    update_weight(weights, sums, wrong, -step, examples_seen);
                }
            }
            if !self.has_fixed_transitions && (wrong, last_wrong) != (right, last_right) {
                for (last, label, step) in [(last_right, right, step), (last_wrong, wrong, -step)] {
                    let row = self
                        .transitions
                        .get_mut(usize::from(last))
                        .zip(self.transition_sums.get_mut(usize::from(last)));
                    if let Some((weights, sums)) = row {
                        update_weight(weights, sums, label, step, examples_seen);
                    }
                }
            }
            (last_wrong, last_right) = (wrong, right);
        }
    }
}

fn update_weight(
    weights: &mut LabelScores,
    sums: &mut [i64; LABEL_COUNT],
    label: u8,
    step: i32,
    examples_seen: i64,
) {
    if let Some((weight, sum)) = weights
        .get_mut(usize::from(label))
        .zip(sums.get_mut(usize::from(label)))
    {
        *weight += step;
        *sum += examples_seen * i64::from(step);
    }
}

/// A Fisher–Yates shuffle with its own random generator (xorshift), so that every run gives the same order.
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
