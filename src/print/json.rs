//! Prints an article and everything found in it as JSON.
//!
//! The shape is `{"title", "source", "text", "entities": [{"kind", "name", "code"?, "roles", "mentions": [{"start", "end",
//! "text", "how"?}]}]}`. "start" and "end" count Unicode code points of "text"; the end is exclusive. Entities and mentions
//! are serialized directly from the document; only the offsets are copied.

use super::code_point_ranges;
use crate::document::Document;
use crate::entities::{CountryCode, Entities, Entity, EntityKind, MentionType};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes the article as one line.
pub(super) fn write(
    document: &Document,
    entities: &Entities,
    out: &mut impl Write,
) -> io::Result<()> {
    let ranges = code_point_ranges(document.text(), entities);
    let context = JsonContext {
        document,
        entities,
        ranges: &ranges,
    };
    let article = JsonArticle {
        title: document.meta().title.as_deref(),
        source: &document.meta().source,
        text: document.text(),
        entities: JsonEntities(&context),
    };
    serde_json::to_writer(&mut *out, &article)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    title: Option<&'a str>,
    source: &'a str,
    text: &'a str,
    entities: JsonEntities<'a>,
}

/// What entities and mentions are serialized from.
struct JsonContext<'a> {
    document: &'a Document,
    entities: &'a Entities,
    /// Start and end of each mention, in code points.
    ranges: &'a [(usize, usize)],
}

/// The entities, in order of their first mention.
struct JsonEntities<'a>(&'a JsonContext<'a>);

impl Serialize for JsonEntities<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.entities.entities().iter().map(|entity| JsonEntity {
            kind: match entity.kind {
                EntityKind::Person => "person",
                EntityKind::Country => "country",
            },
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
        serializer.collect_seq(self.entity.mentions.iter().filter_map(|&index| {
            let mention = self.context.entities.mentions().get(index)?;
            let &(start, end) = self.context.ranges.get(index)?;
            Some(JsonMention {
                start,
                end,
                text: self.context.document.slice(mention.range.clone()),
                how: mention.mention_type.map(MentionType::as_str),
            })
        }))
    }
}

#[derive(Serialize)]
struct JsonMention<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<&'static str>,
}
