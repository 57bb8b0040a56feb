//! Prints the sentences that mention a person or a country.
//!
//! A name matches every person and country whose name, or any mention of it in the article, contains it; upper case and
//! accents are ignored unless typed, as in the reader's search. It also matches the country with that code, name or demonym,
//! whatever the article calls it. Each sentence is printed once, in reading order, on one line.

use super::annotated::{AnnotatedDocument, MentionStyle};
use super::report;
use crate::cli::OutputFormat;
use crate::entities::{self, CountryCode, Entity, EntityId, Mention};
use crate::error::SafeText;
use crate::search::Pattern;
use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;

/// A name to search for.
#[derive(Debug, Clone)]
pub(super) struct NameQuery {
    pattern: Pattern,
    codes: Vec<CountryCode>,
}

impl NameQuery {
    /// A query for `name`: part of a name, a country code, or a demonym.
    pub(super) fn new(name: &str) -> Self {
        let pattern = Pattern::literal(name);
        let mut codes = entities::countries_matching(|words| pattern.is_full_match(words));
        codes.extend(CountryCode::new(&name.to_ascii_uppercase()));
        Self { pattern, codes }
    }

    /// Whether `entity` is meant.
    fn matches(&self, entity: &Entity, article: AnnotatedDocument<'_>) -> bool {
        let mut mentions = article.mentions_of(entity);
        entity.code.is_some_and(|code| self.codes.contains(&code))
            || self.pattern.is_match(&entity.name)
            || mentions.any(|mention| self.pattern.is_match(article.text_of(mention)))
    }
}

/// Says on a terminal that no sentence was found for the name in `format`. In a pipe the exit code says it.
pub(super) fn report_none(format: &OutputFormat) {
    if let OutputFormat::Grep(name) = format
        && io::stdout().is_terminal()
    {
        report(format!("no sentence mentions “{}”", SafeText::new(name)));
    }
}

/// Writes the sentences that `query` matches, each after its source if that is given, with styles if `styled`. Returns the
/// number of sentences.
pub(super) fn write(
    article: AnnotatedDocument<'_>,
    query: &NameQuery,
    source: Option<&str>,
    styled: bool,
    out: &mut impl Write,
) -> io::Result<usize> {
    let entities = article.entities;
    let ids = entities.entity_ids();
    let matching: HashSet<EntityId> = ids
        .filter(|&id| query.matches(entities.entity(id), article))
        .collect();
    let is_match = |mention: &Mention| matching.contains(&mention.entity);
    let (mut count, mut end) = (0, 0);
    for mention in entities.mentions() {
        // A mention before this end is in the sentence printed last.
        if mention.range.start < end || !is_match(mention) {
            continue;
        }
        let sentence = sentence(article, mention);
        (count, end) = (count + 1, sentence.end);
        if let Some(source) = source {
            write!(out, "{source}: ")?;
        }
        if styled {
            write_styled(article, sentence, is_match, out)?;
        } else {
            write_on_one_line(article.document.slice(sentence), out)?;
        }
        writeln!(out)?;
    }
    Ok(count)
}

/// The sentence around a mention; its block if no sentence is known.
fn sentence(article: AnnotatedDocument<'_>, mention: &Mention) -> Range<usize> {
    let AnnotatedDocument { document, entities } = article;
    let around = mention.range.clone();
    let known = entities.sentence_at(around.start);
    let block = || Some(document.block_around(around.start)?.range.clone());
    let range = known.or_else(block).unwrap_or(around.clone());
    range.start.min(around.start)..range.end.max(around.end)
}

/// Writes `range` on one line, with its mentions styled as in the article, and reversed if they match.
fn write_styled(
    article: AnnotatedDocument<'_>,
    range: Range<usize>,
    is_match: impl Fn(&Mention) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let AnnotatedDocument { document, entities } = article;
    let mut at = range.start;
    for mention in article.mentions_in(range.clone()) {
        let kind = entities.entity(mention.entity).kind;
        let MentionStyle { before, after } = MentionStyle::escapes(kind, is_match(mention));
        let inside = mention.range.start.max(at)..mention.range.end.min(range.end);
        write_on_one_line(document.slice(at..inside.start), out)?;
        out.write_all(before.as_bytes())?;
        write_on_one_line(document.slice(inside.clone()), out)?;
        out.write_all(after.as_bytes())?;
        at = inside.end;
    }
    write_on_one_line(document.slice(at..range.end), out)
}

/// Writes `text` with every run of white space, line feeds included, as one space.
fn write_on_one_line(text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut blank = false;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end_matches(char::is_whitespace);
        if !word.is_empty() {
            out.write_all(word.as_bytes())?;
            blank = false;
        }
        if word.len() < part.len() && !blank {
            out.write_all(b" ")?;
            blank = true;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    fn sentences(text: &str, name: &str, styled: bool) -> String {
        let mut builder = Builder::new("test");
        for paragraph in text.split("\n\n") {
            builder.push(paragraph);
            builder.end(BlockKind::Paragraph);
        }
        let document = builder.finish();
        let entities = entities::read(&document);
        let article = AnnotatedDocument {
            document: &document,
            entities: &entities,
        };
        let (query, mut out) = (NameQuery::new(name), Vec::new());
        write(article, &query, None, styled, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const TALKS: &str = "Angela Merkel met President Tayyip Erdoğan in Ankara. Nobody\nspoke.\n\n\
        Mr. Erdoğan left for Moscow. The talks with Russia, Merkel said,\nwent on.";

    /// Protects: a name is found without accents or capitals, and by any of its mentions.
    #[test]
    fn a_name_is_found_by_any_form() {
        for name in ["erdogan", "Erdoğan", "tayyip erd"] {
            let lines = sentences(TALKS, name, false);
            assert_eq!(lines.lines().count(), 2, "{name}: {lines}");
        }
        assert_eq!(sentences(TALKS, "zzz", false), "");
        assert_eq!(sentences(TALKS, ".*", false), "", "no regular expressions");
    }

    /// Protects: a country is found by its code, name and demonym, whatever the article calls it.
    #[test]
    fn a_country_is_found_by_code_name_and_demonym() {
        for name in ["RU", "ru", "russian", "Russians", "russia"] {
            let lines = sentences(TALKS, name, false);
            let last = "The talks with Russia, Merkel said, went on.";
            assert!(lines.ends_with(&format!("{last}\n")), "{name}: {lines}");
            assert_eq!(lines.lines().count(), 2, "{name}: {lines}");
        }
        assert_eq!(sentences(TALKS, "turkish", false).lines().count(), 1);
    }

    /// Protects: a sentence with two matching names is printed once, and matching names are highlighted.
    #[test]
    fn a_sentence_is_printed_once() {
        assert_eq!(sentences(TALKS, "e", false).lines().count(), 3);
        let styled = sentences(TALKS, "merkel", true);
        let first =
            "\u{1b}[4;7mAngela Merkel\u{1b}[24;27m met President \u{1b}[4mTayyip Erdoğan\u{1b}[24m";
        assert!(styled.starts_with(first), "{styled:?}");
    }
}
