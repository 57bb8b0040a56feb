//! Reads a source file: every path and use tree in it, and what of that its part may not use.

mod check;
mod resolve;
mod syntax;
mod tokens;
mod visit;

use super::rules::Rules;
use resolve::Target;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::Item;
use syn::visit::Visit;
use syntax::path_attribute;

pub(super) use syntax::is_test_only;

/// The part to which a file belongs. `file` is relative to `src`.
pub(super) fn part_of(file: &Path) -> String {
    let names: Vec<&str> = file.iter().map(|name| name.to_str().unwrap()).collect();
    let first = names[0].trim_end_matches(".rs");
    match names.as_slice() {
        ["bin", program, ..] => format!("bin/{}", program.trim_end_matches(".rs")),
        _ if file.starts_with("entities/tagger/train")
            || file == Path::new("entities/tagger/train.rs") =>
        {
            "train".to_owned()
        }
        _ => first.to_owned(),
    }
}

/// The path of the module that `file` holds, from the root of its crate.
pub(super) fn module_path(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = file
        .with_extension("")
        .iter()
        .map(|name| name.to_str().unwrap().to_owned())
        .collect();
    if names == ["lib"] || names == ["main"] {
        names.clear();
    } else if names[0] == "bin" {
        names.drain(..2);
    }
    names
}

/// What one file uses, and what is wrong with it.
#[derive(Default)]
pub(super) struct Report {
    /// Parts and crates that are named outside of tests.
    pub(super) parts: BTreeSet<String>,
    pub(super) crates: BTreeSet<String>,
    pub(super) violations: BTreeSet<String>,
}

/// Reads one file.
struct Reader<'a> {
    rules: &'a Rules,
    file: &'a Path,
    part: String,
    /// The row of the part: parts and crates.
    parts: &'static [&'static str],
    crates: &'static [&'static str],
    is_program: bool,
    /// The module in which the reader is.
    module: Vec<String>,
    /// What the names that are declared or imported in this module, and in the modules around it in the same file, stand for.
    scopes: Vec<BTreeMap<String, Target>>,
    in_test: bool,
    report: Report,
}

/// Reads the source of `file`, a path below `src`.
pub(super) fn read(rules: &Rules, file: &Path, code: &str) -> Report {
    let part = part_of(file);
    let mut report = Report::default();
    let Some((_, parts, crates)) = rules.row(&part) else {
        let text = format!("src/{}: the part `{part}` has no row", file.display());
        report.violations.insert(text);
        return report;
    };
    let parsed =
        syn::parse_file(code).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut reader = Reader {
        rules,
        file,
        is_program: part == "main" || part.starts_with("bin/"),
        part,
        parts,
        crates,
        module: module_path(file),
        scopes: Vec::new(),
        in_test: false,
        report,
    };
    // The crate root is where all paths meet, so nothing may be in it but the modules.
    let is_root = file == Path::new("lib.rs");
    for item in parsed.items.iter().filter(|_| is_root) {
        if !matches!(item, Item::Mod(item) if item.content.is_none() && path_attribute(&item.attrs).is_none())
        {
            reader.violation(
                "the crate root holds more than `mod` declarations, which is not allowed",
            );
        }
    }
    for attribute in &parsed.attrs {
        reader.visit_attribute(attribute);
    }
    reader.read_items(&parsed.items);
    reader.report
}
