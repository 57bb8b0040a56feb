//! The architecture: which parts and external crates each part may use. A part is a module of `src/lib.rs`, `main`, or a
//! program in `src/bin`.
//!
//! [`ROWS`] lists for each part what it may use, [`LAYERS`] repeats the diagram in `src/lib.rs`. Every source is parsed, and
//! every path in it is resolved: in `use` declarations with their groups, in signatures, bodies and attributes, and in the
//! arguments of macros, where a path is what looks like one. What a path does not name is not found: a method of a type of
//! another part may be called without naming it. Documentation may link to anything.
//!
//! Only tests are exempt, as they build whole articles with what lies above: a file that `#[cfg(test)] mod …;` declares is not
//! read. A test module inside a file is read, but uses in it do not count for what a row says is used.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a failing test may panic"
)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// A part, the parts it may use, and the external crates it may name (besides std).
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// What each part may use. A row lists what the part does use, too: what is no longer used is removed from it.
const ROWS: &[Row] = &[
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
            "ureq",
            "whatlang",
            "zip",
        ],
    ),
    ("entities", &["document"], &["memchr"]),
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
        &["app"],
        &[
            "crossterm",
            "filedescriptor",
            "ratatui",
            "rustix",
            "signal_hook",
        ],
    ),
    // `pulldown_cmark` reads the manual for the man page.
    (
        "cli",
        &["app", "config", "error", "load", "manual"],
        &["clap", "clap_complete", "clap_mangen", "pulldown_cmark"],
    ),
    // `cli` holds the options of printing; `crossterm` tells the progress bar the width of the terminal.
    (
        "print",
        &[
            "app", "atlas", "cli", "dates", "document", "entities", "error", "layout", "load",
            "search", "store",
        ],
        &[
            "crossterm",
            "serde",
            "serde_json",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    (
        "run",
        &[
            "app", "dates", "document", "entities", "error", "load", "search", "store", "terminal",
            "views",
        ],
        &["ratatui", "rustix"],
    ),
    (
        "main",
        &[
            "cli", "config", "dates", "error", "load", "print", "run", "store",
        ],
        &["crossterm"],
    ),
    // The list of modules.
    ("lib", &[], &[]),
    // The training program lives beside the tagger it trains, but is not part of byline.
    ("train", &["entities"], &["flate2", "serde_json"]),
    ("bin/byline-atlas", &[], &["serde_json"]),
    ("bin/byline-screen", &[], &["portable_pty", "vt100"]),
    ("bin/byline-train", &["train"], &[]),
];

/// The rows of the diagram in `src/lib.rs`. A part may use only parts with a lower number, but for those of the top row,
/// which may use each other.
const LAYERS: &[(u8, &[&str])] = &[
    (5, &["main", "cli", "run", "print"]),
    (4, &["views", "config", "terminal"]),
    (3, &["app", "store"]),
    (2, &["layout", "load", "entities", "search"]),
    (1, &["document", "error", "atlas", "dates", "manual"]),
];

/// The parts that are not in the diagram: the list of modules, and programs for developers. No part of the diagram may use
/// them.
const OUTSIDE_LAYERS: &[&str] = &[
    "lib",
    "train",
    "bin/byline-atlas",
    "bin/byline-screen",
    "bin/byline-train",
];

/// Re-exports of what belongs to another part or crate, each with the part and the path. No others are allowed, because
/// whoever uses them would depend on something that no path names.
const REEXPORTS: &[(&str, &str)] = &[
    // The command line reads `--encoding` into a value that only `load` uses; the name saves it the crate.
    ("load", "encoding_rs::Encoding"),
];

/// The crates of the compiler, which every part may name.
const BUILT_IN_CRATES: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];

/// What the sources are checked against.
struct Rules {
    rows: &'static [Row],
    /// The names of the crates in Cargo.toml, as code writes them: those of the program.
    dependencies: BTreeSet<String>,
    /// Those of the tests.
    dev_dependencies: BTreeSet<String>,
}

