//! What a path leads to: a part of byline, an external crate, or something of its own part.

use super::Reader;
use super::syntax::{flatten, plain};
use std::collections::BTreeMap;
use syn::Item;

/// What a path leads to.
#[derive(Clone, PartialEq)]
pub(super) enum Target {
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

impl Reader<'_> {
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
    pub(super) fn resolve(&self, leading_colon: bool, path: &[String]) -> Target {
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

    /// The names that `items` declare and import in the module in which the reader is.
    pub(super) fn scope(&mut self, items: &[Item]) -> BTreeMap<String, Target> {
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
}
