//! What patterns find.

use super::*;
use crate::document::{BlockKind, Builder};

fn document(blocks: &[&str]) -> Document {
    let mut builder = Builder::new("test");
    for words in blocks {
        builder.push(words);
        builder.end(BlockKind::Code);
    }
    builder.finish()
}

fn found<'a>(document: &'a Document, typed: &str) -> Vec<&'a str> {
    let found = all(document, &Pattern::new(typed), 0, &|| true).unwrap();
    let slice = |hit: Range<usize>| document.slice(hit);
    found.hits.into_iter().map(slice).collect()
}

/// Protects: capitals count where one is typed, accents where one is typed, and not else.
#[test]
fn case_and_accents_count_only_where_typed() {
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
        assert_eq!(found(&text, typed), expected, "{typed}");
    }
}

/// Protects: a blank is any white space of a block, and no hit reaches from one block into the next.
#[test]
fn a_blank_is_any_white_space_of_a_block() {
    let text = document(&["a line\n  feed and a\u{a0}gap", "line", "feed"]);
    assert_eq!(found(&text, "line feed"), ["line\n  feed"]);
    assert_eq!(found(&text, "a gap"), ["a\u{a0}gap"]);
    assert_eq!(found(&text, r"line\sfeed"), Vec::<&str>::new());
    assert_eq!(found(&text, "^line"), ["line"]);
    assert_eq!(found(&text, "^ *feed"), ["  feed", "feed"]);
}

/// Protects: signs that no keyboard has are found by those that it has.
#[test]
fn plain_signs_stand_for_printed_ones() {
    let text = document(&["“It’s 1914–18,” he said"]);
    assert_eq!(found(&text, "it's"), ["It’s"]);
    assert_eq!(found(&text, "\"it"), ["“It"]);
    assert_eq!(found(&text, "1914-18"), ["1914–18"]);
}

/// Protects: a pattern that is wrong says why and is searched for as it stands; nothing found is empty.
#[test]
fn a_wrong_pattern_is_searched_for_as_it_stands() {
    let text = document(&["[sic] (a) f(x a{ *** \\"]);
    for (typed, wrong, expected) in [
        ("[s", "no closing ]", &["[s"][..]),
        ("(a", "no closing )", &["(a"]),
        ("a)", "no opening (", &["a)"]),
        ("**", "nothing to repeat", &["**"]),
        ("\\", "nothing after \\", &["\\"]),
        ("(?=a", "byline knows no look-around", &[]),
        ("(\\pL{999}){999}", "too much for one search", &[]),
    ] {
        assert_eq!(Pattern::new(typed).wrong(), Some(wrong), "{typed}");
        assert_eq!(found(&text, typed), expected, "{typed}");
    }
    assert_eq!(found(&text, "z*"), Vec::<&str>::new());
    assert_eq!(found(&text, "(?i)SIC|x*"), ["sic", "x"]);
}

/// Protects: whatever the place the search begins at, the hits are the same and in order, unless there are too many.
#[test]
fn the_hits_are_the_same_from_everywhere() {
    let text = document(&["one two", "two", "three two two", "é"]);
    let pattern = Pattern::new("two");
    let whole = all(&text, &pattern, 0, &|| true).unwrap();
    assert_eq!(whole.hits.len(), 4);
    for from in 0..text.text().len() + 2 {
        assert_eq!(all(&text, &pattern, from, &|| true).unwrap(), whole);
        for bytes in [0, 1, 9, 40] {
            for hit in near(&text, &pattern, from, bytes) {
                assert!(whole.hits.contains(&hit));
            }
        }
    }
    assert_eq!(near(&text, &pattern, 0, 99), whole.hits);
    assert_eq!(all(&text, &pattern, 0, &|| false), None);
    let many = document(&["ab", &"a".repeat(MOST_HITS)]);
    let found = all(&many, &Pattern::new("a"), 5, &|| true).unwrap();
    assert!(found.more && found.hits.len() == MOST_HITS && found.hits[0].start > 1);
}

/// Protects: in plain text the quick pattern finds what the thorough one finds, and several threads what one does.
#[test]
fn quick_ways_find_the_same() {
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
    assert!(text.text().len() > 3 * PART_BYTES, "several parts");
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
        "r\\b{start}",
        r"[\W_]+",
        "i",
    ] {
        let pattern = Pattern::new(typed);
        let both = pattern.regex.as_ref().expect("a pattern");
        let mut expected = Vec::new();
        for block in text.blocks() {
            let start = block.range.start;
            let found = both.any.find_iter(text.slice(block.range.clone()));
            let found = found.filter(|hit| !hit.is_empty());
            expected.extend(found.map(|hit| start + hit.start()..start + hit.end()));
        }
        let more = expected.len() > MOST_HITS;
        expected.truncate(MOST_HITS);
        let found = all(&text, &pattern, 0, &|| true).unwrap();
        assert_eq!((found.hits, found.more), (expected, more), "{typed}");
    }
}

/// Protects: what counts as a sign is no part of a word to the thorough pattern either.
#[test]
fn signs_are_no_letters() {
    let word = Regex::new(r"\w").unwrap();
    for c in (0x80..0x3000).filter_map(char::from_u32) {
        let text = c.to_string();
        assert!(!is_plain(&text) || !word.is_match(&text), "{c:?}");
    }
}
