//! Who wrote it, and who published it.
//!
//! Owns the order in which statements of authors are believed, and the words that stand before a name. An address is no
//! name, and neither is a paragraph.

use super::super::page::Page;

/// The longest byline, in characters.
const LONG: usize = 120;

/// The authors; `authors` is what JSON-LD says.
pub(super) fn byline(page: &Page, authors: &[String]) -> Option<String> {
    let named = || {
        page.metas
            .iter()
            .filter(|(name, _)| {
                matches!(
                    name.as_str(),
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
            .map(|(_, content)| content)
    };
    let properties = || {
        ["author", "creator"].iter().flat_map(|wanted| {
            page.properties
                .iter()
                .filter(move |(name, _)| name.split(' ').any(|word| word == *wanted))
                .map(|(_, value)| value)
        })
    };
    several(authors.iter())
        .or_else(|| several(named()))
        .or_else(|| page.authors.iter().find_map(|text| name(text)))
        .or_else(|| properties().find_map(|text| name(text)))
}

/// All names in `texts`, each once.
fn several<'t>(texts: impl Iterator<Item = &'t String>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in texts.filter_map(|text| name(text)) {
        if !names.contains(&name) && names.len() < 12 {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// `text` as a name, without "By"; `None` if it can be none.
fn name(text: &str) -> Option<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = without_by(&folded).trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '|' | ':' | '-' | '–' | '—' | '·' | '•')
    });
    let address = bare.contains("://") || bare.contains("www.") || bare.starts_with('@');
    let letters = bare.chars().any(char::is_alphabetic);
    // "Jane Doe is a senior reporter": what stands below an article of its author.
    let says = bare
        .split(' ')
        .any(|word| matches!(word, "is" | "was" | "has" | "writes" | "covers"));
    (letters && !address && !says && bare.chars().count() <= LONG).then(|| bare.to_owned())
}

/// `text` without the words that lead to a name.
pub(in super::super) fn without_by(text: &str) -> &str {
    for word in [
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
        if let Some(start) = text.get(..word.len())
            && start.eq_ignore_ascii_case(word)
            && let Some(rest) = text.get(word.len()..)
            // "von Storch" is a name, "Von Anna Weber" is not.
            && (word.starts_with(['w', 'p', 'b']) || start.starts_with(char::is_uppercase))
        {
            return rest.trim_start();
        }
    }
    text
}

/// The names without the publication's, unless that is the only one.
pub(super) fn without_site(byline: &str, site: Option<&str>) -> String {
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

/// The publication; `publisher` is what JSON-LD says.
pub(super) fn site(page: &Page, publisher: Option<&str>) -> Option<String> {
    page.meta_named(&[
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
    ])
    .or(publisher)
    .or_else(|| {
        page.meta_named(&[
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

    /// Protects: what stands before a name is no part of it, and a noble name keeps its "von".
    #[test]
    fn names_without_what_leads_to_them() {
        for (text, expected) in [
            ("By Jane Doe", Some("Jane Doe")),
            ("BY  JANE DOE |", Some("JANE DOE")),
            ("Von Anna Weber", Some("Anna Weber")),
            ("von der Leyen", Some("von der Leyen")),
            ("Byron Smith", Some("Byron Smith")),
            ("https://facebook.com/jane", None),
            ("", None),
        ] {
            assert_eq!(name(text).as_deref(), expected, "{text}");
        }
    }
}
