//! Evaluation: precision and recall on people for each corpus, the calibration of confidence, and the output of spans
//! for other scoring programs.

use super::super::NameClass;
use super::super::decode::{self, Outcome};
use super::super::model::{Calibration, Model};
use super::corpora::{self, AnnotatedArticle};
use super::files;
use crate::entities::{TokenView, sentences};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// The names that the model finds: the byte range and the class of each.
fn names(view: &TokenView<'_>, model: &Model<'_>) -> Vec<(Range<usize>, NameClass)> {
    let tags = decode::tag(view, model, 1);
    let mut found: Vec<(Range<usize>, NameClass)> = Vec::new();
    let mut inside = NameClass::Outside;
    for (token, tag) in view.tokens.iter().zip(tags) {
        let continues = tag.class == inside && !tag.begins_name;
        match found.last_mut().filter(|_| continues) {
            _ if tag.class == NameClass::Outside => {}
            Some((last, _)) => last.end = token.end as usize,
            None => found.push((token.range(), tag.class)),
        }
        inside = tag.class;
    }
    found
}

/// The byte ranges of the names of people that the model finds.
fn people(view: &TokenView<'_>, model: &Model<'_>) -> Vec<Range<usize>> {
    let names = names(view, model).into_iter();
    names
        .filter(|(_, class)| *class == NameClass::Person)
        .map(|(range, _)| range)
        .collect()
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
            let names = article.names.iter();
            let annotated: Vec<_> = names
                .filter(|name| name.class == Some(NameClass::Person))
                .map(|name| &name.range)
                .collect();
            let spans = people(&article.view(), model);
            gold += annotated.len();
            found += spans.len();
            right += spans.iter().filter(|span| annotated.contains(span)).count();
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
/// gradient ascent.
pub(super) fn calibrate(articles: &[AnnotatedArticle], model: &Model<'_>) -> Calibration {
    let mut points = Vec::new();
    for article in articles
        .iter()
        .filter(|article| !TEST_CORPORA.contains(&article.corpus))
    {
        let is_person = corpora::class_labels(NameClass::Person);
        let choices = decode::decode(
            &article.view(),
            model,
            1,
            &Outcome {
                outside: None,
                convert: Some,
            },
        );
        for (choice, allowed) in choices.into_iter().zip(article.allowed.iter()) {
            if let Some(choice) = choice
                && choice.label.class() == NameClass::Person
            {
                let right = u8::from(allowed & is_person != 0);
                points.push((f64::from(choice.margins.class) / 100.0, f64::from(right)));
            }
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
    Calibration {
        slope: (slope * 10.0).round() as i32,
        offset: (offset * 1000.0).round() as i32,
    }
}

/// Prints the names in each text of `file` as one JSON object `{"id", "spans"}` per line, positions in code points.
pub(super) fn print_spans(file: &Path, model: &Model<'_>, out: &mut impl Write) -> io::Result<()> {
    for article in files::read_articles(file)? {
        let tokens = corpora::tokenize(&article.text);
        let sentences = sentences::split(&article.text, &tokens);
        let view = TokenView::new(&article.text, &tokens).with_sentences(&sentences);
        let code_points = |at: usize| article.text.get(..at).unwrap_or_default().chars().count();
        let spans: Vec<_> = names(&view, model)
            .into_iter()
            .map(|(range, class)| {
                let kind = files::class_name(class);
                (code_points(range.start), code_points(range.end), kind)
            })
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({ "id": article.id, "spans": spans })
        )?;
    }
    Ok(())
}
