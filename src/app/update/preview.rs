//! The preview, a short note beside a mention that says who it is.

use super::navigation;
use crate::app::State;
use crate::app::preview::Preview;

/// Opens the preview for the current mention's entity, else for the selected one.
pub(super) fn open_preview(state: &mut State) {
    let anchor = state.reading.current;
    let entity = state
        .reading
        .current_mention()
        .map(|mention| mention.entity);
    match entity.or(state.reading.selected) {
        Some(entity) => state.preview = Preview::new(state, entity, anchor),
        None => navigation::report_no_current(state),
    }
}
