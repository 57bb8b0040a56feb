//! Tells encodings of Cyrillic apart that statistics of byte pairs confuse: those of the Macintosh and of DOS.
//!
//! A text is decoded in each of them, and the one counts whose text has the letters of Russian at their places: common
//! letters often, small letters inside words, no signs between letters.

use super::legacy::{self, LegacyEncoding};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, MACINTOSH, WINDOWS_1251, WINDOWS_1252,
    X_MAC_CYRILLIC,
};

/// Number of bytes that are examined.
const SAMPLE_LEN: usize = 16 << 10;

/// The fewest high bytes for a judgement.
const MIN_HIGH_BYTES: usize = 24;

/// The most common letters of Russian: two thirds of any text.
const COMMON_LETTERS: &str = "оеаинтсрвл";

/// A text in the right encoding scores at least this much.
const MIN_SCORE: f32 = 0.45;

/// Another encoding must score this much more than the one that statistics of byte pairs prefer.
const MIN_LEAD: f32 = 0.15;

/// The same for the encoding of the Macintosh, which has most small letters where Windows has them.
const MIN_MAC_LEAD: f32 = 0.02;

/// Whether `bytes` are Cyrillic in IBM855.
pub(super) fn is_ibm855(bytes: &[u8]) -> bool {
    let Some(sample) = sample(bytes) else {
        return false;
    };
    let score = score(&legacy::decode(&sample, LegacyEncoding::Ibm855));
    let others = [WINDOWS_1251, KOI8_R, IBM866, ISO_8859_5, X_MAC_CYRILLIC];
    let others = others
        .iter()
        .map(|encoding| self::score(&decode(&sample, encoding)));
    score >= MIN_SCORE && others.fold(0.0, f32::max) + MIN_LEAD <= score
}

/// The encoding of `bytes`, given the one that statistics of byte pairs prefer.
pub(super) fn correct(bytes: &[u8], preferred: &'static Encoding) -> &'static Encoding {
    let is_doubtful = [
        WINDOWS_1251,
        KOI8_R,
        KOI8_U,
        IBM866,
        ISO_8859_5,
        MACINTOSH,
        WINDOWS_1252,
    ]
    .contains(&preferred);
    let Some(sample) = sample(bytes).filter(|_| is_doubtful) else {
        return preferred;
    };
    let own = score(&decode(&sample, preferred));
    let mac = score(&decode(&sample, X_MAC_CYRILLIC));
    if mac >= MIN_SCORE && own + MIN_MAC_LEAD <= mac {
        X_MAC_CYRILLIC
    } else {
        preferred
    }
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The words of `bytes` that have high bytes, if there are enough of them: words of nothing but high bytes, as in a
/// script of its own. Those with single high bytes, as in Latin, are left out.
fn sample(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut sample, mut in_runs, mut high) = (Vec::new(), 0, 0);
    for word in super::head(bytes, SAMPLE_LEN).split(|byte| *byte < 0x80) {
        high += word.len();
        if word.len() >= 3 {
            in_runs += word.len();
            sample.extend_from_slice(word);
            sample.push(b' ');
        }
    }
    (high >= MIN_HIGH_BYTES && in_runs * 10 >= high * 7).then_some(sample)
}

/// How much `text` looks like Russian: the share of common small letters, less that of signs and of capitals inside
/// words.
fn score(text: &str) -> f32 {
    let (mut letters, mut good, mut bad) = (0_u32, 0_u32, 0_u32);
    for word in text.split(' ') {
        for (at, c) in word.chars().enumerate() {
            letters += 1;
            let is_cyrillic = matches!(c, '\u{400}'..='\u{45f}');
            good += u32::from(COMMON_LETTERS.contains(c));
            bad += u32::from(!is_cyrillic || at > 0 && c.is_uppercase());
        }
    }
    if letters == 0 {
        return 0.0;
    }
    (f64::from(good) - f64::from(bad)) as f32 / letters as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Президент приехал в Москву на встречу с канцлером, чтобы обсудить для неё новую \
        программу; сегодня его приняли, и вся история Германии была для них новостью";

    /// Protects: the encodings of Cyrillic are not confused.
    #[test]
    fn encodings_of_cyrillic_are_told_apart() {
        for encoding in [WINDOWS_1251, KOI8_R, IBM866, ISO_8859_5] {
            let bytes = encoding.encode(TEXT).0;
            assert!(!is_ibm855(&bytes), "{}", encoding.name());
            assert_eq!(correct(&bytes, encoding), encoding);
        }
        let mac = X_MAC_CYRILLIC.encode(TEXT).0;
        assert_eq!(correct(&mac, WINDOWS_1251), X_MAC_CYRILLIC);
        assert!(!is_ibm855(&mac));
        let table = legacy::decode(&(0x80..=0xff).collect::<Vec<u8>>(), LegacyEncoding::Ibm855);
        let dos: Vec<u8> = TEXT
            .chars()
            .map(|c| {
                table
                    .chars()
                    .position(|t| t == c)
                    .map_or(c as u8, |at| at as u8 + 0x80)
            })
            .collect();
        assert!(is_ibm855(&dos));
        assert_eq!(legacy::decode(&dos, LegacyEncoding::Ibm855), TEXT);
        assert!(!is_ibm855("Grüße aus Köln, schöne Städte".as_bytes()));
    }
}
