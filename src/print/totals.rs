//! Counts the people or the countries of many articles together.
//!
//! Entities of two articles count as the same if they are people of the same name or countries of the same code. Only names
//! and numbers are kept, not the articles.

use crate::entities::{CountryCode, Entities, EntityKind};
use crate::load::clean;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};

/// How often an entity is mentioned, and in how many articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EntityTotal {
    name: String,
    code: Option<CountryCode>,
    mentions: usize,
    articles: usize,
}

/// The entities of one kind in one article, in order of appearance, each name once.
pub(super) fn count_entities(entities: &Entities, kind: EntityKind) -> Vec<EntityTotal> {
    let all = entities.entities().iter();
    let mut totals = Totals::default();
    for entity in all.filter(|entity| entity.kind == kind) {
        totals.add_one(EntityTotal {
            name: clean::line(&entity.name).into_owned(),
            code: entity.code,
            mentions: entity.mentions.len(),
            articles: 0,
        });
    }
    for total in &mut totals.totals {
        // Even if two entities of the article have the same name.
        total.articles = 1;
    }
    totals.totals
}

/// The totals of all articles so far.
#[derive(Debug, Default)]
pub(super) struct Totals {
    totals: Vec<EntityTotal>,
    /// The index in `totals` of a country's code or a person's name.
    index_by_key: HashMap<String, usize>,
}

impl Totals {
    /// Adds the entities of an article.
    pub(super) fn add_article(&mut self, totals: Vec<EntityTotal>) {
        for total in totals {
            self.add_one(total);
        }
    }

    fn add_one(&mut self, total: EntityTotal) {
        let key = match &total.code {
            Some(code) => code.as_str().to_owned(),
            None => total.name.clone(),
        };
        let next = self.totals.len();
        let index = *self.index_by_key.entry(key).or_insert(next);
        match self.totals.get_mut(index) {
            Some(known) => {
                known.mentions += total.mentions;
                known.articles += total.articles;
            }
            None => self.totals.push(total),
        }
    }

    /// Writes one line per entity: mentions, name, code if it is a country, and articles. The most mentioned come first, then
    /// those in the most articles, then in order of appearance.
    pub(super) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        self.totals
            .sort_by_key(|total| Reverse((total.mentions, total.articles)));
        for total in &self.totals {
            write!(out, "{}\t{}", total.mentions, total.name)?;
            if let Some(code) = &total.code {
                write!(out, "\t{}", code.as_str())?;
            }
            writeln!(out, "\t{}", total.articles)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(name: &str, code: &str, mentions: usize) -> EntityTotal {
        EntityTotal {
            name: name.to_owned(),
            code: CountryCode::new(code),
            mentions,
            articles: 1,
        }
    }

    /// Protects: an entity in several articles is listed once with all its mentions, and a country even if it is named
    /// differently.
    #[test]
    fn totals_of_many_articles_add_up() {
        let mut totals = Totals::default();
        totals.add_article(vec![total("Ada", "", 2), total("Norway", "NO", 1)]);
        totals.add_article(vec![total("Bo", "", 3), total("Ada", "", 1)]);
        totals.add_article(vec![total("Norge", "NO", 2)]);
        let mut out = Vec::new();
        totals.write(&mut out).unwrap();
        let lines = "3\tAda\t2\n3\tNorway\tNO\t2\n3\tBo\t1\n";
        assert_eq!(String::from_utf8(out).unwrap(), lines);
    }
}
