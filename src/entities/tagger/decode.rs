//! Decoding: scores every token that may be part of a name, and finds the best label path in two passes.

use super::super::gazetteer::{Kinds, MAX_WORDS, NameKey};
use super::super::id_vec::IdVec;
use super::super::parallel::map_chunks;
use super::super::token_view::TokenView;
use super::super::tokens::{Token, TokenId, TokenRange};
use super::NameTag;
use super::chunks::{for_each_chunk, for_each_part};
use super::document_context::{ContextWord, DocumentContext};
use super::features::Sentence;
use super::labels::{Label, LabelScores};
use super::model::Model;
use super::recent_words::RecentWords;
use super::scorer::Scorer;
use super::viterbi::{Margins, Viterbi};
use super::weight_table::{LabelSums, WeightSums};
use super::word_attributes::{Phrase, WordAttributes};
use std::ops::Range;

/// How many tokens the first pass takes at once, at most: the attributes of their words stay in the second cache of a processor,
/// and no more of them are in memory. Longer than nearly all articles, so that the names of several words that would cross the
/// end of a part hardly ever are missed.
const PART_TOKENS: usize = 1 << 14;

/// The result of the first pass over a part of a document: the segments that may contain names, the scores of their tokens, and
/// the label of every token. Tokens are counted from the part's first one.
#[derive(Debug, Default)]
pub(super) struct FirstPass {
    /// What the second pass looks at in each token.
    pub words: Vec<ContextWord>,
    /// The segments, ascending.
    pub segments: Vec<TokenRange>,
    /// The scores of the tokens of all segments, one segment after the other.
    scores: Vec<LabelSums>,
    /// One label for each token.
    pub labels: Vec<Label>,
}

impl FirstPass {
    /// The segments, each with the scores of its tokens.
    pub(super) fn segments_with_scores(&self) -> impl Iterator<Item = (TokenRange, &[LabelSums])> {
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
    let mut words = RecentWords::new(model.lexicon);
    let attributes = |token| words.attributes(text, token);
    tokens.iter().map(attributes).collect()
}

/// The attributes of every token, and what the gazetteer says.
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

/// Runs the first pass over `view` on up to `threads` threads: labels every token by its own attributes and those of its
/// neighbours. Returns one result for each part, in order.
pub(super) fn run_first_pass(
    view: &TokenView<'_>,
    model: &Model<'_>,
    threads: usize,
) -> Vec<FirstPass> {
    let mut parts = Vec::new();
    let mut start = TokenId::FIRST;
    for_each_part(view, PART_TOKENS, |part| {
        let end = start + part.tokens.len();
        parts.push((start.until(end), part.sentences.to_vec()));
        start = end;
    });
    let passes = map_chunks(&parts, threads, |parts| {
        let mut summing = Scorer::new(model);
        let passes = parts.iter().map(|(part, sentences)| {
            let tokens = view.tokens_in(*part);
            let part = TokenView::new(view.text, tokens).with_sentences(sentences);
            label_part(&part, model, &mut summing)
        });
        passes.collect::<Vec<_>>()
    });
    passes.into_iter().flatten().collect()
}

/// The first pass over a part of the text.
fn label_part(part: &TokenView<'_>, model: &Model<'_>, summing: &mut Scorer<'_>) -> FirstPass {
    let words = listed_words(part.text, part.tokens, model);
    let mut pass = FirstPass::default();
    let mut path = Viterbi::default();
    let mut scores: Vec<LabelScores> = Vec::new();
    for_each_segment(&words, part.sentences, |sentence, segment, range| {
        scores.clear();
        for at in segment {
            let sums = summing.sums(sentence, at);
            scores.push(sums.map(i32::from));
            pass.scores.push(sums);
        }
        path.find_best_path(&scores, &model.transitions);
        pass.labels
            .resize(range.start - TokenId::FIRST, Label::Outside);
        pass.labels.extend(path.labels());
        pass.segments.push(range);
    });
    pass.labels.resize(part.tokens.len(), Label::Outside);
    pass.words = words.iter().map(ContextWord::from).collect();
    pass
}

/// Tags the tokens of `view`, one tag per token, on up to `threads` threads.
pub(super) fn tag(view: &TokenView<'_>, model: &Model<'_>, threads: usize) -> Vec<NameTag> {
    let outcome = Outcome {
        outside: NameTag::OUTSIDE,
        convert: |choice| model.to_tag(choice),
    };
    let mut tags = Vec::new();
    for_each_chunk(view, |chunk| {
        let mut next = decode(chunk, model, threads, &outcome);
        // Nearly every text is one chunk.
        if tags.is_empty() {
            tags = next;
        } else {
            tags.append(&mut next);
        }
    });
    tags
}

/// The tags that the second pass gives when the first pass was done by another model.
#[cfg(feature = "train")]
pub(super) fn tag_from_first_pass(
    parts: &[FirstPass],
    context: &DocumentContext,
    model: &Model<'_>,
) -> Vec<NameTag> {
    let tag = |choice| model.to_tag(choice);
    run_second_pass(
        parts,
        context,
        model,
        &Outcome {
            outside: NameTag::OUTSIDE,
            convert: tag,
        },
    )
}

/// What the second pass chose for a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelChoice {
    /// The label.
    pub label: Label,
    /// How clear the choice was.
    pub margins: Margins,
}

