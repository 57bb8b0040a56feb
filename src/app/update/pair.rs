//! Walking the passages that two entities share.

use super::{panel, scroll, sheet, walk};
use crate::app::State;
use crate::app::pair::Pair;

/// Enter on a pair: both are lit, and the first passage with both comes on screen.
pub(super) fn begin(state: &mut State, one: usize, other: usize) {
    let Some(pair) = Pair::of(&state.document, &state.entities, one, other) else {
        return;
    };
    sheet::leave(state);
    super::search::end(state);
    panel::select(state, Some(one));
    state.pair = Some(pair);
    walk::leave_trail(state);
    show(state, 0);
}

/// n and N while a pair is lit: the next (or previous) passage with both; whether there is a pair.
pub(super) fn walk(state: &mut State, times: usize, forward: bool) -> bool {
    let Some(pair) = &state.pair else {
        return false;
    };
    let here = state
        .current_mention()
        .map_or(state.visible().start, |mention| mention.range.start);
    let count = pair.passages.len().max(1);
    let (to, around) = if forward {
        let next = pair
            .passages
            .partition_point(|passage| passage.start <= here);
        let to = next.saturating_add(times).saturating_sub(1);
        (to % count, to >= count)
    } else {
        let before = pair.passages.partition_point(|passage| passage.end <= here);
        let to = before.cast_signed().saturating_sub(times.cast_signed());
        (to.rem_euclid(count.cast_signed()) as usize, to < 0)
    };
    let what = if pair.sentences {
        "sentence"
    } else {
        "paragraph"
    };
    walk::leave_trail(state);
    show(state, to);
    if around {
        let end = if forward { "beginning" } else { "end" };
        state.notice = Some(match count {
            1 => format!("the only {what} with both"),
            _ => format!("{what}s with both: on from the {end}"),
        });
    }
    true
}

/// Bring the passage `nth` on screen, and make its first mention of either the current one.
fn show(state: &mut State, nth: usize) {
    let Some(pair) = &state.pair else {
        return;
    };
    let (one, other) = (pair.one, pair.other);
    let Some(passage) = pair.passages.get(nth).cloned() else {
        return;
    };
    let mention = state.entities.within(passage.clone()).find(|&index| {
        let mention = state.entities.mentions().get(index);
        mention.is_some_and(|m| m.entity == one || m.entity == other)
    });
    let visible = state.visible();
    if passage.start < visible.start || passage.end > visible.end {
        let row = state.flow.row_at(passage.start);
        let above = isize::try_from(state.areas.column.height / 3).unwrap_or(0);
        let top = state.flow.step(row, -above);
        scroll::turn_to(state, top);
    }
    if let Some(mention) = mention {
        walk::show(state, mention);
    }
}
