//! Selecting text.
//!
//! One end, the head, moves by words or characters; the other, the anchor, stays. Until the selection is started, only the
//! head exists: a single word that moves to where the selection is to start.

use super::{KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::links::LinkTarget;
use crate::app::reading::search::Search;
use crate::app::state::State;
use crate::app::update::{copy, corrections, drag, links, mouse, pipe, scroll};
use crate::app::{MouseEvent, MouseEventKind};
use crate::layout::{Line, measure, words};
use std::ops::Range;

/// The longest selection, in bytes, that can be added as a name.
const MAX_NAME_BYTES: usize = 200;

/// A selection of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The byte range of the word or character it was started at; `None` until then.
    pub anchor: Option<Range<usize>>,
    /// The byte range of the word or character at the moving end.
    pub head: Range<usize>,
    /// The column that the moving end returns to while it moves by lines, in cells.
    goal_cell: Option<usize>,
    /// Whether the selection was made with the mouse. Such a selection is copied at once, and a click ends it.
    pub(crate) by_mouse: bool,
}

impl Selection {
    /// Starts a selection at `range` if `is_started` is set; otherwise only puts the head there.
    pub fn new(range: Range<usize>, is_started: bool) -> Self {
        Self {
            anchor: is_started.then(|| range.clone()),
            head: range,
            goal_cell: None,
            by_mouse: false,
        }
    }

    /// Starts a selection with the mouse at `range`.
    pub(crate) fn from_mouse(range: Range<usize>) -> Self {
        Self {
            by_mouse: true,
            ..Self::new(range, true)
        }
    }

    /// The byte range of the whole selection.
    pub fn range(&self) -> Range<usize> {
        match &self.anchor {
            Some(anchor) => anchor.start.min(self.head.start)..anchor.end.max(self.head.end),
            None => self.head.clone(),
        }
    }

    /// Starts the selection at the head.
    fn start(&mut self) {
        self.anchor = Some(self.head.clone());
    }

    /// Exchanges anchor and head.
    fn swap_ends(&mut self) {
        if let Some(anchor) = &mut self.anchor {
            std::mem::swap(anchor, &mut self.head);
        }
    }

    /// Whether the head is at the end of the selection rather than at its beginning.
    fn is_forward(&self) -> bool {
        let anchor = self.anchor.as_ref();
        anchor.is_none_or(|anchor| self.head.start >= anchor.start)
    }

    /// Moves the head to `word`.
    pub(crate) fn move_to(&mut self, word: Option<Range<usize>>) {
        if let Some(word) = word {
            (self.head, self.goal_cell) = (word, None);
        }
    }

    /// Moves the active end by one character, never across the other end.
    fn move_by_character(&mut self, text: &str, forward: bool) {
        let after = |at: usize| {
            let next = measure::graphemes(text.get(at..).unwrap_or_default()).next();
            next.map_or(at, |grapheme| at + grapheme.text.len())
        };
        let before = |at: usize| {
            let last = measure::graphemes(text.get(..at).unwrap_or_default()).next_back();
            last.map_or(at, |grapheme| grapheme.start)
        };
        self.goal_cell = None;
        let moves_last_end = self.is_forward();
        // Moving by characters needs a fixed end, so the selection starts here if it has none yet.
        self.anchor.get_or_insert_with(|| self.head.clone());
        let head = &mut self.head;
        match (moves_last_end, forward) {
            (true, true) => head.end = after(head.end),
            (true, false) => head.end = before(head.end).max(after(head.start)),
            (false, true) => head.start = after(head.start).min(before(head.end)),
            (false, false) => head.start = before(head.start),
        }
    }

    /// Moves the active end up or down by lines, and keeps its column as far as the lines are long enough.
    fn move_by_lines(&mut self, state: &mut State, lines: usize, down: bool) {
        let flow = &mut state.reading.view.flow;
        let mut position = flow.position_at(self.head.start);
        let Some(line) = flow.line(position) else {
            return;
        };
        let goal = self.goal_cell.unwrap_or_else(|| {
            let before = line.range.start..self.head.start.max(line.range.start);
            usize::from(line.indent) + measure::cells(state.reading.document.slice(before))
        });
        let (mut remaining, mut found) = (lines, None);
        while remaining > 0 {
            let next = flow.step(position, if down { 1 } else { -1 });
            if next == position {
                break;
            }
            position = next;
            if let Some(line) = flow.line(position).filter(|line| !line.blank) {
                found = Some(line);
                remaining -= 1;
            }
        }
        if let Some(head) = found.and_then(|line| word_at_cell(state, &line, goal)) {
            (self.head, self.goal_cell) = (head, Some(goal));
        }
    }

    /// Scrolls so that the active end shows.
    fn scroll_to_head(&self, state: &mut State) {
        let visible = state.reading.visible_range();
        if self.head.start < visible.start {
            scroll::scroll_to_offset(state, self.head.start);
        } else if self.head.end > visible.end {
            let last = self.head.end.saturating_sub(1);
            let above = state.screen.areas.column.height.saturating_sub(1);
            scroll::scroll_below(state, last, above);
        }
        scroll::pan_to(state, &self.head);
    }

