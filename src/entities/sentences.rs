//! Sentences: where one ends and the next begins.
//!
//! Owns the splitting of tokens into sentences. Promises ranges that are ascending, never empty, that cover all tokens, and
//! that never cross a block. Errs on the side of too few: a missed end costs the tagger little, a false one parts a name.

use super::tokens::{Shape, Token};
use std::ops::Range;
use std::sync::Arc;

/// A line at least this long (bytes) was broken by a margin, not by its author.
const MARGIN: usize = 45;

/// Words that begin sentences far more often than they follow an abbreviation inside one.
const STARTERS: [&str; 44] = [
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

/// Ranges of token indices, ascending, covering all tokens.
pub fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    let mut line = 0;
    for (index, pair) in tokens.windows(2).enumerate() {
        let [last, next] = pair else { continue };
        let breaks = if last.block != next.block {
            line = next.start as usize;
            true
        } else if has_line_feed(text, last, next) {
            let long = last.end as usize - line.min(last.end as usize) >= MARGIN;
            line = next.start as usize;
            !long || ends(text, tokens, index)
        } else {
            ends(text, tokens, index)
        };
        if breaks {
            sentences.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// The same ranges in bytes of the text.
pub(super) fn in_bytes(tokens: &[Token], sentences: &[Range<usize>]) -> Arc<[Range<u32>]> {
    let bytes = |sentence: &Range<usize>| {
        let first = tokens.get(sentence.start)?;
        let last = tokens.get(sentence.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    };
    sentences.iter().filter_map(bytes).collect()
}

fn has_line_feed(text: &str, last: &Token, next: &Token) -> bool {
    next.spaced
        && text
            .as_bytes()
            .get(last.end as usize..next.start as usize)
            .is_some_and(|gap| gap.contains(&b'\n'))
}

/// Whether a sentence ends after the token at `index`.
fn ends(text: &str, tokens: &[Token], index: usize) -> bool {
    let Some([last, next]) = tokens.get(index..index + 2) else {
        return false;
    };
    let word = last.text(text);
    let Some(&mark) = word.as_bytes().last() else {
        return false;
    };
    if last.shape != Shape::Mark {
        return mark == b'.' && next.spaced && abbreviation_ends(text, tokens, index);
    }
    if is_stop(word) {
        let glued = !next.spaced && next.shape == Shape::Title && is_small(tokens, index);
        return (next.spaced || glued || is_wide_stop(word)) && opens(text, tokens, index + 1);
    }
    // A closing quote or bracket ends what the stop inside it ended.
    let closes = is_closing(word) && next.spaced;
    closes && stop_before(text, tokens, index) && opens(text, tokens, index + 1)
}

fn is_stop(word: &str) -> bool {
    is_wide_stop(word)
        || (!word.is_empty() && word.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')))
        || word == "…"
}

fn is_wide_stop(word: &str) -> bool {
    matches!(word, "。" | "！" | "？" | "।")
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»")
}

/// Whether only closing marks stand between the token at `index` and a stop before it.
fn stop_before(text: &str, tokens: &[Token], index: usize) -> bool {
    let before = tokens
        .get(index.saturating_sub(3)..index)
        .unwrap_or_default();
    // Read backwards, every token must touch the one after it.
    let mut touching = tokens.get(index).is_some_and(|token| !token.spaced);
    for token in before.iter().rev() {
        if !touching {
            return false;
        }
        let word = token.text(text);
        if is_stop(word) {
            return true;
        }
        if !is_closing(word) {
            return false;
        }
        touching = !token.spaced;
    }
    false
}

/// Whether the token before `index` is a word in small letters, as before a full stop that lost its blank.
fn is_small(tokens: &[Token], index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|token| token.shape == Shape::Lower)
}

/// Whether a sentence may begin at `index`: with a capital, a digit, a script without case, or an opening mark before one.
fn opens(text: &str, tokens: &[Token], index: usize) -> bool {
    let block = tokens.get(index).map(|token| token.block);
    let ahead = tokens.iter().skip(index).take(3);
    // What stands in the next block says nothing of this one.
    for token in ahead.take_while(|token| Some(token.block) == block) {
        match token.shape {
            Shape::Title | Shape::Upper | Shape::Number => return true,
            Shape::Lower => {
                // "iPhone" is a title shape; what is left here begins with a small letter or has no case.
                return token
                    .text(text)
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase());
            }
            Shape::Mark => {
                let word = token.text(text);
                if is_stop(word) || is_closing(word) && !token.spaced {
                    return false;
                }
            }
        }
    }
    true
}

/// Whether a sentence ends after an abbreviation that kept its dot.
fn abbreviation_ends(text: &str, tokens: &[Token], index: usize) -> bool {
    let Some([last, next]) = tokens.get(index..index + 2) else {
        return false;
    };
    let word = last.text(text);
    let starter = STARTERS.binary_search(&next.text(text)).is_ok();
    // Initials and titles are followed by names; "Plan B. The" is the exception, after a word in small letters.
    if word.len() == 2 {
        return starter && next.text(text).len() > 1 && word != "J.";
    }
    let inner_dots = word.bytes().filter(|&b| b == b'.').count() > 1;
    let at_end = inner_dots
        || matches!(
            word,
            "Jr." | "Sr." | "Inc." | "Ltd." | "Co." | "Corp." | "etc." | "Bros." | "jr."
        );
    let quoted = next.shape == Shape::Mark && matches!(next.text(text), "“" | "\"");
    at_end && (starter || quoted)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{scan, tokenize};
    use super::*;
    use crate::document::{BlockKind, Builder};
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        scan(text, 0..text.len(), 0, &mut tokens);
        split(text, &tokens)
            .into_iter()
            .map(|range| {
                let start = tokens[range.start].start as usize;
                &text[start..tokens[range.end - 1].end as usize]
            })
            .collect()
    }

    #[test]
    fn the_list_of_starters_is_sorted_for_searching() {
        assert!(STARTERS.is_sorted());
    }

    #[test]
    fn stops_end_sentences_and_quotes_go_with_them() {
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
    fn small_letters_do_not_begin_a_sentence() {
        assert_eq!(sentences("“Why?” she asked. eBay rose").len(), 2);
        assert_eq!(
            sentences("the end.Then it began"),
            ["the end.", "Then it began"]
        );
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_one() {
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
    fn a_short_line_ends_a_sentence_and_a_margin_does_not() {
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
            scan(&text, 0..text.len(), 0, &mut tokens);
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
