//! Bytes from an address of the web.
//!
//! Owns the request, the way along redirects, and the limits on time, size and number. Promises that only http and https
//! are ever opened, whoever leads on to what; that no more than the limit is held, counted after unpacking; that all of it
//! together ends in time, however slowly a server drips; and that a failure says which step failed. Follows what the
//! server says of type and charset; decodes nothing.

pub(super) mod address;
mod failure;
mod proxy;

use super::source::{Raw, drain};
use super::{Format, Watch};
use crate::error::{Error, Name, Web};
use address::Address;
pub(super) use address::is_address;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};
use ureq::http::header::{CONTENT_TYPE, LOCATION};
use ureq::http::{HeaderMap, HeaderName, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Proxy};

/// How long an article may be on its way, in seconds, unless told otherwise.
pub const SECONDS: u64 = 30;

/// How long an article may be, in bytes and unpacked, unless told otherwise: a thick book with its pictures.
pub const BYTES: u64 = 64 << 20;

/// How many times a server may lead on.
const REDIRECTS: u32 = 10;

/// What byline calls itself.
const USER_AGENT: &str = concat!(
    "byline/",
    env!("CARGO_PKG_VERSION"),
    " (a reader in the terminal)"
);

/// What it would like best.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,text/markdown,text/plain;q=0.9,*/*;q=0.8";

/// What may be spent on an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Seconds, from the first step to the last byte.
    pub seconds: u64,
    /// Bytes, unpacked.
    pub bytes: u64,
    /// What the program calls itself, if not by its name.
    pub user_agent: Option<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            seconds: SECONDS,
            bytes: BYTES,
            user_agent: None,
        }
    }
}

/// One request: what a failure is told about.
struct Attempt {
    address: Address,
    proxy: Option<Proxy>,
    /// The limit on time.
    seconds: u64,
}

/// What is at `address`; `watch` hears how many bytes there are so far, and may end it.
pub(super) fn fetch(address: &str, limits: &Limits, watch: Watch<'_>) -> Result<Raw, Error> {
    let start = Address::parse(address)?;
    let end = Instant::now() + Duration::from_secs(limits.seconds);
    let mut attempt = Attempt {
        address: start.clone(),
        proxy: None,
        seconds: limits.seconds,
    };
    for _ in 0..=REDIRECTS {
        if !watch(0) {
            return Err(Web::CalledOff(start.shown()).into());
        }
        attempt.proxy = proxy::of(&attempt.address, |name| std::env::var(name).ok())?;
        let response = request(&attempt, limits, end)?;
        let status = response.status();
        if status.is_redirection() && response.headers().contains_key(LOCATION) {
            attempt.address = next(&attempt.address, &response)?;
            continue;
        }
        if !status.is_success() {
            return Err(failure::status(status, attempt.address.shown()).into());
        }
        return receive(response, &attempt, limits, watch);
    }
    Err(Web::Redirects {
        name: start.shown(),
        most: REDIRECTS,
    }
    .into())
}

/// Ask for one address.
fn request(attempt: &Attempt, limits: &Limits, end: Instant) -> Result<Response<Body>, Web> {
    let left = end.saturating_duration_since(Instant::now());
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    let config = Agent::config_builder()
        .timeout_global(Some(left.max(Duration::from_millis(1))))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(attempt.proxy.clone())
        .tls_config(tls.build())
        .accept(ACCEPT)
        .user_agent(limits.user_agent.as_deref().unwrap_or(USER_AGENT))
        .build();
    let agent = Agent::new_with_config(config);
    let answer = agent.get(attempt.address.to_string()).call();
    answer.map_err(|error| failure::of(error, attempt))
}

/// Where the server leads.
fn next(from: &Address, response: &Response<Body>) -> Result<Address, Web> {
    let location = response.headers().get(LOCATION);
    let location = String::from_utf8_lossy(location.map_or(b"", |value| value.as_bytes()));
    from.follow(&location).map_err(|_forbidden| Web::Leads {
        from: from.shown(),
        to: Name::of(location.chars().take(200).collect::<String>()),
    })
}

