//! Countries in other languages than English: by their names alone.
//!
//! Owns the names in `assets/languages`, and which endings a language may put on them. Promises hits in reading order,
//! disjoint, on character boundaries. A name in another language has no senses here: what looks like it is it.

use super::super::index::CountryHit;
use super::super::mention::{Code, MentionType};
use super::table;
use std::collections::HashMap;
use std::ops::Range;

/// How sure a name in another language is: no sense was weighed.
const SURENESS: u8 = 70;

/// The files of names: each row a code and the country's names, parted by semicolons.
macro_rules! languages {
    ($($code:literal)*) => {
        &[$(($code, include_str!(concat!("../../../assets/languages/", $code, ".tsv")))),*]
    };
}

const NAMES: &[(&str, &str)] = languages!(
    "afr" "ara" "ben" "bul" "cat" "ces" "cmn" "dan" "deu" "ell" "est" "fin" "fra" "heb" "hin" "hrv" "hun" "ind" "ita" "jpn"
    "kor" "lav" "lit" "nld" "nob" "pes" "pol" "por" "ron" "rus" "slk" "slv" "spa" "srp" "swe" "tha" "tur" "ukr" "urd" "vie"
);

/// What a language does to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Endings {
    /// Nothing.
    None,
    /// A genitive's s.
    S,
    /// Another ending in the place of its last vowel, or one more: so many letters at most.
    Case(usize),
    /// Small words before it, written together with it: these letters.
    Before(&'static str),
    /// Words are not parted, so that the name stands between any two characters.
    Unparted,
    /// Small words behind it, written together with it.
    Behind,
}

fn endings(language: &str) -> Endings {
    match language {
        "deu" | "nld" | "swe" | "dan" | "nob" | "afr" => Endings::S,
        "rus" | "ukr" | "srp" | "hrv" | "slv" | "ces" | "slk" | "pol" | "lit" | "lav" | "ell"
        | "ron" => Endings::Case(3),
        "fin" | "est" | "hun" => Endings::Case(6),
        "ara" => Endings::Before("وفبلك"),
        "heb" => Endings::Before("ובלמהשכ"),
        "cmn" | "jpn" | "tha" => Endings::Unparted,
        "kor" => Endings::Behind,
        _ => Endings::None,
    }
}

/// A name and whose it is.
struct Entry {
    words: &'static str,
    code: Code,
    name: &'static str,
}

/// Whether the names of countries in this language are known.
pub(in crate::entities) fn knows(language: &str) -> bool {
    NAMES.iter().any(|(code, _)| *code == language)
}

/// Every country named in `text`, which is written in the language with this code (ISO 639-3).
pub(in crate::entities) fn find(text: &str, language: &str) -> Vec<CountryHit> {
    let Some((_, rows)) = NAMES.iter().find(|(code, _)| *code == language) else {
        return Vec::new();
    };
    let names = by_first_letter(rows);
    let endings = endings(language);
    let mut hits: Vec<CountryHit> = Vec::new();
    let mut end = 0;
    for (start, letter) in text.char_indices() {
        let Some(entries) = names.get(&letter).filter(|_| start >= end) else {
            continue;
        };
        if !may_begin(text, start, endings) {
            continue;
        }
        let longest = entries
            .iter()
            .filter_map(|entry| {
                spelt(text, start, entry.words, endings).map(|range| (range, entry))
            })
            .max_by_key(|(range, entry)| (range.len(), entry.words.len()));
        if let Some((range, entry)) = longest {
            end = range.end;
            hits.push(CountryHit {
                range,
                code: entry.code,
                name: entry.name,
                how: MentionType::Name,
                sureness: SURENESS,
            });
        }
    }
    hits
}

fn by_first_letter(rows: &'static str) -> HashMap<char, Vec<Entry>> {
    let mut names: HashMap<char, Vec<Entry>> = HashMap::new();
    for (code, forms) in rows.lines().filter_map(|row| row.split_once('\t')) {
        let Some((code, name)) =
            Code::new(code).and_then(|code| Some((code, table::name_of(code)?)))
        else {
            continue;
        };
        for words in forms.split("; ") {
            if let Some(first) = words.chars().next() {
                names
                    .entry(first)
                    .or_default()
                    .push(Entry { words, code, name });
            }
        }
    }
    names
}

/// Whether a name may begin at `start`.
fn may_begin(text: &str, start: usize, endings: Endings) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let mut before = before.chars().rev();
    let Some(last) = before.next() else {
        return true;
    };
    if endings == Endings::Unparted {
        let first = text.get(start..).and_then(|rest| rest.chars().next());
        return !(is_katakana(last) && first.is_some_and(is_katakana));
    }
    let parted = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    match endings {
        Endings::Before(letters) if letters.contains(last) => parted(before.next()),
        _ => parted(Some(last)),
    }
}

