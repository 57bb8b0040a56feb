//! Decoding: scores every token that may be part of a name, finds the best label path in two passes, and measures the
//! margin by which each label was chosen.

use super::super::parallel::map_chunks;
#[cfg(feature = "train")]
use super::NameClass;
use super::chunks::for_each_chunk;
use super::document_context::DocumentContext;
use super::features::Sentence;
use super::labels::{self, LABEL_COUNT, LabelScores, OUTSIDE};
use super::model::Model;
use super::word_attributes::WordAttributes;
use super::{NameTag, Token};
use std::ops::Range;

/// The result of the first pass: the segments of a document that may contain names, the scores of their tokens, and the
/// label of every token.
#[derive(Debug, Default)]
pub(super) struct FirstPass {
    /// Token ranges, ascending.
    pub segments: Vec<Range<usize>>,
    /// The scores of the tokens of all segments, one segment after the other.
    pub scores: Vec<LabelScores>,
    /// One label for each token of the document.
    pub labels: Vec<u8>,
}

impl FirstPass {
    /// Appends the result for the tokens that follow.
    fn append(&mut self, mut next: Self) {
        if self.labels.is_empty() {
            *self = next;
            return;
        }
        self.segments.append(&mut next.segments);
        self.scores.append(&mut next.scores);
        self.labels.append(&mut next.labels);
    }

    /// The segments, each with the scores of its tokens.
    pub(super) fn segments_with_scores(
        &self,
    ) -> impl Iterator<Item = (Range<usize>, &[LabelScores])> {
        let mut rest = self.scores.as_slice();
        self.segments.iter().map(move |segment| {
            let (scores, after) = rest.split_at_checked(segment.len()).unwrap_or_default();
            rest = after;
            (segment.clone(), scores)
        })
    }
}

/// The attributes of every token.
pub(super) fn word_attributes(
    text: &str,
    tokens: &[Token],
    model: &Model<'_>,
) -> Vec<WordAttributes> {
    tokens
        .iter()
        .map(|token| WordAttributes::new(text, token, &model.lexicon))
        .collect()
}

/// Calls `visit` for every segment of candidate tokens, with its sentence, its range within the sentence, and its range
/// within the document.
pub(super) fn for_each_segment<'a>(
    words: &'a [WordAttributes],
    sentences: &[Range<usize>],
    mut visit: impl FnMut(&Sentence<'a>, Range<usize>, Range<usize>),
) {
    for range in sentences {
        let sentence = Sentence::new(words.get(range.clone()).unwrap_or_default());
        let mut at = 0;
        while let Some(segment) = sentence.next_segment(at) {
            at = segment.end;
            visit(
                &sentence,
                segment.clone(),
                range.start + segment.start..range.start + segment.end,
            );
        }
    }
}

/// Runs the first pass over consecutive `sentences`: labels every token by its own attributes and those of its
/// neighbours. The labels in the result are those of the tokens from the start of the first sentence to the end of the
/// last.
pub(super) fn run_first_pass(
    words: &[WordAttributes],
    sentences: &[Range<usize>],
    model: &Model<'_>,
) -> FirstPass {
    let first = sentences.first().map_or(0, |sentence| sentence.start);
    let end = sentences.last().map_or(first, |sentence| sentence.end);
    let mut pass = FirstPass {
        labels: vec![OUTSIDE; end - first],
        ..FirstPass::default()
    };
    let mut path = Viterbi::default();
    for_each_segment(words, sentences, |sentence, segment, range| {
        let score_start = pass.scores.len();
        for at in segment {
            let mut scores = LabelScores::default();
            sentence.emit_features(at, |hash| model.add_weights(hash, &mut scores));
            pass.scores.push(scores);
        }
        path.find_best_path(
            pass.scores.get(score_start..).unwrap_or_default(),
            &model.transitions,
            &[],
        );
        if let Some(labels) = pass.labels.get_mut(range.start - first..range.end - first) {
            labels.copy_from_slice(path.labels());
        }
        pass.segments.push(range);
    });
    pass
}

/// Tags `tokens`, one tag per token, on up to `threads` threads.
pub(super) fn tag(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    model: &Model<'_>,
    threads: usize,
) -> Vec<NameTag> {
    let tag = |choice: LabelChoice| NameTag {
        class: labels::class_of(choice.label),
        begins_name: labels::begins_name(choice.label),
        confidence: confidence(choice.margin, model.calibration),
        person_confidence: confidence(choice.person_margin, model.calibration),
    };
    let mut tags = Vec::with_capacity(tokens.len());
    for_each_chunk(tokens, sentences, |tokens, sentences| {
        let results = (tag, NameTag::OUTSIDE);
        tags.extend(decode_in_two_passes(
            text, tokens, sentences, model, threads, results,
        ));
    });
    tags
}

