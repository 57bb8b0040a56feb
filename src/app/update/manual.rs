//! The manual, opened from the help: it takes the place of what is on the screen, and gives it back untouched.

use super::{loading, view, visited};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::options::Origin;
use crate::app::state::State;
use crate::app::visited::PageState;
use crate::document::Document;
use std::sync::Arc;

/// Asks for the manual.
pub(crate) fn request(state: &mut State) -> Vec<Effect> {
    if state.reading.origin == Origin::Manual {
        state.notice("This is the manual");
        return Vec::new();
    }
    if let Some(loading) = &state.session.loading {
        state.notice(format!("{}: cancel it first", loading.status_text()));
        return Vec::new();
    }
    loading::open(state, "the manual".to_owned(), OpenRequest::Manual)
}

/// Shows the manual in place of what is on the screen, which is kept. The panel is closed: few names are mentioned in it.
pub(super) fn show(state: &mut State, document: Arc<Document>) {
    let beneath = PageState::take(state);
    state.open(document, Origin::Manual);
    state.under_manual = Some(Box::new(beneath));
    state.screen.layout_options.panel = false;
    state.notice(format!(
        "The manual: {} returns to what you were reading",
        state.key_hint(Action::Leave)
    ));
    view::update_layout(state);
}

/// Returns to what the manual was opened over; `None` if it was not opened from there.
pub(super) fn close(state: &mut State) -> Option<Vec<Effect>> {
    let beneath = state.under_manual.take()?;
    visited::restore(state, *beneath);
    Some(vec![Effect::CloseManual])
}
