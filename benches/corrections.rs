//! What corrections cost on a 3.2 MB article: asking, making, taking back, and what is worked out before.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;

use byline::app::key::Key;
use byline::app::state::Options;
use byline::app::{Event, State, update};
use byline::entities;
use byline::entities::corrections::{Correction, Corrections, Whom, apply, changed, forms};
use byline::store::article_id;
use byline::views;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

fn corrections(criterion: &mut Criterion) {
    let document = common::article(common::LONG_BYTES);
    let found = Arc::new(entities::read(&document));
    let text = document.text();
    let mut group = criterion.benchmark_group("corrections, 3.2 MB");
    group.bench_function("know the article", |bencher| {
        bencher.iter(|| article_id(text));
    });
    let person = found.entities().iter().find(|entity| entity.code.is_none());
    let name = person.map(|entity| entity.name.clone()).unwrap_or_default();
    let whom = Whom::Person(name.clone());
    let of = |article: Vec<Correction>| Corrections {
        always: Vec::new(),
        article,
    };
    let rename = |n: usize| Correction::Rename {
        whom: whom.clone(),
        to: format!("{name} {n}"),
    };
    let one = of(vec![rename(1)]);
    let add = of(vec![Correction::Add {
        form: "the".to_owned(),
        whom: whom.clone(),
    }]);
    let many = of((0..50).map(rename).collect());
    for (what, corrections) in [
        ("apply one", &one),
        ("apply 50", &many),
        ("add a frequent word", &add),
    ] {
        group.bench_function(what, |bencher| {
            bencher.iter(|| apply(text, &found, corrections));
        });
    }
    let after = apply(text, &found, &one);
    group.bench_function("count changes", |bencher| {
        bencher.iter(|| changed(&found, &after));
    });
    group.bench_function("forms", |bencher| bencher.iter(|| forms(text, &found, 0)));

    let mut state = State::new(Arc::clone(&document), (200, 50), Options::default());
    let covered = text.len();
    let entities = Arc::clone(&found);
    update(
        &mut state,
        Event::Analysed {
            entities,
            covered,
            done: true,
        },
    );
    let press = |state: &mut State, keys: &str| {
        for key in keys.split(' ').filter_map(|key| key.parse::<Key>().ok()) {
            update(state, Event::Key(key));
        }
    };
    press(&mut state, ".");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    for (what, before, keys) in [
        ("x, to the picture", ".", "x"),
        ("M, to the picture", ".", "M"),
        ("a letter in M, to the picture", "M", "o"),
        ("R, to the picture", ".", "R"),
        ("v, to the picture", ".", "v"),
        ("+, to the picture", "v l", "+"),
        ("x Enter, to the picture", "x", "enter"),
        ("U, to the picture", "x enter", "U"),
    ] {
        group.bench_function(what, |bencher| {
            let ready = || {
                let mut state = state.clone();
                press(&mut state, before);
                state
            };
            let mut act = |mut state: State| {
                press(&mut state, keys);
                buffer.reset();
                views::paint(&state, &mut buffer);
                state
            };
            bencher.iter_batched(ready, &mut act, BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, corrections);
criterion_main!(benches);
