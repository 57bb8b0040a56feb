//! How fast many articles are printed: by one worker, and by as many as there are cores.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark that cannot begin may say so by panicking"
)]

use byline::cli::{Format, PrintOptions};
use byline::load::{Options, Source};
use byline::print;
use byline::store::Store;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::io;
use std::thread::available_parallelism;

const SAMPLE: &str = include_str!("../assets/sample.txt");

/// As many articles as a folder of cuttings may hold.
const ARTICLES: usize = 100;

fn many(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let article = |number: usize| {
        let path = folder.path().join(format!("{number}.txt"));
        // Some are longer than others.
        std::fs::write(&path, SAMPLE.repeat(1 + number % 3)).expect("room for it");
        Source::Path(path)
    };
    let mut options = PrintOptions {
        sources: (0..ARTICLES).map(article).collect(),
        load: Options::default(),
        format: Format::Json,
        width: 80,
        styled: false,
        sure: byline::entities::SURE,
        corrections: false,
    };
    let cores = available_parallelism().map_or(1, usize::from);
    for (name, format) in [
        ("json", Format::Json),
        ("people", Format::People),
        ("html", Format::Html),
    ] {
        options.format = format;
        let mut group = criterion.benchmark_group(format!("many articles, {name}"));
        group.throughput(Throughput::Elements(ARTICLES as u64));
        group.sample_size(10);
        for workers in [1, cores] {
            group.bench_function(format!("{workers} at work"), |bencher| {
                bencher.iter(|| {
                    let how = (workers, false);
                    print::many(&options, &Store::nowhere(), how, &mut io::sink())
                        .expect("nothing refuses it")
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, many);
criterion_main!(benches);
