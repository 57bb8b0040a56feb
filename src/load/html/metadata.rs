//! Chooses title, byline, date and site of a page from what the page declares.
//!
//! Each module below decides which declaration is believed first. The results are clean single lines of limited length.
//! The tree is not consulted; see [`page_metadata`](super::page_metadata) for what was collected from it.

mod byline;
mod date;
mod json_ld;
mod title;

pub(super) use byline::strip_byline_prefix;
pub(super) use title::comparison_key;

use super::page_metadata::PageMetadata;
use crate::document::first_chars;
use crate::load::clean;
use byline::SiteNames;

/// The longest value that is kept, in characters.
const MAX_LINE_CHARS: usize = 300;

/// What is known about an article besides its text.
#[derive(Debug, Default)]
pub(super) struct ArticleMetadata {
    /// The headline.
    pub(super) title: Option<String>,
    /// The authors, each without "By".
    pub(super) authors: Vec<String>,
    /// The date of publication, as `2024-05-03` where it can be parsed and as the page writes it otherwise.
    pub(super) date: Option<String>,
    /// The publication.
    pub(super) site: Option<String>,
    /// The text of the article, if the page declares it for search engines.
    pub(super) body: Option<String>,
    /// Whether the page declares itself to be an article.
    pub(super) is_article: bool,
}

/// Resolves what `page` declares. `page_url` is where the page came from; a canonical URL in the page takes precedence.
pub(super) fn resolve(page: &PageMetadata, page_url: Option<&str>) -> ArticleMetadata {
    let json = json_ld::read_scripts(&page.json_ld);
    let page_url = page.canonical_url.as_deref().or(page_url);
    let site =
        byline::find_site(page, json.publisher.as_deref()).and_then(|site| clean_line(&site));
    let host = page_url.and_then(title::host_of);
    let sites = [
        site.as_deref(),
        host,
        host.and_then(|host| host.split('.').next()),
    ];
    let sites = SiteNames::new(
        sites
            .into_iter()
            .flatten()
            .chain(title::split_parts(&page.title)),
    );
    let authors = byline::find_authors(page, &json.authors, &sites);
    let authors: Vec<String> = authors.iter().filter_map(|name| clean_line(name)).collect();
    ArticleMetadata {
        authors: byline::remove_site_name(authors, site.as_deref()),
        site,
        title: title::find_title(page, json.headline.as_deref(), page_url)
            .and_then(|title| clean_line(&title)),
        date: date::find_date(page, json.published.as_deref(), page_url)
            .and_then(|date| clean_line(&date)),
        is_article: json.is_article || declares_article(page),
        body: json.body,
    }
}

fn declares_article(page: &PageMetadata) -> bool {
    page.meta_content(&["og:type"])
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("article"))
}

/// `text` as one clean line of at most [`MAX_LINE_CHARS`] characters; `None` if nothing is left.
fn clean_line(text: &str) -> Option<String> {
    let line = clean::spaced_line(text)?;
    Some(match first_chars(&line, MAX_LINE_CHARS) {
        Some(start) => start.trim_end().to_owned(),
        None => line,
    })
}
