//! A line of text being edited, with a cursor.
//!
//! The editing keys are those of a shell. The cursor moves by grapheme clusters. Characters that could control the
//! terminal or are invisible never get in, not even by pasting.

use super::key::{Key, KeyCode};
use crate::entities::corrections::is_safe_to_display;
use crate::layout::measure;

/// Most characters a line holds.
const MAX_CHARS: usize = 500;

/// A line of text with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextInput {
    text: String,
    /// Byte offset of the cursor, between two graphemes.
    cursor: usize,
}

impl TextInput {
    /// A line with `text` in it and the cursor at the end.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.insert(text);
        input
    }

    /// The text of the line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor and the text after it.
    fn split(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or_default()
    }

    /// Handles a key and returns whether it is an editing key.
    pub fn handle_key(&mut self, key: Key) -> bool {
        let (left, right) = self.split();
        let before = measure::graphemes(left).next_back();
        let before = before.map_or(0, |grapheme| grapheme.start);
        let after = measure::graphemes(right).next();
        let after = self.cursor + after.map_or(0, |grapheme| grapheme.text.len());
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, false) => {
                self.cursor = before;
            }
            (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, false) => {
                self.cursor = after;
            }
            (KeyCode::Home, false, false) | (KeyCode::Char('a'), true, false) => self.cursor = 0,
            (KeyCode::End, false, false) | (KeyCode::Char('e'), true, false) => {
                self.cursor = self.text.len();
            }
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => {
                self.delete_range(before, self.cursor);
            }
            (KeyCode::Delete, false, false) | (KeyCode::Char('d'), true, false) => {
                self.delete_range(self.cursor, after);
            }
            (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, false, true) => {
                let is_letter = |c: char| !c.is_whitespace();
                let start = left.trim_end().trim_end_matches(is_letter).len();
                self.delete_range(start, self.cursor);
            }
            (KeyCode::Char('u'), true, false) => self.delete_range(0, self.cursor),
            (KeyCode::Char('k'), true, false) => self.delete_range(self.cursor, self.text.len()),
            _ => return false,
        }
        true
    }

    /// Inserts `text` at the cursor, as one line and without unsafe or invisible characters.
    pub fn insert(&mut self, text: &str) {
        let free_chars = MAX_CHARS.saturating_sub(self.text.chars().count());
        let chars = text.chars().take(free_chars);
        let chars = chars.map(|c| if c.is_whitespace() { ' ' } else { c });
        let sanitized: String = chars
            .filter(|c| is_safe_to_display(c.encode_utf8(&mut [0; 4])))
            .collect();
        self.text.insert_str(self.cursor, &sanitized);
        // The insertion may have joined with the character after it.
        let end = self.cursor + sanitized.len();
        let mut boundaries = measure::graphemes(&self.text).map(|grapheme| grapheme.start);
        let boundary = boundaries.find(|boundary| *boundary >= end);
        self.cursor = boundary.unwrap_or(self.text.len());
    }

    /// The part of the line to show in `cells` cells, and the cell of the cursor in it, which is always visible.
    pub fn visible_part(&self, cells: usize) -> (&str, usize) {
        let (left, right) = self.split();
        let cells_after = measure::cells(right).min(cells / 4);
        let room = cells.saturating_sub(1 + cells_after);
        let (mut start, mut used) = (self.cursor, 0);
        for grapheme in measure::graphemes(left).rev() {
            if used + grapheme.cells > room {
                break;
            }
            (start, used) = (grapheme.start, used + grapheme.cells);
        }
        (self.text.get(start..).unwrap_or_default(), used)
    }

    fn delete_range(&mut self, from: usize, to: usize) {
        if from < to {
            self.text.replace_range(from..to, "");
            self.cursor = from;
            // The characters on both sides may have joined.
            self.insert("");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line after typing `keys`, with a bar at the cursor.
    fn after(text: &str, keys: &str) -> String {
        let mut input = TextInput::new(text);
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            assert!(input.handle_key(key.parse().unwrap()), "{key}");
        }
        let mut shown = input.text.clone();
        shown.insert(input.cursor, '|');
        shown
    }

    /// Protects: editing keys work as in a shell, and move by what users see as characters.
    #[test]
    fn editing_keys_work_as_in_a_shell() {
        for (text, keys, expected) in [
            ("", "a b c", "abc|"),
            ("abc", "left left X", "aX|bc"),
            ("abc", "home delete right backspace", "|c"),
            ("Ann Lee", "ctrl-w", "Ann |"),
            ("Ann Lee  ", "ctrl-w ctrl-w", "|"),
            ("Ann Lee", "left ctrl-u", "|e"),
            ("Ann Lee", "ctrl-a right ctrl-k ctrl-e x", "Ax|"),
            ("e\u{301}👨‍👩‍👧", "backspace backspace", "|"),
            ("漢字", "left space", "漢 |字"),
            ("e", "left \u{301}", "\u{301}|e"),
        ] {
            assert_eq!(after(text, keys), expected, "{text} {keys}");
        }
        assert!(!TextInput::default().handle_key("up".parse().unwrap()));
        assert!(!TextInput::default().handle_key("ctrl-x".parse().unwrap()));
    }

    /// Protects: pasted text becomes a single line without control characters.
    #[test]
    fn pasted_text_is_sanitized() {
        let mut input = TextInput::new("<>");
        input.handle_key("left".parse().unwrap());
        input.insert("a\nb\u{1b}[31m\u{202e}\tc");
        assert_eq!(input.text(), "<a b[31m c>");
        input.insert(&"x".repeat(9999));
        assert_eq!(input.text().chars().count(), MAX_CHARS);
    }

    /// Protects: the cursor is visible, however long the line and however narrow the input.
    #[test]
    fn the_cursor_is_always_visible() {
        let mut input = TextInput::new("漢字 and a long line that does not fit in anything 字");
        for _ in 0..60 {
            for cells in 1..40 {
                let (shown, cursor) = input.visible_part(cells);
                assert!(cursor < cells, "{cursor} of {cells}");
                assert!(input.text().ends_with(shown));
            }
            input.handle_key("left".parse().unwrap());
        }
        assert_eq!(input.visible_part(10).1, 0, "at the beginning");
    }
}
