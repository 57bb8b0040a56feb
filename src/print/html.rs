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

use super::annotated::AnnotatedDocument;
use crate::document::{BlockKind, BrowseTarget, Meta};
use crate::entities::{Entities, EntityId, EntityKind, MentionId};
use escape::{linkable, write_line};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::io::{self, Write};

const STYLE: &str = include_str!("html/page.css");

/// The most entities whose mentions are highlighted together when the pointer is on one of them.
const MAX_HOVER_RULES: usize = 300;

/// For each such rule a browser checks every element of the page. This limits the number of checks, so that a long page does
/// not open slowly.
const MAX_SELECTOR_CHECKS: usize = 200_000;

/// The id of an element that links lead to; that of an entity is also the class of its mentions.
#[derive(Clone, Copy)]
enum Anchor {
    /// A mention in the text.
    Mention(MentionId),
    /// An entry in the list.
    Entity(EntityId),
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mention(id) => write!(formatter, "m{}", id.place() + 1),
            Self::Entity(id) => write!(formatter, "e{}", id.place() + 1),
        }
    }
}

/// Writes the page.
pub(super) fn write(article: AnnotatedDocument<'_>, out: &mut impl Write) -> io::Result<()> {
    let meta = article.document.meta();
    let language = language::language_tag(meta);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{language}\">")?;
    write_head(article, out)?;
    writeln!(
        out,
        "<body>\n<div class=\"page\">\n<main>\n<article dir=\"auto\">"
    )?;
    blocks::write(
        article,
        |out| write_metadata(meta, article.entities, out),
        out,
    )?;
    writeln!(out, "</article>\n</main>")?;
    lists::write(article, out)?;
    writeln!(out, "</div>")?;
    write_footer(meta, out)?;
    writeln!(out, "</body>\n</html>")
}

/// Writes the head of the page: policy, title and styles.
fn write_head(article: AnnotatedDocument<'_>, out: &mut impl Write) -> io::Result<()> {
    let AnnotatedDocument { document, entities } = article;
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
    let elements = document.blocks().len() + entities.mentions().len();
    for id in hover_highlighted(entities, elements) {
        let entity = Anchor::Entity(id);
        // Pointing at a mention or at the entity in the list highlights all its mentions.
        writeln!(
            out,
            ".page:has(.{entity}:target,.{entity}:hover,#{entity}:hover,#{entity}:target) .{entity}{{background:var(--lit)}}"
        )?;
    }
    writeln!(out, "</style>\n</head>")
}

/// The entities whose mentions are highlighted together on a page of that many `elements`: the most mentioned ones.
fn hover_highlighted(entities: &Entities, elements: usize) -> Vec<EntityId> {
    let mentions = |id: EntityId| entities.entity(id).mentions.len();
    let ids = entities.entity_ids();
    let mut repeated: Vec<EntityId> = ids.filter(|&id| mentions(id) > 1).collect();
    repeated.sort_by_key(|&id| Reverse(mentions(id)));
    repeated.truncate(MAX_HOVER_RULES.min(MAX_SELECTOR_CHECKS / elements.max(1)));
    repeated
}

/// Writes the lines below the headline: author, date and site, and links to the lists.
fn write_metadata(meta: &Meta, entities: &Entities, out: &mut dyn Write) -> io::Result<()> {
    let parts = [&meta.byline(), &meta.date, &meta.site];
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
    let people = lists::counted(entities.count(EntityKind::Person), "person", "people");
    let countries = entities.count(EntityKind::Country);
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
