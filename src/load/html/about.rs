//! Title, byline, date and site of a page.
//!
//! Owns the order in which a page's statements are believed. Promises clean single lines: nothing that acts on a
//! terminal, nothing endless. Takes what the page says, and never looks at its tree.

mod credit;
mod date;
mod json;
mod title;

pub(super) use credit::without_by;
pub(super) use title::key;

use super::page::Page;
use crate::load::clean;

/// The longest line that is kept, in characters.
const LINE: usize = 300;

/// What is known of the article beside its text.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The headline.
    pub(super) title: Option<String>,
    /// Who wrote it, without "By".
    pub(super) byline: Option<String>,
    /// When it was published: as `2024-05-03` where that can be told.
    pub(super) date: Option<String>,
    /// The publication.
    pub(super) site: Option<String>,
    /// The whole text, where the page carries it for search engines.
    pub(super) body: Option<String>,
    /// Whether the page says that it is an article.
    pub(super) is_article: bool,
}

/// What `page` says; `extracted` is the title that the article finder made of it, `address` where the page came from.
pub(super) fn read(page: &Page, address: Option<&str>) -> About {
    let json = json::read(&page.json);
    let address = page.canonical.as_deref().or(address);
    let site = credit::site(page, json.publisher.as_deref()).and_then(|site| line(&site));
    let byline = credit::byline(page, &json.authors).and_then(|byline| line(&byline));
    About {
        byline: byline.map(|byline| credit::without_site(&byline, site.as_deref())),
        site,
        title: title::choose(page, json.headline.as_deref()).and_then(|title| line(&title)),
        date: date::choose(page, json.published.as_deref(), address).and_then(|date| line(&date)),
        is_article: json.is_article || says_article(page),
        body: json.body,
    }
}

fn says_article(page: &Page) -> bool {
    page.meta_named(&["og:type"])
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("article"))
}

/// `text` as one clean line; `None` if nothing is left.
fn line(text: &str) -> Option<String> {
    // Cleaned first: what is dropped may stand between two blanks.
    let clean = clean::line(text);
    let folded = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = folded
        .char_indices()
        .nth(LINE)
        .map_or(folded.len(), |(at, _)| at);
    let line = folded.get(..end).unwrap_or_default().trim();
    (!line.is_empty()).then(|| line.to_owned())
}
