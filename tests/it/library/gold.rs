//! People across the annotated articles in `tests/gold`, of which many mention the same ones.
//!
//! `BYLINE_GOLD=FOLDER cargo test library::gold` measures other articles of the same form.

use crate::common::program::say_skipped;
use byline::document::{BlockKind, Builder, Document};
use byline::entities;
use byline::library::{ArticleRecord, Library, Reading};
use byline::store::article_id;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The lowest B-cubed F1.
const FLOOR: f64 = 0.97;

/// An annotated article: its text, and the full names of the people in it.
struct Annotated {
    text: String,
    people: BTreeSet<String>,
}

fn folder() -> PathBuf {
    std::env::var_os("BYLINE_GOLD").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/wikinews"),
        PathBuf::from,
    )
}

fn articles(folder: &Path) -> Vec<Annotated> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(articles(&path));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let Ok(json) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        let mentions = json["mentions"].as_array().cloned().unwrap_or_default();
        let people = mentions
            .iter()
            .filter(|mention| mention["kind"] == "person");
        let people = people.filter_map(|mention| mention["entity"].as_str());
        let people = people.filter(|name| name.contains(' ')).map(str::to_owned);
        if let Some(text) = json["text"].as_str() {
            found.push(Annotated {
                people: people.collect(),
                text: text.to_owned(),
            });
        }
    }
    found
}

fn document(text: &str) -> Document {
    let mut builder = Builder::new("gold");
    for paragraph in text.split("\n\n") {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

/// The mean over all items of the F1 of precision and recall of the item's cluster.
fn b_cubed(items: &[(String, usize)]) -> f64 {
    let size = |matches: &dyn Fn(&(String, usize)) -> bool| {
        items.iter().filter(|item| matches(item)).count() as f64
    };
    let (mut precision, mut recall) = (0.0, 0.0);
    for (name, cluster) in items {
        let both = size(&|item| item.0 == *name && item.1 == *cluster);
        precision += both / size(&|item| item.1 == *cluster);
        recall += both / size(&|item| item.0 == *name);
    }
    let count = items.len() as f64;
    let (precision, recall) = (precision / count, recall / count);
    2.0 * precision * recall / (precision + recall)
}

/// Protects: a person of whom many articles speak is one person in the library.
#[test]
fn people_are_known_across_articles() {
    let folder = folder();
    let articles = articles(&folder);
    if articles.is_empty() {
        say_skipped(&format!("no annotated articles in {}", folder.display()));
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let library = Library::in_folder(Some(home.path()));
    let mut writer = library.writer().unwrap();
    for article in &articles {
        let document = document(&article.text);
        let reading = Reading {
            identity: article_id(document.text()),
            read_at: 1_800_000_000,
            ..Reading::default()
        };
        let record = ArticleRecord::new(&document, &entities::read(&document), reading);
        writer.keep(&[record.prepare(false)]).unwrap();
    }
    let reader = library.reader().unwrap().unwrap();
    let mut in_articles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for article in &articles {
        for name in &article.people {
            let identity = article_id(document(&article.text).text());
            in_articles.entry(name).or_default().push(identity);
        }
    }
    let mut items = Vec::new();
    let mut split = Vec::new();
    for (name, identities) in in_articles
        .iter()
        .filter(|(_, identities)| identities.len() > 1)
    {
        let mut rows = HashMap::new();
        for (row, person) in reader.find_people(name).unwrap().into_iter().enumerate() {
            for page in reader.page_articles(person.id, 0..1000).unwrap() {
                rows.insert(page.article.identity, row);
            }
        }
        let shared: BTreeSet<_> = identities
            .iter()
            .filter_map(|identity| rows.get(identity))
            .collect();
        if shared.len() > 1 {
            split.push(format!("{name} {}/{}", shared.len(), identities.len()));
        }
        // Whom the engine does not find cannot be linked.
        let found = identities.iter().filter_map(|identity| rows.get(identity));
        let before = items.len();
        items.extend(found.map(|row| ((*name).to_owned(), before * 1000 + row)));
    }
    let score = b_cubed(&items);
    assert!(items.len() >= 3, "{}", items.len());
    assert!(
        score >= FLOOR,
        "{score:.3} over {} of {} articles; people/articles: {split:?}",
        items.len(),
        articles.len()
    );
}
