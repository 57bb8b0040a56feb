//! Chooses the proxy for a URL from the environment, by the rules that `curl` follows.
//!
//! The variables are `https_proxy`, `http_proxy` and `all_proxy`, in lower or upper case, and `no_proxy` with the hosts
//! to reach directly. Passwords are never shown.

use super::url::Url;
use crate::error::{SafeText, WebError};
use ureq::Proxy;

/// The proxy for `url`, or `None` to connect directly. `variable` looks up environment variables.
pub(super) fn proxy_for(
    url: &Url,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, WebError> {
    let either = |name: &str| {
        variable(name)
            .or_else(|| variable(&name.to_ascii_uppercase()))
            .filter(|value| !value.is_empty())
    };
    let proxy = either(&format!("{}_proxy", url.scheme())).or_else(|| either("all_proxy"));
    let Some(proxy) = proxy else {
        return Ok(None);
    };
    let host = url.host().to_ascii_lowercase();
    if either("no_proxy")
        .is_some_and(|list| list.split(',').any(|entry| matches_no_proxy(entry, &host)))
    {
        return Ok(None);
    }
    Proxy::new(&proxy)
        .map(Some)
        .map_err(|_invalid| WebError::Proxy {
            name: display_name(&proxy),
            why: SafeText::new("it must be written like http://host:port"),
        })
}

/// Whether an entry of `no_proxy` matches `host`: the host itself, or a domain that contains it.
fn matches_no_proxy(entry: &str, host: &str) -> bool {
    let entry = entry.trim().to_ascii_lowercase();
    if entry == "*" {
        return true;
    }
    let domain = entry.trim_start_matches("*.").trim_start_matches('.');
    let is_domain_boundary = |before: &str| before.is_empty() || before.ends_with('.');
    !domain.is_empty() && host.strip_suffix(domain).is_some_and(is_domain_boundary)
}

/// The proxy for display, without its password.
pub(super) fn display_name(proxy: &str) -> SafeText {
    match proxy.rsplit_once('@') {
        Some((_, public)) => SafeText::new(public),
        None => SafeText::new(proxy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(url: &str, variables: &[(&str, &str)]) -> Option<String> {
        let url = Url::parse(url).unwrap();
        let look_up = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let proxy = proxy_for(&url, look_up).unwrap()?;
        Some(format!("{}:{}", proxy.host(), proxy.port()))
    }

    /// Protects: the proxy variables mean the same as in other programs.
    #[test]
    fn the_proxy_comes_from_the_environment() {
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
    fn an_invalid_proxy_is_reported_without_its_password() {
        let url = Url::parse("http://x.example/").unwrap();
        let bad = |name: &str| (name == "all_proxy").then(|| "gopher://me:secret@p".to_owned());
        let message = proxy_for(&url, bad).unwrap_err().to_string();
        assert!(message.contains("proxy"), "{message}");
        assert!(!message.contains("secret"), "{message}");
    }
}
