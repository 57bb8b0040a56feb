//! An article as the output formats read it: the document, and the entities found in it.

use crate::document::Document;
use crate::entities::{Entities, Entity, EntityId, EntityKind, Mention};
use std::cmp::Reverse;
use std::ops::Range;

/// A document and the entities found in it.
#[derive(Clone, Copy)]
pub(super) struct AnnotatedDocument<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
}

impl<'a> AnnotatedDocument<'a> {
    /// The mentions that overlap the byte `range`, in reading order.
    pub(super) fn mentions_in(self, range: Range<usize>) -> impl Iterator<Item = &'a Mention> {
        let ids = self.entities.mentions_in(range);
        ids.map(move |id| self.entities.mention(id))
    }

    /// The mentions of `entity`, in reading order.
    pub(super) fn mentions_of(self, entity: &Entity) -> impl Iterator<Item = &'a Mention> {
        let ids = entity.mentions.iter();
        ids.map(move |&id| self.entities.mention(id))
    }

    /// The text of `mention`.
    pub(super) fn text_of(self, mention: &Mention) -> &'a str {
        self.document.slice(mention.range.clone())
    }
}

/// The entities of one kind, most mentioned first, then in order of appearance.
pub(super) fn entities_by_mentions(entities: &Entities, kind: EntityKind) -> Vec<EntityId> {
    let all = entities.entity_ids();
    let mut ids: Vec<EntityId> = all.filter(|&id| entities.entity(id).kind == kind).collect();
    ids.sort_by_key(|&id| Reverse(entities.entity(id).mentions.len()));
    ids
}

/// The word for a kind of entity.
pub(super) fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
    }
}

/// What is written before and after a mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct MentionStyle {
    pub(super) before: &'static str,
    pub(super) after: &'static str,
}

impl MentionStyle {
    /// The escape sequences for a terminal: people are underlined and countries bold; if `reversed`, also that.
    pub(super) fn escapes(kind: EntityKind, reversed: bool) -> Self {
        let (before, after) = match (kind, reversed) {
            (EntityKind::Person, false) => ("\u{1b}[4m", "\u{1b}[24m"),
            (EntityKind::Person, true) => ("\u{1b}[4;7m", "\u{1b}[24;27m"),
            (EntityKind::Country, false) => ("\u{1b}[1m", "\u{1b}[22m"),
            (EntityKind::Country, true) => ("\u{1b}[1;7m", "\u{1b}[22;27m"),
        };
        Self { before, after }
    }

    /// Signs, where there are no styles.
    pub(super) fn signs(kind: EntityKind) -> Self {
        let sign = match kind {
            EntityKind::Person => "_",
            EntityKind::Country => "*",
        };
        let (before, after) = (sign, sign);
        Self { before, after }
    }
}
