//! A stretch of the text being taken.

use super::{copy, correct, drag, mouse, pipe, scroll};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::selection::Stretch;
use crate::app::{Mouse, MouseKind, State, action::Mode};
use crate::layout::{Line, measure, words};
use std::ops::Range;

/// The longest stretch that can be a name, in bytes.
const LONGEST_NAME: usize = 200;

/// v in the text: begin at the current mention; without one, look for where to begin from the top of the page.
pub(super) fn open(state: &mut State) {
    let text = state.document.text();
    let current = state.current_mention().map(|mention| mention.range.clone());
    let first = words::next(text, state.visible().start);
    let Some(range) = current.clone().or(first) else {
        state.notice = Some("no words to take".to_owned());
        return;
    };
    let stretch = Stretch::new(range, current.is_some());
    state.layers.push(Layer::Stretch(stretch));
}

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = count.unwrap_or(1).min(1000);
    let page = usize::from(state.areas.column.height).max(2) - 1;
    match action {
        Action::Left | Action::Right => {
            (0..times).for_each(|_| by_word(state, action == Action::Right));
        }
        Action::LetterLeft | Action::LetterRight => {
            (0..times).for_each(|_| by_letter(state, action == Action::LetterRight));
        }
        Action::LineDown => by_lines(state, times, true),
        Action::LineUp => by_lines(state, times, false),
        Action::PageDown => by_lines(state, times.saturating_mul(page), true),
        Action::PageUp => by_lines(state, times.saturating_mul(page), false),
        Action::Stretch => with(state, Stretch::begin),
        Action::OtherEnd => with(state, Stretch::turn),
        Action::Add => return add(state),
        Action::Copy => return copied(state),
        Action::Pipe => {
            pipe::open(state);
            return Vec::new();
        }
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    reveal(state);
    Vec::new()
}

/// y: what is taken goes to the clipboard, and the taking is done.
fn copied(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Stretch(stretch)) = state.layers.pop() else {
        return Vec::new();
    };
    copy::stretch(state, stretch.range())
}

fn with(state: &mut State, change: impl FnOnce(&mut Stretch)) {
    if let Some(Layer::Stretch(stretch)) = state.layers.last_mut() {
        change(stretch);
    }
}

fn head(state: &State) -> Option<Range<usize>> {
    match state.layers.last() {
        Some(Layer::Stretch(stretch)) => Some(stretch.head.clone()),
        _ => None,
    }
}

fn by_word(state: &mut State, forward: bool) {
    let Some(head) = head(state) else {
        return;
    };
    let text = state.document.text();
    let to = if forward {
        words::next(text, head.end)
    } else {
        words::before(text, head.start)
    };
    if let Some(to) = to {
        with(state, |stretch| (stretch.head, stretch.cell) = (to, None));
    }
}

/// The moving end, by one letter; never across the other.
fn by_letter(state: &mut State, forward: bool) {
    let text = std::sync::Arc::clone(&state.document);
    let text = text.text();
    let after = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        measure::graphemes(rest)
            .next()
            .map_or(at, |letter| at + letter.text.len())
    };
    let before = |at: usize| {
        let rest = text.get(..at).unwrap_or_default();
        measure::graphemes(rest)
            .next_back()
            .map_or(at, |letter| letter.start)
    };
    with(state, |stretch| {
        stretch.cell = None;
        let last = stretch.is_forward();
        // Letters are counted from where the stretch begins, so it begins now.
        stretch.anchor.get_or_insert_with(|| stretch.head.clone());
        let head = &mut stretch.head;
        match (last, forward) {
            (true, true) => head.end = after(head.end),
            (true, false) => head.end = before(head.end).max(after(head.start)),
            (false, true) => head.start = after(head.start).min(before(head.end)),
            (false, false) => head.start = before(head.start),
        }
    });
}

/// Up or down, in the column where the moving end is.
fn by_lines(state: &mut State, lines: usize, down: bool) {
    let (Some(head), Some(Layer::Stretch(stretch))) = (head(state), state.layers.last()) else {
        return;
    };
    let kept = stretch.cell;
    let row = state.flow.row_at(head.start);
    let Some(line) = state.flow.line(row) else {
        return;
    };
    let cell = kept.unwrap_or_else(|| {
        let before = line.range.start..head.start.max(line.range.start);
        usize::from(line.indent) + measure::cells(state.document.slice(before))
    });
    let (mut row, mut left, mut found) = (row, lines, None);
    while left > 0 {
        let next = state.flow.step(row, if down { 1 } else { -1 });
        if next == row {
            break;
        }
        row = next;
        if let Some(line) = state.flow.line(row).filter(|line| !line.gap) {
            found = Some(line);
            left -= 1;
        }
    }
    if let Some(head) = found.and_then(|line| word_in(state, &line, cell)) {
        with(state, |stretch| {
            (stretch.head, stretch.cell) = (head, Some(cell));
        });
    }
}

