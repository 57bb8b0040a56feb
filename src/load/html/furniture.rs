//! Tells by their names and classes the elements of a page that hold no article: navigation, comments, side columns,
//! notices about cookies.

use super::article::FURNITURE_ATTRIBUTE;
use super::tag::HtmlTag;
use crate::document::strip_prefix_ignore_case;

/// Beginnings of the words in classes and names of elements that hold no article.
const FURNITURE_WORDS: &[&str] = &[
    "addthis",
    "advert",
    "banner",
    "breadcrumb",
    "comment",
    "consent",
    "cookie",
    "disqus",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "modal",
    "mostread",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "popular",
    "popup",
    "recommend",
    "related",
    "respond",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "subscri",
    "taboola",
    "teaser",
    "trending",
    "widget",
];

/// Beginnings of the words in classes of notices about cookies, which may be longer than a short article.
const CONSENT_WORDS: &[&str] = &["cookie", "consent", "gdpr"];

/// The longest such notice, in bytes.
pub(super) const MAX_CONSENT_BYTES: usize = 1500;

/// Whole words of the same kind, which are parts of other words.
const FURNITURE_WHOLE_WORDS: &[&str] = &["ad", "ads", "nav", "share", "tags", "promo", "legal"];

/// Whether the name or the class of an element says that it holds no article.
pub(super) fn is_furniture(tag: &HtmlTag<'_>) -> bool {
    if matches!(tag.name, "html" | "body" | "main" | "article" | "p" | "a") {
        return false;
    }
    if matches!(
        tag.name,
        "nav" | "footer" | "aside" | "form" | "dialog" | "button"
    ) {
        return true;
    }
    tag.attribute(FURNITURE_ATTRIBUTE).is_some()
        || has_class_word(tag, FURNITURE_WORDS)
        || ["class", "id", "role"].iter().any(|name| {
            tag.attribute(name).is_some_and(|value| {
                value
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .any(|word| {
                        FURNITURE_WHOLE_WORDS
                            .iter()
                            .any(|whole| word.eq_ignore_ascii_case(whole))
                    })
            })
        })
}

/// Whether an element is a notice about cookies, by its class.
pub(super) fn is_consent(tag: &HtmlTag<'_>) -> bool {
    has_class_word(tag, CONSENT_WORDS)
}

/// Whether a word in the class, the name or the role of an element begins with one of `starts`.
fn has_class_word(tag: &HtmlTag<'_>, starts: &[&str]) -> bool {
    ["class", "id", "role"].iter().any(|name| {
        tag.attribute(name).is_some_and(|value| {
            value
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| {
                    // Most words begin with another letter, which takes less time to see.
                    let first = word.bytes().next().map(|byte| byte.to_ascii_lowercase());
                    starts
                        .iter()
                        .filter(|start| start.bytes().next() == first)
                        .any(|start| strip_prefix_ignore_case(word, start).is_some())
                })
        })
    })
}
