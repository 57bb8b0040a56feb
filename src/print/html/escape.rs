//! What may stand in a page, and how.
//!
//! Owns the escaping of text and the choice of addresses. Promises that nothing that is written through here ends an element
//! or an attribute, and that no control character passes.

use crate::load::clean;
use std::io::{self, Write};

/// Write `text` of the document; line feeds stay.
pub(super) fn text(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let safe = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' => continue,
            c if c.is_control() => "",
            _ => continue,
        };
        out.write_all(text.get(copied..at).unwrap_or_default().as_bytes())?;
        out.write_all(safe.as_bytes())?;
        copied = at + c.len_utf8();
    }
    out.write_all(text.get(copied..).unwrap_or_default().as_bytes())
}

/// Write a name, a title, or anything else from outside as one clean line.
pub(super) fn attribute(words: &str, out: &mut dyn Write) -> io::Result<()> {
    text(&clean::line(words), out)
}

/// `address`, if a page may lead there: the web, or a letter.
pub(super) fn web(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once(':')?;
    let known = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    let led = known && rest.starts_with("//") && rest.len() > 2;
    let letter = scheme.eq_ignore_ascii_case("mailto") && !rest.is_empty();
    let clean = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    ((led || letter) && clean).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &str) -> String {
        let mut out = Vec::new();
        attribute(words, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_ends_an_element_or_an_attribute() {
        let hostile = "</title><script>alert(\"1\")</script>' onload='x' &amp;\u{1b}[2J\u{202e}\0";
        let shown = written(hostile);
        assert!(
            !shown.contains(['<', '>', '"', '\'', '\u{1b}', '\u{202e}', '\0']),
            "{shown}"
        );
        assert!(shown.contains("&amp;amp;"));
        assert_eq!(written("a\n\tb é"), "a  b é");
    }

    #[test]
    fn only_the_web_and_letters_are_led_to() {
        for good in [
            "https://example.org/a?b=c#d",
            "HTTP://x.y",
            "mailto:a@example.org",
        ] {
            assert_eq!(web(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript://x/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "/a",
            "https:",
            "https://",
            "http://x y",
            "java\nscript:x",
            "vbscript:x",
            "a.txt",
            "",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
    }
}
