//! What the library answers, ready to be shown: days are in words.

use crate::app::overlays::card::ReadBefore;
use crate::entities::{CountryCode, EntityKind};
use std::ops::Range;
use std::sync::Arc;

/// How many months, the current one last, a sparkline of a list shows.
pub const MONTHS: usize = 12;

/// The number of a person or a country in the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct KeptName(pub i64);

/// The number of a decision in the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct KeptDecision(pub i64);

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryAnswer {
    /// What was read before about a name of the open article; `None` if nothing.
    ReadBefore(Option<ReadBefore>),
    /// The names of those people of the open article who were met in other articles.
    PeopleMet(Vec<String>),
    /// All people, countries and articles.
    Lists(Arc<LibraryLists>),
    /// The page of a name; `None` if it is in no article any more.
    Page(Option<Box<NamePage>>),
    /// The page of someone else, who only has the name that was looked for.
    PageOfNamesake(Box<NamePage>),
    /// More articles of a page.
    PageArticles(PageArticles),
    /// A sentence that says which decision was taken back, or that there was none.
    TakenBack(String),
    /// Why the library cannot be read.
    Failed(String),
}

/// People, countries and articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryLists {
    /// The people, those in most articles first.
    pub people: Vec<NameRow>,
    /// The countries, those in most articles first.
    pub countries: Vec<NameRow>,
    /// The articles, latest read first.
    pub articles: Vec<KeptArticle>,
}

/// A person or a country in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameRow {
    /// Which one.
    pub id: KeptName,
    /// The name.
    pub name: String,
    /// The code of a country.
    pub code: Option<CountryCode>,
    /// The number of articles that mention it.
    pub articles: usize,
    /// How many of them were first read in each of the last months, the current one last.
    pub by_month: [u32; MONTHS],
    /// The day on which one of them was last read, as in "2 days ago"; "not opened" if they were only read in.
    pub last_read: String,
    /// What tells the person from others of the same name in the list, as in "senator"; empty if there are none, or it is not known.
    pub mark: String,
}

/// An article in the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptArticle {
    /// What it is known by.
    pub identity: String,
    /// Its title, or else its first words.
    pub title: String,
    /// The absolute path or the URL from which it can be opened again, if it has one.
    pub address: Option<String>,
    /// The day on which it was last read, as in "2 days ago"; `None` if it was not opened, but only read in.
    pub last_read: Option<String>,
    /// How far it was read, in percent.
    pub percent: u8,
}

impl KeptArticle {
    /// The day on which it was last read, or that it was not opened.
    pub fn day(&self) -> &str {
        self.last_read.as_deref().unwrap_or("not opened")
    }
}

/// The page of a person or a country, with the first of its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePage {
    /// What stands above the articles.
    pub summary: NameSummary,
    /// The articles, latest read first.
    pub articles: PageArticles,
}

/// What stands on a page above the articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSummary {
    /// Which person or country.
    pub id: KeptName,
    /// Whether it is a person or a country.
    pub kind: EntityKind,
    /// The name.
    pub name: String,
    /// The code of a country.
    pub code: Option<CountryCode>,
    /// The number of articles that mention it.
    pub articles: usize,
    /// The number of mentions in them.
    pub mentions: usize,
    /// The days on which the first of them was first read and one of them was last read, as in "3 May 2025 – 9 May 2026", and how
    /// many were not opened.
    pub read: String,
    /// The roles in which the latest articles show a person, latest first.
    pub roles: Vec<String>,
    /// The people mentioned in the same articles, those in most of them first.
    pub people: Vec<Companion>,
    /// The countries mentioned in the same articles.
    pub countries: Vec<Companion>,
    /// Those who are perhaps the same person.
    pub namesakes: Vec<Namesake>,
    /// What the user has decided about the person, latest first.
    pub decisions: Vec<NameDecision>,
}

/// A person or a country that is mentioned in the same articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Which one.
    pub id: KeptName,
    /// The name.
    pub name: String,
    /// The code of a country.
    pub code: Option<CountryCode>,
    /// The number of articles that mention both.
    pub articles: usize,
}

/// Someone of the same name who is perhaps the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesake {
    /// Which one.
    pub id: KeptName,
    /// The name.
    pub name: String,
    /// The number of articles that mention the person.
    pub articles: usize,
    /// When they were read, as in [`NameSummary::read`].
    pub read: String,
    /// What tells the person from the one of the page, as in "senator"; empty if it is not known.
    pub mark: String,
}

/// What the user has decided about the person of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDecision {
    /// Which decision.
    pub id: KeptDecision,
    /// What, as in "joined with Angela Merkel".
    pub words: String,
    /// Which articles it was about, as in "2 articles"; may be empty.
    pub about: String,
    /// The other person and the name, unless that is the one of the page now.
    pub other: Option<(KeptName, String)>,
}

/// Some of the articles that mention a name, latest read first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageArticles {
    /// The number of the first among all.
    pub first: usize,
    /// Each with its sentences.
    pub articles: Vec<(KeptArticle, Vec<KeptSentence>)>,
}

/// A sentence that mentions a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptSentence {
    /// The sentence on one line.
    pub text: String,
    /// The mentions of the name, in bytes of `text`, ascending.
    pub mentions: Vec<Range<usize>>,
    /// Where the first of them is in the article, in bytes.
    pub offset: usize,
}
