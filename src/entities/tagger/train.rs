//! Training: makes `assets/tagger.bin` and `assets/names.bin` from corpora, and `assets/meanings.bin` from word vectors. Built only with the feature `train`.
//!
//! The steps: build the lexicon from word lists; train a conditional random field for the first pass; train it again on
//! folds and let each model label the articles that it has not seen; train a field for the document-context
//! features on those labels; fit the calibration curve; write the files. Tokens, features and search are those of the
//! program itself. Training is deterministic: the same corpora give the same bytes.

mod corpora;
mod evaluate;
mod evidence_weights;
mod files;
mod gazetteer;
mod lists;
mod marks;
mod meanings;
mod other_names;
mod posterior;
mod random_field;
mod randomness;
mod runs;
mod training_set;
mod word_classes;

use super::decode;
use super::document_context::DocumentContext;
use super::labels::LABEL_COUNT;
use super::lexicon::Lexicon;
use super::model::{self, Calibration, Lists, Model};
use super::weight_table::WeightTable;
use crate::entities::gazetteer::Gazetteer;
use corpora::{AnnotatedArticle, CorpusUse};
use other_names::OtherNames;
use random_field::Schedule;
use runs::{TrainedWeights, TrainingRun};
use std::io::{self, Write};
use std::path::Path;
use training_set::{TrainingSet, UnseenPass};

/// The buckets in the shipped model's table: 3.5 MiB. With four sevenths of them, mentions in held-out articles have F1 0.908 instead of
/// 0.913.
const BUCKETS: usize = 7 << 13;
/// How many folds the training articles are divided into, so that each article can be labelled by a model that has not
/// seen it.
const FOLDS: usize = 5;
/// How the first pass is trained.
const FIRST_SCHEDULE: Schedule = Schedule {
    epochs: 5,
    rate: 0.02,
    left_out: 40,
};
/// How the second pass is trained.
const SECOND_SCHEDULE: Schedule = Schedule {
    epochs: 5,
    rate: 0.03,
    left_out: 0,
};
/// How many runs, each with the articles in another order, the weights are averaged over.
const SHUFFLES: u64 = 8;

/// The parsed command line.
struct TrainOptions {
    data: String,
    assets: String,
    /// Hold half of the documents of `corpora::HELD_OUT_CORPORA` out for evaluation.
    hold_out: bool,
    /// Instead of training, print the people found in this `.jsonl` file.
    spans: Option<String>,
    /// Instead of training, print how the candidates in this file with given tags are judged.
    judge: Option<String>,
    /// Write the mistakes in the written articles, each tagged by a model that had not seen it, to this file.
    errors: Option<String>,
    /// Instead of training, make the classes of meaning from this file of word vectors.
    meanings: Option<String>,
}

