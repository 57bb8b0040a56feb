//! The world map: land in braille, with a marker and a label for each country that the article mentions.

use crate::app::world_map::markers::{MapLayout, MapMarker};
use crate::app::world_map::{WorldMap, empty_message};
use crate::atlas;
use crate::views::braille_map::{Canvas, MapFeature, draw_land};
use crate::views::painting::{DrawContext, Row, clear, clip};
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Rect, Style};

/// Paints the map over everything except the status line and, if it is open, the panel.
pub(super) fn draw(context: DrawContext, world_map: &WorldMap, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let layout = MapLayout::new(state, world_map);
    clear(layout.area, buffer);
    let area = clip(layout.area, buffer);
    let mut canvas = Canvas::new(area);
    let (map, markers) = (&layout.projection, &layout.markers);
    draw_land(&mut canvas, map);
    for marker in markers {
        if let Some(outline) = atlas::outline(marker.country.code.as_str()) {
            canvas.fill_outline(outline, map, feature(marker, MapFeature::Land), true);
        }
    }
    for marker in markers {
        canvas.draw_disk(
            marker.dot,
            marker.radius,
            feature(marker, MapFeature::Marker),
        );
    }
    canvas.paint(theme, buffer);
    for marker in markers {
        draw_label(marker, theme, buffer);
    }
    if markers.is_empty() {
        let y = area.y + area.height / 2;
        let message = format!(" {} ", empty_message(&state.reading));
        Row::new(Rect { y, ..area }, buffer).put_centred(&message, theme.message());
    }
}

/// The chosen marker's feature, or else `otherwise`.
fn feature(marker: &MapMarker, otherwise: MapFeature) -> MapFeature {
    if marker.chosen {
        MapFeature::Chosen
    } else {
        otherwise
    }
}

fn draw_label(marker: &MapMarker, theme: Theme, buffer: &mut Buffer) {
    let Some(label) = &marker.label else { return };
    let (name, count) = if marker.chosen {
        (theme.current(), theme.current())
    } else {
        (theme.map(MapFeature::Marker), Style::new())
    };
    // Clear the style of whatever was painted there.
    clear(label.rect(), buffer);
    Row::new(label.rect(), buffer)
        .write(&label.name, name)
        .write(&label.count, count);
}
