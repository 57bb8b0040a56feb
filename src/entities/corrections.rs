//! The user's corrections of the people and countries that the engine found.
//!
//! A correction identifies people by name, countries by code and mentions by their text, never by index or offset. It
//! therefore still holds when the article is reloaded, when only a part of it has been read, and in other articles.
//!
//! [`apply`] is a pure function that keeps every invariant of [`Entities`]. Corrections take effect in order, each on the
//! result of those before it. One that matches nothing changes nothing.
//!
//! ```
//! use byline::document::{BlockKind, Builder};
//! use byline::entities::corrections::{Correction, Corrections, EntityRef, apply, count_changes};
//! use byline::entities::read;
//!
//! let mut builder = Builder::new("example");
//! builder.push("Angela Merkel met President Barack Obama.");
//! builder.end(BlockKind::Paragraph);
//! let document = builder.finish();
//! let found = read(&document);
//!
//! let rename = Correction::Rename {
//!     entity: EntityRef::Person("Barack Obama".to_owned()),
//!     name: "Barack H. Obama".to_owned(),
//! };
//! let corrections = Corrections {
//!     article: vec![rename],
//!     ..Corrections::default()
//! };
//! let corrected = apply(document.text(), &found, &corrections);
//! assert_eq!(corrected.entities()[1].name, "Barack H. Obama");
//! assert_eq!(count_changes(&found, &corrected), 1);
//! ```

mod corrector;
mod whole_words;

use super::id_vec::IdVec;
use super::index::{Entities, EntityId, MentionId};
use super::mention::{Country, CountryCode, Entity, EntityKind};
use corrector::Corrector;
use std::cmp::Reverse;
use std::collections::HashMap;

pub use whole_words::find_whole_words;

/// A reference to an entity that does not depend on one result: a person by name, or a country by code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EntityRef {
    /// The person with this name, as the panel shows it.
    Person(String),
    /// The country with this code.
    Country(CountryCode),
}

impl EntityRef {
    /// The reference to `entity`.
    pub fn of(entity: &Entity) -> Self {
        match entity.code {
            Some(code) => Self::Country(code),
            None => Self::Person(entity.name.clone()),
        }
    }

    /// The kind of the entity.
    pub fn kind(&self) -> EntityKind {
        match self {
            Self::Person(_) => EntityKind::Person,
            Self::Country(_) => EntityKind::Country,
        }
    }

    /// The name to show to the user.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(name) => name,
            Self::Country(code) => country_name(*code).unwrap_or("an unknown country"),
        }
    }
}

/// A correction of one mistake of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Remove the mentions of `entity`, or only those whose text is `form`.
    Remove {
        /// The entity whose mentions are removed.
        entity: EntityRef,
        /// If given, only mentions with this text.
        form: Option<String>,
    },
    /// Remove every mention of the given kind whose text is `form`, whatever entity it belongs to.
    Ignore {
        /// The kind of the entities whose mentions are removed.
        kind: EntityKind,
        /// The text of the mentions.
        form: String,
    },
    /// Merge two entities into one, which keeps the name of `into`.
    Merge {
        /// The entity that disappears.
        from: EntityRef,
        /// The entity that receives its mentions, of the same kind.
        into: EntityRef,
    },
    /// Move the mentions with the text `form` to a new person of that name.
    Split {
        /// The person who loses the mentions.
        from: EntityRef,
        /// The text of the mentions that move.
        form: String,
    },
    /// Give an entity another name.
    Rename {
        /// The entity to rename.
        entity: EntityRef,
        /// The new name.
        name: String,
    },
    /// Move the mentions of `from`, or only those whose text is `form`, to `to`, which may be of another kind or a new
    /// entity.
    Reassign {
        /// The entity that loses the mentions.
        from: EntityRef,
        /// If given, only mentions with this text.
        form: Option<String>,
        /// The entity that receives them.
        to: EntityRef,
    },
    /// Mark every occurrence of `form` as whole words as a mention of `entity`, which may be a new entity.
    Add {
        /// The text to mark.
        form: String,
        /// The entity that it refers to.
        entity: EntityRef,
    },
}

/// The articles that a correction applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorrectionScope {
    /// Only the article in which it was made.
    Article,
    /// All articles.
    Everywhere,
}

/// All corrections that apply to an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Those that apply to all articles. They take effect first.
    pub everywhere: Vec<Correction>,
    /// Those that apply to this article only.
    pub article: Vec<Correction>,
}

impl Corrections {
    /// The list for `scope`.
    pub fn list_mut(&mut self, scope: CorrectionScope) -> &mut Vec<Correction> {
        match scope {
            CorrectionScope::Article => &mut self.article,
            CorrectionScope::Everywhere => &mut self.everywhere,
        }
    }

    /// Whether there are no corrections.
    pub fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.article.is_empty()
    }
}

