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
    match correction {
        Correction::Remove { entity, form: None } => {
            format!("{} is not a {}", name_of(entity), kind_noun(entity.kind()))
        }
        Correction::Remove {
            entity,
            form: Some(form),
        } if form == entity.name() => {
            format!("{} is not a {}", quote_form(form), kind_noun(entity.kind()))
        }
        Correction::Remove {
            entity,
            form: Some(form),
        } => format!("{} is not {}", quote_form(form), name_of(entity)),
        Correction::Ignore { kind, form } => {
            format!("{} is not a {}", quote_form(form), kind_noun(*kind))
        }
        Correction::Merge { from, into } => {
            format!("{} and {} are the same", name_of(from), name_of(into))
        }
        Correction::Split { form, .. } => format!("{} is someone else", quote_form(form)),
        Correction::Rename { entity, name: to } => {
            let to = measure::truncate(to, NAME_CELLS);
            format!("{} is called {to}", name_of(entity))
        }
        Correction::Reassign {
            from,
            form: None,
            to,
        } if from.name() == to.name() => format!("{} is a {}", name_of(to), kind_noun(to.kind())),
        Correction::Reassign {
            from,
            form: None,
            to,
        } => {
            format!(
                "{} is the {} {}",
                name_of(from),
                kind_noun(to.kind()),
                name_of(to)
            )
        }
        Correction::Reassign {
            form: Some(form),
            to,
            ..
        }
        | Correction::Add { form, entity: to }
            if form == to.name() =>
        {
            format!("{} is a {}", quote_form(form), kind_noun(to.kind()))
        }
        Correction::Reassign {
            form: Some(form),
            to,
            ..
        }
        | Correction::Add { form, entity: to } => {
            format!(
                "{} is the {} {}",
                quote_form(form),
                kind_noun(to.kind()),
                name_of(to)
            )
        }
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
    format!(
        "“{}”",
        measure::truncate(&form.replace('\n', " "), NAME_CELLS)
    )
}
