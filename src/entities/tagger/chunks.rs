//! Divides very long texts into chunks that are tagged one after the other.
//!
//! Every token is in exactly one chunk. A sentence is never divided, unless it is longer than [`MAX_SENTENCE_TOKENS`].
//! A text of the length of an article is one chunk, so its tags depend on all of it.

use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange};

/// Maximum number of tokens in a chunk; hardly any novel has more. Tagging needs about a hundred bytes per token, so
/// this bounds its memory. The document-context features of a token come from its own chunk only.
const MAX_CHUNK_TOKENS: usize = 3 << 18;

/// Maximum number of tokens in a sentence. A longer one is not prose and is divided.
const MAX_SENTENCE_TOKENS: usize = 1 << 18;

/// Calls `visit` for each chunk of `view`, which has at most [`MAX_CHUNK_TOKENS`] tokens, counted from its own first one.
pub(super) fn for_each_chunk(view: &TokenView<'_>, visit: impl FnMut(&TokenView<'_>)) {
    for_each_part(view, MAX_CHUNK_TOKENS, visit);
}

/// Calls `visit` for each part of `view`, which has at most `max_tokens` tokens or is a single sentence. Its tokens are counted
/// from its own first one.
pub(super) fn for_each_part(
    view: &TokenView<'_>,
    max_tokens: usize,
    mut visit: impl FnMut(&TokenView<'_>),
) {
    let mut part = TokenId::FIRST.until(TokenId::FIRST);
    let mut sentences: Vec<TokenRange> = Vec::new();
    let mut visit_part = |part: TokenRange, sentences: &[TokenRange]| {
        let tokens = view.tokens_in(part);
        visit(&TokenView::new(view.text, tokens).with_sentences(sentences));
    };
    for sentence in view.sentences.iter().copied().flat_map(split_sentence) {
        if sentence.end - part.start > max_tokens && !sentences.is_empty() {
            visit_part(part, &sentences);
            sentences.clear();
            part.start = sentence.start;
        }
        part.end = sentence.end;
        sentences.push(sentence.counted_from(part.start));
    }
    visit_part(part, &sentences);
}

/// Divides `sentence` into pieces of at most [`MAX_SENTENCE_TOKENS`] tokens.
fn split_sentence(sentence: TokenRange) -> impl Iterator<Item = TokenRange> {
    let starts = sentence.into_iter().step_by(MAX_SENTENCE_TOKENS);
    starts.map(move |start| start.until(sentence.end.min(start + MAX_SENTENCE_TOKENS)))
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::{Token, TokenShape};
    use super::*;

    /// Protects: every token of a very long text is in one chunk, and no chunk exceeds its limit.
    #[test]
    fn chunks_hold_every_token_once() {
        let token = |at: usize| Token::new(at, at + 1, TokenShape::Lower);
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
        let ends = ends.map(|end| TokenId::FIRST + end);
        let sentences: Vec<TokenRange> =
            ends.windows(2).map(|pair| pair[0].until(pair[1])).collect();
        let mut next = 0;
        let view = TokenView::new("", &tokens).with_sentences(&sentences);
        for_each_chunk(&view, |chunk| {
            let (tokens, sentences) = (chunk.tokens, chunk.sentences);
            assert!(tokens.len() <= MAX_CHUNK_TOKENS);
            assert_eq!(tokens[0].start as usize, next);
            next += tokens.len();
            assert_eq!(sentences[0].start, TokenId::FIRST);
            let mut pairs = sentences.windows(2);
            assert!(pairs.all(|pair| pair[0].end == pair[1].start));
            let mut lengths = sentences.iter().map(|sentence| sentence.len());
            assert!(lengths.all(|len| len <= MAX_SENTENCE_TOKENS));
            assert_eq!(sentences.last().unwrap().end, chunk.end());
        });
        assert_eq!(next, tokens.len());
    }

    /// Protects: a part ends with a sentence, however long that is.
    #[test]
    fn parts_end_with_a_sentence() {
        let token = |at: usize| Token::new(at, at + 1, TokenShape::Lower);
        let tokens: Vec<Token> = (0..32).map(token).collect();
        let ends = [0, 3, 23, 27, 32].map(|end| TokenId::FIRST + end);
        let sentences: Vec<TokenRange> =
            ends.windows(2).map(|pair| pair[0].until(pair[1])).collect();
        let view = TokenView::new("", &tokens).with_sentences(&sentences);
        let mut parts = Vec::new();
        for_each_part(&view, 10, |part| {
            parts.push((part.tokens.len(), part.sentences.len()));
        });
        assert_eq!(parts, [(3, 1), (20, 1), (9, 2)]);
    }
}
