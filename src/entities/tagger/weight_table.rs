//! The table of features and their weights, used in place as it is embedded.
//!
//! Features are in buckets of eight, a feature's bucket being selected by the upper half of its hash. First come the checks of all
//! buckets, two bytes for each place, then the weights, a row of six bytes for each place. Most features that a text
//! has are not in the table; to find that out, only the checks are read, and they fit in a processor's second cache.
//!
//! A row has four bits for each label, -8 to 7, and after them four bits for the unit of the row, 1 to 16, by which they are
//! multiplied. What is rounded away is small beside the weights.

use super::labels::{LABEL_COUNT, LabelScores};
#[cfg(any(test, feature = "train"))]
use std::array;

/// Places in a bucket.
const BUCKET_PLACES: usize = 8;
/// Bytes of the checks of a bucket.
const CHECKS_BYTES: usize = 2 * BUCKET_PLACES;
/// Bits of a weight, and of a row's unit.
const WEIGHT_BITS: usize = 4;
/// Bytes of a row: its weights and its unit.
const ROW_BYTES: usize = (LABEL_COUNT + 1) * WEIGHT_BITS / 8;
/// Bytes that are read at once: those of a row, and some after it that mean nothing.
const READ_BYTES: usize = 8;
/// Weights in the bytes that are read.
const READ_WEIGHTS: usize = READ_BYTES * 8 / WEIGHT_BITS;

/// The sums of the weights of several features: a number for each weight that is read, of which those after the labels mean
/// nothing. Fewer than 250 features of a token cannot overflow them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WeightSums([i16; READ_WEIGHTS]);

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
        for (score, &sum) in scores.iter_mut().zip(&self.0) {
            *score += i32::from(sum);
        }
    }

    /// The sums of the labels.
    pub(super) fn of_labels(&self) -> LabelSums {
        let mut sums = LabelSums::default();
        for (sum, &of_weight) in sums.iter_mut().zip(&self.0) {
            *sum = of_weight;
        }
        sums
    }

    /// Adds the weights of a row.
    #[inline]
    fn add_row(&mut self, row: u64) {
        // The unit stands after the weights.
        let unit = (row >> (LABEL_COUNT * WEIGHT_BITS)) as i16 & 15;
        let unit = unit + 1;
        for (index, sum) in self.0.iter_mut().enumerate() {
            // All lanes of a vector can be multiplied by different numbers, but shifted by one only. This moves each weight
            // to the upper four bits, and shifting it down keeps its sign.
            let quarter = (row >> (index / 4 * 16)) as i16;
            let weight = quarter.wrapping_mul(1 << (12 - index % 4 * WEIGHT_BITS)) >> 12;
            *sum = sum.wrapping_add(weight.wrapping_mul(unit));
        }
    }
}

/// The rows of those features of a token that are in the table: few of the many that are looked for, so only these are taken apart.
#[derive(Debug)]
pub(super) struct FoundRows {
    rows: [u64; MAX_FOUND_ROWS],
    count: usize,
}

/// More than a token has features of several words.
pub(super) const MAX_FOUND_ROWS: usize = 64;

impl FoundRows {
    /// No rows.
    pub(super) fn new() -> Self {
        Self {
            rows: [0; MAX_FOUND_ROWS],
            count: 0,
        }
    }

    /// Looks for the feature `hash` in `table`.
    #[inline]
    pub(super) fn look_up(&mut self, hash: u64, table: &WeightTable<'_>) {
        let (row, is_found) = table.find(hash);
        if let Some(place) = self.rows.get_mut(self.count) {
            // The next row takes the place of one that was not found.
            *place = row;
            self.count += usize::from(is_found);
        }
    }

    /// Adds the weights of all rows to `sums`.
    #[inline]
    pub(super) fn add_to(&self, sums: &mut WeightSums) {
        for row in self.rows.iter().take(self.count) {
            sums.add_row(*row);
        }
    }
}

/// The sum of weights for each label, in half the room of its scores.
pub(super) type LabelSums = [i16; LABEL_COUNT];

