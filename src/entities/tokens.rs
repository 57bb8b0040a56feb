//! Tokens: the words of a document, as ranges.
//!
//! Owns the splitting: UAX #29 words refined for news. Promises that tokens are ascending, disjoint, on character
//! boundaries, and never cross a block; the work is linear in the text. White space is no token.
//!
//! What is refined: `U.S.`, `J.`, `Mr.` keep their dot; a possessive or a contracted verb (`'s`, `’ll`) is a token of its
//! own; a hyphen with a capital on either side parts two words (`Obama` `-` `Putin`, `al` `-` `Assad`, `pro` `-`
//! `Russian`), between small letters it joins them (`so-called`); a name glued to a slug (`pourRussia`) begins at its
//! capital; `US$` is one token; so is an address, a `@handle`, a `#tag`.

mod chars;
mod scan;
mod unparted;
mod words;

pub(in crate::entities) use unparted::part;

use crate::document::Document;
use std::ops::Range;

/// What a token looks like, in one of a few coarse shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "meeting"; also letters without case
    Lower,
    /// "Obama", `McCain`, "d'Estaing" (a capital somewhere, not all)
    Title,
    /// "USA", "U.S.", "A"
    Upper,
    /// Digits, with whatever else.
    Number,
    /// No letter and no digit; or a web address, an e-mail address, a handle, a tag.
    Mark,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it looks like.
    pub shape: Shape,
    /// Whether white space (or the beginning of the text) stands before it.
    pub spaced: bool,
    /// Index of the block it stands in.
    pub block: u32,
}

