//! The training examples: the segments of the articles, with their features as row numbers.
//!
//! Only features that occur at least [`MIN_FEATURE_COUNT`] times are kept.

use super::super::decode::{self, FirstPass};
use super::super::document_context::DocumentContext;
use super::super::labels::LabelScores;
use super::super::model::Model;
use super::corpora::AnnotatedArticle;
use crate::entities::id_vec::{IdVec, id_type};
use crate::entities::tokens::{TokenId, TokenRange};
use std::collections::HashMap;

/// A feature seen less often is left out.
const MIN_FEATURE_COUNT: u32 = 3;

id_type! {
    /// A feature that occurs in the training examples: a row of weights.
    pub(super) FeatureId
}

/// One segment of an article, as an example to train on.
#[derive(Debug)]
pub(super) struct TrainingExample {
    /// The place of the article among all of them, or of the one that it is a copy of.
    pub(super) article: usize,
    pub(super) step_size: i32,
    pub(super) tokens: Vec<TrainingToken>,
}

/// One token of an example.
#[derive(Debug)]
pub(super) struct TrainingToken {
    /// The labels that it may have, as a bit mask.
    pub(super) allowed: u16,
    /// The scores that it starts with: zero in the first pass, those of the first pass in the second.
    pub(super) base_scores: LabelScores,
    pub(super) features: Vec<FeatureId>,
}

/// All training examples of one pass.
#[derive(Debug, Default)]
pub(super) struct TrainingSet {
    pub(super) examples: Vec<TrainingExample>,
    /// The hash of each feature.
    pub(super) hashes: IdVec<FeatureId, u64>,
}

/// What the first pass of a model that has not seen an article found in it.
#[derive(Debug)]
pub(super) struct UnseenPass {
    pub(super) parts: Vec<FirstPass>,
    pub(super) context: DocumentContext,
}

/// Assigns ids to features and counts them.
#[derive(Default)]
struct FeatureNumbers {
    ids: HashMap<u64, FeatureId>,
    features: IdVec<FeatureId, CountedFeature>,
}

struct CountedFeature {
    hash: u64,
    count: u32,
}

impl FeatureNumbers {
    fn id_of(&mut self, hash: u64) -> FeatureId {
        let add = || self.features.push(CountedFeature { hash, count: 0 });
        let id = *self.ids.entry(hash).or_insert_with(add);
        self.features[id].count += 1;
        id
    }
}

impl TrainingSet {
    /// Collects the examples for the first pass.
    pub(super) fn for_first_pass(articles: &[AnnotatedArticle], model: &Model<'_>) -> Self {
        let mut numbers = FeatureNumbers::default();
        let mut examples = Vec::new();
        for article in articles {
            let words = decode::listed_words(&article.text, &article.tokens, model);
            decode::for_each_segment(&words, &article.sentences, |sentence, segment, range| {
                let mut example = TrainingExample::new(article, range);
                for (at, token) in segment.zip(&mut example.tokens) {
                    sentence
                        .emit_features(at, &mut |hash| token.features.push(numbers.id_of(hash)));
                }
                examples.push(example);
            });
        }
        Self::new(examples, &numbers.features)
    }

    /// Collects the examples for the second pass: the scores of the first pass, and document-context features.
    pub(super) fn for_second_pass(
        articles: &[AnnotatedArticle],
        passes: &[Option<UnseenPass>],
    ) -> Self {
        let mut numbers = FeatureNumbers::default();
        let mut examples = Vec::new();
        for (article, pass) in articles.iter().zip(passes) {
            let Some(pass) = pass.as_ref().filter(|_| article.has_document_context) else {
                continue;
            };
            let mut start = TokenId::FIRST;
            for part in &pass.parts {
                for (range, scores) in part.segments_with_scores() {
                    let indices = range.indices();
                    let range = (start + indices.start).until(start + indices.end);
                    let mut example = TrainingExample::new(article, range);
                    let tokens = indices.zip(scores).zip(&mut example.tokens);
                    for ((at, scores), token) in tokens {
                        token.base_scores = scores.map(i32::from);
                        let (words, labels) = (&part.words, &part.labels);
                        pass.context.emit_features(words, labels, at, |hash| {
                            token.features.push(numbers.id_of(hash));
                        });
                    }
                    examples.push(example);
                }
                start += part.words.len();
            }
        }
        Self::new(examples, &numbers.features)
    }

    /// Leaves out rare features and renumbers the others.
    fn new(
        mut examples: Vec<TrainingExample>,
        features: &IdVec<FeatureId, CountedFeature>,
    ) -> Self {
        let mut hashes = IdVec::default();
        let new_id = |feature: &CountedFeature| {
            (feature.count >= MIN_FEATURE_COUNT).then(|| hashes.push(feature.hash))
        };
        let new_ids: IdVec<FeatureId, Option<FeatureId>> = features.iter().map(new_id).collect();
        for token in examples.iter_mut().flat_map(|example| &mut example.tokens) {
            let kept = token
                .features
                .iter()
                .filter_map(|&feature| new_ids[feature]);
            token.features = kept.collect();
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
    fn new(article: &AnnotatedArticle, range: TokenRange) -> Self {
        let token = |&allowed: &u16| TrainingToken {
            allowed,
            base_scores: LabelScores::default(),
            features: Vec::new(),
        };
        Self {
            article: article.source,
            step_size: article.step_size,
            tokens: article.allowed[range].iter().map(token).collect(),
        }
    }
}
