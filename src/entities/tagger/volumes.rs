//! Volumes: a library is read one after the other.
//!
//! Owns the cut of a text that is longer than any article. Promises every token in one volume, no sentence in two of them
//! (unless it has no end), and that an article is one volume: its answer is that of the whole.

use super::super::tokens::Token;
use std::ops::Range;

/// Most tokens that are read at once: hardly a novel has as many. What is known of each token takes a hundred bytes while it
/// is read, so a library is read volume by volume; then the votes, too, are those of one volume.
const VOLUME: usize = 3 << 18;

/// Most tokens of a sentence that are read at once; what goes on for longer is no sentence.
const SENTENCE: usize = 1 << 18;

/// Call `visit` for each volume of at most `VOLUME` tokens: the volume's own tokens, and its sentences as ranges of those.
/// `sentences` cover `tokens`.
pub(super) fn volumes(
    tokens: &[Token],
    sentences: &[Range<usize>],
    mut visit: impl FnMut(&[Token], &[Range<usize>]),
) {
    let (mut start, mut end) = (0, 0);
    let mut own: Vec<Range<usize>> = Vec::new();
    for sentence in sentences.iter().cloned().flat_map(cut) {
        if sentence.end - start > VOLUME {
            visit(tokens.get(start..end).unwrap_or_default(), &own);
            own.clear();
            start = sentence.start;
        }
        end = sentence.end;
        own.push(sentence.start - start..end - start);
    }
    visit(tokens.get(start..end).unwrap_or_default(), &own);
}

/// `sentence` in pieces that are no longer than a sentence can be.
fn cut(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    let piece = move |at: usize| at..end.min(at + SENTENCE);
    sentence.step_by(SENTENCE).map(piece)
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::Shape;
    use super::*;

    /// Protects: a library read in volumes has every token in one of them, and no volume outgrows its measure.
    #[test]
    fn volumes_hold_every_token_once() {
        let token = |at: usize| Token {
            start: at as u32,
            end: at as u32 + 1,
            shape: Shape::Lower,
            spaced: true,
            block: 0,
        };
        let ends = [0, 5, VOLUME, VOLUME + 7, 2 * VOLUME + SENTENCE + 9];
        let tokens: Vec<Token> = (0..2 * VOLUME + SENTENCE + 9).map(token).collect();
        let sentences: Vec<Range<usize>> = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let mut next = 0;
        volumes(&tokens, &sentences, |volume, sentences| {
            assert!(volume.len() <= VOLUME);
            assert_eq!(volume[0].start as usize, next);
            next += volume.len();
            assert_eq!(sentences[0].start, 0);
            assert!(
                sentences
                    .windows(2)
                    .all(|pair| pair[0].end == pair[1].start)
            );
            assert!(sentences.iter().all(|sentence| sentence.len() <= SENTENCE));
            assert_eq!(sentences.last().unwrap().end, volume.len());
        });
        assert_eq!(next, tokens.len());
    }
}
