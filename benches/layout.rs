//! Benchmarks of layout with a long article: drawing the first page, jumping, and wrapping everything.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;

use byline::layout::{Flow, WrapMode, wrap};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;

fn layout(criterion: &mut Criterion) {
    let long = common::article(common::LONG_BYTES);
    let mut group = criterion.benchmark_group("layout 3.2 MB");
    group.bench_function("first page", |bencher| {
        bencher.iter(|| {
            let mut flow = Flow::new(Arc::clone(&long), 68);
            let top = flow.first();
            black_box(flow.lines_from(top, 50))
        });
    });
    group.bench_function("jump to the middle after a resize", |bencher| {
        let mut flow = Flow::new(Arc::clone(&long), 68);
        let mut width = 60;
        bencher.iter(|| {
            width = if width == 60 { 61 } else { 60 };
            flow.set_width(width);
            let row = flow.position_at(long.text().len() / 2);
            black_box(flow.lines_from(row, 50))
        });
    });
    group.throughput(Throughput::Bytes(long.text().len() as u64));
    group.sample_size(10);
    group.bench_function("wrap every block", |bencher| {
        bencher.iter(|| {
            for block in long.blocks() {
                black_box(wrap(long.slice(block.range.clone()), 68, WrapMode::PLAIN));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, layout);
criterion_main!(benches);
