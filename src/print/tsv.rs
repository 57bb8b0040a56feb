//! Prints tab-separated tables with one mention or one entity per line. No field contains a tab or a line feed.

use super::annotated::{AnnotatedDocument, entities_by_mentions, kind_name};
use super::code_points::{CodePointRange, MentionRanges};
use crate::entities::{CountryCode, Entities, EntityKind, MentionType};
use crate::load::clean;
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
    article: AnnotatedDocument<'_>,
    several: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let AnnotatedDocument { document, entities } = article;
    let source = clean::line(&document.meta().source);
    let ranges = MentionRanges::new(document.text(), entities);
    for id in entities.mention_ids() {
        let mention = entities.mention(id);
        let entity = entities.entity(mention.entity);
        let CodePointRange { start, end } = ranges.of(id);
        let kind = kind_name(entity.kind);
        let code = entity.code.as_ref().map_or("", CountryCode::as_str);
        let how = mention.mention_type.map_or("", MentionType::as_str);
        let name = clean::line(&entity.name);
        let text = clean::line(article.text_of(mention));
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
    for id in entities_by_mentions(entities, kind) {
        let entity = entities.entity(id);
        let count = entity.mentions.len();
        let name = clean::line(&entity.name);
        match &entity.code {
            Some(code) => writeln!(out, "{count}\t{name}\t{}", code.as_str())?,
            None => writeln!(out, "{count}\t{name}")?,
        }
    }
    Ok(())
}
