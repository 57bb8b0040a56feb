//! Selecting text with the keyboard or the mouse.

use super::{copy, corrections, drag, mouse, pipe, scroll};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::selection::Selection;
use crate::app::{MouseEvent, MouseEventKind, State, action::Mode};
use crate::layout::{Line, measure, words};
use std::ops::Range;

/// The longest selection, in bytes, that can be added as a name.
const MAX_NAME_BYTES: usize = 200;

/// Starts a selection with the current mention. Without one, starts at the first word on the screen, with nothing selected
/// yet.
pub(super) fn start_selection(state: &mut State) {
    let text = state.reading.document.text();
    let current = state
        .reading
        .current_mention()
        .map(|mention| mention.range.clone());
    let first_word = words::next(text, state.reading.visible_range().start);
    let Some(range) = current.clone().or(first_word) else {
        state.message = Some("No words to select".to_owned());
        return;
    };
    let selection = Selection::new(range, current.is_some());
    state.screen.overlays.push(Overlay::Selection(selection));
}

/// Handles `action` while text is being selected.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let times = count.unwrap_or(1).min(1000);
    let page = usize::from(state.screen.areas.column.height).max(2) - 1;
    match action {
        Action::MoveLeft | Action::MoveRight => {
            (0..times).for_each(|_| move_by_word(state, action == Action::MoveRight));
        }
        Action::CharacterLeft | Action::CharacterRight => {
            (0..times).for_each(|_| move_by_character(state, action == Action::CharacterRight));
        }
        Action::LineDown => move_by_lines(state, times, true),
        Action::LineUp => move_by_lines(state, times, false),
        Action::PageDown => move_by_lines(state, times.saturating_mul(page), true),
        Action::PageUp => move_by_lines(state, times.saturating_mul(page), false),
        Action::SelectText => edit_selection(state, Selection::start),
        Action::SwapEnds => edit_selection(state, Selection::swap_ends),
        Action::AddName => return add_name(state),
        Action::Copy => return copy_and_close(state),
        Action::Pipe => {
            pipe::open_prompt(state);
            return Vec::new();
        }
        _ => return super::handle_common_action(state, action).unwrap_or_default(),
    }
    scroll_to_head(state);
    Vec::new()
}

/// Copies the selection and ends selecting.
fn copy_and_close(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Selection(selection)) = state.screen.overlays.pop() else {
        return Vec::new();
    };
    copy::copy_selection(state, selection.range())
}

fn edit_selection(state: &mut State, change: impl FnOnce(&mut Selection)) {
    if let Some(Overlay::Selection(selection)) = state.screen.overlays.last_mut() {
        change(selection);
    }
}

fn head(state: &State) -> Option<Range<usize>> {
    match state.screen.overlays.last() {
        Some(Overlay::Selection(selection)) => Some(selection.head.clone()),
        _ => None,
    }
}

fn move_by_word(state: &mut State, forward: bool) {
    let Some(head) = head(state) else {
        return;
    };
    let text = state.reading.document.text();
    let target = if forward {
        words::next(text, head.end)
    } else {
        words::previous(text, head.start)
    };
    if let Some(target) = target {
        edit_selection(state, |selection| {
            (selection.head, selection.goal_cell) = (target, None);
        });
    }
}

/// Moves the active end by one character, never across the other end.
fn move_by_character(state: &mut State, forward: bool) {
    let text = std::sync::Arc::clone(&state.reading.document);
    let text = text.text();
    let after = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        measure::graphemes(rest)
            .next()
            .map_or(at, |grapheme| at + grapheme.text.len())
    };
    let before = |at: usize| {
        let rest = text.get(..at).unwrap_or_default();
        measure::graphemes(rest)
            .next_back()
            .map_or(at, |grapheme| grapheme.start)
    };
    edit_selection(state, |selection| {
        selection.goal_cell = None;
        let moves_last_end = selection.is_forward();
        // Moving by characters needs a fixed end, so the selection starts here if it has none yet.
        selection
            .anchor
            .get_or_insert_with(|| selection.head.clone());
        let head = &mut selection.head;
        match (moves_last_end, forward) {
            (true, true) => head.end = after(head.end),
            (true, false) => head.end = before(head.end).max(after(head.start)),
            (false, true) => head.start = after(head.start).min(before(head.end)),
            (false, false) => head.start = before(head.start),
        }
    });
}

/// Moves the active end up or down by lines, and keeps its column as far as the lines are long enough.
fn move_by_lines(state: &mut State, lines: usize, down: bool) {
    let (Some(head), Some(Overlay::Selection(selection))) =
        (head(state), state.screen.overlays.last())
    else {
        return;
    };
    let goal_cell = selection.goal_cell;
    let position = state.reading.view.flow.position_at(head.start);
    let Some(line) = state.reading.view.flow.line(position) else {
        return;
    };
    let goal = goal_cell.unwrap_or_else(|| {
        let before = line.range.start..head.start.max(line.range.start);
        usize::from(line.indent) + measure::cells(state.reading.document.slice(before))
    });
    let (mut position, mut remaining, mut found) = (position, lines, None);
    while remaining > 0 {
        let next = state
            .reading
            .view
            .flow
            .step(position, if down { 1 } else { -1 });
        if next == position {
            break;
        }
        position = next;
        if let Some(line) = state
            .reading
            .view
            .flow
            .line(position)
            .filter(|line| !line.blank)
        {
            found = Some(line);
            remaining -= 1;
        }
    }
    if let Some(head) = found.and_then(|line| word_at_cell(state, &line, goal)) {
        edit_selection(state, |selection| {
            (selection.head, selection.goal_cell) = (head, Some(goal));
        });
    }
}

