//! A place in a text, known by the words around it.
//!
//! Found again in a text that has changed: by its number as long as the same words stand there, else by the words. Never
//! guesses: where the words are gone, so is the place.

/// Bytes of words that are kept on each side, at most.
const AROUND: usize = 160;

/// How many bytes of them are looked for, from sure to unsure.
const LENGTHS: [usize; 3] = [AROUND, 80, 32];

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Where it was, bytes.
    pub at: usize,
    /// The words before it.
    pub before: String,
    /// The words from there on.
    pub after: String,
}

impl Spot {
    /// The place `at` (bytes) of `text`.
    pub fn of(text: &str, at: usize) -> Self {
        let at = floor(text, at);
        let before = text.get(floor(text, at.saturating_sub(AROUND))..at);
        let after = text.get(at..floor(text, at.saturating_add(AROUND)));
        Self {
            at,
            before: before.unwrap_or_default().to_owned(),
            after: after.unwrap_or_default().to_owned(),
        }
    }

    /// Where in `text` it is, bytes; `None` if nothing of its words is there. The beginning is the beginning of any text.
    pub fn find(&self, text: &str) -> Option<usize> {
        let stands = |words: &str, from: usize| {
            let there = text.get(from..);
            there.is_some_and(|there| there.starts_with(words))
        };
        let before = self.at.checked_sub(self.before.len());
        if self.at == 0
            || stands(&self.after, self.at)
                && before.is_some_and(|from| stands(&self.before, from))
                && (self.before.len(), self.after.len()) != (0, 0)
        {
            return Some(self.at);
        }
        LENGTHS.into_iter().find_map(|length| {
            let after = self.after.get(..floor(&self.after, length));
            let found = nearest(text, after.unwrap_or_default(), self.at);
            found.or_else(|| {
                let from = floor(&self.before, self.before.len().saturating_sub(length));
                let words = self.before.get(from..).unwrap_or_default();
                let found = nearest(text, words, self.at.saturating_sub(words.len()))?;
                Some(found + words.len())
            })
        })
    }
}

/// Where `words` stand in `text`, as near to `about` (bytes) as can be; too few words stand anywhere.
pub(crate) fn nearest(text: &str, words: &str, about: usize) -> Option<usize> {
    if words.trim().len() < 8 {
        return None;
    }
    let places = text.match_indices(words).map(|(at, _)| at);
    places.min_by_key(|at| at.abs_diff(about))
}

/// The nearest character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let paragraph = |n: usize| format!("Paragraph {n} says what no other says: {}.", n * 7919);
        (0..50).map(paragraph).collect::<Vec<_>>().join("\n\n")
    }

    /// Protects: what is put in or taken out above does not move the place; where its words are gone there is none.
    #[test]
    fn a_place_is_found_by_its_words() {
        let old = text();
        let at = old.find("Paragraph 30").unwrap();
        let spot = Spot::of(&old, at);
        assert_eq!(spot.find(&old), Some(at));
        for new in [
            format!("A new beginning.\n\n{old}"),
            old.replace("Paragraph 3 says what no other says: 23757.\n\n", ""),
            old.replace("Paragraph 31", "Paragraph XXXI")
                .replace("Paragraph 29", "Paragraph XXIX"),
        ] {
            assert_eq!(spot.find(&new), new.find("Paragraph 30"));
        }
        assert_eq!(spot.find("quite another text"), None);
        assert_eq!(Spot::of(&old, 0).find("quite another text"), Some(0));
    }

    /// Protects: of words that stand often, those nearest to where they stood are meant; and no place splits a character.
    #[test]
    fn any_place_of_any_text_is_found_again() {
        let same = "The same words again. ".repeat(40);
        for text in [
            same.as_str(),
            "héllo wörld, ünd söon",
            "短い文です。",
            "a",
            "",
        ] {
            for at in 0..=text.len() + 2 {
                let spot = Spot::of(text, at);
                assert!(text.is_char_boundary(spot.at));
                assert_eq!(spot.find(text), Some(spot.at), "{text} {at}");
            }
        }
        let wild = Spot {
            at: usize::MAX,
            before: "é".repeat(99),
            after: String::new(),
        };
        assert_eq!(wild.find("ééé"), None);
    }
}
