//! Cuts text near a byte offset without cutting a character.

/// The nearest character boundary of `text` at or before `at` (bytes), at most its length.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest character boundary of `text` at or after `at` (bytes), at most its length.
pub(crate) fn ceil_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The beginning of `text`: at most `bytes` bytes.
pub(crate) fn first_bytes(text: &str, bytes: usize) -> &str {
    text.split_at(floor_char_boundary(text, bytes)).0
}

/// The end of `text`: `bytes` bytes, and what more the first character takes.
pub(crate) fn last_bytes(text: &str, bytes: usize) -> &str {
    let start = text.len().saturating_sub(bytes);
    text.split_at(floor_char_boundary(text, start)).1
}
