//! The same place in a text that has changed.
//!
//! Goes by the words around it, never by its number: what was put in or taken out above must not move the reader.

use crate::document::{floor, nearest};

/// How many bytes of words are looked for, from sure to unsure.
const LENGTHS: [usize; 4] = [400, 160, 80, 32];

/// How many paragraphs on each side are tried, when the words at the place itself are gone.
const NEIGHBOURS: usize = 40;

/// Where in `new` the place `at` (bytes) of `old` is.
pub(super) fn same(old: &str, at: usize, new: &str) -> usize {
    if at == 0 {
        return 0;
    }
    let at = floor(old, at);
    for length in LENGTHS {
        let after = part(old, at, floor(old, at.saturating_add(length)));
        if let Some(found) = nearest(new, after, at) {
            return found;
        }
        let from = floor(old, at.saturating_sub(length));
        let before = part(old, from, at);
        if let Some(found) = nearest(new, before, from) {
            return found + before.len();
        }
    }
    neighbour(old, at, new).unwrap_or_else(|| {
        let share = at as f64 / old.len().max(1) as f64;
        floor(new, (new.len() as f64 * share) as usize)
    })
}

/// The end of the nearest paragraph above, or the beginning of the nearest below, that is still there.
fn neighbour(old: &str, at: usize, new: &str) -> Option<usize> {
    let worth = |paragraph: &&str| paragraph.len() >= 16;
    let mut above = part(old, 0, at)
        .rsplit("\n\n")
        .filter(worth)
        .take(NEIGHBOURS);
    let mut below = part(old, at, old.len())
        .split("\n\n")
        .filter(worth)
        .take(NEIGHBOURS);
    loop {
        let (up, down) = (above.next(), below.next());
        if let Some(found) = up.and_then(|up| nearest(new, up, at).map(|start| start + up.len())) {
            return Some(found);
        }
        if let Some(found) = down.and_then(|down| nearest(new, down, at)) {
            return Some(found);
        }
        if up.is_none() && down.is_none() {
            return None;
        }
    }
}

fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let paragraph = |n: usize| {
            format!(
                "Paragraph number {n} says what no other says: {}.",
                n * 7919
            )
        };
        (0..50).map(paragraph).collect::<Vec<_>>().join("\n\n")
    }

    /// Protects: what happens above does not move the reader.
    #[test]
    fn words_are_found_again_wherever_they_went() {
        let old = text();
        let at = old.find("number 30 says").unwrap();
        for new in [
            format!("A new beginning, long.\n\n{old}"),
            old.replace("Paragraph number 3 says what no other says: 23757.\n\n", ""),
            old.replace("number 31", "number XXXI")
                .replace("number 29", "number XXIX"),
            format!("{old}\n\nAn end."),
        ] {
            assert_eq!(same(&old, at, &new), new.find("number 30 says").unwrap());
        }
        assert_eq!(same(&old, 0, "quite another"), 0);
    }

    /// Protects: if the very words are gone, the reader is where they were.
    #[test]
    fn where_words_are_gone_their_neighbours_count() {
        let old = text();
        let gone = "Paragraph number 30 says what no other says: 237570.\n\n";
        let new = format!("New.\n\n{}", old.replace(gone, ""));
        let at = old.find("number 30").unwrap() + 12;
        let found = same(&old, at, &new);
        let next = new.find("Paragraph number 31").unwrap();
        assert!(found.abs_diff(next) < 60, "{found} {next}");
        let other = "ü".repeat(500);
        let found = same(&old, old.len() / 2, &other);
        assert!(other.is_char_boundary(found) && found.abs_diff(other.len() / 2) < 9);
        assert_eq!(same(&old, 999_999, ""), 0);
    }
}
