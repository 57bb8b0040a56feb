//! Prints the sentences that mention a person or a country.
//!
//! A name matches every person and country whose name, or any mention of it in the article, contains it; upper case and
//! accents are ignored unless typed, as in the reader's search. It also matches the country with that code, name or demonym,
//! whatever the article calls it. Each sentence is printed once, in reading order, on one line.

use crate::document::Document;
use crate::entities::{self, CountryCode, Entities, Entity, EntityKind, Mention};
use crate::search::Pattern;
use std::io::{self, Write};
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
    fn matches(&self, entity: &Entity, document: &Document, entities: &Entities) -> bool {
        let mut mentions = entity.mentions.iter();
        entity.code.is_some_and(|code| self.codes.contains(&code))
            || self.pattern.is_match(&entity.name)
            || mentions.any(|&index| {
                let mention = entities.mentions().get(index);
                mention.is_some_and(|mention| {
                    self.pattern.is_match(document.slice(mention.range.clone()))
                })
            })
    }
}

/// Writes the sentences that `query` matches, each after its source if that is given, with styles if `styled`. Returns the
/// number of sentences.
pub(super) fn write(
    (document, entities): (&Document, &Entities),
    query: &NameQuery,
    (source, styled): (Option<&str>, bool),
    out: &mut impl Write,
) -> io::Result<usize> {
    let all = entities.entities().iter();
    let matching: Vec<bool> = all
        .map(|entity| query.matches(entity, document, entities))
        .collect();
    let is_match = |mention: &Mention| matching.get(mention.entity) == Some(&true);
    let (mut count, mut end) = (0, 0);
    for mention in entities.mentions() {
        // A mention before this end is in the sentence printed last.
        if mention.range.start < end || !is_match(mention) {
            continue;
        }
        let sentence = sentence(document, entities, mention);
        (count, end) = (count + 1, sentence.end);
        if let Some(source) = source {
            write!(out, "{source}: ")?;
        }
        if styled {
            let kind = |mention: &Mention| entities.entities().get(mention.entity).map(|e| e.kind);
            let within = entities.mentions_in(sentence.clone());
            let mentions = entities.mentions().get(within).unwrap_or_default();
            let style = |mention: &Mention| Some(style(kind(mention)?, is_match(mention)));
            write_styled(document, sentence, mentions, style, out)?;
        } else {
            write_on_one_line(document.slice(sentence), out)?;
        }
        writeln!(out)?;
    }
    Ok(count)
}

/// The sentence around a mention; its block if no sentence is known.
fn sentence(document: &Document, entities: &Entities, mention: &Mention) -> Range<usize> {
    let around = mention.range.clone();
    let known = entities.sentence_at(around.start);
    let block = || document.blocks().get(document.block_at(around.start));
    let range = known
        .or_else(|| block().map(|block| block.range.clone()))
        .unwrap_or(around.clone());
    range.start.min(around.start)..range.end.max(around.end)
}

/// The escape sequences that begin and end a mention: styled as in the article, and reversed if it matches.
fn style(kind: EntityKind, is_match: bool) -> (&'static str, &'static str) {
    match (kind, is_match) {
        (EntityKind::Person, false) => ("\u{1b}[4m", "\u{1b}[24m"),
        (EntityKind::Person, true) => ("\u{1b}[4;7m", "\u{1b}[24;27m"),
        (EntityKind::Country, false) => ("\u{1b}[1m", "\u{1b}[22m"),
        (EntityKind::Country, true) => ("\u{1b}[1;7m", "\u{1b}[22;27m"),
    }
}

/// Writes `range` on one line, with `mentions` styled.
fn write_styled(
    document: &Document,
    range: Range<usize>,
    mentions: &[Mention],
    style: impl Fn(&Mention) -> Option<(&'static str, &'static str)>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut at = range.start;
    for mention in mentions {
        let Some((before, after)) = style(mention) else {
            continue;
        };
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
        let (query, mut out) = (NameQuery::new(name), Vec::new());
        write((&document, &entities), &query, (None, styled), &mut out).unwrap();
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
