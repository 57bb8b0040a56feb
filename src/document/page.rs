//! A page that a browser can show: the article's own, or one that it links to.
//!
//! Owns what may be opened at all. Promises that an address is `http`, `https` or `mailto`, one line without blanks, so that
//! it can only ever be an argument; and that what is shown of it acts on nothing and tells no password.

use std::path::{Path, PathBuf};

/// The longest address that is opened, in bytes.
const LONG: usize = 4096;

/// What a browser is asked to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// An address of the web, or of a letter box.
    Web(Address),
    /// A file.
    File(PathBuf),
}

/// An address that may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// As it is opened.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Page {
    /// The page at `address`, if a browser may be sent there.
    pub fn at(address: &str) -> Option<Self> {
        let address = address.trim();
        let begins = |with: &str| {
            let start = address.get(..with.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(with))
                && address.len() > with.len()
        };
        let opens = begins("http://") || begins("https://") || begins("mailto:");
        let fits = |c: char| !c.is_control() && !c.is_whitespace();
        let whole = opens && address.len() <= LONG && address.chars().all(fits);
        whole.then(|| Self::Web(Address(address.to_owned())))
    }

    /// The page in the file at `path`, which must lead there from anywhere.
    pub fn of_file(path: &Path) -> Option<Self> {
        path.is_absolute().then(|| Self::File(path.to_owned()))
    }

    /// Its address without a password, if it is one of the web.
    pub fn public(&self) -> Option<String> {
        match self {
            Self::Web(address) => Some(without_password(address.as_str())),
            Self::File(_) => None,
        }
    }

    /// For people: nothing live in it, and no password.
    pub fn shown(&self) -> String {
        let whole = match self {
            Self::Web(address) => without_password(address.as_str()),
            Self::File(path) => path.to_string_lossy().into_owned(),
        };
        let tame = |c: char| c == ' ' || c.is_ascii_graphic() || c.is_alphanumeric();
        whole
            .chars()
            .map(|c| if tame(c) { c } else { '\u{FFFD}' })
            .collect()
    }
}

/// `https://host/path` of `https://name:password@host/path`.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    let from = host.rfind('@').map_or(0, |at| at + 1);
    format!("{scheme}://{}", rest.get(from..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a browser is sent to pages and letter boxes, and nowhere else.
    #[test]
    fn only_pages_are_opened() {
        for address in [
            "https://example.org/a?b=c#d",
            " HTTP://example.org",
            "mailto:a@example.org",
            "https://example.org/Käse",
        ] {
            assert!(Page::at(address).is_some(), "{address}");
        }
        for address in [
            "",
            "https://",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "-remote",
            "ftp://example.org",
            "https://example.org/a b",
            "https://example.org/\u{1b}]52;c;x\u{7}",
            "#note",
            "/etc/passwd",
        ] {
            assert_eq!(Page::at(address), None, "{address}");
        }
        assert_eq!(Page::of_file(Path::new("a.html")), None);
    }

    /// Protects: what the status line says of an address is tame, and keeps a password to itself.
    #[test]
    fn what_is_shown_is_tame() {
        let shown = |address: &str| Page::at(address).map(|page| page.shown());
        assert_eq!(
            shown("https://me:secret@example.org/@x").as_deref(),
            Some("https://example.org/@x")
        );
        assert_eq!(
            shown("https://example.org/\u{202e}gpj").as_deref(),
            Some("https://example.org/\u{fffd}gpj")
        );
        let file = Page::of_file(Path::new("/tmp/\u{1b}[2J.html"));
        assert_eq!(
            file.map(|page| page.shown()).as_deref(),
            Some("/tmp/\u{fffd}[2J.html")
        );
    }
}
