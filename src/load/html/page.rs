//! What a page says of itself, as it says it.
//!
//! Owns one walk over the tree that collects every statement about the article: `meta` elements, JSON-LD, headings,
//! times, authors, addresses. Promises that each list is bounded. Decides nothing: which statement is believed is
//! [`about`](super::about)'s matter.

use super::nodes;
use dom_query::{Document, Element, NodeId};
use html5ever::LocalName;

/// How many statements of a kind are kept.
const MANY: usize = 256;

/// The largest piece of JSON that is read, in bytes.
const JSON: usize = 1 << 20;

/// The longest text of an element that is kept, in bytes.
const TEXT: usize = 1000;

/// Everything found.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// `(name, content)` of `meta` elements; names in small letters.
    pub(super) metas: Vec<(String, String)>,
    /// The text of each JSON-LD script.
    pub(super) json: Vec<String>,
    /// The text of `title`.
    pub(super) title: String,
    /// The texts of `h1`, in order.
    pub(super) headlines: Vec<String>,
    /// `(itemprop, value)`.
    pub(super) properties: Vec<(String, String)>,
    /// `(datetime, text)` of `time` elements that stand in no comment or list of other articles.
    pub(super) times: Vec<(String, String)>,
    /// Texts of elements whose class speaks of a date.
    pub(super) dated: Vec<String>,
    /// Texts of elements that name the author: `rel=author`, or by their class.
    pub(super) authors: Vec<String>,
    /// The target of `base`.
    pub(super) base: Option<String>,
    /// The target of `link rel=canonical`.
    pub(super) canonical: Option<String>,
    /// Whether a password is asked for.
    pub(super) asks_password: bool,
}

/// Collect what the page in `document` says.
pub(super) fn collect(document: &Document) -> Page {
    let mut page = Page::default();
    for id in nodes::elements(document) {
        document.tree.query_node(&id, |node| {
            if let Some(element) = node.as_element() {
                page.element(document, id, element);
            }
        });
    }
    page
}

/// The value of `name` on `element`.
pub(super) fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

impl Page {
    fn element(&mut self, document: &Document, id: NodeId, element: &Element) {
        let text = || nodes::text(document, id, TEXT);
        let name: &LocalName = &element.name.local;
        match &**name {
            "meta" => return self.meta(element),
            "script" => {
                let json = attribute(element, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                if json && self.json.len() < MANY {
                    let text = nodes::raw_text(document, id);
                    self.json.extend((text.len() <= JSON).then_some(text));
                }
                return;
            }
            "title" if self.title.is_empty() => self.title = text(),
            "h1" if self.headlines.len() < MANY => self.headlines.push(text()),
            "base" if self.base.is_none() => {
                self.base = attribute(element, "href").map(str::to_owned);
            }
            "link" if self.canonical.is_none() && has(element, "rel", "canonical") => {
                self.canonical = attribute(element, "href").map(str::to_owned);
            }
            "input" => self.asks_password |= has(element, "type", "password"),
            "time" if self.times.len() < MANY => {
                let moment = attribute(element, "datetime").unwrap_or_default();
                self.times.push((moment.to_owned(), text()));
            }
            _ => {}
        }
        self.marked(element, text);
    }

    fn meta(&mut self, element: &Element) {
        let content = attribute(element, "content").unwrap_or_default().trim();
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|kind| attribute(element, kind));
        if let Some(name) = name
            && !content.is_empty()
            && self.metas.len() < MANY
        {
            let name = name.trim().to_ascii_lowercase();
            self.metas.push((name, clip(content).to_owned()));
        }
    }

    /// What microdata, `rel` and classes say.
    fn marked(&mut self, element: &Element, text: impl Fn() -> String) {
        if let Some(property) = attribute(element, "itemprop")
            && self.properties.len() < MANY
        {
            let value = ["content", "datetime"]
                .iter()
                .find_map(|name| attribute(element, name))
                .map_or_else(&text, |value| clip(value).to_owned());
            self.properties.push((property.to_ascii_lowercase(), value));
        }
        let class = attribute(element, "class").unwrap_or_default();
        let says = |word: &str| {
            let matches = |part: &str| {
                part.get(..word.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(word))
            };
            class.split(|c: char| !c.is_ascii_alphabetic()).any(matches)
        };
        let author = has(element, "rel", "author")
            || says("byline")
            || says("author") && !says("authors")
            || says("writtenby");
        if author && self.authors.len() < MANY {
            self.authors.push(text());
        }
        let dated = says("date") || says("pubdate") || says("published") || says("timestamp");
        if dated && self.dated.len() < MANY {
            self.dated.push(text());
        }
    }

    /// The first of `names` that a `meta` element has, with its content.
    pub(super) fn meta_named(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|wanted| {
            self.metas
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, content)| content.as_str())
        })
    }
}

/// Whether `word` is among the words of the attribute `name`.
fn has(element: &Element, name: &str, word: &str) -> bool {
    attribute(element, name).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|part| part.eq_ignore_ascii_case(word))
    })
}

fn clip(text: &str) -> &str {
    let mut end = TEXT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
