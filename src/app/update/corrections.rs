//! Corrections: the questions about them, making and undoing them.
//!
//! Every correction goes through [`apply_correction`], which adds it to the lists in the state, applies all of them to what
//! the analysis found and shows how many mentions changed. Saving and deleting corrections in the store are effects.

mod menus;

use super::{navigation, remap};
use crate::app::action::{Action, Mode};
use crate::app::effect::{Effect, ScopedCorrection};
use crate::app::overlays::menu::Menu;
use crate::app::overlays::prompt::{Prompt, PromptKind};
use crate::app::overlays::{self, Overlay};
use crate::app::reading::corrections::{describe_correction, pluralize_mentions};
use crate::app::state::{AnalysisProgress, State};
use crate::entities::corrections::{
    self, Correction, CorrectionScope, Corrections, EntityRef, count_changes, find_entity,
};
use crate::entities::{Entities, EntityId};
use std::sync::Arc;

/// Opens the question of `action` about the entity that keys are about.
pub(crate) fn open_for_current(state: &mut State, action: Action) {
    if let Some(entity) = navigation::choose_entity(state) {
        open_for(state, action, entity);
    }
}

/// Opens the question of `action` about `entity`.
pub(crate) fn open_for(state: &mut State, action: Action, entity: EntityId) {
    let target = EntityRef::of(state.reading.entities.entity(entity));
    let menu = match action {
        Action::Reject => Ok(menus::reject_menu(state, entity, &target)),
        Action::Merge => menus::merge_menu(state, entity, &target),
        Action::Split => menus::split_menu(state, entity, &target),
        Action::Rename => {
            let name = target.name().to_owned();
            let kind = PromptKind::Rename {
                entity: target,
                mention_count: count_mentions(state, entity),
            };
            overlays::push(state, Overlay::Prompt(Prompt::new(kind, &name)));
            return;
        }
        _ => return,
    };
    show_menu(state, menu);
}

/// Opens a menu, or shows the message why there is none.
fn show_menu(state: &mut State, menu: Result<Menu, String>) {
    match menu {
        Ok(menu) => overlays::push(state, Overlay::Menu(menu)),
        Err(message) => state.notice(message),
    }
}

/// Opens the menu of the entities that the mentions of `from`, or only those that read `form`, may refer to instead.
pub(crate) fn open_reassign_menu(state: &mut State, from: &EntityRef, form: Option<&str>) {
    let menu = menus::reassign_menu(state, from, form);
    show_menu(state, Ok(menu));
}

/// Opens the menu of the entities that `form`, which the analysis missed, may refer to.
pub(crate) fn open_add_menu(state: &mut State, form: &str) {
    let menu = menus::add_menu(state, form);
    show_menu(state, menu);
}

/// Opens the menu that makes a person a country, or a form of a country a person.
pub(crate) fn open_kind_menu(state: &mut State, target: &EntityRef) {
    let Some(entity) = find_entity(&state.reading.entities, target) else {
        return;
    };
    let menu = match target {
        EntityRef::Person(_) => Ok(menus::reassign_menu(state, target, None)),
        EntityRef::Country(_) => Ok(menus::country_form_menu(state, entity, target)),
    };
    show_menu(state, menu);
}

/// The number of mentions of `entity`.
fn count_mentions(state: &State, entity: EntityId) -> usize {
    state.reading.entities.entity(entity).mentions.len()
}

/// Renames an entity to the name that was typed; `None` if that is no name. A person who gets the name of another one is merged with that one.
pub(crate) fn rename_entity(
    state: &mut State,
    scope: CorrectionScope,
    target: &EntityRef,
    typed: &str,
) -> Option<Vec<Effect>> {
    let Some(name) = corrections::clean_name(typed) else {
        state.notice("A name needs at least one letter");
        return None;
    };
    if name == target.name() {
        close_prompts(state);
        state.notice(format!("The name is already {name}"));
        return Some(Vec::new());
    }
    let namesake = match target {
        EntityRef::Person(_) => Some(EntityRef::Person(name.clone())),
        EntityRef::Country(_) => None,
    };
    let correction = match namesake {
        Some(into) if find_entity(&state.reading.entities, &into).is_some() => Correction::Merge {
            from: target.clone(),
            into,
        },
        _ => Correction::Rename {
            entity: target.clone(),
            name,
        },
    };
    Some(apply_correction(state, scope, correction))
}

/// Makes a correction, shows what it changed, and has it saved. For this article only, one that changes nothing is dropped;
/// for every article it is kept, since it may matter elsewhere.
pub(crate) fn apply_correction(
    state: &mut State,
    scope: CorrectionScope,
    correction: Correction,
) -> Vec<Effect> {
    close_prompts(state);
    let before = Arc::clone(&state.reading.entities);
    let list = state.reading.corrections.corrections.list_mut(scope);
    list.push(correction.clone());
    reapply(state);
    let count = count_changes(&before, &state.reading.entities);
    if count == 0 && scope == CorrectionScope::Article {
        state.reading.corrections.corrections.article.pop();
        state.notice("This correction changes nothing");
        return Vec::new();
    }
    let notice = format!(
        "{} ({}){}",
        describe_correction(&correction),
        pluralize_mentions(count_reported(state, &before, &correction, count)),
        match scope {
            CorrectionScope::Article => "",
            CorrectionScope::Everywhere => ", in every article",
        }
    );
    state.notice_of_change(&notice, Mode::Text);
    state
        .reading
        .corrections
        .undo_stack
        .push((scope, correction.clone()));
    vec![Effect::SaveCorrection(scoped_correction(
        state, scope, correction,
    ))]
}

