//! Where words stand in a text: whole, and as they are written.

use std::ops::Range;

/// Every place where `form` stands in `text` as whole words, in reading order and disjoint.
pub fn places(text: &str, form: &str) -> Vec<Range<usize>> {
    if form.is_empty() {
        return Vec::new();
    }
    let finder = memchr::memmem::Finder::new(form);
    let (mut found, mut end) = (Vec::new(), 0);
    for start in finder.find_iter(text.as_bytes()) {
        let place = start..start + form.len();
        if start >= end && stands_alone(text, &place) {
            end = place.end;
            found.push(place);
        }
    }
    found
}

/// Whether no word goes on across either end of `place`.
fn stands_alone(text: &str, place: &Range<usize>) -> bool {
    let apart = |at: usize| {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
            return false;
        };
        let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
            return true;
        };
        // A mark belongs to the letter before it.
        !(is_mark(right) || goes_on(left) && goes_on(right))
    };
    apart(place.start) && apart(place.end)
}

/// Whether a word can go on over this character; ideographs and their like stand beside each other without a blank.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: "Ann" is not found in "Annie", and is found before a possessive.
    #[test]
    fn only_whole_words_are_found() {
        let text = "Ann met Annie. Ann's JoAnn, and Ann";
        let found = places(text, "Ann");
        let starts: Vec<usize> = found.iter().map(|place| place.start).collect();
        assert_eq!(starts, [0, 15, 32]);
        assert_eq!(places("aa aa aa aa", "aa aa").len(), 2, "disjoint");
        assert_eq!(places("e e\u{301}", "e").len(), 1, "é is no e");
        assert_eq!(places("習近平在北京", "北京").len(), 1);
        assert!(places(text, "").is_empty());
        assert_eq!(places("“Ann” (Ann)", "Ann").len(), 2);
    }
}
