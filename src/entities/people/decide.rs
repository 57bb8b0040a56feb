//! Decides which candidates are people: full names first, then lone words in the light of these.

use super::super::token_view::TokenView;
use super::super::tokens::TokenRange;
use super::NameSpan;
use super::article::ArticleFacts;
use super::candidate::{Candidate, Origin};
use super::evidence::{self, Context, Evidence, Weights};
use crate::entities::hashing::{HashMap, RandomState};
use std::hash::{BuildHasher, Hash, Hasher};

/// A candidate's evidence and what that adds up to. It does not hold the candidate's words, which take ten times the room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it is a lone word.
    #[cfg(feature = "train")]
    pub is_lone: bool,
    /// A hash of its words: the same name has the same one.
    pub key: u64,
    /// The rules that apply.
    pub evidence: Evidence,
    /// The logarithm of the odds that it is a person, in hundredths.
    pub score: i32,
}

impl Judged {
    /// The probability that it is a person, in percent.
    pub(super) fn confidence(&self) -> u8 {
        let odds = f64::from(self.score) / 100.0;
        (100.0 / (1.0 + (-odds).exp())).round() as u8
    }

    /// The name that it is.
    pub(super) fn name_span(&self) -> NameSpan {
        NameSpan {
            tokens: self.tokens,
            confidence: self.confidence(),
            reason: self.origin.reason(),
            evidence: self.evidence,
        }
    }
}

/// Judges the full names `candidates`; notes them in `facts`.
pub(super) fn judge_full_names(
    view: &TokenView<'_>,
    facts: &mut ArticleFacts,
    candidates: &[Candidate],
    weights: &Weights,
) -> Vec<Judged> {
    let context = Context { view, facts };
    let hashes = RandomState::default();
    let judge = |candidate: &Candidate| judge(candidate, &context, weights, &hashes);
    let mut judged: Vec<Judged> = candidates.iter().map(judge).collect();
    share_scores(&mut judged);
    for (candidate, judged) in candidates.iter().zip(&judged) {
        facts.add_full_name(candidate, judged.score);
    }
    judged
}

/// Judges lone words. The same word is treated alike in the whole article, unless the evidence differs much.
pub(super) fn judge_lone_words(
    view: &TokenView<'_>,
    facts: &ArticleFacts,
    candidates: impl Iterator<Item = Candidate>,
    weights: &Weights,
) -> Vec<Judged> {
    let context = Context { view, facts };
    let hashes = RandomState::default();
    let judge = |candidate: Candidate| judge(&candidate, &context, weights, &hashes);
    let mut judged: Vec<Judged> = candidates.map(judge).collect();
    share_scores(&mut judged);
    judged
}

/// Treats the same name alike in the whole article, unless the evidence differs much.
fn share_scores(judged: &mut [Judged]) {
    let mut sums: HashMap<u64, (i32, i32)> = HashMap::default();
    for one in judged.iter() {
        let sum = sums.entry(one.key).or_default();
        sum.0 += one.score.clamp(-MAX_SHARED_SCORE, MAX_SHARED_SCORE);
        sum.1 += 1;
    }
    for one in judged {
        if let Some(&(sum, count)) = sums.get(&one.key)
            && count > 1
        {
            let shared = (sum / count - one.score) * SHARED_PERCENT / 100;
            one.score += shared;
            one.evidence = one.evidence.with_shared(shared);
        }
    }
}

/// How much of the score of a name is the mean of its occurrences.
pub(in crate::entities) const SHARED_PERCENT: i32 = 50;
/// A single occurrence counts at most this much for the others.
const MAX_SHARED_SCORE: i32 = 500;

fn judge(
    candidate: &Candidate,
    context: &Context<'_>,
    weights: &Weights,
    hashes: &RandomState,
) -> Judged {
    let evidence = evidence::collect(candidate, context);
    let mut key = hashes.build_hasher();
    for word in &candidate.words {
        word.folded.hash(&mut key);
    }
    Judged {
        tokens: candidate.tokens,
        origin: candidate.origin,
        #[cfg(feature = "train")]
        is_lone: !candidate.is_full(),
        key: key.finish(),
        score: weights.score(candidate, evidence),
        evidence,
    }
}
