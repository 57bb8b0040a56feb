//! Finds countries in texts in languages other than English, by their names alone.
//!
//! The names are in `assets/languages`; the inflections that a language may add to them are in this file. Hits are in
//! reading order, do not overlap, and lie on character boundaries. No other senses are weighed: whatever matches a name
//! counts as the country.

use super::super::index::CountryHit;
use super::super::mention::{CountryCode, MentionType};
use super::table;
use std::collections::HashMap;

/// The weight of every hit, since no evidence is weighed.
const FOREIGN_NAME_WEIGHT: u8 = 70;

/// The files of names: each row is a country code and the names of the country, separated by semicolons.
macro_rules! languages {
    ($($code:literal)*) => {
        &[$(($code, include_str!(concat!("../../../assets/languages/", $code, ".tsv")))),*]
    };
}

const NAMES_BY_LANGUAGE: &[(&str, &str)] = languages!(
    "afr" "ara" "ben" "bul" "cat" "ces" "cmn" "dan" "deu" "ell" "est" "fin" "fra" "heb" "hin" "hrv" "hun" "ind" "ita" "jpn"
    "kor" "lav" "lit" "nld" "nob" "pes" "pol" "por" "ron" "rus" "slk" "slv" "spa" "srp" "swe" "tha" "tur" "ukr" "urd" "vie"
);

/// How a language inflects a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inflection {
    /// Not at all.
    None,
    /// With the -s of the genitive.
    GenitiveS,
    /// With a case ending that replaces the final vowel or is appended: at most this many letters.
    CaseEnding(usize),
    /// With a one-letter word, one of these, joined to its front.
    Prefix(&'static str),
    /// Words are not separated, so a name may stand between any two characters.
    Unsegmented,
    /// With particles joined to its end.
    Suffix,
}

fn inflection_of(language: &str) -> Inflection {
    match language {
        "deu" | "nld" | "swe" | "dan" | "nob" | "afr" => Inflection::GenitiveS,
        "rus" | "ukr" | "srp" | "hrv" | "slv" | "ces" | "slk" | "pol" | "lit" | "lav" | "ell"
        | "ron" => Inflection::CaseEnding(3),
        "fin" | "est" | "hun" => Inflection::CaseEnding(6),
        "ara" => Inflection::Prefix("وفبلك"),
        "heb" => Inflection::Prefix("ובלמהשכ"),
        "cmn" | "jpn" | "tha" => Inflection::Unsegmented,
        "kor" => Inflection::Suffix,
        _ => Inflection::None,
    }
}

/// One name of a country in another language.
struct ForeignName {
    text: &'static str,
    code: CountryCode,
    name: &'static str,
}

/// Whether the names of countries in this language are known. `language` is an ISO 639-3 code.
pub(in crate::entities) fn supports_language(language: &str) -> bool {
    NAMES_BY_LANGUAGE.iter().any(|(code, _)| *code == language)
}

/// Finds every country named in `text`, whose language is given as an ISO 639-3 code.
pub(in crate::entities) fn find_in_language(text: &str, language: &str) -> Vec<CountryHit> {
    let Some((_, rows)) = NAMES_BY_LANGUAGE.iter().find(|(code, _)| *code == language) else {
        return Vec::new();
    };
    let names = index_by_first_char(rows);
    let inflection = inflection_of(language);
    let mut hits: Vec<CountryHit> = Vec::new();
    let mut end = 0;
    for (start, letter) in text.char_indices() {
        let Some(entries) = names.get(&letter).filter(|_| start >= end) else {
            continue;
        };
        let (before, rest) = text.split_at(start);
        if !can_start_between(before, rest, inflection) {
            continue;
        }
        let longest = entries
            .iter()
            .filter_map(|entry| {
                let after = strip_inflected(rest, entry.text, inflection)?;
                Some((text.len() - after.len(), entry))
            })
            .max_by_key(|(end, entry)| (*end, entry.text.len()));
        if let Some((found_end, entry)) = longest {
            end = found_end;
            hits.push(CountryHit {
                range: start..end,
                code: entry.code,
                name: entry.name,
                mention_type: MentionType::Name,
                weight: FOREIGN_NAME_WEIGHT,
            });
        }
    }
    hits
}

fn index_by_first_char(rows: &'static str) -> HashMap<char, Vec<ForeignName>> {
    let mut names: HashMap<char, Vec<ForeignName>> = HashMap::new();
    for (code, forms) in rows.lines().filter_map(|row| row.split_once('\t')) {
        let Some((code, name)) =
            CountryCode::new(code).and_then(|code| Some((code, table::name_of(code)?)))
        else {
            continue;
        };
        for text in forms.split("; ") {
            if let Some(first) = text.chars().next() {
                names
                    .entry(first)
                    .or_default()
                    .push(ForeignName { text, code, name });
            }
        }
    }
    names
}