/// Applies `corrections` to `found`, the engine's own result for `text`.
pub fn apply(text: &str, found: &Entities, corrections: &Corrections) -> Entities {
    if corrections.is_empty() {
        return found.clone();
    }
    let mut corrector = Corrector::new(text, found);
    for correction in &corrections.everywhere {
        corrector.apply(correction, CorrectionScope::Everywhere);
    }
    for correction in &corrections.article {
        corrector.apply(correction, CorrectionScope::Article);
    }
    corrector.finish()
}

/// The number of places where two results for the same text differ visibly: in the marked range, or in the kind, name or
/// code of the entity.
pub fn count_changes(before: &Entities, after: &Entities) -> usize {
    // For each entity of `after`, the last entity it was compared with and the outcome. Nearly always the same pair comes
    // next.
    let mut last_compared: IdVec<EntityId, Option<(EntityId, bool)>> =
        after.entity_ids().map(|_| None).collect();
    let mut is_same_entity = |old: EntityId, new: EntityId| {
        if let Some((last, is_same)) = last_compared[new]
            && last == old
        {
            return is_same;
        }
        let (before, after) = (before.entity(old), after.entity(new));
        let is_same =
            (before.kind, &before.name, before.code) == (after.kind, &after.name, after.code);
        last_compared[new] = Some((old, is_same));
        is_same
    };
    let mut old_mentions = before.mentions().iter().peekable();
    let (mut changed, mut removed) = (0, 0);
    // The end of the last mention of `after`.
    let mut end = 0;
    for new in after.mentions() {
        while let Some(old) = old_mentions.next_if(|old| old.range.end <= new.range.start) {
            removed += usize::from(old.range.start >= end);
        }
        let is_same = old_mentions
            .peek()
            .is_some_and(|old| old.range == new.range && is_same_entity(old.entity, new.entity));
        changed += usize::from(!is_same);
        // Old mentions that end within the new one are replaced by it.
        while old_mentions
            .next_if(|old| old.range.end <= new.range.end)
            .is_some()
        {}
        end = new.range.end;
    }
    removed += old_mentions.filter(|old| old.range.start >= end).count();
    changed + removed
}

/// How an entity is written, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormCount<'a> {
    /// The text of its mentions.
    pub text: &'a str,
    /// The number of mentions with this text.
    pub count: usize,
    /// The first of them.
    first: MentionId,
}

/// The texts of the mentions of an entity, the most frequent first. Unlike [`surface_forms`](super::surface_forms()), this
/// keeps white space as it is, so that a correction matches exactly.
pub fn count_forms<'a>(text: &'a str, entities: &Entities, entity: EntityId) -> Vec<FormCount<'a>> {
    let mut forms: HashMap<&str, FormCount<'_>> = HashMap::new();
    for &first in &entities.entity(entity).mentions {
        let text = entities.mention(first).text(text);
        let count = 0;
        let new = FormCount { text, count, first };
        forms.entry(text).or_insert(new).count += 1;
    }
    let mut forms: Vec<FormCount<'_>> = forms.into_values().collect();
    forms.sort_unstable_by_key(|form| (Reverse(form.count), form.first));
    forms
}

/// The entity that `target` refers to, if the result has it.
pub fn find_entity(entities: &Entities, target: &EntityRef) -> Option<EntityId> {
    match target {
        EntityRef::Person(name) => entities.find(EntityKind::Person, name),
        EntityRef::Country(code) => {
            let mut ids = entities.entity_ids();
            ids.find(|&id| entities.entity(id).code == Some(*code))
        }
    }
}

/// Every country, sorted by name.
pub fn all_countries() -> Vec<Country> {
    let mut all = super::countries::all();
    all.sort_unstable_by_key(|country| country.name);
    all
}

/// The everyday English name of a country; `None` if there is no such country.
pub fn country_name(code: CountryCode) -> Option<&'static str> {
    super::countries::name_of(code)
}

/// Cleans a name so that it can be shown and stored: on one line, with single spaces, at most 500 characters long, and
/// without control and invisible characters. `None` if nothing is left.
///
/// ```
/// use byline::entities::corrections::clean_name;
///
/// assert_eq!(clean_name(" Rose\n\tGarden\u{1b}"), Some("Rose Garden".to_owned()));
/// assert_eq!(clean_name("\u{200b}"), None);
/// ```
pub fn clean_name(name: &str) -> Option<String> {
    let clean: String = name
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !is_unsafe_char(c))
        .take(MAX_NAME_CHARS)
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether `text` can be shown as it is: it has no control or invisible characters other than line feeds.
pub fn is_safe_to_display(text: &str) -> bool {
    !text.chars().any(|c| is_unsafe_char(c) && c != '\n')
}

/// The maximum length of a name, in characters.
const MAX_NAME_CHARS: usize = 500;

/// Whether a character is invisible or affects the terminal: control, zero-width, bidirectional and tag characters.
fn is_unsafe_char(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests;