impl Rules {
    fn new() -> Self {
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let (dependencies, dev_dependencies) = dependencies(&manifest);
        Self {
            rows: ROWS,
            dependencies,
            dev_dependencies,
        }
    }

    fn row(&self, part: &str) -> Option<&Row> {
        self.rows.iter().find(|(name, ..)| *name == part)
    }

    fn is_crate(&self, name: &str) -> bool {
        self.dependencies.contains(name) || self.dev_dependencies.contains(name)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names in the dependency tables of `manifest`, with `_` for `-`: those that a build needs, also on some systems only,
/// and those that only tests need.
fn dependencies(manifest: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let manifest: toml_edit::DocumentMut = manifest.parse().unwrap();
    let mut found = (BTreeSet::new(), BTreeSet::new());
    let mut tables = vec![manifest.as_table() as &dyn toml_edit::TableLike];
    if let Some(targets) = manifest
        .get("target")
        .and_then(toml_edit::Item::as_table_like)
    {
        tables.extend(targets.iter().filter_map(|(_, item)| item.as_table_like()));
    }
    for table in tables {
        for (key, of_tests) in [
            ("dependencies", false),
            ("build-dependencies", false),
            ("dev-dependencies", true),
        ] {
            let Some(list) = table.get(key).and_then(toml_edit::Item::as_table_like) else {
                continue;
            };
            let into = if of_tests { &mut found.1 } else { &mut found.0 };
            into.extend(list.iter().map(|(name, _)| name.replace('-', "_")));
        }
    }
    found
}

/// The part to which a file belongs. `file` is relative to `src`.
fn part_of(file: &Path) -> String {
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
fn module_path(file: &Path) -> Vec<String> {
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

/// To whom a path leads.
#[derive(Clone, PartialEq)]
enum Target {
    /// A part of byline.
    Part(String),
    /// An external crate.
    Crate(String),
    /// The root of a crate of ours, where all parts are.
    Root,
    /// The same part, or the standard library.
    Own,
    /// The crate root has something of this name that is not a part.
    Unknown(String),
}

/// A name in a `use` declaration.
struct Import {
    leading_colon: bool,
    path: Vec<String>,
    /// The name it gets; none for `*`.
    name: Option<String>,
}

/// Adds the names in `tree` to `found`.
fn flatten(tree: &UseTree, leading_colon: bool, prefix: &[String], found: &mut Vec<Import>) {
    let mut path = prefix.to_vec();
    let name = match tree {
        UseTree::Path(next) => {
            path.push(plain(&next.ident.to_string()));
            return flatten(&next.tree, leading_colon, &path, found);
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, leading_colon, prefix, found);
            }
            return;
        }
        UseTree::Name(name) => {
            path.push(plain(&name.ident.to_string()));
            path.last().cloned()
        }
        UseTree::Rename(renamed) => {
            path.push(plain(&renamed.ident.to_string()));
            Some(plain(&renamed.rename.to_string()))
        }
        UseTree::Glob(_) => None,
    };
    // `a::{self}` is `a`.
    let mut name = name;
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
        if name.as_deref() == Some("self") {
            name = path.last().cloned();
        }
    }
    found.push(Import {
        leading_colon,
        path,
        name,
    });
}

/// An identifier without `r#`.
fn plain(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}

/// Whether an item with these attributes is only there in tests.
fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

/// The file in `#[path = "…"]`, if there is one.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let syn::Meta::NameValue(meta) = &attribute.meta else {
            return None;
        };
        match (&meta.value, meta.path.is_ident("path")) {
            (syn::Expr::Lit(literal), true) => match &literal.lit {
                syn::Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        }
    })
}

/// What one file uses, and what is wrong with it.
#[derive(Default)]
struct Report {
    /// Parts and crates that are named outside of tests.
    parts: BTreeSet<String>,
    crates: BTreeSet<String>,
    violations: BTreeSet<String>,
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

impl Reader<'_> {
    fn violation(&mut self, text: &str) {
        let text = format!("src/{}: {text}", self.file.display());
        self.report.violations.insert(text);
    }

