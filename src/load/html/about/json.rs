//! JSON-LD: what a page says of itself to search engines.
//!
//! Owns the look for the one thing among those described that is the article. Promises to stop after so many things,
//! however they are nested (the parser refuses what is nested deeper than 128). Believes nothing that is no text.

use serde_json::Value;

/// How many things are looked at.
const THINGS: usize = 2000;

/// Kinds of thing that are articles, by the ends of their names.
const ARTICLES: &[&str] = &[
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "Posting",
    "Report",
    "SocialMediaPosting",
];

/// What is said of the article.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) body: Option<String>,
    pub(super) is_article: bool,
}

/// What the `scripts` say.
pub(super) fn read(scripts: &[String]) -> Said {
    let mut said = Said::default();
    let mut left = THINGS;
    for script in scripts {
        let text = script.trim().trim_end_matches(';');
        let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
        let text = text.strip_suffix("]]>").unwrap_or(text);
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            look(&value, &mut said, &mut left);
        }
    }
    said
}

/// Look at a thing and at those listed in it, first to last.
fn look(value: &Value, said: &mut Said, left: &mut usize) {
    let mut things = vec![value];
    while let Some(thing) = things.pop() {
        *left = left.saturating_sub(1);
        if *left == 0 {
            return;
        }
        if let Value::Array(list) = thing {
            things.extend(list.iter().rev());
        }
        things.extend(
            ["mainEntity", "@graph"]
                .iter()
                .filter_map(|key| thing.get(key)),
        );
        if is_article(thing) {
            article(thing, said);
        }
    }
}

fn is_article(thing: &Value) -> bool {
    let names = |value: &Value| {
        value
            .as_str()
            .is_some_and(|kind| ARTICLES.iter().any(|name| kind.ends_with(name)))
    };
    thing.get("@type").is_some_and(|kind| {
        names(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(names))
    })
}

/// Take what an article says; the first one to say a thing is believed.
fn article(thing: &Value, said: &mut Said) {
    let text = |key: &str| thing.get(key).and_then(texts);
    said.is_article = true;
    said.headline = said
        .headline
        .take()
        .or_else(|| text("headline"))
        .or_else(|| text("name"));
    said.published = said
        .published
        .take()
        .or_else(|| text("datePublished"))
        .or_else(|| text("dateCreated"));
    said.publisher = said.publisher.take().or_else(|| {
        let publisher = thing.get("publisher")?;
        publisher
            .get("name")
            .and_then(texts)
            .or_else(|| texts(publisher))
    });
    said.body = said.body.take().or_else(|| text("articleBody"));
    if said.authors.is_empty() {
        said.authors = ["author", "creator"]
            .iter()
            .filter_map(|key| thing.get(key))
            .map(people)
            .find(|people| !people.is_empty())
            .unwrap_or_default();
    }
}

/// Names of authors: a name, a thing with a name, or several of them.
fn people(value: &Value) -> Vec<String> {
    let one = |value: &Value| value.get("name").and_then(texts).or_else(|| texts(value));
    match value {
        Value::Array(list) => list.iter().take(20).filter_map(one).collect(),
        Value::String(_) | Value::Object(_) => one(value).into_iter().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// A text, or the first of several.
fn texts(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(list) => list.first()?.as_str()?,
        Value::String(text) => text,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    let text = entities(text.trim());
    (!text.is_empty()).then_some(text)
}

/// Many pages escape their JSON as if it were markup.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (name, letter)| {
        text.replace(name, letter)
    })
}
