//! Prints what was read about a person or a country: every sentence, and the company.
//!
//! The shape of the JSON is `[{"name", "kind", "code"?, "articles", "opened", "mentions", "first_read", "last_read", "company": [{"name", "code"?,
//! "articles"}], "perhaps": [{"name", "articles"}], "in": [{"title", "address"?, "published"?, "read", "opened", "mentions",
//! "roles", "sentences"}]}]`: an entry for each person of that name; `in` has fewer than `articles` unless all were asked for. Times
//! are in seconds since 1970. `opened` says how many, and which, were opened in the reader and not only read in.

use super::{articles, count, day_read, describe_not_opened, write_json, write_to};
use crate::dates;
use crate::entities::{self, CountryCode, EntityKind};
use crate::error::{Error, LibraryError};
use crate::library::{Companion, LibraryReader, NameEntry, NamePage, PageArticle};
use crate::search::Pattern;
use serde::Serialize;
use std::io::{self, Write};

/// The most people of one name, or with one part of a name, who are printed.
const MAX_PEOPLE: usize = 20;

/// How many names of the company are printed as text.
const MAX_COMPANY: usize = 12;

/// The people called `name`, or else the country with that name, demonym or code.
pub(super) fn find(reader: &LibraryReader, name: &str) -> Result<Vec<NameEntry>, LibraryError> {
    let people = reader.find_people(name)?;
    let pattern = Pattern::literal(name);
    if people
        .iter()
        .any(|person| pattern.is_full_match(&person.name))
    {
        return Ok(people);
    }
    // "France" is the country, and not everyone with France in the name.
    let mut codes = entities::countries_matching(|words| pattern.is_full_match(words));
    codes.extend(CountryCode::new(&name.to_ascii_uppercase()));
    codes.dedup();
    let mut countries = Vec::new();
    for code in codes {
        countries.extend(reader.find_country(code)?);
    }
    Ok(if countries.is_empty() {
        people
    } else {
        countries
    })
}

/// Writes the pages of all people, or the countries, that `name` means, with up to `most` articles in all; returns whether there
/// are any pages.
pub(super) fn write(
    reader: &LibraryReader,
    name: &str,
    most: usize,
    json: bool,
    out: &mut impl Write,
) -> Result<bool, Error> {
    let mut pages: Vec<NamePage> = Vec::new();
    let mut room = most;
    let found = find(reader, name)?;
    for entry in found.iter().take(MAX_PEOPLE) {
        let page = reader.page_of(entry.clone(), &found, 0..room)?;
        room -= page.articles.len();
        pages.push(page);
    }
    write_to(out, |out| {
        if json {
            let pages: Vec<PageJson<'_>> = pages.iter().map(PageJson::new).collect();
            return write_json(&pages, out);
        }
        for (number, page) in pages.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            write_page(page, out)?;
        }
        Ok(())
    })?;
    Ok(!pages.is_empty())
}

fn write_page(page: &NamePage, out: &mut impl Write) -> io::Result<()> {
    let NameEntry {
        name,
        articles: all,
        opened,
        mentions,
        first_read,
        last_read,
        ..
    } = &page.entry;
    let (first, last) = (dates::day(*first_read), dates::day(*last_read));
    let days = if first == last {
        first
    } else {
        format!("{first} to {last}")
    };
    writeln!(
        out,
        "{name}: {}{}, {}, {days}",
        articles(*all),
        describe_not_opened(all - opened.min(all), *all),
        count(*mentions, "mention", "mentions")
    )?;
    for other in &page.perhaps {
        writeln!(
            out,
            "Perhaps the same: {}, {}",
            other.name,
            articles(other.articles)
        )?;
    }
    for (kind, label) in [
        (EntityKind::Person, "With (articles)"),
        (EntityKind::Country, "Countries (articles)"),
    ] {
        let company = page.company.iter().filter(|other| other.kind == kind);
        let names = company
            .take(MAX_COMPANY)
            .map(|other| format!("{} {}", other.name, other.articles));
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            writeln!(out, "{label}: {}", names.join(", "))?;
        }
    }
    for article in &page.articles {
        writeln!(out)?;
        write_article(article, out)?;
    }
    let more = all.saturating_sub(page.articles.len());
    if more > 0 {
        let more = count(more, "more article", "more articles");
        writeln!(out, "\n{more}: --all prints all")?;
    }
    Ok(())
}

fn write_article(page: &PageArticle, out: &mut impl Write) -> io::Result<()> {
    let article = &page.article;
    writeln!(out, "{} ({})", article.title, day_read(article))?;
    if let Some(address) = &article.address {
        writeln!(out, "{address}")?;
    }
    for sentence in &page.sentences {
        writeln!(out, "  {}", sentence.text)?;
    }
    if page.sentences.is_empty() {
        writeln!(
            out,
            "  {}; the text is not kept",
            count(page.mentions, "mention", "mentions")
        )?;
    }
    Ok(())
}

/// The word for a kind in JSON.
pub(super) fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
    }
}

#[derive(Serialize)]
struct PageJson<'a> {
    name: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    articles: usize,
    opened: usize,
    mentions: usize,
    first_read: u64,
    last_read: u64,
    company: Vec<CompanionJson<'a>>,
    perhaps: Vec<CompanionJson<'a>>,
    #[serde(rename = "in")]
    pages: Vec<ArticleJson<'a>>,
}

#[derive(Serialize)]
struct CompanionJson<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    articles: usize,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    read: u64,
    opened: bool,
    mentions: usize,
    roles: &'a [String],
    sentences: Vec<&'a str>,
}

impl<'a> PageJson<'a> {
    fn new(page: &'a NamePage) -> Self {
        let entry = &page.entry;
        let companion = |other: &'a Companion| CompanionJson {
            name: &other.name,
            code: other.code.as_ref().map(CountryCode::as_str),
            articles: other.articles,
        };
        let perhaps = |other: &'a NameEntry| CompanionJson {
            name: &other.name,
            code: None,
            articles: other.articles,
        };
        Self {
            name: &entry.name,
            kind: kind_word(entry.kind),
            code: entry.code.as_ref().map(CountryCode::as_str),
            articles: entry.articles,
            opened: entry.opened,
            mentions: entry.mentions,
            first_read: entry.first_read,
            last_read: entry.last_read,
            company: page.company.iter().map(companion).collect(),
            perhaps: page.perhaps.iter().map(perhaps).collect(),
            pages: page.articles.iter().map(ArticleJson::new).collect(),
        }
    }
}

impl<'a> ArticleJson<'a> {
    fn new(page: &'a PageArticle) -> Self {
        let article = &page.article;
        Self {
            title: &article.title,
            address: article.address.as_deref(),
            published: article.published.as_deref(),
            read: article.last_read,
            opened: article.opened,
            mentions: page.mentions,
            roles: &page.roles,
            sentences: page
                .sentences
                .iter()
                .map(|sentence| sentence.text.as_str())
                .collect(),
        }
    }
}
