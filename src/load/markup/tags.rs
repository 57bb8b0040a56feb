//! Markup to tags and text, one after the other.
//!
//! Owns the cutting: where a tag begins and ends, what is a comment, which characters an entity stands for. Takes XHTML as it
//! should be and HTML as it is; nothing is an error. Holds nothing but its place, so that a file of any size costs no memory,
//! and looks at no byte more than a few times, whatever is left open.

use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// A piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) enum Token<'a> {
    /// Text between tags, entities replaced.
    Text(Cow<'a, str>),
    /// A tag that opens an element, or is one.
    Open(Tag<'a>),
    /// The name in a tag that closes an element, without its prefix.
    Close(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) struct Tag<'a> {
    /// Without its prefix.
    pub name: &'a str,
    /// What stands after the name.
    rest: &'a str,
    /// Whether it closes itself: `<br/>`.
    pub empty: bool,
}

impl<'a> Tag<'a> {
    /// The value of the attribute `name`, entities replaced.
    pub(in crate::load) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.rest;
        // More than a few dozen are no page's own work.
        for _ in 0..64 {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')?;
            let (found, after) = rest.split_at_checked(length)?;
            let after = after.trim_ascii_start();
            let Some(value) = after.strip_prefix('=') else {
                // An attribute without a value; one sign goes at least, that this ends.
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
            if found.eq_ignore_ascii_case(name) {
                return Some(entities(value));
            }
            rest = next;
        }
        None
    }
}

/// What markup may leave open; looked for once in vain, it is not looked for again.
const ENDS: [&str; 6] = ["-->", "]]>", "?>", ">", "\"", "'"];
const COMMENT: usize = 0;
const CDATA: usize = 1;
const INSTRUCTION: usize = 2;
const TAG: usize = 3;
const DOUBLE: usize = 4;
const SINGLE: usize = 5;

/// The tokens of a text.
#[derive(Debug, Clone)]
pub(in crate::load) struct Tokens<'a> {
    rest: &'a str,
    /// Which of [`ENDS`] do not come any more.
    gone: [bool; ENDS.len()],
}

impl<'a> Tokens<'a> {
    /// Of `markup`.
    pub(in crate::load) fn new(markup: &'a str) -> Self {
        let gone = [false; ENDS.len()];
        Self { rest: markup, gone }
    }

    /// Go past the element `name`, which has just been opened, whatever is in it.
    pub(in crate::load) fn go_past(&mut self, name: &str) {
        let mut at = 0;
        let bytes = self.rest.as_bytes();
        while let Some(found) = memchr::memmem::find(bytes.get(at..).unwrap_or_default(), b"</") {
            at += found + 2;
            let here = bytes.get(at..at + name.len());
            if here.is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes())) {
                self.rest = self.rest.get(at..).unwrap_or_default();
                self.past(TAG);
                return;
            }
        }
        self.rest = "";
    }

    /// What stands before the next of [`ENDS`]; goes past it. `None`, and no step, if it does not come.
    fn past(&mut self, end: usize) -> Option<&'a str> {
        let sign = ENDS.get(end)?;
        let gone = self.gone.get_mut(end)?;
        if *gone {
            return None;
        }
        let found = memchr::memmem::find(self.rest.as_bytes(), sign.as_bytes());
        *gone = found.is_none();
        let before = self.rest.get(..found?)?;
        self.rest = self.rest.get(found? + sign.len()..)?;
        Some(before)
    }

    /// Go past an opening tag, of which the `<` is gone: its `>` may stand inside a quoted value.
    fn tag(&mut self) -> Option<&'a str> {
        let begin = self.rest;
        let mut inner = self.rest;
        if self.gone.get(TAG).is_none_or(|gone| *gone) {
            return None;
        }
        loop {
            let Some(stop) = memchr::memchr3(b'>', b'"', b'\'', inner.as_bytes()) else {
                // To the very end no tag is closed, so no later one is, either.
                *self.gone.get_mut(TAG)? = true;
                return None;
            };
            let sign = inner.as_bytes().get(stop)?;
            let before = inner.get(..stop)?;
            let after = inner.get(stop + 1..)?;
            let value = before.trim_ascii_end().ends_with('=');
            let quote = if *sign == b'"' { DOUBLE } else { SINGLE };
            if *sign == b'>' {
                self.rest = after;
                return begin.get(..begin.len() - after.len() - 1);
            }
            self.rest = after;
            inner = match value.then(|| self.past(quote)).flatten() {
                Some(_) => self.rest,
                // A stray quotation mark, or one that is never closed.
                None => after,
            };
            self.rest = begin;
        }
    }

    fn open(&mut self) -> Option<Token<'a>> {
        let whole = self.tag()?;
        let (inside, empty) = match whole.strip_suffix('/') {
            Some(inside) => (inside, true),
            None => (whole, false),
        };
        let end = inside.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let (name, rest) = inside.split_at_checked(end.unwrap_or(inside.len()))?;
        let name = local(name);
        // A value without quotes may end in a slash of its own, as addresses do.
        let address = rest.contains("://") && !rest.ends_with(['"', '\'', ' ']);
        let empty = empty && !address;
        Some(Token::Open(Tag {
            name,
            rest: whole.get(end.unwrap_or(inside.len())..)?,
            empty,
        }))
    }

    /// What begins with the `<` at the start of the rest, if that is markup; empty text is markup that says nothing.
    fn markup(&mut self) -> Option<Token<'a>> {
        const NOTHING: Token<'_> = Token::Text(Cow::Borrowed(""));
        let begin = self.rest;
        let inside = begin.get(1..)?;
        let step = |tokens: &mut Self, skip: usize, end: usize| {
            tokens.rest = begin.get(skip..)?;
            tokens.past(end)
        };
        let found = match inside.as_bytes() {
            [b'!', b'-', b'-', ..] => step(self, 4, COMMENT).map(|_| NOTHING),
            [b'!', b'[', ..] if inside.starts_with("![CDATA[") => {
                step(self, 9, CDATA).map(|text| Token::Text(Cow::Borrowed(text)))
            }
            [b'?', ..] => step(self, 2, INSTRUCTION).map(|_| NOTHING),
            [b'!', ..] => step(self, 2, TAG).map(|_| NOTHING),
            [b'/', first, ..] if first.is_ascii_alphabetic() => step(self, 2, TAG).map(|name| {
                let end = name.find(|c: char| c.is_ascii_whitespace() || c == '<');
                let name = name.get(..end.unwrap_or(name.len()));
                Token::Close(local(name.unwrap_or_default()))
            }),
            [first, ..] if first.is_ascii_alphabetic() => {
                self.rest = inside;
                self.open()
            }
            _ => None,
        };
        if found.is_none() {
            self.rest = begin;
        }
        found
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let mut end = memchr::memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
            if end == 0 {
                match self.markup() {
                    Some(Token::Text(text)) if text.is_empty() => continue,
                    Some(token) => return Some(token),
                    // A sign of its own: "3 < 4".
                    None => {
                        let after = self.rest.as_bytes().get(1..).unwrap_or_default();
                        end = 1 + memchr::memchr(b'<', after).unwrap_or(after.len());
                    }
                }
            }
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(Token::Text(entities(text)));
        }
    }
}

