//! Finds the authors and the publication of a page.
//!
//! Authors are taken from JSON-LD, else from `meta` elements, else from elements marked as the author's, else from
//! microdata. Words before a name ("By") are removed. URLs and whole sentences are not names.

use super::super::page_metadata::PageMetadata;
use crate::document::strip_prefix_ignore_case;
use crate::load::clean::collapse_spaces;

/// The longest name that is accepted, in characters.
const MAX_NAME_CHARS: usize = 120;

/// The names of the authors; `authors` are those in the page's JSON-LD.
pub(super) fn find_byline(page: &PageMetadata, authors: &[String]) -> Option<String> {
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
    join_names(authors.iter())
        .or_else(|| join_names(meta_authors()))
        .or_else(|| page.author_texts.iter().find_map(|text| parse_name(text)))
        .or_else(|| microdata_authors().find_map(|text| parse_name(text)))
}

/// All names in `texts` without duplicates, at most twelve.
fn join_names<'t>(texts: impl Iterator<Item = &'t String>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in texts.filter_map(|text| parse_name(text)) {
        if !names.contains(&name) && names.len() < 12 {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// `text` as a name, without "By"; `None` if it is no name.
fn parse_name(text: &str) -> Option<String> {
    let collapsed = collapse_spaces(text);
    let name = strip_byline_prefix(&collapsed).trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '|' | ':' | '-' | '–' | '—' | '·' | '•')
    });
    let is_url = name.contains("://") || name.contains("www.") || name.starts_with('@');
    let has_letters = name.chars().any(char::is_alphabetic);
    // "Jane Doe is a senior reporter" is a sentence about the author, not a byline.
    let is_sentence = name
        .split(' ')
        .any(|word| matches!(word, "is" | "was" | "has" | "writes" | "covers"));
    (has_letters && !is_url && !is_sentence && name.chars().count() <= MAX_NAME_CHARS)
        .then(|| name.to_owned())
}

/// `text` without a prefix such as "By".
pub(in super::super) fn strip_byline_prefix(text: &str) -> &str {
    for prefix in [
        "written by ",
        "posted by ",
        "words by ",
        "by ",
        "by: ",
        "von ",
        "par ",
        "por ",
        "di ",
    ] {
        if let Some(rest) = strip_prefix_ignore_case(text, prefix)
            // "von Storch" is a name; "Von Anna Weber" is a byline.
            && (prefix.starts_with(['w', 'p', 'b']) || text.starts_with(char::is_uppercase))
        {
            return rest.trim_start();
        }
    }
    text
}

/// The names in `byline` without that of the publication, unless it is the only one.
pub(super) fn remove_site_name(byline: &str, site: Option<&str>) -> String {
    let Some(site) = site else {
        return byline.to_owned();
    };
    let names: Vec<&str> = byline
        .split(", ")
        .filter(|name| !name.eq_ignore_ascii_case(site))
        .collect();
    if names.is_empty() {
        return byline.to_owned();
    }
    names.join(", ")
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
            ("Byron Smith", Some("Byron Smith")),
            ("https://facebook.com/jane", None),
            ("", None),
        ] {
            assert_eq!(parse_name(text).as_deref(), expected, "{text}");
        }
    }
}
