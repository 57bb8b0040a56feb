//! Fits the weights of the rules that decide whether a candidate is a person.
//!
//! Logistic regression with a quadratic penalty, by gradient descent with a step size for each weight (Rprop), which needs no
//! tuning and always gives the same result. Candidates come from the engine itself, with tags of models that had not seen the
//! article. A candidate that overlaps an annotated person without being it is left out: its boundaries are wrong, not the
//! decision. As in the decision, a part of the evidence of a name is the mean of its occurrences in the article.

use super::super::NameClass;
use super::super::decode;
use super::super::model::Model;
use super::corpora::AnnotatedArticle;
use super::training_set::UnseenPass;
use crate::entities::people::{JudgedName, SHARED_PERCENT, judge_marked, judged_names, rule_ids};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The corpora whose annotations of people are complete, and close to what the program marks.
const CORPORA: [&str; 7] = [
    "written", "articles", "checked", "news", "docred", "gum", "wikigold",
];
/// How strongly large weights are penalised.
const PENALTY: f64 = 1.0;
const ROUNDS: usize = 300;

/// A candidate and whether it is a person.
struct Example {
    /// For the bias and each rule that applies to it, or to others with the same words: its index, and how much it applies, from 0
    /// to 1.
    evidence: Vec<(usize, f64)>,
    is_person: bool,
}

/// Prints, for each text of `file` (separated by lines `===`), a line for each candidate: its words, its score, and the rules that
/// apply with their weights.
pub(super) fn print_judged(file: &str, out: &mut impl Write) -> io::Result<()> {
    for text in file.split("\n===\n") {
        writeln!(out, "===")?;
        for name in judge_marked(text).unwrap_or_default() {
            let rules = name
                .rules
                .iter()
                .map(|(id, weight)| format!("{id}={weight}"));
            writeln!(
                out,
                "{}\t{}\t{}",
                name.words,
                name.score,
                rules.collect::<Vec<_>>().join(" ")
            )?;
        }
    }
    Ok(())
}

/// Fits the weights and returns the table in its embedded form.
pub(super) fn fit(
    articles: &[AnnotatedArticle],
    passes: &[Option<UnseenPass>],
    model: &Model<'_>,
    out: &mut impl Write,
) -> io::Result<String> {
    let mut table = String::new();
    let mut columns: Vec<Fitted> = Vec::new();
    for is_lone in [false, true] {
        let examples = collect(articles, passes, model, &table, is_lone);
        let fitted = fit_column(&examples);
        writeln!(
            out,
            "{}: {} candidates, {} persons, log loss {:.4}, right {:.2} %",
            if is_lone { "lone words" } else { "full names" },
            examples.len(),
            examples.iter().filter(|example| example.is_person).count(),
            fitted.loss,
            fitted.right * 100.0
        )?;
        columns.push(fitted);
        table = format_table(&columns);
    }
    Ok(table)
}

/// Prints the people that the engine misses (`-`) or finds wrongly (`+`) in the written articles, each in its context.
pub(super) fn print_errors(
    articles: &[AnnotatedArticle],
    passes: &[Option<UnseenPass>],
    model: &Model<'_>,
    table: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    for (article, pass) in articles.iter().zip(passes) {
        let Some(pass) = pass
            .as_ref()
            .filter(|_| article.corpus == "written" && !article.is_copy)
        else {
            continue;
        };
        let tags = decode::tag_from_first_pass(&pass.parts, &pass.context, model);
        let view = article.view().with_tags(&tags);
        let judged = judged_names(&view, table);
        let people = article
            .names
            .iter()
            .filter(|name| name.class == Some(NameClass::Person));
        let people: HashSet<_> = people
            .map(|name| (name.range.start, name.range.end))
            .collect();
        let found: HashSet<_> = judged
            .iter()
            .filter(|name| name.score > 0)
            .map(|name| (name.range.start, name.range.end))
            .collect();
        let ids = rule_ids();
        let mut print = |sign: &str, start: usize, end: usize| {
            let before = article
                .text
                .get(..start)
                .unwrap_or_default()
                .chars()
                .rev()
                .take(50);
            let before: String = before.collect::<Vec<_>>().into_iter().rev().collect();
            let name = article.text.get(start..end).unwrap_or_default();
            let after: String = article
                .text
                .get(end..)
                .unwrap_or_default()
                .chars()
                .take(40)
                .collect();
            let candidate = judged.iter().find(|one| one.range == (start..end));
            let why = candidate.map_or_else(
                || "no candidate".to_owned(),
                |one| {
                    let rules = ids.iter().zip(&one.rules).filter(|(_, applies)| **applies);
                    let rules: Vec<_> = rules.map(|(id, _)| *id).collect();
                    format!("{} {}", one.score, rules.join(" "))
                },
            );
            let line = format!("{sign} {before}[[{name}]]{after}").replace('\n', " ");
            writeln!(out, "{line}\t{why}")
        };
        for &(start, end) in people.difference(&found) {
            print("-", start, end)?;
        }
        for &(start, end) in found.difference(&people) {
            print("+", start, end)?;
        }
    }
    Ok(())
}

