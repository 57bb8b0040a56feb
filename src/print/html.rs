//! The article as one page for a browser.
//!
//! Owns the page: the text with its marks, the two lists, the map, and the ways between them. Promises one file that asks nobody
//! for anything: no script, no picture, no font from elsewhere, and a policy in its head that forbids them; that every word of
//! the article is escaped; and that no link leads anywhere but to the web, to a letter, or to a place on the page. A mention is
//! `m` and its number, a person or a country `e` and its number, both counted from 1.

mod blocks;
mod escape;
mod language;
mod lists;
mod map;
mod words;

use crate::document::{BlockKind, Document, Meta, Page};
use crate::entities::{Entities, Kind};
use escape::{attribute, web};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::io::{self, Write};
use words::Words;

const STYLE: &str = include_str!("html/page.css");

/// Whose mentions light up together, at most.
const LIT_TOGETHER: usize = 300;

/// For each of them a browser looks through the whole page: so many looks it may take, or a long one opens slowly.
const LOOKS: usize = 200_000;

/// Write the page.
pub(super) fn write(
    document: &Document,
    entities: &Entities,
    out: &mut impl Write,
) -> io::Result<()> {
    let page = language::tag(document.meta());
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{page}\">")?;
    head(document, entities, out)?;
    writeln!(
        out,
        "<body>\n<div class=\"page\">\n<main>\n<article dir=\"auto\">"
    )?;
    let words = Words::new(document, entities);
    blocks::write(&words, |out| about(document.meta(), entities, out), out)?;
    writeln!(out, "</article>\n</main>")?;
    lists::write(document, entities, out)?;
    writeln!(out, "</div>")?;
    foot(document.meta(), out)?;
    writeln!(out, "</body>\n</html>")
}

fn head(document: &Document, entities: &Entities, out: &mut impl Write) -> io::Result<()> {
    let meta = document.meta();
    let first = document.text().lines().find(|line| !line.trim().is_empty());
    let title = meta.title.as_deref().or(first).unwrap_or_default();
    let short: String = title.chars().take(200).collect();
    // The policy comes first: it holds for what follows it.
    out.write_all(
        b"<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n\
        <meta name=\"referrer\" content=\"no-referrer\">\n\
        <meta name=\"generator\" content=\"byline\">\n<title>",
    )?;
    attribute(&short, out)?;
    write!(out, "</title>\n<style>\n{STYLE}")?;
    for number in lit_together(document, entities) {
        // Whoever is pointed at, here or in the list, is lit wherever they stand.
        writeln!(
            out,
            ".page:has(.e{number}:target,.e{number}:hover,#e{number}:hover,#e{number}:target) .e{number}{{background:var(--lit)}}"
        )?;
    }
    writeln!(out, "</style>\n</head>")
}

/// The numbers of those whose mentions light up together: the most mentioned.
fn lit_together(document: &Document, entities: &Entities) -> Vec<usize> {
    let several = entities.entities().iter().zip(1..);
    let mut several: Vec<(usize, usize)> = several
        .map(|(entity, number)| (entity.mentions.len(), number))
        .filter(|(mentions, _)| *mentions > 1)
        .collect();
    several.sort_by_key(|(mentions, _)| Reverse(*mentions));
    let elements = document.blocks().len() + entities.mentions().len();
    several.truncate(LIT_TOGETHER.min(LOOKS / elements.max(1)));
    several.into_iter().map(|(_, number)| number).collect()
}

/// What stands below the headline: who wrote it, when, where, and the way to the lists.
fn about(meta: &Meta, entities: &Entities, out: &mut dyn Write) -> io::Result<()> {
    let told = [&meta.byline, &meta.date, &meta.site];
    let told: Vec<&str> = told.into_iter().flatten().map(String::as_str).collect();
    if !told.is_empty() {
        out.write_all(b"<p class=\"about\">")?;
        for (index, words) in told.into_iter().enumerate() {
            if index > 0 {
                out.write_all(" · ".as_bytes())?;
            }
            attribute(words, out)?;
        }
        out.write_all(b"</p>\n")?;
    }
    let count = |kind: Kind| {
        entities
            .entities()
            .iter()
            .filter(|e| e.kind == kind)
            .count()
    };
    let (people, countries) = (count(Kind::Person), count(Kind::Country));
    let people = lists::counted(people, "person", "people");
    let countries = lists::counted(countries, "country", "countries");
    writeln!(
        out,
        "<p class=\"ways\"><bdi lang=\"en\" dir=\"ltr\"><a href=\"#people\">{people}</a> · <a href=\"#countries\">{countries}</a></bdi></p>"
    )
}

/// Where it came from, if that is on the web: a path on somebody's disk is nobody else's affair.
fn foot(meta: &Meta, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<footer lang=\"en\">")?;
    if let Some(address) = web(&meta.source) {
        out.write_all(b"From <a rel=\"noopener\" href=\"")?;
        attribute(&whole(address, meta.page.as_ref()), out)?;
        out.write_all(b"\">")?;
        attribute(address, out)?;
        out.write_all(b"</a> \xC2\xB7 ")?;
    }
    writeln!(
        out,
        "<span class=\"p\">People</span> and <span class=\"c\">countries</span> marked by byline\
         <span class=\"hint\">; a click on one leads to where it is mentioned next</span>.</footer>"
    )
}

/// The address that is called `shown`: of a long one that is only its beginning, and the rest is that of its `page`.
fn whole<'a>(shown: &'a str, page: Option<&Page>) -> Cow<'a, str> {
    let is_its = |page: &String| {
        let beginning = shown.strip_suffix('…');
        beginning.is_some_and(|beginning| page.starts_with(beginning))
    };
    let page = page.and_then(Page::public).filter(is_its);
    page.map_or(Cow::Borrowed(shown), Cow::Owned)
}

/// Whether a block is the headline.
fn is_title(kind: &BlockKind) -> bool {
    *kind == BlockKind::Title
}

#[cfg(test)]
mod tests;