/// The word of `line` that is nearest to a cell.
fn word_in(state: &State, line: &Line, cell: usize) -> Option<Range<usize>> {
    let text = state.document.text();
    let room = cell.saturating_sub(usize::from(line.indent));
    let mut used = 0;
    let at = measure::graphemes(state.document.slice(line.range.clone()))
        .take_while(|letter| {
            used += letter.cells;
            used <= room
        })
        .last()
        .map_or(line.range.start, |letter| {
            line.range.start + letter.start + letter.text.len()
        });
    words::at(text, at)
        .or_else(|| words::before(text, at).filter(|word| word.end > line.range.start))
        .or_else(|| words::next(text, line.range.start))
}

/// Scroll so that the moving end shows.
fn reveal(state: &mut State) {
    let Some(head) = head(state) else {
        return;
    };
    let visible = state.visible();
    if head.start < visible.start {
        scroll::turn_to_offset(state, head.start);
    } else if head.end > visible.end {
        let row = state.flow.row_at(head.end.saturating_sub(1));
        let up = isize::try_from(state.areas.column.height.saturating_sub(1)).unwrap_or(0);
        let top = state.flow.step(row, -up);
        scroll::turn_to(state, top);
    }
}

/// +: whom it stands for.
fn add(state: &mut State) -> Vec<Effect> {
    let range = match state.layers.last() {
        Some(Layer::Stretch(stretch)) => stretch.range(),
        _ => return Vec::new(),
    };
    if correct::too_early(state) {
        return Vec::new();
    }
    let form = name_in(state.document.slice(range)).to_owned();
    if form.is_empty() {
        state.notice = Some("no letter in it that could be a name".to_owned());
    } else if form.len() > LONGEST_NAME || form.contains('\n') {
        state.notice = Some(format!(
            "too long for a name: {} begins anew here",
            state.hint_in(Mode::Stretch, Action::Stretch)
        ));
    } else {
        correct::ask_whom_to_add(state, &form);
    }
    Vec::new()
}

/// What of a stretch is a name: without what stands around it, and without a possessive.
fn name_in(stretch: &str) -> &str {
    let first = words::next(stretch, 0).map_or(stretch.len(), |word| word.start);
    let last = words::before(stretch, stretch.len()).map_or(first, |word| word.end);
    let name = stretch.get(first..last).unwrap_or_default();
    ["'s", "’s"]
        .into_iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

/// The word that is nearest to a cell of the screen, though it be beside the text.
pub(super) fn word_near(state: &State, x: u16, y: u16) -> Option<Range<usize>> {
    let column = state.areas.column;
    let row = usize::from(y.saturating_sub(column.y)).min(state.page.len().saturating_sub(1));
    let here = u16::try_from(row).ok().and_then(|row| {
        let at = mouse::offset_at(state, x, column.y.checked_add(row)?)?;
        words::at(state.document.text(), at)
    });
    here.or_else(|| {
        let (above, below) = state.page.split_at_checked(row + 1)?;
        let text = |line: &&Line| !line.gap;
        let line = above.iter().rev().chain(below).find(text)?;
        word_in(state, line, usize::from(x.saturating_sub(column.x)))
    })
}

/// The mouse: a click moves the moving end there, or lets go of what the mouse has taken; the wheel scrolls.
pub(super) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    match mouse.what {
        MouseKind::Press if state.is_dragged() => {
            state.notice = None;
            state.layers.pop();
            drag::begin_in_text(state, mouse);
        }
        MouseKind::Press => {
            let at = mouse::offset_at(state, mouse.x, mouse.y);
            if let Some(word) = at.and_then(|at| words::at(state.document.text(), at)) {
                with(state, |stretch| (stretch.head, stretch.cell) = (word, None));
                drag::begin_in_text(state, mouse);
            }
        }
        MouseKind::WheelDown => scroll::lines(state, mouse::WHEEL_LINES, true),
        MouseKind::WheelUp => scroll::lines(state, mouse::WHEEL_LINES, false),
        MouseKind::Drag => drag::drag(state, mouse),
        MouseKind::Release => return drag::release(state),
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what is marked is the name alone.
    #[test]
    fn a_name_is_taken_without_what_stands_around_it() {
        for (stretch, name) in [
            ("“Ann Lee’s", "Ann Lee"),
            ("Ann's ", "Ann"),
            (" Jr.,", "Jr"),
            ("…", ""),
            ("’s", "s"),
        ] {
            assert_eq!(name_in(stretch), name);
        }
    }
}
