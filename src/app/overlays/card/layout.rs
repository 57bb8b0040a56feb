//! Where the parts of a card go.
//!
//! The list of mentions gets two fifths of the popup, the summary above it the rest, and the popup is no taller than
//! its content needs. `update` (clicks, scrolling) and the view (painting) both use this layout, so they cannot
//! disagree.

use super::summary::{SummaryContent, SummaryLine, SummaryRows};
use super::{Card, CardRow, EarlierSentence};
use crate::app::State;
use crate::app::overlays::popup::Popup;
use crate::entities::EntityKind;
use crate::layout::Rect;

/// Width of the labels at the left, in cells.
const LABEL_CELLS: u16 = 8;
/// Narrowest popup that has labels, in cells.
const LABEL_MIN_CELLS: u16 = 46;
/// Narrowest area in which people and countries are listed side by side, in cells.
const TWO_COLUMN_MIN_CELLS: u16 = 56;
/// Where there is room for two columns, one that stands alone is as wide as this, in cells, or as half of the room.
const ONE_COLUMN_CELLS: u16 = 48;
/// Width and height of the small map, in cells, and the narrowest popup that has one.
const MAP_SIZE: (u16, u16) = (28, 7);
const MAP_MIN_CELLS: u16 = 68;
/// Height of the popup from which its parts are always separated by blank rows.
const SPACED_MIN_ROWS: u16 = 28;
/// How many blank rows separate the parts.
const SPACING_ROWS: u16 = 4;
/// Height of the popup below which it has no footer.
const FOOTER_MIN_ROWS: u16 = 7;

/// Where a card says what was read before. Without an answer of the library, and without room, all is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BeforeLayout {
    /// The heading.
    pub heading: Rect,
    /// The sentences, each above the title of its article.
    pub sentences: Rect,
    /// How many sentences are shown.
    pub shown: usize,
}

/// The rectangles of a card's parts. A part that is not shown has an empty rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The entity's name.
    pub title: Rect,
    /// The summary under the name.
    pub summary: Rect,
    /// The lines of the summary.
    pub summary_lines: Vec<SummaryLine>,
    /// Width of the labels left of the summary, in cells; 0 if there are none.
    pub label_cells: u16,
    /// The small map.
    pub map: Rect,
    /// The rows of co-occurring people, and those of countries to their right or below them.
    pub cooccurrence_columns: [Rect; 2],
    /// How many people are shown.
    pub people_shown: usize,
    /// How many countries are shown.
    pub countries_shown: usize,
    /// What was read before.
    pub before: BeforeLayout,
    /// The heading of the list of mentions.
    pub list_heading: Rect,
    /// The list of mentions.
    pub list: Rect,
    /// The number of mentions, visible or not.
    pub mention_count: usize,
    /// Details of the chosen row.
    pub footer: Rect,
}

/// The space to be divided.
struct AvailableSpace {
    popup: Popup,
    mention_count: usize,
    /// Width of the labels, in cells.
    label_cells: u16,
    /// Rows of the footer, 0 or 1.
    footer_rows: usize,
    /// Blank rows between two parts.
    spacing: usize,
    /// Rows taken whatever the card contains.
    fixed_rows: usize,
    /// Rows available to the summary and the co-occurrences.
    summary_rows: usize,
    /// Width of a line of the summary, in cells.
    summary_cells: usize,
    has_map: bool,
    side_by_side: bool,
    is_roomy: bool,
}

