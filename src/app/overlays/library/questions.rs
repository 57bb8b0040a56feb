//! Asks the library, and shows its answers.

use super::lists::LibraryOverlay;
use super::{LibraryAnswer, Shown};
use crate::app::effect::{Effect, LibraryDecision, LibraryQuery, LibraryQuestion, OpenNames};
use crate::app::overlays::{self, Overlay};
use crate::app::reading::Reading;
use crate::app::state::{AnalysisProgress, State};
use crate::app::update::capitalised;
use crate::entities::EntityKind;
use std::sync::Arc;

/// Asks for what the overlay on top needs, unless it has asked; and, when the names of the article are complete, which people
/// were met before.
pub(crate) fn ask(state: &mut State) -> Vec<Effect> {
    let people = ask_for_people(state);
    people.into_iter().chain(ask_for_top(state)).collect()
}

fn ask_for_people(state: &mut State) -> Option<Effect> {
    let reading = &state.reading;
    let entities = &reading.entities;
    let met = &reading.panel.people_met;
    let is_new = !Arc::ptr_eq(entities, &met.asked_for);
    if !is_new || reading.analysis != AnalysisProgress::Done {
        return None;
    }
    let (entities, query) = (Arc::clone(entities), LibraryQuery::PeopleMet(open(reading)));
    let has_people = entities.count(EntityKind::Person) > 0;
    let before = std::mem::replace(&mut state.reading.panel.people_met.asked_for, entities);
    // On the way back to a page, the same names are found again.
    if !has_people || before == state.reading.entities {
        return None;
    }
    let question = question(state, query);
    state.reading.panel.people_met.question = Some(question.id);
    Some(Effect::AskLibrary(question))
}

fn ask_for_top(state: &mut State) -> Option<Effect> {
    let (is_complete, open) = (
        state.reading.analysis == AnalysisProgress::Done,
        open(&state.reading),
    );
    let query = match state.screen.overlays.last()? {
        // The names beside the one of a card, or beside one that is looked for, tell who it is.
        Overlay::Card(card) if card.question.is_none() && is_complete => {
            LibraryQuery::ReadBefore(open, card.entity)
        }
        Overlay::Library(lists) if lists.question.is_none() => LibraryQuery::Lists,
        Overlay::LibraryPage(page) if page.question.is_none() => match page.looked_up {
            Some(entity) if is_complete => LibraryQuery::PageOf(open, entity),
            Some(_) => return None,
            None => LibraryQuery::Page(page.id),
        },
        _ => return None,
    };
    let question = question(state, query);
    let asked = state.screen.overlays.last_mut().and_then(question_of)?;
    *asked = Some(question.id);
    Some(Effect::AskLibrary(question))
}

/// A question with a new number.
pub(super) fn question(state: &mut State, query: LibraryQuery) -> LibraryQuestion {
    let last = &mut state.session.last_question_id;
    *last += 1;
    LibraryQuestion { id: *last, query }
}

/// Asks to keep `decision`, and then for what `query` says.
pub(super) fn decide(
    state: &mut State,
    decision: LibraryDecision,
    query: LibraryQuery,
) -> (u64, Effect) {
    let question = question(state, query);
    (question.id, Effect::DecideInLibrary(decision, question))
}

fn open(reading: &Reading) -> OpenNames {
    OpenNames {
        document: Arc::clone(&reading.document),
        entities: Arc::clone(&reading.entities),
    }
}

/// The notice that no other article mentions `name`.
pub(crate) fn not_elsewhere(name: &str) -> String {
    format!("No other article with {name} is in the library")
}

/// The number of the question that an overlay has asked.
fn question_of(overlay: &mut Overlay) -> Option<&mut Option<u64>> {
    match overlay {
        Overlay::Card(card) => Some(&mut card.question),
        Overlay::Library(lists) => Some(&mut lists.question),
        Overlay::LibraryPage(page) => Some(&mut page.question),
        _ => None,
    }
}

/// Shows the answer to the question with this number where it was asked, if that is still open. Asks for what is still missing.
pub(crate) fn show_answer(state: &mut State, id: u64, answer: LibraryAnswer) -> Vec<Effect> {
    let met = &mut state.reading.panel.people_met;
    if let LibraryAnswer::PeopleMet(names) = answer {
        if met.question == Some(id) {
            met.names = names.into_iter().collect();
        }
        return Vec::new();
    }
    if let LibraryAnswer::TakenBack(sentence) = answer {
        state.notice(sentence);
        return Vec::new();
    }
    let asked = |overlay: &mut Overlay| question_of(overlay).copied().flatten() == Some(id);
    let mut overlays = state.screen.overlays.iter_mut();
    let Some(nth) = overlays.position(asked) else {
        return Vec::new();
    };
    let Some(overlay) = state.screen.overlays.get_mut(nth) else {
        return Vec::new();
    };
    let (mut missing, mut has_decided, mut notice) = (None, false, None);
    match (overlay, answer) {
        (Overlay::Card(card), LibraryAnswer::ReadBefore(before)) => card.before = before,
        (Overlay::Library(lists), LibraryAnswer::Lists(content)) => {
            has_decided = std::mem::take(&mut lists.is_deciding);
            lists.show(content);
        }
        (Overlay::Library(lists), LibraryAnswer::Failed(sentence)) => {
            lists.content = Shown::Message(capitalised(&sentence));
        }
        (Overlay::LibraryPage(page), LibraryAnswer::Page(None)) if page.looked_up.is_some() => {
            let notice = not_elsewhere(&page.name);
            if let Some(overlay) = state.screen.overlays.get_mut(nth) {
                *overlay = Overlay::Library(LibraryOverlay::default());
            }
            state.notice(notice);
            return Vec::new();
        }
        (Overlay::LibraryPage(page), LibraryAnswer::PageOfNamesake(found)) => {
            notice = Some(format!(
                "Someone else of this name: no other article mentions this {}",
                page.name
            ));
            missing = page.show(LibraryAnswer::Page(Some(found)));
        }
        (Overlay::LibraryPage(page), answer) => {
            has_decided = std::mem::take(&mut page.is_deciding);
            missing = page.show(answer);
        }
        _ => {}
    }
    if has_decided {
        // What the others show has changed.
        for (other, overlay) in state.screen.overlays.iter_mut().enumerate() {
            if let Some(question) = question_of(overlay).filter(|_| other != nth) {
                *question = None;
            }
        }
    }
    if let Some(notice) = notice {
        state.notice(notice);
    }
    let mut effects = Vec::new();
    if let Some(query) = missing {
        let next = question(state, query);
        if let Some(question) = state.screen.overlays.get_mut(nth).and_then(question_of) {
            *question = Some(next.id);
        }
        effects.push(Effect::AskLibrary(next));
    }
    overlays::reveal_top(state);
    effects
}
