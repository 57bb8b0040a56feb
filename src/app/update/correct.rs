//! Corrections: asking, making, and taking back.
//!
//! Owns the way of a correction from a key to the lists in the state, and what is told about it. Every one of them goes
//! through [`make`], which counts what it changes. That they are kept is for `run`.

mod choices;

use crate::app::action::Action;
use crate::app::corrected::{gist, mentions};
use crate::app::effect::{Effect, Note};
use crate::app::layer::Layer;
use crate::app::pick::Pick;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::state::{Focus, Progress, State};
use crate::app::typed::Typed;
use crate::entities::Entities;
use crate::entities::corrections::{
    self, Correction, Corrections, Reach, Whom, changed, find, whom,
};
use std::sync::Arc;

/// A key of corrections in the text or in the panel: about the mention the reader is at, or the selected entity.
pub(super) fn ask(state: &mut State, action: Action) {
    let current = state.current_mention().map(|mention| mention.entity);
    let target = match state.focus {
        Focus::Panel => state.selected,
        Focus::Text => current.or(state.selected),
    };
    match target {
        Some(entity) => ask_about(state, action, entity),
        None => {
            state.notice = Some(format!(
                "nobody is current: {} goes to the next mention",
                state.hint(Action::MentionNext)
            ));
        }
    }
}

/// The question of `action` about `entity`, wherever it was asked for.
pub(super) fn ask_about(state: &mut State, action: Action, entity: usize) {
    let Some(whom) = whom(&state.entities, entity) else {
        return;
    };
    let asked = match action {
        Action::NotEntity => Ok(choices::nobody(state, entity, &whom)),
        Action::Merge => choices::merge(state, entity, &whom),
        Action::Split => choices::split(state, entity, &whom),
        Action::Rename => {
            let mentions = count(state, entity);
            let typed = Typed::new(whom.name());
            let purpose = Purpose::Rename { whom, mentions };
            state.layers.push(Layer::Prompt(Prompt { purpose, typed }));
            return;
        }
        _ => return,
    };
    open(state, asked);
}

/// Show a question, or say why there is none.
fn open(state: &mut State, asked: Result<Pick, String>) {
    match asked {
        Ok(pick) => state.layers.push(Layer::Pick(pick)),
        Err(sentence) => state.notice = Some(sentence),
    }
}

/// Who somebody is that is not `from`.
pub(super) fn ask_who(state: &mut State, from: &Whom, form: Option<&str>) {
    let asked = choices::who(state, from, form);
    open(state, Ok(asked));
}

/// What the engine missed: who is it that `form` stands for?
pub(super) fn ask_whom_to_add(state: &mut State, form: &str) {
    let asked = choices::add(state, form);
    open(state, asked);
}

/// Another kind than `whom` is of: a country, or a person and then by which words.
pub(super) fn ask_kind(state: &mut State, whom: &Whom) {
    let Some(entity) = find(&state.entities, whom) else {
        return;
    };
    let asked = match whom {
        Whom::Person(_) => Ok(choices::who(state, whom, None)),
        Whom::Country(_) => Ok(choices::form_of_country(state, entity, whom)),
    };
    open(state, asked);
}

/// How many mentions an entity has.
fn count(state: &State, entity: usize) -> usize {
    let entity = state.entities.entities().get(entity);
    entity.map_or(0, |entity| entity.mentions.len())
}

/// Another name, as it was typed.
pub(super) fn rename(state: &mut State, reach: Reach, whom: &Whom, typed: &str) -> Vec<Effect> {
    let Some(to) = corrections::clean_name(typed) else {
        state.notice = Some("a name has one letter at least".to_owned());
        return Vec::new();
    };
    if to == whom.name() {
        close(state);
        state.notice = Some(format!("{to} it is, and was"));
        return Vec::new();
    }
    let namesake = match whom {
        Whom::Person(_) => Some(Whom::Person(to.clone())),
        Whom::Country(_) => None,
    };
    let correction = match namesake {
        Some(into) if find(&state.entities, &into).is_some() => Correction::Merge {
            from: whom.clone(),
            into,
        },
        _ => Correction::Rename {
            whom: whom.clone(),
            to,
        },
    };
    make(state, reach, correction)
}

