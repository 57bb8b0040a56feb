//! The gate: nothing passes that could act on a terminal.
//!
//! Owns the list of what is dropped. Promises, of what [`text`] returns: no control character but `\n` and `\t`, no escape
//! sequence, no bidirectional control, no invisible or tag character, no noncharacter, at most `MARKS` combining marks
//! on a letter; and that cleaning twice changes nothing more. Text with nothing to clean is returned as it is, after one
//! fast scan. Never touches anything that a reader can see.

mod escape;

use std::borrow::Cow;

/// How many combining marks may stand on one letter: more than any language needs, fewer than a joke.
const MARKS: u8 = 8;

/// How many bytes are looked at together; the loop over them becomes a few vector instructions.
const CHUNK: usize = 64;

/// `dirty` without anything that acts; every kind of line end becomes `\n`, and tabs stay.
pub fn text(dirty: &str) -> Cow<'_, str> {
    let mut scan = Scan::default();
    match scan.next(dirty, 0) {
        None => Cow::Borrowed(dirty),
        Some(first) => Cow::Owned(rewrite(dirty, scan, first)),
    }
}

/// `dirty` as one line: [`text`], with line ends and tabs turned into blanks. For titles, names, links, errors.
pub fn line(dirty: &str) -> Cow<'_, str> {
    let clean = text(dirty);
    if clean.contains(['\n', '\t']) {
        Cow::Owned(clean.replace(['\n', '\t'], " "))
    } else {
        clean
    }
}

/// The slow path: copy what is clean, deal with what is not. `first` is the first place that is not.
fn rewrite(dirty: &str, mut scan: Scan, first: (usize, char)) -> String {
    let mut clean = String::with_capacity(dirty.len());
    let mut copied = 0;
    let mut next = Some(first);
    while let Some((at, found)) = next {
        clean.push_str(dirty.get(copied..at).unwrap_or_default());
        let rest = dirty.get(at + found.len_utf8()..).unwrap_or_default();
        let skipped = match found {
            '\u{8}' => {
                let skipped = overstrike(&mut clean, rest);
                scan.marks = marks_at_end(&clean);
                skipped
            }
            // Of `\r\n` the `\n` is enough.
            '\r' if rest.starts_with('\n') => 0,
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push('\n');
                scan.marks = 0;
                0
            }
            _ => escape::length(found, rest),
        };
        copied = at + found.len_utf8() + skipped;
        next = scan.next(dirty, copied);
    }
    clean.push_str(dirty.get(copied..).unwrap_or_default());
    clean
}

/// A backspace between two characters: manual pages print `x\bx` for bold and `_\bx` for underlined. What stood before is
/// replaced by what follows, unless that is the underline. Returns how many bytes of `rest` are done with.
fn overstrike(clean: &mut String, rest: &str) -> usize {
    let Some(over) = rest.chars().next().filter(|&c| verdict(c) == Verdict::Keep) else {
        return 0;
    };
    let Some(under) = clean.chars().next_back() else {
        return 0;
    };
    match (under, over) {
        ('\n' | '\t', _) | (_, '\n' | '\t') => 0,
        (_, '_') => over.len_utf8(),
        _ => {
            while clean.pop().is_some_and(|c| verdict(c) == Verdict::Stacks) {}
            0
        }
    }
}

fn marks_at_end(clean: &str) -> u8 {
    let stacked = |c: &char| verdict(*c) == Verdict::Stacks;
    let marks = clean.chars().rev().take_while(stacked);
    u8::try_from(marks.take(usize::from(MARKS)).count()).unwrap_or(MARKS)
}

/// Looks for what is not clean, and counts combining marks on the way.
#[derive(Debug, Clone, Copy, Default)]
struct Scan {
    /// On the last letter seen.
    marks: u8,
}

