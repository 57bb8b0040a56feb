//! What is known of two people of the library, as a line of an exported file: what the user has decided about them, or that they are
//! perhaps the same. The lines follow those of the articles, whose names have the same `person` numbers.

use super::{MentionJson, is_identity};
use crate::library::reader::DecisionKind;
use crate::library::words;
use crate::load::clean;
use serde::{Deserialize, Serialize};

/// Two people, and what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePair {
    /// What is known.
    pub(in crate::library) people: Relation,
    /// The one whose page was open.
    pub(in crate::library) one: NumberedPerson,
    pub(in crate::library) other: NumberedPerson,
    /// The articles of the other one that became the one's, or the other way round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::library) articles: Vec<DecidedArticle>,
    /// The names of the other one, folded, when the two were joined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::library) forms: Vec<DecidedForm>,
    /// Pairs of people who were perhaps the same before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::library) pairs: Vec<DecidedPair>,
}

/// What is known of two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::library) enum Relation {
    Joined,
    KeptApart,
    Parted,
    PerhapsTheSame,
}

/// A person by the number in the file. Who was joined with another one is in no article, so the name is here, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::library) struct NumberedPerson {
    pub(in crate::library) person: i64,
    pub(in crate::library) name: String,
}

/// An article that a decision is about; where both were in it, what was said of the other one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::library) struct DecidedArticle {
    pub(in crate::library) identity: String,
    #[serde(default)]
    pub(in crate::library) shared: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::library) roles: Vec<String>,
    /// How often each field of life is spoken of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::library) fields: Vec<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::library) mentions: Vec<MentionJson>,
}

/// A name of the other one, and whether the one had it before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::library) struct DecidedForm {
    pub(in crate::library) folded: String,
    pub(in crate::library) shared: bool,
}

/// Two who were perhaps the same, and whether that was so of the one, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::library) struct DecidedPair {
    pub(in crate::library) one: i64,
    pub(in crate::library) other: i64,
    pub(in crate::library) shared: bool,
}

impl Relation {
    /// The relation that this decision made.
    pub(in crate::library) fn of(kind: DecisionKind) -> Self {
        match kind {
            DecisionKind::Joined => Self::Joined,
            DecisionKind::KeptApart => Self::KeptApart,
            DecisionKind::Parted => Self::Parted,
        }
    }

    /// The decision that made it; `None` if nothing was decided.
    pub(in crate::library) fn decision(self) -> Option<DecisionKind> {
        match self {
            Self::Joined => Some(DecisionKind::Joined),
            Self::KeptApart => Some(DecisionKind::KeptApart),
            Self::Parted => Some(DecisionKind::Parted),
            Self::PerhapsTheSame => None,
        }
    }
}

impl PeoplePair {
    /// Whether it says what the user has decided.
    pub fn is_decision(&self) -> bool {
        self.people.decision().is_some()
    }

    /// The pair in a line; `None` if it is none.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut pair: Self = serde_json::from_str(line).ok()?;
        for name in [&mut pair.one.name, &mut pair.other.name] {
            *name = clean::line(name).into_owned();
        }
        for form in &mut pair.forms {
            form.folded = words::fold(&form.folded);
        }
        for article in &mut pair.articles {
            if !is_identity(&article.identity) {
                return None;
            }
            for role in &mut article.roles {
                *role = clean::line(role).into_owned();
            }
        }
        Some(pair)
    }
}
