//! Articles read lately: the list, and opening one of them.

use super::{finder, sheet};
use crate::app::State;
use crate::app::action::Mode;
use crate::app::effect::{Effect, Wanted};
use crate::app::finder::{Entry, Finder, Goal, List};
use crate::app::layer::Layer;
use crate::app::loading::Loading;
use crate::app::state::Origin;

/// h: the articles read lately; the outside knows them.
pub(super) fn open() -> Vec<Effect> {
    vec![Effect::Recent]
}

/// They are known: show them, unless the reader has turned to something else meanwhile.
pub(super) fn listed(state: &mut State, entries: Vec<Entry>) {
    if !matches!(state.mode(), Mode::Text | Mode::Panel) {
        return;
    }
    let leads_on = |entry: &Entry| matches!(entry.goal, Goal::Article(Some(_)));
    if !entries.iter().any(leads_on) {
        state.notice = Some("no other article was read before this one".to_owned());
        return;
    }
    // What it says is of the article, and its keys are letters here.
    state.notice = None;
    sheet::open(state, Layer::Finder(Finder::new(List::Recent, entries, 0)));
}

/// Enter: open the article that `name` is called by on the command line, in place of the one that is there.
pub(super) fn choose(state: &mut State, name: Option<String>) -> Vec<Effect> {
    let label = finder::uppermost(state).and_then(|finder| Some(finder.entry()?.label.clone()));
    sheet::leave(state);
    if name.is_none() && state.options.origin == Origin::Sample {
        return Vec::new();
    }
    let wanted = Wanted::Another(name);
    state.loading = Some(Loading {
        name: label.unwrap_or_default(),
        wanted: wanted.clone(),
        bytes: 0,
        again: false,
    });
    vec![Effect::Open(wanted)]
}
