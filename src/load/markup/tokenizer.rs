//! Splits markup into tags and text.
//!
//! Accepts XHTML as well as HTML, however malformed; nothing is an error. The tokenizer holds only its position, so a
//! file of any size costs no memory, and no byte is read more than a few times, whatever is left unclosed.

use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// A piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) enum MarkupToken<'a> {
    /// Text between tags, with character references replaced.
    Text(Cow<'a, str>),
    /// A start tag, or an empty-element tag.
    Open(MarkupTag<'a>),
    /// The name in an end tag, without its namespace prefix.
    Close(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) struct MarkupTag<'a> {
    /// The name, without its namespace prefix.
    pub name: &'a str,
    /// The attributes as written.
    attributes: &'a str,
    /// Whether the tag closes itself: `<br/>`.
    pub self_closing: bool,
}

impl<'a> MarkupTag<'a> {
    /// The value of the attribute `name`, with character references replaced. Only the first 64 attributes are
    /// searched.
    pub(in crate::load) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        // Real pages have a few dozen at most.
        for _ in 0..64 {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')?;
            let (found_name, after) = rest.split_at_checked(length)?;
            let after = after.trim_ascii_start();
            let Some(value) = after.strip_prefix('=') else {
                // An attribute without a value. At least one character is consumed, so that the loop ends.
                rest = if length == 0 { after.get(1..)? } else { after };
                continue;
            };
            let value = value.trim_ascii_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, next) = match quote {
                Some(quote) => value.get(1..)?.split_once(quote)?,
                None => {
                    let end = value.find(|c: char| c.is_ascii_whitespace());
                    value.split_at_checked(end.unwrap_or(value.len()))?
                }
            };
            if found_name.eq_ignore_ascii_case(name) {
                return Some(decode_entities(value));
            }
            rest = next;
        }
        None
    }
}

/// Delimiters that may be missing. Once a search for one has failed, it is not searched for again.
const DELIMITERS: [&str; 6] = ["-->", "]]>", "?>", ">", "\"", "'"];
const COMMENT_END: usize = 0;
const CDATA_END: usize = 1;
const INSTRUCTION_END: usize = 2;
const TAG_END: usize = 3;
const DOUBLE_QUOTE: usize = 4;
const SINGLE_QUOTE: usize = 5;

/// An iterator over the tokens of a text.
#[derive(Debug, Clone)]
pub(in crate::load) struct MarkupTokenizer<'a> {
    rest: &'a str,
    /// Which of [`DELIMITERS`] do not occur in the rest.
    exhausted: [bool; DELIMITERS.len()],
}

impl<'a> MarkupTokenizer<'a> {
    /// The tokens of `markup`.
    pub(in crate::load) fn new(markup: &'a str) -> Self {
        let exhausted = [false; DELIMITERS.len()];
        Self {
            rest: markup,
            exhausted,
        }
    }

