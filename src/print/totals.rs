//! The people or the countries of many articles, counted together.
//!
//! Owns who is the same in two articles: a person of the same name, a country of the same code. Keeps names and numbers, and
//! nothing of the articles.

use crate::entities::{Code, Entities, Kind};
use crate::load::clean;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};

/// How often somebody is mentioned, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    name: String,
    code: Option<Code>,
    mentions: usize,
    articles: usize,
}

/// Those of one kind in one article, in order of appearance, each name once.
pub(super) fn counts(entities: &Entities, kind: Kind) -> Vec<Count> {
    let all = entities.entities().iter();
    let mut totals = Totals::default();
    for entity in all.filter(|entity| entity.kind == kind) {
        totals.put(Count {
            name: clean::line(&entity.name).into_owned(),
            code: entity.code,
            mentions: entity.mentions.len(),
            articles: 0,
        });
    }
    for count in &mut totals.counts {
        // Two of the same name in one article are one article.
        count.articles = 1;
    }
    totals.counts
}

/// The counts of all articles so far.
#[derive(Debug, Default)]
pub(super) struct Totals {
    counts: Vec<Count>,
    places: HashMap<String, usize>,
}

impl Totals {
    /// Add those of one more article.
    pub(super) fn add(&mut self, counts: Vec<Count>) {
        for count in counts {
            self.put(count);
        }
    }

    fn put(&mut self, count: Count) {
        let key = match &count.code {
            Some(code) => code.as_str().to_owned(),
            None => count.name.clone(),
        };
        let place = *self.places.entry(key).or_insert(self.counts.len());
        match self.counts.get_mut(place) {
            Some(known) => {
                known.mentions += count.mentions;
                known.articles += count.articles;
            }
            None => self.counts.push(count),
        }
    }

    /// Most mentioned first, then in most articles, then in order of appearance: mentions, name, a country's code, articles.
    pub(super) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        self.counts
            .sort_by_key(|count| Reverse((count.mentions, count.articles)));
        for count in &self.counts {
            write!(out, "{}\t{}", count.mentions, count.name)?;
            if let Some(code) = &count.code {
                write!(out, "\t{}", code.as_str())?;
            }
            writeln!(out, "\t{}", count.articles)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, code: &str, mentions: usize) -> Count {
        Count {
            name: name.to_owned(),
            code: Code::new(code),
            mentions,
            articles: 1,
        }
    }

    /// Protects: whoever is in several articles is counted once with all mentions, and a renamed country is the same.
    #[test]
    fn counts_of_many_articles_add_up() {
        let mut totals = Totals::default();
        totals.add(vec![count("Ada", "", 2), count("Norway", "NO", 1)]);
        totals.add(vec![count("Bo", "", 3), count("Ada", "", 1)]);
        totals.add(vec![count("Norge", "NO", 2)]);
        let mut out = Vec::new();
        totals.write(&mut out).unwrap();
        let lines = "3\tAda\t2\n3\tNorway\tNO\t2\n3\tBo\t1\n";
        assert_eq!(String::from_utf8(out).unwrap(), lines);
    }
}
