//! Fetches a web page over HTTP.
//!
//! Sends the request, follows redirects, and enforces limits on time, size and number of redirects. Only http and https
//! URLs are opened, wherever a redirect points. No more than the size limit is held, counted after decompression. The
//! time limit covers the whole request, however slowly a server sends. An error says which step failed. The media type
//! and charset of the response are noted; decoding is a later step.

mod failure;
mod host;
mod picture;
mod proxy;
mod response_head;
mod retry_after;
pub(super) mod url;

use super::source::{RawContent, read_limited};
use super::{FileFormat, ProgressFn};
use crate::error::{Error, SafeText, WebError};
pub(super) use picture::fetch_picture;
use response_head::HeadFilter;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};
use ureq::http::header::{CONTENT_TYPE, LOCATION};
use ureq::http::{HeaderMap, HeaderName, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, DefaultConnector};
use ureq::{Agent, Body, Proxy};
use url::Url;
pub(super) use url::is_web_url;

/// Default time limit for loading an article, in seconds.
pub const DEFAULT_TIMEOUT_SECONDS: u64 = 30;

/// Default size limit of an article, in bytes after decompression: enough for a thick book with its pictures.
pub const DEFAULT_MAX_BYTES: u64 = 64 << 20;

/// Maximum number of redirects.
const MAX_REDIRECTS: u32 = 10;

/// The default `User-Agent` header.
const USER_AGENT: &str = concat!(
    "byline/",
    env!("CARGO_PKG_VERSION"),
    " (a reader in the terminal)"
);

/// The `Accept` header.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,text/markdown,text/plain;q=0.9,*/*;q=0.8";

/// Limits and headers for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchOptions {
    /// Time limit in seconds, from the first step to the last byte.
    pub timeout_seconds: u64,
    /// Size limit in bytes, after decompression.
    pub max_bytes: u64,
    /// The `User-Agent` header, if not the default.
    pub user_agent: Option<String>,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            timeout_seconds: DEFAULT_TIMEOUT_SECONDS,
            max_bytes: DEFAULT_MAX_BYTES,
            user_agent: None,
        }
    }
}

/// What an error message needs to know about a request.
struct Attempt {
    url: Url,
    proxy: Option<Proxy>,
    /// The time limit.
    timeout_seconds: u64,
}

/// Fetches `url`, following redirects. `on_progress` is called with the number of bytes received so far, and may
/// cancel.
pub(super) fn fetch(
    url: &str,
    options: &FetchOptions,
    on_progress: ProgressFn<'_>,
) -> Result<RawContent, Error> {
    follow(url, options, on_progress, |response, attempt| {
        read_response(response, attempt, options, on_progress)
    })
}

/// Fetches `url`, following redirects; `read` reads the response that is none.
fn follow<T>(
    url: &str,
    options: &FetchOptions,
    on_progress: ProgressFn<'_>,
    read: impl Fn(Response<Body>, &Attempt) -> Result<T, Error>,
) -> Result<T, Error> {
    let start = Url::parse(url)?;
    let deadline = Instant::now() + Duration::from_secs(options.timeout_seconds);
    let mut attempt = Attempt {
        url: start.clone(),
        proxy: None,
        timeout_seconds: options.timeout_seconds,
    };
    for _ in 0..=MAX_REDIRECTS {
        if !on_progress(0) {
            return Err(WebError::Cancelled(start.display_name()).into());
        }
        attempt.proxy = proxy::proxy_for(&attempt.url, |name| std::env::var(name).ok())?;
        let response = request(&attempt, options, deadline)?;
        let status = response.status();
        if status.is_redirection() && response.headers().contains_key(LOCATION) {
            attempt.url = redirect_target(&attempt.url, &response)?;
            continue;
        }
        if !status.is_success() {
            return Err(failure::from_status(&response, attempt.url.display_name()).into());
        }
        return read(response, &attempt);
    }
    Err(WebError::TooManyRedirects {
        name: start.display_name(),
        limit: MAX_REDIRECTS,
    }
    .into())
}

