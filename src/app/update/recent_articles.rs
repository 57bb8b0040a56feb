//! The list of recently read articles, and opening one of them.

use super::{overlay, picker};
use crate::app::State;
use crate::app::action::Mode;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::loading::PendingLoad;
use crate::app::overlay::Overlay;
use crate::app::picker::{Picker, PickerEntry, PickerKind, PickerTarget};
use crate::app::state::Origin;

/// Requests the list of recent articles; it arrives as an event.
pub(super) fn request_list() -> Vec<Effect> {
    vec![Effect::LoadRecentArticles]
}

/// Shows the list that has arrived, unless the user has opened something else meanwhile.
pub(super) fn show_list(state: &mut State, entries: Vec<PickerEntry>) {
    if !matches!(state.mode(), Mode::Text | Mode::Panel) {
        return;
    }
    let is_other_article =
        |entry: &PickerEntry| matches!(entry.target, PickerTarget::Article(Some(_)));
    if !entries.iter().any(is_other_article) {
        state.message = Some("No other article in the history".to_owned());
        return;
    }
    // The message is about the article, and the keys it names are letters to type here.
    state.message = None;
    overlay::push_overlay(
        state,
        Overlay::Picker(Picker::new(PickerKind::RecentArticles, entries, 0)),
    );
}

/// Opens the article that `name` names on the command line, or the sample article if there is no name.
pub(super) fn open_article(state: &mut State, name: Option<String>) -> Vec<Effect> {
    let label =
        picker::top_picker(state).and_then(|picker| Some(picker.chosen_entry()?.label.clone()));
    overlay::close_all(state);
    if name.is_none() && state.reading.origin == Origin::Sample {
        return Vec::new();
    }
    let request = OpenRequest::Other(name);
    state.session.loading = Some(PendingLoad {
        name: label.unwrap_or_default(),
        request: request.clone(),
        bytes_received: 0,
        is_reload: false,
    });
    vec![Effect::Open(request)]
}
