//! The averaged structured perceptron: find the best path and the best allowed path and, where they differ, move the
//! weights.
//!
//! Where a token may have several labels, the best allowed path decides between them (a latent perceptron). Weights are
//! trained as integers; only their averages are floating point.

use super::super::labels::{LABEL_COUNT, Label, LabelScores, Transitions};
use super::super::model;
use super::super::viterbi::Viterbi;
use super::FOLDS;
use super::training_set::{FeatureId, TrainingExample, TrainingSet, TrainingToken};
use crate::entities::id_vec::IdVec;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::iter::repeat;

/// By how much the allowed path must win, per token.
const MARGIN: i32 = 16;

/// For each label, the sum from which the average of its weight is computed.
type LabelSums = [i64; LABEL_COUNT];

/// The weights of one feature during training.
#[derive(Debug, Clone, Default)]
struct WeightRow {
    weights: LabelScores,
    sums: LabelSums,
}

/// The weights during training.
#[derive(Debug)]
struct Perceptron {
    rows: IdVec<FeatureId, WeightRow>,
    /// The score of each label after each other one.
    transitions: Transitions,
    transition_sums: [LabelSums; LABEL_COUNT],
    has_fixed_transitions: bool,
    examples_seen: i64,
}

/// One training run: which articles it trains on, and in which order.
#[derive(Debug, Clone, Copy)]
pub(super) struct TrainingRun {
    /// The fold to leave out, of [`FOLDS`]; `None` to train on every article.
    pub fold: Option<usize>,
    /// Selects the order of the examples.
    pub seed: u64,
}

impl TrainingRun {
    fn includes(self, article: usize) -> bool {
        self.fold.is_none_or(|fold| article % FOLDS != fold)
    }
}

/// Averaged weights: of one perceptron, or the mean of several.
#[derive(Debug)]
pub(super) struct AveragedWeights {
    weights: IdVec<FeatureId, [f32; LABEL_COUNT]>,
    transitions: [[f32; LABEL_COUNT]; LABEL_COUNT],
}

