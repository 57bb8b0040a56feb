//! How a word sounds: whether it can be read as syllables of Mandarin or Korean, as they are written in Latin letters.
//!
//! Names from there are many and no list holds them, but their syllables are few. Evidence, never a verdict: "Pan" and
//! "Song" can be read so, too. Syllables: Hanyu Pinyin without tones, and what Taiwan writes otherwise; the Revised Romanisation of Korean and the older
//! spellings that people write their names in.

/// Longest word that is looked at, bytes.
const MOST: usize = 14;

/// Beginnings of Mandarin syllables.
const INITIALS: [&[u8]; 26] = [
    b"zh", b"ch", b"sh", b"ts", b"hs", b"b", b"p", b"m", b"f", b"d", b"t", b"n", b"l", b"g", b"k",
    b"h", b"j", b"q", b"x", b"r", b"z", b"c", b"s", b"y", b"w", b"",
];

/// Their ends.
const FINALS: [&[u8]; 34] = [
    b"iang", b"iong", b"uang", b"ang", b"eng", b"ing", b"ong", b"ian", b"iao", b"uai", b"uan",
    b"ai", b"an", b"ao", b"ei", b"en", b"er", b"ia", b"ie", b"in", b"iu", b"ou", b"ua", b"ue",
    b"ui", b"un", b"uo", b"ve", b"a", b"e", b"i", b"o", b"u", b"v",
];

/// Beginnings of Korean syllables.
const KOREAN_INITIALS: [&[u8]; 24] = [
    b"ch", b"kk", b"tt", b"pp", b"ss", b"jj", b"sh", b"g", b"k", b"n", b"d", b"t", b"r", b"l",
    b"m", b"b", b"p", b"s", b"j", b"h", b"y", b"w", b"c", b"",
];

/// Vowels of Korean syllables.
const KOREAN_VOWELS: [&[u8]; 28] = [
    b"yeo", b"yae", b"yoo", b"you", b"woo", b"eui", b"eo", b"eu", b"ae", b"oe", b"ui", b"oo",
    b"ou", b"ee", b"ya", b"yo", b"yu", b"ye", b"wa", b"we", b"wi", b"wo", b"ah", b"a", b"e", b"i",
    b"o", b"u",
];

/// Ends of Korean syllables.
const KOREAN_ENDS: [&[u8]; 12] = [
    b"ng", b"ck", b"k", b"g", b"n", b"l", b"m", b"p", b"b", b"t", b"h", b"",
];

/// The fewest syllables of Mandarin that `word`, in small letters, can be read as; 0 if it cannot.
pub(super) fn mandarin(word: &str) -> u8 {
    fewest(word.as_bytes(), &mandarin_syllables)
}

/// The fewest syllables of Korean that `word`, in small letters, can be read as; 0 if it cannot.
pub(super) fn korean(word: &str) -> u8 {
    fewest(word.as_bytes(), &korean_syllables)
}

/// Tells the lengths of the syllables that a word may begin with, in bytes.
type Syllables = dyn Fn(&[u8], &mut dyn FnMut(usize));

/// The fewest syllables that `word` can be read as; 0 if it cannot.
fn fewest(word: &[u8], syllables: &Syllables) -> u8 {
    if word.len() > MOST {
        return 0;
    }
    let mut best = [None::<u8>; MOST + 1];
    if let Some(first) = best.first_mut() {
        *first = Some(0);
    }
    for at in 0..word.len() {
        let (Some(Some(so_far)), Some(rest)) = (best.get(at).copied(), word.get(at..)) else {
            continue;
        };
        syllables(rest, &mut |len| {
            if let Some(slot) = best.get_mut(at + len) {
                *slot = Some(slot.map_or(so_far + 1, |other| other.min(so_far + 1)));
            }
        });
    }
    best.get(word.len()).copied().flatten().unwrap_or(0)
}

fn mandarin_syllables(word: &[u8], tell: &mut dyn FnMut(usize)) {
    for initial in INITIALS {
        let Some(rest) = word.strip_prefix(initial) else {
            continue;
        };
        for last in FINALS.iter().filter(|last| rest.starts_with(last)) {
            // A syllable without a beginning is written with y or w before i and u.
            if !initial.is_empty() || !matches!(last.first(), Some(b'i' | b'u' | b'v')) {
                tell(initial.len() + last.len());
            }
        }
    }
}

fn korean_syllables(word: &[u8], tell: &mut dyn FnMut(usize)) {
    for initial in KOREAN_INITIALS {
        let Some(rest) = word.strip_prefix(initial) else {
            continue;
        };
        for vowel in KOREAN_VOWELS {
            let Some(rest) = rest.strip_prefix(vowel) else {
                continue;
            };
            for end in KOREAN_ENDS.iter().filter(|end| rest.starts_with(end)) {
                tell(initial.len() + vowel.len() + end.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: names are read as the syllables that they are made of.
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
            assert_eq!(mandarin(word), count, "{word}");
        }
        for (word, count) in [
            ("geun", 1),
            ("hye", 1),
            ("yeol", 1),
            ("park", 0),
            ("jong", 1),
            ("sunghoon", 2),
        ] {
            assert_eq!(korean(word), count, "{word}");
        }
        assert_eq!(mandarin(&"xi".repeat(50)), 0);
    }
}
