//! The map on the screen: the markers of countries and their labels.
//!
//! No label covers a marker or another label. First every country gets a short label; then those with most mentions get
//! longer ones where there is room. Used for painting and for clicks, so the two cannot disagree.

use super::{MapCountry, WorldMap, countries, map_area};
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::atlas::projection::{Point, Projection};
use crate::layout::{Cell, Rect, measure};
use std::cmp::Reverse;

/// Smallest radius of a marker, in dots. On a crowded map it is a single dot.
const MIN_RADIUS: f64 = 1.0;
const CROWDED_RADIUS: f64 = 0.5;
/// Dots per country below which a map is crowded.
const CROWDED_DOTS: usize = 400;
/// Largest radius of a marker, in dots.
const MAX_RADIUS: f64 = 4.0;
/// How far from the edge of a marker a click still counts, in dots.
const CLICK_DOTS: f64 = 5.0;

/// The map as it is on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct MapLayout {
    /// Its area.
    pub area: Rect,
    /// The part of the world that is visible.
    pub projection: Projection,
    /// The visible markers, in painting order: by descending number of mentions, the chosen one last.
    pub markers: Vec<MapMarker>,
}

/// The marker of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct MapMarker {
    /// The country.
    pub country: MapCountry,
    /// Its centre.
    pub dot: Point,
    /// Its radius, in dots.
    pub radius: f64,
    /// Whether the cursor is on it.
    pub chosen: bool,
    /// Its label, if there is room for one.
    pub label: Option<MarkerLabel>,
}

/// The label of a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerLabel {
    /// Column of its first cell on the screen.
    pub x: u16,
    /// Row on the screen.
    pub y: u16,
    /// The country's code or name.
    pub name: String,
    /// The number of mentions after a space, as in " 6", or nothing.
    pub count: String,
}

impl MarkerLabel {
    fn cells(&self) -> u16 {
        (measure::cells(&self.name) + measure::cells(&self.count)) as u16
    }

    /// The cells it covers.
    pub fn rect(&self) -> Rect {
        Rect {
            x: self.x,
            y: self.y,
            width: self.cells(),
            height: 1,
        }
    }
}

impl MapLayout {
    /// The map on the current screen, with all that is visible on it.
    pub fn new(state: &State, world: &WorldMap) -> Self {
        let area = map_area(state);
        let countries = countries(&state.reading);
        let chosen = world.chosen(&countries).map(|country| country.code);
        let projection = world.projection(area, &countries);
        let grid = projection.grid;
        let dots = usize::from(grid.width) * usize::from(grid.height);
        let min_radius = if dots / countries.len().max(1) < CROWDED_DOTS {
            CROWDED_RADIUS
        } else {
            MIN_RADIUS
        };
        let max_radius = (f64::from(grid.width) / 50.0).min(f64::from(grid.height) / 30.0);
        let max_radius = max_radius.clamp(MIN_RADIUS, MAX_RADIUS);
        let mention_counts = countries.iter().map(|country| country.mention_count);
        let most_mentions = mention_counts.max().unwrap_or(1).max(1);
        let marker = |&country: &MapCountry| {
            // The area of a disk is proportional to the number of mentions.
            let share = country.mention_count as f64 / most_mentions as f64;
            MapMarker {
                country,
                dot: projection.project_wrapped(country.position),
                radius: (max_radius * share.sqrt()).max(min_radius),
                chosen: chosen == Some(country.code),
                label: None,
            }
        };
        let markers = countries.iter().map(marker);
        let mut markers: Vec<MapMarker> = markers
            .filter(|marker| projection.contains(marker.dot))
            .collect();
        markers.sort_by_key(|marker| Reverse((marker.chosen, marker.country.mention_count)));
        label_markers(&state.reading, &mut markers, area);
        if markers.first().is_some_and(|marker| marker.chosen) {
            markers.rotate_left(1);
        }
        Self {
            area,
            projection,
            markers,
        }
    }

    /// The marker at a cell of the screen: the one whose label is there, else the nearest whose edge is close.
    pub fn marker_at(&self, cell: Cell) -> Option<&MapMarker> {
        let is_labelled = |marker: &&MapMarker| {
            let label = marker.label.as_ref();
            label.is_some_and(|label| label.rect().contains_cell(cell))
        };
        let x = f64::from(cell.x.saturating_sub(self.area.x)) * 2.0 + 1.0;
        let y = f64::from(cell.y.saturating_sub(self.area.y)) * 4.0 + 2.0;
        let distance =
            |marker: &MapMarker| (marker.dot.x - x).hypot(marker.dot.y - y) - marker.radius;
        let nearest = || {
            let close = self
                .markers
                .iter()
                .filter(|marker| distance(marker) <= CLICK_DOTS);
            close.min_by(|one, other| distance(one).total_cmp(&distance(other)))
        };
        self.markers.iter().find(is_labelled).or_else(nearest)
    }
}

/// What a cell of the map is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellUse {
    Free,
    Marker,
    Label,
}

/// The cells of the map while labels are placed.
struct LabelGrid {
    area: Rect,
    cells: Vec<CellUse>,
}

