//! Prints the articles that have some words, the best first.
//!
//! The shape of the JSON is `[{"title", "address"?, "published"?, "read", "opened", "score", "snippet"?}]`.

use super::{day_read, write_json, write_to};
use crate::error::Error;
use crate::library::{LibraryReader, SearchHit};
use serde::Serialize;
use std::io::Write;

/// The most articles that are printed.
const MAX_HITS: usize = 20;

/// Writes the articles that have `words`; returns whether there are any.
pub(super) fn write(
    reader: &LibraryReader,
    words: &str,
    json: bool,
    out: &mut impl Write,
) -> Result<bool, Error> {
    let hits = reader.search(words, MAX_HITS)?;
    write_to(out, |out| {
        if json {
            let hits: Vec<HitJson<'_>> = hits.iter().map(HitJson::new).collect();
            return write_json(&hits, out);
        }
        for (number, hit) in hits.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            let article = &hit.article;
            writeln!(out, "{} ({})", article.title, day_read(article))?;
            if let Some(address) = &article.address {
                writeln!(out, "{address}")?;
            }
            if let Some(snippet) = &hit.snippet {
                writeln!(out, "  {}", snippet.text)?;
            }
        }
        Ok(())
    })?;
    Ok(!hits.is_empty())
}

#[derive(Serialize)]
struct HitJson<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    read: u64,
    opened: bool,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<&'a str>,
}

impl<'a> HitJson<'a> {
    fn new(hit: &'a SearchHit) -> Self {
        let article = &hit.article;
        Self {
            title: &article.title,
            address: article.address.as_deref(),
            published: article.published.as_deref(),
            read: article.last_read,
            opened: article.opened,
            score: (hit.score * 1000.0).round() / 1000.0,
            snippet: hit.snippet.as_ref().map(|snippet| snippet.text.as_str()),
        }
    }
}
