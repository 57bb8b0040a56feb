//! Going through the passages that mention two entities together.

use super::{navigation, overlay, panel, scroll};
use crate::app::State;
use crate::app::pair::EntityPair;

/// Highlights a pair of entities, and goes to the first passage that mentions both.
pub(super) fn start(state: &mut State, one: usize, other: usize) {
    let Some(pair) = EntityPair::new(&state.reading.document, &state.reading.entities, one, other)
    else {
        return;
    };
    overlay::close_all(state);
    super::search::end_search(state);
    panel::select_entity(state, Some(one));
    state.reading.pair = Some(pair);
    navigation::record_jump(state);
    show_passage(state, 0);
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
    let (target, wrapped) = if forward {
        let next = pair
            .passages
            .partition_point(|passage| passage.start <= position);
        let target = next.saturating_add(times).saturating_sub(1);
        (target % count, target >= count)
    } else {
        let previous = pair
            .passages
            .partition_point(|passage| passage.end <= position);
        let target = previous.cast_signed().saturating_sub(times.cast_signed());
        (target.rem_euclid(count.cast_signed()) as usize, target < 0)
    };
    let noun = if pair.are_sentences {
        "sentence"
    } else {
        "paragraph"
    };
    navigation::record_jump(state);
    show_passage(state, target);
    if wrapped {
        let which = if forward { "first" } else { "last" };
        state.message = Some(match count {
            1 => format!("This is the only {noun} with both names"),
            _ => format!("Wrapped to the {which} {noun} with both names"),
        });
    }
    true
}

/// Scrolls to the passage `index` unless it shows already, and makes its first mention of either entity current.
fn show_passage(state: &mut State, index: usize) {
    let Some(pair) = &state.reading.pair else {
        return;
    };
    let (one, other) = (pair.one, pair.other);
    let Some(passage) = pair.passages.get(index).cloned() else {
        return;
    };
    let mention = state
        .reading
        .entities
        .mentions_in(passage.clone())
        .find(|&index| {
            let mention = state.reading.entities.mentions().get(index);
            mention.is_some_and(|mention| mention.entity == one || mention.entity == other)
        });
    let visible = state.reading.visible_range();
    if passage.start < visible.start || passage.end > visible.end {
        let row = state.reading.view.flow.position_at(passage.start);
        let above = isize::try_from(state.screen.areas.column.height / 3).unwrap_or(0);
        let top = state.reading.view.flow.step(row, -above);
        scroll::scroll_to_line(state, top);
    }
    if let Some(mention) = mention {
        navigation::show_mention(state, mention);
    }
}
