//! The host and the port of a URL: checked, and converted between the form that is sent and the one that is shown.
//!
//! An international name (`münchen.example`) is sent in Punycode (`xn--mnchen-3ya.example`), by the rules that browsers
//! follow (UTS 46).

use crate::error::{SafeText, WebError};
use idna::AsciiDenyList;
use idna::uts46::{Hyphens, Uts46};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Splits `authority` after the user name and password, and before the port with its colon; a part that is missing is
/// empty. An IPv6 address keeps its brackets.
pub(super) fn split_authority(authority: &str) -> Authority<'_> {
    let user_len = authority.rfind('@').map_or(0, |at| at + 1);
    let (user, host_and_port) = authority.split_at(user_len);
    let host_len = match host_and_port.rfind(']') {
        Some(bracket) => bracket + 1,
        None => host_and_port.find(':').unwrap_or(host_and_port.len()),
    };
    let (host, port) = host_and_port.split_at(host_len);
    Authority { user, host, port }
}

/// The parts of an authority.
pub(super) struct Authority<'a> {
    /// User name and password with the `@` behind them, or empty.
    pub(super) user: &'a str,
    pub(super) host: &'a str,
    /// The port with its colon, or empty.
    pub(super) port: &'a str,
}

/// `authority`, part of the URL `text`, in the form that is sent.
pub(super) fn normalize_authority(authority: &str, text: &str) -> Result<String, WebError> {
    let invalid = || WebError::InvalidUrl(SafeText::new(text));
    let Authority { user, host, port } = split_authority(authority);
    let is_allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '^' | '`');
    let host = host_to_ascii(host).ok_or_else(invalid)?;
    if host.is_empty()
        || ![user, &host]
            .iter()
            .all(|part| part.chars().all(is_allowed))
    {
        return Err(invalid());
    }
    let digits = port.strip_prefix(':').unwrap_or(port);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid());
    }
    // A colon without a number means the usual port.
    if digits.is_empty() {
        return Ok(format!("{user}{host}"));
    }
    if digits.parse::<u16>().is_ok_and(|number| number > 0) {
        return Ok(format!("{user}{host}{port}"));
    }
    Err(WebError::InvalidPort {
        host: SafeText::new(host_for_display(&host).as_ref()),
        port: SafeText::new(digits.chars().take(20).collect::<String>()),
    })
}

/// `host` in ASCII; `None` if it is no host name. A name in ASCII stays as it is.
fn host_to_ascii(host: &str) -> Option<Cow<'_, str>> {
    if host.is_ascii() && !host.contains('%') {
        return Some(Cow::Borrowed(host));
    }
    let decoded = percent_decode_str(host).decode_utf8().ok()?;
    let ascii = idna::domain_to_ascii_cow(decoded.as_bytes(), AsciiDenyList::URL).ok()?;
    Some(Cow::Owned(ascii.into_owned()))
}

/// `host` for display: Punycode as the letters that it stands for. A label that mixes Latin letters with Greek or Cyrillic
/// ones, as a forged name does, stays as it is.
pub(super) fn host_for_display(host: &str) -> Cow<'_, str> {
    if !host.to_ascii_lowercase().contains("xn--") {
        return Cow::Borrowed(host);
    }
    let is_clear = |label: &[char], _: &[char], _| {
        let is_latin = |c: &char| c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}');
        let is_look_alike = |c: &char| matches!(c, '\u{370}'..='\u{52F}');
        !(label.iter().any(is_latin) && label.iter().any(is_look_alike))
    };
    let uts46 = Uts46::new();
    let deny = AsciiDenyList::URL;
    match uts46.to_user_interface(host.as_bytes(), deny, Hyphens::Allow, is_clear) {
        (readable, Ok(())) => readable,
        (_, Err(_)) => Cow::Borrowed(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(authority: &str) -> String {
        normalize_authority(authority, authority).unwrap_or_else(|error| error.to_string())
    }

    /// Protects: international names are sent in Punycode, however they are written.
    #[test]
    fn international_hosts_are_sent_in_punycode() {
        for (typed, expected) in [
            ("münchen.example", "xn--mnchen-3ya.example"),
            ("MÜNCHEN.example:8080", "xn--mnchen-3ya.example:8080"),
            ("m%C3%BCnchen.example", "xn--mnchen-3ya.example"),
            (
                "me:secret@日本語。example",
                "me:secret@xn--wgv71a119e.example",
            ),
            ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
            ("example.org:", "example.org"),
            ("[::1]:80", "[::1]:80"),
        ] {
            assert_eq!(sent(typed), expected, "{typed}");
        }
        for invalid in [
            "",
            "mün chen.example",
            "\u{202e}ü.example",
            "%ff.example",
            "a b",
            "h:8o",
        ] {
            assert!(sent(invalid).contains("not an address"), "{invalid}");
        }
    }

    /// Protects: a port that does not exist is named.
    #[test]
    fn ports_out_of_range_are_reported() {
        for port in ["0", "65536", "99999", "999999999999999999999"] {
            let message = sent(&format!("bücher.example:{port}"));
            let start: String = port.chars().take(20).collect();
            assert!(message.contains(&format!("port {start} ")), "{message}");
            assert!(message.contains("bücher.example"), "{message}");
        }
        assert_eq!(sent("h:65535"), "h:65535");
    }

    /// Protects: Punycode is shown as its letters, but not where the letters would deceive.
    #[test]
    fn punycode_is_shown_readably() {
        for (host, shown) in [
            ("xn--mnchen-3ya.example", "münchen.example"),
            ("xn--e1afmkfd.xn--80akhbyknj4f", "пример.испытание"),
            ("example.org", "example.org"),
            // A Cyrillic letter among Latin ones, and what is no Punycode at all.
            ("xn--pple-43d.example", "xn--pple-43d.example"),
            ("xn--\u{1b}.example", "xn--\u{1b}.example"),
        ] {
            assert_eq!(host_for_display(host), shown, "{host}");
        }
    }
}
