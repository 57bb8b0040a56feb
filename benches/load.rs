//! How fast articles load: from a file to a document, and single steps, on several kinds of text.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark that cannot begin may say so by panicking"
)]

use byline::error::SafeText;
use byline::load::{self, Source, clean};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const SAMPLE: &str = include_str!("../assets/sample.txt");

/// As large as the longest novels, in bytes.
const BOOK: usize = 3_200_000;

/// The sample text repeated, with its lines unchanged.
fn book() -> String {
    SAMPLE.repeat(BOOK / SAMPLE.len() + 1)
}

/// The same text, wrapped at 72 columns as in books and mails.
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

fn texts(criterion: &mut Criterion) {
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
            bencher.iter(|| {
                load::open(black_box(&source), &load::LoadOptions::default()).expect("text")
            });
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("clean");
    group.sample_size(20);
    for (kind, text) in &kinds {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*kind, |bencher| {
            bencher.iter(|| clean::text(black_box(text)).len());
        });
    }
    group.finish();
}

/// A page of about 300 KB like those of newspapers: a third is text, the rest menus, scripts and attributes.
fn newspaper() -> String {
    let paragraph = |(n, text): (usize, &str)| {
        format!("<p class=\"paragraph css-{n}\" data-id=\"{n}\">{text}</p>\n")
    };
    let text = SAMPLE.repeat(25);
    let article: String = text.split("\n\n").enumerate().map(paragraph).collect();
    let entry = |n| {
        format!(
            "<li class=\"nav-item\"><a href=\"/section/{n}\" data-track=\"nav:{n}\">Section {n}</a></li>"
        )
    };
    let menu: String = (0..400).map(entry).collect();
    let script = "var a=function(b,c){return b<c&&c>0?b:c};window.x={\"k\":[1,2,3]};".repeat(900);
    format!(
        "<!DOCTYPE html><html><head><title>The ship | Observer</title><script>{script}</script></head><body>\
         <nav><ul>{menu}</ul></nav><main><article><h1>The ship</h1>{article}</article></main>\
         <script>{script}</script></body></html>"
    )
}

fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page to document");
    group.sample_size(20);
    let rows = "<tr><td>a</td><td>b</td></tr>".repeat(3000);
    for (kind, text) in [
        ("newspaper", newspaper()),
        (
            "div soup",
            "<div><div><div>a, b</div></div></div>".repeat(5000),
        ),
        ("table", format!("<table>{rows}</table>")),
        ("nested without end", "<div>".repeat(60_000)),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let mut raw = load::RawContent::new(text.into_bytes(), SafeText::new("bench"));
        raw.declared_format = Some(load::FileFormat::Html);
        group.bench_function(kind, |bencher| {
            bencher.iter(|| load::parse(black_box(&raw), &load::LoadOptions::default()).is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, texts, pages);
criterion_main!(benches);
