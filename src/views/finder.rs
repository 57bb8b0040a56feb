//! A list in which typing finds.

use super::theme::Theme;
use super::{cut, prompt, sheet};
use crate::app::State;
use crate::app::finder::{Entry, Finder, Match, Places};
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Cells left of a row: the mark of the chosen one.
const MARK_CELLS: u16 = 2;
/// Cells by which a row stands further in for each step down the tree.
const STEP_CELLS: u16 = 2;

/// Paint it.
pub(super) fn draw(state: &State, finder: &Finder, theme: Theme, buffer: &mut Buffer) {
    let places = Places::of(state, finder);
    sheet::lay(places.sheet.outer, places.sheet.framed, theme, buffer);
    let head = cut(places.head, buffer);
    if !head.is_empty() {
        let wide = usize::from(head.width);
        buffer.set_stringn(head.x, head.y, finder.title(), wide, theme.heading(false));
        let count = format!("{} of {}", finder.shown.len(), finder.entries.len());
        let cells = measure::cells(&count);
        if cells + measure::cells(finder.title()) < wide {
            let x = head.right() - cells as u16;
            buffer.set_stringn(x, head.y, count, cells, theme.faint());
        }
    }
    prompt::draw_typed(&finder.typed, places.line, theme, buffer);
    let list = cut(places.list, buffer);
    let shown = finder.shown.iter().enumerate().skip(finder.top);
    for (y, (nth, found)) in (list.y..list.bottom()).zip(shown) {
        if let Some(entry) = finder.entries.get(found.entry) {
            // What is found stands in the order of finding, and makes no tree.
            let tree = finder.typed.text().trim().is_empty();
            let depth = if tree { entry.depth } else { 0 };
            let area = Rect {
                y,
                height: 1,
                ..list
            };
            draw_row(
                (entry, depth),
                found,
                nth == finder.chosen,
                area,
                theme,
                buffer,
            );
        }
    }
    if finder.shown.is_empty() && !list.is_empty() {
        let wide = usize::from(list.width);
        buffer.set_stringn(list.x, list.y, "nothing like that", wide, theme.notice());
    }
}

/// "▶   The talks                         34%", with the letters that were typed set off.
fn draw_row(
    (entry, depth): (&Entry, u16),
    found: &Match,
    chosen: bool,
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let style = if chosen {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
        theme.chosen()
    } else {
        ratatui::style::Style::new()
    };
    let deep = (depth * STEP_CELLS).min(area.width / 3);
    let mut x = (area.x + MARK_CELLS + deep).min(area.right());
    let detail = measure::cells(&entry.detail);
    let room = usize::from(area.right() - x);
    // On a narrow screen the words matter more.
    let detail = if detail + 14 > room { 0 } else { detail };
    let label = measure::truncate(
        &entry.label,
        room.saturating_sub(detail + 2 * usize::from(detail > 0)),
    );
    for grapheme in measure::graphemes(&label) {
        let nth = label
            .get(..grapheme.start)
            .unwrap_or_default()
            .chars()
            .count();
        let lit = found.letters.binary_search(&(nth as u32)).is_ok();
        let style = if lit {
            style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
        } else {
            style
        };
        let room = usize::from(area.right().saturating_sub(x));
        (x, _) = buffer.set_stringn(x, area.y, grapheme.text, room, style);
    }
    if detail > 0 {
        let x = area.right() - detail as u16;
        buffer.set_stringn(x, area.y, &entry.detail, detail, theme.faint());
    }
}
