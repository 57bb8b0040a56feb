//! The library as lines of JSON, one for each article, and then one for each decision of the user and for those who are perhaps the
//! same (`pairs`): for other programs, other machines, and backups.
//!
//! Offsets are bytes of the text. Names with the same `person` number are one person, so what was joined or parted stays so.

mod pairs;

pub use pairs::PeoplePair;
pub(super) use pairs::{DecidedArticle, DecidedForm, DecidedPair, NumberedPerson, Relation};

use super::mention_codes::MentionPlace;
use super::record::{ArticleRecord, ImportedName, NameRecord, Reading};
use super::{LibraryReader, address_without_secrets};
use crate::entities::{CountryCode, MentionType};
use crate::error::LibraryError;
use crate::load::clean;
use serde::{Deserialize, Serialize};

/// An article as a line.
#[derive(Serialize, Deserialize)]
struct ArticleJson {
    identity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    site: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    first_read: u64,
    last_read: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<bool>,
    percent: u8,
    finished: bool,
    marked: bool,
    bytes: usize,
    names: Vec<NameJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A name in an article.
#[derive(Serialize, Deserialize)]
struct NameJson {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    mentions: Vec<MentionJson>,
}

/// A mention, and the sentence around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MentionJson {
    start: usize,
    end: usize,
    sentence: (usize, usize),
    #[serde(default, skip_serializing_if = "Option::is_none")]
    how: Option<String>,
}

/// What was exported, or imported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// The number of articles.
    pub articles: usize,
    /// The number of decisions of the user.
    pub decisions: usize,
}

/// A line of an exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedLine {
    /// An article.
    Article(Box<ArticleRecord>),
    /// What is known of two people.
    People(Box<PeoplePair>),
}

/// Passes each article, as the library is at the beginning, to `write` as a line without a line feed, the one read first coming first, and then what is known of people,
/// until `write` returns false. Returns what was passed.
///
/// # Errors
/// If the library cannot be read.
pub fn export(
    reader: &LibraryReader,
    mut write: impl FnMut(&str) -> bool,
) -> Result<Exchanged, LibraryError> {
    reader.at_one_time(|| export_now(reader, &mut write))
}

fn export_now(
    reader: &LibraryReader,
    write: &mut dyn FnMut(&str) -> bool,
) -> Result<Exchanged, LibraryError> {
    let mut exchanged = Exchanged::default();
    let mut articles = reader.articles(super::ListRequest::default())?;
    articles.reverse();
    for article in articles {
        let names = reader.names_in(article.row)?;
        let names = names.into_iter().map(|row| NameJson {
            person: row.code.is_none().then_some(row.id),
            name: row.name,
            code: row.code.map(|code| code.as_str().to_owned()),
            roles: row.roles,
            mentions: row.places.iter().map(mention_to_json).collect(),
        });
        let line = ArticleJson {
            names: names.collect(),
            text: reader.text(&article.identity)?,
            identity: article.identity,
            address: article.address,
            title: article.title,
            authors: article.authors,
            site: article.site,
            published: article.published,
            language: article.language,
            first_read: article.first_read,
            last_read: article.last_read,
            opened: Some(article.opened),
            percent: article.percent,
            finished: article.finished,
            marked: article.marked,
            bytes: article.bytes,
        };
        let line = serde_json::to_string(&line).unwrap_or_default();
        if !write(&line) {
            return Ok(exchanged);
        }
        exchanged.articles += 1;
    }
    for pair in reader.pairs()? {
        let line = serde_json::to_string(&pair).unwrap_or_default();
        if !write(&line) {
            break;
        }
        exchanged.decisions += usize::from(pair.is_decision());
    }
    Ok(exchanged)
}

/// What is in a line that [`export`] wrote; `None` if it is none.
pub fn import_line(line: &str) -> Option<ImportedLine> {
    match serde_json::from_str(line) {
        Ok(article) => Some(ImportedLine::Article(Box::new(article_from_json(article)?))),
        Err(_) => Some(ImportedLine::People(Box::new(PeoplePair::parse(line)?))),
    }
}

/// Whether `text` is the identity of an article.
fn is_identity(text: &str) -> bool {
    text.len() == 32
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The article; `None` if it is none of ours.
fn article_from_json(line: ArticleJson) -> Option<ArticleRecord> {
    if !is_identity(&line.identity) {
        return None;
    }
    let clean_line = |text: String| clean::line(&text).into_owned();
    // Ranges count in the text as it is, so a text that would have to be cleaned is not one of ours.
    let text = line.text.unwrap_or_default();
    if clean::text(&text) != text {
        return None;
    }
    let bytes = if text.is_empty() {
        line.bytes
    } else {
        text.len()
    };
    let names = line.names.into_iter().map(|name| {
        let code = match name.code {
            Some(code) => Some(CountryCode::new(&code)?),
            None => None,
        };
        let places: Option<Vec<MentionPlace>> = name
            .mentions
            .iter()
            .map(|mention| mention_from_json(mention, bytes))
            .collect();
        let places = places?;
        let is_sorted = places.is_sorted_by(|one, next| one.range.end <= next.range.start);
        let is_valid = is_sorted && !places.is_empty();
        let imported = ImportedName {
            name: clean_line(name.name),
            code,
            roles: name.roles.into_iter().map(clean_line).collect(),
            places,
            number: name.person,
        };
        is_valid.then(|| NameRecord::imported(imported, &text))
    });
    Some(ArticleRecord {
        names: names.collect::<Option<Vec<_>>>()?,
        reading: Reading {
            identity: line.identity,
            address: line.address.as_deref().and_then(address_without_secrets),
            read_at: line.last_read,
            // Earlier versions did not say it.
            opened: line.opened.unwrap_or(line.percent > 0 || line.finished),
            percent: line.percent.min(100),
            finished: line.finished,
            marked: line.marked,
        },
        title: clean_line(line.title),
        authors: line.authors.into_iter().map(clean_line).collect(),
        site: line.site.map(clean_line),
        published: line.published.map(clean_line),
        language: line.language.map(clean_line),
        bytes,
        text,
        first_read: Some(line.first_read),
    })
}

pub(super) fn mention_to_json(place: &MentionPlace) -> MentionJson {
    MentionJson {
        start: place.range.start,
        end: place.range.end,
        sentence: (place.sentence.start, place.sentence.end),
        how: place.mention_type.map(|how| how.as_str().to_owned()),
    }
}

/// The mention in a text of that many `bytes`; `None` if it cannot be in one.
pub(super) fn mention_from_json(json: &MentionJson, bytes: usize) -> Option<MentionPlace> {
    let types = [
        MentionType::Name,
        MentionType::Demonym,
        MentionType::Capital,
        MentionType::Seat,
    ];
    let (start, end) = json.sentence;
    let is_inside = start <= json.start && json.start < json.end && json.end <= end && end <= bytes;
    is_inside.then(|| MentionPlace {
        range: json.start..json.end,
        sentence: start..end,
        mention_type: types
            .into_iter()
            .find(|known| Some(known.as_str()) == json.how.as_deref()),
    })
}
