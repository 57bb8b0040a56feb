//! The world map: the land in braille, a mark and a label for each country of the article.

use super::cut;
use super::map::{Canvas, Ink, land};
use super::theme::Theme;
use crate::app::State;
use crate::app::world::marks::{Mark, marks};
use crate::app::world::{World, area, nothing};
use crate::atlas;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Paint it over everything but the status line, and the panel where that stands.
pub(super) fn draw(state: &State, sheet: &World, theme: Theme, buffer: &mut Buffer) {
    let area = cut(area(state), buffer);
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let mut canvas = Canvas::new(area);
    let map = sheet.projection(state);
    let marks = marks(state, sheet);
    land(&mut canvas, &map);
    for mark in &marks {
        if let Some(outline) = atlas::outline(mark.code.as_str()) {
            canvas.fill(outline, &map, (ground(mark), true));
        }
    }
    for mark in &marks {
        let ink = if mark.chosen { Ink::Chosen } else { Ink::Mark };
        canvas.disk(mark.dot, mark.radius, ink);
    }
    canvas.paint(|ink| theme.map(ink), buffer);
    for mark in &marks {
        draw_label(mark, theme, area, buffer);
    }
    if marks.is_empty() {
        say(nothing(state), theme, area, buffer);
    }
}

fn ground(mark: &Mark) -> Ink {
    if mark.chosen {
        Ink::Chosen
    } else {
        Ink::Ground
    }
}

fn draw_label(mark: &Mark, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let Some(label) = &mark.label else { return };
    if !area.contains((label.x, label.y).into()) {
        return;
    }
    let (name, count) = if mark.chosen {
        (theme.current(), theme.current())
    } else {
        (theme.map(Ink::Mark), Style::new())
    };
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    // What was painted there before must not shine through.
    for x in label.x..label.x + label.rect().width.min(room(label.x) as u16) {
        if let Some(cell) = buffer.cell_mut((x, label.y)) {
            cell.reset();
        }
    }
    let (x, _) = buffer.set_stringn(label.x, label.y, &label.name, room(label.x), name);
    buffer.set_stringn(x, label.y, &label.count, room(x), count);
}

/// A sentence in the middle.
fn say(sentence: &str, theme: Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let sentence = measure::truncate(&format!(" {sentence} "), usize::from(area.width));
    let x = area.x + (area.width - measure::cells(&sentence) as u16) / 2;
    let y = area.y + area.height / 2;
    buffer.set_stringn(x, y, sentence, usize::from(area.width), theme.notice());
}
