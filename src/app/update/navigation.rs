//! Going from mention to mention, and the jump list.

use super::{filter, panel, scroll, search};
use crate::app::action::Action;
use crate::app::reading::JumpDirection;
use crate::app::screen::Focus;
use crate::app::state::{AnalysisProgress, State, ViewPosition};
use crate::entities::{EntityId, MentionId};
use crate::options::Highlights;

/// The number of jumps that are remembered.
const MAX_JUMPS: usize = 500;

/// A step through a ring of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RingStep {
    /// The place arrived at.
    pub(super) target: usize,
    /// Whether the step went over the end or the beginning.
    pub(super) wrapped: bool,
}

impl RingStep {
    /// Goes `times` places forward in a ring of `count`, beginning with the place `next`.
    pub(super) fn forward(next: usize, times: usize, count: usize) -> Self {
        let target = next.saturating_add(times).saturating_sub(1);
        Self {
            target: target % count.max(1),
            wrapped: target >= count,
        }
    }

    /// Goes `times` places back in a ring of `count`, of which `previous` are before here.
    pub(super) fn back(previous: usize, times: usize, count: usize) -> Self {
        let target = previous.cast_signed().saturating_sub(times.cast_signed());
        Self {
            target: target.rem_euclid(count.max(1).cast_signed()) as usize,
            wrapped: target < 0,
        }
    }
}

