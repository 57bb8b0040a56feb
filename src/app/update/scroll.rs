//! Moving in the text.

use crate::app::action::Action;
use crate::app::state::State;
use crate::layout::Row;

/// Do a movement of the text.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) {
    let height = usize::from(state.areas.column.height).max(1);
    // A line stays in view over a page, so that the eye finds its place.
    let page = height.saturating_sub(1 + usize::from(height > 8)).max(1);
    let times = count.unwrap_or(1);
    match action {
        Action::LineDown => lines(state, times, true),
        Action::LineUp => lines(state, times, false),
        Action::HalfDown => lines(state, (height / 2).max(1).saturating_mul(times), true),
        Action::HalfUp => lines(state, (height / 2).max(1).saturating_mul(times), false),
        Action::PageDown => lines(state, page.saturating_mul(times), true),
        Action::PageUp => lines(state, page.saturating_mul(times), false),
        Action::Top => end(state, true),
        Action::Bottom => end(state, false),
        Action::ParagraphNext => paragraph(state, times, true),
        Action::ParagraphPrevious => paragraph(state, times, false),
        Action::HeadingNext => heading(state, times, true),
        Action::HeadingPrevious => heading(state, times, false),
        _ => {}
    }
}

/// Scroll by lines.
pub(super) fn lines(state: &mut State, lines: usize, down: bool) {
    let by = isize::try_from(lines).unwrap_or(isize::MAX);
    let to = state.flow.step(state.top, if down { by } else { -by });
    turn_to(state, to);
}

/// Show the page that begins at `row`, as far as the text goes; a mention that leaves the screen is no longer current.
pub(super) fn turn_to(state: &mut State, row: Row) {
    state.top = row;
    state.refresh_visible_lines();
    state.eye = state.flow.offset(state.top);
    let visible = state.visible();
    super::search::leave_unseen(state);
    if state.current_mention().is_some_and(|mention| {
        mention.range.end <= visible.start || mention.range.start >= visible.end
    }) {
        state.current = None;
    }
}

/// Show the line of `offset` at the top.
pub(super) fn turn_to_offset(state: &mut State, offset: usize) {
    let row = state.flow.row_at(offset);
    turn_to(state, row);
}

/// The beginning or the end; leaves a trail.
fn end(state: &mut State, top: bool) {
    super::walk::leave_trail(state);
    let row = if top {
        state.flow.first()
    } else {
        state.flow.last()
    };
    turn_to(state, row);
}

/// Paragraphs on.
fn paragraph(state: &mut State, times: usize, down: bool) {
    let blocks = state.document.blocks();
    let at = state.flow.offset(state.top);
    let here = state.document.block_at(at);
    let begins = blocks
        .get(here)
        .is_some_and(|block| block.range.start == at);
    let to = if let Some(lens) = &state.lens {
        let at = lens.blocks.partition_point(|&block| block < here);
        let to = if down {
            (at + times).min(lens.blocks.len().saturating_sub(1))
        } else {
            at.saturating_sub(times - usize::from(!begins && times > 0))
        };
        lens.blocks.get(to).copied().unwrap_or(here)
    } else if down {
        (here + times).min(blocks.len().saturating_sub(1))
    } else {
        // From inside a paragraph, back means to its own beginning first.
        here.saturating_sub(times - usize::from(!begins && times > 0))
    };
    let Some(start) = blocks.get(to).map(|block| block.range.start) else {
        return;
    };
    turn_to_offset(state, start);
}

/// Headings on; leaves a trail.
fn heading(state: &mut State, times: usize, down: bool) {
    let at = state.flow.offset(state.top);
    let mut starts: Vec<usize> = state
        .document
        .outline()
        .iter()
        .map(|heading| heading.start)
        .filter(|&start| state.in_lens(start))
        .collect();
    let to = if down {
        starts.retain(|&start| start > at);
        starts
            .get(times.saturating_sub(1).min(starts.len().saturating_sub(1)))
            .copied()
    } else {
        starts.retain(|&start| start < at);
        starts.get(starts.len().saturating_sub(times)).copied()
    };
    match to {
        Some(start) => {
            super::walk::leave_trail(state);
            turn_to_offset(state, start);
        }
        None => {
            state.notice = Some(
                if down {
                    "no heading below"
                } else {
                    "no heading above"
                }
                .to_owned(),
            );
        }
    }
}