fn format_table(columns: &[Fitted]) -> String {
    let mut table = String::from(
        "# rule\tweight for full names\tfor lone words (hundredths of the logarithm of the odds); fitted, not written\n",
    );
    let ids = std::iter::once("bias").chain(rule_ids());
    for (at, id) in ids.enumerate() {
        let weight = |column: usize| {
            let weight = columns
                .get(column)
                .and_then(|column| column.weights.get(at));
            (weight.copied().unwrap_or(0.0) * 100.0).round() as i32
        };
        let _ = writeln!(table, "{id}\t{}\t{}", weight(0), weight(1));
    }
    table
}

fn collect(
    articles: &[AnnotatedArticle],
    passes: &[Option<UnseenPass>],
    model: &Model<'_>,
    table: &str,
    is_lone: bool,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for (article, pass) in articles.iter().zip(passes) {
        let Some(pass) = pass
            .as_ref()
            .filter(|_| CORPORA.contains(&article.corpus) && !article.is_copy)
        else {
            continue;
        };
        let tags = decode::tag_from_first_pass(&pass.parts, &pass.context, model);
        let view = article.view().with_tags(&tags);
        let people: Vec<_> = article
            .names
            .iter()
            .filter(|name| name.class == Some(NameClass::Person))
            .map(|name| name.range.clone())
            .collect();
        let exact: HashSet<_> = people
            .iter()
            .map(|range| (range.start, range.end))
            .collect();
        let mut judged = judged_names(&view, table);
        judged.retain(|name| name.is_lone == is_lone);
        for (name, evidence) in judged.iter().zip(shared_evidence(&judged)) {
            let range = &name.range;
            let is_person = exact.contains(&(range.start, range.end));
            let overlaps = people
                .iter()
                .any(|person| person.start < range.end && range.start < person.end);
            if is_person || !overlaps {
                examples.push(Example {
                    evidence,
                    is_person,
                });
            }
        }
    }
    examples
}

/// The evidence of each of `names`, of which a part is the mean of all with the same words.
fn shared_evidence(names: &[JudgedName]) -> Vec<Vec<(usize, f64)>> {
    let shared = f64::from(SHARED_PERCENT) / 100.0;
    let mut sums: HashMap<u64, (f64, Vec<f64>)> = HashMap::new();
    for name in names {
        let len = name.rules.len();
        let (count, sum) = sums
            .entry(name.key)
            .or_insert_with(|| (0.0, vec![0.0; len]));
        *count += 1.0;
        for (sum, applies) in sum.iter_mut().zip(&name.rules) {
            *sum += f64::from(u8::from(*applies));
        }
    }
    let evidence = |name: &JudgedName| {
        let (count, sum) = sums.get(&name.key)?;
        let rules = name.rules.iter().zip(sum).enumerate();
        let rules = rules.filter(|(_, (_, sum))| **sum > 0.0);
        let rules = rules.map(|(at, (applies, sum))| {
            let own = f64::from(u8::from(*applies));
            (at + 1, (1.0 - shared) * own + shared * sum / count)
        });
        Some(std::iter::once((0, 1.0)).chain(rules).collect())
    };
    names
        .iter()
        .map(|name| evidence(name).unwrap_or_default())
        .collect()
}

/// The weights of one column: the bias, then one for each rule.
struct Fitted {
    weights: Vec<f64>,
    /// The mean logarithmic loss.
    loss: f64,
    /// The share of the examples that the weights decide rightly.
    right: f64,
}

fn fit_column(examples: &[Example]) -> Fitted {
    let len = rule_ids().len() + 1;
    let mut weights = vec![0.0; len];
    let mut steps = vec![0.1; len];
    let mut last: Vec<f64> = vec![0.0; len];
    let (mut loss, mut right) = (0.0, 0.0);
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -PENALTY * weight).collect();
        (loss, right) = (0.0, 0.0);
        for example in examples {
            let evidence = example.evidence.iter();
            let sum: f64 = evidence
                .filter_map(|(at, much)| Some(weights.get(*at)? * much))
                .sum();
            let guess = 1.0 / (1.0 + f64::exp(-sum));
            let is_person = f64::from(u8::from(example.is_person));
            loss -= (if example.is_person {
                guess
            } else {
                1.0 - guess
            })
            .max(1e-12)
            .ln();
            right += f64::from(u8::from((guess >= 0.5) == example.is_person));
            for &(at, much) in &example.evidence {
                if let Some(slot) = gradient.get_mut(at) {
                    *slot += (is_person - guess) * much;
                }
            }
        }
        for (((weight, step), last), gradient) in weights
            .iter_mut()
            .zip(&mut steps)
            .zip(&mut last)
            .zip(gradient)
        {
            let same = *last * gradient;
            if same > 0.0 {
                *step = f64::min(*step * 1.2, 1.0);
            } else if same < 0.0 {
                *step = f64::max(*step * 0.5, 1e-5);
            }
            if gradient != 0.0 {
                *weight += gradient.signum() * *step;
            }
            *last = gradient;
        }
    }
    let count = examples.len().max(1) as f64;
    Fitted {
        weights,
        loss: loss / count,
        right: right / count,
    }
}
