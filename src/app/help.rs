//! The help screen's lines, made from the table of commands: the keys of where the reader is first, then all.

use super::action::{Action, COMMANDS, Command, Group, Mode, shown};
use super::key::Key;
use super::keymap::Keymap;
use crate::layout::{Rect, measure};

/// Cells of one column of help: keys, then the sentence.
pub const COLUMN_CELLS: u16 = 60;
/// Cells of the keys in it.
pub const KEYS_CELLS: u16 = 20;

/// What a command does where the reader is, if that is not what its row in the table says of the text.
const HERE: &[(Mode, Action, &str)] = &[
    (Mode::Panel, Action::Choose, "the card of the chosen"),
    (
        Mode::Panel,
        Action::LineDown,
        "the next row; the text follows",
    ),
    (
        Mode::Panel,
        Action::LineUp,
        "the row before; the text follows",
    ),
    (
        Mode::Card,
        Action::Choose,
        "to the mention, or to whom it is with",
    ),
    (Mode::Card, Action::OfEntityNext, "the next mention's line"),
    (
        Mode::Card,
        Action::OfEntityPrevious,
        "the line of the mention before",
    ),
    (Mode::Card, Action::Company, "who is mentioned with it"),
    (Mode::Card, Action::LineDown, "the next row"),
    (Mode::Card, Action::LineUp, "the row before"),
    (Mode::Card, Action::Copy, "copy the mention's sentence"),
    (Mode::Card, Action::Close, "close; to the card beneath"),
    (
        Mode::Company,
        Action::Choose,
        "walk the sentences with both",
    ),
    (
        Mode::Company,
        Action::Company,
        "of one, or of the whole article",
    ),
    (
        Mode::Company,
        Action::Focus,
        "of one, or of the whole article",
    ),
    (Mode::Company, Action::LineDown, "the next row"),
    (Mode::Company, Action::LineUp, "the row before"),
    (Mode::Company, Action::Copy, "copy the sentences with both"),
    (Mode::Company, Action::Close, "close"),
    (Mode::Finder, Action::Choose, "go there"),
    (
        Mode::Finder,
        Action::LineDown,
        "the next row; letters find one",
    ),
    (Mode::Finder, Action::LineUp, "the row before"),
    (Mode::Finder, Action::Close, "close"),
    (
        Mode::Filter,
        Action::Choose,
        "keep these rows, and go there",
    ),
    (
        Mode::Filter,
        Action::LineDown,
        "the next row; letters find one",
    ),
    (Mode::Filter, Action::LineUp, "the row before"),
    (Mode::Filter, Action::Close, "all rows again"),
    (Mode::Letter, Action::Close, "never mind"),
];

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A group's heading.
    Heading(&'static str),
    /// The keys of a command and what it does.
    Keys(String, &'static str),
    /// Air between groups.
    Blank,
}

/// Every line of help for columns of `rows` rows, the keys of `mode` first: no heading ends a column, no blank line begins
/// one.
pub fn lines(keymap: &Keymap, mode: Mode, rows: usize) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    if let Some(title) = mode.title() {
        let here = COMMANDS
            .iter()
            .filter(|c| !keymap.keys(mode, c.action).is_empty());
        section(
            &mut lines,
            rows,
            title,
            here.map(|c| (keymap.keys(mode, c.action), sentence(mode, c))),
        );
    }
    for group in Group::ALL {
        let of_group = COMMANDS.iter().filter(|c| c.group == group);
        let keys = of_group.map(|c| (keymap.keys_shown(c), c.sentence));
        // What the reader has taken every key from cannot be asked for.
        let keys: Vec<(&[Key], &str)> = keys.filter(|(keys, _)| !keys.is_empty()).collect();
        if !keys.is_empty() {
            section(&mut lines, rows, group.title(), keys.into_iter());
        }
    }
    lines
}

/// What `command` does in `mode`.
fn sentence(mode: Mode, command: &Command) -> &'static str {
    let here = HERE
        .iter()
        .find(|row| (row.0, row.1) == (mode, command.action));
    here.map_or(command.sentence, |row| row.2)
}

/// Add a heading and its keys.
fn section<'a>(
    lines: &mut Vec<HelpLine>,
    rows: usize,
    title: &'static str,
    keys: impl Iterator<Item = (&'a [Key], &'static str)>,
) {
    if !lines.len().is_multiple_of(rows.max(1)) {
        lines.push(HelpLine::Blank);
    }
    if rows > 1 && lines.len() % rows == rows - 1 {
        lines.push(HelpLine::Blank);
    }
    lines.push(HelpLine::Heading(title));
    lines.extend(keys.map(|(keys, sentence)| HelpLine::Keys(fitting(keys), sentence)));
}

/// The keys that have room, the first in any case.
fn fitting(keys: &[Key]) -> String {
    let mut fitting = String::new();
    for key in keys.iter().map(|key| shown(&key.to_string())) {
        if fitting.is_empty() {
            fitting = key;
        } else if measure::cells(&fitting) + 1 + measure::cells(&key) < usize::from(KEYS_CELLS) {
            fitting = format!("{fitting} {key}");
        } else {
            break;
        }
    }
    fitting
}

/// How many columns of help stand side by side in `area`.
pub fn columns(area: Rect) -> usize {
    usize::from(area.width / COLUMN_CELLS).clamp(1, 3)
}

/// The rows of help in `area`; the last row of the area says how to go on.
pub fn rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1)).max(1)
}

/// The furthest that help can be scrolled in `area`, in lines.
pub fn last_top(keymap: &Keymap, mode: Mode, area: Rect) -> usize {
    lines(keymap, mode, rows(area))
        .len()
        .saturating_sub(rows(area) * columns(area))
}

/// The page that shows in `area` from line `top` on, counted from 1, and how many there are.
pub fn page(keymap: &Keymap, mode: Mode, area: Rect, top: usize) -> (usize, usize) {
    let fit = rows(area) * columns(area);
    let pages = lines(keymap, mode, rows(area)).len().div_ceil(fit).max(1);
    ((top + fit).div_ceil(fit).min(pages), pages)
}
