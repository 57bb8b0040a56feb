//! Visits every item and path of a file.

use super::syntax::{Import, flatten, is_test_only, path_attribute, plain, segments};
use super::{Reader, part_of};
use proc_macro2::{TokenStream, TokenTree};
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Attribute, Item};

impl Reader<'_> {
    pub(super) fn read_items(&mut self, items: &[Item]) {
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