/// The table.
#[derive(Debug, Clone, Copy)]
pub(super) struct WeightTable<'a> {
    checks: &'a [[u8; CHECKS_BYTES]],
    /// A row of zeros for features that are not in the table, and the rows of all places.
    rows: &'a [u8],
}

impl<'a> WeightTable<'a> {
    /// Reads a table from its embedded form. From a truncated one it has weights of chance.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let buckets = bytes.len().saturating_sub(ROW_BYTES + READ_BYTES)
            / (CHECKS_BYTES + BUCKET_PLACES * ROW_BYTES);
        let (checks, rows) = bytes
            .split_at_checked(buckets * CHECKS_BYTES)
            .unwrap_or_default();
        Self {
            checks: checks.as_chunks().0,
            rows,
        }
    }

    /// Adds the weights of the feature `hash` to `sums`.
    #[inline]
    pub(super) fn add_weights(&self, hash: u64, sums: &mut WeightSums) {
        let (row, _) = self.find(hash);
        sums.add_row(row);
    }

    /// The row of the feature `hash`, and whether it has one: if not, it is a row of zeros.
    ///
    /// It cannot be known before which of a token's features are in the table, so there is no branch to mispredict: the row of
    /// zeros is read like any other.
    #[inline]
    fn find(&self, hash: u64) -> (u64, bool) {
        let bucket = bucket_of(hash, self.checks.len());
        let Some(checks) = self.checks.get(bucket) else {
            return (0, false);
        };
        let place = find_check(*checks, row_check(hash));
        let is_found = place < BUCKET_PLACES;
        let row = if is_found {
            bucket * BUCKET_PLACES + place + 1
        } else {
            0
        };
        let row = self.rows.get(row * ROW_BYTES..);
        let row = row.and_then(|row| row.first_chunk());
        (row.map_or(0, |row| u64::from_le_bytes(*row)), is_found)
    }

    /// Encodes a table with `bucket_count` buckets. `features` are hashes and their weights, the most important first, because
    /// a full bucket takes no more. Also returns how many features were kept.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn encode(
        features: &[(u64, [i8; LABEL_COUNT])],
        bucket_count: usize,
    ) -> (Vec<u8>, usize) {
        let mut checks = vec![[[0; 2]; BUCKET_PLACES]; bucket_count];
        let mut rows = vec![[0; ROW_BYTES]; bucket_count * BUCKET_PLACES];
        let mut kept = 0;
        for (hash, weights) in features {
            let bucket = bucket_of(*hash, bucket_count);
            let check = row_check(*hash).to_le_bytes();
            let places = checks.get_mut(bucket).into_iter().flatten();
            let rows = rows.iter_mut().skip(bucket * BUCKET_PLACES);
            // Two features with the same bucket and check cannot be distinguished; the more important one stays.
            let place = places
                .zip(rows)
                .find(|(place, _)| **place == check || **place == [0; 2]);
            if let Some((place, row)) = place.filter(|(place, _)| **place == [0; 2]) {
                *place = check;
                *row = encode_row(weights);
                kept += 1;
            }
        }
        let mut bytes = checks.concat().concat();
        bytes.extend([0; ROW_BYTES]);
        bytes.extend(rows.concat());
        bytes.extend([0; READ_BYTES]);
        (bytes, kept)
    }
}

/// A row of the table: the weights in the unit in which they lose the least by rounding.
#[cfg(any(test, feature = "train"))]
fn encode_row(weights: &[i8; LABEL_COUNT]) -> [u8; ROW_BYTES] {
    let rounded = |unit: i32| {
        weights.map(|weight| {
            let weight = f64::from(weight) / f64::from(unit);
            (weight.round() as i32).clamp(-8, 7)
        })
    };
    let loss = |unit: &i32| -> i32 {
        let pairs = rounded(*unit).into_iter().zip(weights);
        pairs
            .map(|(rounded, &weight)| (rounded * unit - i32::from(weight)).pow(2))
            .sum()
    };
    let unit = (1..=16).min_by_key(loss).unwrap_or(1);
    let mut row = (unit - 1) as u64;
    for weight in rounded(unit).into_iter().rev() {
        row = row << WEIGHT_BITS | (weight & 15) as u64;
    }
    let bytes = row.to_le_bytes();
    array::from_fn(|index| bytes.get(index).copied().unwrap_or_default())
}

