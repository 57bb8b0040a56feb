//! Going through the passages that mention two entities together.

use super::navigation::RingStep;
use super::{navigation, panel, scroll};
use crate::app::State;
use crate::app::overlays;
use crate::app::reading::pair::EntityPair;
use crate::entities::EntityId;

/// Highlights a pair of entities, and goes to the first passage that mentions both. Returns whether there is one.
pub(crate) fn start(state: &mut State, one: EntityId, other: EntityId) -> bool {
    let Some(pair) = EntityPair::new(&state.reading, one, other) else {
        return false;
    };
    overlays::close_all(state);
    super::search::end_search(state);
    panel::select_entity(state, Some(one));
    state.reading.pair = Some(pair);
    navigation::record_jump(state);
    show_passage(state, 0);
    true
}

/// Goes to the next or previous passage of the pair, wrapping around; `false` if there is no pair.
pub(super) fn step_passage(state: &mut State, times: usize, forward: bool) -> bool {
    let Some(pair) = &state.reading.pair else {
        return false;
    };
    let position = state
        .reading
        .current_mention()
        .map_or(state.reading.visible_range().start, |mention| {
            mention.range.start
        });
    let count = pair.passages.len().max(1);
    let step = if forward {
        let next = (pair.passages).partition_point(|passage| passage.start <= position);
        RingStep::forward(next, times, count)
    } else {
        let previous = (pair.passages).partition_point(|passage| passage.end <= position);
        RingStep::back(previous, times, count)
    };
    let noun = if pair.are_sentences {
        "sentence"
    } else {
        "paragraph"
    };
    navigation::record_jump(state);
    show_passage(state, step.target);
    if step.wrapped {
        let which = if forward { "first" } else { "last" };
        state.notice(match count {
            1 => format!("This is the only {noun} with both names"),
            _ => format!("Wrapped to the {which} {noun} with both names"),
        });
    }
    true
}

/// Scrolls to the passage `index` unless it shows already, and makes its first mention of either entity current.
fn show_passage(state: &mut State, index: usize) {
    let reading = &state.reading;
    let Some(pair) = &reading.pair else {
        return;
    };
    let Some(passage) = pair.passages.get(index).cloned() else {
        return;
    };
    let mention = (reading.entities.mentions_in(passage.clone())).find(|&id| {
        let entity = reading.entities.mention(id).entity;
        entity == pair.one || entity == pair.other
    });
    let rows = usize::from(state.screen.areas.column.height);
    scroll::reveal(state, &passage, rows);
    if let Some(mention) = mention {
        navigation::show_mention(state, mention);
    }
}
