//! An article as it is kept: what is known about it, its text, and who is mentioned where.

use super::address::address_without_secrets;
use super::fields::{FieldCounts, count_fields};
use super::mention_codes::MentionPlace;
use super::{text_codes, words};
use crate::document::Document;
use crate::entities::{
    CountryCode, Entities, Entity, EntityKind, LISTED_CONFIDENCE, surface_forms,
};
use crate::load::clean;
use std::collections::BTreeSet;
use std::ops::Range;

/// The longest title, in characters.
const MAX_TITLE_CHARS: usize = 200;

/// The longest name and the longest role that are kept, in characters.
const MAX_NAME_CHARS: usize = 120;

/// The most roles that are kept of a person in one article.
const MAX_ROLES: usize = 8;

/// When and how far an article was read. One that was only read in counts as read when its file was last changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The identity of the article, which depends on its words alone.
    pub identity: String,
    /// Where it can be opened again: an absolute path or a URL, if it has one.
    pub address: Option<String>,
    /// When it was read, in seconds since 1970.
    pub read_at: u64,
    /// Whether it was open in the reader, and not only read in.
    pub opened: bool,
    /// How far, in percent.
    pub percent: u8,
    /// Whether it has been read to its end.
    pub finished: bool,
    /// Whether the user has set a bookmark in it, so that it is not dropped for being old.
    pub marked: bool,
}

/// An article to keep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleRecord {
    /// When and how far it was read. The address is without secrets.
    pub reading: Reading,
    /// The title, or else the first words.
    pub title: String,
    /// The authors.
    pub authors: Vec<String>,
    /// The site or the publication.
    pub site: Option<String>,
    /// The date of publication, as the article gives it.
    pub published: Option<String>,
    /// The ISO 639-3 code of its language, if known.
    pub language: Option<String>,
    /// The text; empty if it is not kept.
    pub text: String,
    /// The size of the text in bytes, also if it is not kept.
    pub bytes: usize,
    /// Who is mentioned.
    pub names: Vec<NameRecord>,
    /// When it was first read, in seconds since 1970, if that was before this reading.
    pub first_read: Option<u64>,
}

/// A person or a country in an article to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRecord {
    /// The person's fullest name, or the country's everyday English name.
    pub name: String,
    /// The code of a country; `None` for people.
    pub code: Option<CountryCode>,
    /// The name of a person, and the other names of two words or more by which the article calls the person.
    pub forms: BTreeSet<String>,
    /// The roles of a person.
    pub roles: Vec<String>,
    /// Where the name is mentioned, in reading order.
    pub places: Vec<MentionPlace>,
    pub(super) fields: FieldCounts,
    /// The number of the person in the file that the article is imported from: names with one number are one person.
    pub(super) number: Option<i64>,
}

/// A name in an article that another library kept.
pub(super) struct ImportedName {
    pub(super) name: String,
    pub(super) code: Option<CountryCode>,
    pub(super) roles: Vec<String>,
    pub(super) places: Vec<MentionPlace>,
    pub(super) number: Option<i64>,
}

/// An article that is ready to be stored. What takes time is done, so that a writer only has to write.
#[derive(Debug, Clone)]
pub struct PreparedArticle {
    pub(super) record: ArticleRecord,
    /// The compressed text; `None` if it is not kept.
    pub(super) packed: Option<Vec<u8>>,
    /// The words by which it is found.
    pub(super) index: String,
}

impl ArticleRecord {
    /// The record of `document`, in which the listed `entities` are mentioned.
    pub fn new(document: &Document, entities: &Entities, reading: Reading) -> Self {
        let meta = document.meta();
        let text = document.text();
        let first_line = text.lines().find(|line| !line.trim().is_empty());
        let title = meta.title.as_deref().or(first_line).unwrap_or_default();
        let named = |text: &String| short(text, MAX_TITLE_CHARS);
        let all = entities.entities().iter();
        Self {
            title: short(title, MAX_TITLE_CHARS),
            authors: meta.authors.iter().map(named).collect(),
            site: meta.site.as_ref().map(named),
            published: meta.date.as_ref().map(named),
            language: meta.language.map(|language| language.code.to_owned()),
            text: text.to_owned(),
            first_read: None,
            bytes: text.len(),
            names: all
                .filter_map(|entity| NameRecord::new(document, entities, entity))
                .collect(),
            reading: Reading {
                address: reading.address.as_deref().and_then(address_without_secrets),
                percent: reading.percent.min(100),
                ..reading
            },
        }
    }

