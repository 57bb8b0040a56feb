//! Copying to the terminal's clipboard with OSC 52, which also works over SSH.
//!
//! The text is sent as base64, so nothing in it can act as a control sequence; terminals that do not know OSC 52 ignore
//! it. Inside a multiplexer the sequence is wrapped so that it reaches the outer terminal: for tmux see `set-clipboard`
//! and `allow-passthrough` in tmux(1); the longest string that GNU screen passes on is taken from `osc52.sh` of Chromium's
//! hterm.

use base64::prelude::{BASE64_STANDARD, Engine};

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
    let coded = BASE64_STANDARD.encode(text);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the text is sent in the standard alphabet, padded.
    #[test]
    fn the_text_is_sent_as_base64() {
        assert_eq!(
            osc52_sequence("ÿ>?f", Multiplexer::None),
            "\x1b]52;c;w78+P2Y=\x1b\\"
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
        let whole = format!(
            "\x1b]52;c;{}\x07",
            BASE64_STANDARD.encode("x".repeat(1_000))
        );
        assert_eq!(pieces.concat(), whole);
    }
}
