//! Finds the occurrences of a form in a text that consist of whole words.

use std::ops::Range;

/// The byte ranges of every occurrence of `form` in `text` that consists of whole words, ascending and disjoint.
///
/// The comparison is exact: case, accents and spaces count.
///
/// ```
/// use byline::entities::corrections::find_whole_words;
///
/// assert_eq!(find_whole_words("Ann met Annie. Ann's hat", "Ann"), [0..3, 15..18]);
/// ```
pub fn find_whole_words(text: &str, form: &str) -> Vec<Range<usize>> {
    if form.is_empty() {
        return Vec::new();
    }
    let searcher = memchr::memmem::Finder::new(form);
    let (mut ranges, mut end) = (Vec::new(), 0);
    for start in searcher.find_iter(text.as_bytes()) {
        let range = start..start + form.len();
        if start >= end && is_whole_word(text, &range) {
            end = range.end;
            ranges.push(range);
        }
    }
    ranges
}

/// Whether neither end of `range` is inside a word.
fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let is_boundary = |at: usize| {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
            return false;
        };
        let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
            return true;
        };
        // A combining mark belongs to the letter before it.
        !(is_combining_mark(right) || continues_word(left) && continues_word(right))
    };
    is_boundary(range.start) && is_boundary(range.end)
}

/// Whether a word can continue across this character. Scripts that do not separate words with spaces, such as ideographs,
/// do not count.
fn continues_word(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: "Ann" is not found in "Annie" but is found before a possessive.
    #[test]
    fn only_whole_words_are_found() {
        let text = "Ann met Annie. Ann's JoAnn, and Ann";
        let ranges = find_whole_words(text, "Ann");
        let starts: Vec<usize> = ranges.iter().map(|range| range.start).collect();
        assert_eq!(starts, [0, 15, 32]);
        assert_eq!(
            find_whole_words("aa aa aa aa", "aa aa").len(),
            2,
            "disjoint"
        );
        assert_eq!(find_whole_words("e e\u{301}", "e").len(), 1, "é is no e");
        assert_eq!(find_whole_words("習近平在北京", "北京").len(), 1);
        assert!(find_whole_words(text, "").is_empty());
        assert_eq!(find_whole_words("“Ann” (Ann)", "Ann").len(), 2);
    }
}
