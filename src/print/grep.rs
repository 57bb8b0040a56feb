//! The sentences about somebody, or about a country.
//!
//! Owns who is meant by a name: every person and country whose name, or a form of it in the article, contains what was typed, as
//! the search in the reader reads it (small letters find capitals, plain ones those with accents); and the country with this
//! code, or with this name or demonym wherever the article uses another. Promises each sentence once, in reading order, on one line.

use crate::document::Document;
use crate::entities::{self, Code, Entities, Entity, Kind, Mention};
use crate::search::Pattern;
use std::io::{self, Write};
use std::ops::Range;

/// Who is meant.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pattern: Pattern,
    codes: Vec<Code>,
}

impl Wanted {
    /// What `name` means.
    pub(super) fn new(name: &str) -> Self {
        let pattern = Pattern::literal(name);
        let mut codes = entities::countries_called(|words| pattern.is_all_of(words));
        codes.extend(Code::new(&name.to_ascii_uppercase()));
        Self { pattern, codes }
    }

    fn is(&self, entity: &Entity, document: &Document, entities: &Entities) -> bool {
        let mut mentions = entity.mentions.iter();
        entity.code.is_some_and(|code| self.codes.contains(&code))
            || self.pattern.is_in(&entity.name)
            || mentions.any(|&index| {
                let mention = entities.mentions().get(index);
                mention.is_some_and(|mention| {
                    self.pattern.is_in(document.slice(mention.range.clone()))
                })
            })
    }
}

/// Write the sentences, each behind its source if that is told, and `styled` if so. Returns how many there are.
pub(super) fn write(
    (document, entities): (&Document, &Entities),
    wanted: &Wanted,
    (source, styled): (Option<&str>, bool),
    out: &mut impl Write,
) -> io::Result<usize> {
    let all = entities.entities().iter();
    let is_wanted: Vec<bool> = all
        .map(|entity| wanted.is(entity, document, entities))
        .collect();
    let is_wanted = |mention: &Mention| is_wanted.get(mention.entity) == Some(&true);
    let (mut count, mut end) = (0, 0);
    for mention in entities.mentions() {
        // What stands before the end of the last sentence was in it.
        if mention.range.start < end || !is_wanted(mention) {
            continue;
        }
        let sentence = sentence(document, entities, mention);
        (count, end) = (count + 1, sentence.end);
        if let Some(source) = source {
            write!(out, "{source}: ")?;
        }
        if styled {
            let kind = |mention: &Mention| entities.entities().get(mention.entity).map(|e| e.kind);
            let within = entities.within(sentence.clone());
            let mentions = entities.mentions().get(within).unwrap_or_default();
            let style = |mention: &Mention| Some(style(kind(mention)?, is_wanted(mention)));
            painted(document, sentence, mentions, style, out)?;
        } else {
            flat(document.slice(sentence), out)?;
        }
        writeln!(out)?;
    }
    Ok(count)
}

/// The sentence of a mention; where none is known, its block.
fn sentence(document: &Document, entities: &Entities, mention: &Mention) -> Range<usize> {
    let around = mention.range.clone();
    let known = entities.sentence_at(around.start);
    let block = || document.blocks().get(document.block_at(around.start));
    let range = known
        .or_else(|| block().map(|block| block.range.clone()))
        .unwrap_or(around.clone());
    range.start.min(around.start)..range.end.max(around.end)
}

/// What sets a mention apart, and what ends it: as in the article, and whoever is wanted the other way round.
fn style(kind: Kind, wanted: bool) -> (&'static str, &'static str) {
    match (kind, wanted) {
        (Kind::Person, false) => ("\u{1b}[4m", "\u{1b}[24m"),
        (Kind::Person, true) => ("\u{1b}[4;7m", "\u{1b}[24;27m"),
        (Kind::Country, false) => ("\u{1b}[1m", "\u{1b}[22m"),
        (Kind::Country, true) => ("\u{1b}[1;7m", "\u{1b}[22;27m"),
    }
}

fn painted(
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
        flat(document.slice(at..inside.start), out)?;
        out.write_all(before.as_bytes())?;
        flat(document.slice(inside.clone()), out)?;
        out.write_all(after.as_bytes())?;
        at = inside.end;
    }
    flat(document.slice(at..range.end), out)
}

/// Write `text` with every run of blanks and line feeds as one blank.
fn flat(text: &str, out: &mut impl Write) -> io::Result<()> {
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

    fn found(text: &str, name: &str, styled: bool) -> String {
        let mut builder = Builder::new("test");
        for paragraph in text.split("\n\n") {
            builder.push(paragraph);
            builder.end(BlockKind::Paragraph);
        }
        let document = builder.finish();
        let entities = entities::read(&document);
        let (wanted, mut out) = (Wanted::new(name), Vec::new());
        write((&document, &entities), &wanted, (None, styled), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const TALKS: &str = "Angela Merkel met President Tayyip Erdoğan in Ankara. Nobody\nspoke.\n\n\
        Mr. Erdoğan left for Moscow. The talks with Russia, Merkel said,\nwent on.";

    /// Protects: a name is found as it is typed in a hurry, and by every form of it.
    #[test]
    fn whoever_is_called_so_is_found() {
        for name in ["erdogan", "Erdoğan", "tayyip erd"] {
            let lines = found(TALKS, name, false);
            assert_eq!(lines.lines().count(), 2, "{name}: {lines}");
        }
        assert_eq!(found(TALKS, "zzz", false), "");
        assert_eq!(found(TALKS, ".*", false), "", "letters are letters");
    }

    /// Protects: a country is found by its code, its name and its people, however the article calls it.
    #[test]
    fn a_country_is_found_however_it_is_called() {
        for name in ["RU", "ru", "russian", "Russians", "russia"] {
            let lines = found(TALKS, name, false);
            let last = "The talks with Russia, Merkel said, went on.";
            assert!(lines.ends_with(&format!("{last}\n")), "{name}: {lines}");
            assert_eq!(lines.lines().count(), 2, "{name}: {lines}");
        }
        assert_eq!(found(TALKS, "turkish", false).lines().count(), 1);
    }

    /// Protects: a sentence with two who are meant stands once, and whoever is meant is set apart where that is seen.
    #[test]
    fn a_sentence_stands_once() {
        assert_eq!(found(TALKS, "e", false).lines().count(), 3);
        let styled = found(TALKS, "merkel", true);
        let first =
            "\u{1b}[4;7mAngela Merkel\u{1b}[24;27m met President \u{1b}[4mTayyip Erdoğan\u{1b}[24m";
        assert!(styled.starts_with(first), "{styled:?}");
    }
}
