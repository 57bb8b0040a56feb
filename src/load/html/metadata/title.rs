//! Finds the headline of a page.
//!
//! Every heading of the page is weighed: by its level and class, by how it stands in what the page declares (`title`,
//! JSON-LD, titles for social networks), and against the name of the site, which is no headline. If none weighs enough,
//! what the page declares counts, without the name of the site.

use super::super::nodes;
use super::super::page_metadata::{PageHeading, PageMetadata};
use crate::load::clean::collapse_spaces;

/// What stands between the headline and the name of the site in a page's title.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " « ", " » ", " · ", " :: ", " • ", " › ", " / ", " ~ ", "_",
];

/// A heading that weighs less is not the headline.
const MIN_WEIGHT: i32 = 5;

/// The headline of `page`; `headline` is the one in its JSON-LD, `page_url` where it comes from.
pub(super) fn find_title(
    page: &PageMetadata,
    headline: Option<&str>,
    page_url: Option<&str>,
) -> Option<String> {
    let declared = DeclaredTitles::new(page, headline, page_url);
    let mut best: Option<(i32, &PageHeading)> = None;
    for heading in &page.headings {
        let weight = declared.weigh(heading);
        if weight >= MIN_WEIGHT && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, heading));
        }
    }
    if let Some((_, heading)) = best {
        return Some(declared.headline_in(heading).to_owned());
    }
    let DeclaredTitles {
        title,
        social,
        headline,
        ..
    } = &declared;
    let without_site = |title: &String| declared.without_site(title);
    let first_heading = || {
        let is_headline = |heading: &&PageHeading| !declared.is_site(&heading.text);
        let found = page.headings.iter().find(is_headline);
        found
            .or(page.headings.first())
            .map(|heading| heading.text.clone())
    };
    if !social.is_empty() && comparison_key(title).contains(&comparison_key(social)) {
        return Some(without_site(social));
    }
    [headline, social, title]
        .into_iter()
        .filter(|title| !title.is_empty())
        .map(without_site)
        .find(|title| !declared.is_site(title))
        .or_else(first_heading)
        .or_else(|| Some(title.clone()).filter(|title| !title.is_empty()))
}

/// The titles that a page declares, and the names of its site.
struct DeclaredTitles {
    title: String,
    social: String,
    headline: String,
    /// Comparison keys of what the site is called.
    site_keys: Vec<String>,
    /// Comparison keys of the parts of the title between its separators.
    part_keys: Vec<String>,
    /// How many headings of the first level may be the headline.
    top_headings: usize,
}

impl DeclaredTitles {
    fn new(page: &PageMetadata, headline: Option<&str>, page_url: Option<&str>) -> Self {
        let social = page.meta_content(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "parsely-title",
            "sailthru.title",
        ]);
        let declared_site = page.meta_content(&["og:site_name", "application-name"]);
        let home_headings = page.headings.iter().filter(|heading| heading.links_home);
        let host = page_url.and_then(host_of);
        let mut site_keys: Vec<String> = declared_site
            .into_iter()
            .chain(home_headings.map(|heading| heading.text.as_str()))
            .chain(host)
            .chain(host.and_then(|host| host.split('.').next()))
            .map(comparison_key)
            .filter(|key| key.chars().nth(2).is_some())
            .collect();
        site_keys.dedup();
        let title = collapse_spaces(&page.title);
        let part_keys = split_parts(&title)
            .into_iter()
            .map(comparison_key)
            .collect();
        let top_headings = page.headings.iter().filter(|heading| {
            heading.level == 1
                && !heading.links_home
                && !heading.is_in_list
                && !site_keys.contains(&comparison_key(&heading.text))
        });
        Self {
            title,
            social: collapse_spaces(social.unwrap_or_default()),
            headline: collapse_spaces(headline.unwrap_or_default()),
            top_headings: top_headings.count(),
            site_keys,
            part_keys,
        }
    }

    /// Whether `text` is the name of the site.
    fn is_site(&self, text: &str) -> bool {
        let key = comparison_key(text);
        !key.is_empty() && self.site_keys.contains(&key)
    }

    /// The headline in `heading`: its last part, if the page declares that one alone, or its first, if a line below it
    /// belongs to the same heading.
    fn headline_in<'h>(&self, heading: &'h PageHeading) -> &'h str {
        let is_declared = |text: &str| {
            let key = comparison_key(text);
            let declared = [&self.title, &self.social, &self.headline];
            !key.is_empty()
                && (self.part_keys.contains(&key)
                    || declared.iter().any(|title| comparison_key(title) == key))
        };
        // Titles for social networks have no line above the headline; those of pages may join the two.
        let last_key = comparison_key(&heading.last_part);
        let is_headline = !last_key.is_empty()
            && [&self.social, &self.headline]
                .iter()
                .any(|title| comparison_key(title) == last_key);
        let first_key = comparison_key(&heading.first_part);
        // "A line above - The headline | The Example Times" names both.
        let names_both = !first_key.is_empty()
            && !last_key.is_empty()
            && self.part_keys.contains(&first_key)
            && self.part_keys.contains(&last_key);
        if !first_key.is_empty()
            && comparison_key(&self.social) == first_key
            && !is_declared(&heading.last_part)
        {
            &heading.first_part
        } else if !heading.named_part.is_empty()
            || is_headline
            || names_both
            || !is_declared(&heading.text) && is_declared(&heading.last_part)
        {
            &heading.last_part
        } else {
            &heading.text
        }
    }

    /// How much speaks for `heading` as the headline.
    fn weigh(&self, heading: &PageHeading) -> i32 {
        let key = comparison_key(&heading.text);
        if key.is_empty() || heading.links_home {
            return 0;
        }
        let declared = [&self.title, &self.social, &self.headline].map(|text| comparison_key(text));
        let last_key = comparison_key(&heading.last_part);
        let is_declared = |key: &String| declared.contains(key) || self.part_keys.contains(key);
        let is_whole = is_declared(&key) || !last_key.is_empty() && is_declared(&last_key);
        let is_part = declared.iter().any(|text| text.contains(&key));
        let weights = [
            (is_whole, 4),
            // Sections are parts of titles, too, but short.
            (is_whole && count_words(&heading.text) >= 3, 1),
            (is_part && heading.text.chars().count() >= 8, 3),
            (heading.level == 1, 4),
            (
                // Fewer words may be the name of a section, or a welcome.
                heading.level == 1 && self.top_headings == 1 && count_words(&heading.text) >= 3,
                1,
            ),
            (heading.level == 2, 1),
            (heading.has_title_class, 3),
            (self.is_site(&heading.text), -6),
            (heading.is_in_list, -3),
        ];
        weights
            .iter()
            .filter(|(applies, _)| *applies)
            .map(|(_, weight)| weight)
            .sum()
    }

    /// `title` without "| The Example Times" after it or "Example: " before it.
    fn without_site(&self, title: &String) -> String {
        let mut rest: &str = title;
        // The name of the site may have such a separator in it.
        for separator in SEPARATORS {
            if let Some((before, after)) = rest.split_once(separator)
                && self.is_site(after)
            {
                return before.trim().to_owned();
            }
        }
        if let Some(headline) = without_ideographic_site(rest) {
            return headline.to_owned();
        }
        for separator in SEPARATORS {
            if let Some((before, after)) = rest.rsplit_once(separator)
                && (self.is_site(after) || count_words(before) >= 3 && count_words(after) <= 4)
            {
                rest = self.without_section(before, separator);
                break;
            }
            if let Some((before, after)) = rest.split_once(separator)
                && self.is_site(before)
            {
                rest = after;
                break;
            }
        }
        rest.trim().to_owned()
    }

    /// `title` without the section that stands after it, as in "Headline | Section": the name of the publication, or at
    /// most two words after at least four.
    fn without_section<'t>(&self, title: &'t str, separator: &str) -> &'t str {
        match title.rsplit_once(separator) {
            Some((before, after))
                if self.is_site(after)
                    || separator == " | "
                        && count_words(before) >= 4
                        && count_words(after) <= 2 =>
            {
                before
            }
            _ => title,
        }
    }
}

