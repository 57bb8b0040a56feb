//! The labels before the visible links.

use crate::app::overlays::link_hints::{LinkHints, cell_of};
use crate::layout::measure;
use crate::views::painting::{DrawContext, Row, clip};
use ratatui::buffer::Cell;
use ratatui::prelude::{Buffer, Rect};

/// Paints the labels that still match what has been typed. A label takes the place of the blanks before its link, but for one
/// that parts it from the word before; where there are too few, the rest of the line moves to the right.
pub(super) fn draw(context: DrawContext, hints: &LinkHints, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let areas = &state.screen.areas;
    let column = clip(areas.column, buffer);
    let article = clip(areas.article, buffer);
    let panel = areas.panel_over_text.then_some(areas.panel.x);
    let right = panel.map_or(article.right(), |x| x.min(article.right()));
    // The part of the current row that is free for labels and text.
    let mut free = Rect::ZERO;
    let mut moved_by = 0;
    for hint in hints.candidates() {
        let Some((x, y)) = cell_of(state, &hint.range) else {
            continue;
        };
        if y >= column.bottom() {
            continue;
        }
        if free.is_empty() || y != free.y {
            free = Rect::new(article.x, y, right.saturating_sub(article.x), 1);
            moved_by = 0;
        }
        let width = u16::try_from(hint.label.len()).unwrap_or(u16::MAX);
        let link = x.saturating_add(moved_by).max(free.x);
        let blanks = blanks_before(link, free, buffer);
        // No blank parts a link from a quotation mark or a bracket, nor from the edge of the screen.
        let is_apart = blanks > 0 && link.saturating_sub(blanks) > article.x;
        let missing = (width + u16::from(is_apart)).saturating_sub(blanks);
        if link.saturating_add(missing) >= free.right() {
            continue;
        }
        move_right(
            Rect {
                x: link,
                width: free.right() - link,
                ..free
            },
            missing,
            buffer,
        );
        moved_by += missing;
        let label = Rect {
            x: link + missing - width,
            width,
            ..free
        };
        let (typed, rest) = hint
            .label
            .split_at_checked(hints.typed.len())
            .unwrap_or(("", &hint.label));
        let mut row = Row::new(label, buffer);
        row.write(typed, theme.typed_link_hint());
        row.write(rest, theme.link_hint());
        free = Rect {
            x: label.right(),
            width: free.right() - label.right(),
            ..free
        };
    }
}

/// The number of blank cells just before column `x` in the row `free`.
fn blanks_before(x: u16, free: Rect, buffer: &Buffer) -> u16 {
    let symbol = |x: u16| buffer.cell((x, free.y)).map_or("", Cell::symbol);
    // The second half of a wide character is empty, too.
    let is_blank = |&x: &u16| {
        symbol(x) == " "
            && x.checked_sub(1)
                .is_none_or(|x| measure::cells(symbol(x)) < 2)
    };
    let blanks = (free.x..x).rev().take_while(is_blank).count();
    u16::try_from(blanks).unwrap_or(u16::MAX)
}

/// Moves the cells of the row `part` to the right by `cells`; the last ones are lost.
fn move_right(part: Rect, cells: u16, buffer: &mut Buffer) {
    if cells == 0 {
        return;
    }
    for x in (part.x..part.right() - cells).rev() {
        if let Some(moved) = buffer.cell((x, part.y)).cloned()
            && let Some(cell) = buffer.cell_mut((x + cells, part.y))
        {
            *cell = moved;
        }
    }
    // Half of a wide character would reach out of the row.
    let last = part.right() - 1;
    if let Some(cell) = buffer.cell_mut((last, part.y))
        && measure::cells(cell.symbol()) > 1
    {
        cell.set_symbol(" ");
    }
}