impl AvailableSpace {
    fn new(state: &State, card: &Card, popup: Popup, spacing: usize) -> Self {
        let (width, height) = (popup.inner.width, popup.inner.height);
        let entity = state.reading.entities.entity(card.entity);
        let mention_count = entity.mentions.len();
        let label_cells = if width >= LABEL_MIN_CELLS {
            LABEL_CELLS
        } else {
            0
        };
        let footer_rows = usize::from(height >= FOOTER_MIN_ROWS);
        // The name unless it is on the frame, the heading of the list, the footer and the blank rows between the parts.
        let fixed_rows =
            1 + usize::from(!popup.framed) + footer_rows + usize::from(SPACING_ROWS) * spacing;
        let free = usize::from(height).saturating_sub(fixed_rows);
        let summary_rows = free.saturating_sub(mention_count.clamp(1, (free * 2 / 5).max(3)));
        let has_map = entity.kind == EntityKind::Country
            && width >= MAP_MIN_CELLS
            && summary_rows >= usize::from(MAP_SIZE.1);
        let map_cells = if has_map { MAP_SIZE.0 + 2 } else { 0 };
        Self {
            popup,
            mention_count,
            label_cells,
            footer_rows,
            spacing,
            fixed_rows,
            summary_rows,
            summary_cells: usize::from(width.saturating_sub(label_cells + map_cells)).max(1),
            has_map,
            side_by_side: width.saturating_sub(label_cells) >= TWO_COLUMN_MIN_CELLS,
            is_roomy: height >= SPACED_MIN_ROWS,
        }
    }
}

impl CardLayout {
    /// Lays out `card` on the current screen.
    pub fn new(state: &State, card: &Card) -> Self {
        let whole = Self::in_popup(state, card, Popup::for_screen(state));
        let popup = Popup::beside_word(state, whole.popup.inner.height);
        if popup == whole.popup {
            return whole;
        }
        Self::in_popup(state, card, popup)
    }

    /// Lays out `card` in a popup no larger than `popup`.
    fn in_popup(state: &State, card: &Card, popup: Popup) -> Self {
        let height = popup.inner.height;
        if height >= SPACED_MIN_ROWS {
            return Self::plan(state, card, popup, 1);
        }
        // Separate the parts with blank rows if the rows would stay empty otherwise.
        let compact = Self::plan(state, card, popup, 0);
        let spacing = SPACING_ROWS + u16::from(card.before.is_some());
        if compact.popup.inner.height + spacing <= height {
            return Self::plan(state, card, popup, 1);
        }
        compact
    }

    /// Lays out `card` with `spacing` blank rows between its parts.
    fn plan(state: &State, card: &Card, popup: Popup, spacing: usize) -> Self {
        let space = AvailableSpace::new(state, card, popup, spacing);
        let content = SummaryContent::new(&state.reading, card, space.summary_cells);
        let (people, countries) = (card.people.len(), card.countries.len());
        let pair_rows = if space.side_by_side {
            people.max(countries)
        } else {
            people + countries
        };
        let pair_rows = pair_rows.min(if space.is_roomy { 8 } else { 5 });
        let spacing = space.spacing * usize::from(card.before.is_some());
        let rows = content
            .rows(pair_rows, space.is_roomy)
            .fit(space.summary_rows.saturating_sub(spacing));
        let mut lines = content.into_lines(rows);
        if space.has_map {
            // The map stands beside these lines and has a fixed height: pad them up to it.
            let missing_rows = usize::from(MAP_SIZE.1).saturating_sub(lines.len());
            let spare_rows = space
                .summary_rows
                .saturating_sub(lines.len() + rows.cooccurrences + rows.before + spacing);
            lines.extend((0..missing_rows.min(spare_rows)).map(|_| SummaryLine::Blank));
        }
        Self::stack(&space, card, lines, rows)
    }

