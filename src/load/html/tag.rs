//! A start tag with its attributes, from a tree or from the tokenizer.
//!
//! Knows what the element names of HTML mean: which elements are blocks, which are skipped, and which are hidden.

use crate::document::strip_prefix_ignore_case;
use dom_query::Element;
use html5ever::Attribute;

/// The start tag of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct HtmlTag<'a> {
    /// In lower case.
    pub(super) name: &'a str,
    pub(super) attributes: &'a [Attribute],
}

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
        matches!(
            self.name,
            "annotation"
                | "annotation-xml"
                | "applet"
                | "area"
                | "audio"
                | "base"
                | "basefont"
                | "button"
                | "canvas"
                | "col"
                | "colgroup"
                | "datalist"
                | "dialog"
                | "embed"
                | "frame"
                | "head"
                | "iframe"
                | "link"
                | "map"
                | "meta"
                | "meter"
                | "noembed"
                | "noframes"
                | "object"
                | "optgroup"
                | "option"
                | "param"
                | "progress"
                | "rp"
                | "script"
                | "select"
                | "source"
                | "style"
                | "svg"
                | "template"
                | "textarea"
                | "title"
                | "track"
                | "video"
        )
    }

    /// Whether the element begins and ends a line.
    pub(super) fn is_block(&self) -> bool {
        matches!(
            self.name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "frameset"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "noframes"
                | "noscript"
                | "ol"
                | "p"
                | "plaintext"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
                | "xmp"
        )
    }

    /// Whether the element has no end tag.
    pub(super) fn is_void(&self) -> bool {
        matches!(
            self.name,
            "area"
                | "base"
                | "basefont"
                | "bgsound"
                | "br"
                | "col"
                | "embed"
                | "frame"
                | "hr"
                | "img"
                | "input"
                | "keygen"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
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
        let (name, value) = (name.trim(), value.trim());
        let is_named = |names: &[&str]| names.iter().any(|word| name.eq_ignore_ascii_case(word));
        let begins_with = |start: &str| strip_prefix_ignore_case(value, start).is_some();
        let is_zero = || {
            let end = value.find(|c: char| !c.is_ascii_digit() && c != '.');
            let number = value.get(..end.unwrap_or(value.len()));
            number.is_some_and(|number| number.parse::<f32>().is_ok_and(|number| number == 0.0))
        };
        if is_named(&["display"]) && begins_with("none")
            || is_named(&["visibility"]) && begins_with("hidden")
            || is_named(&["mso-hide"]) && begins_with("all")
            || is_named(&["font-size"]) && is_zero()
        {
            return true;
        }
        is_clipped |= is_named(&["overflow"]) && begins_with("hidden");
        has_no_size |= is_named(&["max-height", "height", "max-width"]) && is_zero();
    }
    is_clipped && has_no_size
}
