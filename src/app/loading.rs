//! A document being opened in the background, and how its progress is reported.

use super::effect::OpenRequest;
use crate::document::TextAnchor;

/// A place in an article that is being opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceToShow {
    /// The place or the heading with this name: the fragment of the link that was followed.
    Fragment(String),
    /// The place with these words.
    Words(TextAnchor),
}

/// A load in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingLoad {
    /// What to call it in messages.
    pub name: String,
    /// What was asked for.
    pub request: OpenRequest,
    /// How many bytes have arrived.
    pub bytes_received: u64,
    /// Whether it reloads the open article, keeping its place.
    pub is_reload: bool,
    /// Whether its text is shown as far as it has arrived.
    pub is_shown: bool,
    /// The place in it to go to.
    pub place: Option<PlaceToShow>,
}

impl PendingLoad {
    /// The progress in words: "Opening example.org/page (12 KB so far)".
    pub fn status_text(&self) -> String {
        let verb = match (self.is_reload, self.is_shown) {
            (true, _) => "Reloading",
            (false, true) => "Reading",
            (false, false) => "Opening",
        };
        match self.bytes_received {
            0 => format!("{verb} {}", self.name),
            bytes => format!("{verb} {} ({} so far)", self.name, format_size(bytes)),
        }
    }
}

/// A number of bytes in words: "12 KB", "3.4 MB".
pub fn format_size(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes < MIB {
        return format!("{} KB", bytes.div_ceil(1 << 10));
    }
    format!("{}.{} MB", bytes / MIB, bytes % MIB * 10 / MIB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_formatted_in_words() {
        let sizes = [1, 1024, 1025, 900 << 10, 1 << 20, (3 << 20) + (1 << 19)];
        let formatted = ["1 KB", "1 KB", "2 KB", "900 KB", "1.0 MB", "3.5 MB"];
        assert_eq!(sizes.map(format_size), formatted);
    }
}