    /// Stacks the parts from the top, in a popup no taller than they are.
    fn stack(
        space: &AvailableSpace,
        card: &Card,
        summary_lines: Vec<SummaryLine>,
        part_rows: SummaryRows,
    ) -> Self {
        let pair_rows = part_rows.cooccurrences;
        let before_spacing = space.spacing.min(part_rows.before);
        let content_rows = space.fixed_rows
            + summary_lines.len()
            + pair_rows
            + before_spacing
            + part_rows.before
            + space.mention_count.max(1);
        let popup = space
            .popup
            .shrunk_to(content_rows.min(usize::from(u16::MAX)) as u16);
        let (spacing, label_cells) = (space.spacing, space.label_cells);
        let mut rows = RowAllocator {
            area: popup.inner,
            used: 0,
        };
        let title = if popup.framed {
            popup.title()
        } else {
            rows.allocate(1)
        };
        rows.allocate(spacing);
        let summary = rows.allocate(summary_lines.len());
        rows.allocate(spacing.min(pair_rows));
        let pairs = rows.allocate(pair_rows);
        rows.allocate(before_spacing);
        let before = BeforeLayout::new(rows.allocate(part_rows.before));
        rows.allocate(spacing);
        let list_heading = rows.allocate(1);
        let footer_space = space.footer_rows + spacing.min(space.footer_rows);
        let list = rows.allocate(usize::from(rows.remaining()).saturating_sub(footer_space));
        rows.allocate(spacing.min(space.footer_rows));
        let footer = rows.allocate(space.footer_rows);
        let map = if space.has_map && summary.height >= MAP_SIZE.1 {
            Rect {
                x: summary.x + summary.width - MAP_SIZE.0,
                width: MAP_SIZE.0,
                height: MAP_SIZE.1,
                ..summary
            }
        } else {
            Rect::default()
        };
        let pairs = Rect {
            x: pairs.x + label_cells,
            width: pairs.width.saturating_sub(label_cells),
            ..pairs
        };
        let (cooccurrence_columns, people_shown, countries_shown) = split_columns(
            pairs,
            space.side_by_side,
            card.people.len(),
            card.countries.len(),
        );
        Self {
            popup,
            title,
            summary,
            summary_lines,
            label_cells,
            map,
            cooccurrence_columns,
            people_shown,
            countries_shown,
            before,
            list_heading,
            list,
            mention_count: space.mention_count,
            footer,
        }
    }

    /// The row of the card at a cell of the screen.
    pub(crate) fn row_at(&self, card: &Card, x: u16, y: u16) -> Option<CardRow> {
        let [people, countries] = self.cooccurrence_columns;
        let nth = |rect: Rect| usize::from(y - rect.y);
        if people.contains(x, y) && nth(people) < self.people_shown {
            return Some(CardRow::Person(nth(people)));
        }
        if countries.contains(x, y) && nth(countries) < self.countries_shown {
            return Some(CardRow::Country(nth(countries)));
        }
        let earlier = self.before.sentences;
        if earlier.contains(x, y) {
            return Some(CardRow::Earlier(
                nth(earlier) / usize::from(EarlierSentence::ROWS),
            ));
        }
        let inside = self.list.contains(x, y);
        let mention = inside.then(|| card.top + nth(self.list))?;
        (mention < self.mention_count).then_some(CardRow::Mention(mention))
    }
}

impl BeforeLayout {
    /// Divides `area` into the heading and as many sentences as fit.
    fn new(area: Rect) -> Self {
        let heading = Rect {
            height: area.height.min(1),
            ..area
        };
        let shown = area.height.saturating_sub(1) / EarlierSentence::ROWS;
        let sentences = Rect {
            y: area.y + heading.height,
            height: shown * EarlierSentence::ROWS,
            ..area
        };
        Self {
            heading,
            sentences,
            shown: usize::from(shown),
        }
    }
}

/// Divides `area` between people and countries, side by side or one above the other.
///
/// Returns both rectangles and how many people and countries fit.
fn split_columns(
    area: Rect,
    side_by_side: bool,
    people: usize,
    countries: usize,
) -> ([Rect; 2], usize, usize) {
    let space = usize::from(area.height);
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
        return ([left, right], people.min(space), countries.min(space));
    }
    let for_countries = countries.min(space.saturating_sub(people.min(space.div_ceil(2))));
    let for_people = people.min(space - for_countries);
    // So wide that a long name fits, and so narrow that what stands at the right is not far from it.
    let column = if side_by_side {
        ONE_COLUMN_CELLS.max(area.width / 2).min(area.width)
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

/// Hands out the rows of an area from the top.
struct RowAllocator {
    area: Rect,
    used: u16,
}

impl RowAllocator {
    fn remaining(&self) -> u16 {
        self.area.height - self.used
    }

    fn allocate(&mut self, rows: usize) -> Rect {
        let rows = (rows.min(usize::from(u16::MAX)) as u16).min(self.remaining());
        let allocated = Rect {
            y: self.area.y + self.used,
            height: rows,
            ..self.area
        };
        self.used += rows;
        allocated
    }
}
