//! The table of features and their weights, used in place as it is embedded.
//!
//! Features are in buckets of eight, a feature's bucket being selected by the upper half of its hash. First come the checks of all
//! buckets, two bytes for each place, then the weights, a row of one `i8` per label for each place. Most features that a text
//! has are not in the table; to find that out, only the checks are read, and they fit in a processor's second cache.

use super::labels::{LABEL_COUNT, LabelScores};

/// Places in a bucket.
const BUCKET_PLACES: usize = 8;
/// Bytes of the checks of a bucket.
const CHECKS_BYTES: usize = 2 * BUCKET_PLACES;
/// Bytes that are read at once: those of a row, and some after it that mean nothing.
const READ_BYTES: usize = 16;

/// The sums of the weights of several features: a number for each byte that is read, of which those after the row mean nothing.
/// Fewer than 200 features of a token cannot overflow them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WeightSums([i16; READ_BYTES]);

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
        for (sum, &of_byte) in sums.iter_mut().zip(&self.0) {
            *sum = of_byte;
        }
        sums
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
    /// Reads a table from its embedded form. From a truncated one it has fewer features.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let buckets = bytes.len().saturating_sub(LABEL_COUNT + READ_BYTES)
            / (CHECKS_BYTES + BUCKET_PLACES * LABEL_COUNT);
        let (checks, rows) = bytes
            .split_at_checked(buckets * CHECKS_BYTES)
            .unwrap_or_default();
        Self {
            checks: checks.as_chunks().0,
            rows,
        }
    }

    /// Adds the weights of the feature `hash` to `sums`.
    ///
    /// Nobody can foretell which of a token's features are in the table, so there is no branch to mispredict: the others
    /// have a row, too.
    #[inline]
    pub(super) fn add_weights(&self, hash: u64, sums: &mut WeightSums) {
        let bucket = bucket_of(hash, self.checks.len());
        let Some(checks) = self.checks.get(bucket) else {
            return;
        };
        let place = find_check(*checks, row_check(hash));
        let row = if place < BUCKET_PLACES {
            bucket * BUCKET_PLACES + place + 1
        } else {
            0
        };
        let row = self.rows.get(row * LABEL_COUNT..);
        let Some(row) = row.and_then(|row| row.first_chunk::<READ_BYTES>()) else {
            return;
        };
        for (sum, byte) in sums.0.iter_mut().zip(row) {
            *sum = sum.wrapping_add(i16::from(byte.cast_signed()));
        }
    }

    /// Encodes a table with `bucket_count` buckets. `features` are hashes and their weights, the most important first, because
    /// a full bucket takes no more. Also returns how many features were kept.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn encode(
        features: &[(u64, [i8; LABEL_COUNT])],
        bucket_count: usize,
    ) -> (Vec<u8>, usize) {
        let mut checks = vec![[[0; 2]; BUCKET_PLACES]; bucket_count];
        let mut rows = vec![[0; LABEL_COUNT]; bucket_count * BUCKET_PLACES];
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
                *row = weights.map(i8::cast_unsigned);
                kept += 1;
            }
        }
        let mut bytes = checks.concat().concat();
        bytes.extend([0; LABEL_COUNT]);
        bytes.extend(rows.concat());
        bytes.extend([0; READ_BYTES]);
        (bytes, kept)
    }
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
