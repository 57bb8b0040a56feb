//! Addresses as they are kept: without what gives access.

use crate::load::clean;

/// Words in the names of query parameters whose values give access to something.
const SECRET_WORDS: [&str; 14] = [
    "token",
    "key",
    "sig",
    "signature",
    "session",
    "sessionid",
    "sid",
    "auth",
    "authorization",
    "password",
    "passwd",
    "pwd",
    "secret",
    "code",
];

/// Parts of such names that give access wherever they stand: `accessToken`, `PHPSESSID`.
const SECRET_PARTS: [&str; 8] = [
    "token",
    "secret",
    "passw",
    "session",
    "signature",
    "apikey",
    "sessid",
    "credential",
];

/// The longest address that is kept, in bytes; one that is longer is not kept at all.
const MAX_ADDRESS_BYTES: usize = 4096;

/// `address` without a user, a password, the query parameters whose names say that they give access, and such parameters in
/// its fragment. A path is kept as it is. `None` if it is too long.
///
/// ```
/// use byline::library::address_without_secrets;
///
/// let address = "https://ann:pw@example.org/a?id=7&access_token=xyz&page=2#top";
/// assert_eq!(
///     address_without_secrets(address).as_deref(),
///     Some("https://example.org/a?id=7&page=2#top")
/// );
/// assert_eq!(address_without_secrets("/home/ann/a?token=1").as_deref(), Some("/home/ann/a?token=1"));
/// ```
pub fn address_without_secrets(address: &str) -> Option<String> {
    let address = clean::line(address);
    if address.len() > MAX_ADDRESS_BYTES {
        return None;
    }
    let Some((scheme, rest)) = address.split_once("://") else {
        return Some(address.into_owned());
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end)?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (rest, fragment) = match rest.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (rest, None),
    };
    let mut kept = format!("{scheme}://{host}");
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, without_secret_parameters(query)),
        None => (rest, String::new()),
    };
    kept.push_str(path);
    if !query.is_empty() {
        kept.push('?');
        kept.push_str(&query);
    }
    let fragment = fragment.map(|fragment| {
        if fragment.contains('=') {
            without_secret_parameters(fragment)
        } else {
            fragment.to_owned()
        }
    });
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        kept.push('#');
        kept.push_str(&fragment);
    }
    Some(kept)
}

/// `query` without the parameters that give access.
fn without_secret_parameters(query: &str) -> String {
    let parameters = query.split('&').filter(|parameter| {
        let name = parameter.split('=').next().unwrap_or_default();
        !is_secret(name)
    });
    parameters.collect::<Vec<_>>().join("&")
}

/// Whether a parameter called `name` gives access.
fn is_secret(name: &str) -> bool {
    // Any byte of a name may be written as %XX: whoever hides a name is not trusted to keep it harmless.
    if name.contains('%') {
        return true;
    }
    let lower = name.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let is_word = words.any(|word| SECRET_WORDS.contains(&word));
    is_word || SECRET_PARTS.iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what gives access to an account or a paid article is not written to disk.
    #[test]
    fn secrets_are_left_out_and_the_rest_is_kept() {
        for (address, kept) in [
            ("https://example.org/a", "https://example.org/a"),
            ("https://u:p@example.org", "https://example.org"),
            ("https://a@b@example.org/x", "https://example.org/x"),
            ("https://example.org?token=1", "https://example.org"),
            (
                "https://example.org/a?Token=1&id=2&X-Amz-Signature=3&sig=4",
                "https://example.org/a?id=2",
            ),
            (
                "https://example.org/a?api_key=1&apiKey=2&keyword=war&PHPSESSID=3",
                "https://example.org/a?keyword=war",
            ),
            (
                "https://example.org/a?t%6Fken=1&b=2",
                "https://example.org/a?b=2",
            ),
            (
                "https://example.org/a#access_token=1&state=2",
                "https://example.org/a#state=2",
            ),
            (
                "https://example.org/a?auth=1#part",
                "https://example.org/a#part",
            ),
            ("/home/ann/key=1?token", "/home/ann/key=1?token"),
        ] {
            assert_eq!(address_without_secrets(address).as_deref(), Some(kept));
        }
        let long = format!("https://example.org/{}", "a".repeat(5000));
        assert_eq!(address_without_secrets(&long), None);
    }
}
