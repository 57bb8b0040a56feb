//! The character boundaries next to a position. The standard library has the same functions from Rust 1.91 on, which is newer
//! than the oldest compiler that builds byline.

/// The nearest character boundary of `text` at or before `at` (bytes).
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest character boundary of `text` at or after `at` (bytes); the end of the text if there is none.
pub(crate) fn ceil_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The beginning of `text`: whole characters of at most `max` bytes in total.
pub(crate) fn prefix(text: &str, max: usize) -> &str {
    text.get(..floor_char_boundary(text, max))
        .unwrap_or_default()
}

/// The end of `text`: `bytes` bytes, and what more its first character takes.
pub(crate) fn suffix(text: &str, bytes: usize) -> &str {
    let start = text.len().saturating_sub(bytes);
    text.get(floor_char_boundary(text, start)..)
        .unwrap_or_default()
}

/// The first `chars` characters of `text`; `None` if it has no more than that.
pub(crate) fn first_chars(text: &str, chars: usize) -> Option<&str> {
    let (end, _) = text.char_indices().nth(chars)?;
    Some(text.split_at(end).0)
}

/// What follows `prefix` at the beginning of `text`, whether its ASCII letters are capitals or not.
pub(crate) fn strip_prefix_ignore_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: every position has a boundary on both sides, also past the end, and no character is cut.
    #[test]
    fn boundaries_are_on_both_sides_of_every_position() {
        let text = "aé漢";
        let floors = [0, 1, 1, 3, 3, 3, 6, 6];
        let ceils = [0, 1, 3, 3, 6, 6, 6, 6];
        for (at, (floor, ceil)) in floors.into_iter().zip(ceils).enumerate() {
            assert_eq!(floor_char_boundary(text, at), floor, "{at}");
            assert_eq!(ceil_char_boundary(text, at), ceil, "{at}");
            assert_eq!(prefix(text, at), &text[..floor], "{at}");
        }
    }
}
