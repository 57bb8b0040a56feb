//! Text pasted between the marks of bracketed paste.
//!
//! The text may hold any bytes, those of keys and of Ctrl-C included, and comes to an end with its mark. If the mark never
//! comes, it ends when nothing has followed for [`MAX_SILENCES`], or at its size limit.

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// The most bytes of a paste that are kept.
const MAX_KEPT: usize = 1 << 20;

/// The most bytes of a paste, its end included. Far more than anyone pastes: what follows would be read as keys.
const MAX_BYTES: usize = 8 << 20;

/// How many silences in a row end a paste without its mark: one second, because over a slow connection a paste may pause,
/// and the rest of it must not be read as keys.
pub(super) const MAX_SILENCES: usize = 40;

/// A paste that has begun.
#[derive(Debug, Default)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// How many bytes of [`END`] the last bytes match; they are not in `text`.
    matched: usize,
    /// How many bytes have come, kept or not.
    length: usize,
    /// How many silences have passed since the last byte.
    silences: usize,
}

impl Paste {
    /// Adds a byte; returns whether the paste has ended.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        self.silences = 0;
        self.length += 1;
        if END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return self.matched == END.len();
        }
        let (begun, _) = END.split_at(self.matched);
        self.keep(begun);
        // The mark has its first byte nowhere else, so it can only begin anew at this one.
        self.matched = 0;
        if END.first() == Some(&byte) {
            self.matched = 1;
        } else {
            self.keep(&[byte]);
        }
        self.length >= MAX_BYTES
    }

    /// Notes a silence; returns whether it ends the paste.
    pub(super) fn note_silence(&mut self) -> bool {
        self.silences += 1;
        self.silences >= MAX_SILENCES
    }

    /// Whether the last byte was followed by a silence.
    pub(super) fn is_silent(&self) -> bool {
        self.silences > 0
    }

    /// The pasted text, without control characters. Carriage returns, which terminals send for line ends, are line feeds.
    pub(super) fn into_text(self) -> String {
        String::from_utf8_lossy(&self.text)
            .replace("\r\n", "\n")
            .chars()
            .map(|c| if c == '\r' { '\n' } else { c })
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect()
    }

    fn keep(&mut self, bytes: &[u8]) {
        let free = MAX_KEPT.saturating_sub(self.text.len());
        self.text.extend(bytes.iter().take(free));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(bytes: &[u8]) -> (String, bool) {
        let mut paste = Paste::default();
        let ended = bytes.iter().any(|&byte| paste.push(byte));
        (paste.into_text(), ended)
    }

    /// Protects: pasted text has no control characters, and its line breaks are kept.
    #[test]
    fn pasted_text_is_cleaned() {
        let (text, _) = pasted(b"a\rb\r\nc\x1b[31m\td");
        assert_eq!(text, "a\nb\nc[31m\td");
    }

    /// Protects: a paste ends at its mark and nowhere else, and the mark is not part of the text.
    #[test]
    fn only_the_whole_mark_ends_a_paste() {
        assert_eq!(pasted(b"a\x1b[201~b"), ("a".to_owned(), true));
        assert_eq!(pasted(b"a\x1b[20\x1b[201~"), ("a[20".to_owned(), true));
        assert_eq!(pasted(b"a\x1b[201"), ("a".to_owned(), false));
        assert_eq!(pasted(b"\xff\x03\xc3\xa9"), ("\u{fffd}é".to_owned(), false));
    }

    /// Protects: a paste without end neither fills the memory nor lasts forever.
    #[test]
    fn an_endless_paste_is_limited() {
        let mut paste = Paste::default();
        let length = (1..=2 * MAX_BYTES).find(|_| paste.push(b'x'));
        assert_eq!(length, Some(MAX_BYTES));
        assert_eq!(paste.into_text().len(), MAX_KEPT);
    }
}
