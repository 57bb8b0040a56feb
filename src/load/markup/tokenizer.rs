//! Splits markup into tags and text.
//!
//! Accepts XHTML as well as HTML, however malformed; nothing is an error. The tokenizer holds only its position, so a
//! file of any size costs no memory, and no byte is read more than a few times, whatever is left unclosed.

use crate::document::strip_prefix_ignore_case;
use crate::load::character_references;
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
                // An attribute without a value.
                rest = after;
                continue;
            };
            let value = value.trim_ascii_start();
            let mut chars = value.chars();
            let (value, next) = match chars.next() {
                Some(quote @ ('"' | '\'')) => chars.as_str().split_once(quote)?,
                _ => {
                    let end = value.find(|c: char| c.is_ascii_whitespace());
                    value.split_at(end.unwrap_or(value.len()))
                }
            };
            if found_name.eq_ignore_ascii_case(name) {
                return Some(character_references::decode(value));
            }
            rest = next;
        }
        None
    }
}

/// A delimiter that may be missing. Once a search for one has failed, it is not searched for again.
#[derive(Debug, Clone, Copy)]
enum Delimiter {
    CommentEnd,
    CdataEnd,
    InstructionEnd,
    TagEnd,
    DoubleQuote,
    SingleQuote,
}

impl Delimiter {
    fn as_str(self) -> &'static str {
        match self {
            Self::CommentEnd => "-->",
            Self::CdataEnd => "]]>",
            Self::InstructionEnd => "?>",
            Self::TagEnd => ">",
            Self::DoubleQuote => "\"",
            Self::SingleQuote => "'",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// An iterator over the tokens of a text.
#[derive(Debug, Clone)]
pub(in crate::load) struct MarkupTokenizer<'a> {
    rest: &'a str,
    /// The bits of the delimiters that do not occur in the rest.
    exhausted: u8,
}

impl<'a> MarkupTokenizer<'a> {
    /// The tokens of `markup`.
    pub(in crate::load) fn new(markup: &'a str) -> Self {
        Self {
            rest: markup,
            exhausted: 0,
        }
    }

    /// Skips the rest of the element `name`, which has just been opened, with all its content.
    pub(in crate::load) fn skip_element(&mut self, name: &str) {
        let found = memchr::memmem::find_iter(self.rest.as_bytes(), b"</")
            .map(|at| self.rest.split_at(at + 2).1)
            .find(|end_tag| strip_prefix_ignore_case(end_tag, name).is_some());
        self.rest = found.unwrap_or_default();
        self.skip_past(Delimiter::TagEnd);
    }

    fn is_exhausted(&self, delimiter: Delimiter) -> bool {
        self.exhausted & delimiter.bit() != 0
    }

    /// Skips the text up to and including `delimiter`, and returns what comes before it. Returns `None`, and skips
    /// nothing, if the delimiter does not occur.
    fn skip_past(&mut self, delimiter: Delimiter) -> Option<&'a str> {
        if self.is_exhausted(delimiter) {
            return None;
        }
        let sign = delimiter.as_str();
        let Some(at) = memchr::memmem::find(self.rest.as_bytes(), sign.as_bytes()) else {
            self.exhausted |= delimiter.bit();
            return None;
        };
        let (before, found) = self.rest.split_at(at);
        (_, self.rest) = found.split_at(sign.len());
        Some(before)
    }

    /// Skips a start tag, whose `<` has been consumed, and returns what is inside. Its `>` may also occur in a quoted
    /// value.
    fn read_tag(&mut self) -> Option<&'a str> {
        let start = self.rest;
        let mut inner = self.rest;
        if self.is_exhausted(Delimiter::TagEnd) {
            return None;
        }
        loop {
            let Some(stop) = memchr::memchr3(b'>', b'"', b'\'', inner.as_bytes()) else {
                // No tag is closed up to the end, so no later one is either.
                self.exhausted |= Delimiter::TagEnd.bit();
                return None;
            };
            let (before, found) = inner.split_at(stop);
            let starts_value = before.trim_ascii_end().ends_with('=');
            let (sign, after) = found.split_at(1);
            self.rest = after;
            let quote = match sign {
                ">" => return Some(start.split_at(start.len() - found.len()).0),
                "\"" => Delimiter::DoubleQuote,
                _ => Delimiter::SingleQuote,
            };
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
        let end = end.unwrap_or(inside.len());
        let (name, rest) = inside.split_at(end);
        // An unquoted value may end in a slash of its own, as URLs do.
        let ends_in_url = rest.contains("://") && !rest.ends_with(['"', '\'', ' ']);
        let self_closing = self_closing && !ends_in_url;
        Some(MarkupToken::Open(MarkupTag {
            name: local_name(name),
            attributes: tag.split_at(end).1,
            self_closing,
        }))
    }

    /// Reads the markup that begins with the `<` at the start of the rest; `None` if it is text. Markup without
    /// content, such as a comment, is returned as empty text.
    fn read_markup(&mut self) -> Option<MarkupToken<'a>> {
        const NOTHING: MarkupToken<'_> = MarkupToken::Text(Cow::Borrowed(""));
        let start = self.rest;
        let inside = start.strip_prefix('<')?;
        let step = |tokens: &mut Self, skip: usize, end: Delimiter| {
            (_, tokens.rest) = start.split_at(skip);
            tokens.skip_past(end)
        };
        let found = match inside.as_bytes() {
            [b'!', b'-', b'-', ..] => step(self, 4, Delimiter::CommentEnd).map(|_| NOTHING),
            [b'!', b'[', ..] if inside.starts_with("![CDATA[") => {
                step(self, 9, Delimiter::CdataEnd)
                    .map(|text| MarkupToken::Text(Cow::Borrowed(text)))
            }
            [b'?', ..] => step(self, 2, Delimiter::InstructionEnd).map(|_| NOTHING),
            [b'!', ..] => step(self, 2, Delimiter::TagEnd).map(|_| NOTHING),
            [b'/', first, ..] if first.is_ascii_alphabetic() => step(self, 2, Delimiter::TagEnd)
                .map(|name| {
                    let end = |c: char| c.is_ascii_whitespace() || c == '<';
                    let name = name.split(end).next().unwrap_or(name);
                    MarkupToken::Close(local_name(name))
                }),
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
                        let mut signs = memchr::memchr_iter(b'<', self.rest.as_bytes());
                        end = signs.nth(1).unwrap_or(self.rest.len());
                    }
                }
            }
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(MarkupToken::Text(character_references::decode(text)));
        }
    }
}

/// A name without its namespace prefix: `p` for `xhtml:p`.
fn local_name(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
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