    /// The target of the path `names` from the root of the library.
    fn in_library(&self, names: &[String]) -> Target {
        let Some(first) = names.first() else {
            return Target::Root;
        };
        let is_train = names.len() > 2 && names[..3] == ["entities", "tagger", "train"];
        let part = if is_train { "train" } else { first.as_str() };
        if part == self.part && !self.is_program {
            Target::Own
        } else if self.rules.row(part).is_some() && !["lib", "main"].contains(&part) {
            Target::Part(part.to_owned())
        } else {
            Target::Unknown(part.to_owned())
        }
    }

    /// The target of the path `names` from the root of the crate of this file.
    fn in_crate(&self, names: &[String]) -> Target {
        if !self.is_program {
            self.in_library(names)
        } else if names.is_empty() {
            Target::Root
        } else {
            Target::Own
        }
    }

    /// Resolves a path as it is written.
    fn resolve(&self, leading_colon: bool, path: &[String]) -> Target {
        let first = path[0].as_str();
        if !leading_colon {
            if first == "crate" {
                return self.in_crate(&path[1..]);
            }
            if first == "self" || first == "super" {
                let mut names = self.module.clone();
                let mut rest = path;
                while let [step, after @ ..] = rest
                    && (step == "self" || step == "super")
                {
                    if step == "super" {
                        names.pop();
                    }
                    rest = after;
                }
                names.extend_from_slice(rest);
                return self.in_crate(&names);
            }
            if let Some(target) = self.scopes.last().and_then(|scope| scope.get(first)) {
                return target.clone();
            }
        }
        if first == "byline" {
            self.in_library(&path[1..])
        } else if self.rules.is_crate(first) {
            Target::Crate(first.to_owned())
        } else {
            Target::Own
        }
    }

    /// Checks that the part may use what `path` leads to.
    fn check(&mut self, leading_colon: bool, path: &[String]) -> Target {
        let target = self.resolve(leading_colon, path);
        // What an imported name leads to is checked where it is imported.
        let scope = self.scopes.last();
        if !leading_colon
            && path.len() > 1
            && scope.is_some_and(|scope| scope.contains_key(&path[0]))
        {
            return target;
        }
        let written = path.join("::");
        let part = self.part.clone();
        match &target {
            Target::Part(used) => {
                if !self.in_test {
                    self.report.parts.insert(used.clone());
                }
                if !self.parts.contains(&used.as_str()) {
                    self.violation(&format!(
                        "`{written}` uses the part `{used}`, which the row of `{part}` does not allow"
                    ));
                }
            }
            Target::Crate(used) => {
                if !self.in_test {
                    self.report.crates.insert(used.clone());
                }
                let for_tests = self.in_test && self.rules.dev_dependencies.contains(used);
                if !self.crates.contains(&used.as_str()) && !for_tests {
                    self.violation(&format!(
                        "`{written}` uses the crate `{used}`, which the row of `{part}` does not allow"
                    ));
                }
            }
            Target::Unknown(name) => self.violation(&format!(
                "`{written}` uses `{name}`, which is not a part with a row"
            )),
            Target::Root | Target::Own => {}
        }
        target
    }

    /// Checks a name in a `use` declaration. `is_reexport`: other parts can see it.
    fn check_import(&mut self, import: &Import, is_reexport: bool) {
        let target = self.check(import.leading_colon, &import.path);
        let written = import.path.join("::");
        if target == Target::Root {
            let kind = import
                .name
                .as_ref()
                .map_or("everything in", |_| "another name for");
            self.violation(&format!(
                "the import of `{written}` gives {kind} the crate root, which hides the parts that are used"
            ));
        }
        let first = import.path[0].as_str();
        // Lower case: a type whose variants are imported may come from anywhere.
        if target == Target::Own
            && !self.in_test
            && !["crate", "self", "super"].contains(&first)
            && !BUILT_IN_CRATES.contains(&first)
            && first.starts_with(char::is_lowercase)
            && (import.leading_colon || !self.scopes.iter().any(|scope| scope.contains_key(first)))
        {
            self.violation(&format!(
                "`{written}` uses the crate `{first}`, which Cargo.toml does not list"
            ));
        }
        if is_reexport {
            self.check_reexport(&target, &written);
        }
    }

