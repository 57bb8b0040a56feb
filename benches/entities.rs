//! Speed of finding people and countries: a short article and two long ones, on one core and on two.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;
#[path = "common/varied.rs"]
mod varied;

use byline::document::{BlockKind, Builder};
use byline::entities::{self, tokens};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn engine(criterion: &mut Criterion) {
    let articles = [
        ("short article", common::article(1)),
        ("3.2 MB", varied::article(common::LONG_BYTES)),
        (
            "3.2 MB that repeats itself",
            common::article(common::LONG_BYTES),
        ),
    ];
    for (name, document) in articles {
        let count = tokens::tokenize(&document).len() as u64;
        let mut group = criterion.benchmark_group(format!("engine, {name}, elements are tokens"));
        group.throughput(Throughput::Elements(count));
        group.sample_size(10);
        group.bench_function("tokens", |bencher| {
            bencher.iter(|| black_box(tokens::tokenize(&document)));
        });
        group.bench_function("read, one core", |bencher| {
            bencher.iter(|| black_box(entities::read_in_threads(&document, 1)));
        });
        group.bench_function("read, two cores", |bencher| {
            bencher.iter(|| black_box(entities::read_in_threads(&document, 2)));
        });
        group.finish();
    }
}

/// One sentence of names or initials, once, twice and four times as long: the time must grow in proportion.
fn repeats(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("engine, one endless sentence");
    group.sample_size(10);
    for (name, unit) in [
        ("names", "Merkel Putin Macron Obama "),
        ("initials", "A. B. "),
    ] {
        for times in [1, 2, 4] {
            let mut builder = Builder::new("bench");
            builder.push(&unit.repeat(5_000 * times));
            builder.end(BlockKind::Paragraph);
            let document = builder.finish();
            group.bench_function(format!("{name}, {times} x"), |bencher| {
                bencher.iter(|| black_box(entities::read_in_threads(&document, 1)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, engine, repeats);
criterion_main!(benches);
