//! Finds web addresses in plain text.
//!
//! An address begins with `http://`, `https://` or `www.`, and ends before a blank, a quotation mark or a bracket that was
//! not opened in it. Punctuation at its end belongs to the sentence.

use super::Link;
use memchr::memchr2_iter;
use std::ops::Range;

/// The longest address, in bytes.
const MAX_ADDRESS_BYTES: usize = 4096;

/// Most addresses that are found in a text, so that a file of nothing else does not exhaust the memory.
const MAX_ADDRESSES: usize = 1 << 16;

/// Adds the addresses in `text` to its `links`, apart from those that are part of a link.
pub(super) fn link_addresses(text: &str, links: &mut Vec<Link>) {
    let mut found = find_addresses(text);
    let mut before = 0;
    found.retain(|address| {
        let is_before = |link: &&Link| link.range.end <= address.start;
        before += links.iter().skip(before).take_while(is_before).count();
        let next = links.get(before);
        next.is_none_or(|link| address.end <= link.range.start)
    });
    links.extend(found.into_iter().map(|range| Link {
        target: target_of(text.get(range.clone()).unwrap_or_default()),
        range,
    }));
    links.sort_by_key(|link| link.range.start);
}

/// The addresses in `text`, as byte ranges, ascending and disjoint. Takes time linear in its length.
fn find_addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Everything before has been looked at.
    let mut seen = 0;
    for at in memchr2_iter(b':', b'.', text.as_bytes()) {
        if at < seen {
            continue;
        }
        let Some(beginning) = beginning_around(text, at).filter(|it| it.start >= seen) else {
            continue;
        };
        let Extent { end, is_cut } = extent(text, beginning.end);
        seen = end;
        let range = beginning.start..trimmed_end(text, beginning.end, end);
        let is_complete = !is_cut && range.len() <= MAX_ADDRESS_BYTES;
        if is_complete && has_host(text.get(range.clone()).unwrap_or_default()) {
            found.push(range);
            if found.len() == MAX_ADDRESSES {
                break;
            }
        }
    }
    found
}

/// Where the address written `words` leads. One without a scheme is completed, as browsers do.
fn target_of(words: &str) -> String {
    if words.contains("://") {
        words.to_owned()
    } else {
        format!("http://{words}")
    }
}

/// The bytes of the `https://` or `www.` around the colon or full stop at `at`, if one is there and begins a word.
fn beginning_around(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = text.split_at_checked(at)?;
    let ends_with = |word: &str| {
        let start = at.checked_sub(word.len())?;
        let is_word = before.get(start..)?.eq_ignore_ascii_case(word);
        is_word.then_some(start)
    };
    let (start, end, glue): (_, _, &[char]) = if after.starts_with("://") {
        let start = ends_with("https").or_else(|| ends_with("http"))?;
        (start, at + 3, &['+', '-', '.'])
    } else {
        let start = ends_with("www").filter(|_| after.starts_with('.'))?;
        (start, at + 1, &['+', '-', '.', '/', '@', '_'])
    };
    let previous = text.get(..start)?.chars().next_back();
    let is_glued = |c: char| c.is_ascii_alphanumeric() || glue.contains(&c);
    (!previous.is_some_and(is_glued)).then_some(start..end)
}

/// How far an address reaches.
struct Extent {
    /// Its end, as a byte offset.
    end: usize,
    /// Whether it is not there as a whole: it is too long, or ends in an ellipsis.
    is_cut: bool,
}

/// How far the address reaches whose host begins at `start`, with the punctuation that follows it.
fn extent(text: &str, start: usize) -> Extent {
    // The brackets opened and not closed: (), [], {}.
    let mut open = [0_usize; 3];
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        let end = start + at;
        let is_cut = at > MAX_ADDRESS_BYTES || c == '…';
        if is_cut || ends_address(c) {
            return Extent { end, is_cut };
        }
        for (pair, count) in ["()", "[]", "{}"].into_iter().zip(&mut open) {
            if pair.starts_with(c) {
                *count += 1;
            } else if pair.ends_with(c) {
                let Some(less) = count.checked_sub(1) else {
                    return Extent { end, is_cut };
                };
                *count = less;
            }
        }
    }
    let is_cut = false;
    let end = text.len();
    Extent { end, is_cut }
}

