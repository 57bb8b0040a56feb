//! The evidence for and against a candidate being a person: one table of rules, each with a weight for full names and one for
//! lone words. The weights of the rules that apply are added up; the sum is the logarithm of the odds.
//!
//! The weights are fitted on annotated articles by the training program and stand in `assets/people/weights.tsv`.

mod article;
mod context;
mod introduction;
mod listed;
mod neighbours;
mod tagger;
mod trade;
mod words;

use super::super::token_view::TokenView;
use super::article::ArticleFacts;
use super::candidate::Candidate;
use crate::entities::hashing::HashMap;
use crate::entities::word_list::rows;
use std::sync::LazyLock;

/// What a rule may look at besides the candidate.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The text with its tags.
    pub view: &'a TokenView<'a>,
    /// What the article as a whole says.
    pub facts: &'a ArticleFacts,
}

/// One piece of evidence.
struct Rule {
    /// Its name, in kebab case: for fixtures, `--explain` and `--json`.
    id: &'static str,
    /// What it says, as a clause to show to the reader: "a title stands before it".
    why: &'static str,
    /// Whether it applies.
    applies: fn(&Candidate, &Context<'_>) -> bool,
}

/// Every rule, in the order in which they are explained.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules = Vec::new();
    for part in [
        tagger::RULES,
        words::RULES,
        listed::RULES,
        context::RULES,
        introduction::RULES,
        neighbours::RULES,
        trade::RULES,
        article::RULES,
    ] {
        rules.extend(
            part.iter()
                .map(|&(id, why, applies)| Rule { id, why, applies }),
        );
    }
    rules
});

/// A row of a part of the table: id, why, and whether it applies.
type Row = (
    &'static str,
    &'static str,
    fn(&Candidate, &Context<'_>) -> bool,
);

/// The rules that apply to a name, and what they add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The rules, as a set of bits in the order of the table.
    rules: [u64; 2],
    /// Whether it is a lone word, for which the rules have other weights than for a full name.
    is_lone: bool,
    /// What the other places of the same lone word add, in hundredths.
    shared: i16,
}

/// A rule that applies, with its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeighedRule {
    /// Its name, in kebab case.
    pub id: &'static str,
    /// What it says, as a clause: "a title stands before it".
    pub why: &'static str,
    /// How much it adds to the logarithm of the odds, in hundredths.
    pub weight: i32,
}

impl Evidence {
    /// Every rule that applies, in the order of the table. The first stands for what there is without any evidence, the last for
    /// the other places of the same word. Empty for a mention that no rule decided.
    pub fn weighed_rules(self) -> Vec<WeighedRule> {
        if self.rules == [0, 0] {
            return Vec::new();
        }
        let of = |weights: &[i32; 2]| weights.get(usize::from(self.is_lone)).copied().unwrap_or(0);
        let start = WeighedRule {
            id: "start",
            why: "before any evidence",
            weight: of(&WEIGHTS.bias),
        };
        let rules = RULES.iter().zip(&WEIGHTS.of_rules).enumerate();
        let applying = rules.filter(|(at, _)| self.has(*at));
        let weighed = applying.map(|(_, (rule, weights))| WeighedRule {
            id: rule.id,
            why: rule.why,
            weight: of(weights),
        });
        let shared = WeighedRule {
            id: "other-places",
            why: "other places of the same word",
            weight: i32::from(self.shared),
        };
        let shared = Some(shared).filter(|shared| shared.weight != 0);
        std::iter::once(start)
            .chain(weighed)
            .chain(shared)
            .collect()
    }

    /// What the strongest rule for it says; `None` if no rule speaks for it.
    pub fn strongest(self) -> Option<&'static str> {
        let rules = self.weighed_rules().into_iter().skip(1);
        let strongest = rules.max_by_key(|rule| rule.weight)?;
        (strongest.weight > 0).then_some(strongest.why)
    }

    /// Whether the rule at this place of the table applies.
    pub(super) fn has(self, at: usize) -> bool {
        let bits = self.rules.get(at / 64).copied().unwrap_or(0);
        bits >> (at % 64) & 1 == 1
    }

    fn add(&mut self, at: usize) {
        if let Some(bits) = self.rules.get_mut(at / 64) {
            *bits |= 1 << (at % 64);
        }
    }

    /// The same, with what the other places of the word add.
    pub(super) fn with_shared(self, shared: i32) -> Self {
        let shared = shared.clamp(-30_000, 30_000) as i16;
        Self { shared, ..self }
    }
}

/// How much each rule weighs.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    /// What there is without evidence, for full names and for lone words.
    pub bias: [i32; 2],
    /// For each rule, in the order of the table: the weight for full names and for lone words, in hundredths.
    pub of_rules: Vec<[i32; 2]>,
}

/// The weights that are embedded in the program.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../../assets/people/weights.tsv")));

impl Weights {
    /// Parses rows of id, weight for full names, weight for lone words. A rule without a row weighs nothing.
    pub(super) fn parse(text: &str) -> Self {
        let mut by_id: HashMap<&str, [i32; 2]> = HashMap::default();
        for row in rows(text) {
            let mut cells = row.split('\t');
            let id = cells.next().unwrap_or_default();
            let mut number = || cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0);
            by_id.insert(id, [number(), number()]);
        }
        let weights_of = |id: &str| by_id.get(id).copied().unwrap_or_default();
        Self {
            bias: weights_of("bias"),
            of_rules: RULES.iter().map(|rule| weights_of(rule.id)).collect(),
        }
    }

    /// The same weights, but the rule `id` weighs nothing.
    #[cfg(test)]
    fn without(&self, id: &str) -> Self {
        let mut weights = self.clone();
        for (weight, rule) in weights.of_rules.iter_mut().zip(RULES.iter()) {
            if rule.id == id {
                *weight = [0, 0];
            }
        }
        weights
    }

    /// The sum of the weights of `evidence`, in hundredths of the logarithm of the odds.
    pub(super) fn score(&self, candidate: &Candidate, evidence: Evidence) -> i32 {
        let column = usize::from(!candidate.is_full());
        let of = |weights: &[i32; 2]| weights.get(column).copied().unwrap_or(0);
        let rules = self.of_rules.iter().enumerate();
        let applying = rules.filter(|(at, _)| evidence.has(*at));
        of(&self.bias) + applying.map(|(_, weights)| of(weights)).sum::<i32>()
    }
}

/// Collects the evidence about `candidate`.
pub(super) fn collect(candidate: &Candidate, context: &Context<'_>) -> Evidence {
    let mut evidence = Evidence {
        is_lone: !candidate.is_full(),
        ..Evidence::default()
    };
    for (at, rule) in RULES.iter().enumerate() {
        if (rule.applies)(candidate, context) {
            evidence.add(at);
        }
    }
    evidence
}

/// The ids of all rules, in the order of the table.
#[cfg(any(test, feature = "train"))]
pub(super) fn rule_ids() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.id).collect()
}

#[cfg(test)]
mod tests;
