//! The mentions of one name in one article as bytes: some five for each.
//!
//! For each mention, in reading order, as variable-length integers (seven bits in a byte, the lowest first, the highest bit
//! set in all but the last): the bytes since the end of the mention before, its length times 8 plus its type, the bytes of its
//! sentence before it, and those after it.

use crate::entities::MentionType;
use std::ops::Range;

/// Where a name is mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionPlace {
    /// The mention, in bytes of the text.
    pub range: Range<usize>,
    /// The sentence around it.
    pub sentence: Range<usize>,
    /// How it refers to a country; `None` for people.
    pub mention_type: Option<MentionType>,
}

/// The types by their number in the code, which must not change.
const TYPES: [Option<MentionType>; 5] = [
    None,
    Some(MentionType::Name),
    Some(MentionType::Demonym),
    Some(MentionType::Capital),
    Some(MentionType::Seat),
];

/// Encodes `places`, which are in reading order and disjoint.
pub(super) fn encode(places: &[MentionPlace]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(places.len() * 6);
    let mut end = 0;
    for place in places {
        let Range { start, end: next } = place.range;
        let number = TYPES.iter().position(|&known| known == place.mention_type);
        push(&mut bytes, start.saturating_sub(end));
        push(&mut bytes, (next - start) * 8 + number.unwrap_or(0));
        push(&mut bytes, start.saturating_sub(place.sentence.start));
        push(&mut bytes, place.sentence.end.saturating_sub(next));
        end = next;
    }
    bytes
}

/// Decodes what [`encode`] made. Whatever the bytes are, the ranges are ascending; they may lie outside the text.
pub(super) fn decode(bytes: &[u8]) -> Vec<MentionPlace> {
    let mut numbers = Numbers { bytes };
    let mut places = Vec::new();
    let mut at = 0_usize;
    while let (Some(gap), Some(length), Some(before), Some(after)) = (
        numbers.next(),
        numbers.next(),
        numbers.next(),
        numbers.next(),
    ) {
        let start = at.saturating_add(gap);
        let end = start.saturating_add(length / 8);
        places.push(MentionPlace {
            range: start..end,
            sentence: start.saturating_sub(before)..end.saturating_add(after),
            mention_type: TYPES.get(length % 8).copied().flatten(),
        });
        at = end;
    }
    places
}

fn push(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The numbers in a row of bytes.
struct Numbers<'a> {
    bytes: &'a [u8],
}

impl Iterator for Numbers<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Protects: mentions are found again where they were.
        #[test]
        fn places_survive_the_code(gaps in prop::collection::vec((0_usize..5000, 1_usize..90, 0_usize..300, 0_usize..300, 0_usize..5), 0..40)) {
            let mut at = 300;
            let places: Vec<MentionPlace> = gaps.into_iter().map(|(gap, length, before, after, kind)| {
                let range = at + gap..at + gap + length;
                at = range.end;
                MentionPlace { sentence: range.start - before.min(range.start)..range.end + after, range, mention_type: TYPES[kind] }
            }).collect();
            prop_assert_eq!(decode(&encode(&places)), places);
        }

        /// Protects: a damaged row panics nowhere.
        #[test]
        fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let places = decode(&bytes);
            prop_assert!(places.is_sorted_by_key(|place| place.range.start));
        }
    }
}
