//! Where the parts of a card go.
//!
//! Owns how the sheet is divided: the mentions keep two fifths of it, what stands above them gets the rest, and the sheet is no
//! longer than they need. Asked by `update` and by the view, so that they cannot disagree.

use super::upper::{Rows, Upper, Wishes};
use super::{Card, Chosen};
use crate::app::State;
use crate::app::sheet::Sheet;
use crate::entities::Kind;
use crate::layout::Rect;

/// Cells of the labels at the left, where there is room for them.
const LABEL_CELLS: u16 = 8;
/// Cells from which there is.
const LABELLED: u16 = 46;
/// Cells from which people and countries stand side by side.
const TWO_COLUMNS: u16 = 56;
/// Cells and rows of the small map, and the cells from which there is room for it.
const MAP: (u16, u16) = (28, 7);
const MAPPED: u16 = 68;
/// Rows from which the parts are set apart by blank rows.
const AIRY_ROWS: u16 = 28;
/// How many those are.
const AIR_ROWS: u16 = 4;
/// Rows below which there is no line at the foot.
const FOOTED_ROWS: u16 = 7;

/// The parts of a card; empty rectangles are not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The sheet.
    pub sheet: Sheet,
    /// The name.
    pub head: Rect,
    /// The lines under it.
    pub upper: Rect,
    /// What stands there.
    pub lines: Vec<Upper>,
    /// Cells of the labels at the left of those.
    pub label: u16,
    /// The small map.
    pub map: Rect,
    /// The rows of company: people, and to their right or below them countries.
    pub company: [Rect; 2],
    /// How many people show.
    pub people: usize,
    /// How many countries show.
    pub countries: usize,
    /// The row above the list.
    pub heading: Rect,
    /// The mentions.
    pub list: Rect,
    /// How many mentions there are.
    pub mentions: usize,
    /// What is said of the chosen row.
    pub foot: Rect,
}

/// What there is to divide.
struct Room {
    sheet: Sheet,
    mentions: usize,
    /// Cells of the labels.
    label: u16,
    /// Rows of the foot.
    foot: usize,
    /// Blank rows between two parts.
    air: usize,
    /// Rows that are taken whatever the card says.
    fixed: usize,
    /// Rows for what stands between the name and the list.
    upper: usize,
    /// Cells of a line there.
    wide: usize,
    mapped: bool,
    side_by_side: bool,
    roomy: bool,
}

impl Room {
    fn of(state: &State, card: &Card, air: usize) -> Self {
        let sheet = Sheet::of(state);
        let (width, height) = (sheet.inner.width, sheet.inner.height);
        let entity = state.entities.entities().get(card.entity);
        let mentions = entity.map_or(0, |entity| entity.mentions.len());
        let label = if width >= LABELLED { LABEL_CELLS } else { 0 };
        let foot = usize::from(height >= FOOTED_ROWS);
        // The name, the heading of the list, and the air between the parts.
        let fixed = 2 + foot + usize::from(AIR_ROWS) * air;
        let free = usize::from(height).saturating_sub(fixed);
        let upper = free.saturating_sub(mentions.clamp(1, (free * 2 / 5).max(3)));
        let is_country = entity.is_some_and(|entity| entity.kind == Kind::Country);
        let mapped = is_country && width >= MAPPED && upper >= usize::from(MAP.1);
        let beside = if mapped { MAP.0 + 2 } else { 0 };
        Self {
            sheet,
            mentions,
            label,
            foot,
            air,
            fixed,
            upper,
            wide: usize::from(width.saturating_sub(label + beside)).max(1),
            mapped,
            side_by_side: width.saturating_sub(label) >= TWO_COLUMNS,
            roomy: height >= AIRY_ROWS,
        }
    }
}

impl Places {
    /// Where the parts of `card` go.
    pub fn of(state: &State, card: &Card) -> Self {
        let height = Sheet::of(state).inner.height;
        if height >= AIRY_ROWS {
            return Self::plan(state, card, 1);
        }
        // Where nothing else would stand in the rows, they set the parts apart.
        let close = Self::plan(state, card, 0);
        if close.sheet.inner.height + AIR_ROWS <= height {
            return Self::plan(state, card, 1);
        }
        close
    }