/// The class of each token and the margin by which it was chosen.
#[cfg(feature = "train")]
pub(super) fn margins(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    model: &Model<'_>,
) -> Vec<(NameClass, i32)> {
    let margin = |choice: LabelChoice| (labels::class_of(choice.label), choice.margin);
    decode_in_two_passes(
        text,
        tokens,
        sentences,
        model,
        1,
        (margin, (NameClass::Outside, 0)),
    )
}

/// What the second pass chose for a token.
#[derive(Debug, Clone, Copy)]
struct LabelChoice {
    label: u8,
    /// How much worse the best path is that gives the token another class.
    margin: i32,
    /// How much better the best path is that makes the token part of a person's name than the best path that does not.
    person_margin: i32,
}

/// Runs the first pass, collects the document context, and runs the second pass. Returns `convert` of the choice for
/// each token that may be part of a name, and a clone of `outside` for every other token.
fn decode_in_two_passes<T: Clone + Send>(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    model: &Model<'_>,
    threads: usize,
    (convert, outside): (impl Fn(LabelChoice) -> T + Sync, T),
) -> Vec<T> {
    let words = concat(map_chunks(tokens, threads, |tokens| {
        word_attributes(text, tokens, model)
    }));
    let mut first_pass = FirstPass::default();
    for part in map_chunks(sentences, threads, |sentences| {
        run_first_pass(&words, sentences, model)
    }) {
        first_pass.append(part);
    }
    let context = DocumentContext::from_labels(&words, &first_pass.labels);
    let segments: Vec<(Range<usize>, &[LabelScores])> = first_pass.segments_with_scores().collect();
    let choices = map_chunks(&segments, threads, |segments| {
        let mut path = Viterbi::default();
        let mut second_scores: Vec<LabelScores> = Vec::new();
        let mut choices = Vec::new();
        for (segment, scores) in segments {
            second_scores.clear();
            second_scores.extend_from_slice(scores);
            for (at, scores) in segment.clone().zip(&mut second_scores) {
                context.emit_features(&words, &first_pass.labels, at, |hash| {
                    model.add_weights(hash, scores);
                });
            }
            path.find_best_path(&second_scores, &model.transitions, &[]);
            path.compute_margins(&second_scores, &model.transitions);
            let found = path.labels.iter().zip(&path.margins);
            choices.extend(found.map(|(&label, &(margin, person_margin))| {
                convert(LabelChoice {
                    label,
                    margin,
                    person_margin,
                })
            }));
        }
        choices
    });
    let mut results = vec![outside; tokens.len()];
    let positions = segments.iter().flat_map(|(segment, _)| segment.clone());
    for (at, choice) in positions.zip(choices.into_iter().flatten()) {
        if let Some(slot) = results.get_mut(at) {
            *slot = choice;
        }
    }
    results
}

/// Concatenates the parts; a single part is not copied.
fn concat<T>(parts: Vec<Vec<T>>) -> Vec<T> {
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for mut part in parts {
        all.append(&mut part);
    }
    all
}

/// Converts a margin to a confidence from 0 to 100 by the calibration curve.
fn confidence(margin: i32, (slope, offset): (i32, i32)) -> u8 {
    let odds = f64::from(slope) / 1000.0 * f64::from(margin) + f64::from(offset) / 1000.0;
    (100.0 / (1.0 + (-odds).exp())).round() as u8
}

/// The score added to a label that is not allowed.
const DISALLOWED: i32 = -10_000_000;

/// The Viterbi search for the best label path through a segment, with its reusable buffers.
#[derive(Debug, Default)]
pub(super) struct Viterbi {
    /// For each token, the best score of a path that ends in each label.
    best_scores: Vec<LabelScores>,
    /// For each token, the preceding label on that best path.
    backpointers: Vec<[u8; LABEL_COUNT]>,
    labels: Vec<u8>,
    margins: Vec<(i32, i32)>,
}

