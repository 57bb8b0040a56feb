//! Measures a search in a text of 3.2 MB without repeated sentences: one key typed into the search prompt with the frame
//! drawn after it, and the search of the whole text, which the program does in the background.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/varied.rs"]
mod varied;

use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::search::{Pattern, find_all};
use byline::views;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::hint::black_box;
use std::sync::Arc;

/// Length of the text in bytes.
const LONG_BYTES: usize = 3_200_000;

/// From patterns that match everywhere to ones that match nowhere, and two that are slow for a regex engine.
const PATTERNS: [&str; 7] = [
    "e",
    "the",
    "Minister",
    "wrote. the election",
    "zzz",
    r"\b\w+ (election|budget) \w+\b",
    r"(\w+ ){8}zzz",
];

fn search(criterion: &mut Criterion) {
    let document = varied::article(LONG_BYTES);
    let mut group = criterion.benchmark_group("search, 3.2 MB");
    group.sample_size(20);
    let middle = document.text().len() / 2;
    for words in PATTERNS {
        group.bench_function(format!("all: {words}"), |bencher| {
            bencher.iter(|| {
                let pattern = Pattern::new(words);
                black_box(find_all(&document, &pattern, middle, &|| true))
            });
        });
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    for words in PATTERNS {
        let mut state = State::new(Arc::clone(&document), (200, 50), ReaderOptions::default());
        update(&mut state, Event::Key(Key::char('/')));
        let (last, first) = words.chars().next_back().map_or((' ', ""), |last| {
            (last, words.strip_suffix(last).unwrap_or_default())
        });
        update(&mut state, Event::Paste(first.to_owned()));
        group.bench_function(format!("key: {words}"), |bencher| {
            bencher.iter_batched_ref(
                || state.clone(),
                |state| {
                    update(state, Event::Key(Key::char(last)));
                    buffer.reset();
                    views::paint(state, &mut buffer);
                },
                criterion::BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
