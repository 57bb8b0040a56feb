//! What the syntax tree of a file says by itself: the names in a path or a `use` declaration, and attributes.

use syn::{Attribute, UseTree};

/// A name in a `use` declaration.
pub(super) struct Import {
    pub(super) leading_colon: bool,
    pub(super) path: Vec<String>,
    /// The name it gets; none for `*`.
    pub(super) name: Option<String>,
}

/// Adds the names in `tree` to `found`.
pub(super) fn flatten(
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
pub(super) fn plain(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}

/// The names of a path, without arguments.
pub(super) fn segments(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| plain(&segment.ident.to_string()))
        .collect()
}

/// Whether an item with these attributes is only there in tests.
pub(in super::super) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

/// The file in `#[path = "…"]`, if there is one.
pub(super) fn path_attribute(attributes: &[Attribute]) -> Option<String> {
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
