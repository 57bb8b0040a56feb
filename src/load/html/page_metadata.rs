//! Collects what a page declares about itself.
//!
//! One walk over the tree gathers every statement about the article: `meta` elements, JSON-LD, headings, times, authors
//! and links. Each list is bounded. Which of the statements is believed is decided in [`metadata`](super::metadata).

mod headings;
mod loose_bylines;
mod loose_dates;

use super::super::FileFormat;
use super::metadata::strip_byline_prefix;
use super::nodes;
use crate::document::{prefix, strip_prefix_ignore_case};
use dom_query::{Document, Element, NodeId};
use html5ever::LocalName;

/// How many entries of each kind are kept.
const MAX_ENTRIES: usize = 256;

/// The largest JSON-LD script that is kept, in bytes.
const MAX_JSON_BYTES: usize = 1 << 20;

/// The longest text of an element or attribute that is kept, in bytes.
const MAX_TEXT_BYTES: usize = 1000;

/// Everything a page declares, in document order.
#[derive(Debug, Default)]
pub(super) struct PageMetadata {
    /// The name and the content of each `meta` element.
    pub(super) meta_tags: Vec<NamedValue>,
    /// The text of each JSON-LD script.
    pub(super) json_ld: Vec<String>,
    /// The text of `title`.
    pub(super) title: String,
    /// Headings of the first three levels, and elements whose class says that they are the headline.
    pub(super) headings: Vec<PageHeading>,
    /// The `itemprop` and the value of microdata.
    pub(super) microdata: Vec<NamedValue>,
    /// Each `time` element.
    pub(super) times: Vec<TimeElement>,
    /// Texts of elements whose class mentions a date.
    pub(super) date_texts: Vec<String>,
    /// Texts of elements that name the author by `rel=author` or by their class.
    pub(super) author_texts: Vec<String>,
    /// Short texts that seem to be nothing but a byline.
    pub(super) byline_texts: Vec<String>,
    /// The language that the page declares, such as `en-GB`; empty if it declares none.
    pub(super) language: String,
    /// The target of the `base` element.
    pub(super) base_href: Option<String>,
    /// The target of `link rel=canonical`.
    pub(super) canonical_url: Option<String>,
    /// The target of the first `link rel=alternate` to a feed.
    pub(super) feed_href: Option<String>,
    /// Short texts that seem to be nothing but a date.
    pub(super) loose_dates: Vec<String>,
    /// Whether the page has a password field.
    pub(super) has_password_field: bool,
}

/// A statement of a page.
#[derive(Debug)]
pub(super) struct NamedValue {
    /// What it is about, in lower case.
    pub(super) name: String,
    pub(super) value: String,
}

/// A heading that may be the headline.
#[derive(Debug, Default)]
pub(super) struct PageHeading {
    /// 1 to 6; 0 for an element that is no heading.
    pub(super) level: u8,
    pub(super) text: String,
    /// The text of its first part, if it has several. Otherwise empty.
    pub(super) first_part: String,
    /// The text of its last part, if it has several: the headline below a line that announces it. Otherwise empty.
    pub(super) last_part: String,
    /// The last part, if the classes say that it is the headline and the first part a line above it. Otherwise empty.
    pub(super) named_part: String,
    /// Whether it links to the home page of the site.
    pub(super) links_home: bool,
    /// Whether its class or property says that it is the headline.
    pub(super) has_title_class: bool,
    /// Whether it stands in a list, a side column or the frame of the page.
    pub(super) is_in_list: bool,
}

/// A `time` element.
#[derive(Debug)]
pub(super) struct TimeElement {
    /// The attribute of this name.
    pub(super) datetime: String,
    pub(super) text: String,
}

/// Collects everything that the page in `document` declares.
pub(super) fn collect(document: &Document) -> PageMetadata {
    let mut page = PageMetadata::default();
    for id in nodes::elements(document) {
        document.tree.query_node(&id, |node| {
            if let Some(element) = node.as_element() {
                page.read_element(document, id, element);
            }
        });
    }
    page.loose_dates = loose_dates::collect(document);
    page.byline_texts = loose_bylines::collect(document);
    page
}

/// The value of the attribute `name` of `element`.
pub(super) fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

