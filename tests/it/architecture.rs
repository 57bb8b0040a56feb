//! The architecture: which parts and external crates each part may use. A part is a module of `src/lib.rs`, `main`, or a
//! program in `src/bin`.
//!
//! [`rules::ROWS`] lists for each part what it may use, [`LAYERS`] repeats the diagram in `src/lib.rs`. Every source is parsed, and
//! every path in it is resolved: in `use` declarations with their groups, in signatures, bodies and attributes, and in the
//! arguments of macros, where a path is what looks like one. What a path does not name is not found: a method of a type of
//! another part may be called without naming it. Documentation may link to anything.
//!
//! Only tests are exempt, as they build whole articles with what lies above: a file that `#[cfg(test)] mod …;` declares is not
//! read. A test module inside a file is read, but uses in it do not count for what a row says is used.

mod planted;
mod rules;
mod source;

use rules::{LAYERS, OUTSIDE_LAYERS, Row, Rules, root};
use source::{is_test_only, part_of, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::Item;

/// Every source file, relative to `src`, with its text; without the files that `#[cfg(test)] mod …;` declares.
fn program_sources() -> Vec<(PathBuf, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    all_sources(&src, &mut files);
    let mut test_only = Vec::new();
    let mut sources = Vec::new();
    for path in files {
        let code = fs::read_to_string(&path).unwrap();
        let is_crate_root = ["lib.rs", "main.rs"]
            .iter()
            .any(|name| path == src.join(name));
        let folder = if is_crate_root {
            src.clone()
        } else {
            path.with_extension("")
        };
        for item in syn::parse_file(&code).unwrap().items {
            if let Item::Mod(item) = item
                && is_test_only(&item.attrs)
                && item.content.is_none()
            {
                let module = folder.join(item.ident.to_string());
                test_only.push(module.with_extension("rs"));
                test_only.push(module);
            }
        }
        sources.push((path, code));
    }
    sources.retain(|(path, _)| !test_only.iter().any(|tests| path.starts_with(tests)));
    sources
        .into_iter()
        .map(|(path, code)| (path.strip_prefix(&src).unwrap().to_owned(), code))
        .collect()
}

/// Collects every source file below `folder`.
fn all_sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
    into.sort();
}

/// What the sources are found to use, by part: the parts and the crates.
type Used = BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>;

/// What is wrong with `rows`, given the diagram and what the sources use.
fn check_rows(
    rows: &[Row],
    layers: &[(u8, &[&str])],
    dependencies: &BTreeSet<String>,
    used: &Used,
) -> Vec<String> {
    let top = layers.iter().map(|(layer, _)| *layer).max().unwrap_or(0);
    let layer = |part: &str| {
        let found = layers.iter().find(|(_, parts)| parts.contains(&part));
        found.map(|(layer, _)| *layer)
    };
    let mut wrong = Vec::new();
    for (part, parts, crates) in rows {
        if rows.iter().filter(|(name, ..)| name == part).count() > 1 {
            wrong.push(format!("`{part}` has more than one row"));
        }
        if layer(part).is_some() == OUTSIDE_LAYERS.contains(part) {
            wrong.push(format!("`{part}` is not in the diagram"));
        }
        for lower in *parts {
            let is_known = rows.iter().any(|(name, ..)| name == lower);
            let is_allowed = match (layer(part), layer(lower)) {
                (Some(own), Some(other)) => other < own || (own == top && other == top),
                // The program that trains is the only one that uses what trains.
                (None, None) => *part == "bin/byline-train" && *lower == "train",
                (None, Some(_)) => true,
                (Some(_), None) => false,
            };
            if !is_known || !is_allowed || lower == part {
                wrong.push(format!(
                    "the row of `{part}` allows `{lower}`, which is not below it in the diagram"
                ));
            }
        }
        let Some((used_parts, used_crates)) = used.get(*part) else {
            wrong.push(format!("the row of `{part}` stands for no source"));
            continue;
        };
        for (kind, allowed, used) in [("part", parts, used_parts), ("crate", crates, used_crates)] {
            for name in allowed.iter().filter(|name| !used.contains(**name)) {
                wrong.push(format!(
                    "the row of `{part}` allows the {kind} `{name}`, which `{part}` does not use"
                ));
            }
        }
        for name in crates.iter().filter(|name| !dependencies.contains(**name)) {
            wrong.push(format!(
                "the row of `{part}` allows the crate `{name}`, which is not a dependency in Cargo.toml"
            ));
        }
    }
    for (_, parts) in layers {
        for part in *parts {
            if !rows.iter().any(|(name, ..)| name == part) {
                wrong.push(format!("`{part}` is in the diagram and has no row"));
            }
        }
    }
    for name in dependencies {
        if !rows
            .iter()
            .any(|(.., crates)| crates.contains(&name.as_str()))
        {
            wrong.push(format!(
                "Cargo.toml lists the crate `{name}`, which no row allows"
            ));
        }
    }
    wrong
}

