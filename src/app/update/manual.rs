//! The manual, opened from the help: it takes the place of what is on the screen, and gives it back untouched.

use super::{search, view};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::loading::PendingLoad;
use crate::app::options::{Origin, ReaderOptions};
use crate::app::state::State;
use crate::document::Document;
use crate::layout::LayoutOptions;
use std::sync::Arc;

/// Asks for the manual.
pub(super) fn request(state: &mut State) -> Vec<Effect> {
    state.help_top = None;
    if state.options.origin == Origin::Manual {
        state.message = Some("This is the manual".to_owned());
        return Vec::new();
    }
    if let Some(loading) = &state.loading {
        state.message = Some(format!("{}: cancel it first", loading.status_text()));
        return Vec::new();
    }
    state.loading = Some(PendingLoad {
        name: "the manual".to_owned(),
        request: OpenRequest::Manual,
        bytes_received: 0,
        is_reload: false,
    });
    vec![Effect::Open(OpenRequest::Manual)]
}

/// Shows the manual in place of what is on the screen, which is kept. The panel is closed: few names are mentioned in it.
pub(super) fn show(state: &mut State, document: Arc<Document>) {
    let options = ReaderOptions {
        origin: Origin::Manual,
        ..state.options.clone()
    };
    let mut manual = State::new(document, state.size, options);
    manual.search_state = search::take_history(state);
    manual.highlights = state.highlights;
    manual.layout_options = LayoutOptions {
        panel: false,
        ..state.layout_options
    };
    let article = std::mem::replace(state, manual);
    state.message = Some(format!(
        "The manual: {} returns to what you were reading",
        state.key_hint(Action::Leave)
    ));
    state.under_manual = Some(Box::new(article));
    view::update_layout(state);
}

/// Returns to what the manual was opened over; `None` if it was not opened from there.
pub(super) fn close(state: &mut State) -> Option<Vec<Effect>> {
    let mut article = state.under_manual.take()?;
    article.size = state.size;
    article
        .search_state
        .resume_history(search::take_history(state));
    *state = *article;
    view::update_layout(state);
    Some(vec![Effect::CloseManual])
}
