//! Writes the lists of people and countries beside the text.
//!
//! Each list is sorted by number of mentions. An entry shows the count, where in the article the mentions are, and a numbered
//! link to each mention.

use super::super::annotated::{AnnotatedDocument, entities_by_mentions};
use super::escape::write_line;
use super::inline::kind_class;
use super::{Anchor, map};
use crate::entities::{Entity, EntityId, EntityKind};
use std::io::{self, Write};

/// With this many mentions or more, the links to them are collapsed.
const COLLAPSE_FROM: usize = 30;

/// Writes both lists.
pub(super) fn write(article: AnnotatedDocument<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<aside lang=\"en\" aria-label=\"People and countries\">"
    )?;
    for (kind, id, heading) in [
        (EntityKind::Person, "people", "People"),
        (EntityKind::Country, "countries", "Countries"),
    ] {
        let rows = entities_by_mentions(article.entities, kind);
        writeln!(
            out,
            "<section id=\"{id}\"><h2>{heading} <span class=\"count\">{}</span></h2>",
            rows.len()
        )?;
        if kind == EntityKind::Country {
            map::write(&rows, article.entities, out)?;
        }
        if rows.is_empty() {
            writeln!(out, "<p class=\"none\">None mentioned.</p>")?;
        } else {
            writeln!(out, "<ol class=\"list\">")?;
            for id in rows {
                write_entity(article, id, out)?;
            }
            writeln!(out, "</ol>")?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</aside>")
}

fn write_entity(
    article: AnnotatedDocument<'_>,
    id: EntityId,
    out: &mut impl Write,
) -> io::Result<()> {
    let entity = article.entities.entity(id);
    // Every entity has a mention.
    let first = entity.mentions.first().copied();
    let first = first.map_or(Anchor::Entity(id), Anchor::Mention);
    write!(
        out,
        "<li id=\"{}\"><div class=\"row\"><a class=\"{}\" href=\"#{first}\">",
        Anchor::Entity(id),
        kind_class(entity.kind)
    )?;
    if let Some(code) = &entity.code {
        write!(out, "<span class=\"code\">{}</span> ", code.as_str())?;
    }
    out.write_all(b"<bdi>")?;
    write_line(&entity.name, out)?;
    out.write_all(b"</bdi></a>")?;
    write_position_strip(article, entity, out)?;
    let count = entity.mentions.len();
    let label = counted(count, "mention", "mentions");
    // The count of a single mention is the link to it.
    if count == 1 {
        write!(
            out,
            "<a class=\"count\" href=\"#{first}\" title=\"{label}\">1</a></div>"
        )?;
    } else {
        write!(
            out,
            "<span class=\"count\" title=\"{label}\">{count}</span></div>"
        )?;
    }
    if let Some(role) = entity.roles.first() {
        out.write_all(b"<div class=\"role\">")?;
        write_line(role, out)?;
        out.write_all(b"</div>")?;
    }
    if count > 1 {
        write_mention_links(entity, &label, out)?;
    }
    writeln!(out, "</li>")
}

/// Writes a numbered link to each mention.
fn write_mention_links(entity: &Entity, label: &str, out: &mut impl Write) -> io::Result<()> {
    let is_long = entity.mentions.len() >= COLLAPSE_FROM;
    if is_long {
        write!(out, "<details><summary>all {label}</summary>")?;
    }
    out.write_all(b"<div class=\"all\">")?;
    for (&id, nth) in entity.mentions.iter().zip(1..) {
        write!(out, "<a href=\"#{}\">{nth}</a> ", Anchor::Mention(id))?;
    }
    out.write_all(b"</div>")?;
    if is_long {
        out.write_all(b"</details>")?;
    }
    Ok(())
}

/// Writes a strip that stands for the article, with a stroke at each mention.
fn write_position_strip(
    article: AnnotatedDocument<'_>,
    entity: &Entity,
    out: &mut impl Write,
) -> io::Result<()> {
    let length = article.document.text().len().max(1);
    let mut strokes: Vec<usize> = article
        .mentions_of(entity)
        .map(|mention| mention.range.start * 100 / length)
        .collect();
    strokes.dedup();
    write!(
        out,
        "<svg class=\"places\" viewBox=\"0 0 102 10\" aria-hidden=\"true\"><path d=\""
    )?;
    for stroke in strokes {
        write!(out, "M{} 0v10", stroke + 1)?;
    }
    out.write_all(b"\"/></svg>")
}

/// "1 person", "3 people".
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
