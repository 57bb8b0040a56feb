//! The lines of the help screen: first the keys of the current mode, then all keys, group by group.
//!
//! They are made from the table of commands and the keymap, so that they show the keys as they are bound.

use super::{Extent, KeyHints, Outcome, OverlayBehaviour};
use crate::app::action::{Action, COMMANDS, CommandGroup, Mode};
use crate::app::command::Command;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::state::State;
use crate::app::update::manual;
use crate::app::{MouseEvent, MouseEventKind};
use crate::layout::{Rect, WrapMode, measure, wrap};

/// The width of a column of help in cells: keys, then the description.
pub const COLUMN_CELLS: u16 = 60;
/// The width of the keys in it, in cells.
pub const KEY_COLUMN_CELLS: u16 = 20;
/// The width of the keys on a screen that is narrower than a column, in cells.
const NARROW_KEY_COLUMN_CELLS: u16 = 10;
/// The indent before the keys, in cells.
pub const INDENT_CELLS: u16 = 2;

/// Lines by which one notch of the mouse wheel scrolls.
const WHEEL_LINES: usize = 3;

/// The help screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Help {
    /// The first visible line.
    pub top: usize,
}

impl OverlayBehaviour for Help {
    fn mode(&self) -> Mode {
        Mode::Help
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[
            (Action::Close, "close"),
            (Action::PageDown, "page"),
            (Action::ShowManual, "manual"),
        ]
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        let area = state.screen.body();
        let page = rows(area) * columns(area);
        match command.action {
            Action::ShowHelp => return Some(Outcome::close()),
            Action::ShowManual => return Some(Outcome::close().with(manual::request(state))),
            _ => {}
        }
        self.top = self.top.saturating_add_signed(command.rows(page)?);
        Some(Outcome::stay())
    }

    fn on_mouse(&mut self, _: &mut State, mouse: MouseEvent) -> Outcome {
        match mouse.kind {
            MouseEventKind::WheelDown => self.top += WHEEL_LINES,
            MouseEventKind::WheelUp => self.top = self.top.saturating_sub(WHEEL_LINES),
            MouseEventKind::Press => return Outcome::close(),
            MouseEventKind::Drag | MouseEventKind::Release => {}
        }
        Outcome::stay()
    }

    fn reveal(&mut self, state: &mut State) -> bool {
        let (mode, area) = (state.mode(), state.screen.body());
        self.top = self.top.min(last_top(&state.session.keymap, mode, area));
        true
    }
}

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The heading of a group.
    Heading(&'static str),
    /// The keys of a command, and what it does.
    Keys(String, &'static str),
    /// The rest of a description that does not fit on one line.
    Continuation(&'static str),
    /// An empty line between groups.
    Blank,
}

/// All lines of help, wrapped and divided for the columns in `area`, with the keys of `mode` first. A column never ends with a
/// heading nor begins with an empty line.
pub fn help_lines(keymap: &Keymap, mode: Mode, area: Rect) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    if let Some(title) = mode.title() {
        let here = COMMANDS
            .iter()
            .filter(|c| !keymap.keys_for(mode, c.action).is_empty());
        let keys = here.map(|c| (keymap.keys_for(mode, c.action), c.description_in(mode)));
        push_section(&mut lines, area, title, keys);
    }
    for group in CommandGroup::ALL {
        let of_group = COMMANDS.iter().filter(|c| c.group == group);
        let keys = of_group.map(|c| (keymap.keys_for_help(c), c.description));
        // A command whose keys were all unbound cannot be used, so help leaves it out.
        let keys: Vec<(&[Key], &str)> = keys.filter(|(keys, _)| !keys.is_empty()).collect();
        if !keys.is_empty() {
            push_section(&mut lines, area, group.title(), keys.into_iter());
        }
    }
    lines
}

/// Adds a heading and the lines of its commands, each given by its keys and its description.
fn push_section<'a>(
    lines: &mut Vec<HelpLine>,
    area: Rect,
    title: &'static str,
    keys: impl Iterator<Item = (&'a [Key], &'static str)>,
) {
    let rows = rows(area);
    let (key_cells, column_cells) = (key_column_cells(area), area.width.min(COLUMN_CELLS));
    let room = column_cells.saturating_sub(INDENT_CELLS + key_cells).max(1);
    if !lines.len().is_multiple_of(rows) {
        lines.push(HelpLine::Blank);
    }
    for (n, (keys, description)) in keys.enumerate() {
        let wrapped = wrap(description, usize::from(room), WrapMode::PLAIN);
        let heading = usize::from(n == 0);
        // Keep the lines of a command, and the heading with its first command, in one column.
        let rows_left = rows - lines.len() % rows;
        let height = heading + wrapped.len();
        if rows_left < height && height <= rows {
            lines.extend(std::iter::repeat_n(HelpLine::Blank, rows_left));
        }
        if n == 0 {
            lines.push(HelpLine::Heading(title));
        }
        let mut wrapped = wrapped
            .into_iter()
            .filter_map(|line| description.get(line.range));
        let first = wrapped.next().unwrap_or_default();
        lines.push(HelpLine::Keys(fit_keys(keys, key_cells), first));
        lines.extend(wrapped.map(HelpLine::Continuation));
    }
}

/// The width of the keys in a column of help in `area`, in cells.
pub fn key_column_cells(area: Rect) -> u16 {
    if area.width < COLUMN_CELLS {
        NARROW_KEY_COLUMN_CELLS
    } else {
        KEY_COLUMN_CELLS
    }
}

/// As many of `keys` as fit in `cells`, but at least the first.
fn fit_keys(keys: &[Key], cells: u16) -> String {
    let mut fitting = String::new();
    for key in keys.iter().map(|key| key.label()) {
        if fitting.is_empty() {
            fitting = key;
        } else if measure::cells(&fitting) + 1 + measure::cells(&key) < usize::from(cells) {
            fitting = format!("{fitting} {key}");
        } else {
            break;
        }
    }
    fitting
}

/// The number of columns of help side by side in `area`, 1 to 3.
pub fn columns(area: Rect) -> usize {
    usize::from(area.width / COLUMN_CELLS).clamp(1, 3)
}

/// The number of rows of help in `area`. The last row of the area shows the page number and how to go on.
pub fn rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1)).max(1)
}

/// The largest scroll offset of help in `area`, in lines.
fn last_top(keymap: &Keymap, mode: Mode, area: Rect) -> usize {
    help_lines(keymap, mode, area)
        .len()
        .saturating_sub(rows(area) * columns(area))
}

/// The number of the page that `area` shows from line `top` on, counted from 1, and the number of pages.
pub fn page_number(keymap: &Keymap, mode: Mode, area: Rect, top: usize) -> (usize, usize) {
    let fit = rows(area) * columns(area);
    let pages = help_lines(keymap, mode, area).len().div_ceil(fit).max(1);
    ((top + fit).div_ceil(fit).min(pages), pages)
}
