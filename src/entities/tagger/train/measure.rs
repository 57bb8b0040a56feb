//! Measures: how many people are found exactly, per corpus; how sure the tagger may call itself; spans for other tools.

use super::super::decode;
use super::super::model::Model;
use super::super::{Class, Tag};
use super::corpora::{self, Article};
use super::files;
use crate::entities::sentences;
use crate::entities::tokens::Token;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// The byte ranges of the names of `class`.
fn spans(tokens: &[Token], tags: &[Tag], class: Class) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (token, tag) in tokens.iter().zip(tags) {
        if tag.class == class {
            match found.last_mut().filter(|_| inside && !tag.begins) {
                Some(last) => last.end = token.end as usize,
                None => found.push(token.range()),
            }
        }
        inside = tag.class == class;
    }
    found
}

fn read(article: &Article, model: &Model<'_>) -> Vec<Tag> {
    decode::tag(&article.text, &article.tokens, &article.sentences, model, 1)
}

/// Print precision, recall and F1 on people for each corpus of `articles`.
pub(super) fn print(
    articles: &[Article],
    model: &Model<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut names: Vec<&str> = articles.iter().map(|article| article.corpus).collect();
    names.dedup();
    for corpus in names {
        let (mut gold, mut found, mut right) = (0, 0, 0);
        for article in articles.iter().filter(|article| article.corpus == corpus) {
            let people: Vec<_> = article
                .names
                .iter()
                .filter(|(_, class)| *class == 1)
                .map(|(range, _)| range)
                .collect();
            let spans = spans(&article.tokens, &read(article, model), Class::Person);
            gold += people.len();
            found += spans.len();
            right += spans.iter().filter(|span| people.contains(span)).count();
        }
        let (precision, recall) = (share(right, found), share(right, gold));
        let f1 = share(2 * right, gold + found);
        writeln!(
            out,
            "{corpus:10} people {gold:5}  P {precision:6.2}  R {recall:6.2}  F1 {f1:6.2}"
        )?;
    }
    Ok(())
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// What the finished engine is measured on: no number in the weights may come from it.
const UNSEEN: [&str; 3] = ["gold", "worldwide", "btc"];

/// Fit the curve of sureness: over the tokens called a person, how likely a margin means that it is one.
pub(super) fn calibrate(articles: &[Article], model: &Model<'_>) -> (i32, i32) {
    let mut points = Vec::new();
    for article in articles
        .iter()
        .filter(|article| !UNSEEN.contains(&article.corpus))
    {
        for (margin, right) in margins(article, model) {
            points.push((f64::from(margin) / 100.0, f64::from(u8::from(right))));
        }
    }
    let (mut slope, mut offset) = (1.0, 0.0);
    for _ in 0..2_000 {
        let (mut by_slope, mut by_offset) = (0.0, 0.0);
        for (margin, right) in &points {
            let guess = 1.0 / (1.0 + f64::exp(-slope * margin - offset));
            by_slope += (right - guess) * margin;
            by_offset += right - guess;
        }
        let count = points.len().max(1) as f64;
        slope += by_slope / count;
        offset += by_offset / count;
    }
    (
        (slope * 10.0).round() as i32,
        (offset * 1000.0).round() as i32,
    )
}

/// The margin of each token called a person, and whether it is one.
fn margins(article: &Article, model: &Model<'_>) -> Vec<(i32, bool)> {
    let margins = decode::margins(&article.text, &article.tokens, &article.sentences, model);
    let mut points = Vec::new();
    for ((class, margin), allowed) in margins.into_iter().zip(&article.allowed) {
        if class == Class::Person {
            points.push((margin, allowed & 0b110 != 0));
        }
    }
    points
}

/// Print the people of each text of `file` as `{"id", "spans"}`, in code points.
pub(super) fn print_spans(file: &Path, model: &Model<'_>, out: &mut impl Write) -> io::Result<()> {
    for raw in files::read(file)? {
        let tokens = corpora::tokenize(&raw.text);
        let sentences = sentences::split(&raw.text, &tokens);
        let tags = decode::tag(&raw.text, &tokens, &sentences, model, 1);
        let points = |at: usize| raw.text.get(..at).unwrap_or_default().chars().count();
        let spans: Vec<_> = spans(&tokens, &tags, Class::Person)
            .into_iter()
            .map(|span| (points(span.start), points(span.end), "PER"))
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({ "id": raw.id, "spans": spans })
        )?;
    }
    Ok(())
}
