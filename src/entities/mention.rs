//! Mentions and entities: the words of this engine.

use std::ops::Range;

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A human being (or a character of fiction) by a proper name.
    Person,
    /// A country or territory with an ISO 3166-1 code, or Kosovo.
    Country,
}

/// How a country is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionType {
    /// Its name, official or everyday, an abbreviation, a constituent country.
    Name,
    /// Its adjective or its people.
    Demonym,
    /// Its capital city, as a place or as its government.
    Capital,
    /// A building or byname that stands for its government.
    Seat,
}

impl MentionType {
    /// The word used in JSON and on the status line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Demonym => "demonym",
            Self::Capital => "capital",
            Self::Seat => "seat",
        }
    }
}

/// An ISO 3166-1 alpha-2 code, or `XK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; 2]);

impl Code {
    /// A code from two upper-case ASCII letters; `None` for anything else.
    pub fn new(letters: &str) -> Option<Self> {
        match letters.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

/// Why a stretch was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The tagger read it as a name.
    Tagger,
    /// It stands in the table of countries.
    Table,
    /// The article introduced the name elsewhere.
    Learnt,
    /// A title or a role stands beside it.
    Title,
    /// The reader says so.
    Correction,
}

impl Reason {
    /// What a reader is told.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tagger => "a name by its shape",
            Self::Table => "in the table of countries",
            Self::Learnt => "introduced elsewhere in the article",
            Self::Title => "beside a title",
            Self::Correction => "your correction",
        }
    }
}

/// One marked stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the document's text, on character boundaries.
    pub range: Range<usize>,
    /// Index into [`Entities::entities`](super::Entities::entities).
    pub entity: usize,
    /// For countries: how. `None` for people.
    pub mention_type: Option<MentionType>,
    /// How sure the engine is, 0 to 100.
    pub confidence: u8,
    /// Why it was marked.
    pub reason: Reason,
}

/// A person or a country, and everywhere it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// A person's fullest name in the article; a country's everyday English name.
    pub name: String,
    /// A country's code; `None` for people.
    pub code: Option<Code>,
    /// What the article calls a person: "British Prime Minister". First found first, none twice. Empty for countries.
    pub roles: Vec<String>,
    /// Indices into [`Entities::mentions`](super::Entities::mentions), ascending; never empty.
    pub mentions: Vec<usize>,
}
