//! The world map: land in braille, with a marker and a label for each country that the article mentions.

use super::braille_map::{Canvas, MapFeature, draw_land};
use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::world_map::markers::{MapLayout, MapMarker};
use crate::app::world_map::{WorldMap, empty_message};
use crate::atlas;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Paints the map over everything except the status line and, if it is open, the panel.
pub(super) fn draw(state: &State, world_map: &WorldMap, theme: Theme, buffer: &mut Buffer) {
    let layout = MapLayout::new(state, world_map);
    let area = clip(layout.area, buffer);
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let mut canvas = Canvas::new(area);
    let (map, markers) = (&layout.projection, &layout.markers);
    draw_land(&mut canvas, map);
    for marker in markers {
        if let Some(outline) = atlas::outline(marker.country.code.as_str()) {
            canvas.fill_outline(outline, map, (fill_feature(marker), true));
        }
    }
    for marker in markers {
        let feature = if marker.chosen {
            MapFeature::Chosen
        } else {
            MapFeature::Marker
        };
        canvas.draw_disk(marker.dot, marker.radius, feature);
    }
    canvas.paint(|feature| theme.map(feature), buffer);
    for marker in markers {
        draw_label(marker, theme, area, buffer);
    }
    if markers.is_empty() {
        draw_centred(empty_message(&state.reading), theme, area, buffer);
    }
}

fn fill_feature(marker: &MapMarker) -> MapFeature {
    if marker.chosen {
        MapFeature::Chosen
    } else {
        MapFeature::Land
    }
}

fn draw_label(marker: &MapMarker, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let Some(label) = &marker.label else { return };
    if !area.contains((label.x, label.y).into()) {
        return;
    }
    let (name, count) = if marker.chosen {
        (theme.current(), theme.current())
    } else {
        (theme.map(MapFeature::Marker), Style::new())
    };
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    // Clear the style of whatever was painted there.
    for x in label.x..label.x + label.rect().width.min(room(label.x) as u16) {
        if let Some(cell) = buffer.cell_mut((x, label.y)) {
            cell.reset();
        }
    }
    let (x, _) = buffer.set_stringn(label.x, label.y, &label.name, room(label.x), name);
    buffer.set_stringn(x, label.y, &label.count, room(x), count);
}

/// Paints a sentence in the middle of the map.
fn draw_centred(sentence: &str, theme: Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let sentence = measure::truncate(&format!(" {sentence} "), usize::from(area.width));
    let x = area.x + (area.width - measure::cells(&sentence) as u16) / 2;
    let y = area.y + area.height / 2;
    buffer.set_stringn(x, y, sentence, usize::from(area.width), theme.message());
}
