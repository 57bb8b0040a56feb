//! Scores the tokens of a document, and keeps the sums of weights that are wanted again.
//!
//! Half of the features of a token depend on one word and on little else, and words recur: the weights of such a group of
//! features are added up once and then found in one place, instead of in as many places of the model as it has features.

use super::features::{FeatureSink, Sentence};
use super::model::Model;
use super::weight_table::{FoundRows, LabelSums, WeightSums};

/// How many sums are kept: few enough to stay in the second cache of a processor, 160 KiB.
const KEPT: usize = 1 << 12;

/// Scores tokens.
pub(super) struct Scorer<'a> {
    model: &'a Model<'a>,
    kept: Box<[KeptSums]>,
}

/// The sums of a group of features.
#[derive(Clone, Copy, Default)]
struct KeptSums {
    key: u64,
    sums: WeightSums,
}

/// Adds up the weights of one token.
struct TokenSums<'a, 'b> {
    model: &'a Model<'a>,
    kept: &'b mut [KeptSums],
    sums: WeightSums,
    found: FoundRows,
}

impl<'a> Scorer<'a> {
    /// A scorer with the weights of `model`.
    pub(super) fn new(model: &'a Model<'a>) -> Self {
        Self {
            model,
            kept: vec![KeptSums::default(); KEPT].into(),
        }
    }

    /// The sum of weights of each label for the token at `at`.
    pub(super) fn sums(&mut self, sentence: &Sentence<'_>, at: usize) -> LabelSums {
        let mut token = TokenSums {
            model: self.model,
            kept: &mut self.kept,
            sums: WeightSums::default(),
            found: FoundRows::new(),
        };
        sentence.emit_features(at, &mut token);
        token.found.add_to(&mut token.sums);
        token.sums.of_labels()
    }
}

impl FeatureSink for TokenSums<'_, '_> {
    fn feature(&mut self, hash: u64) {
        self.found.look_up(hash, &self.model.weights);
    }

    fn group<const N: usize>(&mut self, key: u64, features: impl FnOnce() -> [u64; N]) {
        // The upper bits of a key are the best mixed ones.
        let place = (key >> (u64::BITS - KEPT.ilog2())) as usize;
        let Some(kept) = self.kept.get_mut(place) else {
            return;
        };
        if kept.key != key {
            let mut sums = WeightSums::default();
            for hash in features() {
                self.model.weights.add_weights(hash, &mut sums);
            }
            *kept = KeptSums { key, sums };
        }
        self.sums.add(&kept.sums);
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::{for_each_segment, word_attributes};
    use super::super::model;
    use super::super::weight_table::MAX_FOUND_ROWS;
    use super::*;
    use crate::entities::{sentences, tokens};

    /// Counts the features that are looked up one by one.
    struct SingleFeatures(usize);

    impl FeatureSink for SingleFeatures {
        fn feature(&mut self, _hash: u64) {
            self.0 += 1;
        }

        fn group<const N: usize>(&mut self, _key: u64, _features: impl FnOnce() -> [u64; N]) {}
    }

    /// Protects: there is room for the rows of all features of a token.
    #[test]
    fn all_rows_of_a_token_have_room() {
        let text = "Anna Palmer of Palmer & Co. won.";
        let tokens = tokens::tokenize_text(text);
        let words = word_attributes(text, &tokens, &model::embedded());
        for_each_segment(
            &words,
            &sentences::split(text, &tokens),
            |sentence, segment, _| {
                for at in segment {
                    let mut features = SingleFeatures(0);
                    sentence.emit_features(at, &mut features);
                    assert!(
                        (20..=MAX_FOUND_ROWS).contains(&features.0),
                        "{}",
                        features.0
                    );
                }
            },
        );
    }

    /// Protects: sums that were kept are those of the features of the token at hand, whatever was scored before.
    #[test]
    fn kept_sums_are_the_sums_of_the_features() {
        let text = "Mr. Palmer and Mr Palmer met Anna Palmer of Palmer, Palmer & Co. PALMER SAID Anna Won.";
        let tokens = tokens::tokenize_text(text);
        let sentences = sentences::split(text, &tokens);
        let model = model::embedded();
        let words = word_attributes(text, &tokens, &model);
        let mut keeping = Scorer::new(&model);
        let mut token_count = 0;
        for _ in 0..2 {
            for_each_segment(&words, &sentences, |sentence, segment, _| {
                for at in segment {
                    let mut sums = WeightSums::default();
                    sentence
                        .emit_features(at, &mut |hash| model.weights.add_weights(hash, &mut sums));
                    assert_eq!(keeping.sums(sentence, at), sums.of_labels(), "{at}");
                    token_count += 1;
                }
            });
        }
        assert!(token_count > 30);
    }
}
