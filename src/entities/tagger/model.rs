//! The model's weights, used in place as they are embedded.
//!
//! Layout, little-endian: a header of two `i32` (slope and offset of the sureness, in thousandths), the transitions as
//! `i16`, padded to 256 bytes, then rows of 16 bytes: a check of two bytes and a weight per label. Two rows make a bucket;
//! a feature's hash names its bucket, and the row in it whose check agrees holds its weights.

use super::labels::{self, COUNT, Scores};
use super::lexicon::Lexicon;

/// Bytes before the rows.
const HEADER: usize = 256;
/// Bytes of a row.
const ROW: usize = 16;
/// Bytes of a bucket.
const BUCKET: usize = 2 * ROW;
/// What a forbidden transition costs.
const NEVER: i32 = -1_000_000;

/// Everything the tagger knows.
#[derive(Debug, Clone)]
pub(super) struct Model<'a> {
    /// What the lists say.
    pub lexicon: Lexicon<'a>,
    /// Score of each label after each label.
    pub transitions: [Scores; COUNT],
    /// Sureness is a logistic curve over the margin: slope and offset in thousandths.
    pub curve: (i32, i32),
    buckets: &'a [[u8; BUCKET]],
    shift: u32,
}

/// The model that is part of the program.
pub(super) fn embedded() -> Model<'static> {
    Model::new(
        include_bytes!("../../../assets/tagger.bin"),
        include_bytes!("../../../assets/names.bin"),
    )
}

impl<'a> Model<'a> {
    /// A model from its two files. One that is cut short knows less; it does not fail.
    pub(super) fn new(weights: &'a [u8], names: &'a [u8]) -> Self {
        let (header, rows) = weights.split_at_checked(HEADER).unwrap_or_default();
        let (curve, transitions) = header.split_at_checked(8).unwrap_or_default();
        let mut curve = curve
            .as_chunks()
            .0
            .iter()
            .map(|bytes| i32::from_le_bytes(*bytes));
        let curve = (curve.next().unwrap_or(1), curve.next().unwrap_or(0));
        let buckets = rows.as_chunks().0;
        Self {
            lexicon: Lexicon::new(names),
            transitions: transitions_from(
                transitions
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| i32::from(i16::from_le_bytes(*bytes))),
            ),
            curve,
            buckets,
            shift: 64 - buckets.len().max(2).ilog2(),
        }
    }

    /// Add the weights of the feature `hash` to `scores`.
    pub(super) fn add(&self, hash: u64, scores: &mut Scores) {
        let Some(bucket) = self.buckets.get((hash >> self.shift) as usize) else {
            return;
        };
        let check = check(hash);
        for row in bucket.as_chunks::<ROW>().0 {
            if row.first_chunk() == Some(&check) {
                for (score, &weight) in scores.iter_mut().zip(row.iter().skip(2)) {
                    *score += i32::from(weight.cast_signed());
                }
                return;
            }
        }
    }
}

/// The bytes of a hash that a row repeats; never both 0.
fn check(hash: u64) -> [u8; 2] {
    (hash as u16).max(1).to_le_bytes()
}

/// The table of transitions from its numbers, row by row; forbidden ones are made so.
pub(super) fn transitions_from(mut numbers: impl Iterator<Item = i32>) -> [Scores; COUNT] {
    let mut table = [[0; COUNT]; COUNT];
    for (last, row) in table.iter_mut().enumerate() {
        for (label, score) in row.iter_mut().enumerate() {
            *score = numbers.next().unwrap_or(0);
            if !labels::follows(last as u8, label as u8) {
                *score = NEVER;
            }
        }
    }
    table
}

/// The embedded form of a model with `1 << bits` rows. `rows` are features and their weights, the weightiest first.
/// Returns also how many rows found room.
#[cfg(any(test, feature = "train"))]
pub(super) fn encode(
    curve: (i32, i32),
    transitions: &[Scores; COUNT],
    rows: &[(u64, [i8; COUNT])],
    bits: u32,
) -> (Vec<u8>, usize) {
    let mut bytes = Vec::with_capacity(HEADER + (ROW << bits));
    bytes.extend(curve.0.to_le_bytes());
    bytes.extend(curve.1.to_le_bytes());
    for score in transitions.iter().flatten() {
        bytes.extend((*score).clamp(-32_000, 32_000).to_le_bytes().iter().take(2));
    }
    bytes.resize(HEADER + (ROW << bits), 0);
    let mut kept = 0;
    let (_, body) = bytes.split_at_mut(HEADER);
    let buckets: &mut [[u8; BUCKET]] = body.as_chunks_mut().0;
    for (hash, weights) in rows {
        let Some(bucket) = buckets.get_mut((hash >> (64 - (bits - 1))) as usize) else {
            continue;
        };
        let mut slots = bucket.as_chunks_mut::<ROW>().0.iter_mut();
        // Two features with the same bucket and check cannot be told apart; the weightier stays.
        let free = slots.find(|row| {
            row.first_chunk() == Some(&check(*hash)) || row.first_chunk() == Some(&[0, 0])
        });
        if let Some(row) = free.filter(|row| row.first_chunk() == Some(&[0, 0])) {
            let values = check(*hash)
                .into_iter()
                .chain(weights.iter().map(|weight| weight.cast_unsigned()));
            for (to, from) in row.iter_mut().zip(values) {
                *to = from;
            }
            kept += 1;
        }
    }
    (bytes, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_added() {
        let mut weights = [0; COUNT];
        weights[3] = -7;
        let hash = 0x1234_5678_9abc_def0;
        let (bytes, kept) = encode((1, 2), &[[5; COUNT]; COUNT], &[(hash, weights)], 6);
        assert_eq!(kept, 1);
        let model = Model::new(&bytes, &[]);
        let mut scores = [0; COUNT];
        model.add(hash, &mut scores);
        model.add(hash ^ 1, &mut scores);
        assert_eq!(scores[3], -7);
        assert_eq!(
            (
                model.curve,
                model.transitions[0][0],
                model.transitions[0][2]
            ),
            ((1, 2), 5, NEVER)
        );
    }

    #[test]
    fn a_broken_file_is_an_empty_model() {
        let model = Model::new(&[1, 2, 3], &[]);
        let mut scores = [0; COUNT];
        model.add(99, &mut scores);
        assert_eq!(scores, [0; COUNT]);
    }
}
