//! What finding costs from key to picture, in a text of 3.2 MB that never says the same thing twice: opening the contents of an
//! article without headings, which lists every paragraph, a letter in them, and a letter in the filter of the panel.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/varied.rs"]
mod varied;

use byline::app::key::Key;
use byline::app::state::Options;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder, Document};
use byline::{entities, views};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Bytes of the text.
const LONG_BYTES: usize = 3_200_000;

/// What is measured: the keys before, and the one that counts.
const KEYS: [(&str, &str, &str); 7] = [
    ("contents: open", "", "t"),
    ("contents: first letter", "t", "e"),
    ("contents: fifth letter", "t m i n i", "s"),
    ("filter: open", "tab", "/"),
    ("filter: first letter", "tab /", "e"),
    ("filter: third letter", "tab / e a", "n"),
    ("mark: set", "m", "a"),
];

/// A book of as many bytes in some twenty thousand paragraphs: a sentence is one.
fn book() -> Arc<Document> {
    let long = varied::article(LONG_BYTES);
    let mut builder = Builder::new("bench");
    for block in long.blocks() {
        for sentence in long.slice(block.range.clone()).split_inclusive(". ") {
            builder.push(sentence.trim_end());
            builder.end(BlockKind::Paragraph);
        }
    }
    Arc::new(builder.finish())
}

fn press(state: &mut State, keys: &str) {
    for key in keys.split_whitespace().filter_map(|key| key.parse().ok()) {
        let key: Key = key;
        update(state, Event::Key(key));
    }
}

fn finding(criterion: &mut Criterion) {
    measure(criterion, &varied::article(LONG_BYTES));
    measure(criterion, &book());
}

fn measure(criterion: &mut Criterion, document: &Arc<Document>) {
    let found = Arc::new(entities::read(document));
    let mut opened = State::new(Arc::clone(document), (200, 50), Options::default());
    update(
        &mut opened,
        Event::Analysed {
            entities: Arc::clone(&found),
            covered: document.text().len(),
            done: true,
        },
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    let (paragraphs, everyone) = (document.blocks().len(), found.entities().len());
    let name = format!("finding, 3.2 MB, {paragraphs} paragraphs, {everyone} entities");
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    for (name, before, key) in KEYS {
        let mut state = opened.clone();
        press(&mut state, before);
        group.bench_function(name, |bencher| {
            bencher.iter_batched_ref(
                || state.clone(),
                |state| {
                    press(state, key);
                    buffer.reset();
                    views::paint(state, &mut buffer);
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, finding);
criterion_main!(benches);
