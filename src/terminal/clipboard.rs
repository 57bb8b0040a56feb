//! The terminal's clipboard: OSC 52, which works over SSH, too.
//!
//! Owns the sequence. The text is in base64, so that nothing of it can be a command; terminals that know nothing of it
//! ignore it.

/// The letters of base64 (RFC 4648).
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What puts `text` into the clipboard.
pub(super) fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize);
            let there = place <= part.len();
            out.push(if there {
                char::from(letter.copied().unwrap_or(b'='))
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what is pasted is what was copied; the examples are those of RFC 4648.
    #[test]
    fn base64_is_as_the_standard_says() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("ÿ>?", "w78+Pw=="),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(sequence("foo"), "\x1b]52;c;Zm9v\x1b\\");
    }
}
