//! A line that is typed: its text, and where the next letter goes.
//!
//! Owns the keys of editing, which are those of every shell. Goes by what people see as one character. Promises that nothing
//! gets in that could act on a terminal, also by pasting.

use super::key::{Code, Key};
use crate::entities::corrections::is_harmless;
use crate::layout::measure;

/// Characters that it holds, at most.
const MOST_CHARACTERS: usize = 500;

/// A line being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    text: String,
    /// Byte offset of the cursor, between two graphemes.
    at: usize,
}

impl Typed {
    /// With `text` in it, and the cursor behind.
    pub fn new(text: &str) -> Self {
        let mut typed = Self::default();
        typed.insert(text);
        typed
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Apply a key; whether it meant anything here.
    pub fn press(&mut self, key: Key) -> bool {
        let (before, after) = (self.before(), self.after());
        match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (Code::Left, false, false) | (Code::Char('b'), true, false) => self.at = before,
            (Code::Right, false, false) | (Code::Char('f'), true, false) => self.at = after,
            (Code::Home, false, false) | (Code::Char('a'), true, false) => self.at = 0,
            (Code::End, false, false) | (Code::Char('e'), true, false) => self.at = self.text.len(),
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => {
                self.cut(before, self.at);
            }
            (Code::Delete, false, false) | (Code::Char('d'), true, false) => {
                self.cut(self.at, after);
            }
            (Code::Char('w'), true, false) | (Code::Backspace, false, true) => {
                let left = self.text.get(..self.at).unwrap_or_default().trim_end();
                let start = left.rfind(char::is_whitespace);
                let start = start.map_or(0, |at| {
                    at + left
                        .get(at..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(0, char::len_utf8)
                });
                self.cut(start, self.at);
            }
            (Code::Char('u'), true, false) => self.cut(0, self.at),
            (Code::Char('k'), true, false) => self.cut(self.at, self.text.len()),
            _ => return false,
        }
        true
    }

    /// Put `words` in at the cursor: as one line, without anything that acts or hides.
    pub fn insert(&mut self, words: &str) {
        let free = MOST_CHARACTERS.saturating_sub(self.text.chars().count());
        let mut clean = String::new();
        for c in words
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .take(free)
        {
            if is_harmless(c.encode_utf8(&mut [0; 4])) {
                clean.push(c);
            }
        }
        self.text.insert_str(self.at, &clean);
        // What was put in may have joined what stands after it.
        let end = self.at + clean.len();
        let edges = measure::graphemes(&self.text).map(|grapheme| grapheme.start);
        self.at = edges
            .filter(|&edge| edge >= end)
            .min()
            .unwrap_or(self.text.len());
    }

    /// What of the line shows in `cells` cells, and the cell of the cursor in it: the cursor always shows.
    pub fn window(&self, cells: usize) -> (&str, usize) {
        let (left, right) = (
            self.text.get(..self.at).unwrap_or_default(),
            self.text.get(self.at..).unwrap_or_default(),
        );
        let behind = measure::cells(right).min(cells / 4);
        let room = cells.saturating_sub(1 + behind);
        let (mut start, mut used) = (self.at, 0);
        for grapheme in measure::graphemes(left).rev() {
            if used + grapheme.cells > room {
                break;
            }
            (start, used) = (grapheme.start, used + grapheme.cells);
        }
        (self.text.get(start..).unwrap_or_default(), used)
    }

    fn cut(&mut self, from: usize, to: usize) {
        if from < to {
            self.text.replace_range(from..to, "");
            self.at = from;
            // What is left may have joined.
            self.insert("");
        }
    }

    /// The edge before the cursor.
    fn before(&self) -> usize {
        let left = self.text.get(..self.at).unwrap_or_default();
        measure::graphemes(left)
            .next_back()
            .map_or(0, |grapheme| grapheme.start)
    }

    /// The edge after the cursor.
    fn after(&self) -> usize {
        let right = self.text.get(self.at..).unwrap_or_default();
        let first = measure::graphemes(right).next();
        self.at + first.map_or(0, |grapheme| grapheme.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line after keys, with a bar at the cursor.
    fn after(text: &str, keys: &str) -> String {
        let mut typed = Typed::new(text);
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            assert!(typed.press(key.parse().unwrap()), "{key}");
        }
        let mut shown = typed.text.clone();
        shown.insert(typed.at, '|');
        shown
    }

    /// Protects: the keys of editing do what they do in a shell, character by character as people see them.
    #[test]
    fn keys_edit_as_everywhere() {
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
        assert!(!Typed::default().press("up".parse().unwrap()));
        assert!(!Typed::default().press("ctrl-x".parse().unwrap()));
    }

    /// Protects: what is pasted is one line, and cannot act.
    #[test]
    fn what_is_pasted_is_made_clean() {
        let mut typed = Typed::new("<>");
        typed.press("left".parse().unwrap());
        typed.insert("a\nb\u{1b}[31m\u{202e}\tc");
        assert_eq!(typed.text(), "<a b[31m c>");
        typed.insert(&"x".repeat(9999));
        assert_eq!(typed.text().chars().count(), MOST_CHARACTERS);
    }

    /// Protects: the cursor shows, however long the line and narrow the room.
    #[test]
    fn the_cursor_always_shows() {
        let mut typed = Typed::new("漢字 and a long line that does not fit in anything 字");
        for _ in 0..60 {
            for cells in 1..40 {
                let (shown, cursor) = typed.window(cells);
                assert!(cursor < cells, "{cursor} of {cells}");
                assert!(typed.text().ends_with(shown));
            }
            typed.press("left".parse().unwrap());
        }
        assert_eq!(typed.window(10).1, 0, "at the beginning");
    }
}
