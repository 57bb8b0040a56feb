//! Accuracy on the annotated articles in `tests/gold`, on which nothing was trained.
//!
//! The floors are a point below what the engine reaches. `cargo run --release --features train --bin byline-score` prints
//! the figures and every mistake.

#[path = "../../src/bin/byline-score/scorer.rs"]
mod scorer;

use scorer::{GoldArticle, read_gold, score};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

fn articles(prefix: &str) -> Vec<GoldArticle> {
    let mut articles = read_gold(&folder());
    articles.retain(|article| article.id.starts_with(prefix));
    articles
}

/// Protects: the engine finds people and countries as well as it did.
#[test]
fn accuracy_does_not_fall() {
    for (prefix, articles_expected, people, listed, countries) in [
        ("wikinews-", 24, 0.956, 0.928, 0.988),
        ("t", 36, 0.847, 0.768, 0.964),
    ] {
        let articles = articles(prefix);
        assert_eq!(articles.len(), articles_expected, "{prefix}");
        let scores = score(&articles);
        let figures = [
            ("people", scores.people.f1(), people),
            ("people listed", scores.people_listed.f1(), listed),
            ("countries", scores.countries.f1(), countries),
        ];
        for (what, figure, floor) in figures {
            assert!(
                figure >= floor,
                "{prefix} {what}: {figure:.3}, not {floor:.3}"
            );
        }
    }
}

/// `text` without the brackets and the kinds of its marks: `{P:Ana Lopes}` is Ana Lopes.
fn without_marks(text: &str) -> String {
    let mut plain = String::new();
    let mut pieces = text.split('{');
    plain += pieces.next().unwrap_or_default();
    for piece in pieces {
        plain += piece.split_once(':').map_or(piece, |(_, rest)| rest);
    }
    plain
}

/// Protects: no article that is measured here is trained on. The training program leaves out those in `held_out.txt`; our own
/// ones are in no training folder, and the checked news has none of them.
#[test]
fn gold_is_not_trained_on() {
    let list = fs::read_to_string(folder().join("held_out.txt")).unwrap();
    let held_out: HashSet<&str> = list.lines().filter(|id| !id.starts_with('#')).collect();
    let wikinews = articles("wikinews-");
    assert!(
        wikinews
            .iter()
            .all(|article| held_out.contains(article.id.as_str()))
    );
    assert_eq!(wikinews.len(), held_out.len());
    let trained = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/articles");
    let mut texts = String::new();
    for folder in [trained.join("news"), trained] {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                texts += &fs::read_to_string(path).unwrap();
            }
        }
    }
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let trained_letters = letters(&without_marks(&texts));
    for article in wikinews {
        let text = letters(&article.text);
        let middle: String = text
            .chars()
            .skip(text.chars().count() / 2)
            .take(80)
            .collect();
        assert!(!trained_letters.contains(&middle), "{}", article.id);
    }
    for article in articles("t") {
        assert!(
            !texts.contains(&format!("=== {} |", article.id)),
            "{}",
            article.id
        );
    }
}