/// The bucket of `hash` among `count`: the upper half of the hash, as a fraction of all.
#[inline]
fn bucket_of(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

/// The check of a hash: two bytes of it that are stored in its place. Never both 0, which marks an empty place.
fn row_check(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// The first place of `check` in a bucket; [`BUCKET_PLACES`] if it has none.
///
/// All places are compared at once: what is left of a place after the check is taken off is zero in the one that is looked for,
/// and only there and above it does the subtraction of 1 from every place borrow from the highest bit.
#[inline]
fn find_check(checks: [u8; CHECKS_BYTES], check: u16) -> usize {
    const ONES: u128 = u128::MAX / 0xffff;
    let rest = u128::from_le_bytes(checks) ^ (ONES * u128::from(check));
    let zeros = rest.wrapping_sub(ONES) & !rest & (ONES << 15);
    (zeros.trailing_zeros() / u16::BITS) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: every place of a full bucket is found with its own weights, and what is not in the table has none.
    #[test]
    fn features_have_their_own_weights() {
        let features: Vec<(u64, [i8; LABEL_COUNT])> = (1..=9)
            .map(|n| {
                let mut weights = [0; LABEL_COUNT];
                weights[n as usize % LABEL_COUNT] = -(n as i8);
                (n * 0x0101, weights)
            })
            .collect();
        let (bytes, kept) = WeightTable::encode(&features, 1);
        assert_eq!(kept, BUCKET_PLACES);
        let table = WeightTable::new(&bytes);
        for (index, (hash, weights)) in features.iter().enumerate() {
            let mut sums = WeightSums::default();
            table.add_weights(*hash, &mut sums);
            table.add_weights(*hash ^ 0x4000, &mut sums);
            let mut scores = LabelScores::default();
            sums.add_to(&mut scores);
            let expected = if index < BUCKET_PLACES {
                weights.map(i32::from)
            } else {
                LabelScores::default()
            };
            assert_eq!(scores, expected, "{hash:x}");
        }
    }

    /// Protects: a row loses at most half of its unit of every weight, and of the greatest ones what is beyond its unit's reach.
    #[test]
    fn weights_are_rounded_to_the_unit_of_their_row() {
        let rows: [([i8; LABEL_COUNT], i32); 4] = [
            ([7, -8, 0, 1, -1, 2, 3, 4, 5, 6, -7], 0),
            ([21, -24, 0, 3, -3, 6, 9, 12, 15, 18, -21], 0),
            ([100, -100, 50, 3, -3, 6, 9, 12, 15, 18, -21], 8),
            ([127, -127, 90, -90, 60, -60, 30, -30, 10, -10, 0], 15),
        ];
        for (weights, most) in rows {
            let (bytes, _) = WeightTable::encode(&[(77, weights)], 1);
            let mut sums = WeightSums::default();
            WeightTable::new(&bytes).add_weights(77, &mut sums);
            for (found, weight) in sums.of_labels().into_iter().zip(weights) {
                let lost = (i32::from(found) - i32::from(weight)).abs();
                assert!(lost <= most, "{weight} is {found}");
            }
        }
    }

    /// Protects: a bucket is searched for all of a check, whatever stands in the places beside it.
    #[test]
    fn a_check_is_found_at_its_place() {
        let bucket = [
            0x0100_u16, 0x0001, 0x8000, 0xffff, 0x0101, 0x7fff, 0x0002, 0,
        ];
        let bytes = bucket.map(u16::to_le_bytes);
        let bytes: [u8; CHECKS_BYTES] = bytes.concat().try_into().unwrap();
        for (place, check) in bucket.into_iter().enumerate() {
            assert_eq!(find_check(bytes, check), place, "{check:x}");
        }
        for check in [0x0003, 0x0102, 0x8001, 0xfffe] {
            assert_eq!(find_check(bytes, check), BUCKET_PLACES, "{check:x}");
        }
    }
}
