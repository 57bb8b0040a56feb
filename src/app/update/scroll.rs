//! Scrolling the text.

use crate::app::action::Action;
use crate::app::state::State;
use crate::layout::LinePosition;

/// Handles an action that scrolls the text.
pub(super) fn handle_action(state: &mut State, action: Action, count: Option<usize>) {
    let height = usize::from(state.screen.areas.column.height).max(1);
    // A page keeps one line of the previous one on screen for orientation, or two if the column is higher than 8 rows.
    let page = height.saturating_sub(1 + usize::from(height > 8)).max(1);
    let times = count.unwrap_or(1);
    match action {
        Action::LineDown => scroll_lines(state, times, true),
        Action::LineUp => scroll_lines(state, times, false),
        Action::HalfPageDown => {
            scroll_lines(state, (height / 2).max(1).saturating_mul(times), true);
        }
        Action::HalfPageUp => scroll_lines(state, (height / 2).max(1).saturating_mul(times), false),
        Action::PageDown => scroll_lines(state, page.saturating_mul(times), true),
        Action::PageUp => scroll_lines(state, page.saturating_mul(times), false),
        Action::GoToStart => go_to_start_or_end(state, true),
        Action::GoToEnd => go_to_start_or_end(state, false),
        Action::NextParagraph => go_to_paragraph(state, times, true),
        Action::PreviousParagraph => go_to_paragraph(state, times, false),
        Action::NextHeading => go_to_heading(state, times, true),
        Action::PreviousHeading => go_to_heading(state, times, false),
        _ => {}
    }
}

/// Scrolls by `lines`.
pub(super) fn scroll_lines(state: &mut State, lines: usize, down: bool) {
    let by = isize::try_from(lines).unwrap_or(isize::MAX);
    let target = state
        .reading
        .view
        .flow
        .step(state.reading.view.top, if down { by } else { -by });
    scroll_to_line(state, target);
}

/// Scrolls the line at `position` to the top of the screen, or as near as the end of the text allows. A current mention or
/// match that is then off the screen is no longer current.
pub(super) fn scroll_to_line(state: &mut State, position: LinePosition) {
    state.reading.view.top = position;
    state.refresh_visible_lines();
    state.reading.view.anchor_offset = state.reading.view.flow.line_start(state.reading.view.top);
    let visible = state.reading.visible_range();
    super::search::clear_unseen_match(state);
    if state.reading.current_mention().is_some_and(|mention| {
        mention.range.end <= visible.start || mention.range.start >= visible.end
    }) {
        state.reading.current = None;
    }
}

/// Scrolls the line of `offset` (bytes) to the top of the screen.
pub(super) fn scroll_to_offset(state: &mut State, offset: usize) {
    let position = state.reading.view.flow.position_at(offset);
    scroll_to_line(state, position);
}

/// Goes to the beginning or the end of the text, and records a jump.
fn go_to_start_or_end(state: &mut State, to_start: bool) {
    super::navigation::record_jump(state);
    let position = if to_start {
        state.reading.view.flow.first()
    } else {
        state.reading.view.flow.last()
    };
    scroll_to_line(state, position);
}

/// Goes down or up by `times` paragraphs.
fn go_to_paragraph(state: &mut State, times: usize, down: bool) {
    let blocks = state.reading.document.blocks();
    let offset = state.reading.view.flow.line_start(state.reading.view.top);
    let block = state.reading.document.block_at(offset);
    let at_block_start = blocks
        .get(block)
        .is_some_and(|block| block.range.start == offset);
    let target = if let Some(filter) = &state.reading.filter {
        let index = filter.blocks.partition_point(|&shown| shown < block);
        let target = if down {
            (index + times).min(filter.blocks.len().saturating_sub(1))
        } else {
            index.saturating_sub(times - usize::from(!at_block_start && times > 0))
        };
        filter.blocks.get(target).copied().unwrap_or(block)
    } else if down {
        (block + times).min(blocks.len().saturating_sub(1))
    } else {
        // From inside a paragraph, the first step back goes to its own beginning.
        block.saturating_sub(times - usize::from(!at_block_start && times > 0))
    };
    let Some(start) = blocks.get(target).map(|block| block.range.start) else {
        return;
    };
    scroll_to_offset(state, start);
}

/// Goes down or up by `times` headings, and records a jump.
fn go_to_heading(state: &mut State, times: usize, down: bool) {
    let offset = state.reading.view.flow.line_start(state.reading.view.top);
    let mut starts: Vec<usize> = state
        .reading
        .document
        .outline()
        .iter()
        .map(|heading| heading.start)
        .filter(|&start| state.reading.passes_filter(start))
        .collect();
    let target = if down {
        starts.retain(|&start| start > offset);
        starts
            .get(times.saturating_sub(1).min(starts.len().saturating_sub(1)))
            .copied()
    } else {
        starts.retain(|&start| start < offset);
        starts.get(starts.len().saturating_sub(times)).copied()
    };
    match target {
        Some(start) => {
            super::navigation::record_jump(state);
            scroll_to_offset(state, start);
        }
        None => {
            state.message = Some(
                if down {
                    "No heading below"
                } else {
                    "No heading above"
                }
                .to_owned(),
            );
        }
    }
}
