//! Extracts the first words of an HTML fragment as one line, for titles and summaries.
//!
//! This is not an HTML parser: tags are dropped, entities become characters, and runs of white space become one space.
//! The result is clean and no longer than requested; the time is linear in what is read.

use crate::document::first_chars;
use crate::load::{character_references, clean};

/// The first `chars` characters of the text in `html`, cut at a word.
pub(super) fn excerpt(html: &str, chars: usize) -> String {
    // Tags rarely take more than this, and a whole book inside an item must not be read for its first line.
    let max = chars.saturating_mul(4).saturating_add(64);
    let mut words = String::new();
    let mut count = 0;
    let mut rest = html.chars();
    while count < max
        && let Some(next) = rest.next()
    {
        let markup = match next {
            '<' => parse_tag(rest.as_str()),
            '&' => parse_entity(rest.as_str()),
            _ => None,
        };
        if let Some(Markup { text, after }) = markup {
            count += text.chars().count();
            words.push_str(&text);
            rest = after.chars();
        } else {
            count += 1;
            words.push(next);
        }
    }
    truncate_at_word(clean::spaced_line(&words).unwrap_or_default(), chars)
}

/// Truncates `line` to `chars` characters, at a word.
fn truncate_at_word(line: String, chars: usize) -> String {
    let Some(head) = first_chars(&line, chars) else {
        return line;
    };
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// A tag or an entity.
struct Markup<'a> {
    /// The text that it stands for: a space for a tag that separates words.
    text: String,
    /// What follows it.
    after: &'a str,
}

/// Reads the tag, comment or script that the `<` before `inside` begins; `None` if it is a mere `<`.
fn parse_tag(inside: &str) -> Option<Markup<'_>> {
    if let Some(comment) = inside.strip_prefix("!--") {
        return Some(Markup {
            text: String::new(),
            after: comment.split_once("-->").map_or("", |(_, after)| after),
        });
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
    let is_hidden = matches!(name.as_str(), "script" | "style") && !tag.starts_with('/');
    let after = if is_hidden {
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
    let is_inline = matches!(
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
    Some(Markup {
        text: if is_inline { "" } else { " " }.to_owned(),
        after,
    })
}

/// Reads the entity that the `&` before `inside` begins.
fn parse_entity(inside: &str) -> Option<Markup<'_>> {
    let (name_end, _) = inside.char_indices().take(33).find(|(_, c)| *c == ';')?;
    let (name, after) = inside.split_at(name_end);
    Some(Markup {
        text: character_references::resolve(name)?,
        after: after.strip_prefix(';')?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_dropped_and_entities_resolved() {
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
            assert_eq!(excerpt(html, 100), words, "{html}");
        }
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(excerpt("One, two, three", 10), "One, two…");
        assert_eq!(excerpt(&"word ".repeat(1_000_000), 12), "word word…");
    }
}
