//! Layout of the prompt bar, which asks a question at the bottom of the text: a box with the title on its frame, or on a small
//! screen rows below a rule.
//!
//! It moves to the top of the screen where it would cover what is asked about. `update` (clicks) and the views
//! (painting) both use this layout, so they cannot disagree. On a small screen the least important parts are left out
//! first; a list keeps at least one row.

use super::Overlay;
use super::popup::have_frames;
use crate::app::state::State;
use crate::layout::{Line, Rect};

/// Most rows of a list that are shown.
const MAX_LIST_ROWS: usize = 10;

/// Cells of the frame at each side: the line and a blank.
const FRAME_CELLS: u16 = 2;

/// What a prompt bar contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromptBarSpec {
    /// Whether text is typed.
    pub has_input: bool,
    /// The number of rows to choose from.
    pub rows: usize,
    /// Whether a sentence says what choosing will do.
    pub has_summary: bool,
    /// Whether the bar stays at the bottom, whatever it covers there.
    pub stays_at_bottom: bool,
}

/// The rectangles of the parts of a prompt bar. Each but the list is one row high, or empty if there is no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromptBar {
    /// The bar as a whole, including the frame or the rule.
    pub area: Rect,
    /// Whether it has a frame.
    pub framed: bool,
    /// The line that separates it from the text, if there is no frame.
    pub rule: Rect,
    /// The question.
    pub title: Rect,
    /// The text being typed.
    pub input: Rect,
    /// The rows to choose from.
    pub rows: Rect,
    /// What choosing will do.
    pub summary: Rect,
    /// Key hints, where there is no status line to show them.
    pub keys: Rect,
}

/// How many rows the parts inside a frame have.
#[derive(Clone, Copy)]
struct RowCounts {
    input: u16,
    rows: u16,
    summary: u16,
}

impl PromptBar {
    /// Lays out a prompt bar on the current screen.
    pub fn new(state: &State, spec: PromptBarSpec) -> Self {
        let body = state.screen.body();
        let (height, areas) = (body.height, &state.screen.areas);
        let framed = have_frames(body);
        let width = if areas.panel_over_text {
            body.width
        } else {
            areas.article.width
        };
        let mut remaining = usize::from(height);
        let mut allocate = |requested: usize| {
            let allocated = requested.min(remaining);
            remaining -= allocated;
            allocated as u16
        };
        let input = allocate(usize::from(spec.has_input));
        let first_row = allocate(spec.rows.min(1));
        let title = allocate(1);
        let keys = allocate(usize::from(areas.status.height == 0));
        let summary = allocate(usize::from(spec.has_summary));
        let rule = allocate(1);
        // Leave room for the text that is asked about.
        let others = usize::from(input + title + keys + summary + rule);
        let max_rows = (usize::from(height) * 2 / 3)
            .saturating_sub(others)
            .min(MAX_LIST_ROWS);
        let rows = first_row
            + allocate(
                spec.rows
                    .min(max_rows)
                    .saturating_sub(usize::from(first_row)),
            );
        let bar_rows = rule + title + input + rows + summary + keys;
        let at_top = !spec.stays_at_bottom
            && covers_subject(state, height.saturating_sub(bar_rows), bar_rows);
        let top = if at_top { 0 } else { height - bar_rows };
        let column = areas.column;
        if framed {
            let frame = Rect {
                x: column.x.saturating_sub(FRAME_CELLS),
                y: top,
                width: (column.width + 2 * FRAME_CELLS).min(width),
                height: bar_rows,
            };
            return Self::in_frame(
                frame,
                RowCounts {
                    input,
                    rows,
                    summary,
                },
            );
        }
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
        let rule_above = if at_top { 0 } else { rule };
        let first_rule = part(rule_above);
        let (title, input) = (part(title), part(input));
        let (rows, summary, keys) = (part(rows), part(summary), part(keys));
        let last_rule = part(rule - rule_above);
        let full_width = |rule: Rect| Rect {
            x: 0,
            width,
            ..rule
        };
        Self {
            area: Rect {
                x: 0,
                y: top,
                width,
                height: bar_rows,
            },
            framed,
            rule: full_width(if at_top { last_rule } else { first_rule }),
            title,
            input,
            rows,
            summary,
            keys,
        }
    }

    /// The parts of a bar in the frame `area`.
    fn in_frame(area: Rect, counts: RowCounts) -> Self {
        let RowCounts {
            input,
            rows,
            summary,
        } = counts;
        let inner = Rect {
            x: area.x + FRAME_CELLS,
            width: area.width.saturating_sub(2 * FRAME_CELLS),
            ..area
        };
        Self {
            area,
            framed: true,
            title: inner.rows(0, 1),
            input: inner.rows(1, input),
            rows: inner.rows(1 + input, rows),
            summary: inner.rows(1 + input + rows, summary),
            ..Self::default()
        }
    }
}

/// Whether a bar in the `bar_rows` rows from `top` on would cover what is asked about, and one at the top of the screen
/// would not.
fn covers_subject(state: &State, top: u16, bar_rows: u16) -> bool {
    let selection = state
        .screen
        .overlays
        .iter()
        .find_map(|overlay| match overlay {
            Overlay::Selection(selection) => Some(selection.range().start),
            _ => None,
        });
    let offset = selection.or_else(|| state.reading.current_start());
    let row = offset.and_then(|offset| {
        let shows = |line: &Line| !line.blank && line.range.start <= offset;
        state.reading.view.lines.iter().rposition(shows)
    });
    let y = row.map_or(0, |row| state.screen.areas.column.y + row as u16);
    y >= top && y >= bar_rows
}
