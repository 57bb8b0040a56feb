//! Measures the clustering alone on the spans of annotated articles, where those are available.

use super::super::NameSpan;
use super::cluster_names;
use crate::entities::mention::Reason;
use crate::entities::token_view::TokenView;
use crate::entities::tokens::{Token, TokenId, TokenRange, tokenize_text};
use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;

/// The B-cubed precision and recall of `ours` against `gold`, each the person of every mention, summed over the mentions,
/// and their number.
fn b_cubed(gold: &[String], ours: &[usize]) -> (f64, f64, usize) {
    let mut ours_size: HashMap<usize, f64> = HashMap::new();
    let mut gold_size: HashMap<&str, f64> = HashMap::new();
    let mut both: HashMap<(usize, &str), f64> = HashMap::new();
    for (gold, &ours) in gold.iter().zip(ours) {
        *ours_size.entry(ours).or_default() += 1.0;
        *gold_size.entry(gold).or_default() += 1.0;
        *both.entry((ours, gold)).or_default() += 1.0;
    }
    let pairs = || gold.iter().zip(ours);
    let precision = pairs()
        .map(|(g, &o)| both[&(o, g.as_str())] / ours_size[&o])
        .sum();
    let recall = pairs()
        .map(|(g, &o)| both[&(o, g.as_str())] / gold_size[g.as_str()])
        .sum();
    (precision, recall, gold.len())
}

/// The byte offset of each code point, and of the end.
fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect()
}

/// The tokens that overlap a byte range.
fn tokens_of(tokens: &[Token], bytes: &std::ops::Range<usize>) -> TokenRange {
    let first = tokens.partition_point(|token| token.end as usize <= bytes.start);
    let last = tokens.partition_point(|token| (token.start as usize) < bytes.end);
    (TokenId::FIRST + first).until(TokenId::FIRST + last.max(first))
}

/// The spans of `mentions`, which are ranges of code points.
fn spans(text: &str, tokens: &[Token], mentions: &[(usize, usize)]) -> Vec<NameSpan> {
    let bytes = byte_offsets(text);
    let span = |&(start, end): &(usize, usize)| NameSpan {
        tokens: tokens_of(tokens, &(bytes[start]..bytes[end])),
        confidence: 100,
        reason: Reason::Tagger,
    };
    mentions.iter().map(span).collect()
}

/// The mentions of an article, as ranges of code points, with the person of each.
type GoldMentions = Vec<((usize, usize), String)>;

/// The B-cubed F1 over all articles. With `BYLINE_SHOW` set, prints the persons that differ.
fn measure(articles: impl Iterator<Item = (String, String, GoldMentions)>) -> f64 {
    let (mut precision, mut recall, mut count) = (0.0, 0.0, 0);
    let verbose = std::env::var_os("BYLINE_SHOW").is_some();
    for (id, text, mut mentions) in articles {
        mentions.sort();
        let tokens = tokenize_text(&text);
        let ranges: Vec<_> = mentions.iter().map(|mention| mention.0).collect();
        let gold: Vec<_> = mentions.iter().map(|mention| mention.1.clone()).collect();
        let spans = spans(&text, &tokens, &ranges);
        let view = TokenView::new(&text, &tokens);
        let mut person_of: HashMap<TokenRange, usize> = HashMap::new();
        for (person, mentions) in cluster_names(&view, &spans).into_iter().enumerate() {
            person_of.extend(mentions.iter().map(|span| (span.tokens, person)));
        }
        let ours: Vec<usize> = spans.iter().map(|span| person_of[&span.tokens]).collect();
        let (p, r, n) = b_cubed(&gold, &ours);
        if verbose && f64::midpoint(p, r) < n as f64 - 1e-9 {
            eprintln!("## {id} P {:.2} R {:.2}", p / n as f64, r / n as f64);
            let mut persons: HashMap<usize, Vec<String>> = HashMap::new();
            for (span, (&person, gold)) in spans.iter().zip(ours.iter().zip(&gold)) {
                let forms = persons.entry(person).or_default();
                forms.push(format!("{}={gold}", view.text_of(span.tokens)));
            }
            let golds = |list: &Vec<String>| {
                list.iter()
                    .map(|x| x.split('=').nth(1).unwrap_or("").to_owned())
                    .collect::<std::collections::HashSet<_>>()
            };
            let mut seen: HashMap<String, usize> = HashMap::new();
            for list in persons.values() {
                for g in golds(list) {
                    *seen.entry(g).or_default() += 1;
                }
            }
            for list in persons.values() {
                if golds(list).len() > 1 || golds(list).iter().any(|g| seen[g] > 1) {
                    eprintln!("   {list:?}");
                }
            }
        }
        precision += p;
        recall += r;
        count += n;
    }
    let (p, r) = (precision / count as f64, recall / count as f64);
    let f1 = 2.0 * p * r / (p + r);
    eprintln!("clustering: P {p:.4} R {r:.4} F1 {f1:.4} over {count}");
    f1
}

