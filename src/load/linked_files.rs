//! Links from one local file to another, and from one Markdown text on the web to another.
//!
//! Only the text of a file that was opened by its path has such links: those relative to its folder that lead to a file
//! which is there. Absolute paths are none, since in a saved page they are places on its site.

use super::epub::path::percent_decode;
use super::fetch::url::Url;
use super::{RawContent, clean};
use std::path::{Component, Path, PathBuf};

/// The longest link that is resolved, in bytes.
const MAX_LINK_BYTES: usize = 4096;

/// The address (`file:///…`, percent-encoded where needed, with the fragment of `link`) of the file that `link` leads to
/// from the file at `page`, an absolute path. `None` if there is no such file, or the link leads elsewhere.
pub(super) fn address_of_link(page: &Path, link: &str) -> Option<String> {
    resolve(page, link)
        .filter(|file| file.exists)
        .map(|file| file.address)
}

/// A file that a link leads to.
pub(super) struct LinkedFile {
    /// Its address.
    pub(super) address: String,
    /// Whether there is a file.
    pub(super) exists: bool,
}

/// The file that `link` leads to from the file at `page`, an absolute path; `None` if the link leads elsewhere.
pub(super) fn resolve(page: &Path, link: &str) -> Option<LinkedFile> {
    let link = clean::line(link.trim());
    let is_relative = !link.starts_with(['/', '\\', '#', '?']) && !has_scheme(&link);
    if !is_relative || link.len() > MAX_LINK_BYTES {
        return None;
    }
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let (file, _) = link.split_at_checked(end)?;
    let fragment = link.split_once('#').map(|(_, fragment)| fragment);
    let path = join(page.parent()?, &percent_decode(file))?;
    let mut address = format!("file://{}", encode(path.to_str()?));
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        address.push('#');
        address.push_str(fragment);
    }
    Some(LinkedFile {
        address,
        exists: path.is_file(),
    })
}

/// The address that `link` leads to from `raw`: relative to its own address or, if it is a file, to that.
pub(super) fn address_beside(raw: &RawContent, link: &str) -> Option<String> {
    match (&raw.url, &raw.path) {
        (Some(url), _) if !has_scheme(link) && !link.is_empty() => {
            let address = Url::parse(url).ok()?.join(link).ok()?;
            let fragment = link.split_once('#').map(|(_, fragment)| fragment);
            Some(match fragment {
                Some(fragment) => format!("{address}#{fragment}"),
                None => address.to_string(),
            })
        }
        (None, Some(path)) => address_of_link(path, link),
        _ => None,
    }
}

/// Whether `link` begins with something like `mailto:`.
fn has_scheme(link: &str) -> bool {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    link.split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(is_scheme))
}

/// The path of `file` in `folder`, without dot segments; `None` if it climbs above the root.
fn join(folder: &Path, file: &str) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    for part in Path::new(file).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir if !path.pop() => return None,
            Component::CurDir | Component::ParentDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(path)
}

/// `path` with the characters percent-encoded that end a path in an address, or are no part of one.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '%' => encoded.push_str("%25"),
            '#' => encoded.push_str("%23"),
            '?' => encoded.push_str("%3F"),
            ' ' => encoded.push_str("%20"),
            _ => encoded.push(c),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Source, parse_source};

    /// Protects: only relative links to files that are there lead to files, whatever their names hold, and what the address
    /// opens is the file.
    #[test]
    fn relative_links_lead_to_files_that_exist() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("a")).unwrap();
        let names = ["a/page.html", "a/other.md", "up.txt", "a/50% of #1?.txt"];
        for name in names {
            std::fs::write(root.join(name), "words").unwrap();
        }
        let page = root.join("a/page.html");
        for (link, file, fragment) in [
            ("other.md", "a/other.md", ""),
            (" ./other.md#notes ", "a/other.md", "#notes"),
            ("../up.txt?print=1", "up.txt", ""),
            ("b/../../up.txt", "up.txt", ""),
            ("50%25%20of%20%231%3F.txt", "a/50% of #1?.txt", ""),
        ] {
            let address = address_of_link(&page, link).unwrap_or_else(|| panic!("{link}"));
            assert!(address.ends_with(fragment), "{address}");
            assert_eq!(
                parse_source(address.into()),
                Source::Path(root.join(file)),
                "{link}"
            );
        }
        let absolute = root.join("up.txt");
        for link in [
            "",
            "#notes",
            "?p=1",
            "gone.txt",
            "..",
            ".",
            "mailto:a@example.org",
            "javascript:alert(1)",
            "file:other.md",
            "//example.org/other.md",
            "\\other.md",
            absolute.to_str().unwrap(),
        ] {
            assert_eq!(address_of_link(&page, link), None, "{link}");
        }
        let deep = "../".repeat(60) + "etc/passwd";
        assert_eq!(address_of_link(&page, &deep), None);
    }
}
