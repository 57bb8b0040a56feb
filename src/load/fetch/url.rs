//! A web URL: parsed, normalised for sending, and joined with relative references.
//!
//! Only http and https URLs with a host are accepted, wherever they come from. A URL in its sent form is ASCII without
//! white space, a password in it is never shown, and no input makes this module panic.
//!
//! Written by hand rather than with the url crate, since a few functions are enough; [`host`] checks host and port.

use super::host::{self, Authority, host_for_display, split_authority};
use crate::document::first_chars;
use crate::error::{SafeText, WebError};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;

/// The ASCII characters that are percent-encoded in a path and a query. A `%` is not, so that what is encoded already stays
/// as it is.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An http or https URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    /// `http` or `https`.
    scheme: &'static str,
    /// Host and port, possibly preceded by a user name and password.
    authority: String,
    /// Path and query, beginning with a slash.
    path: String,
}

impl Url {
    /// Parses a URL as written by a user, a page or a feed.
    pub(crate) fn parse(text: &str) -> Result<Self, WebError> {
        let text = text.trim();
        let (scheme, rest) =
            split_scheme(text).ok_or_else(|| WebError::InvalidUrl(SafeText::new(text)))?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => "http",
            "https" => "https",
            _ => return Err(WebError::UnsupportedScheme(SafeText::new(text))),
        };
        let invalid = || WebError::InvalidUrl(SafeText::new(text));
        let rest = rest.strip_prefix("//").ok_or_else(invalid)?;
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).ok_or_else(invalid)?;
        Ok(Self {
            scheme,
            authority: host::normalize_authority(authority, text)?,
            path: normalize_path(path),
        })
    }

    /// Resolves `reference`, found on the page at this URL.
    pub(crate) fn join(&self, reference: &str) -> Result<Self, WebError> {
        let reference = reference.trim();
        if split_scheme(reference).is_some() {
            return Self::parse(reference);
        }
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme));
        }
        let reference = reference.split('#').next().unwrap_or_default();
        let own_path = self.path.split('?').next().unwrap_or_default();
        let path = if reference.starts_with('/') {
            reference.to_owned()
        } else if reference.is_empty() {
            self.path.clone()
        } else if reference.starts_with('?') {
            format!("{own_path}{reference}")
        } else {
            let folder = own_path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{reference}")
        };
        Ok(Self {
            path: normalize_path(&path),
            ..self.clone()
        })
    }

    /// The host without port and password; an IPv6 address keeps its brackets, as in `[::1]`.
    pub(crate) fn host(&self) -> &str {
        split_authority(&self.authority).host
    }

    /// The path without the query.
    pub(crate) fn path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// `http` or `https`.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The URL for display: without a password, its host readable, safe to print, and at most 200 characters.
    pub(crate) fn display_name(&self) -> SafeText {
        const CHARS: usize = 200;
        let url = format!("{}://{}{}", self.scheme, self.readable_host(), self.path);
        match first_chars(&url, CHARS) {
            Some(start) => SafeText::new(format!("{start}…")),
            None => SafeText::new(url),
        }
    }

    /// The complete URL without user name and password, which can be opened again.
    pub(crate) fn without_credentials(&self) -> String {
        format!("{}://{}{}", self.scheme, self.host_and_port(), self.path)
    }

    /// Host and port for display.
    pub(crate) fn display_host(&self) -> SafeText {
        SafeText::new(self.readable_host())
    }

    /// Host and port, an international name as its letters.
    fn readable_host(&self) -> String {
        let Authority { host, port, .. } = split_authority(&self.authority);
        format!("{}{port}", host_for_display(host))
    }

    fn host_and_port(&self) -> &str {
        match self.authority.rsplit_once('@') {
            Some((_, host)) => host,
            None => &self.authority,
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

/// Whether `text` begins with `http://` or `https://`.
pub(crate) fn is_web_url(text: &str) -> bool {
    let starts_with = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts_with("http://") || starts_with("https://")
}

/// Whether `text` looks like a URL without its scheme: a host name with a dot, a slash, and a path.
pub(crate) fn looks_like_schemeless_url(text: &str) -> bool {
    let Some((host, _)) = text.split_once('/') else {
        return false;
    };
    let Some((before, last)) = host.rsplit_once('.') else {
        return false;
    };
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let last = last.split(':').next().unwrap_or_default();
    last.len() >= 2 && last.chars().all(char::is_alphabetic) && before.split('.').all(label)
}

/// Splits `text` into its scheme and what follows the colon.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let first = scheme.chars().next()?;
    let is_valid = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (first.is_ascii_alphabetic() && is_valid).then_some((scheme, rest))
}

/// A path and query as they are sent: without fragment and dot segments, and percent-encoded where they are not plain
/// ASCII.
fn normalize_path(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let mut normalized = remove_dot_segments(&path.replace('\\', "/"));
    if let Some(query) = query {
        normalized.push('?');
        normalized.push_str(query);
    }
    // Browsers ignore tabs and line ends anywhere in a URL.
    normalized.retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    utf8_percent_encode(&normalized, ENCODED).to_string()
}

/// Resolves `.` and `..` in `path`; the result begins with a slash.
fn remove_dot_segments(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut ends_in_dots = true;
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        ends_in_dots = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    if ends_in_dots {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> String {
        match Url::parse(text) {
            Ok(url) => url.to_string(),
            Err(error) => format!("{error:?}")
                .split(['(', ' '])
                .next()
                .unwrap()
                .to_owned(),
        }
    }

    /// Protects: whatever was typed, what is sent is a valid URL.
    #[test]
    fn urls_are_normalised_for_sending() {
        for (typed, sent) in [
            ("https://example.org", "https://example.org/"),
            ("HTTP://example.org?q=1#part", "http://example.org/?q=1"),
            (
                "https://example.org/a b/ü#x",
                "https://example.org/a%20b/%C3%BC",
            ),
            ("https://example.org/a/./b/../c", "https://example.org/a/c"),
            ("https://example.org/../..", "https://example.org/"),
            (" https://[::1]:8080/x ", "https://[::1]:8080/x"),
            ("https://", "InvalidUrl"),
            ("https:///path", "InvalidUrl"),
            ("https:example.org", "InvalidUrl"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://example.org:99999/", "InvalidPort"),
            ("https://a b/", "InvalidUrl"),
            ("example.org", "InvalidUrl"),
            ("", "InvalidUrl"),
            ("file:///etc/passwd", "UnsupportedScheme"),
            ("javascript:alert(1)", "UnsupportedScheme"),
        ] {
            assert_eq!(parse(typed), sent, "{typed}");
        }
    }

    /// Protects: relative links resolve as they do in a browser.
    #[test]
    fn links_are_resolved_against_their_page() {
        let base = Url::parse("https://example.org/a/b?c=d").unwrap();
        for (link, to) in [
            ("e", "https://example.org/a/e"),
            ("./e?f", "https://example.org/a/e?f"),
            ("../e", "https://example.org/e"),
            ("/e", "https://example.org/e"),
            ("//other.example/e", "https://other.example/e"),
            ("?e", "https://example.org/a/b?e"),
            ("#e", "https://example.org/a/b?c=d"),
            ("", "https://example.org/a/b?c=d"),
            ("http://other.example", "http://other.example/"),
            ("über uns", "https://example.org/a/%C3%BCber%20uns"),
        ] {
            assert_eq!(base.join(link).unwrap().to_string(), to, "{link}");
        }
        assert!(base.join("file:///etc/passwd").is_err());
        assert!(base.join("data:text/html,x").is_err());
    }

    /// Protects: a displayed URL shows no password and cannot act on the terminal.
    #[test]
    fn displayed_urls_are_safe() {
        let url = Url::parse("https://me:secret@example.org:8443/x").unwrap();
        assert_eq!(url.display_name().as_str(), "https://example.org:8443/x");
        assert_eq!(url.host(), "example.org");
        assert_eq!(url.display_host().as_str(), "example.org:8443");
        let long = Url::parse(&format!("https://example.org/{}", "x".repeat(999))).unwrap();
        assert_eq!(long.display_name().as_str().chars().count(), 201);
        let international = Url::parse("https://me:secret@bücher.example:81/ü").unwrap();
        assert_eq!(
            international.display_name().as_str(),
            "https://bücher.example:81/%C3%BC"
        );
        assert_eq!(
            international.without_credentials(),
            "https://xn--bcher-kva.example:81/%C3%BC"
        );
    }

    /// Protects: only a name that looks like a URL without its scheme gets the hint to add one.
    #[test]
    fn urls_without_a_scheme_are_recognised() {
        for page in [
            "example.org/page",
            "www.example.co.uk/",
            "a-b.example:80/x",
            "münchen.example/x",
        ] {
            assert!(looks_like_schemeless_url(page), "{page}");
        }
        for path in [
            "example.org",
            "./a.b/c",
            "../x.yz/a",
            "notes.d/x",
            "/a.bc/d",
            "a/b.txt",
            "a b.cd/x",
        ] {
            assert!(!looks_like_schemeless_url(path), "{path}");
        }
    }
}
