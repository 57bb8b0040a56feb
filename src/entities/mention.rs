//! The types of a result: mentions, and the entities that they refer to.

use super::index::{EntityId, MentionId};
use super::people::Evidence;
use std::ops::Range;

/// What kind of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A human being or fictional character with a proper name.
    Person,
    /// A country or territory that has an ISO 3166-1 code, or Kosovo.
    Country,
}

/// How a mention refers to a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionType {
    /// By a name: official, everyday, abbreviated, or that of a constituent country ("Scotland").
    Name,
    /// By its adjective or the word for its people ("French", "Frenchman").
    Demonym,
    /// By its capital city, meant as a place or as the government.
    Capital,
    /// By a building or a byname that stands for its government ("the Kremlin").
    Seat,
}

impl MentionType {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Demonym => "demonym",
            Self::Capital => "capital",
            Self::Seat => "seat",
        }
    }

    /// What the mention is to the country, to show to the user.
    pub fn description(self) -> &'static str {
        match self {
            Self::Name => "its name",
            Self::Demonym => "the word for its people",
            Self::Capital => "its capital city",
            Self::Seat => "its government",
        }
    }
}

/// An ISO 3166-1 alpha-2 code, or `XK` for Kosovo.
///
/// ```
/// use byline::entities::CountryCode;
///
/// assert_eq!(CountryCode::new("FR").unwrap().as_str(), "FR");
/// assert!(CountryCode::new("fr").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// A code from two upper-case ASCII letters; `None` for anything else. Whether the code is assigned is not checked.
    pub fn new(letters: &str) -> Option<Self> {
        match letters.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The two letters of the code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// Its everyday English name.
    pub name: &'static str,
}

/// Why a passage was marked as a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The tagger recognised it as a name.
    Tagger,
    /// It is listed in the table of countries.
    Table,
    /// The article introduces the name elsewhere.
    Learnt,
    /// A title or a role stands next to it.
    Title,
    /// The user corrected it.
    Correction,
}

impl Reason {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tagger => "tagger",
            Self::Table => "table",
            Self::Learnt => "learnt",
            Self::Title => "title",
            Self::Correction => "correction",
        }
    }

    /// A description to show to the user.
    pub fn description(self) -> &'static str {
        match self {
            Self::Tagger => "looks like a name",
            Self::Table => "on byline's list of countries",
            Self::Learnt => "introduced elsewhere in the article",
            Self::Title => "next to a title",
            Self::Correction => "your correction",
        }
    }
}

/// One occurrence of an entity in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The byte range in the document's text, on character boundaries.
    pub range: Range<usize>,
    /// Whom it refers to.
    pub entity: EntityId,
    /// How a country is referred to; `None` for people.
    pub mention_type: Option<MentionType>,
    /// How confident the engine is in it, from 0 to 100.
    pub confidence: u8,
    /// Why it was marked as a mention.
    pub reason: Reason,
    /// The rules that spoke for and against its being a person. Empty for countries and corrections.
    pub evidence: Evidence,
}

impl Mention {
    /// Its text, where `text` is that of the document.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// A person or a country, with all of its mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Whether it is a person or a country.
    pub kind: EntityKind,
    /// The fullest form of a person's name in the article, or a country's everyday English name.
    pub name: String,
    /// The code of a country; `None` for people.
    pub code: Option<CountryCode>,
    /// The roles in which the article describes a person, such as "British Prime Minister": in order of first appearance
    /// and without duplicates. Empty for countries.
    pub roles: Vec<String>,
    /// Its mentions in reading order; never empty.
    pub mentions: Vec<MentionId>,
}