impl LabelGrid {
    /// The index of a cell of the screen; `None` outside the map.
    fn index(&self, cell: Cell) -> Option<usize> {
        let index = || {
            let (x, y) = (cell.x - self.area.x, cell.y - self.area.y);
            usize::from(y) * usize::from(self.area.width) + usize::from(x)
        };
        self.area.contains_cell(cell).then(index)
    }

    fn cell(&self, x: i32, y: i32) -> Option<CellUse> {
        let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
        self.cells.get(self.index(Cell { x, y })?).copied()
    }

    fn fill(&mut self, rect: Rect, cell_use: CellUse) {
        for y in rect.y..rect.bottom() {
            for x in rect.x..rect.right() {
                let index = self.index(Cell { x, y });
                if let Some(cell) = index.and_then(|index| self.cells.get_mut(index)) {
                    *cell = cell_use;
                }
            }
        }
    }

    /// Whether a label of `cells` cells fits there without touching another.
    fn fits(&self, x: i32, y: i32, cells: i32) -> bool {
        let is_label = |x| self.cell(x, y) == Some(CellUse::Label);
        (x..x + cells).all(|x| self.cell(x, y) == Some(CellUse::Free))
            && !is_label(x - 1)
            && !is_label(x + cells)
    }

    /// `label` at a free position next to its marker: right, left, below, above, then diagonally.
    fn place(&self, label: &MarkerLabel, marker: Rect) -> Option<MarkerLabel> {
        let cells = i32::from(label.cells());
        let (right, below) = (i32::from(marker.right()), i32::from(marker.bottom()));
        let (left, above) = (i32::from(marker.x) - cells, i32::from(marker.y) - 1);
        let (middle, row) = (left.midpoint(right), above.midpoint(below));
        let positions = [
            (right, row),
            (left, row),
            (middle, below),
            (middle, above),
            (right, above),
            (right, below),
            (left, above),
            (left, below),
        ];
        let (x, y) = positions
            .into_iter()
            .find(|&(x, y)| self.fits(x, y, cells))?;
        Some(MarkerLabel {
            x: u16::try_from(x).ok()?,
            y: u16::try_from(y).ok()?,
            ..label.clone()
        })
    }
}

/// Labels the markers, the most important first.
fn label_markers(reading: &Reading, markers: &mut [MapMarker], area: Rect) {
    let size = usize::from(area.width) * usize::from(area.height);
    let cells = vec![CellUse::Free; size];
    let mut grid = LabelGrid { area, cells };
    for marker in &*markers {
        grid.fill(cells_of(marker, area), CellUse::Marker);
    }
    for use_long in [false, true] {
        for marker in markers
            .iter_mut()
            .filter(|marker| !(use_long && marker.chosen))
        {
            let old = marker.label.take();
            if let Some(old) = &old {
                grid.fill(old.rect(), CellUse::Free);
            }
            let labels = possible_labels(reading, marker.country);
            let cells = cells_of(marker, area);
            // The chosen marker is first and gets its longest label at once.
            let skipped = if use_long || marker.chosen { 0 } else { 2 };
            let mut candidates = labels.iter().skip(skipped);
            let found = candidates.find_map(|label| grid.place(label, cells));
            let fallback = || marker.chosen.then(|| fallback_label(labels, cells, area));
            marker.label = found.or(old).or_else(fallback);
            if let Some(label) = &marker.label {
                grid.fill(label.rect(), CellUse::Label);
            }
        }
    }
}

/// The labels that a marker can have, not placed yet: name and count, code and count, code alone.
fn possible_labels(reading: &Reading, country: MapCountry) -> [MarkerLabel; 3] {
    let label = |name: &str, count: &str| MarkerLabel {
        x: 0,
        y: 0,
        name: name.to_owned(),
        count: count.to_owned(),
    };
    let name = &reading.entities.entity(country.entity).name;
    let (code, count) = (country.code.as_str(), format!(" {}", country.mention_count));
    [label(name, &count), label(code, &count), label(code, "")]
}

/// The cells that a marker covers.
fn cells_of(marker: &MapMarker, area: Rect) -> Rect {
    let first_and_count = |dot: f64, dots: f64, cells: u16| {
        let cell = |dot: f64| ((dot.max(0.0) / dots) as u16).min(cells.saturating_sub(1));
        let first = cell(dot - marker.radius);
        (first, cell(dot + marker.radius) - first + 1)
    };
    let (left, width) = first_and_count(marker.dot.x, 2.0, area.width);
    let (top, height) = first_and_count(marker.dot.y, 4.0, area.height);
    Rect {
        x: area.x + left,
        y: area.y + top,
        width,
        height,
    }
}

/// The label of the chosen country when there is no free position: it covers whatever is there.
fn fallback_label(labels: [MarkerLabel; 3], marker: Rect, area: Rect) -> MarkerLabel {
    let [mut label, _, mut code] = labels;
    if label.cells() > area.width {
        code.name = measure::truncate(&code.name, usize::from(area.width));
        label = code;
    }
    label.x = marker
        .right()
        .min(area.right().saturating_sub(label.cells()));
    label.y = marker.y;
    label
}
