//! Opening, reading anew, and what happens when it fails: nothing that is there is lost for it.

use super::{list, place, search, view};
use crate::app::action::Action;
use crate::app::effect::{Effect, Wanted};
use crate::app::listing::Listing;
use crate::app::loading::Loading;
use crate::app::memory::Resume;
use crate::app::minutes::minutes;
use crate::app::state::{Origin, Place, Progress, State, Surface};
use crate::document::{Document, Feed};
use crate::layout::Flow;
use std::sync::Arc;

/// How many of the latest jumps are taken along to a new text.
const KEPT_JUMPS: usize = 50;

/// An article is there: in place of the old one, or as the old one anew.
pub(super) fn opened(state: &mut State, document: Arc<Document>) {
    let loading = state.loading.take();
    // A feed that is none any more is no article read anew.
    let same = |loading: &Loading| match loading.wanted {
        Wanted::Item(_) => true,
        Wanted::Whole | Wanted::Another(_) => state.listing.is_none(),
    };
    if state.opened && loading.as_ref().is_some_and(|l| l.again && same(l)) {
        anew(state, document);
        return;
    }
    let item = loading.and_then(|loading| match loading.wanted {
        Wanted::Item(item) => Some(item),
        Wanted::Whole => None,
        Wanted::Another(name) => {
            state.options.origin = origin(name.as_deref());
            None
        }
    });
    let mut listing = state.listing.take().filter(|_| item.is_some());
    if let Some(listing) = &mut listing {
        (listing.open, listing.shows) = (item, false);
    }
    let fresh = State::new(Arc::clone(&document), state.size, state.options.clone());
    let searching = search::carried(state);
    let (shape, marks, order) = (state.shape, state.marks, state.panel.order);
    let least = state.least;
    let commands = std::mem::take(&mut state.commands);
    *state = State {
        least,
        searching,
        listing,
        commands,
        ..fresh
    };
    (state.shape, state.marks, state.panel.order) = (shape, marks, order);
    state.flow = Flow::new(document, state.areas.column.width);
    view::lay_out(state);
}

/// What another article is, as what the program might have been started with.
fn origin(name: Option<&str>) -> Origin {
    name.map_or(Origin::Sample, |_| Origin::Named)
}

/// The article has been read anew: the same words stay under the eye, and who is selected stays selected.
fn anew(state: &mut State, document: Arc<Document>) {
    if document == state.document {
        state.notice = Some("nothing has changed".to_owned());
        return;
    }
    let old = Arc::clone(&state.document);
    let moved = |offset: usize| place::same(old.text(), offset, document.text());
    let jump = |jump: &Place| Place {
        top: moved(jump.top),
        mention: jump.mention.map(moved),
    };
    state.eye = moved(state.eye);
    for mark in state.marked.values_mut() {
        *mark = moved(*mark);
    }
    for trail in [&mut state.trail, &mut state.ahead] {
        let late = trail.len().saturating_sub(KEPT_JUMPS);
        *trail = trail.iter().skip(late).map(jump).collect();
    }
    state.drag = None;
    state.resume = Some(Resume {
        current: state.current_mention().map(|m| moved(m.range.start)),
        selected: state.selected_entity().map(|e| (e.kind, e.name.clone())),
    });
    (state.current, state.selected) = (None, None);
    (state.lens, state.taken) = (None, Vec::new());
    search::break_off(state);
    state.layers.clear();
    (state.pair, state.peek) = (None, None);
    state.entities = Arc::default();
    state.corrected.found = Arc::default();
    state.layers.clear();
    state.progress = Progress::Reading(0);
    state.panel.fill(&Arc::default());
    state.minutes = minutes(document.text());
    state.flow = Flow::new(Arc::clone(&document), state.areas.column.width);
    state.document = document;
    view::lay_out(state);
    state.notice = Some("read anew".to_owned());
}

