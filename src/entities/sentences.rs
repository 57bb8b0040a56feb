//! Sentence segmentation: finds where a sentence ends and the next begins.
//!
//! The ranges are ascending, never empty, cover all tokens, and never cross a block. When in doubt, the text is not
//! divided: a missed boundary costs the tagger little, while a false one can divide a name.

use super::index::SentenceRanges;
use super::token_view::TokenView;
use super::tokens::{SENTENCE_STARTERS, Token, TokenId, TokenRange, TokenShape};
use std::sync::Arc;

/// A line of at least this many bytes was broken by hard wrapping, not by its author.
const MIN_WRAPPED_LINE_BYTES: usize = 45;

/// Divides `tokens` into sentences: ascending ranges that cover all tokens.
///
/// ```
/// use byline::entities::{sentences, tokens};
///
/// let text = "He lives in the U.S. The rest do not.";
/// let words = tokens::tokenize_text(text);
/// let places = sentences::split(text, &words).into_iter().map(|sentence| sentence.indices());
/// assert_eq!(places.collect::<Vec<_>>(), [0..5, 5..10]);
/// ```
pub fn split(text: &str, tokens: &[Token]) -> Vec<TokenRange> {
    let view = TokenView::new(text, tokens);
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = TokenId::FIRST;
    let mut line_start = 0;
    for ((at, next), last) in view.entries().skip(1).zip(tokens) {
        let is_boundary = if last.block() != next.block() {
            line_start = next.start as usize;
            true
        } else if next.has_space_before() && view.breaks_line(at) {
            let is_wrapped =
                last.end as usize - line_start.min(last.end as usize) >= MIN_WRAPPED_LINE_BYTES;
            line_start = next.start as usize;
            !is_wrapped || begins_after_sentence(&view, at)
        } else {
            begins_after_sentence(&view, at)
        };
        if is_boundary {
            sentences.push(start.until(at));
            start = at;
        }
    }
    if start < view.end() {
        sentences.push(start.until(view.end()));
    }
    sentences
}

/// The byte ranges of the sentences.
pub(super) fn to_byte_ranges(view: &TokenView<'_>) -> SentenceRanges {
    let sentences = view.sentences.iter().map(|&sentence| {
        let bytes = view.bytes(sentence);
        bytes.start as u32..bytes.end as u32
    });
    Arc::new(sentences.collect())
}

/// Whether a sentence ends before the token at `next`, which is not the first.
fn begins_after_sentence(view: &TokenView<'_>, next: TokenId) -> bool {
    let Some(last) = next.checked_sub(1) else {
        return false;
    };
    let word = view.word(last);
    let is_spaced = view.has_space_before(next);
    if view.shape(last) != TokenShape::Symbol {
        return word.ends_with('.') && is_spaced && abbreviation_ends_sentence(word, view, next);
    }
    if is_terminator(word) {
        // A full stop without a space after it.
        let missing_space = !is_spaced
            && view.shape(next) == TokenShape::Title
            && last
                .checked_sub(1)
                .is_some_and(|before| view.shape(before) == TokenShape::Lower);
        return (is_spaced || missing_space || is_unspaced_terminator(word))
            && can_start_sentence(view, next);
    }
    // A closing quotation mark or bracket belongs to the sentence that ends inside it.
    is_closing_mark(word)
        && is_spaced
        && has_terminator_before(view, last)
        && can_start_sentence(view, next)
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

/// Whether only closing marks, at most two, come between the token at `at` and a terminator before it.
fn has_terminator_before(view: &TokenView<'_>, at: TokenId) -> bool {
    // Going backwards, every token must touch the one after it.
    for after in (at.saturating_sub(2).until(at + 1)).into_iter().rev() {
        let before = after.checked_sub(1).map_or("", |before| view.word(before));
        if view.has_space_before(after) {
            return false;
        }
        if !is_closing_mark(before) {
            return is_terminator(before);
        }
    }
    false
}

/// Whether a sentence may begin at `start`: with a capital, a digit, a script without case, or opening punctuation before
/// one of those.
fn can_start_sentence(view: &TokenView<'_>, start: TokenId) -> bool {
    let block = view.block(start);
    let following = start.until(start + 3).into_iter();
    // The next block is irrelevant.
    for at in following.take_while(|&at| view.block(at) == block) {
        let word = view.word(at);
        match view.shape(at) {
            TokenShape::Title | TokenShape::Upper | TokenShape::Number => return true,
            // "iPhone" has the shape `Title`; what is left begins with a lower-case letter or has no case.
            TokenShape::Lower => return word.starts_with(|c: char| !c.is_lowercase()),
            TokenShape::Symbol => {
                if is_terminator(word) || is_closing_mark(word) && !view.has_space_before(at) {
                    return false;
                }
            }
        }
    }
    true
}

/// Whether a sentence ends after the abbreviation `word`, which kept its dot, and before the token at `next`.
fn abbreviation_ends_sentence(word: &str, view: &TokenView<'_>, next: TokenId) -> bool {
    let following = view.word(next);
    let starter = SENTENCE_STARTERS.contains(following);
    // Initials and titles are followed by names. "Plan B. The" is the exception.
    if word.len() == 2 {
        return starter && following.len() > 1 && word != "J.";
    }
    let inner_dots = word.bytes().filter(|&b| b == b'.').count() > 1;
    let at_end = inner_dots
        || matches!(
            word,
            "Jr." | "Sr." | "Inc." | "Ltd." | "Co." | "Corp." | "etc." | "Bros." | "jr."
        );
    let quoted = view.shape(next) == TokenShape::Symbol && matches!(following, "“" | "\"");
    at_end && (starter || quoted)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{tokenize, tokenize_text};
    use super::*;
    use crate::document::{BlockKind, Builder};
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = tokenize_text(text);
        let view = TokenView::new(text, &tokens);
        let bytes = |range| view.bytes(range);
        let sentences = split(text, &tokens).into_iter();
        sentences.map(|range| &text[bytes(range)]).collect()
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
        let sentences = split(document.text(), &tokens).into_iter();
        let places: Vec<_> = sentences.map(TokenRange::indices).collect();
        assert_eq!(places, [0..2, 2..5]);
    }

    proptest! {
        #[test]
        fn every_token_is_in_exactly_one_sentence(text in "[A-Za-z.!?\"”’ \n]{0,80}|\\PC{0,60}") {
            let tokens = tokenize_text(&text);
            let mut next = 0;
            for range in split(&text, &tokens).into_iter().map(TokenRange::indices) {
                prop_assert_eq!(range.start, next);
                prop_assert!(range.end > range.start);
                next = range.end;
            }
            prop_assert_eq!(next, tokens.len());
        }
    }
}
