//! JSON, for other programs.
//!
//! Owns the shape: `{"title", "source", "text", "entities": [{"kind", "name", "code"?, "roles", "mentions": [{"start",
//! "end", "text", "how"?}]}]}`. Offsets are Unicode code points into "text", the end exclusive. Entities and mentions are
//! written as they are walked; nothing is copied but the offsets.

use super::code_points;
use crate::document::Document;
use crate::entities::{Code, Entities, Entity, MentionType, Kind};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Write all of it as one line.
pub(super) fn write(
    document: &Document,
    entities: &Entities,
    out: &mut impl Write,
) -> io::Result<()> {
    let places = code_points(document.text(), entities);
    let found = Found {
        document,
        entities,
        places: &places,
    };
    let article = Article {
        title: document.meta().title.as_deref(),
        source: &document.meta().source,
        text: document.text(),
        entities: Listed(&found),
    };
    serde_json::to_writer(&mut *out, &article)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Article<'a> {
    title: Option<&'a str>,
    source: &'a str,
    text: &'a str,
    entities: Listed<'a>,
}

/// What the entries look themselves up in.
struct Found<'a> {
    document: &'a Document,
    entities: &'a Entities,
    /// Start and end of each mention, in code points.
    places: &'a [(usize, usize)],
}

/// The entities, in order of first appearance.
struct Listed<'a>(&'a Found<'a>);

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.entities.entities().iter().map(|entity| Entry {
            kind: match entity.kind {
                Kind::Person => "person",
                Kind::Country => "country",
            },
            name: &entity.name,
            code: entity.code.as_ref().map(Code::as_str),
            roles: &entity.roles,
            mentions: Mentions {
                found: self.0,
                entity,
            },
        }))
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    roles: &'a [String],
    mentions: Mentions<'a>,
}

/// An entity's mentions, in reading order.
struct Mentions<'a> {
    found: &'a Found<'a>,
    entity: &'a Entity,
}

impl Serialize for Mentions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.entity.mentions.iter().filter_map(|&index| {
            let mention = self.found.entities.mentions().get(index)?;
            let &(start, end) = self.found.places.get(index)?;
            Some(Place {
                start,
                end,
                text: self.found.document.slice(mention.range.clone()),
                how: mention.mention_type.map(MentionType::word),
            })
        }))
    }
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<&'static str>,
}
