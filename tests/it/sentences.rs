//! Snapshots of every sentence that is shown to users, in `tests/it/snapshots/sentences/`.
//!
//! Three snapshots hold what the program prints about itself (`help`, `keys`, `config`); `source` holds every sentence found in
//! the source, by module. Adding, changing or removing a sentence changes a snapshot, so someone reviews it before it reaches
//! users: `cargo insta review`, or `INSTA_UPDATE=always cargo test --test it sentences::`.

use crate::common::program::printed;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Files of `src` whose strings are data or markup and never shown to users, each with what the strings are.
const EXCLUDED: &[(&str, &str)] = &[
    ("bin/", "tools for developers"),
    ("entities/tagger/", "features and training"),
    ("entities/people/", "word lists"),
    ("entities/countries/", "word lists"),
    ("entities/tokens/", "word lists"),
    ("library/database.rs", "SQL"),
    ("library/database/salvage", "SQL"),
    ("library/database/schema", "SQL"),
    ("library/reader", "SQL"),
    ("library/tests/", "tests"),
    ("library/writer", "SQL"),
    (
        "load/html/boilerplate",
        "phrases that are removed from pages",
    ),
    ("store/history/tables", "SQL"),
];

/// Whether a string literal is a sentence, or part of one: at least two words with letters, one of them with three or
/// more.
fn is_sentence(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split(' ').filter(|word| letters(word) > 0).count();
    let long = text.split(' ').any(|word| letters(word) > 2);
    words >= 2 && long
}

/// Adds every sentence in `tokens` to `found`; of attributes only the messages of `#[error(…)]`, and nothing from
/// items under `#[cfg(test)]`.
fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut in_test = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                // An inner attribute has a `!` before its brackets.
                tokens.next_if(
                    |next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'),
                );
                let is_attribute = |next: &TokenTree| matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
                if let Some(TokenTree::Group(group)) = tokens.next_if(is_attribute) {
                    let attribute = group.stream().to_string().replace(' ', "");
                    in_test |= attribute == "cfg(test)" || attribute.starts_with("cfg(all(test");
                    if attribute.starts_with("error(") {
                        collect(group.stream(), found);
                    }
                }
            }
            TokenTree::Group(group) => {
                if in_test && group.delimiter() == Delimiter::Brace {
                    in_test = false;
                } else if !in_test {
                    collect(group.stream(), found);
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => in_test = false,
            TokenTree::Literal(literal) if !in_test => {
                if let Some(text) = text_of(&literal.to_string()).filter(|text| is_sentence(text)) {
                    found.insert(text);
                }
            }
            _ => {}
        }
    }
}

/// The text of a string literal as it is written in the source, on one line.
fn text_of(literal: &str) -> Option<String> {
    let raw = literal.strip_prefix('r').map(|raw| raw.trim_matches('#'));
    let quoted = raw.unwrap_or(literal);
    let text = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::new();
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        match line.strip_suffix('\\').filter(|_| raw.is_none()) {
            // The rest goes on where the next line's text begins.
            Some(line) => out.push_str(line),
            None => {
                out.push_str(line);
                if lines.peek().is_some() {
                    out.push_str("\\n");
                }
            }
        }
        if let Some(next) = lines.peek_mut() {
            *next = next.trim_start();
        }
    }
    Some(out.replace("\\\"", "\""))
}

/// Every Rust file of the program under `folder`, with its path from `src`.
fn files(folder: &Path, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
            let name = path
                .strip_prefix(&src)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            let is_excluded = EXCLUDED.iter().any(|(start, _)| name.starts_with(start));
            if !is_excluded && !name.ends_with("tests.rs") {
                out.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
}

fn show(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "snapshots/sentences",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Protects: no sentence in the source changes without a review of its snapshot.
#[test]
fn every_sentence_in_the_source() {
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    assert!(all.len() > 200, "{}", all.len());
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, source) in all {
        let part = name.split(['/', '.']).next().unwrap_or_default().to_owned();
        let tokens: TokenStream = source
            .parse()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        collect(tokens, parts.entry(part).or_default());
    }
    let mut text = String::new();
    for (part, sentences) in parts.iter().filter(|(_, sentences)| !sentences.is_empty()) {
        writeln!(text, "{part}").unwrap();
        for sentence in sentences {
            writeln!(text, "    {sentence}").unwrap();
        }
    }
    show("source", &text);
}

/// Protects: the same for the help of the command line, which is made from the definitions of the flags.
#[test]
fn every_sentence_of_the_command_line() {
    let mut text = printed(&["--help"]);
    for command in ["config", "keys", "history", "completions", "man", "manual"] {
        writeln!(text, "\n$ byline {command} --help").unwrap();
        text += &printed(&[command, "--help"]);
    }
    show("help", &text);
}

/// Protects: the same for the descriptions of the keys, by mode.
#[test]
fn every_sentence_of_the_keys() {
    show("keys", &printed(&["keys"]));
}

/// Protects: the same for the comments of the configuration file.
#[test]
fn every_sentence_of_the_configuration() {
    show("config", &printed(&["config"]));
}

/// Protects: the scan of the source finds every kind of string literal, and leaves out tests and the reasons of lints.
#[test]
fn sentences_are_found_in_every_kind_of_literal() {
    let source = r##"
        #[error("cannot read {name}: {why}")] struct A;
        #[expect(lint, reason = "this is for developers")] fn f() {
            let a = format!("No mark {letter} here");
            let b = "over two \
                     lines"; let c = r#"a "raw" one"#; let d = "word";
        }
        #[cfg(test)] mod tests { fn g() { let e = "not for users"; } }
        #[cfg(test)] use some::thing;
        const AFTER: &str = "after the tests";
    "##;
    let mut found = BTreeSet::new();
    collect(source.parse().unwrap(), &mut found);
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(
        found,
        [
            "No mark {letter} here",
            "a \"raw\" one",
            "after the tests",
            "cannot read {name}: {why}",
            "over two lines"
        ]
    );
}