impl Viterbi {
    /// The labels of the path found last.
    pub(super) fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// Finds the best path. `allowed`, unless empty, has one bit mask per token with a bit for each label that it may
    /// have.
    pub(super) fn find_best_path(
        &mut self,
        scores: &[LabelScores],
        transitions: &[LabelScores; LABEL_COUNT],
        allowed: &[u16],
    ) {
        self.best_scores.clear();
        self.backpointers.clear();
        self.labels.clear();
        let mut previous = start_scores();
        for (at, own) in scores.iter().enumerate() {
            let mut best = [i32::MIN; LABEL_COUNT];
            let mut backpointers = [0u8; LABEL_COUNT];
            for (before, (score, row)) in previous.iter().zip(transitions).enumerate() {
                for ((best, backpointer), step) in best.iter_mut().zip(&mut backpointers).zip(row) {
                    let candidate = score + step;
                    if candidate > *best {
                        *best = candidate;
                        *backpointer = before as u8;
                    }
                }
            }
            let mask = allowed.get(at).copied().unwrap_or(u16::MAX);
            for (label, (best, own)) in best.iter_mut().zip(own).enumerate() {
                *best += own;
                if mask >> label & 1 == 0 {
                    *best += DISALLOWED;
                }
            }
            normalise(&mut best);
            self.best_scores.push(best);
            self.backpointers.push(backpointers);
            previous = best;
        }
        let mut label = arg_max(&previous);
        for backpointers in self.backpointers.iter().rev() {
            self.labels.push(label);
            label = backpointers
                .get(usize::from(label))
                .copied()
                .unwrap_or(OUTSIDE);
        }
        self.labels.reverse();
    }

    /// Computes, for each token of the path found last, how much worse the best path is that gives it another class. It
    /// combines the forward scores of the search with a backward pass.
    fn compute_margins(
        &mut self,
        scores: &[LabelScores],
        transitions: &[LabelScores; LABEL_COUNT],
    ) {
        self.margins.clear();
        let mut backward = LabelScores::default();
        let steps = scores.iter().zip(&self.best_scores).zip(&self.labels).rev();
        for ((own, forward), &label) in steps {
            let class = labels::class_index(label);
            let mut best = [i32::MIN; labels::NAME_CLASSES.len() + 1];
            for (label, (forward, backward)) in forward.iter().zip(&backward).enumerate() {
                if let Some(best) = best.get_mut(usize::from(labels::class_index(label as u8))) {
                    *best = (*best).max(forward + backward);
                }
            }
            self.margins.push((
                class_margin(&best, class),
                class_margin(&best, labels::PERSON_CLASS),
            ));
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
fn class_margin(best: &[i32], class: u8) -> i32 {
    let class = usize::from(class);
    let inside = best.get(class).copied().unwrap_or(i32::MIN);
    let others = best.iter().enumerate().filter(|(other, _)| *other != class);
    inside.saturating_sub(others.map(|(_, score)| *score).max().unwrap_or(i32::MIN))
}

/// Shifts the scores so that the best is 0. Only differences matter, and sums over a long segment would overflow.
fn normalise(scores: &mut LabelScores) {
    let best = scores.iter().copied().max().unwrap_or(0);
    for score in scores {
        *score = score.saturating_sub(best).max(DISALLOWED * 2);
    }
}

/// The scores before a segment, where no name can be open.
fn start_scores() -> LabelScores {
    let mut scores = [DISALLOWED; LABEL_COUNT];
    if let Some(outside) = scores.first_mut() {
        *outside = 0;
    }
    scores
}

fn arg_max(scores: &LabelScores) -> u8 {
    let best = scores
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, score)| **score);
    best.map_or(OUTSIDE, |(label, _)| label as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::tagger::model::build_transitions;

    #[test]
    fn a_name_is_never_continued_without_a_beginning() {
        let transitions = build_transitions(std::iter::empty());
        let mut scores = [[0; LABEL_COUNT]; 3];
        scores[0][1] = 5;
        scores[1][2] = 5;
        scores[2][0] = 1;
        scores[2][4] = 1;
        let mut path = Viterbi::default();
        path.find_best_path(&scores, &transitions, &[]);
        assert_eq!(path.labels(), [1, 2, 0]);
        path.compute_margins(&scores, &transitions);
        let margins: Vec<i32> = path.margins.iter().map(|margins| margins.0).collect();
        assert_eq!(margins, [10, 5, 1]);
    }

    #[test]
    fn disallowed_labels_are_not_used() {
        let transitions = build_transitions(std::iter::empty());
        let mut scores = [[0; LABEL_COUNT]; 1];
        scores[0][1] = 5;
        let mut path = Viterbi::default();
        path.find_best_path(&scores, &transitions, &[!0b10]);
        assert_ne!(path.labels(), [1]);
    }
}
