//! The library with a thousand articles: keeping, and what the reader asks.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that fails may say so by panicking"
)]

use byline::document::{BlockKind, Builder, Document};
use byline::entities::{self, EntityKind};
use byline::library::{ArticleRecord, Library, ListRequest, PersonQuery, PreparedArticle, Reading};
use byline::store::article_id;
use criterion::{Criterion, criterion_group, criterion_main};
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;

/// How many articles are kept.
const ARTICLES: usize = 1000;

/// The texts that articles are made of: those in `BYLINE_BENCH_ARTICLES`, or else one for each number.
fn texts() -> Vec<String> {
    let folder = std::env::var_os("BYLINE_BENCH_ARTICLES").map(PathBuf::from);
    let Some(folder) = folder else {
        let text = |number: usize| {
            let (one, other) = (number % 97, number % 31);
            format!(
                "Talks {number}\n\nChancellor Angela Merkel met Person{one} Ashford and Olga{other} Petrova in France.\n\n\
                 The talks about budget {one} went on, said Merkel. Germany and Russia sent ministers."
            )
        };
        return (0..ARTICLES).map(text).collect();
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

fn document(text: &str) -> Document {
    let mut builder = Builder::new("bench");
    for paragraph in text.split("\n\n") {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

fn prepare(document: &Document, read_at: u64) -> PreparedArticle {
    let reading = Reading {
        identity: article_id(document.text()),
        read_at,
        ..Reading::default()
    };
    ArticleRecord::new(document, &entities::read(document), reading).prepare(true)
}

fn library(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::in_folder(Some(folder.path()));
    let texts = texts();
    let mut writer = library.writer().unwrap();
    for chunk in texts.chunks(100) {
        let articles: Vec<PreparedArticle> = chunk
            .iter()
            .map(|text| prepare(&document(text), 1_790_000_000))
            .collect();
        writer.keep(&articles).unwrap();
    }
    let again = prepare(&document(texts.first().expect("an article")), 1_790_000_001);
    criterion.bench_function("keep an article again", |bencher| {
        bencher.iter(|| writer.keep(std::slice::from_ref(&again)).unwrap());
    });
    let reader = library.reader().unwrap().unwrap();
    let request = ListRequest {
        now: 1_790_000_000,
        ..ListRequest::default()
    };
    let most = reader
        .people(request)
        .unwrap()
        .into_iter()
        .next()
        .expect("a person");
    let open = document(&format!("{} spoke in France on Monday.", most.name));
    let found = entities::read(&open);
    let id = found
        .find(EntityKind::Person, &most.name)
        .expect("the person is found");
    let query = PersonQuery::new(&found, id, None);
    criterion.bench_function("open and ask what was read before", |bencher| {
        bencher.iter(|| {
            let reader = library.reader().unwrap().unwrap();
            black_box(reader.read_before(&query).unwrap().expect("read before"))
        });
    });
    let first = document(texts.first().expect("an article"));
    let names = entities::read(&first);
    criterion.bench_function("who of an article was met before", |bencher| {
        bencher.iter(|| {
            let reader = library.reader().unwrap().unwrap();
            black_box(reader.people_met(&names, None).unwrap())
        });
    });
    criterion.bench_function("the first 50 articles of the person in most", |bencher| {
        bencher.iter(|| black_box(reader.page(most.id, 0..50).unwrap()));
    });
    criterion.bench_function("list all people", |bencher| {
        bencher.iter(|| black_box(reader.people(request).unwrap()));
    });
    criterion.bench_function("search for two words", |bencher| {
        bencher.iter(|| black_box(reader.search("president talks", 20).unwrap()));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = library
}
criterion_main!(benches);
