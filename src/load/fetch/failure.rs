//! Translates errors of the HTTP library into a [`WebError`] that names the failed step.
//!
//! The wording of the messages is in `error/web.rs`.

use super::host::host_for_display;
use super::url::Url;
use super::{Attempt, proxy, retry_after};
use crate::document::first_chars;
use crate::error::{SafeText, WebError};
use std::io;
use ureq::Body;
use ureq::http::Response;

/// The error for a failed `attempt`.
pub(super) fn from_error(error: ureq::Error, attempt: &Attempt) -> WebError {
    let Attempt { url, .. } = attempt;
    let name = url.display_name();
    let tls = |why: &str| from_tls(url, why);
    match error {
        ureq::Error::Io(error) => from_io(&error, attempt),
        ureq::Error::Timeout(_) => timed_out(attempt),
        ureq::Error::HostNotFound => WebError::UnknownHost(url.display_host()),
        ureq::Error::Tls(why) => tls(why),
        ureq::Error::TlsRequired => tls("the server does not support TLS"),
        ureq::Error::Rustls(why) => tls(&why.to_string()),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => WebError::InvalidUrl(name),
        ureq::Error::Decompress(_, error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            WebError::Truncated(name)
        }
        ureq::Error::Decompress(kind, _) => WebError::InvalidResponse {
            name,
            why: SafeText::new(format!("it is damaged ({kind})")),
        },
        ureq::Error::LargeResponseHeader(..) => WebError::InvalidResponse {
            name,
            why: SafeText::new("its headers are too long"),
        },
        ureq::Error::Protocol(_) => WebError::InvalidResponse {
            name,
            why: SafeText::new("it does not follow the rules of HTTP"),
        },
        ureq::Error::ConnectProxyFailed(why) => WebError::Proxy {
            name: proxy_name(attempt),
            why: shorten(&format!("it does not connect ({})", why.trim())),
        },
        ureq::Error::InvalidProxyUrl => WebError::Proxy {
            name: proxy_name(attempt),
            why: SafeText::new("it must be written like http://host:port"),
        },
        other => WebError::InvalidResponse {
            name,
            why: shorten(&other.to_string()),
        },
    }
}

/// Shortens a message from a library or a server so that it fits into a sentence.
fn shorten(why: &str) -> SafeText {
    const CHARS: usize = 120;
    match first_chars(why, CHARS) {
        Some(start) => SafeText::new(format!("{start}…")),
        None => SafeText::new(why),
    }
}

/// The error for an I/O error of the connection.
fn from_io(error: &io::Error, attempt: &Attempt) -> WebError {
    let url = &attempt.url;
    let why = error.to_string();
    if why.contains("lookup address") {
        return match &attempt.proxy {
            Some(_) => WebError::Proxy {
                name: proxy_name(attempt),
                why: SafeText::new("unknown host"),
            },
            None => WebError::UnknownHost(SafeText::new(host_for_display(url.host()).as_ref())),
        };
    }
    if error.get_ref().is_some() && (why.contains("certificate") || why.contains("TLS")) {
        return from_tls(url, &why);
    }
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the standard library's list of reasons is open"
    )]
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => timed_out(attempt),
        io::ErrorKind::ConnectionRefused => match &attempt.proxy {
            Some(_) => WebError::Proxy {
                name: proxy_name(attempt),
                why: SafeText::new("connection refused"),
            },
            None => WebError::ConnectionRefused(url.display_host()),
        },
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => WebError::Truncated(url.display_name()),
        // Reported by a TLS handshake when the other side speaks another protocol.
        io::ErrorKind::InvalidData => from_tls(url, &why),
        _ => WebError::Unreachable {
            host: url.display_host(),
            why: SafeText::new(super::super::source::os_reason(error)),
        },
    }
}

fn timed_out(attempt: &Attempt) -> WebError {
    WebError::Timeout {
        name: attempt.url.display_name(),
        seconds: attempt.timeout_seconds,
    }
}

/// The proxy of `attempt` for display.
fn proxy_name(attempt: &Attempt) -> SafeText {
    let proxy = attempt.proxy.as_ref().map(|proxy| proxy.uri().to_string());
    let proxy = proxy.unwrap_or_default();
    proxy::display_name(proxy.trim_end_matches('/'))
}

/// The error for a failed TLS handshake: because of the certificate, or for another reason.
fn from_tls(url: &Url, why: &str) -> WebError {
    const REASONS: &[(&str, &str)] = &[
        (
            "UnknownIssuer",
            "it is not signed by an authority that this system trusts",
        ),
        (
            "CaUsedAsEndEntity",
            "it is not signed by an authority that this system trusts",
        ),
        ("Expired", "it has expired"),
        ("NotValidYet", "it is not valid yet"),
        ("not valid for name", "it is for another name"),
        ("NotValidForName", "it is for another name"),
        ("Revoked", "it has been revoked"),
    ];
    let host = url.display_host();
    if why.contains("InvalidContentType") {
        let why = SafeText::new("the server does not speak HTTPS on this port");
        return WebError::Tls { host, why };
    }
    if why.contains("certificate") && !why.contains("CA certificates") {
        let known = REASONS.iter().find(|(marker, _)| {
            let marker = marker.to_ascii_lowercase();
            why.to_ascii_lowercase().contains(&marker)
        });
        let why = known.map_or("it is not valid", |(_, reason)| reason);
        return WebError::Certificate {
            host,
            why: SafeText::new(why),
        };
    }
    let why = shorten(why);
    WebError::Tls { host, why }
}

/// The error for `response`, whose status is not a success.
pub(super) fn from_status(response: &Response<Body>, name: SafeText) -> WebError {
    let status = response.status();
    let wait = |otherwise: &str| {
        retry_after::advice(response.headers()).unwrap_or_else(|| otherwise.to_owned())
    };
    let advice = match status.as_u16() {
        401 | 402 | 403 | 407 | 451 => {
            "access is restricted: open it in a browser and save it from there".to_owned()
        }
        404 | 410 => "check the address".to_owned(),
        408 | 425 | 429 => wait("wait a while and try again"),
        500.. => wait("the server has a problem: try again later"),
        _ => "check the address, or open it in a browser".to_owned(),
    };
    WebError::Status {
        name,
        code: status.as_u16(),
        reason: status.canonical_reason().unwrap_or("(unknown status)"),
        advice,
    }
}
