//! Finds where a terminal escape sequence ends.
//!
//! Implements the grammar of ECMA-48 in its 7-bit (`ESC [`) and 8-bit (U+009B) forms. Of an
//! unterminated sequence, only the part that cannot be text of the article is removed. Each byte is looked at once.

/// Maximum length of a control sequence's parameters, in bytes.
const MAX_PARAMETER_BYTES: usize = 256;

/// Maximum length of a command string, in bytes: enough for an image, but not for swallowing a whole article.
const MAX_STRING_BYTES: usize = 1 << 20;

/// The number of bytes of `rest` that belong to the sequence introduced by `opener`, the character before `rest`; 0 if
/// `opener` introduces none.
pub(super) fn sequence_len(opener: char, rest: &str) -> usize {
    match opener {
        '\u{1B}' => escape_len(rest),
        '\u{9B}' => csi_len(rest),
        '\u{9D}' => osc_len(rest),
        '\u{90}' | '\u{98}' | '\u{9E}' | '\u{9F}' => string_len(rest, false),
        _ => 0,
    }
}

fn escape_len(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(kind) = chars.next() else {
        return 0;
    };
    let body = chars.as_str();
    match kind {
        '[' => 1 + csi_len(body),
        ']' => 1 + osc_len(body),
        'P' | 'X' | '^' | '_' => 1 + string_len(body, false),
        // Character set selection, line height and the like: intermediate bytes, then one final byte.
        ' '..='/' => {
            let intermediates = count_prefix(rest, 4, |byte| matches!(byte, b' '..=b'/'));
            intermediates + final_byte_len(rest, intermediates, |byte| matches!(byte, b'0'..=b'~'))
        }
        '0'..='~' => 1,
        _ => 0,
    }
}

/// The length of a `CSI` sequence: parameters, intermediate bytes, one final byte.
fn csi_len(body: &str) -> usize {
    let parameters = count_prefix(body, MAX_PARAMETER_BYTES, |byte| {
        matches!(byte, b'0'..=b'?')
    });
    let (_, rest) = body.split_at(parameters);
    let intermediates = count_prefix(rest, 4, |byte| matches!(byte, b' '..=b'/'));
    parameters
        + intermediates
        + final_byte_len(rest, intermediates, |byte| matches!(byte, b'@'..=b'~'))
}

/// The length of an `OSC` sequence, which sets a title, a link or the clipboard. It must end on its line; of an
/// unterminated one only the number is removed.
fn osc_len(body: &str) -> usize {
    match string_len(body, true) {
        0 => {
            let number = count_prefix(body, 4, |byte| byte.is_ascii_digit());
            number + final_byte_len(body, number, |byte| number > 0 && byte == b';')
        }
        length => length,
    }
}

/// The length of a command string including its terminator; 0 if it has none. Any other control character ends the
/// search, so that many unterminated openers are still scanned only once.
fn string_len(body: &str, one_line: bool) -> usize {
    let mut previous = '\0';
    for (at, c) in body.char_indices() {
        match c {
            '\u{7}' | '\u{9C}' => return at + c.len_utf8(),
            '\\' if previous == '\u{1B}' => return at + 1,
            _ if previous == '\u{1B}' => return 0,
            '\u{18}' | '\u{1A}' | '\u{80}'..='\u{9F}' => return 0,
            '\n' | '\r' if one_line => return 0,
            _ if at > MAX_STRING_BYTES => return 0,
            _ => previous = c,
        }
    }
    0
}

/// The number of bytes at the start of `text` that satisfy `matches`, at most `max`.
fn count_prefix(text: &str, max: usize, matches: impl Fn(u8) -> bool) -> usize {
    text.bytes()
        .take(max)
        .take_while(|&byte| matches(byte))
        .count()
}

/// 1 if the byte at `at` satisfies `matches`, otherwise 0.
fn final_byte_len(text: &str, at: usize, matches: impl Fn(u8) -> bool) -> usize {
    usize::from(text.as_bytes().get(at).is_some_and(|&byte| matches(byte)))
}