impl Scan {
    /// The next place at or after `from` (bytes) that is not clean, and what stands there.
    fn next(&mut self, text: &str, from: usize) -> Option<(usize, char)> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let chunk = rest.get(..CHUNK).unwrap_or(rest);
            if chunk
                .iter()
                .fold(true, |plain, &byte| plain & is_plain(byte))
            {
                self.marks = 0;
                at += chunk.len();
                continue;
            }
            let end = at + chunk.len();
            let here = at;
            // `at` is a boundary: the last character of a chunk is always read whole, even where it passes the end.
            for (offset, c) in text.get(here..)?.char_indices() {
                at = here + offset;
                if at >= end {
                    break;
                }
                if self.stops(c) {
                    return Some((at, c));
                }
                at += c.len_utf8();
            }
        }
        None
    }

    /// Whether `c` has to go.
    fn stops(&mut self, c: char) -> bool {
        if c.is_ascii() && is_plain(c as u8) {
            self.marks = 0;
            return false;
        }
        // Most of what is not ASCII, without a walk through the table: accents, Cyrillic, punctuation, ideographs, Hangul.
        if matches!(c, '\u{C0}'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2027}' | '\u{30A0}'..='\u{A66E}' | '\u{AC00}'..='\u{D7A3}')
        {
            self.marks = 0;
            return false;
        }
        match verdict(c) {
            Verdict::Keep => {
                self.marks = 0;
                false
            }
            Verdict::Stacks if self.marks < MARKS => {
                self.marks += 1;
                false
            }
            Verdict::Stacks | Verdict::Drop => true,
        }
    }
}

/// ASCII that is printed, a line feed or a tab.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// What happens to a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    /// A mark that takes no room of its own: kept, up to a number.
    Stacks,
    Drop,
}

/// What happens to `c`.
#[expect(
    clippy::match_same_arms,
    reason = "ranges ascend, so that this can be read against the code charts"
)]
fn verdict(c: char) -> Verdict {
    match c {
        '\n' | '\t' | ' '..='~' => Verdict::Keep,
        // C0, DEL, C1; soft hyphen.
        '\0'..='\u{9F}' | '\u{AD}' => Verdict::Drop,
        '\u{A0}'..='\u{2FF}' => Verdict::Keep,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' => Verdict::Stacks,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' => {
            Verdict::Stacks
        }
        '\u{610}'..='\u{61A}' => Verdict::Stacks,
        // Arabic letter mark.
        '\u{61C}' => Verdict::Drop,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' => {
            Verdict::Stacks
        }
        '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{730}'..='\u{74A}' => Verdict::Stacks,
        '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' => Verdict::Stacks,
        '\u{EB1}' | '\u{EB4}'..='\u{EBC}' | '\u{EC8}'..='\u{ECE}' => Verdict::Stacks,
        '\u{F71}'..='\u{F84}' | '\u{135D}'..='\u{135F}' => Verdict::Stacks,
        '\u{180B}'..='\u{180F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => {
            Verdict::Stacks
        }
        // Zero-width space; then the joiners, which scripts and emoji need; then the directional marks.
        '\u{200B}' => Verdict::Drop,
        '\u{200C}'..='\u{200D}' => Verdict::Stacks,
        '\u{200E}'..='\u{200F}' => Verdict::Drop,
        // Line and paragraph separator, bidirectional embeddings and overrides.
        '\u{2028}'..='\u{202E}' => Verdict::Drop,
        // Word joiner, invisible operators, bidirectional isolates, deprecated controls.
        '\u{2060}'..='\u{206F}' => Verdict::Drop,
        '\u{20D0}'..='\u{20F0}' | '\u{302A}'..='\u{302F}' | '\u{3099}'..='\u{309A}' => {
            Verdict::Stacks
        }
        '\u{A66F}'..='\u{A672}' | '\u{A674}'..='\u{A67D}' => Verdict::Stacks,
        // Noncharacters.
        '\u{FDD0}'..='\u{FDEF}' => Verdict::Drop,
        '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' => Verdict::Stacks,
        // A byte order mark inside, interlinear annotation, noncharacters.
        '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}' => Verdict::Drop,
        // Format controls of shorthand and of music.
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => Verdict::Drop,
        '\u{1D165}'..='\u{1D169}' | '\u{1D16D}'..='\u{1D172}' => Verdict::Stacks,
        // Tags; then variation selectors.
        '\u{E0000}'..='\u{E00FF}' => Verdict::Drop,
        '\u{E0100}'..='\u{E01EF}' => Verdict::Stacks,
        // The rest of that plane's ignorable stretch is unassigned.
        '\u{E01F0}'..='\u{E0FFF}' => Verdict::Drop,
        // The last two of every plane are noncharacters.
        _ if (c as u32) & 0xFFFE == 0xFFFE => Verdict::Drop,
        _ => Verdict::Keep,
    }
}

#[cfg(test)]
mod tests;