    /// Skips the rest of the element `name`, which has just been opened, with all its content.
    pub(in crate::load) fn skip_element(&mut self, name: &str) {
        let mut at = 0;
        let bytes = self.rest.as_bytes();
        while let Some(found) = memchr::memmem::find(bytes.get(at..).unwrap_or_default(), b"</") {
            at += found + 2;
            let candidate = bytes.get(at..at + name.len());
            if candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name.as_bytes())) {
                self.rest = self.rest.get(at..).unwrap_or_default();
                self.skip_past(TAG_END);
                return;
            }
        }
        self.rest = "";
    }

    /// Skips the text up to and including the delimiter at `index` of [`DELIMITERS`], and returns what comes before it.
    /// Returns `None`, and skips nothing, if the delimiter does not occur.
    fn skip_past(&mut self, index: usize) -> Option<&'a str> {
        let delimiter = DELIMITERS.get(index)?;
        let is_exhausted = self.exhausted.get_mut(index)?;
        if *is_exhausted {
            return None;
        }
        let found = memchr::memmem::find(self.rest.as_bytes(), delimiter.as_bytes());
        *is_exhausted = found.is_none();
        let before = self.rest.get(..found?)?;
        self.rest = self.rest.get(found? + delimiter.len()..)?;
        Some(before)
    }

    /// Skips a start tag, whose `<` has been consumed, and returns what is inside. Its `>` may also occur in a quoted
    /// value.
    fn read_tag(&mut self) -> Option<&'a str> {
        let start = self.rest;
        let mut inner = self.rest;
        if self
            .exhausted
            .get(TAG_END)
            .is_none_or(|exhausted| *exhausted)
        {
            return None;
        }
        loop {
            let Some(stop) = memchr::memchr3(b'>', b'"', b'\'', inner.as_bytes()) else {
                // No tag is closed up to the end, so no later one is either.
                *self.exhausted.get_mut(TAG_END)? = true;
                return None;
            };
            let byte = inner.as_bytes().get(stop)?;
            let before = inner.get(..stop)?;
            let after = inner.get(stop + 1..)?;
            let starts_value = before.trim_ascii_end().ends_with('=');
            let quote = if *byte == b'"' {
                DOUBLE_QUOTE
            } else {
                SINGLE_QUOTE
            };
            if *byte == b'>' {
                self.rest = after;
                return start.get(..start.len() - after.len() - 1);
            }
            self.rest = after;
            inner = match starts_value.then(|| self.skip_past(quote)).flatten() {
                Some(_) => self.rest,
                // A stray quotation mark, or one that is never closed.
                None => after,
            };
            self.rest = start;
        }
    }

    fn read_open_tag(&mut self) -> Option<MarkupToken<'a>> {
        let tag = self.read_tag()?;
        let (inside, self_closing) = match tag.strip_suffix('/') {
            Some(inside) => (inside, true),
            None => (tag, false),
        };
        let end = inside.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let (name, rest) = inside.split_at_checked(end.unwrap_or(inside.len()))?;
        let name = local_name(name);
        // An unquoted value may end in a slash of its own, as URLs do.
        let ends_in_url = rest.contains("://") && !rest.ends_with(['"', '\'', ' ']);
        let self_closing = self_closing && !ends_in_url;
        Some(MarkupToken::Open(MarkupTag {
            name,
            attributes: tag.get(end.unwrap_or(inside.len())..)?,
            self_closing,
        }))
    }

    /// Reads the markup that begins with the `<` at the start of the rest; `None` if it is text. Markup without
    /// content, such as a comment, is returned as empty text.
    fn read_markup(&mut self) -> Option<MarkupToken<'a>> {
        const NOTHING: MarkupToken<'_> = MarkupToken::Text(Cow::Borrowed(""));
        let start = self.rest;
        let inside = start.get(1..)?;
        let step = |tokens: &mut Self, skip: usize, end: usize| {
            tokens.rest = start.get(skip..)?;
            tokens.skip_past(end)
        };
        let found = match inside.as_bytes() {
            [b'!', b'-', b'-', ..] => step(self, 4, COMMENT_END).map(|_| NOTHING),
            [b'!', b'[', ..] if inside.starts_with("![CDATA[") => {
                step(self, 9, CDATA_END).map(|text| MarkupToken::Text(Cow::Borrowed(text)))
            }
            [b'?', ..] => step(self, 2, INSTRUCTION_END).map(|_| NOTHING),
            [b'!', ..] => step(self, 2, TAG_END).map(|_| NOTHING),
            [b'/', first, ..] if first.is_ascii_alphabetic() => {
                step(self, 2, TAG_END).map(|name| {
                    let end = name.find(|c: char| c.is_ascii_whitespace() || c == '<');
                    let name = name.get(..end.unwrap_or(name.len()));
                    MarkupToken::Close(local_name(name.unwrap_or_default()))
                })
            }
            [first, ..] if first.is_ascii_alphabetic() => {
                self.rest = inside;
                self.read_open_tag()
            }
            _ => None,
        };
        if found.is_none() {
            self.rest = start;
        }
        found
    }
}

impl<'a> Iterator for MarkupTokenizer<'a> {
    type Item = MarkupToken<'a>;

    fn next(&mut self) -> Option<MarkupToken<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let mut end = memchr::memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
            if end == 0 {
                match self.read_markup() {
                    Some(MarkupToken::Text(text)) if text.is_empty() => continue,
                    Some(token) => return Some(token),
                    // A `<` that is text: "3 < 4".
                    None => {
                        let after = self.rest.as_bytes().get(1..).unwrap_or_default();
                        end = 1 + memchr::memchr(b'<', after).unwrap_or(after.len());
                    }
                }
            }
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(MarkupToken::Text(decode_entities(text)));
        }
    }
}

