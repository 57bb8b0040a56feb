//! How fast an article opens: the whole road from a file to a document, and its steps on text of several kinds.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark that cannot begin may say so by panicking"
)]

use byline::load::{self, Source, clean};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const SAMPLE: &str = include_str!("../assets/sample.txt");

/// As large as the longest novels, in bytes.
const BOOK: usize = 3_200_000;

/// The sample over and over, each line as it is.
fn book() -> String {
    SAMPLE.repeat(BOOK / SAMPLE.len() + 1)
}

/// The same, wrapped at 72 columns as books and mails are.
fn wrapped() -> String {
    let mut text = String::with_capacity(BOOK + BOOK / 16);
    for paragraph in book().lines() {
        let mut column = 0;
        for word in paragraph.split(' ') {
            if column + word.len() > 72 {
                text.push('\n');
                column = 0;
            } else if column > 0 {
                text.push(' ');
            }
            text.push_str(word);
            column += word.len() + 1;
        }
        text.push('\n');
    }
    text
}

fn roads(criterion: &mut Criterion) {
    let kinds = [
        ("long lines", book()),
        ("wrapped", wrapped()),
        ("windows line ends", wrapped().replace('\n', "\r\n")),
        (
            "ideographs",
            "東京都は日本の首都である。\n\n".repeat(BOOK / 41),
        ),
        ("one line", "word ".repeat(BOOK / 5)),
        ("one letter to the line", "a\n".repeat(BOOK / 2)),
        (
            "escapes",
            "\u{1b}[1mbold\u{1b}[0m text \u{1b}]0;".repeat(BOOK / 25),
        ),
    ];
    let mut group = criterion.benchmark_group("file to document");
    group.sample_size(20);
    for (kind, text) in &kinds {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), text).expect("room for it");
        let source = Source::Path(file.path().to_owned());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*kind, |bencher| {
            bencher
                .iter(|| load::open(black_box(&source), &load::Options::default()).expect("text"));
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("gate");
    group.sample_size(20);
    for (kind, text) in &kinds {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*kind, |bencher| {
            bencher.iter(|| clean::text(black_box(text)).len());
        });
    }
    group.finish();
}

criterion_group!(benches, roads);
criterion_main!(benches);
