//! The scanner: one pass over the bytes of a block, with a table for ASCII and character tests for the rest.
//!
//! It looks ahead by a bounded number of bytes only, except in addresses, which it consumes; so the time needed is
//! linear.

mod word;

use super::chars::{
    ByteClass, byte_class, is_apostrophe, is_blank, is_extending, is_unspaced_script,
};
use super::word_lists;
use super::{MAX_TOKENS, Token, TokenShape};
use std::ops::Range;

/// Appends the tokens of `range`.
pub(super) fn scan(text: &str, range: Range<usize>, block: u32, tokens: &mut Vec<Token>) {
    let Some(part) = text.get(..range.end) else {
        return;
    };
    if !text.is_char_boundary(range.start) {
        return;
    }
    let mut scanner = Scanner {
        text: part,
        pos: range.start,
        space_before: true,
        first_token: tokens.len(),
        block,
        tokens,
    };
    scanner.run();
}

struct Scanner<'a, 'b> {
    /// The text up to the end of the block.
    text: &'a str,
    /// The next byte to read.
    pos: usize,
    /// Whether white space comes before `pos`.
    space_before: bool,
    /// How many tokens there were before this block.
    first_token: usize,
    block: u32,
    tokens: &'b mut Vec<Token>,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        while self.pos < self.text.len() && self.tokens.len() < MAX_TOKENS {
            match byte_class(self.byte(self.pos)) {
                ByteClass::Whitespace => {
                    self.pos += 1;
                    self.space_before = true;
                }
                ByteClass::Lower | ByteClass::Upper | ByteClass::Digit => self.scan_word(),
                ByteClass::Symbol => self.scan_symbol(),
                ByteClass::NonAscii => self.scan_non_ascii(),
            }
        }
    }

    /// The byte at `at`; 0 beyond the end.
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The text in a byte range; empty beyond the end.
    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn is_letter(&self, at: usize) -> bool {
        match byte_class(self.byte(at)) {
            ByteClass::Lower | ByteClass::Upper => true,
            ByteClass::NonAscii => self.char(at).is_some_and(char::is_alphabetic),
            ByteClass::Whitespace | ByteClass::Digit | ByteClass::Symbol => false,
        }
    }

    fn is_upper(&self, at: usize) -> bool {
        match byte_class(self.byte(at)) {
            ByteClass::Upper => true,
            ByteClass::NonAscii => self.char(at).is_some_and(char::is_uppercase),
            ByteClass::Whitespace | ByteClass::Digit | ByteClass::Symbol | ByteClass::Lower => {
                false
            }
        }
    }

    fn is_digit(&self, at: usize) -> bool {
        byte_class(self.byte(at)) == ByteClass::Digit
    }

    fn is_word(&self, at: usize) -> bool {
        self.is_digit(at) || self.is_letter(at)
    }

    fn push(&mut self, start: usize, shape: TokenShape) {
        let token = Token::new(start, self.pos, shape);
        self.tokens
            .push(token.placed(self.block, self.space_before));
        self.space_before = false;
    }

    /// Scans from a character outside ASCII that begins a token or is white space.
    fn scan_non_ascii(&mut self) {
        let Some(c) = self.char(self.pos) else {
            self.pos = self.text.len();
            return;
        };
        let (start, after) = (self.pos, self.pos + c.len_utf8());
        if is_blank(c) {
            self.pos = after;
            self.space_before = true;
        } else if is_unspaced_script(c) {
            self.skip_while(|c| is_unspaced_script(c) || is_extending(c));
            self.push(start, TokenShape::Lower);
        } else if is_apostrophe(c) && self.take_clitic(after) {
        } else if c.is_alphanumeric() && (!is_apostrophe(c) || self.is_letter(after)) {
            self.scan_word();
        } else {
            // Also an apostrophe that counts as a letter ("ʼ") and has none after it: a word can't begin with it.
            self.pos = after;
            self.skip_while(is_extending);
            self.push(start, TokenShape::Symbol);
        }
    }

    fn skip_while(&mut self, belongs: impl Fn(char) -> bool) {
        let rest = self.text.get(self.pos..).unwrap_or_default();
        self.pos += rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    }

    /// The number of letters of the clitic (`s`, `ll`…) at `at`, if there is one and it ends there.
    fn clitic_len(&self, at: usize) -> Option<usize> {
        let len = (0..3).take_while(|step| self.is_letter(at + step)).count();
        let letters = self.text.as_bytes().get(at..at + len)?;
        (word_lists::is_clitic(letters) && !self.is_word(at + len)).then_some(len)
    }

    /// Takes the clitic whose letters begin at `letters` and whose apostrophe is at `self.pos`.
    fn take_clitic(&mut self, letters: usize) -> bool {
        let Some(len) = self.clitic_len(letters) else {
            return false;
        };
        let start = self.pos;
        self.pos = letters + len;
        self.push(
            start,
            if self.is_upper(letters) {
                TokenShape::Upper
            } else {
                TokenShape::Lower
            },
        );
        true
    }

    /// Whether the same symbol is repeated so often that it is a rule or decoration, for which one token is enough.
    fn is_long_repeat(&self, byte: u8) -> bool {
        const MANY: usize = 8;
        let following = self.text.as_bytes().get(self.pos..self.pos + MANY);
        following.is_some_and(|bytes| bytes.iter().all(|other| *other == byte))
    }

    fn scan_symbol(&mut self) {
        let (start, byte) = (self.pos, self.byte(self.pos));
        let starts_tag = matches!(byte, b'@' | b'#')
            && (self.is_word(start + 1) || self.byte(start + 1) == b'_');
        if byte == b'\'' && self.take_clitic(start + 1) {
            return;
        }
        self.pos += 1;
        if starts_tag {
            self.skip_while(|c| c.is_alphanumeric() || c == '_' || is_extending(c));
        } else if matches!(
            byte,
            b'.' | b'-' | b'*' | b'_' | b'=' | b'~' | b'`' | b'\'' | b'!' | b'?'
        ) || self.is_long_repeat(byte)
        {
            self.skip_while(|c| c as u32 == u32::from(byte));
        }
        self.skip_while(is_extending);
        self.push(start, TokenShape::Symbol);
    }

    /// Scans a web or e-mail address that begins at `start` and continues at `self.pos`.
    fn scan_address(&mut self, start: usize) {
        let mut start = start;
        // The part before the `@` may already have been divided at its dots and hyphens.
        if self.byte(self.pos) == b'@' {
            while !self.space_before && self.tokens.len() > self.first_token {
                let Some(last) = self.tokens.last().copied() else {
                    break;
                };
                let is_local_part =
                    |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
                if last.end as usize != start || !last.text(self.text).chars().all(is_local_part) {
                    break;
                }
                start = last.start as usize;
                self.space_before = last.has_space_before();
                self.tokens.pop();
            }
        }
        let from = self.pos;
        self.skip_while(|c| {
            !is_blank(c) && !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|')
        });
        let address = self.slice(from..self.pos);
        let trimmed =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '*']);
        // At least one character is consumed, so that the scan advances.
        let first_char = address.chars().next().map_or(0, char::len_utf8);
        self.pos = from + trimmed.len().max(first_char);
        self.push(start, TokenShape::Symbol);
    }
}
