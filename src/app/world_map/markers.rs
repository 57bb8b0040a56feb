//! The markers of countries on the map and their labels.
//!
//! No label covers a marker or another label. First every country gets a short label; then those with most mentions get
//! longer ones where there is room. Used for painting and for clicks, so the two cannot disagree.

use super::{MapCountry, WorldMap, countries, map_area};
use crate::app::state::State;
use crate::entities::CountryCode;
use crate::layout::{Rect, measure};

/// Smallest radius of a marker, in dots. On a crowded map it is a single dot.
const MIN_RADIUS: f64 = 1.0;
const CROWDED_RADIUS: f64 = 0.5;
/// Dots per country below which a map is crowded.
const CROWDED_DOTS: usize = 400;
/// Largest radius of a marker, in dots.
const MAX_RADIUS: f64 = 4.0;

/// The marker of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct MapMarker {
    /// The country's index into the entities.
    pub entity: usize,
    /// The country's code.
    pub code: CountryCode,
    /// Its centre, in dots from the top left of the map.
    pub dot: (f64, f64),
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

/// Places the visible markers, in painting order: by descending number of mentions, the chosen one last.
pub fn place_markers(state: &State, world: &WorldMap) -> Vec<MapMarker> {
    let area = map_area(state);
    let map = world.projection(state);
    let countries = countries(state);
    let chosen = world.chosen(&countries).map(|country| country.code);
    let most_mentions = countries.iter().map(|country| country.mention_count).max();
    let dots = usize::from(map.dots.0) * usize::from(map.dots.1);
    let min_radius = if dots / countries.len().max(1) < CROWDED_DOTS {
        CROWDED_RADIUS
    } else {
        MIN_RADIUS
    };
    let radius = |country: &MapCountry| {
        marker_radius(country.mention_count, most_mentions.unwrap_or(1), map.dots).max(min_radius)
    };
    let mut markers: Vec<MapMarker> = countries
        .iter()
        .map(|country| (country, map.project_wrapped(country.position)))
        .filter(|(_, dot)| map.contains(*dot))
        .map(|(country, dot)| MapMarker {
            entity: country.entity,
            code: country.code,
            dot,
            radius: radius(country),
            chosen: chosen == Some(country.code),
            label: None,
        })
        .collect();
    let mention_count = |marker: &MapMarker| {
        let entity = state.reading.entities.entities().get(marker.entity);
        entity.map_or(0, |entity| entity.mentions.len())
    };
    markers.sort_by_key(|marker| {
        (
            std::cmp::Reverse(marker.chosen),
            std::cmp::Reverse(mention_count(marker)),
        )
    });
    label_markers(state, &mut markers, area);
    if markers.first().is_some_and(|marker| marker.chosen) {
        markers.rotate_left(1);
    }
    markers
}

/// The marker at a cell of the screen: the one whose label is there, else the nearest whose edge is close.
pub fn marker_at(state: &State, world: &WorldMap, x: u16, y: u16) -> Option<MapMarker> {
    let markers = place_markers(state, world);
    let area = map_area(state);
    let is_label_at = |marker: &&MapMarker| {
        let label = marker.label.as_ref();
        label.is_some_and(|label| label.rect().contains(x, y))
    };
    if let Some(marker) = markers.iter().find(is_label_at) {
        return Some(marker.clone());
    }
    let cell_centre = (
        f64::from(x.saturating_sub(area.x)) * 2.0 + 1.0,
        f64::from(y.saturating_sub(area.y)) * 4.0 + 2.0,
    );
    let distance = |marker: &MapMarker| {
        (marker.dot.0 - cell_centre.0).hypot(marker.dot.1 - cell_centre.1) - marker.radius
    };
    markers
        .into_iter()
        .map(|marker| (distance(&marker), marker))
        .filter(|(distance, _)| *distance <= 5.0)
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, marker)| marker)
}

/// The radius of a disk whose area is proportional to the number of mentions.
fn marker_radius(mentions: usize, most_mentions: usize, dots: (u16, u16)) -> f64 {
    let max_radius = (f64::from(dots.0) / 50.0).min(f64::from(dots.1) / 30.0);
    let max_radius = max_radius.clamp(MIN_RADIUS, MAX_RADIUS);
    let share = mentions as f64 / most_mentions.max(1) as f64;
    max_radius * share.sqrt()
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
    fn cell(&self, x: i32, y: i32) -> Option<CellUse> {
        let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
        if !self.area.contains(x, y) {
            return None;
        }
        let (left, top) = (usize::from(x - self.area.x), usize::from(y - self.area.y));
        self.cells
            .get(top * usize::from(self.area.width) + left)
            .copied()
    }

    fn fill(&mut self, rect: Rect, cell_use: CellUse) {
        for y in rect.y..rect.y + rect.height {
            for x in rect.x..rect.x + rect.width {
                let (left, top) = (usize::from(x - self.area.x), usize::from(y - self.area.y));
                let index = top * usize::from(self.area.width) + left;
                if x < self.area.x + self.area.width
                    && let Some(cell) = self.cells.get_mut(index)
                {
                    *cell = cell_use;
                }
            }
        }
    }

    /// Whether a label of `cells` cells fits there without touching another.
    fn fits(&self, x: i32, y: i32, cells: u16) -> bool {
        let end = x + i32::from(cells);
        (x..end).all(|x| self.cell(x, y) == Some(CellUse::Free))
            && [x - 1, end]
                .iter()
                .all(|&x| self.cell(x, y) != Some(CellUse::Label))
    }
}

