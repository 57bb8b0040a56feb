//! The weights of the model, used in place as they are embedded, without unpacking.
//!
//! Layout, little-endian: a header with two `i32` (slope and offset of the calibration curve, in thousandths) and the
//! transition scores as `i16`, padded to 256 bytes; then rows of 16 bytes, each a check of two bytes, one `i8` weight
//! per label and padding. Two rows make a bucket. The top bits of a feature's hash select its bucket, and the row in it
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
/// Bytes in a bucket.
const BUCKET_BYTES: usize = 2 * ROW_BYTES;
/// The score of a forbidden transition.
const FORBIDDEN: i32 = -1_000_000;

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
    buckets: &'a [[u8; BUCKET_BYTES]],
    shift: u32,
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

/// The lexicon that is embedded in the program.
pub(super) fn embedded_lexicon() -> Lexicon<'static> {
    Lexicon::new(include_bytes!("../../../assets/names.bin"))
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
        let buckets = rows.as_chunks().0;
        Self {
            lexicon: lists.lexicon,
            gazetteer: lists.gazetteer,
            transitions: build_transitions(
                (transitions.as_chunks().0.iter())
                    .map(|bytes| i32::from(i16::from_le_bytes(*bytes))),
            ),
            calibration,
            buckets,
            shift: 64 - buckets.len().max(2).ilog2(),
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

    /// Adds the weights of the feature `hash` to `scores`.
    pub(super) fn add_weights(&self, hash: u64, scores: &mut LabelScores) {
        let Some(bucket) = self.buckets.get((hash >> self.shift) as usize) else {
            return;
        };
        let check = row_check(hash);
        for row in bucket.as_chunks::<ROW_BYTES>().0 {
            if row.first_chunk() == Some(&check) {
                for (score, &weight) in scores.iter_mut().zip(row.iter().skip(2)) {
                    *score += i32::from(weight.cast_signed());
                }
                return;
            }
        }
    }
}

/// The check of a hash: two bytes of it that are stored in its row. Never both 0, which marks an empty row.
fn row_check(hash: u64) -> [u8; 2] {
    (hash as u16).max(1).to_le_bytes()
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

/// Encodes a model with `1 << bits` rows. `rows` are features and their weights, the most important first, because a
/// full bucket takes no more. Also returns how many rows were kept.
#[cfg(any(test, feature = "train"))]
pub(super) fn encode(
    calibration: Calibration,
    transitions: &Transitions,
    rows: &[(u64, [i8; LABEL_COUNT])],
    bits: u32,
) -> (Vec<u8>, usize) {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + (ROW_BYTES << bits));
    bytes.extend(calibration.slope.to_le_bytes());
    bytes.extend(calibration.offset.to_le_bytes());
    for score in transitions.iter().flatten() {
        bytes.extend((*score).clamp(-32_000, 32_000).to_le_bytes().iter().take(2));
    }
    bytes.resize(HEADER_BYTES + (ROW_BYTES << bits), 0);
    let mut kept = 0;
    let (_, body) = bytes.split_at_mut(HEADER_BYTES);
    let buckets: &mut [[u8; BUCKET_BYTES]] = body.as_chunks_mut().0;
    for (hash, weights) in rows {
        let Some(bucket) = buckets.get_mut((hash >> (64 - (bits - 1))) as usize) else {
            continue;
        };
        let mut slots = bucket.as_chunks_mut::<ROW_BYTES>().0.iter_mut();
        // Two features with the same bucket and check cannot be distinguished; the more important one stays.
        let free = slots.find(|row| {
            row.first_chunk() == Some(&row_check(*hash)) || row.first_chunk() == Some(&[0, 0])
        });
        if let Some(row) = free.filter(|row| row.first_chunk() == Some(&[0, 0])) {
            let values = row_check(*hash)
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
        let (bytes, kept) = encode(calibration, &transitions, &[(hash, weights)], 6);
        assert_eq!(kept, 1);
        let model = Model::new(&bytes, Lists::EMPTY);
        let mut scores = [0; LABEL_COUNT];
        model.add_weights(hash, &mut scores);
        model.add_weights(hash ^ 1, &mut scores);
        assert_eq!(scores[3], -7);
        assert_eq!(model.calibration, calibration);
        assert_eq!(model.transitions[0][0], 5);
        assert_eq!(model.transitions[0][2], FORBIDDEN);
    }

    #[test]
    fn a_broken_file_gives_an_empty_model() {
        let model = Model::new(&[1, 2, 3], Lists::EMPTY);
        let mut scores = [0; LABEL_COUNT];
        model.add_weights(99, &mut scores);
        assert_eq!(scores, [0; LABEL_COUNT]);
    }
}