#[test]
fn parts_use_only_what_their_rows_allow() {
    let rules = Rules::new();
    let sources = program_sources();
    assert!(sources.len() > 200, "the sources are found");
    let mut used = Used::new();
    let mut violations = Vec::new();
    for (file, code) in &sources {
        let report = read(&rules, file, code);
        violations.extend(report.violations);
        let (parts, crates) = used.entry(part_of(file)).or_default();
        parts.extend(report.parts);
        crates.extend(report.crates);
    }
    violations.extend(check_rows(rules.rows, LAYERS, &rules.dependencies, &used));
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

/// The rows of the diagram in `text`: the block between two lines of ``` that speaks of "not each other".
fn diagram(text: &str) -> Vec<(u8, BTreeSet<String>)> {
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches("//!").trim());
    let text = lines.collect::<Vec<_>>().join("\n");
    let block = text
        .split("```")
        .skip(1)
        .step_by(2)
        .find(|block| block.contains("(not each other)"))
        .expect("there is a diagram");
    let rows = block.lines().filter_map(|line| {
        let (layer, parts) = line.split_once(' ')?;
        let parts = parts.split('(').next().unwrap_or_default();
        let parts = parts.split([' ', '·']).filter(|part| !part.is_empty());
        Some((layer.parse().ok()?, parts.map(str::to_owned).collect()))
    });
    rows.collect()
}

#[test]
fn the_diagrams_list_the_parts() {
    let expected: Vec<(u8, BTreeSet<String>)> = LAYERS
        .iter()
        .map(|(layer, parts)| {
            (
                *layer,
                parts.iter().map(|part| (*part).to_owned()).collect(),
            )
        })
        .collect();
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert_eq!(diagram(&library), expected, "src/lib.rs");
    // The published package has no `.github`.
    if let Ok(contributing) = fs::read_to_string(root().join(".github/CONTRIBUTING.md")) {
        assert_eq!(diagram(&contributing), expected, ".github/CONTRIBUTING.md");
    }
    let modules: BTreeSet<String> = syn::parse_file(&library)
        .unwrap()
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Mod(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .chain(["main".to_owned()])
        .collect();
    let parts: BTreeSet<String> = expected.into_iter().flat_map(|(_, parts)| parts).collect();
    assert_eq!(
        modules, parts,
        "the modules of src/lib.rs are the parts in the diagram"
    );
}

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

#[test]
fn pure_modules_use_no_files_clocks_or_environment() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![root.join("app.rs")];
    for folder in ["app", "views", "layout", "document", "entities", "search"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100, "{}", files.len());
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
    sources(&root().join("src"), &mut files);
    let mut checked = 0;
    for path in files {
        let code = fs::read_to_string(&path).unwrap();
        for condition in code.split("debug_assert").skip(1) {
            checked += 1;
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
    assert!(checked > 0);
}
