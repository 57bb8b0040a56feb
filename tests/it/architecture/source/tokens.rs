//! Paths in the arguments of macros and attributes, which are not parsed.

use super::Reader;
use super::resolve::Target;
use super::syntax::plain;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

impl Reader<'_> {
    /// Checks what looks like a path in the arguments of a macro or an attribute. `prefix` is the path before a group.
    pub(super) fn read_tokens(&mut self, tokens: TokenStream, prefix: &[String]) {
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
