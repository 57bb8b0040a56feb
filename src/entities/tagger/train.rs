//! Training: corpora in, `assets/tagger.bin` and `assets/names.bin` out. Only built with the feature `train`.
//!
//! Owns the road from corpora to weights: lists → examples → a structured perceptron for the first reading → the same,
//! trained on parts, read the parts they have not seen → a perceptron for the votes → sureness → files. Deterministic: the same
//! corpora give the same bytes. Uses the product's own tokens, features and search.

mod classes;
mod corpora;
mod files;
mod lessons;
mod lists;
mod measure;
mod perceptron;

use super::decode;
use super::labels::COUNT;
use super::model::{self, Model};
use super::votes::Votes;
use corpora::{Article, Use};
use lessons::{Examples, Read};
use perceptron::{Course, Learnt};
use std::io::{self, Write};
use std::path::Path;

/// `1 << BITS` rows of weights are shipped.
const BITS: u32 = 18;
/// How many parts the training articles are divided into, so that each can be read by a model that has not seen it.
const FOLDS: usize = 5;
/// Passes over the training articles.
const EPOCHS: usize = 8;
/// How many orders of the articles the weights are the mean of.
const ORDERS: u64 = 4;

/// What the program was asked to do.
struct Options {
    data: String,
    assets: String,
    /// Leave half of docred out, so that it can be measured.
    hold_out: bool,
    /// Print the people found in this `.jsonl` file instead of training.
    spans: Option<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> io::Result<Self> {
        let mut plain = Vec::new();
        let (mut hold_out, mut spans) = (false, None);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--hold-out" => hold_out = true,
                "--spans" => spans = rest.next().cloned(),
                _ => plain.push(argument.clone()),
            }
        }
        let [data, assets] = plain.as_slice() else {
            return Err(io::Error::other(
                "usage: byline-train [--hold-out] [--spans FILE.jsonl] DATA ASSETS",
            ));
        };
        Ok(Self {
            data: data.clone(),
            assets: assets.clone(),
            hold_out,
            spans,
        })
    }
}

/// Run the training program with its command line `arguments`; what it has to say goes to `out`.
///
/// # Errors
/// When the arguments are wrong, a corpus cannot be read, or the weights cannot be written.
pub fn run(arguments: &[String], out: &mut impl Write) -> io::Result<()> {
    let options = Options::parse(arguments)?;
    let (data, assets) = (Path::new(&options.data), Path::new(&options.assets));
    if let Some(file) = &options.spans {
        let (weights, names) = (
            std::fs::read(assets.join("tagger.bin"))?,
            std::fs::read(assets.join("names.bin"))?,
        );
        return measure::print_spans(Path::new(file), &Model::new(&weights, &names), out);
    }
    let names = lists::build(data)?;
    writeln!(out, "lists: {} KiB", names.len() / 1024)?;
    let mut articles = corpora::load(data, Use::Train, options.hold_out)?;
    let tokens: usize = articles.iter().map(|article| article.tokens.len()).sum();
    writeln!(
        out,
        "training: {} articles, {tokens} tokens",
        articles.len()
    )?;
    let dev = corpora::load(data, Use::Measure, options.hold_out)?;
    let weights = train(&mut articles, &dev, &names, out)?;
    std::fs::write(assets.join("names.bin"), &names)?;
    std::fs::write(assets.join("tagger.bin"), &weights)?;
    measure::print(&dev, &Model::new(&weights, &names), out)
}

/// The weights, in their embedded form.
fn train(
    articles: &mut [Article],
    dev: &[Article],
    names: &[u8],
    out: &mut impl Write,
) -> io::Result<Vec<u8>> {
    let blank = Model::new(&[], names);
    let examples = Examples::first(articles, &blank);
    writeln!(
        out,
        "first reading: {} examples, {} features",
        examples.len(),
        examples.features()
    )?;
    let readings = unseen(articles, &examples, names, out)?;
    for (article, reading) in articles.iter_mut().zip(&readings) {
        if let Some((_, read, _)) = reading.as_ref().filter(|_| article.doubtful) {
            article.doubt(&read.labels);
        }
    }
    let examples = Examples::first(articles, &blank);
    let readings = unseen(articles, &examples, names, out)?;
    let orders = |seed| Course { fold: None, seed };
    let orders: Vec<Course> = (0..ORDERS).map(orders).collect();
    let all = Learnt::mean(Learnt::courses(&examples, EPOCHS, &orders, None, out)?);

    let again = Examples::second(articles, &readings);
    writeln!(
        out,
        "second reading: {} examples, {} features",
        again.len(),
        again.features()
    )?;
    let transitions = all.transitions();
    let second = Learnt::courses(&again, EPOCHS, &orders, Some(&transitions), out)?;
    let second = Learnt::mean(second);

    let mut rows = all.rows(&examples);
    rows.extend(second.rows(&again));
    rows.sort_by_key(|(hash, weights)| (std::cmp::Reverse(norm(weights)), *hash));
    let (bytes, kept) = model::encode((1, 0), &all.transitions(), &rows, BITS);
    writeln!(out, "{} features with weight, {kept} kept", rows.len())?;
    let curve = measure::calibrate(dev, &Model::new(&bytes, names));
    writeln!(
        out,
        "sureness: slope {} offset {} (thousandths)",
        curve.0, curve.1
    )?;
    Ok(model::encode(curve, &all.transitions(), &rows, BITS).0)
}

/// What models read in the articles that they have not seen.
fn unseen(
    articles: &[Article],
    examples: &Examples,
    names: &[u8],
    out: &mut impl Write,
) -> io::Result<Vec<Read>> {
    let fold = |part| Course {
        fold: Some((part, FOLDS)),
        seed: 0,
    };
    let folds: Vec<Course> = (0..FOLDS).map(fold).collect();
    let parts = Learnt::courses(examples, EPOCHS, &folds, None, out)?;
    let mut readings = Vec::new();
    readings.resize_with(articles.len(), Default::default);
    for (fold, part) in parts.iter().enumerate() {
        let rows = part.rows(examples);
        let (bytes, _) = model::encode((1, 0), &part.transitions(), &rows, BITS + 2);
        let model = Model::new(&bytes, names);
        for (index, (reading, article)) in readings.iter_mut().zip(articles).enumerate() {
            if index % FOLDS == fold {
                let words = decode::words(&article.text, &article.tokens, &model);
                let read = decode::read(&words, &article.sentences, &model);
                let votes = Votes::count(&words, &read.labels);
                *reading = Some((words, read, votes));
            }
        }
    }
    Ok(readings)
}

/// How much a row can matter.
fn norm(weights: &[i8; COUNT]) -> i32 {
    let (low, high) = weights.iter().fold((0, 0), |(low, high), &weight| {
        (weight.min(low), weight.max(high))
    });
    i32::from(high) - i32::from(low)
}
