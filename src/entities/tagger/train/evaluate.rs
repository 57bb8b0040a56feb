//! Evaluation: precision and recall on people for each corpus, the calibration of confidence, and the output of spans
//! for other scoring programs.

use super::super::decode;
use super::super::model::Model;
use super::super::{NameClass, NameTag};
use super::corpora::{self, AnnotatedArticle};
use super::files;
use crate::entities::sentences;
use crate::entities::tokens::Token;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// The byte ranges of the names of `class`.
fn name_spans(tokens: &[Token], tags: &[NameTag], class: NameClass) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (token, tag) in tokens.iter().zip(tags) {
        if tag.class == class {
            match found.last_mut().filter(|_| inside && !tag.begins_name) {
                Some(last) => last.end = token.end as usize,
                None => found.push(token.range()),
            }
        }
        inside = tag.class == class;
    }
    found
}

fn tag_article(article: &AnnotatedArticle, model: &Model<'_>) -> Vec<NameTag> {
    decode::tag(&article.text, &article.tokens, &article.sentences, model, 1)
}

/// Prints precision, recall and F1 on people for each corpus of `articles`.
pub(super) fn print_scores(
    articles: &[AnnotatedArticle],
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
            let spans = name_spans(
                &article.tokens,
                &tag_article(article, model),
                NameClass::Person,
            );
            gold += people.len();
            found += spans.len();
            right += spans.iter().filter(|span| people.contains(span)).count();
        }
        let (precision, recall) = (percent(right, found), percent(right, gold));
        let f1 = percent(2 * right, gold + found);
        writeln!(
            out,
            "{corpus:10} people {gold:5}  P {precision:6.2}  R {recall:6.2}  F1 {f1:6.2}"
        )?;
    }
    Ok(())
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// The corpora that the finished program is measured on. Nothing in the weights may be fitted to them.
const TEST_CORPORA: [&str; 3] = ["gold", "worldwide", "btc"];

/// Fits the logistic curve that maps the margin of a token tagged as a person to the probability that it is one, by
/// gradient ascent. Returns slope and offset in thousandths, the slope for margins in raw units.
pub(super) fn calibrate(articles: &[AnnotatedArticle], model: &Model<'_>) -> (i32, i32) {
    let mut points = Vec::new();
    for article in articles
        .iter()
        .filter(|article| !TEST_CORPORA.contains(&article.corpus))
    {
        for (margin, right) in person_margins(article, model) {
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

/// The margin of each token tagged as a person, and whether the corpus agrees.
fn person_margins(article: &AnnotatedArticle, model: &Model<'_>) -> Vec<(i32, bool)> {
    let margins = decode::margins(&article.text, &article.tokens, &article.sentences, model);
    let mut points = Vec::new();
    for ((class, margin), allowed) in margins.into_iter().zip(&article.allowed) {
        if class == NameClass::Person {
            points.push((margin, allowed & 0b110 != 0));
        }
    }
    points
}

/// Prints the people in each text of `file` as one JSON object `{"id", "spans"}` per line, positions in code points.
pub(super) fn print_spans(file: &Path, model: &Model<'_>, out: &mut impl Write) -> io::Result<()> {
    for article in files::read_articles(file)? {
        let tokens = corpora::tokenize(&article.text);
        let sentences = sentences::split(&article.text, &tokens);
        let tags = decode::tag(&article.text, &tokens, &sentences, model, 1);
        let code_points = |at: usize| article.text.get(..at).unwrap_or_default().chars().count();
        let spans: Vec<_> = name_spans(&tokens, &tags, NameClass::Person)
            .into_iter()
            .map(|span| (code_points(span.start), code_points(span.end), "PER"))
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({ "id": article.id, "spans": spans })
        )?;
    }
    Ok(())
}