/// Says that nothing is measured, past the capture of what tests print.
fn say_skipped<T>(missing: &Path) -> Option<T> {
    let missing = missing.display();
    let _ = writeln!(
        std::io::stderr(),
        "\n*** SKIPPED: the clustering is not measured, as there is no {missing} ***"
    );
    None
}

/// The annotated articles in a folder of `shared`; `None` if it is missing.
fn gold(folder: &str) -> Option<Vec<(String, String, GoldMentions)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(folder);
    let Ok(files) = std::fs::read_dir(&folder) else {
        return say_skipped(&folder);
    };
    let mut articles = Vec::new();
    for file in files
        .filter_map(Result::ok)
        .filter(|file| file.path().extension().is_some_and(|e| e == "json"))
    {
        let row: serde_json::Value =
            serde_json::from_slice(&std::fs::read(file.path()).unwrap()).unwrap();
        let text = match row["text"].as_str() {
            Some(text) => text.to_owned(),
            None => std::fs::read_to_string(file.path().with_extension("txt")).unwrap(),
        };
        let mentions = row["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|m| m["kind"] == "person")
            .map(|m| {
                let at = |key: &str| m[key].as_u64().unwrap() as usize;
                (
                    (at("start"), at("end")),
                    m["entity"].as_str().unwrap().to_owned(),
                )
            });
        articles.push((
            row["id"].as_str().unwrap().to_owned(),
            text,
            mentions.collect(),
        ));
    }
    articles.sort();
    Some(articles)
}

/// The annotated articles of a file in `shared/data`, one JSON object per line; `None` if it is missing.
fn people(file: &str) -> Option<Vec<(String, String, GoldMentions)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(file);
    let Ok(rows) = std::fs::read_to_string(&path) else {
        return say_skipped(&path);
    };
    let article = |row: &str| {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let mut mentions = Vec::new();
        for (number, person) in row["people"].as_array().unwrap().iter().enumerate() {
            for m in person["mentions"].as_array().unwrap() {
                let at = |key: usize| m[key].as_u64().unwrap() as usize;
                mentions.push(((at(0), at(1)), number.to_string()));
            }
        }
        (
            row["id"].as_str().unwrap().to_owned(),
            row["text"].as_str().unwrap().to_owned(),
            mentions,
        )
    };
    Some(rows.lines().map(article).collect())
}

/// Protects: names in annotated news are clustered as the annotators did. The floors are a little below what is measured.
#[test]
fn annotated_news_is_clustered_correctly() {
    for (folder, floor) in [("gold/train", 0.995), ("gold/seed", 0.9999)] {
        if let Some(articles) = gold(folder) {
            let f1 = measure(articles.into_iter());
            assert!(f1 >= floor, "{folder} {f1}");
        }
    }
}

/// Protects: the same in conversations, novels and encyclopedias.
#[test]
fn other_kinds_of_text_are_clustered_well() {
    for (file, floor) in [
        ("gum/people_dev.jsonl", 0.965),
        ("litbank/people_dev.jsonl", 0.89),
        ("docred/people_dev.jsonl", 0.955),
    ] {
        if let Some(articles) = people(file) {
            let f1 = measure(articles.into_iter());
            assert!(f1 >= floor, "{file} {f1}");
        }
    }
}