    fn check_reexport(&mut self, target: &Target, written: &str) {
        let part = self.part.clone();
        if let Target::Part(owner) | Target::Crate(owner) = target
            && !self.in_test
            && !self.is_program
            && !REEXPORTS.contains(&(part.as_str(), written))
        {
            self.violation(&format!(
                "the re-export of `{written}` hands `{owner}` on to other parts, which is not allowed"
            ));
        }
    }

    /// Whether an item with this visibility can be seen by other parts, as far as its own module can.
    fn is_visible_outside(&self, visibility: &Visibility) -> bool {
        match visibility {
            Visibility::Public(_) => true,
            Visibility::Restricted(restricted) => {
                self.resolve(false, &segments(&restricted.path)) == Target::Root
            }
            Visibility::Inherited => false,
        }
    }

    /// The names that `items` declare and import in the module in which the reader is.
    fn scope(&mut self, items: &[Item]) -> BTreeMap<String, Target> {
        let mut scope = BTreeMap::new();
        let mut imports = Vec::new();
        for item in items {
            let name = match item {
                Item::Mod(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Struct(item) => &item.ident,
                Item::Trait(item) => &item.ident,
                Item::Use(item) => {
                    let leading_colon = item.leading_colon.is_some();
                    flatten(&item.tree, leading_colon, &[], &mut imports);
                    continue;
                }
                _ => continue,
            };
            let mut path = self.module.clone();
            path.push(plain(&name.to_string()));
            let target = self.in_crate(&path);
            scope.insert(plain(&name.to_string()), target);
        }
        // Imports may start with what another import gives; each pass follows one more step.
        self.scopes.push(scope);
        for _ in 0..4 {
            for import in &imports {
                if let Some(name) = &import.name {
                    // `use regex;` is the crate, not itself.
                    let before = self.scopes.last_mut().unwrap().remove(name);
                    let declared = import.path.len() == 1 && before.is_some();
                    let target = match before {
                        Some(target) if declared => target,
                        _ => self.resolve(import.leading_colon, &import.path),
                    };
                    self.scopes.last_mut().unwrap().insert(name.clone(), target);
                }
            }
        }
        self.scopes.pop().unwrap()
    }

    fn read_items(&mut self, items: &[Item]) {
        let scope = self.scope(items);
        self.scopes.push(scope);
        for item in items {
            self.visit_item(item);
        }
        self.scopes.pop();
    }

    /// Visits what `visit` visits as part of a test if `attributes` say so.
    fn with_attributes(&mut self, attributes: &[Attribute], visit: impl FnOnce(&mut Self)) {
        let before = self.in_test;
        self.in_test |= is_test_only(attributes);
        visit(self);
        self.in_test = before;
    }

    /// Checks what looks like a path in the arguments of a macro or an attribute. `prefix` is the path before a group.
    fn read_tokens(&mut self, tokens: TokenStream, prefix: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mark = |at: usize, expected: char| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == expected);
        let is_separator = |at: usize| mark(at, ':') && mark(at + 1, ':');
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            at += 1;
            let first = match &tokens[start] {
                TokenTree::Group(group) => {
                    self.read_tokens(group.stream(), &[]);
                    continue;
                }
                TokenTree::Ident(name) => plain(&name.to_string()),
                TokenTree::Punct(star) if star.as_char() == '*' && !prefix.is_empty() => {
                    self.check_in_tokens(false, prefix, true);
                    continue;
                }
                _ => continue,
            };
            // A name that the macro's caller gives: the path is seen there.
            if start > 0 && mark(start - 1, '$') && first != "crate" {
                continue;
            }
            let leading_colon = start > 1 && is_separator(start - 2);
            let mut path = prefix.to_vec();
            // `{self}` after a prefix is the prefix.
            if prefix.is_empty() || first != "self" {
                path.push(first);
            }
            let mut is_glob = false;
            let mut group = None;
            while is_separator(at) {
                match tokens.get(at + 2) {
                    Some(TokenTree::Ident(name)) => path.push(plain(&name.to_string())),
                    Some(TokenTree::Group(names)) if names.delimiter() == Delimiter::Brace => {
                        group = Some(names.stream());
                        at += 3;
                        break;
                    }
                    Some(TokenTree::Punct(star)) if star.as_char() == '*' => is_glob = true,
                    _ => break,
                }
                at += 3;
            }
            if let Some(names) = group {
                self.read_tokens(names, &path);
            } else {
                let is_renamed =
                    matches!(tokens.get(at), Some(TokenTree::Ident(name)) if name == "as");
                self.check_in_tokens(leading_colon, &path, is_glob || is_renamed);
            }
        }
    }

    fn check_in_tokens(&mut self, leading_colon: bool, path: &[String], is_import: bool) {
        let is_path = path.len() > 1 || is_import;
        if is_path && self.check(leading_colon, path) == Target::Root && is_import {
            self.violation(&format!(
                "the import of `{}` gives another name for the crate root, which hides the parts that are used",
                path.join("::")
            ));
        }
    }
}

