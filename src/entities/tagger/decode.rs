//! Decoding: scores every token that may be part of a name, and finds the best label path in two passes.

use super::super::gazetteer::{Kinds, MAX_WORDS, NameKey};
use super::super::id_vec::IdVec;
use super::super::parallel::map_chunks;
use super::super::token_view::TokenView;
use super::super::tokens::{Token, TokenId, TokenRange};
use super::NameTag;
use super::chunks::for_each_chunk;
use super::document_context::DocumentContext;
use super::features::Sentence;
use super::labels::{Label, LabelScores};
use super::model::Model;
use super::scorer::Scorer;
use super::viterbi::{Margins, Viterbi};
use super::weight_table::WeightSums;
use super::word_attributes::{Phrase, WordAttributes};
use std::iter::repeat;
use std::ops::Range;

/// The result of the first pass: the segments of a document that may contain names, the scores of their tokens, and the
/// label of every token.
#[derive(Debug, Default)]
pub(super) struct FirstPass {
    /// The segments, ascending.
    pub segments: Vec<TokenRange>,
    /// The scores of the tokens of all segments, one segment after the other.
    pub scores: Vec<LabelScores>,
    /// One label for each token of the document.
    pub labels: Vec<Label>,
}

impl FirstPass {
    /// The result for these tokens and those that follow.
    fn append(mut self, mut next: Self) -> Self {
        self.segments.append(&mut next.segments);
        self.scores.append(&mut next.scores);
        self.labels.append(&mut next.labels);
        self
    }

    /// The segments, each with the scores of its tokens.
    pub(super) fn segments_with_scores(
        &self,
    ) -> impl Iterator<Item = (TokenRange, &[LabelScores])> {
        let mut rest = self.scores.as_slice();
        self.segments.iter().map(move |segment| {
            let (scores, after) = rest.split_at(segment.len());
            rest = after;
            (*segment, scores)
        })
    }
}

/// The attributes of every token.
pub(super) fn word_attributes(
    text: &str,
    tokens: &[Token],
    model: &Model<'_>,
) -> IdVec<TokenId, WordAttributes> {
    let attributes = |token| WordAttributes::new(text, token, &model.lexicon);
    tokens.iter().map(attributes).collect()
}

/// The attributes of every token, and what the gazetteer says.
#[cfg(feature = "train")]
pub(super) fn listed_words(
    text: &str,
    tokens: &[Token],
    model: &Model<'_>,
) -> IdVec<TokenId, WordAttributes> {
    let mut words = word_attributes(text, tokens, model);
    mark_listed_names(&mut words, model);
    words
}

/// Looks up every capitalised word, and every sequence of words that begins with one, in the gazetteer.
pub(super) fn mark_listed_names(words: &mut IdVec<TokenId, WordAttributes>, model: &Model<'_>) {
    let words = words.as_mut_slice();
    let mut covered = 0;
    for at in 0..words.len() {
        let mut key = NameKey::default();
        let mut longest = (Kinds::NONE, 0);
        let ahead = words.get(at..).unwrap_or_default();
        if ahead.first().is_none_or(|first| !first.is_capitalised) {
            continue;
        }
        let mut own = Kinds::NONE;
        for (len, word) in (1..=MAX_WORDS).zip(ahead) {
            key = key.with(word.lower_hash);
            let kinds = model.gazetteer.kinds(key);
            if len == 1 {
                own = kinds;
            } else if kinds != Kinds::NONE {
                longest = (kinds, len);
            }
        }
        let Some(ahead) = words.get_mut(at..) else {
            break;
        };
        if let Some(word) = ahead.first_mut() {
            word.kinds = own;
        }
        let (kinds, len) = longest;
        if len == 0 || at < covered {
            continue;
        }
        covered = at + len;
        for (index, word) in ahead.iter_mut().take(len).enumerate() {
            let part = if index == 0 {
                1
            } else if index + 1 == len {
                3
            } else {
                2
            };
            word.phrase = Phrase { kinds, part };
        }
    }
}

/// Calls `visit` for every segment of candidate tokens, with its sentence, its range within the sentence, and its range
/// within the document.
pub(super) fn for_each_segment<'a>(
    words: &'a IdVec<TokenId, WordAttributes>,
    sentences: &[TokenRange],
    mut visit: impl FnMut(&Sentence<'a>, Range<usize>, TokenRange),
) {
    for &range in sentences {
        let sentence = Sentence::new(&words[range]);
        let mut at = 0;
        while let Some(segment) = sentence.next_segment(at) {
            at = segment.end;
            let (start, end) = (range.start + segment.start, range.start + segment.end);
            visit(&sentence, segment, start.until(end));
        }
    }
}