/// The engine knows more of an article that was read anew: select whom the reader had selected.
pub(super) fn resume(state: &mut State) {
    let Some(resume) = &state.resume else {
        return;
    };
    if state.selected.is_none()
        && let Some((kind, name)) = &resume.selected
    {
        let entities = state.entities.entities().iter();
        state.selected = entities
            .clone()
            .position(|entity| entity.kind == *kind && entity.name == *name);
    }
    if state.current.is_none()
        && let Some(offset) = resume.current
    {
        state.current = state.entities.at(offset);
    }
    if state.progress == Progress::Done {
        state.resume = None;
    }
}

/// A feed is there: its list is shown, or renewed.
pub(super) fn listed(state: &mut State, feed: Arc<Feed>) {
    let loading = state.loading.take();
    let again = loading.as_ref().is_some_and(|loading| loading.again);
    if let Some(Wanted::Another(name)) = loading.map(|loading| loading.wanted) {
        // What was an article when it was read is a list now: nothing lies open under it.
        state.options.origin = origin(name.as_deref());
        (state.opened, state.listing) = (false, None);
    }
    state.listing = Some(match &state.listing {
        Some(listing) if again => {
            state.notice = Some("read anew".to_owned());
            listing.renewed(feed)
        }
        _ => Listing::new(feed),
    });
    list::reveal(state);
}

/// It could not be opened: what is there stays.
pub(super) fn not_opened(state: &mut State, sentence: String) {
    state.again = state.loading.take().is_some_and(|loading| loading.again);
    state.trouble = Some(sentence);
}

/// r: read again what is open.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let item = match (&state.listing, state.surface()) {
        (Some(listing), Surface::Article) => listing.open,
        _ => None,
    };
    let wanted = item.map_or(Wanted::Whole, Wanted::Item);
    if wanted == Wanted::Whole {
        let never = match state.options.origin {
            Origin::Named => None,
            Origin::Input => Some("what came through standard input cannot be read anew"),
            Origin::Sample => Some("the sample article stays as it is: nothing to read anew"),
        };
        if let Some(never) = never {
            state.notice = Some(never.to_owned());
            return Vec::new();
        }
    }
    let name = match &state.listing {
        Some(listing) if item.is_none() => &listing.feed.source,
        _ if state.opened => &state.document.meta().source,
        _ => &state.asked,
    };
    let (name, again) = (name.clone(), state.surface() != Surface::Notice);
    state.trouble = None;
    state.loading = Some(Loading {
        name,
        wanted: wanted.clone(),
        bytes: 0,
        again,
    });
    vec![Effect::Open(wanted)]
}

/// Never mind what is on its way.
pub(super) fn call_off(state: &mut State) -> Vec<Effect> {
    match state.loading.take() {
        Some(_) => vec![Effect::CallOff],
        None => Vec::new(),
    }
}

/// Esc in an article: what is on its way first, then what lies uppermost, at last back to the list.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    if state.loading.is_some() {
        state.notice = Some("called off; this is what was here".to_owned());
        return call_off(state);
    }
    if !view::close(state) && state.listing.is_some() {
        list::back(state);
    }
    Vec::new()
}

/// q: back to the list, or out of the program.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.listing.is_none() {
        return vec![Effect::Quit(0)];
    }
    list::back(state);
    call_off(state)
}

/// The code to leave with: nothing was opened, or something was.
pub(super) fn exit_code(state: &State) -> u8 {
    u8::from(state.surface() == Surface::Notice)
}

/// Keys while there is nothing but a sentence.
pub(super) fn in_notice(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Close | Action::Leave | Action::Quit => {
            let mut effects = call_off(state);
            effects.push(Effect::Quit(exit_code(state)));
            return effects;
        }
        Action::Reload if state.loading.is_none() => return reload(state),
        Action::Help => state.help = Some(0),
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        // No other key means anything here.
        _ => {}
    }
    Vec::new()
}