/// The names of a path, without arguments.
fn segments(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| plain(&segment.ident.to_string()))
        .collect()
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = segments(path);
        if names.len() > 1 {
            self.check(path.leading_colon.is_some(), &names);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut imports = Vec::new();
        flatten(&item.tree, item.leading_colon.is_some(), &[], &mut imports);
        let is_reexport = self.is_visible_outside(&item.vis);
        self.with_attributes(&item.attrs, |reader| {
            for import in &imports {
                // `use regex;` and `use regex as r;` name the crate itself.
                reader.check_import(import, is_reexport);
            }
        });
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let import = Import {
            leading_colon: item.ident != "self",
            path: vec![match item.ident.to_string().as_str() {
                "self" => "crate".to_owned(),
                name => name.to_owned(),
            }],
            name: Some(item.ident.to_string()),
        };
        let is_reexport = self.is_visible_outside(&item.vis);
        self.check_import(&import, is_reexport);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        if let syn::Type::Path(alias) = &*item.ty
            && self.is_visible_outside(&item.vis)
        {
            let names = segments(&alias.path);
            let target = self.resolve(alias.path.leading_colon.is_some(), &names);
            self.check_reexport(&target, &names.join("::"));
        }
        visit::visit_item_type(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let target = path_attribute(&item.attrs)
            .map(|path| self.file.parent().unwrap_or(Path::new("")).join(path));
        if let Some(target) = target
            && (target.components().any(|part| part.as_os_str() == "..")
                || target.is_absolute()
                || part_of(&target) != self.part)
        {
            self.violation(&format!(
                "the module `{}` is a file of another part, which is not allowed",
                item.ident
            ));
        }
        let Some((_, items)) = &item.content else {
            return;
        };
        self.with_attributes(&item.attrs, |reader| {
            reader.module.push(plain(&item.ident.to_string()));
            reader.read_items(items);
            reader.module.pop();
        });
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.with_attributes(&item.attrs, |reader| visit::visit_item_fn(reader, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.with_attributes(&item.attrs, |reader| visit::visit_item_impl(reader, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.with_attributes(&item.attrs, |reader| {
            visit::visit_impl_item_fn(reader, item);
        });
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if call.path.is_ident("include") {
            self.violation(
                "`include!` brings in a source that is not read here, which is not allowed",
            );
        }
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // serde takes paths in strings: `#[serde(with = "…")]`.
        if attribute.path().is_ident("serde")
            && let syn::Meta::List(list) = &attribute.meta
        {
            for token in list.tokens.clone() {
                if let TokenTree::Literal(literal) = token
                    && let Ok(code) = literal.to_string().trim_matches('"').parse()
                {
                    self.read_tokens(code, &[]);
                }
            }
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.read_tokens(tokens.clone(), &[]);
    }
}

/// Reads the source of `file`, a path below `src`.
fn read(rules: &Rules, file: &Path, code: &str) -> Report {
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

/// Sources with one violation each: the file, its text, and a part of the message.
const VIOLATIONS: &[(&str, &str, &str)] = &[
    (
        "app/x.rs",
        "use crate::terminal;",
        "`crate::terminal` uses the part `terminal`, which the row of `app` does not allow",
    ),
    (
        "app/x.rs",
        "use crate::run::run_reader;",
        "uses the part `run`",
    ),
    (
        "views/x.rs",
        "use crate::cli::Command;",
        "uses the part `cli`",
    ),
    (
        "store/x.rs",
        "use crate::print::print_many;",
        "uses the part `print`",
    ),
    (
        "store/x.rs",
        "use crate::main::x;",
        "`crate::main::x` uses `main`, which is not a part with a row",
    ),
    (
        "layout/x.rs",
        "use crate::{document::Block, app};",
        "`crate::app` uses the part `app`",
    ),
    (
        "layout/x.rs",
        "use {std::fmt, crate::{document::{self, Block}, entities::{self as e, index::{Entities}}}};",
        "`crate::entities::index::Entities` uses the part `entities`",
    ),
    (
        "layout/x.rs",
        "use crate::{load::*};",
        "`crate::load` uses the part `load`",
    ),
    (
        "layout/x/y.rs",
        "use super::super::super::views::draw;",
        "`super::super::super::views::draw` uses the part `views`",
    ),
    (
        "layout/x.rs",
        "fn f() { self::super::super::views::draw() }",
        "uses the part `views`",
    ),
    (
        "layout/x.rs",
        "mod inner { use super::super::super::{search as s}; }",
        "uses the part `search`",
    ),
    (
        "entities/x.rs",
        "pub use crate::app::State;",
        "uses the part `app`",
    ),
    (
        "app/x.rs",
        "pub use crate::entities::Entity;",
        "the re-export of `crate::entities::Entity` hands `entities` on to other parts",
    ),
    (
        "app/x.rs",
        "use crate::entities;\npub(crate) use entities::Entity;",
        "the re-export of `entities::Entity` hands",
    ),
    (
        "app.rs",
        "pub(super) use thiserror::Error;",
        "the re-export of `thiserror::Error` hands",
    ),
    (
        "app/x.rs",
        "pub type E = crate::entities::Entity;",
        "the re-export of `crate::entities::Entity` hands",
    ),
    (
        "views/x.rs",
        "use crate as root;\nfn f() { root::terminal::x() }",
        "another name for the crate root",
    ),
    (
        "views/x.rs",
        "use crate::{self as root};",
        "another name for the crate root",
    ),
    ("views.rs", "use super::*;", "everything in the crate root"),
    (
        "views/x.rs",
        "extern crate self as root;",
        "another name for the crate root",
    ),
    (
        "app/x.rs",
        "fn f() { let x = crate::terminal::x(); }",
        "`crate::terminal::x` uses the part `terminal`",
    ),
    (
        "app/x.rs",
        "fn f(x: Vec<crate::store::Store>) -> impl crate::config::T {}",
        "`crate::config::T` uses the part `config`",
    ),
    (
        "app/x.rs",
        "fn f() { <crate::store::Store as Default>::default(); }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "fn f() { use crate::store::Store; }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "#[cfg(feature = \"pdf\")] fn f() { crate::store::x() }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "#[derive(Clone)] struct A { #[cfg_attr(test, x(crate::store::y))] a: u8 }",
        "uses the part `store`",
    ),
    (
        "store/x.rs",
        "struct A { #[serde(with = \"crate::load::y\")] a: u8 }",
        "`crate::load::y` uses the part `load`",
    ),
    (
        "app/x.rs",
        "fn f() { println!(\"{}\", crate::terminal::x()) }",
        "`crate::terminal::x` uses the part `terminal`",
    ),
    (
        "app/x.rs",
        "fn f() { vec![[(ratatui::style::Color::Red)]]; }",
        "`ratatui::style::Color::Red` uses the crate `ratatui`",
    ),
    (
        "app/x.rs",
        "macro_rules! m { () => { $crate::terminal::x() } }",
        "uses the part `terminal`",
    ),
    (
        "app/x.rs",
        "m! { use crate::{layout::{Flow}, store::{self, Store}}; }",
        "`crate::store::Store` uses the part `store`",
    ),
    (
        "app/x.rs",
        "m! { use crate as root; }",
        "another name for the crate root",
    ),
    (
        "app/x.rs",
        "fn f() { assert!(super::super::store::x()) }",
        "`super::super::store::x` uses the part `store`",
    ),
    (
        "app/x.rs",
        "use ratatui::buffer::Buffer;",
        "`ratatui::buffer::Buffer` uses the crate `ratatui`, which the row of `app` does not allow",
    ),
    ("app/x.rs", "use regex as r;", "uses the crate `regex`"),
    (
        "app/x.rs",
        "extern crate regex as r;",
        "uses the crate `regex`",
    ),
    (
        "app/x.rs",
        "fn f() { ::regex::Regex::new(\"\"); }",
        "uses the crate `regex`",
    ),
    (
        "app/x.rs",
        "#[derive(serde::Serialize)] struct A;",
        "uses the crate `serde`",
    ),
    (
        "app/x.rs",
        "fn f() { proptest::x() }",
        "uses the crate `proptest`",
    ),
    (
        "app/x.rs",
        "use left_pad::pad;",
        "`left_pad::pad` uses the crate `left_pad`, which Cargo.toml does not list",
    ),
    (
        "main.rs",
        "use byline::{cli, terminal};",
        "`byline::terminal` uses the part `terminal`",
    ),
    (
        "bin/byline-atlas.rs",
        "fn f() { byline::load::open() }",
        "uses the part `load`",
    ),
    (
        "entities/x.rs",
        "use super::tagger::train::run;",
        "uses the part `train`",
    ),
    (
        "app/x.rs",
        "#[cfg(test)] mod tests { use crate::store::Store; }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "#[path = \"../store/file.rs\"] mod file;",
        "the module `file` is a file of another part",
    ),
    (
        "app/x.rs",
        "include!(\"../store/file.rs\");",
        "`include!` brings in a source",
    ),
    (
        "lib.rs",
        "pub mod app;\npub use app::State;",
        "the crate root holds more than `mod` declarations",
    ),
    ("sound/x.rs", "", "the part `sound` has no row"),
    (
        "bin/byline-sound.rs",
        "fn main() {}",
        "the part `bin/byline-sound` has no row",
    ),
    (
        "app/x.rs",
        "use crate::sound::play;",
        "`crate::sound::play` uses `sound`, which is not a part with a row",
    ),
];

/// Sources without a violation: the file and its text.
const NO_VIOLATIONS: &[(&str, &str)] = &[
    (
        "app/x.rs",
        "use crate::{document::{self, Block}, entities};\nuse super::state::State;\npub use super::panel::Panel;",
    ),
    (
        "app/x/y.rs",
        "use super::super::state; fn f() { crate::app::update(); super::x::<u8>(); entities::x() }",
    ),
    (
        "app/x.rs",
        "//! [`crate::terminal`] draws.\n// crate::terminal::x()\nfn f() -> &'static str { \"crate::terminal::x\" }",
    ),
    (
        "app/x.rs",
        "mod regex { pub fn f() {} }\nfn g() { regex::f(); self::regex::f() }",
    ),
    (
        "app/x.rs",
        "fn f(run: u8, print: u8) { print!(\"{}\", run.min(print)); std::mem::drop(u8::MAX) }",
    ),
    (
        "app/x.rs",
        "use std::fmt::{self, Display as D};\nenum A { B }\nuse A::B;\nuse A::*;",
    ),
    (
        "app/x.rs",
        "#[cfg(test)] mod tests { use super::*; use proptest::prelude::*; }",
    ),
    ("load.rs", "pub use encoding_rs::Encoding;"),
    (
        "views/x.rs",
        "use ratatui as r; fn f() { r::init(); assert_eq!(crate::app::x(), ::ratatui::y()) }",
    ),
    (
        "entities/tagger/train/x.rs",
        "use super::super::labels; use flate2::read::GzDecoder;",
    ),
    (
        "main.rs",
        "use byline::{cli::{self, Command}, run}; fn main() { run::run_reader(); crate::helper() }",
    ),
    ("lib.rs", "pub mod app;\npub mod terminal;"),
];

/// Protects: each form of a use that is not allowed is found and reported with its file.
#[test]
fn planted_violations_are_reported() {
    let rules = Rules::new();
    for (file, code, expected) in VIOLATIONS {
        let violations = read(&rules, Path::new(file), code).violations;
        let start = format!("src/{file}: ");
        assert!(
            violations
                .iter()
                .any(|text| text.starts_with(&start) && text.contains(expected)),
            "{file}: {code}\nmust give: {expected}\ngave: {violations:#?}"
        );
    }
}

#[test]
fn allowed_uses_are_not_reported() {
    let rules = Rules::new();
    for (file, code) in NO_VIOLATIONS {
        let violations = read(&rules, Path::new(file), code).violations;
        assert!(
            violations.is_empty(),
            "{file}: {code}\ngave: {violations:#?}"
        );
    }
}

/// Protects: rows that contradict the diagram, Cargo.toml or the sources are reported.
#[test]
fn untrue_rows_are_reported() {
    let (dependencies, dev_dependencies) = dependencies(
        "[dependencies]\nregex = '1'\nquick-xml = '1'\n[target.'cfg(unix)'.dependencies]\nrustix = '1'\n[dev-dependencies]\nsyn = '2'",
    );
    assert_eq!(Vec::from_iter(&dev_dependencies), ["syn"]);
    assert_eq!(
        Vec::from_iter(&dependencies),
        ["quick_xml", "regex", "rustix"]
    );
    let rows: &[Row] = &[
        ("low", &["high"], &["quick_xml"]),
        ("beside", &["low"], &["absent"]),
        ("high", &["low", "top", "lib", "sound"], &["regex"]),
        ("top", &["other"], &[]),
        ("other", &["top"], &[]),
        ("sound", &[], &[]),
        ("lib", &[], &[]),
    ];
    let layers: &[(u8, &[&str])] = &[
        (3, &["top", "other"]),
        (2, &["high", "missing"]),
        (1, &["low", "beside"]),
    ];
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut used: Used = rows
        .iter()
        .map(|(part, parts, crates)| ((*part).to_owned(), (names(parts), names(crates))))
        .collect();
    used.get_mut("high").unwrap().0.remove("low");
    used.get_mut("high").unwrap().1.clear();
    used.remove("other");
    let found: BTreeSet<String> = check_rows(rows, layers, &dependencies, &used)
        .into_iter()
        .collect();
    let expected = [
        "Cargo.toml lists the crate `rustix`, which no row allows",
        "`missing` is in the diagram and has no row",
        "`sound` is not in the diagram",
        "the row of `beside` allows `low`, which is not below it in the diagram",
        "the row of `beside` allows the crate `absent`, which is not a dependency in Cargo.toml",
        "the row of `high` allows `lib`, which is not below it in the diagram",
        "the row of `high` allows `sound`, which is not below it in the diagram",
        "the row of `high` allows `top`, which is not below it in the diagram",
        "the row of `high` allows the crate `regex`, which `high` does not use",
        "the row of `high` allows the part `low`, which `high` does not use",
        "the row of `low` allows `high`, which is not below it in the diagram",
        "the row of `other` stands for no source",
    ];
    assert_eq!(Vec::from_iter(&found), expected);
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
