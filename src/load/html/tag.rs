//! A tag and its attributes, whether it comes from a tree or from a parser.
//!
//! Owns what the names of HTML mean: which elements stand on lines of their own, which hold nothing to read, and which
//! are hidden. Knows nothing of the article.

use html5ever::Attribute;

/// The beginning of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// In small letters.
    pub(super) name: &'a str,
    pub(super) attributes: &'a [Attribute],
}

/// Elements with nothing to read in them, or nothing that can be read here.
const DEAD: &[&str] = &[
    "annotation",
    "annotation-xml",
    "applet",
    "area",
    "audio",
    "base",
    "basefont",
    "button",
    "canvas",
    "col",
    "colgroup",
    "datalist",
    "dialog",
    "embed",
    "frame",
    "head",
    "iframe",
    "link",
    "map",
    "meta",
    "meter",
    "noembed",
    "noframes",
    "object",
    "optgroup",
    "option",
    "param",
    "progress",
    "rp",
    "script",
    "select",
    "source",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "noframes",
    "noscript",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements that never have anything in them, and no end.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Classes that say: for screen readers, which read the page aloud, and not for the eye.
const UNSEEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader",
    "screen-reader-only",
    "u-visually-hidden",
    "assistive-text",
    "offscreen",
    "is-hidden",
    "hide-visually",
    "show-for-sr",
];

impl<'a> Tag<'a> {
    /// The value of the attribute `name`.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }

    /// The words of its class.
    pub(super) fn classes(&self) -> impl Iterator<Item = &'a str> {
        self.get("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }

    /// Whether nothing in it is for reading.
    pub(super) fn is_dead(&self) -> bool {
        DEAD.contains(&self.name)
    }

    /// Whether it stands on lines of its own.
    pub(super) fn is_block(&self) -> bool {
        BLOCKS.contains(&self.name)
    }

    /// Whether it has no end.
    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&self.name)
    }

    /// Whether the page hides it from the eye.
    pub(super) fn is_hidden(&self) -> bool {
        self.attributes.iter().any(|attribute| {
            let value = &*attribute.value;
            match &*attribute.name.local {
                // `until-found` is text that waits behind a heading to be opened.
                "hidden" => !value.eq_ignore_ascii_case("until-found"),
                "aria-hidden" => value.eq_ignore_ascii_case("true"),
                "style" => is_style_hidden(value),
                "class" => value
                    .split_ascii_whitespace()
                    .any(|class| UNSEEN.iter().any(|word| class.eq_ignore_ascii_case(word))),
                _ => false,
            }
        })
    }
}

/// Whether a style shows nothing.
fn is_style_hidden(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(name, value)| {
            let value = value.trim().to_ascii_lowercase();
            let name = name.trim();
            name.eq_ignore_ascii_case("display") && value.starts_with("none")
                || name.eq_ignore_ascii_case("visibility") && value.starts_with("hidden")
        })
    })
}
