//! Tables: one mention or one entity to the line, columns parted by tabs.
//!
//! Owns the columns. Promises that no cell holds a tab or a line feed.

use super::code_points;
use crate::document::Document;
use crate::entities::{Code, Entities, Entity, MentionType, Kind};
use crate::load::clean;
use std::cmp::Reverse;
use std::io::{self, Write};

/// What the columns of [`mentions()`] hold; of `several` articles, the source first.
pub(super) fn heading(several: bool, out: &mut impl Write) -> io::Result<()> {
    if several {
        out.write_all(b"source\t")?;
    }
    writeln!(out, "start\tend\tkind\tcode\thow\tname\ttext")
}

/// Every mention in reading order: start, end (code points), kind, code, how, name, text; of `several` articles, the source
/// first.
pub(super) fn mentions(
    document: &Document,
    entities: &Entities,
    several: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let source = clean::line(&document.meta().source);
    let places = code_points(document.text(), entities);
    for (mention, (start, end)) in entities.mentions().iter().zip(places) {
        let Some(entity) = entities.entities().get(mention.entity) else {
            continue;
        };
        let kind = match entity.kind {
            Kind::Person => "person",
            Kind::Country => "country",
        };
        let code = entity.code.as_ref().map_or("", Code::as_str);
        let how = mention.mention_type.map_or("", MentionType::word);
        let name = clean::line(&entity.name);
        let text = clean::line(document.slice(mention.range.clone()));
        if several {
            write!(out, "{source}\t")?;
        }
        writeln!(out, "{start}\t{end}\t{kind}\t{code}\t{how}\t{name}\t{text}")?;
    }
    Ok(())
}

/// The entities of one kind, most mentioned first, then in order of appearance: count, name, and a country's code.
pub(super) fn entities(entities: &Entities, kind: Kind, out: &mut impl Write) -> io::Result<()> {
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
