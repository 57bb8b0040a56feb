//! Escape sequences: where they end.
//!
//! Owns the grammar of ECMA-48, in its 7-bit (`ESC [`) and 8-bit (U+009B) forms. Promises that a sequence that does not
//! end takes no more of the article than what can only belong to it, and that finding the end looks at each byte once.

/// The longest parameters a control sequence may have, in bytes.
const PARAMETERS: usize = 256;

/// The longest a command string may be, in bytes: a picture fits, a swallowed article does not.
const STRING: usize = 1 << 20;

/// How many bytes of `rest` belong to the sequence that `opener`, standing before it, begins. 0 if it begins none.
pub(super) fn length(opener: char, rest: &str) -> usize {
    match opener {
        '\u{1B}' => after_escape(rest),
        '\u{9B}' => control(rest),
        '\u{9D}' => operating_system(rest),
        '\u{90}' | '\u{98}' | '\u{9E}' | '\u{9F}' => string(rest, false),
        _ => 0,
    }
}

fn after_escape(rest: &str) -> usize {
    let Some(&kind) = rest.as_bytes().first() else {
        return 0;
    };
    let body = rest.get(1..).unwrap_or_default();
    match kind {
        b'[' => 1 + control(body),
        b']' => 1 + operating_system(body),
        b'P' | b'X' | b'^' | b'_' => 1 + string(body, false),
        // A character set, a line's height and the like: intermediates, then one final byte.
        b' '..=b'/' => {
            let middle = count(rest, 4, |byte| matches!(byte, b' '..=b'/'));
            middle + ends_with(rest, middle, |byte| matches!(byte, b'0'..=b'~'))
        }
        b'0'..=b'~' => 1,
        _ => 0,
    }
}

/// `CSI`: parameters, intermediates, one final byte.
fn control(body: &str) -> usize {
    let parameters = count(body, PARAMETERS, |byte| matches!(byte, b'0'..=b'?'));
    let rest = body.get(parameters..).unwrap_or_default();
    let middle = count(rest, 4, |byte| matches!(byte, b' '..=b'/'));
    parameters + middle + ends_with(rest, middle, |byte| matches!(byte, b'@'..=b'~'))
}

/// `OSC`: a title, a link, the clipboard. It stays on its line; one that does not end loses only its number.
fn operating_system(body: &str) -> usize {
    match string(body, true) {
        0 => {
            let number = count(body, 4, |byte| byte.is_ascii_digit());
            number + ends_with(body, number, |byte| number > 0 && byte == b';')
        }
        length => length,
    }
}

/// A command string up to and with its terminator; 0 if it has none. Any other control ends the search, so that many
/// openers without an end are still looked through only once.
fn string(body: &str, one_line: bool) -> usize {
    let mut before = '\0';
    for (at, c) in body.char_indices() {
        match c {
            '\u{7}' | '\u{9C}' => return at + c.len_utf8(),
            '\\' if before == '\u{1B}' => return at + 1,
            _ if before == '\u{1B}' => return 0,
            '\u{18}' | '\u{1A}' | '\u{80}'..='\u{9F}' => return 0,
            '\n' | '\r' if one_line => return 0,
            _ if at > STRING => return 0,
            _ => before = c,
        }
    }
    0
}

/// How many bytes at the start of `text`, `most` at the most, are of a kind.
fn count(text: &str, most: usize, is: impl Fn(u8) -> bool) -> usize {
    text.bytes().take(most).take_while(|&byte| is(byte)).count()
}

/// 1 if the byte at `at` is of a kind, else 0.
fn ends_with(text: &str, at: usize, is: impl Fn(u8) -> bool) -> usize {
    usize::from(text.as_bytes().get(at).is_some_and(|&byte| is(byte)))
}
