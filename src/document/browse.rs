//! What a browser may be asked to open: the article's own page, or one that it links to.
//!
//! Only `http`, `https` and `mailto` URLs are accepted, on one line and without white space, so that a URL is always
//! exactly one argument of the browser's command. The text for display contains nothing that acts on a terminal, and no
//! password.

use super::strip_prefix_ignore_case;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The longest URL that is opened, in bytes.
const MAX_URL_BYTES: usize = 4096;

/// A page that a browser can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrowseTarget {
    /// A web page or an e-mail address.
    Web(BrowseUrl),
    /// A file.
    File(PathBuf),
}

/// A URL that may be passed to a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowseUrl(String);

impl BrowseUrl {
    /// The URL as it is passed to the browser.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL with the characters percent-encoded that act in a shell: the browser may be a script that does not quote it.
    pub fn without_shell_characters(&self) -> String {
        let mut url = String::with_capacity(self.0.len());
        for c in self.0.chars() {
            if matches!(c, '$' | '`' | '(' | ')' | ';' | '\'' | '"') {
                // Writing to a `String` cannot fail.
                let _ = write!(url, "%{:02X}", u32::from(c));
            } else {
                url.push(c);
            }
        }
        url
    }
}

impl BrowseTarget {
    /// The target at `url`, or `None` if a browser should not be sent there.
    pub fn from_url(url: &str) -> Option<Self> {
        let url = url.trim();
        let has_scheme = |scheme: &str| {
            strip_prefix_ignore_case(url, scheme).is_some_and(|rest| !rest.is_empty())
        };
        let is_allowed = has_scheme("http://") || has_scheme("https://") || has_scheme("mailto:");
        let is_plain = |c: char| !c.is_control() && !c.is_whitespace();
        let is_valid = is_allowed && url.len() <= MAX_URL_BYTES && url.chars().all(is_plain);
        is_valid.then(|| Self::Web(BrowseUrl(url.to_owned())))
    }

    /// The target for the file at `path`, or `None` unless the path is absolute.
    pub fn from_file(path: &Path) -> Option<Self> {
        path.is_absolute().then(|| Self::File(path.to_owned()))
    }

    /// Its URL for a link that a terminal opens (OSC 8): printable ASCII, the rest percent-encoded, without a password. `None`
    /// for a file, and if it is longer than terminals take.
    pub fn hyperlink(&self) -> Option<String> {
        /// The longest URL that VTE takes, in bytes.
        const MAX_BYTES: usize = 2083;
        let Self::Web(url) = self else {
            return None;
        };
        let url = BrowseUrl(without_password(url.as_str())).without_shell_characters();
        let mut ascii = String::with_capacity(url.len());
        for byte in url.bytes() {
            if byte.is_ascii_graphic() {
                ascii.push(char::from(byte));
            } else {
                // Writing to a `String` cannot fail.
                let _ = write!(ascii, "%{byte:02X}");
            }
        }
        (ascii.len() <= MAX_BYTES).then_some(ascii)
    }

    /// Its URL without user name and password; `None` for a file.
    pub fn public_url(&self) -> Option<String> {
        match self {
            Self::Web(url) => Some(without_password(url.as_str())),
            Self::File(_) => None,
        }
    }

    /// The target for display: without user name and password, and with anything but letters, digits, spaces and ASCII
    /// punctuation replaced by `�`.
    pub fn display_text(&self) -> String {
        let text = match self {
            Self::Web(url) => without_password(url.as_str()),
            Self::File(path) => path.to_string_lossy().into_owned(),
        };
        let harmless = |c: char| c == ' ' || c.is_ascii_graphic() || c.is_alphanumeric();
        text.chars()
            .map(|c| if harmless(c) { c } else { '\u{FFFD}' })
            .collect()
    }
}

/// Turns `https://name:password@host/path` into `https://host/path`.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a browser is sent to web pages and e-mail addresses, and nowhere else.
    #[test]
    fn only_web_pages_and_mail_addresses_are_opened() {
        for url in [
            "https://example.org/a?b=c#d",
            " HTTP://example.org",
            "mailto:a@example.org",
            "https://example.org/Käse",
        ] {
            assert!(BrowseTarget::from_url(url).is_some(), "{url}");
        }
        for url in [
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
            assert_eq!(BrowseTarget::from_url(url), None, "{url}");
        }
        assert_eq!(BrowseTarget::from_file(Path::new("a.html")), None);
    }

    /// Protects: an address that a careless script puts into a command line runs nothing.
    #[test]
    fn shell_characters_are_encoded() {
        let url = "https://example.org/a_(b)?q=$(x);`y`'z'\"&c=%28";
        let Some(BrowseTarget::Web(url)) = BrowseTarget::from_url(url) else {
            panic!("no address");
        };
        assert_eq!(
            url.without_shell_characters(),
            "https://example.org/a_%28b%29?q=%24%28x%29%3B%60y%60%27z%27%22&c=%28"
        );
    }

    /// Protects: an address in a sequence for the terminal cannot end it or begin another, and shows no password.
    #[test]
    fn hyperlinks_are_printable_ascii() {
        let long = format!("https://example.org/{}", "é".repeat(400));
        for (url, hyperlink) in [
            (
                "https://me:secret@example.org/?a=1#b",
                Some("https://example.org/?a=1#b"),
            ),
            ("https://example.org/北\u{9c}\u{202e}x", None),
            (
                "https://example.org/北\u{202e}x",
                Some("https://example.org/%E5%8C%97%E2%80%AEx"),
            ),
            ("mailto:a@example.org", Some("mailto:a@example.org")),
            (long.as_str(), None),
        ] {
            let target = BrowseTarget::from_url(url);
            let found = target.and_then(|target| target.hyperlink());
            assert_eq!(found.as_deref(), hyperlink, "{url}");
        }
        let file = BrowseTarget::from_file(Path::new("/tmp/a.html"));
        assert_eq!(file.and_then(|file| file.hyperlink()), None);
    }

    /// Protects: a target shown in the status line cannot act on the terminal and does not reveal a password.
    #[test]
    fn displayed_targets_are_harmless() {
        let shown = |url: &str| BrowseTarget::from_url(url).map(|target| target.display_text());
        assert_eq!(
            shown("https://me:secret@example.org/@x").as_deref(),
            Some("https://example.org/@x")
        );
        assert_eq!(
            shown("https://example.org/\u{202e}gpj").as_deref(),
            Some("https://example.org/\u{fffd}gpj")
        );
        let file = BrowseTarget::from_file(Path::new("/tmp/\u{1b}[2J.html"));
        assert_eq!(
            file.map(|target| target.display_text()).as_deref(),
            Some("/tmp/\u{fffd}[2J.html")
        );
    }
}
