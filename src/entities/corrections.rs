//! What the reader says of people and countries: the last word over the engine's.
//!
//! Owns the corrections and how they change what was found. A correction names people by name, countries by code and mentions
//! by what they read, never by number or place: so it holds for the same article read again, for a part of it, and for
//! another. Promises of [`apply`]: pure, every invariant of the index kept, later corrections work on what earlier ones
//! left, and one that names nobody here does nothing. Never looks for names on its own.

mod draft;
mod search;

use super::index::Entities;
use super::mention::{Code, Kind};
use draft::Draft;
use std::collections::HashMap;

pub use search::places;

/// Who is meant: a person by name, a country by code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Whom {
    /// By the name that the panel shows.
    Person(String),
    /// By its code.
    Country(Code),
}

impl Whom {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Person(_) => Kind::Person,
            Self::Country(_) => Kind::Country,
        }
    }

    /// The name that a reader knows.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(name) => name,
            Self::Country(code) => country_name(*code).unwrap_or("an unknown country"),
        }
    }
}

/// One thing that the engine got wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Correction {
    /// No mention at all: all that stand for `whom`, or of these only what reads `form`.
    Nobody {
        /// Whose mentions.
        whom: Whom,
        /// Only these.
        form: Option<String>,
    },
    /// What reads `form` is never a mention of this kind, whoever was meant by it.
    Never {
        /// A person or a country.
        kind: Kind,
        /// What it reads.
        form: String,
    },
    /// Two are one, who is then called as `into` is.
    Merge {
        /// One.
        from: Whom,
        /// The other, of the same kind.
        into: Whom,
    },
    /// What reads `form` is somebody else, called so.
    Split {
        /// Whose mentions.
        from: Whom,
        /// What those read that leave.
        form: String,
    },
    /// Another name.
    Rename {
        /// Whose.
        whom: Whom,
        /// The name.
        to: String,
    },
    /// The mentions of `from`, or of these only what reads `form`, stand for `to`, who may be of another kind, and new.
    Move {
        /// Whose mentions.
        from: Whom,
        /// Only these.
        form: Option<String>,
        /// Whom they stand for.
        to: Whom,
    },
    /// What reads `form`, wherever it stands as whole words, stands for `whom`, who may be new.
    Add {
        /// What it reads.
        form: String,
        /// Whom it stands for.
        whom: Whom,
    },
}

/// How far a correction reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// This article alone.
    Article,
    /// Every article.
    Always,
}

/// All that holds for an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The personal list, which comes first.
    pub always: Vec<Correction>,
    /// Those of this article.
    pub article: Vec<Correction>,
}

impl Corrections {
    /// The list that `reach` means.
    pub fn of_mut(&mut self, reach: Reach) -> &mut Vec<Correction> {
        match reach {
            Reach::Article => &mut self.article,
            Reach::Always => &mut self.always,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.always.is_empty() && self.article.is_empty()
    }
}

/// What `found`, the engine's own result for `text`, becomes under `corrections`.
pub fn apply(text: &str, found: &Entities, corrections: &Corrections) -> Entities {
    if corrections.is_empty() {
        return found.clone();
    }
    let mut draft = Draft::of(text, found);
    for correction in &corrections.always {
        draft.correct(correction, Reach::Always);
    }
    for correction in &corrections.article {
        draft.correct(correction, Reach::Article);
    }
    draft.finish()
}

/// In how many places the reader sees a difference between two results for the same text.
pub fn changed(before: &Entities, after: &Entities) -> usize {
    let looks_alike = |old: usize, new: usize| {
        let (old, new) = (before.entities().get(old), after.entities().get(new));
        let both = old.zip(new);
        both.is_some_and(|(old, new)| {
            (old.kind, &old.name, old.code) == (new.kind, &new.name, new.code)
        })
    };
    // With whom an entity was compared last, and what came of it: nearly always it is the same again.
    let mut alike: Vec<Option<(usize, bool)>> = vec![None; after.entities().len()];
    let mut same = |old: usize, new: usize| match alike.get_mut(new) {
        Some(Some((known, same))) if *known == old => *same,
        Some(slot) => {
            let same = looks_alike(old, new);
            *slot = Some((old, same));
            same
        }
        None => false,
    };
    let mut olds = before.mentions().iter().peekable();
    let (mut differ, mut gone) = (0, 0);
    // Where the last mention of `after` ended.
    let mut end = 0;
    for new in after.mentions() {
        while let Some(old) = olds.next_if(|old| old.range.end <= new.range.start) {
            gone += usize::from(old.range.start >= end);
        }
        let is_same = olds
            .peek()
            .is_some_and(|old| old.range == new.range && same(old.entity, new.entity));
        differ += usize::from(!is_same);
        // Those that end within it are replaced by it.
        while olds.next_if(|old| old.range.end <= new.range.end).is_some() {}
        end = new.range.end;
    }
    gone += olds.filter(|old| old.range.start >= end).count();
    differ + gone
}

/// What the mentions of an entity read, and how often: the most frequent first.
pub fn forms<'a>(text: &'a str, entities: &Entities, entity: usize) -> Vec<(&'a str, usize)> {
    let mut forms: Vec<(&str, usize)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mentions = entities
        .entities()
        .get(entity)
        .map_or(&[][..], |entity| &entity.mentions);
    for mention in mentions.iter().filter_map(|&n| entities.mentions().get(n)) {
        let form = text.get(mention.range.clone()).unwrap_or_default();
        let at = *known.entry(form).or_insert_with(|| {
            forms.push((form, 0));
            forms.len() - 1
        });
        if let Some((_, count)) = forms.get_mut(at) {
            *count += 1;
        }
    }
    forms.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    forms
}

/// Who an entity is, in the words of a correction.
pub fn whom(entities: &Entities, entity: usize) -> Option<Whom> {
    let entity = entities.entities().get(entity)?;
    Some(match entity.code {
        Some(code) => Whom::Country(code),
        None => Whom::Person(entity.name.clone()),
    })
}

/// The entity that a reader means by `whom`.
pub fn find(entities: &Entities, whom: &Whom) -> Option<usize> {
    entities.entities().iter().position(|entity| match whom {
        Whom::Person(name) => entity.kind == Kind::Person && entity.name == *name,
        Whom::Country(code) => entity.code == Some(*code),
    })
}

/// Every country that there is, by its everyday English name.
pub fn countries() -> Vec<(Code, &'static str)> {
    let mut all = super::countries::all();
    all.sort_unstable_by_key(|&(_, name)| name);
    all
}

/// The everyday English name of a country; `None` if there is no such country.
pub fn country_name(code: Code) -> Option<&'static str> {
    super::countries::name_of(code)
}

/// A name as it may be shown and kept: one line, its blanks single, nothing in it that acts on a terminal or hides. `None` if
/// nothing is left.
pub fn clean_name(dirty: &str) -> Option<String> {
    let clean: String = dirty
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !hides(c))
        .take(MOST_CHARACTERS)
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether `words` may be shown as they are: nothing in them acts on a terminal or hides. Line feeds are blanks.
pub fn is_harmless(words: &str) -> bool {
    !words.chars().any(|c| hides(c) && c != '\n')
}

/// Characters of a name, at most.
const MOST_CHARACTERS: usize = 500;

/// Whether a character does something to a line, or hides in it, instead of standing in it.
fn hides(c: char) -> bool {
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