/// Sends a request for one URL, without following redirects.
fn request(
    attempt: &Attempt,
    options: &FetchOptions,
    deadline: Instant,
) -> Result<Response<Body>, WebError> {
    let time_left = deadline.saturating_duration_since(Instant::now());
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    let config = Agent::config_builder()
        .timeout_global(Some(time_left.max(Duration::from_millis(1))))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(attempt.proxy.clone())
        .tls_config(tls.build())
        .accept(ACCEPT)
        .user_agent(options.user_agent.as_deref().unwrap_or(USER_AGENT))
        .build();
    let connector = DefaultConnector::new().chain(HeadFilter);
    let agent = Agent::with_parts(config, connector, DefaultResolver::default());
    let response = agent.get(attempt.url.to_string()).call();
    response.map_err(|error| failure::from_error(error, attempt))
}

/// The target of the redirect in `response`.
fn redirect_target(from: &Url, response: &Response<Body>) -> Result<Url, WebError> {
    let location = response.headers().get(LOCATION);
    let location = String::from_utf8_lossy(location.map_or(b"", |value| value.as_bytes()));
    from.join(&location)
        .map_err(|_unsupported| WebError::ForbiddenRedirect {
            from: from.display_name(),
            to: SafeText::new(location.chars().take(200).collect::<String>()),
        })
}

/// Reads the body of the response.
fn read_response(
    mut response: Response<Body>,
    attempt: &Attempt,
    options: &FetchOptions,
    on_progress: ProgressFn<'_>,
) -> Result<RawContent, Error> {
    let name = attempt.url.display_name();
    let declared_len = response.body().content_length().unwrap_or(0);
    if declared_len > options.max_bytes {
        return Err(too_large(name, options).into());
    }
    let content_type = ContentType::from_headers(response.headers());
    let reader = response.body_mut().as_reader();
    let mut body = LimitedBody::new(reader, attempt, options, on_progress);
    let bytes = match read_limited(&mut body, declared_len, None, &name) {
        Ok(bytes) => bytes,
        Err(error) => return Err(body.failure.map_or(error, Error::Web)),
    };
    let mut raw = RawContent::new(bytes, name);
    raw.declared_format = content_type.format(&raw, attempt.url.path());
    raw.charset = content_type.charset;
    raw.url = Some(attempt.url.to_string());
    Ok(raw)
}

/// The `Content-Type` header of a response.
struct ContentType {
    media_type: Option<String>,
    charset: Option<String>,
}

impl ContentType {
    fn from_headers(headers: &HeaderMap) -> Self {
        let media_type = header_text(headers, &CONTENT_TYPE);
        let charset = media_type.as_deref().and_then(|media_type| {
            media_type.split(';').skip(1).find_map(|parameter| {
                let (key, value) = parameter.split_once('=')?;
                let value = value.trim().trim_matches(['"', '\'']);
                (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty())
                    .then(|| value.to_owned())
            })
        });
        Self {
            media_type,
            charset,
        }
    }

    /// The format that the media type indicates, or else the extension of the URL's path.
    fn format(&self, raw: &RawContent, path: &str) -> Option<FileFormat> {
        let declared = self
            .media_type
            .as_deref()
            .and_then(FileFormat::from_media_type);
        match declared {
            // Many servers label everything as HTML, so content that clearly is another format overrides it.
            Some(FileFormat::Html) => Some(match FileFormat::from_bytes(raw.head()) {
                Some(other @ (FileFormat::Feed | FileFormat::Pdf | FileFormat::Epub)) => other,
                _ => FileFormat::Html,
            }),
            Some(format) => Some(format),
            None => FileFormat::from_path(Path::new(path)),
        }
    }
}

fn header_text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn too_large(name: SafeText, options: &FetchOptions) -> WebError {
    let (kib, mib) = (1 << 10, 1 << 20);
    let limit = match options.max_bytes {
        bytes if bytes >= mib && bytes % mib == 0 => format!("{}M", bytes / mib),
        bytes if bytes >= kib && bytes % kib == 0 => format!("{}K", bytes / kib),
        bytes => format!("{bytes} bytes"),
    };
    WebError::TooLarge { name, limit }
}

