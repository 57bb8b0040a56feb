//! The weights of the model, used in place as they are embedded, without unpacking.
//!
//! Layout, little-endian: a header with two `i32` (slope and offset of the calibration curve, in thousandths) and the
//! transition scores as `i16`, padded to 256 bytes; then the table of features and their weights.

use super::super::gazetteer::{self, Gazetteer};
use super::NameTag;
use super::decode::LabelChoice;
use super::labels::{Label, Transitions};
use super::lexicon::Lexicon;
use super::weight_table::WeightTable;

/// Bytes before the rows.
const HEADER_BYTES: usize = 256;
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
    /// The weights of features.
    pub weights: WeightTable<'a>,
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
    /// Reads the weights of a model. A truncated file gives a model with weights of chance, never an error.
    pub(super) fn new(weights: &'a [u8], lists: Lists<'a>) -> Self {
        let (header, table) = weights.split_at_checked(HEADER_BYTES).unwrap_or_default();
        let (calibration, transitions) = header.split_at_checked(8).unwrap_or_default();
        let calibration = match calibration.as_chunks().0 {
            [slope, offset] => Calibration {
                slope: i32::from_le_bytes(*slope),
                offset: i32::from_le_bytes(*offset),
            },
            _ => Calibration::NONE,
        };
        Self {
            lexicon: lists.lexicon,
            gazetteer: lists.gazetteer,
            transitions: build_transitions(
                (transitions.as_chunks().0.iter())
                    .map(|bytes| i32::from(i16::from_le_bytes(*bytes))),
            ),
            calibration,
            weights: WeightTable::new(table),
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

/// Encodes a model without its lists; `table` is the encoded table of weights.
#[cfg(any(test, feature = "train"))]
pub(super) fn encode(calibration: Calibration, transitions: &Transitions, table: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + table.len());
    bytes.extend(calibration.slope.to_le_bytes());
    bytes.extend(calibration.offset.to_le_bytes());
    for score in transitions.iter().flatten() {
        bytes.extend((*score).clamp(-32_000, 32_000).to_le_bytes().iter().take(2));
    }
    bytes.resize(HEADER_BYTES, 0);
    bytes.extend(table);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::labels::{LABEL_COUNT, LabelScores};
    use super::super::weight_table::WeightSums;
    use super::*;

    fn scores(model: &Model<'_>, hash: u64) -> LabelScores {
        let mut sums = WeightSums::default();
        model.weights.add_weights(hash, &mut sums);
        let mut scores = LabelScores::default();
        sums.add_to(&mut scores);
        scores
    }

    #[test]
    fn what_is_encoded_is_read_again() {
        let mut weights = [0; LABEL_COUNT];
        weights[3] = -7;
        let hash = 0x1234_5678_9abc_def0;
        let calibration = Calibration {
            slope: 1,
            offset: 2,
        };
        let transitions = [[5; LABEL_COUNT]; LABEL_COUNT];
        let (table, _) = WeightTable::encode(&[(hash, weights)], 16);
        let bytes = encode(calibration, &transitions, &table);
        let model = Model::new(&bytes, Lists::EMPTY);
        assert_eq!(scores(&model, hash)[3], -7);
        assert_eq!(model.calibration, calibration);
        assert_eq!(model.transitions[0][0], 5);
        assert_eq!(model.transitions[0][2], FORBIDDEN);
    }

    #[test]
    fn a_broken_file_is_no_harm() {
        let table = vec![0x55; 4_000];
        let whole = encode(Calibration::NONE, &[[1; LABEL_COUNT]; LABEL_COUNT], &table);
        for len in [
            0,
            3,
            9,
            HEADER_BYTES - 1,
            HEADER_BYTES,
            HEADER_BYTES + 20,
            1_000,
            3_999,
        ] {
            let model = Model::new(&whole[..len], Lists::EMPTY);
            // Whatever is read there, it is read.
            let found = (0..200).map(|hash: u64| scores(&model, hash << 40 | 0x5555));
            assert_eq!(found.count(), 200);
        }
        let model = Model::new(&[1, 2, 3], Lists::EMPTY);
        assert_eq!(scores(&model, 99), LabelScores::default());
    }
}