/// The number of mentions to report: after a merge all mentions of the merged entity; after a rejection those that are no
/// longer highlighted, or are again after an undo; otherwise those that changed.
fn count_reported(
    state: &State,
    before: &Entities,
    correction: &Correction,
    changed: usize,
) -> usize {
    match correction {
        Correction::Remove { .. } | Correction::Ignore { .. } => {
            let mention_count = |entities: &Entities| entities.mentions().len();
            match mention_count(before).abs_diff(mention_count(&state.reading.entities)) {
                0 => changed,
                difference => difference,
            }
        }
        Correction::Merge { into, .. } => find_entity(&state.reading.entities, into)
            .map_or(changed, |entity| count_mentions(state, entity)),
        _ => changed,
    }
}

fn scoped_correction(
    state: &State,
    scope: CorrectionScope,
    correction: Correction,
) -> ScopedCorrection {
    ScopedCorrection {
        document: Arc::clone(&state.reading.document),
        scope,
        correction,
    }
}

/// Undoes the latest correction.
pub(crate) fn undo_last(state: &mut State) -> Vec<Effect> {
    if reject_if_unanalysed(state) {
        return Vec::new();
    }
    let Some((scope, correction)) = state.reading.corrections.undo_stack.pop() else {
        state.notice(
            if state.reading.corrections.corrections.everywhere.is_empty() {
                "No correction to undo".to_owned()
            } else {
                "No correction to undo here; those for every article are in always.toml".to_owned()
            },
        );
        return Vec::new();
    };
    let before = Arc::clone(&state.reading.entities);
    let list = state.reading.corrections.corrections.list_mut(scope);
    if let Some(last) = list.iter().rposition(|one| *one == correction) {
        list.remove(last);
    }
    reapply(state);
    let count = count_changes(&before, &state.reading.entities);
    let count = pluralize_mentions(count_reported(state, &before, &correction, count));
    // While the analysis goes on, more mentions may follow.
    let so_far = match state.reading.analysis {
        AnalysisProgress::UpTo(_) => " so far",
        AnalysisProgress::Done => "",
    };
    let description = describe_correction(&correction);
    state.notice(format!("Taken back: “{description}” ({count}{so_far})"));
    vec![Effect::DeleteCorrection(scoped_correction(
        state, scope, correction,
    ))]
}

/// Takes over the corrections that the store holds for this article and for every article; they replace those of the state.
pub(super) fn set_stored(state: &mut State, stored: Corrections) -> Vec<Effect> {
    let current = &mut state.reading.corrections;
    if stored == current.corrections {
        return Vec::new();
    }
    current.corrections.everywhere = stored.everywhere;
    // An article that was reloaded and has changed is a new one to the store: save the corrections made here for it, too.
    if stored.article.is_empty() && !current.corrections.article.is_empty() {
        let own = current.corrections.article.clone();
        reapply(state);
        return own
            .into_iter()
            .map(|correction| {
                Effect::SaveCorrection(scoped_correction(
                    state,
                    CorrectionScope::Article,
                    correction,
                ))
            })
            .collect();
    }
    current
        .undo_stack
        .retain(|(scope, _)| *scope == CorrectionScope::Everywhere);
    let of_article = stored.article.iter().cloned();
    let undoable = of_article.map(|correction| (CorrectionScope::Article, correction));
    current.undo_stack.splice(0..0, undoable);
    current.corrections.article = stored.article;
    reapply(state);
    Vec::new()
}

/// What the analysis found with at least the minimum confidence.
fn confident_entities(state: &State) -> Entities {
    state
        .reading
        .corrections
        .detected
        .with_min_confidence(state.session.min_confidence)
}

/// Applies all corrections to what the analysis found, and shows the result.
pub(super) fn reapply(state: &mut State) {
    let mut entities = confident_entities(state);
    let corrections = &state.reading.corrections.corrections;
    if !corrections.is_empty() {
        entities = corrections::apply(state.reading.document.text(), &entities, corrections);
    }
    let entities = Arc::new(entities);
    remap::replace_entities(state, entities);
}

/// Closes the question and the selection that it was asked about; overlays beneath stay.
fn close_prompts(state: &mut State) {
    while matches!(
        state.screen.overlays.last(),
        Some(Overlay::Menu(_) | Overlay::Prompt(_) | Overlay::Selection(_))
    ) {
        state.screen.overlays.pop();
    }
}

/// Whether it is too early to correct anything, since the analysis has found nothing yet; if so, shows a message.
pub(crate) fn reject_if_unanalysed(state: &mut State) -> bool {
    let is_early = state.reading.analysis == AnalysisProgress::UpTo(0);
    if is_early {
        state.notice("Still looking for names: try again in a moment");
    }
    is_early
}
