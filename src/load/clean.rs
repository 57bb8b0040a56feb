//! Cleaning: removes from a text everything that could act on a terminal.
//!
//! What [`text`] returns holds no control character but `\n` and `\t`, no escape sequence, no bidirectional control, no
//! invisible or tag character, no noncharacter, and at most `MAX_MARKS` combining marks on a letter. Cleaning is
//! idempotent. Text that is already clean is returned as it is, after one fast scan. No visible character is ever
//! removed; ligatures such as `ﬁ` and full-width letters and digits become the letters that they stand for, so that names
//! and words in them are found.

mod escape;

use std::borrow::Cow;

/// Maximum number of combining marks on one letter: more than any language needs, far fewer than a text that stacks
/// them for effect.
const MAX_MARKS: u8 = 8;

/// Number of bytes examined at once; the compiler turns the loop over them into a few vector instructions.
const CHUNK: usize = 64;

/// Removes from `dirty` everything that could act on a terminal. Every kind of line ending becomes `\n`; tabs stay.
///
/// ```
/// use byline::load::clean;
///
/// assert_eq!(clean::text("a \x1b[31mred\x1b[0m word\r\nnext"), "a red word\nnext");
/// ```
pub fn text(dirty: &str) -> Cow<'_, str> {
    let mut scanner = DirtyScanner::default();
    match scanner.find_dirty(dirty) {
        None => Cow::Borrowed(dirty),
        Some(first) => Cow::Owned(rewrite(dirty, scanner, first)),
    }
}

/// Cleans `dirty` like [`text`] and replaces line feeds and tabs with spaces. For titles, names, links and errors.
///
/// ```
/// use byline::load::clean;
///
/// assert_eq!(clean::line("Talks\tin\nLisbon\u{7}"), "Talks in Lisbon");
/// ```
pub fn line(dirty: &str) -> Cow<'_, str> {
    let clean = text(dirty);
    if clean.contains(['\n', '\t']) {
        Cow::Owned(clean.replace(['\n', '\t'], " "))
    } else {
        clean
    }
}

/// `text` with every run of white space as one space, and none at its ends.
pub(super) fn collapse_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `dirty` as one clean line with single spaces; `None` if nothing is left.
pub(super) fn spaced_line(dirty: &str) -> Option<String> {
    // Cleaned before white space is collapsed: a removed character may have stood between two spaces.
    Some(collapse_spaces(&line(dirty))).filter(|line| !line.is_empty())
}

/// What a ligature or a full-width letter or digit stands for.
fn plain_letters(c: char) -> Option<Cow<'static, str>> {
    Some(match c {
        '\u{FB00}' => Cow::Borrowed("ff"),
        '\u{FB01}' => Cow::Borrowed("fi"),
        '\u{FB02}' => Cow::Borrowed("fl"),
        '\u{FB03}' => Cow::Borrowed("ffi"),
        '\u{FB04}' => Cow::Borrowed("ffl"),
        '\u{FB05}' | '\u{FB06}' => Cow::Borrowed("st"),
        // The block has the signs of ASCII in its order.
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            let plain = char::from_u32(c as u32 - 0xFF00 + 0x20)?;
            Cow::Owned(plain.to_string())
        }
        _ => return None,
    })
}

/// The slow path: copies what is clean and handles what is not. `first` is the first character that is not clean.
fn rewrite(dirty: &str, mut scanner: DirtyScanner, first: DirtyChar<'_>) -> String {
    let mut clean = String::with_capacity(dirty.len());
    let mut rest = dirty;
    let mut next = Some(first);
    while let Some(DirtyChar { before, c, after }) = next {
        clean.push_str(before);
        let skipped = match c {
            '\u{8}' => {
                let skipped = apply_overstrike(&mut clean, after);
                scanner.marks = count_trailing_marks(&clean);
                skipped
            }
            // In `\r\n` the `\n` is enough.
            '\r' if after.starts_with('\n') => 0,
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push('\n');
                scanner.marks = 0;
                0
            }
            _ if plain_letters(c).is_some() => {
                clean.extend(plain_letters(c));
                scanner.marks = 0;
                0
            }
            _ => escape::sequence_len(c, after),
        };
        (_, rest) = after.split_at(skipped);
        next = scanner.find_dirty(rest);
    }
    clean.push_str(rest);
    clean
}

/// Handles a backspace between two characters. Manual pages print `x\bx` for bold and `_\bx` for underlined text. The
/// character before is replaced by the one after, unless that is an underscore. Returns the number of bytes of `rest`
/// that are consumed.
fn apply_overstrike(clean: &mut String, rest: &str) -> usize {
    let Some(after) = rest.chars().next().filter(|&c| verdict(c) == Verdict::Keep) else {
        return 0;
    };
    let Some(before) = clean.chars().next_back() else {
        return 0;
    };
    match (before, after) {
        ('\n' | '\t', _) | (_, '\n' | '\t') => 0,
        (_, '_') => after.len_utf8(),
        _ => {
            while clean
                .pop()
                .is_some_and(|c| verdict(c) == Verdict::Combining)
            {}
            0
        }
    }
}

fn count_trailing_marks(clean: &str) -> u8 {
    let is_mark = |c: &char| verdict(*c) == Verdict::Combining;
    let marks = clean.chars().rev().take_while(is_mark);
    u8::try_from(marks.take(usize::from(MAX_MARKS)).count()).unwrap_or(MAX_MARKS)
}