    /// Does what takes time before the article is stored. The text is kept if `keeps_text`.
    pub fn prepare(self, keeps_text: bool) -> PreparedArticle {
        let has_text = keeps_text && !self.text.is_empty();
        let text = if has_text { self.text.as_str() } else { "" };
        PreparedArticle {
            packed: has_text.then(|| text_codes::pack(text)),
            index: words::index_text(&self.title, text),
            record: self,
        }
    }
}

impl NameRecord {
    /// The record of `entity`; `None` if no mention of it is listed.
    fn new(document: &Document, entities: &Entities, entity: &Entity) -> Option<Self> {
        let listed = entity.mentions.iter().map(|&id| entities.mention(id));
        let listed = listed.filter(|mention| mention.confidence >= LISTED_CONFIDENCE);
        let places: Vec<MentionPlace> = listed
            .map(|mention| MentionPlace {
                sentence: sentence_around(document, entities, &mention.range),
                range: mention.range.clone(),
                mention_type: mention.mention_type,
            })
            .collect();
        if places.is_empty() {
            return None;
        }
        let short = |text: &str| short(text, MAX_NAME_CHARS);
        let name = short(&entity.name);
        let roles: Vec<String> = entity
            .roles
            .iter()
            .take(MAX_ROLES)
            .map(|role| short(role))
            .collect();
        let is_person = entity.kind == EntityKind::Person;
        let mut forms = BTreeSet::new();
        let mut fields = FieldCounts::default();
        if is_person {
            let written = surface_forms(document.text(), entities, entity);
            let written = written.iter().map(|form| short(&form.text));
            forms.extend(
                written
                    .filter(|form| is_full_name(form))
                    .chain([name.clone()]),
            );
            let sentences = places
                .iter()
                .map(|place| document.slice(place.sentence.clone()));
            fields = count_fields(roles.iter().map(String::as_str), sentences);
        }
        Some(Self {
            name,
            code: entity.code,
            forms,
            roles,
            places,
            fields,
            number: None,
        })
    }

    /// The record of a name that another library kept, in an article with this text.
    pub(super) fn imported(
        ImportedName {
            name,
            code,
            roles,
            places,
            number,
        }: ImportedName,
        text: &str,
    ) -> Self {
        let sentences = places
            .iter()
            .filter_map(|place| text.get(place.sentence.clone()));
        let written = places
            .iter()
            .filter_map(|place| text.get(place.range.clone()));
        let written = written.map(|form| clean::line(form).into_owned());
        let forms = written
            .filter(|form| is_full_name(form))
            .chain([name.clone()]);
        Self {
            forms: forms.filter(|_| code.is_none()).collect(),
            fields: count_fields(roles.iter().map(String::as_str), sentences),
            name,
            code,
            roles,
            places,
            number,
        }
    }

    /// What the name is looked up by: the code of a country, or the folded name of a person.
    pub(super) fn key(&self) -> String {
        match self.code {
            Some(code) => code.as_str().to_owned(),
            None => words::fold(&self.name),
        }
    }
}

/// `text` on one clean line, of at most that many characters.
fn short(text: &str, max_chars: usize) -> String {
    clean::line(text).chars().take(max_chars).collect()
}

/// Whether `name` has two words or more, so that it is not a surname alone.
pub(super) fn is_full_name(name: &str) -> bool {
    words::words(name).take(2).count() == 2
}

/// The sentence around `mention`, or its block where no sentence is known.
fn sentence_around(
    document: &Document,
    entities: &Entities,
    mention: &Range<usize>,
) -> Range<usize> {
    let block = || {
        document
            .block_around(mention.start)
            .map(|block| block.range.clone())
    };
    let around = entities.sentence_at(mention.start).or_else(block);
    let around = around.unwrap_or_else(|| mention.clone());
    around.start.min(mention.start)..around.end.max(mention.end)
}
