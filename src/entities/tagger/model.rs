//! The weights of the model, used in place as they are embedded, without unpacking.
//!
//! Layout, little-endian: a header with two `i32` (slope and offset of the calibration curve, in thousandths) and the
//! transition scores as `i16`, padded to 256 bytes; then rows of 16 bytes, each a check of two bytes, one `i8` weight
//! per label and padding. Four rows make a bucket, as much as a processor
//! fetches at once. The upper half of a feature's hash selects its bucket, and the row in it
//! whose check agrees with the low bits holds its weights.

use super::super::gazetteer::{self, Gazetteer};
use super::NameTag;
use super::decode::LabelChoice;
#[cfg(any(test, feature = "train"))]
use super::labels::LABEL_COUNT;
use super::labels::{Label, LabelScores, Transitions};
use super::lexicon::Lexicon;

/// Bytes before the rows.
const HEADER_BYTES: usize = 256;
/// Bytes in a row.
const ROW_BYTES: usize = 16;
/// Bytes of a row's check.
const CHECK_BYTES: usize = 2;
/// Rows in a bucket.
const BUCKET_ROWS: usize = 4;
/// The score of a forbidden transition.
const FORBIDDEN: i32 = -1_000_000;

/// The rows among which a feature's is, if it has one.
type Bucket = [[u8; ROW_BYTES]; BUCKET_ROWS];

/// The sums of the weights of several features: a number for each byte of a row, of which those of the check mean nothing.
/// Fewer than 200 features of a token cannot overflow them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WeightSums([i16; ROW_BYTES]);

impl WeightSums {
    /// Adds `other` to the sums.
    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum = sum.wrapping_add(more);
        }
    }

    /// Adds the sums to `scores`.
    pub(super) fn add_to(&self, scores: &mut LabelScores) {
        for (score, &sum) in scores.iter_mut().zip(self.0.iter().skip(CHECK_BYTES)) {
            *score += i32::from(sum);
        }
    }
}

/// The embedded model: the lexicon and the weights.
#[derive(Debug, Clone)]
pub(super) struct Model<'a> {
    /// What the word lists say about each word.
    pub lexicon: Lexicon<'a>,
    /// Names of places, companies and the like.
    pub gazetteer: Gazetteer<'a>,
    /// The score of each label after each other one.
    pub transitions: Transitions,
    /// Turns margins into confidences.
    pub calibration: Calibration,
    buckets: &'a [Bucket],
}

/// The logistic curve that turns a margin into a confidence. Both numbers are in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calibration {
    /// How steep it is, for margins in raw units.
    pub slope: i32,
    /// Its logarithmic odds at the margin 0.
    pub offset: i32,
}

impl Calibration {
    /// The curve until one has been fitted.
    pub(super) const NONE: Self = Self {
        slope: 1,
        offset: 0,
    };

    /// Converts a margin to a confidence from 0 to 100.
    pub(super) fn confidence(self, margin: i32) -> u8 {
        let odds =
            f64::from(self.slope) / 1000.0 * f64::from(margin) + f64::from(self.offset) / 1000.0;
        (100.0 / (1.0 + (-odds).exp())).round() as u8
    }
}

/// The lists that features are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lists<'a> {
    /// What is known about each word.
    pub lexicon: Lexicon<'a>,
    /// Names of places, companies and the like.
    pub gazetteer: Gazetteer<'a>,
}

impl Lists<'_> {
    /// Lists without an entry.
    #[cfg(test)]
    const EMPTY: Self = Self {
        lexicon: Lexicon::EMPTY,
        gazetteer: Gazetteer::EMPTY,
    };
}

/// Whether the lists embedded in this program are `lists`.
#[cfg(feature = "train")]
pub(super) fn embeds(lists: Lists<'_>) -> bool {
    let own = embedded();
    own.lexicon == lists.lexicon && own.gazetteer == lists.gazetteer
}

/// The classes of meaning that are embedded.
pub(super) const EMBEDDED_MEANINGS: &[u8] = include_bytes!("../../../assets/meanings.bin");

/// The lexicon that is embedded in the program.
pub(super) fn embedded_lexicon() -> Lexicon<'static> {
    Lexicon::new(
        include_bytes!("../../../assets/names.bin"),
        EMBEDDED_MEANINGS,
    )
}

/// The model that is embedded in the program.
pub(super) fn embedded() -> Model<'static> {
    let lists = Lists {
        lexicon: embedded_lexicon(),
        gazetteer: gazetteer::embedded(),
    };
    Model::new(include_bytes!("../../../assets/tagger.bin"), lists)
}

impl<'a> Model<'a> {
    /// Reads the weights of a model. A truncated file gives a model with fewer weights, never an error.
    pub(super) fn new(weights: &'a [u8], lists: Lists<'a>) -> Self {
        let (header, rows) = weights.split_at_checked(HEADER_BYTES).unwrap_or_default();
        let (calibration, transitions) = header.split_at_checked(8).unwrap_or_default();
        let calibration = match calibration.as_chunks().0 {
            [slope, offset] => Calibration {
                slope: i32::from_le_bytes(*slope),
                offset: i32::from_le_bytes(*offset),
            },
            _ => Calibration::NONE,
        };
        let buckets = rows.as_chunks().0.as_chunks().0;
        Self {
            lexicon: lists.lexicon,
            gazetteer: lists.gazetteer,
            transitions: build_transitions(
                (transitions.as_chunks().0.iter())
                    .map(|bytes| i32::from(i16::from_le_bytes(*bytes))),
            ),
            calibration,
            buckets,
        }
    }

