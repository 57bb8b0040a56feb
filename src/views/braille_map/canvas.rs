//! A grid of braille dots, eight to a cell.
//!
//! All dots of a cell share one style, that of its strongest feature. Dots outside the area are ignored.

use crate::atlas::projection::{GridSize, Point, Projection};
use crate::atlas::{GeoPoint, LatLon, Outline};
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Rect};

/// What a dot belongs to. Later variants take precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MapFeature {
    /// A coast or a border.
    Coast,
    /// The land of a country that the article mentions.
    Land,
    /// A marker.
    Marker,
    /// The chosen country.
    Chosen,
}

/// The dots and the feature of each cell.
pub(crate) struct Canvas {
    area: Rect,
    cells: Vec<(u8, Option<MapFeature>)>,
}

impl Canvas {
    /// An empty canvas that covers `area`.
    pub(crate) fn new(area: Rect) -> Self {
        Self {
            area,
            cells: vec![(0, None); usize::from(area.width) * usize::from(area.height)],
        }
    }

    /// Its size, in dots.
    pub(crate) fn dots(&self) -> GridSize {
        GridSize {
            width: self.area.width * 2,
            height: self.area.height * 4,
        }
    }

    fn cell(&mut self, x: i32, y: i32) -> Option<(&mut (u8, Option<MapFeature>), u8)> {
        let GridSize { width, height } = self.dots();
        if !(0..i32::from(width)).contains(&x) || !(0..i32::from(height)).contains(&y) {
            return None;
        }
        let index = (y / 4) as usize * usize::from(self.area.width) + (x / 2) as usize;
        let bit = match (x % 2, y % 4) {
            (0, row @ 0..3) => 1 << row,
            (_, row @ 0..3) => 8 << row,
            (0, _) => 64,
            _ => 128,
        };
        self.cells.get_mut(index).map(|cell| (cell, bit))
    }

    /// Sets a dot.
    pub(crate) fn set(&mut self, x: i32, y: i32, feature: MapFeature) {
        if let Some(((dots, old), bit)) = self.cell(x, y) {
            *dots |= bit;
            *old = (*old).max(Some(feature));
        }
    }

    /// Clears a dot.
    fn clear(&mut self, x: i32, y: i32) {
        if let Some(((dots, _), bit)) = self.cell(x, y) {
            *dots &= !bit;
        }
    }

    /// Draws a disk, with a blank ring around it; `radius` is in dots.
    pub(crate) fn draw_disk(&mut self, centre: Point, radius: f64, feature: MapFeature) {
        let reach = radius.ceil() as i32 + 1;
        let left = (centre.x - 0.5).round() as i32;
        let top = (centre.y - 0.5).round() as i32;
        for down in -reach..=reach {
            for across in -reach..=reach {
                let distance = f64::from(down).hypot(f64::from(across));
                if distance <= radius {
                    self.set(left + across, top + down, feature);
                } else if distance <= radius + 1.0 {
                    self.clear(left + across, top + down);
                }
            }
        }
    }

    /// Draws a line through `points`.
    pub(crate) fn draw_line(&mut self, points: &[GeoPoint], map: &Projection, feature: MapFeature) {
        for_each_segment(points, map, |from, to| {
            // One step per dot along the longer side.
            let (across, down) = (to.x - from.x, to.y - from.y);
            let steps = across.abs().max(down.abs()).ceil().max(1.0);
            for step in 0..=steps as u32 {
                let share = f64::from(step) / steps;
                let (x, y) = (from.x + across * share, from.y + down * share);
                if map.contains(Point { x, y }) {
                    self.set(x as i32, y as i32, feature);
                }
            }
        });
    }

    /// Fills the inside of `outline`, or every other dot of it if `is_sparse` is set. Returns the number of dots inside.
    pub(crate) fn fill_outline(
        &mut self,
        outline: &Outline,
        map: &Projection,
        feature: MapFeature,
        is_sparse: bool,
    ) -> usize {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); usize::from(self.dots().height)];
        for ring in &outline.rings {
            let closed = [ring.as_slice(), ring.get(..1).unwrap_or_default()].concat();
            for_each_segment(&closed, map, |from, to| {
                let is_down = from.y < to.y;
                let (upper, lower) = if is_down { (from, to) } else { (to, from) };
                let first = (upper.y - 0.5).ceil().max(0.0) as usize;
                let last = (lower.y - 0.5).ceil().max(0.0) as usize;
                let rows = crossings.iter_mut().enumerate();
                for (row, xs) in rows.take(last).skip(first) {
                    let share = (row as f64 + 0.5 - upper.y) / (lower.y - upper.y);
                    xs.push(upper.x + (lower.x - upper.x) * share);
                }
            });
        }
        let mut filled = 0;
        for (mut xs, y) in crossings.into_iter().zip(0_i32..) {
            xs.sort_by(f64::total_cmp);
            for pair in xs.chunks_exact(2) {
                let &[from, to] = pair else { continue };
                let (from, to) = ((from - 0.5).ceil().max(0.0), (to - 0.5).ceil());
                for x in from as i32..to.min(f64::from(self.dots().width)) as i32 {
                    let centre = Point {
                        x: f64::from(x) + 0.5,
                        y: f64::from(y) + 0.5,
                    };
                    if map.contains(centre) {
                        filled += 1;
                        if !is_sparse || (x + y) % 2 == 0 {
                            self.set(x, y, feature);
                        }
                    }
                }
            }
        }
        filled
    }

    /// Paints the dots into `buffer`. Cells without a dot are left alone.
    pub(crate) fn paint(&self, theme: Theme, buffer: &mut Buffer) {
        for ((dots, feature), position) in self.cells.iter().zip(self.area.positions()) {
            if let (Some(feature), 1..) = (feature, *dots)
                && let Some(cell) = buffer.cell_mut(position)
                && let Some(braille) = char::from_u32(0x2800 + u32::from(*dots))
            {
                cell.set_char(braille).set_style(theme.map(*feature));
            }
        }
    }
}

/// Calls `segment` with the two ends, in dots, of each segment of a line that may touch the map. A line that leaves the
/// map at one side comes in again at the other.
fn for_each_segment(points: &[GeoPoint], map: &Projection, mut segment: impl FnMut(Point, Point)) {
    let shown = map.longitude_range();
    let (west, south, east, north) = Outline::bounds(points);
    let row = |latitude: f32| {
        let north = f64::from(latitude);
        let east = shown.start;
        map.project(LatLon { north, east }).y
    };
    if row(south) < 0.0 || row(north) > f64::from(map.grid.height) {
        return;
    }
    for turn in [-360.0, 0.0, 360.0] {
        let (west, east) = (f64::from(west) + turn, f64::from(east) + turn);
        if east < shown.start || west > shown.end {
            continue;
        }
        let mut from = None;
        for &(x, y) in points {
            let (north, east) = (f64::from(y), f64::from(x) + turn);
            let to = map.project(LatLon { north, east });
            if let Some(from) = from {
                segment(from, to);
            }
            from = Some(to);
        }
    }
}
