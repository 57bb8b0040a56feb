//! The help screen's lines, made from the table of commands: the keys of where the reader is first, then all.

mod here;

use super::action::{COMMANDS, Group, Mode, shown};
use super::key::Key;
use super::keymap::Keymap;
use crate::layout::{Fill, Rect, measure, wrap};
pub use here::sentence;

/// Cells of one column of help: keys, then the sentence.
pub const COLUMN_CELLS: u16 = 60;
/// Cells of the keys in it.
pub const KEYS_CELLS: u16 = 20;
/// Cells of the keys where a column is not that wide.
const FEW_KEYS_CELLS: u16 = 10;
/// Cells before the keys.
pub const LEFT_CELLS: u16 = 2;

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A group's heading.
    Heading(&'static str),
    /// The keys of a command and what it does.
    Keys(String, &'static str),
    /// The rest of what a command does, where a line is too short for all of it.
    More(&'static str),
    /// Air between groups.
    Blank,
}

/// Every line of help for columns as they stand in `area`, the keys of `mode` first: no heading ends a column, no blank line
/// begins one.
pub fn lines(keymap: &Keymap, mode: Mode, area: Rect) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    if let Some(title) = mode.title() {
        let here = COMMANDS
            .iter()
            .filter(|c| !keymap.keys(mode, c.action).is_empty());
        let keys = here.map(|c| (keymap.keys(mode, c.action), sentence(mode, c)));
        section(&mut lines, area, title, keys);
    }
    for group in Group::ALL {
        let of_group = COMMANDS.iter().filter(|c| c.group == group);
        let keys = of_group.map(|c| (keymap.keys_shown(c), c.sentence));
        // What the reader has taken every key from cannot be asked for.
        let keys: Vec<(&[Key], &str)> = keys.filter(|(keys, _)| !keys.is_empty()).collect();
        if !keys.is_empty() {
            section(&mut lines, area, group.title(), keys.into_iter());
        }
    }
    lines
}

/// Add a heading and its keys.
fn section<'a>(
    lines: &mut Vec<HelpLine>,
    area: Rect,
    title: &'static str,
    keys: impl Iterator<Item = (&'a [Key], &'static str)>,
) {
    let rows = rows(area);
    let (cells, whole) = (keys_cells(area), area.width.min(COLUMN_CELLS));
    let room = whole.saturating_sub(LEFT_CELLS + cells).max(1);
    if !lines.len().is_multiple_of(rows) {
        lines.push(HelpLine::Blank);
    }
    for (n, (keys, sentence)) in keys.enumerate() {
        let said = wrap(sentence, usize::from(room), Fill::PLAIN);
        let heading = usize::from(n == 0);
        // What belongs together stands in one column.
        let left = rows - lines.len() % rows;
        let tall = heading + said.len();
        if left < tall && tall <= rows {
            lines.extend(std::iter::repeat_n(HelpLine::Blank, left));
        }
        if n == 0 {
            lines.push(HelpLine::Heading(title));
        }
        let mut said = said.into_iter().filter_map(|line| sentence.get(line.range));
        let first = said.next().unwrap_or_default();
        lines.push(HelpLine::Keys(fitting(keys, cells), first));
        lines.extend(said.map(HelpLine::More));
    }
}

/// Cells of the keys in a column of help in `area`.
pub fn keys_cells(area: Rect) -> u16 {
    if area.width < COLUMN_CELLS {
        FEW_KEYS_CELLS
    } else {
        KEYS_CELLS
    }
}

/// The keys that have room in `cells`, the first in any case.
fn fitting(keys: &[Key], cells: u16) -> String {
    let mut fitting = String::new();
    for key in keys.iter().map(|key| shown(&key.to_string())) {
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
    lines(keymap, mode, area)
        .len()
        .saturating_sub(rows(area) * columns(area))
}

/// The page that shows in `area` from line `top` on, counted from 1, and how many there are.
pub fn page(keymap: &Keymap, mode: Mode, area: Rect, top: usize) -> (usize, usize) {
    let fit = rows(area) * columns(area);
    let pages = lines(keymap, mode, area).len().div_ceil(fit).max(1);
    ((top + fit).div_ceil(fit).min(pages), pages)
}
