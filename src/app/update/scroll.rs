//! Scrolling the text.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::state::State;
use crate::document::BlockKind;
use crate::layout::{LinePosition, measure};
use std::ops::Range;

/// Handles a command that scrolls the text.
pub(super) fn handle_command(state: &mut State, command: Command) {
    let height = usize::from(state.screen.areas.column.height).max(1);
    // A page keeps one line of the previous one on screen for orientation, or two if the column is higher than 8 rows.
    let page = height.saturating_sub(1 + usize::from(height > 8)).max(1);
    let times = command.times();
    let half_page = matches!(command.action, Action::HalfPageDown | Action::HalfPageUp);
    let is_smooth = half_page && state.session.options.smooth_scroll;
    match command.action {
        Action::MoveLeft => pan_code(state, times, false),
        Action::MoveRight => pan_code(state, times, true),
        Action::GoToStart => go_to_start_or_end(state, true),
        Action::GoToEnd => match command.count {
            Some(number) => go_to_numbered_paragraph(state, number),
            None => go_to_start_or_end(state, false),
        },
        Action::NextParagraph => go_to_paragraph(state, times, true),
        Action::PreviousParagraph => go_to_paragraph(state, times, false),
        Action::NextHeading => go_to_heading(state, times, true),
        Action::PreviousHeading => go_to_heading(state, times, false),
        _ => {
            let lines = command.rows(if half_page { height } else { page });
            match lines {
                Some(lines) if is_smooth => {
                    state.screen.lines_to_scroll = lines;
                    scroll_further(state);
                }
                Some(lines) => scroll_by(state, lines),
                None => {}
            }
        }
    }
}

/// Does a part of a smooth movement: a third of what is left, so that it slows down towards its end.
pub(super) fn scroll_further(state: &mut State) {
    let left = state.screen.lines_to_scroll;
    let part = left.signum() * left.unsigned_abs().div_ceil(3).cast_signed();
    let before = state.reading.view.top;
    scroll_by(state, part);
    // At an end of the text there is nothing left to do.
    let is_at_end = state.reading.view.top == before;
    state.screen.lines_to_scroll = if is_at_end { 0 } else { left - part };
}

/// Does at once what is left of a smooth movement.
pub(super) fn finish_scrolling(state: &mut State) {
    let left = std::mem::take(&mut state.screen.lines_to_scroll);
    if left != 0 {
        scroll_by(state, left);
    }
}

/// Scrolls by `lines`.
pub(crate) fn scroll_lines(state: &mut State, lines: usize, down: bool) {
    let lines = isize::try_from(lines).unwrap_or(isize::MAX);
    scroll_by(state, if down { lines } else { -lines });
}

/// Scrolls down by `lines`, or up if negative.
fn scroll_by(state: &mut State, lines: isize) {
    let view = &mut state.reading.view;
    let target = view.flow.step(view.top, lines);
    scroll_to_line(state, target);
}

/// Scrolls the line at `position` to the top of the screen, or as near as the end of the text allows. A current mention or
/// match that is then off the screen is no longer current.
pub(super) fn scroll_to_line(state: &mut State, position: LinePosition) {
    let reading = &mut state.reading;
    reading.view.top = position;
    reading.view.refresh(state.screen.areas.column.height);
    reading.view.anchor_offset = reading.view.top_offset();
    let visible = reading.visible_range();
    let is_hidden = |range: &Range<usize>| range.end <= visible.start || range.start >= visible.end;
    if let Some(search) = &mut reading.search.active
        && search
            .current_match()
            .is_some_and(|found| is_hidden(&found))
    {
        search.current = None;
    }
    if reading
        .current_mention()
        .is_some_and(|mention| is_hidden(&mention.range))
    {
        reading.current = None;
    }
}