/// Whether no address has `c` in it: blanks, quotation marks, what only code and tables have, and the punctuation of
/// languages that leave no blank after an address.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '—')
        || matches!(c, '“' | '”' | '„' | '«' | '»' | '‹' | '›')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}' | '\u{3015}')
        || matches!(c, '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

/// The end of the address in `start..end` without the punctuation at its end.
fn trimmed_end(text: &str, start: usize, end: usize) -> usize {
    let is_punctuation = |c: char| {
        matches!(
            c,
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~'
        ) || matches!(c, '‘' | '’' | '–' | '(' | '[' | '{')
    };
    let body = text.get(start..end).unwrap_or_default();
    start + body.trim_end_matches(is_punctuation).len()
}

/// Whether `address` has a host: a letter, a digit or a bracket after the scheme, or, without a scheme, two more words with
/// a full stop between them.
fn has_host(address: &str) -> bool {
    if let Some((_, rest)) = address.split_once("://") {
        return rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    }
    let host = address.split(['/', '?', '#', ':']).next();
    let mut labels = host.unwrap_or_default().split('.');
    let is_word = |label: &str| label.starts_with(char::is_alphanumeric);
    labels.clone().count() >= 3 && labels.all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let ranges = find_addresses(text).into_iter();
        ranges.map(|range| &text[range]).collect()
    }

    /// Protects: an address ends where a reader sees its end.
    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        for (text, address) in [
            ("See https://example.org.", "https://example.org"),
            ("(http://example.org/a,b;c)", "http://example.org/a,b;c"),
            (
                "Is it HTTPS://Example.org/?q=1?",
                "HTTPS://Example.org/?q=1",
            ),
            ("<https://example.org/a>", "https://example.org/a"),
            ("<URL:https://example.org/a>", "https://example.org/a"),
            ("“https://example.org/a”", "https://example.org/a"),
            ("'https://example.org/a', he wrote", "https://example.org/a"),
            ("‘https://example.org/a’", "https://example.org/a"),
            (
                "https://en.wikipedia.org/wiki/Paris_(Texas),",
                "https://en.wikipedia.org/wiki/Paris_(Texas)",
            ),
            (
                "(in https://example.org/Paris_(Texas))",
                "https://example.org/Paris_(Texas)",
            ),
            (
                "[one](https://example.org/1),[two]",
                "https://example.org/1",
            ),
            ("{https://example.org/{id}}", "https://example.org/{id}"),
            ("*https://example.org/a*", "https://example.org/a"),
            ("https://example.org/a...", "https://example.org/a"),
            ("https://example.org/a—then", "https://example.org/a"),
            ("见https://example.org/a。然后", "https://example.org/a"),
            ("（https://example.org/a）", "https://example.org/a"),
            (
                "https://example.org/Käse–Brot",
                "https://example.org/Käse–Brot",
            ),
            ("http://localhost:8080/", "http://localhost:8080/"),
            ("http://[::1]:80/a", "http://[::1]:80/a"),
            ("https://me@example.org:1/#a", "https://me@example.org:1/#a"),
            ("at www.example.org, or", "www.example.org"),
            (
                "Site:WWW.example.co.uk/a?b=www.c.",
                "WWW.example.co.uk/a?b=www.c",
            ),
            (
                "https://archive.example/2010/http://example.org/",
                "https://archive.example/2010/http://example.org/",
            ),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
        let text = "http://a.example http://b.example,\nwww.c.example|www.d.example";
        assert_eq!(found(text).len(), 4);
    }

    /// Protects: what only resembles an address is none, nor one of which a part is missing.
    #[test]
    fn other_words_are_no_addresses() {
        for text in [
            "http://",
            "https://…",
            "http://.",
            "the http:// prefix",
            "https://example.org/a/long/pa…",
            "ftp://www.example.org",
            "git+https://example.org",
            "xhttps://example.org",
            "www.",
            "www.example",
            "www.example..",
            "www..example.org",
            "keeper@www.example.org",
            "awww.that.is",
            "://example.org",
            "12:30 http.example.org",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        let long = format!("http://example.org/{}", "a".repeat(MAX_ADDRESS_BYTES));
        assert!(found(&long).is_empty());
    }

    /// Protects: a text of nothing but addresses, or of beginnings of addresses, is read in one pass, and its links are limited.
    #[test]
    fn hostile_texts_are_read_once() {
        for text in [
            "http://".repeat(300_000),
            "https://a(".repeat(200_000),
            "www.".repeat(500_000),
            format!("http://a{}", ")".repeat(1_000_000)),
        ] {
            assert!(found(&text).len() <= 1 + text.len() / MAX_ADDRESS_BYTES);
        }
        let many = "http://a ".repeat(MAX_ADDRESSES + 9);
        assert_eq!(found(&many).len(), MAX_ADDRESSES);
    }

    /// Protects: an address without a scheme leads to a web page.
    #[test]
    fn a_scheme_is_added_where_there_is_none() {
        assert_eq!(target_of("www.example.org/a"), "http://www.example.org/a");
        assert_eq!(target_of("HTTPS://example.org"), "HTTPS://example.org");
    }
}
