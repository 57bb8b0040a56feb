//! The people and the countries beside the text.
//!
//! Owns their order (most mentioned first) and what is said of each: how often, where in the article, and every mention by number.

use super::escape::attribute;
use super::map;
use super::words::mark;
use crate::document::Document;
use crate::entities::{Entities, Entity, Kind};
use std::cmp::Reverse;
use std::io::{self, Write};

/// From so many mentions on, their numbers are shown when asked for.
const MANY: usize = 30;

/// Write both lists.
pub(super) fn write(
    document: &Document,
    entities: &Entities,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<aside lang=\"en\" aria-label=\"People and countries\">"
    )?;
    for (kind, id, heading) in [
        (Kind::Person, "people", "People"),
        (Kind::Country, "countries", "Countries"),
    ] {
        let rows = rows(entities, kind);
        writeln!(
            out,
            "<section id=\"{id}\"><h2>{heading} <span class=\"count\">{}</span></h2>",
            rows.len()
        )?;
        if kind == Kind::Country {
            map::write(&rows, out)?;
        }
        if rows.is_empty() {
            writeln!(out, "<p class=\"none\">None are mentioned.</p>")?;
        } else {
            writeln!(out, "<ol class=\"list\">")?;
            for (number, entity) in rows {
                row((document, entities), (number, entity), out)?;
            }
            writeln!(out, "</ol>")?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</aside>")
}

/// Those of a kind with their numbers, most mentioned first, then in order of appearance.
fn rows(entities: &Entities, kind: Kind) -> Vec<(usize, &Entity)> {
    let all = entities.entities().iter().enumerate();
    let mut rows: Vec<(usize, &Entity)> = all
        .filter(|(_, entity)| entity.kind == kind)
        .map(|(index, entity)| (index + 1, entity))
        .collect();
    rows.sort_by_key(|(_, entity)| Reverse(entity.mentions.len()));
    rows
}

fn row(
    (document, entities): (&Document, &Entities),
    (number, entity): (usize, &Entity),
    out: &mut impl Write,
) -> io::Result<()> {
    let first = entity.mentions.first().map_or(0, |first| first + 1);
    write!(
        out,
        "<li id=\"e{number}\"><div class=\"row\"><a class=\"{}\" href=\"#m{first}\">",
        mark(entity.kind)
    )?;
    if let Some(code) = &entity.code {
        write!(out, "<span class=\"code\">{}</span> ", code.as_str())?;
    }
    out.write_all(b"<bdi>")?;
    attribute(&entity.name, out)?;
    out.write_all(b"</bdi></a>")?;
    places(document, entities, entity, out)?;
    let count = entity.mentions.len();
    let told = counted(count, "mention", "mentions");
    // One mention is its own number.
    if count == 1 {
        write!(
            out,
            "<a class=\"count\" href=\"#m{first}\" title=\"{told}\">1</a></div>"
        )?;
    } else {
        write!(
            out,
            "<span class=\"count\" title=\"{told}\">{count}</span></div>"
        )?;
    }
    if let Some(role) = entity.roles.first() {
        out.write_all(b"<div class=\"role\">")?;
        attribute(role, out)?;
        out.write_all(b"</div>")?;
    }
    if count > 1 {
        numbers(entity, &told, out)?;
    }
    writeln!(out, "</li>")
}

/// Every mention by its number.
fn numbers(entity: &Entity, told: &str, out: &mut impl Write) -> io::Result<()> {
    let many = entity.mentions.len() >= MANY;
    if many {
        write!(out, "<details><summary>all {told}</summary>")?;
    }
    out.write_all(b"<div class=\"all\">")?;
    for (index, nth) in entity.mentions.iter().zip(1..) {
        write!(out, "<a href=\"#m{}\">{nth}</a> ", index + 1)?;
    }
    out.write_all(b"</div>")?;
    if many {
        out.write_all(b"</details>")?;
    }
    Ok(())
}

/// Strokes on a line that is the article.
fn places(
    document: &Document,
    entities: &Entities,
    entity: &Entity,
    out: &mut impl Write,
) -> io::Result<()> {
    let whole = document.text().len().max(1);
    let mentions = entity.mentions.iter();
    let mut strokes: Vec<usize> = mentions
        .filter_map(|&index| entities.mentions().get(index))
        .map(|mention| mention.range.start * 100 / whole)
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
