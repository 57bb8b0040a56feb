//! Whether a part may use what a path leads to.

use super::super::rules::{BUILT_IN_CRATES, REEXPORTS};
use super::Reader;
use super::resolve::Target;
use super::syntax::{Import, segments};
use syn::Visibility;

impl Reader<'_> {
    pub(super) fn violation(&mut self, text: &str) {
        let text = format!("src/{}: {text}", self.file.display());
        self.report.violations.insert(text);
    }

    /// Checks that the part may use what `path` leads to.
    pub(super) fn check(&mut self, leading_colon: bool, path: &[String]) -> Target {
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
    pub(super) fn check_import(&mut self, import: &Import, is_reexport: bool) {
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

    pub(super) fn check_reexport(&mut self, target: &Target, written: &str) {
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
    pub(super) fn is_visible_outside(&self, visibility: &Visibility) -> bool {
        match visibility {
            Visibility::Public(_) => true,
            Visibility::Restricted(restricted) => {
                self.resolve(false, &segments(&restricted.path)) == Target::Root
            }
            Visibility::Inherited => false,
        }
    }
}
