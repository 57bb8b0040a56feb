//! Lists of words in `assets/`, looked up in place: the compiler makes the index, so that nothing is read at start.
//!
//! A row begins with a word, which a tab and a cell may follow. Blank lines and comments, which begin with `#`, are no rows.

/// A list and its index: open addressing with the place of each row.
#[derive(Debug)]
pub(super) struct WordTable<const SLOTS: usize> {
    text: &'static str,
    /// The byte at which a row begins, plus one; 0 where there is none.
    slots: [u16; SLOTS],
}

impl<const SLOTS: usize> WordTable<SLOTS> {
    /// The list `text`. A list that is too long for 16 bits or for `SLOTS`, a power of two, does not compile.
    #[expect(
        clippy::indexing_slicing,
        reason = "a constant cannot use iterators, and an index beyond the end would not compile"
    )]
    pub(super) const fn new(text: &'static str) -> Self {
        assert!(SLOTS.is_power_of_two() && text.len() < u16::MAX as usize);
        let bytes = text.as_bytes();
        let mut slots = [0; SLOTS];
        let (mut start, mut count) = (0, 0);
        while start < bytes.len() {
            let mut hash = HASH_START;
            let mut end = start;
            while end < bytes.len() && !ends_word(bytes[end]) {
                hash = hash_byte(hash, bytes[end]);
                end += 1;
            }
            if end > start && bytes[start] != b'#' {
                count += 1;
                assert!(count * 4 <= SLOTS * 3);
                let mut slot = first_slot(hash, SLOTS);
                while slots[slot] != 0 {
                    slot = (slot + 1) & (SLOTS - 1);
                }
                slots[slot] = start as u16 + 1;
            }
            while end < bytes.len() && bytes[end] != b'\n' {
                end += 1;
            }
            start = end + 1;
        }
        Self { text, slots }
    }

    /// What follows `word` and its tab in its row, which is nothing in a list of one column. `None` if the list does not have the
    /// word.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<&'static str> {
        let first = first_slot(word.bytes().fold(HASH_START, hash_byte), SLOTS);
        let (before, from) = self.slots.split_at_checked(first)?;
        let places = from.iter().chain(before).take_while(|place| **place > 0);
        places
            .filter_map(|place| self.text.get(usize::from(*place) - 1..))
            .find_map(|row| rest_of_row(row, word))
    }

    /// Whether the list has `word`.
    #[inline]
    pub(super) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The words of the list.
    #[cfg(test)]
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        super::word_list::rows(self.text).map(|row| row.split('\t').next().unwrap_or_default())
    }
}

/// What follows `word` and its tab at the beginning of `text`, up to the end of the row; `None` if the row has another word.
fn rest_of_row(text: &'static str, word: &str) -> Option<&'static str> {
    let rest = text.strip_prefix(word)?;
    match rest.bytes().next() {
        Some(b'\t') => {
            let row = rest.get(1..)?.lines().next().unwrap_or_default();
            Some(row.trim_end_matches('\r'))
        }
        None | Some(b'\n' | b'\r') => Some(""),
        _ => None,
    }
}

/// Whether `byte` ends the word of a row.
const fn ends_word(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\r' | b'\n')
}

/// Where the hash of a word starts (FNV-1a; the lists are fixed, so that no text can make their words collide).
const HASH_START: u32 = 0x811c_9dc5;

/// The hash with one more byte.
const fn hash_byte(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Where the search for a word begins.
const fn first_slot(hash: u32, slots: usize) -> usize {
    (hash ^ hash >> 15) as usize & (slots - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: each word is found with its cell, on any system, and nothing else is, not even the beginning of a word.
    #[test]
    fn words_are_found_with_their_cells() {
        let table = WordTable::<8>::new("# word\tcell\r\nab\tx y\r\n\r\né\nabc\ta\tb\nlast\tz\r");
        assert_eq!(table.get("ab"), Some("x y"));
        assert_eq!(table.get("é"), Some(""));
        assert_eq!(table.get("abc"), Some("a\tb"));
        assert_eq!(table.get("last"), Some("z"));
        assert_eq!(WordTable::<8>::new("a\t").get("a"), Some(""));
        for word in ["", "a", "abcd", "# word", "x y", "las", "\n"] {
            assert_eq!(table.get(word), None, "{word:?}");
        }
        assert_eq!(
            table.words().collect::<Vec<_>>(),
            ["ab", "é", "abc", "last"]
        );
    }
}
