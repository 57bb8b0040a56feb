//! The Viterbi search for the best label path through a segment, and the margins by which it is the best.

use super::NameClass;
use super::labels::{CLASS_COUNT, LABEL_COUNT, Label, LabelScores, Transitions};

/// The score of a label that cannot come before a segment; twice it is the least score that is kept. Sums of four such scores have
/// room beside a label's bits.
const IMPOSSIBLE: i32 = -10_000_000;
/// Bits that hold a label.
const LABEL_BITS: u32 = 4;
/// Those bits.
const LABEL_MASK: i32 = (1 << LABEL_BITS) - 1;

/// By how much the best path is better than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margins {
    /// Than the best path that gives the token another class.
    pub class: i32,
    /// How much better the best path is that makes the token part of a person's name than the best path that does not.
    pub person: i32,
}

/// A search, with its reusable buffers.
#[derive(Debug, Default)]
pub(super) struct Viterbi {
    /// For each token, the best score of a path that ends in each label.
    best_scores: Vec<LabelScores>,
    /// For each token, the preceding label on that best path.
    backpointers: Vec<[u8; LABEL_COUNT]>,
    labels: Vec<Label>,
    margins: Vec<Margins>,
}

impl Viterbi {
    /// The labels of the path found last.
    pub(super) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The margins computed last, one for each label of the path.
    pub(super) fn margins(&self) -> &[Margins] {
        &self.margins
    }

    /// Finds the best path through the tokens with these `scores`.
    pub(super) fn find_best_path(&mut self, scores: &[LabelScores], transitions: &Transitions) {
        self.best_scores.clear();
        self.backpointers.clear();
        self.labels.clear();
        // Before a segment no name can be open.
        let mut previous = [IMPOSSIBLE; LABEL_COUNT];
        *Label::Outside.of_mut(&mut previous) = 0;
        for own in scores {
            // A score and the label that it comes from are compared as one number: the label is in the lowest bits.
            let mut steps = [i32::MIN; LABEL_COUNT];
            for ((before, score), row) in Label::ALL.into_iter().zip(previous).zip(transitions) {
                let from = LABEL_MASK - before as i32;
                for (best, step) in steps.iter_mut().zip(row) {
                    *best = (*best).max((score + step) << LABEL_BITS | from);
                }
            }
            let mut best = steps.map(|step| step >> LABEL_BITS);
            let backpointers = steps.map(|step| (LABEL_MASK - (step & LABEL_MASK)) as u8);
            for (best, own) in best.iter_mut().zip(own) {
                *best += own;
            }
            normalise(&mut best);
            self.best_scores.push(best);
            self.backpointers.push(backpointers);
            previous = best;
        }
        let ends = Label::ALL.into_iter().zip(previous).rev();
        let best = ends.max_by_key(|(_, score)| *score);
        let mut label = best.map_or(Label::Outside, |(label, _)| label);
        for backpointers in self.backpointers.iter().rev() {
            self.labels.push(label);
            let before = usize::from(*label.of(backpointers));
            label = Label::ALL.get(before).copied().unwrap_or(Label::Outside);
        }
        self.labels.reverse();
    }

    /// Computes the margins for each token of the path found last. It combines the forward scores of the search with a
    /// backward pass.
    pub(super) fn compute_margins(&mut self, scores: &[LabelScores], transitions: &Transitions) {
        self.margins.clear();
        let mut backward = LabelScores::default();
        let steps = scores.iter().zip(&self.best_scores).zip(&self.labels).rev();
        for ((own, forward), label) in steps {
            let mut best = [i32::MIN; CLASS_COUNT];
            for ((label, forward), backward) in Label::ALL.iter().zip(forward).zip(backward) {
                let best = label.class().of_mut(&mut best);
                *best = (*best).max(forward + backward);
            }
            self.margins.push(Margins {
                class: class_margin(best, label.class()),
                person: class_margin(best, NameClass::Person),
            });
            let mut next = [i32::MIN; LABEL_COUNT];
            for (next, row) in next.iter_mut().zip(transitions) {
                for ((step, own), backward) in row.iter().zip(own).zip(&backward) {
                    *next = (*next).max(step + own + backward);
                }
            }
            normalise(&mut next);
            backward = next;
        }
        self.margins.reverse();
    }
}

/// By how much the best path through `class` is better than the best path through any other class.
fn class_margin(mut best: [i32; CLASS_COUNT], class: NameClass) -> i32 {
    let own = std::mem::replace(class.of_mut(&mut best), i32::MIN);
    let other = best.into_iter().max();
    own.saturating_sub(other.unwrap_or(i32::MIN))
}

/// Shifts the scores so that the best is 0. Only differences matter, and sums over a long segment would overflow.
fn normalise(scores: &mut LabelScores) {
    let best = scores.iter().copied().max().unwrap_or(0);
    for score in scores {
        *score = score.saturating_sub(best).max(IMPOSSIBLE * 2);
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::build_transitions;
    use super::*;
    use std::iter::empty;

    #[test]
    fn a_name_is_never_continued_without_a_beginning() {
        let transitions = build_transitions(empty());
        let mut scores = [[0; LABEL_COUNT]; 3];
        scores[0][1] = 5;
        scores[1][2] = 5;
        scores[2][0] = 1;
        scores[2][4] = 1;
        let mut path = Viterbi::default();
        path.find_best_path(&scores, &transitions);
        let expected = [Label::BeginPerson, Label::ContinuePerson, Label::Outside];
        assert_eq!(path.labels(), expected);
        path.compute_margins(&scores, &transitions);
        let margins: Vec<i32> = path.margins().iter().map(|margins| margins.class).collect();
        assert_eq!(margins, [10, 5, 1]);
    }
}
