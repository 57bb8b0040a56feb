//! How likely each label of each token of a segment is, and each pair of labels that follow each other: the forward and backward
//! sums over all paths (Rabiner 1989).

use super::super::labels::{LABEL_COUNT, Label};

/// A number for each label.
pub(super) type LabelNumbers = [f32; LABEL_COUNT];

/// A number for each label (inner index) after each other one (outer index).
pub(super) type PairNumbers = [LabelNumbers; LABEL_COUNT];

/// The probabilities, with reusable buffers.
#[derive(Debug, Default)]
pub(super) struct Posterior {
    /// For each token, the share of the paths up to it that end in each label.
    forward: Vec<LabelNumbers>,
    /// For each token, how likely each label is.
    labels: Vec<LabelNumbers>,
    /// How often each pair of labels is to be expected.
    pairs: PairNumbers,
}

impl Posterior {
    /// For each token, how likely each label is.
    pub(super) fn labels(&self) -> &[LabelNumbers] {
        &self.labels
    }

    /// How often each pair of labels is to be expected in the segment.
    pub(super) fn pairs(&self) -> &PairNumbers {
        &self.pairs
    }

    /// Computes the probabilities, if a path is a product of the `factors` of its labels, a row for each token, and of those of its
    /// `transitions`. Before a segment no name is open. Returns the logarithm of the sum of all paths; `None` if there is no
    /// path, and then the probabilities mean nothing.
    pub(super) fn compute(
        &mut self,
        factors: &[LabelNumbers],
        transitions: &PairNumbers,
    ) -> Option<f32> {
        self.forward.clear();
        let mut log_sum = 0.0;
        let mut before = start();
        for own in factors {
            let mut sums = LabelNumbers::default();
            for (before, row) in before.iter().zip(transitions) {
                for (sum, factor) in sums.iter_mut().zip(row) {
                    *sum += before * factor;
                }
            }
            multiply(&mut sums, own);
            log_sum += normalise(&mut sums)?.ln();
            self.forward.push(sums);
            before = sums;
        }
        self.go_backward(factors, transitions)?;
        Some(log_sum)
    }

    fn go_backward(&mut self, factors: &[LabelNumbers], transitions: &PairNumbers) -> Option<()> {
        self.labels.clear();
        self.pairs = PairNumbers::default();
        let mut after: LabelNumbers = [1.0; LABEL_COUNT];
        for (at, (own, forward)) in factors.iter().zip(&self.forward).enumerate().rev() {
            let mut labels = *forward;
            multiply(&mut labels, &after);
            normalise(&mut labels)?;
            self.labels.push(labels);
            let previous = at
                .checked_sub(1)
                .and_then(|before| self.forward.get(before));
            let previous = previous.copied().unwrap_or_else(start);
            multiply(&mut after, own);
            let mut rows = *transitions;
            let mut sums = LabelNumbers::default();
            for (row, sum) in rows.iter_mut().zip(&mut sums) {
                multiply(row, &after);
                *sum = row.iter().sum();
            }
            let total: f32 = sums.iter().zip(&previous).map(|(a, b)| a * b).sum();
            if total <= 0.0 {
                return None;
            }
            for ((row, expected), share) in rows.iter().zip(&mut self.pairs).zip(previous) {
                for (factor, expected) in row.iter().zip(expected) {
                    *expected += share * factor / total;
                }
            }
            normalise(&mut sums)?;
            after = sums;
        }
        self.labels.reverse();
        Some(())
    }
}

/// The shares of the paths before a segment.
fn start() -> LabelNumbers {
    let mut start = LabelNumbers::default();
    *Label::Outside.of_mut(&mut start) = 1.0;
    start
}

fn multiply(numbers: &mut LabelNumbers, factors: &LabelNumbers) {
    for (number, factor) in numbers.iter_mut().zip(factors) {
        *number *= factor;
    }
}

/// Divides `numbers` by their sum, which is returned; `None` if it is no positive number.
fn normalise(numbers: &mut LabelNumbers) -> Option<f32> {
    let sum: f32 = numbers.iter().sum();
    for number in numbers.iter_mut() {
        *number /= sum;
    }
    (sum > 0.0 && sum.is_finite()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the probabilities are those that the sum over all paths, one by one, gives.
    #[test]
    fn the_probabilities_are_those_of_all_paths() {
        let factors: Vec<LabelNumbers> = (0..3)
            .map(|token| std::array::from_fn(|label| 0.1 + ((token * 7 + label * 5) % 11) as f32))
            .collect();
        let transitions: PairNumbers = std::array::from_fn(|last| {
            std::array::from_fn(|label| {
                if Label::ALL[label].may_follow(Label::ALL[last]) {
                    0.2 + ((last * 3 + label) % 5) as f32
                } else {
                    0.0
                }
            })
        });
        let mut total = 0.0;
        let mut labels = [LabelNumbers::default(); 3];
        let mut pairs = PairNumbers::default();
        for path in 0..LABEL_COUNT.pow(3) {
            let path = [
                path % LABEL_COUNT,
                path / LABEL_COUNT % LABEL_COUNT,
                path / LABEL_COUNT / LABEL_COUNT,
            ];
            let before = [0, path[0], path[1]];
            let product: f32 = (0..3)
                .map(|at| transitions[before[at]][path[at]] * factors[at][path[at]])
                .product();
            total += product;
            for at in 0..3 {
                labels[at][path[at]] += product;
                pairs[before[at]][path[at]] += product;
            }
        }
        let mut posterior = Posterior::default();
        let log_sum = posterior.compute(&factors, &transitions).unwrap();
        let is_near = |one: f32, other: f32| (one - other).abs() < 1e-4 * (1.0 + other.abs());
        assert!(is_near(log_sum, total.ln()), "{log_sum} {}", total.ln());
        let found = posterior.labels().iter().chain(posterior.pairs());
        let expected = labels.iter().chain(&pairs);
        assert_eq!(posterior.labels().len(), labels.len());
        for (one, sum) in found.flatten().zip(expected.flatten()) {
            assert!(is_near(*one, sum / total), "{one} {sum} {total}");
        }
    }

    /// Protects: training leaves out a segment that cannot have the labels that it is said to have.
    #[test]
    fn without_a_path_there_are_no_probabilities() {
        let mut posterior = Posterior::default();
        assert_eq!(
            posterior.compute(&[[0.0; LABEL_COUNT]], &[[1.0; LABEL_COUNT]; LABEL_COUNT]),
            None
        );
        // Nothing may follow the first token's only label.
        let mut transitions = [[1.0; LABEL_COUNT]; LABEL_COUNT];
        let (mut first, second) = ([0.0; LABEL_COUNT], [1.0; LABEL_COUNT]);
        first[3] = 1.0;
        assert!(posterior.compute(&[first, second], &transitions).is_some());
        transitions[3] = [0.0; LABEL_COUNT];
        assert_eq!(posterior.compute(&[first, second], &transitions), None);
    }
}
