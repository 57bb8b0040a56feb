//! The architecture: which modules and crates each top-level module may use. A forbidden dependency fails here with a message.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a failing test may panic"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module, the modules it may use, and the external crates it may use (besides std).
const ALLOWED: &[(&str, &[&str], &[&str])] = &[
    ("document", &[], &[]),
    ("atlas", &[], &[]),
    ("error", &[], &["thiserror"]),
    ("dates", &[], &["jiff"]),
    ("manual", &[], &[]),
    (
        "load",
        &["document", "error", "manual"],
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

/// Every external crate in use.
const CRATES: &[&str] = &[
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

/// Collects every source file below `folder` except those that contain only tests.
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

/// The identifiers that follow `prefix` in `code`, outside comments.
fn used_names(code: &str, prefix: &str) -> BTreeSet<String> {
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
fn modules_use_only_what_they_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources are found");
    let mut violations = Vec::new();
    for path in files {
        let relative = path.strip_prefix(&root).unwrap();
        let module = relative
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs")
            .to_owned();
        // The training program lives beside the tagger it trains, but is not part of byline.
        let module = if relative.starts_with("entities/tagger/train")
            || relative == Path::new("entities/tagger/train.rs")
        {
            "train".to_owned()
        } else {
            module
        };
        let Some((_, modules, crates)) = ALLOWED.iter().find(|(name, ..)| *name == module) else {
            continue;
        };
        let code = fs::read_to_string(&path).unwrap();
        for used in used_names(&code, "crate::") {
            if used != module
                && !modules.contains(&used.as_str())
                && ALLOWED.iter().any(|(name, ..)| *name == used)
            {
                violations.push(format!(
                    "{} uses `{used}`, but {module} may only use {modules:?}",
                    relative.display()
                ));
            }
        }
        for external in CRATES {
            let names = code
                .lines()
                .map(str::trim_start)
                .filter(|line| !line.starts_with("//"));
            if !crates.contains(external)
                && names
                    .into_iter()
                    .any(|line| line.contains(&format!("{external}::")))
            {
                violations.push(format!(
                    "{} uses the crate `{external}`, which {module} must not",
                    relative.display()
                ));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn pure_modules_use_no_files_clocks_or_environment() {
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

/// Protects: release behaviour. The condition of a `debug_assert` is not evaluated in a release, so it must have no side
/// effects.
#[test]
fn debug_assertions_have_no_side_effects() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    for path in files {
        let code = fs::read_to_string(&path).unwrap();
        for condition in code.split("debug_assert").skip(1) {
            let condition = condition.split(';').next().unwrap_or_default();
            for effect in ["recv", "send(", "take(", "next(", "wait", "join(", "pop("] {
                assert!(
                    !condition.contains(effect),
                    "{}: a debug_assert has a side effect ({effect})",
                    path.display()
                );
            }
        }
    }
}
