//! The user's corrections, with what they are applied to and how they are undone.
//!
//! The engine's own result is kept, so that undoing a correction needs no new analysis.

use crate::entities::corrections::{Correction, CorrectionScope, Corrections, EntityRef};
use crate::entities::{Entities, EntityKind};
use crate::layout::measure;
use std::sync::Arc;

/// Longest name in a description, in cells.
const NAME_CELLS: usize = 24;

/// The corrections in force for the open article.
#[derive(Debug, Clone, Default)]
pub struct CorrectionState {
    /// The result of the engine, before any correction.
    pub detected: Arc<Entities>,
    /// The corrections applied to it.
    pub corrections: Corrections,
    /// The corrections that undo takes back, the latest last: those stored for the article, then those of this session.
    pub(crate) undo_stack: Vec<(CorrectionScope, Correction)>,
}

/// Describes a correction in a few words: "Putin and Vladimir Poutine are the same".
pub fn describe_correction(correction: &Correction) -> String {
    let name_of = |entity: &EntityRef| measure::truncate(entity.name(), NAME_CELLS);
    let is_not_a = |words: String, kind| format!("{words} is not a {}", kind_noun(kind));
    // `words` show the name `is`, which from now on is that of `entity`.
    let is_now = |words: String, is: &str, entity: &EntityRef| {
        let kind = kind_noun(entity.kind());
        if is == entity.name() {
            format!("{words} is a {kind}")
        } else {
            format!("{words} is the {kind} {}", name_of(entity))
        }
    };
    match correction {
        Correction::Remove { entity, form } => match form {
            None => is_not_a(name_of(entity), entity.kind()),
            Some(form) if form == entity.name() => is_not_a(quote_form(form), entity.kind()),
            Some(form) => format!("{} is not {}", quote_form(form), name_of(entity)),
        },
        Correction::Ignore { kind, form } => is_not_a(quote_form(form), *kind),
        Correction::Merge { from, into } => {
            format!("{} and {} are the same", name_of(from), name_of(into))
        }
        Correction::Split { form, .. } => format!("{} is someone else", quote_form(form)),
        Correction::Rename { entity, name } => {
            let name = measure::truncate(name, NAME_CELLS);
            format!("{} is called {name}", name_of(entity))
        }
        Correction::Reassign { from, form, to } => match form {
            None => is_now(name_of(from), from.name(), to),
            Some(form) => is_now(quote_form(form), form, to),
        },
        Correction::Add { form, entity } => is_now(quote_form(form), form, entity),
    }
}

/// A number of mentions: "7 mentions".
pub fn pluralize_mentions(count: usize) -> String {
    match count {
        1 => "1 mention".to_owned(),
        _ => format!("{count} mentions"),
    }
}

/// The noun for an entity's kind: "person", "country".
pub fn kind_noun(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
    }
}

/// A surface form in quotation marks, on one line and truncated.
pub(crate) fn quote_form(form: &str) -> String {
    let form = measure::truncate(&form.replace('\n', " "), NAME_CELLS);
    format!("“{form}”")
}
