//! Where the marks of countries and their labels stand on the map.
//!
//! Owns the sizes of marks and the placing of labels: no label lies on a mark or on another label, and first everybody gets
//! a short one, then those mentioned most get longer ones where there is room. Asked by views to paint and by clicks.

use super::{Country, World, area, countries};
use crate::app::state::State;
use crate::entities::Code;
use crate::layout::{Rect, measure};

/// A mark of the smallest size, in dots from its middle; and where the map is crowded, a single dot.
const SMALLEST: f64 = 1.0;
const CROWDED: f64 = 0.5;
/// Dots of the map for each country, below which it is crowded.
const ROOM: usize = 400;
/// One of the largest.
const LARGEST: f64 = 4.0;

/// A country's mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its index in the entities.
    pub entity: usize,
    /// Its code.
    pub code: Code,
    /// The dot of its middle, in the map's own area.
    pub dot: (f64, f64),
    /// In dots.
    pub radius: f64,
    /// Whether the cursor is on it.
    pub chosen: bool,
    /// Its words, if there is room for any.
    pub label: Option<Label>,
}

/// A mark's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where on the screen.
    pub x: u16,
    /// Where on the screen.
    pub y: u16,
    /// Code or name.
    pub name: String,
    /// " 6", or nothing.
    pub count: String,
}

impl Label {
    fn cells(&self) -> u16 {
        (measure::cells(&self.name) + measure::cells(&self.count)) as u16
    }

    /// The cells it takes.
    pub fn rect(&self) -> Rect {
        Rect {
            x: self.x,
            y: self.y,
            width: self.cells(),
            height: 1,
        }
    }
}

/// The marks that show: the most mentioned first, the chosen last, so that what is painted later lies upon the earlier.
pub fn marks(state: &State, world: &World) -> Vec<Mark> {
    let area = area(state);
    let map = world.projection(state);
    let countries = countries(state);
    let chosen = world.chosen(&countries).map(|country| country.code);
    let most = countries.iter().map(|country| country.mentions).max();
    let dots = usize::from(map.dots.0) * usize::from(map.dots.1);
    let smallest = if dots / countries.len().max(1) < ROOM {
        CROWDED
    } else {
        SMALLEST
    };
    let size =
        |country: &Country| radius(country.mentions, most.unwrap_or(1), map.dots).max(smallest);
    let mut marks: Vec<Mark> = countries
        .iter()
        .map(|country| (country, map.dot_of(country.place)))
        .filter(|(_, dot)| map.shows(*dot))
        .map(|(country, dot)| Mark {
            entity: country.entity,
            code: country.code,
            dot,
            radius: size(country),
            chosen: chosen == Some(country.code),
            label: None,
        })
        .collect();
    let mentions = |mark: &Mark| {
        let entity = state.entities.entities().get(mark.entity);
        entity.map_or(0, |entity| entity.mentions.len())
    };
    marks.sort_by_key(|mark| {
        (
            std::cmp::Reverse(mark.chosen),
            std::cmp::Reverse(mentions(mark)),
        )
    });
    label(state, &mut marks, area);
    if marks.first().is_some_and(|mark| mark.chosen) {
        marks.rotate_left(1);
    }
    marks
}

/// The mark at a cell of the screen: whose label it is, else the nearest whose edge is not far.
pub fn mark_at(state: &State, world: &World, x: u16, y: u16) -> Option<Mark> {
    let marks = marks(state, world);
    let area = area(state);
    let label = |mark: &&Mark| {
        let label = mark.label.as_ref();
        label.is_some_and(|label| label.rect().contains(x, y))
    };
    if let Some(mark) = marks.iter().find(label) {
        return Some(mark.clone());
    }
    let middle = (
        f64::from(x.saturating_sub(area.x)) * 2.0 + 1.0,
        f64::from(y.saturating_sub(area.y)) * 4.0 + 2.0,
    );
    let far = |mark: &Mark| (mark.dot.0 - middle.0).hypot(mark.dot.1 - middle.1) - mark.radius;
    marks
        .into_iter()
        .map(|mark| (far(&mark), mark))
        .filter(|(far, _)| *far <= 5.0)
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, mark)| mark)
}

/// A disk whose ground grows with the mentions.
fn radius(mentions: usize, most: usize, dots: (u16, u16)) -> f64 {
    let room = (f64::from(dots.0) / 50.0).min(f64::from(dots.1) / 30.0);
    let largest = room.clamp(SMALLEST, LARGEST);
    let share = mentions as f64 / most.max(1) as f64;
    largest * share.sqrt()
}

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Free,
    Mark,
    Label,
}

/// The cells of the map, as they fill.
struct Grid {
    area: Rect,
    cells: Vec<Cell>,
}

impl Grid {
    fn at(&self, x: i32, y: i32) -> Option<Cell> {
        let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
        if !self.area.contains(x, y) {
            return None;
        }
        let (left, top) = (usize::from(x - self.area.x), usize::from(y - self.area.y));
        self.cells
            .get(top * usize::from(self.area.width) + left)
            .copied()
    }