/// Take in the answer.
fn receive(
    mut response: Response<Body>,
    attempt: &Attempt,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<Raw, Error> {
    let name = attempt.address.shown();
    let announced = response.body().content_length().unwrap_or(0);
    if announced > limits.bytes {
        return Err(large(name, limits).into());
    }
    let said = Said::of(response.headers());
    let mut body = Bounded {
        inside: response.body_mut().as_reader(),
        taken: 0,
        limits,
        watch,
        attempt,
        failure: None,
    };
    let bytes = match drain(&mut body, announced, None, &name) {
        Ok(bytes) => bytes,
        Err(error) => return Err(body.failure.map_or(error, Error::Web)),
    };
    let mut raw = Raw::new(bytes, name);
    raw.told = said.format(&raw, attempt.address.path());
    raw.charset = said.charset;
    raw.address = Some(attempt.address.to_string());
    Ok(raw)
}

/// What the server says of what it sends.
struct Said {
    media_type: Option<String>,
    charset: Option<String>,
}

impl Said {
    fn of(headers: &HeaderMap) -> Self {
        let media_type = text(headers, &CONTENT_TYPE);
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

    /// The format that this speaks for; where it says too little, the ending of the path does.
    fn format(&self, raw: &Raw, path: &str) -> Option<Format> {
        let said = self.media_type.as_deref().and_then(Format::of_media_type);
        let head = raw.bytes.get(..4096).unwrap_or(&raw.bytes);
        match said {
            // Many servers call everything a page; what cannot be one is not.
            Some(Format::Html) => Some(match Format::of_bytes(head) {
                Some(other @ (Format::Feed | Format::Pdf | Format::Epub)) => other,
                _ => Format::Html,
            }),
            Some(format) => Some(format),
            None => Format::of_path(Path::new(path)),
        }
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn large(name: Name, limits: &Limits) -> Web {
    let (kib, mib) = (1 << 10, 1 << 20);
    let limit = match limits.bytes {
        bytes if bytes >= mib && bytes % mib == 0 => format!("{}M", bytes / mib),
        bytes if bytes >= kib && bytes % kib == 0 => format!("{}K", bytes / kib),
        bytes => format!("{bytes} bytes"),
    };
    Web::Large { name, limit }
}

/// A body that stops at the limit, and keeps what stopped it.
struct Bounded<'a, R> {
    inside: R,
    taken: u64,
    limits: &'a Limits,
    watch: Watch<'a>,
    attempt: &'a Attempt,
    failure: Option<Web>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let failure = match self.inside.read(into) {
            Ok(count) => {
                self.taken += count as u64;
                if self.taken > self.limits.bytes {
                    large(self.attempt.address.shown(), self.limits)
                } else if (self.watch)(self.taken) {
                    return Ok(count);
                } else {
                    Web::CalledOff(self.attempt.address.shown())
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => failure::of(ureq::Error::from(error), self.attempt),
        };
        self.failure = Some(failure);
        Err(io::ErrorKind::Other.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The format of what a server sends as `content_type` from `path`, beginning with `body`.
    fn format(content_type: &str, path: &str, body: &'static [u8]) -> Option<Format> {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        }
        let raw = Raw::new(body, Name::of("test"));
        Said::of(&headers).format(&raw, path)
    }

    /// Protects: a server is believed where it says something, and not where it says what all servers say of everything.
    #[test]
    fn the_server_the_path_and_the_bytes_say_what_it_is() {
        for (content_type, path, body, wanted) in [
            (
                "text/html; charset=utf-8",
                "/a",
                &b"words"[..],
                Some(Format::Html),
            ),
            ("text/html", "/notes.md", b"<html>", Some(Format::Html)),
            (
                "text/html",
                "/feed",
                b"<?xml version='1.0'?><rss>",
                Some(Format::Feed),
            ),
            ("text/html", "/a", b"%PDF-1.7", Some(Format::Pdf)),
            (
                "text/plain",
                "/notes.md",
                b"# Notes",
                Some(Format::Markdown),
            ),
            ("text/plain; charset=x", "/notes", b"# Notes", None),
            (
                "text/markdown",
                "/notes",
                b"# Notes",
                Some(Format::Markdown),
            ),
            (
                "application/octet-stream",
                "/book.epub",
                b"PK",
                Some(Format::Epub),
            ),
            ("application/pdf", "/download", b"%PDF", Some(Format::Pdf)),
            ("application/rss+xml", "/", b"<rss>", Some(Format::Feed)),
            ("application/xml", "/feed.xml", b"<rss>", None),
            ("", "/a.html", b"<html>", Some(Format::Html)),
            ("", "/", b"words", None),
            ("nonsense;;;", "/", b"words", None),
        ] {
            assert_eq!(
                format(content_type, path, body),
                wanted,
                "{content_type} {path}"
            );
        }
    }

    /// Protects: a charset is found however it is written.
    #[test]
    fn a_charset_is_a_parameter() {
        let charset = |content_type: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            Said::of(&headers).charset
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