/// A name without its namespace prefix: `p` for `xhtml:p`.
fn local_name(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// `text` with its character references replaced.
pub(in crate::load) fn decode_entities(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut decoded = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at_checked(first).unwrap_or((text, ""));
    decoded.push_str(before);
    while let Some(inside) = rest.strip_prefix('&') {
        let name = inside
            .bytes()
            .take(32)
            .position(|byte| byte == b';')
            .and_then(|end| inside.get(..end));
        rest = match name.and_then(|name| push_entity(name, &mut decoded).then_some(name)) {
            Some(name) => inside.get(name.len() + 1..).unwrap_or_default(),
            None => {
                decoded.push('&');
                inside
            }
        };
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (before, after) = rest.split_at_checked(next).unwrap_or((rest, ""));
        decoded.push_str(before);
        rest = after;
    }
    Cow::Owned(decoded)
}

/// Appends the character that `name` (`amp`, `#8217`, `#x2019`) refers to. Returns `false` if there is none.
fn push_entity(name: &str, decoded: &mut String) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        let found = quick_xml::escape::resolve_html5_entity(name);
        decoded.push_str(found.unwrap_or_default());
        return found.is_some();
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    let Ok(number) = number else { return false };
    match u8::try_from(number) {
        // Browsers read these as Windows-1252, which is what the author meant.
        Ok(byte @ 0x80..=0x9f) => {
            decoded.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0);
        }
        _ => decoded.push(char::from_u32(number).unwrap_or('\u{FFFD}')),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str) -> Vec<String> {
        MarkupTokenizer::new(markup)
            .map(|token| match token {
                MarkupToken::Text(text) => text.into_owned(),
                MarkupToken::Open(tag) if tag.self_closing => format!("<{}/>", tag.name),
                MarkupToken::Open(tag) => format!("<{}>", tag.name),
                MarkupToken::Close(name) => format!("</{name}>"),
            })
            .collect()
    }

    /// Protects: tags, comments and text are distinguished, and a stray `<` or `&` stays text.
    #[test]
    fn markup_is_split_into_tags_and_text() {
        for (markup, tokens) in [
            ("<p class=\"a>b\">x</p >", &["<p>", "x", "</p>"][..]),
            ("a<!-- <p> -->b<![CDATA[<i>]]>", &["a", "b", "<i>"]),
            ("<?xml v?><!DOCTYPE x><h:br/>", &["<br/>"]),
            ("3 < 4 &amp; 5 > 4", &["3 ", "< 4 & 5 > 4"]),
            (
                "<!-- never closed <b>x",
                &["<!-- never closed ", "<b>", "x"],
            ),
            ("<a href='x>y</a>", &["<a>", "y", "</a>"]),
            ("<a b", &["<a b"]),
            ("&#150;&#x2019;&hellip;&nosuch;&", &["–’…&nosuch;&"]),
            ("<a href=http://x.org/>t", &["<a>", "t"]),
        ] {
            assert_eq!(shown(markup), tokens, "{markup}");
        }
    }

    /// Protects: attributes are found however they are quoted.
    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let Some(MarkupToken::Open(tag)) =
            MarkupTokenizer::new("<a x HREF='a&amp;b' y=1 / z=\"2\"/>").next()
        else {
            panic!("a tag");
        };
        assert_eq!(tag.attribute("href").as_deref(), Some("a&b"));
        assert_eq!(tag.attribute("y").as_deref(), Some("1"));
        assert_eq!(tag.attribute("z").as_deref(), Some("2"));
        assert_eq!(tag.attribute("w"), None);
    }

    /// Protects: tokenizing stays linear when something is left unclosed a hundred thousand times.
    #[test]
    fn unclosed_markup_is_tokenized_in_linear_time() {
        for piece in [
            "<!--",
            "<![CDATA[",
            "<?",
            "<!",
            "</p",
            "<a b=\"",
            "<a '",
            "<",
            "&",
            "<a b=\"'>",
        ] {
            assert!(
                MarkupTokenizer::new(&piece.repeat(100_000)).count() <= 200_000,
                "{piece}"
            );
        }
    }
}
