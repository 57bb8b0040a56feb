//! Small lists of words, written in the source, and the rows of longer ones in `assets/`.

/// A list of words separated by spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordList {
    words: &'static str,
    /// A bit for each word, by its length and its first, second and last byte. Most words that are looked up are not in the
    /// list, and this tells without reading it.
    filter: [u64; FILTER_WORDS],
}

/// Length of a filter, a power of two.
const FILTER_WORDS: usize = 32;

/// The bit of a word in a filter: which number of it, and its place there.
const fn filter_bit(first: u8, second: u8, last: u8, len: usize) -> (usize, u64) {
    let mixed =
        (first as usize) * 0x12d + (second as usize) * 0x53 + (last as usize) * 0x2b5 + len * 0x1f;
    (mixed >> 6 & (FILTER_WORDS - 1), 1 << (mixed & 63))
}

impl WordList {
    /// The list of these words.
    #[expect(
        clippy::indexing_slicing,
        reason = "a constant cannot use iterators, and an index beyond the end would not compile"
    )]
    pub(super) const fn new(words: &'static str) -> Self {
        let mut filter = [0; FILTER_WORDS];
        let bytes = words.as_bytes();
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at].is_ascii_whitespace() {
                if at > start {
                    let second = if at > start + 1 { bytes[start + 1] } else { 0 };
                    let (number, bit) = filter_bit(bytes[start], second, bytes[at - 1], at - start);
                    filter[number] |= bit;
                }
                start = at + 1;
            }
            at += 1;
        }
        Self { words, filter }
    }

    /// The words of the list.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.words.split_ascii_whitespace()
    }

    /// Whether `word` is in the list; case matters.
    #[inline]
    pub(super) fn contains(&self, word: &str) -> bool {
        let (first, second, last) = match *word.as_bytes() {
            [] => return false,
            [first] => (first, 0, first),
            [first, second] => (first, second, second),
            [first, second, .., last] => (first, second, last),
        };
        let (number, bit) = filter_bit(first, second, last, word.len());
        let may_contain = |bits: &u64| bits & bit != 0;
        self.filter.get(number).is_some_and(may_contain) && self.iter().any(|other| other == word)
    }
}

/// The rows of a list without blank lines and comments, which begin with `#`.
///
/// It looks for the ends of lines byte by byte: rows are so short that a search made for long texts takes longer.
pub(super) fn rows(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.bytes().position(|byte| byte == b'\n');
        let (row, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.strip_prefix('\n').unwrap_or_default();
        Some(row.strip_suffix('\r').unwrap_or(row))
    })
    .filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// The first cell of a row, and what follows its tab; `None` if it has one cell.
///
/// As in [`rows`], byte by byte.
pub(super) fn split_cell(row: &str) -> Option<(&str, &str)> {
    let tab = row.bytes().position(|byte| byte == b'\t')?;
    let (cell, rest) = row.split_at(tab);
    Some((cell, rest.strip_prefix('\t')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a list that was edited on any system has its words, and neither blank lines nor comments.
    #[test]
    fn rows_are_lines_with_something_in_them() {
        let found: Vec<&str> = rows("# a\nb\n\r\nc d\r\né").collect();
        assert_eq!(found, ["b", "c d", "é"]);
        assert_eq!(rows("").count() + rows("\n").count(), 0);
    }

    /// Protects: a cell ends at the first tab, and letters of several bytes stay whole.
    #[test]
    fn cells_end_at_tabs() {
        assert_eq!(split_cell("é\tb\tc"), Some(("é", "b\tc")));
        assert_eq!(split_cell("a\t"), Some(("a", "")));
        assert_eq!(split_cell("a b"), None);
    }

    /// Protects: a list has its own words, of whatever length, and no others; it has no empty word.
    #[test]
    fn a_list_has_its_own_words_only() {
        const WORDS: WordList = WordList::new("a bc  \n  said 's élan Xi");
        for word in WORDS.iter() {
            assert!(WORDS.contains(word), "{word}");
        }
        assert_eq!(WORDS.iter().count(), 6);
        for word in ["", "b", "sail", "bcd", "xi", "said "] {
            assert!(!WORDS.contains(word), "{word:?}");
        }
    }
}
