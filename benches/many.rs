//! Benchmarks of printing many articles, with one worker and with one per core.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark that cannot start may panic"
)]

use byline::cli::{OutputFormat, PrintOptions};
use byline::load::{LoadOptions, Source};
use byline::options::AnalysisOptions;
use byline::print;
use byline::store::Store;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::io;
use std::thread::available_parallelism;

const SAMPLE: &str = include_str!("../assets/sample.txt");

/// The number of articles to print.
const ARTICLES: usize = 100;

fn many(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let article = |number: usize| {
        let path = folder.path().join(format!("{number}.txt"));
        // Of different lengths.
        std::fs::write(&path, SAMPLE.repeat(1 + number % 3)).expect("the file can be written");
        Source::Path(path)
    };
    let mut options = PrintOptions {
        sources: (0..ARTICLES).map(article).collect(),
        load: LoadOptions::default(),
        format: OutputFormat::Json { reasons: false },
        width: 80,
        styled: false,
        analysis: AnalysisOptions::default(),
    };
    let cores = available_parallelism().map_or(1, usize::from);
    for (name, format) in [
        ("json", OutputFormat::Json { reasons: false }),
        ("people", OutputFormat::People),
        ("html", OutputFormat::Html),
    ] {
        options.format = format;
        let mut group = criterion.benchmark_group(format!("many articles, {name}"));
        group.throughput(Throughput::Elements(ARTICLES as u64));
        group.sample_size(10);
        for workers in [1, cores] {
            group.bench_function(format!("{workers} workers"), |bencher| {
                bencher.iter(|| {
                    let store = Store::disabled();
                    print::print_many(&options, &store, workers, false, &mut io::sink())
                        .expect("writing to a sink succeeds")
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, many);
criterion_main!(benches);
