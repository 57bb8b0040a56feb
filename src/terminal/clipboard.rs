//! The terminal's clipboard: OSC 52, which works over SSH, too.
//!
//! Owns the sequence, and how it comes through what stands between us and the terminal. The text is in base64, so that nothing
//! of it can be a command; terminals that know nothing of it ignore it. What tmux does with it is in tmux(1), under
//! `set-clipboard` and `allow-passthrough`; how long a string GNU screen takes, `osc52.sh` of Chromium's hterm tells.

/// The letters of base64 (RFC 4648).
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes of a string that GNU screen passes on at once, its frame left out: older ones take 256.
const SCREEN_BYTES: usize = 252;

/// What stands between us and the terminal whose clipboard it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Nothing.
    Nothing,
    /// tmux, which takes the sequence for itself where `set-clipboard` is `on`, and else passes on what is wrapped for it,
    /// where `allow-passthrough` lets it. Neither can be asked, and both do no harm.
    Tmux,
    /// GNU screen, which passes on what is wrapped for it, in pieces.
    Screen,
}

impl Between {
    /// What the environment, asked by `of`, tells.
    pub(super) fn told(of: impl Fn(&str) -> bool) -> Self {
        match (of("TMUX"), of("STY")) {
            (true, _) => Self::Tmux,
            (false, true) => Self::Screen,
            (false, false) => Self::Nothing,
        }
    }
}

/// What puts `text` into the clipboard.
pub(super) fn sequence(text: &str, between: Between) -> String {
    let coded = base64(text.as_bytes());
    match between {
        Between::Nothing => format!("\x1b]52;c;{coded}\x1b\\"),
        Between::Tmux => {
            format!("\x1b]52;c;{coded}\x1b\\\x1bPtmux;\x1b\x1b]52;c;{coded}\x07\x1b\\")
        }
        Between::Screen => in_pieces(&format!("\x1b]52;c;{coded}\x07")),
    }
}

/// `sequence`, which is ASCII, wrapped for GNU screen.
fn in_pieces(sequence: &str) -> String {
    let mut pieces = String::with_capacity(sequence.len() + sequence.len() / 60 + 8);
    let mut rest = sequence;
    while let Some((piece, after)) = rest.split_at_checked(rest.len().min(SCREEN_BYTES)) {
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
        assert_eq!(sequence("foo", Between::Nothing), "\x1b]52;c;Zm9v\x1b\\");
    }

    /// Protects: what is copied inside tmux or GNU screen comes through, in pieces that the oldest screen takes.
    #[test]
    fn multiplexers_are_told_in_their_own_way() {
        let asked = |name: &'static str| Between::told(move |asked| asked == name);
        assert_eq!(asked("TMUX"), Between::Tmux);
        assert_eq!(asked("STY"), Between::Screen);
        assert_eq!(asked("TERM"), Between::Nothing);
        assert_eq!(
            sequence("foo", Between::Tmux),
            "\x1b]52;c;Zm9v\x1b\\\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"
        );
        assert_eq!(
            sequence("foo", Between::Screen),
            "\x1bP\x1b]52;c;Zm9v\x07\x1b\\"
        );
        let long = sequence(&"x".repeat(1_000), Between::Screen);
        let pieces: Vec<&str> = long
            .split_terminator("\x1b\\")
            .map(|piece| piece.strip_prefix("\x1bP").unwrap())
            .collect();
        assert!(pieces.len() > 3 && pieces.iter().all(|piece| piece.len() <= SCREEN_BYTES));
        let whole = format!("\x1b]52;c;{}\x07", base64("x".repeat(1_000).as_bytes()));
        assert_eq!(pieces.concat(), whole);
    }
}
