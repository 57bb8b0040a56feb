//! Resolves paths inside the archive of a book.
//!
//! Handles what an `href` may contain there: percent encoding, dot segments, a leading slash, a fragment. No path
//! leaves the archive.

/// The folder of `path` with its trailing slash; empty at the top level.
pub(super) fn parent_folder(path: &str) -> &str {
    let end = path.rfind('/').map_or(0, |at| at + 1);
    path.get(..end).unwrap_or_default()
}

/// Resolves `href` against `folder` to a path in the archive.
pub(super) fn resolve_href(folder: &str, href: &str) -> String {
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
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = digits.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        let skipped = if byte.is_some() { 2 } else { 0 };
        rest = after.get(skipped..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
            ("%e2%80%a6%zz%", "OEBPS/text/…%zz%"),
        ] {
            assert_eq!(resolve_href(parent_folder("OEBPS/text/x.opf"), href), path);
        }
        assert_eq!(parent_folder("x.opf"), "");
    }
}
