//! Where the parts of a question go: at the foot of the text, or above it where the foot is what is asked about.
//!
//! Pure geometry, asked by `update` for clicks and by the views, so that they cannot disagree. On a small screen parts give
//! way, the least needed first; a list keeps one row at least.

use super::State;
use super::layer::Layer;
use super::prompt::{Prompt, Purpose};
use crate::layout::Rect;

/// Rows of a list that show, at most.
const MOST_ROWS: usize = 10;

/// What a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wants {
    /// A line to be typed.
    pub line: bool,
    /// Rows to choose from.
    pub rows: usize,
    /// A sentence below.
    pub says: bool,
}

/// Its parts, one row high but for the list; empty where they have no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Foot {
    /// All of it, the rule included.
    pub all: Rect,
    /// The line that parts it from the text.
    pub rule: Rect,
    /// The question.
    pub title: Rect,
    /// What is typed.
    pub line: Rect,
    /// What is chosen from.
    pub rows: Rect,
    /// What will happen.
    pub says: Rect,
    /// The keys, where no status line tells them.
    pub keys: Rect,
}

impl Foot {
    /// The parts on the screen as it is.
    pub fn of(state: &State, wants: Wants) -> Self {
        let height = state.size.1.saturating_sub(state.areas.status.height);
        let width = if state.areas.over {
            state.size.0
        } else {
            state.areas.article.width
        };
        let mut left = usize::from(height);
        let mut take = |wanted: usize| {
            let taken = wanted.min(left);
            left -= taken;
            taken as u16
        };
        let line = take(usize::from(wants.line));
        let first = take(wants.rows.min(1));
        let title = take(1);
        let keys = take(usize::from(state.areas.status.height == 0));
        let says = take(usize::from(wants.says));
        let rule = take(1);
        // What is asked about must have room to show, too.
        let others = usize::from(line + title + keys + says + rule);
        let most = (usize::from(height) * 2 / 3)
            .saturating_sub(others)
            .min(MOST_ROWS);
        let rows = first + take(wants.rows.min(most).saturating_sub(usize::from(first)));
        let tall = rule + title + line + rows + says + keys;
        let above = hides_what_is_asked_about(state, height.saturating_sub(tall), tall);
        let top = if above { 0 } else { height - tall };
        let column = state.areas.column;
        let (mut y, x) = (top, column.x);
        let mut part = |height: u16| {
            let part = Rect {
                x,
                y,
                width: column.width,
                height,
            };
            y += height;
            part
        };
        let before = if above { 0 } else { rule };
        let first_rule = part(before);
        let (title, line) = (part(title), part(line));
        let (rows, says, keys) = (part(rows), part(says), part(keys));
        let last_rule = part(rule - before);
        let across = |rule: Rect| Rect {
            x: 0,
            width,
            ..rule
        };
        Self {
            all: Rect {
                x: 0,
                y: top,
                width,
                height: tall,
            },
            rule: across(if above { last_rule } else { first_rule }),
            title,
            line,
            rows,
            says,
            keys,
        }
    }
}

/// Whether what is asked about stands in the rows from `top` on, and would not in as many at the top of the screen.
fn hides_what_is_asked_about(state: &State, top: u16, tall: u16) -> bool {
    // Where a search leads moves with every letter: the line stays where it is, and the text makes room.
    if super::prompt::is_search(state.layers.last()) {
        return false;
    }
    let of_all = |prompt: &Prompt| matches!(prompt.purpose, Purpose::Pipe { range: None, .. });
    if matches!(state.layers.last(), Some(Layer::Prompt(prompt)) if of_all(prompt)) {
        return false;
    }
    let stretch = state.layers.iter().find_map(|layer| match layer {
        Layer::Stretch(stretch) => Some(stretch.range().start),
        _ => None,
    });
    let offset = stretch.or_else(|| state.current_mention().map(|mention| mention.range.start));
    let row = offset.and_then(|offset| {
        let shows = |line: &crate::layout::Line| !line.gap && line.range.start <= offset;
        state.page.iter().rposition(shows)
    });
    let y = row.map_or(0, |row| state.areas.column.y + row as u16);
    y >= top && y >= tall
}
