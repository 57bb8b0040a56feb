//! Time from key press to painted screen for cards, previews, co-occurrences, the paragraph filter and the confidence
//! threshold, at 200x50 on a 3.2 MB article with thousands of people.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;
#[path = "common/varied.rs"]
mod varied;

use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::Document;
use byline::{entities, views};
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::hint::black_box;
use std::sync::Arc;

/// The reader with `document` analysed.
fn reader(document: &Arc<Document>) -> State {
    let mut state = State::new(Arc::clone(document), (200, 50), ReaderOptions::default());
    update(
        &mut state,
        Event::Analysed {
            entities: Arc::new(entities::read_with_low_confidence(document)),
            covered: document.text().len(),
            done: true,
        },
    );
    state
}

fn press(state: &mut State, keys: &str) {
    for key in keys.split_whitespace() {
        if let Ok(key) = key.parse::<Key>() {
            update(state, Event::Key(key));
        }
    }
}

fn cards(criterion: &mut Criterion) {
    let few = common::article(common::LONG_BYTES);
    let many = varied::article(common::LONG_BYTES);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    for (people, document) in [("few people", few), ("many people", many)] {
        let start = reader(&document);
        let title = format!("cards, 3.2 MB, 200x50, {people}");
        let mut group = criterion.benchmark_group(title);
        group.sample_size(20);
        // The first row of the panel is the entity with most mentions.
        for (name, before, keys) in [
            ("card of the most mentioned", "J", "enter esc"),
            ("card, a line on", "J enter", "j"),
            ("preview", "J n", "p esc"),
            ("co-occurrences of the most mentioned", "J", "c esc"),
            ("co-occurrences of all", "", "c esc"),
            ("a passage with both", "c enter", "n"),
            ("a sentence to copy", "J n", "y"),
            ("a card to copy", "J", "Y"),
            ("filter by the most mentioned", "J", "& esc"),
            ("a higher threshold", "", "> <"),
        ] {
            let mut state = start.clone();
            press(&mut state, before);
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    // The first key is measured, with the screen it leads to.
                    let mut keys = keys.split_whitespace();
                    press(&mut state, keys.next().unwrap_or_default());
                    buffer.reset();
                    views::paint(&state, &mut buffer);
                    press(&mut state, keys.next().unwrap_or_default());
                    black_box(&buffer);
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, cards);
criterion_main!(benches);
