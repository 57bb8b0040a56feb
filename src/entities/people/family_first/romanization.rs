//! Tests whether a word can be read as syllables of romanized Mandarin or Korean.
//!
//! There are too many Chinese and Korean given names to list, but few syllables. A match is only one piece of evidence:
//! English words such as "Pan" and "Song" match too. The syllables are those of Hanyu Pinyin without tones and of Taiwanese
//! spellings, and those of the Revised Romanization of Korean and of older spellings that are still used in names.

/// The longest word that is tested, in bytes.
const MAX_BYTES: usize = 14;

/// The initials of Mandarin syllables; the empty one is for syllables without an initial.
const MANDARIN_INITIALS: [&[u8]; 26] = [
    b"zh", b"ch", b"sh", b"ts", b"hs", b"b", b"p", b"m", b"f", b"d", b"t", b"n", b"l", b"g", b"k",
    b"h", b"j", b"q", b"x", b"r", b"z", b"c", b"s", b"y", b"w", b"",
];

/// The finals of Mandarin syllables.
const MANDARIN_FINALS: [&[u8]; 34] = [
    b"iang", b"iong", b"uang", b"ang", b"eng", b"ing", b"ong", b"ian", b"iao", b"uai", b"uan",
    b"ai", b"an", b"ao", b"ei", b"en", b"er", b"ia", b"ie", b"in", b"iu", b"ou", b"ua", b"ue",
    b"ui", b"un", b"uo", b"ve", b"a", b"e", b"i", b"o", b"u", b"v",
];

/// The initial consonants of Korean syllables.
const KOREAN_INITIALS: [&[u8]; 24] = [
    b"ch", b"kk", b"tt", b"pp", b"ss", b"jj", b"sh", b"g", b"k", b"n", b"d", b"t", b"r", b"l",
    b"m", b"b", b"p", b"s", b"j", b"h", b"y", b"w", b"c", b"",
];

/// The vowels of Korean syllables.
const KOREAN_VOWELS: [&[u8]; 28] = [
    b"yeo", b"yae", b"yoo", b"you", b"woo", b"eui", b"eo", b"eu", b"ae", b"oe", b"ui", b"oo",
    b"ou", b"ee", b"ya", b"yo", b"yu", b"ye", b"wa", b"we", b"wi", b"wo", b"ah", b"a", b"e", b"i",
    b"o", b"u",
];

/// The final consonants of Korean syllables.
const KOREAN_FINALS: [&[u8]; 12] = [
    b"ng", b"ck", b"k", b"g", b"n", b"l", b"m", b"p", b"b", b"t", b"h", b"",
];

/// The least number of Mandarin syllables that `word`, in lower case, can be read as; 0 if it cannot.
pub(super) fn min_mandarin_syllables(word: &str) -> u8 {
    min_syllables(word.as_bytes(), &mandarin_syllables)
}

/// The least number of Korean syllables that `word`, in lower case, can be read as; 0 if it cannot.
pub(super) fn min_korean_syllables(word: &str) -> u8 {
    min_syllables(word.as_bytes(), &korean_syllables)
}

/// A function that calls its second argument with the length in bytes of each syllable that the word may begin with.
type SyllableLengths = dyn Fn(&[u8], &mut dyn FnMut(usize));

/// The least number of syllables that `word` can be read as; 0 if it cannot. `syllables` finds those at its start.
fn min_syllables(word: &[u8], syllables: &SyllableLengths) -> u8 {
    if word.len() > MAX_BYTES {
        return 0;
    }
    let mut fewest = [None::<u8>; MAX_BYTES + 1];
    if let Some(first) = fewest.first_mut() {
        *first = Some(0);
    }
    for at in 0..word.len() {
        let (Some(Some(count)), Some(rest)) = (fewest.get(at).copied(), word.get(at..)) else {
            continue;
        };
        syllables(rest, &mut |len| {
            if let Some(slot) = fewest.get_mut(at + len) {
                *slot = Some(slot.map_or(count + 1, |other| other.min(count + 1)));
            }
        });
    }
    fewest.get(word.len()).copied().flatten().unwrap_or(0)
}

/// The lengths of the Mandarin syllables at the start of `word`.
fn mandarin_syllables(word: &[u8], emit: &mut dyn FnMut(usize)) {
    for initial in MANDARIN_INITIALS {
        let Some(rest) = word.strip_prefix(initial) else {
            continue;
        };
        for final_sound in MANDARIN_FINALS
            .iter()
            .filter(|final_sound| rest.starts_with(final_sound))
        {
            // A syllable without an initial is written with y or w before i and u.
            if !initial.is_empty() || !matches!(final_sound.first(), Some(b'i' | b'u' | b'v')) {
                emit(initial.len() + final_sound.len());
            }
        }
    }
}

/// The lengths of the Korean syllables at the start of `word`.
fn korean_syllables(word: &[u8], emit: &mut dyn FnMut(usize)) {
    for initial in KOREAN_INITIALS {
        let Some(rest) = word.strip_prefix(initial) else {
            continue;
        };
        for vowel in KOREAN_VOWELS {
            let Some(rest) = rest.strip_prefix(vowel) else {
                continue;
            };
            for final_sound in KOREAN_FINALS
                .iter()
                .filter(|final_sound| rest.starts_with(final_sound))
            {
                emit(initial.len() + vowel.len() + final_sound.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: given names are split into the right number of syllables, and other words into none.
    #[test]
    fn syllables_are_counted() {
        for (word, count) in [
            ("xi", 1),
            ("jinping", 2),
            ("keqiang", 2),
            ("zhuang", 1),
            ("xiaoping", 2),
            ("smith", 0),
            ("", 0),
            ("é", 0),
        ] {
            assert_eq!(min_mandarin_syllables(word), count, "{word}");
        }
        for (word, count) in [
            ("geun", 1),
            ("hye", 1),
            ("yeol", 1),
            ("park", 0),
            ("jong", 1),
            ("sunghoon", 2),
        ] {
            assert_eq!(min_korean_syllables(word), count, "{word}");
        }
        assert_eq!(min_mandarin_syllables(&"xi".repeat(50)), 0);
    }
}
