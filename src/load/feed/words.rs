//! The words of a piece of HTML, on one line: for titles and first words.
//!
//! Owns no understanding of pages: tags go, entities become characters, blanks become one. Promises clean text, at most as
//! long as asked for, in time linear in what it reads.

use crate::load::clean;
use quick_xml::escape::resolve_html5_entity;

/// The first `chars` characters of the words in `html`, cut at a word.
pub(super) fn of(html: &str, chars: usize) -> String {
    // What is dropped on the way is rarely more than this; and a book in an item must not be read for its first line.
    let most = chars.saturating_mul(4).saturating_add(64);
    let mut words = String::new();
    let mut rest = html;
    let mut count = 0;
    while count < most
        && let Some(next) = rest.chars().next()
    {
        let (piece, after) = match next {
            '<' => match tag(rest) {
                Some((gap, after)) => (if gap { " " } else { "" }.to_owned(), after),
                None => ("<".to_owned(), rest.get(1..).unwrap_or_default()),
            },
            '&' => match entity(rest) {
                Some((text, after)) => (text, after),
                None => ("&".to_owned(), rest.get(1..).unwrap_or_default()),
            },
            other => (
                other.to_string(),
                rest.get(other.len_utf8()..).unwrap_or_default(),
            ),
        };
        count += piece.chars().count();
        words.push_str(&piece);
        rest = after;
    }
    let clean = clean::line(&words);
    let line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(line, chars)
}

/// `line` if it has no more than `chars` characters, else its beginning, cut at a word.
fn shorten(line: String, chars: usize) -> String {
    let Some((end, _)) = line.char_indices().nth(chars) else {
        return line;
    };
    let head = line.get(..end).unwrap_or_default();
    let head = head.rsplit_once(' ').map_or(head, |(whole, _)| whole);
    format!("{}…", head.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// Past the tag, comment or script that begins `rest`, and whether words stand apart on its sides; `None` if it is a mere `<`.
fn tag(rest: &str) -> Option<(bool, &str)> {
    let inside = rest.get(1..)?;
    if let Some(comment) = inside.strip_prefix("!--") {
        return Some((
            false,
            comment.split_once("-->").map_or("", |(_, after)| after),
        ));
    }
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return None;
    }
    let (tag, after) = inside.split_once('>').unwrap_or((inside, ""));
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    let hidden = matches!(name.as_str(), "script" | "style") && !tag.starts_with('/');
    let after = if hidden {
        let end = if name == "script" {
            "</script"
        } else {
            "</style"
        };
        after
            .split_once(end)
            .and_then(|(_, tail)| tail.split_once('>'))
            .map_or("", |(_, tail)| tail)
    } else {
        after
    };
    let runs_on = matches!(
        name.as_str(),
        "a" | "abbr"
            | "b"
            | "cite"
            | "code"
            | "em"
            | "i"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "wbr"
    );
    Some((!runs_on, after))
}

/// The character that an entity at the beginning of `rest` stands for, and what follows it.
fn entity(rest: &str) -> Option<(String, &str)> {
    let name_end = rest
        .char_indices()
        .take(34)
        .find_map(|(at, c)| (c == ';').then_some(at))?;
    let name = rest.get(1..name_end)?;
    Some((resolve(name)?, rest.get(name_end + 1..)?))
}

/// The text that an entity's name stands for.
pub(super) fn resolve(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // What Windows put there, as browsers read it.
    let byte = u8::try_from(code)
        .ok()
        .filter(|byte| (0x80..0xa0).contains(byte));
    match byte {
        Some(byte) => Some(encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned()),
        None => char::from_u32(code).map(String::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_become_characters() {
        for (html, words) in [
            ("<p>One <b>t</b>wo</p><p>three</p>", "One two three"),
            (
                "Merkel &amp; Putin &#8217;s &#x2019; &nbsp; &#146;",
                "Merkel & Putin ’s ’ ’",
            ),
            ("a < b & c &unknown; d", "a < b & c &unknown; d"),
            ("<script>if (a<b) x()</script>yes<!-- <b> no -->!", "yes!"),
            ("<style>p { x }", ""),
            ("half a <a href=\"", "half a"),
            ("a\u{1b}[2Jb\u{202e}c&#27;[31m&#x202e;d", "abcd"),
        ] {
            assert_eq!(of(html, 100), words, "{html}");
        }
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(of("One, two, three", 10), "One, two…");
        assert_eq!(of(&"word ".repeat(1_000_000), 12), "word word…");
    }
}
