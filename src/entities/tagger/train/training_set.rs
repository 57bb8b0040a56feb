//! The training examples: the segments of the articles, with their features as row numbers.
//!
//! Only features that occur at least [`MIN_FEATURE_COUNT`] times are kept.

use super::super::decode::{self, FirstPass};
use super::super::document_context::DocumentContext;
use super::super::labels::LabelScores;
use super::super::model::Model;
use super::super::word_attributes::WordAttributes;
use super::corpora::AnnotatedArticle;
use std::collections::HashMap;
use std::ops::Range;

/// A feature seen less often is left out.
const MIN_FEATURE_COUNT: u32 = 3;

/// One segment of an article, as an example to train on.
#[derive(Debug, Default)]
pub(super) struct TrainingExample {
    pub(super) article: usize,
    pub(super) step_size: i32,
    /// The labels that each token may have, as bit masks.
    pub(super) allowed: Vec<u16>,
    /// The scores that each token starts with: zero in the first pass, those of the first pass in the second.
    pub(super) base_scores: Vec<LabelScores>,
    /// For each token, where its features end in `features`.
    feature_ends: Vec<u32>,
    features: Vec<u32>,
}

/// All training examples of one pass.
#[derive(Debug, Default)]
pub(super) struct TrainingSet {
    pub(super) examples: Vec<TrainingExample>,
    /// The hash of the feature that each row belongs to.
    pub(super) hashes: Vec<u64>,
}

/// What the first pass of a model that has not seen an article found in it; `None` if no model has done so.
pub(super) type UnseenPass = Option<(Vec<WordAttributes>, FirstPass, DocumentContext)>;

/// Assigns row numbers to features and counts them.
#[derive(Default)]
struct FeatureNumbers {
    numbers: HashMap<u64, u32>,
    hashes: Vec<u64>,
    counts: Vec<u32>,
}

impl FeatureNumbers {
    fn number_of(&mut self, hash: u64) -> u32 {
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

impl TrainingSet {
    /// Collects the examples for the first pass.
    pub(super) fn for_first_pass(articles: &[AnnotatedArticle], model: &Model<'_>) -> Self {
        let mut numbers = FeatureNumbers::default();
        let mut examples = Vec::new();
        for (index, article) in articles.iter().enumerate() {
            let words = decode::word_attributes(&article.text, &article.tokens, model);
            decode::for_each_segment(&words, &article.sentences, |sentence, segment, range| {
                let mut example = TrainingExample::new(index, article, range);
                for at in segment {
                    sentence
                        .emit_features(at, |hash| example.features.push(numbers.number_of(hash)));
                    example.base_scores.push(LabelScores::default());
                    example.feature_ends.push(example.features.len() as u32);
                }
                examples.push(example);
            });
        }
        Self::new(examples, &numbers)
    }

    /// Collects the examples for the second pass: the scores of the first pass, and document-context features.
    pub(super) fn for_second_pass(articles: &[AnnotatedArticle], passes: &[UnseenPass]) -> Self {
        let mut numbers = FeatureNumbers::default();
        let mut examples = Vec::new();
        for (index, (article, pass)) in articles.iter().zip(passes).enumerate() {
            let Some((words, first_pass, context)) =
                pass.as_ref().filter(|_| article.has_document_context)
            else {
                continue;
            };
            for (range, scores) in first_pass.segments_with_scores() {
                let mut example = TrainingExample::new(index, article, range.clone());
                example.base_scores.extend_from_slice(scores);
                for at in range {
                    context.emit_features(words, &first_pass.labels, at, |hash| {
                        example.features.push(numbers.number_of(hash));
                    });
                    example.feature_ends.push(example.features.len() as u32);
                }
                examples.push(example);
            }
        }
        Self::new(examples, &numbers)
    }

    /// Leaves out rare features and renumbers the others.
    fn new(mut examples: Vec<TrainingExample>, features: &FeatureNumbers) -> Self {
        let mut hashes = Vec::new();
        let mut numbers: Vec<Option<u32>> = Vec::with_capacity(features.counts.len());
        for (hash, count) in features.hashes.iter().zip(&features.counts) {
            numbers.push((*count >= MIN_FEATURE_COUNT).then_some(hashes.len() as u32));
            if *count >= MIN_FEATURE_COUNT {
                hashes.push(*hash);
            }
        }
        for example in &mut examples {
            let mut kept = Vec::with_capacity(example.features.len());
            let mut ends = Vec::with_capacity(example.feature_ends.len());
            let mut from = 0;
            for &end in &example.feature_ends {
                let own = example.features.get(from..end as usize).unwrap_or_default();
                kept.extend(
                    own.iter()
                        .filter_map(|&row| numbers.get(row as usize).copied().flatten()),
                );
                ends.push(kept.len() as u32);
                from = end as usize;
            }
            (example.features, example.feature_ends) = (kept, ends);
        }
        Self { examples, hashes }
    }

    /// How many segments there are.
    pub(super) fn len(&self) -> usize {
        self.examples.len()
    }

    /// How many different features there are.
    pub(super) fn feature_count(&self) -> usize {
        self.hashes.len()
    }
}

impl TrainingExample {
    fn new(index: usize, article: &AnnotatedArticle, range: Range<usize>) -> Self {
        let allowed = article.allowed.get(range).unwrap_or_default().to_vec();
        Self {
            article: index,
            step_size: article.step_size,
            allowed,
            ..Self::default()
        }
    }

    /// The row numbers of the features of the token at `at`.
    pub(super) fn feature_rows(&self, at: usize) -> &[u32] {
        let from = at
            .checked_sub(1)
            .and_then(|at| self.feature_ends.get(at))
            .map_or(0, |&end| end as usize);
        let to = self.feature_ends.get(at).map_or(from, |&end| end as usize);
        self.features.get(from..to).unwrap_or_default()
    }
}
