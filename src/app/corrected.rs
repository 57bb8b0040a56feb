//! What the reader has corrected: the engine's own word, the reader's, and in which order it was said.
//!
//! Owns how a correction is told in a few words. The engine's result is kept, so that taking a correction back costs no new
//! analysis.

use crate::entities::corrections::{Correction, Corrections, Reach, Whom};
use crate::entities::{Entities, Kind};
use crate::layout::measure;
use std::sync::Arc;

/// Cells of a name in a sentence, at most.
const NAME_CELLS: usize = 24;

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Corrected {
    /// What the engine found by itself.
    pub found: Arc<Entities>,
    /// What the reader says.
    pub corrections: Corrections,
    /// The article's corrections, and those of this sitting: the last is taken back first.
    pub(super) made: Vec<(Reach, Correction)>,
}

/// A correction in a few words: "Putin and Vladimir Poutine are one".
pub fn gist(correction: &Correction) -> String {
    let named = |whom: &Whom| measure::truncate(whom.name(), NAME_CELLS);
    match correction {
        Correction::Nobody { whom, form: None } => {
            format!("{} is no {}", named(whom), word(whom.kind()))
        }
        Correction::Nobody {
            whom,
            form: Some(form),
        } if form == whom.name() => format!("{} is no {}", quoted(form), word(whom.kind())),
        Correction::Nobody {
            whom,
            form: Some(form),
        } => format!("{} is not {}", quoted(form), named(whom)),
        Correction::Never { kind, form } => format!("{} is no {}", quoted(form), word(*kind)),
        Correction::Merge { from, into } => format!("{} and {} are one", named(from), named(into)),
        Correction::Split { form, .. } => format!("{} is someone else", quoted(form)),
        Correction::Rename { whom, to } => {
            let to = measure::truncate(to, NAME_CELLS);
            format!("{} is called {to}", named(whom))
        }
        Correction::Move {
            from,
            form: None,
            to,
        } if from.name() == to.name() => format!("{} is a {}", named(to), word(to.kind())),
        Correction::Move {
            from,
            form: None,
            to,
        } => {
            format!("{} is the {} {}", named(from), word(to.kind()), named(to))
        }
        Correction::Move {
            form: Some(form),
            to,
            ..
        }
        | Correction::Add { form, whom: to }
            if form == to.name() =>
        {
            format!("{} is a {}", quoted(form), word(to.kind()))
        }
        Correction::Move {
            form: Some(form),
            to,
            ..
        }
        | Correction::Add { form, whom: to } => {
            format!("{} is the {} {}", quoted(form), word(to.kind()), named(to))
        }
    }
}

/// "7 mentions".
pub fn mentions(count: usize) -> String {
    match count {
        1 => "1 mention".to_owned(),
        _ => format!("{count} mentions"),
    }
}

/// What it is, in a word.
pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Country => "country",
    }
}

/// A form of a name, in quotation marks and on one line.
pub(super) fn quoted(form: &str) -> String {
    format!(
        "“{}”",
        measure::truncate(&form.replace('\n', " "), NAME_CELLS)
    )
}
