//! Training runs, and the weights that they give.

use super::super::labels::{LABEL_COUNT, Transitions};
use super::super::model;
use super::FOLDS;
use super::posterior::{LabelNumbers, PairNumbers};
use super::random_field::{RandomField, Schedule};
use super::training_set::{FeatureId, TrainingSet};
use crate::entities::id_vec::IdVec;
use std::io::{self, Write};

/// What the weights of a field, logarithms of odds, are multiplied by to make the integers of the model. Weights below a fiftieth
/// become 0, which keeps chance out: with three times as fine a unit, lists of held-out articles were 0.855 instead of 0.862.
pub(super) const SCORE_UNIT: f32 = 24.0;

/// One training run: which articles it trains on, and in which order.
#[derive(Debug, Clone, Copy)]
pub(super) struct TrainingRun {
    /// The fold to leave out, of [`FOLDS`]; `None` to train on every article.
    pub fold: Option<usize>,
    /// Selects the order of the examples, and the features that are left out.
    pub seed: u64,
}

impl TrainingRun {
    /// Whether the run trains on the article with this number.
    pub(super) fn includes(self, article: usize) -> bool {
        self.fold.is_none_or(|fold| article % FOLDS != fold)
    }
}

/// The weights of one run, or the mean of several.
#[derive(Debug)]
pub(super) struct TrainedWeights {
    weights: IdVec<FeatureId, LabelNumbers>,
    transitions: PairNumbers,
}

impl TrainedWeights {
    /// These weights of features, and of the transitions.
    pub(super) fn new(weights: IdVec<FeatureId, LabelNumbers>, transitions: &PairNumbers) -> Self {
        Self {
            weights,
            transitions: *transitions,
        }
    }

    /// Trains one field per run, as many at a time as there are cores. `transitions`, if given, are used as they are and not
    /// trained.
    pub(super) fn train_runs(
        set: &TrainingSet,
        schedule: Schedule,
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
                        scope
                            .spawn(|| RandomField::new(set, schedule, transitions).train(set, *run))
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
            transitions: PairNumbers::default(),
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

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut LabelNumbers> {
        self.weights.iter_mut().chain(&mut self.transitions)
    }

    /// The transition scores, rounded to integers.
    pub(super) fn transitions(&self) -> Transitions {
        let scores = self.transitions.iter().flatten();
        model::build_transitions(scores.map(|weight| (weight * SCORE_UNIT).round() as i32))
    }

    /// The features with a nonzero weight and their weights rounded to integers, the most important first.
    pub(super) fn quantised_rows(&self, set: &TrainingSet) -> Vec<(u64, [i8; LABEL_COUNT])> {
        let mut rows = Vec::new();
        for (hash, weights) in set.hashes.iter().zip(self.weights.iter()) {
            let row =
                weights.map(|weight| (weight * SCORE_UNIT).round().clamp(-127.0, 127.0) as i8);
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