    /// The same, with `air` rows between the parts.
    fn plan(state: &State, card: &Card, air: usize) -> Self {
        let room = Room::of(state, card, air);
        let wishes = Wishes::of(state, card, room.wide, room.roomy);
        let (people, countries) = (card.people.len(), card.countries.len());
        let company = if room.side_by_side {
            people.max(countries)
        } else {
            people + countries
        };
        let rows = Rows {
            forms: wishes.forms.len(),
            roles: wishes.roles.len(),
            facts: wishes.facts.len(),
            quote: wishes.quote,
            company: company.min(if room.roomy { 8 } else { 5 }),
        }
        .fit(room.upper);
        let mut lines = wishes.lines(state, card, rows, room.wide);
        if room.mapped {
            // The map stands beside them, and is as high as it is.
            let missing = usize::from(MAP.1).saturating_sub(lines.len());
            let spare = room.upper.saturating_sub(lines.len() + rows.company);
            lines.extend((0..missing.min(spare)).map(|_| Upper::Blank));
        }
        Self::laid(&room, lines, rows.company, (people, countries))
    }

    /// The parts from above, on a sheet that is no longer than they are.
    fn laid(
        room: &Room,
        lines: Vec<Upper>,
        company: usize,
        (people, countries): (usize, usize),
    ) -> Self {
        let wanted = room.fixed + lines.len() + company + room.mentions.max(1);
        let sheet = room.sheet.cut(wanted.min(usize::from(u16::MAX)) as u16);
        let (air, label) = (room.air, room.label);
        let mut down = Down {
            area: sheet.inner,
            used: 0,
        };
        let head = down.take(1);
        down.take(air);
        let upper = down.take(lines.len());
        down.take(air.min(company));
        let with = down.take(company);
        down.take(air);
        let heading = down.take(1);
        let below = room.foot + air.min(room.foot);
        let list = down.take(usize::from(down.left()).saturating_sub(below));
        down.take(air.min(room.foot));
        let foot = down.take(room.foot);
        let map = if room.mapped && upper.height >= MAP.1 {
            Rect {
                x: upper.x + upper.width - MAP.0,
                width: MAP.0,
                height: MAP.1,
                ..upper
            }
        } else {
            Rect::default()
        };
        let with = Rect {
            x: with.x + label,
            width: with.width.saturating_sub(label),
            ..with
        };
        let (company, people, countries) = split(with, room.side_by_side, people, countries);
        Self {
            sheet,
            head,
            upper,
            lines,
            label,
            map,
            company,
            people,
            countries,
            heading,
            list,
            mentions: room.mentions,
            foot,
        }
    }

    /// What can be chosen at a cell.
    pub(in crate::app) fn row_at(&self, card: &Card, x: u16, y: u16) -> Option<Chosen> {
        let [people, countries] = self.company;
        let nth = |rect: Rect| usize::from(y - rect.y);
        if people.contains(x, y) && nth(people) < self.people {
            return Some(Chosen::Person(nth(people)));
        }
        if countries.contains(x, y) && nth(countries) < self.countries {
            return Some(Chosen::Country(nth(countries)));
        }
        let inside = self.list.contains(x, y);
        let mention = inside.then(|| card.top + nth(self.list))?;
        (mention < self.mentions).then_some(Chosen::Mention(mention))
    }
}

/// People and countries side by side in `area`, or those below these; and how many of each there is room for.
fn split(
    area: Rect,
    side_by_side: bool,
    people: usize,
    countries: usize,
) -> ([Rect; 2], usize, usize) {
    let room = usize::from(area.height);
    if side_by_side && people > 0 && countries > 0 {
        let half = area.width / 2;
        let left = Rect {
            width: half.saturating_sub(2),
            ..area
        };
        let right = Rect {
            x: area.x + half,
            width: area.width - half,
            ..area
        };
        return ([left, right], people.min(room), countries.min(room));
    }
    let for_countries = countries.min(room.saturating_sub(people.min(room.div_ceil(2))));
    let for_people = people.min(room - for_countries);
    let column = if side_by_side {
        area.width / 2
    } else {
        area.width
    };
    let above = Rect {
        height: for_people as u16,
        width: column,
        ..area
    };
    let below = Rect {
        y: area.y + for_people as u16,
        height: for_countries as u16,
        width: column,
        ..area
    };
    ([above, below], for_people, for_countries)
}

/// Rows of an area, taken from above.
struct Down {
    area: Rect,
    used: u16,
}

impl Down {
    fn left(&self) -> u16 {
        self.area.height - self.used
    }

    fn take(&mut self, rows: usize) -> Rect {
        let rows = (rows.min(usize::from(u16::MAX)) as u16).min(self.left());
        let taken = Rect {
            y: self.area.y + self.used,
            height: rows,
            ..self.area
        };
        self.used += rows;
        taken
    }
}
