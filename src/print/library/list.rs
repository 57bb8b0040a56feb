//! Prints the people, the countries or the articles of the library.
//!
//! The shape of the JSON is `[{"name", "kind", "code"?, "articles", "opened", "mentions", "first_read", "last_read"}]`, and for articles
//! `[{"title", "address"?, "site"?, "published"?, "language"?, "authors", "first_read", "last_read", "opened", "percent", "finished",
//! "text"}]`, where "text" is whether the text is kept. Times are in seconds since 1970; what was not opened in the reader, but only
//! read in, has that of its file.

use super::people::kind_word;
use super::{day_read, write_json, write_to};
use crate::cli::{LibraryList, ListFormat, ListOf};
use crate::dates;
use crate::entities::CountryCode;
use crate::error::Error;
use crate::library::{ArticleEntry, LibraryReader, ListRequest, NameEntry};
use serde::Serialize;
use std::io::Write;

/// Writes the list; an empty one if there is no library yet.
pub(super) fn write(
    reader: Option<&LibraryReader>,
    list: LibraryList,
    out: &mut impl Write,
) -> Result<(), Error> {
    let request = ListRequest {
        since: list.since,
        now: dates::now(),
        limit: None,
    };
    let Some(reader) = reader else {
        return write_names(&[], list.format, out);
    };
    match list.of {
        ListOf::People => write_names(&reader.people(request)?, list.format, out),
        ListOf::Countries => write_names(&reader.countries(request)?, list.format, out),
        ListOf::Articles => write_articles(&reader.articles(request)?, list.format, out),
    }
}

fn write_names(names: &[NameEntry], format: ListFormat, out: &mut impl Write) -> Result<(), Error> {
    write_to(out, |out| match format {
        ListFormat::Json => {
            let names = names.iter().map(|name| NameJson {
                name: &name.name,
                kind: kind_word(name.kind),
                code: name.code.as_ref().map(CountryCode::as_str),
                articles: name.articles,
                opened: name.opened,
                mentions: name.mentions,
                first_read: name.first_read,
                last_read: name.last_read,
            });
            write_json(&names.collect::<Vec<_>>(), out)
        }
        ListFormat::Tsv => {
            writeln!(out, "articles\tmentions\tname\tcode\tfirst\tlast")?;
            names.iter().try_for_each(|name| {
                let NameEntry {
                    articles,
                    mentions,
                    name: shown,
                    ..
                } = name;
                let code = name.code.as_ref().map_or("", CountryCode::as_str);
                let (first, last) = (dates::day(name.first_read), dates::day(name.last_read));
                writeln!(
                    out,
                    "{articles}\t{mentions}\t{shown}\t{code}\t{first}\t{last}"
                )
            })
        }
        ListFormat::Text => {
            let widest = names
                .iter()
                .map(|name| name.articles.to_string().len())
                .max();
            let width = widest.unwrap_or(0);
            let mut names = names.iter();
            names.try_for_each(|name| writeln!(out, "{:>width$} {}", name.articles, name.name))
        }
    })
}

fn write_articles(
    articles: &[ArticleEntry],
    format: ListFormat,
    out: &mut impl Write,
) -> Result<(), Error> {
    write_to(out, |out| match format {
        ListFormat::Json => {
            let articles = articles.iter().map(|article| ArticleJson {
                title: &article.title,
                address: article.address.as_deref(),
                site: article.site.as_deref(),
                published: article.published.as_deref(),
                language: article.language.as_deref(),
                authors: &article.authors,
                first_read: article.first_read,
                last_read: article.last_read,
                opened: article.opened,
                percent: article.percent,
                finished: article.finished,
                text: article.has_text,
            });
            write_json(&articles.collect::<Vec<_>>(), out)
        }
        ListFormat::Tsv => {
            writeln!(out, "read\tpercent\ttitle\taddress")?;
            articles.iter().try_for_each(|article| {
                let (day, address) = (dates::day(article.last_read), address(article));
                writeln!(
                    out,
                    "{day}\t{}\t{}\t{address}",
                    article.percent, article.title
                )
            })
        }
        ListFormat::Text => articles
            .iter()
            .try_for_each(|article| writeln!(out, "{} {}", day_read(article), article.title)),
    })
}

fn address(article: &ArticleEntry) -> &str {
    article.address.as_deref().unwrap_or_default()
}

#[derive(Serialize)]
struct NameJson<'a> {
    name: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    articles: usize,
    opened: usize,
    mentions: usize,
    first_read: u64,
    last_read: u64,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    authors: &'a [String],
    first_read: u64,
    last_read: u64,
    opened: bool,
    percent: u8,
    finished: bool,
    text: bool,
}