/// `title` without the name of the site after a hyphen without spaces, as Chinese pages write it.
fn without_ideographic_site(title: &str) -> Option<&str> {
    let (before, after) = title.rsplit_once(['-', '_', '|', '－', '｜'])?;
    let is_ideograph = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let (headline, site) = (before.trim(), after.trim());
    let is_site = site.chars().count() <= 8 && site.chars().all(is_ideograph);
    (is_site && headline.chars().filter(|c| is_ideograph(*c)).count() >= 8).then_some(headline)
}

/// The host of a URL without "www": "example.co.uk" of `https://www.example.co.uk/`.
pub(super) fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// The parts of a title between its separators.
pub(super) fn split_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts
}

/// The letters and digits of a text in lower case, for comparing texts that may differ in quotation marks and spaces.
pub(in super::super) fn comparison_key(text: &str) -> String {
    nodes::lowercase_of(text, char::is_alphanumeric)
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::html::page_metadata::NamedValue;

    fn heading(text: &str) -> PageHeading {
        PageHeading {
            level: 1,
            text: text.to_owned(),
            ..PageHeading::default()
        }
    }

    fn page(title: &str, social: &str, headlines: &[&str]) -> PageMetadata {
        PageMetadata {
            title: title.to_owned(),
            meta_tags: vec![NamedValue {
                name: "og:title".to_owned(),
                value: social.to_owned(),
            }],
            headings: headlines.iter().map(|&text| heading(text)).collect(),
            ..PageMetadata::default()
        }
    }

    /// Protects: the headline is the one visible on the page, without the name of the publication.
    #[test]
    fn the_headline_is_found_in_titles_and_headings() {
        for (title, social, headlines, expected) in [
            (
                "Storm hits coast - BBC News",
                "Storm hits coast",
                &["BBC", "Storm hits coast"][..],
                "Storm hits coast",
            ),
            (
                "Storm hits the old coast | The Times",
                "",
                &[],
                "Storm hits the old coast",
            ),
            (
                "“Storm” hits coast | X",
                "",
                &["\"Storm\" hits coast"],
                "\"Storm\" hits coast",
            ),
            (
                "The Times",
                "Why storms hit",
                &["Welcome here"],
                "Why storms hit",
            ),
            (
                "Spider-Man returns to us",
                "",
                &[],
                "Spider-Man returns to us",
            ),
            ("", "", &["Only a heading"], "Only a heading"),
        ] {
            assert_eq!(
                find_title(&page(title, social, headlines), None, None).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(find_title(&PageMetadata::default(), None, None), None);
    }
}
