//! The help screen's lines, made from the table of commands.

use super::action::{COMMANDS, Group, shown};
use crate::layout::Rect;

/// Cells of one column of help: keys, then the sentence.
pub const COLUMN_CELLS: u16 = 60;
/// Cells of the keys in it.
pub const KEYS_CELLS: u16 = 20;

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

/// Every line of help for columns of `rows` rows: no heading ends a column, no blank line begins one.
pub fn lines(rows: usize) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    for group in Group::ALL {
        if !lines.len().is_multiple_of(rows.max(1)) {
            lines.push(HelpLine::Blank);
        }
        if rows > 1 && lines.len() % rows == rows - 1 {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Heading(group.title()));
        lines.extend(
            COMMANDS
                .iter()
                .filter(|command| command.group == group)
                .map(|command| {
                    let keys: Vec<String> =
                        command.keys_shown().iter().map(|key| shown(key)).collect();
                    HelpLine::Keys(keys.join(" "), command.sentence)
                }),
        );
    }
    lines
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
pub fn last_top(area: Rect) -> usize {
    lines(rows(area))
        .len()
        .saturating_sub(rows(area) * columns(area))
}
