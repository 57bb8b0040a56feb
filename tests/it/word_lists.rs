//! The word lists of the entity engine: no list repeats another, and none contradicts another.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

type Words = BTreeSet<String>;

/// Lists of words that exclude one another, and the words that may stand in both.
const EXCLUSIVE: &[(&str, &str, &[&str])] = &[
    // A publisher is a company as often as a person, and so is a producer of oil.
    ("roles.txt", "thing_nouns.txt", &["producer", "publisher"]),
    // "Gulf" is a part of the world with a capital, and a hole in the ground without.
    ("group_words.txt", "thing_nouns.txt", &["gulf"]),
    ("group_words.txt", "given_names.tsv", &["christian"]),
    ("group_words.txt", "roles.txt", &[]),
    ("group_words.txt", "titles.tsv", &[]),
    ("particles.txt", "name_suffixes.txt", &[]),
    // A father's after his name, and a nun's or a señor's before it.
    ("name_suffixes.txt", "titles.tsv", &["sr"]),
    ("name_suffixes.txt", "organisation_suffixes.txt", &[]),
    ("roles.txt", "organisation_suffixes.txt", &[]),
    ("titles.tsv", "thing_nouns.txt", &[]),
    ("titles.tsv", "organisation_suffixes.txt", &[]),
];

/// Lists in the code that share most of their words with another list, and why.
const ALIKE: &[(&str, &str)] = &[
    // Months that are also given names are names that are also words.
    ("MONTHS", "common_words.txt"),
    ("MONTHS", "given_names.tsv"),
    // Those particles that a surname may begin with.
    ("SURNAME_PARTICLES", "particles.txt"),
];

/// Lists of fewer words are compared with none.
const MIN_WORDS: usize = 4;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The first cell of each line of a list in `assets/people`.
fn asset(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("assets/people").join(name)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let words = lines.map(|line| line.split('\t').next().unwrap_or_default().trim());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn asset_names() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("assets/people")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "weights.tsv")
        .collect();
    names.sort();
    assert!(names.len() >= 10, "{names:?}");
    names
}

/// The lists of words in the code of the engine, but not of its training.
fn lists_in_code() -> Vec<(String, Words)> {
    let mut folders = vec![root().join("src/entities")];
    let mut lists = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("train") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let file = syn::parse_file(&text).unwrap();
                lists.extend(file.items.iter().filter_map(list_of));
            }
        }
    }
    lists
}

/// The name and the words of a constant that is a list of texts.
fn list_of(item: &syn::Item) -> Option<(String, Words)> {
    let syn::Item::Const(constant) = item else {
        return None;
    };
    let mut value = &*constant.expr;
    while let syn::Expr::Reference(reference) = value {
        value = &reference.expr;
    }
    let syn::Expr::Array(array) = value else {
        return None;
    };
    let words: Words = array
        .elems
        .iter()
        .filter_map(|element| match element {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(text.value().to_lowercase()),
            _ => None,
        })
        .collect();
    (words.len() >= MIN_WORDS).then(|| (constant.ident.to_string(), words))
}

/// Protects: a word stands in a list once.
#[test]
fn no_list_has_a_word_twice() {
    for name in asset_names() {
        let words = asset(&name);
        let distinct: BTreeSet<&String> = words.iter().collect();
        assert_eq!(distinct.len(), words.len(), "{name}");
    }
}

/// Protects: lists whose words exclude one another share none but those that are named here.
#[test]
fn lists_do_not_contradict_one_another() {
    for (one, other, both) in EXCLUSIVE {
        let (one_words, other_words) = (asset(one), asset(other));
        let shared: Vec<&str> = one_words
            .iter()
            .filter(|word| other_words.contains(word))
            .map(String::as_str)
            .collect();
        assert_eq!(&shared, both, "{one} and {other}");
    }
}

/// Protects: no list in the code repeats another, in the code or in the assets, so that a word is added in one place.
#[test]
fn no_list_repeats_another() {
    let code = lists_in_code();
    assert!(code.len() >= 5, "the lists are not found any more");
    let assets = asset_names()
        .into_iter()
        .map(|name| (name.clone(), asset(&name).into_iter().collect::<Words>()));
    let assets: Vec<(String, Words)> = assets.collect();
    let mut found = Vec::new();
    for (index, (name, words)) in code.iter().enumerate() {
        for (other, more) in code.iter().skip(index + 1).chain(&assets) {
            let shared = words.intersection(more).count();
            let smaller = words.len().min(more.len());
            let is_known = ALIKE.contains(&(name, other));
            if shared * 10 >= smaller * 6 && !is_known {
                found.push(format!("{name} and {other} share {shared} of {smaller}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
