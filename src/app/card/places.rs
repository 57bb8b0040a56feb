//! Where the parts of a card go.
//!
//! Owns what is left out first where there is little room: the mentions keep a third of the sheet, and of what stands above
//! them the quotation and the company give way before who it is. Asked by `update` and by the view.

use super::{Card, Chosen, words};
use crate::app::State;
use crate::app::passage::{self, Quoted};
use crate::app::sheet::Sheet;
use crate::entities::Kind;
use crate::layout::{Fill, Rect, wrap};

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

/// A line above the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upper {
    /// Words, with a label where a part begins.
    Words(&'static str, String),
    /// A line of the quotation, with its label.
    Quote(&'static str, Quoted),
    /// Air.
    Blank,
}

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

/// The rows that each part above the list gets.
#[derive(Debug, Clone, Copy)]
struct Rows {
    forms: usize,
    roles: usize,
    facts: usize,
    quote: usize,
    company: usize,
}

/// The rows of one part.
type Part = fn(&mut Rows) -> &mut usize;

impl Rows {
    fn sum(self) -> usize {
        self.forms + self.roles + self.facts + self.quote + self.company
    }

    /// Take rows away until `room` is enough: what is said last of all goes first.
    fn fit(mut self, room: usize) -> Self {
        let steps: [(Part, usize); 12] = [
            (|rows| &mut rows.company, 3),
            (|rows| &mut rows.quote, 3),
            (|rows| &mut rows.forms, 1),
            (|rows| &mut rows.roles, 1),
            (|rows| &mut rows.facts, 1),
            (|rows| &mut rows.company, 1),
            (|rows| &mut rows.quote, 2),
            (|rows| &mut rows.company, 0),
            (|rows| &mut rows.forms, 0),
            (|rows| &mut rows.quote, 0),
            (|rows| &mut rows.facts, 0),
            (|rows| &mut rows.roles, 0),
        ];
        for (part, least) in steps {
            let over = self.sum().saturating_sub(room);
            let part = part(&mut self);
            *part -= part.saturating_sub(least).min(over);
        }
        self
    }
}

/// What a card has to say above its list, in as many lines as it would like.
struct Wishes {
    forms: Vec<String>,
    roles: Vec<String>,
    facts: Vec<String>,
    quote: usize,
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
        let sheet = Sheet::of(state);
        let inner = sheet.inner;
        let entity = state.entities.entities().get(card.entity);
        let mentions = entity.map_or(0, |entity| entity.mentions.len());
        let label = if inner.width >= LABELLED {
            LABEL_CELLS
        } else {
            0
        };
        let height = usize::from(inner.height);
        let foot = usize::from(inner.height >= FOOTED_ROWS);
        let roomy = inner.height >= AIRY_ROWS;
        // The name, the heading of the list, and the air between the parts.
        let fixed = 2 + foot + usize::from(AIR_ROWS) * air;
        let free = height.saturating_sub(fixed);
        let upper_room = free.saturating_sub(mentions.clamp(1, (free * 2 / 5).max(3)));
        let is_country = entity.is_some_and(|entity| entity.kind == Kind::Country);
        let mapped = is_country && inner.width >= MAPPED && upper_room >= usize::from(MAP.1);
        let beside = if mapped { MAP.0 + 2 } else { 0 };
        let wide = usize::from(inner.width.saturating_sub(label + beside)).max(1);
        let wishes = Wishes::of(state, card, wide, roomy);
        let side_by_side = inner.width.saturating_sub(label) >= TWO_COLUMNS;
        let (people, countries) = (card.people.len(), card.countries.len());
        let company = if side_by_side {
            people.max(countries)
        } else {
            people + countries
        };
        let rows = Rows {
            forms: wishes.forms.len(),
            roles: wishes.roles.len(),
            facts: wishes.facts.len(),
            quote: wishes.quote,
            company: company.min(if roomy { 8 } else { 5 }),
        }
        .fit(upper_room);
        let mut lines = wishes.lines(state, card, rows, wide);
        if mapped {
            let missing = usize::from(MAP.1).saturating_sub(lines.len());
            let spare = upper_room.saturating_sub(lines.len() + rows.company);
            lines.extend((0..missing.min(spare)).map(|_| Upper::Blank));
        }
        let upper = lines.len();
        let wanted = fixed + upper + rows.company + mentions.max(1);
        let sheet = sheet.cut(wanted as u16);
        let mut down = Down {
            area: sheet.inner,
            used: 0,
        };
        let head = down.take(1);
        down.take(air);
        let upper = down.take(upper);
        down.take(air.min(rows.company));
        let company = down.take(rows.company);
        down.take(air);
        let heading = down.take(1);
        let below = foot + air.min(foot);
        let list = down.take(usize::from(down.left()).saturating_sub(below));
        down.take(air.min(foot));
        let foot = down.take(foot);
        let map = if mapped && upper.height >= MAP.1 {
            Rect {
                x: upper.x + upper.width - MAP.0,
                width: MAP.0,
                height: MAP.1,
                ..upper
            }
        } else {
            Rect::default()
        };
        let company = Rect {
            x: company.x + label,
            width: company.width.saturating_sub(label),
            ..company
        };
        let (parts, people, countries) = split(company, side_by_side, people, countries);
        Self {
            sheet,
            head,
            upper,
            lines,
            label,
            map,
            company: parts,
            people,
            countries,
            heading,
            list,
            mentions,
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

impl Wishes {
    fn of(state: &State, card: &Card, wide: usize, airy: bool) -> Self {
        let lines = |text: Option<String>, most: usize| {
            text.map_or_else(Vec::new, |text| folded(&text, wide, most))
        };
        let words = card
            .first
            .and_then(|first| state.entities.mentions().get(first))
            .map_or(0..0, |mention| mention.range.clone());
        let most = if airy { 6 } else { 4 };
        // A bar stands left of it.
        let room = (wide.saturating_sub(2).max(1), most);
        Self {
            forms: lines(words::forms(state, card), 3),
            roles: lines(words::roles(state, card), 3),
            facts: lines(words::facts(state, card), 2),
            quote: passage::lines(&state.document, &card.quote, &words, room).len(),
        }
    }

    fn lines(self, state: &State, card: &Card, rows: Rows, wide: usize) -> Vec<Upper> {
        let mut lines = Vec::new();
        let mut part = |label: &'static str, all: Vec<String>, rows: usize| {
            let missing = all.len() > rows;
            let shown = all.into_iter().take(rows).enumerate();
            lines.extend(shown.map(|(nth, mut line)| {
                if missing && nth + 1 == rows {
                    line = crate::layout::measure::truncate(&format!("{line} …"), wide);
                }
                Upper::Words(if nth == 0 { label } else { "" }, line)
            }));
        };
        part("called", self.roles, rows.roles);
        part("is", self.facts, rows.facts);
        part("forms", self.forms, rows.forms);
        let words = card
            .first
            .and_then(|first| state.entities.mentions().get(first))
            .map_or(0..0, |mention| mention.range.clone());
        let room = (wide.saturating_sub(2).max(1), rows.quote);
        let quoted = passage::lines(&state.document, &card.quote, &words, room);
        let label = |nth| if nth == 0 { "first" } else { "" };
        let quoted = quoted.into_iter().enumerate();
        lines.extend(quoted.map(|(nth, line)| Upper::Quote(label(nth), line)));
        lines
    }
}

/// `text` in lines of at most `wide` cells, `most` of them; the rest is left out.
fn folded(text: &str, wide: usize, most: usize) -> Vec<String> {
    let wrapped = wrap(text, wide, Fill::PLAIN);
    let line = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let mut lines: Vec<String> = wrapped
        .iter()
        .take(most)
        .map(|part| line(part.range.clone()))
        .collect();
    if wrapped.len() > most
        && let Some(last) = lines.last_mut()
    {
        *last = crate::layout::measure::truncate(&format!("{last} …"), wide);
    }
    lines
}
