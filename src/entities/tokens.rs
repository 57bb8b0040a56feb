//! Tokenization: splits the text of a document into words and symbols, as byte ranges.
//!
//! Words follow UAX #29, with refinements for news text:
//!
//! - `U.S.`, `J.` and `Mr.` keep their dot.
//! - A possessive or contracted verb (`'s`, `’ll`) is a token of its own.
//! - A hyphen next to a capital separates words (`Obama` `-` `Putin`, `al` `-` `Assad`, `pro` `-` `Russian`); between lower-case
//!   letters it joins them (`so-called`).
//! - A name that follows another word without a space (`pourRussia`) begins at its capital.
//! - `US$`, a web or e-mail address, a `@handle` and a `#tag` are one token each.
//!
//! Tokens are ascending and disjoint, lie on character boundaries, and never cross a block. White space belongs to no
//! token. The time needed is linear in the length of the text.

mod chars;
mod cjk;
mod position;
mod scanner;
mod word_lists;

pub(in crate::entities) use cjk::segment_cjk;
pub use position::{TokenId, TokenRange};
pub(in crate::entities) use word_lists::SENTENCE_STARTERS;

use crate::document::Document;
use std::ops::Range;

/// The coarse shape of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenShape {
    /// "meeting"; also words in scripts without case.
    Lower,
    /// "Obama", `McCain`, "d'Estaing": some letters are capitals, but not all.
    Title,
    /// "USA", "U.S.", "A": all letters are capitals.
    Upper,
    /// Contains a digit.
    Number,
    /// Neither letter nor digit; or a web address, an e-mail address, a handle or a tag.
    Symbol,
}

impl TokenShape {
    /// Whether it is that of a word with a capital.
    pub fn is_capitalised(self) -> bool {
        matches!(self, Self::Title | Self::Upper)
    }
}

/// A word, a number or a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its shape in the lowest three bits, whether there is space before it in the fourth, and its block in the others. A text has
    /// many tokens, and so each takes 12 bytes instead of 16.
    attributes: u32,
}

/// The bit of [`Token::has_space_before`].
const SPACE_BIT: u32 = 1 << 3;
/// Where the number of the block begins. Of 256 MB of text, 28 bits can count every other byte.
const BLOCK_SHIFT: u32 = 4;

impl Token {
    /// The token of the bytes from `start` to `end`.
    pub(super) fn new(start: usize, end: usize, shape: TokenShape) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
            attributes: shape as u32,
        }
    }

    /// The same, in the block with the index `block`, with or without space before it.
    #[must_use]
    pub(super) fn placed(self, block: u32, has_space_before: bool) -> Self {
        let space = if has_space_before { SPACE_BIT } else { 0 };
        Self {
            attributes: block << BLOCK_SHIFT | space | self.shape() as u32,
            ..self
        }
    }

    /// Its coarse shape.
    pub fn shape(&self) -> TokenShape {
        match self.attributes % SPACE_BIT {
            0 => TokenShape::Lower,
            1 => TokenShape::Title,
            2 => TokenShape::Upper,
            3 => TokenShape::Number,
            _ => TokenShape::Symbol,
        }
    }

    /// Whether white space, or the beginning of the block, comes before it.
    pub fn has_space_before(&self) -> bool {
        self.attributes & SPACE_BIT != 0
    }

    /// Index of the block that contains it.
    pub fn block(&self) -> u32 {
        self.attributes >> BLOCK_SHIFT
    }

    /// Its byte range.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Maximum number of tokens in one text: more than 20 MB of English prose has. The rest of a longer text gets no
/// tokens. Without a limit, a few megabytes of punctuation would exhaust the memory of a small machine.
const MAX_TOKENS: usize = 4_500_000;

/// Tokenizes every prose block of `document`. Code and other blocks that are not prose have no tokens.
///
/// ```
/// use byline::document::{BlockKind, Builder};
/// use byline::entities::tokens;
///
/// let mut builder = Builder::new("example");
/// builder.push("Mr. Obama's U.S. visit");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let found = tokens::tokenize(&document);
/// let words: Vec<&str> = found.iter().map(|token| token.text(document.text())).collect();
/// assert_eq!(words, ["Mr.", "Obama", "'s", "U.S.", "visit"]);
/// ```
pub fn tokenize(document: &Document) -> Vec<Token> {
    let text = document.text();
    // English prose has about one token for every five bytes.
    let mut tokens = Vec::with_capacity((text.len() / 5).min(MAX_TOKENS));
    for (index, block) in document.blocks().iter().enumerate() {
        if block.kind.is_prose() {
            tokenize_range(text, block.range.clone(), index as u32, &mut tokens);
        }
    }
    tokens
}