/// The word of `line` nearest to a cell, counted from the left edge of the text column.
fn word_at_cell(state: &State, line: &Line, cell: usize) -> Option<Range<usize>> {
    let text = state.reading.document.text();
    let width = cell.saturating_sub(usize::from(line.indent));
    let mut used = 0;
    let offset = measure::graphemes(state.reading.document.slice(line.range.clone()))
        .take_while(|grapheme| {
            used += grapheme.cells;
            used <= width
        })
        .last()
        .map_or(line.range.start, |grapheme| {
            line.range.start + grapheme.start + grapheme.text.len()
        });
    words::at(text, offset)
        .or_else(|| words::previous(text, offset).filter(|word| word.end > line.range.start))
        .or_else(|| words::next(text, line.range.start))
}

/// Scrolls so that the active end shows.
fn scroll_to_head(state: &mut State) {
    let Some(head) = head(state) else {
        return;
    };
    let visible = state.reading.visible_range();
    if head.start < visible.start {
        scroll::scroll_to_offset(state, head.start);
    } else if head.end > visible.end {
        let position = state
            .reading
            .view
            .flow
            .position_at(head.end.saturating_sub(1));
        let up = isize::try_from(state.screen.areas.column.height.saturating_sub(1)).unwrap_or(0);
        let top = state.reading.view.flow.step(position, -up);
        scroll::scroll_to_line(state, top);
    }
}

/// Asks which entity the selected text names, to add it.
fn add_name(state: &mut State) -> Vec<Effect> {
    let range = match state.screen.overlays.last() {
        Some(Overlay::Selection(selection)) => selection.range(),
        _ => return Vec::new(),
    };
    if corrections::reject_if_unanalysed(state) {
        return Vec::new();
    }
    let form = trim_to_name(state.reading.document.slice(range)).to_owned();
    if form.is_empty() {
        state.message = Some("The selection is not a name: it has no letters".to_owned());
    } else if form.len() > MAX_NAME_BYTES || form.contains('\n') {
        state.message = Some(format!(
            "Too long for a name: {} starts a new selection here",
            state.key_hint_in(Mode::Selection, Action::SelectText)
        ));
    } else {
        corrections::open_add_menu(state, &form);
    }
    Vec::new()
}

/// The name in a selection: without surrounding blanks and punctuation, and without a possessive ending.
fn trim_to_name(selection: &str) -> &str {
    let first = words::next(selection, 0).map_or(selection.len(), |word| word.start);
    let last = words::previous(selection, selection.len()).map_or(first, |word| word.end);
    let name = selection.get(first..last).unwrap_or_default();
    ["'s", "’s"]
        .into_iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

/// The word nearest to a cell of the screen, which may be outside the text.
pub(super) fn word_near(state: &State, x: u16, y: u16) -> Option<Range<usize>> {
    let column = state.screen.areas.column;
    let row = usize::from(y.saturating_sub(column.y))
        .min(state.reading.view.lines.len().saturating_sub(1));
    let word = u16::try_from(row).ok().and_then(|row| {
        let at = mouse::offset_at(state, x, column.y.checked_add(row)?)?;
        words::at(state.reading.document.text(), at)
    });
    word.or_else(|| {
        let (above, below) = state.reading.view.lines.split_at_checked(row + 1)?;
        let has_text = |line: &&Line| !line.blank;
        let line = above.iter().rev().chain(below).find(has_text)?;
        word_at_cell(state, line, usize::from(x.saturating_sub(column.x)))
    })
}

/// Handles a mouse event: a click moves the active end there, or ends a selection made with the mouse; the wheel scrolls.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    match mouse.kind {
        MouseEventKind::Press if state.has_mouse_selection() => {
            state.message = None;
            state.screen.overlays.pop();
            drag::start_in_text(state, mouse);
        }
        MouseEventKind::Press => {
            let offset = mouse::offset_at(state, mouse.x, mouse.y);
            if let Some(word) =
                offset.and_then(|offset| words::at(state.reading.document.text(), offset))
            {
                edit_selection(state, |selection| {
                    (selection.head, selection.goal_cell) = (word, None);
                });
                drag::start_in_text(state, mouse);
            }
        }
        MouseEventKind::WheelDown => scroll::scroll_lines(state, mouse::WHEEL_LINES, true),
        MouseEventKind::WheelUp => scroll::scroll_lines(state, mouse::WHEEL_LINES, false),
        MouseEventKind::Drag => drag::continue_drag(state, mouse),
        MouseEventKind::Release => return drag::end_drag(state),
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: surrounding punctuation and possessive endings do not become part of an added name.
    #[test]
    fn name_is_trimmed_from_the_selection() {
        for (selection, name) in [
            ("“Ann Lee’s", "Ann Lee"),
            ("Ann's ", "Ann"),
            (" Jr.,", "Jr"),
            ("…", ""),
            ("’s", "s"),
        ] {
            assert_eq!(trim_to_name(selection), name);
        }
    }
}