    /// Asks which entity the selected text names, to add it.
    fn add_name(&self, state: &mut State) {
        if corrections::reject_if_unanalysed(state) {
            return;
        }
        let form = trim_to_name(state.reading.document.slice(self.range())).to_owned();
        if form.is_empty() {
            state.notice("The selection is not a name: it has no letters");
        } else if form.len() > MAX_NAME_BYTES || form.contains('\n') {
            state.notice(format!(
                "Too long for a name: {} starts a new selection here",
                state.key_hint_in(Mode::Selection, Action::SelectText)
            ));
        } else {
            corrections::open_add_menu(state, &form);
        }
    }
}

impl OverlayBehaviour for Selection {
    fn mode(&self) -> Mode {
        Mode::Selection
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        if self.by_mouse {
            return &[
                (Action::AddName, "add name"),
                (Action::Pipe, "pipe"),
                (Action::MoveRight, "next word"),
                (Action::Close, "deselect"),
            ];
        }
        &[
            (Action::AddName, "add name"),
            (Action::MoveRight, "next word"),
            (Action::SelectText, "start here"),
            (Action::Copy, "copy"),
            (Action::Close, "cancel"),
            (Action::SwapEnds, "other end"),
            (Action::Pipe, "pipe"),
        ]
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let times = command.times().min(1000);
        let page = usize::from(state.screen.areas.column.height).max(2) - 1;
        let document = std::sync::Arc::clone(&state.reading.document);
        let text = document.text();
        match command.action {
            Action::MoveLeft => {
                (0..times).for_each(|_| self.move_to(words::previous(text, self.head.start)));
            }
            Action::MoveRight => {
                (0..times).for_each(|_| self.move_to(words::next(text, self.head.end)));
            }
            Action::CharacterLeft => (0..times).for_each(|_| self.move_by_character(text, false)),
            Action::CharacterRight => (0..times).for_each(|_| self.move_by_character(text, true)),
            Action::LineDown => self.move_by_lines(state, times, true),
            Action::LineUp => self.move_by_lines(state, times, false),
            Action::PageDown => self.move_by_lines(state, times.saturating_mul(page), true),
            Action::PageUp => self.move_by_lines(state, times.saturating_mul(page), false),
            Action::SelectText => self.start(),
            Action::SwapEnds => self.swap_ends(),
            Action::AddName => {
                self.add_name(state);
                return Some(Outcome::stay());
            }
            Action::Copy => {
                let effects = copy::copy_selection(state, self.range());
                return Some(Outcome::close().with(effects));
            }
            Action::Pipe => {
                pipe::open_prompt(state, Some(self.range()));
                return Some(Outcome::stay());
            }
            _ => return None,
        }
        self.scroll_to_head(state);
        Some(Outcome::stay())
    }

    /// Follows the link at the moving end.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        match LinkTarget::within(&state.reading, &self.head) {
            Some(target) => {
                let opening = state.session.options.reading.links;
                Outcome::close().with(links::follow(state, target, opening))
            }
            None => {
                state.notice("No link here");
                Outcome::stay()
            }
        }
    }

    /// A click moves the active end there, or ends a selection made with the mouse; the wheel scrolls.
    fn on_mouse(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        match mouse.kind {
            MouseEventKind::Press => {
                if self.by_mouse {
                    drag::start_in_text(state, mouse);
                    return Outcome::close();
                }
                let offset = mouse::offset_at(state, mouse.x, mouse.y);
                let text = state.reading.document.text();
                if let Some(word) = offset.and_then(|offset| words::at(text, offset)) {
                    self.move_to(Some(word));
                    drag::start_in_text(state, mouse);
                }
            }
            MouseEventKind::WheelDown => scroll::scroll_lines(state, mouse::WHEEL_LINES, true),
            MouseEventKind::WheelUp => scroll::scroll_lines(state, mouse::WHEEL_LINES, false),
            MouseEventKind::Drag => drag::extend_selection(state, mouse, self),
            MouseEventKind::Release => {
                return Outcome::stay().with(drag::end_drag(state, self));
            }
        }
        Outcome::stay()
    }
}

/// Starts a selection with the current mention, or without one with the current match of the search. Without either, starts at
/// the first word on the screen, with nothing selected yet.
pub(crate) fn open(state: &mut State) {
    let text = state.reading.document.text();
    let current = state.reading.current_mention();
    let current = current.map(|mention| mention.range.clone());
    let search = state.reading.search.active.as_ref();
    let current = current.or_else(|| search.and_then(Search::current_match));
    let first_word = words::next(text, state.reading.visible_range().start);
    let Some(range) = current.clone().or(first_word) else {
        state.notice("No words to select");
        return;
    };
    let selection = Selection::new(range, current.is_some());
    super::push(state, Overlay::Selection(selection));
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
pub(crate) fn word_near(state: &State, x: u16, y: u16) -> Option<Range<usize>> {
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
