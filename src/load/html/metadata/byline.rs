//! Finds the authors and the publication of a page.
//!
//! Authors are taken from JSON-LD, else from `meta` elements, else from elements marked as the author's, else from
//! microdata. Words before a name ("By") are removed. URLs and whole sentences are not names.

use super::super::page_metadata::PageMetadata;
use crate::document::strip_prefix_ignore_case;
use crate::load::clean;
use crate::load::dates;

/// The longest name that is accepted, in characters.
const MAX_NAME_CHARS: usize = 120;

/// The names of the authors; `authors` are those in the page's JSON-LD.
pub(super) fn find_authors(page: &PageMetadata, authors: &[String]) -> Vec<String> {
    let meta_authors = || {
        page.meta_tags
            .iter()
            .filter(|tag| {
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
            })
            .map(|tag| &tag.value)
    };
    let microdata_authors = || {
        ["author", "creator"].iter().flat_map(|wanted| {
            page.microdata
                .iter()
                .filter(move |property| property.name.split(' ').any(|word| word == *wanted))
                .map(|property| &property.value)
        })
    };
    let first_name = |mut texts: Box<dyn Iterator<Item = &String> + '_>| {
        Vec::from_iter(texts.find_map(|text| parse_name(text)))
    };
    let found: [&dyn Fn() -> Vec<String>; 4] = [
        &|| distinct_names(authors.iter()),
        &|| distinct_names(meta_authors()),
        &|| first_name(Box::new(page.author_texts.iter())),
        &|| first_name(Box::new(microdata_authors())),
    ];
    let mut found = found.iter().map(|find| find());
    let found = found.find(|names| !names.is_empty()).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for name in found.iter().flat_map(|line| split_names(line)) {
        if !names.iter().any(|known| known == name) && names.len() < MAX_NAMES {
            names.push(name.to_owned());
        }
    }
    names
}

/// The most authors of an article.
const MAX_NAMES: usize = 12;

/// The names in `line`, which may list several: "Ann Lee, Bo Dahl and Kim Park". A line whose parts are not all names
/// ("Ann Lee, Editor in chief of the paper", "Ann Lee, PhD") stays whole.
fn split_names(line: &str) -> Vec<&str> {
    const SEPARATORS: &[&str] = &[", ", "; ", " and ", " und ", " et ", " & ", " / ", " y "];
    let mut parts = vec![line];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim_matches(is_name_edge))
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&str| {
        let words = part.split(' ').count();
        (2..=4).contains(&words) && part.starts_with(char::is_uppercase)
    };
    if parts.len() > 1 && parts.iter().all(is_name) {
        parts
    } else {
        vec![line]
    }
}

/// All names in `texts` without duplicates, at most twelve.
fn distinct_names<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in texts.filter_map(|text| parse_name(text)) {
        if !names.contains(&name) && names.len() < MAX_NAMES {
            names.push(name);
        }
    }
    names
}

/// `text` as a name, without "By" and without what stands after the name; `None` if it is no name.
fn parse_name(text: &str) -> Option<String> {
    let collapsed = clean::spaced_line(text)?;
    let name = strip_byline_prefix(&collapsed);
    // A date, a second column or a count follows the name.
    let end = name
        .find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '·' | '•' | '»' | '›' | '*'))
        .unwrap_or(name.len());
    let (name, after) = name.split_at(end);
    let mut name = name.trim_matches(is_name_edge);
    if !after.is_empty() {
        // "Jane Doe Updated Mar 12", "Jane Doe on March 3": the words before the date go, too.
        while let Some((before, word)) = name.rsplit_once(' ')
            && (dates::is_month(word) || AFTER_NAMES.contains(&word.to_lowercase().as_str()))
        {
            name = before.trim_matches(is_name_edge);
        }
    }
    for ending in NAME_ENDINGS {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    let is_address = ["://", "www.", "[at]"]
        .iter()
        .any(|part| name.contains(part))
        || name.contains('@');
    let has_letters = name.chars().any(char::is_alphabetic);
    let lowercase = name.to_lowercase();
    let mut words = lowercase.split(' ');
    let is_no_name = words.any(|word| NOT_IN_NAMES.contains(&word.trim_end_matches(is_name_edge)));
    (has_letters && !is_address && !is_no_name && name.chars().count() <= MAX_NAME_CHARS)
        .then(|| name.trim_matches(is_name_edge).to_owned())
}

