//! Tests of what patterns match.

use super::*;
use crate::document::{BlockKind, Builder};
use crate::folding::{accented_letters, fold_letter};
use std::collections::HashMap;

fn document(blocks: &[&str]) -> Document {
    let mut builder = Builder::new("test");
    for words in blocks {
        builder.push(words);
        builder.end(BlockKind::Code);
    }
    builder.finish()
}

fn matched_texts<'a>(document: &'a Document, typed: &str) -> Vec<&'a str> {
    let results = find_all(document, &Pattern::new(typed), 0, &|| true).unwrap();
    let slice = |range: Range<usize>| document.slice(range);
    results.matches.into_iter().map(slice).collect()
}

/// Protects: case matters only if a capital is typed, accents only if an accented letter is.
#[test]
fn case_and_accents_matter_only_if_typed() {
    let text = document(&["Erdoğan ERDOGAN erdo\u{301}gan İstanbul istanbul Łódź"]);
    for (typed, expected) in [
        ("erdogan", &["Erdoğan", "ERDOGAN", "erdo\u{301}gan"][..]),
        ("Erdogan", &["Erdoğan"]),
        ("erdoğan", &["Erdoğan"]),
        ("istanbul", &["İstanbul", "istanbul"]),
        ("Istanbul", &["İstanbul"]),
        ("lodz", &["Łódź"]),
        ("lódz", &[]),
        ("[E]rdo.an", &["Erdoğan"]),
        (r"e\wdo\W?gan", &["Erdoğan", "ERDOGAN", "erdo\u{301}gan"]),
    ] {
        assert_eq!(matched_texts(&text, typed), expected, "{typed}");
    }
}

/// Protects: the search folds as names and countries do, whose tests check the same.
#[test]
fn the_search_folds_by_the_common_table() {
    let mut patterns = HashMap::new();
    for letter in accented_letters() {
        let plain: String = fold_letter(letter).collect();
        let pattern = patterns
            .entry(plain)
            .or_insert_with_key(|plain| Pattern::new(plain));
        assert!(pattern.is_full_match(&letter.to_string()), "{letter}");
    }
}

/// Protects: letters that fold to two plain ones are found by these, in a repetition and a class only by themselves.
#[test]
fn two_letters_match_one_that_folds_to_them() {
    let text = document(&["Straße STRAẞE strasse Færøerne ÆSIR Aesir Œuvre"]);
    for (typed, expected) in [
        ("strasse", &["Straße", "STRAẞE", "strasse"][..]),
        ("Strasse", &["Straße"]),
        ("STRASSE", &["STRAẞE"]),
        ("stras+e", &["strasse"]),
        ("faeroe", &["Færøe"]),
        ("Ae", &["Æ", "Ae"]),
        (r"\bo?[ae]s", &[]),
        ("oeuvre", &["Œuvre"]),
        (
            "ra(ss|x)e|ae(s)ir",
            &["raße", "RAẞE", "rasse", "ÆSIR", "Aesir"],
        ),
        ("straße", &["Straße", "STRAẞE"]),
    ] {
        assert_eq!(matched_texts(&text, typed), expected, "{typed}");
    }
}

/// Protects: a blank matches any white space within a block, and no match reaches from one block into the next.
#[test]
fn blank_matches_any_white_space_within_a_block() {
    let text = document(&["a line\n  feed and a\u{a0}gap", "line", "feed"]);
    assert_eq!(matched_texts(&text, "line feed"), ["line\n  feed"]);
    assert_eq!(matched_texts(&text, "a gap"), ["a\u{a0}gap"]);
    assert_eq!(matched_texts(&text, r"line\sfeed"), Vec::<&str>::new());
    assert_eq!(matched_texts(&text, "^line"), ["line"]);
    assert_eq!(matched_texts(&text, "^ *feed"), ["  feed", "feed"]);
}

/// Protects: straight quotes and hyphens find typographic ones.
#[test]
fn keyboard_signs_match_typographic_ones() {
    let text = document(&["“It’s 1914–18,” he said"]);
    assert_eq!(matched_texts(&text, "it's"), ["It’s"]);
    assert_eq!(matched_texts(&text, "\"it"), ["“It"]);
    assert_eq!(matched_texts(&text, "1914-18"), ["1914–18"]);
}

