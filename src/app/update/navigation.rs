//! Going from mention to mention, and the jump list.

use super::{panel, paragraph_filter, scroll, search};
use crate::app::action::Action;
use crate::app::state::{AnalysisProgress, State, ViewPosition};

/// The number of jumps that are remembered.
const MAX_JUMPS: usize = 500;

/// Goes to the next or previous highlighted mention of any entity.
pub(super) fn go_to_any(state: &mut State, times: usize, forward: bool) {
    let shown: Vec<usize> = match state.session.highlights {
        crate::app::state::Highlights::Both => {
            (0..state.reading.entities.mentions().len()).collect()
        }
        highlights => {
            let kind = |entity: usize| {
                state
                    .reading
                    .entities
                    .entities()
                    .get(entity)
                    .map(|entity| entity.kind)
            };
            let mentions = state.reading.entities.mentions().iter().enumerate();
            mentions
                .filter(|(_, mention)| {
                    kind(mention.entity).is_some_and(|kind| highlights.shows(kind))
                })
                .map(|(index, _)| index)
                .collect()
        }
    };
    let shown = retain_shown(state, shown);
    if shown.is_empty() {
        report_no_mentions(state);
        return;
    }
    let subject = if state.reading.filter.is_some() {
        "Filtered paragraphs"
    } else {
        "Article"
    };
    step_mention(state, &shown, times, forward, subject);
}

/// Goes to the next or previous mention of the selected entity, or of any if none is selected.
pub(super) fn go_to_selected(state: &mut State, times: usize, forward: bool) {
    if super::pair::step_passage(state, times, forward) {
        return;
    }
    let Some(entity) = state.reading.selected_entity() else {
        go_to_any(state, times, forward);
        return;
    };
    let (mentions, name) = (entity.mentions.clone(), entity.name.clone());
    let shown = retain_shown(state, mentions);
    if shown.is_empty() {
        state.message = Some(format!("{name}: no mention in these paragraphs"));
        return;
    }
    step_mention(state, &shown, times, forward, &name);
}

/// Those of `mentions` (indices) that the paragraph filter shows; all of them without a filter.
fn retain_shown(state: &State, mut mentions: Vec<usize>) -> Vec<usize> {
    if state.reading.filter.is_some() {
        let known = state.reading.entities.mentions();
        mentions.retain(|&index| {
            known
                .get(index)
                .is_some_and(|mention| state.reading.passes_filter(mention.range.start))
        });
    }
    mentions
}

/// Selects the entity of the current mention, and goes to its next or previous mention.
pub(super) fn follow_name(state: &mut State, times: usize, forward: bool) {
    let entity = match state.reading.current_mention() {
        Some(mention) => Some(mention.entity),
        None => state.reading.selected,
    };
    match entity {
        Some(entity) => {
            // Following a name ends the search, so that n and N go through its mentions.
            search::end_search(state);
            state.reading.pair = None;
            panel::select_entity(state, Some(entity));
            go_to_selected(state, times, forward);
        }
        None => report_no_current(state),
    }
}

/// Goes `times` steps forward or backward in `mentions` (indices, ascending) from the current position, wrapping around. A
/// message that begins with `subject` says when it wrapped.
fn step_mention(state: &mut State, mentions: &[usize], times: usize, forward: bool, subject: &str) {
    let start_of = |index: usize| {
        state
            .reading
            .entities
            .mentions()
            .get(index)
            .map_or(0, |mention| mention.range.start)
    };
    let (offset, is_at_mention) = match state.reading.current_mention() {
        Some(mention) => (mention.range.start, true),
        None => (search::current_offset(state), false),
    };
    let count = mentions.len();
    let (target, wrapped) = if forward {
        let first = mentions.partition_point(|&index| {
            if is_at_mention {
                start_of(index) <= offset
            } else {
                start_of(index) < offset
            }
        });
        let target = first + times.saturating_sub(1);
        (target % count.max(1), target >= count)
    } else {
        let previous = mentions.partition_point(|&index| start_of(index) < offset);
        let target = previous.cast_signed().saturating_sub(times.cast_signed());
        (
            target.rem_euclid(count.max(1).cast_signed()) as usize,
            target < 0,
        )
    };
    let Some(&mention) = mentions.get(target) else {
        return;
    };
    jump_to_mention(state, mention);
    if wrapped {
        let which = if forward { "first" } else { "last" };
        state.message = Some(match count {
            1 => format!("{subject}: the only mention"),
            _ => format!("{subject}: wrapped to the {which} mention"),
        });
    }
}