/// A response body that stops at the size limit or on cancellation, and stores why it stopped.
struct LimitedBody<'a, R> {
    inner: R,
    bytes_read: u64,
    options: &'a FetchOptions,
    on_progress: ProgressFn<'a>,
    attempt: &'a Attempt,
    failure: Option<WebError>,
}

impl<'a, R> LimitedBody<'a, R> {
    /// The body that `inner` reads, of which nothing has been read.
    fn new(
        inner: R,
        attempt: &'a Attempt,
        options: &'a FetchOptions,
        on_progress: ProgressFn<'a>,
    ) -> Self {
        Self {
            inner,
            bytes_read: 0,
            options,
            on_progress,
            attempt,
            failure: None,
        }
    }
}

impl<R: Read> Read for LimitedBody<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let failure = match self.inner.read(into) {
            Ok(count) => {
                self.bytes_read += count as u64;
                if self.bytes_read > self.options.max_bytes {
                    too_large(self.attempt.url.display_name(), self.options)
                } else if (self.on_progress)(self.bytes_read) {
                    return Ok(count);
                } else {
                    WebError::Cancelled(self.attempt.url.display_name())
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => failure::from_error(ureq::Error::from(error), self.attempt),
        };
        self.failure = Some(failure);
        Err(io::ErrorKind::Other.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The format of a response with this `Content-Type`, from `path`, that begins with `body`.
    fn format(content_type: &str, path: &str, body: &'static [u8]) -> Option<FileFormat> {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        }
        let raw = RawContent::new(body, SafeText::new("test"));
        ContentType::from_headers(&headers).format(&raw, path)
    }

    /// Protects: the media type counts where it is specific, and not where it is what servers send for everything.
    #[test]
    fn the_format_comes_from_the_media_type_the_path_or_the_bytes() {
        for (content_type, path, body, expected) in [
            (
                "text/html; charset=utf-8",
                "/a",
                &b"words"[..],
                Some(FileFormat::Html),
            ),
            ("text/html", "/notes.md", b"<html>", Some(FileFormat::Html)),
            (
                "text/html",
                "/feed",
                b"<?xml version='1.0'?><rss>",
                Some(FileFormat::Feed),
            ),
            ("text/html", "/a", b"%PDF-1.7", Some(FileFormat::Pdf)),
            (
                "text/plain",
                "/notes.md",
                b"# Notes",
                Some(FileFormat::Markdown),
            ),
            ("text/plain; charset=x", "/notes", b"# Notes", None),
            (
                "text/markdown",
                "/notes",
                b"# Notes",
                Some(FileFormat::Markdown),
            ),
            (
                "application/octet-stream",
                "/book.epub",
                b"PK",
                Some(FileFormat::Epub),
            ),
            (
                "application/pdf",
                "/download",
                b"%PDF",
                Some(FileFormat::Pdf),
            ),
            ("application/rss+xml", "/", b"<rss>", Some(FileFormat::Feed)),
            ("application/xml", "/feed.xml", b"<rss>", None),
            ("", "/a.html", b"<html>", Some(FileFormat::Html)),
            ("", "/", b"words", None),
            ("nonsense;;;", "/", b"words", None),
        ] {
            assert_eq!(
                format(content_type, path, body),
                expected,
                "{content_type} {path}"
            );
        }
    }

    /// Protects: the charset parameter is found in every way of writing it.
    #[test]
    fn the_charset_parameter_is_read() {
        let charset = |content_type: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            ContentType::from_headers(&headers).charset
        };
        for written in [
            "text/html;charset=koi8-r",
            "text/html; x=y; CHARSET=\"koi8-r\"",
            "text/html; charset='koi8-r' ",
        ] {
            assert_eq!(charset(written).as_deref(), Some("koi8-r"), "{written}");
        }
        assert_eq!(charset("text/html; charset="), None);
        assert_eq!(charset("charset=koi8-r"), None);
    }
}