/// Protects: an invalid regular expression reports its error and is searched for literally; no match is empty.
#[test]
fn invalid_pattern_is_searched_for_literally() {
    let text = document(&["[sic] (a) f(x a{ *** \\"]);
    for (typed, wrong, expected) in [
        ("[s", "no closing ]", &["[s"][..]),
        ("(a", "no closing )", &["(a"]),
        ("a)", "no opening (", &["a)"]),
        ("**", "nothing to repeat", &["**"]),
        ("\\", "nothing after \\", &["\\"]),
        ("(?=a", "look-around is not supported", &[]),
        ("(\\pL{999}){999}", "pattern too large", &[]),
    ] {
        assert_eq!(Pattern::new(typed).error(), Some(wrong), "{typed}");
        assert_eq!(matched_texts(&text, typed), expected, "{typed}");
    }
    assert_eq!(matched_texts(&text, "z*"), Vec::<&str>::new());
    assert_eq!(matched_texts(&text, "(?i)SIC|x*"), ["sic", "x"]);
}

/// Protects: the matches and their order do not depend on where the search starts, unless there are too many to keep.
#[test]
fn matches_do_not_depend_on_the_start() {
    let text = document(&["one two", "two", "three two two", "é"]);
    let pattern = Pattern::new("two");
    let whole = find_all(&text, &pattern, 0, &|| true).unwrap();
    assert_eq!(whole.matches.len(), 4);
    for from in 0..text.text().len() + 2 {
        assert_eq!(find_all(&text, &pattern, from, &|| true).unwrap(), whole);
        for bytes in [0, 1, 9, 40] {
            for range in find_near(&text, &pattern, from, bytes) {
                assert!(whole.matches.contains(&range));
            }
        }
    }
    assert_eq!(find_near(&text, &pattern, 0, 99), whole.matches);
    assert_eq!(find_all(&text, &pattern, 0, &|| false), None);
    let many = document(&["ab", &"a".repeat(MAX_MATCHES)]);
    let results = find_all(&many, &Pattern::new("a"), 5, &|| true).unwrap();
    assert!(
        results.is_truncated
            && results.matches.len() == MAX_MATCHES
            && results.matches[0].start > 1
    );
}

/// Protects: the fast variants of a pattern find the same as the Unicode one, and several threads the same as one.
#[test]
fn fast_variants_find_the_same() {
    let words = [
        "The Kremlin",
        "a-b, it's",
        "élan",
        "x1 _y\tZ",
        "wrote the election",
        "“Quoted” – and…",
        "II. K",
    ];
    let blocks: Vec<String> = (0..4000)
        .map(|n: usize| {
            let word = |by: usize| words[(n * by + n / 7) % words.len()];
            format!("{} {n} {} {}", word(3), word(5), word(7)).repeat(1 + n % 5)
        })
        .collect();
    let text = document(&blocks.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(text.text().len() > 3 * CHUNK_BYTES, "several chunks");
    for typed in [
        "e",
        "[^e]",
        ".",
        r"\b\w+ (the|a) \w+\b",
        r"\Bl",
        r"(?-u:\b)x",
        "elan",
        "k",
        "[a-é]+",
        r"\S+ \d",
        "^the",
        "y z",
        "é",
        r"\p{Lu}\.",
        "(?i)KREML",
        r"\b{start}w",
        r"[\W_]+",
        "i",
    ] {
        let pattern = Pattern::new(typed);
        let variants = pattern.regex.as_ref().expect("a pattern");
        let mut expected = Vec::new();
        for block in text.blocks() {
            let start = block.range.start;
            let found = variants.unicode.find_iter(text.slice(block.range.clone()));
            let found = found.filter(|range| !range.is_empty());
            expected.extend(found.map(|range| start + range.start()..start + range.end()));
        }
        assert!(!expected.is_empty(), "{typed}");
        let is_truncated = expected.len() > MAX_MATCHES;
        expected.truncate(MAX_MATCHES);
        let results = find_all(&text, &pattern, 0, &|| true).unwrap();
        assert_eq!(
            (results.matches, results.is_truncated),
            (expected, is_truncated),
            "{typed}"
        );
    }
}
