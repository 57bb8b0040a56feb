//! Time from key press to painted screen, at 200x50 on a 3.2 MB article.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;

use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::{entities, views};
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

fn frame(criterion: &mut Criterion) {
    let document = common::article(common::LONG_BYTES);
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
    let mut group = criterion.benchmark_group("key to picture, 3.2 MB, 200x50");
    for (name, key) in [
        ("line down", "j"),
        ("page down", "space"),
        ("next mention", "."),
        ("end", "G"),
        ("zen", "z"),
        ("order", "s"),
    ] {
        let key: Key = key.parse().unwrap_or(Key::char('j'));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                update(&mut state, Event::Key(key));
                buffer.reset();
                views::paint(&state, &mut buffer);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, frame);
criterion_main!(benches);
