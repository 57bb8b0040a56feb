//! Scores the engine: `cargo run --release --features train --bin byline-score`.
//!
//! Prints a table for the articles in `tests/gold`, or in the folder that is given, and every mistake in its context.

mod scorer;

use scorer::{Counts, Scores};
use std::io::{self, Write};
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold"),
        PathBuf::from,
    );
    let scores = scorer::score(&scorer::read_gold(&folder));
    print(&scores, &mut io::stdout().lock())
}

fn print(scores: &Scores, out: &mut impl Write) -> io::Result<()> {
    for error in &scores.errors {
        writeln!(out, "{error}")?;
    }
    writeln!(
        out,
        "{} articles, both lists right in {}",
        scores.articles, scores.perfect
    )?;
    for (name, counts) in [
        ("people, mentions", scores.people),
        ("people, lists", scores.people_listed),
        ("countries, mentions", scores.countries),
    ] {
        let Counts { gold, found, right } = counts;
        writeln!(
            out,
            "{name:20} P {:.3}  R {:.3}  F1 {:.3}   {right} right of {found} found, {gold} annotated",
            share(right, found),
            share(right, gold),
            counts.f1()
        )?;
    }
    Ok(())
}

/// A part of a whole; 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