/// What is returned for a token.
pub(super) struct Outcome<T, F> {
    /// If it cannot be part of a name.
    pub outside: T,
    /// If it may be: called with what was chosen.
    pub convert: F,
}

/// Runs the first pass, collects the document context, and runs the second pass. Returns what `outcome` makes of each token.
pub(super) fn decode<T: Clone + Send + Sync, F: Fn(LabelChoice) -> T + Sync>(
    view: &TokenView<'_>,
    model: &Model<'_>,
    threads: usize,
    outcome: &Outcome<T, F>,
) -> Vec<T> {
    let parts = run_first_pass(view, model, threads);
    let context = DocumentContext::new(&parts);
    let results = map_chunks(&parts, threads, |parts| {
        run_second_pass(parts, &context, model, outcome)
    });
    let results = results.into_iter().reduce(|mut all, mut next| {
        all.append(&mut next);
        all
    });
    results.unwrap_or_default()
}

/// The second pass over `parts`, which follow each other: adds to the scores of the first one what the same words were labelled
/// elsewhere in the document.
fn run_second_pass<T: Clone, F: Fn(LabelChoice) -> T>(
    parts: &[FirstPass],
    context: &DocumentContext,
    model: &Model<'_>,
    outcome: &Outcome<T, F>,
) -> Vec<T> {
    let mut path = Viterbi::default();
    let mut second_scores: Vec<LabelScores> = Vec::new();
    let mut results = Vec::new();
    for part in parts {
        let before = results.len();
        for (segment, scores) in part.segments_with_scores() {
            second_scores.clear();
            second_scores.extend(scores.iter().map(|sums| sums.map(i32::from)));
            for (at, scores) in segment.indices().zip(&mut second_scores) {
                let mut sums = WeightSums::default();
                context.emit_features(&part.words, &part.labels, at, |hash| {
                    model.weights.add_weights(hash, &mut sums);
                });
                sums.add_to(scores);
            }
            path.find_best_path(&second_scores, &model.transitions);
            path.compute_margins(&second_scores, &model.transitions);
            results.resize(before + segment.indices().start, outcome.outside.clone());
            let found = path.labels().iter().zip(path.margins());
            let found = found.map(|(&label, &margins)| LabelChoice { label, margins });
            results.extend(found.map(&outcome.convert));
        }
        results.resize(before + part.words.len(), outcome.outside.clone());
    }
    results
}
