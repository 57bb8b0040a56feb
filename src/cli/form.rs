//! The flags that say what to print instead of reading.
//!
//! Owns how they are written, and that there is one at most.

use super::Format;
use clap::Args;

/// What to print instead of reading; one at most.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag, and clap lets only one be set"
)]
pub(super) struct Form {
    /// Print everything found as JSON
    #[arg(long)]
    json: bool,
    /// Print the mentions as a table: start, end, kind, code, how, name, text
    #[arg(long)]
    tsv: bool,
    /// Print the people, most mentioned first
    #[arg(long)]
    people: bool,
    /// Print the countries, most mentioned first
    #[arg(long)]
    countries: bool,
    /// Print the article with marks in words, for screen readers
    #[arg(long)]
    plain: bool,
    /// Print the article as a page for a browser, with lists and a map
    #[arg(long)]
    html: bool,
    /// Print the sentences that speak of a person or a country, like merkel, german or DE
    #[arg(long, value_name = "NAME", value_parser = name)]
    grep: Option<String>,
}

impl Form {
    /// What to print, if anything was said.
    pub(super) fn format(self) -> Option<Format> {
        if let Some(name) = self.grep {
            return Some(Format::Grep(name));
        }
        [
            (self.json, Format::Json),
            (self.tsv, Format::Tsv),
            (self.people, Format::People),
            (self.countries, Format::Countries),
            (self.plain, Format::Plain),
            (self.html, Format::Html),
        ]
        .into_iter()
        .find_map(|(set, format)| set.then_some(format))
    }
}

/// A name that can stand in a text.
fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    (!name.is_empty())
        .then(|| name.to_owned())
        .ok_or_else(|| "say whom or what, like Merkel".to_owned())
}
