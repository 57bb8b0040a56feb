//! Prints tab-separated tables with one mention or one entity per line. No field contains a tab or a line feed.

use super::code_point_ranges;
use crate::document::Document;
use crate::entities::{CountryCode, Entities, Entity, EntityKind, MentionType};
use crate::load::clean;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Writes the header of [`write_mentions`]; for `several` articles, the first column is the source.
pub(super) fn write_header(several: bool, out: &mut impl Write) -> io::Result<()> {
    if several {
        out.write_all(b"source\t")?;
    }
    writeln!(out, "start\tend\tkind\tcode\thow\tname\ttext")
}

/// Writes every mention in reading order: start and end in code points, kind, code, type, name and text; for `several`
/// articles, the first column is the source.
pub(super) fn write_mentions(
    document: &Document,
    entities: &Entities,
    several: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let source = clean::line(&document.meta().source);
    let ranges = code_point_ranges(document.text(), entities);
    for (mention, (start, end)) in entities.mentions().iter().zip(ranges) {
        let Some(entity) = entities.entities().get(mention.entity) else {
            continue;
        };
        let kind = match entity.kind {
            EntityKind::Person => "person",
            EntityKind::Country => "country",
        };
        let code = entity.code.as_ref().map_or("", CountryCode::as_str);
        let how = mention.mention_type.map_or("", MentionType::as_str);
        let name = clean::line(&entity.name);
        let text = clean::line(document.slice(mention.range.clone()));
        if several {
            write!(out, "{source}\t")?;
        }
        writeln!(out, "{start}\t{end}\t{kind}\t{code}\t{how}\t{name}\t{text}")?;
    }
    Ok(())
}

/// Writes the entities of one kind: the number of mentions, the name, and the code if it is a country. The most mentioned
/// come first, then in order of appearance.
pub(super) fn write_entities(
    entities: &Entities,
    kind: EntityKind,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut listed: Vec<&Entity> = entities
        .entities()
        .iter()
        .filter(|entity| entity.kind == kind)
        .collect();
    listed.sort_by_key(|entity| Reverse(entity.mentions.len()));
    for entity in listed {
        let count = entity.mentions.len();
        let name = clean::line(&entity.name);
        match &entity.code {
            Some(code) => writeln!(out, "{count}\t{name}\t{}", code.as_str())?,
            None => writeln!(out, "{count}\t{name}")?,
        }
    }
    Ok(())
}
