//! Copying to the terminal's clipboard with OSC 52, which also works over SSH.
//!
//! The text is sent as base64, so nothing in it can act as a control sequence; terminals that do not know OSC 52 ignore
//! it. Inside a multiplexer the sequence is wrapped so that it reaches the outer terminal: for tmux see `set-clipboard`
//! and `allow-passthrough` in tmux(1); the longest string that GNU screen passes on is taken from `osc52.sh` of Chromium's
//! hterm.

/// The base64 alphabet (RFC 4648, section 4).
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Longest payload per string sent through GNU screen, in bytes: older versions accept 256 bytes, framing included.
const SCREEN_CHUNK_BYTES: usize = 252;

/// The multiplexer between byline and the terminal whose clipboard is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Multiplexer {
    /// No multiplexer.
    None,
    /// tmux. It handles the bare sequence itself if `set-clipboard` is `on`; otherwise it forwards the wrapped one if
    /// `allow-passthrough` permits. The settings cannot be queried, so both are sent; the one that is not used does no harm.
    Tmux,
    /// GNU screen, which forwards wrapped strings of limited length.
    Screen,
}

impl Multiplexer {
    /// Detects the multiplexer; `is_set` says whether an environment variable is set and not empty.
    pub(super) fn detect(is_set: impl Fn(&str) -> bool) -> Self {
        match (is_set("TMUX"), is_set("STY")) {
            (true, _) => Self::Tmux,
            (false, true) => Self::Screen,
            (false, false) => Self::None,
        }
    }
}

/// The escape sequence that copies `text` to the clipboard.
pub(super) fn osc52_sequence(text: &str, multiplexer: Multiplexer) -> String {
    let coded = base64(text.as_bytes());
    match multiplexer {
        Multiplexer::None => format!("\x1b]52;c;{coded}\x1b\\"),
        Multiplexer::Tmux => {
            format!("\x1b]52;c;{coded}\x1b\\\x1bPtmux;\x1b\x1b]52;c;{coded}\x07\x1b\\")
        }
        Multiplexer::Screen => wrap_for_screen(&format!("\x1b]52;c;{coded}\x07")),
    }
}

/// Splits `sequence`, which is ASCII, into device control strings that GNU screen forwards.
fn wrap_for_screen(sequence: &str) -> String {
    let mut pieces = String::with_capacity(sequence.len() + sequence.len() / 60 + 8);
    let mut rest = sequence;
    while let Some((piece, after)) = rest.split_at_checked(rest.len().min(SCREEN_CHUNK_BYTES)) {
        pieces.push_str("\x1bP");
        pieces.push_str(piece);
        pieces.push_str("\x1b\\");
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    pieces
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let letter = ALPHABET.get((bits >> (18 - 6 * digit) & 63) as usize);
            let has_bits = digit <= part.len();
            out.push(if has_bits {
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

    /// Protects: the encoding is the standard one; the ASCII examples are those of RFC 4648.
    #[test]
    fn base64_matches_the_standard() {
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
        assert_eq!(
            osc52_sequence("foo", Multiplexer::None),
            "\x1b]52;c;Zm9v\x1b\\"
        );
    }

    /// Protects: text copied inside tmux or GNU screen reaches the terminal, in chunks that even old versions of screen
    /// accept.
    #[test]
    fn the_sequence_is_wrapped_for_the_multiplexer() {
        let detected = |set: &'static str| Multiplexer::detect(move |name| name == set);
        assert_eq!(detected("TMUX"), Multiplexer::Tmux);
        assert_eq!(detected("STY"), Multiplexer::Screen);
        assert_eq!(detected("TERM"), Multiplexer::None);
        assert_eq!(
            osc52_sequence("foo", Multiplexer::Tmux),
            "\x1b]52;c;Zm9v\x1b\\\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"
        );
        assert_eq!(
            osc52_sequence("foo", Multiplexer::Screen),
            "\x1bP\x1b]52;c;Zm9v\x07\x1b\\"
        );
        let long = osc52_sequence(&"x".repeat(1_000), Multiplexer::Screen);
        let pieces: Vec<&str> = long
            .split_terminator("\x1b\\")
            .map(|piece| piece.strip_prefix("\x1bP").unwrap())
            .collect();
        assert!(pieces.len() > 3 && pieces.iter().all(|piece| piece.len() <= SCREEN_CHUNK_BYTES));
        let whole = format!("\x1b]52;c;{}\x07", base64("x".repeat(1_000).as_bytes()));
        assert_eq!(pieces.concat(), whole);
    }
}