impl Token {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Most tokens of one text, more than there are in 20 MB of English prose; behind them nothing is looked for. Without an end
/// a few megabytes of nothing but marks would fill the memory of a small machine.
const MOST: usize = 4_500_000;

/// The tokens of every prose block.
pub fn tokenize(document: &Document) -> Vec<Token> {
    let text = document.text();
    // English prose has a token for every five bytes or so.
    let mut tokens = Vec::with_capacity((text.len() / 5).min(MOST));
    for (index, block) in document.blocks().iter().enumerate() {
        if block.kind.is_prose() {
            scan(text, block.range.clone(), index as u32, &mut tokens);
        }
    }
    tokens
}

/// Append the tokens of the bytes `range` of `text`, which stand in block `block`. Text beyond 4 GiB has no tokens.
pub fn scan(text: &str, range: Range<usize>, block: u32, tokens: &mut Vec<Token>) {
    if u32::try_from(range.end).is_ok() {
        scan::scan(text, range, block, tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        scan(text, 0..text.len(), 0, &mut tokens);
        tokens.iter().map(|token| token.text(text)).collect()
    }

    fn shapes(text: &str) -> Vec<Shape> {
        let mut tokens = Vec::new();
        scan(text, 0..text.len(), 0, &mut tokens);
        tokens.iter().map(|token| token.shape).collect()
    }

    #[test]
    fn names_with_an_apostrophe_stay_whole() {
        assert_eq!(
            words("O'Neill d'Estaing O’Brien L’Oréal"),
            ["O'Neill", "d'Estaing", "O’Brien", "L’Oréal"]
        );
    }

    #[test]
    fn possessives_and_contracted_verbs_are_split_off() {
        assert_eq!(
            words("Putin's Obama’s U.S.'s"),
            ["Putin", "'s", "Obama", "’s", "U.S.", "'s"]
        );
        assert_eq!(
            words("TRUMP'S they'll Jones' don't"),
            ["TRUMP", "'S", "they", "'ll", "Jones", "'", "don't"]
        );
        assert_eq!(words("Putin 's"), ["Putin", "'s"]);
    }

    #[test]
    fn a_capital_at_a_hyphen_parts_and_small_letters_join() {
        assert_eq!(words("Obama-Putin"), ["Obama", "-", "Putin"]);
        assert_eq!(
            words("al-Assad pro-Russian US-backed"),
            [
                "al", "-", "Assad", "pro", "-", "Russian", "US", "-", "backed"
            ]
        );
        assert_eq!(
            words("so-called 24-year-old MH-17 COVID-19"),
            ["so-called", "24-year-old", "MH-17", "COVID-19"]
        );
        assert_eq!(
            words("Franco–German Élysée-Émile"),
            ["Franco", "–", "German", "Élysée", "-", "Émile"]
        );
    }

    #[test]
    fn abbreviations_and_initials_keep_their_dot() {
        assert_eq!(
            words("Mr. Smith Jr. of the U.S."),
            ["Mr.", "Smith", "Jr.", "of", "the", "U.S."]
        );
        assert_eq!(
            words("J. R. R. Tolkien, J.K. Rowling"),
            ["J.", "R.", "R.", "Tolkien", ",", "J.K.", "Rowling"]
        );
        assert_eq!(
            words("J.Smith in Washington, D.C. at 5 p.m. in the U.K"),
            [
                "J.",
                "Smith",
                "in",
                "Washington",
                ",",
                "D.C.",
                "at",
                "5",
                "p.m.",
                "in",
                "the",
                "U.K"
            ]
        );
        assert_eq!(
            words("It ended. No. 5. No."),
            ["It", "ended", ".", "No.", "5", ".", "No", "."]
        );
    }

    #[test]
    fn a_name_glued_to_a_slug_begins_at_its_capital() {
        assert_eq!(
            words("presidents-russe-americain-pose-pourRussia"),
            ["presidents-russe-americain-pose-pour", "Russia"]
        );
        assert_eq!(words("SmithPublished"), ["Smith", "Published"]);
        assert_eq!(
            words("iPhone eBay McDonald MacArthur DeVos LeBron WikiLeaks FitzGerald YouTube"),
            [
                "iPhone",
                "eBay",
                "McDonald",
                "MacArthur",
                "DeVos",
                "LeBron",
                "WikiLeaks",
                "FitzGerald",
                "YouTube"
            ]
        );
    }

    #[test]
    fn numbers_and_money() {
        assert_eq!(
            words("1,234.5 10:30 $5 US$100 A$3"),
            ["1,234.5", "10:30", "$", "5", "US$", "100", "A$", "3"]
        );
        assert_eq!(words("in 1999, 50%"), ["in", "1999", ",", "50", "%"]);
    }

    #[test]
    fn addresses_handles_and_tags_are_one_token() {
        assert_eq!(
            words("see https://a.org/x?y=Iran&z. @BBCNews #Syria"),
            ["see", "https://a.org/x?y=Iran&z", ".", "@BBCNews", "#Syria"]
        );
        assert_eq!(
            words("write to jane.o-doe@mail.example.org, or www.iran.ir."),
            [
                "write",
                "to",
                "jane.o-doe@mail.example.org",
                ",",
                "or",
                "www.iran.ir",
                "."
            ]
        );
        assert_eq!(
            words("Amazon.com bbc.co.uk/news the end.Then"),
            ["Amazon.com", "bbc.co.uk/news", "the", "end", ".", "Then"]
        );
    }

    #[test]
    fn quotes_and_marks_stand_alone() {
        assert_eq!(
            words("“Yes,” he said… (no) --"),
            [
                "“", "Yes", ",", "”", "he", "said", "…", "(", "no", ")", "--"
            ]
        );
        assert_eq!(
            words("[George W.] Bush"),
            ["[", "George", "W.", "]", "Bush"]
        );
    }

    #[test]
    fn other_scripts() {
        assert_eq!(
            words("習近平 met Владимир Путин"),
            ["習近平", "met", "Владимир", "Путин"]
        );
        assert_eq!(
            words("Zoe\u{308} naïve\u{a0}x"),
            ["Zoe\u{308}", "naïve", "x"]
        );
    }

    #[test]
    fn shapes_are_as_their_words_say() {
        use Shape::{Lower, Mark, Number, Title, Upper};
        assert_eq!(
            shapes("meeting McCain USA U.S. 13th , 's A Élan"),
            [
                Lower, Title, Upper, Upper, Number, Mark, Lower, Upper, Title
            ]
        );
        assert_eq!(shapes("@BBC http://x.y"), [Mark, Mark]);
    }

    #[test]
    fn only_prose_has_tokens_and_each_knows_its_block() {
        let mut builder = Builder::new("test");
        builder.push("One two");
        builder.end(BlockKind::Paragraph);
        builder.push("let x = Obama;");
        builder.end(BlockKind::Code);
        builder.push("Three");
        builder.end(BlockKind::Paragraph);
        let document = builder.finish();
        let tokens = tokenize(&document);
        let found: Vec<_> = tokens
            .iter()
            .map(|token| (token.text(document.text()), token.block, token.spaced))
            .collect();
        assert_eq!(
            found,
            [("One", 0, true), ("two", 0, true), ("Three", 2, true)]
        );
    }

    /// Protects: a file of nothing but marks does not fill the memory.
    #[test]
    fn a_text_has_an_end() {
        let text = ",;".repeat(MOST / 2 + 1);
        assert_eq!(words(&text).len(), MOST);
    }

    #[test]
    fn a_bomb_of_combining_marks_is_one_token() {
        let text = format!("a{} b", "\u{301}".repeat(100_000));
        assert_eq!(words(&text).len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_gives_ordered_disjoint_tokens_that_cover_all_but_blanks(text in "[a-zA-Z.'’@#$ \\-é\u{301}中1,:/]{0,60}|\\PC{0,60}") {
            let mut tokens = Vec::new();
            scan(&text, 0..text.len(), 0, &mut tokens);
            let mut end = 0;
            for token in &tokens {
                prop_assert!(token.start as usize >= end && token.start < token.end);
                let gap = text.get(end..token.start as usize).unwrap();
                prop_assert!(gap.chars().all(chars::is_blank), "{gap:?}");
                prop_assert_eq!(token.spaced, !gap.is_empty() || token.start == 0);
                prop_assert!(!token.text(&text).is_empty());
                end = token.end as usize;
            }
        }
    }
}
