//! The scanner: one pass over bytes, a table for ASCII, characters for the rest.
//!
//! Looks ahead by a bounded number of bytes only, except in addresses, which it consumes; so the work is linear.

use super::chars::{Kind, is_apostrophe, is_blank, is_extending, is_unspaced_script, kind};
use super::words;
use super::{MOST, Shape, Token};
use std::ops::Range;

/// Append the tokens of `range`.
pub(super) fn scan(text: &str, range: Range<usize>, block: u32, tokens: &mut Vec<Token>) {
    let Some(part) = text.get(..range.end) else {
        return;
    };
    if !text.is_char_boundary(range.start) {
        return;
    }
    let mut scanner = Scanner {
        text: part,
        at: range.start,
        spaced: true,
        first: tokens.len(),
        block,
        tokens,
    };
    scanner.run();
}

struct Scanner<'a, 'b> {
    /// The text up to the end of the block.
    text: &'a str,
    /// The next byte to read.
    at: usize,
    /// Whether a blank stands before `at`.
    spaced: bool,
    /// How many tokens there were before this block.
    first: usize,
    block: u32,
    tokens: &'b mut Vec<Token>,
}

/// What a word has been made of so far.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each seen or not"
)]
struct Seen {
    upper: bool,
    lower: bool,
    digit: bool,
    /// Small letters since the last other character.
    run: usize,
    /// Where the current stretch between dots began, and whether the stretches before it were single letters.
    stretch: usize,
    initials: bool,
    /// Whether the stretch since the last hyphen begins with a capital.
    capital: bool,
}

