//! Paths inside of a book's archive.
//!
//! Owns what an `href` means there: percent signs, dots, a slash at the start, a place behind `#`. No path leaves the archive.

/// The folder of `path`, with the slash; empty at the top.
pub(super) fn folder(path: &str) -> &str {
    let end = path.rfind('/').map_or(0, |at| at + 1);
    path.get(..end).unwrap_or_default()
}

/// `href` as a path in the archive, seen from `folder`.
pub(super) fn resolved(folder: &str, href: &str) -> String {
    let href = decoded(href.split('#').next().unwrap_or_default());
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

/// `text` with `%20` and its like replaced.
pub(in crate::load) fn decoded(text: &str) -> String {
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

    /// Protects: books name their files in every way that an address can be written.
    #[test]
    fn an_href_is_a_path_in_the_archive() {
        for (href, path) in [
            ("a.xhtml", "OEBPS/text/a.xhtml"),
            ("../b%20c.xhtml#d", "OEBPS/b c.xhtml"),
            ("/d.xhtml", "d.xhtml"),
            ("../../../../etc/passwd", "etc/passwd"),
            ("%e2%80%a6%zz%", "OEBPS/text/…%zz%"),
        ] {
            assert_eq!(resolved(folder("OEBPS/text/x.opf"), href), path);
        }
        assert_eq!(folder("x.opf"), "");
    }
}
