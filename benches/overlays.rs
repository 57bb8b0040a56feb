//! Time from key press to painted screen for the world map, at 200x50 on a 3.2 MB article.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;

use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder, Document};
use byline::{entities, views};
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// A long article that mentions every country.
fn article() -> Arc<Document> {
    let table = include_str!("../assets/countries.tsv").lines();
    let names = table.filter(|line| !line.starts_with('#') && !line.starts_with("--"));
    let mut builder = Builder::new("bench");
    for name in names.filter_map(|line| line.split('\t').nth(1)) {
        builder.push(&format!("The government of {name} spoke."));
        builder.end(BlockKind::Paragraph);
    }
    let long = common::article(common::LONG_BYTES);
    for block in long.blocks() {
        builder.push(long.slice(block.range.clone()));
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

fn press(state: &mut State, keys: &str, buffer: &mut Buffer) {
    for key in keys.split_whitespace() {
        let key: Key = key.parse().unwrap_or(Key::char('w'));
        update(state, Event::Key(key));
    }
    buffer.reset();
    views::paint(state, buffer);
}

fn overlays(criterion: &mut Criterion) {
    let document = article();
    let found = Arc::new(entities::read(&document));
    let mut state = State::new(Arc::clone(&document), (200, 50), ReaderOptions::default());
    update(
        &mut state,
        Event::Analysed {
            entities: found,
            covered: document.text().len(),
            done: true,
        },
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    let mut group = criterion.benchmark_group("overlays, 3.2 MB, 200x50");
    for (name, before, keys, after) in [
        ("world map: open", "", "w", "esc"),
        // Each starts from a map just opened, and every key is taken back, so that neither the
        // country chosen nor the zoom depends on how often the one before ran.
        ("world map: next country", "w", "l", "h"),
        ("world map: zoom in", "esc w", "+", "-"),
    ] {
        press(&mut state, before, &mut buffer);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                press(&mut state, keys, &mut buffer);
                for key in after.split_whitespace().filter_map(|key| key.parse().ok()) {
                    update(&mut state, Event::Key(key));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, overlays);
criterion_main!(benches);
