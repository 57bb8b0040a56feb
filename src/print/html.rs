//! Prints the article as a single HTML page.
//!
//! The page contains the text with its mentions marked, the lists of people and countries, a map, and the links between them.
//! It loads nothing: no script, image or font, and a content security policy forbids them. All text of the article is escaped,
//! and links lead only to http, https and mailto URLs and to anchors on the page. The id of a mention is `m` and its number,
//! that of an entity `e` and its number, both counted from 1.

mod blocks;
mod escape;
mod inline;
mod language;
mod lists;
mod map;

use crate::document::{BlockKind, BrowseTarget, Document, Meta};
use crate::entities::{Entities, EntityKind};
use escape::{linkable, write_line};
use inline::InlineWriter;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::io::{self, Write};

const STYLE: &str = include_str!("html/page.css");

/// The most entities whose mentions are highlighted together when the pointer is on one of them.
const MAX_HOVER_RULES: usize = 300;

/// For each such rule a browser checks every element of the page. This limits the number of checks, so that a long page does
/// not open slowly.
const MAX_SELECTOR_CHECKS: usize = 200_000;

/// Writes the page.
pub(super) fn write(
    document: &Document,
    entities: &Entities,
    out: &mut impl Write,
) -> io::Result<()> {
    let language = language::language_tag(document.meta());
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{language}\">")?;
    write_head(document, entities, out)?;
    writeln!(
        out,
        "<body>\n<div class=\"page\">\n<main>\n<article dir=\"auto\">"
    )?;
    let inline = InlineWriter::new(document, entities);
    blocks::write(
        &inline,
        |out| write_metadata(document.meta(), entities, out),
        out,
    )?;
    writeln!(out, "</article>\n</main>")?;
    lists::write(document, entities, out)?;
    writeln!(out, "</div>")?;
    write_footer(document.meta(), out)?;
    writeln!(out, "</body>\n</html>")
}

/// Writes the head of the page: policy, title and styles.
fn write_head(document: &Document, entities: &Entities, out: &mut impl Write) -> io::Result<()> {
    let meta = document.meta();
    let first_line = document.text().lines().find(|line| !line.trim().is_empty());
    let title = meta.title.as_deref().or(first_line).unwrap_or_default();
    let short: String = title.chars().take(200).collect();
    // The policy comes first, because it applies only to what follows it.
    out.write_all(
        b"<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n\
        <meta name=\"referrer\" content=\"no-referrer\">\n\
        <meta name=\"generator\" content=\"byline\">\n<title>",
    )?;
    write_line(&short, out)?;
    write!(out, "</title>\n<style>\n{STYLE}")?;
    for number in hover_highlighted(document, entities) {
        // Pointing at a mention or at the entity in the list highlights all its mentions.
        writeln!(
            out,
            ".page:has(.e{number}:target,.e{number}:hover,#e{number}:hover,#e{number}:target) .e{number}{{background:var(--lit)}}"
        )?;
    }
    writeln!(out, "</style>\n</head>")
}

/// The numbers of the entities whose mentions are highlighted together: the most mentioned ones.
fn hover_highlighted(document: &Document, entities: &Entities) -> Vec<usize> {
    let numbered = entities.entities().iter().zip(1..);
    let mut repeated: Vec<(usize, usize)> = numbered
        .map(|(entity, number)| (entity.mentions.len(), number))
        .filter(|(mentions, _)| *mentions > 1)
        .collect();
    repeated.sort_by_key(|(mentions, _)| Reverse(*mentions));
    let elements = document.blocks().len() + entities.mentions().len();
    repeated.truncate(MAX_HOVER_RULES.min(MAX_SELECTOR_CHECKS / elements.max(1)));
    repeated.into_iter().map(|(_, number)| number).collect()
}

/// Writes the lines below the headline: author, date and site, and links to the lists.
fn write_metadata(meta: &Meta, entities: &Entities, out: &mut dyn Write) -> io::Result<()> {
    let parts = [&meta.byline, &meta.date, &meta.site];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    if !parts.is_empty() {
        out.write_all(b"<p class=\"about\">")?;
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                out.write_all(" · ".as_bytes())?;
            }
            write_line(part, out)?;
        }
        out.write_all(b"</p>\n")?;
    }
    let count = |kind: EntityKind| {
        entities
            .entities()
            .iter()
            .filter(|e| e.kind == kind)
            .count()
    };
    let (people, countries) = (count(EntityKind::Person), count(EntityKind::Country));
    let people = lists::counted(people, "person", "people");
    let countries = lists::counted(countries, "country", "countries");
    writeln!(
        out,
        "<p class=\"ways\"><bdi lang=\"en\" dir=\"ltr\"><a href=\"#people\">{people}</a> · <a href=\"#countries\">{countries}</a></bdi></p>"
    )
}

/// Writes the footer, with the source of the article if it is a URL. A local path is private and is not shown.
fn write_footer(meta: &Meta, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<footer lang=\"en\">")?;
    if let Some(url) = linkable(&meta.source) {
        out.write_all(b"From <a rel=\"noopener\" href=\"")?;
        write_line(&full_url(url, meta.browse_target.as_ref()), out)?;
        out.write_all(b"\">")?;
        write_line(url, out)?;
        out.write_all(b"</a> \xC2\xB7 ")?;
    }
    writeln!(
        out,
        "<span class=\"p\">People</span> and <span class=\"c\">countries</span> marked by byline\
         <span class=\"hint\">; click one to go to its next mention</span>.</footer>"
    )
}

/// The full URL of which `shown` may be only the beginning, followed by "…"; `target` is the page that the article came from.
fn full_url<'a>(shown: &'a str, target: Option<&BrowseTarget>) -> Cow<'a, str> {
    let is_shown = |url: &String| {
        let beginning = shown.strip_suffix('…');
        beginning.is_some_and(|beginning| url.starts_with(beginning))
    };
    let url = target.and_then(BrowseTarget::public_url).filter(is_shown);
    url.map_or(Cow::Borrowed(shown), Cow::Owned)
}

/// Whether a block is the headline.
fn is_title(kind: &BlockKind) -> bool {
    *kind == BlockKind::Title
}

#[cfg(test)]
mod tests;
