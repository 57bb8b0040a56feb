//! Reads a source file: every path and use tree in it, and what of that its part may not use.

use super::rules::{BUILT_IN_CRATES, REEXPORTS, Rules};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// The part to which a file belongs. `file` is relative to `src`.
pub(crate) fn part_of(file: &Path) -> String {
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
pub(crate) fn module_path(file: &Path) -> Vec<String> {
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

/// What a path leads to.
#[derive(Clone, PartialEq)]
pub(crate) enum Target {
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
pub(crate) struct Import {
    pub(crate) leading_colon: bool,
    pub(crate) path: Vec<String>,
    /// The name it gets; none for `*`.
    pub(crate) name: Option<String>,
}

/// Adds the names in `tree` to `found`.
pub(crate) fn flatten(
    tree: &UseTree,
    leading_colon: bool,
    prefix: &[String],
    found: &mut Vec<Import>,
) {
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
pub(crate) fn plain(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}

/// Whether an item with these attributes is only there in tests.
pub(crate) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

/// The file in `#[path = "…"]`, if there is one.
pub(crate) fn path_attribute(attributes: &[Attribute]) -> Option<String> {
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
pub(crate) struct Report {
    /// Parts and crates that are named outside of tests.
    pub(crate) parts: BTreeSet<String>,
    pub(crate) crates: BTreeSet<String>,
    pub(crate) violations: BTreeSet<String>,
}

/// Reads one file.
pub(crate) struct Reader<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) file: &'a Path,
    pub(crate) part: String,
    /// The row of the part: parts and crates.
    pub(crate) parts: &'static [&'static str],
    pub(crate) crates: &'static [&'static str],
    pub(crate) is_program: bool,
    /// The module in which the reader is.
    pub(crate) module: Vec<String>,
    /// What the names that are declared or imported in this module, and in the modules around it in the same file, stand for.
    pub(crate) scopes: Vec<BTreeMap<String, Target>>,
    pub(crate) in_test: bool,
    pub(crate) report: Report,
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
pub(crate) fn segments(path: &syn::Path) -> Vec<String> {
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
pub(crate) fn read(rules: &Rules, file: &Path, code: &str) -> Report {
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