/// A name without its prefix: `xhtml:p`.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// `text` with its entities replaced.
pub(in crate::load) fn entities(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut plain = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at_checked(first).unwrap_or((text, ""));
    plain.push_str(before);
    while let Some(inside) = rest.strip_prefix('&') {
        let name = inside
            .bytes()
            .take(32)
            .position(|byte| byte == b';')
            .and_then(|end| inside.get(..end));
        rest = match name.and_then(|name| character(name, &mut plain).then_some(name)) {
            Some(name) => inside.get(name.len() + 1..).unwrap_or_default(),
            None => {
                plain.push('&');
                inside
            }
        };
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (before, after) = rest.split_at_checked(next).unwrap_or((rest, ""));
        plain.push_str(before);
        rest = after;
    }
    Cow::Owned(plain)
}

/// Add the character that `name` (`amp`, `#8217`, `#x2019`) stands for; false if it stands for none.
fn character(name: &str, plain: &mut String) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        let found = quick_xml::escape::resolve_html5_entity(name);
        plain.push_str(found.unwrap_or_default());
        return found.is_some();
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    let Ok(number) = number else { return false };
    match u8::try_from(number) {
        // What Windows had there, which is what was meant.
        Ok(byte @ 0x80..=0x9f) => {
            plain.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0);
        }
        _ => plain.push(char::from_u32(number).unwrap_or('\u{FFFD}')),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str) -> Vec<String> {
        Tokens::new(markup)
            .map(|token| match token {
                Token::Text(text) => text.into_owned(),
                Token::Open(tag) if tag.empty => format!("<{}/>", tag.name),
                Token::Open(tag) => format!("<{}>", tag.name),
                Token::Close(name) => format!("</{name}>"),
            })
            .collect()
    }

    /// Protects: markup as it is written, and signs that are none.
    #[test]
    fn markup_is_cut_where_it_should_be() {
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
    fn attributes() {
        let Some(Token::Open(tag)) = Tokens::new("<a x HREF='a&amp;b' y=1 / z=\"2\"/>").next()
        else {
            panic!("a tag");
        };
        assert_eq!(tag.attribute("href").as_deref(), Some("a&b"));
        assert_eq!(tag.attribute("y").as_deref(), Some("1"));
        assert_eq!(tag.attribute("z").as_deref(), Some("2"));
        assert_eq!(tag.attribute("w"), None);
    }

    /// Protects: what is left open a hundred thousand times takes no longer for it.
    #[test]
    fn nothing_left_open_is_looked_for_twice() {
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
                Tokens::new(&piece.repeat(100_000)).count() <= 200_000,
                "{piece}"
            );
        }
    }
}
