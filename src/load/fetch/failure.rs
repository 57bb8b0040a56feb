//! What the library says of a failure, as the step that failed.
//!
//! Owns the translation, and nothing of the wording: that is `error/web.rs`.

use super::address::Address;
use super::{Attempt, proxy};
use crate::error::{Name, Web};
use std::io;
use ureq::http::StatusCode;

/// Why `attempt` came to nothing.
pub(super) fn of(error: ureq::Error, attempt: &Attempt) -> Web {
    let Attempt { address, .. } = attempt;
    let name = address.shown();
    let tls = |why: &str| tls(address, why);
    match error {
        ureq::Error::Io(error) => io(&error, attempt),
        ureq::Error::Timeout(_) => slow(attempt),
        ureq::Error::HostNotFound => Web::Host(address.server()),
        ureq::Error::Tls(why) => tls(why),
        ureq::Error::TlsRequired => tls("the server speaks none"),
        ureq::Error::Rustls(why) => tls(&why.to_string()),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Web::Address(name),
        ureq::Error::Decompress(_, error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Web::Short(name)
        }
        ureq::Error::Decompress(kind, _) => Web::Answer {
            name,
            why: Name::of(format!("it is damaged ({kind})")),
        },
        ureq::Error::LargeResponseHeader(..) => Web::Answer {
            name,
            why: Name::of("its headers are far too long"),
        },
        ureq::Error::ConnectProxyFailed(why) => Web::Proxy {
            name: via(attempt),
            why: brief(&format!("does not connect ({})", why.trim())),
        },
        ureq::Error::InvalidProxyUrl => Web::Proxy {
            name: via(attempt),
            why: Name::of("is not written like http://host:port"),
        },
        other => Web::Answer {
            name,
            why: brief(&other.to_string()),
        },
    }
}

/// What a library or a server says, no longer than a sentence can bear.
fn brief(why: &str) -> Name {
    const CHARS: usize = 120;
    let cut = why
        .char_indices()
        .nth(CHARS)
        .and_then(|(at, _)| why.get(..at));
    match cut {
        Some(start) => Name::of(format!("{start}…")),
        None => Name::of(why),
    }
}

/// What the system says of the connection.
fn io(error: &io::Error, attempt: &Attempt) -> Web {
    let address = &attempt.address;
    let why = error.to_string();
    if why.contains("lookup address") {
        return match &attempt.proxy {
            Some(_) => Web::Proxy {
                name: via(attempt),
                why: Name::of("is a host that nobody knows"),
            },
            None => Web::Host(Name::of(address.host())),
        };
    }
    if error.get_ref().is_some() && (why.contains("certificate") || why.contains("TLS")) {
        return tls(address, &why);
    }
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the standard library's list of reasons is open"
    )]
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => slow(attempt),
        io::ErrorKind::ConnectionRefused => match &attempt.proxy {
            Some(_) => Web::Proxy {
                name: via(attempt),
                why: Name::of("refuses the connection"),
            },
            None => Web::Refused(address.server()),
        },
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => Web::Short(address.shown()),
        // What a handshake wraps when the other side speaks something else.
        io::ErrorKind::InvalidData => tls(address, &why),
        _ => Web::Unreachable {
            host: address.server(),
            why: Name::of(super::super::source::reason(error)),
        },
    }
}

fn slow(attempt: &Attempt) -> Web {
    Web::Slow {
        name: attempt.address.shown(),
        seconds: attempt.seconds,
    }
}

/// The proxy of an attempt, for people.
fn via(attempt: &Attempt) -> Name {
    let proxy = attempt.proxy.as_ref().map(|proxy| proxy.uri().to_string());
    let proxy = proxy.unwrap_or_default();
    proxy::shown(proxy.trim_end_matches('/'))
}

/// A handshake that failed: because of the certificate, or else.
fn tls(address: &Address, why: &str) -> Web {
    const REASONS: &[(&str, &str)] = &[
        (
            "UnknownIssuer",
            "nobody whom this system trusts has signed it",
        ),
        (
            "CaUsedAsEndEntity",
            "nobody whom this system trusts has signed it",
        ),
        ("Expired", "it has expired"),
        ("NotValidYet", "it is not valid yet"),
        ("not valid for name", "it is for another name"),
        ("NotValidForName", "it is for another name"),
        ("Revoked", "it has been revoked"),
    ];
    let host = address.server();
    if why.contains("InvalidContentType") {
        let why = Name::of("it does not speak https there");
        return Web::Tls { host, why };
    }
    if why.contains("certificate") && !why.contains("CA certificates") {
        let known = REASONS.iter().find(|(sign, _)| {
            let sign = sign.to_ascii_lowercase();
            why.to_ascii_lowercase().contains(&sign)
        });
        let why = known.map_or("it is not valid", |(_, words)| words);
        return Web::Certificate {
            host,
            why: Name::of(why),
        };
    }
    let why = brief(why);
    Web::Tls { host, why }
}

/// The server's no, if `status` is one.
pub(super) fn status(status: StatusCode, name: Name) -> Web {
    let advice = match status.as_u16() {
        401 | 402 | 403 | 407 | 451 => {
            "it is not open to programs or to everyone: open it in a browser, and save it from there"
        }
        404 | 410 => "check the address",
        408 | 425 | 429 => "wait a while, and try again",
        500.. => "the server is in trouble: try again later",
        _ => "check the address, or open it in a browser",
    };
    Web::Status {
        name,
        code: status.as_u16(),
        words: status.canonical_reason().unwrap_or("(a number of its own)"),
        advice,
    }
}
