//! Resolves paths inside the archive of a book.
//!
//! Handles what an `href` may contain there: percent encoding, dot segments, a leading slash, a fragment. No path
//! leaves the archive.

use percent_encoding::percent_decode_str;

/// The folder of `path` with its trailing slash; empty at the top level.
pub(in crate::load) fn parent_folder(path: &str) -> &str {
    let end = path.rfind('/').map_or(0, |at| at + 1);
    path.get(..end).unwrap_or_default()
}

/// Resolves `href` against `folder` to a path in the archive.
pub(in crate::load) fn resolve_href(folder: &str, href: &str) -> String {
    let href = percent_decode(href.split('#').next().unwrap_or_default());
    let from = if href.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Decodes `%20` and other percent-encoded bytes in `text`.
pub(in crate::load) fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: every way in which a book can write a path in an `href` is understood.
    #[test]
    fn an_href_resolves_to_a_path_in_the_archive() {
        for (href, path) in [
            ("a.xhtml", "OEBPS/text/a.xhtml"),
            ("../b%20c.xhtml#d", "OEBPS/b c.xhtml"),
            ("/d.xhtml", "d.xhtml"),
            ("../../../../etc/passwd", "etc/passwd"),
            ("%e2%80%a6%zz%+a%", "OEBPS/text/…%zz%+a%"),
        ] {
            assert_eq!(resolve_href(parent_folder("OEBPS/text/x.opf"), href), path);
        }
        assert_eq!(parent_folder("x.opf"), "");
    }
}