/// Goes to a mention, and records a jump.
pub(super) fn jump_to_mention(state: &mut State, mention: usize) {
    record_jump(state);
    show_mention(state, mention);
}

/// Makes `mention` current, and scrolls to it unless it shows already.
pub(super) fn show_mention(state: &mut State, mention: usize) {
    let Some(range) = state
        .reading
        .entities
        .mentions()
        .get(mention)
        .map(|mention| mention.range.clone())
    else {
        return;
    };
    // Going to a mention that the paragraph filter hides removes the filter.
    if !state.reading.passes_filter(range.start) {
        paragraph_filter::remove_filter(state);
    }
    search::clear_current_match(state);
    let visible = state.reading.visible_range();
    state.reading.current = Some(mention);
    if range.start < visible.start || range.end > visible.end {
        let row = state.reading.view.flow.position_at(range.start);
        let above = isize::try_from(state.screen.areas.column.height / 3).unwrap_or(0);
        let top = state.reading.view.flow.step(row, -above);
        scroll::scroll_to_line(state, top);
        state.reading.current = Some(mention);
    }
}

/// Adds the current position to the jump list.
pub(super) fn record_jump(state: &mut State) {
    let position = current_position(state);
    record_jump_from(state, position);
}

/// Adds `position` to the jump list, and drops the jumps that could be gone forward to.
pub(super) fn record_jump_from(state: &mut State, position: ViewPosition) {
    state.reading.jumps.forward.clear();
    if state.reading.jumps.back.last() != Some(&position) {
        state.reading.jumps.back.push(position);
    }
    if state.reading.jumps.back.len() > MAX_JUMPS {
        state.reading.jumps.back.remove(0);
    }
}

/// Goes back by `times` jumps.
pub(super) fn go_back(state: &mut State, times: usize) {
    for _ in 0..times {
        let Some(position) = state.reading.jumps.back.pop() else {
            state.message = Some("No jump to go back to".to_owned());
            return;
        };
        let current = current_position(state);
        state.reading.jumps.forward.push(current);
        restore_position(state, position);
    }
}

/// Goes forward again by `times` jumps.
pub(super) fn go_forward(state: &mut State, times: usize) {
    for _ in 0..times {
        let Some(position) = state.reading.jumps.forward.pop() else {
            state.message = Some("No jump to go forward to".to_owned());
            return;
        };
        let current = current_position(state);
        state.reading.jumps.back.push(current);
        restore_position(state, position);
    }
}

/// The line at the top of the screen and the current mention.
pub(super) fn current_position(state: &mut State) -> ViewPosition {
    ViewPosition {
        top_offset: state.reading.view.flow.line_start(state.reading.view.top),
        mention_offset: state
            .reading
            .current_mention()
            .map(|mention| mention.range.start),
    }
}

/// Scrolls to `position` and makes its mention current.
pub(super) fn restore_position(state: &mut State, position: ViewPosition) {
    if !state
        .reading
        .passes_filter(position.mention_offset.unwrap_or(position.top_offset))
    {
        paragraph_filter::remove_filter(state);
    }
    scroll::scroll_to_offset(state, position.top_offset);
    state.reading.current = position
        .mention_offset
        .and_then(|start| state.reading.entities.mention_at(start));
}

/// Shows the message that no name is current or selected.
pub(super) fn report_no_current(state: &mut State) {
    state.message = Some(format!(
        "No current mention: press {} for the next one",
        state.key_hint(Action::NextMention)
    ));
}

/// Shows the message that there is no mention to go to, and why.
fn report_no_mentions(state: &mut State) {
    state.message = Some(match state.reading.analysis {
        AnalysisProgress::UpTo(_) => "Still looking for names: none so far".to_owned(),
        AnalysisProgress::Done if state.reading.entities.mentions().is_empty() => {
            "No people or countries in this article".to_owned()
        }
        AnalysisProgress::Done => format!(
            "Highlights are off: press {} to show them",
            state.key_hint(Action::CycleHighlights)
        ),
    });
}
