//! Johab (KS X 1001 annex 3, code page 1361), the Korean encoding whose bytes spell the letters of each syllable.
//!
//! A syllable is sixteen bits: a one, then five each for the initial, the vowel and the final, so its place in Unicode is
//! computed. Symbols and Chinese characters stand in the order of EUC-KR and are decoded as such.

use encoding_rs::EUC_KR;

/// Pairs of bytes in which Johab is detected, at most and at least.
const MAX_PAIRS: usize = 4096;
const MIN_PAIRS: usize = 30;

/// Whether `label` names this encoding.
pub(super) fn is_label(label: &[u8]) -> bool {
    [
        "johab",
        "cp1361",
        "ms1361",
        "windows-1361",
        "ksc5601-1992",
        "ks_c_5601-1992",
    ]
    .iter()
    .any(|name| label.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
}

/// Whether `bytes` are text in Johab beyond doubt: nearly every pair is a syllable, which one in three would be by chance,
/// and many of their second bytes are ASCII, as in no other Korean encoding.
pub(super) fn is_johab(bytes: &[u8]) -> bool {
    let (mut pairs, mut syllables, mut low) = (0, 0, 0);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if first.is_ascii() {
            continue;
        }
        let [second, after @ ..] = rest else { break };
        rest = after;
        pairs += 1;
        syllables += usize::from(syllable(*first, *second).is_some());
        low += usize::from(second.is_ascii());
        if pairs == MAX_PAIRS {
            break;
        }
    }
    pairs >= MIN_PAIRS && syllables * 10 >= pairs * 9 && low * 10 >= pairs
}

/// The text of `bytes`; what is invalid becomes U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if first.is_ascii() {
            text.push(char::from(*first));
            continue;
        }
        let pair = rest.split_first().and_then(|(second, after)| {
            let found = syllable(*first, *second)
                .or_else(|| letter(*first, *second))
                .or_else(|| symbol(*first, *second))?;
            Some((found, after))
        });
        match pair {
            Some((found, after)) => {
                text.push(found);
                rest = after;
            }
            None => text.push('\u{FFFD}'),
        }
    }
    text
}

/// The codes of the initial, the vowel and the final in a pair of bytes.
fn codes(first: u8, second: u8) -> Option<[u32; 3]> {
    let code = u32::from(first) << 8 | u32::from(second);
    let is_trail = matches!(second, 0x41..=0x7e | 0x81..=0xfe);
    (is_trail && (0x84..=0xd3).contains(&first)).then_some([
        code >> 10 & 31,
        code >> 5 & 31,
        code & 31,
    ])
}

/// The index of a vowel by its code.
fn vowel(code: u32) -> Option<u32> {
    match code {
        3..=7 => Some(code - 3),
        10..=15 => Some(code - 5),
        18..=23 => Some(code - 7),
        26..=29 => Some(code - 9),
        _ => None,
    }
}

/// The index of a final by its code; 0 if there is none.
fn last(code: u32) -> Option<u32> {
    match code {
        1..=17 => Some(code - 1),
        19..=29 => Some(code - 2),
        _ => None,
    }
}

fn syllable(first: u8, second: u8) -> Option<char> {
    let [initial, middle, end] = codes(first, second)?;
    let initial = initial.checked_sub(2).filter(|index| *index < 19)?;
    char::from_u32(0xAC00 + (initial * 21 + vowel(middle)?) * 28 + last(end)?)
}

/// A letter that stands alone.
fn letter(first: u8, second: u8) -> Option<char> {
    const CONSONANTS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
    let at = |letters: &str, index: u32| letters.chars().nth(index as usize);
    match codes(first, second)? {
        [1, 2, end] => at(FINALS, last(end)?.checked_sub(1)?),
        [initial, 2, 1] => at(CONSONANTS, initial.checked_sub(2)?),
        [1, middle, 1] => char::from_u32(0x314F + vowel(middle)?),
        _ => None,
    }
}

/// A symbol or a Chinese character: two rows of EUC-KR for each first byte.
fn symbol(first: u8, second: u8) -> Option<char> {
    let row = match first {
        0xd9..=0xde => 2 * (first - 0xd9),
        0xe0..=0xf9 => 2 * (first - 0xe0) + 41,
        _ => return None,
    };
    let column = match second {
        0x31..=0x7e => second - 0x31,
        0x91..=0xfe => second - 0x43,
        _ => return None,
    };
    let (row, column) = if column < 94 {
        (row, column)
    } else {
        (row + 1, column - 94)
    };
    let pair = [0xa1 + row, 0xa1 + column];
    let found = EUC_KR.decode_without_bom_handling_and_without_replacement(&pair)?;
    found.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "한글은 세종대왕이 만든 글자이다. 김민수 장관은 독일과 프랑스를 방문하고 서울로 돌아왔다고 말했다. ㄱㅏㄳ 大韓民國 「예」 AB";

    const BYTES: &[u8] = b"\xd0e\x8bi\xb7e \xadA\xb9\xb7\x94\x81\xb5\xd7\xb7\xa1 \xa0e\x97e \x8bi\xb8a\xb7\xa1\x94a. \x8b\xb1\xa3\xa5\xae\x81 \xb8w\x89\xc5\xb7e \x95\xa2\xb7\xa9\x89\xc1 \xcfa\x9cw\xafa\x9fi \xa4w\xa2\x85\xd0a\x89\xa1 \xac\xe1\xb6\x89\x9d\xa1 \x95\xa9\xb4a\xb5\xd6\x94a\x89\xa1 \xa0i\xd0\x96\x94a. \x88A\x84a\x84D \xe4\xde\xf7\xdb\xe8U\xe2\xd0 \xd9H\xb5\x81\xd9I AB";

    /// Protects: syllables, single letters, symbols and Chinese characters are decoded, and broken bytes are no panic.
    #[test]
    fn syllables_letters_and_symbols_are_decoded() {
        assert_eq!(decode(BYTES), TEXT);
        assert_eq!(decode(b"a\xff\xd0"), "a\u{FFFD}\u{FFFD}");
        assert!(is_label(b" Johab ") && !is_label(b"euc-kr"));
    }

    /// Protects: Johab is detected in a long text, and no other encoding is taken for it.
    #[test]
    fn johab_is_detected() {
        let (sentences, _) = BYTES.split_at(97);
        assert!(is_johab(sentences));
        assert!(!is_johab(sentences.split_at(20).0));
        let euc_kr = EUC_KR.encode(TEXT).0.repeat(9);
        assert!(!is_johab(&euc_kr));
        let japanese = "東京の大臣は月曜日にドイツとフランスを訪問した。".repeat(9);
        let russian = "Президент приехал в Москву и сказал, что всё хорошо. ".repeat(9);
        let chinese = "部長星期一訪問了德國和法國，然後回到北京。".repeat(9);
        for (encoding, text) in [
            (encoding_rs::SHIFT_JIS, &japanese),
            (encoding_rs::EUC_JP, &japanese),
            (encoding_rs::WINDOWS_1251, &russian),
            (encoding_rs::KOI8_R, &russian),
            (encoding_rs::BIG5, &chinese),
            (encoding_rs::GBK, &chinese),
        ] {
            assert!(!is_johab(&encoding.encode(text).0), "{}", encoding.name());
        }
    }
}
