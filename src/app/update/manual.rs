//! The manual, opened from the help: it takes the place of what is on the screen, and gives it back untouched.

use super::{corrections, loading, view};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::feed_list::FeedList;
use crate::app::options::Origin;
use crate::app::reading::Reading;
use crate::app::screen::Screen;
use crate::app::state::State;
use crate::document::Document;
use std::sync::Arc;

/// What the manual was opened over.
#[derive(Debug, Clone)]
pub(crate) struct Beneath {
    pub(crate) reading: Reading,
    pub(crate) screen: Screen,
    pub(crate) feed_list: Option<FeedList>,
}

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
    let beneath = Beneath {
        reading: state.reading.clone(),
        screen: state.screen.clone(),
        feed_list: state.session.feed_list.take(),
    };
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
    let Beneath {
        reading,
        screen,
        feed_list,
    } = *state.under_manual.take()?;
    let size = state.screen.size;
    (state.reading, state.session.feed_list) = (reading, feed_list);
    state.screen = Screen { size, ..screen };
    // The confidence or the order of the panel may have been changed meanwhile.
    corrections::reapply(state);
    view::update_layout(state);
    Some(vec![Effect::CloseManual])
}