    /// The tag for a choice.
    pub(super) fn to_tag(&self, choice: LabelChoice) -> NameTag {
        NameTag {
            class: choice.label.class(),
            begins_name: choice.label.begins_name(),
            confidence: self.calibration.confidence(choice.margins.class),
            person_confidence: self.calibration.confidence(choice.margins.person),
        }
    }

    /// Adds the weights of the feature `hash` to `sums`.
    ///
    /// Nobody can foretell which of a token's features are known, so there is no branch to mispredict: the rows that are not
    /// the feature's are masked out.
    #[inline]
    pub(super) fn add_weights(&self, hash: u64, sums: &mut WeightSums) {
        let Some(bucket) = self.buckets.get(bucket_of(hash, self.buckets.len())) else {
            return;
        };
        let check = row_check(hash);
        let row = bucket
            .iter()
            .fold(0, |row, stored| row | keep_if_checked(stored, check));
        for (sum, byte) in sums.0.iter_mut().zip(row.to_le_bytes()) {
            *sum = sum.wrapping_add(i16::from(byte.cast_signed()));
        }
    }
}

/// The place of the bucket of `hash` among `count`: the upper half of the hash, as a fraction of all.
#[inline]
fn bucket_of(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

/// The bytes of `row`, or all 0 if it has another check.
#[inline]
fn keep_if_checked(row: &[u8; ROW_BYTES], check: u16) -> u128 {
    let bytes = u128::from_le_bytes(*row);
    bytes & 0_u128.wrapping_sub(u128::from(bytes as u16 == check))
}

/// The check of a hash: two bytes of it that are stored in its row. Never both 0, which marks an empty row.
fn row_check(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// Builds the transition table from its numbers, row by row; missing numbers are 0, and forbidden transitions get
/// [`FORBIDDEN`].
pub(super) fn build_transitions(mut numbers: impl Iterator<Item = i32>) -> Transitions {
    Label::ALL.map(|last| {
        Label::ALL.map(|label| {
            let score = numbers.next().unwrap_or(0);
            if label.may_follow(last) {
                score
            } else {
                FORBIDDEN
            }
        })
    })
}

/// Encodes a model with `bucket_count` buckets of rows. `rows` are features and their weights, the most important first, because a
/// full bucket takes no more. Also returns how many rows were kept.
#[cfg(any(test, feature = "train"))]
pub(super) fn encode(
    calibration: Calibration,
    transitions: &Transitions,
    rows: &[(u64, [i8; LABEL_COUNT])],
    bucket_count: usize,
) -> (Vec<u8>, usize) {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + size_of::<Bucket>() * bucket_count);
    bytes.extend(calibration.slope.to_le_bytes());
    bytes.extend(calibration.offset.to_le_bytes());
    for score in transitions.iter().flatten() {
        bytes.extend((*score).clamp(-32_000, 32_000).to_le_bytes().iter().take(2));
    }
    bytes.resize(HEADER_BYTES + size_of::<Bucket>() * bucket_count, 0);
    let mut kept = 0;
    let (_, body) = bytes.split_at_mut(HEADER_BYTES);
    let buckets: &mut [Bucket] = body.as_chunks_mut().0.as_chunks_mut().0;
    for (hash, weights) in rows {
        let Some(bucket) = buckets.get_mut(bucket_of(*hash, bucket_count)) else {
            continue;
        };
        let check = row_check(*hash).to_le_bytes();
        // Two features with the same bucket and check cannot be distinguished; the more important one stays.
        let free = bucket
            .iter_mut()
            .find(|row| row.first_chunk() == Some(&check) || row.first_chunk() == Some(&[0, 0]));
        if let Some(row) = free.filter(|row| row.first_chunk() == Some(&[0, 0])) {
            let values = check
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
    fn encoded_weights_are_added_to_the_scores() {
        let mut weights = [0; LABEL_COUNT];
        weights[3] = -7;
        let hash = 0x1234_5678_9abc_def0;
        let calibration = Calibration {
            slope: 1,
            offset: 2,
        };
        let transitions = [[5; LABEL_COUNT]; LABEL_COUNT];
        let (bytes, kept) = encode(calibration, &transitions, &[(hash, weights)], 16);
        assert_eq!(kept, 1);
        let model = Model::new(&bytes, Lists::EMPTY);
        let mut sums = WeightSums::default();
        model.add_weights(hash, &mut sums);
        model.add_weights(hash ^ 1, &mut sums);
        let mut scores = [0; LABEL_COUNT];
        sums.add_to(&mut scores);
        assert_eq!(scores[3], -7);
        assert_eq!(model.calibration, calibration);
        assert_eq!(model.transitions[0][0], 5);
        assert_eq!(model.transitions[0][2], FORBIDDEN);
    }

    #[test]
    fn a_broken_file_gives_an_empty_model() {
        let model = Model::new(&[1, 2, 3], Lists::EMPTY);
        let mut sums = WeightSums::default();
        model.add_weights(99, &mut sums);
        assert_eq!(sums.0, [0; ROW_BYTES]);
    }
}
