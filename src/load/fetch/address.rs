//! An address of the web: taken apart, made fit to send, and followed from one to the next.
//!
//! Owns which addresses are opened: http and https with a host, whoever names them. Promises that what is sent is plain
//! ASCII without blanks, that a password in an address is never shown, and that nothing panics on whatever a server calls
//! an address.

use crate::error::{Name, Web};
use std::fmt;

/// An address that may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// `http` or `https`.
    scheme: &'static str,
    /// Host and port, perhaps after a name and a password.
    authority: String,
    /// Path and query; begins with a slash.
    path: String,
}

impl Address {
    /// The address that a person, a page or a feed writes as `text`.
    pub(crate) fn parse(text: &str) -> Result<Self, Web> {
        let text = text.trim();
        let (scheme, rest) = scheme_of(text).ok_or_else(|| Web::Address(Name::of(text)))?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => "http",
            "https" => "https",
            _ => return Err(Web::Scheme(Name::of(text))),
        };
        let bad = || Web::Address(Name::of(text));
        let rest = rest.strip_prefix("//").ok_or_else(bad)?;
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).ok_or_else(bad)?;
        let address = Self {
            scheme,
            authority: authority.to_owned(),
            path: tidy(path),
        };
        let fits = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '^' | '`');
        if address.host().is_empty() || !authority.chars().all(fits) {
            return Err(bad());
        }
        Ok(address)
    }

    /// Where `reference`, found on the page at this address, leads.
    pub(crate) fn follow(&self, reference: &str) -> Result<Self, Web> {
        let reference = reference.trim();
        if scheme_of(reference).is_some() {
            return Self::parse(reference);
        }
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme));
        }
        let reference = reference.split('#').next().unwrap_or_default();
        let own = self.path.split('?').next().unwrap_or_default();
        let path = if reference.starts_with('/') {
            reference.to_owned()
        } else if reference.is_empty() {
            self.path.clone()
        } else if reference.starts_with('?') {
            format!("{own}{reference}")
        } else {
            let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{reference}")
        };
        Ok(Self {
            path: tidy(&path),
            ..self.clone()
        })
    }

    /// The host, without port and password; `[::1]` with its brackets.
    pub(crate) fn host(&self) -> &str {
        let public = self.public();
        let end = match public.rfind(']') {
            Some(bracket) => bracket + 1,
            None => public.find(':').unwrap_or(public.len()),
        };
        public.get(..end).unwrap_or_default()
    }

    /// The path without the query, for the ending of its name.
    pub(crate) fn path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// `http` or `https`.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// For people: no password, nothing live, and no longer than a line or two.
    pub(crate) fn shown(&self) -> Name {
        const CHARS: usize = 200;
        let whole = self.public_whole();
        match whole.char_indices().nth(CHARS) {
            Some((at, _)) => Name::of(format!("{}…", whole.get(..at).unwrap_or_default())),
            None => Name::of(whole),
        }
    }

    /// All of it but name and password, so that it can be opened again.
    pub(crate) fn public_whole(&self) -> String {
        format!("{}://{}{}", self.scheme, self.public(), self.path)
    }

    /// Host and port for people.
    pub(crate) fn server(&self) -> Name {
        Name::of(self.public())
    }

    fn public(&self) -> &str {
        match self.authority.rsplit_once('@') {
            Some((_, public)) => public,
            None => &self.authority,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

/// Whether `text` begins as an address of the web does.
pub(crate) fn is_address(text: &str) -> bool {
    let begins = |with: &str| {
        text.get(..with.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    begins("http://") || begins("https://")
}

/// Whether `text` looks like an address without its beginning: a host with a dot, a slash, and a path.
pub(crate) fn looks_like_page(text: &str) -> bool {
    let Some((host, _)) = text.split_once('/') else {
        return false;
    };
    let Some((before, last)) = host.rsplit_once('.') else {
        return false;
    };
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let last = last.split(':').next().unwrap_or_default();
    last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic()) && before.split('.').all(label)
}

/// The scheme of an address and what follows its colon.
fn scheme_of(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let first = scheme.chars().next()?;
    let rest_fits = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (first.is_ascii_alphabetic() && rest_fits).then_some((scheme, rest))
}

/// A path and query as they are sent: without the fragment and the dots, with what is not plain ASCII in per cent.
fn tidy(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let mut tidy = without_dots(&path.replace('\\', "/"));
    if let Some(query) = query {
        tidy.push('?');
        tidy.push_str(query);
    }
    let mut sent = String::with_capacity(tidy.len());
    for byte in tidy.bytes() {
        let plain = byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'|' | b'}');
        if plain {
            sent.push(char::from(byte));
        } else if !matches!(byte, b'\t' | b'\n' | b'\r') {
            let hex = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
            sent.push('%');
            sent.push(hex(byte >> 4).to_ascii_uppercase());
            sent.push(hex(byte & 15).to_ascii_uppercase());
        }
    }
    sent
}

/// `path` without `.` and `..`, beginning with a slash.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut open = true;
    for part in path.strip_prefix('/').unwrap_or(path).split('/') {
        open = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if open {
        parts.push("");
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> String {
        match Address::parse(text) {
            Ok(address) => address.to_string(),
            Err(error) => format!("{error:?}").split('(').next().unwrap().to_owned(),
        }
    }

    /// Protects: what is sent is an address, whatever was typed.
    #[test]
    fn addresses_are_made_fit_to_send() {
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
            ("https://", "Address"),
            ("https:///path", "Address"),
            ("https:example.org", "Address"),
            ("https://bücher.example/", "Address"),
            ("https://a b/", "Address"),
            ("example.org", "Address"),
            ("", "Address"),
            ("file:///etc/passwd", "Scheme"),
            ("javascript:alert(1)", "Scheme"),
        ] {
            assert_eq!(parse(typed), sent, "{typed}");
        }
    }

    /// Protects: a link means what a browser takes it for.
    #[test]
    fn links_are_followed_from_where_they_stand() {
        let base = Address::parse("https://example.org/a/b?c=d").unwrap();
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
            assert_eq!(base.follow(link).unwrap().to_string(), to, "{link}");
        }
        assert!(base.follow("file:///etc/passwd").is_err());
        assert!(base.follow("data:text/html,x").is_err());
    }

    /// Protects: a password does not stand on the screen, and an address cannot act on it.
    #[test]
    fn what_is_shown_is_safe() {
        let address = Address::parse("https://me:secret@example.org:8443/x").unwrap();
        assert_eq!(address.shown().as_str(), "https://example.org:8443/x");
        assert_eq!(address.host(), "example.org");
        assert_eq!(address.server().as_str(), "example.org:8443");
        let long = Address::parse(&format!("https://example.org/{}", "x".repeat(999))).unwrap();
        assert_eq!(long.shown().as_str().chars().count(), 201);
    }

    /// Protects: a person who leaves the scheme out is told so, and nobody else.
    #[test]
    fn pages_without_a_scheme_are_recognised() {
        for page in ["example.org/page", "www.example.co.uk/", "a-b.example:80/x"] {
            assert!(looks_like_page(page), "{page}");
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
            assert!(!looks_like_page(path), "{path}");
        }
    }
}