/// Finds characters that have to be removed, and counts combining marks on the way.
#[derive(Debug, Clone, Copy, Default)]
struct DirtyScanner {
    /// Combining marks on the last letter seen.
    marks: u8,
}

/// A character that has to be removed or replaced, and the text around it.
struct DirtyChar<'a> {
    before: &'a str,
    c: char,
    after: &'a str,
}

impl DirtyScanner {
    /// The next character of `text` that has to be removed or replaced.
    fn find_dirty<'a>(&mut self, text: &'a str) -> Option<DirtyChar<'a>> {
        let mut rest = text;
        while !rest.is_empty() {
            let bytes = rest.as_bytes();
            let chunk = bytes.get(..CHUNK).unwrap_or(bytes);
            if chunk
                .iter()
                .fold(true, |plain, &byte| plain & is_plain_ascii(byte))
            {
                self.marks = 0;
                (_, rest) = rest.split_at(chunk.len());
                continue;
            }
            // The last character of a chunk is always read completely, even if it ends in the next chunk.
            let mut chars = rest.chars();
            let next_chunk = rest.len() - chunk.len();
            while chars.as_str().len() > next_chunk
                && let Some(c) = chars.next()
            {
                if self.is_dirty(c) {
                    let after = chars.as_str();
                    let (before, _) = text.split_at(text.len() - after.len() - c.len_utf8());
                    return Some(DirtyChar { before, c, after });
                }
            }
            rest = chars.as_str();
        }
        None
    }

    /// Whether `c` has to be removed or replaced.
    fn is_dirty(&mut self, c: char) -> bool {
        if c.is_ascii() && is_plain_ascii(c as u8) {
            self.marks = 0;
            return false;
        }
        // A shortcut for most non-ASCII text: accented Latin, Cyrillic, punctuation, ideographs, Hangul.
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
            Verdict::Combining if self.marks < MAX_MARKS => {
                self.marks += 1;
                false
            }
            Verdict::Combining | Verdict::Drop => true,
        }
    }
}

/// Whether `byte` is printable ASCII, a line feed or a tab.
fn is_plain_ascii(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// What to do with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    /// A zero-width mark: kept, up to a maximum number.
    Combining,
    Drop,
}

/// What to do with `c`.
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
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' => Verdict::Combining,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' => {
            Verdict::Combining
        }
        '\u{610}'..='\u{61A}' => Verdict::Combining,
        // Arabic letter mark.
        '\u{61C}' => Verdict::Drop,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' => {
            Verdict::Combining
        }
        '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{730}'..='\u{74A}' => Verdict::Combining,
        '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' => Verdict::Combining,
        '\u{EB1}' | '\u{EB4}'..='\u{EBC}' | '\u{EC8}'..='\u{ECE}' => Verdict::Combining,
        '\u{F71}'..='\u{F84}' | '\u{135D}'..='\u{135F}' => Verdict::Combining,
        '\u{180B}'..='\u{180F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => {
            Verdict::Combining
        }
        // Zero-width space; then the joiners, which scripts and emoji need; then the directional marks.
        '\u{200B}' => Verdict::Drop,
        '\u{200C}'..='\u{200D}' => Verdict::Combining,
        '\u{200E}'..='\u{200F}' => Verdict::Drop,
        // Line and paragraph separator, bidirectional embeddings and overrides.
        '\u{2028}'..='\u{202E}' => Verdict::Drop,
        // Word joiner, invisible operators, bidirectional isolates, deprecated controls.
        '\u{2060}'..='\u{206F}' => Verdict::Drop,
        '\u{20D0}'..='\u{20F0}' | '\u{302A}'..='\u{302F}' | '\u{3099}'..='\u{309A}' => {
            Verdict::Combining
        }
        '\u{A66F}'..='\u{A672}' | '\u{A674}'..='\u{A67D}' => Verdict::Combining,
        // Ligatures, which are replaced.
        '\u{FB00}'..='\u{FB06}' => Verdict::Drop,
        // Noncharacters.
        '\u{FDD0}'..='\u{FDEF}' => Verdict::Drop,
        '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' => Verdict::Combining,
        // A byte order mark inside, interlinear annotation, noncharacters.
        '\u{FEFF}' => Verdict::Drop,
        // Full-width digits and letters, which are replaced.
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            Verdict::Drop
        }
        '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}' => Verdict::Drop,
        // Format controls of shorthand and of music.
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => Verdict::Drop,
        '\u{1D165}'..='\u{1D169}' | '\u{1D16D}'..='\u{1D172}' => Verdict::Combining,
        // Tags; then variation selectors.
        '\u{E0000}'..='\u{E00FF}' => Verdict::Drop,
        '\u{E0100}'..='\u{E01EF}' => Verdict::Combining,
        // The rest of the plane's range for ignorable characters is unassigned.
        '\u{E01F0}'..='\u{E0FFF}' => Verdict::Drop,
        // The last two code points of every plane are noncharacters.
        _ if (c as u32) & 0xFFFE == 0xFFFE => Verdict::Drop,
        _ => Verdict::Keep,
    }
}

#[cfg(test)]
mod tests;
