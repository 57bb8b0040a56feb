//! Through which proxy, if any: as the environment says and as `curl` understands it.
//!
//! Owns the names of the variables: `https_proxy`, `http_proxy` and `all_proxy`, in small letters or in capitals, and
//! `no_proxy` with the hosts that need none. Shows no password.

use super::address::Address;
use crate::error::{Name, Web};
use ureq::Proxy;

/// The proxy for `address`; `variable` looks names up in the environment.
pub(super) fn of(
    address: &Address,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, Web> {
    let either = |name: &str| {
        variable(name)
            .or_else(|| variable(&name.to_ascii_uppercase()))
            .filter(|value| !value.is_empty())
    };
    let named = either(&format!("{}_proxy", address.scheme())).or_else(|| either("all_proxy"));
    let Some(named) = named else {
        return Ok(None);
    };
    let host = address.host().to_ascii_lowercase();
    if either("no_proxy").is_some_and(|list| list.split(',').any(|entry| covers(entry, &host))) {
        return Ok(None);
    }
    Proxy::new(&named).map(Some).map_err(|_invalid| Web::Proxy {
        name: shown(&named),
        why: Name::of("is not written like http://host:port"),
    })
}

/// Whether an entry of `no_proxy` means `host`: the host itself, or a domain that it is in.
fn covers(entry: &str, host: &str) -> bool {
    let entry = entry.trim().to_ascii_lowercase();
    if entry == "*" {
        return true;
    }
    let domain = entry.trim_start_matches("*.").trim_start_matches('.');
    let inside = |before: &str| before.is_empty() || before.ends_with('.');
    !domain.is_empty() && host.strip_suffix(domain).is_some_and(inside)
}

/// A proxy for people, without its password.
pub(super) fn shown(proxy: &str) -> Name {
    match proxy.rsplit_once('@') {
        Some((_, public)) => Name::of(public),
        None => Name::of(proxy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(address: &str, variables: &[(&str, &str)]) -> Option<String> {
        let address = Address::parse(address).unwrap();
        let look_up = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let proxy = of(&address, look_up).unwrap()?;
        Some(format!("{}:{}", proxy.host(), proxy.port()))
    }

    /// Protects: an office's settings are understood as its other programs understand them.
    #[test]
    fn the_environment_decides() {
        let both = [("https_proxy", "http://a:1"), ("HTTP_PROXY", "http://b:2")];
        assert_eq!(proxy("https://x.example/", &both).as_deref(), Some("a:1"));
        assert_eq!(proxy("http://x.example/", &both).as_deref(), Some("b:2"));
        let one = [("HTTP_PROXY", "http://b:2")];
        assert_eq!(proxy("https://x.example/", &one), None);
        let all = [
            ("ALL_PROXY", "socks5://c:3"),
            ("NO_PROXY", "y.example, .z.example"),
        ];
        assert_eq!(proxy("http://x.example/", &all).as_deref(), Some("c:3"));
        for none in [
            "http://y.example/",
            "http://a.y.example/",
            "http://z.example:80/",
        ] {
            assert_eq!(proxy(none, &all), None, "{none}");
        }
        assert_eq!(proxy("http://ay.example/", &all).as_deref(), Some("c:3"));
        assert_eq!(
            proxy("http://x/", &[("all_proxy", "http://c"), ("no_proxy", "*")]),
            None
        );
        assert_eq!(proxy("http://x/", &[("all_proxy", "")]), None);
    }

    #[test]
    fn a_proxy_that_is_none_is_told_without_its_password() {
        let address = Address::parse("http://x.example/").unwrap();
        let bad = |name: &str| (name == "all_proxy").then(|| "gopher://me:secret@p".to_owned());
        let sentence = of(&address, bad).unwrap_err().to_string();
        assert!(!sentence.contains("secret"), "{sentence}");
    }
}