/// Runs the first pass over consecutive `sentences`: labels every token by its own attributes and those of its
/// neighbours. The labels in the result are those of the tokens from the start of the first sentence to the end of the
/// last.
pub(super) fn run_first_pass(
    words: &IdVec<TokenId, WordAttributes>,
    sentences: &[TokenRange],
    model: &Model<'_>,
) -> FirstPass {
    let mut pass = FirstPass::default();
    let [first, ..] = sentences else { return pass };
    let mut path = Viterbi::default();
    let mut scores: Vec<LabelScores> = Vec::new();
    let mut summing = Scorer::new(model);
    for_each_segment(words, sentences, |sentence, segment, range| {
        scores.clear();
        for at in segment {
            scores.push(summing.scores(sentence, at));
        }
        path.find_best_path(&scores, &model.transitions, repeat(u16::MAX));
        pass.labels
            .resize(range.start - first.start, Label::Outside);
        pass.labels.extend(path.labels());
        pass.scores.extend(&scores);
        pass.segments.push(range);
    });
    let last = sentences.last().unwrap_or(first);
    pass.labels.resize(last.end - first.start, Label::Outside);
    pass
}

/// Tags the tokens of `view`, one tag per token, on up to `threads` threads.
pub(super) fn tag(view: &TokenView<'_>, model: &Model<'_>, threads: usize) -> Vec<NameTag> {
    let tag = |choice| model.to_tag(choice);
    let mut tags = Vec::with_capacity(view.tokens.len());
    for_each_chunk(view, |chunk| {
        tags.extend(decode(chunk, model, threads, NameTag::OUTSIDE, tag));
    });
    tags
}

/// The tags that the second pass gives when the first pass was done by another model.
#[cfg(feature = "train")]
pub(super) fn tag_from_first_pass(
    words: &IdVec<TokenId, WordAttributes>,
    first_pass: &FirstPass,
    context: &DocumentContext,
    model: &Model<'_>,
) -> Vec<NameTag> {
    let mut path = Viterbi::default();
    let mut tags = vec![NameTag::OUTSIDE; words.len()];
    for (segment, scores) in first_pass.segments_with_scores() {
        let mut scores = scores.to_vec();
        for (at, scores) in segment.indices().zip(&mut scores) {
            let mut sums = WeightSums::default();
            context.emit_features(words.as_slice(), &first_pass.labels, at, |hash| {
                model.weights.add_weights(hash, &mut sums);
            });
            sums.add_to(scores);
        }
        path.find_best_path(&scores, &model.transitions, repeat(u16::MAX));
        path.compute_margins(&scores, &model.transitions);
        let found = path.labels().iter().zip(path.margins());
        let room = tags.iter_mut().skip(segment.indices().start);
        for (tag, (&label, &margins)) in room.zip(found) {
            *tag = model.to_tag(LabelChoice { label, margins });
        }
    }
    tags
}

/// What the second pass chose for a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelChoice {
    /// The label.
    pub label: Label,
    /// How clear the choice was.
    pub margins: Margins,
}

/// Runs the first pass, collects the document context, and runs the second pass. Returns `convert` of the choice for
/// each token that may be part of a name, and a clone of `outside` for every other token.
pub(super) fn decode<T: Clone + Send>(
    view: &TokenView<'_>,
    model: &Model<'_>,
    threads: usize,
    outside: T,
    convert: impl Fn(LabelChoice) -> T + Sync,
) -> Vec<T> {
    let words = map_chunks(view.tokens, threads, |tokens| {
        word_attributes(view.text, tokens, model)
    });
    let mut words = words.into_iter().reduce(IdVec::append).unwrap_or_default();
    mark_listed_names(&mut words, model);
    let first_pass = map_chunks(view.sentences, threads, |sentences| {
        run_first_pass(&words, sentences, model)
    });
    let first_pass = first_pass.into_iter().reduce(FirstPass::append);
    let first_pass = first_pass.unwrap_or_default();
    let context = DocumentContext::from_labels(words.as_slice(), &first_pass.labels);
    let segments: Vec<_> = first_pass.segments_with_scores().collect();
    let choices = map_chunks(&segments, threads, |segments| {
        let mut path = Viterbi::default();
        let mut second_scores: Vec<LabelScores> = Vec::new();
        let mut choices = Vec::new();
        for (segment, scores) in segments {
            second_scores.clear();
            second_scores.extend_from_slice(scores);
            for (at, scores) in segment.indices().zip(&mut second_scores) {
                let mut sums = WeightSums::default();
                context.emit_features(words.as_slice(), &first_pass.labels, at, |hash| {
                    model.weights.add_weights(hash, &mut sums);
                });
                sums.add_to(scores);
            }
            path.find_best_path(&second_scores, &model.transitions, repeat(u16::MAX));
            path.compute_margins(&second_scores, &model.transitions);
            let found = path.labels().iter().zip(path.margins());
            choices.extend(found.map(|(&label, &margins)| convert(LabelChoice { label, margins })));
        }
        choices
    });
    let mut choices = choices.into_iter().flatten();
    let mut results = Vec::with_capacity(view.tokens.len());
    for (segment, _) in &segments {
        results.resize(segment.indices().start, outside.clone());
        results.extend(choices.by_ref().take(segment.len()));
    }
    results.resize(view.tokens.len(), outside);
    results
}