/// Make a correction, tell what it changed, and have it kept.
pub(super) fn make(state: &mut State, reach: Reach, correction: Correction) -> Vec<Effect> {
    close(state);
    let before = Arc::clone(&state.entities);
    let list = state.corrected.corrections.of_mut(reach);
    list.push(correction.clone());
    renew(state);
    let count = changed(&before, &state.entities);
    if count == 0 && reach == Reach::Article {
        state.corrected.corrections.article.pop();
        state.notice = Some("that changes nothing".to_owned());
        return Vec::new();
    }
    state.notice = Some(format!(
        "{}, {}{}; {} undoes",
        gist(&correction),
        mentions(told(state, &before, &correction, count)),
        match reach {
            Reach::Article => "",
            Reach::Always => ", here and elsewhere",
        },
        state.hint(Action::Undo)
    ));
    state.corrected.made.push((reach, correction.clone()));
    vec![Effect::Keep(note(state, reach, correction))]
}

/// The number that a reader cares for: of two that are one it is all of them, of what is nobody that which lost its mark or
/// has it again, else what changed.
fn told(state: &State, before: &Entities, correction: &Correction, changed: usize) -> usize {
    match correction {
        Correction::Nobody { .. } | Correction::Never { .. } => {
            let marks = |entities: &Entities| entities.mentions().len();
            match marks(before).abs_diff(marks(&state.entities)) {
                0 => changed,
                gone => gone,
            }
        }
        Correction::Merge { into, .. } => {
            find(&state.entities, into).map_or(changed, |entity| count(state, entity))
        }
        _ => changed,
    }
}

fn note(state: &State, reach: Reach, correction: Correction) -> Note {
    Note {
        document: Arc::clone(&state.document),
        reach,
        correction,
    }
}

/// U: take the last one back.
pub(super) fn undo(state: &mut State) -> Vec<Effect> {
    if too_early(state) {
        return Vec::new();
    }
    let Some((reach, correction)) = state.corrected.made.pop() else {
        state.notice = Some(if state.corrected.corrections.always.is_empty() {
            "no correction to take back".to_owned()
        } else {
            "none left of this article; byline/always.toml in your configuration holds the rest"
                .to_owned()
        });
        return Vec::new();
    };
    let before = Arc::clone(&state.entities);
    let list = state.corrected.corrections.of_mut(reach);
    if let Some(last) = list.iter().rposition(|one| *one == correction) {
        list.remove(last);
    }
    renew(state);
    let count = changed(&before, &state.entities);
    let count = mentions(told(state, &before, &correction, count));
    // While the engine reads, more of them are to come.
    let so_far = match state.progress {
        Progress::Reading(_) => " so far",
        Progress::Done => "",
    };
    let gist = gist(&correction);
    state.notice = Some(format!("no longer so: {gist} ({count}{so_far})"));
    vec![Effect::Forget(note(state, reach, correction))]
}

/// What is kept for this article is there.
pub(super) fn loaded(state: &mut State, kept: Corrections) -> Vec<Effect> {
    let corrected = &mut state.corrected;
    if kept == corrected.corrections {
        return Vec::new();
    }
    corrected.corrections.always = kept.always;
    // An article that was read anew and says something else is another one to the files: take along what holds here.
    if kept.article.is_empty() && !corrected.corrections.article.is_empty() {
        let mine = corrected.corrections.article.clone();
        renew(state);
        return mine
            .into_iter()
            .map(|correction| Effect::Keep(note(state, Reach::Article, correction)))
            .collect();
    }
    corrected.made.retain(|(reach, _)| *reach == Reach::Always);
    let of_article = kept.article.iter().cloned();
    let made = of_article.map(|correction| (Reach::Article, correction));
    corrected.made.splice(0..0, made);
    corrected.corrections.article = kept.article;
    renew(state);
    Vec::new()
}

/// What the engine found and is sure enough of.
fn found(state: &State) -> Entities {
    state.corrected.found.at_least(state.least)
}

/// Apply all corrections to what the engine found, and show that.
pub(super) fn renew(state: &mut State) {
    let mut entities = found(state);
    let corrections = &state.corrected.corrections;
    if !corrections.is_empty() {
        entities = corrections::apply(state.document.text(), &entities, corrections);
    }
    let entities = Arc::new(entities);
    super::show_entities(state, entities);
}

/// The reader is done with a question: what was asked from goes with it, what lay below stays.
fn close(state: &mut State) {
    while matches!(
        state.layers.last(),
        Some(Layer::Pick(_) | Layer::Prompt(_) | Layer::Stretch(_))
    ) {
        state.layers.pop();
    }
}

/// Whether nothing can be corrected yet: neither the engine nor the files have spoken.
pub(super) fn too_early(state: &mut State) -> bool {
    let early = state.progress == Progress::Reading(0);
    if early {
        state.notice = Some("one moment: nobody has been looked for yet".to_owned());
    }
    early
}
