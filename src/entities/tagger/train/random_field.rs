//! A conditional random field (Lafferty, McCallum and Pereira 2001): the probability of a path through a segment is proportional to
//! the exponential of its score, and training makes the annotated paths as probable as it can.
//!
//! Where a token may have several labels, all allowed paths together count. The weights are moved after every segment, each by a
//! step that becomes smaller the more it was moved before (AdaGrad; Duchi, Hazan and Singer 2011). Few rounds of small steps give
//! better weights for text that was not trained on than many or large ones.

use super::super::labels::{LABEL_COUNT, Label, Transitions};
use super::posterior::{LabelNumbers, PairNumbers, Posterior};
use super::randomness::{FeatureMask, Random};
use super::runs::{SCORE_UNIT, TrainedWeights, TrainingRun};
use super::training_set::{FeatureId, TrainingExample, TrainingSet};
use crate::entities::id_vec::IdVec;
use std::fmt::Write as _;

/// The least logarithm of a factor: what is less probable counts as this.
const LEAST_LOG_FACTOR: f32 = -60.0;
/// A gradient that is too small to move a weight.
const NEGLIGIBLE: f32 = 1e-3;

/// How a field is trained.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schedule {
    /// Passes over the examples.
    pub epochs: usize,
    /// The size of the first steps.
    pub rate: f32,
    /// How many of 256 features are left out of each step, at random, so that no weight relies on the others.
    pub left_out: u8,
}

/// A weight for each label, and the sum of the squares of its gradients.
#[derive(Debug, Clone, Default)]
struct WeightRow {
    weights: LabelNumbers,
    squares: LabelNumbers,
}

/// The weights during training.
#[derive(Debug)]
pub(super) struct RandomField {
    schedule: Schedule,
    rows: IdVec<FeatureId, WeightRow>,
    /// The weights of each label after each other one.
    transitions: [WeightRow; LABEL_COUNT],
    has_fixed_transitions: bool,
}

/// What a step computes, with reusable buffers.
#[derive(Debug, Default)]
struct Step {
    factors: Vec<LabelNumbers>,
    allowed_factors: Vec<LabelNumbers>,
    all: Posterior,
    allowed: Posterior,
}

impl RandomField {
    /// A field without weights; `transitions`, if given, are used as they are and not trained.
    pub(super) fn new(
        set: &TrainingSet,
        schedule: Schedule,
        transitions: Option<&Transitions>,
    ) -> Self {
        let row = |scores: &[i32; LABEL_COUNT]| WeightRow {
            weights: scores.map(|score| score as f32 / SCORE_UNIT),
            squares: LabelNumbers::default(),
        };
        Self {
            schedule,
            rows: set.hashes.iter().map(|_| WeightRow::default()).collect(),
            transitions: transitions
                .map_or_else(Default::default, |scores| scores.each_ref().map(row)),
            has_fixed_transitions: transitions.is_some(),
        }
    }

    /// Trains the weights. Also returns the loss of each round, the sum of the negative logarithms of the probabilities, as text.
    pub(super) fn train(mut self, set: &TrainingSet, run: TrainingRun) -> (TrainedWeights, String) {
        let mut order: Vec<&TrainingExample> = set
            .examples
            .iter()
            .filter(|example| run.includes(example.article))
            .collect();
        let mut random = Random::new(run.seed);
        let mut step = Step::default();
        let mut progress = String::new();
        for epoch in 1..=self.schedule.epochs {
            random.shuffle(&mut order);
            let mut loss = 0.0;
            for example in &order {
                let mask = random.mask(self.schedule.left_out);
                loss += f64::from(self.learn(example, mask, &mut step).unwrap_or_default());
            }
            // Writing to a String cannot fail.
            let _ = write!(progress, " {epoch}:{loss:.0}");
        }
        let rows = self.rows.iter().map(|row| row.weights);
        let transitions = self.transitions.map(|row| row.weights);
        (TrainedWeights::new(rows.collect(), &transitions), progress)
    }

    /// Moves the weights towards the allowed paths of `example`. Returns its loss; `None` if it has no allowed path.
    fn learn(
        &mut self,
        example: &TrainingExample,
        mask: FeatureMask,
        step: &mut Step,
    ) -> Option<f32> {
        let transitions = self.transition_factors();
        step.factors.clear();
        step.allowed_factors.clear();
        for (at, token) in example.tokens.iter().enumerate() {
            let mut scores = token.base_scores.map(|score| score as f32 / SCORE_UNIT);
            for feature in mask.features(at, token) {
                for (score, weight) in scores.iter_mut().zip(&self.rows[feature].weights) {
                    *score += weight;
                }
            }
            let best = scores.iter().copied().fold(f32::MIN, f32::max);
            let factors = scores.map(|score| (score - best).max(LEAST_LOG_FACTOR).exp());
            let mut allowed = factors;
            for (label, factor) in Label::ALL.into_iter().zip(&mut allowed) {
                if token.allowed & label.bit() == 0 {
                    *factor = 0.0;
                }
            }
            step.factors.push(factors);
            step.allowed_factors.push(allowed);
        }
        let all = step.all.compute(&step.factors, &transitions)?;
        let allowed = step.allowed.compute(&step.allowed_factors, &transitions)?;
        self.move_weights(example, mask, step);
        Some(all - allowed)
    }

