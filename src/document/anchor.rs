//! A position in a text, identified by the words around it.
//!
//! A [`TextAnchor`] is found again after the text has changed: by its offset as long as the same words are still there,
//! otherwise by searching for the words. It never guesses: if the words are gone, it is not found.

use super::boundary::{floor_char_boundary, prefix, suffix};

/// Number of bytes of context that are stored on each side, at most.
const CONTEXT_BYTES: usize = 160;

/// The lengths of context to search for, in bytes, from the most to the least specific.
const MATCH_LENGTHS: [usize; 3] = [CONTEXT_BYTES, 80, 32];

/// A position in a text with the words on both sides of it.
///
/// ```
/// use byline::document::TextAnchor;
///
/// let old = "Storms hit the coast on Sunday. The ferry to Oslo was cancelled.";
/// let anchor = TextAnchor::new(old, old.find("The ferry").unwrap());
///
/// let new = format!("Updated at noon. {old}");
/// assert_eq!(anchor.find(&new), new.find("The ferry"));
/// assert_eq!(anchor.find("An unrelated text."), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct TextAnchor {
    /// The byte offset at which it was.
    pub offset: usize,
    /// The text before it.
    pub before: String,
    /// The text from there on.
    pub after: String,
}

impl TextAnchor {
    /// The position at the byte offset `at` of `text`, moved back to a character boundary.
    pub fn new(text: &str, at: usize) -> Self {
        let at = floor_char_boundary(text, at);
        let (before, after) = text.split_at(at);
        Self {
            offset: at,
            before: suffix(before, CONTEXT_BYTES).to_owned(),
            after: prefix(after, CONTEXT_BYTES).to_owned(),
        }
    }

    /// Finds the anchor in `text` and returns its byte offset, or `None` if none of its words are there. An anchor at
    /// offset 0 is always at the beginning.
    pub fn find(&self, text: &str) -> Option<usize> {
        let starts_at = |words: &str, from: usize| {
            let rest = text.get(from..);
            rest.is_some_and(|rest| rest.starts_with(words))
        };
        let before = self.offset.checked_sub(self.before.len());
        if self.offset == 0
            || starts_at(&self.after, self.offset)
                && before.is_some_and(|from| starts_at(&self.before, from))
                && (self.before.len(), self.after.len()) != (0, 0)
        {
            return Some(self.offset);
        }
        MATCH_LENGTHS.into_iter().find_map(|length| {
            let found = find_nearest(text, prefix(&self.after, length), self.offset);
            found.or_else(|| {
                let context = suffix(&self.before, length);
                let found = find_nearest(text, context, self.offset.saturating_sub(context.len()))?;
                Some(found + context.len())
            })
        })
    }
}

/// The byte offset of the occurrence of `words` in `text` that is closest to `about` (bytes). `None` if there is none,
/// or if `words` is shorter than 8 bytes and so would match almost anywhere.
pub(crate) fn find_nearest(text: &str, words: &str, about: usize) -> Option<usize> {
    if words.trim().len() < 8 {
        return None;
    }
    let occurrences = text.match_indices(words).map(|(at, _)| at);
    occurrences.min_by_key(|at| at.abs_diff(about))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let paragraph = |n: usize| format!("Paragraph {n} says what no other says: {}.", n * 7919);
        (0..50).map(paragraph).collect::<Vec<_>>().join("\n\n")
    }

    /// Protects: text inserted or removed above does not lose the anchor, and it is not found once its words are gone.
    #[test]
    fn an_anchor_is_found_by_its_words() {
        let old = text();
        let at = old.find("Paragraph 30").unwrap();
        let anchor = TextAnchor::new(&old, at);
        assert_eq!(anchor.find(&old), Some(at));
        for new in [
            format!("A new beginning.\n\n{old}"),
            old.replace("Paragraph 3 says what no other says: 23757.\n\n", ""),
            old.replace("Paragraph 31", "Paragraph XXXI")
                .replace("Paragraph 29", "Paragraph XXIX"),
        ] {
            assert_eq!(anchor.find(&new), new.find("Paragraph 30"));
        }
        assert_eq!(anchor.find("quite another text"), None);
        assert_eq!(TextAnchor::new(&old, 0).find("quite another text"), Some(0));
    }

    /// Protects: among repeated words the anchor finds the occurrence closest to where it was, and never splits a
    /// character.
    #[test]
    fn an_anchor_at_any_offset_is_found_again() {
        let same = "The same words again. ".repeat(40);
        for text in [
            same.as_str(),
            "héllo wörld, ünd söon",
            "短い文です。",
            "a",
            "",
        ] {
            for at in 0..=text.len() + 2 {
                let anchor = TextAnchor::new(text, at);
                assert!(text.is_char_boundary(anchor.offset));
                assert_eq!(anchor.find(text), Some(anchor.offset), "{text} {at}");
            }
        }
        let invalid = TextAnchor {
            offset: usize::MAX,
            before: "é".repeat(99),
            after: String::new(),
        };
        assert_eq!(invalid.find("ééé"), None);
    }
}