/// The bytes of `words` at `start`, as this language may have bent them; `None` if something else stands there.
fn spelt(text: &str, start: usize, words: &str, endings: Endings) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    match endings {
        Endings::Case(most) => {
            let mut at = 0;
            // The adjectives of longer names end in two vowels; "Россини" is not in Россия.
            let vowels = 1 + usize::from(words.contains(' '));
            for (n, word) in words.split(' ').enumerate() {
                if n > 0 {
                    at += rest.get(at..)?.strip_prefix([' ', '\u{a0}']).map(|_| {
                        rest.get(at..)
                            .and_then(|r| r.chars().next())
                            .map_or(1, char::len_utf8)
                    })?;
                }
                at += bent(rest.get(at..)?, word, vowels, most)?;
            }
            Some(start..start + at)
        }
        Endings::S => {
            let after = rest.strip_prefix(words)?;
            let s = usize::from(after.starts_with('s') && ends(after.get(1..).unwrap_or_default()));
            (s == 1 || ends(after)).then_some(start..start + words.len() + s)
        }
        Endings::Unparted => {
            let after = rest.strip_prefix(words)?;
            let runs_on = words.chars().next_back().is_some_and(is_katakana)
                && after.chars().next().is_some_and(is_katakana);
            (!runs_on).then_some(start..start + words.len())
        }
        Endings::Behind => rest
            .starts_with(words)
            .then_some(start..start + words.len()),
        Endings::None | Endings::Before(_) => {
            ends(rest.strip_prefix(words)?).then_some(start..start + words.len())
        }
    }
}

/// Bytes of `word` at the beginning of `rest`, with its last `vowels` kept, lost or changed and at most `most` letters more.
fn bent(rest: &str, word: &str, vowels: usize, most: usize) -> Option<usize> {
    const VOWELS: &str = "aeoiāēīėаяіуыοαηις";
    let mut stem = word;
    for _ in 0..vowels {
        let shorter = stem.strip_suffix(|c| VOWELS.contains(c));
        stem = shorter
            .filter(|short| short.chars().count() > 2)
            .unwrap_or(stem);
    }
    let after = rest.strip_prefix(stem)?;
    let ending: usize = after
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum();
    let letters = after.get(..ending)?;
    let allowed = most + usize::from(stem.len() < word.len());
    let exact = rest.get(stem.len()..).is_some_and(|tail| {
        word.strip_prefix(stem)
            .is_some_and(|vowel| tail.starts_with(vowel) && vowel.len() == ending)
    });
    // Short names are found as they are, or every other word would be one.
    let short = stem.chars().count() < 4;
    let small = letters.chars().all(char::is_lowercase);
    let fits = small && letters.chars().count() <= if short { 2 } else { allowed };
    (exact || fits).then_some(stem.len() + ending)
}

/// Whether a word has ended before `after`.
fn ends(after: &str) -> bool {
    after
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && !is_mark(c))
}

/// Vowel signs of Indian scripts, which belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{93E}'..='\u{94D}' | '\u{9BE}'..='\u{9CD}' | '\u{300}'..='\u{36F}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str) -> String {
        let hits = find(text, language);
        hits.iter()
            .map(|hit| format!("{}:{}", hit.code.as_str(), &text[hit.range.clone()]))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Protects: a country is found by its name in the article's language, with the endings that language puts on it.
    #[test]
    fn names_of_many_languages() {
        for (language, text, codes) in [
            (
                "deu",
                "Deutschlands Nachbar Österreich und die USA",
                "DE:Deutschlands AT:Österreich US:USA",
            ),
            (
                "fra",
                "La France et les États-Unis, pas Francette",
                "FR:France US:États-Unis",
            ),
            (
                "spa",
                "España y Corea del Sur",
                "ES:España KR:Corea del Sur",
            ),
            (
                "rus",
                "В Россию из Саудовской Аравии, через Иран и Китай; на Кубе",
                "RU:Россию SA:Саудовской Аравии IR:Иран CN:Китай CU:Кубе",
            ),
            ("pol", "w Rosji i na Ukrainie", "RU:Rosji UA:Ukrainie"),
            (
                "fin",
                "Suomessa ja Ruotsin hallitus",
                "FI:Suomessa SE:Ruotsin",
            ),
            (
                "ell",
                "Η Ελλάδα και η κυβέρνηση της Γερμανίας",
                "GR:Ελλάδα DE:Γερμανίας",
            ),
            (
                "jpn",
                "日本とイランの首相が米国で",
                "JP:日本 IR:イラン US:米国",
            ),
            ("cmn", "中国与美国在日内瓦", "CN:中国 US:美国"),
            ("kor", "한국은 미국과", "KR:한국 US:미국"),
            ("ara", "قالت روسيا ومصر", "RU:روسيا EG:مصر"),
            ("heb", "ישראל ומצרים", "IL:ישראל EG:מצרים"),
            ("hin", "भारत और चीन", "IN:भारत CN:चीन"),
            ("xxx", "France", ""),
        ] {
            assert_eq!(found(text, language), codes, "{language}");
        }
    }

    /// Protects: every row of the files is a country of the table.
    #[test]
    fn every_file_is_read() {
        for (language, rows) in NAMES {
            let count = by_first_letter(rows).values().map(Vec::len).sum::<usize>();
            assert!(count >= 200, "{language}: {count}");
            for (code, _) in rows.lines().filter_map(|row| row.split_once('\t')) {
                assert!(
                    Code::new(code).and_then(table::name_of).is_some(),
                    "{language} {code}"
                );
            }
        }
    }
}
