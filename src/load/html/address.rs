//! Where links lead.
//!
//! Owns the making of a whole address from what a link says, relative to the page's. Promises that only `http`, `https`
//! and `mailto` come out, as one clean line without blanks. Fetches nothing.

use crate::load::clean;

/// The longest address that is kept, in bytes.
const LONG: usize = 4096;

/// The address that links of a page are relative to.
#[derive(Debug, Default, Clone)]
pub(super) struct Base {
    /// `https`.
    scheme: String,
    /// `example.org:8080`.
    host: String,
    /// `/news/2024/`: up to the last slash.
    folder: String,
    /// `storm.html?page=2`: what follows it.
    leaf: String,
}

impl Base {
    /// Of a page at `address` which says that its links are relative to `base`.
    pub(super) fn of(address: Option<&str>, base: Option<&str>) -> Self {
        let page = address.and_then(Self::parse).unwrap_or_default();
        match base.and_then(|base| page.resolve(base)) {
            Some(whole) => Self::parse(&whole).unwrap_or(page),
            None => page,
        }
    }

    fn parse(address: &str) -> Option<Self> {
        let (scheme, rest) = split_scheme(address.trim())?;
        let rest = rest.strip_prefix("//")?;
        if !is_web(scheme) {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end)?;
        let query = path.find('?').unwrap_or(path.len());
        let folder = path
            .get(..query)
            .and_then(|path| path.rfind('/'))
            .map_or(0, |slash| slash + 1);
        let (folder, leaf) = path.split_at_checked(folder)?;
        let folder = if folder.is_empty() { "/" } else { folder };
        (!host.is_empty()).then(|| Self {
            scheme: scheme.to_ascii_lowercase(),
            host: host.to_owned(),
            folder: folder.to_owned(),
            leaf: leaf.to_owned(),
        })
    }

    /// Where `link` leads, if it is somewhere that a browser or a mail program can go.
    pub(super) fn resolve(&self, link: &str) -> Option<String> {
        // Browsers drop line ends and tabs anywhere in an address, and blanks around it.
        let link: String = clean::text(link)
            .trim()
            .chars()
            .filter(|c| !matches!(c, '\n' | '\t'))
            .collect();
        if link.is_empty() || link.len() > LONG {
            return None;
        }
        let whole = match split_scheme(&link) {
            Some((scheme, rest)) if is_web(scheme) => {
                // `https:page` and `https:///host` are read as browsers read them.
                format!(
                    "{}://{}",
                    scheme.to_ascii_lowercase(),
                    rest.trim_start_matches(['/', '\\'])
                )
            }
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => {
                format!("mailto:{rest}")
            }
            Some(_) => return None,
            None => self.relative(&link)?,
        };
        let escaped = whole.replace(' ', "%20");
        (escaped.len() <= LONG).then_some(escaped)
    }

    /// A link without a scheme.
    fn relative(&self, link: &str) -> Option<String> {
        if self.host.is_empty() {
            // `//host/path` needs no page, only a scheme; today that is https.
            let rest = link.strip_prefix("//")?;
            return Some(format!("https://{rest}"));
        }
        let Self {
            scheme,
            host,
            folder,
            leaf,
        } = self;
        if let Some(rest) = link.strip_prefix("//") {
            return Some(format!("{scheme}://{rest}"));
        }
        let site = format!("{scheme}://{host}");
        if link.starts_with('#') {
            return Some(format!("{site}{folder}{leaf}{link}"));
        }
        if link.starts_with('?') {
            let file = leaf.split('?').next().unwrap_or_default();
            return Some(format!("{site}{folder}{file}{link}"));
        }
        let end = link.find(['?', '#']).unwrap_or(link.len());
        let (path, rest) = link.split_at_checked(end)?;
        let path = if path.starts_with('/') {
            without_dots(path)
        } else {
            without_dots(&format!("{folder}{path}"))
        };
        Some(format!("{site}{path}{rest}"))
    }
}

/// `a/b` of `/x/../a/./b`; never above the root.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = path.split('/').skip(1).peekable();
    while let Some(part) = rest.next() {
        let last = rest.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    parts.pop();
                }
                if last {
                    parts.push("");
                }
            }
            _ => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// `https` and the rest, of an address that has a scheme.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    good.then_some((scheme, rest))
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: links lead where they lead in a browser, and nowhere else.
    #[test]
    fn links_are_resolved_as_browsers_do() {
        let base = Base::of(Some("https://example.org/news/a/storm.html?p=2#top"), None);
        for (link, expected) in [
            ("https://a.org/x", Some("https://a.org/x")),
            ("HTTP://a.org", Some("http://a.org")),
            ("//b.org/y", Some("https://b.org/y")),
            ("/root", Some("https://example.org/root")),
            ("next.html", Some("https://example.org/news/a/next.html")),
            (
                "../b/./c?q=../z",
                Some("https://example.org/news/b/c?q=../z"),
            ),
            ("../../../..", Some("https://example.org/")),
            ("?p=3", Some("https://example.org/news/a/storm.html?p=3")),
            (
                "#note",
                Some("https://example.org/news/a/storm.html?p=2#note"),
            ),
            ("mailto:a@b.org", Some("mailto:a@b.org")),
            ("a b.html", Some("https://example.org/news/a/a%20b.html")),
            (" \n/x\ty ", Some("https://example.org/xy")),
            ("javascript:alert(1)", None),
            ("JAVA\tSCRIPT:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("", None),
        ] {
            assert_eq!(base.resolve(link).as_deref(), expected, "{link:?}");
        }
    }

    #[test]
    fn a_page_from_nowhere_has_only_whole_links() {
        let base = Base::of(None, None);
        assert_eq!(base.resolve("/a"), None);
        assert_eq!(base.resolve("#a"), None);
        assert_eq!(
            base.resolve("//a.org/b").as_deref(),
            Some("https://a.org/b")
        );
        let based = Base::of(None, Some("https://a.org/b/"));
        assert_eq!(based.resolve("c").as_deref(), Some("https://a.org/b/c"));
        let moved = Base::of(Some("https://a.org/b/c"), Some("/d/"));
        assert_eq!(moved.resolve("e").as_deref(), Some("https://a.org/d/e"));
    }
}
