//! A start tag with its attributes, from a tree or from the tokenizer.
//!
//! Knows what the element names of HTML mean: which elements are blocks, which are skipped, and which are hidden.

use dom_query::Element;
use html5ever::Attribute;

/// The start tag of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct HtmlTag<'a> {
    /// In lower case.
    pub(super) name: &'a str,
    pub(super) attributes: &'a [Attribute],
}

/// Elements without readable content, or whose content cannot be shown here.
const SKIPPED_ELEMENTS: &[&str] = &[
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
const BLOCK_ELEMENTS: &[&str] = &[
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

/// Elements that have no content and no end tag.
const VOID_ELEMENTS: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Classes that hide an element visually and leave it to screen readers.
const VISUALLY_HIDDEN_CLASSES: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader",
    "screen-reader-only",
    "u-visually-hidden",
    "assistive-text",
    "offscreen",
    "off-screen",
    "is-hidden",
    "hide-visually",
    "show-for-sr",
];

impl<'a> HtmlTag<'a> {
    /// The start tag of an element in a tree.
    pub(super) fn of(element: &'a Element) -> Self {
        Self {
            name: &element.name.local,
            attributes: &element.attrs,
        }
    }

    /// The value of the attribute `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }

    /// The words of its `class` attribute.
    pub(super) fn classes(&self) -> impl Iterator<Item = &'a str> {
        self.attribute("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }

    /// Whether the element is skipped with all its content.
    pub(super) fn is_skipped(&self) -> bool {
        SKIPPED_ELEMENTS.contains(&self.name)
    }

    /// Whether the element begins and ends a line.
    pub(super) fn is_block(&self) -> bool {
        BLOCK_ELEMENTS.contains(&self.name)
    }

    /// Whether the element has no end tag.
    pub(super) fn is_void(&self) -> bool {
        VOID_ELEMENTS.contains(&self.name)
    }

    /// Whether the page hides the element from view.
    pub(super) fn is_hidden(&self) -> bool {
        self.attributes.iter().any(|attribute| {
            let value = &*attribute.value;
            match &*attribute.name.local {
                // `until-found` is text in a collapsed section that the user can open.
                "hidden" => !value.eq_ignore_ascii_case("until-found"),
                "aria-hidden" => value.eq_ignore_ascii_case("true"),
                "style" => hides_element(value),
                "class" => value.split_ascii_whitespace().any(|class| {
                    VISUALLY_HIDDEN_CLASSES
                        .iter()
                        .any(|word| class.eq_ignore_ascii_case(word))
                }),
                _ => false,
            }
        })
    }
}

/// Whether a `style` attribute hides its element: it is not displayed, or its box or its letters have no size, as those
/// of the lines that newsletters write for the list of messages only.
fn hides_element(style: &str) -> bool {
    let (mut is_clipped, mut has_no_size) = (false, false);
    for rule in style.split(';') {
        let Some((name, value)) = rule.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        let is_zero = || {
            let number: String = value
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == '.')
                .collect();
            number.parse::<f32>().is_ok_and(|number| number == 0.0)
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "display" if value.starts_with("none") => return true,
            "visibility" if value.starts_with("hidden") => return true,
            "mso-hide" if value.starts_with("all") => return true,
            "font-size" if is_zero() => return true,
            "overflow" => is_clipped |= value.starts_with("hidden"),
            "max-height" | "height" | "max-width" => has_no_size |= is_zero(),
            _ => {}
        }
    }
    is_clipped && has_no_size
}