/// Scrolls the line of `offset` (bytes) to the top of the screen.
pub(crate) fn scroll_to_offset(state: &mut State, offset: usize) {
    let position = state.reading.view.flow.position_at(offset);
    scroll_to_line(state, position);
}

/// Scrolls so that the line of `offset` (bytes) has `above` lines above it.
pub(crate) fn scroll_below(state: &mut State, offset: usize, above: u16) {
    let flow = &mut state.reading.view.flow;
    let line = flow.position_at(offset);
    let top = flow.step(line, -isize::from(i16::try_from(above).unwrap_or(i16::MAX)));
    scroll_to_line(state, top);
}

/// Scrolls the line of `offset` (bytes) to a third of the screen's height.
pub(super) fn scroll_to_third(state: &mut State, offset: usize) {
    let rows = usize::from(state.screen.areas.column.height);
    scroll_to_third_of(state, offset, rows);
}

/// The same on the first `rows` rows of the screen. It is lower if more lines must stay in view above it.
fn scroll_to_third_of(state: &mut State, offset: usize, rows: usize) {
    let middle = rows.saturating_sub(1) / 2;
    let above = (rows / 3).max(margin(state, rows)).min(middle);
    scroll_below(state, offset, above as u16);
}

/// The lines that stay in view above and below what is gone to, on `rows` rows.
fn margin(state: &State, rows: usize) -> usize {
    let wanted = usize::from(state.session.options.reading.scrolloff);
    wanted.min(rows.saturating_sub(1) / 2)
}

/// Scrolls `range` (bytes) to a third of the first `rows` rows of the screen, unless it shows there already with enough lines
/// above and below.
pub(super) fn reveal(state: &mut State, range: &Range<usize>, rows: usize) {
    let margin = margin(state, rows);
    let lines = state.reading.view.lines.iter().take(rows);
    let inner = lines.len().saturating_sub(2 * margin);
    let mut lines = lines.skip(margin).take(inner);
    let first = lines.next();
    let last = lines.next_back().or(first);
    let is_visible = first.zip(last).is_some_and(|(first, last)| {
        first.range.start <= range.start && range.end <= last.range.end
    });
    if !is_visible {
        scroll_to_third_of(state, range.start, rows);
    }
}

/// Scrolls the line of `offset` (bytes) to the top of the screen; a paragraph filter that hides it is removed.
pub(crate) fn show_offset(state: &mut State, offset: usize) {
    if !state.reading.passes_filter(offset) {
        super::filter::remove_filter(state);
    }
    scroll_to_offset(state, offset);
}

/// Pans the lines of program code by `times` half screens, as `less -S` does.
fn pan_code(state: &mut State, times: usize, right: bool) {
    let column = state.screen.areas.column;
    let view = &mut state.reading.view;
    let step = usize::from((column.width / 2).max(1)).saturating_mul(times);
    let step = u16::try_from(step).unwrap_or(u16::MAX);
    let largest = view.max_pan(column.height);
    let before = view.pan;
    view.pan = if right {
        // Lines that are longer may have been panned farther before they were scrolled off the screen.
        before.saturating_add(step).min(largest.max(before))
    } else {
        before.saturating_sub(step)
    };
    view.refresh(column.height);
    if view.pan == before {
        state.notice(match (right, largest) {
            (true, 0) => "No line goes on at the right",
            (true, _) => "This is the end of the longest line",
            (false, _) => "Lines begin here",
        });
    }
}

