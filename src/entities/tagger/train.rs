//! Training: makes `assets/tagger.bin` and `assets/names.bin` from corpora. Built only with the feature `train`.
//!
//! The steps: build the lexicon from word lists; train a structured perceptron for the first pass; train it again on
//! folds and let each model label the articles that it has not seen; train a perceptron for the document-context
//! features on those labels; fit the calibration curve; write the files. Tokens, features and search are those of the
//! program itself. Training is deterministic: the same corpora give the same bytes.

mod corpora;
mod evaluate;
mod files;
mod lists;
mod perceptron;
mod training_set;
mod word_classes;

use super::decode;
use super::document_context::DocumentContext;
use super::labels::LABEL_COUNT;
use super::model::{self, Calibration, Model};
use corpora::{AnnotatedArticle, CorpusUse};
use perceptron::{AveragedWeights, TrainingRun};
use std::io::{self, Write};
use std::path::Path;
use training_set::{TrainingSet, UnseenPass};

/// The shipped model has `1 << ROW_BITS` rows of weights.
const ROW_BITS: u32 = 18;
/// How many folds the training articles are divided into, so that each article can be labelled by a model that has not
/// seen it.
const FOLDS: usize = 5;
/// Passes over the training articles.
const EPOCHS: usize = 8;
/// How many runs, each with the articles in another order, the weights are averaged over.
const SHUFFLES: u64 = 4;

/// The parsed command line.
struct TrainOptions {
    data: String,
    assets: String,
    /// Hold half of the documents of `corpora::HELD_OUT_CORPORA` out for evaluation.
    hold_out: bool,
    /// Instead of training, print the people found in this `.jsonl` file.
    spans: Option<String>,
}

impl TrainOptions {
    fn parse(arguments: &[String]) -> io::Result<Self> {
        let mut positional = Vec::new();
        let (mut hold_out, mut spans) = (false, None);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--hold-out" => hold_out = true,
                "--spans" => spans = rest.next().cloned(),
                _ => positional.push(argument.clone()),
            }
        }
        let [data, assets] = positional.as_slice() else {
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

/// Runs the training program with its command-line `arguments`. Progress and scores are written to `out`.
///
/// # Errors
/// If the arguments are wrong, a corpus cannot be read, or the weights cannot be written.
pub fn run(arguments: &[String], out: &mut impl Write) -> io::Result<()> {
    let options = TrainOptions::parse(arguments)?;
    let (data, assets) = (Path::new(&options.data), Path::new(&options.assets));
    if let Some(file) = &options.spans {
        let (weights, names) = (
            std::fs::read(assets.join("tagger.bin"))?,
            std::fs::read(assets.join("names.bin"))?,
        );
        return evaluate::print_spans(Path::new(file), &Model::new(&weights, &names), out);
    }
    let names = lists::build_lexicon(data)?;
    writeln!(out, "lexicon: {} KiB", names.len() / 1024)?;
    let mut articles = corpora::load(data, CorpusUse::Train, options.hold_out)?;
    let tokens: usize = articles.iter().map(|article| article.tokens.len()).sum();
    writeln!(
        out,
        "training: {} articles, {tokens} tokens",
        articles.len()
    )?;
    let dev = corpora::load(data, CorpusUse::Evaluate, options.hold_out)?;
    let weights = train(&mut articles, &dev, &names, out)?;
    std::fs::write(assets.join("names.bin"), &names)?;
    std::fs::write(assets.join("tagger.bin"), &weights)?;
    evaluate::print_scores(&dev, &Model::new(&weights, &names), out)
}

/// Trains the weights and returns them in their embedded form.
fn train(
    articles: &mut [AnnotatedArticle],
    dev: &[AnnotatedArticle],
    names: &[u8],
    out: &mut impl Write,
) -> io::Result<Vec<u8>> {
    let blank = Model::new(&[], names);
    let examples = TrainingSet::for_first_pass(articles, &blank);
    writeln!(
        out,
        "first pass: {} segments, {} features",
        examples.len(),
        examples.feature_count()
    )?;
    let passes = out_of_fold_passes(articles, &examples, names, out)?;
    for (article, pass) in articles.iter_mut().zip(&passes) {
        if let Some(pass) = pass.as_ref().filter(|_| article.is_machine_labelled) {
            article.allow_also(&pass.first_pass.labels);
        }
    }
    let examples = TrainingSet::for_first_pass(articles, &blank);
    let passes = out_of_fold_passes(articles, &examples, names, out)?;
    let run = |seed| TrainingRun { fold: None, seed };
    let runs: Vec<TrainingRun> = (0..SHUFFLES).map(run).collect();
    let first = AveragedWeights::mean(AveragedWeights::train_runs(
        &examples, EPOCHS, &runs, None, out,
    )?);

    let second_examples = TrainingSet::for_second_pass(articles, &passes);
    writeln!(
        out,
        "second pass: {} segments, {} features",
        second_examples.len(),
        second_examples.feature_count()
    )?;
    let transitions = first.transitions();
    let second =
        AveragedWeights::train_runs(&second_examples, EPOCHS, &runs, Some(&transitions), out)?;
    let second = AveragedWeights::mean(second);

    let mut rows = first.quantised_rows(&examples);
    rows.extend(second.quantised_rows(&second_examples));
    rows.sort_by_key(|(hash, weights)| (std::cmp::Reverse(weight_range(weights)), *hash));
    let (bytes, kept) = model::encode(Calibration::NONE, &first.transitions(), &rows, ROW_BITS);
    writeln!(
        out,
        "{} features with nonzero weights, {kept} kept",
        rows.len()
    )?;
    let calibration = evaluate::calibrate(dev, &Model::new(&bytes, names));
    writeln!(
        out,
        "confidence: slope {} offset {} (thousandths)",
        calibration.slope, calibration.offset
    )?;
    Ok(model::encode(calibration, &first.transitions(), &rows, ROW_BITS).0)
}

/// Runs the first pass over every article with a model that was trained without that article.
fn out_of_fold_passes(
    articles: &[AnnotatedArticle],
    examples: &TrainingSet,
    names: &[u8],
    out: &mut impl Write,
) -> io::Result<Vec<Option<UnseenPass>>> {
    let run = |fold| TrainingRun {
        fold: Some(fold),
        seed: 0,
    };
    let runs: Vec<TrainingRun> = (0..FOLDS).map(run).collect();
    let models = AveragedWeights::train_runs(examples, EPOCHS, &runs, None, out)?;
    let mut passes = Vec::new();
    passes.resize_with(articles.len(), Default::default);
    for (fold, weights) in models.iter().enumerate() {
        let rows = weights.quantised_rows(examples);
        let (bytes, _) = model::encode(
            Calibration::NONE,
            &weights.transitions(),
            &rows,
            ROW_BITS + 2,
        );
        let model = Model::new(&bytes, names);
        for (index, (pass, article)) in passes.iter_mut().zip(articles).enumerate() {
            if index % FOLDS == fold {
                let words = decode::word_attributes(&article.text, &article.tokens, &model);
                let first_pass = decode::run_first_pass(&words, &article.sentences, &model);
                let context = DocumentContext::from_labels(words.as_slice(), &first_pass.labels);
                *pass = Some(UnseenPass {
                    words,
                    first_pass,
                    context,
                });
            }
        }
    }
    Ok(passes)
}

/// The range of a row's weights, which is how much the row can matter.
fn weight_range(weights: &[i8; LABEL_COUNT]) -> i32 {
    let (low, high) = weights.iter().fold((0, 0), |(low, high), &weight| {
        (weight.min(low), weight.max(high))
    });
    i32::from(high) - i32::from(low)
}
