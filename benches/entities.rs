//! The engine's speed: a short article and a long one, on one core.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;

use byline::entities::{self, tokens};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn engine(criterion: &mut Criterion) {
    for (name, bytes) in [("short article", 1), ("3.2 MB", common::LONG_BYTES)] {
        let document = common::article(bytes);
        let count = tokens::tokenize(&document).len() as u64;
        let mut group = criterion.benchmark_group(format!("engine, {name}, elements are tokens"));
        group.throughput(Throughput::Elements(count));
        group.sample_size(10);
        group.bench_function("tokens", |bencher| {
            bencher.iter(|| black_box(tokens::tokenize(&document)));
        });
        group.bench_function("read", |bencher| {
            bencher.iter(|| black_box(entities::read(&document)));
        });
        group.finish();
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