    fn move_weights(&mut self, example: &TrainingExample, mask: FeatureMask, step: &Step) {
        let (rate, size) = (self.schedule.rate, example.step_size as f32);
        let tokens = example.tokens.iter().enumerate();
        let labels = step.allowed.labels().iter().zip(step.all.labels());
        for ((at, token), (allowed, all)) in tokens.zip(labels) {
            let gradient = difference(allowed, all, size);
            let greatest = gradient
                .iter()
                .fold(0.0_f32, |most, one| most.max(one.abs()));
            if greatest < NEGLIGIBLE {
                continue;
            }
            for feature in mask.features(at, token) {
                self.rows[feature].climb(&gradient, rate);
            }
        }
        if !self.has_fixed_transitions {
            let pairs = step.allowed.pairs().iter().zip(step.all.pairs());
            for (row, (allowed, all)) in self.transitions.iter_mut().zip(pairs) {
                row.climb(&difference(allowed, all, size), rate);
            }
        }
    }

    /// The factors of the transitions; 0 for those that are forbidden.
    fn transition_factors(&self) -> PairNumbers {
        let mut factors = PairNumbers::default();
        for ((last, row), to) in Label::ALL.iter().zip(&self.transitions).zip(&mut factors) {
            for ((label, weight), to) in Label::ALL.iter().zip(&row.weights).zip(to) {
                if label.may_follow(*last) {
                    *to = weight.exp();
                }
            }
        }
        factors
    }
}

impl WeightRow {
    /// Moves the weights along `gradient`.
    fn climb(&mut self, gradient: &LabelNumbers, rate: f32) {
        let Self { weights, squares } = self;
        for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(gradient) {
            *square += slope * slope;
            *weight += rate * slope / (*square + 1.0).sqrt();
        }
    }
}

fn difference(one: &LabelNumbers, other: &LabelNumbers, factor: f32) -> LabelNumbers {
    let mut result = *one;
    for (result, other) in result.iter_mut().zip(other) {
        *result = (*result - other) * factor;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::training_set::TrainingToken;
    use super::*;

    const OF_THE_TEST: Schedule = Schedule {
        epochs: 3,
        rate: 0.5,
        left_out: 0,
    };

    fn example(article: usize, labels: &[Label], features: &[&[FeatureId]]) -> TrainingExample {
        let token = |(label, features): (&Label, &&[FeatureId])| TrainingToken {
            allowed: label.bit(),
            base_scores: [0; LABEL_COUNT],
            features: features.to_vec(),
        };
        TrainingExample {
            article,
            step_size: 1,
            tokens: labels.iter().zip(features).map(token).collect(),
        }
    }

    /// Two articles: "Anna Quorn" is a person, "Velt" is a place. The first feature is of both, the others are of one token each.
    fn two_articles() -> (TrainingSet, Vec<FeatureId>) {
        let mut hashes = IdVec::default();
        let ids: Vec<FeatureId> = (0..4_u64).map(|hash| hashes.push(hash)).collect();
        let person = [Label::BeginPerson, Label::ContinuePerson];
        let examples = vec![
            example(0, &person, &[&[ids[0], ids[1]], &[ids[0], ids[2]]]),
            example(1, &[Label::BeginLocation], &[&[ids[0], ids[3]]]),
        ];
        (TrainingSet { examples, hashes }, ids)
    }

    /// The loss of the first example if the weight of `feature` for `label` is `weight`.
    fn loss(set: &TrainingSet, feature: FeatureId, label: Label, weight: f32) -> f32 {
        let schedule = Schedule {
            rate: 0.0,
            ..OF_THE_TEST
        };
        let mut field = RandomField::new(set, schedule, None);
        *label.of_mut(&mut field.rows[feature].weights) = weight;
        let mask = Random::new(1).mask(0);
        let loss = field.learn(&set.examples[0], mask, &mut Step::default());
        loss.unwrap()
    }

    /// Protects: a step goes down the slope of the loss, as the loss itself shows it.
    #[test]
    fn steps_follow_the_slope_of_the_loss() {
        let (set, ids) = two_articles();
        let mut field = RandomField::new(&set, OF_THE_TEST, None);
        let mask = Random::new(1).mask(0);
        field.learn(&set.examples[0], mask, &mut Step::default());
        for feature in [ids[0], ids[1], ids[2]] {
            for label in Label::ALL {
                let slope =
                    (loss(&set, feature, label, 1e-2) - loss(&set, feature, label, -1e-2)) / 2e-2;
                // The first feature is looked at twice, and its second step is shorter.
                let step = label.of(&field.rows[feature].weights);
                if slope.abs() > 1e-2 {
                    assert!(step * slope < 0.0, "{label:?} {step} {slope}");
                }
                if feature != ids[0] {
                    let expected = -OF_THE_TEST.rate * slope / (slope * slope + 1.0).sqrt();
                    assert!(
                        (step - expected).abs() < 1e-3,
                        "{label:?} {step} {expected}"
                    );
                }
            }
        }
    }

    /// Protects: the same run gives the same weights, and an article that a run leaves out has no part in them.
    #[test]
    fn a_run_can_be_repeated_and_leaves_its_fold_out() {
        let (set, ids) = two_articles();
        let train = |fold| {
            let field = RandomField::new(
                &set,
                Schedule {
                    left_out: 60,
                    ..OF_THE_TEST
                },
                None,
            );
            field.train(&set, TrainingRun { fold, seed: 3 })
        };
        let ((all, progress), (again, _)) = (train(None), train(None));
        assert_eq!(format!("{all:?}"), format!("{again:?}"));
        assert_eq!(progress.split_whitespace().count(), 3);
        let (without_places, _) = train(Some(1));
        let mut hashes = without_places
            .quantised_rows(&set)
            .into_iter()
            .map(|(hash, _)| hash);
        assert!(all.quantised_rows(&set).iter().any(|(hash, _)| *hash == 3));
        assert!(hashes.all(|hash| set.hashes[ids[3]] != hash));
    }
}