/// Goes to the next or previous highlighted mention of any entity.
pub(crate) fn go_to_any(state: &mut State, times: usize, forward: bool) {
    let (reading, highlights) = (&state.reading, state.session.highlights);
    let entities = &reading.entities;
    let mentions = entities.mention_ids();
    // Every key that goes to a mention comes here: most often all are shown, and none has to be looked at.
    let shown = if highlights == Highlights::Both {
        retain_shown(state, mentions)
    } else {
        let kind = |id: MentionId| entities.entity(entities.mention(id).entity).kind;
        retain_shown(state, mentions.filter(|&id| highlights.shows(kind(id))))
    };
    if shown.is_empty() {
        report_no_mentions(state);
        return;
    }
    let subject = match reading.filter {
        Some(_) => "Filtered paragraphs",
        None => "Article",
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
    let shown = retain_shown(state, entity.mentions.iter().copied());
    let name = entity.name.clone();
    if shown.is_empty() {
        state.notice(format!("{name}: no mention in these paragraphs"));
        return;
    }
    step_mention(state, &shown, times, forward, &name);
}

/// Those of `mentions` that the paragraph filter shows; all of them without a filter.
fn retain_shown(state: &State, mentions: impl Iterator<Item = MentionId>) -> Vec<MentionId> {
    let reading = &state.reading;
    if reading.filter.is_none() {
        return mentions.collect();
    }
    let start_of = |id: MentionId| reading.entities.mention(id).range.start;
    mentions
        .filter(|&id| reading.passes_filter(start_of(id)))
        .collect()
}

/// Selects the entity of the current or the nearest mention, and goes to its next or previous mention.
pub(super) fn follow_name(state: &mut State, times: usize, forward: bool) {
    if let Some(entity) = choose_entity(state) {
        // Following a name ends the search, so that n and N go through its mentions.
        search::end_search(state);
        state.reading.pair = None;
        panel::select_entity(state, Some(entity));
        go_to_selected(state, times, forward);
    }
}

/// Goes `times` steps forward or backward in `mentions` (ascending) from the current position, wrapping around. A message
/// that begins with `subject` says when it wrapped.
fn step_mention(
    state: &mut State,
    mentions: &[MentionId],
    times: usize,
    forward: bool,
    subject: &str,
) {
    let reading = &state.reading;
    let start_of = |id: MentionId| reading.entities.mention(id).range.start;
    let at_mention = reading.current_start();
    let offset = at_mention.unwrap_or_else(|| search::current_offset(state));
    let count = mentions.len();
    let step = if forward {
        let is_behind = |start: usize| start < offset || Some(start) == at_mention;
        let next = mentions.partition_point(|&id| is_behind(start_of(id)));
        RingStep::forward(next, times, count)
    } else {
        let previous = mentions.partition_point(|&id| start_of(id) < offset);
        RingStep::back(previous, times, count)
    };
    let Some(&mention) = mentions.get(step.target) else {
        return;
    };
    jump_to_mention(state, mention);
    if step.wrapped {
        let which = if forward { "first" } else { "last" };
        state.notice(match count {
            1 => format!("{subject}: the only mention"),
            _ => format!("{subject}: wrapped to the {which} mention"),
        });
    }
}

/// Goes to a mention, and records a jump.
pub(crate) fn jump_to_mention(state: &mut State, mention: MentionId) {
    record_jump(state);
    show_mention(state, mention);
}

/// Makes `mention` current, and scrolls to it unless it shows already.
pub(super) fn show_mention(state: &mut State, mention: MentionId) {
    let range = state.reading.entities.mention(mention).range.clone();
    // Going to a mention that the paragraph filter hides removes the filter.
    if !state.reading.passes_filter(range.start) {
        filter::remove_filter(state);
    }
    search::clear_current_match(state);
    let rows = usize::from(state.screen.areas.column.height);
    scroll::reveal(state, &range, rows);
    state.reading.current = Some(mention);
}

/// The entity that keys like Enter, `x` and `*` are about: that of the current mention, else the selected one; in the panel the
/// other way round. Without either it is that of the nearest mention, which becomes the current one; a message says if there
/// is none.
pub(crate) fn choose_entity(state: &mut State) -> Option<EntityId> {
    chosen_entity(state).or_else(|| {
        choose_nearest(state)?;
        state.reading.current_entity()
    })
}

/// The entity of the current mention, else the selected one; in the panel the other way round.
pub(crate) fn chosen_entity(state: &State) -> Option<EntityId> {
    let reading = &state.reading;
    let (current, selected) = (reading.current_entity(), reading.selected);
    match state.screen.focus {
        Focus::Panel => selected.or(current),
        Focus::Text => current.or(selected),
    }
}

/// Makes the nearest mention current; a message says if there is none.
pub(super) fn choose_nearest(state: &mut State) -> Option<MentionId> {
    let nearest = nearest_mention(state);
    match nearest {
        Some(_) => state.reading.current = nearest,
        None => report_none_on_screen(state),
    }
    nearest
}

/// Makes the nearest mention of `entity` current; a message says if there is none on the screen.
pub(super) fn choose_nearest_of(state: &mut State, entity: EntityId) -> Option<MentionId> {
    let nearest = nearest_on_screen(state, |id| {
        state.reading.entities.mention(id).entity == entity
    });
    match nearest {
        Some(_) => state.reading.current = nearest,
        None => {
            let name = &state.reading.entities.entity(entity).name;
            let key = state.key_hint(Action::NextMatch);
            let goes_elsewhere = search::is_active(state) || state.reading.pair.is_some();
            let notice = if key.is_empty() || goes_elsewhere {
                format!("{name} is not on this screen")
            } else {
                format!("{name} is not on this screen: press {key} for the next mention")
            };
            state.notice(notice);
        }
    }
    nearest
}

/// The highlighted mention on the screen that is nearest to where the user looks.
pub(super) fn nearest_mention(state: &State) -> Option<MentionId> {
    nearest_on_screen(state, |id| {
        let entities = &state.reading.entities;
        let kind = entities.entity(entities.mention(id).entity).kind;
        state.session.highlights.shows(kind)
    })
}

/// The mention on the screen for which `is_wanted` that is nearest to where the user looks: to the mention that was deselected last,
/// if that is on the screen, else to a third of its height, where mentions that are gone to appear.
fn nearest_on_screen(state: &State, is_wanted: impl Fn(MentionId) -> bool) -> Option<MentionId> {
    let reading = &state.reading;
    let visible = reading.visible_range();
    let third = usize::from(state.screen.areas.column.height / 3);
    let third = reading.view.lines.get(third).map(|line| line.range.start);
    let left = reading.view.left_mention;
    let left = left.filter(|left| visible.contains(left));
    let from = left.or(third).unwrap_or(visible.start);
    let shown = reading.visible_mentions().filter(|&id| is_wanted(id));
    shown.min_by_key(|&id| reading.start_of(id).abs_diff(from))
}

/// Adds the current position to the jump list.
pub(crate) fn record_jump(state: &mut State) {
    let position = current_position(state);
    record_jump_from(state, position);
}

/// Adds `position` to the jump list, and drops the jumps that could be gone forward to.
pub(super) fn record_jump_from(state: &mut State, position: ViewPosition) {
    state.reading.jumps.forward.clear();
    state.reading.jumps.latest = Some(JumpDirection::Away);
    if state.reading.jumps.back.last() != Some(&position) {
        state.reading.jumps.back.push(position);
    }
    if state.reading.jumps.back.len() > MAX_JUMPS {
        state.reading.jumps.back.remove(0);
    }
}

/// Goes back by `times` jumps.
pub(crate) fn go_back(state: &mut State, times: usize) {
    for _ in 0..times {
        let Some(position) = state.reading.jumps.back.pop() else {
            state.notice("No jump to go back to");
            return;
        };
        let current = current_position(state);
        state.reading.jumps.forward.push(current);
        state.reading.jumps.latest = Some(JumpDirection::Back);
        restore_position(state, position);
    }
}

/// Goes forward again by `times` jumps.
pub(crate) fn go_forward(state: &mut State, times: usize) {
    for _ in 0..times {
        let Some(position) = state.reading.jumps.forward.pop() else {
            state.notice("No jump to go forward to");
            return;
        };
        let current = current_position(state);
        state.reading.jumps.back.push(current);
        state.reading.jumps.latest = Some(JumpDirection::Away);
        restore_position(state, position);
    }
}

/// The line at the top of the screen and the current mention.
pub(super) fn current_position(state: &mut State) -> ViewPosition {
    let mention = state.reading.current_mention();
    ViewPosition {
        mention_offset: mention.map(|mention| mention.range.start),
        top_offset: state.reading.view.top_offset(),
    }
}

/// Scrolls to `position` and makes its mention current.
pub(crate) fn restore_position(state: &mut State, position: ViewPosition) {
    if !state
        .reading
        .passes_filter(position.mention_offset.unwrap_or(position.top_offset))
    {
        filter::remove_filter(state);
    }
    scroll::scroll_to_offset(state, position.top_offset);
    state.reading.current = position
        .mention_offset
        .and_then(|start| state.reading.entities.mention_at(start));
}

/// Shows the message that no highlighted mention is on the screen.
fn report_none_on_screen(state: &mut State) {
    let has_mentions = !state.reading.entities.mentions().is_empty();
    if has_mentions && state.session.highlights != Highlights::None {
        state.notice(format!(
            "No name on this screen: press {} for the next one",
            state.key_hint(Action::NextMention)
        ));
    } else {
        report_no_mentions(state);
    }
}

/// Shows the message that there is no mention to go to, and why.
fn report_no_mentions(state: &mut State) {
    state.notice(match state.reading.analysis {
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
