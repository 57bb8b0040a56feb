//! Going on where the reader left off.

use super::{recent, scroll};
use crate::app::action::Action;
use crate::app::memory::Remembered;
use crate::app::state::Surface;
use crate::app::{Event, State};

/// If `event` is something that the reader does: from now on the text stays where the reader puts it.
pub(super) fn begin(state: &mut State, event: &Event) {
    if matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_)) {
        state.sitting.begun = true;
        state.unremembered = None;
    }
}

/// Something is known of earlier sittings.
pub(super) fn learn(state: &mut State, event: Event) {
    match event {
        Event::Remembered(found) => resume(state, &found),
        Event::Searches(before) => state.searching.history = before,
        Event::Recent(entries) => recent::listed(state, entries),
        Event::Unremembered(sentences) => state.unremembered = Some(sentences),
        _ => {}
    }
}

/// What was remembered of the article is known: its marks, and the words that were at the top, unless the reader has begun.
fn resume(state: &mut State, found: &Remembered) {
    for (&letter, &offset) in &found.marks {
        state.marked.entry(letter).or_insert(offset);
    }
    if state.sitting.begun || state.surface() != Surface::Article {
        return;
    }
    let when = &found.when;
    if found.is_at_end() {
        let height = usize::from(state.areas.column.height);
        if state.flow.last_top(height) != state.flow.first() {
            let end = state.hint(Action::Bottom);
            state.notice = Some(format!("read to its end, {when} · {end} there"));
        }
        return;
    }
    if found.place == 0 {
        return;
    }
    scroll::turn_to_offset(state, found.place);
    // Not the beginning of its line, which is another in another window: or the place would creep up from day to day.
    if state.top == state.flow.row_at(found.place) {
        state.eye = found.place;
    }
    state.sitting.from = state.eye;
    let top = state.hint(Action::Top);
    state.notice = Some(format!(
        "where you left it, {when} · {top} to the beginning"
    ));
}
