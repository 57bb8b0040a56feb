//! The arrows: which part of the program may know which. A part that reaches where it must not fails here, in a sentence.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Part, parts it may use, outside crates it may name (beside std).
const ARROWS: &[(&str, &[&str], &[&str])] = &[
    ("document", &[], &[]),
    ("atlas", &[], &[]),
    ("error", &[], &["thiserror"]),
    ("when", &[], &["jiff"]),
    (
        "load",
        &["document", "error"],
        &[
            "chardetng",
            "dom_query",
            "dom_smoothie",
            "encoding_rs",
            "html5ever",
            "lopdf",
            "mail_parser",
            "memchr",
            "pulldown_cmark",
            "quick_xml",
            "serde_json",
            "unicode_segmentation",
            "ureq",
            "whatlang",
            "zip",
        ],
    ),
    (
        "entities",
        &["document"],
        &["aho_corasick", "memchr", "unicode_segmentation"],
    ),
    (
        "layout",
        &["document"],
        &[
            "hypher",
            "textwrap",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    (
        "search",
        &["document"],
        &["nucleo_matcher", "regex", "regex_syntax"],
    ),
    (
        "app",
        &["atlas", "document", "entities", "layout", "search"],
        &["thiserror"],
    ),
    (
        "config",
        &["app", "entities", "error", "load"],
        &["strsim", "toml_edit"],
    ),
    (
        "store",
        &["document", "entities", "error"],
        &["rustix", "serde", "serde_json", "toml_edit"],
    ),
    (
        "views",
        &["app", "atlas", "document", "entities", "layout"],
        &["ratatui"],
    ),
    (
        "terminal",
        &["app", "error"],
        &[
            "crossterm",
            "filedescriptor",
            "signal_hook",
            "ratatui",
            "rustix",
        ],
    ),
    (
        "train",
        &["document", "entities"],
        &["flate2", "serde_json"],
    ),
];

/// Names of every outside crate in use.
const OUTSIDE: &[&str] = &[
    "aho_corasick",
    "chardetng",
    "clap",
    "clap_complete",
    "clap_mangen",
    "crossterm",
    "dom_query",
    "dom_smoothie",
    "encoding_rs",
    "filedescriptor",
    "flate2",
    "hypher",
    "html5ever",
    "jiff",
    "lopdf",
    "mail_parser",
    "memchr",
    "nucleo_matcher",
    "pulldown_cmark",
    "quick_xml",
    "ratatui",
    "regex",
    "regex_syntax",
    "rustix",
    "serde",
    "serde_json",
    "signal_hook",
    "strsim",
    "textwrap",
    "thiserror",
    "toml_edit",
    "unicode_segmentation",
    "unicode_width",
    "ureq",
    "whatlang",
    "zip",
];

/// Every source file below `folder`, but for those that hold tests alone.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.to_string_lossy().ends_with("tests.rs")
        {
            into.push(path);
        }
    }
}

/// The words `prefix::word` in code (comments left out).
fn named(code: &str, prefix: &str) -> BTreeSet<String> {
    code.lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"))
        .flat_map(|line| {
            line.match_indices(prefix)
                .map(|(at, _)| line[at + prefix.len()..].to_owned())
                .collect::<Vec<_>>()
        })
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

#[test]
fn every_part_knows_only_what_it_stands_on() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the walk finds the sources");
    let mut wrong = Vec::new();
    for path in files {
        let inside = path.strip_prefix(&root).unwrap();
        let part = inside
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs")
            .to_owned();
        // The training program lives beside what it trains, and is not in the reader.
        let part = if inside.starts_with("entities/tagger/train")
            || inside == Path::new("entities/tagger/train.rs")
        {
            "train".to_owned()
        } else {
            part
        };
        let Some((_, parts, crates)) = ARROWS.iter().find(|(name, ..)| *name == part) else {
            continue;
        };
        let code = fs::read_to_string(&path).unwrap();
        for used in named(&code, "crate::") {
            if used != part
                && !parts.contains(&used.as_str())
                && ARROWS.iter().any(|(name, ..)| *name == used)
            {
                wrong.push(format!(
                    "{} knows `{used}`, but {part} may only know {parts:?}",
                    inside.display()
                ));
            }
        }
        for outside in OUTSIDE {
            let names = code
                .lines()
                .map(str::trim_start)
                .filter(|line| !line.starts_with("//"));
            if !crates.contains(outside)
                && names
                    .into_iter()
                    .any(|line| line.contains(&format!("{outside}::")))
            {
                wrong.push(format!(
                    "{} names the crate `{outside}`, which {part} must not",
                    inside.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_app_reads_no_file_and_takes_no_time() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![root.join("app.rs")];
    for folder in ["app", "views", "layout", "document", "entities", "search"] {
        sources(&root.join(folder), &mut files);
    }
    for path in files {
        let code = fs::read_to_string(&path).unwrap();
        if path.to_string_lossy().contains("tagger/train") {
            continue;
        }
        for banned in [
            "std::fs",
            "Instant::now",
            "SystemTime",
            "std::env::var",
            "std::io::stdout",
        ] {
            assert!(!code.contains(banned), "{} uses {banned}", path.display());
        }
    }
}

/// Protects: what a release does. What stands in a `debug_assert` is not done there at all.
#[test]
fn nothing_is_done_only_where_it_is_debugged() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    for path in files {
        let code = fs::read_to_string(&path).unwrap();
        for asked in code.split("debug_assert").skip(1) {
            let asked = asked.split(';').next().unwrap_or_default();
            for deed in ["recv", "send(", "take(", "next(", "wait", "join(", "pop("] {
                assert!(
                    !asked.contains(deed),
                    "{}: a debug_assert does something ({deed})",
                    path.display()
                );
            }
        }
    }
}
