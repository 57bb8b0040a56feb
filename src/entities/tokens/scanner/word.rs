//! Scanning a word: letters, digits, and what joins them.

use super::super::chars::{ByteClass, byte_class, is_apostrophe, is_extending, is_unspaced_script};
use super::super::{TokenShape, word_lists};
use super::Scanner;

/// What has been seen of a word so far.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent flags")]
struct WordState {
    has_upper: bool,
    has_lower: bool,
    has_digit: bool,
    /// The number of lower-case letters since the last other character.
    lowercase_run: usize,
    /// Where the current part between dots begins.
    dot_part_start: usize,
    /// Whether all parts before it were single letters, as in initials.
    in_initials: bool,
    /// Whether the part since the last hyphen begins with a capital.
    hyphen_part_is_capitalised: bool,
}

impl WordState {
    fn shape(&self) -> TokenShape {
        match (self.has_digit, self.has_upper, self.has_lower) {
            (true, ..) => TokenShape::Number,
            (_, true, true) => TokenShape::Title,
            (_, true, false) => TokenShape::Upper,
            (_, false, _) => TokenShape::Lower,
        }
    }
}

/// How a word goes on at a symbol.
enum WordStep {
    /// The word continues after it.
    Continue,
    /// The word ends here, before the symbol or, if it was taken, after it.
    End,
    /// The word is the beginning of an address.
    Address,
}

impl Scanner<'_, '_> {
    /// Scans a word: letters, digits, and what joins them.
    pub(super) fn scan_word(&mut self) {
        let start = self.pos;
        let mut state = WordState {
            dot_part_start: start,
            hyphen_part_is_capitalised: self.is_upper(start),
            ..WordState::default()
        };
        loop {
            match byte_class(self.byte(self.pos)) {
                ByteClass::Lower => {
                    state.has_lower = true;
                    state.lowercase_run += 1;
                    self.pos += 1;
                }
                ByteClass::Upper => {
                    if state.lowercase_run >= 3 && self.starts_glued_name(start) {
                        break;
                    }
                    state.has_upper = true;
                    state.lowercase_run = 0;
                    self.pos += 1;
                }
                ByteClass::Digit => {
                    state.has_digit = true;
                    state.lowercase_run = 0;
                    self.pos += 1;
                }
                ByteClass::Whitespace => break,
                ByteClass::NonAscii => {
                    if !self.take_non_ascii(&mut state) {
                        break;
                    }
                }
                ByteClass::Symbol => match self.take_symbol(start, &mut state) {
                    WordStep::Continue => state.lowercase_run = 0,
                    WordStep::End => break,
                    WordStep::Address => {
                        self.scan_address(start);
                        return;
                    }
                },
            }
        }
        self.push(start, state.shape());
    }

    /// Whether the capital at `self.pos` begins a name that lacks a space before it.
    fn starts_glued_name(&self, start: usize) -> bool {
        (1..=3).all(|step| byte_class(self.byte(self.pos + step)) == ByteClass::Lower)
            && !word_lists::is_camel_case_prefix(self.slice(start..self.pos))
    }

    /// Takes the character outside ASCII at `self.pos` if it belongs to the word.
    fn take_non_ascii(&mut self, state: &mut WordState) -> bool {
        let Some(c) = self.char(self.pos) else {
            return false;
        };
        let after = self.pos + c.len_utf8();
        // Between two letters, an opening quotation mark is an apostrophe, too: "Yo‘ldoshev".
        if is_apostrophe(c) || c == '‘' {
            if !self.is_letter(after) || self.clitic_len(after).is_some() {
                return false;
            }
        } else if is_extending(c) {
            // It is part of the letter before it.
        } else if is_unspaced_script(c) || !c.is_alphanumeric() {
            return false;
        } else {
            state.has_upper |= c.is_uppercase();
            state.has_lower |= c.is_lowercase();
            state.has_digit |= c.is_numeric();
        }
        state.lowercase_run = 0;
        self.pos = after;
        true
    }

    /// Takes the ASCII symbol at `self.pos` if it belongs to the word that began at `start`.
    fn take_symbol(&mut self, start: usize, state: &mut WordState) -> WordStep {
        let next = self.pos + 1;
        let after_digit = self.pos > start && self.is_digit(self.pos - 1);
        let joins = match self.byte(self.pos) {
            b'\'' => self.is_letter(next) && self.clitic_len(next).is_none(),
            b'.' if after_digit => self.is_digit(next),
            b'.' => return self.take_dot(start, state),
            b':' if self.slice(self.pos..next + 2) == "://" => return WordStep::Address,
            b',' | b':' => after_digit && self.is_digit(next),
            b'@' if self.is_word(next) => return WordStep::Address,
            b'$' if state.shape() == TokenShape::Upper && self.pos - start <= 3 => {
                self.pos = next;
                return WordStep::End;
            }
            b'-' if self.is_digit(next) => true,
            b'-' => {
                self.is_letter(next) && !state.hyphen_part_is_capitalised && !self.is_upper(next)
            }
            _ => false,
        };
        if !joins {
            return WordStep::End;
        }
        if self.byte(self.pos) == b'-' {
            state.hyphen_part_is_capitalised = false;
        }
        self.pos = next;
        state.dot_part_start = next;
        state.in_initials = false;
        WordStep::Continue
    }

    /// Decides about the dot at `self.pos`, which follows a letter.
    fn take_dot(&mut self, start: usize, state: &mut WordState) -> WordStep {
        let next = self.pos + 1;
        let part = self.slice(state.dot_part_start..self.pos);
        let is_first_part = state.dot_part_start == start;
        if (is_first_part || state.in_initials) && part.chars().nth(1).is_none() {
            let after = next + self.char(next).map_or(1, char::len_utf8);
            if self.is_letter(next) && !self.is_word(after) {
                state.dot_part_start = next;
                state.in_initials = true;
                self.pos = next;
                return WordStep::Continue;
            }
            if state.in_initials || state.has_upper {
                self.pos = next;
            }
            return WordStep::End;
        }
        if is_first_part && part == "www" && self.is_word(next) {
            return WordStep::Address;
        }
        let is_number_sign =
            matches!(part, "No" | "Nos") && self.byte(next) == b' ' && self.is_digit(next + 1);
        if is_first_part && (is_number_sign || word_lists::is_abbreviation(part)) {
            self.pos = next;
            return WordStep::End;
        }
        let label = (0..5)
            .take_while(|step| byte_class(self.byte(next + step)) == ByteClass::Lower)
            .count();
        let end = next + label;
        if word_lists::is_top_level_domain(self.slice(next..end)) && !self.is_word(end) {
            return WordStep::Address;
        }
        WordStep::End
    }
}