impl AveragedWeights {
    /// Trains one perceptron per run, as many at a time as there are cores. `transitions`, if given, are used as they
    /// are and not trained.
    pub(super) fn train_runs(
        set: &TrainingSet,
        epochs: usize,
        runs: &[TrainingRun],
        transitions: Option<&Transitions>,
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
            weights: IdVec::default(),
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
    pub(super) fn transitions(&self) -> Transitions {
        model::build_transitions(self.transitions.iter().flatten().map(|x| x.round() as i32))
    }

    /// The features with a nonzero weight and their weights rounded to integers, the most important first.
    pub(super) fn quantised_rows(&self, set: &TrainingSet) -> Vec<(u64, [i8; LABEL_COUNT])> {
        let mut rows = Vec::new();
        for (hash, weights) in set.hashes.iter().zip(self.weights.iter()) {
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
    fn new(set: &TrainingSet, transitions: Option<&Transitions>) -> Self {
        let blank = model::build_transitions(std::iter::empty());
        Self {
            rows: set.hashes.iter().map(|_| WeightRow::default()).collect(),
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
        let left_out = if self.has_fixed_transitions {
            0
        } else {
            LEFT_OUT_STEP * (run.seed % LEFT_OUT_TURNS) as u8
        };
        for epoch in 1..=epochs {
            shuffle(&mut order, &mut random);
            let mut mistakes = 0;
            for example in &order {
                let mask = FeatureMask {
                    random: next(&mut random),
                    left_out,
                };
                self.score(example, mask, &mut scores);
                best.find_best_path(&scores, &self.transitions, repeat(u16::MAX));
                let allowed = || example.tokens.iter().map(|token| token.allowed);
                let mut choices = best.labels().iter().zip(allowed());
                if !choices.all(|(label, allowed)| allowed & label.bit() != 0) {
                    right.find_best_path(&scores, &self.transitions, allowed());
                    self.update(example, mask, best.labels(), right.labels());
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
        let average = |weights: &LabelScores, sums: &LabelSums| {
            let mut row = [0.0; LABEL_COUNT];
            for ((to, &weight), &sum) in row.iter_mut().zip(weights).zip(sums) {
                *to = (f64::from(weight) - sum as f64 / self.examples_seen as f64) as f32;
            }
            row
        };
        let rows = self.rows.iter();
        AveragedWeights {
            weights: rows.map(|row| average(&row.weights, &row.sums)).collect(),
            transitions: Label::ALL
                .map(|last| average(last.of(&self.transitions), last.of(&self.transition_sums))),
        }
    }

    fn score(&self, example: &TrainingExample, mask: FeatureMask, scores: &mut Vec<LabelScores>) {
        scores.clear();
        for (at, token) in example.tokens.iter().enumerate() {
            let mut sums = token.base_scores;
            for (label, sum) in Label::ALL.into_iter().zip(&mut sums) {
                if token.allowed & label.bit() == 0 {
                    *sum += MARGIN;
                }
            }
            for feature in mask.features(at, token) {
                for (sum, weight) in sums.iter_mut().zip(self.rows[feature].weights) {
                    *sum += weight;
                }
            }
            scores.push(sums);
        }
    }

    fn update(
        &mut self,
        example: &TrainingExample,
        mask: FeatureMask,
        wrong: &[Label],
        right: &[Label],
    ) {
        let (step, seen) = (example.step_size, self.examples_seen);
        let (mut last_wrong, mut last_right) = (Label::Outside, Label::Outside);
        for (at, (token, (&wrong, &right))) in example
            .tokens
            .iter()
            .zip(wrong.iter().zip(right))
            .enumerate()
        {
            if wrong != right {
                for feature in mask.features(at, token) {
                    let WeightRow { weights, sums } = &mut self.rows[feature];
                    update_weight(weights, sums, right, step, seen);
                    update_weight(weights, sums, wrong, -step, seen);
                }
            }
            if !self.has_fixed_transitions && (wrong, last_wrong) != (right, last_right) {
                for (last, label, step) in [(last_right, right, step), (last_wrong, wrong, -step)] {
                    let weights = last.of_mut(&mut self.transitions);
                    let sums = last.of_mut(&mut self.transition_sums);
                    update_weight(weights, sums, label, step, seen);
                }
            }
            (last_wrong, last_right) = (wrong, right);
        }
    }
}

/// By how many of 256 features more each run of the first pass leaves out in each step than the run before it, in turns of
/// [`LEFT_OUT_TURNS`]: what is left out is different each time, so that no weight relies on the others. The mean of such runs errs less
/// than that of runs that differ in the order of the examples only.
const LEFT_OUT_STEP: u8 = 20;

/// After how many runs the first begins again, which leaves nothing out.
const LEFT_OUT_TURNS: u64 = 4;

/// Which features of an example are looked at in one step of training.
#[derive(Debug, Clone, Copy)]
struct FeatureMask {
    random: u64,
    /// How many of 256 are left out.
    left_out: u8,
}

impl FeatureMask {
    fn leaves_out(self, token: usize, feature: usize) -> bool {
        let place = (token as u64) << 8 | feature as u64;
        let mixed = self.random ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed.to_be_bytes()[0] < self.left_out
    }

    /// The features of a token that are looked at.
    fn features(self, at: usize, token: &TrainingToken) -> impl Iterator<Item = FeatureId> {
        let features = token.features.iter().enumerate();
        features
            .filter(move |(index, _)| !self.leaves_out(at, *index))
            .map(|(_, &feature)| feature)
    }
}

/// Changes the weight of `label` by `step`, after `seen` examples.
fn update_weight(
    weights: &mut LabelScores,
    sums: &mut LabelSums,
    label: Label,
    step: i32,
    seen: i64,
) {
    *label.of_mut(weights) += step;
    *label.of_mut(sums) += seen * i64::from(step);
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
