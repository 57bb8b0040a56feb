//! From mention to mention, and back along the jumps.

use super::{lens, panel, scroll, search};
use crate::app::action::Action;
use crate::app::state::{Place, Progress, State};

/// Jumps that are remembered.
const TRAIL_LENGTH: usize = 500;

/// The next (or previous) mention of any entity whose marks show.
pub(super) fn any(state: &mut State, times: usize, forward: bool) {
    let shown: Vec<usize> = match state.marks {
        crate::app::state::Marks::Both => (0..state.entities.mentions().len()).collect(),
        marks => {
            let kind = |entity: usize| {
                state
                    .entities
                    .entities()
                    .get(entity)
                    .map(|entity| entity.kind)
            };
            let mentions = state.entities.mentions().iter().enumerate();
            mentions
                .filter(|(_, m)| kind(m.entity).is_some_and(|kind| marks.shows(kind)))
                .map(|(n, _)| n)
                .collect()
        }
    };
    let shown = in_lens(state, shown);
    if shown.is_empty() {
        nobody(state);
        return;
    }
    let whose = if state.lens.is_some() {
        "the lens"
    } else {
        "the article"
    };
    walk(state, &shown, times, forward, whose);
}

/// The next (or previous) mention of the selected entity; of any, if none is selected.
pub(super) fn of_selected(state: &mut State, times: usize, forward: bool) {
    if super::pair::walk(state, times, forward) {
        return;
    }
    let Some(entity) = state.selected_entity() else {
        any(state, times, forward);
        return;
    };
    let (mentions, name) = (entity.mentions.clone(), entity.name.clone());
    let shown = in_lens(state, mentions);
    if shown.is_empty() {
        state.notice = Some(format!("{name}: not in the lens"));
        return;
    }
    walk(state, &shown, times, forward, &name);
}

/// Those of `mentions` (indices) that the lens, if there is one, shows.
fn in_lens(state: &State, mut mentions: Vec<usize>) -> Vec<usize> {
    if state.lens.is_some() {
        let all = state.entities.mentions();
        mentions.retain(|&n| {
            all.get(n)
                .is_some_and(|mention| state.in_lens(mention.range.start))
        });
    }
    mentions
}

/// Select the entity of the current mention and go on with it.
pub(super) fn same(state: &mut State, times: usize, forward: bool) {
    let entity = match state.current_mention() {
        Some(mention) => Some(mention.entity),
        None => state.selected,
    };
    match entity {
        Some(entity) => {
            // Whoever follows someone has done with the search.
            search::end(state);
            state.pair = None;
            panel::select(state, Some(entity));
            of_selected(state, times, forward);
        }
        None => no_current(state),
    }
}

/// Walk `mentions` (indices, ascending) from where the reader is; around the ends, with a word about it.
fn walk(state: &mut State, mentions: &[usize], times: usize, forward: bool, whose: &str) {
    let start = |n: usize| {
        state
            .entities
            .mentions()
            .get(n)
            .map_or(0, |mention| mention.range.start)
    };
    let (here, on) = match state.current_mention() {
        Some(mention) => (mention.range.start, true),
        None => (search::place(state), false),
    };
    let count = mentions.len();
    let (to, around) = if forward {
        let first = mentions.partition_point(|&n| {
            if on {
                start(n) <= here
            } else {
                start(n) < here
            }
        });
        let to = first + times.saturating_sub(1);
        (to % count.max(1), to >= count)
    } else {
        let before = mentions.partition_point(|&n| start(n) < here);
        let to = before.cast_signed().saturating_sub(times.cast_signed());
        (to.rem_euclid(count.max(1).cast_signed()) as usize, to < 0)
    };
    let Some(&mention) = mentions.get(to) else {
        return;
    };
    go(state, mention);
    if around {
        let end = if forward { "beginning" } else { "end" };
        state.notice = Some(match count {
            1 => format!("{whose}: the only mention"),
            _ => format!("{whose}: on from the {end}"),
        });
    }
}

/// Go to a mention, leaving a trail.
pub(super) fn go(state: &mut State, mention: usize) {
    leave_trail(state);
    show(state, mention);
}

/// Make `mention` the current one and bring it on screen: without moving the text if it shows already.
pub(super) fn show(state: &mut State, mention: usize) {
    let Some(range) = state
        .entities
        .mentions()
        .get(mention)
        .map(|mention| mention.range.clone())
    else {
        return;
    };
    // Whoever goes to what the lens leaves out has done with it.
    if !state.in_lens(range.start) {
        lens::leave(state);
    }
    search::leave_hit(state);
    let visible = state.visible();
    state.current = Some(mention);
    if range.start < visible.start || range.end > visible.end {
        let row = state.flow.row_at(range.start);
        let above = isize::try_from(state.areas.column.height / 3).unwrap_or(0);
        let top = state.flow.step(row, -above);
        scroll::turn_to(state, top);
        state.current = Some(mention);
    }
}

/// Remember this place, to come back to.
pub(super) fn leave_trail(state: &mut State) {
    let place = here(state);
    leave_trail_at(state, place);
}

/// Remember `place`, to come back to.
pub(super) fn leave_trail_at(state: &mut State, place: Place) {
    state.ahead.clear();
    if state.trail.last() != Some(&place) {
        state.trail.push(place);
    }
    if state.trail.len() > TRAIL_LENGTH {
        state.trail.remove(0);
    }
}

/// Back to where the last jump began.
pub(super) fn back(state: &mut State, times: usize) {
    for _ in 0..times {
        let Some(place) = state.trail.pop() else {
            state.notice = Some("no jump to go back to".to_owned());
            return;
        };
        let now = here(state);
        state.ahead.push(now);
        restore(state, place);
    }
}

/// Forward again.
pub(super) fn forward(state: &mut State, times: usize) {
    for _ in 0..times {
        let Some(place) = state.ahead.pop() else {
            state.notice = Some("no jump to go forward to".to_owned());
            return;
        };
        let now = here(state);
        state.trail.push(now);
        restore(state, place);
    }
}

/// Where the reader is.
pub(super) fn here(state: &mut State) -> Place {
    Place {
        top: state.flow.offset(state.top),
        mention: state.current_mention().map(|mention| mention.range.start),
    }
}

/// Go where the reader was.
pub(super) fn restore(state: &mut State, place: Place) {
    if !state.in_lens(place.mention.unwrap_or(place.top)) {
        lens::leave(state);
    }
    scroll::turn_to_offset(state, place.top);
    state.current = place.mention.and_then(|start| state.entities.at(start));
}

pub(super) fn no_current(state: &mut State) {
    state.notice = Some(format!(
        "no mention is current: {} goes to the next one",
        state.hint(Action::MentionNext)
    ));
}

fn nobody(state: &mut State) {
    state.notice = Some(match state.progress {
        Progress::Reading(_) => "still reading: nobody found so far".to_owned(),
        Progress::Done if state.entities.mentions().is_empty() => {
            "no person and no country in this article".to_owned()
        }
        Progress::Done => format!(
            "no marks show: {} brings them back",
            state.hint(Action::Marks)
        ),
    });
}