/// Pans the lines of program code so that the bytes of `range` show, if they are on such a line.
pub(crate) fn pan_to(state: &mut State, range: &Range<usize>) {
    let height = state.screen.areas.column.height;
    let view = &mut state.reading.view;
    let position = view.flow.position_at(range.start);
    let Some(line) = view.flow.line(position) else {
        return;
    };
    let hidden = view.flow.hidden_cells(&line);
    let mut on_screen = line.clone();
    view.flow.pan(&mut on_screen, view.pan);
    let is_visible = on_screen.range.start <= range.start
        && range.end.min(line.range.end) <= on_screen.range.end;
    if is_visible || hidden == 0 && view.pan == 0 {
        return;
    }
    let before = state.reading.document.slice(line.range.start..range.start);
    let cells = u16::try_from(measure::cells(before)).unwrap_or(u16::MAX);
    // With a third of the column before it, for its context.
    let pan = cells.saturating_sub(view.flow.width() / 3).min(hidden);
    let is_code = state.reading.document.block(line.block).kind == BlockKind::Code;
    if is_code {
        state.reading.view.pan = pan;
        state.reading.view.refresh(height);
    }
}

/// Scrolls so that `percent` of the text is above the screen.
pub(crate) fn show_percent(state: &mut State, percent: usize) {
    let height = usize::from(state.screen.areas.column.height);
    let flow = &mut state.reading.view.flow;
    let lowest = flow.last_top(height);
    let target = flow.line_start(lowest) * percent.min(100) / 100;
    let position = if percent >= 100 {
        lowest
    } else {
        flow.position_at(target)
    };
    scroll_to_line(state, position);
}

/// Goes to the paragraph with this number, or the last one, says which it is, and records a jump.
fn go_to_numbered_paragraph(state: &mut State, number: usize) {
    if let Some(paragraph) = state.reading.paragraph(number) {
        super::navigation::record_jump(state);
        show_offset(state, paragraph.start);
        let (number, count) = (paragraph.number, paragraph.count);
        state.notice(format!("Paragraph {number} of {count}"));
    }
}

/// Goes to the beginning or the end of the text, and records a jump.
fn go_to_start_or_end(state: &mut State, to_start: bool) {
    super::navigation::record_jump(state);
    let flow = &mut state.reading.view.flow;
    let position = if to_start { flow.first() } else { flow.last() };
    scroll_to_line(state, position);
}

/// Goes down or up by `times` paragraphs.
fn go_to_paragraph(state: &mut State, times: usize, down: bool) {
    let reading = &mut state.reading;
    let offset = reading.view.top_offset();
    let blocks = reading.document.blocks();
    let block = reading.document.block_at(offset);
    let shown: Option<&[usize]> = reading
        .filter
        .as_ref()
        .map(|filter| filter.blocks.as_slice());
    let (at, last) = match shown {
        Some(shown) => (shown.partition_point(|&shown| shown < block), shown.len()),
        None => (block, blocks.len()),
    };
    // From inside a paragraph, the first step back goes to its own beginning.
    let is_inside = blocks
        .get(block)
        .is_none_or(|block| block.range.start != offset);
    let target = if down {
        (at + times).min(last.saturating_sub(1))
    } else {
        at.saturating_sub(times - usize::from(is_inside && times > 0))
    };
    let target = shown.map_or(Some(target), |shown| shown.get(target).copied());
    let start = target
        .and_then(|target| blocks.get(target))
        .map(|block| block.range.start);
    if let Some(start) = start {
        scroll_to_offset(state, start);
    }
}

/// Goes down or up by `times` headings, and records a jump.
fn go_to_heading(state: &mut State, times: usize, down: bool) {
    let offset = state.reading.view.top_offset();
    let reading = &state.reading;
    let outline = reading.document.outline();
    let starts = outline.iter().map(|heading| heading.start);
    let mut starts: Vec<usize> = starts
        .filter(|&start| reading.passes_filter(start))
        .collect();
    let nth = if down {
        starts.retain(|&start| start > offset);
        times.saturating_sub(1).min(starts.len().saturating_sub(1))
    } else {
        starts.retain(|&start| start < offset);
        starts.len().saturating_sub(times)
    };
    match starts.get(nth) {
        Some(&start) => {
            super::navigation::record_jump(state);
            scroll_to_offset(state, start);
        }
        None if down => state.notice("No heading below"),
        None => state.notice("No heading above"),
    }
}
