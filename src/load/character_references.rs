//! Replaces the character references of HTML and XML, such as `&scaron;`, `&#8217;` and `&#x2019;`, by their characters.
//!
//! The names are all 2,125 of HTML's, from the table of html5ever.

use encoding_rs::WINDOWS_1252;
use html5ever::data::NAMED_ENTITIES;
use std::borrow::Cow;

/// The longest name, in bytes.
const MAX_NAME_BYTES: usize = 32;

/// `text` with its character references replaced; unknown ones stay.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut decoded = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    decoded.push_str(before);
    while let Some(inside) = rest.strip_prefix('&') {
        let name_end = inside
            .bytes()
            .take(MAX_NAME_BYTES + 1)
            .position(|byte| byte == b';');
        let reference = name_end.and_then(|end| {
            let (name, after) = inside.split_at_checked(end)?;
            Some((resolve(name)?, after))
        });
        rest = match reference {
            Some((text, after)) => {
                decoded.push_str(&text);
                after.strip_prefix(';').unwrap_or(after)
            }
            None => {
                decoded.push('&');
                inside
            }
        };
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (before, after) = rest.split_at(next);
        decoded.push_str(before);
        rest = after;
    }
    Cow::Owned(decoded)
}

/// What `name` (`amp`, `#8217`, `#x2019`) refers to, if there is such a name or number.
pub(super) fn resolve(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        let key = format!("{name};");
        let (first, second) = *NAMED_ENTITIES.get(key.as_str())?;
        let characters = [first, second].into_iter().filter(|code| *code != 0);
        let text: String = characters.filter_map(char::from_u32).collect();
        return (!text.is_empty()).then_some(text);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(code) {
        // Browsers read these as Windows-1252, which is what the author meant.
        Ok(byte @ 0x80..=0x9f) => Some(WINDOWS_1252.decode(&[byte]).0.into_owned()),
        _ => Some(char::from_u32(code).unwrap_or('\u{FFFD}').to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: every name of HTML is known, whatever its length and number of characters.
    #[test]
    fn names_and_numbers_are_replaced() {
        for (text, expected) in [
            ("Milo&scaron; &Zcaron;i&zcaron;ka", "Miloš Žižka"),
            ("&Omega;&NotEqualTilde;&amp;&nbsp;", "Ω≂\u{338}&\u{a0}"),
            ("&#8217;&#x2019;&#146;", "’’’"),
            ("&#0;x", "\0x"),
            ("a & b &unknown; &; &#x; c&", "a & b &unknown; &; &#x; c&"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
