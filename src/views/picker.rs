//! A list with fuzzy search.

use super::theme::Theme;
use super::{clip, popup, prompt};
use crate::app::State;
use crate::app::overlays::picker::{Picker, PickerEntry, PickerLayout, PickerMatch};
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Width of the cursor left of a row, in cells.
const CURSOR_CELLS: u16 = 2;
/// Indentation per level of the tree, in cells.
const INDENT_CELLS: u16 = 2;

/// Paints the list.
pub(super) fn draw(state: &State, picker: &Picker, theme: Theme, buffer: &mut Buffer) {
    let layout = PickerLayout::new(state, picker);
    popup::draw_frame(layout.popup.outer, layout.popup.framed, theme, buffer);
    let title = clip(layout.title, buffer);
    if !title.is_empty() {
        let width = usize::from(title.width);
        buffer.set_stringn(
            title.x,
            title.y,
            picker.title(),
            width,
            theme.heading(false),
        );
        let count = format!("{} of {}", picker.matches.len(), picker.entries.len());
        let cells = measure::cells(&count);
        if cells + measure::cells(picker.title()) < width {
            let x = title.right() - cells as u16;
            buffer.set_stringn(x, title.y, count, cells, theme.faint());
        }
    }
    prompt::draw_input(&picker.input, layout.input, theme, buffer);
    let list = clip(layout.list, buffer);
    let shown = picker.matches.iter().enumerate().skip(picker.list.top);
    for (y, (nth, found)) in (list.y..list.bottom()).zip(shown) {
        if let Some(entry) = picker.entries.get(found.entry) {
            // Matches are in order of rank, which is not a tree.
            let is_tree = picker.input.text().trim().is_empty();
            let depth = if is_tree { entry.depth } else { 0 };
            let area = Rect {
                y,
                height: 1,
                ..list
            };
            draw_row(
                (entry, depth),
                found,
                nth == picker.list.chosen,
                area,
                theme,
                buffer,
            );
        }
    }
    if picker.matches.is_empty() && !list.is_empty() {
        let width = usize::from(list.width);
        buffer.set_stringn(list.x, list.y, "No match", width, theme.message());
    }
}

/// Paints a row, as in "▶   The talks                         34%", with the matched letters emphasized.
fn draw_row(
    (entry, depth): (&PickerEntry, u16),
    found: &PickerMatch,
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
    let indent = (depth * INDENT_CELLS).min(area.width / 3);
    let mut x = (area.x + CURSOR_CELLS + indent).min(area.right());
    let detail_cells = measure::cells(&entry.detail);
    let room = usize::from(area.right() - x);
    // On a narrow screen the label matters more than the detail.
    let detail_cells = if detail_cells + 14 > room {
        0
    } else {
        detail_cells
    };
    let label = measure::truncate(
        &entry.label,
        room.saturating_sub(detail_cells + 2 * usize::from(detail_cells > 0)),
    );
    for grapheme in measure::graphemes(&label) {
        let nth = label
            .get(..grapheme.start)
            .unwrap_or_default()
            .chars()
            .count();
        let is_matched = found.matched_chars.binary_search(&(nth as u32)).is_ok();
        let style = if is_matched {
            style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
        } else {
            style
        };
        let room = usize::from(area.right().saturating_sub(x));
        (x, _) = buffer.set_stringn(x, area.y, grapheme.text, room, style);
    }
    if detail_cells > 0 {
        let x = area.right() - detail_cells as u16;
        buffer.set_stringn(x, area.y, &entry.detail, detail_cells, theme.faint());
    }
}
