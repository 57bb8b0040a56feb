//! What the library answers.

use super::decisions::Decision;
use crate::entities::{CountryCode, Entities, EntityId, EntityKind};
use std::ops::Range;

/// How many months, the current one last, a [`NameEntry`] counts articles of.
pub const MONTHS: usize = 12;

/// A person or a country in the library. Valid until the name is joined with another or forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub(in crate::library) i64);

impl NameId {
    /// The name with this number, if there is one.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Its number.
    pub fn number(self) -> i64 {
        self.0
    }
}

/// How sure it is that a person is the one who was met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It is someone else of the same name.
    Other,
    /// It may be another person of the same name.
    Perhaps,
    /// It is the same person.
    Certain,
}

/// An article in the library.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the article"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleEntry {
    pub(in crate::library) row: i64,
    /// Its identity, which depends on its words alone.
    pub identity: String,
    /// Where it can be opened again: an absolute path or a URL, if it has one.
    pub address: Option<String>,
    /// Its title, or else its first words.
    pub title: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// The site or the publication.
    pub site: Option<String>,
    /// The date of publication, as the article gives it.
    pub published: Option<String>,
    /// The ISO 639-3 code of its language.
    pub language: Option<String>,
    /// When it was first read, in seconds since 1970.
    pub first_read: u64,
    /// When it was last read, in seconds since 1970.
    pub last_read: u64,
    /// Whether it was open in the reader. If it was only read in, both times are when its file was last changed.
    pub opened: bool,
    /// How far it was read, in percent.
    pub percent: u8,
    /// Whether it has been read to its end.
    pub finished: bool,
    /// Whether it has bookmarks.
    pub marked: bool,
    /// The size of its text in bytes.
    pub bytes: usize,
    /// Whether its text is kept.
    pub has_text: bool,
}

/// A person or a country, and how often it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameEntry {
    /// Which one.
    pub id: NameId,
    /// Whether it is a person or a country.
    pub kind: EntityKind,
    /// The name of a person, or the everyday English name of a country.
    pub name: String,
    /// The code of a country.
    pub code: Option<CountryCode>,
    /// In how many articles it is mentioned.
    pub articles: usize,
    /// How many of them were opened, and not only read in.
    pub opened: usize,
    /// How often in all of them.
    pub mentions: usize,
    /// When the first of those that were opened was first read, in seconds since 1970; if none was, the first of all.
    pub first_read: u64,
    /// When one of those that were opened was last read, likewise.
    pub last_read: u64,
    /// How many of the articles were first read in each of the last [`MONTHS`] months, the current one last. Only lists count them;
    /// elsewhere all are 0.
    pub by_month: [u32; MONTHS],
}

/// Which entries of a list are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListRequest {
    /// Only articles read since then, in seconds since 1970, and the names in them.
    pub since: Option<u64>,
    /// The current time in seconds since 1970, in whose month [`NameEntry::by_month`] ends.
    pub now: u64,
    /// The most entries; `None` for all.
    pub limit: Option<usize>,
}

/// A sentence of an article, with the mention for which it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSentence {
    /// The sentence on one line.
    pub text: String,
    /// The mentions of the name in `text`, in bytes of it.
    pub mentions: Vec<Range<usize>>,
    /// Where the first of them is in the article, in bytes.
    pub offset: usize,
}

/// A person or a country that an open article mentions, to be looked up in the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonQuery {
    /// The name.
    pub name: String,
    /// The code of a country, which is looked up by it alone.
    pub code: Option<CountryCode>,
    /// Other full names by which the article calls the person.
    pub forms: Vec<String>,
    /// The roles.
    pub roles: Vec<String>,
    /// The people who are mentioned beside the person.
    pub people: Vec<String>,
    /// The countries.
    pub countries: Vec<CountryCode>,
    /// The identity of the open article, which does not count as read before.
    pub article: Option<String>,
}

impl PersonQuery {
    /// The query for the person or country `id` among `entities`, in the article with this identity.
    pub fn new(entities: &Entities, id: EntityId, article: Option<&str>) -> Self {
        let entity = entities.entity(id);
        let others = entities.entity_ids().filter(|other| *other != id);
        let others: Vec<_> = others.map(|other| entities.entity(other)).collect();
        let people = others
            .iter()
            .filter(|other| other.kind == EntityKind::Person);
        Self {
            name: entity.name.clone(),
            code: entity.code,
            forms: Vec::new(),
            roles: entity.roles.clone(),
            people: people.map(|other| other.name.clone()).collect(),
            countries: others.iter().filter_map(|other| other.code).collect(),
            article: article.map(str::to_owned),
        }
    }
}

/// What was read before about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBefore {
    /// Whose page has the rest.
    pub id: NameId,
    /// How sure it is that this is the person.
    pub certainty: Certainty,
    /// How many people of this name are in other articles, if it is one of them and not the person; else 0.
    pub namesakes: usize,
    /// How many other articles mention the person.
    pub articles: usize,
    /// How many of them were opened, and not only read in.
    pub opened: usize,
    /// When the first of those that were opened was first read, in seconds since 1970; if none was, the first of all.
    pub since: u64,
    /// The last sentences, latest first, of two articles if there are two.
    pub latest: Vec<LatestSentence>,
}

/// A sentence that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestSentence {
    /// The article that was read last of those that have it.
    pub article: ArticleEntry,
    /// The sentence.
    pub sentence: KeptSentence,
    /// How many others of the latest articles have the same.
    pub others: usize,
}

/// A person or a country that is mentioned in the same articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Which one.
    pub id: NameId,
    /// Whether it is a person or a country.
    pub kind: EntityKind,
    /// The name.
    pub name: String,
    /// The code of a country.
    pub code: Option<CountryCode>,
    /// How many articles mention both.
    pub articles: usize,
}

/// An article on a person's or a country's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageArticle {
    /// The article.
    pub article: ArticleEntry,
    /// How often it mentions the name.
    pub mentions: usize,
    /// The roles in which it shows a person.
    pub roles: Vec<String>,
    /// The sentences that mention the name, in reading order; empty if the text is not kept.
    pub sentences: Vec<KeptSentence>,
}

/// All about a person or a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePage {
    /// The name, and how often it was met.
    pub entry: NameEntry,
    /// Articles that mention it, latest read first: those that were asked for.
    pub articles: Vec<PageArticle>,
    /// The people and countries in most of all its articles.
    pub company: Vec<Companion>,
    /// People of the same name who are perhaps the same.
    pub perhaps: Vec<NameEntry>,
    /// What the user has decided about the person, latest first.
    pub decisions: Vec<Decision>,
}

/// A part of a text, and what in it is to stand out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The part on one line.
    pub text: String,
    /// The words that were found, in bytes of `text`.
    pub matches: Vec<Range<usize>>,
    /// Where the first of them is in the article, in bytes.
    pub offset: usize,
}

/// An article that was found by its words.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The article.
    pub article: ArticleEntry,
    /// How well it fits; only good for comparing.
    pub score: f64,
    /// Where in it the words are; `None` if its text is not kept.
    pub snippet: Option<Snippet>,
}
