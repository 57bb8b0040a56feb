//! Escapes text for HTML and decides which URLs may be linked.
//!
//! Nothing written with these functions can end an element or an attribute, and control characters are dropped.

use crate::load::clean;
use std::io::{self, Write};

/// Writes text of the document, escaped; line feeds are kept.
pub(super) fn write_text(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let is_escaped = |c: char| escape(c).is_some();
    for part in text.split_inclusive(is_escaped) {
        out.write_all(part.trim_end_matches(is_escaped).as_bytes())?;
        if let Some(safe) = part.chars().next_back().and_then(escape) {
            out.write_all(safe.as_bytes())?;
        }
    }
    Ok(())
}

/// What is written instead of `c`; `None` if `c` itself is.
fn escape(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\n' => None,
        c if c.is_control() => Some(""),
        _ => None,
    }
}

/// Writes a name, a title or other text from outside as one line, cleaned and escaped.
pub(super) fn write_line(line: &str, out: &mut dyn Write) -> io::Result<()> {
    write_text(&clean::line(line), out)
}

/// Returns `url` if the page may link to it: an http, https or mailto URL without white space or control characters.
pub(super) fn linkable(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once(':')?;
    let is_http = ["http", "https"]
        .iter()
        .any(|http| scheme.eq_ignore_ascii_case(http));
    let is_web = is_http && rest.starts_with("//") && rest.len() > 2;
    let is_mail = scheme.eq_ignore_ascii_case("mailto") && !rest.is_empty();
    let is_clean = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    ((is_web || is_mail) && is_clean).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        write_line(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Protects: no text can end an element or an attribute.
    #[test]
    fn text_cannot_end_an_element_or_an_attribute() {
        let hostile = "</title><script>alert(\"1\")</script>' onload='x' &amp;\u{1b}[2J\u{202e}\0";
        let shown = escaped(hostile);
        assert!(
            !shown.contains(['<', '>', '"', '\'', '\u{1b}', '\u{202e}', '\0']),
            "{shown}"
        );
        assert!(shown.contains("&amp;amp;"));
        assert_eq!(escaped("a\n\tb é"), "a  b é");
    }

    /// Protects: only http, https and mailto URLs are linked.
    #[test]
    fn only_http_and_mailto_urls_are_linked() {
        for good in [
            "https://example.org/a?b=c#d",
            "HTTP://x.y",
            "mailto:a@example.org",
        ] {
            assert_eq!(linkable(good), Some(good));
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
            assert_eq!(linkable(bad), None, "{bad}");
        }
    }
}