/// Whether a name may begin between `before` and `rest`.
fn can_start_between(before: &str, rest: &str, inflection: Inflection) -> bool {
    let mut before = before.chars().rev();
    let Some(last) = before.next() else {
        return true;
    };
    let is_boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    match inflection {
        Inflection::Unsegmented => !(is_katakana(last) && rest.starts_with(is_katakana)),
        Inflection::Prefix(letters) if letters.contains(last) => is_boundary(before.next()),
        _ => is_boundary(Some(last)),
    }
}

/// What follows `name` at the beginning of `text`, in any of its inflected forms; `None` if it is not there.
fn strip_inflected<'a>(text: &'a str, name: &str, inflection: Inflection) -> Option<&'a str> {
    match inflection {
        Inflection::CaseEnding(max_added) => {
            // The adjectives in longer names end in two vowels; "Россини" does not contain Россия.
            let vowels = 1 + usize::from(name.contains(' '));
            let mut rest = text;
            for (n, word) in name.split(' ').enumerate() {
                if n > 0 {
                    rest = rest.strip_prefix([' ', '\u{a0}'])?;
                }
                rest = strip_stem(rest, word, vowels, max_added)?;
            }
            Some(rest)
        }
        Inflection::GenitiveS => {
            let after = text.strip_prefix(name)?;
            let genitive = after.strip_prefix('s').filter(|after| ends_word(after));
            genitive.or(Some(after).filter(|after| ends_word(after)))
        }
        Inflection::Unsegmented => {
            let after = text.strip_prefix(name)?;
            let runs_on = name.ends_with(is_katakana) && after.starts_with(is_katakana);
            (!runs_on).then_some(after)
        }
        Inflection::Suffix => text.strip_prefix(name),
        Inflection::None | Inflection::Prefix(_) => {
            text.strip_prefix(name).filter(|after| ends_word(after))
        }
    }
}

/// What follows `word` at the beginning of `text`, where its last `vowels` vowels may be kept, dropped or changed and up to
/// `max_added` letters added.
fn strip_stem<'a>(text: &'a str, word: &str, vowels: usize, max_added: usize) -> Option<&'a str> {
    const VOWELS: &str = "aeoiāēīėаяіуыοαηις";
    let mut stem = word;
    for _ in 0..vowels {
        let shorter = stem.strip_suffix(|c| VOWELS.contains(c));
        stem = shorter
            .filter(|short| short.chars().count() > 2)
            .unwrap_or(stem);
    }
    let inflected = text.strip_prefix(stem)?;
    let after = inflected.trim_start_matches(char::is_alphanumeric);
    let ending = inflected.strip_suffix(after)?;
    let is_exact = word.strip_prefix(stem) == Some(ending);
    // Short names get only short endings, or too many other words would match.
    let max_letters = if stem.chars().count() < 4 {
        2
    } else {
        max_added + usize::from(stem.len() < word.len())
    };
    let fits = ending.chars().all(char::is_lowercase) && ending.chars().count() <= max_letters;
    (is_exact || fits).then_some(after)
}

/// Whether a word ends before `after`.
fn ends_word(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_alphanumeric() || is_combining_mark(c))
}

/// Vowel signs of Indian scripts and combining accents, which belong to the letter before them.
fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{93E}'..='\u{94D}' | '\u{9BE}'..='\u{9CD}' | '\u{300}'..='\u{36F}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str) -> String {
        let hits = find_in_language(text, language);
        hits.iter()
            .map(|hit| format!("{}:{}", hit.code.as_str(), &text[hit.range.clone()]))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Protects: countries are found by their names in the language of the article, with that language's inflections.
    #[test]
    fn countries_are_found_in_many_languages() {
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

    /// Protects: every row of the files names a country of the table.
    #[test]
    fn every_language_file_is_complete() {
        for (language, rows) in NAMES_BY_LANGUAGE {
            let count = index_by_first_char(rows)
                .values()
                .map(Vec::len)
                .sum::<usize>();
            assert!(count >= 200, "{language}: {count}");
            for (code, _) in rows.lines().filter_map(|row| row.split_once('\t')) {
                assert!(
                    CountryCode::new(code).and_then(table::name_of).is_some(),
                    "{language} {code}"
                );
            }
        }
    }
}