impl PageMetadata {
    fn read_element(&mut self, document: &Document, id: NodeId, element: &Element) {
        let text = || nodes::text_content(document, id, MAX_TEXT_BYTES);
        let name: &LocalName = &element.name.local;
        match &**name {
            "meta" => return self.read_meta(element),
            "html" if self.language.is_empty() => {
                let language = attribute(element, "lang").or(attribute(element, "xml:lang"));
                language.unwrap_or_default().clone_into(&mut self.language);
            }
            "script" => {
                let is_json_ld = attribute(element, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                if is_json_ld && self.json_ld.len() < MAX_ENTRIES {
                    let text = nodes::raw_text(document, id);
                    self.json_ld
                        .extend((text.len() <= MAX_JSON_BYTES).then_some(text));
                }
                return;
            }
            "title" if self.title.is_empty() => self.title = text(),
            "h1" | "h2" | "h3" | "h4" | "div" | "p" | "span"
                if self.headings.len() < MAX_ENTRIES =>
            {
                self.headings.extend(headings::read(document, id, element));
            }
            "base" if self.base_href.is_none() => {
                self.base_href = attribute(element, "href").map(str::to_owned);
            }
            "link" => self.read_link(element),
            "input" => self.has_password_field |= has_word(element, "type", "password"),
            "time" if self.times.len() < MAX_ENTRIES => {
                let datetime = attribute(element, "datetime").unwrap_or_default();
                self.times.push(TimeElement {
                    datetime: datetime.to_owned(),
                    text: text(),
                });
            }
            _ => {}
        }
        self.read_attributes(element, text, || {
            nodes::joined_text(document, id, MAX_TEXT_BYTES, " | ")
        });
    }

    /// Reads the first links to the page itself and to a feed.
    fn read_link(&mut self, element: &Element) {
        let Some(href) = attribute(element, "href") else {
            return;
        };
        if self.canonical_url.is_none() && has_word(element, "rel", "canonical") {
            self.canonical_url = Some(href.to_owned());
        }
        let is_feed = || {
            let kind = attribute(element, "type").unwrap_or_default();
            FileFormat::from_media_type(kind) == Some(FileFormat::Feed)
        };
        if self.feed_href.is_none() && has_word(element, "rel", "alternate") && is_feed() {
            self.feed_href = Some(href.to_owned());
        }
    }

    fn read_meta(&mut self, element: &Element) {
        let content = attribute(element, "content").unwrap_or_default().trim();
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|kind| attribute(element, kind));
        if let Some(name) = name
            && !content.is_empty()
            && self.meta_tags.len() < MAX_ENTRIES
        {
            self.meta_tags.push(NamedValue {
                name: name.trim().to_ascii_lowercase(),
                value: prefix(content, MAX_TEXT_BYTES).to_owned(),
            });
        }
    }

    /// Reads microdata, `rel` and class names.
    /// `columns` is the text with a mark between its columns.
    fn read_attributes(
        &mut self,
        element: &Element,
        text: impl Fn() -> String,
        columns: impl Fn() -> String,
    ) {
        if let Some(property) = attribute(element, "itemprop")
            && self.microdata.len() < MAX_ENTRIES
        {
            let value = ["content", "datetime"]
                .iter()
                .find_map(|name| attribute(element, name))
                .map_or_else(&text, |value| prefix(value, MAX_TEXT_BYTES).to_owned());
            self.microdata.push(NamedValue {
                name: property.to_ascii_lowercase(),
                value,
            });
        }
        let class = attribute(element, "class").unwrap_or_default();
        let class_starts_with = |word: &str| {
            let matches = |part: &str| strip_prefix_ignore_case(part, word).is_some();
            class.split(|c: char| !c.is_ascii_alphabetic()).any(matches)
        };
        let is_author = has_word(element, "rel", "author")
            || class_starts_with("byline")
            || class_starts_with("author") && !class_starts_with("authors")
            || class_starts_with("autor")
            || class_starts_with("auteur")
            || class_starts_with("redakteur")
            || class_starts_with("writtenby")
            || &*element.name.local == "address" && {
                // Most hold a postal address.
                let text = text();
                strip_byline_prefix(&text) != text
            };
        // Who comments is no author, nor is what a form asks for.
        let is_form = class_starts_with("comment")
            || matches!(
                &*element.name.local,
                "label" | "input" | "form" | "textarea"
            );
        if is_author && !is_form && self.author_texts.len() < MAX_ENTRIES {
            self.author_texts.push(columns());
        }
        let is_date = class_starts_with("date")
            || class_starts_with("pubdate")
            || class_starts_with("published")
            || class_starts_with("timestamp");
        if is_date && self.date_texts.len() < MAX_ENTRIES {
            self.date_texts.push(text());
        }
    }

    /// The content of the first of `names` that a `meta` element has.
    pub(super) fn meta_content(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|wanted| {
            self.meta_tags
                .iter()
                .find(|tag| tag.name == *wanted)
                .map(|tag| tag.value.as_str())
        })
    }
}

/// Whether `word` is one of the words in the attribute `name`, ignoring case.
fn has_word(element: &Element, name: &str, word: &str) -> bool {
    attribute(element, name).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|part| part.eq_ignore_ascii_case(word))
    })
}
