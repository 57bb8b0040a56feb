//! Sentence segmentation: finds where a sentence ends and the next begins.
//!
//! The ranges are ascending, never empty, cover all tokens, and never cross a block. When in doubt, the text is not
//! divided: a missed boundary costs the tagger little, while a false one can divide a name.

use super::tokens::{Token, TokenShape};
use std::ops::Range;
use std::sync::Arc;

/// A line of at least this many bytes was broken by hard wrapping, not by its author.
const MIN_WRAPPED_LINE_BYTES: usize = 45;

/// Words that begin a sentence far more often than they follow an abbreviation within one.
const SENTENCE_STARTERS: [&str; 44] = [
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Many",
    "Meanwhile",
    "Most",
    "On",
    "One",
    "Our",
    "She",
    "Since",
    "Some",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "We",
    "When",
    "While",
    "You",
];

/// Divides `tokens` into sentences: ascending ranges of token indices that cover all tokens.
///
/// ```
/// use byline::entities::{sentences, tokens};
///
/// let text = "He lives in the U.S. The rest do not.";
/// let mut words = Vec::new();
/// tokens::tokenize_range(text, 0..text.len(), 0, &mut words);
/// assert_eq!(sentences::split(text, &words), [0..5, 5..10]);
/// ```
pub fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    let mut line_start = 0;
    for (index, pair) in tokens.windows(2).enumerate() {
        let [last, next] = pair else { continue };
        let is_boundary = if last.block != next.block {
            line_start = next.start as usize;
            true
        } else if has_line_feed(text, last, next) {
            let is_wrapped =
                last.end as usize - line_start.min(last.end as usize) >= MIN_WRAPPED_LINE_BYTES;
            line_start = next.start as usize;
            !is_wrapped || ends_sentence(text, tokens, index)
        } else {
            ends_sentence(text, tokens, index)
        };
        if is_boundary {
            sentences.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Converts `sentences` from ranges of tokens to ranges of bytes.
pub(super) fn to_byte_ranges(tokens: &[Token], sentences: &[Range<usize>]) -> Arc<[Range<u32>]> {
    let bytes = |sentence: &Range<usize>| {
        let first = tokens.get(sentence.start)?;
        let last = tokens.get(sentence.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    };
    sentences.iter().filter_map(bytes).collect()
}

fn has_line_feed(text: &str, last: &Token, next: &Token) -> bool {
    next.has_space_before
        && text
            .as_bytes()
            .get(last.end as usize..next.start as usize)
            .is_some_and(|gap| gap.contains(&b'\n'))
}

/// Whether a sentence ends after the token at `index`.
fn ends_sentence(text: &str, tokens: &[Token], index: usize) -> bool {
    let Some([last, next]) = tokens.get(index..index + 2) else {
        return false;
    };
    let word = last.text(text);
    let Some(&last_byte) = word.as_bytes().last() else {
        return false;
    };
    if last.shape != TokenShape::Symbol {
        return last_byte == b'.'
            && next.has_space_before
            && abbreviation_ends_sentence(text, tokens, index);
    }
    if is_terminator(word) {
        let missing_space = !next.has_space_before
            && next.shape == TokenShape::Title
            && follows_lowercase_word(tokens, index);
        return (next.has_space_before || missing_space || is_unspaced_terminator(word))
            && can_start_sentence(text, tokens, index + 1);
    }
    // A closing quotation mark or bracket belongs to the sentence that ends inside it.
    let is_closing = is_closing_mark(word) && next.has_space_before;
    is_closing
        && has_terminator_before(text, tokens, index)
        && can_start_sentence(text, tokens, index + 1)
}

fn is_terminator(word: &str) -> bool {
    is_unspaced_terminator(word)
        || (!word.is_empty() && word.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')))
        || word == "…"
}

fn is_unspaced_terminator(word: &str) -> bool {
    matches!(word, "。" | "！" | "？" | "।")
}

fn is_closing_mark(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»")
}

/// Whether only closing marks come between the token at `index` and a terminator before it.
fn has_terminator_before(text: &str, tokens: &[Token], index: usize) -> bool {
    let before = tokens
        .get(index.saturating_sub(3)..index)
        .unwrap_or_default();
    // Going backwards, every token must touch the one after it.
    let mut touching = tokens
        .get(index)
        .is_some_and(|token| !token.has_space_before);
    for token in before.iter().rev() {
        if !touching {
            return false;
        }
        let word = token.text(text);
        if is_terminator(word) {
            return true;
        }
        if !is_closing_mark(word) {
            return false;
        }
        touching = !token.has_space_before;
    }
    false
}

/// Whether the token before `index` is a word in lower case, as before a full stop without a space after it.
fn follows_lowercase_word(tokens: &[Token], index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|token| token.shape == TokenShape::Lower)
}

/// Whether a sentence may begin at `index`: with a capital, a digit, a script without case, or opening punctuation
/// before one of those.
fn can_start_sentence(text: &str, tokens: &[Token], index: usize) -> bool {
    let block = tokens.get(index).map(|token| token.block);
    let following = tokens.iter().skip(index).take(3);
    // The next block is irrelevant.
    for token in following.take_while(|token| Some(token.block) == block) {
        match token.shape {
            TokenShape::Title | TokenShape::Upper | TokenShape::Number => return true,
            TokenShape::Lower => {
                // "iPhone" has the shape `Title`; what is left begins with a lower-case letter or has no case.
                return token
                    .text(text)
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase());
            }
            TokenShape::Symbol => {
                let word = token.text(text);
                if is_terminator(word) || is_closing_mark(word) && !token.has_space_before {
                    return false;
                }
            }
        }
    }
    true
}

/// Whether a sentence ends after an abbreviation that kept its dot.
fn abbreviation_ends_sentence(text: &str, tokens: &[Token], index: usize) -> bool {
    let Some([last, next]) = tokens.get(index..index + 2) else {
        return false;
    };
    let word = last.text(text);
    let starter = SENTENCE_STARTERS.binary_search(&next.text(text)).is_ok();
    // Initials and titles are followed by names. "Plan B. The" is the exception.
    if word.len() == 2 {
        return starter && next.text(text).len() > 1 && word != "J.";
    }
    let inner_dots = word.bytes().filter(|&b| b == b'.').count() > 1;
    let at_end = inner_dots
        || matches!(
            word,
            "Jr." | "Sr." | "Inc." | "Ltd." | "Co." | "Corp." | "etc." | "Bros." | "jr."
        );
    let quoted = next.shape == TokenShape::Symbol && matches!(next.text(text), "“" | "\"");
    at_end && (starter || quoted)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{tokenize, tokenize_range};
    use super::*;
    use crate::document::{BlockKind, Builder};
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize_range(text, 0..text.len(), 0, &mut tokens);
        split(text, &tokens)
            .into_iter()
            .map(|range| {
                let start = tokens[range.start].start as usize;
                &text[start..tokens[range.end - 1].end as usize]
            })
            .collect()
    }

    #[test]
    fn the_list_of_starters_is_sorted() {
        assert!(SENTENCE_STARTERS.is_sorted());
    }

    #[test]
    fn sentences_end_after_terminators_and_closing_quotes() {
        assert_eq!(
            sentences("He left. “Why?” She asked! (It rained.) 5 stayed… Then"),
            [
                "He left.",
                "“Why?”",
                "She asked!",
                "(It rained.)",
                "5 stayed…",
                "Then"
            ]
        );
    }

    #[test]
    fn a_lower_case_word_does_not_begin_a_sentence() {
        assert_eq!(sentences("“Why?” she asked. eBay rose").len(), 2);
        assert_eq!(
            sentences("the end.Then it began"),
            ["the end.", "Then it began"]
        );
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Mr. Smith met J. R. R. Tolkien of the U.S. Army at 5 p.m. Monday.").len(),
            1
        );
        assert_eq!(
            sentences("He lives in the U.S. The rest do not. Acme Inc. It fell."),
            [
                "He lives in the U.S.",
                "The rest do not.",
                "Acme Inc.",
                "It fell."
            ]
        );
    }

    #[test]
    fn a_short_line_ends_a_sentence_and_a_wrapped_line_does_not() {
        assert_eq!(sentences("Jane Doe\nEditor"), ["Jane Doe", "Editor"]);
        let wrapped = "the ambassador of the republic to the court, Barack\nObama, left";
        assert_eq!(sentences(wrapped), [wrapped]);
    }

    #[test]
    fn a_block_ends_a_sentence() {
        let mut builder = Builder::new("test");
        builder.push("A heading");
        builder.end(BlockKind::Heading(1));
        builder.push("and a text");
        let document = builder.finish();
        let tokens = tokenize(&document);
        assert_eq!(split(document.text(), &tokens), [0..2, 2..5]);
    }

    proptest! {
        #[test]
        fn every_token_is_in_exactly_one_sentence(text in "[A-Za-z.!?\"”’ \n]{0,80}|\\PC{0,60}") {
            let mut tokens = Vec::new();
            tokenize_range(&text, 0..text.len(), 0, &mut tokens);
            let mut next = 0;
            for range in split(&text, &tokens) {
                prop_assert_eq!(range.start, next);
                prop_assert!(range.end > range.start);
                next = range.end;
            }
            prop_assert_eq!(next, tokens.len());
        }
    }
}
