//! Decides which candidates are people: full names first, then lone words in the light of these.

use super::super::token_view::TokenView;
use super::NameSpan;
use super::article::ArticleFacts;
use super::candidate::Candidate;
use super::evidence::{self, Context, Evidence, Weights};
use crate::entities::hashing::HashMap;

/// A candidate with its evidence and what that adds up to.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub candidate: Candidate,
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
            tokens: self.candidate.tokens,
            confidence: self.confidence(),
            reason: self.candidate.origin.reason(),
            evidence: self.evidence,
        }
    }
}

/// Judges full names; notes them in `facts`.
pub(super) fn judge_full_names(
    view: &TokenView<'_>,
    facts: &mut ArticleFacts,
    candidates: Vec<Candidate>,
    weights: &Weights,
) -> Vec<Judged> {
    let mut judged: Vec<Judged> = candidates
        .into_iter()
        .map(|candidate| judge(view, facts, candidate, weights))
        .collect();
    share_scores(&mut judged);
    for Judged {
        candidate, score, ..
    } in &judged
    {
        facts.add_full_name(candidate, *score);
    }
    judged
}

/// Judges lone words. The same word is treated alike in the whole article, unless the evidence differs much.
pub(super) fn judge_lone_words(
    view: &TokenView<'_>,
    facts: &ArticleFacts,
    candidates: Vec<Candidate>,
    weights: &Weights,
) -> Vec<Judged> {
    let mut judged: Vec<Judged> = candidates
        .into_iter()
        .map(|candidate| judge(view, facts, candidate, weights))
        .collect();
    share_scores(&mut judged);
    judged
}

/// Treats the same name alike in the whole article, unless the evidence differs much.
fn share_scores(judged: &mut [Judged]) {
    let mut sums: HashMap<String, (i32, i32)> = HashMap::default();
    for one in judged.iter() {
        let sum = sums.entry(one.candidate.key()).or_default();
        sum.0 += one.score.clamp(-MAX_SHARED_SCORE, MAX_SHARED_SCORE);
        sum.1 += 1;
    }
    for one in judged {
        if let Some(&(sum, count)) = sums.get(&one.candidate.key())
            && count > 1
        {
            let shared = (sum / count - one.score) * SHARED_PERCENT / 100;
            one.score += shared;
            one.evidence = one.evidence.with_shared(shared);
        }
    }
}

/// How much of the score of a name is the mean of its occurrences.
const SHARED_PERCENT: i32 = 50;
/// A single occurrence counts at most this much for the others.
const MAX_SHARED_SCORE: i32 = 500;

fn judge(
    view: &TokenView<'_>,
    facts: &ArticleFacts,
    candidate: Candidate,
    weights: &Weights,
) -> Judged {
    let evidence = evidence::collect(&candidate, &Context { view, facts });
    Judged {
        score: weights.score(&candidate, evidence),
        evidence,
        candidate,
    }
}
