//! The flags that print an article instead of opening the reader. At most one can be given.

use super::OutputFormat;
use clap::Args;

/// What to print. At most one can be given.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag, of which clap allows only one"
)]
pub(super) struct PrintFlags {
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
    /// Print the article with names marked in words, for screen readers
    #[arg(long)]
    plain: bool,
    /// Print the article as an HTML page with lists and a map
    #[arg(long)]
    html: bool,
    /// Print the sentences that mention a person or a country, like merkel, german or DE
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    grep: Option<String>,
    /// Print why a name was taken for a person: the rules that applied, and their weights
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    explain: Option<String>,
    /// As --json, with the ids of the rules that decided each mention
    #[arg(long)]
    json_reasons: bool,
}

impl PrintFlags {
    /// What to print, if one of the flags was given.
    pub(super) fn output_format(self) -> Option<OutputFormat> {
        if let Some(name) = self.grep {
            return Some(OutputFormat::Grep(name));
        }
        if let Some(name) = self.explain {
            return Some(OutputFormat::Explain(name));
        }
        [
            (self.json, OutputFormat::Json { reasons: false }),
            (self.json_reasons, OutputFormat::Json { reasons: true }),
            (self.tsv, OutputFormat::Tsv),
            (self.people, OutputFormat::People),
            (self.countries, OutputFormat::Countries),
            (self.plain, OutputFormat::Plain),
            (self.html, OutputFormat::Html),
        ]
        .into_iter()
        .find_map(|(set, format)| set.then_some(format))
    }
}

/// Parses a name, which must not be blank.
fn parse_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    (!name.is_empty())
        .then(|| name.to_owned())
        .ok_or_else(|| "give the name of a person or country, like Merkel".to_owned())
}
