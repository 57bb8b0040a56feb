//! Choosing from a feed's list.

use super::{hints, open, rows};
use crate::app::action::Action;
use crate::app::effect::{Effect, Wanted};
use crate::app::listing::{Counts, Places};
use crate::app::loading::Loading;
use crate::app::state::{Progress, State, Surface};
use crate::app::{Mouse, MouseKind};
use crate::entities::Kind;

/// Do `action` in the list.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let fit = places(state).fit();
    if let Some(by) = rows(action, fit, count) {
        step(state, by);
        return Vec::new();
    }
    match action {
        Action::Choose => return choose(state),
        Action::Close => return open::call_off(state),
        Action::Help => state.help = Some(0),
        Action::Reload => return open::reload(state),
        Action::Browse => return hints::browse(state),
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Leave | Action::Quit => return vec![Effect::Quit(0)],
        // No key of the list means these.
        _ => {}
    }
    Vec::new()
}

/// Where the list's parts are now.
fn places(state: &State) -> Places {
    Places::of(state.size, state.areas.status.height)
}

fn step(state: &mut State, by: isize) {
    let fit = places(state).fit();
    if let Some(listing) = &mut state.listing {
        listing.step(by, fit);
    }
}

/// After the size changed: the chosen row still shows.
pub(super) fn reveal(state: &mut State) {
    let fit = places(state).fit();
    if let Some(listing) = &mut state.listing {
        listing.reveal(fit);
    }
}

/// Enter: open the chosen article; the one that lies open under the list is there already.
fn choose(state: &mut State) -> Vec<Effect> {
    let Some(listing) = &mut state.listing else {
        return Vec::new();
    };
    let chosen = listing.chosen;
    if listing.open == Some(chosen) && state.opened {
        listing.shows = false;
        return open::call_off(state);
    }
    let Some(item) = listing.feed.items.get(chosen) else {
        return Vec::new();
    };
    let wanted = Wanted::Item(chosen);
    state.loading = Some(Loading {
        name: item.title.clone(),
        wanted: wanted.clone(),
        bytes: 0,
        again: false,
    });
    vec![Effect::Open(wanted)]
}

/// From the article back to the list.
pub(super) fn back(state: &mut State) {
    if let Some(listing) = &mut state.listing {
        listing.shows = true;
        if let Some(open) = listing.open {
            listing.chosen = open;
        }
    }
    reveal(state);
}

/// Once an article of the list has been read to its end: who is in it.
pub(super) fn note(state: &mut State) {
    if state.progress != Progress::Done {
        return;
    }
    let count = |kind: Kind| {
        let all = state.entities.entities().iter();
        all.filter(|entity| entity.kind == kind).count()
    };
    let counts = Counts {
        people: count(Kind::Person),
        countries: count(Kind::Country),
    };
    if let Some(listing) = &mut state.listing
        && let Some(slot) = listing.open.and_then(|open| listing.read.get_mut(open))
    {
        *slot = Some(counts);
    }
}

/// The mouse: the wheel walks, a click chooses, a click on the chosen row opens it.
pub(super) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    debug_assert_eq!(state.surface(), Surface::List);
    match mouse.what {
        MouseKind::WheelDown => step(state, 1),
        MouseKind::WheelUp => step(state, -1),
        MouseKind::Press => {
            state.notice = None;
            state.trouble = None;
            let Places { items, rows, .. } = places(state);
            let Some(listing) = &mut state.listing else {
                return Vec::new();
            };
            if !items.contains(mouse.x, mouse.y) {
                return Vec::new();
            }
            let row = listing.top + usize::from((mouse.y - items.y) / rows.max(1));
            if row == listing.chosen {
                return choose(state);
            }
            if row < listing.feed.items.len() {
                listing.chosen = row;
            }
        }
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}
