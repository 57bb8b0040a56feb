//! Reads the JSON-LD of a page, which describes the page to search engines.
//!
//! Looks for the article among the items described and ignores everything else. At most [`MAX_ITEMS`] items are
//! visited, however they are nested (serde_json rejects nesting deeper than 128). Values that are not text are ignored.

use crate::load::character_references;
use serde_json::Value;

/// How many items are visited at most.
const MAX_ITEMS: usize = 2000;

/// Types that are articles, by the ends of their names.
const ARTICLE_TYPES: &[&str] = &[
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "Posting",
    "Report",
    "SocialMediaPosting",
];

/// What the JSON-LD of a page says about its article.
#[derive(Debug, Default)]
pub(super) struct JsonLdArticle {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) body: Option<String>,
    pub(super) is_article: bool,
}

/// Reads the article out of JSON-LD `scripts`.
pub(super) fn read_scripts(scripts: &[String]) -> JsonLdArticle {
    let mut article = JsonLdArticle::default();
    let mut left = MAX_ITEMS;
    for script in scripts {
        let text = script.trim().trim_end_matches(';');
        let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
        let text = text.strip_suffix("]]>").unwrap_or(text);
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            visit_items(&value, &mut article, &mut left);
        }
    }
    article
}

/// Visits an item and those listed in it, in order. `left` counts down the items that may still be visited.
fn visit_items(value: &Value, article: &mut JsonLdArticle, left: &mut usize) {
    let mut items = vec![value];
    while let Some(item) = items.pop() {
        *left = left.saturating_sub(1);
        if *left == 0 {
            return;
        }
        if let Value::Array(list) = item {
            items.extend(list.iter().rev());
        }
        items.extend(
            ["mainEntity", "@graph"]
                .iter()
                .filter_map(|key| item.get(key)),
        );
        if is_article(item) {
            read_article(item, article);
        }
    }
}

fn is_article(item: &Value) -> bool {
    let is_article_type = |value: &Value| {
        value
            .as_str()
            .is_some_and(|kind| ARTICLE_TYPES.iter().any(|name| kind.ends_with(name)))
    };
    item.get("@type").is_some_and(|kind| {
        is_article_type(kind)
            || kind
                .as_array()
                .is_some_and(|kinds| kinds.iter().any(is_article_type))
    })
}

/// Copies the fields of an article item; fields that are already set stay.
fn read_article(item: &Value, article: &mut JsonLdArticle) {
    let text = |key: &str| item.get(key).and_then(text_value);
    article.is_article = true;
    article.headline = article
        .headline
        .take()
        .or_else(|| text("headline"))
        .or_else(|| text("name"));
    article.published = article
        .published
        .take()
        .or_else(|| text("datePublished"))
        .or_else(|| text("dateCreated"));
    article.publisher = article.publisher.take().or_else(|| {
        let publisher = item.get("publisher")?;
        publisher
            .get("name")
            .and_then(text_value)
            .or_else(|| text_value(publisher))
    });
    article.body = article.body.take().or_else(|| text("articleBody"));
    if article.authors.is_empty() {
        article.authors = ["author", "creator"]
            .iter()
            .filter_map(|key| item.get(key))
            .map(author_names)
            .find(|people| !people.is_empty())
            .unwrap_or_default();
    }
}

/// The names of authors: a name, an item with a name, or a list of these.
fn author_names(value: &Value) -> Vec<String> {
    let author_name = |value: &Value| {
        value
            .get("name")
            .and_then(text_value)
            .or_else(|| text_value(value))
    };
    match value {
        Value::Array(list) => list.iter().take(20).filter_map(author_name).collect(),
        Value::String(_) | Value::Object(_) => author_name(value).into_iter().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// A text, or the first text of a list.
fn text_value(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(list) => list.first()?.as_str()?,
        Value::String(text) => text,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    // Many pages escape their JSON as if it were HTML.
    let text = character_references::decode(text.trim()).into_owned();
    (!text.is_empty()).then_some(text)
}
