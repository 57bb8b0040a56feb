//! Finds the authors and the publication of a page.
//!
//! Authors are taken from JSON-LD, else from `meta` elements, else from elements marked as the author's, else from
//! microdata, else from lines such as "By Jane Doe". The name of the publication is only believed if nothing else names
//! an author.

mod names;

pub(in super::super) use names::strip_byline_prefix;

use super::super::page_metadata::PageMetadata;
use super::title::comparison_key;
use names::{parse_name, parse_name_in_text, split_names};

/// The most authors of an article.
const MAX_NAMES: usize = 12;

/// Who may be given as the author in place of a person, as comparison keys.
const GENERIC_AUTHORS: &[&str] = &[
    "admin",
    "administrator",
    "redaktion",
    "onlineredaktion",
    "editor",
    "staff",
];

/// The names of the authors; `authors` are those in the page's JSON-LD, `sites` what the publication is called.
pub(super) fn find_authors(
    page: &PageMetadata,
    authors: &[String],
    sites: &SiteNames,
) -> Vec<String> {
    let meta_authors = page.meta_tags.iter().filter(|tag| {
        matches!(
            tag.name.as_str(),
            "author"
                | "article:author"
                | "article:author_name"
                | "byl"
                | "byline"
                | "dc.creator"
                | "dc:creator"
                | "dcterms.creator"
                | "parsely-author"
                | "sailthru.author"
                | "citation_author"
                | "creator"
        )
    });
    let microdata = ["author", "creator"].iter().flat_map(|wanted| {
        page.microdata
            .iter()
            .filter(move |property| property.name.split(' ').any(|word| word == *wanted))
            .map(|property| &property.value)
    });
    let sources: [Vec<String>; 6] = [
        distinct_names(authors.iter()),
        distinct_names(meta_authors.map(|tag| &tag.value)),
        Vec::from_iter(labelled_author(page).and_then(|text| parse_name(text))),
        first_name(page.author_texts.iter()),
        first_name(microdata),
        first_name(page.byline_texts.iter()),
    ];
    let mut sources = sources.into_iter().map(|found| {
        let mut names: Vec<String> = Vec::new();
        for name in found.iter().flat_map(|line| split_names(line)) {
            let name = sites.without_site(name);
            add_name(&mut names, name.to_owned());
        }
        names
    });
    let Some(first) = sources.find(|names| !names.is_empty()) else {
        return Vec::new();
    };
    if !first.iter().all(|name| sites.names(name)) {
        return first;
    }
    let is_person = |name: &String| !sites.names(name) && looks_like_person(name);
    sources
        .find(|names| !names.is_empty() && names.iter().all(is_person))
        .unwrap_or(first)
}

/// Whether `name` has two to four words, all but particles with capitals.
fn looks_like_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (2..=4).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
}

/// The value that the page gives for messengers under a label such as "Written by".
fn labelled_author(page: &PageMetadata) -> Option<&String> {
    const LABELS: &[&str] = &[
        "written by",
        "verfasst von",
        "geschrieben von",
        "écrit par",
        "escrito por",
        "posted by",
        "author",
        "autor",
    ];
    let value_of = |name: &str| {
        page.meta_tags
            .iter()
            .find(|tag| tag.name == name)
            .map(|tag| &tag.value)
    };
    [
        ("twitter:label1", "twitter:data1"),
        ("twitter:label2", "twitter:data2"),
    ]
    .into_iter()
    .find(|(label, _)| {
        value_of(label).is_some_and(|label| LABELS.contains(&label.to_lowercase().as_str()))
    })
    .and_then(|(_, data)| value_of(data))
}

/// What the publication of a page may be called.
#[derive(Debug, Default)]
pub(super) struct SiteNames(Vec<String>);

impl SiteNames {
    /// Those in `names` and in the address of the page.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        Self(
            names
                .map(comparison_key)
                .filter(|key| key.chars().nth(2).is_some())
                .collect(),
        )
    }

    /// Whether `author` is the publication or its editors: one of its names, a part of one, or more than one.
    fn names(&self, author: &str) -> bool {
        let key = comparison_key(author);
        let is_long = key.chars().nth(3).is_some();
        GENERIC_AUTHORS.contains(&key.as_str())
            || self.0.iter().any(|site| {
                *site == key || is_long && (site.contains(&key) || key.starts_with(site.as_str()))
            })
    }

    /// `author` without the name of the publication, as in "Example Times - Jane Doe".
    fn without_site<'a>(&self, author: &'a str) -> &'a str {
        let is_site = |text: &str| self.0.contains(&comparison_key(text));
        let parts = [" - ", " / ", " | "]
            .iter()
            .find_map(|separator| author.split_once(separator));
        match parts {
            Some((site, name)) if is_site(site) => name.trim(),
            Some((name, site)) if is_site(site) => name.trim(),
            _ => author,
        }
    }
}

/// The first of `texts`, which stand in the text of the page, that is a name.
fn first_name<'t>(mut texts: impl Iterator<Item = &'t String>) -> Vec<String> {
    Vec::from_iter(texts.find_map(|text| parse_name_in_text(text)))
}

/// All names in `texts` without duplicates, at most twelve.
fn distinct_names<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in texts.filter_map(|text| parse_name(text)) {
        add_name(&mut names, name);
    }
    names
}

/// Adds `name`, unless it is there or there are enough. Of the same name in capitals and in small letters, the latter is kept.
fn add_name(names: &mut Vec<String>, name: String) {
    let lowercase = name.to_lowercase();
    let same = names
        .iter_mut()
        .find(|known| known.to_lowercase() == lowercase);
    if let Some(known) = same {
        if !known.contains(char::is_lowercase) {
            *known = name;
        }
    } else if names.len() < MAX_NAMES {
        names.push(name);
    }
}

/// `authors` without the name of the publication, unless it is the only one.
pub(super) fn remove_site_name(mut authors: Vec<String>, site: Option<&str>) -> Vec<String> {
    let is_site = |name: &String| site.is_some_and(|site| name.eq_ignore_ascii_case(site));
    if !authors.iter().all(is_site) {
        authors.retain(|name| !is_site(name));
    }
    authors
}

/// The name of the publication; `publisher` is the one in the page's JSON-LD.
pub(super) fn find_site(page: &PageMetadata, publisher: Option<&str>) -> Option<String> {
    page.meta_content(&[
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
    ])
    .or(publisher)
    .or_else(|| {
        page.meta_content(&[
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "twitter:site",
        ])
    })
    .map(|site| site.trim_start_matches('@').to_owned())
    .filter(|site| !site.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a name that a page gives in capitals, too, is one author.
    #[test]
    fn a_name_in_capitals_is_the_same() {
        for lines in [["Ann Lee", "ANN LEE"], ["ANN LEE", "Ann Lee"]] {
            let lines = lines.map(str::to_owned);
            assert_eq!(distinct_names(lines.iter()), ["Ann Lee"]);
        }
    }
}
