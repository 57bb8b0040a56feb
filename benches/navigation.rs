//! Time from key press to painted screen for searching lists, at 200x50 on 3.2 MB of text without repetition.
//!
//! Measured are opening the contents of an article without headings, which lists every paragraph; a letter typed there;
//! and a letter typed in the search of the panel.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/varied.rs"]
mod varied;

use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder, Document};
use byline::{entities, views};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Size of the text, in bytes.
const LONG_BYTES: usize = 3_200_000;

/// What is measured: a name, the keys pressed before, and the key that is timed.
const KEYS: [(&str, &str, &str); 7] = [
    ("contents: open", "", "t"),
    ("contents: first letter", "t", "e"),
    ("contents: fifth letter", "t m i n i", "s"),
    ("panel search: open", "tab", "/"),
    ("panel search: first letter", "tab /", "e"),
    ("panel search: third letter", "tab / e a", "n"),
    ("bookmark: set", "m", "a"),
];

/// The same text as a book of some twenty thousand paragraphs, one per sentence.
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

fn navigation(criterion: &mut Criterion) {
    measure(criterion, &varied::article(LONG_BYTES));
    measure(criterion, &book());
}

fn measure(criterion: &mut Criterion, document: &Arc<Document>) {
    let found = Arc::new(entities::read(document));
    let mut opened = State::new(Arc::clone(document), (200, 50), ReaderOptions::default());
    update(
        &mut opened,
        Event::Analysed {
            entities: Arc::clone(&found),
            covered: document.text().len(),
            done: true,
        },
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    let (paragraphs, entity_count) = (document.blocks().len(), found.entities().len());
    let name = format!("navigation, 3.2 MB, {paragraphs} paragraphs, {entity_count} entities");
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

criterion_group!(benches, navigation);
criterion_main!(benches);
