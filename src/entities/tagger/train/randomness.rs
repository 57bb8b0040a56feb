//! The order of the examples and the features that a step leaves out: random, and the same in every run of the program.

use super::training_set::{FeatureId, TrainingToken};

/// A generator of random numbers (xorshift; Marsaglia 2003).
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    /// A generator whose numbers depend on `seed` only.
    pub(super) fn new(seed: u64) -> Self {
        Self(0x2545_f491_4f6c_dd1d_u64.wrapping_add(seed))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Shuffles `items` (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, (self.next() % (index as u64 + 1)) as usize);
        }
    }

    /// A mask that leaves out `left_out` of 256 features.
    pub(super) fn mask(&mut self, left_out: u8) -> FeatureMask {
        FeatureMask {
            random: self.next(),
            left_out,
        }
    }
}

/// Which features of an example are looked at in one step of training.
#[derive(Debug, Clone, Copy)]
pub(super) struct FeatureMask {
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
    pub(super) fn features(
        self,
        at: usize,
        token: &TrainingToken,
    ) -> impl Iterator<Item = FeatureId> {
        let features = token.features.iter().enumerate();
        features
            .filter(move |(index, _)| !self.leaves_out(at, *index))
            .map(|(_, &feature)| feature)
    }
}
