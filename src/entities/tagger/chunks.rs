//! Divides very long texts into chunks that are tagged one after the other.
//!
//! Every token is in exactly one chunk. A sentence is never divided, unless it is longer than [`MAX_SENTENCE_TOKENS`].
//! A text of the length of an article is one chunk, so its tags depend on all of it.

use super::super::tokens::Token;
use std::ops::Range;

/// Maximum number of tokens in a chunk; hardly any novel has more. Tagging needs about a hundred bytes per token, so
/// this bounds its memory. The document-context features of a token come from its own chunk only.
const MAX_CHUNK_TOKENS: usize = 3 << 18;

/// Maximum number of tokens in a sentence. A longer one is not prose and is divided.
const MAX_SENTENCE_TOKENS: usize = 1 << 18;

/// Calls `visit` for each chunk of at most [`MAX_CHUNK_TOKENS`] tokens, with the tokens of the chunk and its sentences
/// as ranges of those tokens. `sentences` must cover `tokens`.
pub(super) fn for_each_chunk(
    tokens: &[Token],
    sentences: &[Range<usize>],
    mut visit: impl FnMut(&[Token], &[Range<usize>]),
) {
    let (mut start, mut end) = (0, 0);
    let mut chunk_sentences: Vec<Range<usize>> = Vec::new();
    for sentence in sentences.iter().cloned().flat_map(split_sentence) {
        if sentence.end - start > MAX_CHUNK_TOKENS {
            visit(tokens.get(start..end).unwrap_or_default(), &chunk_sentences);
            chunk_sentences.clear();
            start = sentence.start;
        }
        end = sentence.end;
        chunk_sentences.push(sentence.start - start..end - start);
    }
    visit(tokens.get(start..end).unwrap_or_default(), &chunk_sentences);
}

/// Divides `sentence` into pieces of at most [`MAX_SENTENCE_TOKENS`] tokens.
fn split_sentence(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    let piece = move |at: usize| at..end.min(at + MAX_SENTENCE_TOKENS);
    sentence.step_by(MAX_SENTENCE_TOKENS).map(piece)
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::TokenShape;
    use super::*;

    /// Protects: every token of a very long text is in one chunk, and no chunk exceeds its limit.
    #[test]
    fn chunks_hold_every_token_once() {
        let token = |at: usize| Token {
            start: at as u32,
            end: at as u32 + 1,
            shape: TokenShape::Lower,
            has_space_before: true,
            block: 0,
        };
        let ends = [
            0,
            5,
            MAX_CHUNK_TOKENS,
            MAX_CHUNK_TOKENS + 7,
            2 * MAX_CHUNK_TOKENS + MAX_SENTENCE_TOKENS + 9,
        ];
        let tokens: Vec<Token> = (0..2 * MAX_CHUNK_TOKENS + MAX_SENTENCE_TOKENS + 9)
            .map(token)
            .collect();
        let sentences: Vec<Range<usize>> = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let mut next = 0;
        for_each_chunk(&tokens, &sentences, |chunk, sentences| {
            assert!(chunk.len() <= MAX_CHUNK_TOKENS);
            assert_eq!(chunk[0].start as usize, next);
            next += chunk.len();
            assert_eq!(sentences[0].start, 0);
            assert!(
                sentences
                    .windows(2)
                    .all(|pair| pair[0].end == pair[1].start)
            );
            assert!(
                sentences
                    .iter()
                    .all(|sentence| sentence.len() <= MAX_SENTENCE_TOKENS)
            );
            assert_eq!(sentences.last().unwrap().end, chunk.len());
        });
        assert_eq!(next, tokens.len());
    }
}