/// Tokenizes `text` as one block.
pub fn tokenize_text(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_range(text, 0..text.len(), 0, &mut tokens);
    tokens
}

/// Appends the tokens of the bytes `range` of `text`, which are in block `block`. Text beyond 4 GiB has no tokens.
pub(super) fn tokenize_range(text: &str, range: Range<usize>, block: u32, tokens: &mut Vec<Token>) {
    if u32::try_from(range.end).is_ok() {
        scanner::scan(text, range, block, tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let tokens = tokenize_text(text).into_iter();
        tokens.map(|token| token.text(text)).collect()
    }

    fn shapes(text: &str) -> Vec<TokenShape> {
        let tokens = tokenize_text(text).into_iter();
        tokens.map(|token| token.shape()).collect()
    }

    #[test]
    fn names_with_an_apostrophe_are_one_token() {
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
    fn a_hyphen_separates_at_capitals_and_joins_lower_case() {
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
    fn a_name_without_a_space_before_it_begins_at_its_capital() {
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
    fn numbers_and_currencies_are_tokens() {
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
    fn quotes_and_punctuation_are_tokens_of_their_own() {
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
    fn other_scripts_are_tokenized() {
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
    fn every_shape_is_recognised() {
        use TokenShape::{Lower, Number, Symbol, Title, Upper};
        assert_eq!(
            shapes("meeting McCain USA U.S. 13th , 's A Élan"),
            [
                Lower, Title, Upper, Upper, Number, Symbol, Lower, Upper, Title
            ]
        );
        assert_eq!(shapes("@BBC http://x.y"), [Symbol, Symbol]);
    }

    #[test]
    fn only_prose_has_tokens_and_each_has_its_block() {
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
            .map(|token| {
                (
                    token.text(document.text()),
                    token.block(),
                    token.has_space_before(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [("One", 0, true), ("two", 0, true), ("Three", 2, true)]
        );
    }

    /// Protects: every character is taken, whatever stands beside it, so that the scan always advances.
    #[test]
    fn every_character_is_a_token_or_part_of_one() {
        assert_eq!(
            words("ʼ[ ʼ ʼAbd aʼb Annaʼs"),
            ["ʼ", "[", "ʼ", "ʼAbd", "aʼb", "Anna", "ʼs"]
        );
        for c in ('\u{21}'..='\u{ffff}').filter(|c| !chars::is_blank(*c)) {
            for text in [format!("{c}["), format!("{c} x"), format!("x{c}")] {
                let tokens = tokenize_text(&text);
                let bytes: usize = words(&text).iter().map(|word| word.len()).sum();
                let spaces = text.len() - text.replace(' ', "").len();
                assert!(
                    tokens.len() <= 3 && bytes + spaces == text.len(),
                    "{text:?}"
                );
            }
        }
    }

    /// Protects: a file of nothing but punctuation does not exhaust the memory.
    #[test]
    fn the_number_of_tokens_is_limited() {
        let text = ",;".repeat(MAX_TOKENS / 2 + 1);
        assert_eq!(words(&text).len(), MAX_TOKENS);
    }

    #[test]
    fn a_very_long_run_of_combining_marks_is_one_token() {
        let text = format!("a{} b", "\u{301}".repeat(100_000));
        assert_eq!(words(&text).len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_gives_ordered_disjoint_tokens_that_cover_everything_but_white_space(text in "[a-zA-Z.'’ʼ@#$ \\-é\u{301}中1,:/]{0,60}|\\PC{0,60}") {
            let tokens = tokenize_text(&text);
            let mut end = 0;
            for token in &tokens {
                prop_assert!(token.start as usize >= end && token.start < token.end);
                let gap = text.get(end..token.start as usize).unwrap();
                prop_assert!(gap.chars().all(chars::is_blank), "{gap:?}");
                prop_assert_eq!(token.has_space_before(), !gap.is_empty() || token.start == 0);
                prop_assert!(!token.text(&text).is_empty());
                end = token.end as usize;
            }
        }
    }
}