impl TrainOptions {
    fn parse(arguments: &[String]) -> io::Result<Self> {
        let mut positional = Vec::new();
        let mut hold_out = false;
        let (mut spans, mut judge, mut errors, mut meanings) = (None, None, None, None);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--hold-out" => hold_out = true,
                "--spans" => spans = rest.next().cloned(),
                "--errors" => errors = rest.next().cloned(),
                "--meanings" => meanings = rest.next().cloned(),
                "--judge" => judge = rest.next().cloned(),
                _ => positional.push(argument.clone()),
            }
        }
        let [data, assets] = positional.as_slice() else {
            return Err(io::Error::other(
                "usage: byline-train [--hold-out] [--spans FILE.jsonl] [--judge FILE] [--errors FILE] [--meanings VECTORS.json] DATA ASSETS",
            ));
        };
        Ok(Self {
            data: data.clone(),
            assets: assets.clone(),
            hold_out,
            spans,
            judge,
            errors,
            meanings,
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
    if let Some(file) = &options.meanings {
        return meanings::build(Path::new(file), &assets.join("meanings.bin"), out);
    }
    let meanings = std::fs::read(assets.join("meanings.bin"))?;
    if let Some(file) = &options.spans {
        let weights = std::fs::read(assets.join("tagger.bin"))?;
        let names = std::fs::read(assets.join("names.bin"))?;
        let gazetteer = std::fs::read(assets.join("gazetteer.bin"))?;
        let lists = Lists {
            lexicon: Lexicon::new(&names, &meanings),
            gazetteer: Gazetteer::new(&gazetteer),
        };
        return evaluate::print_spans(Path::new(file), &Model::new(&weights, lists), out);
    }
    if let Some(file) = &options.judge {
        return evidence_weights::print_judged(&std::fs::read_to_string(file)?, out);
    }
    let names = lists::build_lexicon(data)?;
    let gazetteer = gazetteer::build(data, assets, &Lexicon::new(&names, &[]))?;
    let lists = Lists {
        lexicon: Lexicon::new(&names, &meanings),
        gazetteer: Gazetteer::new(&gazetteer),
    };
    writeln!(
        out,
        "lexicon: {} KiB, gazetteer: {} KiB",
        names.len() / 1024,
        gazetteer.len() / 1024
    )?;
    std::fs::write(assets.join("names.bin"), &names)?;
    std::fs::write(assets.join("gazetteer.bin"), &gazetteer)?;
    if !model::embeds(lists) {
        return Err(io::Error::other(
            "the lists have changed: build and run the program again, so that it has the new ones",
        ));
    }
    let mut articles = corpora::load(data, assets, CorpusUse::Train, options.hold_out)?;
    corpora::add_copies(&mut articles, &OtherNames::read(data)?);
    let tokens: usize = articles.iter().map(|article| article.tokens.len()).sum();
    writeln!(
        out,
        "training: {} articles, {tokens} tokens",
        articles.len()
    )?;
    let dev = corpora::load(data, assets, CorpusUse::Evaluate, options.hold_out)?;
    let Trained { weights, passes } = train(&mut articles, &dev, lists, out)?;
    let model = Model::new(&weights, lists);
    let table = evidence_weights::fit(&articles, &passes, &model, out)?;
    if let Some(file) = &options.errors {
        let mut file = std::fs::File::create(file)?;
        evidence_weights::print_errors(&articles, &passes, &model, &table, &mut file)?;
    }
    std::fs::write(assets.join("people/weights.tsv"), table)?;
    std::fs::write(assets.join("tagger.bin"), &weights)?;
    evaluate::print_scores(&dev, &Model::new(&weights, lists), out)
}

/// What training gives.
struct Trained {
    /// The weights in their embedded form.
    weights: Vec<u8>,
    /// The first pass over each article, by a model that had not seen it.
    passes: Vec<Option<UnseenPass>>,
}

/// Trains the weights.
fn train(
    articles: &mut [AnnotatedArticle],
    dev: &[AnnotatedArticle],
    lists: Lists<'_>,
    out: &mut impl Write,
) -> io::Result<Trained> {
    let blank = Model::new(&[], lists);
    let examples = TrainingSet::for_first_pass(articles, &blank);
    writeln!(
        out,
        "first pass: {} segments, {} features",
        examples.len(),
        examples.feature_count()
    )?;
    let passes = out_of_fold_passes(articles, &examples, lists, out)?;
    for (article, pass) in articles.iter_mut().zip(&passes) {
        if let Some(pass) = pass.as_ref().filter(|_| article.is_machine_labelled) {
            let labels = pass.parts.iter().flat_map(|part| &part.labels);
            article.allow_also(labels.copied());
        }
    }
    let examples = TrainingSet::for_first_pass(articles, &blank);
    let passes = out_of_fold_passes(articles, &examples, lists, out)?;
    let run = |seed| TrainingRun { fold: None, seed };
    let runs: Vec<TrainingRun> = (0..SHUFFLES).map(run).collect();
    let first = TrainedWeights::mean(TrainedWeights::train_runs(
        &examples,
        FIRST_SCHEDULE,
        &runs,
        None,
        out,
    )?);

    let second_examples = TrainingSet::for_second_pass(articles, &passes);
    writeln!(
        out,
        "second pass: {} segments, {} features",
        second_examples.len(),
        second_examples.feature_count()
    )?;
    let transitions = first.transitions();
    let second = TrainedWeights::train_runs(
        &second_examples,
        SECOND_SCHEDULE,
        &runs,
        Some(&transitions),
        out,
    )?;
    let second = TrainedWeights::mean(second);

    let mut rows = first.quantised_rows(&examples);
    rows.extend(second.quantised_rows(&second_examples));
    rows.sort_by_key(|(hash, weights)| (std::cmp::Reverse(weight_range(weights)), *hash));
    let (table, kept) = WeightTable::encode(&rows, BUCKETS);
    let bytes = model::encode(Calibration::NONE, &first.transitions(), &table);
    writeln!(
        out,
        "{} features with nonzero weights, {kept} kept",
        rows.len()
    )?;
    let calibration = evaluate::calibrate(dev, &Model::new(&bytes, lists));
    writeln!(
        out,
        "confidence: slope {} offset {} (thousandths)",
        calibration.slope, calibration.offset
    )?;
    let weights = model::encode(calibration, &first.transitions(), &table);
    Ok(Trained { weights, passes })
}

/// Runs the first pass over every article with a model that was trained without that article.
fn out_of_fold_passes(
    articles: &[AnnotatedArticle],
    examples: &TrainingSet,
    lists: Lists<'_>,
    out: &mut impl Write,
) -> io::Result<Vec<Option<UnseenPass>>> {
    let run = |fold| TrainingRun {
        fold: Some(fold),
        seed: 0,
    };
    let runs: Vec<TrainingRun> = (0..FOLDS).map(run).collect();
    let models = TrainedWeights::train_runs(examples, FIRST_SCHEDULE, &runs, None, out)?;
    let mut passes = Vec::new();
    passes.resize_with(articles.len(), Default::default);
    for (fold, weights) in models.iter().enumerate() {
        let rows = weights.quantised_rows(examples);
        let (table, _) = WeightTable::encode(&rows, BUCKETS * 4);
        let bytes = model::encode(Calibration::NONE, &weights.transitions(), &table);
        let model = Model::new(&bytes, lists);
        for (pass, article) in passes.iter_mut().zip(articles) {
            if article.source % FOLDS == fold {
                let parts = decode::run_first_pass(&article.view(), &model, 1);
                let context = DocumentContext::new(&parts);
                *pass = Some(UnseenPass { parts, context });
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