/// Whether a character at either end of a name is not part of it.
fn is_name_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | ';' | '|' | ':' | '-' | '–' | '—' | '·' | '•' | '(' | '"' | '/'
        )
}

/// Words between a name and a date, in lower case.
const AFTER_NAMES: &[&str] = &[
    "updated",
    "published",
    "posted",
    "veröffentlicht",
    "aktualisiert",
    "stand",
    "am",
    "on",
    "le",
];

/// What pages write after a name in the same element.
const NAME_ENDINGS: &[&str] = &[
    " Alle Artikel",
    " Alle Beiträge",
    " All posts",
    " View all posts",
    " says",
    " said",
    " schreibt",
    " sagt",
];

/// Words that show, in lower case, that a text is a sentence about the author, a label of a form, or a line about the
/// article: "Jane Doe is a senior reporter", "Name (required)", "Publiziert am".
const NOT_IN_NAMES: &[&str] = &[
    "by",
    "is",
    "was",
    "has",
    "writes",
    "covers",
    "name",
    "erforderlich",
    "required",
    "pflichtfeld",
    "email",
    "e-mail",
    "comment",
    "comments",
    "kommentar",
    "publiziert",
    "veröffentlicht",
    "published",
    "posted",
    "geschrieben",
    "follow",
    "subscribe",
    "author",
    "autor",
];

/// `text` without a prefix such as "By".
pub(in super::super) fn strip_byline_prefix(text: &str) -> &str {
    for prefix in [
        "written by ",
        "posted by ",
        "words by ",
        "veröffentlicht von ",
        "geschrieben von ",
        "beitrag von ",
        "autor: ",
        "author: ",
        "von: ",
        "by ",
        "by: ",
        "von ",
        "par ",
        "por ",
        "di ",
    ] {
        if let Some(rest) = strip_prefix_ignore_case(text, prefix) {
            let rest = rest.trim_start();
            // "von der Leyen" is a name; "Von Anna Weber" and "von Heiko" are bylines.
            let is_particle = text.starts_with(char::is_lowercase)
                && ["der ", "den ", "dem ", "und "]
                    .iter()
                    .any(|particle| rest.starts_with(particle));
            if !is_particle {
                return rest;
            }
        }
    }
    text
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

    /// Protects: a prefix such as "By" is not part of a name, but "von" in a surname is.
    #[test]
    fn byline_prefixes_are_removed_from_names() {
        for (text, expected) in [
            ("By Jane Doe", Some("Jane Doe")),
            ("BY  JANE DOE |", Some("JANE DOE")),
            ("Von Anna Weber", Some("Anna Weber")),
            ("von der Leyen", Some("von der Leyen")),
            ("von Heiko", Some("Heiko")),
            ("Byron Smith", Some("Byron Smith")),
            ("Jane Doe Updated Mar 12, 2020", Some("Jane Doe")),
            ("von eseppelt · 31. Oktober 2023", Some("eseppelt")),
            ("Jane Doe is a senior reporter", None),
            ("Name (erforderlich)", None),
            ("Name *", None),
            ("By", None),
            ("https://facebook.com/jane", None),
            ("", None),
        ] {
            assert_eq!(parse_name(text).as_deref(), expected, "{text}");
        }
    }

    /// Protects: several authors are a list, and a title after a name is no author.
    #[test]
    fn lists_of_authors_are_split() {
        for (line, expected) in [
            (
                "Ann Lee, Bo Dahl and Kim Park",
                &["Ann Lee", "Bo Dahl", "Kim Park"][..],
            ),
            (
                "Karin Lund, DER BEOBACHTER",
                &["Karin Lund", "DER BEOBACHTER"],
            ),
            ("Ann Lee, PhD", &["Ann Lee, PhD"]),
            ("Ann Lee", &["Ann Lee"]),
        ] {
            assert_eq!(split_names(line), expected, "{line}");
        }
    }
}