impl Seen {
    fn shape(&self) -> Shape {
        match (self.digit, self.upper, self.lower) {
            (true, ..) => Shape::Number,
            (_, true, true) => Shape::Title,
            (_, true, false) => Shape::Upper,
            (_, false, _) => Shape::Lower,
        }
    }
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        while self.at < self.text.len() && self.tokens.len() < MOST {
            match kind(self.byte(self.at)) {
                Kind::Blank => {
                    self.at += 1;
                    self.spaced = true;
                }
                Kind::Lower | Kind::Upper | Kind::Digit => self.word(),
                Kind::Mark => self.mark(),
                Kind::High => self.high(),
            }
        }
    }

    /// The byte at `at`; 0, which no text holds, beyond the end.
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn is_letter(&self, at: usize) -> bool {
        match kind(self.byte(at)) {
            Kind::Lower | Kind::Upper => true,
            Kind::High => self.char(at).is_some_and(char::is_alphabetic),
            Kind::Blank | Kind::Digit | Kind::Mark => false,
        }
    }

    fn is_upper(&self, at: usize) -> bool {
        match kind(self.byte(at)) {
            Kind::Upper => true,
            Kind::High => self.char(at).is_some_and(char::is_uppercase),
            Kind::Blank | Kind::Digit | Kind::Mark | Kind::Lower => false,
        }
    }

    fn is_digit(&self, at: usize) -> bool {
        kind(self.byte(at)) == Kind::Digit
    }

    fn is_word(&self, at: usize) -> bool {
        self.is_digit(at) || self.is_letter(at)
    }

    fn push(&mut self, start: usize, shape: Shape) {
        self.tokens.push(Token {
            start: start as u32,
            end: self.at as u32,
            shape,
            spaced: self.spaced,
            block: self.block,
        });
        self.spaced = false;
    }

    /// A character outside ASCII that begins a token, or a blank.
    fn high(&mut self) {
        let Some(c) = self.char(self.at) else {
            self.at = self.text.len();
            return;
        };
        let start = self.at;
        if is_blank(c) {
            self.at += c.len_utf8();
            self.spaced = true;
        } else if is_unspaced_script(c) {
            self.skip_while(|c| is_unspaced_script(c) || is_extending(c));
            self.push(start, Shape::Lower);
        } else if is_apostrophe(c) && self.clitic(start + c.len_utf8()) {
        } else if c.is_alphanumeric() {
            self.word();
        } else {
            self.at += c.len_utf8();
            self.skip_while(is_extending);
            self.push(start, Shape::Mark);
        }
    }

    fn skip_while(&mut self, belongs: impl Fn(char) -> bool) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    }

    /// The letters of a clitic at `at`, if there is one and it ends there: their number.
    fn clitic_len(&self, at: usize) -> Option<usize> {
        let len = (0..3).take_while(|step| self.is_letter(at + step)).count();
        let letters = self.text.as_bytes().get(at..at + len)?;
        (words::is_clitic(letters) && !self.is_word(at + len)).then_some(len)
    }

    /// Take the clitic whose letters begin at `letters` and whose apostrophe stands at `self.at`.
    fn clitic(&mut self, letters: usize) -> bool {
        let Some(len) = self.clitic_len(letters) else {
            return false;
        };
        let start = self.at;
        self.at = letters + len;
        self.push(
            start,
            if self.is_upper(letters) {
                Shape::Upper
            } else {
                Shape::Lower
            },
        );
        true
    }

    /// Whether so many of the same mark follow that they are a line or a joke, and one token is enough for them all.
    fn runs_on(&self, byte: u8) -> bool {
        const MANY: usize = 8;
        let following = self.text.as_bytes().get(self.at..self.at + MANY);
        following.is_some_and(|marks| marks.iter().all(|mark| *mark == byte))
    }

    fn mark(&mut self) {
        let (start, byte) = (self.at, self.byte(self.at));
        let tag = matches!(byte, b'@' | b'#')
            && (self.is_word(start + 1) || self.byte(start + 1) == b'_');
        if byte == b'\'' && self.clitic(start + 1) {
            return;
        }
        self.at += 1;
        if tag {
            self.skip_while(|c| c.is_alphanumeric() || c == '_' || is_extending(c));
        } else if matches!(
            byte,
            b'.' | b'-' | b'*' | b'_' | b'=' | b'~' | b'`' | b'\'' | b'!' | b'?'
        ) || self.runs_on(byte)
        {
            self.skip_while(|c| c as u32 == u32::from(byte));
        }
        self.skip_while(is_extending);
        self.push(start, Shape::Mark);
    }

    /// A word: letters, digits, and what joins them.
    fn word(&mut self) {
        let start = self.at;
        let mut seen = Seen {
            stretch: start,
            capital: self.is_upper(start),
            ..Seen::default()
        };
        loop {
            match kind(self.byte(self.at)) {
                Kind::Lower => {
                    seen.lower = true;
                    seen.run += 1;
                    self.at += 1;
                }
                Kind::Upper => {
                    if seen.run >= 3 && self.is_glued(start) {
                        break;
                    }
                    seen.upper = true;
                    seen.run = 0;
                    self.at += 1;
                }
                Kind::Digit => {
                    seen.digit = true;
                    seen.run = 0;
                    self.at += 1;
                }
                Kind::Blank => break,
                Kind::High => {
                    if !self.high_in_word(&mut seen) {
                        break;
                    }
                }
                Kind::Mark => match self.mark_in_word(start, &mut seen) {
                    Joint::Joins => seen.run = 0,
                    Joint::Ends => break,
                    Joint::Address => {
                        self.address(start);
                        return;
                    }
                },
            }
        }
        self.push(start, seen.shape());
    }

    /// Whether the capital at `self.at` begins a name that a slug ran into.
    fn is_glued(&self, start: usize) -> bool {
        (1..=3).all(|step| kind(self.byte(self.at + step)) == Kind::Lower)
            && !words::is_camel(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Take a character outside ASCII if it belongs to the word.
    fn high_in_word(&mut self, seen: &mut Seen) -> bool {
        let Some(c) = self.char(self.at) else {
            return false;
        };
        let after = self.at + c.len_utf8();
        if is_apostrophe(c) {
            if !self.is_letter(after) || self.clitic_len(after).is_some() {
                return false;
            }
        } else if is_extending(c) {
            // Part of the letter before it.
        } else if is_unspaced_script(c) || !c.is_alphanumeric() {
            return false;
        } else {
            seen.upper |= c.is_uppercase();
            seen.lower |= c.is_lowercase();
            seen.digit |= c.is_numeric();
        }
        seen.run = 0;
        self.at = after;
        true
    }

    /// Take the ASCII mark at `self.at` if it belongs to the word that began at `start`.
    fn mark_in_word(&mut self, start: usize, seen: &mut Seen) -> Joint {
        let next = self.at + 1;
        let after_digit = self.at > start && self.is_digit(self.at - 1);
        let joins = match self.byte(self.at) {
            b'\'' => self.is_letter(next) && self.clitic_len(next).is_none(),
            b'.' if after_digit => self.is_digit(next),
            b'.' => return self.dot(start, seen),
            b':' if self.text.get(self.at..next + 2) == Some("://") => return Joint::Address,
            b',' | b':' => after_digit && self.is_digit(next),
            b'@' if self.is_word(next) => return Joint::Address,
            b'$' if seen.shape() == Shape::Upper && self.at - start <= 3 => {
                self.at = next;
                return Joint::Ends;
            }
            b'-' if self.is_digit(next) => true,
            b'-' => self.is_letter(next) && !seen.capital && !self.is_upper(next),
            _ => false,
        };
        if !joins {
            return Joint::Ends;
        }
        if self.byte(self.at) == b'-' {
            seen.capital = false;
        }
        self.at = next;
        seen.stretch = next;
        seen.initials = false;
        Joint::Joins
    }

    /// The dot at `self.at`, after a letter.
    fn dot(&mut self, start: usize, seen: &mut Seen) -> Joint {
        let next = self.at + 1;
        let stretch = self.text.get(seen.stretch..self.at).unwrap_or_default();
        let whole = seen.stretch == start;
        if (whole || seen.initials) && stretch.chars().nth(1).is_none() {
            let after = next + self.char(next).map_or(1, char::len_utf8);
            if self.is_letter(next) && !self.is_word(after) {
                seen.stretch = next;
                seen.initials = true;
                self.at = next;
                return Joint::Joins;
            }
            if seen.initials || seen.upper {
                self.at = next;
            }
            return Joint::Ends;
        }
        if whole && stretch == "www" && self.is_word(next) {
            return Joint::Address;
        }
        let number =
            matches!(stretch, "No" | "Nos") && self.byte(next) == b' ' && self.is_digit(next + 1);
        if whole && (number || words::is_abbreviation(stretch)) {
            self.at = next;
            return Joint::Ends;
        }
        let label = (0..5)
            .take_while(|step| kind(self.byte(next + step)) == Kind::Lower)
            .count();
        let end = next + label;
        if !self.is_word(end) && self.text.get(next..end).is_some_and(words::is_domain) {
            return Joint::Address;
        }
        Joint::Ends
    }

    /// A web or e-mail address that `start` begins and that goes on at `self.at`.
    fn address(&mut self, start: usize) {
        let mut start = start;
        // The part before an `@` may have been cut at its dots and hyphens.
        if self.byte(self.at) == b'@' {
            while !self.spaced && self.tokens.len() > self.first {
                let Some(last) = self.tokens.last().copied() else {
                    break;
                };
                let local =
                    |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
                if last.end as usize != start || !last.text(self.text).chars().all(local) {
                    break;
                }
                start = last.start as usize;
                self.spaced = last.spaced;
                self.tokens.pop();
            }
        }
        let from = self.at;
        self.skip_while(|c| {
            !is_blank(c) && !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|')
        });
        let taken = self.text.get(from..self.at).unwrap_or_default();
        let kept =
            taken.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '*']);
        // At least the joint itself is kept, so that the scan goes on.
        let joint = taken.chars().next().map_or(0, char::len_utf8);
        self.at = from + kept.len().max(joint);
        self.push(start, Shape::Mark);
    }
}

/// What a mark inside a word does.
enum Joint {
    /// The word goes on after it.
    Joins,
    /// The word ends before it, or with it if it was taken.
    Ends,
    /// The word is the beginning of an address.
    Address,
}
