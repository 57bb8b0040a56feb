//! The cost of corrections in a 3.2 MB article: opening the menu, making a correction, undoing it, and the look-ups before.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

#[path = "common/article.rs"]
mod common;

use byline::app::key::Key;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::entities;
use byline::entities::corrections::{
    Correction, Corrections, EntityRef, apply, count_changes, count_forms,
};
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
    group.bench_function("article id", |bencher| {
        bencher.iter(|| article_id(text));
    });
    let person = found.entities().iter().find(|entity| entity.code.is_none());
    let name = person.map(|entity| entity.name.clone()).unwrap_or_default();
    let entity = EntityRef::Person(name.clone());
    let in_article = |article: Vec<Correction>| Corrections {
        everywhere: Vec::new(),
        article,
    };
    let rename = |n: usize| Correction::Rename {
        entity: entity.clone(),
        name: format!("{name} {n}"),
    };
    let one = in_article(vec![rename(1)]);
    let add = in_article(vec![Correction::Add {
        form: "the".to_owned(),
        entity: entity.clone(),
    }]);
    let many = in_article((0..50).map(rename).collect());
    for (name, corrections) in [
        ("apply one", &one),
        ("apply 50", &many),
        ("add a frequent word", &add),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| apply(text, &found, corrections));
        });
    }
    let after = apply(text, &found, &one);
    group.bench_function("count changes", |bencher| {
        bencher.iter(|| count_changes(&found, &after));
    });
    group.bench_function("count forms", |bencher| {
        let first = found.entity_ids().next();
        bencher.iter(|| first.map(|first| count_forms(text, &found, first)));
    });

    let mut state = State::new(Arc::clone(&document), (200, 50), ReaderOptions::default());
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
    for (name, before, keys) in [
        ("x, to the screen", ".", "x"),
        ("M, to the screen", ".", "M"),
        ("a letter in M, to the screen", "M", "o"),
        ("R, to the screen", ".", "R"),
        ("v, to the screen", ".", "v"),
        ("+, to the screen", "v l", "+"),
        ("x Enter, to the screen", "x", "enter"),
        ("U, to the screen", "x enter", "U"),
    ] {
        group.bench_function(name, |bencher| {
            let setup = || {
                let mut state = state.clone();
                press(&mut state, before);
                state
            };
            let mut run = |mut state: State| {
                press(&mut state, keys);
                buffer.reset();
                views::paint(&state, &mut buffer);
                state
            };
            bencher.iter_batched(setup, &mut run, BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, corrections);
criterion_main!(benches);
