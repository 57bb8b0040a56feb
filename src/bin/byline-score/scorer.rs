//! Scores the engine against annotated articles: mentions by exact place, and lists of people and countries.

use byline::document::{BlockKind, Builder, Document};
use byline::entities::{self, EntityKind};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A mention in an annotated article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GoldMention {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    /// Whether it is a person or a country.
    pub(crate) kind: EntityKind,
    /// The fullest name of the person, or the code of the country.
    pub(crate) entity: String,
}

/// An annotated article.
#[derive(Debug, Clone)]
pub(crate) struct GoldArticle {
    /// Its name.
    pub(crate) id: String,
    /// Its paragraphs, separated by empty lines.
    pub(crate) text: String,
    /// What it mentions, in reading order.
    pub(crate) mentions: Vec<GoldMention>,
}

/// How many were annotated, found, and found rightly.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// How many there are.
    pub(crate) gold: usize,
    /// How many the engine found.
    pub(crate) found: usize,
    /// How many of these are right.
    pub(crate) right: usize,
}

impl Counts {
    /// The harmonic mean of precision and recall; 1 if there is nothing to find and nothing was found.
    pub(crate) fn f1(self) -> f64 {
        if self.gold + self.found == 0 {
            return 1.0;
        }
        2.0 * self.right as f64 / (self.gold + self.found) as f64
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

/// The scores of some articles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scores {
    /// Mentions of people: start and end must agree.
    pub(crate) people: Counts,
    /// Mentions of countries: the code must agree, too.
    pub(crate) countries: Counts,
    /// People in the lists: a person is right if more than half of the mentions are those of one annotated person whose last
    /// word the name has.
    pub(crate) people_listed: Counts,
    /// Articles whose two lists are right.
    pub(crate) perfect: usize,
    /// How many articles there are.
    pub(crate) articles: usize,
    /// What is missing (`-`) and what is wrong (`+`), each in its context.
    pub(crate) errors: Vec<String>,
}

/// Reads every article of `folder`: `written/*.txt` with marks, and `wikinews/*.json`.
pub(crate) fn read_gold(folder: &Path) -> Vec<GoldArticle> {
    let mut articles = Vec::new();
    for file in files_in(&folder.join("written")) {
        let text = fs::read_to_string(file).unwrap_or_default();
        articles.extend(text.split("\n=== ").filter_map(parse_marked));
    }
    for file in files_in(&folder.join("wikinews")) {
        let text = fs::read_to_string(file).unwrap_or_default();
        articles.extend(parse_json(&text));
    }
    articles
}

fn files_in(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// Parses an article with marks: a line `ID | genre | region`, then text with `{P=entity:words}`, `{C=FR/name:words}` and marks of
/// other kinds, which count for nothing here.
fn parse_marked(article: &str) -> Option<GoldArticle> {
    let (head, body) = article.trim_start_matches("=== ").split_once('\n')?;
    let id = head.split(" | ").next()?.to_owned();
    let mut pieces = body.trim_matches('\n').split('{');
    let mut text = pieces.next()?.to_owned();
    let mut mentions = Vec::new();
    for piece in pieces {
        let (mark, after) = piece.split_once('}')?;
        let (kind, words) = mark.split_once(':')?;
        let start = text.len();
        text.push_str(words);
        let range = start..text.len();
        let (kind, entity) = kind.split_once('=').unwrap_or((kind, words));
        if kind == "P" {
            mentions.push(GoldMention {
                range,
                kind: EntityKind::Person,
                entity: entity.to_owned(),
            });
        } else if kind == "C" {
            mentions.push(GoldMention {
                range,
                kind: EntityKind::Country,
                entity: entity.split('/').next()?.to_owned(),
            });
        }
        text.push_str(after);
    }
    Some(GoldArticle { id, text, mentions })
}

fn parse_json(json: &str) -> Option<GoldArticle> {
    let value: Value = serde_json::from_str(json).ok()?;
    let string = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let text = string(&value, "text")?;
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let mut mentions = Vec::new();
    for mention in value.get("mentions")?.as_array()? {
        let offset = |key: &str| bytes.get(mention.get(key)?.as_u64()? as usize).copied();
        let kind = match mention.get("kind")?.as_str()? {
            "person" => EntityKind::Person,
            _ => EntityKind::Country,
        };
        mentions.push(GoldMention {
            range: offset("start")?..offset("end")?,
            kind,
            entity: string(mention, "entity")?,
        });
    }
    let id = string(&value, "id")?;
    Some(GoldArticle { id, text, mentions })
}

/// The article as a document, and where each paragraph of the text begins there.
fn document_of(article: &GoldArticle) -> Document {
    let mut builder = Builder::new(&article.id);
    for paragraph in article.text.split("\n\n") {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

/// A mention, as it is compared: where its first solid character is, how many of these it has, and for a country its code.
type Place = (usize, usize, String);

/// For each byte of `text`, how many characters that are not white space come before it.
fn solid_before(text: &str) -> HashMap<usize, usize> {
    let mut count = 0;
    let mut before = HashMap::new();
    for (at, letter) in text.char_indices() {
        before.insert(at, count);
        count += usize::from(!letter.is_whitespace());
    }
    before.insert(text.len(), count);
    before
}

/// Scores `articles`.
pub(crate) fn score(articles: &[GoldArticle]) -> Scores {
    let mut scores = Scores::default();
    for article in articles {
        score_article(article, &mut scores);
    }
    scores
}

fn score_article(article: &GoldArticle, scores: &mut Scores) {
    let document = document_of(article);
    let found = entities::read(&document);
    let in_document = solid_before(document.text());
    let in_text = solid_before(&article.text);
    let place = |solid: &HashMap<usize, usize>, range: &Range<usize>, code: &str| -> Place {
        let at = |byte: usize| solid.get(&byte).copied().unwrap_or(usize::MAX);
        (at(range.start), at(range.end), code.to_owned())
    };
    let mut lists_right = true;
    for kind in [EntityKind::Person, EntityKind::Country] {
        let is_country = kind == EntityKind::Country;
        let gold: HashMap<Place, String> = article
            .mentions
            .iter()
            .filter(|mention| mention.kind == kind)
            .map(|mention| {
                let code = if is_country {
                    mention.entity.as_str()
                } else {
                    ""
                };
                (
                    place(&in_text, &mention.range, code),
                    mention.entity.clone(),
                )
            })
            .collect();
        let mut seen: HashSet<Place> = HashSet::new();
        let mut listed: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for mention in found.mentions() {
            let entity = found.entity(mention.entity);
            if entity.kind != kind {
                continue;
            }
            let code = entity
                .code
                .map(|code| code.as_str().to_owned())
                .unwrap_or_default();
            let here = place(&in_document, &mention.range, &code);
            if !gold.contains_key(&here) {
                let error = context(document.text(), &mention.range);
                scores.errors.push(format!("{} + {error}", article.id));
            }
            let key = format!("{:06} {}", mention.entity.place(), entity.name);
            listed.entry(key).or_default().push(here.clone());
            seen.insert(here);
        }
        for mention in article
            .mentions
            .iter()
            .filter(|mention| mention.kind == kind)
        {
            let code = if is_country {
                mention.entity.as_str()
            } else {
                ""
            };
            if !seen.contains(&place(&in_text, &mention.range, code)) {
                let error = context(&article.text, &mention.range);
                scores.errors.push(format!("{} - {error}", article.id));
            }
        }
        let counts = Counts {
            gold: gold.len(),
            found: seen.len(),
            right: seen.iter().filter(|here| gold.contains_key(here)).count(),
        };
        let gold_entities: HashSet<&String> = gold.values().collect();
        let right: HashSet<&String> = listed
            .iter()
            .filter_map(|(name, places)| right_entity(name, places, &gold))
            .collect();
        let list = Counts {
            gold: gold_entities.len(),
            found: listed.len(),
            right: right.len(),
        };
        lists_right &= list.gold == list.found && list.found == list.right;
        if is_country {
            scores.countries.add(counts);
        } else {
            scores.people.add(counts);
            scores.people_listed.add(list);
        }
    }
    scores.articles += 1;
    scores.perfect += usize::from(lists_right);
}

/// The annotated entity that has more than half of `places`, if `name` ends as its name does.
fn right_entity<'a>(
    name: &str,
    places: &[Place],
    gold: &'a HashMap<Place, String>,
) -> Option<&'a String> {
    let mut counts: HashMap<&String, usize> = HashMap::new();
    for entity in places.iter().filter_map(|place| gold.get(place)) {
        *counts.entry(entity).or_default() += 1;
    }
    let (entity, count) = counts
        .into_iter()
        .max_by_key(|(entity, count)| (*count, *entity))?;
    let last = |name: &str| {
        name.split_whitespace()
            .last()
            .unwrap_or_default()
            .to_lowercase()
    };
    let is_country = places.first().is_some_and(|(.., code)| !code.is_empty());
    (2 * count > places.len() && (is_country || last(name) == last(entity))).then_some(entity)
}

/// A mention with the words around it.
fn context(text: &str, range: &Range<usize>) -> String {
    const AROUND: usize = 40;
    let before: Vec<char> = text
        .get(..range.start)
        .unwrap_or_default()
        .chars()
        .rev()
        .take(AROUND)
        .collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text
        .get(range.end..)
        .unwrap_or_default()
        .chars()
        .take(AROUND)
        .collect();
    let words = text.get(range.clone()).unwrap_or_default();
    format!("{before}[[{words}]]{after}").replace('\n', " ")
}
