//! Resolves the links of a page to absolute URLs.
//!
//! Only `http`, `https` and `mailto` URLs are produced, and `file` URLs of files beside a page that is a file itself, each as
//! one clean line without spaces. Nothing is fetched.

use crate::document::{PictureRef, strip_prefix_ignore_case};
use crate::load::epub::path;
use crate::load::linked_files::{self, LinkedFile};
use crate::load::{RawContent, clean};
use std::path::{Path, PathBuf};

/// The longest URL that is kept, in bytes.
const MAX_URL_BYTES: usize = 4096;

/// The longest URL that holds a picture, in bytes.
const MAX_DATA_URL_BYTES: usize = 8 << 20;

/// The URL that the links of a page are relative to, split into the parts that resolving needs.
#[derive(Debug, Default, Clone)]
pub(super) struct BaseUrl {
    /// `https`.
    scheme: String,
    /// `example.org:8080`.
    host: String,
    /// `/news/2024/`: the path up to its last slash.
    directory: String,
    /// `storm.html?page=2`: what follows the directory, without the fragment.
    file: String,
    /// The path of the chapter inside its book, if this is one.
    chapter: Option<String>,
    /// The absolute path of the page, if it is a file and declares no address.
    page_file: Option<PathBuf>,
    /// The absolute path of the page, if it is a file: its pictures may have been saved beside it.
    saved_file: Option<PathBuf>,
    /// Against which pictures are resolved, if not against this.
    of_pictures: Option<Box<Self>>,
    /// Whether this is an e-mail, whose pictures may be parts of it.
    is_mail: bool,
}

impl BaseUrl {
    /// The base URL of the page at `page_url`, whose `base` element has the target `base_href`. With neither, only
    /// absolute links can be resolved.
    pub(super) fn new(page_url: Option<&str>, base_href: Option<&str>) -> Self {
        let page_base = page_url.and_then(Self::parse).unwrap_or_default();
        match base_href.and_then(|base_href| page_base.resolve(base_href)) {
            Some(url) => Self::parse(&url).unwrap_or(page_base),
            None => page_base,
        }
    }

    fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = split_scheme(url.trim())?;
        let rest = rest.strip_prefix("//")?;
        if !is_http(scheme) {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end)?;
        let query = path.find('?').unwrap_or(path.len());
        let directory = path
            .get(..query)
            .and_then(|path| path.rfind('/'))
            .map_or(0, |slash| slash + 1);
        let (directory, file) = path.split_at_checked(directory)?;
        let directory = if directory.is_empty() { "/" } else { directory };
        (!host.is_empty()).then(|| Self {
            scheme: scheme.to_ascii_lowercase(),
            host: host.to_owned(),
            directory: directory.to_owned(),
            file: file.to_owned(),
            ..Self::default()
        })
    }

    /// The same for a page that is the file at `path`, if it is one: without an address, links lead to files beside it.
    pub(super) fn of_file(self, path: Option<&Path>) -> Self {
        let page_file = path.filter(|_| self.host.is_empty()).map(Path::to_owned);
        Self {
            page_file,
            saved_file: path.map(Path::to_owned),
            ..self
        }
    }

    /// The same for markup within `raw`: its pictures are resolved against the address or the file of that.
    pub(super) fn with_pictures_of(self, raw: &RawContent) -> Self {
        let of_pictures = Self::new(raw.url.as_deref(), None).of_file(raw.path.as_deref());
        Self {
            of_pictures: Some(Box::new(of_pictures)),
            ..self
        }
    }

    /// The base of an e-mail.
    pub(super) fn of_mail() -> Self {
        Self {
            is_mail: true,
            ..Self::default()
        }
    }

    /// The base of the chapter at `path` inside its book.
    pub(super) fn of_chapter(path: &str) -> Self {
        Self {
            chapter: Some(path.to_owned()),
            ..Self::default()
        }
    }

    /// The address of the page itself, if it is known.
    pub(super) fn page_address(&self) -> Option<String> {
        let Self {
            scheme,
            host,
            directory,
            file,
            ..
        } = self;
        (!host.is_empty()).then(|| format!("{scheme}://{host}{directory}{file}"))
    }

    /// The name of the place that the attribute `id` gives: in a book, with the path of the chapter before it.
    pub(super) fn place_name(&self, id: &str) -> String {
        let id = clean::line(id.trim());
        match &self.chapter {
            Some(path) => format!("{path}#{id}"),
            None => id.into_owned(),
        }
    }

    /// The place that `link` leads to, if it leads to one in the same page or book.
    pub(super) fn place_of_link(&self, link: &str) -> Option<String> {
        let link = link.trim();
        if let Some(id) = link.strip_prefix('#') {
            let id = path::percent_decode(id);
            return (!id.is_empty()).then(|| self.place_name(&id));
        }
        let chapter = self.chapter.as_ref()?;
        if split_scheme(link).is_some() || link.is_empty() {
            return None;
        }
        let file = path::resolve_href(path::parent_folder(chapter), link);
        let id = link.split_once('#').map_or("", |(_, id)| id);
        Some(clean::line(&format!("{file}#{}", path::percent_decode(id))).into_owned())
    }

    /// The absolute URL of `link`; `None` if that is not an `http`, `https` or `mailto` URL of reasonable length, nor that of
    /// a file beside the page.
    pub(super) fn resolve(&self, link: &str) -> Option<String> {
        // Browsers ignore line ends and tabs anywhere in a URL, and spaces around it.
        let link: String = clean::text(link)
            .trim()
            .chars()
            .filter(|c| !matches!(c, '\n' | '\t'))
            .collect();
        if link.is_empty() || link.len() > MAX_URL_BYTES {
            return None;
        }
        let url = match split_scheme(&link) {
            Some((scheme, rest)) if is_http(scheme) => {
                // Browsers read `https:page` and `https:///host` as `https://page` and `https://host`.
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
            None => self.resolve_relative(&link)?,
        };
        let escaped = url.replace(' ', "%20");
        (escaped.len() <= MAX_URL_BYTES).then_some(escaped)
    }

    /// The address of the picture at `link`, as [`PictureRef`] has it. A file beside a saved page comes before what the page
    /// says where it once was.
    pub(super) fn resolve_picture(&self, link: &str) -> Option<String> {
        if let Some(base) = &self.of_pictures {
            return base.resolve_picture(link);
        }
        let link = link.trim();
        if strip_prefix_ignore_case(link, "data:").is_some() {
            return data_url(link);
        }
        let part = strip_prefix_ignore_case(link, PictureRef::MAIL_SCHEME);
        if let Some(id) = part.filter(|_| self.is_mail) {
            return inner_address(PictureRef::MAIL_SCHEME, id);
        }
        if link.is_empty() || split_scheme(link).is_some() {
            return self.resolve(link).filter(|url| !url.starts_with("mailto:"));
        }
        if let Some(chapter) = &self.chapter {
            let file = path::resolve_href(path::parent_folder(chapter), link);
            return inner_address(PictureRef::BOOK_SCHEME, &file);
        }
        let beside = self.saved_file.as_deref();
        match beside.and_then(|page| linked_files::resolve(page, link)) {
            Some(LinkedFile {
                address,
                exists: true,
            }) => Some(address),
            // It is missed when it is asked for.
            Some(file) if self.host.is_empty() => Some(file.address),
            _ => self.resolve(link),
        }
    }

    /// Resolves a link without a scheme.
    fn resolve_relative(&self, link: &str) -> Option<String> {
        if self.host.is_empty() {
            // `//host/path` needs only a scheme; `https` is the safe guess.
            if let Some(rest) = link.strip_prefix("//") {
                return Some(format!("https://{rest}"));
            }
            return linked_files::address_of_link(self.page_file.as_deref()?, link);
        }
        let Self {
            scheme,
            host,
            directory,
            file,
            ..
        } = self;
        if let Some(rest) = link.strip_prefix("//") {
            return Some(format!("{scheme}://{rest}"));
        }
        let site = format!("{scheme}://{host}");
        if link.starts_with('#') {
            return Some(format!("{site}{directory}{file}{link}"));
        }
        if link.starts_with('?') {
            let file_name = file.split('?').next().unwrap_or_default();
            return Some(format!("{site}{directory}{file_name}{link}"));
        }
        let end = link.find(['?', '#']).unwrap_or(link.len());
        let (path, rest) = link.split_at_checked(end)?;
        let path = if path.starts_with('/') {
            remove_dot_segments(path)
        } else {
            remove_dot_segments(&format!("{directory}{path}"))
        };
        Some(format!("{site}{path}{rest}"))
    }
}

/// Removes dot segments as RFC 3986 describes: `/x/../a/./b` becomes `/a/b`. `..` never climbs above the root.
fn remove_dot_segments(path: &str) -> String {
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

/// The address of a picture inside the article's file, where it is called `name`.
fn inner_address(scheme: &str, name: &str) -> Option<String> {
    let name = clean::line(name);
    (1..=MAX_URL_BYTES)
        .contains(&name.len())
        .then(|| format!("{scheme}{name}"))
}

/// The URL of a picture that holds the picture itself, without the white space that browsers ignore in it.
fn data_url(link: &str) -> Option<String> {
    if link.len() > MAX_DATA_URL_BYTES || strip_prefix_ignore_case(link, "data:image/").is_none() {
        return None;
    }
    let is_blank = |byte: &u8| byte.is_ascii_whitespace();
    let bytes = link.bytes().filter(|byte| !is_blank(byte));
    let url: String = bytes.map(char::from).collect();
    url.bytes()
        .all(|byte| byte.is_ascii_graphic())
        .then_some(url)
}

/// The scheme of a URL and what follows the colon; `None` if there is no scheme.
fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let is_valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_valid.then_some((scheme, rest))
}

fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

#[cfg(test)]
mod tests;
