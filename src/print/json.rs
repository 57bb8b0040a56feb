//! Prints an article and everything found in it as JSON.
//!
//! The shape is `{"schema", "title", "authors", "date"?, "site"?, "language"?, "source", "address"?, "format", "notice"?,
//! "outline": [{"level", "text", "start"}], "text", "entities": [{"kind", "name", "code"?, "roles", "mentions": [{"start", "end",
//! "text", "how"?, "reasons"?}]}]}`. "start" and "end" count Unicode code points of "text"; the end is exclusive. Entities and mentions
//! are serialized directly from the document; only the offsets are copied.

use super::annotated::{AnnotatedDocument, kind_name};
use super::code_points::{CodePointOffset, CodePointRange, MentionRanges};
use crate::document::{BrowseTarget, Document};
use crate::entities::{CountryCode, Entity, Mention, MentionType};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes the article as one line.
///
/// With `reasons`, each mention of a person also has the ids of the rules that decided it.
pub(super) fn write(
    article: AnnotatedDocument<'_>,
    reasons: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let document = article.document;
    let ranges = MentionRanges::new(document.text(), article.entities);
    let context = JsonContext {
        article,
        ranges,
        reasons,
    };
    let meta = document.meta();
    let address = meta
        .browse_target
        .as_ref()
        .and_then(BrowseTarget::public_url);
    let json = JsonArticle {
        schema: SCHEMA_VERSION,
        title: meta.title.as_deref(),
        authors: &meta.authors,
        date: meta.date.as_deref(),
        site: meta.site.as_deref(),
        language: meta.language.map(|language| language.code),
        source: &meta.source,
        address,
        format: meta.format,
        notice: meta.notice.as_deref(),
        outline: JsonOutline(document),
        text: document.text(),
        entities: JsonEntities(&context),
    };
    serde_json::to_writer(&mut *out, &json)?;
    out.write_all(b"\n")
}

/// The version of the shape: it rises when a field changes its meaning or goes, not when one is added.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonArticle<'a> {
    schema: u32,
    title: Option<&'a str>,
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
    outline: JsonOutline<'a>,
    text: &'a str,
    entities: JsonEntities<'a>,
}

/// The title and the headings, in reading order; `start` counts code points of the text.
struct JsonOutline<'a>(&'a Document);

impl Serialize for JsonOutline<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut bytes, mut code_points) = (0, 0);
        serializer.collect_seq(self.0.outline().into_iter().map(|heading| {
            let between = self.0.slice(bytes..heading.start);
            code_points += between.chars().count();
            bytes = heading.start;
            JsonHeading {
                level: heading.level,
                text: heading.text,
                start: code_points,
            }
        }))
    }
}

#[derive(Serialize)]
struct JsonHeading<'a> {
    level: u8,
    text: &'a str,
    start: usize,
}

/// What entities and mentions are serialized from.
struct JsonContext<'a> {
    article: AnnotatedDocument<'a>,
    ranges: MentionRanges,
    /// Whether mentions have their reasons.
    reasons: bool,
}

/// The entities, in order of their first mention.
struct JsonEntities<'a>(&'a JsonContext<'a>);

impl Serialize for JsonEntities<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entities = self.0.article.entities.entities().iter();
        serializer.collect_seq(entities.map(|entity| JsonEntity {
            kind: kind_name(entity.kind),
            name: &entity.name,
            code: entity.code.as_ref().map(CountryCode::as_str),
            roles: &entity.roles,
            mentions: JsonMentions {
                context: self.0,
                entity,
            },
        }))
    }
}

#[derive(Serialize)]
struct JsonEntity<'a> {
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    roles: &'a [String],
    mentions: JsonMentions<'a>,
}

/// An entity's mentions, in reading order.
struct JsonMentions<'a> {
    context: &'a JsonContext<'a>,
    entity: &'a Entity,
}

impl Serialize for JsonMentions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let JsonContext {
            article,
            ranges,
            reasons,
        } = self.context;
        serializer.collect_seq(self.entity.mentions.iter().map(|&id| {
            let mention = article.entities.mention(id);
            let CodePointRange { start, end } = ranges.of(id);
            JsonMention {
                start,
                end,
                text: article.text_of(mention),
                how: mention.mention_type.map(MentionType::as_str),
                reasons: reasons.then(|| reason_ids(mention)),
            }
        }))
    }
}

#[derive(Serialize)]
struct JsonMention<'a> {
    start: CodePointOffset,
    end: CodePointOffset,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Vec<&'static str>>,
}

/// The ids of the rules that decided a mention; of one that no rule decided, what did.
fn reason_ids(mention: &Mention) -> Vec<&'static str> {
    let rules = mention.evidence.weighed_rules();
    let ids = rules
        .iter()
        .filter(|rule| rule.id != "start")
        .map(|rule| rule.id);
    if rules.is_empty() {
        vec![mention.reason.as_str()]
    } else {
        ids.collect()
    }
}
