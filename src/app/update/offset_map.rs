//! Finds a place of a text again in a changed version of that text.
//!
//! A place is found by the words around it rather than by its offset, since text inserted or removed above would shift that.

use crate::document::{find_nearest, floor_char_boundary};

/// The lengths in bytes of the surrounding text that is searched for, from the most to the least reliable.
const CONTEXT_LENGTHS: [usize; 4] = [400, 160, 80, 32];

/// The number of paragraphs on each side that are tried if the text at the place itself is gone.
const MAX_NEIGHBOURS: usize = 40;

/// The byte offset in `new` that corresponds to the byte offset `at` in `old`: found by the text around it, else by the
/// nearest paragraph that both texts have, else in proportion to the lengths of the texts.
pub(super) fn map_offset(old: &str, at: usize, new: &str) -> usize {
    if at == 0 {
        return 0;
    }
    let at = floor_char_boundary(old, at);
    for length in CONTEXT_LENGTHS {
        let after = slice(old, at, floor_char_boundary(old, at.saturating_add(length)));
        if let Some(found) = find_nearest(new, after, at) {
            return found;
        }
        let start = floor_char_boundary(old, at.saturating_sub(length));
        let before = slice(old, start, at);
        if let Some(found) = find_nearest(new, before, start) {
            return found + before.len();
        }
    }
    nearest_kept_paragraph(old, at, new).unwrap_or_else(|| {
        let fraction = at as f64 / old.len().max(1) as f64;
        floor_char_boundary(new, (new.len() as f64 * fraction) as usize)
    })
}

/// The end of the nearest paragraph before `at`, or the beginning of the nearest one after it, that `new` still has.
fn nearest_kept_paragraph(old: &str, at: usize, new: &str) -> Option<usize> {
    let is_distinctive = |paragraph: &&str| paragraph.len() >= 16;
    let mut before = slice(old, 0, at)
        .rsplit("\n\n")
        .filter(is_distinctive)
        .take(MAX_NEIGHBOURS);
    let mut after = slice(old, at, old.len())
        .split("\n\n")
        .filter(is_distinctive)
        .take(MAX_NEIGHBOURS);
    loop {
        let (previous, next) = (before.next(), after.next());
        if let Some(found) = previous.and_then(|previous| {
            find_nearest(new, previous, at).map(|start| start + previous.len())
        }) {
            return Some(found);
        }
        if let Some(found) = next.and_then(|next| find_nearest(new, next, at)) {
            return Some(found);
        }
        if previous.is_none() && next.is_none() {
            return None;
        }
    }
}

fn slice(text: &str, from: usize, to: usize) -> &str {
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

    /// Protects: changes elsewhere in the text do not change the place.
    #[test]
    fn place_is_found_wherever_its_text_moved() {
        let old = text();
        let at = old.find("number 30 says").unwrap();
        for new in [
            format!("A new beginning, long.\n\n{old}"),
            old.replace("Paragraph number 3 says what no other says: 23757.\n\n", ""),
            old.replace("number 31", "number XXXI")
                .replace("number 29", "number XXIX"),
            format!("{old}\n\nAn end."),
        ] {
            assert_eq!(
                map_offset(&old, at, &new),
                new.find("number 30 says").unwrap()
            );
        }
        assert_eq!(map_offset(&old, 0, "quite another"), 0);
    }

    /// Protects: if the text at the place is gone, the place is next to the paragraphs that surrounded it.
    #[test]
    fn removed_text_maps_next_to_its_neighbours() {
        let old = text();
        let gone = "Paragraph number 30 says what no other says: 237570.\n\n";
        let new = format!("New.\n\n{}", old.replace(gone, ""));
        let at = old.find("number 30").unwrap() + 12;
        let found = map_offset(&old, at, &new);
        let next = new.find("Paragraph number 31").unwrap();
        assert!(found.abs_diff(next) < 60, "{found} {next}");
        let other = "ü".repeat(500);
        let found = map_offset(&old, old.len() / 2, &other);
        assert!(other.is_char_boundary(found) && found.abs_diff(other.len() / 2) < 9);
        assert_eq!(map_offset(&old, 999_999, ""), 0);
    }
}