    fn put(&mut self, rect: Rect, what: Cell) {
        for y in rect.y..rect.y + rect.height {
            for x in rect.x..rect.x + rect.width {
                let (left, top) = (usize::from(x - self.area.x), usize::from(y - self.area.y));
                let index = top * usize::from(self.area.width) + left;
                if x < self.area.x + self.area.width
                    && let Some(cell) = self.cells.get_mut(index)
                {
                    *cell = what;
                }
            }
        }
    }

    /// Whether a label of so many cells fits there without touching another.
    fn fits(&self, x: i32, y: i32, cells: u16) -> bool {
        let end = x + i32::from(cells);
        (x..end).all(|x| self.at(x, y) == Some(Cell::Free))
            && [x - 1, end]
                .iter()
                .all(|&x| self.at(x, y) != Some(Cell::Label))
    }
}

/// Give the marks, the most important first, their labels.
fn label(state: &State, marks: &mut [Mark], area: Rect) {
    let size = usize::from(area.width) * usize::from(area.height);
    let cells = vec![Cell::Free; size];
    let mut grid = Grid { area, cells };
    for mark in &*marks {
        grid.put(body(mark, area), Cell::Mark);
    }
    let forms = |mark: &Mark| {
        let entity = state.entities.entities().get(mark.entity);
        let name = entity.map(|entity| entity.name.clone()).unwrap_or_default();
        let count = format!(" {}", entity.map_or(0, |entity| entity.mentions.len()));
        let code = mark.code.as_str().to_owned();
        [
            (name, count.clone()),
            (code.clone(), count),
            (code, String::new()),
        ]
    };
    for long in [false, true] {
        for mark in marks.iter_mut().filter(|mark| !(long && mark.chosen)) {
            let old = mark.label.take();
            if let Some(old) = &old {
                grid.put(old.rect(), Cell::Free);
            }
            let forms = forms(mark);
            // The chosen one is first, and has all its words from the beginning.
            let tried = if long || mark.chosen {
                &forms[..]
            } else {
                forms.get(2..).unwrap_or_default()
            };
            let found = tried
                .iter()
                .find_map(|(name, count)| place(&grid, body(mark, area), name, count));
            mark.label = found.or(old);
            if mark.label.is_none() && mark.chosen {
                mark.label = Some(forced(&forms, body(mark, area), area));
            }
            if let Some(label) = &mark.label {
                grid.put(label.rect(), Cell::Label);
            }
        }
    }
}

/// The cells of a mark.
fn body(mark: &Mark, area: Rect) -> Rect {
    let cell =
        |dot: f64, dots: f64, most: u16| ((dot.max(0.0) / dots) as u16).min(most.saturating_sub(1));
    let left = cell(mark.dot.0 - mark.radius, 2.0, area.width);
    let right = cell(mark.dot.0 + mark.radius, 2.0, area.width);
    let top = cell(mark.dot.1 - mark.radius, 4.0, area.height);
    let bottom = cell(mark.dot.1 + mark.radius, 4.0, area.height);
    Rect {
        x: area.x + left,
        y: area.y + top,
        width: right - left + 1,
        height: bottom - top + 1,
    }
}

/// A place for a label beside its mark: right, left, below, above, at the corners.
fn place(grid: &Grid, body: Rect, name: &str, count: &str) -> Option<Label> {
    let mut label = Label {
        x: 0,
        y: 0,
        name: name.to_owned(),
        count: count.to_owned(),
    };
    let cells = label.cells();
    let wide = i32::from(cells);
    let (left, top) = (i32::from(body.x), i32::from(body.y));
    let (right, bottom) = (left + i32::from(body.width), top + i32::from(body.height));
    let (middle, row) = ((left + right - wide) / 2, (top + bottom - 1) / 2);
    let spots = [
        (right, row),
        (left - wide, row),
        (middle, bottom),
        (middle, top - 1),
        (right, top - 1),
        (right, bottom),
        (left - wide, top - 1),
        (left - wide, bottom),
    ];
    let (x, y) = spots.into_iter().find(|&(x, y)| grid.fits(x, y, cells))?;
    (label.x, label.y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
    Some(label)
}

/// The chosen country has a label, whatever it covers.
fn forced(forms: &[(String, String); 3], body: Rect, area: Rect) -> Label {
    let [(name, count), .., (code, _)] = forms;
    let room = usize::from(area.width);
    let (name, count) = if measure::cells(name) + measure::cells(count) <= room {
        (name.clone(), count.clone())
    } else {
        (measure::truncate(code, room), String::new())
    };
    let mut label = Label {
        x: 0,
        y: body.y,
        name,
        count,
    };
    let last = (area.x + area.width).saturating_sub(label.cells());
    label.x = (body.x + body.width).min(last);
    label
}