/// Labels the markers, the most important first.
fn label_markers(state: &State, markers: &mut [MapMarker], area: Rect) {
    let size = usize::from(area.width) * usize::from(area.height);
    let cells = vec![CellUse::Free; size];
    let mut grid = LabelGrid { area, cells };
    for marker in &*markers {
        grid.fill(cells_of(marker, area), CellUse::Marker);
    }
    let texts = |marker: &MapMarker| {
        let entity = state.reading.entities.entities().get(marker.entity);
        let name = entity.map(|entity| entity.name.clone()).unwrap_or_default();
        let count = format!(" {}", entity.map_or(0, |entity| entity.mentions.len()));
        let code = marker.code.as_str().to_owned();
        [
            (name, count.clone()),
            (code.clone(), count),
            (code, String::new()),
        ]
    };
    for use_long in [false, true] {
        for marker in markers
            .iter_mut()
            .filter(|marker| !(use_long && marker.chosen))
        {
            let old = marker.label.take();
            if let Some(old) = &old {
                grid.fill(old.rect(), CellUse::Free);
            }
            let texts = texts(marker);
            // The chosen marker is first and gets its longest label at once.
            let candidates = if use_long || marker.chosen {
                &texts[..]
            } else {
                texts.get(2..).unwrap_or_default()
            };
            let found = candidates.iter().find_map(|(name, count)| {
                find_label_position(&grid, cells_of(marker, area), name, count)
            });
            marker.label = found.or(old);
            if marker.label.is_none() && marker.chosen {
                marker.label = Some(fallback_label(&texts, cells_of(marker, area), area));
            }
            if let Some(label) = &marker.label {
                grid.fill(label.rect(), CellUse::Label);
            }
        }
    }
}

/// The cells that a marker covers.
fn cells_of(marker: &MapMarker, area: Rect) -> Rect {
    let cell_index = |dot: f64, dots: f64, cells: u16| {
        ((dot.max(0.0) / dots) as u16).min(cells.saturating_sub(1))
    };
    let left = cell_index(marker.dot.0 - marker.radius, 2.0, area.width);
    let right = cell_index(marker.dot.0 + marker.radius, 2.0, area.width);
    let top = cell_index(marker.dot.1 - marker.radius, 4.0, area.height);
    let bottom = cell_index(marker.dot.1 + marker.radius, 4.0, area.height);
    Rect {
        x: area.x + left,
        y: area.y + top,
        width: right - left + 1,
        height: bottom - top + 1,
    }
}

/// Finds a free position for a label next to its marker: right, left, below, above, then diagonally.
fn find_label_position(
    grid: &LabelGrid,
    marker_cells: Rect,
    name: &str,
    count: &str,
) -> Option<MarkerLabel> {
    let mut label = MarkerLabel {
        x: 0,
        y: 0,
        name: name.to_owned(),
        count: count.to_owned(),
    };
    let cells = label.cells();
    let width = i32::from(cells);
    let (left, top) = (i32::from(marker_cells.x), i32::from(marker_cells.y));
    let (right, bottom) = (
        left + i32::from(marker_cells.width),
        top + i32::from(marker_cells.height),
    );
    let (middle, row) = ((left + right - width) / 2, (top + bottom - 1) / 2);
    let candidates = [
        (right, row),
        (left - width, row),
        (middle, bottom),
        (middle, top - 1),
        (right, top - 1),
        (right, bottom),
        (left - width, top - 1),
        (left - width, bottom),
    ];
    let (x, y) = candidates
        .into_iter()
        .find(|&(x, y)| grid.fits(x, y, cells))?;
    (label.x, label.y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
    Some(label)
}

/// The label of the chosen country when there is no free position: it covers whatever is there.
fn fallback_label(texts: &[(String, String); 3], marker_cells: Rect, area: Rect) -> MarkerLabel {
    let [(name, count), .., (code, _)] = texts;
    let max_cells = usize::from(area.width);
    let (name, count) = if measure::cells(name) + measure::cells(count) <= max_cells {
        (name.clone(), count.clone())
    } else {
        (measure::truncate(code, max_cells), String::new())
    };
    let mut label = MarkerLabel {
        x: 0,
        y: marker_cells.y,
        name,
        count,
    };
    let last = (area.x + area.width).saturating_sub(label.cells());
    label.x = (marker_cells.x + marker_cells.width).min(last);
    label
}
